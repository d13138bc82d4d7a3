//! Subjects by the structure of the sentence: the noun phrase that the verb over a figure tells of,
//! and the places where a figure has a noun phrase of its own.

use super::{
    figure::Figure,
    noun_phrase::{named, phrase_ending},
    period::TIMES,
};
use crate::{
    lexicon::{Class, Hit, Layer, SentenceView, words},
    model::{Clause, EntityKind, NounPhrase, Pos, QuantityKind, Reference, TokenRange, VerbForm},
};

/// Tokens around a figure in which its clause is found.
const REACH: u32 = 80;

/// The clause whose verb governs a figure: that of the nearest verb before it.
pub(super) fn governing_clause<'a>(figure: &Figure<'a>) -> Option<&'a Clause> {
    let view = figure.view;
    let near = view.clauses_in(view.before(figure.start(), REACH));
    let clause = near.iter().rfind(|c| c.verb.tokens.token_end <= figure.start())?;
    let between = view.range().after(clause.verb.tokens.token_end).before(figure.start());
    let is_apart = between.iter().any(|n| view.is_punct(n, ';') || view.is_punct(n, ':'));
    (!is_apart).then_some(clause)
}

/// What the verb over a figure tells of.
pub(super) enum VerbSubject {
    /// These words.
    Words(TokenRange),
    /// What belongs to a company named before, which a noun refers to: the words of the noun and
    /// of what is its.
    Owned(TokenRange, TokenRange),
    /// A pronoun or a noun that refers to something named before; the words of the noun.
    Reference(Option<TokenRange>),
    /// "That was 5% more": what was told last.
    Demonstrative,
    /// There is no such verb, or it has no subject that could be found.
    Nothing,
}

/// The subject of the verb over a figure; a pronoun is the subject of the clause before it in the
/// sentence.
pub(super) fn of_verb(figure: &Figure<'_>) -> VerbSubject {
    let view = figure.view;
    let Some(mut phrase) = governing_clause(figure).and_then(|clause| clause.subject) else {
        return VerbSubject::Nothing;
    };
    if view.is_of(phrase.head, Class::Expletive) {
        return VerbSubject::Nothing;
    }
    if view.is_of(phrase.head, Class::PersonalPronoun) {
        let start = phrase.tokens.token_start;
        let names = |c: &&Clause| c.verb.tokens.token_end <= start;
        let near = view.clauses_in(view.before(start, REACH));
        let mut before = near.iter().filter(names).filter_map(|c| c.subject).rev();
        match before.find(|p| !view.is_of(p.head, Class::PersonalPronoun)) {
            Some(referent) => phrase = referent,
            None => return VerbSubject::Reference(None),
        }
    }
    if view.is_any(phrase.head, &["that", "this"]) && view.pos(phrase.head) != Pos::Adverb {
        return VerbSubject::Demonstrative;
    }
    let owner = owner_of_paper(view, phrase);
    let phrase = owner.unwrap_or(phrase);
    match named(view, phrase) {
        Some(words) if refers(view, phrase, words) => VerbSubject::Reference(Some(words)),
        Some(words) => owned(view, words).map_or_else(
            || VerbSubject::Words(with_attributes(view, words)),
            |own| VerbSubject::Owned(own.0, own.1),
        ),
        None => VerbSubject::Nothing,
    }
}

/// "The group's net debt", "bad loans at the lender": a noun for a company, which only refers to it,
/// and what is its.
fn owned(view: &SentenceView<'_>, words: TokenRange) -> Option<(TokenRange, TokenRange)> {
    if let Some(mark) = words.iter().find(|n| view.pos(*n) == Pos::Particle) {
        let (owner, own) = (words.before(mark), words.after(mark).skip_first(1));
        let is_noun = owner.len() == 1 && !own.is_empty() && is_company(view, owner);
        return is_noun.then_some((owner, own));
    }
    let at = words.token_end;
    let following = view.is_any(at, words!["at", "of"]).then(|| view.noun_phrase_at(at + 1))??;
    let is_noun = view.is_word(following.tokens.token_start, "the")
        && following.tokens.token_start == at + 1
        && is_company(view, following.tokens);
    is_noun.then(|| (TokenRange::single(following.head), words))
}

/// Whether words end with a noun for companies: group, lender.
fn is_company(view: &SentenceView<'_>, words: TokenRange) -> bool {
    let is_role =
        |hit: &Hit| view.entry(hit).class == Class::RoleNoun && hit.token_end == words.token_end;
    words.last_token().is_some_and(|n| view.is_of(n, Class::CompanyNoun))
        || view.hits_in(Layer::Name, words).iter().any(is_role)
}

/// "Well ahead of Falk's $243 million": the name that owns a figure after which nothing more is named.
pub(super) fn owner_before(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let mark = view.prev(figure.start()).filter(|n| view.is_any(*n, &["'s", "’s"]))?;
    let owner = view.noun_phrase_at(view.prev(mark)?)?;
    let names_more = view.pos(figure.end()).is_noun() || view.pos(figure.end()) == Pos::Adjective;
    let words = TokenRange::new(owner.tokens.token_start, mark);
    // "from October's 47.6"
    let is_name = words
        .last_token()
        .is_some_and(|n| view.pos(n) == Pos::ProperNoun && !view.may_begin_any(n, TIMES));
    (is_name && !names_more).then_some(words)
}

/// Tokens of a subject with what hangs on it.
const MAX_TOKENS: u32 = 8;

/// "Orders from builders", "yield on ten-year notes": a common noun with the phrases that hang on it
/// by prepositions, times left out.
pub(super) fn with_attributes(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let mut out = words;
    while view.prev(out.token_end).is_some_and(|n| view.pos(n) == Pos::Noun)
        && view.pos(out.token_end) == Pos::Adposition
        && !view.is_of(out.token_end, Class::Subordinator)
        && let Some(phrase) = view.next(out.token_end).and_then(|n| view.noun_phrase_at(n))
        && named(view, *phrase).is_some()
        && !phrase.tokens.iter().any(|n| is_amount_word(view, n))
        && !view.is_of(phrase.head, Class::AmountNoun)
        // "bad loans at the lender"
        && !(view.is_word(phrase.tokens.token_start, "the") && is_company(view, phrase.tokens))
    {
        let longer = TokenRange::new(words.token_start, phrase.tokens.token_end);
        if longer.len() > MAX_TOKENS {
            break;
        }
        out = longer;
    }
    out
}

/// Whether a token is a number of its own, and not one that only says which: "two-year".
fn is_amount_word(view: &SentenceView<'_>, at: u32) -> bool {
    let is_joined = view.is_punct(at + 1, '-') && view.is_joined(at + 1);
    // "for the second time"
    let is_order = view.has_at(Layer::Number, at, |e| e.class == Class::Ordinal);
    (view.is_number(at) || is_order || view.pos(at) == Pos::Numeral) && !is_joined
}

/// Whether a phrase refers to something named before: "the index", "its shares", "the Swiss group".
fn refers(view: &SentenceView<'_>, phrase: NounPhrase, words: TokenRange) -> bool {
    let is_short = words.len() <= 2;
    let is_anaphor =
        view.is_of(phrase.head, Class::Anaphor) || view.is_of(phrase.head, Class::CompanyNoun);
    let is_bare = words.len() == 1 && view.is_of(phrase.head, Class::Paper);
    let has_article = words.token_start > phrase.tokens.token_start;
    is_anaphor && is_short && has_article && view.pos(phrase.head) != Pos::ProperNoun || is_bare
}

/// "With tin steady at 4.5%", "and Falk off 2%": the phrase after "with" or a comma that the figure
/// follows without a verb.
pub(super) fn absolute(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_between = |n: &u32| {
        matches!(view.pos(*n), Pos::Adverb | Pos::Adposition | Pos::Adjective | Pos::Particle)
    };
    let window = view.before(figure.start(), 4);
    let is_of = |n: u32| view.is_word(n, "of");
    let end = window.iter().rev().take_while(is_between).take_while(|n| !is_of(*n)).last()?;
    let phrase = *phrase_ending(view, end)?;
    let before = view.prev(phrase.tokens.token_start)?;
    // "with close to 2 billion users"
    let is_vague = view.has_at(Layer::Number, phrase.head, |e| e.class == Class::Approximator);
    named(view, phrase).filter(|_| view.is_word(before, "with") && !is_vague)
}

/// "In two studies", "from 5,000 makers": things that are counted in passing.
pub(super) fn counted_in_passing(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let phrase = *view.noun_phrase_at(figure.start())?;
    let nouns = phrase.tokens.after(figure.end());
    let before = view.prev(phrase.tokens.token_start);
    let is_apart = match before {
        None => true,
        // "jumped to 2 million cars" tells of what jumped
        Some(n) => {
            let is_pace = view.is_word(n, "at")
                && !view.is_any(n + 1, words!["least", "most"])
                && !view.is_word(figure.end(), "of");
            view.pos(n) == Pos::Adposition && !is_pace && !is_end_of_move(view, n)
                || view.is_punct(n, '•')
                || view.is_punct(n, ':')
        }
    };
    let is_count = figure.quantity.unit.is_empty() || figure.quantity.unit == "count";
    // "at 13,000 of the smallest offices"
    if is_apart && is_count && phrase.tokens.token_end == figure.end() && figure.is_plain() {
        let of = view.is_word(figure.end(), "of").then(|| view.next(figure.end())).flatten()?;
        return view.noun_phrase_at(of).and_then(|whole| named(view, *whole));
    }
    let is_noun = phrase.head >= figure.end() && view.pos(phrase.head).is_noun();
    (is_apart && is_count && is_noun && figure.is_plain() && !nouns.is_empty()).then_some(nouns)
}

/// Whether the preposition at `at` leads from a word of moving to what it reached.
fn is_end_of_move(view: &SentenceView<'_>, at: u32) -> bool {
    let is_movement = |class| matches!(class, Class::MoveUp | Class::MoveDown);
    (view.is_word(at, "from") || view.is_any(at, words!["to", "by"]))
        && view.prev(at).is_some_and(|n| view.has_at(Layer::Claim, n, |e| is_movement(e.class)))
}

/// The first phrase before a figure that names something and hangs on no preposition; else the
/// first that names something.
pub(super) fn opening(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let before = figure.clause_before().last(REACH);
    let phrases =
        view.noun_phrases_in(before).iter().filter(|p| before.contains(p.tokens.token_start));
    let is_named = |p: &&NounPhrase| {
        view.pos(p.head).is_noun() && p.head < figure.start() && named(view, **p).is_some()
    };
    let hangs = |p: &NounPhrase| {
        view.prev(p.tokens.token_start).is_some_and(|n| view.pos(n) == Pos::Adposition)
    };
    let mut named_phrases = phrases.filter(is_named);
    let first = *named_phrases.next()?;
    let free = if hangs(&first) { named_phrases.find(|p| !hangs(p)) } else { None };
    named(view, free.copied().unwrap_or(first))
}

/// "Shares of the mill", "shares in Falk": the mill, Falk; "shares in Dublin" are those of a market.
fn owner_of_paper(view: &SentenceView<'_>, phrase: NounPhrase) -> Option<NounPhrase> {
    let lead = phrase.tokens.token_end;
    let owner = *view.noun_phrase_at(view.next(lead)?)?;
    let is_company =
        |r: &Reference| view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Company);
    let is_owner = view.is_word(lead, "of")
        || view.is_word(lead, "in") && view.references_in(owner.tokens).iter().any(is_company);
    (view.is_of(phrase.head, Class::Paper) && is_owner).then_some(owner)
}

/// "Argentina, the world's third-largest producer": the name before the comma of what a rank is told in.
pub(super) fn apposed_rank(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_rank = figure.quantity.kind == QuantityKind::Ordinal;
    let own = view.noun_phrase_at(figure.start()).filter(|_| is_rank)?;
    let first = own.tokens.token_start;
    let is_definite = view.is_of(first, Class::Article) || view.is_of(first, Class::Possessive);
    let comma = view.prev(first).filter(|n| is_definite && view.is_punct(*n, ','))?;
    let name = phrase_ending(view, comma).filter(|p| view.pos(p.head) == Pos::ProperNoun)?;
    named(view, *name)
}

/// "2,400 people begin treatment", "33% of those on the drug were": what is counted, where that is
/// the subject of the verb after it.
pub(super) fn counted(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let phrase = *view.noun_phrase_at(figure.start())?;
    let is_subject = |c: &Clause| {
        c.subject == Some(phrase) && c.verb.tokens.token_start >= phrase.tokens.token_end
    };
    if !view.clauses_in(view.after(phrase.tokens.token_end, REACH)).iter().any(is_subject) {
        return None;
    }
    // "the second-biggest market"
    let is_joined = view.is_punct(figure.end(), '-') && view.is_joined(figure.end() + 1);
    let nouns = phrase.tokens.after(figure.end() + if is_joined { 2 } else { 0 });
    if !nouns.is_empty() && view.pos(phrase.head).is_noun() && phrase.head >= figure.end() {
        return Some(nouns);
    }
    let of = view.is_word(figure.end(), "of").then(|| view.next(figure.end())).flatten()?;
    view.noun_phrase_at(of).and_then(|whole| named(view, *whole))
}

/// "Nausea (17%), rash (9%)": the phrase right before a bracket that holds nothing but the figure.
pub(super) fn bracketed(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_vague = |n: &u32| view.has_at(Layer::Number, *n, |e| e.class == Class::Approximator);
    let open = view.before(figure.start(), 4).iter().rev().find(|n| !is_vague(n))?;
    let open = Some(open).filter(|n| view.is_punct(*n, '('))?;
    let phrase = *phrase_ending(view, open)?;
    let is_alone = view.is_punct(figure.end(), ')') && figure.is_plain();
    named(view, phrase).filter(|_| is_alone)
}

/// "Falk gained 3%, the Brand index 2% and tin 1%", "Falk up 3%, tin off 1%": the phrase of a figure
/// whose verb was left out.
pub(super) fn gapped(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_way = |n: &u32| {
        let is_movement = |class| matches!(class, Class::MoveUp | Class::MoveDown);
        !view.pos(*n).is_noun()
            && !view.pos(*n).is_verb()
            && (view.is_any(*n, words!["up", "down"])
                || view.has_at(Layer::Claim, *n, |e| is_movement(e.class)))
    };
    let end = view.prev(figure.start()).filter(is_way).unwrap_or(figure.start());
    let phrase = *phrase_ending(view, end)?;
    let before = view.prev(phrase.tokens.token_start).filter(|n| *n > view.start())?;
    let is_listed = view.pos(before) == Pos::Coordinator || view.is_punct(before, ',');
    let is_verbless = governing_clause(figure)
        .is_none_or(|c| c.verb.tokens.token_end <= phrase.tokens.token_start);
    if !is_listed || !is_verbless || figure.is_base() {
        return None;
    }
    named(view, phrase).filter(|words| words.iter().any(|n| view.pos(n).is_noun()))
}

/// "against 17 weeks for standard care", "and 22% in the control group": what the second figure of
/// a comparison is told of.
pub(super) fn arm_of_comparison(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    // "against a 9% gain for the index"
    let is_movement = |class| matches!(class, Class::MoveUp | Class::MoveDown);
    let is_move = view.pos(figure.end()).is_noun()
        && view.has_at(Layer::Claim, figure.end(), |e| is_movement(e.class));
    let preposition = figure.end() + u32::from(is_move);
    let is_preposition =
        view.pos(preposition) == Pos::Adposition && !view.is_of(preposition, Class::Subordinator);
    let before_figure = view.prev(figure.start())?;
    let lead = if view.pos(before_figure) == Pos::Determiner {
        view.prev(before_figure)?
    } else {
        before_figure
    };
    // "more than 60% of their value" compares nothing
    let near = view.hits_in(Layer::Number, view.before(figure.start(), 4));
    let is_bound = near
        .iter()
        .any(|hit| view.entry(hit).class == Class::Approximator && hit.tokens().contains(lead));
    let is_second = figure.is_base()
        || view.pos(before_figure) == Pos::Coordinator
        || view.is_of(lead, Class::Comparing) && !is_bound;
    if !is_preposition || !is_second {
        return None;
    }
    let phrase = *view.noun_phrase_at(view.next(preposition)?)?;
    named(view, phrase).filter(|_| view.pos(phrase.head).is_noun())
}

/// "Compared with the index's total return of 326%": the owner and the measure of the base of a
/// comparison.
pub(super) fn owned_base(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let of = view.prev(figure.start()).filter(|n| view.is_word(*n, "of"))?;
    let phrase = *phrase_ending(view, of).filter(|_| figure.is_base())?;
    let is_mark = |n: u32| view.pos(n) == Pos::Particle;
    named(view, phrase).filter(|words| words.iter().any(is_mark))
}

/// The clause that tells of a figure as of its subject: "60% of the firms expect", "12 will close".
pub(super) fn clause_of_figure<'a>(figure: &Figure<'a>) -> Option<&'a Clause> {
    let view = figure.view;
    let phrase = *view.noun_phrase_at(figure.start())?;
    let near = view.clauses_in(view.after(phrase.tokens.token_end, SUBJECT));
    near.iter().find(|c| {
        let is_own = c.verb.form == VerbForm::Finite
            // "with 40% expecting a fall"
            || c.verb.form == VerbForm::PresentParticiple
                && c.verb.tokens.token_start == phrase.tokens.token_end;
        c.subject == Some(phrase) && is_own
    })
}

/// "47% expect a fall": whether a percentage is itself the subject of a verb, and of whom it is was
/// told before.
pub(super) fn stands_alone(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let is_rate = figure.quantity.kind == QuantityKind::Percent;
    let is_next = |c: &Clause| c.verb.tokens.token_start <= figure.end() + 1;
    is_rate
        && clause_of_figure(figure)
            .is_some_and(|c| is_next(c) && c.subject.is_some_and(|s| named(view, s).is_none()))
}

/// Tokens between a figure and the verb that it is the subject of.
const SUBJECT: u32 = 12;
