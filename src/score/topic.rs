//! Which clauses are about the theme or target that is scored, and what the others weigh.

use super::{
    SentimentTarget, TextType,
    clause::{
        Clause, only_speaks, propagate_topic, propagate_topic_past_concession,
        propagate_topic_to_main,
    },
    contains,
    cue::SentimentCue,
};
use crate::{
    lang::Token,
    lexicon::{Class, InstrumentKind, Layer, SentenceView},
    model::{Pos, ThemeId, TokenRange},
};

/// Factor on clauses that are not about the topic, where others are: what they say bears on it.
const OFF_TOPIC_CLAUSE_WEIGHT: f64 = 0.4;
/// The same for a target in running text, where they are mostly about somebody else; a headline has
/// one story.
const OTHER_TARGET_CLAUSE_WEIGHT: f64 = 0.2;
/// The least weight of an aside that is about the target.
const MIN_TARGET_CLAUSE_WEIGHT: f64 = 0.8;
/// Factor on what is said, for the standard of a comparison: "mid caps" in "large caps do better
/// than mid caps".
const COMPARISON_STANDARD_WEIGHT: f64 = -0.5;
/// Tokens beside a name in which the one is who speaks for it.
const HOUSE_REACH: u32 = 3;
/// Factor on what is said, for its speaker and for who is not affected.
const OTHER_TARGET_SPEECH_WEIGHT: f64 = 0.05;

/// Lets the clauses that are about the theme or target outweigh the others. `about` is a buffer.
pub(super) fn weigh_by_topic(
    (sentence, cues): (&SentenceView<'_>, &[SentimentCue]),
    target: SentimentTarget<'_>,
    text_type: TextType,
    clauses: &mut [Clause],
    about: &mut Vec<bool>,
) {
    about.clear();
    match target {
        SentimentTarget::Whole => {}
        SentimentTarget::Theme(theme) => {
            let is_told = |tokens| has_theme(sentence, tokens, theme);
            about.extend(clauses.iter().map(|clause| is_about(sentence, clause, is_told)));
            propagate_topic_to_appositions(sentence, cues, clauses, about);
            weigh_by_theme(cues, clauses, about);
        }
        SentimentTarget::Target(target) => {
            let names = |tokens| contains(sentence.text_of(tokens), target);
            about.extend(clauses.iter().map(|clause| is_about(sentence, clause, names)));
            weigh_by_target(sentence, cues, text_type, clauses, about);
        }
        SentimentTarget::Entity(tokens) => {
            let names =
                |range: TokenRange| tokens.iter().any(|own| range.contains(own.token_start));
            about.extend(clauses.iter().map(|clause| is_about(sentence, clause, names)));
            weigh_by_target(sentence, cues, text_type, clauses, about);
        }
    }
}

fn weigh_by_theme(cues: &[SentimentCue], clauses: &mut [Clause], about: &mut [bool]) {
    propagate_topic(cues, clauses, about);
    propagate_topic_to_main(clauses, about);
    propagate_topic_past_concession(cues, clauses, about);
    if !about.contains(&true) {
        return;
    }
    for (clause, is_about) in clauses.iter_mut().zip(about) {
        if !*is_about {
            clause.weight *= OFF_TOPIC_CLAUSE_WEIGHT;
        }
    }
}

/// The topic of a clause is that of what is after its comma without a subject of its own and
/// judges it: "added 41,000 jobs, far fewer than economists had forecast".
fn propagate_topic_to_appositions(
    sentence: &SentenceView<'_>,
    cues: &[SentimentCue],
    clauses: &[Clause],
    about: &mut [bool],
) {
    for index in 1..clauses.len() {
        let clause = &clauses[index];
        if !about[index - 1] || about[index] || clause.is_aside() {
            continue;
        }
        let from = cues.partition_point(|cue| cue.start() < clause.tokens.token_start);
        let Some(judging) = cues[from..].iter().find(|cue| cue.speaks()) else { continue };
        let has_own_subject = sentence.clauses_in(clause.tokens).iter().any(|own| {
            own.verb.head <= judging.start()
                || own.subject.is_some_and(|phrase| phrase.tokens.token_start <= judging.start())
        });
        about[index] = clause.holds(judging.start()) && !has_own_subject;
    }
}

/// Whether a clause tells of something in its words, or by the subject of its verb, which may be
/// before an insertion: "Corvane shares, halted in the morning, jumped".
fn is_about(
    sentence: &SentenceView<'_>,
    clause: &Clause,
    tells: impl Fn(TokenRange) -> bool,
) -> bool {
    let subjects = sentence.clauses_in(clause.tokens).iter().filter_map(|own| own.subject);
    let mut earlier = subjects.filter(|phrase| phrase.head < clause.tokens.token_start);
    tells(clause.tokens) || earlier.any(|phrase| tells(phrase.tokens))
}

/// Whether tokens hold a cue of the theme or of one of its branches.
fn has_theme(sentence: &SentenceView<'_>, tokens: TokenRange, theme: ThemeId) -> bool {
    sentence
        .hits_in(Layer::Theme, tokens)
        .iter()
        .map(|hit| sentence.entry(hit))
        .filter(|entry| matches!(entry.class, Class::ThemeStrong | Class::ThemeWeak))
        .filter_map(|entry| entry.theme)
        .any(|own| sentence.lexicon().lineage(own).any(|above| above == theme))
}

fn weigh_by_target(
    sentence: &SentenceView<'_>,
    cues: &[SentimentCue],
    text_type: TextType,
    clauses: &mut [Clause],
    about: &mut [bool],
) {
    propagate_topic(cues, clauses, about);
    propagate_topic_past_concession(cues, clauses, about);
    if !about.contains(&true) {
        return;
    }
    let whole =
        if only_speaks(sentence, cues, clauses, about) || is_unaffected_target(sentence, cues) {
            Some(OTHER_TARGET_SPEECH_WEIGHT)
        } else {
            is_comparison_standard(sentence, cues).then_some(COMPARISON_STANDARD_WEIGHT)
        };
    let is_running = matches!(text_type, TextType::Sentence | TextType::Paragraph);
    let off_topic = if is_running { OTHER_TARGET_CLAUSE_WEIGHT } else { OFF_TOPIC_CLAUSE_WEIGHT };
    // what is conceded of the target yields to what is said of it
    let is_said = clauses.iter().zip(&*about).any(|(clause, about)| *about && !clause.is_aside());
    for (clause, is_about) in clauses.iter_mut().zip(about) {
        match whole {
            None if *is_about && clause.concedes() && is_said => {}
            Some(factor) => clause.weight *= factor,
            // "sales fell, while Northmill won an order": an aside to the sentence, the matter
            // itself to Northmill
            None if *is_about => clause.weight = clause.weight.max(MIN_TARGET_CLAUSE_WEIGHT),
            None => clause.weight *= off_topic,
        }
    }
}

/// Whether the target is the standard of a comparison wherever it occurs: "better than mid caps".
fn is_comparison_standard(sentence: &SentenceView<'_>, cues: &[SentimentCue]) -> bool {
    all_targets(cues, |target| follows(sentence, target, |at| sentence.is_word(at, "than")))
}

/// Whether the target is not affected by what is said: it only judges others ("HSBC upgrades
/// Falk"), is where something trades ("fell 6% on BSE"), takes part in what happened to another, or
/// is an authority.
fn is_unaffected_target(sentence: &SentenceView<'_>, cues: &[SentimentCue]) -> bool {
    all_targets(cues, |target| {
        judges(sentence, target)
            || is_house(sentence, target)
            || is_venue(sentence, target)
            || takes_part(sentence, target)
            || is_agency(sentence, target)
    })
}

/// Whether there are targets, and all of them fit.
fn all_targets(cues: &[SentimentCue], fits: impl Fn(&SentimentCue) -> bool) -> bool {
    let mut targets = cues.iter().filter(|cue| cue.is_target).peekable();
    targets.peek().is_some() && targets.all(fits)
}

/// Whether a word that fits is right before a target, an article apart.
fn follows(sentence: &SentenceView<'_>, target: &SentimentCue, fits: impl Fn(u32) -> bool) -> bool {
    let article = sentence.prev(target.start()).filter(|at| sentence.is_of(*at, Class::Article));
    sentence.prev(article.unwrap_or(target.start())).is_some_and(fits)
}

/// "rallies on a deal with Falk", "the dollar rose versus the yen".
fn takes_part(sentence: &SentenceView<'_>, target: &SentimentCue) -> bool {
    follows(sentence, target, |at| sentence.is_of(at, Class::Partner))
}

/// "HSBC upgrades Falk".
fn judges(sentence: &SentenceView<'_>, target: &SentimentCue) -> bool {
    sentence.is_of(target.end(), Class::JudgingVerb) && sentence.is_alphabetic(target.end() + 1)
}

/// "An analyst at HSBC", "HSBC's economists", "economists polled by Reuters": the house of somebody
/// who judges others.
fn is_house(sentence: &SentenceView<'_>, target: &SentimentCue) -> bool {
    let judges = |at: u32| sentence.is_of(at, Class::Forecaster);
    let after = sentence.after(target.end(), HOUSE_REACH);
    let in_phrase = |at: &u32| {
        matches!(sentence.pos(*at), Pos::Particle | Pos::Adjective | Pos::Noun | Pos::Determiner)
            || !sentence.is_alphabetic(*at)
    };
    if after.iter().take_while(in_phrase).any(judges) {
        return true;
    }
    let before = sentence.before(target.start(), HOUSE_REACH);
    let mut words = before.iter().rev().skip_while(|at| sentence.pos(*at) == Pos::Determiner);
    words.next().is_some_and(|at| sentence.pos(at) == Pos::Adposition)
        && words
            .find(|at| !matches!(sentence.pos(*at), Pos::PastParticiple | Pos::Noun) || judges(*at))
            .is_some_and(judges)
}

/// "fell 6% on BSE"; "bearish on ITC" is about it.
fn is_venue(sentence: &SentenceView<'_>, target: &SentimentCue) -> bool {
    let is_code = sentence.tokens_in(target.tokens).iter().all(Token::is_upper);
    let on = sentence.prev(target.start()).filter(|at| sentence.is_word(*at, "on"));
    is_code
        && on.is_some_and(|on| {
            sentence.prev_token(on).is_some_and(|t| t.is_number() || t.is_punct('%'))
                || sentence.prev_is_of(on, Class::Percent)
        })
}

/// Whether a target is an authority over markets and is not traded in them: a central bank, a
/// regulator, an exchange.
fn is_agency(sentence: &SentenceView<'_>, target: &SentimentCue) -> bool {
    let lexicon = sentence.lexicon();
    let is_exchange = match sentence.tokens_in(target.tokens) {
        [only] => lexicon.is_exchange(only),
        _ => false,
    };
    let kind_of = |instrument: u32| lexicon.instruments[instrument as usize].kind;
    is_exchange
        || sentence
            .hits_at(Layer::Entity, target.start())
            .iter()
            .filter(|hit| hit.tokens() == target.tokens)
            .any(|hit| sentence.entry(hit).instrument.map(kind_of) == Some(InstrumentKind::Agency))
}
