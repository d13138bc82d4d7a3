//! Folders and files that do not fit, and what is said of them.

use super::*;

#[test]
fn commands_refuse_a_folder_that_does_not_fit_before_they_write() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.txt"), "Northmill's profit rose by 3%.").unwrap();
    for (command, scorer, words) in [
        (
            &["score", "story.txt"][..],
            format!("bert:{}", fixture("roberta").display()),
            "LABEL_0, LABEL_1, LABEL_2",
        ),
        (&["score", "story.txt"], "bert:absent".to_owned(), "absent/config.json"),
        (&["run", "story.txt", "--out", "tables"], "bert:absent".to_owned(), "absent/config.json"),
    ] {
        let output = newsvane(&[command, &["--scorer", &scorer]].concat(), folder.path());
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
        assert!(message.contains(words), "{message}");
    }
    assert!(!folder.path().join("tables").exists());
}

// what is refused

/// Changes a JSON file.
fn edit(folder: &Path, name: &str, change: impl FnOnce(&mut Value)) {
    let mut value = read(&folder.join(name));
    change(&mut value);
    fs::write(folder.join(name), value.to_string()).unwrap();
}

/// Changes the header or the numbers of the weights: 8 bytes of length, a JSON object, numbers.
fn rewrite_weights(
    folder: &Path,
    change: impl FnOnce(&mut serde_json::Map<String, Value>, &mut Vec<u8>),
) {
    let path = folder.join("model.safetensors");
    let bytes = fs::read(&path).unwrap();
    let end = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let mut header = serde_json::from_slice(&bytes[8..end]).unwrap();
    let mut numbers = bytes[end..].to_vec();
    change(&mut header, &mut numbers);
    let header = Value::Object(header).to_string();
    fs::write(&path, [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &numbers].concat())
        .unwrap();
}

/// Asserts that a spoilt copy of the BERT fixture is refused with a message that names the file and
/// holds these words.
fn assert_refused(file: &str, words: &[&str], spoil: impl FnOnce(&Path)) {
    let folder = copy("bert");
    spoil(folder.path());
    let error =
        Transformer::load(folder.path(), &LabelNames::default()).expect_err(file).to_string();
    let path = folder.path().join(file).display().to_string();
    assert!(error.starts_with(&format!("{path}: ")), "{error}\nexpected it to name {path}");
    for word in words {
        assert!(error.contains(word), "{error}\nexpected in it: {word}");
    }
}

#[test]
fn missing_files_are_named() {
    for (file, words) in
        [("config.json", "save_pretrained"), ("model.safetensors", "pytorch_model.bin")]
    {
        assert_refused(file, &["cannot read", words], |folder| {
            fs::remove_file(folder.join(file)).unwrap()
        });
    }
    assert_refused("vocab.txt", &["tokenizer.json, or vocab.txt"], |folder| {
        fs::remove_file(folder.join("tokenizer.json")).unwrap();
        fs::remove_file(folder.join("vocab.txt")).unwrap();
    });
    let folder = copy("roberta");
    fs::remove_file(folder.path().join("tokenizer.json")).unwrap();
    let error = Transformer::load(folder.path(), &label_names("roberta")).unwrap_err().to_string();
    assert!(error.contains("tokenizer.json") && error.contains("AutoTokenizer"), "{error}");
}

#[test]
fn configurations_that_do_not_fit_are_refused() {
    let cases: [(&str, Value, &str); 17] = [
        ("model_type", json!("gpt2"), "expected bert, distilbert or roberta"),
        ("hidden_size", json!(1e18 as u64), "whole number from 1 to"),
        ("hidden_size", json!(-4), "whole number from 1 to"),
        ("hidden_size", json!(64), "[209, 32]"),
        ("vocab_size", json!(100_000), "expected [100000, 32]"),
        ("vocab_size", json!(u64::MAX), "whole number from 1 to"),
        ("num_hidden_layers", json!(3), "bert.encoder.layer.2."),
        ("num_hidden_layers", json!(1_000_000_000_u64), "whole number from 1 to"),
        ("num_attention_heads", json!(5), "divides"),
        ("max_position_embeddings", json!(0), "whole number from 1 to"),
        ("max_position_embeddings", json!(2), "3 tokens"),
        ("layer_norm_eps", json!("small"), "above 0"),
        ("hidden_act", json!("mish"), "expected gelu"),
        ("position_embedding_type", json!("relative_key"), "absolute"),
        ("problem_type", json!("multi_label_classification"), "single_label_classification"),
        ("id2label", json!({"0": "positive", "2": "negative"}), "id2label"),
        ("pad_token_id", json!(-1), "id of a token"),
    ];
    for (key, value, words) in cases {
        let file = if words.starts_with(['[', 'b']) || words.starts_with("expected [") {
            "model.safetensors"
        } else {
            "config.json"
        };
        assert_refused(file, &[words], |folder| {
            edit(folder, "config.json", |config| config[key] = value)
        });
    }
    assert_refused("config.json", &["JSON object"], |folder| {
        fs::write(folder.join("config.json"), "[]").unwrap()
    });
    assert_refused("config.json", &["JSON object"], |folder| {
        fs::write(folder.join("config.json"), b"\xff{").unwrap()
    });
    assert_refused("config.json", &["cannot tell", "good, bad, so-so"], |folder| {
        edit(folder, "config.json", |config| {
            config["id2label"] = json!({"0": "good", "1": "bad", "2": "so-so"})
        });
    });
}

#[test]
fn vocabularies_that_do_not_fit_are_refused() {
    let beyond = |state: &mut Value| state["model"]["vocab"]["falk"] = json!(209);
    assert_refused("tokenizer.json", &["`falk` has the id 209", "209 words"], |folder| {
        edit(folder, "tokenizer.json", beyond)
    });
    assert_refused("vocab.txt", &["has the id 209"], |folder| {
        fs::remove_file(folder.join("tokenizer.json")).unwrap();
        let vocabulary = fs::read_to_string(folder.join("vocab.txt")).unwrap();
        fs::write(folder.join("vocab.txt"), vocabulary + "falk\n").unwrap();
    });
    assert_refused("vocab.txt", &["no token `[SEP]`"], |folder| {
        fs::remove_file(folder.join("tokenizer.json")).unwrap();
        fs::write(folder.join("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n").unwrap();
    });
    assert_refused("vocab.txt", &["UTF-8"], |folder| {
        fs::remove_file(folder.join("tokenizer.json")).unwrap();
        fs::write(folder.join("vocab.txt"), b"[PAD]\n\xff\n").unwrap();
    });
    assert_refused("tokenizer.json", &["cannot be read as a tokenizer"], |folder| {
        edit(folder, "tokenizer.json", |state| state["model"]["type"] = json!("Wordy"));
    });
    assert_refused("tokenizer.json", &["token type 7"], |folder| {
        edit(folder, "tokenizer.json", |state| {
            state["post_processor"]["single"][0]["SpecialToken"]["type_id"] = json!(7)
        });
    });
    assert_refused("tokenizer.json", &["returns the token id 4000000000"], |folder| {
        edit(folder, "tokenizer.json", |state| {
            state["post_processor"]["special_tokens"]["[CLS]"]["ids"] = json!([4_000_000_000_u32])
        });
    });
    assert_refused("tokenizer.json", &["returns 0 tokens"], |folder| {
        edit(folder, "tokenizer.json", |state| state["post_processor"] = Value::Null);
    });
    assert_refused("tokenizer_config.json", &["JSON object"], |folder| {
        fs::write(folder.join("tokenizer_config.json"), "{").unwrap()
    });
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let whole = fs::read(fixture("bert").join("model.safetensors")).unwrap();
    for length in [0, 7, 8, 9, 2000, whole.len() / 2, whole.len() - 1] {
        assert_refused("model.safetensors", &["not a whole safetensors file"], |folder| {
            fs::write(folder.join("model.safetensors"), &whole[..length]).unwrap();
        });
    }
    assert_refused("model.safetensors", &["not a whole safetensors file"], |folder| {
        fs::write(
            folder.join("model.safetensors"),
            [&u64::MAX.to_le_bytes(), &whole[8..]].concat(),
        )
        .unwrap();
    });
    for (bits, words) in [(0x7E00_u16, "no number"), (0x7C00, "no number")] {
        assert_refused("model.safetensors", &["bert.pooler.dense.weight", words], |folder| {
            rewrite_weights(folder, |header, numbers| {
                let at = header["bert.pooler.dense.weight"]["data_offsets"][0].as_u64().unwrap()
                    as usize;
                numbers[at..at + 2].copy_from_slice(&bits.to_le_bytes());
            });
        });
    }
    assert_refused(
        "model.safetensors",
        &["no tensor `classifier.weight`", "sequence classifier"],
        |folder| {
            rewrite_weights(folder, |header, _| {
                let entry = header.remove("classifier.weight").unwrap();
                header.insert("cls.predictions.weight".to_owned(), entry);
            });
        },
    );
    assert_refused("model.safetensors", &["classifier.weight", "[32, 3]", "[3, 32]"], |folder| {
        rewrite_weights(folder, |header, _| header["classifier.weight"]["shape"] = json!([32, 3]));
    });
    assert_refused("model.safetensors", &["I16", "F32, F16, BF16 or F64"], |folder| {
        rewrite_weights(folder, |header, _| header["classifier.weight"]["dtype"] = json!("I16"));
    });
    assert_refused("model.safetensors", &["yield no finite numbers"], |folder| {
        // finite, but what they give is not
        rewrite_weights(folder, |header, numbers| {
            for entry in header.values_mut().filter(|entry| entry["dtype"] == "F16") {
                entry["dtype"] = json!("F32");
                let end = entry["data_offsets"].clone();
                entry["data_offsets"] =
                    json!([end[0].as_u64().unwrap() * 2, end[1].as_u64().unwrap() * 2]);
            }
            *numbers = numbers.chunks(2).flat_map(|_| f32::MAX.to_le_bytes()).collect();
        });
    });
}

/// Spoilt in a thousand ways: refused or read, never a panic.
#[test]
fn spoilt_files_do_not_end_the_program() {
    let mut state = 11;
    for file in ["config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"] {
        let folder = copy("bert");
        if file == "vocab.txt" {
            fs::remove_file(folder.path().join("tokenizer.json")).unwrap();
        }
        let whole = fs::read(folder.path().join(file)).unwrap();
        for _ in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..=random(&mut state) % 3 {
                let at = random(&mut state) as usize % bytes.len();
                match random(&mut state) % 3 {
                    0 => bytes[at] = random(&mut state) as u8,
                    1 => drop(bytes.remove(at)),
                    _ => bytes.insert(at, b"09\"{}[],:-e.nt"[random(&mut state) as usize % 14]),
                }
            }
            fs::write(folder.path().join(file), &bytes).unwrap();
            if let Ok(model) = Transformer::load(folder.path(), &LabelNames::default()) {
                let found = score(&model, &["Café 利益 😀 [SEP] rose", &"x ".repeat(200)]);
                assert!(
                    found.iter().all(|s| (s.positive + s.neutral + s.negative - 1.0).abs() < 1e-9)
                );
            }
        }
    }
}
