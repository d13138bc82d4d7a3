//! Whom persons belong to: the organisation beside their names, that of "its chief executive", else
//! the one that the paragraph or the article is about.

use super::{cast, persons::Attachment, runs::Run};
use crate::{
    lang::in_one_line,
    lexicon::{Class, Layer, ParsedDocument},
    model::{EntityKind, ReferenceRule, Resolution, TokenRange},
};

/// The names of an article, what is beside those of persons, and the entity that each means.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub runs: &'a [Run],
    pub attached: &'a [Attachment],
    pub of_run: &'a [Option<(u32, ReferenceRule)>],
}

/// Names of a sentence or paragraph that are asked for the body of a person: a list of thousands of
/// persons is no paragraph, and asking all of them for each would take the square.
const MOST_NAMED: usize = 256;

/// Gives persons the role and organisation that are beside their names; an executive of nobody
/// belongs to the company that the paragraph, else the article, is about, which is `owner`.
pub(super) fn employ(
    parsed: &ParsedDocument<'_>,
    named: Named<'_>,
    owner: Option<u32>,
    out: &mut Resolution,
) {
    for own in named.attached {
        let Some((person, _)) = named.of_run[own.run as usize] else { continue };
        if out.entities[person as usize].kind != EntityKind::Person {
            continue;
        }
        let org = own.org.and_then(|org| named.of_run[org as usize]).map(|named| named.0);
        let org = org.filter(|org| is_body(out, *org));
        let run = &named.runs[own.run as usize];
        let role = own.role.map(|role| words(parsed, role));
        let of_role = || of_role(parsed, out, run, own.role?, owner);
        let org = org.or_else(|| if own.org.is_none() { of_role() } else { None });
        if let Some(org) = org.filter(|_| out.entities[person as usize].org.is_none()) {
            let called = out.entities[org as usize].called();
            // the brand that stands beside the name, and not the company that has bought it since
            let beside = own.org.map(|n| words(parsed, named.runs[n as usize].name));
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

fn is_body(out: &Resolution, entity: u32) -> bool {
    let kind = out.entities[entity as usize].kind;
    matches!(kind, EntityKind::Company | EntityKind::Organisation)
}

/// Whose a role is that stands beside no organisation.
fn of_role(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    role: TokenRange,
    owner: Option<u32>,
) -> Option<u32> {
    let is_body = |n: &u32| is_body(out, *n);
    if is_of_it(parsed, role) {
        return subject_before(parsed, out, run, is_body).or(owner);
    }
    let words = words(parsed, role);
    match office_of(parsed, role) {
        Office::Company | Office::None if is_shared(&words) => {
            possessor(out, run, &words).or_else(|| before(out, run, FAR, is_body))
        }
        // "President Ana Reis" is of a state
        Office::Company if is_head_of_state(parsed, run, role) => None,
        Office::Company => of_officer(parsed, out, run, owner),
        Office::Bank => before(out, run, FAR, |n| {
            let entity = &out.entities[*n as usize];
            entity.kind == EntityKind::Organisation || entity.name.starts_with("Bank of ")
        }),
        Office::None => foreseer(parsed, out, run, role).filter(is_body),
    }
}

/// Whose officer a person is: of the story's company where their sentence names it or opens a
/// paragraph, else of the one that the paragraph tells of.
fn of_officer(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    owner: Option<u32>,
) -> Option<u32> {
    let first = |kind: EntityKind| {
        first_of_block(parsed, out, run, |n| out.entities[*n as usize].kind == kind)
    };
    let names_owner = owner.is_some_and(|owner| names(parsed, out, run.sentence, owner));
    let is_owners = names_owner || opens_block(parsed, run);
    // they speak of what their own sentence names: another tells whose they are
    let told = || told_before(parsed, out, run, owner);
    let company = owner.filter(|_| is_owners).or_else(told).or(owner);
    let company = company.or_else(|| first(EntityKind::Company));
    company.or_else(|| first(EntityKind::Organisation))
}

/// Whether a sentence names an entity.
fn names(parsed: &ParsedDocument<'_>, out: &Resolution, sentence: u32, entity: u32) -> bool {
    let sentence = parsed.sentences.get(sentence as usize);
    sentence.is_some_and(|s| {
        out.references_in(s.tokens()).iter().take(MOST_NAMED).any(|r| r.entity == entity)
    })
}

/// "Its chief executive", "its owner, Margaret Hollis": whether a role is that of whom "its" means.
fn is_of_it(parsed: &ParsedDocument<'_>, role: TokenRange) -> bool {
    let before = role.token_start.checked_sub(1);
    before.is_some_and(|n| parsed.is_word(n, "its") || parsed.is_word(n, "their"))
}

/// Sentences back to the body that a sentence goes on about.
const SENTENCES: u32 = 2;

/// The first body that fits in the sentence of a run, before it, else in the sentence right before
/// that has one.
fn subject_before(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    fits: impl Fn(&u32) -> bool,
) -> Option<u32> {
    let first = run.sentence.saturating_sub(SENTENCES);
    (first..=run.sentence).rev().find_map(|n| {
        let own = parsed.sentences.get(n as usize)?.tokens();
        let own = own.before(run.name.token_start.min(own.token_end));
        // "They read it on Corvel," its officer said: what is told, and not by whom
        let marks = parsed.tokens().get(own.token_start as usize..own.token_end as usize);
        let is_quoted = n == run.sentence && marks?.iter().any(|t| t.is_punct('"'));
        if is_quoted {
            return None;
        }
        out.references_in(own).iter().take(MOST_NAMED).map(|r| r.entity).find(&fits)
    })
}

/// Sentences of a paragraph back to the company that it tells of.
const FAR_SENTENCES: usize = 12;

/// The company of a story with `owner`, or else the one last told of, in the sentences of its
/// paragraph before that of a run; where the story is of nobody, also in the paragraph before.
fn told_before(
    parsed: &ParsedDocument<'_>,
    out: &Resolution,
    run: &Run,
    owner: Option<u32>,
) -> Option<u32> {
    let block = |n: u32| parsed.sentences.get(n as usize).map(|s| s.block);
    let own = block(run.sentence);
    let first_company = |n: u32| {
        let sentence = parsed.sentences.get(n as usize)?;
        let own = out.references_in(sentence.tokens()).iter().take(MOST_NAMED).map(|r| r.entity);
        own.into_iter().find(|n| out.entities[*n as usize].kind == EntityKind::Company)
    };
    let before = || (0..run.sentence).rev().take(FAR_SENTENCES).take_while(|n| block(*n) == own);
    let last = before().find_map(first_company);
    let is_owners = owner.is_some_and(|owner| before().any(|n| names(parsed, out, n, owner)));
    if is_owners {
        return owner;
    }
    let near = || run.sentence.checked_sub(1).and_then(first_company);
    last.or_else(|| if owner.is_none() { near() } else { None })
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
    out.references_in(range).iter().take(MOST_NAMED).map(|r| r.entity).find(fits)
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
