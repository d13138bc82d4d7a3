//! Names in headlines whose capitals tell nothing: those that the story has.

use rustc_hash::FxHashMap;

use crate::{
    lexicon::SentenceView,
    model::{BlockKind, EntityKind, Reference, ReferenceRule, Resolution, TokenRange},
};

use super::runs::is_caseless;

/// Headlines and headings of an article that are looked at.
const HEADLINES: usize = 40;
/// Names of one first word that are compared.
const SAME: usize = 16;

/// Adds the names of entities that are in headlines in Title Case.
pub(super) fn find_names(views: &[SentenceView<'_>], out: &mut Resolution) {
    let is_title = |view: &&SentenceView<'_>| {
        matches!(view.sentence().kind, BlockKind::Headline | BlockKind::Heading)
            && is_caseless(view)
    };
    let Some(text) = views.first().map(|view| view.document().text.as_str()) else { return };
    let mut names: FxHashMap<&str, Vec<(&str, u32)>> = FxHashMap::default();
    let mut found: Vec<Reference> = Vec::new();
    for (index, view) in (0..).zip(views).filter(|(_, view)| is_title(view)).take(HEADLINES) {
        if names.is_empty() {
            gather(text, out, &mut names);
        }
        let mut at = view.start();
        while at < view.end() {
            let is_known =
                out.references_in(TokenRange::single(at)).first().map(|r| r.tokens.token_end);
            if let Some(end) = is_known {
                at = end.max(at + 1);
                continue;
            }
            let matched = view.is_capital(at).then(|| name_at(view, at, &names)).flatten();
            let Some((end, entity)) = matched else {
                at += 1;
                continue;
            };
            let tokens = TokenRange::new(at, end);
            let place = (view.span(tokens), tokens);
            found.push(Reference::new(place, index, entity, ReferenceRule::ShortForm));
            at = end;
        }
    }
    for reference in &found {
        out.entities[reference.entity as usize].surfaces.push(reference.span);
    }
    if !found.is_empty() {
        for entity in &mut out.entities {
            entity.surfaces.sort_unstable();
        }
        out.references.extend(found);
        out.references.sort_by_key(|r| (r.tokens.token_start, r.tokens.token_end));
    }
}

/// The different names of companies, bodies and persons by their first words.
fn gather<'t>(
    text: &'t str,
    out: &Resolution,
    names: &mut FxHashMap<&'t str, Vec<(&'t str, u32)>>,
) {
    for (number, entity) in (0..).zip(&out.entities) {
        let is_named = matches!(
            entity.kind,
            EntityKind::Company | EntityKind::Organisation | EntityKind::Person
        );
        for span in entity.surfaces.iter().take(if is_named { 32 } else { 0 }) {
            let name = span.of(text);
            let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(name);
            let same = names.entry(first).or_default();
            // "Brindle wins": of Brindle Foundry, unless two begin so
            let short = (entity.kind == EntityKind::Company && !entity.is_known).then_some(first);
            for name in [Some(name), short].into_iter().flatten() {
                if same.len() < SAME && !same.contains(&(name, number)) {
                    same.push((name, number));
                }
            }
        }
    }
}

/// The longest of the names that is at `at`.
fn name_at(
    view: &SentenceView<'_>,
    at: u32,
    names: &FxHashMap<&str, Vec<(&str, u32)>>,
) -> Option<(u32, u32)> {
    let rest = view.text_of(view.range().after(at));
    let fits = |name: &str| {
        rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    let own = names.get(view.word(at))?;
    let (name, entity) = own.iter().filter(|(name, _)| fits(name)).max_by_key(|(n, _)| n.len())?;
    if own.iter().any(|(other, of)| other == name && of != entity) {
        return None;
    }
    let byte = view.token(at)?.byte_start + name.len() as u32;
    Some((view.token_at(byte), *entity))
}
