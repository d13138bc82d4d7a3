//! To which series a figure belongs: whose, and of what (`lexicons/measures/`).

use rust_decimal::Decimal;

use super::{
    clause_subject::with_attributes,
    figure::Figure,
    measure_owner::{company, country, names_company, subject_tokens},
    metric,
};
use crate::{
    lang::Lowered,
    lexicon::{Class, Hit, InstrumentKind, Layer, Lexicon, SentenceView},
    model::{Claim, ClaimKind, Direction, Pos, TokenRange},
};

/// Words before a measure that may make another series of it: "existing" home sales.
const LONGER: u32 = 4;

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
    // "from 8.9 percent in 2011": what it is set against is of the same
    let set_against = last.filter(|last| {
        figure.is_base() && last.unit == claim.unit && last.subject == claim.subject
    });
    if let Some(last) = set_against.filter(|last| last.measure_id.is_some()) {
        claim.measure_id.clone_from(&last.measure_id);
        claim.basis.clone_from(&last.basis);
        if last.kind == ClaimKind::Share {
            (claim.kind, claim.direction) = (last.kind, None);
        }
        return;
    }
    let Some(series) = series(figure, claim).filter(|_| !is_part_of_count(claim)) else {
        claim.measure_id = price(figure, claim);
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
    let own = if is_cut { company(figure, claim) } else { None };
    let own_is_macro = own.is_none();
    let (owner, name) = match (own, family) {
        (Some(owner), _) => (Some(owner), "job_cuts"),
        (None, "macro") => (country(figure, claim), of_economy(figure, name)),
        (None, _) => (company(figure, claim), name),
    };
    let Some(owner) = owner else { return };
    let is_rate = name.ends_with("_rate");
    if is_rate && !matches!(&*claim.unit, "percent" | "percentage_point" | "basis_point") {
        return;
    }
    // "from a revised 8.7 percent" is no change of the rate
    if is_rate && figure.is_base() && claim.unit == "percent" {
        (claim.kind, claim.direction) = (ClaimKind::Share, None);
    }
    let survey = if family == "macro" && own_is_macro { survey(view) } else { None };
    claim.measure_id = Some(match survey {
        Some(survey) => format!("{owner}.{name}.{survey}"),
        None => format!("{owner}.{name}"),
    });
    let part = whole(figure, claim).filter(|(whole, _)| whole.id != series.id);
    if let Some((_, name)) = part.and_then(|(whole, _)| whole.id.split_once('.')) {
        claim.basis.push(format!("of_{name}").into());
        claim.basis.sort_unstable();
    }
    let has_span = claim.basis.iter().any(|b| is_span(b));
    if let Some(basis) =
        series.basis.filter(|basis| part.is_none() && (!has_span || !is_span(basis)))
    {
        claim.basis.push(basis.to_owned().into());
        claim.basis.sort_unstable();
        claim.basis.dedup();
    }
}

/// "A third of its workforce" is not how many work there.
fn is_part_of_count(claim: &Claim) -> bool {
    claim.unit == "count" && claim.value.abs() < Decimal::ONE && !claim.value.is_zero()
}

/// The series of an economy that jobs are: those of private employers are a part of all.
fn of_economy<'a>(figure: &Figure<'_>, name: &'a str) -> &'a str {
    let is_private = || figure.clause.iter().any(|n| figure.view.is_word(n, "private"));
    match name {
        "jobs" | "payrolls" if is_private() => "private_payrolls",
        "jobs" => "payrolls",
        name => name,
    }
}

/// The series of a company that ends a measure: of "retail sales for Falk" its sales, of which they are
/// a part.
fn of_company<'a>(lexicon: &'a Lexicon, measure: &str) -> Option<Series<'a>> {
    let plain = Lowered::without_hyphens(measure);
    let ends = plain.match_indices(' ').filter_map(|(at, _)| plain.get(at + 1..));
    ends.filter_map(|end| Series::named(lexicon, end)).find(|s| s.id.starts_with("company."))
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
fn price(figure: &Figure<'_>, claim: &Claim) -> Option<String> {
    let id = claim.subject_id.as_deref()?;
    let kind = InstrumentKind::of_id(id)?;
    let is_value = claim.kind != ClaimKind::Count && claim.metric.is_none();
    let is_other = kind == InstrumentKind::Index && is_made_of_index(figure, id);
    // "copper stocks fell to 112,450 tonnes"
    let is_value = is_value && may_be_of_price(&claim.unit);
    (kind.is_priced() && is_value && !is_other).then(|| format!("{id}.price"))
}

/// Whether a figure in this unit may be that of a price, of its level or of its move: money, by
/// whatever it is counted, points, parts, or a number alone.
fn may_be_of_price(unit: &str) -> bool {
    let money = unit.split('/').next().unwrap_or_default();
    let is_money = money.len() == 3 && money.bytes().all(|b| b.is_ascii_uppercase());
    let is_part = matches!(unit, "percent" | "percentage_point" | "basis_point" | "multiple");
    is_money || is_part || matches!(unit, "index_point" | "count")
}

/// "S&P 500 futures", "the S&P 500 energy sector": whether the name of an index before a figure only
/// tells of what something is made.
fn is_made_of_index(figure: &Figure<'_>, id: &str) -> bool {
    let view = figure.view;
    let is_it = |hit: &&Hit| {
        let instrument = view.entry(hit).instrument;
        instrument
            .and_then(|n| view.lexicon().instruments.get(n as usize))
            .is_some_and(|own| own.id == id)
    };
    let before = view.range().before(figure.start());
    let Some(name) = view.hits_in(Layer::Entity, before).iter().rfind(is_it) else {
        return false;
    };
    // "the S&P 500 index", "the Nikkei share average" are it
    view.noun_phrase_at(name.token_start).is_some_and(|phrase| {
        phrase.head >= name.token_end
            && view.pos(phrase.head).is_noun()
            && view.is_alphabetic(phrase.head)
            && !view.is_of(phrase.head, Class::Anaphor)
    })
}

/// The series that the words of a claim name: its metric, the last words of its subject, what it
/// counts, its unit.
fn series<'a>(figure: &Figure<'a>, claim: &Claim) -> Option<Series<'a>> {
    let lexicon = figure.view.lexicon();
    let plain = Lowered::without_hyphens;
    let is_whole = |m: &str| whole(figure, claim).is_some_and(|(_, words)| words.contains(m));
    let own = |m: &str| metric::tokens(figure).filter(|own| figure.view.text_of(*own) == m);
    let is_kind = |m: &str| own(m).is_some_and(|own| is_attribute(figure.view, own));
    let metric = claim.metric.as_deref().filter(|m| !is_whole(m) && !is_kind(m));
    if let Some(metric) = metric {
        let full = own(metric).and_then(|own| named_in_full(figure.view, own));
        let found = full.or_else(|| Series::named(lexicon, &plain(metric)));
        let is_own = found.is_some_and(|series| series.id.starts_with("macro."))
            && survey(figure.view).is_none()
            && names_company(figure, claim);
        if let Some(found) = if is_own { of_company(lexicon, metric) } else { found } {
            return Some(found);
        }
    }
    let is_part = claim.metric.as_deref().is_some_and(is_whole);
    let other =
        metric::before(figure).filter(|own| is_part && !is_whole(figure.view.text_of(*own)));
    if let Some(found) = other.and_then(|own| named_in_full(figure.view, own)) {
        return Some(found);
    }
    let named = |subject: &str| named_by_subject(figure, subject);
    if let Some(found) = claim.subject.as_deref().and_then(named) {
        return Some(found);
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

/// The series that ends the head of a subject: "private U.S. employers"; of a subject that only says
/// which way something goes, that of the thing: "the revision of the budget deficit".
fn named_by_subject<'a>(figure: &Figure<'a>, subject: &str) -> Option<Series<'a>> {
    let view = figure.view;
    let lexicon = view.lexicon();
    let is_fill = |word: &str| lexicon.whole_term(Class::SeriesFill, word).is_some();
    let is_open = subject.split_whitespace().all(|word| is_fill(&Lowered::new(word)));
    let tokens = is_open.then(|| subject_tokens(view, figure.number, subject)).flatten();
    let subject = tokens.map_or(subject, |own| view.text_of(with_attributes(view, own)));
    let plain = Lowered::without_hyphens(subject);
    let head = plain.split([',']).next().unwrap_or_default();
    let head = head.split(" in ").next().unwrap_or(head);
    let head = head.split(" of ").find(|part| !part.split(' ').all(is_fill)).unwrap_or(head);
    let is_home = |word: &&str| lexicon.whole_term(Class::SeriesHome, word).is_some();
    let own: Vec<&str> = head.split(' ').filter(|word| !is_home(word)).collect();
    series_at_end(lexicon, &own.join(" "))
}

/// "Unemployment benefits", "a sales tax": whether a measure only says of which kind another thing is.
pub(super) fn is_attribute(view: &SentenceView<'_>, measure: TokenRange) -> bool {
    view.noun_phrase_at(measure.token_start).is_some_and(|phrase| {
        let word = Lowered::without_hyphens(view.word(phrase.head));
        phrase.head >= measure.token_end
            && view.pos(phrase.head) == Pos::Noun
            && view.lexicon().whole_term(Class::SeriesFill, &word).is_none()
    })
}

/// The series that a measure names, with the words before it where these make another one of it:
/// "pending home sales".
fn named_in_full<'a>(view: &SentenceView<'a>, measure: TokenRange) -> Option<Series<'a>> {
    let before = view.before(measure.token_start, LONGER);
    (before.token_start..=measure.token_start).find_map(|n| {
        let words = view.text_of(TokenRange::new(n, measure.token_end));
        Series::named(view.lexicon(), &Lowered::without_hyphens(words))
    })
}

/// Who else counts what offices of statistics count: the survey that the sentence names.
fn survey<'a>(view: &SentenceView<'a>) -> Option<&'a str> {
    let lexicon = view.lexicon();
    let named = |words: &str| lexicon.whole_term(Class::Survey, &Lowered::new(words));
    let found = view.range().iter().find_map(|n| {
        let pair = || view.text_of(TokenRange::new(n, n + 2));
        let own = view.is_capital(n).then(|| named(view.word(n))).flatten();
        own.or_else(|| view.is_alphabetic(n).then(|| named(pair())).flatten())
    });
    found.and_then(|entry| entry.unit.as_deref())
}

/// "3% of gross domestic product", "of its output": the series that a figure is a part of.
fn whole<'a>(figure: &Figure<'a>, claim: &Claim) -> Option<(Series<'a>, &'a str)> {
    let view = figure.view;
    let is_part = claim.unit == "percent" && view.is_word(figure.end(), "of");
    let following = view.after(figure.end() + 1, 2 * LONGER).before(figure.clause.token_end);
    let leads = |n: &u32| {
        view.is_of(*n, Class::Article)
            || view.is_of(*n, Class::Possessive)
            || view.pos(*n) == Pos::Adjective
    };
    let first = following.iter().find(|n| !leads(n)).filter(|_| is_part)?;
    let starts = following.token_start..=first;
    starts.into_iter().find_map(|start| {
        (1..=LONGER).rev().find_map(|len| {
            let words = view.text_of(view.after(start, len));
            let series = Series::named(view.lexicon(), &Lowered::without_hyphens(words))?;
            Some((series, words))
        })
    })
}
