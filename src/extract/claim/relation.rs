//! What two figures of which one is set against the other are to each other: before and after, one and
//! its peer, told and revised, told and expected.

use super::period::TIMES;
use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::{Claim, ClaimKind, Modality, Relation, TokenRange, VerbForm},
};

/// Tokens between the word that sets and its figure: "down from its earlier view of about 22%".
pub(super) const REACH: u32 = 8;

/// By what a figure is set against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// from
    From,
    /// compared with, against, versus, than; double the
    With,
    /// "0.1% after a 0.3% gain"
    After,
    /// above, below: of thresholds too
    Beside,
    /// beat, topping
    Beat,
    /// "(May: 50.7)"
    Label,
    /// "when analysts had expected"
    Awaited,
    /// "or 70 cents a share": as the figure before it
    Joined,
}

/// The tokens of a claim's number.
pub(super) fn tokens(view: &SentenceView<'_>, claim: &Claim) -> TokenRange {
    view.tokens_of(claim.span)
}

/// What the relation of two figures is; `None` where they are not set against each other.
pub(super) fn relation(
    view: &SentenceView<'_>,
    (now, then): (&Claim, &Claim),
    setting: Setting,
) -> Option<Relation> {
    // "would peak at 2.2 times in May before falling below 1.5 times in June"
    let is_later = then.period_start.zip(now.period_end).is_some_and(|(then, now)| then > now);
    if is_later && matches!(setting, Setting::Beside | Setting::Beat) {
        return None;
    }
    let is_expected = |c: &Claim| matches!(c.modality, Modality::Forecast | Modality::Target);
    if is_expected(then) && !is_expected(now) {
        return Some(Relation::Expected);
    }
    let is_peer = || is_of_peer(view, now, then);
    if setting != Setting::Joined && is_peak(view, now, then) {
        return Some(Relation::Peak);
    }
    match setting {
        Setting::From | Setting::Label | Setting::Joined => {
            let is_guidance = is_expected(now) && (is_expected(then) || is_of_forecast(view, now));
            let is_revised = is_guidance || is_revised(view, now, then);
            Some(if is_revised { Relation::RevisedFrom } else { Relation::Prior })
        }
        Setting::With if is_peer() => Some(Relation::Peer),
        Setting::With if is_revised(view, now, then) => Some(Relation::RevisedFrom),
        Setting::With => Some(Relation::Prior),
        Setting::After => {
            let are_changes = now.kind == ClaimKind::Change && then.kind == ClaimKind::Change;
            // "at 48 after standing at 52"
            let told = view.clauses_in(view.before(tokens(view, then).token_start, REACH));
            let is_told = told.last().is_some_and(|c| c.verb.form == VerbForm::PresentParticiple);
            (are_changes || is_told).then_some(Relation::Prior)
        }
        // nobody says that it was expected
        Setting::Awaited => None,
        // "above 50" is a threshold
        Setting::Beside | Setting::Beat => {
            let has_own = then.period.is_some() && then.period != now.period;
            (has_own || is_said_before(view, now, then)).then_some(Relation::Prior)
        }
    }
}

/// "Below its record high of 520", "from a peak of 9.1%".
fn is_peak(view: &SentenceView<'_>, now: &Claim, then: &Claim) -> bool {
    let number = tokens(view, then).token_start;
    let between = TokenRange::new(tokens(view, now).token_end, number).last(REACH);
    between.iter().any(|n| {
        view.is_of(n, Class::Extreme) && (n + 1 == number || view.is_any(n + 1, &["of", "at"]))
    })
}

/// "Beat last year's 3.3 billion", "above its earlier goal of 6%".
fn is_said_before(view: &SentenceView<'_>, now: &Claim, then: &Claim) -> bool {
    let between = TokenRange::new(tokens(view, now).token_end, tokens(view, then).token_start);
    names_earlier(view, between.last(REACH))
}

/// Whether words point to what was before: earlier, previous, last year's.
pub(super) fn names_earlier(view: &SentenceView<'_>, words: TokenRange) -> bool {
    words.iter().any(|n| {
        view.is_of(n, Class::Ago)
            || view.has_at(Layer::Period, n, |e| e.class == Class::PeriodOrder)
    })
}

/// "Raised its 2026 revenue forecast to $5 million": the forecast itself moves.
fn is_of_forecast(view: &SentenceView<'_>, now: &Claim) -> bool {
    let before = view.before(tokens(view, now).token_start, REACH);
    let hits = view.hits_in(Layer::Modality, before);
    hits.iter().any(|hit| {
        let entry = view.entry(hit);
        let is_noun = view.pos(hit.token_start).is_noun();
        matches!(entry.class, Class::Forecast | Class::Target) && is_noun
    })
}

/// "Revised to 0.4% from an initially reported 0.2%".
fn is_revised(view: &SentenceView<'_>, now: &Claim, then: &Claim) -> bool {
    // "to 8.5% in December from a revised 8.7% in November": of another time
    let is_of_other_time = then.period_start.is_some() && then.period_start != now.period_start;
    if is_of_other_time && now.period_start.is_some() {
        return false;
    }
    let (now, then) = (tokens(view, now), tokens(view, then));
    let around = TokenRange::new(now.token_start.saturating_sub(8), then.token_end + 3);
    let around = around.intersect(view.range());
    // "the 2.2 percent it had estimated last month"
    let had_estimated =
        |n: u32| view.is_word(n, "had") && view.is_any(n + 1, &["estimated", "reported"]);
    let following = view.after(then.token_end, 4);
    around.iter().any(|n| view.is_of(n, Class::Revising)) || following.iter().any(had_estimated)
}

/// "Compared with an industry average of 11%", "against 0.2% for Germany", "6.9 months on placebo".
fn is_of_peer(view: &SentenceView<'_>, now: &Claim, then: &Claim) -> bool {
    let number = tokens(view, then);
    let between = TokenRange::new(tokens(view, now).token_end, number.token_start);
    if between.last(REACH).iter().any(|n| view.is_of(n, Class::Peer)) {
        return true;
    }
    // "against a 9% gain for the index"
    let differ = now.subject_id.is_some() || then.subject_id.is_some();
    if differ
        && now.subject.is_some()
        && then.subject.is_some()
        && now.subject_id != then.subject_id
    {
        return true;
    }
    let at = number.token_end;
    let place = if view.is_any(at, &["for", "in"]) || view.is_any(at, &["on", "among"]) {
        at + 1
    } else {
        return false;
    };
    let place = place + u32::from(view.is_any(place, &["the", "a"]));
    let is_time = view.is_number(place)
        || view.may_begin_any(place, TIMES)
        || then.period.is_some_and(|p| view.tokens_of(p).contains(place));
    let is_measure = view.has_at(Layer::Claim, place, |e| e.class == Class::Measure);
    !is_time && !is_measure
}
