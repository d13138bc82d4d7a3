//! Sentences that are about a company though no word of theirs names it: figures in a release, what
//! its executives say, and what goes on about the bullet's name.

use crate::{
    lexicon::{Class, ClassSet, Layer, ParsedDocument, SentenceView},
    model::{
        BlockKind, Entity, EntityKind, Reference, ReferenceRule, Resolution, Salience, TokenRange,
    },
};

/// Adds what headings, bullets, releases and quotations hand down.
pub(super) fn hand_down(
    parsed: &ParsedDocument<'_>,
    views: &[SentenceView<'_>],
    owner: Option<u32>,
    out: &mut Resolution,
) {
    let is_alone = owner.is_some_and(|owner| is_alone(&out.entities, owner));
    let judges = judges(views, out);
    let mut found: Vec<Reference> = Vec::new();
    let mut last_speaker: Option<(u32, u32)> = None;
    let mut in_block: Option<(u32, u32)> = None;
    for (index, view) in (0..).zip(views) {
        let sentence = view.sentence();
        let own = out.references_in(view.range());
        let kind_of = |r: &Reference| out.entities[r.entity as usize].kind;
        let speaker = own.iter().find(|r| kind_of(r) == EntityKind::Person);
        // an economist's "we" is all of us
        let speaks = |r: &&Reference| !judges[r.entity as usize];
        let employer =
            speaker.filter(speaks).and_then(|r| out.entities[r.entity as usize].org_entity);
        if speaker.is_some() {
            last_speaker = employer.map(|org| (index, org));
        }
        let company = own.iter().find(|r| kind_of(r) == EntityKind::Company && !r.is_in_passing);
        if let Some(company) = company {
            if sentence.kind == BlockKind::Bullet && company.tokens.token_start == view.start() {
                in_block = Some((sentence.block, company.entity));
            }
            continue;
        }
        let is_quoted = sentence.is_quoted || view.tokens().iter().any(|t| t.is_punct('"'));
        let says_we = || view.range().iter().any(|n| view.is_of(n, Class::OwnVoice));
        let of_speaker = employer.or_else(|| {
            let near = |(n, _): &(u32, u32)| n + 2 >= index && same_block(parsed, *n, index);
            let next = || speaker_after(&judges, out, views, index);
            last_speaker.filter(near).map(|(_, org)| org).or_else(next)
        });
        let of_speaker = of_speaker
            .filter(|org| out.entities[*org as usize].kind == EntityKind::Company)
            .filter(|org| owner == Some(*org) || is_quoted && says_we())
            .filter(|_| employer.is_some() || is_quoted);
        let of_bullet = in_block.filter(|(block, _)| *block == sentence.block).map(|b| b.1);
        let has_thing = own.iter().any(|r| {
            matches!(kind_of(r), EntityKind::Index | EntityKind::Country | EntityKind::Organisation)
        });
        let of_owner =
            owner.filter(|_| is_alone && !has_thing && !is_quoted && tells_results(view));
        if let Some(entity) = of_speaker.or(of_bullet).or(of_owner) {
            let at = TokenRange::new(view.start(), view.start());
            let place = (sentence.span, at);
            found.push(Reference::new(place, index, entity, ReferenceRule::Frame));
        }
    }
    if !found.is_empty() {
        out.references.extend(found);
        out.references.sort_by_key(|r| (r.tokens.token_start, r.tokens.token_end));
    }
}

fn same_block(parsed: &ParsedDocument<'_>, a: u32, b: u32) -> bool {
    let block = |n: u32| parsed.sentences.get(n as usize).map(|s| s.block);
    block(a) == block(b)
}

/// The employer of the person named in the sentence after, in the same paragraph.
fn speaker_after(
    judges: &[bool],
    out: &Resolution,
    views: &[SentenceView<'_>],
    index: u32,
) -> Option<u32> {
    let view = views.get(index as usize + 1)?;
    if view.sentence().block != views[index as usize].sentence().block {
        return None;
    }
    let own = out.references_in(view.range());
    let mut speakers = own.iter().filter(|r| !judges[r.entity as usize]);
    speakers.find_map(|r| out.entities[r.entity as usize].org_entity)
}

/// Tokens of an apposition in which what somebody is stands: "Ana Reis, a senior economist".
const APPOSITION: u32 = 5;

/// Of each entity whether somewhere it is told to judge others for a living: "economist Ana Reis".
fn judges(views: &[SentenceView<'_>], out: &Resolution) -> Vec<bool> {
    let mut judges = vec![false; out.entities.len()];
    for own in &out.references {
        let Some(view) = views.get(own.sentence as usize) else { continue };
        let (start, end) = (own.tokens.token_start, own.tokens.token_end);
        let is_judge = |n: u32| view.is_of(n, Class::Judge);
        let is_comma = |n: &u32| view.is_punct(*n, ',');
        let mut apposed = view.after(end, APPOSITION + 1).iter().skip(1);
        judges[own.entity as usize] |= view.prev(start).is_some_and(is_judge)
            || is_comma(&end) && apposed.by_ref().take_while(|n| !is_comma(n)).any(is_judge);
    }
    judges
}

/// Whether no other company comes near the owner of a story.
fn is_alone(entities: &[Entity], owner: u32) -> bool {
    let own = entities[owner as usize].surfaces.len();
    let others = (0..).zip(entities).filter(|(n, e)| *n != owner && e.kind == EntityKind::Company);
    let most = others
        .filter(|(_, e)| e.salience != Salience::Mention)
        .map(|(_, e)| e.surfaces.len())
        .max();
    most.is_none_or(|most| most * 3 <= own)
}

/// Whether a sentence has a figure of a company: revenue, margin, earnings.
fn tells_results(view: &SentenceView<'_>) -> bool {
    view.may_hold(ClassSet::of_layer(Layer::Number))
        && view.tokens().iter().any(crate::lang::Token::is_number)
        && view
            .range()
            .iter()
            .any(|n| view.is_of(n, Class::ResultNoun) || view.is_of(n, Class::Deficit))
}
