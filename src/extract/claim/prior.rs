//! What a figure is set against: "fell to 4.1% from 4.4%", "compared with $1.2 billion a year
//! earlier", "(May: 50.7)", "beat the $3.70 that analysts expected".

use rust_decimal::Decimal;

use super::{
    gap,
    moves::is_move,
    relation::{REACH, Setting, names_earlier, relation, tokens},
};
use crate::{
    lexicon::{Class, Layer, Role, SentenceView},
    model::{Claim, ClaimKind, Modality, Pos, Relation, TokenRange, VerbForm},
};

/// Tokens between two figures of which one is set against the other.
const MAX_GAP: u32 = 45;
/// Claims from the start of a move to its end: "from $45 million, or 12 cents a share, to $60 million".
const FROM_TO: usize = 2;
/// Two values of one thing seldom differ by more than this factor.
const FACTOR: Decimal = Decimal::TEN;

/// Sets for each figure of a sentence the value that it is set against. `claims` are those of the
/// sentence, by place.
pub(super) fn link(view: &SentenceView<'_>, claims: &mut [Claim]) {
    if claims.len() < 2 {
        return;
    }
    let mut last: Option<(usize, Setting)> = None;
    let mut bases: Vec<usize> = Vec::new();
    for at in 0..claims.len() {
        let Some(setting) = setting(view, claims, at) else { continue };
        let setting = match (setting, last) {
            (Setting::Joined, Some((before, setting))) if before + 1 == at => setting,
            (Setting::Joined, _) => continue,
            (setting, _) => setting,
        };
        last = Some((at, setting));
        if let Some(now) = partner(view, claims, (at, &bases), setting) {
            set(view, claims, (now, at), setting);
            bases.push(at);
        }
    }
}

/// The change from one figure to another as a part of the first; none of ranges and of changes.
fn change(now: &Claim, then: &Claim) -> Option<Decimal> {
    let is_point = now.value_hi.is_none() && then.value_hi.is_none();
    let is_level = now.kind != ClaimKind::Change;
    let change = now.value.checked_sub(then.value)?.checked_div(then.value.abs())?;
    (is_point && is_level).then(|| change.round_dp(6))
}

/// How the words before the claim number `at` set it against another.
fn setting(view: &SentenceView<'_>, claims: &[Claim], at: usize) -> Option<Setting> {
    let start = tokens(view, &claims[at]).token_start;
    let floor = at.checked_sub(1).map_or(view.start(), |n| tokens(view, &claims[n]).token_end);
    let before = TokenRange::new(floor.max(start.saturating_sub(REACH)), start);
    if before.last_token().is_some_and(|n| view.is_word(n, "or")) && before.len() <= 2 {
        return Some(Setting::Joined);
    }
    for n in before.iter().rev() {
        if view.is_punct(n, ':') && is_label(view, before.before(n)) {
            return Some(Setting::Label);
        }
        // "fell to 2%, having stood at 3%"
        if view.is_word(n, "from") || view.is_word(n, "having") {
            return Some(Setting::From);
        }
        if view.is_of(n, Class::Comparing) {
            let is_bound =
                view.is_word(n, "than") && view.prev_is_any(n, &["more", "less"]) && n + 1 == start;
            return (!is_bound).then_some(Setting::With);
        }
        if view.is_word(n, "after") {
            // "rose 5% after orders rose 12%" tells of two things
            let told = view.clauses_in(TokenRange::new(n, start));
            let is_clause = told.iter().any(|c| c.verb.form == VerbForm::Finite);
            return (!is_clause).then_some(Setting::After);
        }
        let is_short = view.is_word(n, "of") && view.prev_is_any(n, &["short"]);
        if view.is_any(n, &["above", "below"]) || is_short {
            return Some(Setting::Beside);
        }
        let does = |role| view.has_at(Layer::Modality, n, |e| e.features.role == Some(role));
        if does(Role::ComparisonVerb) {
            return Some(Setting::Beat);
        }
        if claims[at].modality == Modality::Forecast && does(Role::ComparisonStandard) {
            return Some(Setting::Awaited);
        }
        if view.is_punct(n, '(') && names_earlier(view, before.after(n)) {
            return Some(Setting::Label);
        }
        if matches!(view.token(n).and_then(crate::lang::Token::punct), Some(',' | ';' | '('))
            || view.is_any(n, &["and", "but"])
        {
            return None;
        }
    }
    None
}

/// Whether a label in brackets ends with `before`: "(May".
fn is_label(view: &SentenceView<'_>, before: TokenRange) -> bool {
    before.last(4).iter().any(|n| view.is_punct(n, '('))
}

/// The claim that the claim number `at` is set against; `bases` are those that others are set against.
fn partner(
    view: &SentenceView<'_>,
    claims: &[Claim],
    (at, bases): (usize, &[usize]),
    setting: Setting,
) -> Option<usize> {
    let then = tokens(view, &claims[at]);
    // "from 3% to 4%"
    let reached = |next: &Claim| {
        let to = tokens(view, next).token_start;
        view.prev_is(to, "to")
            && goes_on(view, TokenRange::new(then.token_end, to))
            && is_of_unit(next, &claims[at])
    };
    let next = claims[at + 1..].iter().take(FROM_TO).position(reached);
    if let Some(next) = next.filter(|_| setting == Setting::From) {
        return Some(at + 1 + next);
    }
    // "to 46.2 from 47.5, below an estimate of 46.5" bounds the first
    let is_bound = matches!(setting, Setting::Beside | Setting::Beat);
    let is_free = |c: &Claim| c.relation.is_none() && c.rule != "origin" && !is_attribute(view, c);
    let found = (0..at).rev().find(|n| {
        let (now, base) = (&claims[*n], &claims[at]);
        is_free(now)
            && !(is_bound && bases.contains(n))
            && is_of_unit(now, base)
            && gap(tokens(view, now).token_end, then.token_start) <= MAX_GAP
    })?;
    // no figure of this unit may be between that is set against another itself
    Some(found)
}

/// Whether the words from a figure behind "from" to one behind "to" are of one move: "3% in May to 2%".
fn goes_on(view: &SentenceView<'_>, between: TokenRange) -> bool {
    let is_mark = |n: u32| view.is_punct(n, ';') || view.pos(n) == Pos::Subordinator;
    between.len() <= REACH
        && !between.iter().any(is_mark)
        && !view.clauses_in(between).iter().any(|c| c.verb.form == VerbForm::Finite)
}

/// "On a 60-point scale": whether a figure only says what a thing is like.
fn is_attribute(view: &SentenceView<'_>, claim: &Claim) -> bool {
    let own = tokens(view, claim);
    own.iter().any(|n| view.is_punct(n, '-')) && view.pos(own.token_end).is_noun()
}

/// Whether two figures can be values of one thing.
fn is_of_unit(now: &Claim, base: &Claim) -> bool {
    // "the 35.2 billion analysts had forecast" counts no analysts
    let counts = |c: &Claim| c.of.as_deref().is_some_and(|of| !of.starts_with("analyst"));
    let is_bare = |c: &Claim| c.unit == "count" && !counts(c) && c.kind != ClaimKind::Duration;
    let (low, high) =
        (now.value.abs().min(base.value.abs()), now.value.abs().max(base.value.abs()));
    let is_near = low.checked_mul(FACTOR).is_some_and(|limit| limit >= high);
    // "to 61 euros from 78", "14 weeks, down from 11", "to 3.4 billion from 2.9 billion yuan"
    let is_amount = |c: &Claim| c.unit != "percent" && c.unit != "count" && is_near;
    now.unit == base.unit
        || is_bare(base) && (now.unit == "index_point" || is_amount(now))
        || is_bare(now) && is_amount(base)
}

/// Sets `claims[now]` against `claims[then]`.
fn set(
    view: &SentenceView<'_>,
    claims: &mut [Claim],
    (now, then): (usize, usize),
    setting: Setting,
) {
    let Some(relation) = relation(view, (&claims[now], &claims[then]), setting) else { return };
    let base = claims[then].clone();
    // "to 3.4 billion from 2.9 billion yuan": the unit is told once
    if claims[now].unit == "count" && base.unit != "count" {
        claims[now].unit.clone_from(&base.unit);
        claims[now].kind =
            if claims[now].kind == ClaimKind::Count { base.kind } else { claims[now].kind };
    }
    let now_claim = &claims[now];
    let unit = now_claim.unit.clone();
    let subject = (now_claim.subject.clone(), now_claim.subject_id.clone());
    // "an increase from $350 million": a value that something had moves nothing
    let is_value = base.kind == ClaimKind::Change
        && matches!(now_claim.kind, ClaimKind::Level | ClaimKind::Share | ClaimKind::Target);
    // "fell to 8.1%, against 9.4%", but "against a 2% gain"
    let is_share = now_claim.kind == ClaimKind::Share
        && view
            .prev(tokens(view, &base).token_start)
            .is_some_and(|n| view.is_of(n, Class::Comparing))
        && !moves_after(view, &base);
    if base.unit != unit || is_value && (base.unit != "percent" || is_share) {
        let is_aimed = now_claim.kind == ClaimKind::Target && relation == Relation::Prior;
        claims[then].kind = if is_aimed { ClaimKind::Level } else { claims[now].kind };
        claims[then].unit.clone_from(&unit);
        claims[then].direction = None;
    }
    let is_same = matches!(relation, Relation::Prior | Relation::RevisedFrom | Relation::Peak);
    // "at 46.1 (May: 47.2)": a time is no subject
    let tells_time =
        |name: &str| base.period.is_some_and(|p| view.text_of(view.tokens_of(p)).contains(name));
    let has_none = base.subject.as_deref().is_none_or(tells_time);
    if base.unit != unit || is_same && has_none {
        (claims[then].subject, claims[then].subject_id) = subject;
    }
    if relation == Relation::Peer && claims[then].period.is_none() {
        tell_with(claims, (now, then));
    }
    let claim = &mut claims[now];
    claim.relation = Some(relation);
    claim.compared_value = Some(base.value);
    if !is_same {
        return;
    }
    claim.prior_value = Some(base.value);
    claim.prior_period = base.period.filter(|period| Some(*period) != claim.period);
    claim.change_derived = change(claim, &base);
}

/// Whether a word of moving is right after a figure: "a 2% gain".
fn moves_after(view: &SentenceView<'_>, claim: &Claim) -> bool {
    view.after(tokens(view, claim).token_end, 3).iter().any(|n| is_move(view, n))
}

/// "Growing 22% this year, against 13% for the others": what a peer does it does at the same time, and
/// as surely.
fn tell_with(claims: &mut [Claim], (now, then): (usize, usize)) {
    let now = &claims[now];
    let (modality, as_of) = (now.modality, now.as_of);
    let (period, start, end) = (now.period, now.period_start, now.period_end);
    let peer = &mut claims[then];
    peer.modality = modality;
    (peer.period, peer.period_start, peer.period_end, peer.as_of) = (period, start, end, as_of);
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::{
        Pipeline,
        model::{Article, Relation},
    };

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

    /// The relation and the prior value of the first claim.
    fn of(text: &str) -> (Option<Relation>, Option<String>) {
        let article = Article::from_text("t", format!("A headline about mills\n\n{text}"));
        let analysis = PIPELINE.analyze(&article.with_date("2026-07-02"));
        let claim = &analysis.claims[0];
        (claim.relation, claim.prior_value.map(|v| v.normalize().to_string()))
    }

    #[test]
    fn figures_are_set_against_one_another() {
        use Relation::{Expected, Peak, Peer, Prior, RevisedFrom};
        let cases = [
            ("The levy fell to 4.1% from 4.4%.", Some(Prior), "4.4"),
            ("The index stood at 450, below its record high of 520.", Some(Peak), "520"),
            ("Rents rose 3% in May, from a peak of 9.1% in June 2022.", Some(Peak), "9.1"),
            ("The index stood at 450, below the level of 520.", None, ""),
            (
                "The rate fell to 8.5% in December, from a revised 8.7% in November.",
                Some(Prior),
                "8.7",
            ),
            (
                "Output grew 1.7%, a faster rate than the 1.5% that was initially reported.",
                Some(RevisedFrom),
                "1.5",
            ),
            ("Rents rose 3.1%, down from 3.8%.", Some(Prior), "3.8"),
            (
                "Sales were $5 million, compared with $4 million a year earlier.",
                Some(Prior),
                "4000000",
            ),
            ("The mill employs 640, against 610 in 2024.", Some(Prior), "610"),
            ("Sales of $5 million beat last year's $4 million.", Some(Prior), "4000000"),
            ("Growth was revised to 0.5% from 0.3%.", Some(RevisedFrom), "0.3"),
            (
                "Profit was $5 million, above the $4 million that analysts had forecast.",
                Some(Expected),
                "",
            ),
            ("Its margin is 9%, against an industry average of 6%.", Some(Peer), ""),
            ("Rye rose 0.8% against 0.2% for wheat.", Some(Peer), ""),
            ("The index read 51.2, above 50.", None, ""),
            ("The mill cut its levy from 3% in May to 2% in June.", None, ""),
            ("The index read 51.2 (previous 50.4).", Some(Prior), "50.4"),
            ("Debt peaks at 2.2 times in 2027 before falling below 1.5 times in 2028.", None, ""),
            ("Sales were $5 million, when brokers had looked for $6 million.", Some(Expected), ""),
            ("Growth is put at 2%, having stood at 3%.", Some(Prior), "3"),
            ("The index came in at 46.1 after standing at 50.3.", Some(Prior), "50.3"),
        ];
        for (text, relation, prior) in cases {
            let prior = (!prior.is_empty()).then(|| prior.to_owned());
            assert_eq!(of(text), (relation, prior), "{text}");
        }
    }
}
