//! Patterns of page furniture: `lexicons/boilerplate.toml`.

use regex::{RegexSet, RegexSetBuilder};
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
    /// Name that stands in outputs as the reason.
    name: String,
    /// Where lines of the family count.
    #[serde(default)]
    place: Place,
    /// Regular expressions over one trimmed line, case-insensitive.
    patterns: Vec<Spanned<String>>,
    /// Lines that it must catch.
    #[serde(default)]
    matches: Vec<String>,
    /// Lines of a story that it must leave.
    #[serde(default)]
    ignores: Vec<String>,
}

/// Where in an article lines of a family are furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Wherever they stand.
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
    set: RegexSet,
    /// Index into `families` by pattern.
    family_of: Vec<usize>,
    /// The families, in the order of the file.
    pub families: Vec<Family>,
}

/// A kind of furniture.
#[derive(Debug)]
pub struct Family {
    /// Name that stands in outputs as the reason.
    pub name: String,
    /// Where it counts.
    pub place: Place,
    /// Lines that it must catch.
    pub matches: Vec<String>,
    /// Lines that it must leave.
    pub ignores: Vec<String>,
}

/// The pattern with ASCII word borders and letters: the Unicode ones keep the set off its fast path.
fn source_of(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]").replace(r"\d", "[0-9]")
}

impl Boilerplate {
    pub(super) fn compile(source: BoilerplateFile) -> Result<Self, (usize, String)> {
        let mut patterns = Vec::new();
        let mut family_of = Vec::new();
        let mut families = Vec::new();
        for family in source.family {
            for pattern in &family.patterns {
                regex::Regex::new(&source_of(pattern.get_ref()))
                    .map_err(|e| (pattern.span().start, format!("pattern `{}`: {e}", pattern.get_ref())))?;
                family_of.push(families.len());
                patterns.push(source_of(pattern.get_ref()));
            }
            families.push(Family { name: family.name, place: family.place, matches: family.matches, ignores: family.ignores });
        }
        let set = RegexSetBuilder::new(&patterns).case_insensitive(true).size_limit(1 << 26).build().map_err(|e| (0, e.to_string()))?;
        Ok(Self { set, family_of, families })
    }

    /// The families whose patterns match this line.
    pub fn families_of(&self, line: &str) -> impl Iterator<Item = &Family> {
        self.set.matches(line).into_iter().map(|pattern| &self.families[self.family_of[pattern]])
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn families_catch_and_leave_their_own_lines() {
        let boilerplate = &Lexicon::built_in().boilerplate;
        let mut wrong = Vec::new();
        for family in &boilerplate.families {
            let catches = |line: &str| boilerplate.families_of(line).any(|f| f.name == family.name);
            wrong.extend(family.matches.iter().filter(|l| !catches(l)).map(|l| format!("{} misses `{l}`", family.name)));
            wrong.extend(family.ignores.iter().filter(|l| catches(l)).map(|l| format!("{} catches `{l}`", family.name)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
