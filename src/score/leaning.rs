//! Which way the words of a sentence lean in which no rule finds a sign: each by a weight that
//! `scripts/fit-leanings` fits on `corpora/labelled`.

use super::cue::{SentimentCue, Watch};
use crate::{
    lang::{Token, stem},
    lexicon::{Class, Entry, SentenceView},
    model::{TokenRange, TraceStep},
};

/// The least sum of weights by which a sentence leans.
const CUT: f64 = 0.4;
/// What a weight counts in a score: a leaning is no more than likely.
const STRENGTH: f64 = 0.5;
/// Most words of a sentence that are looked up.
const MOST: usize = 80;

/// How the sentence that was asked for last leans: all themes of a sentence ask for it.
#[derive(Debug)]
pub(super) struct Leaning {
    of: Option<usize>,
    /// A step for each word that leans; none where they do not lean to one side together.
    steps: Vec<TraceStep>,
}

impl Leaning {
    /// That of no sentence yet.
    pub(super) const fn new() -> Self {
        Self { of: None, steps: Vec::new() }
    }

    /// Adds the steps of the sentence with this number, where nothing in it is a mere possibility.
    pub(super) fn lean(
        &mut self,
        (sentence, index): (&SentenceView<'_>, usize),
        cues: &[SentimentCue],
        trace: &mut Vec<TraceStep>,
    ) {
        if cues.iter().any(|cue| cue.watch != Watch::No) {
            return;
        }
        if self.of != Some(index) {
            self.of = Some(index);
            self.read(sentence);
        }
        if !self.steps.is_empty() {
            trace.extend_from_slice(&self.steps);
            trace.sort_by_key(|step| step.span);
        }
    }

    fn read(&mut self, sentence: &SentenceView<'_>) {
        self.steps.clear();
        let first = sentence.tokens().iter().position(Token::is_word);
        let mut seen: Vec<&Entry> = Vec::new();
        for (n, at) in sentence.range().iter().enumerate().take(MOST) {
            // a capital makes a name, which leans no way
            let is_running = !sentence.is_capital(at) || Some(n) == first;
            let word = sentence.word(at);
            if !is_running || word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
                continue;
            }
            let Some((entry, sign)) = leaning_word(sentence, &stem(word)) else { continue };
            if seen.iter().any(|own| std::ptr::eq(*own, entry)) {
                continue;
            }
            seen.push(entry);
            self.steps.push(TraceStep {
                span: sentence.span(TokenRange::new(at, at + 1)),
                rule: "leaning".into(),
                value: sign * entry.weight * STRENGTH,
                on: None,
                shifted_by: Vec::new(),
            });
        }
        let sum: f64 = self.steps.iter().map(|step| step.value).sum();
        if sum.abs() < CUT * STRENGTH - f64::EPSILON {
            self.steps.clear();
        }
    }
}

/// The entry of a stem that leans, and to which side.
fn leaning_word<'a>(sentence: &SentenceView<'a>, stem: &str) -> Option<(&'a Entry, f64)> {
    let mut own = sentence.lexicon().whole_terms_of(stem);
    own.find_map(|entry| match entry.class {
        Class::LeansGood => Some((entry, 1.0)),
        Class::LeansBad => Some((entry, -1.0)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        Pipeline,
        model::{Article, Label},
    };

    /// The label of the first sentence about a theme and the rules that made it.
    fn told(pipeline: &Pipeline, text: &str) -> (Label, Vec<String>) {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let mut mentions = pipeline.analyze(&article).mentions;
        assert!(!mentions.is_empty(), "no theme: {text}");
        let score = mentions.swap_remove(0).score;
        (score.label, score.trace.iter().map(|step| step.rule.to_string()).collect())
    }

    #[test]
    fn words_lean_together_where_no_rule_speaks() {
        let pipeline = Pipeline::builder().build().unwrap();
        let text = "There is finally enough artificial intelligence in the library, thank you.";
        let (label, rules) = told(&pipeline, text);
        assert_eq!(label, Label::Positive);
        assert!(rules.len() > 1 && rules.iter().all(|rule| rule == "leaning"), "{rules:?}");
        // one word is not enough, and what is to be watched has not happened
        let (label, rules) = told(&pipeline, "The library has enough artificial intelligence.");
        assert_eq!((label, rules.len()), (Label::Neutral, 0));
        let text = "Watch whether there is finally enough artificial intelligence, thank you.";
        assert_eq!(told(&pipeline, text).0, Label::Neutral);
        // a rule that speaks decides alone
        let (label, rules) = told(&pipeline, "Finally enough, thank you: AI orders fell.");
        assert_eq!(label, Label::Negative);
        assert!(!rules.iter().any(|rule| rule == "leaning"), "{rules:?}");
    }
}
