//! For whom somebody without a name speaks: "a spokesperson", "an exchange spokeswoman".

use crate::{
    lexicon::{Class, ParsedDocument, SentenceView},
    model::{Entity, EntityKind, TokenRange},
};

/// Tokens back to the body that "a company spokesman" speaks for.
const BACK: u32 = 80;

/// The organisation that the `words` for somebody who speaks for others leave open: that which the
/// noun before the office means, else the first in this sentence and the one before, else whom the
/// article is about.
pub(super) fn employer(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    words: TokenRange,
) -> Option<String> {
    let office = words.iter().find(|n| view.is_of(*n, Class::Office))?;
    // "a spokesman for the miners"
    if words.after(office).len() > 1 {
        return None;
    }
    let noun = view.prev(office).filter(|n| words.contains(*n) && !view.is_of(*n, Class::Article));
    let bodies = || {
        let range = TokenRange::new(words.token_start.saturating_sub(BACK), words.token_start);
        let references = parsed.resolution.references_in(range).iter().rev();
        references.filter_map(|r| Some((r, parsed.resolution.entity(r)?))).filter(|(r, e)| {
            !r.is_in_passing && matches!(e.kind, EntityKind::Company | EntityKind::Organisation)
        })
    };
    let name = |entity: &Entity| entity.called().to_owned();
    let Some(noun) = noun else {
        let first = parsed.sentences.partition_point(|s| s.token_start < view.start());
        let before = first.checked_sub(1).and_then(|n| parsed.sentences.get(n));
        let before = before.filter(|s| s.block == view.sentence().block);
        let start = before.map_or(view.start(), |s| s.token_start);
        let near = bodies().take_while(|(r, _)| r.tokens.token_start >= start);
        let owner = || parsed.resolution.owner();
        return near.last().map(|(_, e)| e).or_else(owner).map(name);
    };
    if view.is_of(noun, Class::CompanyNoun) {
        let companies = || bodies().filter(|(_, e)| e.kind == EntityKind::Company);
        let own = companies().take_while(|(r, _)| r.tokens.token_start >= view.start()).last();
        return own.or_else(|| companies().next()).map(|(_, e)| name(e));
    }
    let word = view.word(noun);
    let is_called = |e: &Entity| {
        let mut parts = e.called().split(' ').chain(e.name.split(' '));
        parts.any(|part| part.eq_ignore_ascii_case(word))
    };
    let is_common = !view.is_capital(noun);
    bodies().find(|(_, e)| is_common && is_called(e)).map(|(_, e)| name(e))
}
