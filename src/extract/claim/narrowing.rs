//! What makes a measure a smaller one: "retail sales of the brand" are a part of sales, "exports to
//! China" of exports. Figures are of one measure only where the same words narrow them.

use rustc_hash::FxHashSet;

use super::{
    clause_subject::with_attributes, measure::is_attribute, measure_owner::subject_tokens,
};
use crate::{
    lang::{Lowered, month_number},
    lexicon::{Class, Layer, Lexicon, SentenceView},
    model::{Claim, Pos, TokenRange},
};

/// Tokens before a figure in which its measure is named.
const REACH: u32 = 40;
/// Tokens after a figure in which a part is named: "325,000 vehicles for the brand".
const BEHIND: u32 = 12;
/// Words of the longest name of a series.
const LONGEST: usize = 7;

/// The words that narrow the measure of a claim, sorted, each once; empty for all of it.
pub(super) fn narrowing(view: &SentenceView<'_>, claim: &Claim) -> String {
    let own = KnownNames::of(view, claim);
    let number = view.tokens_of(claim.span);
    let mut words: Vec<String> = Vec::new();
    if let Some(subject) = &claim.subject {
        let told = subject_tokens(view, number, subject);
        let told = told.map_or_else(
            || subject.split([' ', '-']).filter_map(plain).map(|word| (word, true)).collect(),
            |tokens| words_of(view, with_attributes(view, tokens)),
        );
        words.extend(own.others(told));
    }
    if let Some(metric) = metric(view, claim, number) {
        words.extend(own.others(words_of(view, metric)));
    }
    for phrase in parts_after(view, number) {
        words.extend(own.others(words_of(view, phrase)));
    }
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// What a measure may be called without being narrowed.
struct KnownNames<'a> {
    lexicon: &'a Lexicon,
    measure: &'a str,
    metric: String,
    /// The id of the economy or company that owns it.
    owner: &'a str,
    /// The words of the owner's names.
    names: FxHashSet<String>,
}

impl<'a> KnownNames<'a> {
    fn of(view: &SentenceView<'a>, claim: &'a Claim) -> Self {
        let measure = claim.measure_id.as_deref().unwrap_or_default();
        let owner = match claim.subject_id.as_deref() {
            Some(id) if measure.is_empty() => id,
            _ => measure.rsplit_once('.').map_or("", |(owner, _)| owner),
        };
        let mut names: FxHashSet<String> = FxHashSet::default();
        let text = &view.document().text;
        let entities = view.resolution().with_id(owner);
        for name in entities.flat_map(|e| e.names(text).into_iter().chain([e.called(), &*e.name])) {
            names.extend(name.split([' ', '-']).filter_map(plain).map(|word| word.to_string()));
        }
        let last = owner.rsplit('.').next().unwrap_or_default();
        names.extend(last.split('_').map(str::to_owned));
        let metric = claim.metric.as_deref().map(|m| Lowered::without_hyphens(m).to_string());
        Self { lexicon: view.lexicon(), measure, metric: metric.unwrap_or_default(), owner, names }
    }

    /// The words of a phrase that are neither of its owner nor of its series, and may say what it is
    /// of.
    fn others(&self, mut words: Vec<(Lowered, bool)>) -> Vec<String> {
        words.retain(|word| !self.is_of_owner(&word.0));
        let mut out = Vec::new();
        let (mut joined, mut ends) = (String::new(), Vec::with_capacity(LONGEST));
        let mut rest = &words[..];
        while let [(first, says), others @ ..] = rest {
            joined.clear();
            ends.clear();
            for (word, _) in rest.iter().take(LONGEST) {
                joined.push_str(if ends.is_empty() { "" } else { " " });
                joined.push_str(word);
                ends.push(joined.len());
            }
            let is_known =
                |end: &usize| self.is_of_series(&joined[..*end]) || self.is_home(&joined[..*end]);
            let own = ends.iter().rposition(is_known);
            rest = own.map_or(others, |last| &rest[last + 1..]);
            if own.is_none() && *says && self.narrows(first) {
                out.push(first.to_string());
            }
        }
        out
    }

    /// Whether words name the series itself.
    fn is_of_series(&self, words: &str) -> bool {
        if self.measure.is_empty() && words == self.metric {
            return true;
        }
        let entry = self.lexicon.whole_term(Class::Series, words);
        let id = entry.and_then(|e| e.unit.as_deref()).and_then(|unit| unit.split(' ').next());
        let name = id.and_then(|id| id.rsplit('.').next());
        name.is_some_and(|name| self.measure.split('.').any(|part| part == name))
    }

    fn is_of_owner(&self, word: &str) -> bool {
        self.names.contains(word) || self.is_home(word)
    }

    /// Whether words name the economy that owns the series.
    fn is_home(&self, words: &str) -> bool {
        let home =
            self.lexicon.whole_term(Class::SeriesHome, words).and_then(|e| e.unit.as_deref());
        let own = self.owner.split('.').next();
        home.is_some_and(|code| own.is_some_and(|own| own.eq_ignore_ascii_case(code)))
    }

    fn narrows(&self, word: &str) -> bool {
        self.lexicon.whole_term(Class::SeriesFill, word).is_none()
            && month_number(word).is_none()
            && !word.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// A word in lower case without what hangs on it; `None` for marks.
fn plain(word: &str) -> Option<Lowered> {
    let mut word = word;
    while let Some(owner) = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")) {
        word = owner;
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_end_matches(',');
    word.contains(char::is_alphanumeric).then(|| Lowered::new(word))
}

/// The words of a phrase, and whether each may say what it is of: no verbs, no adverbs, no times,
/// no legal forms.
fn words_of(view: &SentenceView<'_>, phrase: TokenRange) -> Vec<(Lowered, bool)> {
    let times = view.hits_in(Layer::Period, phrase);
    let is_time = |n: u32| {
        times.iter().any(|h| (h.token_start..h.token_end).contains(&n))
            || view.has_at(Layer::Number, n, |e| matches!(e.class, Class::Month | Class::Weekday))
    };
    let says = |n: u32| {
        let is_said = matches!(view.pos(n), Pos::Noun | Pos::ProperNoun | Pos::Adjective);
        is_said && !is_time(n) && !(view.is_capital(n) && view.is_of(n, Class::CompanyForm))
    };
    phrase.iter().filter_map(|n| Some((plain(view.word(n))?, says(n)))).collect()
}

/// The phrase that names the metric of a claim, with what hangs on it.
fn metric(view: &SentenceView<'_>, claim: &Claim, number: TokenRange) -> Option<TokenRange> {
    let metric = claim.metric.as_deref()?;
    let hits = |range| view.hits_in(Layer::Claim, range).iter();
    let is_it = |hit: &&crate::lexicon::Hit| view.text_of_hit(hit) == metric;
    let before = hits(view.before(number.token_start, REACH)).rfind(is_it);
    let hit = before.or_else(|| hits(view.after(number.token_end, BEHIND)).find(is_it))?;
    let own = TokenRange::new(hit.token_start, hit.token_end);
    let phrase = view.noun_phrase_at(own.token_start).filter(|_| !is_attribute(view, own))?.tokens;
    Some(with_attributes(view, phrase))
}

/// The phrases after a figure that say of which part it is: "in Europe", "for the brand".
fn parts_after<'a>(
    view: &'a SentenceView<'_>,
    number: TokenRange,
) -> impl Iterator<Item = TokenRange> + use<'a> {
    let after = view.after(number.token_end, BEHIND);
    let ends = |n: &u32| {
        view.token(*n).is_some_and(|t| matches!(t.punct(), Some(',' | ';' | ':' | '(' | '"')))
            || matches!(view.pos(*n), Pos::Verb | Pos::Auxiliary)
    };
    let stop = after.iter().find(ends).unwrap_or(after.token_end);
    let leads = |n: &u32| view.is_of(*n, Class::PartLead);
    let phrase = |n: u32| {
        let phrase = view.noun_phrase_at(n + 1)?.tokens;
        (!view.is_number(phrase.token_start)).then_some(phrase)
    };
    after.before(stop).iter().filter(leads).filter_map(phrase)
}
