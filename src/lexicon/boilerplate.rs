//! Patterns of page boilerplate: `lexicons/boilerplate.toml`.

use std::{ops::RangeInclusive, sync::OnceLock};

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::{
    image,
    pattern_search::PatternSearch,
    pattern_source::{inner_of, source_of},
};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoilerplateFile {
    #[serde(default)]
    family: Vec<FamilySource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilySource {
    /// Its name, the reason in outputs.
    name: String,
    /// Where lines of the family count.
    #[serde(default)]
    #[serde(rename = "place")]
    zone: BoilerplateZone,
    /// Regular expressions over one trimmed line, case-insensitive.
    patterns: Vec<Spanned<String>>,
    /// Lines that it must catch.
    #[serde(default)]
    matches: Vec<String>,
    /// Lines of a story that it must not catch.
    #[serde(default)]
    ignores: Vec<String>,
}

/// Where in an article lines of a family are boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoilerplateZone {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Before the story begins.
    Head,
    /// After the story has ended.
    Tail,
    /// This line and all that follow.
    TailStart,
    /// This line, and all that follow where the story does not go on below it.
    Label,
    /// In a press release: this line and the paragraphs below it, up to the next heading.
    Section,
    /// Anywhere, whatever the length of the paragraph: patterns see its beginning.
    Paragraph,
    /// Nowhere: paragraphs that begin so tell that the text is a press release.
    Release,
}

impl BoilerplateZone {
    /// Whether patterns see the beginnings of paragraphs of any length.
    const fn is_of_paragraphs(self) -> bool {
        matches!(self, Self::Paragraph | Self::Release)
    }
}

/// Patterns, of which only those are tried on a line whose first words it holds.
#[derive(Debug, Default)]
pub struct Boilerplate {
    /// Patterns that match from the start of a line on.
    begins: PatternSet,
    /// Patterns whose words may stand anywhere.
    holds: PatternSet,
    /// Patterns of the beginnings of paragraphs.
    paragraphs: PatternSet,
    /// The families, in the order of the file.
    pub families: Vec<Family>,
}

#[derive(Debug, Default)]
struct PatternSet {
    patterns: Vec<Pattern>,
    /// Made when the first line is read.
    search: OnceLock<PatternSearch>,
}

#[derive(Debug)]
struct Pattern {
    /// Index into the families.
    family: usize,
    /// Its words, without what stands before them.
    words: String,
    /// Where in the line its words begin, in bytes.
    begins: RangeInclusive<usize>,
    /// Compiled when a line may match: most patterns never are in a run.
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn is_match(&self, line: &[u8]) -> bool {
        let regex = self.regex.get_or_init(|| regex_of(&self.words).ok());
        let Some(regex) = regex else { return false };
        if self.begins == EVERYWHERE {
            return regex.is_match(line);
        }
        // a count before the words would make the automaton large
        let from = *self.begins.start();
        from <= line.len()
            && regex.find_at(line, from).is_some_and(|found| found.start() <= *self.begins.end())
    }
}

impl PatternSet {
    /// The patterns that match a line, in the order of the file.
    fn matches<'a>(&'a self, line: &'a [u8]) -> impl Iterator<Item = &'a Pattern> + use<'a> {
        let search = self.search.get_or_init(|| {
            PatternSearch::new(self.patterns.iter().map(|own| image::letters_of(&own.words)))
        });
        let candidates = search.candidates(line).into_iter().map(|n| &self.patterns[n]);
        candidates.filter(|pattern| pattern.is_match(line))
    }
}

/// A kind of boilerplate.
#[derive(Debug)]
pub struct Family {
    /// Its name, the reason in outputs.
    pub name: String,
    /// Where it counts.
    pub zone: BoilerplateZone,
    /// Lines that it must catch.
    pub matches: Vec<String>,
    /// Lines that it must not catch.
    pub ignores: Vec<String>,
}

/// Where words may begin that are not told where.
const EVERYWHERE: RangeInclusive<usize> = 0..=usize::MAX;

/// Whether a pattern matches from the start of the line on alone.
fn is_at_start(pattern: &str) -> bool {
    pattern.trim_start_matches("(?-i:").starts_with('^')
}

impl Boilerplate {
    /// The patterns of a file. Where it may be wrong (`is_checked`), the error says where and how.
    pub(super) fn compile(
        source: BoilerplateFile,
        is_checked: bool,
    ) -> Result<Self, (usize, String)> {
        let mut found = Self::default();
        for (family, source) in source.family.into_iter().enumerate() {
            for pattern in source.patterns {
                let inner = inner_of(pattern.get_ref());
                let is_inner = inner.is_some() || !is_at_start(pattern.get_ref());
                let (begins, words) = inner.unwrap_or((EVERYWHERE, pattern.get_ref()));
                let words = source_of(words);
                let own = Pattern { family, words, begins, regex: OnceLock::new() };
                if is_checked {
                    regex_of(&own.words).map_err(|e| {
                        (pattern.span().start, format!("pattern `{}`: {e}", pattern.get_ref()))
                    })?;
                }
                let set = match is_inner {
                    _ if source.zone.is_of_paragraphs() => &mut found.paragraphs,
                    true => &mut found.holds,
                    false => &mut found.begins,
                };
                set.patterns.push(own);
            }
            found.families.push(Family {
                name: source.name,
                zone: source.zone,
                matches: source.matches,
                ignores: source.ignores,
            });
        }
        Ok(found)
    }

    /// The families whose patterns begin with the words that this line begins with: quick, whatever
    /// the length of the line.
    pub fn families_at_start_of<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = &'a Family> + use<'a> {
        self.begins.matches(line.as_bytes()).map(|pattern| &self.families[pattern.family])
    }

    /// The families of paragraphs that begin like this one, whatever its length.
    pub fn families_of_paragraph<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = &'a Family> + use<'a> {
        let head = &line[..line.floor_char_boundary(PARAGRAPH_HEAD)];
        self.paragraphs.matches(head.as_bytes()).map(|pattern| &self.families[pattern.family])
    }

    /// The families whose patterns match this line.
    pub fn families_of<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'a Family> + use<'a> {
        let holds = self.holds.matches(line.as_bytes());
        self.families_at_start_of(line)
            .chain(self.families_of_paragraph(line))
            .chain(holds.map(|pattern| &self.families[pattern.family]))
    }
}

fn regex_of(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).unicode(false).case_insensitive(true).build()
}

/// How much of a paragraph tells what it is.
const PARAGRAPH_HEAD: usize = 320;

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn families_catch_and_leave_their_own_lines() {
        let boilerplate = &Lexicon::built_in().boilerplate;
        let mut wrong = Vec::new();
        for family in &boilerplate.families {
            let catches = |line: &str| boilerplate.families_of(line).any(|f| f.name == family.name);
            wrong.extend(
                family
                    .matches
                    .iter()
                    .filter(|l| !catches(l))
                    .map(|l| format!("{} misses `{l}`", family.name)),
            );
            wrong.extend(
                family
                    .ignores
                    .iter()
                    .filter(|l| catches(l))
                    .map(|l| format!("{} catches `{l}`", family.name)),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
