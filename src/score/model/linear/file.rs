//! The file of a model: one JSON object, small enough to keep with the code that uses it, and
//! refused where it does not fit.

use serde::{Deserialize, Serialize};

use super::{
    features::{FEATURES, HASHED, SEED},
    rule_features,
    softmax::CLASSES,
};
use crate::{lexicon::Lexicon, model::Label, score::ModalityWeights};

/// What the file says that it is.
const FORMAT: &str = "newsvane linear model";
/// Grows by one whenever features or fields change their meaning.
const FORMAT_VERSION: u32 = 1;
/// Most bytes that are read: every feature with long weights takes fewer.
pub(super) const MAX_BYTES: u64 = 64 << 20;
/// Larger weights were not learned.
const MAX_WEIGHT: f64 = 1e6;
/// Weights are written with so many digits after the point: a sentence has a hundred features, and
/// no label depends on a twentieth.
const DIGITS: i32 = 3;

/// The rules whose findings are features: a model holds for them alone.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesVersion {
    lexicons: String,
    weighing: ModalityWeights,
}

impl RulesVersion {
    /// Those of these lexicons and settings. Patterns of page boilerplate, recurring lines and
    /// companies of the user's make no difference: they may grow while a model stays.
    #[must_use]
    pub fn of(lexicon: &Lexicon, weighing: ModalityWeights) -> Self {
        let mut hasher = blake3::Hasher::new();
        for (file, hash) in
            lexicon.file_hashes.iter().filter(|(file, _)| file != "boilerplate.toml")
        {
            hasher.update(file.as_bytes());
            hasher.update(&[0]);
            hasher.update(hash.as_bytes());
        }
        Self { lexicons: hasher.finalize().to_hex()[..16].to_owned(), weighing }
    }
}

/// How good a model was found to be when it was trained.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Labelled rows.
    pub rows: usize,
    /// Strength of the L2 penalty.
    pub l2: f64,
    /// Parts into which the rows were cut; each was judged by a model of the others.
    pub folds: usize,
    /// Share of rows whose label was found.
    pub accuracy: f64,
    /// Mean over the three labels of F1.
    pub macro_f1: f64,
}

/// What the file holds, in its order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFile {
    format: String,
    format_version: u32,
    newsvane: String,
    lexicons: String,
    weighing: ModalityWeights,
    hash_seed: String,
    dimension: u32,
    labels: Vec<String>,
    trained: Quality,
    bias: [f64; CLASSES],
    rules: Vec<(String, [f64; CLASSES])>,
    words: Vec<(u32, [f64; CLASSES])>,
}

/// What is asked of a file before anything else.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    format_version: Option<u32>,
}

/// What scoring needs of it.
pub(super) struct Contents {
    pub bias: [f64; CLASSES],
    /// By feature.
    pub weights: Vec<(u32, [f64; CLASSES])>,
}

/// The bytes of the file; `weights` are in the order of their features.
pub(super) fn write(
    bias: [f64; CLASSES],
    weights: &[(u32, [f64; CLASSES])],
    rules: &RulesVersion,
    trained: Quality,
) -> Vec<u8> {
    let weight_of = |feature: u32| {
        weights
            .iter()
            .find(|(at, _)| *at == feature)
            .map_or([0.0; CLASSES], |(_, weights)| weights.map(rounded))
    };
    let words = weights
        .iter()
        .take_while(|(feature, _)| *feature < HASHED)
        .map(|(feature, weights)| (*feature, weights.map(rounded)));
    let file = ModelFile {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        newsvane: env!("CARGO_PKG_VERSION").to_owned(),
        lexicons: rules.lexicons.clone(),
        weighing: rules.weighing,
        hash_seed: format!("{SEED:016x}"),
        dimension: HASHED,
        labels: Label::ALL.map(|label| label.as_str().to_owned()).to_vec(),
        trained,
        bias: bias.map(rounded),
        rules: (0..rule_features::COUNT)
            .map(|n| (rule_features::name(n), weight_of(HASHED + n as u32)))
            .collect(),
        words: words.filter(|(_, weights)| weights.iter().any(|weight| *weight != 0.0)).collect(),
    };
    let mut bytes = serde_json::to_vec(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn rounded(weight: f64) -> f64 {
    let scale = 10_f64.powi(DIGITS);
    // never a negative zero
    (weight * scale).round() / scale + 0.0
}

/// Reads what [`write()`] wrote.
pub(super) fn read(bytes: &[u8], rules: &RulesVersion) -> Result<Contents, String> {
    const AGAIN: &str = "train the model again with this newsvane and these lexicons (`newsvane \
                         train LABELS -o FILE`)";
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!(
            "more than {} MB; a model that `newsvane train` wrote has fewer",
            MAX_BYTES >> 20
        ));
    }
    let broken = |error: serde_json::Error| {
        format!("no whole model: {error}; expected the JSON that `newsvane train` writes")
    };
    let head: Head = serde_json::from_slice(bytes).map_err(broken)?;
    if head.format.as_deref() != Some(FORMAT) {
        let found =
            head.format.map_or("no `format`".to_owned(), |format| format!("format {format:?}"));
        return Err(format!("{found}; expected format {FORMAT:?}, as `newsvane train` writes it"));
    }
    if head.format_version != Some(FORMAT_VERSION) {
        let found = head.format_version.map_or("none".to_owned(), |version| version.to_string());
        return Err(format!(
            "format version {found}; this newsvane reads version {FORMAT_VERSION}: {AGAIN}"
        ));
    }
    let file: ModelFile = serde_json::from_slice(bytes).map_err(broken)?;
    let here = env!("CARGO_PKG_VERSION");
    if file.newsvane != here {
        return Err(format!(
            "trained by newsvane {}; this is {here}, whose rules may say something else: {AGAIN}",
            file.newsvane
        ));
    }
    if file.lexicons != rules.lexicons {
        return Err(format!(
            "trained with other lexicons ({}; here they are {}), whose hits it weighs: {AGAIN}",
            file.lexicons, rules.lexicons
        ));
    }
    if file.weighing != rules.weighing {
        let manifest =
            |weighing: ModalityWeights| serde_json::to_string(&weighing).unwrap_or_default();
        return Err(format!(
            "trained with other rules, {}; here they are {}: {AGAIN}",
            manifest(file.weighing),
            manifest(rules.weighing)
        ));
    }
    if file.hash_seed != format!("{SEED:016x}") || file.dimension != HASHED {
        let (seed, dimension) = (file.hash_seed, file.dimension);
        return Err(format!(
            "hash seed {seed} and dimension {dimension}; expected {SEED:016x} and {HASHED}: \
             {AGAIN}"
        ));
    }
    let labels = Label::ALL.map(Label::as_str);
    if file.labels != labels {
        return Err(format!("labels {:?}; expected {labels:?}", file.labels));
    }
    weights(file)
}

/// The weights, if all of them can be.
fn weights(file: ModelFile) -> Result<Contents, String> {
    let is_ours =
        |(n, (name, _)): (usize, &(String, [f64; CLASSES]))| *name == rule_features::name(n);
    if file.rules.len() != rule_features::COUNT || !file.rules.iter().enumerate().all(is_ours) {
        return Err(format!(
            "{} weights of the rules, or others; expected those of {} features",
            file.rules.len(),
            rule_features::COUNT
        ));
    }
    if let Some(pair) = file.words.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        return Err(format!(
            "word {} is after word {}; expected ascending numbers",
            pair[1].0, pair[0].0
        ));
    }
    if let Some((feature, _)) = file.words.last().filter(|(feature, _)| *feature >= HASHED) {
        return Err(format!("word {feature}; expected numbers below {HASHED}"));
    }
    let rules =
        (HASHED..FEATURES as u32).zip(file.rules).map(|(feature, (_, weights))| (feature, weights));
    let weights: Vec<(u32, [f64; CLASSES])> = file.words.into_iter().chain(rules).collect();
    let is_weight = |weight: &f64| weight.is_finite() && weight.abs() <= MAX_WEIGHT;
    let all = weights.iter().flat_map(|(_, own)| own).chain(&file.bias);
    if let Some(weight) = { all }.find(|weight| !is_weight(weight)) {
        return Err(format!("a weight of {weight}; expected numbers within {MAX_WEIGHT:e}"));
    }
    Ok(Contents { bias: file.bias, weights })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> RulesVersion {
        RulesVersion::of(Lexicon::built_in(), ModalityWeights::default())
    }

    fn bytes() -> Vec<u8> {
        let weights =
            [(3, [0.25, -0.5, 0.25]), (9, [0.0001, 0.0, 0.0]), (HASHED + 1, [1.0, 0.0, -1.0])];
        write(
            [0.5, 0.0, -0.5],
            &weights,
            &rules(),
            Quality { rows: 9, l2: 1.0, folds: 3, accuracy: 0.5, macro_f1: 0.5 },
        )
    }

    #[test]
    fn what_is_written_is_read_back_rounded() {
        let read = read(&bytes(), &rules()).unwrap();
        assert_eq!(read.bias.map(f64::to_bits), [0.5, 0.0, -0.5].map(f64::to_bits));
        let kept: Vec<u32> = read
            .weights
            .iter()
            .filter(|(_, own)| own.iter().any(|w| *w != 0.0))
            .map(|(feature, _)| *feature)
            .collect();
        assert_eq!(kept, [3, HASHED + 1], "too little to write is left out");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_was_expected() {
        let text = String::from_utf8(bytes()).unwrap();
        for (from, to, said) in [
            ("newsvane linear model", "another model", "expected format \"newsvane linear model\""),
            (
                "\"format_version\":1",
                "\"format_version\":2",
                "reads version 1: train the model again",
            ),
            (
                concat!("\"newsvane\":\"", env!("CARGO_PKG_VERSION")),
                "\"newsvane\":\"9.9.9",
                "trained by newsvane 9.9.9",
            ),
            ("\"lexicons\":\"", "\"lexicons\":\"0", "trained with other lexicons"),
            ("\"conditional\":0.5", "\"conditional\":0.3", "trained with other rules"),
            ("\"hash_seed\":\"", "\"hash_seed\":\"0", "expected 6e65777376616e65 and 262144"),
            ("262144", "16", "dimension 16"),
            ("[\"positive\"", "[\"good\"", "expected [\"positive\", \"neutral\", \"negative\"]"),
            ("\"bias\":[0.5,0.0,", "\"bias\":[0.5,", "invalid length 2"),
            ("\"bias\":[0.5", "\"bias\":[NaN", "no whole model"),
            ("\"bias\":[0.5", "\"bias\":[1e999", "no whole model"),
            ("\"bias\":[0.5", "\"bias\":[1e9", "a weight of 1000000000"),
            ("[3,[", "[-3,[", "no whole model"),
            ("[3,[", "[999999,[", "expected numbers below 262144"),
            ("\"words\":[", "\"words\":[[7,[0,0,0]],", "word 3 is after word 7"),
            ("rules: score", "rules: noise", "weights of the rules, or others"),
            ("\"trained\"", "\"more\":1,\"trained\"", "unknown field `more`"),
        ] {
            assert!(text.contains(from), "{from}");
            let error =
                read(text.replacen(from, to, 1).as_bytes(), &rules()).err().unwrap_or_default();
            assert!(error.contains(said), "{to}: {error}");
        }
    }

    #[test]
    fn no_part_of_a_file_is_taken_for_a_model() {
        let bytes = bytes();
        assert!((0..bytes.len() - 2).all(|end| read(&bytes[..end], &rules()).is_err()));
    }

    #[test]
    fn boilerplate_of_pages_makes_no_difference() {
        let mut lexicon = Lexicon::compile_built_in().unwrap();
        lexicon.hash = "another".to_owned();
        lexicon.file_hashes.retain(|(file, _)| file != "boilerplate.toml");
        assert_eq!(RulesVersion::of(&lexicon, ModalityWeights::default()), rules());
        lexicon.file_hashes.pop();
        assert_ne!(RulesVersion::of(&lexicon, ModalityWeights::default()), rules());
    }
}
