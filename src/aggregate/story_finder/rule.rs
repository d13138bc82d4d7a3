//! When two articles tell one story.

use crate::{aggregate::overlap::Overlap, model::SketchSample};

/// The rule by which two sketches tell one story.
///
/// Let the *shorter* be the story with fewer words. All shares are of the shorter one's sampled
/// elements, those found in the longer one. With `share(x) = (both + 2) / (known + 2)`, which lets
/// a single miss among few facts pass as doubt and not as a contradiction (three figures are none), two stories are one when
/// all of these hold:
///
/// 1. the shorter has at least `length` times the words of the longer;
/// 2. at least `words` of its pairs of words are in the longer: copies, cuts and light rewrites
///    have them, other stories on the same matter do not;
/// 3. `share(numbers) >= numbers`: articles of one template agree in words and differ in these;
/// 4. the share of pairs and twice `share(numbers and names)` add up to at least `evidence`: what
///    was much reworded must agree in its facts, which tells it from a story that has its
///    background from the other;
/// 5. of a shorter story with fewer than `flash` words, where chance weighs more, something
///    stricter is asked in place of 3 and 4: no sampled number or name that the longer lacks, and
///    at least `flash_words` of its pairs.
///
/// The defaults were chosen on one half of the pairs of `scripts/make-story-pairs` and measured on
/// the other; `evidence` was then set higher than the pairs ask for, after reading what it joined
/// in a year and a half of Reuters. On the pairs, `numbers` does most of the work (precision 0.92
/// without it); `length` and `flash` change nothing there and guard against teasers and one-line
/// templates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Least ratio of lengths, in words.
    pub length: f64,
    /// Least share of pairs of words.
    pub words: f64,
    /// Least share of numbers.
    pub numbers: f64,
    /// Least sum of the share of pairs and twice the share of facts.
    pub evidence: f64,
    /// Stories of fewer words are flashes.
    pub flash: u32,
    /// Least share of pairs of words of a flash.
    pub flash_words: f64,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            length: 0.2,
            words: 0.33,
            numbers: 0.65,
            evidence: 2.15,
            flash: 50,
            flash_words: 0.75,
        }
    }
}

impl Rule {
    /// The share of the shorter story's pairs that are in the longer, if the two are one story.
    /// Symmetric.
    pub(super) fn similarity(&self, a: &SketchSample, b: &SketchSample) -> Option<f64> {
        let (shorter, longer) = if a <= b { (a, b) } else { (b, a) };
        if f64::from(shorter.words) < self.length * f64::from(longer.words) {
            return None;
        }
        let words = Overlap::of(&shorter.pairs, &longer.pairs)
            .share_of_first()
            .filter(|&words| words >= self.words)?;
        let numbers = Overlap::of(&shorter.numbers, &longer.numbers);
        let names = Overlap::of(&shorter.names, &longer.names);
        let one = if shorter.words < self.flash {
            words >= self.flash_words && numbers.first == 0 && names.first == 0
        } else {
            let facts = Overlap {
                both: numbers.both + names.both,
                first: numbers.first + names.first,
                second: 0,
            };
            // several figures that contradict are no doubt: one form was filled in twice
            let agreeing = if numbers.first >= MANY_NUMBERS {
                numbers.share_of_first().unwrap_or_default()
            } else {
                share(numbers)
            };
            !is_form(words, numbers, names)
                && agreeing >= self.numbers
                && words + 2.0 * share(facts) >= self.evidence
        };
        one.then_some(words)
    }
}

/// Whether two stories tell other figures of other names in the same words: one form was filled in
/// twice.
fn is_form(words: f64, numbers: Overlap, names: Overlap) -> bool {
    let differ = |found: Overlap| found.first >= 2 && found.second >= 2;
    words >= FORM_WORDS && differ(numbers) && differ(names)
}

/// Share of pairs of words from which stories are in the same words.
const FORM_WORDS: f64 = 0.75;

/// Figures that contradict, of which fewer are doubt.
const MANY_NUMBERS: u32 = 3;

/// The share of the first with two more elements in common.
fn share(shared: Overlap) -> f64 {
    f64::from(shared.both + 2) / f64::from(shared.both + shared.first + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::sketch;

    const STORY: &str = "The mine near Iquique shipped 4,100 tonnes in May, said Ann Duval of Cedar Metals, up \
         from 3,870 tonnes in April. Its furnaces at Arica ran at 91 percent, and Cedar means to \
         hire 250 people. The plant in Tacna stays shut until 2014, when the line to Puno will be \
         ready. Workers there are paid until then, union chief Luis Okafor told the paper in Lima.";

    fn joins(rule: Rule, other: &str) -> bool {
        let (a, b) = (sketch(STORY), sketch(other));
        let found = rule.similarity(&a.sample, &b.sample);
        assert_eq!(found, rule.similarity(&b.sample, &a.sample));
        found.is_some()
    }

    fn changed(words: &[&str]) -> String {
        words.iter().fold(STORY.to_owned(), |text, word| {
            text.replace(
                word,
                &format!("{}{word}", if word.starts_with(char::is_numeric) { '7' } else { 'X' }),
            )
        })
    }

    /// Each condition decides alone when the others are let go.
    #[test]
    fn every_condition_counts() {
        const ANY: Rule = Rule {
            length: 0.0,
            words: 0.0,
            numbers: 0.0,
            evidence: 0.0,
            flash: 0,
            flash_words: 0.0,
        };
        let rule = Rule::default();
        assert!(joins(rule, STORY));
        let figures = changed(&["4,100", "3,870", "91", "250"]);
        assert!(joins(ANY, &figures) && !joins(Rule { numbers: rule.numbers, ..ANY }, &figures));
        let names = changed(&[
            "Iquique", "Duval", "Cedar", "Metals", "Arica", "Tacna", "Puno", "Okafor", "Lima",
        ]);
        assert!(joins(ANY, &names) && !joins(Rule { evidence: rule.evidence, ..ANY }, &names));
        let shuffled: Vec<_> = STORY.split(' ').rev().collect();
        assert!(
            joins(ANY, &shuffled.join(" "))
                && !joins(Rule { words: rule.words, ..ANY }, &shuffled.join(" "))
        );
        let cut = &STORY[..55];
        assert!(joins(ANY, cut) && !joins(Rule { length: rule.length, ..ANY }, cut));
        let flash = Rule { flash: 1000, ..ANY };
        assert!(
            joins(flash, STORY)
                && !joins(flash, &changed(&["91"]))
                && !joins(flash, &changed(&["Puno"]))
        );
    }
}
