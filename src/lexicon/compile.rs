//! Lexicon files to one [`Lexicon`]: parse, check, expand, insert.

use std::{collections::BTreeMap, path::Path};

use rust_decimal::Decimal;
use toml::Spanned;

use super::{
    Class, Composite, Entry, Instrument, InstrumentKind, Layer, Lexicon, Sign, Theme, WordClasses,
    boilerplate::{Boilerplate, BoilerplateFile},
    checked_group::CheckedGroup,
    construction,
    error::LexiconError,
    feature::{Features, Stance},
    inflect::{Irregular, expand},
    lexicon_files::{Files, built_in_file, hash},
    matcher::Case,
    schema::{InstrumentFile, ThemeFile},
    words::read_words,
};
use crate::{line_error::LineError, model::ThemeId, toml_file::TomlFile};

/// Folders of companies, organisations and countries, whose format is that of
/// `docs/companies-format.md`.
pub(super) const NAME_FOLDERS: [&str; 3] = ["companies/", "organisations/", "places/"];

/// About how many bytes of a file are a term.
const TERM_BYTES: usize = 40;

/// Compiles files in their order; themes are numbered by id.
pub(super) fn compile(files: &Files) -> Result<Lexicon, LexiconError> {
    let mut compiler = Compiler::default();
    let bytes: usize = files.values().map(|text| text.len()).sum();
    compiler.lexicon.entries.reserve(bytes / TERM_BYTES);
    compiler.lexicon.forms.reserve(bytes / TERM_BYTES);
    let open = files.iter().map(|(name, text)| TomlFile::new(Path::new(name), text));
    for file in open.clone().filter(|file| file.name() == "inflections.toml") {
        compiler.irregular = file.read()?;
    }
    // what is glued to numbers decides how the terms themselves are cut into words
    let mut words = BTreeMap::new();
    for file in open.clone().filter(|file| is_of_words(&file.name())) {
        let groups = read_words(file)?;
        for group in &groups {
            compiler.add_glue(group);
        }
        words.insert(file.name().into_owned(), groups);
    }
    let (mut themes, mut names) = (Vec::new(), Vec::new());
    for file in open {
        match &*file.name() {
            "inflections.toml" => {}
            "boilerplate.toml" => {
                let source: BoilerplateFile = file.read()?;
                // the tests have checked the built-in one
                let is_checked = built_in_file("boilerplate.toml") != Some(file.text());
                compiler.lexicon.boilerplate = Boilerplate::compile(source, is_checked)
                    .map_err(|(byte, message)| file.error_at(byte, message))?;
            }
            name if NAME_FOLDERS.iter().any(|folder| name.starts_with(folder)) => names.push(file),
            name if name.starts_with(construction::FOLDER) => {
                compiler.lexicon.constructions.push(construction::read(file)?);
            }
            "instruments.toml" => compiler.add_instruments(file)?,
            name if name.starts_with("themes/") => themes.push((file, file.read::<ThemeFile>()?)),
            name => compiler.add_words(file, words.remove(name).unwrap_or_default())?,
        }
    }
    compiler.add_themes(themes)?;
    compiler.add_glued_tens();
    names.into_iter().try_for_each(|file| compiler.lexicon.add_names(file))?;
    let mut lexicon = compiler.lexicon;
    lexicon.hash = hash(files);
    let own = |text: &str| blake3::hash(text.as_bytes()).to_hex()[..16].to_owned();
    lexicon.file_hashes = files.iter().map(|(file, text)| (file.clone(), own(text))).collect();
    Ok(lexicon)
}

/// Whether a file holds groups of words.
fn is_of_words(file: &str) -> bool {
    let is_other = NAME_FOLDERS.iter().any(|folder| file.starts_with(folder));
    !matches!(file, "inflections.toml" | "boilerplate.toml" | "instruments.toml")
        && !file.starts_with("themes/")
        && !file.starts_with(construction::FOLDER)
        && !is_other
}

/// Number of the family before the first one of words that are news for one theme.
const TONE_FAMILIES: usize = 9;

#[derive(Default)]
struct Compiler {
    lexicon: Lexicon,
    irregular: Irregular,
    /// Number of the family of each theme, from 1.
    families: Vec<usize>,
}

impl Compiler {
    /// Tells the matcher of letters that are glued before amounts, and of magnitudes.
    fn add_glue(&mut self, group: &CheckedGroup) {
        let glue = self.lexicon.matcher.glue_mut();
        let terms = group.terms.iter().map(Spanned::get_ref);
        match group.entry.class {
            Class::Scale => terms.for_each(|term| glue.add_magnitude(term)),
            Class::Currency if group.entry.features.place.is_some() => terms
                .filter(|term| term.chars().all(char::is_alphabetic))
                .for_each(|term| glue.add_money(term, group.entry.features.asks.is_some())),
            _ => {}
        }
    }

    fn add_words(
        &mut self,
        file: TomlFile<'_>,
        groups: Vec<CheckedGroup>,
    ) -> Result<(), LineError> {
        let name = file.name();
        for group in groups {
            for term in &group.terms {
                let entry = Entry {
                    term: term.get_ref().as_str().into(),
                    file: (&*name).into(),
                    ..group.entry.clone()
                };
                self.add(file, term, entry, group.case)?;
            }
        }
        Ok(())
    }

    /// "twentyfive", "thirtyfirst": tens and ones whose hyphen was lost, as at the line ends of PDF
    /// files.
    fn add_glued_tens(&mut self) {
        let all_of = |classes: &[Class], fits: &dyn Fn(Decimal) -> bool| -> Vec<Entry> {
            let entries = self.lexicon.entries.iter();
            entries
                .filter(|e| {
                    classes.contains(&e.class) && e.value.is_some_and(fits) && e.term.is_ascii()
                })
                .cloned()
                .collect()
        };
        let ten = Decimal::TEN;
        let tens = all_of(&[Class::NumberWord], &|v| v >= ten + ten && (v % ten).is_zero());
        let ones = all_of(&[Class::NumberWord, Class::Ordinal], &|v| v >= Decimal::ONE && v < ten);
        for (tens, ones) in tens.iter().flat_map(|t| ones.iter().map(move |o| (t, o))) {
            let form = format!("{}{}", tens.term, ones.term);
            let value = tens.value.zip(ones.value).and_then(|(t, o)| t.checked_add(o));
            let index = self.lexicon.entries.len() as u32;
            self.lexicon.entries.push(Entry { value, term: form.as_str().into(), ..ones.clone() });
            self.lexicon.matcher.insert(&form, index, ones.class, 0, Case::Any);
            self.lexicon.forms.push((form, index));
        }
    }

    fn add_instruments(&mut self, file: TomlFile<'_>) -> Result<(), LineError> {
        let source: InstrumentFile = file.read()?;
        source
            .exchanges
            .iter()
            .for_each(|mark| self.lexicon.matcher.insert_ticker_mark(mark, false));
        source
            .exchange_codes
            .iter()
            .for_each(|mark| self.lexicon.matcher.insert_ticker_mark(mark, true));
        for item in source.instrument {
            if self.lexicon.instrument(item.id.get_ref()).is_some() {
                let id = item.id.get_ref();
                let message =
                    format!("instrument id `{id}` is here twice; expected one entry per id");
                return Err(file.error_on(&item.id, message));
            }
            let index = self.lexicon.add_instrument(Instrument {
                id: item.id.get_ref().clone(),
                name: item.name.get_ref().clone(),
                kind: item.kind,
                unit: item.unit.clone(),
                tickers: item.tickers.iter().map(|t| t.get_ref().clone()).collect(),
                profile: None,
            });
            let class =
                if item.kind == InstrumentKind::Name { Class::NameMask } else { Class::Instrument };
            let entry = |term: &str| Entry {
                unit: item.unit.as_deref().map(Into::into),
                instrument: Some(index),
                ..Entry::new(class, term, &file.name())
            };
            for term in std::iter::once(&item.name).chain(&item.aliases) {
                // commodities and "Brent crude" are no proper names throughout
                let is_proper = term
                    .get_ref()
                    .split([' ', '-'])
                    .all(|w| w.len() <= 3 || !w.starts_with(char::is_lowercase));
                let case = if is_proper && term.get_ref().contains(char::is_uppercase) {
                    Case::Capital
                } else {
                    Case::Any
                };
                self.add(file, term, entry(term.get_ref()), case)?;
            }
            for ticker in &item.tickers {
                self.add(file, ticker, entry(ticker.get_ref()), Case::Ticker)?;
            }
        }
        Ok(())
    }

    /// Adds themes in the order of their ids, so that a theme comes after the one above it.
    fn add_themes(&mut self, mut themes: Vec<(TomlFile<'_>, ThemeFile)>) -> Result<(), LineError> {
        themes.sort_by(|(_, a), (_, b)| a.id.get_ref().cmp(b.id.get_ref()));
        for ((earlier, theme), (file, again)) in themes.iter().zip(themes.iter().skip(1)) {
            let (id, name) = (again.id.get_ref(), earlier.name());
            if theme.id.get_ref() == id {
                let message =
                    format!("theme `{id}` is in {name} already; expected one file per theme");
                return Err(file.error_on(&again.id, message));
            }
        }
        let ids: Vec<String> = themes.iter().map(|(_, t)| t.id.get_ref().clone()).collect();
        themes.into_iter().try_for_each(|(file, theme)| self.add_theme(file, theme, &ids))
    }

    fn add_theme(
        &mut self,
        file: TomlFile<'_>,
        source: ThemeFile,
        ids: &[String],
    ) -> Result<(), LineError> {
        let parent =
            parent_of(&source.id, ids).map_err(|message| file.error_on(&source.id, message))?;
        let composite = composite_of(file, &source, ids)?;
        let theme = ThemeId(self.lexicon.themes.len() as u16);
        let next = self.families.iter().max().map_or(1, |last| last + 1);
        self.families.push(parent.map_or(next, |p: ThemeId| self.families[usize::from(p.0)]));
        let name = file.name();
        for (terms, class, case) in source.terms() {
            let is_noun = matches!(
                class,
                Class::GoodWhenUp | Class::BadWhenUp | Class::Positive | Class::Negative
            );
            let stance = (is_noun && source.nouns.stance).then_some(Stance::Monetary);
            for term in terms {
                let entry = Entry {
                    features: Features { stance, ..Features::default() },
                    theme: Some(theme),
                    ..Entry::new(class, term.get_ref(), &name)
                };
                self.add(file, term, entry, case)?;
            }
        }
        let own = |list: Vec<Spanned<String>>| {
            list.into_iter().map(|s| (file.line_at(s.span().start), s.into_inner())).collect()
        };
        self.lexicon.themes.push(Theme {
            id: source.id.into_inner(),
            title: source.title,
            description: source.description,
            parent,
            spreads: source.spreads,
            composite,
            file: file.name().into_owned(),
            matches: own(source.matches),
            ignores: own(source.ignores),
        });
        Ok(())
    }

    fn add(
        &mut self,
        file: TomlFile<'_>,
        term: &Spanned<String>,
        entry: Entry,
        case: Case,
    ) -> Result<(), LineError> {
        let forms = expand(term.get_ref(), &self.irregular)
            .map_err(|e| file.error_on(term, format!("term `{}`: {e}", term.get_ref())))?;
        let index = self.lexicon.entries.len() as u32;
        let class = entry.class;
        let layer = class.layer();
        // the words that are news for one theme hide those of no other, nor general ones
        let family = entry.theme.map_or(0, |theme| match layer {
            Layer::Theme => self.families[usize::from(theme.0)],
            Layer::Tone => TONE_FAMILIES + self.families[usize::from(theme.0)],
            _ => 0,
        });
        self.lexicon.entries.push(entry);
        for form in forms {
            if layer == Layer::Word {
                let word = self.lexicon.matcher.intern(form.to_lowercase().as_bytes()) as usize;
                let classes = &mut self.lexicon.word_classes;
                classes.resize(classes.len().max(word + 1), WordClasses::NONE);
                classes[word].insert(class);
                self.lexicon.forms.push((form, index));
                continue;
            }
            if matches!(layer, Layer::Comparison | Layer::Leaning) {
                self.lexicon.whole_terms.entry(form.to_lowercase()).or_default().push(index);
                self.lexicon.forms.push((form, index));
                continue;
            }
            let entry = &self.lexicon.entries[index as usize];
            if let Some(unit) = entry.unit.as_ref().filter(|_| form.ends_with('$'))
                && class == Class::Currency
            {
                self.lexicon.dollar_signs.insert(unit.clone());
            }
            self.lexicon.matcher.insert(&form, index, class, family, case);
            // what people look a ticker up by
            self.lexicon
                .forms
                .push((if case == Case::Ticker { format!("${form}") } else { form }, index));
        }
        Ok(())
    }
}

/// What a theme is put together from, where its file says so: themes that exist, and nothing beside
/// them.
fn composite_of(
    file: TomlFile<'_>,
    source: &ThemeFile,
    ids: &[String],
) -> Result<Option<Composite>, LineError> {
    let Some(of) = &source.composite else { return Ok(None) };
    let fault = |message: &str| Err(file.error_on(&source.id, message.to_owned()));
    if source.terms().iter().any(|(terms, ..)| !terms.is_empty()) {
        return fault(
            "a theme with [composite] has cues, nouns or tone; expected one or the other",
        );
    }
    if of.all != (of.with.is_empty() && of.against.is_empty()) {
        return fault(
            "[composite] says neither or both; expected `all = true`, or themes in `with` and \
             `against`",
        );
    }
    if of.all {
        return Ok(Some(Composite::All));
    }
    let signed = of.with.iter().map(|id| (id, Sign::With));
    let signed = signed.chain(of.against.iter().map(|id| (id, Sign::Against)));
    let themes = signed.map(|(id, sign)| {
        let number = ids.iter().position(|known| known == id.get_ref()).ok_or_else(|| {
            file.error_on(id, format!("no theme `{}`; expected the id of a theme", id.get_ref()))
        })?;
        Ok((ThemeId(number as u16), sign))
    });
    themes.collect::<Result<_, LineError>>().map(|themes| Some(Composite::Of(themes)))
}

/// The theme above the one with this id, which must exist; a root has none.
fn parent_of(id: &Spanned<String>, ids: &[String]) -> Result<Option<ThemeId>, String> {
    let Some((above, _)) = id.get_ref().rsplit_once('.') else { return Ok(None) };
    let number = ids.iter().position(|known| known == above).ok_or_else(|| {
        let id = id.get_ref();
        format!("theme `{id}` has no parent; expected a theme file with id `{above}`")
    })?;
    Ok(Some(ThemeId(number as u16)))
}
