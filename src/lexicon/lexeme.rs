//! Words that move something, described once and read by several layers.
//!
//! `rise/vn` with `movement = "up"` is a verb and a noun of the class `up` in the tone layer,
//! `move_up` in the claim layer, and its past tense is a `past_verb` in the modality layer.

use super::{
    checked_group::{CheckedGroup, expected},
    class::Class,
    feature::{PartOfSpeech, Role},
    schema::{LexemeGroup, LexemeLayer, Movement},
};
use crate::{line_error::LineError, toml_file::TomlFile};

/// Parts of speech that a group of lexemes may name.
const PARTS_OF_SPEECH: [(&str, PartOfSpeech); 4] = [
    ("transitive_verb", PartOfSpeech::TransitiveVerb),
    ("noun", PartOfSpeech::Noun),
    ("adjective", PartOfSpeech::Adjective),
    ("adverb", PartOfSpeech::Adverb),
];

/// The groups of each layer that a group of lexemes stands for.
pub(super) fn layers_of(
    file: TomlFile<'_>,
    source: &LexemeGroup,
) -> Result<Vec<CheckedGroup>, LineError> {
    let part_of_speech = match &source.part_of_speech {
        None => None,
        Some(typed) => Some(part_of_speech(typed.get_ref()).ok_or_else(|| {
            let known = PARTS_OF_SPEECH.iter().map(|(name, _)| *name);
            let expected = expected(typed.get_ref(), known);
            let typed_name = typed.get_ref();
            file.error_on(typed, format!("unknown part_of_speech `{typed_name}`{expected}"))
        })?),
    };
    check_marks(file, source)?;
    let is_read_by = |layer| source.layers.as_ref().is_none_or(|layers| layers.contains(&layer));
    let (tone, claim) = match source.movement {
        Movement::Up => (Class::Up, Class::MoveUp),
        Movement::Down => (Class::Down, Class::MoveDown),
    };
    let is_transitive = part_of_speech == Some(PartOfSpeech::TransitiveVerb);
    let verb = if is_transitive { PartOfSpeech::TransitiveVerb } else { PartOfSpeech::Verb };
    let mut groups = Vec::new();
    if is_read_by(LexemeLayer::Tone) {
        let other = part_of_speech.filter(|_| !is_transitive).unwrap_or(PartOfSpeech::Verb);
        for (mark, own) in [(Some('v'), verb), (Some('n'), PartOfSpeech::Noun), (None, other)] {
            let mut group = CheckedGroup::new(tone, marked(source, mark, mark));
            group.entry.weight = source.weight.unwrap_or(1.0);
            group.entry.features.part_of_speech = Some(own);
            groups.push(group);
        }
    }
    if is_read_by(LexemeLayer::Claim) {
        // "contract/v": the noun is another word
        let is_verb_alone = |term: &toml::Spanned<String>| term.get_ref().ends_with("/v");
        let (verbs, others) = source.terms.iter().cloned().partition(is_verb_alone);
        let mut group = CheckedGroup::new(claim, verbs);
        group.entry.features.part_of_speech = Some(verb);
        groups.push(group);
        groups.push(CheckedGroup::new(claim, others));
    }
    if is_read_by(LexemeLayer::Modality) {
        let terms = marked(source, Some('v'), Some('p'));
        let mut group = CheckedGroup::new(Class::ModalityMask, terms);
        group.entry.features.role = Some(Role::PastVerb);
        groups.push(group);
    }
    groups.retain(|group| !group.terms.is_empty());
    Ok(groups)
}

/// Refuses marks that no lexeme has.
fn check_marks(file: TomlFile<'_>, source: &LexemeGroup) -> Result<(), LineError> {
    let is_odd = |term: &&toml::Spanned<String>| {
        let marks = term.get_ref().split_once('/').map_or("", |(_, marks)| marks);
        !marks.chars().all(|mark| matches!(mark, 'v' | 'n'))
    };
    source.terms.iter().find(is_odd).map_or(Ok(()), |term| {
        let message = "expected a word with /v (verb), /n (noun), both or neither at its end";
        Err(file.error_on(term, format!("lexeme `{}`: {message}", term.get_ref())))
    })
}

fn part_of_speech(name: &str) -> Option<PartOfSpeech> {
    PARTS_OF_SPEECH.iter().find(|(known, _)| *known == name).map(|(_, own)| *own)
}

/// The terms whose marks have this one (or that have none), with another mark in place of all.
fn marked(
    source: &LexemeGroup,
    mark: Option<char>,
    now: Option<char>,
) -> Vec<toml::Spanned<String>> {
    let own = source.terms.iter().filter_map(|term| {
        let (lemma, marks) = match term.get_ref().rsplit_once('/') {
            Some((lemma, marks)) => (lemma, marks),
            None => (term.get_ref().as_str(), ""),
        };
        let is_wanted = mark.map_or(marks.is_empty(), |mark| marks.contains(mark));
        let text = now.map_or_else(|| lemma.to_owned(), |now| format!("{lemma}/{now}"));
        is_wanted.then(|| toml::Spanned::new(term.span(), text))
    });
    own.collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Class, Lexicon, PartOfSpeech, Role};

    #[test]
    fn a_lexeme_is_read_by_all_its_layers() {
        let folder = tempfile::tempdir().unwrap();
        let words = "[[lexeme]]\nmovement = \"down\"\nterms = [\"klim/v\", \"zorb/vn\"]\n";
        std::fs::write(folder.path().join("own.toml"), words).unwrap();
        let lexicon = Lexicon::with_folder(folder.path()).unwrap();
        let of = |form: &str| {
            let own = lexicon.forms().filter(|(own, _)| *own == form).map(|(_, entry)| entry);
            own.map(|e| (e.class, e.features.part_of_speech, e.features.role)).collect::<Vec<_>>()
        };
        let verb = (Class::Down, Some(PartOfSpeech::Verb), None);
        let noun = (Class::Down, Some(PartOfSpeech::Noun), None);
        let moved = (Class::MoveDown, None, None);
        let past = (Class::ModalityMask, None, Some(Role::PastVerb));
        assert_eq!(of("zorbs"), [verb, noun, moved]);
        assert_eq!(of("zorbed"), [verb, moved, past]);
        let only_as_verb = (Class::MoveDown, Some(PartOfSpeech::Verb), None);
        assert_eq!(of("klims"), [verb, only_as_verb], "its noun is no move");
    }
}
