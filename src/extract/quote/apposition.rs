//! What is in commas beside a name: the role after it, the name after a role.

use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::{ClauseRelation, EntityKind, Pos, TokenRange, VerbForm},
};

/// Tokens back from a verb to the comma before a role.
const REACH: u32 = 16;
/// Tokens between a name and its verb that what is in commas may fill.
const INSERTION: u32 = 40;

/// The start of what tells when something is said before the verb of saying at `verb`: ", on Monday
/// said", ", also said".
fn before_time(view: &SentenceView<'_>, verb: u32) -> u32 {
    let is_day = |n: u32| view.has_at(Layer::Number, n, |e| e.class == Class::Weekday);
    let mut start = verb;
    while let Some(n) = view.prev(start).filter(|n| view.pos(*n) == Pos::Adverb || is_day(*n)) {
        start = n;
    }
    let on = view.prev(start).filter(|n| is_day(start) && view.pos(*n) == Pos::Adposition);
    on.unwrap_or(start)
}

/// Tokens of a ticker in brackets after a name.
const BRACKETS: u32 = 8;

/// `said Norvane's chief strategist, Edmund Lau, while`: the name in commas after a role.
pub(super) fn apposition_after(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let comma = words.token_end;
    let is_role = words.last_token().is_some_and(|n| view.is_of(n, Class::NameTitle));
    let name = view.references_in(TokenRange::single(comma + 1)).first()?.tokens;
    let closes = view.next(name.token_end - 1).is_none_or(|n| {
        view.token(n).is_some_and(|t| t.punct().is_some_and(|mark| matches!(mark, ',' | '.' | '"')))
    });
    (is_role && view.is_punct(comma, ',') && closes).then_some(name)
}

/// "Stan Poole, Corvel chief executive said", "Ana Reis, Corvel's head of Iron Ore Sales said": the
/// person before the comma of a role that names nobody; `words` are before the verb.
pub(super) fn named_before(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let reach = view.before(words.token_end, REACH);
    let comma =
        reach.iter().rev().find(|n| view.token(*n).is_some_and(|t| t.punct() == Some(',')))?;
    let inner = TokenRange::new(comma + 1, words.token_end);
    let is_role = inner.iter().any(|n| view.is_of(n, Class::NameTitle));
    let is_person = |r: &&crate::model::Reference| {
        view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Person)
    };
    let has_name = view.references_in(inner).iter().any(|r| is_person(&r));
    let near = view.references_in(view.before(comma, 6));
    let name = near.iter().filter(is_person).map(|r| r.tokens).find(|r| r.token_end == comma)?;
    let opens = view.prev(name.token_start).is_none_or(|n| !view.pos(n).is_noun());
    let is_phrase = !has_main_verb(view, inner);
    (is_role && !has_name && opens && is_phrase).then_some(name)
}

/// "Joan Anders, chief executive of the online arm, the newest, said": the name with which a clause
/// opens, where all between it and the comma before its verb tells of it.
pub(super) fn before_insertion(view: &SentenceView<'_>, verb: u32) -> Option<TokenRange> {
    let verb = before_time(view, verb);
    view.prev(verb).filter(|n| view.is_punct(*n, ','))?;
    let window = view.before(verb, INSERTION);
    let names = view.references_in(window).iter().filter(|r| r.rule.is_name());
    let opens = |at: u32| {
        view.prev(at).is_none_or(|n| {
            view.is_punct(n, ',')
                || view.is_punct(n, '"')
                || matches!(view.pos(n), Pos::Coordinator | Pos::Subordinator)
        })
    };
    names.map(|r| with_partner(view, r.tokens)).find(|name| {
        let comma = after_brackets(view, after_form(view, name.token_end));
        view.is_punct(comma, ',')
            && comma + 1 < verb
            && opens(name.token_start)
            && is_told_of_name(view, comma + 1)
            && !has_main_verb(view, TokenRange::new(comma, verb))
    })
}

/// "Kira Patel and Tom Reed": a name with the one that an "and" joins to it.
fn with_partner(view: &SentenceView<'_>, name: TokenRange) -> TokenRange {
    let and = view.prev(name.token_start).filter(|n| view.is_word(*n, "and"));
    let ends = |and: u32| {
        let near = view.references_in(view.before(and, 5)).iter();
        near.map(|r| r.tokens).find(|r| r.token_end == and)
    };
    let other = and.and_then(ends);
    other.map_or(name, |other| TokenRange::new(other.token_start, name.token_end))
}

/// One past the legal form that begins at `at`: "Corvel Corp.".
fn after_form(view: &SentenceView<'_>, at: u32) -> u32 {
    let is_form = view.is_of(at, Class::CompanyForm);
    at + u32::from(is_form) + u32::from(is_form && view.is_punct(at + 1, '.'))
}

/// One past the brackets that begin at `at`: "Corvel (CRV.N),".
fn after_brackets(view: &SentenceView<'_>, at: u32) -> u32 {
    let close = || view.after(at, BRACKETS).iter().find(|n| view.is_punct(*n, ')'));
    let is_open = view.is_punct(at, '(');
    is_open.then(close).flatten().map_or(at, |close| close + 1)
}

/// "Ana Reis, CFA, head of research": whether a token is letters that tell what somebody passed.
fn is_credential(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.is_upper() && t.byte_end - t.byte_start > 1)
        && view.is_punct(at + 1, ',')
}

/// Whether words in commas after a name begin as what tells of it: "the largest", "chief economist
/// at", "Europe's largest", "which".
fn is_told_of_name(view: &SentenceView<'_>, at: u32) -> bool {
    let at = if is_credential(view, at) { at + 2 } else { at };
    let is_owner = |n: &u32| matches!(view.word(*n), "'s" | "’s");
    view.after(at, 4).iter().any(|n| is_owner(&n))
        || view.is_of(at, Class::Article)
        || view.is_of(at, Class::RolePart)
        || view.is_of(at, Class::RelativePronoun)
        || view.is_of(at, Class::NameTitle)
        || view.may_begin(at, Class::Role)
        || view.is_word(at, "one")
        || view.is_word(at, "whose")
}

/// Whether a finite verb is in `range` that no relative pronoun leads to.
fn has_main_verb(view: &SentenceView<'_>, range: TokenRange) -> bool {
    view.clauses_in(range).iter().any(|c| {
        let is_relative = c.relation == ClauseRelation::Relative
            || range
                .before(c.verb.tokens.token_start)
                .iter()
                .any(|n| view.is_of(n, Class::RelativePronoun) || view.is_word(n, "whose"));
        c.verb.form == VerbForm::Finite && !is_relative
    })
}

/// "The union's general secretary, Ana Okafor, said": a name in commas, the first at `comma`.
pub(super) fn apposed_name(view: &SentenceView<'_>, comma: u32, verb: u32) -> Option<TokenRange> {
    let first = view.next(comma).filter(|_| view.is_punct(comma, ','))?;
    let is_name = |n: u32| view.pos(n) == Pos::ProperNoun;
    let phrase = view.noun_phrase_at(first).map(|p| p.tokens);
    let person = view.references_in(TokenRange::single(first)).first().map(|r| r.tokens);
    let named = phrase.filter(|words| words.iter().all(is_name)).into_iter().chain(person);
    let mut named = named.filter(|words| words.token_start == first && words.len() >= 2);
    let closes = |words: &TokenRange| {
        let end = after_employer(view, words.token_end);
        view.is_punct(end, ',') && end < verb
    };
    named.find(closes).or_else(|| apposed_body(view, first, verb))
}

/// "The bakers' union, the BFAWU, said": the name of a body between the comma before `first` and
/// that before the verb.
fn apposed_body(view: &SentenceView<'_>, first: u32, verb: u32) -> Option<TokenRange> {
    let first = first + u32::from(view.is_of(first, Class::Article));
    let body = view.references_in(TokenRange::single(first)).iter().find(|r| {
        let kind = view.resolution().entity(r).map(|e| e.kind);
        r.rule.is_name()
            && r.tokens.token_start == first
            && matches!(kind, Some(EntityKind::Company | EntityKind::Organisation))
    })?;
    let end = body.tokens.token_end;
    (view.is_punct(end, ',') && end + 1 == verb).then_some(body.tokens)
}

/// Tokens of "of Crane & Low" after a name.
const EMPLOYER: u32 = 8;

/// One past whom a person works for, where that is told right after the name, which ends at `end`.
fn after_employer(view: &SentenceView<'_>, end: u32) -> u32 {
    let comma = || view.after(end, EMPLOYER).iter().find(|n| view.is_punct(*n, ','));
    let leads = view.is_of(end, Class::EmployerLead) && view.is_capital(end + 1);
    leads.then(comma).flatten().unwrap_or(end)
}
