use super::*;

fn error(text: &str) -> String {
    Config::parse(text, "a.toml").unwrap_err().to_string()
}

#[test]
fn unknown_keys_are_refused_with_their_line() {
    assert_eq!(
        error("threads = 2\nthread = 3\n"),
        "a.toml:2: unknown key 'thread'; did you mean threads?"
    );
    let unlike = error("colour = 3\n");
    assert!(
        unlike.starts_with("a.toml:1: unknown key 'colour'; expected one of map, keep, "),
        "{unlike}"
    );
    assert_eq!(
        error("[[index]]\nweight = 1\nacros = \"equal\""),
        "a.toml:2: unknown key 'weight' of [[index]]; expected one of name, shares, within, headline, \
         across, story, source-effects, smoothing, smoothing-of, smoothing-days, z-days, z-least, \
         interval, shrink, periods, z-periods, z-periods-least"
    );
    assert_eq!(
        error("[weighing]\n\nquestoin = 0.2"),
        "a.toml:3: weighing.questoin = 0.2: unknown weight `questoin`; did you mean question?"
    );
}

#[test]
fn bad_values_are_refused_with_line_and_key() {
    let cases = [
        (
            "cutoff = \"25:99\"",
            "a.toml:1: cutoff = \"25:99\": expected a time of day such as 16:00",
        ),
        ("\nthreads = \"two\"", "a.toml:2: threads = \"two\": expected a number without quotes"),
        ("threads = -2", "a.toml:1: threads = -2: expected a whole number from 0"),
        ("format = \"csv\"", "a.toml:1: format = \"csv\": expected a list such as [\"a\", \"b\"]"),
        ("format = [\"cvs\"]", "a.toml:1: format = [\"cvs\"]: unknown format; did you mean csv?"),
        ("source = 3", "a.toml:1: source = 3: expected text in quotes"),
        ("shrink = 1", "a.toml:1: shrink = 1: expected true or false"),
        (
            "max-record = 5000",
            "a.toml:1: max-record = 5000: expected a number of megabytes above 0, at most 1024",
        ),
        (
            "[weighing]\nquestion = 2",
            "a.toml:2: weighing.question = 2: expected a number from 0 to 1",
        ),
        (
            "[[index]]\nstory = \"best\"",
            "a.toml:2: story = \"best\": expected original, mean or each",
        ),
        ("[[index]]\nz-least = 90", "a.toml:2: z-least = 90: expected 2 to z-days"),
        (
            "[[index]]\n[[index]]\n",
            "a.toml:2: [[index]]: two blocks without a name; expected one at most, which is the default index",
        ),
        ("index = 3", "a.toml:1: index: expected blocks that begin with [[index]]"),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text), expected);
    }
}

// html is a format where reports are built
#[cfg(feature = "report")]
#[test]
fn flags_name_themselves() {
    let mut config = Config::default();
    let setting = |key| *Config::settings().find(|setting| setting.key == key).unwrap();
    let said = config.take_flag(&setting("cutoff"), "25:99").unwrap_err().to_string();
    assert_eq!(said, "--cutoff 25:99: expected a time of day such as 16:00");
    let said = config.take_flag(&setting("weighing"), "watch=NaN").unwrap_err().to_string();
    assert_eq!(said, "--weigh watch=NaN: expected a number from 0 to 1");
    config.take_flag(&setting("format"), "csv,html").unwrap();
    assert_eq!(config.format.len(), 2);
    let said = config.refuse("format", "no").to_string();
    assert_eq!(said, "--format csv,html: no");
}

#[test]
fn a_layer_holds_where_the_one_over_it_says_nothing() {
    let file = Config::parse(
        "calendar = \"nyse\"\nthreads = 2\nhalf-life = 3\n[weighing]\nwatch = 0.5\nquestion = 0.5",
        "a.toml",
    )
    .unwrap();
    let flags =
        Config::parse("zone = \"UTC\"\nsmoothing = \"equal\"\n[weighing]\nwatch = 1.0", "flags")
            .unwrap();
    let both = flags.over(file);
    assert_eq!((both.calendar.is_none(), both.half_life.is_none()), (true, true));
    assert_eq!(both.threads, Some(2));
    let weights = both.weighing.weights();
    assert_eq!((weights.watch, weights.question), (1.0, 0.5));
}

/// What is written of settings is read back as the same settings.
#[test]
fn settings_go_through_json_and_back() {
    let full = Config::parse(&uncommented(), "a.toml").unwrap();
    let json = serde_json::to_string(&full).unwrap();
    let mut again: Config = serde_json::from_str(&json).unwrap();
    again.places.clone_from(&full.places);
    assert_eq!(again, full, "{json}");
    assert!(serde_json::from_str::<Config>("{\"cutoff\": \"25:99\"}").is_err());
}

/// The template with every setting in force.
fn uncommented() -> String {
    let is_setting = |line: &str| {
        line.strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '['))
    };
    Config::template()
        .lines()
        .map(|line| if is_setting(line) { &line[1..] } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_template_parses_as_it_is_and_with_every_setting_in_force() {
    assert_eq!(Config::parse(&Config::template(), "a.toml").unwrap(), Config::default());
    let full = Config::parse(&uncommented(), "a.toml").unwrap();
    assert_eq!(full.index.len(), 2);
    assert!(Config::template().lines().all(|line| line.len() <= 130));
}

#[test]
fn what_is_called_default_is() {
    let full = Config::parse(&uncommented(), "a.toml").unwrap();
    assert_eq!(full.index[0], IndexSettings::default());
    assert_eq!(full.weighing.weights(), crate::score::ModalityWeights::default());
    assert_eq!(full.undated, Some(Undated::default()));
    assert_eq!(full.hawkish, Some(Stance::default()));
    assert_eq!(full.scorer_on, Some(ScorerOn::default()));
    assert_eq!(full.date_only, Some(DateOnly::default()));
    assert_eq!(
        full.max_record.map(|max| max.bytes),
        Some(crate::load::Options::default().max_record_bytes)
    );
    assert_eq!(
        full.max_window.map(|max| max.bytes),
        Some(crate::load::Options::default().max_window_bytes)
    );
    assert_eq!(full.story_window, Some(crate::aggregate::StorySettings::default().window_days));
}

/// `docs/settings.md` lists what is declared; with `NEWSVANE_WRITE_DOCS=1` the test writes it.
#[test]
fn the_document_lists_every_setting() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) =
        ("<!-- settings: written by the library's tests -->\n\n", "<!-- end of settings -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (listed, after) = rest.split_once(end).unwrap();
    if std::env::var_os("NEWSVANE_WRITE_DOCS").is_some() {
        std::fs::write(&path, [before, begin, &Config::reference(), end, after].concat()).unwrap();
    } else {
        assert!(
            listed == Config::reference(),
            "docs/settings.md is out of date; run NEWSVANE_WRITE_DOCS=1 cargo test -p newsvane config::"
        );
    }
}
