//! Inflected forms of English words, expanded when lexicons are compiled.
//!
//! Terms mark the words to inflect: `narrow/v` (verb: narrow, narrows, narrowed, narrowing),
//! `narrow/p` (its past tense alone: narrowed), `shortage/n` (noun: and shortages), `weak/a`
//! (adjective: and weaker, weakest); letters combine (`rise/vn`). Irregular words are in
//! `lexicons/inflections.toml`.

use rustc_hash::FxHashMap;

/// Irregular forms by lemma: what `lexicons/inflections.toml` holds.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Irregular {
    /// What differs from the rules.
    #[serde(default)]
    pub verbs: FxHashMap<String, IrregularVerb>,
    /// Plurals.
    #[serde(default)]
    pub nouns: FxHashMap<String, Vec<String>>,
    /// Comparatives and superlatives.
    #[serde(default)]
    pub adjectives: FxHashMap<String, Vec<String>>,
}

/// The forms of a verb that no rule tells.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a table such as { past = [\"rose\"], participle = [\"risen\"] }"
)]
pub(super) struct IrregularVerb {
    /// Third person.
    pub third: Option<Vec<String>>,
    /// Past tense.
    pub past: Option<Vec<String>>,
    /// Past participle, where it is not the past tense.
    #[serde(default)]
    pub participle: Vec<String>,
    /// Present participle.
    pub ing: Option<Vec<String>>,
}

/// All surface forms of a term, the lemma's first. The error says what is wrong with its marks.
pub(super) fn expand(term: &str, irregular: &Irregular) -> Result<Vec<String>, String> {
    // most terms are as they stand
    let is_plain =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_graphic() && b != b'/');
    if term.split(' ').all(is_plain) {
        return Ok(vec![term.to_owned()]);
    }
    let mut out = vec![String::with_capacity(term.len())];
    for word in term.split_whitespace() {
        if !word.contains('/') {
            for head in &mut out {
                add_word(head, word);
            }
            continue;
        }
        let forms = match word.rsplit_once('/') {
            // "24/7" and "S&P/TSX" are words
            Some((lemma, marks))
                if !lemma.is_empty() && marks.bytes().all(|b| b.is_ascii_lowercase()) =>
            {
                forms_of(lemma, marks, irregular)?
            }
            _ => vec![word.to_owned()],
        };
        if out == [""] {
            out = forms;
            continue;
        }
        let joined = |head: &String, form: &String| {
            let mut both = head.clone();
            add_word(&mut both, form);
            both
        };
        out =
            forms.iter().flat_map(|form| out.iter().map(move |head| joined(head, form))).collect();
    }
    if out.iter().any(String::is_empty) {
        return Err("the term is empty".to_owned());
    }
    // few: a search through them is quicker than a set of them
    let mut distinct = Vec::with_capacity(out.len());
    for form in out {
        if !distinct.contains(&form) {
            distinct.push(form);
        }
    }
    Ok(distinct)
}

fn add_word(head: &mut String, word: &str) {
    if !head.is_empty() {
        head.push(' ');
    }
    head.push_str(word);
}

fn forms_of(lemma: &str, marks: &str, irregular: &Irregular) -> Result<Vec<String>, String> {
    let mut forms = if marks == "p" { Vec::new() } else { vec![lemma.to_owned()] };
    for mark in marks.chars() {
        match mark {
            'v' => {
                let verb = verb_forms(lemma, irregular);
                let own = [verb.third, verb.past, verb.participle, verb.ing];
                forms.extend(own.into_iter().flatten());
            }
            'p' => forms.extend(verb_forms(lemma, irregular).past),
            'n' => forms
                .extend(irregular.nouns.get(lemma).cloned().unwrap_or_else(|| vec![plural(lemma)])),
            'a' => forms.extend(
                irregular.adjectives.get(lemma).cloned().unwrap_or_else(|| comparison(lemma)),
            ),
            other => {
                return Err(format!(
                    "unknown mark `/{other}`; expected /v (verb), /p (past tense), /n (noun) or \
                     /a (adjective)"
                ));
            }
        }
    }
    Ok(forms)
}

/// The forms that rules make of a word beside itself: of a verb (`v`), a noun (`n`) or an
/// adjective (`a`). Irregular ones are not among them.
pub(crate) fn regular_forms(word: &str, mark: char) -> Vec<String> {
    if word.is_empty() || !word.is_ascii() {
        return Vec::new();
    }
    let forms = forms_of(word, mark.encode_utf8(&mut [0; 4]), &Irregular::default());
    forms.map(|forms| forms.into_iter().skip(1).collect()).unwrap_or_default()
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether the last consonant doubles: short words with one vowel before it (`cut`, `plan`), not
/// `w`, `x`, `y`.
fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    (3..=4).contains(&n)
        && !is_vowel(b[n - 1])
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
        && b[..n - 2].iter().all(|&c| !is_vowel(c))
}

fn plural(word: &str) -> String {
    let b = word.as_bytes();
    match b {
        [.., c, b'y'] if !is_vowel(*c) => format!("{}ies", &word[..word.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// All forms of a verb but the lemma.
struct VerbForms {
    third: Vec<String>,
    past: Vec<String>,
    participle: Vec<String>,
    ing: Vec<String>,
}

fn verb_forms(word: &str, irregular: &Irregular) -> VerbForms {
    let own = irregular.verbs.get(word).cloned().unwrap_or_default();
    let (past, ing) = regular_past_and_ing(word);
    VerbForms {
        third: own.third.unwrap_or_else(|| vec![plural(word)]),
        past: own.past.unwrap_or_else(|| vec![past]),
        participle: own.participle,
        ing: own.ing.unwrap_or_else(|| vec![ing]),
    }
}

fn regular_past_and_ing(word: &str) -> (String, String) {
    let last = &word[word.len() - 1..];
    match word.as_bytes() {
        [.., b'i', b'e'] => (format!("{word}d"), format!("{}ying", &word[..word.len() - 2])),
        [.., b'e', b'e'] => (format!("{word}d"), format!("{word}ing")),
        [.., b'e'] => (format!("{word}d"), format!("{}ing", &word[..word.len() - 1])),
        [.., c, b'y'] if !is_vowel(*c) => {
            (format!("{}ied", &word[..word.len() - 1]), format!("{word}ing"))
        }
        _ if doubles(word) => (format!("{word}{last}ed"), format!("{word}{last}ing")),
        _ => (format!("{word}ed"), format!("{word}ing")),
    }
}

fn comparison(word: &str) -> Vec<String> {
    let last = &word[word.len() - 1..];
    let stem = match word.as_bytes() {
        [.., b'e'] => word[..word.len() - 1].to_owned(),
        [.., c, b'y'] if !is_vowel(*c) => format!("{}i", &word[..word.len() - 1]),
        _ if doubles(word) => format!("{word}{last}"),
        _ => word.to_owned(),
    };
    vec![format!("{stem}er"), format!("{stem}est")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms() {
        let none = Irregular::default();
        assert_eq!(
            expand("narrow/v", &none).unwrap(),
            ["narrow", "narrows", "narrowed", "narrowing"]
        );
        assert_eq!(expand("drop/v", &none).unwrap(), ["drop", "drops", "dropped", "dropping"]);
        assert_eq!(expand("ease/v", &none).unwrap(), ["ease", "eases", "eased", "easing"]);
        assert_eq!(expand("rally/vn", &none).unwrap(), ["rally", "rallies", "rallied", "rallying"]);
        assert_eq!(expand("jobless claim/n", &none).unwrap(), ["jobless claim", "jobless claims"]);
        assert_eq!(expand("weak/a", &none).unwrap(), ["weak", "weaker", "weakest"]);
        assert!(expand("x/q", &none).is_err());
    }

    #[test]
    fn irregular_forms_come_from_data() {
        let some: Irregular = toml::from_str(
            "[verbs]\nrise = { past = [\"rose\"], participle = [\"risen\"] }\ncut = { past = [\"cut\"], \
             ing = [\"cutting\"] }",
        )
        .unwrap();
        let rise = ["rise above", "rises above", "rose above", "risen above", "rising above"];
        assert_eq!(expand("rise/v above", &some).unwrap(), rise);
        assert_eq!(expand("rise/p", &some).unwrap(), ["rose"]);
        assert_eq!(expand("cut/v", &some).unwrap(), ["cut", "cuts", "cutting"]);
        assert_eq!(expand("cut/p", &some).unwrap(), ["cut"]);
        assert_eq!(expand("drop/p", &some).unwrap(), ["dropped"]);
    }
}
