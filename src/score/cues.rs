//! The tone words of a sentence, with what each does there.

use super::{
    SentimentTarget, Stance, TextType,
    cue::{Award, PartOfSpeech, SentimentCue, Source, Watch},
    part_of_speech, target_cues,
};
use crate::{
    lang::Token,
    lexicon::{self, AwardKind, Class, Entry, Hit, Layer, Position, Role, Scope, SentenceView},
    model::{Pos, TokenRange},
};

/// Tokens behind a verb of reaching in which its figure stands.
const FIGURE_REACH: u32 = 4;
/// Most cues of one sentence that are read: a sentence can be as long as the article.
const MAX_CUES: usize = 400;

/// Reads the cues of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueReader<'s> {
    /// The sentence.
    pub sentence: &'s SentenceView<'s>,
    /// Towards what it is scored.
    pub target: SentimentTarget<'s>,
    /// What kind of text it comes from.
    pub text_type: TextType,
    /// What tight money is to the reader.
    pub hawkish: Stance,
}

/// What is known of the cues that were read.
#[derive(Debug, Clone, Copy)]
pub(super) struct CuesRead {
    /// Whether they are the same towards every theme.
    pub is_general: bool,
    /// Whether some are words of tight or easy money.
    pub has_stance: bool,
}

impl CueReader<'_> {
    /// Replaces `cues` by those of the sentence, in order. Nouns of the theme's own override the
    /// general ones, and a target moves like a share price.
    pub(super) fn read(&self, cues: &mut Vec<SentimentCue>) -> CuesRead {
        let mut read = self.read_lexicon(cues);
        if self.target.is_one() {
            target_cues::add_target(self.sentence, self.target, cues);
            read.is_general = false;
        }
        read
    }

    fn read_lexicon(&self, cues: &mut Vec<SentimentCue>) -> CuesRead {
        cues.clear();
        let mut read = CuesRead { is_general: true, has_stance: false };
        let hits = self.sentence.hits(Layer::Tone);
        let mut covered = 0;
        // the longest that says something to the target hides the others at its place
        for same in hits.chunk_by(|a, b| a.token_start == b.token_start) {
            read.is_general &= same.iter().all(|hit| self.sentence.entry(hit).theme.is_none());
            // what does not do its work here hides nothing either
            let is_told = |hit: &&Hit| {
                let entry = self.sentence.entry(hit);
                self.source_of(entry).is_some() && !self.lacks_figure(hit, entry)
            };
            let end = same.iter().filter(is_told).map(|hit| hit.token_end).max();
            let start = same[0].token_start;
            let Some(end) = end.filter(|_| start >= covered) else { continue };
            covered = end;
            // what a theme takes for neutral says nothing to it
            let is_masked = |hit: &&Hit| {
                let entry = self.sentence.entry(hit);
                entry.class == Class::ToneMask
                    && entry.theme.is_some()
                    && self.source_of(entry) == Some(Source::Theme)
            };
            if same.iter().filter(|hit| hit.token_end == end).any(|hit| is_masked(&hit)) {
                continue;
            }
            for hit in same.iter().filter(|hit| hit.token_end == end) {
                let entry = self.sentence.entry(hit);
                if !self.applies(hit, entry) {
                    continue;
                }
                if cues.last().is_none_or(|cue| cue.start() != start) {
                    if cues.len() == MAX_CUES {
                        return read;
                    }
                    cues.push(SentimentCue { tokens: hit.tokens(), ..SentimentCue::default() });
                }
                read.has_stance |= entry.features.stance.is_some();
                if let Some(cue) = cues.last_mut() {
                    self.add(entry, cue);
                }
            }
        }
        read
    }

    /// Whether an entry says something here.
    fn applies(&self, hit: &Hit, entry: &Entry) -> bool {
        if entry.class == Class::ToneMask || self.source_of(entry).is_none() {
            return false;
        }
        let is_sign = matches!(
            entry.class,
            Class::Up | Class::Down | Class::Positive | Class::Negative | Class::Obtain
        );
        let is_running = matches!(self.text_type, TextType::Sentence | TextType::Paragraph);
        let is_name = is_sign
            && (is_ticker(self.sentence, hit.token_start)
                || is_running
                    && hit.tokens().len() == 1
                    && is_name(self.sentence, hit.token_start));
        // "Sell Falk with a stop loss": an order to the reader begins its sentence
        let is_call = entry.features.position == Some(Position::SentenceStart);
        let is_acronym = matches!(entry.class, Class::Positive | Class::Negative)
            && hit.tokens().len() == 1
            && !matches!(self.text_type, TextType::Tweet | TextType::Shared)
            && is_acronym(self.sentence, hit.token_start);
        !is_name
            && !is_acronym
            && !self.lacks_figure(hit, entry)
            && (!is_call || hit.token_start == self.sentence.start())
    }

    /// Whether an entry speaks of what reached a figure, and none follows: "unemployment topped 5%", but
    /// who topped the list did not rise.
    fn lacks_figure(&self, hit: &Hit, entry: &Entry) -> bool {
        entry.features.role == Some(Role::Threshold) && !has_figure(self.sentence, hit.token_end)
    }

    /// Who says what an entry means here; `None` where it is another theme's.
    fn source_of(&self, entry: &Entry) -> Option<Source> {
        let Some(own) = entry.theme else { return Some(Source::General) };
        let SentimentTarget::Theme(theme) = self.target else { return None };
        let lexicon = self.sentence.lexicon();
        if lexicon.lineage(theme).any(|above| above == own) {
            Some(Source::Theme)
        } else if lexicon.lineage(own).any(|above| above == theme) {
            Some(Source::Branch)
        } else {
            None
        }
    }

    /// Adds what an entry says to the cue of its words.
    fn add(&self, entry: &Entry, cue: &mut SentimentCue) {
        let scope = entry.features.scope;
        // words of tight and easy money take the sign that the user gives them
        let stance = if entry.features.stance.is_some() { self.hawkish.factor() } else { 1.0 };
        match entry.class {
            Class::Up | Class::Down
                if part_of_speech::is_compound(self.sentence, cue)
                    || part_of_speech::grades(self.sentence, cue) => {}
            Class::Up => self.add_direction(entry, entry.weight, cue),
            Class::Down => self.add_direction(entry, -entry.weight, cue),
            Class::GoodWhenUp => self.add_noun(entry, stance, cue),
            Class::BadWhenUp => self.add_noun(entry, -stance, cue),
            Class::NeutralNoun => self.add_noun(entry, 0.0, cue),
            Class::Obtain => {
                cue.frame = award_of(entry);
                let is_closing = cue.frame == Award::Premises;
                cue.obtains = if is_closing { -entry.weight } else { entry.weight };
            }
            Class::Award => cue.award = award_of(entry),
            Class::Positive => self.add_polar(entry, stance, cue),
            Class::Negative => self.add_polar(entry, -stance, cue),
            Class::Negator if scope == Some(Scope::Before) => cue.negates_before = true,
            Class::Negator if scope == Some(Scope::Both) => cue.negates_all = true,
            Class::Negator => cue.negates = true,
            Class::Intensifier | Class::Diminisher => {
                cue.intensity = entry.weight;
                cue.belittles = entry.features.role == Some(Role::Belittling);
            }
            Class::Watch if scope == Some(Scope::Both) => cue.watch = Watch::Around,
            Class::Watch => cue.watch = Watch::After,
            _ => {}
        }
    }

    fn add_direction(&self, entry: &Entry, direction: f64, cue: &mut SentimentCue) {
        let listed = entry.features.part_of_speech;
        let own = match listed {
            Some(lexicon::PartOfSpeech::Noun) => PartOfSpeech::Noun,
            Some(lexicon::PartOfSpeech::Adjective | lexicon::PartOfSpeech::Adverb) => {
                PartOfSpeech::Adjective
            }
            _ => PartOfSpeech::Verb,
        };
        let known = (cue.direction != 0.0).then_some(cue.part_of_speech);
        cue.grades |= entry.features.role == Some(Role::Grading);
        cue.is_transitive |= listed == Some(lexicon::PartOfSpeech::TransitiveVerb);
        cue.direction = direction;
        cue.part_of_speech = match (known, own) {
            (Some(PartOfSpeech::Verb), other) | (Some(other), PartOfSpeech::Verb) => {
                part_of_speech::of_verb_or(self.sentence, cue, other)
            }
            _ => own,
        };
        cue.is_transitive &= cue.part_of_speech == PartOfSpeech::Verb;
    }

    fn add_noun(&self, entry: &Entry, polarity: f64, cue: &mut SentimentCue) {
        // what a target is called beside its name ("gold prices") does not hide it
        let is_hidden = polarity == 0.0 && self.target.is_one();
        let source = self.source_of(entry).unwrap_or_default();
        if !is_hidden && (cue.noun.is_none() || source > cue.source) {
            cue.noun = Some(polarity);
            cue.is_hope = entry.features.role == Some(Role::Hope);
            cue.is_contrary = entry.features.role == Some(Role::Contrary);
            cue.is_transparent = cue.is_contrary || entry.features.role == Some(Role::Transparent);
            cue.source = source;
        }
    }

    fn add_polar(&self, entry: &Entry, sign: f64, cue: &mut SentimentCue) {
        let source = self.source_of(entry).unwrap_or_default();
        if cue.polar == 0.0 || source >= cue.source {
            cue.polar = entry.weight * sign;
            cue.source = cue.source.max(source);
            // "a trial disappoints": what the lexicon knows as a verb is no noun
            let has_parse =
                matches!(self.target, SentimentTarget::Theme(_) | SentimentTarget::Entity(_));
            cue.is_polar_noun =
                has_parse && !entry.term.ends_with("/v") && is_head(self.sentence, cue.tokens);
        }
    }
}

fn award_of(entry: &Entry) -> Award {
    if entry.features.award == Some(AwardKind::Premises) {
        Award::Premises
    } else {
        Award::Business
    }
}

/// Whether the words end with the head of a noun phrase, and begin with no verb or preposition
/// ("won approval").
fn is_head(sentence: &SentenceView<'_>, words: TokenRange) -> bool {
    let first = sentence.pos(words.token_start);
    words.last_token().is_some_and(|last| {
        sentence.noun_phrase_at(last).is_some_and(|phrase| phrase.head == last)
            && sentence.pos(last) == Pos::Noun
            && first != Pos::Adposition
            && !first.is_verb()
    })
}

/// Whether a word of running text is part of a name: it has a capital and does not begin a sentence
/// or a quotation.
fn is_name(sentence: &SentenceView<'_>, at: u32) -> bool {
    let is_capitalised = sentence.token(at).is_some_and(|t| t.is_capital() && !t.is_upper());
    is_capitalised && sentence.prev_token(at).is_some_and(|t| t.is_word() || t.is_punct('-'))
}

/// Whether a figure follows, past words that size it: "nearly 5%", "a record $3 billion".
fn has_figure(sentence: &SentenceView<'_>, at: u32) -> bool {
    let is_sizing = |at: &u32| {
        matches!(sentence.pos(*at), Pos::Determiner | Pos::Adverb | Pos::Adjective | Pos::Symbol)
    };
    let near = sentence.range().after(at).first(FIGURE_REACH);
    near.iter().find(|at| !is_sizing(at)).is_some_and(|at| sentence.is_number(at))
}

/// "SAP" between words that are not in capitals.
fn is_acronym(sentence: &SentenceView<'_>, at: u32) -> bool {
    let is_upper = |token: &Token| token.is_upper() && token.is_word();
    let is_lower = |token: Option<&Token>| token.is_none_or(|t| !is_upper(t));
    at > sentence.start()
        && sentence.token(at).is_some_and(is_upper)
        && is_lower(sentence.prev_token(at))
        && is_lower(sentence.token(at + 1))
        && sentence.tokens().iter().any(|t| t.is_word() && !t.is_upper())
}

/// "<LOW.N>", "$UP", "(NYSE: GAIN)": capitals after a mark that announces a ticker.
fn is_ticker(sentence: &SentenceView<'_>, at: u32) -> bool {
    let is_upper = sentence.token(at).is_some_and(Token::is_upper);
    let before = sentence.prev_token(at).and_then(Token::punct);
    let after = sentence.token(at + 1).and_then(Token::punct);
    let is_closed = matches!(after, Some('>' | ')' | '.'));
    let is_announced = matches!(before, Some('<' | ':' | '('));
    is_upper && (before == Some('$') || is_announced && is_closed)
}
