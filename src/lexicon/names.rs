//! Names that ship: companies, organisations and countries of the folders that
//! `docs/companies-format.md` describes, compiled into a layer of their own.

use serde::Deserialize;

use super::{
    Class, Entry, Instrument, InstrumentKind, Lexicon, image, lexicon_files::built_in_file,
    matcher::Case,
};
use crate::{line_error::LineError, model::ThemeId, toml_file::TomlFile};

/// What is known of who has a name, beyond id and kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Profile {
    /// What it does in stories about others.
    pub role: Option<NameRole>,
    /// Id of its industry in `lexicons/companies/industries.toml`.
    pub industry: Option<Box<str>>,
    /// The city of its headquarters.
    pub city: Option<Box<str>>,
    /// ISO 3166 code of its country.
    pub country: Option<Box<str>>,
    /// The money of a country whose papers write it with a bare "$".
    pub dollar: Option<Box<str>>,
    /// Themes that all of its business is of.
    pub themes: Vec<ThemeId>,
    /// Themes that a part of its business is of.
    pub themes_in_part: Vec<ThemeId>,
}

/// What somebody does in a story, as `role` in the files says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NameRole {
    /// Wires and papers: they carry stories.
    Carrier,
    /// Raters, regulators, brokers: they judge others.
    Judge,
    /// Exchanges: others are traded there.
    Host,
    /// Statistics offices and surveys: they publish figures of others.
    Source,
    /// Central banks, ministries, international bodies: they act and have no shares.
    Authority,
    /// Indices, commodities, currencies: they have levels.
    Measure,
}

/// A file of names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NameFile {
    company: Vec<NamedSource>,
    organisation: Vec<NamedSource>,
    country: Vec<NamedSource>,
    industry: Vec<IndustrySource>,
    place: Vec<PlaceSource>,
}

/// A company, organisation or country; `docs/companies-format.md` has the keys of each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NamedSource {
    id: String,
    name: String,
    aliases: Vec<String>,
    needs_evidence: Vec<String>,
    tickers: Vec<String>,
    industry: Option<Box<str>>,
    kind: Option<InstrumentKind>,
    role: Option<NameRole>,
    unit: Option<String>,
    home: Option<String>,
    country: Option<Box<str>>,
    iso: Option<Box<str>>,
    dollar: Option<Box<str>>,
    themes: Vec<String>,
    themes_in_part: Vec<String>,
    products: Vec<String>,
    demonyms: Vec<String>,
    capitals: Vec<String>,
}

/// What the news calls a company of an industry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndustrySource {
    id: String,
    #[serde(rename = "title")]
    _title: String,
    called: Vec<String>,
}

/// Places of one kind: things happen there, and they are no company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceSource {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "name")]
    _name: String,
    called: Vec<String>,
}

impl Lexicon {
    /// Adds the names of one file; the themes are there already.
    pub(super) fn add_names(&mut self, file: TomlFile<'_>) -> Result<(), LineError> {
        let source = read(file)?;
        let name = file.name();
        for industry in source.industry {
            for noun in industry.called {
                let entry = Entry {
                    unit: Some(industry.id.as_str().into()),
                    ..Entry::new(Class::RoleNoun, &noun, &name)
                };
                self.add_form(noun, entry, Case::Any);
            }
        }
        for place in source.place.into_iter().flat_map(|source| source.called) {
            let entry = Entry::new(Class::Demonym, &place, &name);
            let case = case_of(&place);
            self.add_form(place, entry, case);
        }
        let of = |kind: InstrumentKind| move |named| (kind, named);
        let all = (source.company.into_iter().map(of(InstrumentKind::Company)))
            .chain(source.organisation.into_iter().map(of(InstrumentKind::Organisation)))
            .chain(source.country.into_iter().map(of(InstrumentKind::Country)));
        for (kind, named) in all {
            let profile = Profile {
                role: named.role,
                industry: named.industry.clone(),
                city: named.home.as_deref().and_then(|h| h.split(',').next()).map(Into::into),
                country: named.iso.clone().or_else(|| named.country.clone()),
                dollar: named.dollar.clone(),
                themes: self.themes_of(file, &named.themes)?,
                themes_in_part: self.themes_of(file, &named.themes_in_part)?,
            };
            let number = self.add_instrument(Instrument {
                id: named.id.clone(),
                name: named.name.clone(),
                kind: named.kind.unwrap_or(kind),
                unit: named.unit.clone(),
                tickers: Vec::new(),
                profile: None,
            });
            let known = &mut self.instruments[number as usize];
            known.profile = Some(Box::new(profile));
            known.unit = known.unit.take().or_else(|| named.unit.clone());
            self.add_terms(number, &named, &name);
        }
        Ok(())
    }

    fn add_terms(&mut self, number: u32, named: &NamedSource, file: &str) {
        let is_doubtful = |name: &String| named.needs_evidence.contains(name);
        let sure = |class: Class, doubtful: Class| {
            move |name: &String| (if is_doubtful(name) { doubtful } else { class }, name.clone())
        };
        let all = std::iter::once(&named.name).chain(&named.aliases).chain(&named.needs_evidence);
        let mut terms: Vec<(Class, String)> =
            all.map(sure(Class::CompanyName, Class::DoubtfulName)).collect();
        terms.extend(named.products.iter().map(sure(Class::Product, Class::DoubtfulName)));
        terms.extend(named.demonyms.iter().map(sure(Class::Demonym, Class::Demonym)));
        terms.extend(named.capitals.iter().map(sure(Class::Demonym, Class::Demonym)));
        for (n, (class, term)) in terms.iter().enumerate() {
            if terms[..n].iter().any(|(_, before)| before == term) {
                continue;
            }
            let entry = Entry { instrument: Some(number), ..Entry::new(*class, term, file) };
            self.add_form(term.clone(), entry, case_of(term));
        }
        let symbol_of = |ticker: &str| ticker.rfind(':').map_or(0, |colon| colon + 1);
        for (n, ticker) in named.tickers.iter().enumerate() {
            let symbol = &ticker[symbol_of(ticker)..];
            // figures alone ("TWSE:2353") are announced by nothing that tells them from others
            if !symbol.starts_with(|c: char| c.is_ascii_uppercase()) {
                continue;
            }
            self.instruments[number as usize].tickers.push(ticker.clone());
            // one symbol at several exchanges
            if named.tickers[..n].iter().any(|before| before[symbol_of(before)..] == *symbol) {
                continue;
            }
            let entry =
                Entry { instrument: Some(number), ..Entry::new(Class::CompanyName, symbol, file) };
            self.add_form(symbol.to_owned(), entry, Case::Ticker);
        }
    }

    fn add_form(&mut self, form: String, entry: Entry, case: Case) {
        let index = self.entries.len() as u32;
        self.matcher.insert(&form, index, entry.class, 0, case);
        self.entries.push(entry);
        let shown = if case == Case::Ticker { format!("${form}") } else { form };
        self.forms.push((shown, index));
    }

    fn themes_of(&self, file: TomlFile<'_>, ids: &[String]) -> Result<Vec<ThemeId>, LineError> {
        let theme = |id: &String| {
            self.theme_id(id).ok_or_else(|| {
                let byte = file.text().find(&format!("\"{id}\"")).unwrap_or(0);
                file.error_at(byte, format!("no theme `{id}`; expected the id of a theme file"))
            })
        };
        ids.iter().map(theme).collect()
    }
}

/// What a file says; a built-in one was read when the program was built.
fn read(file: TomlFile<'_>) -> Result<NameFile, LineError> {
    let built_in = image::names(&file.name())
        .filter(|_| built_in_file(&file.name()) == Some(file.text()))
        .and_then(|json| serde_json::from_str(json).ok());
    built_in.map_or_else(|| file.read(), Ok)
}

/// Which capitals a name asks for: those that it has.
fn case_of(name: &str) -> Case {
    let words = || name.split([' ', '-', '&', '.', '\'']).filter(|word| !word.is_empty());
    let is_upper = |word: &str| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    if words().all(is_upper) {
        Case::Upper
    } else if name.starts_with(char::is_uppercase) {
        Case::Capital
    } else {
        Case::Any
    }
}
