//! How sure a figure is by the structure of its sentence: the verb over it states a fact, somebody
//! is said to have expected it, a "would" only reports a "will".

use super::{
    clause_subject::{clause_of_figure, governing_clause},
    figure::Figure,
};
use crate::{
    extract::modality::{is_month, weightiest},
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{
        Clause, ClauseRelation, Modality, NounPhrase, Pos, QuantityKind, TokenRange, VerbForm,
    },
};

/// Tokens around a figure in which conditions and verbs of saying act on it.
const REACH: u32 = 60;

/// Whether the verb over a figure is finite, without a modal, and nothing between its subject and
/// the figure looks ahead: "holds 5%", though somebody "said banks could fall" after it.
pub(super) fn is_fact(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let Some(clause) = governing_clause(figure) else { return false };
    let verb = clause.verb;
    if verb.form != VerbForm::Finite || verb.is_modal {
        return false;
    }
    let subject = subject_start(view, clause);
    let first = subject.unwrap_or(verb.tokens.token_start);
    if goes_on_with_modal(view, first, subject.is_some()) {
        return false;
    }
    let first = view.back(first, 2).unwrap_or(view.start());
    let before = TokenRange::new(first, figure.start());
    let after = view.hits_in(Layer::Modality, figure.clause_after());
    weightiest(view, view.hits_in(Layer::Modality, before)) == Modality::Actual
        && !after.iter().any(|hit| is_if(view, hit) || is_of_future(view, hit))
}

/// "Would close shops and trim jobs", "will raise budgets": whether what begins at `first`, a
/// subject or a verb, hangs on a verb with a modal before it.
pub(super) fn goes_on_with_modal(view: &SentenceView<'_>, first: u32, is_subject: bool) -> bool {
    let near = view.clauses_in(view.before(first, REACH));
    let Some(above) = near.last() else { return false };
    let is_ahead = above.verb.is_modal || above.verb.form == VerbForm::Infinitive;
    let is_near = if is_subject {
        above.verb.tokens.token_end == first
    } else {
        view.prev(first).is_some_and(|n| view.pos(n) == Pos::Coordinator || view.is_punct(n, ','))
    };
    // "would buy back shares, and raised its dividend": no base form hangs on a modal
    is_ahead && is_near && (is_subject || !is_inflected(view.word(first)))
}

/// Whether a verb has an ending of tense or person, so that no modal governs it.
fn is_inflected(verb: &str) -> bool {
    verb.len() > 4 && (verb.ends_with("ed") || verb.ends_with('s') && !verb.ends_with("ss"))
}

/// "Next year": a time to come, after a verb in the present.
fn is_of_future(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let is_verbal = |n: u32| view.pos(n).is_verb() || view.pos(n) == Pos::Auxiliary;
    view.entry(hit).class == Class::Forecast
        && !hit.tokens().iter().any(is_verbal)
        && view.pos(hit.token_end - 1) == Pos::Noun
        && !view.hits_in(Layer::Period, hit.tokens()).is_empty()
}

/// The first token of the subject of a clause where no other verb is between.
fn subject_start(view: &SentenceView<'_>, clause: &Clause) -> Option<u32> {
    let subject = clause.coordinated.first().or(clause.subject.as_ref())?.tokens.token_start;
    let verb = clause.verb.tokens.token_start;
    let between = TokenRange::new(subject, verb.max(subject));
    // "the average of estimates compiled by Falk was $5"
    let is_of_noun = |c: &Clause| {
        c.verb.form == VerbForm::PastParticiple || c.relation == ClauseRelation::Relative
    };
    (subject < verb && view.clauses_in(between).iter().all(is_of_noun)).then_some(subject)
}

/// "The $4.9 million that analysts had pencilled in", "the average of estimates was $5": what
/// somebody expects by the clause around the figure.
pub(super) fn is_expected(figure: &Figure<'_>) -> bool {
    expecting_after(figure).is_some()
        || governing_clause(figure).is_some_and(|clause| is_of_expectation(figure.view, clause))
}

/// "A poll forecast that output expanded 7%": what somebody forecasts is not known, whatever its
/// tense.
pub(super) fn is_forecast_that(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let Some(verb) = governing_clause(figure).map(|c| c.verb.tokens.token_start) else {
        return false;
    };
    let foresees = |hit: &&Hit| {
        view.entry(hit).class == Class::Forecast && view.is_word(hit.token_end, "that")
    };
    let hits = view.hits_in(Layer::Modality, view.before(verb, REACH));
    hits.iter().rfind(foresees).is_some_and(|hit| {
        let between = view.clauses_in(TokenRange::new(hit.token_end, verb));
        between.iter().all(|c| c.verb.form != VerbForm::Finite)
    })
}

/// "60% of the firms expect prices to rise", "with 40% expecting a fall": how many expect something
/// is known.
pub(super) fn tells_who_expects(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    clause_of_figure(figure).is_some_and(|c| {
        let hits = view.hits_in(Layer::Modality, c.verb.tokens);
        let expects = hits.iter().any(|hit| view.entry(hit).class == Class::Forecast);
        expects && !c.verb.is_modal && !c.verb.is_passive
    })
}

/// "The average target among brokers is $33": whether the verb over a figure tells of an aim.
pub(super) fn is_aim(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let subject = governing_clause(figure).filter(|c| !c.verb.is_passive).and_then(|c| c.subject);
    let is_target = |head: u32| {
        view.has_at(Layer::Modality, head, |e| e.class == Class::Target) && view.pos(head).is_noun()
    };
    figure.quantity.kind == QuantityKind::Currency
        && subject.is_some_and(|s| is_target(s.head))
        && governing_clause(figure).is_some_and(|c| c.verb.tokens.token_end == figure.start())
}

/// Whose expectation a figure is by the clause right after it: "the 98 cents analysts had expected".
pub(super) fn expecting_after(figure: &Figure<'_>) -> Option<NounPhrase> {
    let view = figure.view;
    let is_relative = view.is_of(figure.end(), Class::RelativePronoun);
    let first = if is_relative { view.next(figure.end())? } else { figure.end() };
    let phrase = *view.noun_phrase_at(first).filter(|p| p.tokens.token_start == first)?;
    let near = view.clauses_in(view.after(first, REACH));
    let clause = near.iter().find(|c| {
        c.verb.form == VerbForm::Finite
            && c.coordinated.first().or(c.subject.as_ref()) == Some(&phrase)
    })?;
    let looks_ahead = |hit: &Hit| view.entry(hit).class == Class::Forecast;
    let is_close = clause.verb.tokens.token_start < phrase.tokens.token_end + 8;
    let hits = view.hits_in(Layer::Modality, clause.verb.tokens);
    (is_close && !clause.verb.is_modal && hits.iter().any(looks_ahead)).then_some(phrase)
}

/// Whether the subject of a clause is a noun for what is expected: estimates, consensus, guidance.
fn is_of_expectation(view: &SentenceView<'_>, clause: &Clause) -> bool {
    let Some(first) = subject_start(view, clause) else { return false };
    // "inflation expectations eased to 3%" is a fact about what is expected
    let is_move = |n: u32| {
        view.has_at(Layer::Claim, n, |e| matches!(e.class, Class::MoveUp | Class::MoveDown))
    };
    if is_move(clause.verb.head) {
        return false;
    }
    let words = TokenRange::new(first, clause.verb.tokens.token_start);
    let words = words.iter().find(|n| view.is_punct(*n, ',')).map_or(words, |n| words.before(n));
    view.hits_in(Layer::Modality, words).iter().any(|hit| {
        view.entry(hit).class == Class::Forecast && view.pos(hit.token_end - 1) == Pos::Noun
    })
}

/// "Inflation, now 3.8%, should ease": whether commas set a figure off from the verbs around it.
pub(super) fn is_inserted(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let before = view.before(figure.start(), 3);
    let Some(comma) = before.iter().rev().find(|n| view.is_punct(*n, ',')) else { return false };
    let own = TokenRange::new(comma, figure.start());
    let ends_apposition = |n: u32| view.pos(n) == Pos::Coordinator || view.pos(n).is_verb();
    view.is_punct(figure.end(), ',')
        && !own.iter().any(ends_apposition)
        && view.hits_in(Layer::Modality, own).is_empty()
        && view.noun_phrase_at(comma + 1).is_none_or(|p| p.tokens.token_end > figure.start())
}

/// "Falk to cut 5% of staff": a headline that tells of what comes.
pub(super) fn is_headline_to_come(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let near = view.clauses_in(view.before(figure.start(), REACH));
    let Some((clause, before)) = near.split_last() else { return false };
    let verb = clause.verb.tokens.token_start;
    let is_finite = |c: &Clause| c.verb.form == VerbForm::Finite;
    let subject = view.prev(verb).and_then(|n| view.noun_phrase_at(n));
    clause.verb.form == VerbForm::Infinitive
        && !before.iter().any(is_finite)
        && subject.is_some_and(|s| s.tokens.token_start <= view.start() + 1)
        && figure.start() < clause.verb.tokens.token_end + 14
}

/// What "would" and "should" make of a figure that nothing else makes conditional: a "would" that
/// somebody said reports a "will"; what "should" happen is expected.
pub(super) fn softened(figure: &Figure<'_>, cues: [&[Hit]; 2]) -> Modality {
    let view = figure.view;
    let conditional =
        |hit: &&Hit| view.entry(hit).class == Class::Conditional && !is_month(view, hit);
    let mut all = cues.iter().flat_map(|hits| hits.iter()).filter(conditional);
    let is_soft = |hit: &Hit| {
        let at = hit.token_start;
        view.is_word(at, "should") && at > view.start() && !view.prev_is(at, ",")
            || view.is_word(at, "would") && is_reported(figure, at)
    };
    if all.all(is_soft) { Modality::Forecast } else { Modality::Conditional }
}

/// Whether the "would" at `at` tells of what somebody said, with no condition near: the subject of
/// a mere idea is "a": "a strike would".
fn is_reported(figure: &Figure<'_>, at: u32) -> bool {
    let view = figure.view;
    let near = view.around(figure.start(), REACH);
    let has_condition = view.hits_in(Layer::Modality, near).iter().any(|hit| {
        view.entry(hit).class == Class::Conditional
            && !is_month(view, hit)
            && view.pos(hit.token_start) != Pos::Auxiliary
    });
    let is_idea = view.prev(at).and_then(|n| view.noun_phrase_at(n)).is_some_and(|p| {
        let first = p.tokens.token_start;
        view.is_word(first, "a") || view.is_word(first, "an") || view.is_word(first, "any")
    });
    let says = |hit: &&Hit| {
        view.entry(hit).class == Class::SayVerb
            && view.pos(hit.token_start).is_verb()
            && view.word(hit.token_start).ends_with('d')
    };
    !has_condition && !is_idea && view.hits_in(Layer::Speech, near).iter().any(|h| says(&h))
}

/// "$5 million in milestones": what depends on something by its noun, which acts on the figure right
/// before it alone.
pub(super) fn is_contingent(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.entry(hit).class == Class::Conditional && view.pos(hit.token_end - 1) == Pos::Noun
}

fn is_if(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.entry(hit).class == Class::Conditional && view.pos(hit.token_start) == Pos::Subordinator
}
