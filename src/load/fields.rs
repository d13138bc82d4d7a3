//! Fields of a record by their names, and the article that they make.

use std::borrow::Cow;

use super::{
    Context, Record, field::Field, field_names::SUMMARY, mojibake, path_date, record_date,
    record_text,
};
use crate::model::{Article, DateEvidence, DateOrigin, Reason, Reject};

/// Columns that an error lists.
#[cfg(any(feature = "parquet", feature = "arrow"))]
const SHOWN: usize = 12;

/// What is to be said of a table whose columns have these `names`, none of which holds the text.
#[cfg(any(feature = "parquet", feature = "arrow"))]
pub(super) fn names_of_text<'n>(names: impl Iterator<Item = &'n str>) -> String {
    format!(
        "no column holds the text; expected one named text, body, content, article, story or \
         title, or --map text=COLUMN; found {}",
        names.take(SHOWN).collect::<Vec<_>>().join(", ")
    )
}

/// The fields of one record so far.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    best: [Option<(u8, Cow<'a, str>)>; Field::COUNT],
    dates: Vec<(u8, Cow<'a, str>)>,
    /// Columns that the user keeps, by their places.
    kept: Vec<(u8, Cow<'a, str>)>,
    /// Characters that were replaced because the bytes were no UTF-8.
    pub(super) replaced: usize,
}

/// Where a record is in its file.
pub(super) struct RecordLocation {
    pub(super) locator: String,
    pub(super) bytes: u64,
    /// Id of a record that names none: the file's stem where the file is one article.
    pub(super) stem: Option<String>,
}

impl<'a> Fields<'a> {
    /// Takes a value; blank ones do not count, better names win, of texts of one name the longer.
    pub(super) fn put(&mut self, (field, rank): (Field, u8), value: Cow<'a, str>) {
        if field != Field::Text && is_void(&value) || value.trim().is_empty() {
            return;
        }
        if field == Field::Date {
            self.dates.push((rank, value));
            return;
        }
        if field == Field::Kept {
            if !self.kept.iter().any(|(known, _)| *known == rank) {
                self.kept.push((rank, value));
            }
            return;
        }
        let is_better = self.best[field as usize].as_ref().is_none_or(|(known, old)| {
            rank < *known || rank == *known && field == Field::Text && value.len() > old.len()
        });
        if is_better {
            self.best[field as usize] = Some((rank, value));
        }
    }

    /// Takes the fields of an object that is in the record, where it has none better itself.
    pub(super) fn take_in(&mut self, inner: Self, below: u8) {
        let lower = |rank: u8| rank.saturating_add(if rank < SUMMARY { below } else { 0 });
        for (field, value) in Field::ALL.into_iter().zip(inner.best) {
            if let Some((rank, value)) = value {
                self.put((field, lower(rank)), value);
            }
        }
        for (rank, value) in inner.dates {
            self.put((Field::Date, lower(rank)), value);
        }
        for (place, value) in inner.kept {
            self.put((Field::Kept, place), value);
        }
        self.replaced += inner.replaced;
    }

    /// The text alone, where there is one.
    pub(super) fn into_text(mut self) -> Option<(u8, Cow<'a, str>)> {
        self.best[Field::Text as usize].take()
    }

    /// Whether there is a whole text, not a summary alone.
    pub(super) fn has_text(&self) -> bool {
        self.best[Field::Text as usize].as_ref().is_some_and(|(rank, _)| *rank < SUMMARY)
    }

    /// Whether it may be an article: it has a text, or a headline with a summary or a day.
    pub(super) fn is_article(&self) -> bool {
        let has = |field: Field| self.best[field as usize].is_some();
        self.has_text() || has(Field::Title) && (has(Field::Text) || !self.dates.is_empty())
    }

    /// Of an item of a digest (Google News), whose description is its headline again with links to
    /// other headlines, leaves the headline alone, without the publisher after it.
    pub(super) fn leave_out_digest(&mut self) {
        let value = |field: Field| self.best[field as usize].as_ref().map(|(_, v)| v.trim());
        let (Some(title), Some(source), Some(text)) =
            (value(Field::Title), value(Field::Source), value(Field::Text))
        else {
            return;
        };
        let Some(bare) = title.strip_suffix(source).and_then(|t| t.trim_end().strip_suffix('-'))
        else {
            return;
        };
        let bare = bare.trim_end().to_owned();
        let first = text.trim_start_matches(['•', ' ', '\n']);
        if !bare.is_empty() && first.starts_with(&bare) {
            self.best[Field::Title as usize] = Some((0, Cow::Owned(bare)));
            self.best[Field::Text as usize] = None;
        }
    }

    /// The same without borrowing from the input.
    pub(super) fn into_owned(self) -> Fields<'static> {
        let own = |(rank, value): (u8, Cow<'_, str>)| (rank, Cow::Owned(value.into_owned()));
        Fields {
            best: self.best.map(|value| value.map(own)),
            dates: self.dates.into_iter().map(own).collect(),
            kept: self.kept.into_iter().map(own).collect(),
            replaced: self.replaced,
        }
    }

    fn take(&mut self, field: Field) -> Option<String> {
        self.best[field as usize].take().map(|(_, value)| value.into_owned())
    }

    fn take_trimmed(&mut self, field: Field) -> Option<String> {
        self.take(field).map(|v| if v.trim().len() == v.len() { v } else { v.trim().to_owned() })
    }

    /// The columns that the user keeps, in their order.
    fn take_kept(&mut self) -> Vec<(u8, String)> {
        let kept = std::mem::take(&mut self.kept).into_iter();
        let mut kept: Vec<(u8, String)> =
            kept.map(|(place, value)| (place, value.trim().to_owned())).collect();
        kept.sort_unstable();
        kept
    }

    /// The article, or why there is none.
    pub(super) fn into_record(mut self, location: RecordLocation, context: &Context<'_>) -> Record {
        // a headline is news without a text, too
        let has_title = self.best[Field::Title as usize].is_some();
        let Some(text) = self.take(Field::Text).or_else(|| has_title.then(String::new)) else {
            let detail = "no text: expected a field text, body, content, article or story, or a \
                          title, that is not empty, or --map text=FIELD";
            return Err(context.reject(
                location.locator,
                Reason::MissingText,
                detail,
                location.bytes,
            ));
        };
        if text.len() > Article::MAX_BYTES.min(context.options.max_record_bytes) {
            let detail = format!(
                "the text has {} bytes; the limit is {}",
                text.len(),
                context.options.max_record_bytes
            );
            return Err(context.reject(location.locator, Reason::TooLarge, detail, location.bytes));
        }
        let dates = record_date::evidence(std::mem::take(&mut self.dates));
        let kept = self.take_kept();
        let mut problems: Vec<Reject> =
            replaced_problem(self.replaced, &location.locator, location.bytes)
                .into_iter()
                .collect();
        let text = record_text::plain(&text).unwrap_or(text);
        let repaired = mojibake::repair(&text);
        problems.extend(
            repaired
                .as_ref()
                .map(|(_, places)| mojibake_problem(*places, &location.locator, location.bytes)),
        );
        let text = repaired.map_or(text, |(text, _)| text);
        let url = self.take_trimmed(Field::Url);
        let url_date = url.as_deref().and_then(path_date::in_url);
        Ok(Article {
            record_id: self.take_trimmed(Field::Id).or(location.stem),
            source: self.take_trimmed(Field::Source).or_else(|| context.options.source.clone()),
            url,
            author: self.take_trimmed(Field::Author),
            title: self.take_trimmed(Field::Title).and_then(record_text::title),
            target: self.take_trimmed(Field::Target),
            label: self.take_trimmed(Field::Label),
            first_seen: self.take_trimmed(Field::FirstSeen),
            kept,
            text,
            dates: dates
                .into_iter()
                .map(|surface| DateEvidence { origin: DateOrigin::Record, surface })
                .chain(url_date)
                .chain(context.date.clone())
                .collect(),
            date_order: context.date_order,
            input_zone: context.options.input_zone.clone(),
            bytes: location.bytes,
            locator: location.locator,
            problems,
            ..Article::default()
        })
    }
}

/// The problem that replaced characters are.
pub(super) fn replaced_problem(replaced: usize, locator: &str, bytes: u64) -> Option<Reject> {
    (replaced > 0).then(|| Reject {
        locator: locator.to_owned(),
        stage: "load".into(),
        reason: Reason::BrokenEncoding,
        detail: format!(
            "{replaced} broken UTF-8 sequences were replaced; the article was analysed"
        ),
        bytes,
    })
}

/// The problem that repaired characters are.
pub(super) fn mojibake_problem(places: usize, locator: &str, bytes: u64) -> Reject {
    Reject {
        locator: locator.to_owned(),
        stage: "load".into(),
        reason: Reason::BrokenEncoding,
        detail: format!(
            "{places} characters had been read in the wrong encoding and were repaired; offsets \
             count in the repaired text; the article was analysed"
        ),
        bytes,
    }
}

/// Words by which data frames write "nothing".
fn is_void(value: &str) -> bool {
    matches!(
        value.trim(),
        "null"
            | "None"
            | "none"
            | "NaN"
            | "nan"
            | "NaT"
            | "N/A"
            | "n/a"
            | "NULL"
            | "undefined"
            | "\\N"
    )
}
