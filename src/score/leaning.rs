//! Which way the words of a sentence lean in which no rule finds a sign: each by a weight that
//! `scripts/fit-leanings` fits on `corpora/labelled`.

use super::cue::{SentimentCue, Watch};
use crate::{
    lang::{Token, stem},
    lexicon::{Class, SentenceView},
    model::{TokenRange, TraceStep},
};

/// The least sum of weights by which a sentence leans.
const CUT: f64 = 0.4;
/// What a weight counts in a score: a leaning is no more than likely.
const STRENGTH: f64 = 0.5;
/// Most words of a sentence that are looked up.
const MOST: usize = 80;

/// Adds a step for each word that leans, where they lean to one side together and nothing in the
/// sentence is a mere possibility.
pub(super) fn lean(sentence: &SentenceView<'_>, cues: &[SentimentCue], trace: &mut Vec<TraceStep>) {
    if cues.iter().any(|cue| cue.watch != Watch::No) {
        return;
    }
    let first = sentence.tokens().iter().position(Token::is_word);
    let mut seen: Vec<String> = Vec::new();
    let mut steps: Vec<TraceStep> = Vec::new();
    for (n, at) in sentence.range().iter().enumerate().take(MOST) {
        // a capital makes a name, which leans no way
        let is_running = !sentence.is_capital(at) || Some(n) == first;
        let word = sentence.word(at);
        if !is_running || word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            continue;
        }
        let stem = stem(word);
        let Some(weight) = weight_of(sentence, &stem).filter(|_| !seen.contains(&stem)) else {
            continue;
        };
        seen.push(stem);
        steps.push(TraceStep {
            span: sentence.span(TokenRange::new(at, at + 1)),
            rule: "leaning".into(),
            value: weight * STRENGTH,
            on: None,
            shifted_by: Vec::new(),
        });
    }
    let sum: f64 = steps.iter().map(|step| step.value).sum();
    if sum.abs() >= CUT * STRENGTH - f64::EPSILON {
        trace.append(&mut steps);
        trace.sort_by_key(|step| step.span);
    }
}

/// How a stem leans.
fn weight_of(sentence: &SentenceView<'_>, stem: &str) -> Option<f64> {
    let lexicon = sentence.lexicon();
    let good = lexicon.whole_term(Class::LeansGood, stem).map(|entry| entry.weight);
    good.or_else(|| lexicon.whole_term(Class::LeansBad, stem).map(|entry| -entry.weight))
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
