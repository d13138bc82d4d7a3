//! Trains the tagger of `parse`; called by scripts/train-tagger.
//!
//! `train-tagger DICTIONARY.tsv TREEBANK-FOLDER MODEL` reads `ewt-train.tsv`, writes MODEL and
//! prints its accuracy on the other parts.

use std::{error::Error, fs, path::Path};

use newsvane::stages::{TrainingInput, read_treebank, train};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dictionary, treebank, model] = arguments.as_slice() else {
        return Err("usage: train-tagger DICTIONARY.tsv TREEBANK-FOLDER MODEL".into());
    };
    let mut words = Vec::new();
    for line in fs::read_to_string(dictionary)?.lines() {
        let (word, set) = line.split_once('\t').ok_or("a line of the dictionary has no tab")?;
        words.push((word.to_owned(), set.parse()?));
    }
    let part = |name: &str| -> Result<_, Box<dyn Error>> {
        let path = Path::new(treebank).join(name);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(read_treebank(&text))
    };
    let sentences = part("ewt-train.tsv")?;
    let input = TrainingInput { sentences: &sentences, dictionary: &words, epochs: 7 };
    let (file, tagger) = train(input)?;
    println!("{} words, {} bytes", words.len(), file.len());
    for name in ["ewt-dev.tsv", "ewt-test.tsv", "pud-test.tsv"] {
        let gold = part(name)?;
        println!(
            "{name}: UPOS {:.4}, without capitals {:.4}",
            tagger.accuracy(&gold, false),
            tagger.accuracy(&gold, true)
        );
    }
    fs::write(model, file)?;
    Ok(())
}
