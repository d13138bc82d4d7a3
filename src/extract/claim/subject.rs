//! What a number is told of: a name of the lexicon, else the noun phrase before the verb.

use super::{
    antecedents::{Antecedents, company_in_sentence},
    clause_subject::{self, VerbSubject},
    constructions,
    figure::Figure,
    inherit::says_again,
    lexicon_name::name_in,
    noun_phrase::{self, is_ahead, is_auxiliary},
    objects, postposed, price_target,
};
use crate::{
    lexicon::{Class, ConstructionAsked, Hit, Layer, Lexicon, Role, SentenceView, words},
    model::{
        BlockKind, Claim, ClaimKind, Entity, EntityKind, Pos, Reference, ReferenceRule, Salience,
        TokenRange, VerbForm,
    },
};

/// The thing measured and its id in the lexicon.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// As the text names it.
    pub name: Option<String>,
    /// The lexicon's id.
    pub id: Option<String>,
    /// The unit of its level where the text has none.
    pub unit: Option<String>,
}

/// The subject of a figure: what is named after it; for the base of a comparison that of the claim
/// before it; what is before the verb that governs it; the name of the lexicon nearest before
/// it; what the sentence's pronoun refers to; the first words of the clause.
pub(super) fn subject(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Subject {
    let view = figure.view;
    // "$28 billion, or 0.9% of output": one thing told twice
    let again = antecedents.last_in_sentence().filter(|last| says_again(figure, last));
    if let Some(last) = again.filter(|last| last.subject.is_some()) {
        return of_claim(view.lexicon(), last);
    }
    if clause_subject::stands_alone(figure) {
        return of_part(figure, antecedents);
    }
    let own = own_words(figure, antecedents);
    if let Some(words) = own {
        return of_words(view, words);
    }
    if price_target::is_target(figure)
        && let Some(entity) = rated_company(figure)
    {
        return of_entity(entity);
    }
    if let Some(last) = antecedents.last_in_sentence().filter(|last| goes_on(figure, last)) {
        return of_claim(view.lexicon(), last);
    }
    if let Some(words) = constructions::bound(figure, ConstructionAsked::Late) {
        return of_words(view, words);
    }
    let told_of = |words: TokenRange| {
        expected_of(view, words, antecedents).unwrap_or_else(|| of_words(view, words))
    };
    match clause_subject::of_verb(figure) {
        VerbSubject::Words(words) => return told_of(words),
        VerbSubject::Owned(owner, own) => {
            let owner = entity_referred_to(view, owner).and_then(|owner| owner.name);
            let own = of_words(view, own);
            let name =
                own.name.map(|own| owner.map_or_else(|| own.clone(), |of| format!("{of} {own}")));
            return Subject { name, ..own };
        }
        VerbSubject::Reference(words) => {
            return words
                .or_else(|| pronoun_before(figure))
                .and_then(|words| entity_referred_to(view, words))
                .or_else(|| words.and_then(|words| company_referred_to(view, words, antecedents)))
                .or_else(|| name_referred_to(view, words, antecedents))
                .or_else(|| antecedent_of_pronoun(figure, antecedents))
                .or_else(|| words.map(|words| of_words(view, words)))
                .unwrap_or_default();
        }
        VerbSubject::Demonstrative => {
            let last = antecedents.last_claim();
            return last.map(|last| of_claim(view.lexicon(), last)).unwrap_or_default();
        }
        VerbSubject::Nothing => {}
    }
    if let Some(hit) = name_in(view, figure.clause_before()) {
        return of_name(view.lexicon(), hit, view.text_of_hit(hit));
    }
    antecedent_of_pronoun(figure, antecedents)
        .or_else(|| handed_down(view).filter(|_| view.sentence().kind == BlockKind::Bullet))
        .or_else(|| clause_subject::opening(figure).map(told_of))
        .or_else(|| handed_down(view))
        .unwrap_or_default()
}

/// "41% expect to sell more": of whom a percentage is that is a subject itself.
fn of_part(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Subject {
    let view = figure.view;
    // "Among patients who stayed on the drug, 48% recovered"
    let is_part = view.is_any(view.start(), &["among", "of"]);
    let whole = view.noun_phrase_at(view.start() + 1).filter(|_| is_part);
    if let Some(words) = whole.and_then(|whole| noun_phrase::named(view, *whole)) {
        return of_words(view, words);
    }
    let counts = |c: &&Claim| matches!(c.kind, ClaimKind::Share | ClaimKind::Count);
    let near = antecedents.last_in_sentence();
    let last = near.or_else(|| antecedents.last_claim().filter(counts));
    last.map(|last| of_claim(view.lexicon(), last)).unwrap_or_default()
}

/// The words that a construction around a figure makes its own subject.
fn own_words(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Option<TokenRange> {
    antecedents
        .last_in_sentence()
        .and_then(|_| clause_subject::owner_before(figure))
        .or_else(|| clause_subject::owned_base(figure))
        .or_else(|| constructions::bounded_reading(figure))
        .or_else(|| price_target::aimed_at(figure))
        .or_else(|| clause_subject::bracketed(figure))
        .or_else(|| goes_with_list(figure, antecedents))
        .or_else(|| postposed::subject(figure))
        .or_else(|| objects::subject(figure))
        .or_else(|| constructions::subject(figure))
        .or_else(|| clause_subject::apposed_rank(figure))
        .or_else(|| clause_subject::absolute(figure))
        .or_else(|| clause_subject::counted(figure))
        .or_else(|| clause_subject::counted_in_passing(figure))
}

/// The pronoun nearest before a figure in its clause.
fn pronoun_before(figure: &Figure<'_>) -> Option<TokenRange> {
    let before = figure.clause_before();
    let own = figure.view.references_in(before);
    own.iter().rfind(|r| r.rule == ReferenceRule::Pronoun).map(|r| r.tokens)
}

/// The entity that "the company", "its shares", "it" refer to.
fn entity_referred_to(view: &SentenceView<'_>, words: TokenRange) -> Option<Subject> {
    // "its margin" is told of the margin, and "its shares" of those
    let refers = |r: &&Reference| {
        matches!(r.rule, ReferenceRule::RoleNoun | ReferenceRule::Pronoun)
            && r.tokens.token_end == words.token_end
    };
    // its article is not among the words
    let with_article =
        TokenRange::new(view.back(words.token_start, 3).unwrap_or(view.start()), words.token_end);
    let reference = view.references_in(with_article).iter().find(refers)?;
    Some(of_entity(view.resolution().entity(reference)?))
}

/// The company that a sentence is about though nothing in it names one.
fn handed_down(view: &SentenceView<'_>) -> Option<Subject> {
    let own = view.references();
    let frame = own.iter().take(64).find(|r| r.rule == ReferenceRule::Frame)?;
    Some(of_entity(view.resolution().entity(frame)?))
}

/// The company that an article is about, which a target without a name is set for; who sets it is
/// another.
fn rated_company<'a>(figure: &Figure<'a>) -> Option<&'a Entity> {
    let entities = &figure.view.resolution().entities;
    let aims = price_target::who_aims(figure).map(|words| figure.view.text_of(words));
    let is_other = |e: &Entity| aims.is_none_or(|words| !words.contains(e.called()));
    // "Falk's last sale is above the target of $34"
    let near = figure.view.references_in(figure.view.range().before(figure.start()));
    let near = near.iter().filter(|r| !r.is_in_passing);
    let mut near = near.filter_map(|r| figure.view.resolution().entity(r));
    let named = near.find(|e| e.kind == EntityKind::Company && is_other(e));
    if named.is_some() {
        return named;
    }
    let main = |e: &&Entity| e.kind == EntityKind::Company && e.salience == Salience::Main;
    let most = entities.iter().filter(main).max_by_key(|e| e.surfaces.len())?;
    Some(most).filter(|most| is_other(most))
}

fn of_entity(entity: &Entity) -> Subject {
    Subject {
        name: Some(entity.called().to_owned()),
        id: entity.is_known.then(|| entity.id.clone()),
        unit: None,
    }
}

/// The phrase of a further figure of its sentence that has one of its own.
fn goes_with_list(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Option<TokenRange> {
    antecedents.last_in_sentence()?;
    clause_subject::gapped(figure).or_else(|| clause_subject::arm_of_comparison(figure))
}

/// A noun phrase as a subject: the name of the lexicon in it, else its words.
pub(super) fn of_words(view: &SentenceView<'_>, words: TokenRange) -> Subject {
    let words = noun_phrase::minimal(view, words);
    // "1.6-terabit parts": the number with its hyphen is what is told
    let words = words.skip_first(u32::from(view.is_punct(words.token_start, '-')));
    match name_in(view, without_participle(view, words)) {
        Some(hit) => of_name(view.lexicon(), hit, view.text_of_hit(hit)),
        None => Subject {
            name: Some(view.text_of(words).to_owned()),
            unit: is_gauge(view, words).then(|| "index_point".to_owned()),
            ..Subject::default()
        },
    }
}

/// "The rate in the countries sharing the euro": the words before the participle that tells more of them.
fn without_participle(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let is_participle =
        |n: &u32| view.pos(*n) == Pos::PresentParticiple && view.pos(*n - 1).is_noun();
    words.skip_first(1).iter().find(is_participle).map_or(words, |end| words.before(end))
}

/// "The index of new orders", "its gauge of prices": whether a thing is told in points.
fn is_gauge(view: &SentenceView<'_>, words: TokenRange) -> bool {
    let phrase = view.noun_phrase_at(words.token_start);
    phrase
        .is_some_and(|phrase| words.contains(phrase.head) && view.is_of(phrase.head, Class::Gauge))
}

/// A name of the lexicon, written as `own`, as a subject.
fn of_name(lexicon: &Lexicon, hit: &Hit, own: &str) -> Subject {
    let entry = &lexicon.entries[hit.entry as usize];
    let instrument = entry.instrument.and_then(|n| lexicon.instruments.get(n as usize));
    // a ticker says less than the name of what it stands for
    let name = instrument
        .filter(|i| i.tickers.iter().any(|ticker| ticker == own))
        .map_or(own, |i| i.name.as_str());
    Subject {
        name: Some(name.to_owned()),
        id: instrument.map(|i| i.id.clone()),
        unit: instrument.and_then(|i| i.unit.clone()),
    }
}

/// The subject of an earlier claim.
fn of_claim(lexicon: &Lexicon, claim: &Claim) -> Subject {
    let instrument = claim.subject_id.as_ref().and_then(|id| lexicon.instrument(id));
    // "the index for mills dropped 2.3 points to 50.1"
    let points = (claim.unit == "index_point").then(|| claim.unit.clone());
    Subject {
        name: claim.subject.clone(),
        id: claim.subject_id.clone(),
        unit: instrument.and_then(|i| i.unit.clone()).or(points),
    }
}

/// Whether a figure is told of what the claim before it in the sentence is told of.
fn goes_on(figure: &Figure<'_>, last: &Claim) -> bool {
    last.subject.is_some()
        && (figure.is_base()
            || is_bound_after(figure, last)
            || is_second(figure, last)
            || !has_verb_between(figure, last))
}

/// "More than the 1.4 billion expected and above the 1.3 billion reported": whether a preposition holds
/// a figure of the same unit against the one before it.
fn is_bound_after(figure: &Figure<'_>, last: &Claim) -> bool {
    let view = figure.view;
    let lead = view.prev(figure.start()).map(|n| {
        let is_article = view.is_of(n, Class::Article);
        view.prev(n).filter(|_| is_article).unwrap_or(n)
    });
    let is_gap = |n: u32| {
        view.pos(n) == Pos::Adposition
            && view.has_at(Layer::Claim, n, |e| e.class == Class::Gap)
            && view.prev(n).is_some_and(|joint| view.pos(joint) == Pos::Coordinator)
    };
    figure.quantity.unit == last.unit && lead.is_some_and(is_gap)
}

/// "1% this year and 2% next year", "155 million, of which 41 million": whether a figure is a second
/// one of the same thing, with nothing between them but a time.
fn is_second(figure: &Figure<'_>, last: &Claim) -> bool {
    let view = figure.view;
    let between = TokenRange::new(view.token_at(last.span.byte_end), figure.start());
    let of = view.back(figure.start(), 2).filter(|n| view.is_word(*n, "of"));
    if view.prev_is(figure.start(), "which") && of.is_some() {
        return true;
    }
    let times = view.hits_in(Layer::Period, between);
    let is_time = |n: u32| times.iter().any(|hit| hit.tokens().contains(n));
    let is_vague = |n: u32| view.has_at(Layer::Number, n, |e| e.class == Class::Approximator);
    let joins = |n: u32| view.pos(n) == Pos::Coordinator;
    between.len() <= MOST_BETWEEN
        && figure.quantity.unit == last.unit
        && between.iter().any(joins)
        && !times.is_empty()
        && between.iter().all(|n| joins(n) || is_time(n) || is_vague(n))
}

/// Tokens between two figures of one thing.
const MOST_BETWEEN: u32 = 8;

/// Whether a verb or conjunction is between the last claim and the number, so that something
/// new may be told.
fn has_verb_between(figure: &Figure<'_>, last: &Claim) -> bool {
    let view = figure.view;
    let between = view.tokens_of(last.span).token_end;
    let between = view.range().after(between).before(figure.start());
    let is_verb = |hit: &Hit| {
        matches!(view.entry(hit).features.role, Some(Role::PastVerb | Role::PresentVerb))
            || is_ahead(view, hit)
    };
    let is_participle = |hit: &Hit| {
        matches!(view.entry(hit).class, Class::MoveUp | Class::MoveDown)
            && view.word(hit.token_start).ends_with("ing")
    };
    between.iter().any(|n| {
        is_auxiliary(view, n)
            || view.is_punct(n, ';')
            || view.is_punct(n, ':')
            || view.is_of(n, Class::Coordinator)
            || view.is_any(n, words!["while", "with"])
    }) || view.clauses_in(between).iter().any(|c| c.verb.form == VerbForm::Finite)
        || view.hits_in(Layer::Modality, between).iter().any(is_verb)
        || view
            .hits_in(Layer::Speech, between)
            .iter()
            .any(|hit| view.entry(hit).class == Class::SayVerb)
        || view.hits_in(Layer::Claim, between).iter().any(is_participle)
}

/// "Analysts had expected 98 cents": of what was told before.
fn expected_of(
    view: &SentenceView<'_>,
    words: TokenRange,
    antecedents: &Antecedents<'_>,
) -> Option<Subject> {
    // "the consensus earnings forecast was $2" names what is expected
    let names_measure =
        view.hits_in(Layer::Claim, words).iter().any(|h| view.entry(h).class == Class::Measure);
    let is_forecaster = (!names_measure || view.is_of(words.token_start, Class::Forecaster))
        && words.iter().any(|n| view.is_of(n, Class::Forecaster));
    let last = antecedents.last_claim().filter(|claim| claim.subject.is_some());
    // who expects figures is never what they are about
    is_forecaster.then(|| last.map_or_else(Subject::default, |last| of_claim(view.lexicon(), last)))
}

/// The company that "the Swiss group", "sales by the company" refers to: the last one of the
/// lexicon before it.
fn company_referred_to(
    view: &SentenceView<'_>,
    words: TokenRange,
    antecedents: &Antecedents<'_>,
) -> Option<Subject> {
    let start = words.token_start;
    let names_company = |n: u32| view.is_of(n, Class::CompanyNoun);
    if !words.last_token().is_some_and(names_company) {
        return None;
    }
    if let Some(hit) = company_in_sentence(view, start) {
        return Some(of_name(view.lexicon(), &hit, view.text_of_hit(&hit)));
    }
    if antecedents.main_subject_before(true).is_some() {
        return None;
    }
    let hit = antecedents.company_before_sentence(start)?;
    Some(of_name(view.lexicon(), hit, antecedents.text_of(hit)))
}

/// "It", "the company", "the stock": the name that the sentences before tell of.
fn name_referred_to(
    view: &SentenceView<'_>,
    words: Option<TokenRange>,
    antecedents: &Antecedents<'_>,
) -> Option<Subject> {
    let is_of_company = |n: u32| view.is_of(n, Class::CompanyNoun) || view.is_of(n, Class::Paper);
    let is_thing = words.is_none_or(|words| words.last_token().is_some_and(is_of_company));
    let name = antecedents.main_subject_before(words.is_some()).filter(|_| is_thing)?;
    // "the Russell 2000 lost 0.5%. It is still up": the index that the lexicon knows
    if let Some(hit) = antecedents.name_of(name) {
        return Some(of_name(view.lexicon(), hit, antecedents.text_of(hit)));
    }
    Some(Subject { name: Some(antecedents.text_of_tokens(name).to_owned()), ..Subject::default() })
}

/// "However, its stock fell": the name before the sentence, or the subject of the claim before,
/// where the sentence begins with a word that refers to it.
fn antecedent_of_pronoun(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Option<Subject> {
    let view = figure.view;
    let first = view.start();
    let opening = view.range().before(figure.start()).first(5);
    let refers = opening.iter().any(|n| view.is_of(n, Class::ThirdPerson))
        || view.is_word(first, "the")
            && view.next(first).is_some_and(|n| view.is_of(n, Class::OpeningNoun));
    if let Some(hit) = antecedents.name_before_sentence(first).filter(|_| refers) {
        return Some(of_name(view.lexicon(), hit, antecedents.text_of(hit)));
    }
    let last = antecedents.last_claim()?;
    // "Revenue" at the beginning of a sentence is no name
    let is_named = last.subject.as_ref().is_some_and(|name| name.starts_with(char::is_uppercase))
        && last.subject != last.metric;
    (is_named && (refers || view.is_of(first, Class::PersonalPronoun)))
        .then(|| of_claim(view.lexicon(), last))
}
