//! Subject, metric, period and number of a claim in one form, so that claims of different articles
//! can be compared without their words.

use rust_decimal::Decimal;

use super::{basis::CLOSE, narrowing::narrowing};
use crate::{
    lang::{Lowered, joined_words},
    lexicon::{Class, Layer, Lexicon, ParsedDocument, SentenceView},
    model::{
        Claim, ClaimKind, EntityKind, Forecaster, MetricKind, Modality, NormalForm, NormalPeriod,
        PeriodKind, Pos, Relation, Span, TokenRange,
    },
};

/// The normal form of a claim; `None` for a claim that no other can contradict: no fact, undefined,
/// without a subject, the base of a comparison, a rank, a length of time or a target, or of something
/// that has no name of its own.
pub(super) fn normal_form(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    claim: &Claim,
) -> Option<NormalForm> {
    let measure = claim.measure_id.as_deref().unwrap_or_default();
    let is_figure = matches!(
        claim.kind,
        ClaimKind::Change | ClaimKind::Level | ClaimKind::Share | ClaimKind::Count
    );
    // what a company says that it will earn, or whom it will send away
    let is_plan = claim.modality == Modality::Forecast
        && (claim.kind == ClaimKind::Target && !measure.is_empty()
            || measure.ends_with(".job_cuts"));
    let is_doubtful = claim.undefined || claim.suspect.is_some();
    let is_told = claim.modality == Modality::Actual && is_figure || is_plan;
    let is_base = claim.rule == "origin" || follows_from(view, claim);
    let is_open = is_base && !has_own_days(view, claim);
    if !is_told || is_doubtful || is_open {
        return None;
    }
    let subject = claim.subject.as_deref()?;
    let lexicon = parsed.lexicon;
    let metric = claim.metric.as_deref().map(|m| normal_metric(lexicon, m)).unwrap_or_default();
    let metric_kind = metric_kind(lexicon, &metric);
    // "the company's costs" are some other company's in the next article
    let is_known = claim.subject_id.is_some() || measure.contains('.');
    let is_name =
        (is_known || metric_kind == MetricKind::Headline) && is_name(lexicon, subject, &metric);
    if !is_known && !is_name {
        return None;
    }
    let of = claim.of.as_deref().filter(|_| claim.kind == ClaimKind::Count);
    let mut period = claim.period.map(|p| normal_period(lexicon, p.of(parsed.text())));
    if let (Some(period), Some(span)) = (&mut period, claim.period)
        && (goes_on(view, span) || is_of_other_year(view, claim))
    {
        period.kind = PeriodKind::Joined;
    }
    let basis: Vec<&str> = claim.basis.iter().map(|b| &**b).filter(|b| *b != CLOSE).collect();
    Some(NormalForm {
        subject: normal_subject(lexicon, subject),
        is_name,
        metric_kind,
        metric,
        counted: of.map(|of| normal_metric(lexicon, of)).unwrap_or_default(),
        period: period.unwrap_or_default(),
        measure: measure.to_owned(),
        basis: basis.join(" "),
        segment: claim.segment.clone().unwrap_or_default(),
        narrowing: narrowing(view, claim),
        forecaster: forecaster(view, claim),
        is_close: claim.basis.iter().any(|b| b == CLOSE),
        revised_from: claim.prior_value.filter(|_| claim.relation == Some(Relation::RevisedFrom)),
        written: written_number(claim.span.of(parsed.text())),
    })
}

/// "Expected the November deficit to widen to $40 billion from $39 billion": whether a figure is set
/// against one that is between it and its time.
fn follows_from(view: &SentenceView<'_>, claim: &Claim) -> bool {
    let Some(period) = claim.period else { return false };
    let between =
        TokenRange::new(view.tokens_of(period).token_end, view.tokens_of(claim.span).token_start);
    let number = between.iter().find(|n| view.is_number(*n));
    number.is_some_and(|n| between.after(n).iter().any(|n| view.is_word(n, "from")))
}

/// "From a revised 8.7% in November": whether what a figure is set against names its own time, with
/// no other figure between.
fn has_own_days(view: &SentenceView<'_>, claim: &Claim) -> bool {
    let Some(period) = claim.period.filter(|_| claim.period_start.is_some()) else { return false };
    let (number, period) = (view.tokens_of(claim.span), view.tokens_of(period));
    let before = TokenRange::new(period.token_end, number.token_start);
    let after = TokenRange::new(number.token_end, period.token_start);
    !before.iter().chain(after.iter()).any(|n| view.is_number(n))
}

/// Who makes the forecast that a claim is.
fn forecaster(view: &SentenceView<'_>, claim: &Claim) -> Forecaster {
    if claim.modality == Modality::Actual {
        return Forecaster::Owner;
    }
    if view.range().iter().any(|n| view.is_of(n, Class::Forecaster)) {
        return Forecaster::Analysts;
    }
    let before = view.before(view.token_at(claim.span.byte_start), FORECASTER);
    let named = view.references_in(before).iter().rev();
    let body = named
        .filter_map(|r| view.resolution().entity(r))
        .find(|e| e.kind == EntityKind::Organisation);
    body.map_or(Forecaster::Owner, |e| Forecaster::Body(e.id.clone()))
}

/// Tokens before a forecast in which its author is named.
const FORECASTER: u32 = 40;

fn is_any(lexicon: &Lexicon, class: Class, words: &str) -> bool {
    lexicon.whole_term(class, words).is_some()
}

/// One name for a measure; nothing where it is the price of the subject itself.
fn normal_metric(lexicon: &Lexicon, metric: &str) -> String {
    let own = Lowered::without_hyphens(metric);
    let synonym = lexicon.whole_term(Class::Synonym, &own);
    let metric = synonym.map_or(&*own, |entry| entry.unit.as_deref().unwrap_or_default());
    if is_any(lexicon, Class::PriceMetric, metric) { String::new() } else { metric.to_owned() }
}

fn metric_kind(lexicon: &Lexicon, metric: &str) -> MetricKind {
    if metric.is_empty() {
        MetricKind::Price
    } else if is_any(lexicon, Class::ShareMetric, metric) {
        MetricKind::OfShares
    } else if is_any(lexicon, Class::HeadlineMetric, metric) {
        MetricKind::Headline
    } else {
        MetricKind::Other
    }
}

/// Lower case, single spaces, no articles, no possessives.
fn normal_subject(lexicon: &Lexicon, subject: &str) -> String {
    let lower = Lowered::new(subject);
    let curly = lower.contains('\u{2019}').then(|| lower.replace('\u{2019}', "'"));
    let words = curly.as_deref().unwrap_or(&lower).split_whitespace();
    let bare = words
        .map(|word| word.trim_end_matches("'s").trim_end_matches('\''))
        .filter(|word| !word.is_empty() && !lexicon.is_word_of(word, Class::Article));
    joined_words(bare, lower.len())
}

/// Whether a subject names something that is the same in another article: all its words have
/// capitals, and none is a measure or a common word.
fn is_name(lexicon: &Lexicon, subject: &str, metric: &str) -> bool {
    let plain = |word: &str| {
        let word = word.trim_end_matches('.').trim_end_matches("'s");
        Lowered::new(word.trim_end_matches('\u{2019}'))
    };
    let is_proper = |word: &str| {
        let lower = plain(word);
        word.starts_with(char::is_uppercase)
            && lower.chars().count() > 2
            && &*lower != metric
            && !is_any(lexicon, Class::CommonWord, &lower)
    };
    let mut words =
        subject.split_whitespace().filter(|w| !matches!(*w, "of" | "and" | "&" | "the" | "The"));
    let is_form = |word: &str| lexicon.is_word_of(&plain(word), Class::CompanyForm);
    words.clone().any(|word| !is_form(word)) && words.all(is_proper)
}

fn normal_period(lexicon: &Lexicon, text: &str) -> NormalPeriod {
    let lower = Lowered::new(text);
    let plain = lower.replace(['-', '\u{2010}', '\u{2011}', ',', '.'], " ");
    let words = plain.split_whitespace().skip_while(|word| is_any(lexicon, Class::LeadIn, word));
    let words = joined_words(words, plain.len());
    let has = |class| words.split(' ').any(|word| is_any(lexicon, class, word));
    let kind = if is_base(lexicon, &lower) || has(Class::OfAnother) {
        PeriodKind::OfAnother
    } else if has(Class::OpenMarket) {
        PeriodKind::OpenMarket
    } else if words == "year" {
        PeriodKind::Year
    } else if is_any(lexicon, Class::YearToDate, &words) {
        PeriodKind::YearToDate
    } else if is_rolling(lexicon, &lower) {
        PeriodKind::Rolling
    } else {
        PeriodKind::Plain
    };
    NormalPeriod { words, kind, follows_for: lower.starts_with("for ") }
}

/// "Last year, ... 0.3 percent on Friday": whether a day is one of the year that the sentence opens
/// with.
fn is_of_other_year(view: &SentenceView<'_>, claim: &Claim) -> bool {
    let first = view.start();
    let opens = view.has_at(Layer::Period, first, |e| e.class == Class::PeriodOrder)
        && view.is_word(first + 1, "year");
    opens && claim.as_of.is_some()
}

/// "In May and so far in June": whether another time goes on from a period.
fn goes_on(view: &SentenceView<'_>, period: Span) -> bool {
    let end = view.tokens_of(period).token_end;
    let next = view.after(end + 1, 4);
    let is_time = |n: u32| {
        view.has_at(Layer::Number, n, |e| e.class == Class::Month)
            || view.has_at(Layer::Period, n, |e| e.class == Class::PeriodWords)
    };
    let is_open = |n: &u32| view.pos(*n) == Pos::Adposition || view.pos(*n) == Pos::Adverb;
    view.is_word(end, "and") && next.iter().find(|n| !is_open(n)).is_some_and(is_time)
}

/// "Up 4 percent from 2010", "an increase over March": what a change is measured against.
fn is_base(lexicon: &Lexicon, period: &str) -> bool {
    let mut words = period.split_whitespace();
    match words.next() {
        Some("over") => !is_rolling(lexicon, period) && words.next() != Some("the"),
        Some(word) => is_any(lexicon, Class::ChangeBase, word),
        None => false,
    }
}

/// "Over the past year" ends with whatever day it is said on, whatever dates it was given; "last
/// year" does not.
fn is_rolling(lexicon: &Lexicon, period: &str) -> bool {
    let mut words = period.split_whitespace().filter(|word| *word != "the");
    let first = words.next().unwrap_or_default();
    let has_lead = is_any(lexicon, Class::RollingLead, first);
    match if has_lead { words.next().unwrap_or_default() } else { first } {
        "past" => true,
        "last" => first == "over" || period.ends_with('s'),
        _ => false,
    }
}

/// The first number in digits, with the decimals that are written: 1250.50 of "$1,250.50 a share".
fn written_number(surface: &str) -> Option<Decimal> {
    let start = surface.find(|c: char| c.is_ascii_digit())?;
    // ".5 percent"
    let start = if surface.get(..start)?.ends_with('.') { start - 1 } else { start };
    let run = surface.get(start..)?;
    let end =
        run.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(run.len());
    let plain: String = run.get(..end)?.chars().filter(|c| *c != ',').collect();
    Decimal::from_str_exact(plain.trim_end_matches('.')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> &'static Lexicon {
        Lexicon::built_in()
    }

    #[test]
    fn names_of_one_measure_are_one() {
        for (one, other) in [
            ("Revenues", "revenue"),
            ("EPS", "earnings per share"),
            ("gross domestic product", "GDP"),
            ("share price", "year-to-date gain"),
        ] {
            assert_eq!(normal_metric(lexicon(), one), normal_metric(lexicon(), other), "{one}");
        }
        assert_ne!(normal_metric(lexicon(), "revenue"), normal_metric(lexicon(), "profit"));
        for (metric, kind) in [
            ("", MetricKind::Price),
            ("stake", MetricKind::OfShares),
            ("revenue", MetricKind::Headline),
            ("sales", MetricKind::Other),
        ] {
            assert_eq!(metric_kind(lexicon(), metric), kind, "{metric}");
        }
    }

    #[test]
    fn subjects_of_one_thing_are_one() {
        assert_eq!(normal_subject(Lexicon::built_in(), "The  firm\u{2019}s sales"), "firm sales");
        assert_eq!(normal_subject(Lexicon::built_in(), "Spain's"), "spain");
        assert_eq!(normal_subject(Lexicon::built_in(), "the"), "");
        for (subject, expected) in [
            ("Spain's", true),
            ("Bank of America", false),
            ("Federal Reserve", true),
            ("Sales", false),
            ("the company", false),
            ("UK", false),
            ("the", false),
        ] {
            assert_eq!(is_name(lexicon(), subject, "gdp"), expected, "{subject}");
        }
        assert!(!is_name(lexicon(), "Revenue", "revenue"));
    }

    #[test]
    fn periods_as_they_are_said() {
        use PeriodKind::{OfAnother, OpenMarket, Plain, Rolling, Year, YearToDate};
        for (text, kind) in [
            ("year-to-date", YearToDate),
            ("a year-to-date", YearToDate),
            ("so far this year", YearToDate),
            ("this year", YearToDate),
            ("since the start of the year", YearToDate),
            ("since January", YearToDate),
            ("for the year", Year),
            ("first-half", Plain),
            ("last year", Plain),
            ("in 2026", Plain),
            ("over the past year", Rolling),
            ("the past year", Rolling),
            ("in the last two months", Rolling),
            ("a year earlier", OfAnother),
            ("from 2010", OfAnother),
            ("over 2010", OfAnother),
            ("in the same quarter", OfAnother),
            ("in afternoon trading", OpenMarket),
        ] {
            assert_eq!(normal_period(lexicon(), text).kind, kind, "{text}");
        }
        let words = |text| normal_period(lexicon(), text).words;
        assert_eq!(words("in the First Quarter"), words("first-quarter"));
        assert!(normal_period(lexicon(), "for June").follows_for);
    }

    #[test]
    fn numbers_as_they_are_written() {
        for (surface, expected) in [
            ("21.40%", Some("21.40")),
            ("$3.5 billion", Some("3.5")),
            ("2,731.77 points", Some("2731.77")),
            (".5 percent", Some("0.5")),
            ("14-18%", Some("14")),
            ("three", None),
        ] {
            assert_eq!(written_number(surface).map(|n| n.to_string()).as_deref(), expected);
        }
    }
}
