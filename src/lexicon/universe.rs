//! The user's own companies and instruments: a CSV file with tens of thousands of rows.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::{Class, Entry, Instrument, InstrumentKind, Lexicon, LexiconError, matcher::Case};
use crate::{line_error::LineError, model::ThemeId};

/// Columns that the file may have; `id` and `name` it must have.
const COLUMNS: [&str; 7] = ["id", "name", "aliases", "ticker", "themes", "kind", "unit"];

/// One row.
struct Row {
    id: String,
    name: String,
    aliases: Vec<String>,
    tickers: Vec<String>,
    themes: Vec<String>,
    kind: InstrumentKind,
    unit: Option<String>,
    /// Where it is in the file.
    line: usize,
}

/// What the file is.
const UNIVERSE: &str = "the CSV file of companies (a header line with id and name)";

impl Lexicon {
    /// The same lexicons with the instruments of a CSV file: a header line with `id` and `name`,
    /// and `aliases`, `ticker` and `themes` (several are separated by `|`; themes by their ids, those
    /// that all of its business is of), `kind` (`company` where it is empty) and `unit` as in `lexicons/instruments.toml`. A row whose id is known already adds
    /// its names to what is there.
    ///
    /// # Errors
    /// When the file cannot be read, has no column `id` or `name`, or has a row that is broken, whose
    /// id was before, or with a kind or theme that is none; the message names file and line.
    pub fn with_universe(mut self, path: &Path) -> Result<Self, LexiconError> {
        let text = std::fs::read(path).map_err(|source| LexiconError::Read {
            path: path.to_owned(),
            what: UNIVERSE,
            source,
        })?;
        let file = path.display().to_string();
        self.lookup.take();
        for row in rows(&text, &file)? {
            let number = self.add_instrument(Instrument {
                id: row.id.clone(),
                name: row.name.clone(),
                kind: row.kind,
                unit: row.unit.clone(),
                tickers: Vec::new(),
                profile: None,
            });
            self.add_themes(number, &row, &file)?;
            for name in std::iter::once(&row.name).chain(&row.aliases) {
                let case =
                    if name.chars().any(char::is_uppercase) { Case::Capital } else { Case::Any };
                self.add_name(name, number, &row, &file, case);
            }
            for ticker in &row.tickers {
                self.add_name(ticker, number, &row, &file, Case::Ticker);
            }
            self.instruments[number as usize].tickers.extend(row.tickers);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.hash.as_bytes());
        hasher.update(&text);
        hasher.finalize().to_hex()[..16].clone_into(&mut self.hash);
        Ok(self)
    }

    /// Adds the themes of a row to what is known of its instrument.
    fn add_themes(&mut self, number: u32, row: &Row, file: &str) -> Result<(), LineError> {
        if row.themes.is_empty() {
            return Ok(());
        }
        let theme = |id: &String| {
            self.theme_id(id).ok_or_else(|| {
                let expected = "expected the id of a theme file, such as biotech or macro.rates";
                LineError::new(file, row.line, format!("no theme `{id}`; {expected}"))
            })
        };
        let themes: Vec<ThemeId> = row.themes.iter().map(theme).collect::<Result<_, _>>()?;
        let profile = self.instruments[number as usize].profile.get_or_insert_default();
        profile.themes.extend(themes);
        profile.themes.sort_unstable();
        profile.themes.dedup();
        Ok(())
    }

    fn add_name(&mut self, name: &str, instrument: u32, row: &Row, file: &str, case: Case) {
        let class =
            if row.kind == InstrumentKind::Name { Class::NameMask } else { Class::Instrument };
        let index = self.entries.len() as u32;
        self.entries.push(Entry {
            unit: row.unit.as_deref().map(Into::into),
            instrument: Some(instrument),
            ..Entry::new(class, name, file)
        });
        self.matcher.insert(name, index, class, 0, case);
        self.forms
            .push((if case == Case::Ticker { format!("${name}") } else { name.to_owned() }, index));
    }
}

/// The rows of a file, checked.
fn rows(text: &[u8], file: &str) -> Result<Vec<Row>, LineError> {
    let invalid = |line: usize, message: String| LineError::new(file, line, message);
    let broken = |error: &csv::Error| {
        let line = error.position().map_or(1, |p| p.line() as usize);
        invalid(line, format!("{error}; expected UTF-8 with the columns {}", COLUMNS.join(", ")))
    };
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text);
    let headers: Vec<String> =
        reader.headers().map_err(|e| broken(&e))?.iter().map(str::to_lowercase).collect();
    check_columns(&headers).map_err(|message| invalid(1, message))?;
    let column = |name: &str| headers.iter().position(|h| h == name);
    let list = |text: &str| {
        text.split('|')
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(&e))?;
        let line = record.position().map_or(0, |p| p.line() as usize);
        let field = |name: &str| column(name).and_then(|n| record.get(n)).unwrap_or("");
        let (id, name) = (field("id"), field("name"));
        if id.is_empty() || !name.chars().any(char::is_alphanumeric) {
            return Err(invalid(
                line,
                format!("id `{id}`, name `{name}`: expected both, the name with a letter or digit"),
            ));
        }
        if !seen.insert(id.to_owned()) {
            return Err(invalid(
                line,
                format!(
                    "id `{id}` stands here twice; expected one row per id, further names in \
                     `aliases`"
                ),
            ));
        }
        let kind = kind_of(field("kind")).map_err(|message| invalid(line, message))?;
        let tickers = [field("ticker"), field("tickers")].into_iter().flat_map(list).collect();
        let unit = Some(field("unit")).filter(|u| !u.is_empty()).map(str::to_owned);
        out.push(Row {
            id: id.to_owned(),
            name: name.to_owned(),
            aliases: list(field("aliases")),
            tickers,
            themes: list(field("themes")),
            kind,
            unit,
            line,
        });
    }
    Ok(out)
}

/// What a row is; a company where nothing is said.
fn kind_of(name: &str) -> Result<InstrumentKind, String> {
    if name.is_empty() {
        return Ok(InstrumentKind::Company);
    }
    InstrumentKind::from_name(name).map_err(|error| format!("kind: {error}"))
}

/// Refuses unknown columns, and files without ids or names.
fn check_columns(headers: &[String]) -> Result<(), String> {
    let known = COLUMNS.join(", ");
    let is_known = |name: &&String| COLUMNS.contains(&name.as_str()) || *name == "tickers";
    if let Some(name) = headers.iter().find(|name| !is_known(name)) {
        return Err(format!("unknown column `{name}`; expected {known}"));
    }
    match ["id", "name"].into_iter().find(|needed| !headers.iter().any(|name| name == needed)) {
        Some(needed) => Err(format!("no column `{needed}`; expected a header line with {known}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Layer, Scan};

    fn with(csv: &str) -> Result<Lexicon, LexiconError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("universe.csv");
        std::fs::write(&path, csv).unwrap();
        Lexicon::compile_built_in()?.with_universe(&path)
    }

    fn ids(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let mut scan = Scan::default();
        lexicon.scan(text, &mut scan);
        let named = scan
            .hits(Layer::Entity)
            .iter()
            .filter_map(|hit| lexicon.entries[hit.entry as usize].instrument);
        named.map(|n| lexicon.instruments[n as usize].id.clone()).collect()
    }

    #[test]
    fn themes_are_those_of_the_lexicon() {
        let lexicon =
            with("id,name,themes\nfalk,Falk Mills,biotech|ai.chips\nrook,Rook,\n").unwrap();
        let themes = |id: &str| {
            let profile = lexicon.instrument(id).unwrap().profile.as_ref();
            let ids = profile.iter().flat_map(|p| &p.themes);
            ids.map(|theme| lexicon.theme(*theme).id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(themes("falk"), ["ai.chips", "biotech"]);
        assert!(themes("rook").is_empty());
        let error = with("id,name,themes\nrook,Rook,\nfalk,Falk Mills,biotec\n").unwrap_err();
        assert!(error.to_string().contains("universe.csv:3: no theme `biotec`"), "{error}");
    }

    #[test]
    fn names_aliases_and_tickers_are_found() {
        let lexicon = with(
            "ID,Name,Aliases,Ticker\nfalk,Falk Mills,Falk|Falk Milling \
             Co,FLK\nrook,Rook,,RK.A|ROO\n",
        )
        .unwrap();
        assert_eq!(
            ids(&lexicon, "Falk Mills rose, Falk milling fell, Rook stood."),
            ["falk", "falk", "rook"]
        );
        assert_eq!(
            ids(
                &lexicon,
                "Buy $FLK now (NYSE American: FLK), said <FLK.O> holders of ROO.L stock."
            ),
            ["falk", "falk", "falk", "rook"]
        );
        assert_eq!(
            ids(&lexicon, "The rook ate. FLK is a word, so is flk, and US$FLK and Note: FLK too."),
            Vec::<String>::new()
        );
        assert_ne!(lexicon.hash, Lexicon::built_in().hash);
    }

    #[test]
    fn a_known_id_gets_more_names() {
        let lexicon = with("id,name\nindex.rut,Little Caps\n").unwrap();
        assert_eq!(ids(&lexicon, "The Little Caps rose."), ["index.rut"]);
        assert!(ids(&lexicon, "The Russell 2000 rose.").contains(&"index.rut".to_owned()));
    }

    #[test]
    fn errors_name_file_line_and_what_is_expected() {
        for (csv, message) in [
            ("id,title\n1,a\n", "universe.csv:1: unknown column `title`; expected id, name"),
            ("id,ticker\n1,a\n", "universe.csv:1: no column `name`"),
            ("id,name\na,Falk\na,Rook\n", "universe.csv:3: id `a` stands here twice"),
            ("id,name\na,\"...\"\n", "universe.csv:2: id `a`, name `...`: expected both"),
            ("id,name\na,\u{fffd}\n", "universe.csv:2"),
        ] {
            let error = with(csv).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        assert!(
            Lexicon::compile_built_in()
                .unwrap()
                .with_universe(Path::new("/none.csv"))
                .unwrap_err()
                .to_string()
                .contains("/none.csv")
        );
    }
}
