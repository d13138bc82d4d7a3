//! What articles, stories and claims are called in outputs.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The id of an article: 64 bits of a hash of what makes it itself, the same from any format of
/// input. A story is called by the article that told it first.
///
/// It is written as a letter and 16 hexadecimal digits, so that no spreadsheet takes it for a
/// number.
///
/// ```
/// use newsvane::model::ArticleId;
/// let id: ArticleId = "a00000000000001e9".parse()?;
/// assert_eq!(id, ArticleId(0x1e9));
/// assert_eq!(id.to_string(), "a00000000000001e9");
/// assert!("00000000000001e9".parse::<ArticleId>().is_err());
/// # Ok::<(), newsvane::model::IdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ArticleId(pub u64);

/// The id of a claim: its article's, and its number there.
///
/// ```
/// use newsvane::model::{ArticleId, ClaimId};
/// let id: ClaimId = "a00000000000001e9-3".parse()?;
/// assert_eq!(id, ClaimId { article: ArticleId(0x1e9), number: 3 });
/// # Ok::<(), newsvane::model::IdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimId {
    /// The article that makes it.
    pub article: ArticleId,
    /// Its number in the order of the text, from 0.
    pub number: u32,
}

/// What is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// No id of an article.
    #[error("expected the id of an article: `a` and 16 hexadecimal digits")]
    Article,
    /// No id of a claim.
    #[error("expected the id of a claim: `a`, 16 hexadecimal digits, `-` and a number")]
    Claim,
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'a'; 17];
        for (n, digit) in text.iter_mut().skip(1).enumerate() {
            *digit = b"0123456789abcdef"[(self.0 >> (60 - 4 * n)) as usize & 15];
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ArticleId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.strip_prefix('a').filter(|digits| {
            digits.len() == 16 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        });
        digits
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .map(Self)
            .ok_or(IdError::Article)
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            u64::deserialize(deserializer).map(Self)
        }
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.article, self.number)
    }
}

impl FromStr for ClaimId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (article, number) = text.split_once('-').ok_or(IdError::Claim)?;
        let article = article.parse().map_err(|_| IdError::Claim)?;
        Ok(Self { article, number: number.parse().map_err(|_| IdError::Claim)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_id_is_an_error() {
        for bad in [
            "",
            "a",
            "0123456789abcdef",
            "a0123456789abcde",
            "a0123456789abcdef0",
            "a0123456789ABCDEF",
            "b0123456789abcdef",
            "a+123456789abcdef",
        ] {
            assert_eq!(bad.parse::<ArticleId>(), Err(IdError::Article), "{bad}");
        }
        assert_eq!("a0123456789abcdef".parse(), Ok(ArticleId(0x0123_4567_89ab_cdef)));
        assert_eq!("a0123456789abcdef-x".parse::<ClaimId>(), Err(IdError::Claim));
        assert_eq!("a0123456789abcdef".parse::<ClaimId>(), Err(IdError::Claim));
    }

    #[test]
    fn json_has_the_words_and_journals_the_number() {
        let id = ArticleId(7);
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"a0000000000000007\"");
        assert_eq!(serde_json::from_str::<ArticleId>("\"a0000000000000007\"").unwrap(), id);
        assert!(serde_json::from_str::<ArticleId>("\"0000000000000007\"").is_err());
        assert_eq!(postcard::to_stdvec(&id).unwrap(), [7]);
    }
}
