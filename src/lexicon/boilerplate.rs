//! Patterns of page boilerplate: `lexicons/boilerplate.toml`.

use std::{borrow::Cow, ops::RangeInclusive, sync::OnceLock};

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::{
    ascii_pattern::ascii_source_of,
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
    /// Patterns that match from the start of a line on, then those whose words may be anywhere.
    lines: PatternSet,
    /// How many match from the start on.
    beginning: usize,
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
    /// Its words, without what is before them.
    words: String,
    /// Where in the line its words begin, in bytes.
    begins: RangeInclusive<usize>,
    /// Whether it has characters beyond ASCII in its classes.
    is_wide: bool,
    /// For lines of ASCII alone; for all where it has no others.
    of_ascii: Automata,
    of_any: Automata,
}

/// What finds a pattern, compiled when a line may match: most patterns never are in a run.
#[derive(Debug, Default)]
struct Automata {
    exact: OnceLock<Option<Regex>>,
    /// The same without its counts.
    uncounted: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn is_match(&self, line: &[u8]) -> bool {
        // classes of letters beyond ASCII make automata large, and few lines hold one
        let is_any = self.is_wide && !line.is_ascii();
        let own = if is_any { &self.of_any } else { &self.of_ascii };
        let words = || {
            let ascii = (self.is_wide && !is_any).then(|| ascii_source_of(&self.words));
            ascii.map_or(Cow::Borrowed(&*self.words), Cow::Owned)
        };
        // counts make the automaton large: nearly all lines end here without them
        let uncounted = own.uncounted.get_or_init(|| regex_of(&uncounted(&words())?).ok());
        if let Some(uncounted) = uncounted {
            let Some(found) = uncounted.find(line) else { return false };
            let rest = &line[found.end()..];
            let is_short = |end: RangeInclusive<usize>| end.contains(&rest.len());
            if self.begins.contains(&found.start())
                && !rest.contains(&b'\n')
                && end_of(&self.words).is_some_and(is_short)
            {
                return true;
            }
        }
        let regex = own.exact.get_or_init(|| regex_of(&words()).ok());
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
    /// The numbers of the patterns that may match a line, ascending.
    fn candidates(&self, line: &[u8]) -> Vec<usize> {
        let search = self.search.get_or_init(|| {
            PatternSearch::new(self.patterns.iter().map(|own| image::letters_of(&own.words)))
        });
        search.candidates(line)
    }

    /// Those of `candidates` that match a line.
    fn matches<'a>(
        &'a self,
        candidates: Vec<usize>,
        line: &'a str,
    ) -> impl Iterator<Item = &'a Pattern> + use<'a> {
        let patterns = candidates.into_iter().map(|n| &self.patterns[n]);
        patterns.filter(|pattern| pattern.is_match(line.as_bytes()))
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
        let mut anywhere = Vec::new();
        for (family, source) in source.family.into_iter().enumerate() {
            for pattern in source.patterns {
                let inner = inner_of(pattern.get_ref());
                let is_inner = inner.is_some() || !is_at_start(pattern.get_ref());
                let (begins, words) = inner.unwrap_or((EVERYWHERE, pattern.get_ref()));
                let words = source_of(words);
                let is_wide = words.contains("(?u:");
                let (of_ascii, of_any) = <(Automata, Automata)>::default();
                let own = Pattern { family, words, begins, is_wide, of_ascii, of_any };
                if is_checked {
                    regex_of(&own.words).map_err(|e| {
                        (pattern.span().start, format!("pattern `{}`: {e}", pattern.get_ref()))
                    })?;
                }
                let patterns = match is_inner {
                    _ if source.zone.is_of_paragraphs() => &mut found.paragraphs.patterns,
                    true => &mut anywhere,
                    false => &mut found.lines.patterns,
                };
                patterns.push(own);
            }
            found.families.push(Family {
                name: source.name,
                zone: source.zone,
                matches: source.matches,
                ignores: source.ignores,
            });
        }
        found.beginning = found.lines.patterns.len();
        found.lines.patterns.append(&mut anywhere);
        Ok(found)
    }

    /// The families whose patterns begin with the words that this line begins with: quick, whatever
    /// the length of the line.
    pub(crate) fn families_at_start_of<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = &'a Family> + use<'a> {
        let mut candidates = self.lines.candidates(line.as_bytes());
        candidates.retain(|n| *n < self.beginning);
        self.lines.matches(candidates, line).map(|pattern| &self.families[pattern.family])
    }

    /// The families of paragraphs that begin like this one, whatever its length.
    pub(crate) fn families_of_paragraph<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = &'a Family> + use<'a> {
        let head = &line[..line.floor_char_boundary(PARAGRAPH_HEAD)];
        let candidates = self.paragraphs.candidates(head.as_bytes());
        self.paragraphs.matches(candidates, head).map(|pattern| &self.families[pattern.family])
    }

    /// The families whose patterns match this line.
    pub fn families_of<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'a Family> + use<'a> {
        let mut begin = self.lines.candidates(line.as_bytes());
        let hold = begin.split_off(begin.partition_point(|n| *n < self.beginning));
        let family = |pattern: &Pattern| &self.families[pattern.family];
        let begin = self.lines.matches(begin, line).map(family);
        let hold = self.lines.matches(hold, line).map(family);
        begin.chain(self.families_of_paragraph(line)).chain(hold)
    }
}

/// A pattern without the so many characters up to the end of the line that it ends with:
/// `.{0,80}$`; and their count.
fn opening_of(words: &str) -> Option<(&str, &str)> {
    let (opening, count) = words.strip_suffix("}$")?.rsplit_once(".{")?;
    let is_count = count.bytes().all(|b| b.is_ascii_digit() || b == b',');
    (is_count && !opening.ends_with('\\')).then_some((opening, count))
}

/// How many bytes a pattern leaves to the end of the line, where nothing else in it is counted:
/// then what [`uncounted`] makes of it tells where they begin.
fn end_of(words: &str) -> Option<RangeInclusive<usize>> {
    let (opening, count) = opening_of(words)?;
    let (least, most) = times_of(count)?;
    uncounted(opening).is_none().then_some(least as usize..=most? as usize)
}

/// A pattern that matches wherever this one does, with counts that go beyond a few taken for any
/// number, and without a counted end; `None` where it has none.
fn uncounted(words: &str) -> Option<String> {
    let opening = opening_of(words);
    let mut out = String::with_capacity(words.len());
    let mut rest = opening.map_or(words, |(opening, _)| opening);
    let mut is_changed = opening.is_some();
    while let Some(at) = rest.find(['{', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let len = match from.strip_prefix('\\') {
            // what is escaped, a brace too, stays as it is
            Some(escaped) => 1 + escaped.chars().next().map_or(0, char::len_utf8),
            None => from.find('}').map_or(from.len(), |end| end + 1),
        };
        let (own, after) = from.split_at(len);
        let count = own.strip_prefix('{').and_then(|own| own.strip_suffix('}'));
        match count.and_then(times_of) {
            Some((least, most)) if most.is_none_or(|most| most > FEW) => {
                out.push(if least == 0 { '*' } else { '+' });
                is_changed = true;
            }
            _ => out.push_str(own),
        }
        rest = after;
    }
    out.push_str(rest);
    is_changed.then_some(out)
}

/// The least and the most of a count: `2,80`.
fn times_of(count: &str) -> Option<(u32, Option<u32>)> {
    let (least, most) = count.split_once(',').unwrap_or((count, count));
    let most = if most.is_empty() { None } else { Some(most.parse().ok()?) };
    Some((least.parse().ok()?, most))
}

fn regex_of(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).unicode(false).case_insensitive(true).build()
}

/// The largest count that leaves an automaton small.
const FEW: u32 = 4;

/// How much of a paragraph tells what it is.
const PARAGRAPH_HEAD: usize = 320;

#[cfg(test)]
mod tests {
    use super::{
        Automata, EVERYWHERE, Pattern, ascii_source_of, end_of, opening_of, regex_of, uncounted,
    };
    use crate::lexicon::Lexicon;

    #[test]
    fn patterns_can_be_told_for_lines_of_ascii() {
        let boilerplate = &Lexicon::built_in().boilerplate;
        let all = boilerplate.lines.patterns.iter().chain(&boilerplate.paragraphs.patterns);
        let mut wide = all.filter(|pattern| pattern.is_wide);
        assert!(wide.clone().count() > 50);
        assert!(wide.all(|pattern| regex_of(&ascii_source_of(&pattern.words)).is_ok()));
    }

    #[test]
    fn a_counted_end_is_no_part_of_the_opening() {
        assert_eq!(opening_of("^read more\\b.{0,80}$"), Some(("^read more\\b", "0,80")));
        for words in ["^read more$", "no\\.{0,3}$", "(?:.{0,9}|a)$", "a{2}$", "a.{2}b{3}$"] {
            assert_eq!(opening_of(words), None, "{words}");
        }
    }

    #[test]
    fn lines_with_a_counted_end_need_no_automaton_with_counts() {
        assert_eq!(end_of("^read more\\b.{2,80}$"), Some(2..=80));
        for words in ["^.{2,80}more.{0,9}$", "^more.{2,}$", "^more$"] {
            assert_eq!(end_of(words), None, "{words}");
        }
        let words = "^read more\\b.{2,9}$";
        let (of_ascii, of_any) = <(Automata, Automata)>::default();
        let own = words.to_owned();
        let pattern =
            Pattern { family: 0, words: own, begins: EVERYWHERE, is_wide: false, of_ascii, of_any };
        for (line, expected) in [
            ("Read more of it", true),
            ("read more ", false),
            ("read more\n12", false),
            ("read more 12345678", true),
            ("read more 123456789", false),
        ] {
            assert_eq!(pattern.is_match(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn what_matches_with_counts_matches_without_them() {
        for (words, expected) in [
            ("^a.{0,80}$", Some("^a")),
            ("^.{2,80}b{3}$", Some("^.+b{3}$")),
            ("[ab]{0,9}(?:c{2,}|d{1,5}?)", Some("[ab]*(?:c+|d+?)")),
            ("a\\{0,9}[}]", None),
            ("\\p{Lu}x{1,2}", None),
            ("a{b}", None),
        ] {
            assert_eq!(uncounted(words).as_deref(), expected, "{words}");
        }
        let exact = regex_of("^[a-z ]{2,6}(?:\\d{5,}|!{0,9})$").unwrap();
        let loose = regex_of(&uncounted("^[a-z ]{2,6}(?:\\d{5,}|!{0,9})$").unwrap()).unwrap();
        for line in ["ab", "a b!!", "abc12345", "abcdefgh", "a", "ab!!!!!!!!!!"] {
            assert!(loose.is_match(line.as_bytes()) || !exact.is_match(line.as_bytes()), "{line}");
        }
    }

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
