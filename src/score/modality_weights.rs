//! What a user sets of the rules: the weights of statements that assert no fact, and for whom tight
//! money is bad.

use serde::{Deserialize, Serialize};

/// The weights of statements that assert no fact, and for whom tight money is bad.
///
/// ```
/// use newsvane::score::{Stance, ModalityWeights};
/// let weighing = ModalityWeights { hawkish: Stance::Favourable, ..ModalityWeights::default() };
/// weighing.check()?;
/// assert!(ModalityWeights { conditional: 2.0, ..weighing }.check().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModalityWeights {
    /// A conditional or hypothetical statement, where a fact has 1: 0 to 1.
    pub conditional: f64,
    /// A question that can be answered by yes or no, which asserts nothing: 0 to 1. Others take
    /// what they presuppose ("Why did it fall?").
    pub question: f64,
    /// Something to be watched, or that depends on something ("watch for weaker sales"): 0 to 1.
    pub watch: f64,
    /// What higher rates and talk of them are to the reader.
    pub hawkish: Stance,
}

impl Default for ModalityWeights {
    fn default() -> Self {
        Self { conditional: 0.5, question: 0.15, watch: 0.0, hawkish: Stance::Unfavourable }
    }
}

/// What a policy of tight money is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// To holders of stocks and bonds.
    #[default]
    Unfavourable,
    /// To those who look at the economy alone.
    Neutral,
    /// To holders of the currency, and of banks.
    Favourable,
}

impl Stance {
    /// Factor on words whose sign in the lexicons is that for holders of stocks and bonds.
    pub(super) const fn factor(self) -> f64 {
        match self {
            Self::Unfavourable => 1.0,
            Self::Neutral => 0.0,
            Self::Favourable => -1.0,
        }
    }
}

impl std::fmt::Display for Stance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unfavourable => "unfavourable",
            Self::Neutral => "neutral",
            Self::Favourable => "favourable",
        })
    }
}

impl std::str::FromStr for Stance {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        match value {
            "unfavourable" | "unfavorable" => Ok(Self::Unfavourable),
            "neutral" => Ok(Self::Neutral),
            "favourable" | "favorable" => Ok(Self::Favourable),
            _ => Err("expected unfavourable, neutral or favourable".to_owned()),
        }
    }
}

impl ModalityWeights {
    /// Sets one weight from `conditional=0.3`, `question=0.5` or `watch=1`.
    ///
    /// # Errors
    /// When it names no weight, or the number is not from 0 to 1.
    pub fn set(&mut self, assignment: &str) -> Result<(), String> {
        const EXPECTED: &str =
            "expected conditional, question or watch, `=`, and a number from 0 to 1";
        let (name, value) =
            assignment.split_once('=').ok_or_else(|| format!("`{assignment}`: {EXPECTED}"))?;
        let value: f64 = value.trim().parse().map_err(|_| format!("`{assignment}`: {EXPECTED}"))?;
        let place = match name.trim() {
            "conditional" => &mut self.conditional,
            "question" => &mut self.question,
            "watch" => &mut self.watch,
            _ => return Err(format!("`{assignment}`: {EXPECTED}")),
        };
        *place = value;
        self.check()
    }

    /// Whether all weights can be used.
    ///
    /// # Errors
    /// When one is not from 0 to 1; the text names it.
    pub fn check(&self) -> Result<(), String> {
        for (name, value) in
            [("conditional", self.conditional), ("question", self.question), ("watch", self.watch)]
        {
            if !(0.0..=1.0).contains(&value) {
                return Err(format!("{name} = {value}: expected a number from 0 to 1"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_set_by_name() {
        let mut weighing = ModalityWeights::default();
        weighing.set("watch=0.4").expect("a weight");
        assert!((weighing.watch - 0.4).abs() < f64::EPSILON);
        assert!(
            weighing
                .set("watches=1")
                .unwrap_err()
                .contains("expected conditional, question or watch")
        );
        assert!(weighing.set("watch=NaN").unwrap_err().contains("from 0 to 1"));
    }
}
