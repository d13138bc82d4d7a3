//! Who a verb of saying belongs to.

use std::rc::Rc;

use super::{
    reported::reported,
    source,
    subject::{
        before_colon, can_speak, has_subject, is_one_of_group, is_voice, subject, subject_beside,
    },
    who,
};
use crate::{
    lang::in_one_line,
    lexicon::{Class, Hit, Layer, ParsedDocument, SentenceView, WordSet, words},
    model::{Pos, Span, TokenRange},
};

/// Tokens of "the 56-year-old chief executive".
const DEFINITE: u32 = 8;

/// A person or group, their organisation and role.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Speaker {
    pub person: Option<String>,
    pub org: Option<String>,
    pub role: Option<String>,
}

impl Speaker {
    /// Whether no name is known.
    pub(super) fn is_nobody(&self) -> bool {
        self.person.is_none() && self.org.is_none()
    }
}

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
        let words = without_share(view, words);
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
        let speaker = read(view, words);
        self.remember(view, speaker)
    }

    /// Whom "he" and "she" refer to: the last person who spoke, or one named since.
    fn person(&self, view: &SentenceView<'_>) -> Rc<Speaker> {
        let spoken = self.last_person.as_ref();
        let named = who::person_before(&self.parsed, view);
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
    ) -> Option<Rc<Speaker>> {
        let block = parsed.sentences[index].block;
        let view = parsed.view(parsed.sentences.get(index + 1).filter(|s| s.block == block)?);
        let says = |h: &&Hit| view.entry(h).class == Class::SayVerb && has_subject(&view, h);
        let hit = view.hits(Layer::Speech).iter().take(8).find(says)?;
        let is_quoted = view.sentence().is_quoted || view.tokens().iter().any(|t| t.is_punct('"'));
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

/// Who tells the article itself.
pub(super) const FIRST_PERSON: &WordSet = words!["i", "we"];

/// The words for roles in `range`: "analyst", "chief economist".
pub(super) fn roles_in<'a>(view: &SentenceView<'a>, range: TokenRange) -> Vec<&'a Hit> {
    let hits = view.hits_in(Layer::Speech, range).iter();
    hits.filter(|h| view.entry(h).class == Class::Role).collect()
}

fn opens_with_article(view: &SentenceView<'_>, range: TokenRange) -> bool {
    view.is_any(range.token_start, words!["the", "a", "an"])
}

/// The words of `range` in one line, their article left out.
pub(super) fn words_of(view: &SentenceView<'_>, range: TokenRange) -> String {
    in_one_line(view.text_of(range.skip_first(u32::from(opens_with_article(view, range)))))
}

/// The parts of a speaker's phrase: name, role, "at" organisation; the apposition after it.
fn read(view: &SentenceView<'_>, words: TokenRange) -> Speaker {
    let at = words.iter().find(|n| view.is_any(*n, words!["at", "of", "with", "for"]));
    let head = at.map_or(words, |at| words.before(at));
    // "The Ve Mas brokerage in Lima"
    let place = head.iter().find(|n| view.is_of(*n, Class::PlaceLead));
    let head = place.map_or(head, |place| head.before(place));
    if let Some(name) = before_noun_of_body(view, head) {
        // "the maker of pumps"
        let is_of = at.is_some_and(|at| name == head && view.is_any(at, words!["of"]));
        let name = if is_of { words } else { name };
        return Speaker { person: None, org: Some(words_of(view, name)), role: None };
    }
    let roles = roles_in(view, head);
    // a name is the run of capitals at the end of the head: "Helvea analyst Karl Koch", "Chief
    // Executive Ian Read"
    let is_of_name = |n: &u32| {
        // "Growers blame the weather"
        let is_opening_noun = *n == view.start() && is_voice(view, *n);
        (view.is_capital(*n) && !is_opening_noun || view.is_of(*n, Class::NameParticle))
            && !roles.iter().any(|role| role.token_end == *n + 1)
    };
    // "Treasury expects"
    let is_body = |n: u32| view.is_of(n, Class::OrganisationWord);
    if head.len() == 1 && is_body(head.token_start) && roles.is_empty() {
        return Speaker { person: None, org: Some(words_of(view, head)), role: None };
    }
    let name = head.iter().rev().take_while(is_of_name).last();
    let name = name.map_or(head.last(0), |first| head.after(first));
    // "Economists surveyed by Helvea": the group speaks, and who asked it is its organisation
    if view.prev(name.token_start).is_some_and(|n| head.contains(n) && view.is_word(n, "by")) {
        let role = roles.last().map(|role| words_of(view, role.tokens()));
        let org = Some(words_of(view, name));
        return Speaker { person: Some(words_of(view, words)), org, role };
    }
    let lead = at.filter(|at| !who::is_known_of(view, TokenRange::single(at + 1)));
    let org = lead.and_then(|at| organisation_at(view, at + 1));
    let org = org.or_else(|| organisation_of_apposition(view, words.token_end));
    let before_role =
        roles.first().map(|role| words.before(role.token_start)).filter(|r| !r.is_empty());
    // "an Orbix spokesman", but no "Antitrust experts"
    let named =
        before_role.map(|range| range.skip_first(u32::from(opens_with_article(view, range))));
    let named = named.map(|range| without_rank(view, range));
    let is_name = |range: &TokenRange| {
        !range.is_empty() && range.iter().all(|n| is_proper(view, n) && !is_place_or_time(view, n))
    };
    let before_role = || named.filter(is_name).map(|range| words_of(view, range));
    let role = roles.last().map(|role| words_of(view, role.tokens()));
    let is_person = name.len() >= 2 || !roles.is_empty();
    if name.is_empty() {
        Speaker { person: Some(words_of(view, words)), org: org.or_else(before_role), role }
    } else if is_person {
        Speaker { person: Some(words_of(view, name)), org: org.or_else(before_role), role }
    } else {
        Speaker { person: None, org: Some(words_of(view, name)), role: None }
    }
}

/// "14 of 19 economists polled": the group without the share of it.
fn without_share(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let first = words.token_start;
    let is_share = view.is_number(first) && view.is_word(first + 1, "of");
    if is_share && view.is_number(first + 2) && words.len() > 3 {
        return words.skip_first(3);
    }
    words
}

/// "Former Ohio Governor": words before a role without those that tell of the role.
fn without_rank(view: &SentenceView<'_>, range: TokenRange) -> TokenRange {
    let is_rank = |n: &u32| view.is_of(*n, Class::RolePart);
    range.skip_first(range.iter().take_while(is_rank).count() as u32)
}

/// "The Ve Mas brokerage", "the Tessin institute": the name before a noun for companies or bodies.
fn before_noun_of_body(view: &SentenceView<'_>, head: TokenRange) -> Option<TokenRange> {
    let noun = head.last_token().filter(|n| {
        !view.is_capital(*n)
            && (view.is_of(*n, Class::CompanyNoun) || view.is_of(*n, Class::OrganisationWord))
    })?;
    let name = head.before(noun).skip_first(u32::from(opens_with_article(view, head)));
    // "the finance ministry", "the company"
    let is_common = |n: u32| !view.is_capital(n) && view.is_alphabetic(n);
    if name.iter().all(is_common) && opens_with_article(view, head) {
        return Some(head);
    }
    (!name.is_empty() && name.iter().all(|n| is_proper(view, n) && !is_place_or_time(view, n)))
        .then_some(name)
}

/// Whether a country, its people, a city or a time is named at a token: "Greek officials".
fn is_place_or_time(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Name, at, |e| e.class == Class::Demonym)
        || view.has_at(Layer::Number, at, |e| matches!(e.class, Class::Weekday | Class::Month))
}

/// Whether a token is a name, and no word that has a capital because it opens the sentence.
pub(super) fn is_proper(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_capital(at) && (at > view.start() || view.pos(at) == Pos::ProperNoun)
}

/// "Tom Reed, chief economist at Lowell Capital": the organisation in the apposition after `end`.
fn organisation_of_apposition(view: &SentenceView<'_>, end: u32) -> Option<String> {
    if !view.is_punct(end, ',') {
        return None;
    }
    let apposition = view.after(end, 10).skip_first(1);
    let preposition =
        apposition.iter().find(|n| view.is_any(*n, words!["at", "of", "with", "for"]))?;
    organisation_at(view, preposition + 1)
}

/// The name of an organisation that begins at `start`.
fn organisation_at(view: &SentenceView<'_>, start: u32) -> Option<String> {
    let window = view.after(start, 8);
    let name =
        window.iter().find(|n| !is_name_part(view, *n)).map_or(window, |end| window.before(end));
    name.iter().any(|n| view.is_capital(n)).then(|| words_of(view, name))
}

fn is_name_part(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.is_capital() || t.is_punct('-') || t.is_punct('&'))
        || ["of", "the", "and"].contains(&view.word(at))
}
