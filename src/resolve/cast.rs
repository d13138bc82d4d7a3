//! Runs to entities: those that name the same are one, short forms belong to the full name told
//! once, and what nothing speaks for is none.

use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    lang::in_one_line,
    lexicon::{Class, Lexicon, NameRole, ParsedDocument},
    model::{Entity, EntityKind, ReferenceRule, Span},
};

use super::runs::Run;

/// All runs of an article that are written the same.
#[derive(Debug)]
struct Group<'t> {
    text: &'t str,
    known: Option<u32>,
    /// Votes that are enough, and others, by kind.
    strong: [u32; 3],
    weak: [u32; 3],
    /// Runs whose capital is their own.
    inside: u32,
    /// Runs whose name the lexicon is sure of.
    sure: u32,
    /// Runs that are names and no products.
    names: u32,
    runs: u32,
    /// Votes for a company that hold for a surname as well.
    surname: u32,
    /// Whether it is one word for a body, which a full name may end with: the Bank, the Fund.
    is_body: bool,
    kind: Option<EntityKind>,
    /// The ticker that is announced after it.
    ticker: Option<&'t str>,
    /// The group whose full name this is a short form of.
    short_of: Option<(u32, ReferenceRule)>,
}

/// The entities and, for each run, the one that it names and how.
pub(super) struct Cast {
    pub entities: Vec<Entity>,
    pub of_run: Vec<Option<(u32, ReferenceRule)>>,
    /// What each entity does in stories about others.
    pub roles: Vec<Option<NameRole>>,
}

const KINDS: [EntityKind; 3] = [EntityKind::Company, EntityKind::Organisation, EntityKind::Person];

/// Decides what the runs of an article are.
pub(super) fn cast(parsed: &ParsedDocument<'_>, runs: &[Run]) -> Cast {
    let (mut groups, of_run) = groups(parsed, runs);
    let sure = instruments(&groups, |group| group.sure > 0 || group.strong[0] > 0);
    let named = instruments(&groups, |group| group.names > 0);
    for group in &mut groups {
        group.kind = kind(parsed.lexicon, group, (&sure, &named));
    }
    bind_short_forms(&mut groups);
    number(parsed, runs, &groups, &of_run)
}

fn text_of<'t>(parsed: &ParsedDocument<'t>, run: &Run) -> &'t str {
    parsed.span(run.name.token_start, run.name.token_end).of(parsed.text())
}

fn groups<'t>(parsed: &ParsedDocument<'t>, runs: &[Run]) -> (Vec<Group<'t>>, Vec<u32>) {
    let mut places: FxHashMap<(&str, Option<u32>), u32> = FxHashMap::default();
    places.reserve(runs.len());
    let mut groups: Vec<Group<'t>> = Vec::with_capacity(runs.len());
    let mut of_run = Vec::with_capacity(runs.len());
    for run in runs {
        let text = text_of(parsed, run);
        let place = *places.entry((text, run.known)).or_insert_with(|| {
            groups.push(Group {
                text,
                known: run.known,
                strong: [0; 3],
                weak: [0; 3],
                inside: 0,
                sure: 0,
                names: 0,
                runs: 0,
                surname: 0,
                is_body: run.known.is_none() && is_body_word(parsed, run),
                kind: None,
                ticker: None,
                short_of: None,
            });
            groups.len() as u32 - 1
        });
        of_run.push(place);
        let group = &mut groups[place as usize];
        group.runs += 1;
        let ticker = run.ticker.map(|n| parsed.span(n, n + 1).of(parsed.text()));
        group.ticker = group.ticker.or(ticker);
        group.inside += u32::from(!run.is_opening);
        group.names += u32::from(!run.is_product);
        group.sure += u32::from(run.known.is_some() && !run.is_doubtful);
        if let Some(vote) = run.vote
            && let Some(n) = KINDS.iter().position(|kind| *kind == vote.kind)
        {
            let votes = if vote.is_strong { &mut group.strong } else { &mut group.weak };
            votes[n] += 1 + u32::from(vote.is_double);
            group.surname += u32::from(vote.may_be_surname);
        }
    }
    (groups, of_run)
}

fn is_body_word(parsed: &ParsedDocument<'_>, run: &Run) -> bool {
    let at = run.name.token_start;
    run.name.len() == 1
        && (parsed.is_of(at, Class::OrganisationWord)
            || parsed.is_of(at, Class::CompanyNoun)
            || parsed.is_word(at, "fund"))
}

/// The instruments of the groups that fit, sorted.
fn instruments(groups: &[Group<'_>], fits: impl Fn(&Group<'_>) -> bool) -> Vec<u32> {
    let mut out: Vec<u32> =
        groups.iter().filter(|group| fits(group)).filter_map(|g| g.known).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn kind(
    lexicon: &Lexicon,
    group: &Group<'_>,
    (sure, named): (&[u32], &[u32]),
) -> Option<EntityKind> {
    if let Some(number) = group.known {
        let known = lexicon.instruments.get(number as usize)?;
        let role = known.profile.as_ref().and_then(|p| p.role);
        if matches!(role, Some(NameRole::Carrier | NameRole::Host)) {
            return None;
        }
        let kind = known.kind.entity()?;
        let is_meant = sure.binary_search(&number).is_ok()
            // organisations have capitals of their own: the Fed
            || kind != EntityKind::Company && group.inside > 0
            || group.weak[0] > 1
            || group.weak[0] > 0 && group.inside > 0;
        // a product alone makes no company one of the article
        let is_named = group.names > 0 || named.binary_search(&number).is_ok();
        return (is_meant && is_named).then_some(kind);
    }
    let most = (0..3).filter(|n| group.strong[*n] > 0).max_by_key(|n| (group.strong[*n], 3 - n));
    if let Some(most) = most {
        return Some(KINDS[most]);
    }
    let has_blank = group.text.contains(' ');
    if has_blank && group.weak[2] > 0 && group.weak[0] == 0 {
        return Some(EntityKind::Person);
    }
    (group.weak[0] >= 2 && group.inside > 0 && !has_blank
        || group.weak[0] >= 1 && has_blank && (group.runs >= 2 || group.weak[0] >= 2))
        .then_some(EntityKind::Company)
}

/// Names with one first word, surname or initials that are told apart.
const SAME: usize = 32;

/// Groups by a part of their names.
struct PartIndex<K> {
    /// Parts and groups, sorted.
    pairs: Vec<(K, u32)>,
}

impl<K: Copy + Ord> PartIndex<K> {
    fn new(mut pairs: Vec<(K, u32)>) -> Self {
        pairs.sort_unstable();
        Self { pairs }
    }

    /// The first groups with this part.
    fn get(&self, part: K) -> impl Iterator<Item = u32> + Clone {
        let from = self.pairs.partition_point(|(own, _)| *own < part);
        self.pairs[from..].iter().take_while(move |(own, _)| *own == part).map(|p| p.1).take(SAME)
    }
}

/// Binds the groups whose words begin the name of another, are its surname or its initials; what
/// two could mean is left.
fn bind_short_forms(groups: &mut [Group<'_>]) {
    let (mut firsts, mut lasts, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    let (mut given, mut bodies) = (Vec::new(), Vec::new());
    let tickers = (0..).zip(groups.iter()).filter_map(|(n, g)| Some((g.ticker?, n)));
    let by_ticker = PartIndex::new(tickers.collect());
    for (n, group) in (0..).zip(groups.iter()).filter(|(_, g)| g.kind.is_some()) {
        let Some((first, rest)) = group.text.split_once([' ', '\n']) else { continue };
        let last = rest.rsplit([' ', '\n']).next().unwrap_or(rest);
        if group.kind == Some(EntityKind::Person) {
            lasts.push((last, n));
            given.push((first, n));
        } else {
            firsts.push((first, n));
            bodies.push((last, n));
            letters.push((hash(initials(group.text)), n));
        }
    }
    let (by_first, by_last, by_given) =
        (PartIndex::new(firsts), PartIndex::new(lasts), PartIndex::new(given));
    let (by_initials, by_body) = (PartIndex::new(letters), PartIndex::new(bodies));
    for n in 0..groups.len() {
        let group = &groups[n];
        let first = group.text.split([' ', '\n']).next().unwrap_or_default();
        if group.known.is_some() && group.kind.is_some() {
            continue;
        }
        let begins = |full: &u32| {
            let full = groups[*full as usize].text;
            full.len() > group.text.len()
                && full.starts_with(group.text)
                && full.as_bytes()[group.text.len()].is_ascii_whitespace()
        };
        let is_person = group.strong[2] > 0;
        let full = by_first.get(first).filter(|full| !is_person && begins(full));
        let is_long = group.text.len() >= 2;
        let spells =
            |full: &u32| is_long && initials(groups[*full as usize].text).eq(group.text.chars());
        let spelled = by_initials.get(hash(group.text.chars())).filter(spells);
        // "De Groot" is Jack de Groot
        let last = group.text.rsplit([' ', '\n']).next().unwrap_or_default();
        let is_surname = group.strong[0] == group.surname;
        let ends = |full: &u32| ends_with_words(groups[*full as usize].text, group.text);
        let persons = by_last.get(last).filter(|full| is_surname && ends(full));
        // "Reed" of Ana and Tom Reed is no company
        if persons.clone().next().is_some() && one(groups, persons.clone()).is_none() {
            groups[n].kind = None;
            continue;
        }
        // "Xie" is Xie Xuren, "Elon" Elon Musk
        let has_family = by_last.get(last).next().is_some();
        let called = by_given.get(group.text).filter(|_| is_surname && !has_family);
        let spelled = one(groups, by_ticker.get(group.text))
            .or_else(|| one(groups, spelled))
            .map(|full| (full, ReferenceRule::Acronym));
        let body = by_body.get(group.text).filter(|_| group.is_body);
        let bound = spelled.or_else(|| match (one(groups, full), one(groups, persons)) {
            (Some(full), None) => Some((full, ReferenceRule::ShortForm)),
            // "Marlow" of Marlow and Co, when it speaks, is Ana Marlow
            (_, Some(person)) => Some((person, ReferenceRule::ShortForm)),
            (None, None) => one(groups, called)
                .or_else(|| one(groups, body))
                .map(|full| (full, ReferenceRule::ShortForm)),
        });
        groups[n].short_of = bound.filter(|(full, _)| *full as usize != n);
    }
}

/// Whether a name ends with these words, however they are written, and has others before them.
fn ends_with_words(full: &str, words: &str) -> bool {
    let Some(start) = full.len().checked_sub(words.len()).filter(|n| *n > 0) else { return false };
    let Some((before, end)) = full.split_at_checked(start) else { return false };
    before.ends_with([' ', '\n']) && end.eq_ignore_ascii_case(words)
}

/// The one thing that all of these groups are.
fn one(groups: &[Group<'_>], mut numbers: impl Iterator<Item = u32> + Clone) -> Option<u32> {
    let longest = numbers.clone().max_by_key(|n| groups[*n as usize].text.len())?;
    let full = &groups[longest as usize];
    let is_same = |n: u32| {
        let other = &groups[n as usize];
        full.text.starts_with(other.text) || full.known.is_some() && full.known == other.known
    };
    numbers.all(is_same).then_some(longest)
}

/// The capitals of a name: "American Society of Clinical Oncology" is ASCO.
fn initials(name: &str) -> impl Iterator<Item = char> {
    let words = name.split([' ', '-', '\n']);
    words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase())
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    letters.for_each(|letter| hasher.write_u32(letter.into()));
    hasher.finish()
}

/// Numbers the entities by their first run.
fn number(parsed: &ParsedDocument<'_>, runs: &[Run], groups: &[Group<'_>], of_run: &[u32]) -> Cast {
    let mut cast =
        Cast { entities: Vec::new(), of_run: Vec::with_capacity(runs.len()), roles: Vec::new() };
    let mut numbers: Vec<Option<u32>> = vec![None; groups.len()];
    let mut of_known: FxHashMap<u32, u32> = FxHashMap::default();
    // "Harwell-Coatings" and "Harwell Coatings" have one id, and are one
    let mut of_id: FxHashMap<(u64, EntityKind), u32> = FxHashMap::default();
    for (run, place) in runs.iter().zip(of_run) {
        let own = &groups[*place as usize];
        let (full, rule) = match own.short_of {
            Some((full, rule)) => (groups[full as usize].short_of.map_or(full, |f| f.0), rule),
            None if own.known.is_some() => (*place, ReferenceRule::Lexicon),
            None => (*place, ReferenceRule::Structure),
        };
        let group = &groups[full as usize];
        let Some(kind) = group.kind else {
            cast.of_run.push(None);
            continue;
        };
        let known_number = group.known.and_then(|n| of_known.get(&n).copied());
        let number = known_number.or(numbers[full as usize]).unwrap_or_else(|| {
            let made = entity(parsed.lexicon, group, kind);
            let next = cast.entities.len() as u32;
            let number = *of_id.entry((hash(made.id.chars()), kind)).or_insert(next);
            if number < next && cast.entities[number as usize].id == made.id {
                return number;
            }
            let number = next;
            cast.entities.push(made);
            let known = group.known.and_then(|n| parsed.lexicon.instruments.get(n as usize));
            cast.roles.push(known.and_then(|k| k.profile.as_ref()).and_then(|p| p.role));
            number
        });
        numbers[full as usize] = Some(number);
        if let Some(known) = group.known {
            of_known.insert(known, number);
        }
        if !run.is_product {
            let own = &mut cast.entities[number as usize];
            if is_fuller(own_text(groups, *place), &own.fullest) {
                own.fullest = in_one_line(own_text(groups, *place));
            }
            cast.entities[number as usize].surfaces.push(surface(parsed, run));
        }
        cast.of_run.push(Some((number, rule)));
    }
    cast
}

/// Whether a name says more than another: it has its words in it, or its letters spell the other. A
/// longer brand of the same company does not.
pub(super) fn is_fuller(name: &str, than: &str) -> bool {
    // "U.S. Food and Drug Administration" is the FDA, "Bank of Japan" the BOJ
    let all = || name.split([' ', '-', '\n']).filter_map(|word| word.chars().next());
    let spells = || {
        let capitals: String = initials(name).collect();
        than.len() >= 2
            && (capitals.ends_with(than)
                || all().flat_map(char::to_uppercase).eq(than.chars().flat_map(char::to_uppercase)))
    };
    name.len() > than.len() && (name.contains(than) || spells())
}

fn own_text<'t>(groups: &[Group<'t>], place: u32) -> &'t str {
    groups[place as usize].text
}

/// The place of a name with its legal form.
pub(super) fn surface(parsed: &ParsedDocument<'_>, run: &Run) -> Span {
    parsed.span(run.name.token_start, run.end)
}

fn entity(lexicon: &Lexicon, group: &Group<'_>, kind: EntityKind) -> Entity {
    let known = group.known.and_then(|n| lexicon.instruments.get(n as usize));
    if let Some(known) = known {
        let mut entity = Entity::new(known.id.clone(), known.name.clone(), kind);
        entity.themes = known.profile.as_ref().map_or_else(Vec::new, |p| p.themes.clone());
        return entity;
    }
    text_entity(group.text, kind)
}

/// What a text alone tells of, by the name that it has there.
pub(super) fn text_entity(name: &str, kind: EntityKind) -> Entity {
    let name = in_one_line(name);
    let mut id = String::with_capacity("text.".len() + name.len());
    id.push_str("text.");
    let letters = name.chars().map(|c| if c == ' ' { '_' } else { c });
    id.extend(letters.filter(|c| c.is_alphanumeric() || *c == '_').flat_map(char::to_lowercase));
    let mut entity = Entity::new(id, name, kind);
    entity.is_known = false;
    entity
}
