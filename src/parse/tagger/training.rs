//! Training of the tagger: an averaged perceptron, greedy as the tagger itself is.
//!
//! Source: M. Collins, Discriminative training methods for hidden Markov models (EMNLP 2002), with
//! the tags predicted so far in place of a search.

use std::collections::BTreeMap;

use super::{
    Tagger,
    dictionary::{CLOSED, Dictionary, MAY_BE_CLOSED, always, set_of},
    features::{NO_TAG, Word, features, hash_folded},
    file::write_model,
    weights::Weights,
};
use crate::model::Pos;

/// A sentence whose parts of speech are known.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct TaggedSentence {
    /// Its words.
    pub words: Vec<String>,
    /// One for each word.
    pub tags: Vec<Pos>,
}

/// What a tagger is trained from.
#[derive(Debug, Clone, Copy)]
pub struct TrainingInput<'a> {
    /// Sentences with their parts of speech.
    pub sentences: &'a [TaggedSentence],
    /// Words in lower case with what they can be: a set of at most 255 different ones.
    pub dictionary: &'a [(String, u16)],
    /// Passes over the sentences.
    pub epochs: u32,
}

/// Rows of the weights, as a power of two: more do not fit the caches of a processor.
const BITS: u32 = 17;

/// A word is always what it was in this share of so many cases.
const ALWAYS_SHARE: f64 = 0.99;
const ALWAYS_CASES: u32 = 5;

/// Share of the weights that are within the range of eight bits after scaling.
const WITHIN: f64 = 0.9995;

/// The sentences of a treebank in columns: number, form, lemma, universal part of speech, features;
/// an empty line after each sentence.
#[must_use]
pub fn read_treebank(text: &str) -> Vec<TaggedSentence> {
    let mut out = vec![TaggedSentence::default()];
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            // a number such as 3-4 or 5.1 stands for no word of its own
            [number, form, _, tag, features, ..] if number.parse::<u32>().is_ok() => {
                if let Some(sentence) = out.last_mut() {
                    sentence.words.push((*form).to_owned());
                    sentence.tags.push(pos_of(tag, features));
                }
            }
            [""] if out.last().is_some_and(|s| !s.words.is_empty()) => {
                out.push(TaggedSentence::default());
            }
            _ => {}
        }
    }
    out.retain(|sentence| !sentence.words.is_empty());
    out
}

fn pos_of(tag: &str, features: &str) -> Pos {
    match tag {
        "VERB" if features.contains("VerbForm=Part") && features.contains("Tense=Past") => {
            Pos::PastParticiple
        }
        "VERB" if ["VerbForm=Ger", "VerbForm=Part"].iter().any(|f| features.contains(f)) => {
            Pos::PresentParticiple
        }
        "VERB" if ["VerbForm=Inf", "Mood=Imp"].iter().any(|f| features.contains(f)) => {
            Pos::Infinitive
        }
        _ => Pos::ALL.into_iter().find(|pos| pos.universal() == tag).unwrap_or_default(),
    }
}

/// Trains a tagger; returns the bytes of its file and the tagger. The same input yields the same
/// bytes.
///
/// # Errors
/// When the file cannot be compressed.
pub fn train(input: TrainingInput<'_>) -> std::io::Result<(Vec<u8>, Tagger)> {
    let mut tagger = Tagger {
        cased: Weights::new(std::iter::empty()),
        caseless: Weights::new(std::iter::empty()),
        dictionary: dictionary(&words_of(input)),
    };
    tagger.cased = weights(input, &tagger, false);
    tagger.caseless = weights(input, &tagger, true);
    Ok((write_model(&tagger)?, tagger))
}

/// The dictionary with the words that always are of one part of speech in the treebank: those of
/// closed classes, and others that can be nothing else by the dictionary.
fn words_of(input: TrainingInput<'_>) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, [u32; Pos::COUNT]> = BTreeMap::new();
    for sentence in input.sentences {
        for (word, tag) in sentence.words.iter().zip(&sentence.tags) {
            let folded = word.to_lowercase().replace(|c: char| c.is_ascii_digit(), "0");
            counts.entry(folded).or_default()[*tag as usize] += 1;
        }
    }
    let own = input.dictionary.iter().map(|(word, set)| (word.clone(), u32::from(*set)));
    let mut out: BTreeMap<String, u32> = own.collect();
    for (word, counts) in counts {
        let all: u32 = counts.iter().sum();
        let most = Pos::ALL.into_iter().max_by_key(|pos| counts[*pos as usize]).unwrap_or_default();
        let is_always = f64::from(counts[most as usize]) >= ALWAYS_SHARE * f64::from(all);
        let is_closed = CLOSED.contains(&most) || matches!(most, Pos::Numeral | Pos::Punctuation);
        let is_other = out.get(&word).is_some_and(|set| (set & 0xFF).count_ones() > 1);
        let is_open = most != Pos::ProperNoun && !is_other;
        if all >= ALWAYS_CASES && is_always && (is_closed || is_open) {
            out.insert(word, set_of(most as u16, !is_closed));
        } else if CLOSED.iter().any(|pos| counts[*pos as usize] > 0) {
            *out.entry(word).or_default() |= MAY_BE_CLOSED;
        }
    }
    out
}

/// Twice as many slots as words, so that few are tried.
fn dictionary(words: &BTreeMap<String, u32>) -> Dictionary {
    let mut sets: Vec<u32> = words.values().copied().collect();
    sets.sort_unstable();
    sets.dedup();
    sets.truncate(255);
    let len = (words.len() * 3 / 2).next_power_of_two().max(2);
    let mut out = Dictionary { slots: vec![0; len], sets };
    for (word, set) in words {
        let hash = hash_folded(word.as_bytes());
        let Ok(number) = out.sets.binary_search(set) else { continue };
        let mut at = out.first_slot(hash);
        while out.slots[at] != 0 {
            at = (at + 1) & (len - 1);
        }
        out.slots[at] = hash << 8 | (number as u32 + 1);
    }
    out
}

/// Weights of one feature while they are learned, with their sums over time.
#[derive(Clone)]
struct Learned {
    now: [i32; Pos::COUNT],
    sum: [i64; Pos::COUNT],
    since: [u32; Pos::COUNT],
}

impl Learned {
    fn add(&mut self, tag: usize, delta: i32, step: u32) {
        self.sum[tag] += i64::from(self.now[tag]) * i64::from(step - self.since[tag]);
        self.since[tag] = step;
        self.now[tag] += delta;
    }
}

fn weights(input: TrainingInput<'_>, tagger: &Tagger, is_caseless: bool) -> Weights {
    let sentences: Vec<(Vec<Word>, &[Pos])> = input
        .sentences
        .iter()
        .map(|s| {
            let word = |(n, word): (usize, &String)| tagger.word(word, n == 0, is_caseless);
            (s.words.iter().enumerate().map(word).collect(), s.tags.as_slice())
        })
        .collect();
    let empty = Learned { now: [0; Pos::COUNT], sum: [0; Pos::COUNT], since: [0; Pos::COUNT] };
    let mut learned = vec![empty; 1 << BITS];
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut seed = 12_345_u64;
    let mut step = 0;
    for _ in 0..input.epochs {
        shuffle(&mut order, &mut seed);
        for n in &order {
            learn(&sentences[*n], is_caseless, &mut learned, &mut step);
        }
    }
    for row in &mut learned {
        (0..Pos::COUNT).for_each(|tag| row.add(tag, 0, step));
    }
    quantised(&learned)
}

/// Fisher-Yates with a linear congruential generator: the same order on every machine.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for n in (1..order.len()).rev() {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(n, (*seed >> 33) as usize % (n + 1));
    }
}

fn learn(
    (words, tags): &(Vec<Word>, &[Pos]),
    is_caseless: bool,
    learned: &mut [Learned],
    step: &mut u32,
) {
    let mut last = [NO_TAG; 2];
    for (at, tag) in tags.iter().enumerate() {
        *step += 1;
        if let Some(always) = always(&words[at], is_caseless) {
            last = [always as u32, last[0]];
            continue;
        }
        let row = |feature: &u32| (feature >> (u32::BITS - BITS)) as usize;
        let rows: Vec<usize> = features(words, at, last).iter().map(row).collect();
        let sum = |tag: usize| rows.iter().map(|row| learned[*row].now[tag]).sum::<i32>();
        let best =
            (1..Pos::COUNT).fold(0, |best, tag| if sum(tag) > sum(best) { tag } else { best });
        let right = *tag as usize;
        if best != right {
            for row in rows {
                learned[row].add(right, 1, *step);
                learned[row].add(best, -1, *step);
            }
        }
        last = [best as u32, last[0]];
    }
}

/// Averages in eight bits; single units, which are mostly noise, become zero.
fn quantised(learned: &[Learned]) -> Weights {
    let mut sizes: Vec<u64> =
        learned.iter().flat_map(|row| row.sum).map(i64::unsigned_abs).filter(|v| *v > 0).collect();
    sizes.sort_unstable();
    let largest = sizes.get((sizes.len() as f64 * WITHIN) as usize).copied().unwrap_or(1) as f64;
    let weight = |sum: i64| {
        let scaled = (sum as f64 / largest * 127.0).round().clamp(-127.0, 127.0) as i8;
        if scaled.abs() < 2 { 0 } else { scaled }
    };
    Weights::new(learned.iter().map(|row| row.sum.map(weight)))
}
