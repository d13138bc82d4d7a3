//! The tone words of a sentence, as composition reads them.

use crate::{
    lexicon::{self, AwardKind, Class, Layer, Lexicon, ParsedDocument, Position, Role, Scope},
    model::{Sentence, ThemeId},
};

use super::{SentimentTarget, Stance, TextType, occurrences};

/// Most cues of one sentence that are read: a sentence can be as long as the article.
const MAX_CUES: usize = 400;

/// What the tone lexicons say of one stretch of words.
#[expect(clippy::struct_excessive_bools, reason = "a word may do several of these at once")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct SentimentCue {
    pub token_start: u32,
    pub token_end: u32,
    /// +1 up, -1 down, 0 none.
    pub direction: f64,
    /// What sort of word the direction is.
    pub part_of_speech: PartOfSpeech,
    /// Whether it moves something else than its subject: "raise".
    pub is_transitive: bool,
    /// Of what moves: +1 good when up, -1 bad when up, 0 neither; `None` for words that do not
    /// move.
    pub noun: Option<f64>,
    /// Whether it is a hope, whose content has not happened.
    pub is_hope: bool,
    /// Whether it is the target.
    pub is_target: bool,
    /// Favourable or unfavourable of itself.
    pub polar: f64,
    /// What getting hold of something is worth, where a prize follows; 0 for words that do not get
    /// hold of anything.
    pub obtains: f64,
    /// What sort of prize the verb asks for.
    pub frame: Award,
    /// Whether it is something to get hold of.
    pub award: Award,
    pub negates: bool,
    /// Turns what stands before it: "a cut is off the table".
    pub negates_back: bool,
    /// Factor on its neighbours; 0 where it is none.
    pub intensity: f64,
    pub watch: Watch,
}

/// What verbs get hold of, or give up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Award {
    /// Nothing of the kind.
    #[default]
    No,
    /// Contracts, approvals, money.
    Business,
    /// Plants, stores, offices: what is closed.
    Premises,
}

impl Award {
    fn of(kind: Option<AwardKind>) -> Self {
        if kind == Some(AwardKind::Premises) { Self::Premises } else { Self::Business }
    }
}

/// What a watch word makes a mere possibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Watch {
    /// It is none.
    #[default]
    No,
    /// What stands behind it: "watch for".
    Behind,
    /// What stands before it too: "depends on".
    Around,
}

/// What sort of word a direction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PartOfSpeech {
    #[default]
    Verb,
    Noun,
    Adjective,
}

/// The cues of a sentence by place; nouns of a theme's own override the general ones, and a target
/// moves like a share price. Gives whether they are the same towards every theme.
pub(super) fn cues(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    (target_of_score, text_type): (SentimentTarget<'_>, TextType),
    hawkish: Stance,
    out: &mut Vec<SentimentCue>,
) -> bool {
    let is_general = lexicon_cues(parsed, sentence, (target_of_score, text_type), hawkish, out);
    if let SentimentTarget::Target(target) = target_of_score {
        add_target(parsed, sentence, target, out);
        return false;
    }
    is_general
}

fn lexicon_cues(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    (target_of_score, text_type): (SentimentTarget<'_>, TextType),
    hawkish: Stance,
    out: &mut Vec<SentimentCue>,
) -> bool {
    out.clear();
    let mut is_general = true;
    let theme = match target_of_score {
        SentimentTarget::Theme(theme) => Some(theme),
        _ => None,
    };
    for hit in parsed.hits(Layer::Tone, sentence) {
        let entry = parsed.entry(hit);
        is_general &= entry.theme.is_none();
        let applies = entry
            .theme
            .is_none_or(|own| theme.is_some_and(|theme| is_above(parsed.lexicon, own, theme)));
        if !applies || entry.class == Class::ToneMask {
            continue;
        }
        let is_sign = matches!(
            entry.class,
            Class::Up | Class::Down | Class::Positive | Class::Negative | Class::Obtain
        );
        if is_sign && is_ticker(parsed, hit.token_start) {
            continue;
        }
        if is_sign
            && matches!(text_type, TextType::Sentence | TextType::Paragraph)
            && is_name(parsed, sentence, hit.token_start)
        {
            continue;
        }
        // "Sell Falk with a stop loss": an order to the reader begins its sentence
        let features = entry.features;
        if features.position == Some(Position::SentenceStart)
            && hit.token_start != sentence.token_start
        {
            continue;
        }
        let is_new = out.last().is_none_or(|m| m.token_start != hit.token_start);
        if is_new {
            if out.len() == MAX_CUES {
                break;
            }
            out.push(SentimentCue {
                token_start: hit.token_start,
                token_end: hit.token_end,
                ..SentimentCue::default()
            });
        }
        let Some(cue) = out.last_mut() else { continue };
        // words of tight and easy money take the sign that the user gives them
        let stance = if features.stance.is_some() { hawkish.factor() } else { 1.0 };
        let weight = entry.weight;
        match entry.class {
            Class::Up | Class::Down if is_compound(parsed, cue) => {}
            Class::Up | Class::Down => {
                cue.is_transitive |=
                    features.part_of_speech == Some(lexicon::PartOfSpeech::TransitiveVerb);
                let is_known = cue.direction != 0.0;
                cue.direction = if entry.class == Class::Up { weight } else { -weight };
                let part_of_speech = match features.part_of_speech {
                    Some(lexicon::PartOfSpeech::Noun) => PartOfSpeech::Noun,
                    Some(lexicon::PartOfSpeech::Adjective | lexicon::PartOfSpeech::Adverb) => {
                        PartOfSpeech::Adjective
                    }
                    _ => PartOfSpeech::Verb,
                };
                let is_verb_or_noun = is_known
                    && (cue.part_of_speech == PartOfSpeech::Verb
                        || part_of_speech == PartOfSpeech::Verb)
                    && part_of_speech != cue.part_of_speech;
                // "Lower rates helped": no sentence of news begins with a bare verb
                let opens = cue.token_start == sentence.token_start
                    && (cue.part_of_speech == PartOfSpeech::Adjective
                        || part_of_speech == PartOfSpeech::Adjective);
                let is_comparative = (cue.part_of_speech == PartOfSpeech::Adjective
                    || part_of_speech == PartOfSpeech::Adjective)
                    && is_comparative(parsed, cue);
                cue.part_of_speech = if !is_verb_or_noun {
                    part_of_speech
                } else if opens || is_comparative {
                    PartOfSpeech::Adjective
                } else if is_nominal(parsed, cue, sentence) {
                    if part_of_speech == PartOfSpeech::Verb {
                        cue.part_of_speech
                    } else {
                        part_of_speech
                    }
                } else {
                    PartOfSpeech::Verb
                };
                cue.is_transitive &= cue.part_of_speech == PartOfSpeech::Verb;
            }
            Class::GoodWhenUp | Class::BadWhenUp | Class::NeutralNoun => {
                let polarity = match entry.class {
                    Class::GoodWhenUp => 1.0,
                    Class::BadWhenUp => -1.0,
                    _ => 0.0,
                } * stance;
                // what a target is called beside its name ("gold prices") does not hide it
                let is_hidden =
                    polarity == 0.0 && matches!(target_of_score, SentimentTarget::Target(_));
                if !is_hidden && (cue.noun.is_none() || entry.theme.is_some()) {
                    cue.noun = Some(polarity);
                    cue.is_hope = features.role == Some(Role::Hope);
                }
            }
            Class::Obtain => {
                cue.frame = Award::of(features.award);
                cue.obtains = if cue.frame == Award::Premises { -weight } else { weight };
            }
            Class::Award => cue.award = Award::of(features.award),
            Class::Positive => cue.polar = weight * stance,
            Class::Negative => cue.polar = -weight * stance,
            Class::Negator if features.scope == Some(Scope::Before) => cue.negates_back = true,
            Class::Negator => cue.negates = true,
            Class::Intensifier | Class::Diminisher => cue.intensity = weight,
            Class::Watch => {
                let is_around = features.scope == Some(Scope::Both);
                cue.watch = if is_around { Watch::Around } else { Watch::Behind };
            }
            _ => {}
        }
    }
    is_general
}

/// Whether a word of running text is part of a name: it has a capital and does not begin a sentence
/// or a quotation.
fn is_name(parsed: &ParsedDocument<'_>, sentence: &Sentence, at: u32) -> bool {
    let tokens = parsed.tokens();
    let Some(token) = tokens.get(at as usize) else { return false };
    let before = at.checked_sub(1).and_then(|n| tokens.get(n as usize));
    token.is_capital()
        && !token.is_upper()
        && at > sentence.token_start
        && before.is_some_and(|t| t.is_word() || t.is_punct('-'))
}

/// "<LOW.N>", "$UP", "(NYSE: GAIN)": capitals behind a cue that announces a ticker.
fn is_ticker(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    let tokens = parsed.tokens();
    let before = at.checked_sub(1).and_then(|n| tokens.get(n as usize));
    let is_announced = before
        .is_some_and(|t| t.is_punct('<') || t.is_punct('$') || t.is_punct(':') || t.is_punct('('));
    let is_closed = tokens
        .get(at as usize + 1)
        .is_some_and(|t| t.is_punct('>') || t.is_punct(')') || t.is_punct('.'));
    let is_cashtag = before.is_some_and(|t| t.is_punct('$'));
    is_announced
        && (is_closed || is_cashtag)
        && tokens.get(at as usize).is_some_and(crate::lang::Token::is_upper)
}

/// "Will be lower than", "notably lower": a comparative, not the verb of the same letters.
fn is_comparative(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    const BEFORE: [&str; 16] = [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "slightly",
        "much",
        "significantly",
        "notably",
        "clearly",
        "considerably",
        "even",
        "the",
        "at",
        "somewhat",
    ];
    parsed.is_word(cue.token_end, "than")
        || cue.token_start.checked_sub(1).is_some_and(|at| parsed.is_any(at, &BEFORE))
}

/// Whether a word that may be verb or noun ("rise", "drops") is a noun here, by its neighbours.
fn is_nominal(parsed: &ParsedDocument<'_>, cue: &SentimentCue, sentence: &Sentence) -> bool {
    const BEFORE: [&str; 26] = [
        "a", "an", "the", "this", "that", "its", "their", "his", "our", "of", "by", "on", "after",
        "for", "with", "from", "in", "amid", "despite", "percent", "pct", "pc", "another",
        "further", "recent", "'s",
    ];
    if parsed.is_any(cue.token_end, &["in", "of"]) && cue.token_start > sentence.token_start {
        return true;
    }
    // "a sharp 5 % drop": look past one adjective or number
    let Some(before) = cue.token_start.checked_sub(1).filter(|at| *at >= sentence.token_start)
    else {
        return false;
    };
    let says_noun =
        |at: u32| parsed.is_any(at, &BEFORE) || parsed.tokens()[at as usize].is_punct('%');
    // "the mills decreased" tells what they did
    let is_past = parsed.word(cue.token_end - 1).ends_with("ed");
    says_noun(before)
        || !is_past
            && before > sentence.token_start
            && parsed.is_any(before - 1, &["a", "an", "the", "its", "their"])
}

/// Whether a single word is a part of a compound: "high-performance", "lower-end", "break-ups" move
/// nothing.
fn is_compound(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    let is_joint = |at: u32| {
        parsed.tokens().get(at as usize).is_some_and(|t| t.is_punct('-') && !t.has_space_before())
    };
    let is_word = |at: u32| {
        parsed.tokens().get(at as usize).is_some_and(|t| t.is_word() && !t.has_space_before())
    };
    let is_first = is_joint(cue.token_end) && is_word(cue.token_end + 1);
    let is_last =
        cue.token_start.checked_sub(1).is_some_and(|at| is_joint(at) && is_word(cue.token_start));
    cue.token_end == cue.token_start + 1 && (is_first || is_last)
}

/// Most places of a target in one sentence that are marked.
const MAX_TARGETS: usize = 8;

/// Marks the places of the target as something that is good when up, unless the lexicon knows that
/// it is bad.
fn add_target(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    target: &str,
    out: &mut Vec<SentimentCue>,
) {
    let target = target.trim_start_matches(['$', '#', '@']);
    let starts = occurrences(sentence.span.of(parsed.text()), target);
    for at in starts.take(MAX_TARGETS) {
        let byte_start = sentence.span.byte_start + at as u32;
        let token_start = parsed.token_at(byte_start);
        let token_end = parsed.token_at(byte_start + target.len() as u32);
        if token_end <= token_start
            || parsed.tokens()[token_start as usize].byte_start != byte_start
        {
            continue;
        }
        let from = out.partition_point(|m| m.token_end <= token_start);
        let count = out[from..].partition_point(|m| m.token_start < token_end);
        let is_bad = out[from..from + count].iter().any(|m| m.noun.is_some_and(|n| n < 0.0));
        let noun = Some(if is_bad || is_opposed(parsed, token_start) { -1.0 } else { 1.0 });
        out.splice(
            from..from + count,
            [SentimentCue {
                token_start,
                token_end,
                noun,
                is_target: true,
                ..SentimentCue::default()
            }],
        );
    }
}

/// Whether what moves, moves against the target: "the dollar rose versus the yen".
fn is_opposed(parsed: &ParsedDocument<'_>, token: u32) -> bool {
    let before = |back: u32| token.checked_sub(back);
    let at =
        if before(1).is_some_and(|t| parsed.is_word(t, "the")) { before(2) } else { before(1) };
    at.is_some_and(|at| parsed.is_any(at, &["vs", "versus", "against"]))
}

/// Whether `above` is `theme` or one of its ancestors.
fn is_above(lexicon: &Lexicon, above: ThemeId, theme: ThemeId) -> bool {
    lexicon.lineage(theme).any(|t| t == above)
}
