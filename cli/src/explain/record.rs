//! The record that somebody wants explained.

use std::ops::ControlFlow;

use newsvane::{
    Pipeline,
    load::{Options, expand, read},
    model::{Article, ArticleId},
    nearest,
};

use crate::Failure;

/// Ids that an error shows.
const SHOWN: usize = 5;

/// What was met on the way.
#[derive(Default)]
struct ReadOutcome {
    records: usize,
    ids: Vec<String>,
    problem: Option<String>,
}

/// The record of `input` that is asked for: by its id, its number from 1 on, where it is, or its
/// `article_id` in tables.
pub(super) fn find(
    pipeline: &Pipeline,
    input: &str,
    record: Option<&str>,
    options: &Options,
) -> Result<Article, Failure> {
    let article_id: Option<ArticleId> = record.and_then(|record| record.parse().ok());
    let mut met = ReadOutcome::default();
    let mut found = None;
    for source in expand(&[input.to_owned()])?.sources {
        read(&source, options, &mut |item| {
            met.records += 1;
            match item {
                Ok(article) => {
                    let is_it = record.is_none_or(|record| {
                        article.record_id.as_deref() == Some(record)
                            || article.locator == record
                            || record.parse() == Ok(met.records)
                            || article_id
                                .is_some_and(|id| pipeline.analyze(&article).article_id == id)
                    });
                    if is_it {
                        found = Some(article);
                    } else {
                        met.ids.extend(article.record_id);
                    }
                }
                Err(reject) if met.problem.is_none() => {
                    met.problem = Some(format!(
                        "{}: {}: {}",
                        reject.locator,
                        reject.reason.as_str(),
                        reject.detail
                    ));
                }
                Err(_) => {}
            }
            if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if found.is_some() {
            break;
        }
    }
    found.ok_or_else(|| not_found(input, record, met))
}

fn not_found(input: &str, record: Option<&str>, met: ReadOutcome) -> Failure {
    let Some(record) = record else {
        return Failure::io(met.problem.unwrap_or_else(|| {
            format!("{input}: holds no article; expected text, HTML, JSON, CSV, ...")
        }));
    };
    let known = || met.ids.iter().map(String::as_str);
    let near =
        nearest(record, known()).map_or_else(String::new, |id| format!("; did you mean {id}?"));
    let ids: Vec<&str> = known().take(SHOWN).collect();
    let more = if met.ids.len() > ids.len() { ", ..." } else { "" };
    let ids = if ids.is_empty() {
        String::new()
    } else {
        format!(", or an id such as {}{more}", ids.join(", "))
    };
    let all =
        if met.records == 1 { "one record".to_owned() } else { format!("{} records", met.records) };
    Failure::usage(format!(
        "{input}: no record {record} among its {all}{near}; expected a number from 1 to {}{ids}",
        met.records
    ))
}
