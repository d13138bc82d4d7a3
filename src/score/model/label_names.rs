//! Which side a label stands for: by its name, or as its user says.

use std::str::FromStr;

use super::ModelError;

/// What a label says of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Favourable.
    Positive,
    /// Neither.
    Neutral,
    /// Unfavourable.
    Negative,
}

impl Side {
    /// The side that a label of this name stands for, whatever its capitals; none where the name
    /// does not say.
    #[must_use]
    pub fn of(label: &str) -> Option<Self> {
        match label.trim().to_lowercase().as_str() {
            "positive" | "pos" | "bullish" => Some(Self::Positive),
            "neutral" | "neu" => Some(Self::Neutral),
            "negative" | "neg" | "bearish" => Some(Self::Negative),
            _ => None,
        }
    }
}

/// Labels of a model with the side that each stands for:
/// `positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelNames(Vec<(String, Side)>);

impl LabelNames {
    /// The side of `label`: as it was said here, or else by its name.
    #[must_use]
    pub fn side(&self, label: &str) -> Option<Side> {
        let said =
            self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(label)).map(|(_, side)| *side);
        said.or_else(|| Side::of(label))
    }

    /// The labels that were named here, in the order in which they were.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(label, _)| label.as_str())
    }
}

impl FromStr for LabelNames {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::Sides(text.to_owned());
        let mut names = Vec::new();
        for part in text.split(',') {
            let (side, label) = part.split_once('=').ok_or_else(refused)?;
            let (side, label) = (Side::of(side).ok_or_else(refused)?, label.trim());
            if label.is_empty()
                || names.iter().any(|(name, _): &(String, Side)| name.eq_ignore_ascii_case(label))
            {
                return Err(refused());
            }
            names.push((label.to_owned(), side));
        }
        Ok(Self(names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_for_sides_by_name_or_as_told() {
        let names: LabelNames =
            "positive=LABEL_2, neutral=label_1,negative=5 stars".parse().unwrap();
        assert_eq!(names.side("LABEL_2"), Some(Side::Positive));
        assert_eq!(names.side("LABEL_1"), Some(Side::Neutral));
        assert_eq!(names.side("5 Stars"), Some(Side::Negative));
        assert_eq!(names.side("Bearish"), Some(Side::Negative));
        assert_eq!(names.side("LABEL_0"), None);
    }

    #[test]
    fn a_label_has_one_side() {
        for text in ["", "positive", "good=LABEL_1", "positive=", "positive=a,negative=A"] {
            assert!(text.parse::<LabelNames>().is_err(), "{text}");
        }
    }
}
