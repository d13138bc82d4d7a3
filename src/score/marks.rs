//! The tone words of a sentence, as composition reads them.

use crate::{
    lexicon::{Class, Layer, Lexicon, Reading},
    model::{Sentence, ThemeId},
};

use super::{Genre, Stance, Towards, places};

/// Most marks of one sentence that are read: a sentence can be as long as the article.
const MOST_MARKS: usize = 400;

/// What the tone lexicons say of one stretch of words.
#[expect(clippy::struct_excessive_bools, reason = "a word may do several of these at once")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Mark {
    pub token_start: u32,
    pub token_end: u32,
    /// +1 up, -1 down, 0 none.
    pub direction: f64,
    /// What sort of word the direction is.
    pub sort: Sort,
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
    pub seeks: Prize,
    /// Whether it is something to get hold of.
    pub prize: Prize,
    pub negates: bool,
    /// Turns what stands before it: "a cut is off the table".
    pub negates_back: bool,
    /// Factor on its neighbours; 0 where it is none.
    pub intensity: f64,
    pub watch: Watch,
}

/// What verbs get hold of, or give up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Prize {
    /// Nothing of the kind.
    #[default]
    No,
    /// Contracts, approvals, money.
    Business,
    /// Plants, stores, offices: what is closed.
    Premises,
}

impl Prize {
    fn of(unit: Option<&str>) -> Self {
        if unit == Some("premises") { Self::Premises } else { Self::Business }
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
pub(super) enum Sort {
    #[default]
    Verb,
    Noun,
    Adjective,
}

/// The marks of a sentence by place; nouns of a theme's own override the general ones, and a target
/// moves like a share price. Gives whether they are the same towards every theme.
pub(super) fn marks(
    reading: &Reading<'_>,
    sentence: &Sentence,
    (towards, genre): (Towards<'_>, Genre),
    hawkish: Stance,
    out: &mut Vec<Mark>,
) -> bool {
    let is_general = lexicon_marks(reading, sentence, (towards, genre), hawkish, out);
    if let Towards::Target(target) = towards {
        add_target(reading, sentence, target, out);
        return false;
    }
    is_general
}

fn lexicon_marks(
    reading: &Reading<'_>,
    sentence: &Sentence,
    (towards, genre): (Towards<'_>, Genre),
    hawkish: Stance,
    out: &mut Vec<Mark>,
) -> bool {
    out.clear();
    let mut is_general = true;
    let theme = match towards {
        Towards::Theme(theme) => Some(theme),
        _ => None,
    };
    for hit in reading.hits(Layer::Tone, sentence) {
        let entry = reading.entry(hit);
        is_general &= entry.theme.is_none();
        let applies = entry
            .theme
            .is_none_or(|own| theme.is_some_and(|theme| is_above(reading.lexicon, own, theme)));
        if !applies || entry.class == Class::ToneMask {
            continue;
        }
        let is_sign = matches!(
            entry.class,
            Class::Up | Class::Down | Class::Positive | Class::Negative | Class::Obtain
        );
        if is_sign && is_ticker(reading, hit.token_start) {
            continue;
        }
        if is_sign
            && matches!(genre, Genre::Sentence | Genre::Paragraph)
            && is_name(reading, sentence, hit.token_start)
        {
            continue;
        }
        // "Sell Falk with a stop loss": an order to the reader begins its sentence
        if entry.unit.as_deref() == Some("call") && hit.token_start != sentence.token_start {
            continue;
        }
        let is_new = out.last().is_none_or(|m| m.token_start != hit.token_start);
        if is_new {
            if out.len() == MOST_MARKS {
                break;
            }
            out.push(Mark {
                token_start: hit.token_start,
                token_end: hit.token_end,
                ..Mark::default()
            });
        }
        let Some(mark) = out.last_mut() else { continue };
        // words of tight and easy money take the sign that the user gives them
        let stance = if entry.unit.as_deref() == Some("stance") { hawkish.factor() } else { 1.0 };
        let weight = entry.weight;
        match entry.class {
            Class::Up | Class::Down if is_compound(reading, mark) => {}
            Class::Up | Class::Down => {
                mark.is_transitive |= entry.unit.as_deref() == Some("transitive");
                let is_known = mark.direction != 0.0;
                mark.direction = if entry.class == Class::Up { weight } else { -weight };
                let sort = match entry.unit.as_deref() {
                    Some("noun") => Sort::Noun,
                    Some("adjective" | "adverb") => Sort::Adjective,
                    _ => Sort::Verb,
                };
                let is_verb_or_noun = is_known
                    && (mark.sort == Sort::Verb || sort == Sort::Verb)
                    && sort != mark.sort;
                // "Lower rates helped": no sentence of news begins with a bare verb
                let opens = mark.token_start == sentence.token_start
                    && (mark.sort == Sort::Adjective || sort == Sort::Adjective);
                let is_comparative = (mark.sort == Sort::Adjective || sort == Sort::Adjective)
                    && is_comparative(reading, mark);
                mark.sort = if !is_verb_or_noun {
                    sort
                } else if opens || is_comparative {
                    Sort::Adjective
                } else if is_nominal(reading, mark, sentence) {
                    if sort == Sort::Verb { mark.sort } else { sort }
                } else {
                    Sort::Verb
                };
                mark.is_transitive &= mark.sort == Sort::Verb;
            }
            Class::GoodWhenUp | Class::BadWhenUp | Class::NeutralNoun => {
                let polarity = match entry.class {
                    Class::GoodWhenUp => 1.0,
                    Class::BadWhenUp => -1.0,
                    _ => 0.0,
                } * stance;
                // what a target is called beside its name ("gold prices") does not hide it
                let is_hidden = polarity == 0.0 && matches!(towards, Towards::Target(_));
                if !is_hidden && (mark.noun.is_none() || entry.theme.is_some()) {
                    mark.noun = Some(polarity);
                    mark.is_hope = entry.unit.as_deref() == Some("hope");
                }
            }
            Class::Obtain => {
                mark.seeks = Prize::of(entry.unit.as_deref());
                mark.obtains = if mark.seeks == Prize::Premises { -weight } else { weight };
            }
            Class::Prize => mark.prize = Prize::of(entry.unit.as_deref()),
            Class::Positive => mark.polar = weight * stance,
            Class::Negative => mark.polar = -weight * stance,
            Class::Negator if entry.unit.as_deref() == Some("behind") => mark.negates_back = true,
            Class::Negator => mark.negates = true,
            Class::Intensifier | Class::Diminisher => mark.intensity = weight,
            Class::Watch => {
                let is_dependence = entry.unit.as_deref() == Some("dependence");
                mark.watch = if is_dependence { Watch::Around } else { Watch::Behind };
            }
            _ => {}
        }
    }
    is_general
}

/// Whether a word of running text is part of a name: it has a capital and does not begin a sentence
/// or a quotation.
fn is_name(reading: &Reading<'_>, sentence: &Sentence, at: u32) -> bool {
    let tokens = reading.tokens();
    let Some(token) = tokens.get(at as usize) else { return false };
    let before = at.checked_sub(1).and_then(|n| tokens.get(n as usize));
    token.is_capital()
        && !token.is_upper()
        && at > sentence.token_start
        && before.is_some_and(|t| t.is_word() || t.is_punct('-'))
}

/// "<LOW.N>", "$UP", "(NYSE: GAIN)": capitals behind a mark that announces a ticker.
fn is_ticker(reading: &Reading<'_>, at: u32) -> bool {
    let tokens = reading.tokens();
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
fn is_comparative(reading: &Reading<'_>, mark: &Mark) -> bool {
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
    reading.is_word(mark.token_end, "than")
        || mark.token_start.checked_sub(1).is_some_and(|at| reading.is_any(at, &BEFORE))
}

/// Whether a word that may be verb or noun ("rise", "drops") is a noun here, by its neighbours.
fn is_nominal(reading: &Reading<'_>, mark: &Mark, sentence: &Sentence) -> bool {
    const BEFORE: [&str; 26] = [
        "a", "an", "the", "this", "that", "its", "their", "his", "our", "of", "by", "on", "after",
        "for", "with", "from", "in", "amid", "despite", "percent", "pct", "pc", "another",
        "further", "recent", "'s",
    ];
    if reading.is_any(mark.token_end, &["in", "of"]) && mark.token_start > sentence.token_start {
        return true;
    }
    // "a sharp 5 % drop": look past one adjective or number
    let Some(before) = mark.token_start.checked_sub(1).filter(|at| *at >= sentence.token_start)
    else {
        return false;
    };
    let says_noun =
        |at: u32| reading.is_any(at, &BEFORE) || reading.tokens()[at as usize].is_punct('%');
    // "the mills decreased" tells what they did
    let is_past = reading.word(mark.token_end - 1).ends_with("ed");
    says_noun(before)
        || !is_past
            && before > sentence.token_start
            && reading.is_any(before - 1, &["a", "an", "the", "its", "their"])
}

/// Whether a single word is a part of a compound: "high-performance", "lower-end", "break-ups" move
/// nothing.
fn is_compound(reading: &Reading<'_>, mark: &Mark) -> bool {
    let is_joint = |at: u32| {
        reading.tokens().get(at as usize).is_some_and(|t| t.is_punct('-') && !t.has_space_before())
    };
    let is_word = |at: u32| {
        reading.tokens().get(at as usize).is_some_and(|t| t.is_word() && !t.has_space_before())
    };
    let is_first = is_joint(mark.token_end) && is_word(mark.token_end + 1);
    let is_last =
        mark.token_start.checked_sub(1).is_some_and(|at| is_joint(at) && is_word(mark.token_start));
    mark.token_end == mark.token_start + 1 && (is_first || is_last)
}

/// Most places of a target in one sentence that are marked.
const MOST_TARGETS: usize = 8;

/// Marks the places of the target as something that is good when up, unless the lexicon knows that
/// it is bad.
fn add_target(reading: &Reading<'_>, sentence: &Sentence, target: &str, out: &mut Vec<Mark>) {
    let target = target.trim_start_matches(['$', '#', '@']);
    let starts = places(sentence.span.of(reading.text()), target);
    for at in starts.take(MOST_TARGETS) {
        let byte_start = sentence.span.byte_start + at as u32;
        let token_start = reading.token_at(byte_start);
        let token_end = reading.token_at(byte_start + target.len() as u32);
        if token_end <= token_start
            || reading.tokens()[token_start as usize].byte_start != byte_start
        {
            continue;
        }
        let from = out.partition_point(|m| m.token_end <= token_start);
        let count = out[from..].partition_point(|m| m.token_start < token_end);
        let is_bad = out[from..from + count].iter().any(|m| m.noun.is_some_and(|n| n < 0.0));
        let noun = Some(if is_bad || is_opposed(reading, token_start) { -1.0 } else { 1.0 });
        out.splice(
            from..from + count,
            [Mark { token_start, token_end, noun, is_target: true, ..Mark::default() }],
        );
    }
}

/// Whether what moves, moves against the target: "the dollar rose versus the yen".
fn is_opposed(reading: &Reading<'_>, token: u32) -> bool {
    let before = |back: u32| token.checked_sub(back);
    let at =
        if before(1).is_some_and(|t| reading.is_word(t, "the")) { before(2) } else { before(1) };
    at.is_some_and(|at| reading.is_any(at, &["vs", "versus", "against"]))
}

/// Whether `above` is `theme` or one of its ancestors.
fn is_above(lexicon: &Lexicon, above: ThemeId, theme: ThemeId) -> bool {
    lexicon.lineage(theme).any(|t| t == above)
}
