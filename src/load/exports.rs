//! Text exports of news databases: Nexis, Factiva and `ProQuest` write many documents into one file,
//! each with its title, day and publisher in lines of its own.

mod factiva;
mod nexis;
mod proquest;

use std::ops::ControlFlow;

use super::{
    Context, Sink, charset,
    decode::{Input, Line},
    fields::{Fields, RecordLocation},
};
use crate::{lang::in_one_line, model::Reason};

/// The database that an export is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Database {
    /// Lexis, Nexis, Nexis Uni.
    Nexis,
    /// Dow Jones Factiva.
    Factiva,
    ProQuest,
}

impl Database {
    /// The database whose export begins like this.
    pub(super) fn of(head: &str) -> Option<Self> {
        [Self::Nexis, Self::Factiva, Self::ProQuest].into_iter().find(|database| match database {
            Self::Nexis => nexis::is_export(head),
            Self::Factiva => factiva::is_export(head),
            Self::ProQuest => proquest::is_export(head),
        })
    }

    /// Whether the next document begins with this line, and whether the line belongs to it.
    fn boundary(self, line: &str) -> Option<Boundary> {
        match self {
            Self::Nexis => nexis::boundary(line),
            Self::Factiva => factiva::boundary(line),
            Self::ProQuest => proquest::boundary(line),
        }
    }

    /// The fields of a document; `None` where the lines are none, as a cover page is.
    fn fields(self, text: &str) -> Option<Fields<'static>> {
        match self {
            Self::Nexis => nexis::fields(text),
            Self::Factiva => factiva::fields(text),
            Self::ProQuest => proquest::fields(text),
        }
    }
}

/// Where one document ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Boundary {
    /// Before the line.
    Before,
    /// After it.
    After,
}

/// Reads every document. Locators end in its number, from 1.
pub(super) fn read(
    input: &mut Input<'_>,
    database: Database,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes;
    let mut documents =
        Documents { database, context, text: Vec::new(), number: 0, bytes: 0, cut: 0 };
    let mut line = Vec::new();
    loop {
        match input.read_line(&mut line, limit) {
            Ok(Line::End) => break,
            Ok(Line::Full) => {
                let boundary = database.boundary(String::from_utf8_lossy(&line).trim());
                if boundary == Some(Boundary::Before) {
                    documents.finish(sink)?;
                }
                documents.push(&line, limit);
                if boundary == Some(Boundary::After) {
                    documents.finish(sink)?;
                }
            }
            Ok(Line::TooLong { bytes }) => documents.cut += bytes,
            Err(error) => {
                documents.finish(sink)?;
                return sink.reject(context.reject_io(&error));
            }
        }
    }
    documents.finish(sink)?;
    if documents.number == 0 {
        sink.reject(context.reject_file(Reason::Empty, "no document in the export"))
    } else {
        ControlFlow::Continue(())
    }
}

/// The document that is being read, and how many came before.
struct Documents<'c> {
    database: Database,
    context: &'c Context<'c>,
    text: Vec<u8>,
    number: u64,
    bytes: u64,
    /// Bytes that there was no room for.
    cut: u64,
}

impl Documents<'_> {
    fn push(&mut self, line: &[u8], limit: usize) {
        self.bytes += line.len() as u64;
        if self.text.len() + line.len() > limit {
            self.cut += line.len() as u64;
        } else {
            self.text.extend_from_slice(line);
        }
    }

    /// Passes on what was read, where it is a document.
    fn finish(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let (bytes, cut) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.cut));
        let (text, replaced) = charset::into_text(std::mem::take(&mut self.text), None);
        let context = self.context;
        let locator = format!("{}#{}", context.locator, self.number + 1);
        if cut > 0 {
            self.number += 1;
            let detail = format!(
                "document {} has {} bytes; the limit is {}",
                self.number,
                bytes.max(cut),
                context.options.max_record_bytes
            );
            return sink.reject(context.reject(locator, Reason::TooLarge, detail, bytes));
        }
        let Some(mut fields) = self.database.fields(&text.replace('\r', "")) else {
            return ControlFlow::Continue(());
        };
        self.number += 1;
        fields.replaced = replaced;
        sink.record(fields.into_record(RecordLocation { locator, bytes, stem: None }, context))
    }
}

/// Lines of a value that goes on below its label, as one.
fn one_line(words: &str) -> String {
    in_one_line(words)
}

/// The day in words such as "March 5, 2024 Tuesday 10:15 AM GMT", without the day of the week.
fn day_of(words: &str) -> String {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_weekday = |word: &&str| {
        DAYS.contains(&word.trim_end_matches([',', '.']).to_ascii_lowercase().as_str())
    };
    let kept: Vec<&str> = words.split_whitespace().filter(|w| !is_weekday(w)).collect();
    kept.join(" ").trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests;
