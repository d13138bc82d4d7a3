//! Who a verb of saying belongs to.

use std::rc::Rc;

use super::{
    office,
    phrase::{read, with_surname, without_day, without_share},
    reported::{clause_of, reported},
    source,
    speaker::Speaker,
    subject::{before_colon, has_subject, subject, subject_beside},
    voice::{FIRST_PERSON, can_speak, is_one_of_group, roles_in, words_of},
    who,
};
use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument, SentenceView, words},
    model::{Span, TokenRange, VerbForm},
};

/// Quotations of a sentence and the one after it.
const NEAR: usize = 8;
/// Tokens of "the 56-year-old chief executive".
const DEFINITE: u32 = 8;

/// Those who have spoken so far.
#[derive(Debug)]
pub(super) struct Speakers<'a> {
    parsed: ParsedDocument<'a>,
    last: Rc<Speaker>,
    /// The last person, and the sentence.
    last_person: Option<(u32, Rc<Speaker>)>,
}

impl<'a> Speakers<'a> {
    /// Nobody has spoken.
    pub(super) fn new(parsed: &ParsedDocument<'a>) -> Self {
        Self { parsed: *parsed, last: Rc::default(), last_person: None }
    }

    /// The last speaker: of a quotation that nobody is named for, the last person.
    pub(super) fn last(&self) -> Rc<Speaker> {
        let person = self.last_person.as_ref().map(|(_, person)| person);
        Rc::clone(person.unwrap_or(&self.last))
    }

    /// The subject of a verb of saying; pronouns are the last speaker.
    pub(super) fn of(
        &mut self,
        view: &SentenceView<'_>,
        hit: &Hit,
        inside: &[Span],
    ) -> Rc<Speaker> {
        if let Some(speaker) = who::inverted(view, hit, inside) {
            return self.remember(view, speaker);
        }
        let Some(words) = subject(view, hit) else { return self.last() };
        if view.entry(hit).class == Class::AccordingTo
            && let Some(speaker) = source::of_document(view, words)
        {
            return if speaker.is_nobody() { speaker.into() } else { self.remember(view, speaker) };
        }
        self.of_words(view, words)
    }

    /// Whom the words of a subject name or refer to.
    fn of_words(&mut self, view: &SentenceView<'_>, words: TokenRange) -> Rc<Speaker> {
        let words = without_day(view, without_share(view, words));
        let first = words.token_start;
        if words.len() == 1 && (view.is_any(first, words!["he", "she", "who"])) {
            return self.person(view);
        }
        if words.len() == 1
            && view.is_word(first, "it")
            && let Some(body) = who::subject_before(&self.parsed, view)
        {
            return self.remember(view, body);
        }
        if let Some(speaker) = who::in_words(view, words) {
            let speaker = self.with_employer(view, words, speaker);
            return self.remember(view, speaker);
        }
        if words.len() == 1 && view.is_any(first, FIRST_PERSON) {
            return Rc::default();
        }
        let is_pronoun = words.len() == 1 && view.is_of(first, Class::PersonalPronoun);
        // before anybody has spoken, "it" is the company of the story
        if is_pronoun && view.is_word(first, "it") && self.last.is_nobody() {
            let org = view.resolution().owner().map(|company| company.called().to_owned());
            return self.remember(view, Speaker { org, ..Speaker::default() });
        }
        if is_pronoun || is_one_of_group(view, words) {
            return Rc::clone(&self.last);
        }
        // "the analyst said"
        let is_definite = view.is_word(first, "the") && words.len() <= DEFINITE;
        // "the 56-year-old CEO", but not "the head of the union"
        let roles = roles_in(view, words);
        let role = roles.last().filter(|role| role.token_end == words.token_end);
        let role = role.map(|role| words_of(view, role.tokens()));
        if let (true, Some(role), Some((_, person))) = (is_definite, &role, &self.last_person)
            && person.role.as_ref().is_some_and(|own| who::is_role(own, role))
        {
            return Rc::clone(person);
        }
        if is_definite && let Some(body) = who::body_before(&self.parsed, view, words) {
            return self.remember(view, body);
        }
        // "The ratings agency said", where one has just spoken
        let is_any_body = words.last_token().is_some_and(|n| view.is_of(n, Class::GenericBody));
        if is_definite && is_any_body && self.last.person.is_none() && self.last.org.is_some() {
            return Rc::clone(&self.last);
        }
        if let (true, Some(role)) = (is_definite, &role)
            && let Some(holder) = who::holder_of(&self.parsed, view, role)
        {
            return self.remember(view, holder);
        }
        let speaker = with_surname(view, words, read(view, words));
        let speaker = self.with_employer(view, words, speaker);
        self.remember(view, speaker)
    }

    /// "A spokesperson", "a company spokesman": somebody without a name speaks for a body that
    /// was named right before.
    fn with_employer(
        &self,
        view: &SentenceView<'_>,
        words: TokenRange,
        speaker: Speaker,
    ) -> Speaker {
        if speaker.org.is_some() {
            return speaker;
        }
        Speaker { org: office::employer(&self.parsed, view, words), ..speaker }
    }

    /// Whom "he" and "she" refer to: the last person who spoke, or one named since.
    fn person(&self, view: &SentenceView<'_>) -> Rc<Speaker> {
        let spoken = self.last_person.as_ref();
        let named = who::person_before(&self.parsed, view, spoken.is_some());
        match (spoken, named) {
            (Some((n, _)), Some((named, person))) if named > *n => person.into(),
            (Some((_, person)), _) => Rc::clone(person),
            (None, Some((_, person))) => person.into(),
            (None, None) => Rc::clone(&self.last),
        }
    }

    /// The speaker named by the sentence after a quotation: `"It fell. It will rise," Tom Reed
    /// said.`
    pub(super) fn of_next_sentence(
        &mut self,
        parsed: &ParsedDocument<'_>,
        index: usize,
        quotations: &[Span],
    ) -> Option<Rc<Speaker>> {
        let own = &parsed.sentences[index];
        let view = parsed.view(parsed.sentences.get(index + 1).filter(|s| s.block == own.block)?);
        // `It fell." "It will rise," Tom Reed said.`: the next has words of its own
        let goes_on = index > 0 && parsed.sentences[index - 1].block == own.block;
        let is_closed = own.span.of(parsed.text()).ends_with(['"', '”']);
        if goes_on && is_closed && view.is_punct(view.start(), '"') {
            return None;
        }
        let is_outside = |h: &Hit| {
            let span = view.span(h.tokens());
            quotations.iter().take(NEAR).all(|quotation| !quotation.overlaps(span))
        };
        let is_finite = |h: &Hit| {
            clause_of(&view, h).is_none_or(|c| c.verb.form != VerbForm::PresentParticiple)
        };
        let says = |h: &&Hit| {
            view.entry(h).class == Class::SayVerb
                && is_outside(h)
                && is_finite(h)
                && has_subject(&view, h)
        };
        let hit = view.hits(Layer::Speech).iter().take(8).find(says)?;
        let is_open = quotations.iter().any(|q| {
            q.byte_start < own.span.byte_end && q.byte_end > view.sentence().span.byte_start
        });
        let is_quoted = is_open || view.is_punct(view.start(), '"');
        // `"Is it over?" Tom Reed, a baker, said at noon.`: it reports nothing of its own
        let is_alone = || {
            let own = reported(&view, hit);
            own.content == own.whole && view.entry(hit).class == Class::SayVerb
        };
        (is_quoted || is_alone()).then(|| self.of(&view, hit, &[]))
    }

    /// Whoever the verb beside a quotation tells of, whatever the verb: `"It is over," quipped Tom
    /// Reed`, `Tom Reed sighed: "It is over."`.
    pub(super) fn beside_quotation(
        &mut self,
        view: &SentenceView<'_>,
        inside: &[Span],
    ) -> Option<Rc<Speaker>> {
        let words = inside
            .iter()
            .find_map(|quotation| subject_beside(view, *quotation))
            .or_else(|| inside.first().and_then(|first| before_colon(view, *first)))?;
        let is_pronoun = words.len() == 1 && view.is_of(words.token_start, Class::PersonalPronoun);
        (is_pronoun || can_speak(view, words)).then(|| self.of_words(view, words))
    }

    /// "Factory orders to rise: ISM".
    pub(super) fn after_colon(&mut self, view: &SentenceView<'_>) -> Option<Rc<Speaker>> {
        let colon = view.range().iter().rev().find(|n| view.is_punct(*n, ':'))?;
        let name = view.range().after(colon).skip_first(1);
        let is_name = (1..=3).contains(&name.len()) && name.iter().all(|n| view.is_capital(n));
        is_name.then(|| {
            let speaker = who::in_words(view, name).unwrap_or_else(|| Speaker {
                org: Some(view.text_of(name).to_owned()),
                ..Speaker::default()
            });
            self.remember(view, speaker)
        })
    }

    fn remember(&mut self, view: &SentenceView<'_>, speaker: Speaker) -> Rc<Speaker> {
        let speaker = Rc::new(speaker);
        self.last = Rc::clone(&speaker);
        if speaker.person.is_some() {
            self.last_person = Some((self.sentence_of(view), Rc::clone(&speaker)));
        }
        speaker
    }

    /// The number of a sentence.
    fn sentence_of(&self, view: &SentenceView<'_>) -> u32 {
        self.parsed.sentences.partition_point(|s| s.token_start < view.start()) as u32
    }
}
