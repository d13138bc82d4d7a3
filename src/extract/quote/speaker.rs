//! Who a verb of saying belongs to.

use super::{reported, who};
use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument, SentenceView, WordSet, words},
    model::{Clause, ClauseRelation, NounPhrase, Pos, Span, TokenRange, VerbForm},
};

/// Tokens around a verb of saying in which its subject is found.
const REACH: u32 = 14;

/// A person or group, their organisation and role.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Speaker {
    pub person: Option<String>,
    pub org: Option<String>,
    pub role: Option<String>,
}

/// Those who have spoken so far.
#[derive(Debug)]
pub(super) struct Speakers<'a> {
    parsed: ParsedDocument<'a>,
    last: Speaker,
    /// The last person, and the sentence.
    last_person: Option<(u32, Speaker)>,
}

impl<'a> Speakers<'a> {
    /// Nobody has spoken.
    pub(super) fn new(parsed: &ParsedDocument<'a>) -> Self {
        Self { parsed: *parsed, last: Speaker::default(), last_person: None }
    }

    /// The last speaker: of a quotation that nobody is named for, the last person.
    pub(super) fn last(&self) -> Speaker {
        let person = self.last_person.as_ref().map(|(_, person)| person.clone());
        person.unwrap_or_else(|| self.last.clone())
    }

    /// The subject of a verb of saying; pronouns are the last speaker.
    pub(super) fn of(&mut self, view: &SentenceView<'_>, hit: &Hit, inside: &[Span]) -> Speaker {
        if let Some(speaker) = who::inverted(view, hit, inside) {
            return self.remember(view, speaker);
        }
        let Some(words) = subject(view, hit) else { return self.last() };
        self.of_words(view, words)
    }

    /// Whom the words of a subject name or refer to.
    fn of_words(&mut self, view: &SentenceView<'_>, words: TokenRange) -> Speaker {
        let first = words.token_start;
        if words.len() == 1 && (view.is_any(first, words!["he", "she", "who"])) {
            return self.person(view);
        }
        if let Some(speaker) = who::in_words(view, words) {
            return self.remember(view, speaker);
        }
        if words.len() == 1 && view.is_of(first, Class::PersonalPronoun) {
            return self.last.clone();
        }
        // "the analyst said"
        let is_definite = view.is_word(first, "the") && words.len() <= 3;
        let role = roles_in(view, words).last().map(|role| words_of(view, role.tokens()));
        if let (true, Some(role), Some((_, person))) = (is_definite, &role, &self.last_person)
            && person.role.as_ref().is_some_and(|own| own.contains(role.as_str()))
        {
            return person.clone();
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
    fn person(&self, view: &SentenceView<'_>) -> Speaker {
        let spoken = self.last_person.as_ref();
        let named = who::person_before(&self.parsed, view);
        match (spoken, named) {
            (Some((n, _)), Some((named, person))) if named > *n => person,
            (Some((_, person)), _) => person.clone(),
            (None, Some((_, person))) => person,
            (None, None) => self.last.clone(),
        }
    }

    /// The speaker named by the sentence after a quotation: `"It fell. It will rise," Tom Reed
    /// said.`
    pub(super) fn of_next_sentence(
        &mut self,
        parsed: &ParsedDocument<'_>,
        index: usize,
    ) -> Option<Speaker> {
        let block = parsed.sentences[index].block;
        let view = parsed.view(parsed.sentences.get(index + 1).filter(|s| s.block == block)?);
        let says = |h: &&Hit| view.entry(h).class == Class::SayVerb && has_subject(&view, h);
        let hit = view.hits(Layer::Speech).iter().take(8).find(says)?;
        let is_quoted = view.sentence().is_quoted || view.tokens().iter().any(|t| t.is_punct('"'));
        is_quoted.then(|| self.of(&view, hit, &[]))
    }

    /// Whoever the verb beside a quotation tells of, whatever the verb: `"It is over," quipped Tom
    /// Reed`, `Tom Reed sighed: "It is over."`.
    pub(super) fn beside_quotation(
        &mut self,
        view: &SentenceView<'_>,
        inside: &[Span],
    ) -> Option<Speaker> {
        let words = inside
            .iter()
            .find_map(|quotation| subject_beside(view, *quotation))
            .or_else(|| inside.first().and_then(|first| before_colon(view, *first)))?;
        let is_pronoun = words.len() == 1 && view.is_of(words.token_start, Class::PersonalPronoun);
        (is_pronoun || can_speak(view, words)).then(|| self.of_words(view, words))
    }

    /// "Factory orders to rise: ISM".
    pub(super) fn after_colon(&mut self, view: &SentenceView<'_>) -> Option<Speaker> {
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

    fn remember(&mut self, view: &SentenceView<'_>, speaker: Speaker) -> Speaker {
        self.last.clone_from(&speaker);
        if speaker.person.is_some() {
            self.last_person = Some((self.sentence_of(view), speaker.clone()));
        }
        speaker
    }

    /// The number of a sentence.
    fn sentence_of(&self, view: &SentenceView<'_>) -> u32 {
        self.parsed.sentences.partition_point(|s| s.token_start < view.start()) as u32
    }
}

/// Whether a verb of saying has somebody who can speak: a name, a role, a pronoun. "According to"
/// always has.
pub(super) fn has_subject(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.entry(hit).class == Class::AccordingTo || subject(view, hit).is_some()
}

/// The tokens of the subject: after "said" where it is inverted, else before it.
fn subject(view: &SentenceView<'_>, hit: &Hit) -> Option<TokenRange> {
    if view.entry(hit).class == Class::AccordingTo {
        return phrase_after(view, hit.token_end);
    }
    let is_inverted = view
        .prev_token(hit.token_start)
        .is_none_or(|t| matches!(t.punct(), Some(',' | '"' | '?' | '!' | '—' | '\'')))
        && !view.is_of(hit.token_start, Class::Telling)
        && !reported::is_subject(view, hit.token_end);
    let inverted = || phrase_after(view, hit.token_end).filter(|words| can_speak(view, *words));
    if let Some(found) = is_inverted.then(inverted).flatten() {
        return Some(found);
    }
    let clause = reported::clause_of(view, hit);
    let is_undergone = |c: &Clause| c.verb.is_passive && c.verb.form == VerbForm::Finite;
    // "criticised for saying"
    let is_charge = view.prev(hit.token_start).is_some_and(|n| view.is_of(n, Class::About));
    if clause.is_some_and(is_undergone) || is_charge {
        return None;
    }
    let speaks = |words: &TokenRange| can_speak(view, *words);
    match clause.and_then(|c| of_clause(view, c)) {
        Some(OfClause::Words(words)) => Some(words).filter(speaks),
        Some(OfClause::Mute) => None,
        None => phrase_before(view, hit.token_start).filter(speaks),
    }
}

/// The subject of a clause of saying.
enum OfClause {
    /// These words.
    Words(TokenRange),
    /// A thing, which says nothing.
    Mute,
}

/// The words of the subject of a verb of saying: its list, what hangs on it by prepositions and
/// participles, the name in commas behind a role.
fn of_clause(view: &SentenceView<'_>, clause: &Clause) -> Option<OfClause> {
    let verb = clause.verb.tokens.token_start;
    let phrase = clause.subject?;
    let last = phrase.tokens;
    let form = clause.verb.form;
    if form == VerbForm::PastParticiple || last.token_end > verb {
        return None;
    }
    if !has_voice(view, phrase) {
        return Some(OfClause::Mute);
    }
    let first = clause.coordinated.first().unwrap_or(&phrase).tokens.token_start;
    let behind = TokenRange::new(last.token_end, verb).first(REACH);
    let is_verb = |n: u32| {
        view.clauses_in(TokenRange::single(n)).iter().any(|c| c.verb.form == VerbForm::Finite)
    };
    let stops =
        |n: &u32| is_stop_mark(view, *n) || view.is_of(*n, Class::RelativePronoun) || is_verb(*n);
    let end = behind.iter().find(stops).unwrap_or(behind.token_end);
    let is_whole = form == VerbForm::Finite && !is_verb(end) || end == verb;
    let end = if is_whole || is_stop_mark(view, end) { end } else { last.token_end };
    let mut words = TokenRange::new(reported::subject_start(view, first), end);
    while words.len() > 1 && words.last_token().is_some_and(|n| view.pos(n) == Pos::Adverb) {
        words = words.skip_last(1);
    }
    Some(OfClause::Words(apposed_name(view, end, verb).unwrap_or(words)))
}

/// Whether the head of a phrase is somebody: a name, a pronoun, a noun of people or bodies.
fn has_voice(view: &SentenceView<'_>, phrase: NounPhrase) -> bool {
    who::means_somebody(view, phrase.tokens)
        || view.pos(phrase.head) != Pos::Noun
        || view.is_capital(phrase.head) && phrase.head > view.start()
        || is_voice(view, phrase.head)
        || !roles_in(view, phrase.tokens).is_empty()
}

/// Whether a word names people or a body.
pub(super) fn is_voice(view: &SentenceView<'_>, at: u32) -> bool {
    [Class::Voice, Class::CompanyNoun, Class::Forecaster].iter().any(|c| view.is_of(at, *c))
}

/// "The union's general secretary, Ana Okafor, said": a name in commas, the first at `comma`.
fn apposed_name(view: &SentenceView<'_>, comma: u32, verb: u32) -> Option<TokenRange> {
    let words = view.noun_phrase_at(view.next(comma)?)?.tokens;
    let is_name = |n: u32| view.pos(n) == Pos::ProperNoun;
    let is_whole = view.is_punct(comma, ',')
        && words.token_start == comma + 1
        && view.is_punct(words.token_end, ',')
        && words.token_end < verb;
    (is_whole && words.len() >= 2 && words.iter().all(is_name)).then_some(words)
}

/// "Ana Reis of Banca Tellina: "It is over."", "Priya Nair put it bluntly: "It is over."": who is
/// named before the colon of a quotation.
fn before_colon(view: &SentenceView<'_>, quotation: Span) -> Option<TokenRange> {
    let colon = view.prev(view.tokens_of(quotation).token_start)?;
    if !view.is_punct(colon, ':') {
        return None;
    }
    let before = view.range().before(colon);
    let main = |c: &&Clause| c.relation == ClauseRelation::Main && before.contains(c.verb.head);
    if let Some(clause) = view.clauses_in(before.last(REACH)).iter().find(main) {
        return clause.subject.map(|phrase| phrase.tokens);
    }
    let comma = before.iter().find(|n| view.is_punct(*n, ','));
    Some(comma.map_or(before, |comma| before.before(comma))).filter(|words| !words.is_empty())
}

/// The subject of the verb right after a quotation, or right before it.
fn subject_beside(view: &SentenceView<'_>, quotation: Span) -> Option<TokenRange> {
    let own = view.tokens_of(quotation);
    let after = own.token_end;
    let is_mark = |n: u32| view.is_punct(n, ',') || view.is_punct(n, ':');
    let before = view.prev(own.token_start).filter(|n| is_mark(*n)).unwrap_or(own.token_start);
    let near = TokenRange::new(view.before(before, REACH).token_start, after + REACH);
    view.clauses_in(near).iter().filter(|c| c.verb.form == VerbForm::Finite).find_map(|clause| {
        let verb = clause.verb.tokens;
        let inverted = || phrase_after(view, verb.token_end);
        let subject = clause.subject.map(|phrase| phrase.tokens);
        if verb.token_start == after {
            return inverted();
        }
        let follows = subject.is_some_and(|s| s.token_start == after) && verb.token_start > after;
        subject.filter(|_| follows || verb.token_end == before)
    })
}

/// Whether token `at` is a mark at which a name ends.
fn is_stop_mark(view: &SentenceView<'_>, at: u32) -> bool {
    let mark = view.token(at).and_then(crate::lang::Token::punct);
    mark.is_some_and(|mark| !matches!(mark, '-' | '\'' | '&' | '.'))
}

/// The words after a token up to the next comma, verb or mark.
fn phrase_after(view: &SentenceView<'_>, start: u32) -> Option<TokenRange> {
    let window = view.after(start, REACH);
    let stops = |n: u32| {
        is_stop_mark(view, n)
            || view.is_punct(n, '.') && view.next(n).is_none()
            || view.is_any(n, STOPS)
    };
    let words = window.iter().find(|n| stops(*n)).map_or(window, |end| window.before(end));
    (!words.is_empty()).then_some(words)
}

/// Words that end the name of a speaker.
const STOPS: &WordSet = words![
    "on", "in", "that", "this", "last", "late", "earlier", "during", "after", "when", "who",
    "which", "released", "is", "was", "has", "will", "by"
];

/// The words before a verb back to the last comma, mark or verb of saying.
fn phrase_before(view: &SentenceView<'_>, verb: u32) -> Option<TokenRange> {
    const BETWEEN: &WordSet = words![
        "also",
        "has",
        "have",
        "had",
        "now",
        "still",
        "then",
        "previously",
        "later",
        "generally",
        "to"
    ];
    const OPENERS: &WordSet = words!["but", "while", "as", "that", "which", "because", "although"];
    let mut before = view.before(verb, REACH * 2);
    // "Hanna Brook, chief strategist at Lowell Capital, said": the apposition is between commas
    if let Some(last) = before.last_token().filter(|n| view.is_punct(*n, ',')) {
        let inner = before.before(last);
        let comma = inner.iter().rev().find(|n| view.is_punct(*n, ','))?;
        before = before.before(comma);
        if before.is_empty() {
            return None;
        }
    }
    while before.last_token().is_some_and(|n| view.is_any(n, BETWEEN)) {
        before = before.skip_last(1);
    }
    let near = before.last(REACH);
    let stops = |n: u32| is_stop_mark(view, n) || view.is_any(n, OPENERS);
    let words =
        near.iter().rev().find(|n| stops(*n)).map_or(near, |stop| near.after(stop).skip_first(1));
    (!words.is_empty()).then_some(words)
}

/// Whether a phrase names somebody: a pronoun alone, a role word, a name in capitals, an instrument
/// of kind company.
fn can_speak(view: &SentenceView<'_>, words: TokenRange) -> bool {
    if words.len() == 1 && view.is_of(words.token_start, Class::PersonalPronoun) {
        return true;
    }
    let has_role = !roles_in(view, words).is_empty() || who::means_somebody(view, words);
    let named = words.iter().filter(|n| view.is_capital(*n)).count();
    let is_first_only =
        named == 1 && view.is_capital(words.token_start) && words.len() > 1 && !has_role;
    has_role || words.iter().any(|n| is_voice(view, n)) || named >= 1 && !is_first_only
}

/// The words for roles in `range`: "analyst", "chief economist".
pub(super) fn roles_in<'a>(view: &SentenceView<'a>, range: TokenRange) -> Vec<&'a Hit> {
    let hits = view.hits_in(Layer::Speech, range).iter();
    hits.filter(|h| view.entry(h).class == Class::Role).collect()
}

/// The words of `range` in one line, their article left out.
pub(super) fn words_of(view: &SentenceView<'_>, range: TokenRange) -> String {
    let has_article = view.is_any(range.token_start, words!["the", "a", "an"]);
    let words = view.text_of(range.skip_first(u32::from(has_article)));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of a speaker's phrase: name, role, "at" organisation; the apposition after it.
fn read(view: &SentenceView<'_>, words: TokenRange) -> Speaker {
    let at = words.iter().find(|n| view.is_any(*n, words!["at", "of", "with", "for"]));
    let head = at.map_or(words, |at| words.before(at));
    let roles = roles_in(view, head);
    // a name is the run of capitals at the end of the head: "Helvea analyst Karl Koch", "Chief
    // Executive Ian Read"
    let is_of_name = |n: &u32| {
        // "Growers blame the weather"
        let is_opening_noun = *n == view.start() && is_voice(view, *n);
        (view.is_capital(*n) && !is_opening_noun || view.is_of(*n, Class::NameParticle))
            && !roles.iter().any(|role| role.token_end == *n + 1)
    };
    let name = head.iter().rev().take_while(is_of_name).last();
    let name = name.map_or(head.last(0), |first| head.after(first));
    let org = at.and_then(|at| organisation_at(view, at + 1));
    let org = org.or_else(|| organisation_of_apposition(view, words.token_end));
    let before_role =
        roles.first().map(|role| words.before(role.token_start)).filter(|r| !r.is_empty());
    let before_role = || before_role.map(|range| words_of(view, range));
    let role = roles.last().map(|role| words_of(view, role.tokens()));
    let is_person = name.len() >= 2 || !roles.is_empty();
    if name.is_empty() {
        Speaker { person: Some(words_of(view, words)), org: org.or_else(before_role), role }
    } else if is_person {
        Speaker { person: Some(words_of(view, name)), org: org.or_else(before_role), role }
    } else {
        Speaker { person: None, org: Some(words_of(view, head)), role: None }
    }
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
    (!name.is_empty()).then(|| words_of(view, name))
}

fn is_name_part(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.is_capital() || t.is_punct('-') || t.is_punct('&'))
        || ["of", "the", "and"].contains(&view.word(at))
}
