//! Who is who: the entities of the article, and what names them or refers to them.
//!
//! Runs of words in capitals and the names of the lexicon are gathered sentence by sentence
//! (`runs`), with what their own words and their neighbours say that they are (`evidence`) and what
//! persons are and belong to (`persons`); the next sentence may say it too (`followed`). Then those that are written the same are decided together
//! and short forms bound to full names (`cast`). What refers to an entity without naming it comes
//! last (`refer`). All of it is bounded: no rule looks further than its own constants say.

mod cast;
mod deeds;
mod employers;
mod evidence;
mod extent;
mod followed;
mod frames;
mod headlines;
mod known_names;
mod leads;
mod lists;
mod passing;
mod persons;
mod record_target;
mod refer;
mod runs;
#[cfg(test)]
mod tests;
mod themes;
mod tickers;
mod vote;

use self::{employers::Named, passing::Standing};
use crate::{
    lexicon::{ParsedDocument, SentenceView},
    model::{BlockKind, Reference, Resolution, Salience, Sentence},
};

/// The entities of an article whose sentences are `views`, and every place that means one of them.
/// `target` is the company that its record says it is about, by its name, id or ticker.
#[must_use]
pub fn resolve(
    parsed: &ParsedDocument<'_>,
    views: &[SentenceView<'_>],
    target: Option<&str>,
) -> Resolution {
    let (mut all, mut attached) = (Vec::new(), Vec::new());
    for (index, view) in (0..).zip(views) {
        let first = all.len();
        runs::push_runs(view, index, &mut all);
        lists::vote_members(view, &mut all[first..]);
        persons::attach(view, first, &mut all, &mut attached);
    }
    followed::vote(views, &mut all);
    let cast = cast::cast(parsed, &all);
    let mut out = Resolution::new(cast.entities);
    for (run, named) in all.iter().zip(&cast.of_run) {
        if let Some((entity, rule)) = named {
            let place = (cast::surface(parsed, run), run.name);
            out.references.push(Reference::new(place, run.sentence, *entity, *rule));
        }
    }
    headlines::find_names(views, &mut out);
    weigh(parsed.sentences, &mut out);
    let subject = owner(&out);
    let named = Named { runs: &all, attached: &attached, of_run: &cast.of_run };
    employers::employ(parsed, named, subject, &mut out);
    let standing = Standing::of(parsed, &attached, &cast.of_run, &cast.roles, &out);
    passing::mark_passing(views, &standing, &mut out);
    let target = record_target::bind(parsed, target, &mut out);
    let owner = target.or_else(|| owner(&out));
    refer::refer(parsed, views, owner, &mut out);
    frames::hand_down(parsed, views, owner, &mut out);
    if let Some(target) = target {
        record_target::cover(views, target, &mut out);
    }
    themes::propagate(views, &mut out);
    out.sort_ids();
    out
}

/// How often an entity is named, and where.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    names: u32,
    is_early: bool,
    is_in_headline: bool,
    is_in_lead: bool,
}

/// Says how much of the article is about each entity.
fn weigh(sentences: &[Sentence], out: &mut Resolution) {
    let mut counts = vec![Count::default(); out.entities.len()];
    for reference in &out.references {
        let count = &mut counts[reference.entity as usize];
        count.names += 1;
        let sentence = &sentences[reference.sentence as usize];
        let is_headline = sentence.kind == BlockKind::Headline;
        count.is_early |= is_headline || reference.sentence < 2;
        count.is_in_headline |= is_headline;
        count.is_in_lead |= reference.sentence == 1;
    }
    let most = counts.iter().map(|c| c.names).max().unwrap_or(0);
    for (entity, counted) in out.entities.iter_mut().zip(counts) {
        let (count, is_early) = (counted.names, counted.is_early);
        // a short story names it there, and then "the company"
        let is_titled = counted.is_in_headline && counted.is_in_lead;
        entity.salience = if is_early && (count >= 3 || is_titled) && count * 3 >= most {
            Salience::Main
        } else if count >= 2 || is_early {
            Salience::Secondary
        } else {
            Salience::Mention
        };
    }
}

/// The number of the company that the article is about.
fn owner(out: &Resolution) -> Option<u32> {
    let owner = out.owner()?;
    (0..).zip(&out.entities).find(|(_, e)| std::ptr::eq(*e, owner)).map(|(n, _)| n)
}
