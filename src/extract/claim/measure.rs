//! To which series a figure belongs: whose, and of what (`lexicons/measures/`).

use super::figure::Figure;
use crate::{
    lang::{Lowered, month_number},
    lexicon::{Class, Lexicon, SentenceView},
    model::{Claim, ClaimKind, Clause, Direction, Pos},
};

/// Tokens around a figure in which its country is named.
const REACH: u32 = 24;
/// Clauses of a sentence that are looked at for its owner.
const CLAUSES: usize = 8;

/// A series and the basis on which it is told where nothing else is said.
#[derive(Debug, Clone, Copy)]
struct Series<'a> {
    id: &'a str,
    basis: Option<&'a str>,
}

impl<'a> Series<'a> {
    /// The series that has this name.
    fn named(lexicon: &'a Lexicon, name: &str) -> Option<Self> {
        let unit = lexicon.whole_term(Class::Series, name)?.unit.as_deref()?;
        let (id, basis) =
            unit.split_once(' ').map_or((unit, None), |(id, basis)| (id, Some(basis)));
        Some(Self { id, basis })
    }
}

/// Sets the measure of a claim and the basis that follows from it. `last` is the claim told before.
pub(super) fn set(figure: &Figure<'_>, claim: &mut Claim, last: Option<&Claim>) {
    let view = figure.view;
    let Some(series) = series(figure, claim) else {
        claim.measure_id = price(claim);
        return;
    };
    if series.id == "same" {
        let is_near = |c: &&Claim| c.unit == claim.unit && c.measure_id.is_some();
        if let Some(last) = last.filter(is_near) {
            claim.measure_id.clone_from(&last.measure_id);
            claim.basis.clone_from(&last.basis);
        }
        return;
    }
    let (family, name) = series.id.split_once('.').unwrap_or(("company", series.id));
    let is_cut = name == "jobs" && claim.direction == Some(Direction::Down);
    let own = if is_cut { company(view, claim) } else { None };
    let (owner, name) = match (own, family) {
        (Some(owner), _) => (Some(owner), "job_cuts"),
        (None, "macro") => (country(figure, claim), if name == "jobs" { "payrolls" } else { name }),
        (None, _) => (company(view, claim), name),
    };
    let Some(owner) = owner else { return };
    claim.measure_id = Some(format!("{owner}.{name}"));
    let has_span = claim.basis.iter().any(|b| is_span(b));
    if let Some(basis) = series.basis.filter(|basis| !has_span || !is_span(basis)) {
        claim.basis.push(basis.to_owned().into());
        claim.basis.sort_unstable();
        claim.basis.dedup();
    }
}

/// Whether words end with the name of a series of an economy: "core inflation", "existing-home sales".
pub(super) fn is_of_economy(lexicon: &Lexicon, words: &str) -> bool {
    series_at_end(lexicon, words).is_some_and(|series| series.id.starts_with("macro."))
}

/// Whether words end with the name of a series of a company: "adjusted earnings", "revenue".
pub(super) fn is_of_company(lexicon: &Lexicon, words: &str) -> bool {
    series_at_end(lexicon, words).is_some_and(|series| series.id.starts_with("company."))
}

/// The series with the longest name that words end with.
fn series_at_end<'a>(lexicon: &'a Lexicon, words: &str) -> Option<Series<'a>> {
    let plain = Lowered::without_hyphens(words);
    let mut rest = Some(&*plain);
    let series = std::iter::from_fn(|| {
        let own = rest?;
        rest = own.split_once(' ').map(|(_, shorter)| shorter);
        Some(Series::named(lexicon, own))
    });
    series.flatten().next()
}

/// Whether a basis tells against when a change is measured.
pub(super) fn is_span(basis: &str) -> bool {
    basis.ends_with("_on_year")
        || basis.ends_with("_on_quarter")
        || basis.ends_with("_on_month")
        || basis.ends_with("_on_week")
        || basis == "annualised"
}

/// An index, commodity, rate or currency: its price, of which a change is one too.
fn price(claim: &Claim) -> Option<String> {
    let id = claim.subject_id.as_deref()?;
    let family = id.split('.').next()?;
    let is_priced = matches!(family, "index" | "commodity" | "rate" | "currency" | "volatility");
    let is_value = claim.kind != ClaimKind::Count && claim.metric.is_none();
    (is_priced && is_value).then(|| format!("{id}.price"))
}

/// The series that the words of a claim name: its metric, the last words of its subject, what it
/// counts, its unit.
fn series<'a>(figure: &Figure<'a>, claim: &Claim) -> Option<Series<'a>> {
    let lexicon = figure.view.lexicon();
    let plain = Lowered::without_hyphens;
    let metric = claim.metric.as_deref().filter(|metric| !is_whole(figure, claim, metric));
    if let Some(found) = metric.and_then(|m| Series::named(lexicon, &plain(m))) {
        return Some(found);
    }
    if let Some(subject) = claim.subject.as_deref().map(plain) {
        let head = subject.split([',']).next().unwrap_or_default();
        let head = head.split(" in ").next().unwrap_or(head);
        let head = head.split(" of ").next().unwrap_or(head);
        // "private U.S. employers"
        let is_home = |word: &&str| lexicon.whole_term(Class::SeriesHome, word).is_some();
        let own: Vec<&str> = head.split(' ').filter(|word| !is_home(word)).collect();
        let own = own.join(" ");
        let mut rest = own.as_str();
        loop {
            if let Some(found) = Series::named(lexicon, rest) {
                return Some(found);
            }
            let Some((_, shorter)) = rest.split_once(' ') else { break };
            rest = shorter;
        }
    }
    let view = figure.view;
    let counted = view.is_alphabetic(figure.end()) && claim.unit == "count";
    if counted && let Some(found) = Series::named(lexicon, &plain(view.word(figure.end()))) {
        return Some(found);
    }
    // "earned 62 cents a share"
    let is_earned =
        |n: u32| view.is_any(n, &["earned", "earnings"]) || view.is_of(n, Class::Deficit);
    let is_per_share = claim.unit.ends_with("/share");
    (is_per_share && figure.clause_before().last(6).iter().any(is_earned))
        .then(|| Series::named(lexicon, "earnings per share"))?
}

/// "3% of gross domestic product": whether a measure is what a figure is a part of.
fn is_whole(figure: &Figure<'_>, claim: &Claim, metric: &str) -> bool {
    let view = figure.view;
    let whole = view.is_word(figure.end(), "of").then(|| view.noun_phrase_at(figure.end() + 1));
    let is_part = claim.unit == "percent" && claim.kind == ClaimKind::Share;
    is_part && whole.flatten().is_some_and(|p| view.text_of(p.tokens).contains(metric))
}

/// The code of the country whose figure it is: named in the subject, else near the figure.
fn country(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let view = figure.view;
    let lexicon = view.lexicon();
    let of = |words: &str| {
        let entry = lexicon.whole_term(Class::SeriesHome, &Lowered::new(words))?;
        entry.unit.as_deref().map(str::to_lowercase)
    };
    if let Some(subject) = &claim.subject {
        let plain = |words: &str| of(words.trim_end_matches("'s").trim_end_matches('’'));
        let words = || subject.split_whitespace();
        let pair = words().zip(words().skip(1)).find_map(|(a, b)| plain(&format!("{a} {b}")));
        if let Some(found) = pair.or_else(|| words().find_map(plain)) {
            return Some(found);
        }
    }
    let around = view.around(figure.start(), REACH);
    around.iter().filter(|n| view.is_capital(*n)).find_map(|n| {
        let pair = view.is_capital(n + 1).then(|| format!("{} {}", view.word(n), view.word(n + 1)));
        pair.and_then(|pair| of(&pair)).or_else(|| of(view.word(n)))
    })
}

/// Whose figure it is, in lower case with underscores: the lexicon's id, the name that the subject
/// begins with, else the name that the sentence tells of.
fn company(view: &SentenceView<'_>, claim: &Claim) -> Option<String> {
    if let Some(id) = &claim.subject_id {
        return Some(id.clone());
    }
    let own = claim.subject.as_deref().and_then(|subject| name_in(view.lexicon(), subject));
    own.or_else(|| {
        let named = |c: &Clause| {
            let phrase = c.subject?;
            let is_name = view.pos(phrase.head) == Pos::ProperNoun;
            name_in(view.lexicon(), view.text_of(phrase.tokens)).filter(|_| is_name)
        };
        view.clauses().iter().take(CLAUSES).find_map(named)
    })
    .map(|name| format!("text.{name}"))
}

/// The first run of words with capitals, without those that are no names.
fn name_in(lexicon: &Lexicon, words: &str) -> Option<String> {
    let plain = |word: &str| {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        Lowered::new(word.trim_end_matches([',', '.']))
    };
    // "January-March operating profit"
    let is_time = |word: &str| word.split('-').all(|part| month_number(part).is_some());
    let is_common = |word: &str| {
        let lower = plain(word);
        if is_time(&lower) {
            return true;
        }
        lexicon.whole_term(Class::CommonWord, &lower).is_some()
            || lexicon.whole_term(Class::Series, &lower).is_some()
            || lexicon.whole_term(Class::SeriesHome, &lower).is_some()
            || lexicon.whole_term(Class::SeriesHome, &Lowered::new(word)).is_some()
            || matches!(&*lower, "the" | "a")
    };
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !is_common(word);
    let run = words.split_whitespace().skip_while(|word| !is_name(word)).take_while(is_name);
    let mut name = String::new();
    for word in run.map(plain).filter(|word| !is_legal_form(word)) {
        name.push_str(if name.is_empty() { "" } else { "_" });
        name.push_str(&word);
    }
    (name.len() > 2).then_some(name)
}

fn is_legal_form(word: &str) -> bool {
    matches!(word, "inc" | "corp" | "plc" | "ltd" | "co" | "ag" | "nv" | "sa" | "se")
}
