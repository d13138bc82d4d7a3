//! Whose figure it is: the company that the subject names, else the one that the clause tells of.

use crate::{
    lexicon::{InstrumentKind, SentenceView},
    model::{Claim, Entity, EntityKind, Reference, TokenRange},
};

/// Tokens before a figure in which its company is named.
const REACH: u32 = 60;

/// Whether a claim is told of what nobody owns: an index, a commodity, a currency.
fn is_of_market(view: &SentenceView<'_>, claim: &Claim) -> bool {
    let subject = claim.subject_id.as_deref().and_then(|id| view.lexicon().instrument(id));
    subject.is_some_and(|own| own.kind != InstrumentKind::Company)
}

/// Gives a claim, whose number is `number`, the id of its owner, and that of its subject where that
/// is an entity of the article.
pub(super) fn own(view: &SentenceView<'_>, number: TokenRange, claim: &mut Claim) {
    let known = view.resolution();
    if known.references.is_empty() || is_of_market(view, claim) {
        return;
    }
    let entity = |r: &&Reference| known.entity(r);
    let is_company = |e: &Entity| e.kind == EntityKind::Company;
    let before = view.references_in(view.before(number.token_start, REACH));
    if claim.subject_id.is_none()
        && let Some(subject) = &claim.subject
    {
        let named = before.iter().filter(|r| r.rule.is_name() && !r.is_in_passing);
        let own = named.filter_map(|r| entity(&r)).find(|e| {
            let called = [e.called(), &e.name];
            called.contains(&subject.as_str()) || e.is_called(&view.document().text, subject)
        });
        claim.subject_id = own.filter(|e| e.is_known).map(|e| e.id.clone());
    }
    let nearest = before
        .iter()
        .rev()
        .filter(|r| !r.is_in_passing)
        .filter_map(|r| entity(&r))
        .find(|e| is_company(e));
    let own = nearest.or_else(|| {
        let all = view.references().iter().take(64).filter(|r| !r.is_in_passing);
        all.filter_map(|r| entity(&r)).find(|e| is_company(e))
    });
    claim.owner_id = own.map(|e| e.id.clone());
}
