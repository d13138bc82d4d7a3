//! Who is who: the entities of the article, and what names them or refers to them.
//!
//! Runs of words in capitals and the names of the lexicon are gathered sentence by sentence
//! (`runs`), with what their own words and their neighbours say that they are (`evidence`) and what
//! persons are and belong to (`persons`); the next sentence may say it too (`followed`). Then those that are written the same are decided together
//! and short forms bound to full names (`cast`). What refers to an entity without naming it comes
//! last (`refer`). All of it is bounded: no rule looks further than its own constants say.

mod cast;
mod evidence;
mod extent;
mod followed;
mod frames;
mod headlines;
mod known_names;
mod persons;
mod record_target;
mod refer;
mod runs;
#[cfg(test)]
mod tests;
mod themes;

use crate::{
    lang::in_one_line,
    lexicon::{Class, Layer, ParsedDocument, SentenceView},
    model::{
        BlockKind, EntityKind, Reference, ReferenceRule, Resolution, Salience, Sentence, TokenRange,
    },
};

use self::{persons::Attachment, runs::Run};

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
    employ(parsed, &all, &attached, &cast.of_run, &mut out);
    refer::mark_passing(views, &cast.roles, &mut out);
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

/// Gives persons the role and organisation that are beside their names; an executive of nobody
/// belongs to the company that the paragraph, else the article, is about.
fn employ(
    parsed: &ParsedDocument<'_>,
    runs: &[Run],
    attached: &[Attachment],
    of_run: &[Option<(u32, ReferenceRule)>],
    out: &mut Resolution,
) {
    let owner = owner(out);
    for own in attached {
        let Some((person, _)) = of_run[own.run as usize] else { continue };
        if out.entities[person as usize].kind != EntityKind::Person {
            continue;
        }
        let is_body = |org: &u32| {
            matches!(
                out.entities[*org as usize].kind,
                EntityKind::Company | EntityKind::Organisation
            )
        };
        let org = own.org.and_then(|org| of_run[org as usize]).map(|named| named.0).filter(is_body);
        let role = own.role.map(|role| words(parsed, role));
        let run = &runs[own.run as usize];
        let org = org.or_else(|| {
            let (role, words) = own.role.zip(role.as_deref()).filter(|_| own.org.is_none())?;
            match office_of(parsed, role) {
                Office::Company | Office::None if is_shared(words) => {
                    possessor(out, run, words).or_else(|| before(out, run, FAR, is_body))
                }
                // "President Ana Reis" is of a state
                Office::Company if is_head_of_state(parsed, run, role) => None,
                Office::Company => {
                    let first = |kind: EntityKind| {
                        let is = |n: &u32| out.entities[*n as usize].kind == kind;
                        first_of_block(parsed, out, run, is)
                    };
                    let names_owner = owner.is_some_and(|owner| {
                        let sentence = parsed.sentences.get(run.sentence as usize);
                        sentence.is_some_and(|s| {
                            out.references_in(s.tokens()).iter().any(|r| r.entity == owner)
                        })
                    });
                    let is_owners = names_owner || opens_block(parsed, run);
                    let alone = || is_owners.then_some(owner).flatten();
                    let company = alone().or_else(|| first(EntityKind::Company)).or(owner);
                    company.or_else(|| first(EntityKind::Organisation))
                }
                Office::Bank => before(out, run, FAR, |n| {
                    out.entities[*n as usize].kind == EntityKind::Organisation
                }),
                Office::None => foreseer(parsed, out, run, role).filter(is_body),
            }
        });
        if let Some(org) = org.filter(|_| out.entities[person as usize].org.is_none()) {
            let called = out.entities[org as usize].called();
            // the brand that stands beside the name, and not the company that has bought it since
            let beside = own.org.map(|n| words(parsed, runs[n as usize].name));
            let is_other = |own: &String| own != called && !cast::is_fuller(called, own);
            let name = beside.filter(is_other).unwrap_or_else(|| called.to_owned());
            out.entities[person as usize].org = Some(name);
            out.entities[person as usize].org_entity = Some(org);
        }
        if out.entities[person as usize].role.is_none() {
            out.entities[person as usize].role = role;
        }
    }
}

/// What a role without an organisation beside it tells of it.
enum Office {
    /// At the head of a company, or who speaks for it.
    Company,
    /// Of a central bank.
    Bank,
    /// Nothing.
    None,
}

/// Tokens back to the central bank of a governor, and to the body that "the group's president" is
/// of.
const FAR: u32 = 120;

/// "Corvel Bank expects two cuts, economist Kira Patel wrote": who expects, sees or says something
/// in the sentence before somebody is named.
fn foreseer(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    role: TokenRange,
) -> Option<u32> {
    let sentence = parsed.sentences.get(run.sentence as usize)?;
    let first = out.references_in(sentence.tokens()).first()?;
    let view = parsed.view(sentence);
    let verb = first.tokens.token_end;
    let is_said = view.has_at(Layer::Speech, verb, |e| e.class == Class::SayVerb);
    let is_own = first.tokens.token_start == sentence.token_start && verb < run.name.token_start;
    let is_after_comma = view.prev(role.token_start).is_some_and(|n| view.is_punct(n, ','));
    (is_said && is_own && is_after_comma).then_some(first.entity)
}

/// "President Ana Reis": the title alone, right before the name.
fn is_head_of_state(parsed: &ParsedDocument<'_>, run: &Run, role: TokenRange) -> bool {
    role.len() == 1
        && role.token_end == run.name.token_start
        && parsed.is_word(role.token_start, "president")
}

/// Whether a role says whose it is by a noun: "the group's president".
fn is_shared(role: &str) -> bool {
    role.contains("'s ") || role.contains("’s ")
}

/// The last entity that fits, within `reach` tokens before a run.
fn before(out: &Resolution, run: &Run, reach: u32, fits: impl Fn(&u32) -> bool) -> Option<u32> {
    let start = run.name.token_start;
    let range = TokenRange::new(start.saturating_sub(reach), start);
    out.references_in(range).iter().rev().map(|r| r.entity).find(fits)
}

/// The body before a run whose name holds the noun in "the league's chief counsel".
fn possessor(out: &Resolution, run: &Run, role: &str) -> Option<u32> {
    let noun = role.split(['\'', '’']).next()?.rsplit(' ').next()?;
    before(out, run, FAR, |n| {
        let entity = &out.entities[*n as usize];
        matches!(entity.kind, EntityKind::Company | EntityKind::Organisation)
            && entity.called().split(' ').any(|word| word.eq_ignore_ascii_case(noun))
    })
}

/// Whether the sentence of a run is the first of its paragraph: the companies in it are those that
/// somebody speaks of.
fn opens_block(parsed: &ParsedDocument<'_>, run: &Run) -> bool {
    let block = |n: u32| parsed.sentences.get(n as usize).map(|s| s.block);
    run.sentence.checked_sub(1).is_some_and(|before| block(before) != block(run.sentence))
}

/// The first entity that fits in the paragraph of a run, before it.
fn first_of_block(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    fits: impl Fn(&u32) -> bool,
) -> Option<u32> {
    let sentences = parsed.sentences.get(..=run.sentence as usize)?;
    let block = sentences.last()?.block;
    let first = sentences.partition_point(|s| s.block < block);
    let first = sentences[first].token_start;
    let range = TokenRange::new(first, run.name.token_start);
    out.references_in(range).iter().map(|r| r.entity).find(fits)
}

/// The number of the company that the article is about.
fn owner(out: &Resolution) -> Option<u32> {
    let owner = out.owner()?;
    (0..).zip(&out.entities).find(|(_, e)| std::ptr::eq(*e, owner)).map(|(n, _)| n)
}

/// What a role says of whose it is.
fn office_of(parsed: &ParsedDocument<'_>, role: TokenRange) -> Office {
    let has = |class: Class| role.iter().any(|n| parsed.is_of(n, class));
    if has(Class::Judge) {
        Office::None
    } else if role.iter().any(|n| parsed.is_word(n, "governor")) {
        Office::Bank
    } else if has(Class::Office) {
        Office::Company
    } else {
        Office::None
    }
}

/// The words of tokens in one line.
fn words(parsed: &ParsedDocument<'_>, tokens: TokenRange) -> String {
    let text = parsed.span(tokens.token_start, tokens.token_end).of(parsed.text());
    in_one_line(text)
}
