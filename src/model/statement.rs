//! Sentences about a theme or company before the weights of the settings act on them, so that an
//! index with other weights needs no text.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What a sentence says of something before any setting weighs it: for whom tight money is
/// unfavourable, neutral and favourable; of each with words to watch silent, and as loud as facts.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct StanceValues(pub [[f64; 2]; 3]);

impl StanceValues {
    /// The same whatever the settings.
    #[must_use]
    pub const fn always(value: f64) -> Self {
        Self([[value; 2]; 3])
    }

    /// Whether it is the same whatever the settings.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.0.as_flattened().iter().all(|value| value.total_cmp(&self.0[0][0]).is_eq())
    }

    /// What it says times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self(self.0.map(|pair| pair.map(|value| value * factor + 0.0)))
    }
}

/// What a score rests on, where settings weigh it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Unweighed {
    /// Whether the sentence is conditional or hypothetical.
    pub is_conditional: bool,
    /// Whether it is a question that can be answered by yes or no.
    pub is_question: bool,
    /// What it says.
    pub said: StanceValues,
}

/// A sentence about a theme or company that some setting weighs.
///
/// Written `body conditional -0.6`: its part of the article; `whole` where the score is that of the
/// whole sentence, `repeated` where the article has it before, `conditional`, `question`; then what
/// it says: `-0.6`, or with words to watch `0..0.4` (silent, as loud as facts), or with words of
/// tight money `-0.6/0/0.6` (unfavourable, neutral, favourable); of a theme that is put together the
/// same of each part, apart by `+`.
#[expect(clippy::struct_excessive_bools, reason = "a sentence may be several of these at once")]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Statement {
    /// Whether it is in the headline.
    pub in_headline: bool,
    /// Whether it is scored as a whole, towards nothing.
    pub is_whole: bool,
    /// Whether the article has it before: it counts in no sum.
    pub is_repeated: bool,
    /// Whether it is conditional or hypothetical.
    pub is_conditional: bool,
    /// Whether it is a question that can be answered by yes or no.
    pub is_question: bool,
    /// What it says of the theme, or of each that it is put together from, with its sign.
    pub said: Vec<StanceValues>,
}

const REPEATED: &str = "repeated";
const WHOLE: &str = "whole";
const CONDITIONAL: &str = "conditional";
const QUESTION: &str = "question";

impl fmt::Display for StanceValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_same = |a: [f64; 2], b: [f64; 2]| a.map(f64::to_bits) == b.map(f64::to_bits);
        let [one, two, three] = self.0;
        let shown = if is_same(one, two) && is_same(two, three) { &self.0[..1] } else { &self.0 };
        for (n, [silent, loud]) in shown.iter().enumerate() {
            f.write_str(if n == 0 { "" } else { "/" })?;
            fmt_shortest(*silent, f)?;
            if !silent.total_cmp(loud).is_eq() {
                f.write_str("..")?;
                fmt_shortest(*loud, f)?;
            }
        }
        Ok(())
    }
}

/// Writes a number as `Display` does, without its machinery.
fn fmt_shortest(value: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut buffer = zmij::Buffer::new();
    let digits = buffer.format(value);
    if value.is_finite() && !digits.contains('e') {
        f.write_str(digits.strip_suffix(".0").unwrap_or(digits))
    } else {
        write!(f, "{value}")
    }
}

impl FromStr for StanceValues {
    type Err = NotAStatement;

    fn from_str(text: &str) -> Result<Self, NotAStatement> {
        let number = |text: &str| {
            text.parse().ok().filter(|value: &f64| value.is_finite()).ok_or(NotAStatement)
        };
        let pair = |text: &str| match text.split_once("..") {
            Some((silent, loud)) => Ok([number(silent)?, number(loud)?]),
            None => number(text).map(|both| [both; 2]),
        };
        let parts: Vec<&str> = text.split('/').collect();
        match parts[..] {
            [same] => pair(same).map(|own| Self([own; 3])),
            [one, two, three] => Ok(Self([pair(one)?, pair(two)?, pair(three)?])),
            _ => Err(NotAStatement),
        }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.in_headline { "headline" } else { "body" })?;
        let words = [
            (self.is_whole, WHOLE),
            (self.is_repeated, REPEATED),
            (self.is_conditional, CONDITIONAL),
            (self.is_question, QUESTION),
        ];
        for (_, word) in words.iter().filter(|(is_so, _)| *is_so) {
            f.write_str(" ")?;
            f.write_str(word)?;
        }
        for (n, said) in self.said.iter().enumerate() {
            f.write_str(if n == 0 { " " } else { " + " })?;
            said.fmt(f)?;
        }
        Ok(())
    }
}

/// Text that is no statement as the column `weighed_statements` writes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a statement")]
pub struct NotAStatement;

impl FromStr for Statement {
    type Err = NotAStatement;

    fn from_str(text: &str) -> Result<Self, NotAStatement> {
        let mut words = text.split(' ');
        let in_headline = match words.next() {
            Some("headline") => true,
            Some("body") => false,
            _ => return Err(NotAStatement),
        };
        let mut statement = Self { in_headline, ..Self::default() };
        for word in words {
            match word {
                WHOLE => statement.is_whole = true,
                REPEATED => statement.is_repeated = true,
                CONDITIONAL => statement.is_conditional = true,
                QUESTION => statement.is_question = true,
                "+" => {}
                said => statement.said.push(said.parse()?),
            }
        }
        if statement.said.is_empty() { Err(NotAStatement) } else { Ok(statement) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn statements_are_written_for_readers() {
        let plain = Statement {
            is_conditional: true,
            said: vec![StanceValues::always(-0.6)],
            ..Statement::default()
        };
        assert_eq!(plain.to_string(), "body conditional -0.6");
        let policy = StanceValues([[-0.5; 2], [0.0; 2], [0.5; 2]]);
        let watched = StanceValues([[0.0, 0.4]; 3]);
        let several = Statement {
            in_headline: true,
            is_repeated: true,
            is_question: true,
            said: vec![policy, watched],
            ..Statement::default()
        };
        assert_eq!(several.to_string(), "headline repeated question -0.5/0/0.5 + 0..0.4");
        for bad in ["", "body", "tail 0.5", "body 0.5/1", "body 0.5..", "body NaN", "body often 1"]
        {
            assert_eq!(bad.parse::<Statement>(), Err(NotAStatement), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            words in prop::array::uniform5(any::<bool>()),
            said in prop::collection::vec(prop::array::uniform6(-9.0..9.0), 1..4),
        ) {
            let [in_headline, is_whole, is_repeated, is_conditional, is_question] = words;
            let said = said.into_iter().map(|n: [f64; 6]| StanceValues([[n[0], n[1]], [n[2], n[3]], [n[4], n[5]]]));
            let said = said.collect();
            let own = Statement { in_headline, is_whole, is_repeated, is_conditional, is_question, said };
            prop_assert_eq!(own.to_string().parse::<Statement>(), Ok(own));
        }
    }
}
