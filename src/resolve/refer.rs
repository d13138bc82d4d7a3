//! What refers to a company without naming it: "the company", "the Swiss drugmaker", "its shares",
//! "it", "we" in a release. Looks back over a few sentences, nearest first; unsure is nothing.

use super::leads;
use crate::{
    lexicon::{Class, ClassSet, Layer, ParsedDocument, SentenceView, WordSet, any_of, words},
    model::{BlockKind, EntityKind, Reference, ReferenceRule, Resolution, TokenRange},
};

/// Sentences back in which the company is found that words refer to.
const SENTENCES: u32 = 3;
/// Sentences, and tokens, back to the two companies that "both companies" means.
const FIRMS: u32 = 2;
const FIRMS_REACH: u32 = 120;
/// Tokens between an article and the noun that refers: "the Indianapolis-based drugmaker".
const BETWEEN: u32 = 5;
/// Words of a sentence that may refer, beyond which nothing is looked for.
const ANAPHORS: u32 = 40;

/// What was named last.
struct Memory {
    /// The first company of each of the last sentences that has one, with its number.
    companies: Vec<(u32, u32)>,
    /// The company that the article is about.
    owner: Option<u32>,
    /// Whether it speaks of itself as "we".
    speaks_itself: bool,
}

/// Adds the references of an article whose sentences are `views`; those of names are there.
pub(super) fn refer(
    parsed: &ParsedDocument<'_>,
    views: &[SentenceView<'_>],
    owner: Option<u32>,
    out: &mut Resolution,
) {
    let is_company = |e: &crate::model::Entity| e.kind == EntityKind::Company;
    if !out.entities.iter().any(is_company) {
        return;
    }
    let mut found: Vec<Reference> = Vec::new();
    let mut memory = Memory { companies: Vec::new(), owner, speaks_itself: false };
    memory.speaks_itself = owner.is_some() && says_we(views);
    for (index, view) in (0..).zip(views) {
        let own = out.references_in(view.range());
        let first = found.len();
        push_references(parsed, view, index, (own, out), &memory, &mut found);
        let named = own
            .iter()
            .chain(&found[first..])
            .filter(|r| !r.is_in_passing && is_company(&out.entities[r.entity as usize]))
            .min_by_key(|r| r.tokens.token_start);
        if let Some(named) = named {
            memory.companies.push((index, named.entity));
        }
    }
    out.references.extend(found);
    out.references.sort_by_key(|r| (r.tokens.token_start, r.tokens.token_end));
}

/// "we", "our" outside of quotations: a company speaks of itself.
fn says_we(views: &[SentenceView<'_>]) -> bool {
    const WE: &WordSet = words!["we", "our"];
    let is_own = |view: &&SentenceView<'_>| {
        !view.sentence().is_quoted
            && !view.tokens().iter().any(|t| t.is_punct('"'))
            && view.range().iter().any(|n| view.is_any(n, WE))
    };
    views.iter().filter(is_own).take(2).count() == 2
}

fn push_references(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    index: u32,
    (own, known): (&[Reference], &Resolution),
    memory: &Memory,
    found: &mut Vec<Reference>,
) {
    if !may_refer(view) {
        return;
    }
    let first = found.len();
    let (mut names, mut left) = (own, ANAPHORS);
    for at in view.range() {
        while let [name, rest @ ..] = names
            && name.tokens.token_end <= at
        {
            names = rest;
        }
        if names.first().is_some_and(|name| name.tokens.contains(at)) {
            continue;
        }
        if let Some(tokens) = leads::firms_at(view, at) {
            let all = firms_before(known, view, (index, at), memory);
            let place = (view.span(tokens), tokens);
            let rule = ReferenceRule::RoleNoun;
            let each = all.into_iter().map(|entity| Reference::new(place, index, entity, rule));
            found.extend(each);
            continue;
        }
        let noun = noun_at(view, at);
        let (tokens, rule) = if let Some(tokens) = noun {
            (tokens, ReferenceRule::RoleNoun)
        } else if view.is_of(at, Class::Paper) && is_of_one(view, at) {
            (TokenRange::single(at), ReferenceRule::Paper)
        } else if view.is_any(at, IT) || view.is_of(at, Class::OwnVoice) {
            (TokenRange::single(at), ReferenceRule::Pronoun)
        } else {
            continue;
        };
        left -= 1;
        if left == 0 {
            return;
        }
        let antecedent = if view.is_of(at, Class::OwnVoice) {
            ours(view, own, known, memory).map(|entity| (entity, 0))
        } else {
            antecedent(parsed, view, (index, at), (own, known), memory, rule)
        };
        let Some((entity, distance)) = antecedent else { continue };
        let is_new = !found[first..].iter().any(|r| r.entity == entity && r.rule == rule);
        if is_new {
            let place = (view.span(tokens), tokens);
            let mut reference = Reference::new(place, index, entity, rule);
            reference.distance = distance;
            found.push(reference);
        }
    }
}

/// "The companies", "both groups": the two companies that the sentence before token `at`, and those
/// right before it, tell of; none where there are more or fewer.
fn firms_before(
    known: &Resolution,
    view: &SentenceView<'_>,
    (index, at): (u32, u32),
    memory: &Memory,
) -> Vec<u32> {
    let first = memory.companies.iter().find(|(n, _)| n + FIRMS >= index).map(|(n, _)| *n);
    let near = TokenRange::new(view.start().saturating_sub(FIRMS_REACH), at);
    let near = known.references_in(near).iter().filter(|r| {
        let from = first.unwrap_or(index);
        let is_company = known.entities[r.entity as usize].kind == EntityKind::Company;
        is_company && !r.is_in_passing && (from..=index).contains(&r.sentence)
    });
    let mut all: Vec<u32> = near.map(|r| r.entity).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() == 2 { all } else { Vec::new() }
}

/// Pronouns of companies.
const IT: &WordSet = words!["it", "its"];

/// Whether a sentence has words that refer to companies: most have none.
fn may_refer(view: &SentenceView<'_>) -> bool {
    view.may_hold(ClassSet::of(&[Class::RoleNoun]))
        || view.holds_any_of(any_of![CompanyNoun | Paper | OwnVoice | Firms])
        || view.range().iter().any(|at| view.is_any(at, IT))
}

/// The noun with article at `at` that refers to a company named before: "the company".
pub(super) fn noun_at(view: &SentenceView<'_>, at: u32) -> Option<TokenRange> {
    let is_noun = view.is_of(at, Class::CompanyNoun);
    let role = || {
        let hits = view.hits_in(Layer::Name, TokenRange::single(at)).iter();
        hits.filter(|h| view.entry(h).class == Class::RoleNoun).map(|h| h.token_end).max()
    };
    let end = if view.may_begin(at, Class::RoleNoun) { role() } else { None };
    let end = end.or_else(|| is_noun.then_some(at + 1))?;
    // "chipmaker Nvidia", "company officials", "the bank's"
    if view.is_capital(end) && !view.sentence().is_quoted {
        return None;
    }
    // "Revenue rises; company raises view"
    let is_bare = view.sentence().kind == BlockKind::Headline
        && view.prev(at).is_none_or(|n| view.token(n).is_some_and(|t| t.punct().is_some()));
    if is_bare {
        return Some(TokenRange::new(at, end));
    }
    let before = view.before(at, BETWEEN);
    let article = before.iter().rev().find(|n| view.is_any(*n, words!["the", "this"]))?;
    let between = TokenRange::new(article + 1, at);
    let is_plain = |n: u32| {
        view.is_capital(n)
            || view.is_punct(n, '-')
            || view.word(n).ends_with("based")
            || view.word(n).ends_with("-based")
    };
    between
        .iter()
        .all(|n| is_plain(n) || view.may_begin(n, Class::RoleNoun))
        .then_some(TokenRange::new(article, end))
}

/// Whether shares are those of one company: "its shares", "the stock", "Shares rose".
fn is_of_one(view: &SentenceView<'_>, at: u32) -> bool {
    let is_of_others = view.is_word(at + 1, "of")
        || view.is_of(at + 1, Class::MarketNoun)
        || view.is_word(at, "stocks")
        || view.is_word(at, "equities");
    let before = view.prev(at);
    let opens = before.is_none() && view.is_word(at, "shares");
    !is_of_others && (opens || before.is_some_and(|n| view.is_any(n, words!["the", "its"])))
}

/// Whom "we" means: the company of who speaks in the sentence, else that of a release.
fn ours(
    view: &SentenceView<'_>,
    own: &[Reference],
    known: &Resolution,
    memory: &Memory,
) -> Option<u32> {
    let is_quoted = view.sentence().is_quoted || view.tokens().iter().any(|t| t.is_punct('"'));
    let speaker = own.iter().find_map(|r| {
        let person = known.entities.get(r.entity as usize)?;
        person.org_entity.filter(|_| person.kind == EntityKind::Person)
    });
    let of_company =
        |n: &u32| known.entities.get(*n as usize).is_some_and(|e| e.kind == EntityKind::Company);
    match speaker {
        Some(org) => Some(org).filter(of_company).filter(|org| memory.owner == Some(*org)),
        None if is_quoted => None,
        None => memory.owner.filter(|_| memory.speaks_itself),
    }
}

/// The company that words at `at` refer to, and how many sentences back it is named.
fn antecedent(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    (index, at): (u32, u32),
    (own, known): (&[Reference], &Resolution),
    memory: &Memory,
    rule: ReferenceRule,
) -> Option<(u32, u32)> {
    let entity = |r: &Reference| &known.entities[r.entity as usize];
    let before = own.iter().filter(|r| r.tokens.token_end <= at);
    // in its sentence: the company named first, where nothing else is
    let mut things = before.clone().filter(|r| {
        !r.is_in_passing && !matches!(entity(r).kind, EntityKind::Person | EntityKind::Country)
    });
    if let Some(first) = things.next() {
        return (entity(first).kind == EntityKind::Company).then_some((first.entity, 0));
    }
    let person = before.clone().find(|r| entity(r).kind == EntityKind::Person);
    if let Some(org) = person.and_then(|p| entity(p).org_entity)
        && known.entities[org as usize].kind == EntityKind::Company
        && rule == ReferenceRule::RoleNoun
    {
        return Some((org, 0));
    }
    let last = memory.companies.last().filter(|(n, _)| n + SENTENCES >= index);
    let same_block =
        |n: u32| parsed.sentences.get(n as usize).map(|s| s.block) == Some(view.sentence().block);
    if rule == ReferenceRule::Pronoun {
        // "it" goes on about the sentence right before
        let near = last.filter(|(n, _)| n + 1 == index && same_block(*n));
        let opens = at < view.start() + 8;
        let sentence = near.and_then(|(n, _)| parsed.sentences.get(*n as usize))?;
        let others = known.references_in(sentence.tokens());
        let first = others.iter().find(|r| {
            !r.is_in_passing && !matches!(entity(r).kind, EntityKind::Person | EntityKind::Country)
        });
        let is_first = first.is_none_or(|r| Some(r.entity) == near.map(|n| n.1));
        return near.filter(|_| opens && is_first).map(|(n, e)| (*e, index - n));
    }
    let owner = memory.owner.map(|owner| (owner, index));
    let near = last.map(|(n, e)| (*e, index - n));
    let is_caption = matches!(view.sentence().kind, BlockKind::Headline | BlockKind::Bullet);
    match (near, owner) {
        // another company than that of the story is meant right after it was named
        (Some(near), owner)
            if same_block(index - near.1)
                && (near.1 <= 1 || owner.is_none_or(|owner| owner.0 == near.0)) =>
        {
            Some(near)
        }
        (_, Some(owner)) => Some(owner),
        (near, None) => near.filter(|_| !is_caption),
    }
}
