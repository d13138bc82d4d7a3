//! Signs towards themes: what composition makes of carriers, turns and other themes' clauses.

use crate::{
    Pipeline,
    model::{Article, Label},
};

/// The label of a text of one sentence towards a theme; `None` where it does not have the theme.
fn label(pipeline: &Pipeline, text: &str, theme: &str) -> Option<Label> {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let analysis = pipeline.analyze(&article);
    let own = |id: crate::model::ThemeId| pipeline.lexicon().theme(id).id == theme;
    analysis.mentions.iter().find(|m| own(m.theme)).map(|m| m.score.label)
}

#[test]
fn operators_compose() {
    let pipeline = Pipeline::builder().build().unwrap();
    let mut wrong = Vec::new();
    for (wanted, theme, text) in [
        (Label::Positive, "macro.inflation", "Fears of inflation have evaporated, the bank said."),
        (Label::Negative, "macro.inflation", "The report stoked fears of inflation in Oslo."),
        (Label::Negative, "macro.rates", "A strong survey dashed hopes of an interest rate cut."),
        (Label::Positive, "macro.labor", "The rise in unemployment has come to an end."),
        (Label::Negative, "macro.growth", "The pace of economic growth slowed in spring."),
        (Label::Positive, "commodities.agri", "A drought in the south has ruined the wheat crop."),
        (Label::Negative, "commodities.metals", "Copper prices sank, and airlines rose."),
        (Label::Positive, "commodities.metals", "Airlines sank because copper prices rose 4%."),
        (Label::Negative, "macro.growth", "The economy slipped back into recession in May."),
        // what is said of a carrier, past the clause that hangs on it
        (
            Label::Positive,
            "macro.inflation",
            "The danger that inflation becomes a habit has receded, the bank said.",
        ),
        // opposition to something is turned
        (Label::Negative, "macro.trade", "Opposition to the free trade agreement has grown."),
        // negation of all that follows
        (
            Label::Negative,
            "macro.inflation",
            "Nothing in the survey suggests inflation is slowing.",
        ),
        // a verb between takes its object
        (Label::Positive, "macro.inflation", "The report was mild, easing inflation worries."),
        // the figure before decides over the verb
        (
            Label::Positive,
            "macro.inflation",
            "Norway's consumer prices rose 0.2% in May, compared with 0.5% in April.",
        ),
        (
            Label::Negative,
            "macro.inflation",
            "Norway's consumer prices rose 0.5% in May, compared with 0.2% in April.",
        ),
    ] {
        let found = label(&pipeline, text, theme);
        if found != Some(wanted) {
            wrong.push(format!("{theme} is {found:?}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_root_says_what_its_only_branch_says() {
    let pipeline = Pipeline::builder().build().unwrap();
    let lexicon = pipeline.lexicon();
    for theme in &lexicon.themes {
        for (_, text) in &theme.matches {
            let article = Article { text: text.clone(), ..Article::default() };
            let mentions = pipeline.analyze(&article).mentions;
            for root in &mentions {
                let is_branch = |m: &&crate::model::Mention| {
                    m.sentence == root.sentence && lexicon.theme(m.theme).parent == Some(root.theme)
                };
                let mut branches = mentions.iter().filter(is_branch);
                if let (Some(only), None) = (branches.next(), branches.next()) {
                    assert_eq!(root.score.label, only.score.label, "{}: {text}", theme.id);
                }
            }
        }
    }
}

#[test]
fn words_of_a_theme_hide_no_general_ones() {
    let folder = tempfile::tempdir().unwrap();
    let theme = std::fs::read_to_string("lexicons/themes/shipping.toml").unwrap();
    let own = format!("{theme}\n").replacen(
        "[tone]\npositive = [",
        "[tone]\npositive = [\n  \"losses widened\",",
        1,
    );
    assert_ne!(own.trim(), theme.trim(), "the theme has words of its own");
    std::fs::create_dir(folder.path().join("themes")).unwrap();
    std::fs::write(folder.path().join("themes/shipping.toml"), own).unwrap();
    let pipeline = Pipeline::builder().lexicons(folder.path()).build().unwrap();
    assert_eq!(pipeline.score("Its losses widened.", None, None).label, Label::Negative);
    assert_eq!(
        label(&pipeline, "Losses widened in container shipping.", "shipping"),
        Some(Label::Positive)
    );
}

/// A theme that is put together from others, in a folder of lexicons.
fn composite_folder(composite: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("themes")).unwrap();
    let text = format!("id = \"mixed\"\ntitle = \"Mixed\"\n\n[composite]\n{composite}\n");
    std::fs::write(folder.path().join("themes/mixed.toml"), text).unwrap();
    folder
}

#[test]
fn composites_take_the_sentences_of_their_branches_with_their_signs() {
    let folder = composite_folder("with = [\"macro.growth\"]\nagainst = [\"commodities.energy\"]");
    let pipeline = Pipeline::builder().lexicons(folder.path()).build().unwrap();
    let text = "Oil prices rose 4%. Economic growth slowed in spring. The choir sang.";
    let analysis = pipeline.analyze(&Article { text: text.to_owned(), ..Article::default() });
    let of = |id: &str| {
        let theme = pipeline.lexicon().theme_id(id).unwrap();
        let mut all = analysis.composites.iter().chain(&analysis.themes);
        *all.find(|own| own.theme == theme).unwrap_or_else(|| panic!("no {id}"))
    };
    let (mixed, growth, oil) = (of("mixed"), of("macro.growth"), of("commodities.energy"));
    assert!(growth.sentiment < 0.0 && oil.sentiment > 0.0, "{growth:?} {oil:?}");
    assert_eq!((mixed.sentences, mixed.negative, mixed.positive), (2, 2, 0));
    let expected = f64::midpoint(growth.sentiment, -oil.sentiment);
    assert!((mixed.sentiment - expected).abs() < 1e-12, "{mixed:?}");
    // rates, prices and currencies are no part of activity
    assert_eq!(of("macro.activity").sentences, 1);
}

#[test]
fn all_news_is_the_sentiment_of_the_article() {
    let pipeline = Pipeline::builder().build().unwrap();
    let text = "Sales rose 8 percent. A fire destroyed the mill. The choir sang.";
    let analysis = pipeline.analyze(&Article { text: text.to_owned(), ..Article::default() });
    let all = pipeline.lexicon().theme_id("all").unwrap();
    let own = analysis.composites.iter().find(|own| own.theme == all).unwrap();
    assert_eq!((own.sentences, own.positive, own.negative), (3, 1, 1));
    assert!((own.sentiment - analysis.sentiment.unwrap()).abs() < 1e-12);
    assert!(analysis.themes.iter().all(|theme| theme.theme != all));
}

#[test]
fn composites_say_what_is_wrong_with_them() {
    for (composite, problem) in [
        ("with = [\"macro.tides\"]", "no theme `macro.tides`"),
        ("all = true\nwith = [\"macro\"]", "says neither or both"),
        ("", "says neither or both"),
        ("all = true\n[cues]\nstrong = [\"choir\"]", "has cues, nouns or tone"),
    ] {
        let folder = composite_folder(composite);
        let error = Pipeline::builder().lexicons(folder.path()).build().unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
    }
}
