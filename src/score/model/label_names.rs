//! Which label a name of a model or of a data set means: by itself, or as its user says.

use std::str::FromStr;

use super::ModelError;
use crate::model::Label;

/// The label that a common name means, whatever its capitals; `None` where the name does not say.
fn label_named(name: &str) -> Option<Label> {
    match name.trim().to_lowercase().as_str() {
        "positive" | "pos" | "bullish" => Some(Label::Positive),
        "neutral" | "neu" => Some(Label::Neutral),
        "negative" | "neg" | "bearish" => Some(Label::Negative),
        _ => None,
    }
}

/// The names that a model or a data set has for the three labels:
/// `positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0`.
///
/// ```
/// use newsvane::{model::Label, score::LabelNames};
/// let names: LabelNames = "positive=LABEL_2,negative=LABEL_0".parse()?;
/// assert_eq!(names.label("label_2"), Some(Label::Positive));
/// assert_eq!(names.label("Bearish"), Some(Label::Negative));
/// assert_eq!(names.label("LABEL_1"), None);
/// # Ok::<(), newsvane::score::ModelError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelNames(Vec<(String, Label)>);

impl LabelNames {
    /// The label that `name` means: as it was said here, else by common names such as `positive`,
    /// `neg` or `bullish`; `None` where neither knows it.
    #[must_use]
    pub fn label(&self, name: &str) -> Option<Label> {
        let said =
            self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, label)| *label);
        said.or_else(|| label_named(name))
    }

    /// The names that were said here, in the order in which they were.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl FromStr for LabelNames {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::Labels(text.to_owned());
        let mut names: Vec<(String, Label)> = Vec::new();
        for part in text.split(',') {
            let (label, name) = part.split_once('=').ok_or_else(refused)?;
            let (label, name) = (label_named(label).ok_or_else(refused)?, name.trim());
            if name.is_empty() || names.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
                return Err(refused());
            }
            names.push((name.to_owned(), label));
        }
        Ok(Self(names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_labels_by_themselves_or_as_told() {
        let names: LabelNames =
            "positive=LABEL_2, neutral=label_1,negative=5 stars".parse().unwrap();
        assert_eq!(names.label("LABEL_2"), Some(Label::Positive));
        assert_eq!(names.label("LABEL_1"), Some(Label::Neutral));
        assert_eq!(names.label("5 Stars"), Some(Label::Negative));
        assert_eq!(names.label("Bearish"), Some(Label::Negative));
        assert_eq!(names.label("LABEL_0"), None);
    }

    #[test]
    fn a_name_means_one_label() {
        for text in ["", "positive", "good=LABEL_1", "positive=", "positive=a,negative=A"] {
            assert!(text.parse::<LabelNames>().is_err(), "{text}");
        }
    }
}
