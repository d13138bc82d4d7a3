//! Whose series a figure belongs to: an economy or a company.
//!
//! Unsure is none: of two countries that a clause names, of a place inside of a country, and of a
//! body that only tells a figure, nobody owns it.

use super::{clause_subject::with_attributes, figure::Figure};
use crate::{
    lang::{Lowered, month_number},
    lexicon::{Class, InstrumentKind, Layer, Lexicon, SentenceView},
    model::{Claim, Clause, Entity, EntityKind, Pos, Reference, TokenRange},
};

/// Tokens around a figure in which its country is named.
const REACH: u32 = 24;
/// Tokens around a figure whose clauses are asked for its owner.
const CLAUSES: u32 = 80;

/// The code of the country whose figure it is: named in the subject, else the only one in its
/// clause, else the only one near it, else that of the clause before it.
pub(super) fn country(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let view = figure.view;
    let clause = figure.clause.intersect(view.around(figure.start(), REACH));
    // "In Ohio, it was 9.6 percent"
    if clause.iter().any(|n| is_inner_place(view, n)) {
        return None;
    }
    if let Some(subject) = &claim.subject {
        let own = subject_tokens(view, figure.number, subject);
        let in_subject =
            own.map_or_else(|| homes_in_words(view.lexicon(), subject), |own| homes(view, own));
        if let Some(first) = in_subject.into_iter().next() {
            return Some(first);
        }
    }
    for range in [clause, view.around(figure.start(), REACH)] {
        match &homes(view, range)[..] {
            [] => {}
            [only] => return Some(only.clone()),
            _ => return teller(figure, claim),
        }
    }
    None
}

/// The country that "its budget deficit" is of: that of the nearest clause before the figure which
/// tells of one.
fn teller(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let view = figure.view;
    let own = subject_tokens(view, figure.number, claim.subject.as_deref()?)?;
    let phrase = view.noun_phrase_at(own.token_start)?.tokens;
    if !phrase.iter().any(|n| view.is_of(n, Class::Possessive)) {
        return None;
    }
    let near = view.clauses_in(view.before(figure.start(), CLAUSES));
    let mut told = near.iter().rev().filter_map(|c| c.subject);
    told.find_map(|phrase| homes(view, phrase.tokens).into_iter().next())
}

/// The countries that own what `range` tells of, each once: "exports to China" are none of China.
fn homes(view: &SentenceView<'_>, range: TokenRange) -> Vec<String> {
    let lexicon = view.lexicon();
    let mut out: Vec<String> = Vec::new();
    let mut at = range.token_start;
    while at < range.token_end {
        let pair =
            view.is_capital(at + 1).then(|| format!("{} {}", view.word(at), view.word(at + 1)));
        let pair = pair.and_then(|words| home(lexicon, &words));
        let step = if pair.is_some() { 2 } else { 1 };
        let found = pair.or_else(|| home(lexicon, view.word(at)));
        if let Some(code) = found.filter(|_| view.is_capital(at) && !is_partner(view, at))
            && !out.contains(&code)
        {
            out.push(code);
        }
        at += step;
    }
    out
}

/// Whether the country at a place is what something goes to or comes from.
fn is_partner(view: &SentenceView<'_>, at: u32) -> bool {
    let Some(lead) = view.prev(at) else { return false };
    let lead = if view.is_word(lead, "the") { view.prev(lead).unwrap_or(lead) } else { lead };
    let owns = view.is_of(lead, Class::PartLead) || view.is_any(lead, &["by", "'s"]);
    matches!(view.pos(lead), Pos::Adposition | Pos::Particle) && !owns
}

fn homes_in_words(lexicon: &Lexicon, words: &str) -> Vec<String> {
    let plain = |word: &str| word.trim_end_matches("'s").trim_end_matches('’').to_owned();
    let words: Vec<String> = words.split_whitespace().map(plain).collect();
    let pairs = words.windows(2).filter_map(|pair| home(lexicon, &pair.join(" ")));
    pairs.chain(words.iter().filter_map(|word| home(lexicon, word))).collect()
}

/// The code of the economy that these words name.
fn home(lexicon: &Lexicon, words: &str) -> Option<String> {
    let entry = lexicon.whole_term(Class::SeriesHome, &Lowered::new(words))?;
    entry.unit.as_deref().map(str::to_lowercase)
}

/// Whether "in" or the like leads at `at` to a place inside of a country.
fn is_inner_place(view: &SentenceView<'_>, at: u32) -> bool {
    let is_city = |n: u32| {
        view.has_at(Layer::Name, n, |e| e.class == Class::Demonym && e.instrument.is_none())
            && home(view.lexicon(), view.word(n)).is_none()
    };
    view.is_of(at, Class::PlaceLead) && view.next(at).is_some_and(is_city)
}

/// The tokens of a subject, the nearest before its figure.
pub(super) fn subject_tokens(
    view: &SentenceView<'_>,
    number: TokenRange,
    subject: &str,
) -> Option<TokenRange> {
    let before = view.before(number.token_start, CLAUSES);
    let at = view.text_of(before).rfind(subject)?;
    let first = view.span(before).byte_start + u32::try_from(at).ok()?;
    let end = first + u32::try_from(subject.len()).ok()?;
    Some(TokenRange::new(view.token_at(first), view.token_at(end)))
}

/// Whose figure it is: the lexicon's id, the name that the subject begins with, else the company
/// that the clause tells of. `None` for the figures of economies, markets and agencies.
pub(super) fn company(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let view = figure.view;
    if let Some(id) = &claim.subject_id {
        let known = view.lexicon().instrument(id);
        let is_company = known.is_none_or(|own| own.kind == InstrumentKind::Company);
        return is_company.then(|| id.clone());
    }
    if let Some(own) = name_of_subject(figure, claim) {
        return of_name(view, &own);
    }
    let near = view.clauses_in(view.before(figure.start(), CLAUSES)).iter().rev();
    let after = view.clauses_in(view.after(figure.end(), CLAUSES));
    // "Falk said its sales fell": a name tells more than what refers to one
    let named = near.clone().map(|c| teller_in(view, c, |r| r.rule.is_name()));
    let told = near.chain(after).map(|c| teller_in(view, c, |_| true));
    match named.chain(told).find(|teller| *teller != ClauseOwner::Nobody) {
        Some(ClauseOwner::Company(id)) => Some(id),
        _ => None,
    }
}

/// The name that a subject begins with. A word that has a capital because it opens the sentence is none
/// ("Orders", "Free cash flow"), unless the article knows somebody by it.
fn name_of_subject(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let view = figure.view;
    let subject = claim.subject.as_deref()?;
    let name = name_in(view.lexicon(), subject)?;
    let is_sure = |own: TokenRange| {
        own.token_start > view.start() || view.pos(own.token_start) == Pos::ProperNoun
    };
    let is_known = || view.resolution().with_id(&format!("text.{name}")).next().is_some();
    let own = subject_tokens(view, figure.number, subject);
    (own.is_some_and(is_sure) || is_known()).then_some(name)
}

/// Whether the subject of a claim names a company.
pub(super) fn names_company(figure: &Figure<'_>, claim: &Claim) -> bool {
    let view = figure.view;
    let Some(subject) = &claim.subject else { return false };
    let own = subject_tokens(view, figure.number, subject);
    let words = own.map_or(subject.as_str(), |own| view.text_of(with_attributes(view, own)));
    // "the Labor Department" is an office, as "Labor" alone is not
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_office = |n: usize| {
        words.get(n..n + 2).is_some_and(|pair| home(view.lexicon(), &pair.join(" ")).is_some())
    };
    let is_of_office = |n: usize| is_office(n) || n > 0 && is_office(n - 1);
    let rest = words.iter().enumerate().filter(|(n, _)| !is_of_office(*n)).map(|(_, word)| *word);
    let rest: Vec<&str> = rest.collect();
    claim.subject_id.is_some() || name_in(view.lexicon(), &rest.join(" ")).is_some()
}

/// Who a clause tells of.
#[derive(Debug, PartialEq, Eq)]
enum ClauseOwner {
    /// Nobody that is named.
    Nobody,
    /// Somebody who is no company.
    Another,
    /// The company with this id.
    Company(String),
}

/// Who a clause tells of, by the references that count.
fn teller_in(
    view: &SentenceView<'_>,
    clause: &Clause,
    counts: impl Fn(&Reference) -> bool,
) -> ClauseOwner {
    let Some(phrase) = clause.subject else { return ClauseOwner::Nobody };
    let all = view.references_in(phrase.tokens).iter();
    let mut referred = all.filter(|r| !r.is_in_passing && counts(r));
    if let Some(entity) = referred.find_map(|r| view.resolution().entity(r)) {
        return id_of(entity).map_or(ClauseOwner::Another, ClauseOwner::Company);
    }
    let is_name = view.pos(phrase.head) == Pos::ProperNoun;
    let name = name_in(view.lexicon(), view.text_of(phrase.tokens)).filter(|_| is_name);
    name.map_or(ClauseOwner::Nobody, |name| {
        of_name(view, &name).map_or(ClauseOwner::Another, ClauseOwner::Company)
    })
}

fn id_of(entity: &Entity) -> Option<String> {
    let last = entity.id.rsplit('.').next().unwrap_or_default();
    let is_company = entity.kind == EntityKind::Company && month_number(last).is_none();
    is_company.then(|| entity.id.clone())
}

/// The id of a company by its name in lower case with underscores; `None` where the article knows
/// that it is something else.
fn of_name(view: &SentenceView<'_>, name: &str) -> Option<String> {
    let id = format!("text.{name}");
    let other = view.resolution().with_id(&id).next();
    other.is_none_or(|entity| entity.kind != EntityKind::Organisation).then_some(id)
}

/// The first run of words with capitals, without those that are no names.
fn name_in(lexicon: &Lexicon, words: &str) -> Option<String> {
    let plain = |word: &str| {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        Lowered::new(word.trim_end_matches([',', '.', '\'', '’']))
    };
    let is = |class, word: &str| lexicon.whole_term(class, word).is_some();
    // "January-March operating profit"
    let is_time = |word: &str| word.split('-').all(|part| month_number(part).is_some());
    let is_common = |word: &str| {
        let lower = plain(word);
        let first = lower.split('-').next().unwrap_or_default();
        is_time(&lower)
            || is(Class::CommonWord, &lower)
            || is(Class::CommonWord, first)
            || is(Class::Series, &lower)
            || is(Class::SeriesHome, &lower)
            || is(Class::SeriesHome, &Lowered::new(word))
            || lexicon.is_word_of(&lower, Class::Article)
    };
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !is_common(word);
    let run = words.split_whitespace().skip_while(|word| !is_name(word)).take_while(is_name);
    let mut name = String::new();
    for word in run.map(plain).filter(|word| !lexicon.is_word_of(word, Class::CompanyForm)) {
        name.push_str(if name.is_empty() { "" } else { "_" });
        name.push_str(&word);
    }
    (name.len() > 2).then_some(name)
}
