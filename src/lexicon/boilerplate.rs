//! Patterns of page boilerplate: `lexicons/boilerplate.toml`.

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use toml::Spanned;

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
}

/// Compiled patterns.
#[derive(Debug, Default)]
pub struct Boilerplate {
    /// Patterns that begin with their words.
    begins: RegexSet,
    /// Index into `families` of each.
    begins_of: Vec<usize>,
    /// The words of patterns that may begin anywhere.
    holds: RegexSet,
    /// Index into `families` of each, and the whole pattern.
    holds_of: Vec<(usize, Regex)>,
    /// The families, in the order of the file.
    pub families: Vec<Family>,
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

/// The pattern for a search over bytes: classes with letters beyond ASCII keep their Unicode
/// meaning, all else is ASCII, which keeps the automaton small.
fn source_of(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(open) = rest.find(['[', '\\']) {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if rest.starts_with('\\') {
            let len = rest.char_indices().nth(2).map_or(rest.len(), |(n, _)| n);
            out.push_str(&rest[..len]);
            rest = &rest[len..];
            continue;
        }
        let len = class_len(rest);
        let class = &rest[..len];
        if class.is_ascii() && !class.contains("\\p") {
            out.push_str(class);
        } else {
            out.extend(["(?u:", class, ")"]);
        }
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// Length of the character class that `pattern` begins with.
fn class_len(pattern: &str) -> usize {
    let mut escaped = false;
    for (at, c) in pattern.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return at + 1,
            _ => {}
        }
    }
    pattern.len()
}

/// What a pattern that may begin anywhere in the line (`^.{0,80}words`) looks for, without the
/// counted blanks around it: a search for many such patterns at once would have to keep count for
/// each.
fn inner_of(pattern: &str) -> Option<&str> {
    let (counts, inner) = pattern.strip_prefix("^.{")?.split_once('}')?;
    counts.split(',').all(|n| n.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    let end = inner.strip_suffix("}$").and_then(|head| {
        let (rest, counts) = head.rsplit_once(".{")?;
        counts.starts_with("0,").then_some(rest.len())
    });
    Some(&inner[..end.unwrap_or(inner.len())])
}

impl Boilerplate {
    pub(super) fn compile(source: BoilerplateFile) -> Result<Self, (usize, String)> {
        let mut found = Self::default();
        let (mut begins, mut holds) = (Vec::new(), Vec::new());
        for family in source.family {
            let index = found.families.len();
            for pattern in &family.patterns {
                let text = source_of(pattern.get_ref());
                let regex = RegexBuilder::new(&text)
                    .unicode(false)
                    .case_insensitive(true)
                    .build()
                    .map_err(|e| {
                        (pattern.span().start, format!("pattern `{}`: {e}", pattern.get_ref()))
                    })?;
                if let Some(inner) = inner_of(pattern.get_ref()) {
                    holds.push(source_of(inner));
                    found.holds_of.push((index, regex));
                } else {
                    begins.push(text);
                    found.begins_of.push(index);
                }
            }
            found.families.push(Family {
                name: family.name,
                zone: family.zone,
                matches: family.matches,
                ignores: family.ignores,
            });
        }
        found.begins = set_of(&begins)?;
        found.holds = set_of(&holds)?;
        Ok(found)
    }

    /// The families whose patterns begin with the words that this line begins with: quick, whatever
    /// the length of the line.
    pub fn families_at_start_of(&self, line: &str) -> impl Iterator<Item = &Family> {
        self.begins.matches(line.as_bytes()).into_iter().map(|n| &self.families[self.begins_of[n]])
    }

    /// The families whose patterns match this line.
    pub fn families_of(&self, line: &str) -> impl Iterator<Item = &Family> {
        let begins = self.families_at_start_of(line);
        let line = line.as_bytes();
        let holds = self.holds.matches(line).into_iter().map(|n| &self.holds_of[n]);
        begins.chain(
            holds
                .filter(|(_, whole)| whole.is_match(line))
                .map(|(family, _)| &self.families[*family]),
        )
    }
}

fn set_of(patterns: &[String]) -> Result<RegexSet, (usize, String)> {
    RegexSetBuilder::new(patterns)
        .unicode(false)
        .case_insensitive(true)
        .size_limit(1 << 26)
        .dfa_size_limit(DFA_BYTES)
        .build()
        .map_err(|e| (0, e.to_string()))
}

/// What a thread may keep of the automaton: enough that it is built once.
const DFA_BYTES: usize = 1 << 25;

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
