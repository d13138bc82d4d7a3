//! Words to token ids: `tokenizer.json`, or `vocab.txt` as BERT reads it.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use tokenizers::{Tokenizer, TruncationDirection, TruncationParams};

use super::{
    Config, ModelError,
    config::Family,
    folder::{Folder, invalid, object},
};

/// A sentence as the model reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    pub(super) ids: Vec<u32>,
    pub(super) types: Vec<u32>,
    pub(super) is_truncated: bool,
}

/// Cuts sentences into tokens.
pub(super) struct Vocabulary {
    tokenizer: Tokenizer,
}

/// Keys of `tokenizer_config.json` that take precedence over those of the normalizer in `tokenizer.json`.
const NORMALIZER_KEYS: [(&str, &str); 3] = [
    ("do_lower_case", "lowercase"),
    ("strip_accents", "strip_accents"),
    ("tokenize_chinese_chars", "handle_chinese_chars"),
];

impl Vocabulary {
    pub(super) fn read(folder: &mut Folder, config: &Config) -> Result<Self, ModelError> {
        let settings =
            match folder.read_if_there("tokenizer_config.json", "the settings of the tokenizer")? {
                Some(bytes) => object(&folder.file("tokenizer_config.json"), &bytes)?,
                None => json!({}),
            };
        let (path, state) = description(folder, config, &settings)?;
        let refused = |problem: String| invalid(&path, problem);
        let unread =
            |error: tokenizers::Error| refused(format!("cannot be read as a tokenizer: {error}"));
        let mut tokenizer = Tokenizer::from_bytes(state.to_string()).map_err(unread)?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(Some(truncation(config, &settings))).map_err(unread)?;
        let beyond = tokenizer
            .get_vocab(true)
            .into_iter()
            .filter(|(_, id)| *id as usize >= config.vocabulary)
            .max_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        if let Some((token, id)) = beyond {
            return Err(refused(format!(
                "token `{token}` has the id {id}, but the model has {} words (`vocab_size` of \
                 config.json); expected the vocabulary that the model was trained with",
                config.vocabulary
            )));
        }
        let vocabulary = Self { tokenizer };
        vocabulary.check(config).map_err(refused)?;
        Ok(vocabulary)
    }

    /// The tokens of a text, its end cut off where it is longer than the model can read. A text
    /// that cannot be cut into tokens, which `check` makes unlikely, is read as an empty one.
    pub(super) fn tokens(&self, text: &str) -> Tokens {
        let found = self
            .tokenizer
            .encode_fast(text, true)
            .or_else(|_| self.tokenizer.encode_fast("", true));
        found.map_or_else(
            |_| Tokens::default(),
            |found| Tokens {
                ids: found.get_ids().to_vec(),
                types: found.get_type_ids().to_vec(),
                is_truncated: !found.get_overflowing().is_empty(),
            },
        )
    }

    /// Whether texts become tokens that the model knows: an empty one and one with a word that
    /// nobody knows.
    fn check(&self, config: &Config) -> Result<(), String> {
        for text in ["", "\u{10ABCD} a"] {
            let found = self
                .tokenizer
                .encode_fast(text, true)
                .map_err(|error| format!("cannot cut texts into tokens: {error}"))?;
            if found.is_empty() || found.len() > config.longest() {
                let (count, most) = (found.len(), config.longest());
                return Err(format!(
                    "returns {count} tokens for {text:?}; expected 1 to {most}, the first of them \
                     for the whole sentence"
                ));
            }
            if let Some(id) = found.get_ids().iter().find(|id| **id as usize >= config.vocabulary) {
                return Err(format!(
                    "returns the token id {id}; expected one below {}, `vocab_size` of config.json",
                    config.vocabulary
                ));
            }
            if let Some(kind) =
                found.get_type_ids().iter().find(|kind| **kind as usize >= config.types.max(1))
            {
                return Err(format!(
                    "returns the token type {kind}; expected one below {}",
                    config.types.max(1)
                ));
            }
        }
        Ok(())
    }
}

/// The description of a tokenizer, and the file that it is of.
fn description(
    folder: &mut Folder,
    config: &Config,
    settings: &Value,
) -> Result<(PathBuf, Value), ModelError> {
    const WRITTEN: &str = "the tokenizer; where there is none, load it in Python with \
                           AutoTokenizer.from_pretrained and write it with save_pretrained";
    if let Some(bytes) = folder.read_if_there("tokenizer.json", WRITTEN)? {
        let path = folder.file("tokenizer.json");
        let mut state = object(&path, &bytes)?;
        override_normalizer(&mut state, settings);
        return Ok((path, state));
    }
    if config.family == Family::Roberta {
        // says that it is not there
        folder.read("tokenizer.json", WRITTEN)?;
    }
    let bytes = folder.read("vocab.txt", "tokenizer.json, or vocab.txt with a token per line")?;
    let path = folder.file("vocab.txt");
    let state = word_pieces(&path, &bytes, settings)?;
    Ok((path, state))
}

/// What `tokenizer_config.json` says of capitals and accents holds, as in the package.
fn override_normalizer(state: &mut Value, settings: &Value) {
    let Some(normalizer) = state.get_mut("normalizer").and_then(Value::as_object_mut) else {
        return;
    };
    if normalizer.get("type").and_then(Value::as_str) != Some("BertNormalizer") {
        return;
    }
    for (setting, key) in NORMALIZER_KEYS {
        if let Some(value) = settings.get(setting).filter(|value| value.is_boolean()) {
            normalizer.insert(key.to_owned(), value.clone());
        }
    }
}

/// The tokenizer of a list of word pieces.
fn word_pieces(path: &Path, bytes: &[u8], settings: &Value) -> Result<Value, ModelError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| invalid(path, format!("not UTF-8: {error}; expected a token per line")))?;
    let lines = text.lines().enumerate();
    let vocabulary: Map<String, Value> =
        lines.map(|(id, token)| (token.to_owned(), json!(id))).collect();
    let token = |key: &str, usual: &str| {
        let said = settings
            .get(key)
            .and_then(|token| token.as_str().or_else(|| token.get("content")?.as_str()));
        let token = said.unwrap_or(usual).to_owned();
        match vocabulary.get(&token) {
            Some(id) => Ok((token, id.clone())),
            None => Err(invalid(
                path,
                format!("no token `{token}`; expected it among the tokens, one per line"),
            )),
        }
    };
    let (unknown, separator, class) =
        (token("unk_token", "[UNK]")?, token("sep_token", "[SEP]")?, token("cls_token", "[CLS]")?);
    let optional =
        [token("pad_token", "[PAD]"), token("mask_token", "[MASK]")].into_iter().flatten();
    let special: Vec<Value> = [&unknown, &separator, &class]
        .into_iter()
        .cloned()
        .chain(optional)
        .map(special_token)
        .collect();
    let setting = |key: &str, usual: Value| settings.get(key).cloned().unwrap_or(usual);
    Ok(json!({
        "version": "1.0",
        "added_tokens": special,
        "normalizer": {
            "type": "BertNormalizer", "clean_text": true,
            "handle_chinese_chars": setting("tokenize_chinese_chars", json!(true)),
            "strip_accents": setting("strip_accents", Value::Null),
            "lowercase": setting("do_lower_case", json!(true)),
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": [separator.0, separator.1], "cls": [class.0, class.1]},
        "model": {
            "type": "WordPiece", "unk_token": unknown.0, "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
    }))
}

fn special_token((content, id): (String, Value)) -> Value {
    json!({
        "id": id, "content": content, "special": true,
        "single_word": false, "lstrip": false, "rstrip": false, "normalized": false,
    })
}

/// As long as the model has positions, or as the tokenizer says where that is less.
fn truncation(config: &Config, settings: &Value) -> TruncationParams {
    // without a limit of its own, the package writes 1e30
    let said = settings.get("model_max_length").and_then(Value::as_f64).filter(|n| *n >= 1.0);
    let longest = said.map_or(config.longest(), |n| config.longest().min(n as usize));
    let is_left = settings.get("truncation_side").and_then(Value::as_str) == Some("left");
    let direction = if is_left { TruncationDirection::Left } else { TruncationDirection::Right };
    TruncationParams { max_length: longest, direction, ..TruncationParams::default() }
}
