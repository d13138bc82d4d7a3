//! What persons are and whom they belong to: titles before a name, appositions after it.

use crate::{
    lexicon::{Class, Hit, Layer, SentenceView, words},
    model::{EntityKind, Pos, TokenRange},
};

use super::{leads, runs::Run, vote::Vote};

/// What is beside a person's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attachment {
    /// Number of the person's run.
    pub run: u32,
    /// The words of the role.
    pub role: Option<TokenRange>,
    /// Number of the run of the organisation.
    pub org: Option<u32>,
}

/// Tokens before and after a name in which its role is found.
const REACH: u32 = 16;
/// Runs before and after a person's that are looked at.
const NEIGHBOURS: usize = 8;

/// The roles and organisations that are beside the persons of a sentence, whose runs are
/// `runs[first..]`. What somebody works for is a company or a body, and is voted so.
pub(super) fn attach(
    view: &SentenceView<'_>,
    first: usize,
    runs: &mut [Run],
    out: &mut Vec<Attachment>,
) {
    for n in first..runs.len() {
        if runs[n].vote.is_none_or(|v| v.kind != EntityKind::Person) || runs[n].known.is_some() {
            continue;
        }
        let name = runs[n].name;
        // neighbours alone, as a sentence may be as long as its article
        let from = first.max(n.saturating_sub(NEIGHBOURS));
        let own = &runs[from..runs.len().min(n + NEIGHBOURS)];
        let (role, org) = before(view, name, own);
        let (role, org) = match (role, org) {
            (role, Some(org)) => (role, Some(org)),
            (role, None) => {
                let (later, org) = after(view, name.token_end, own);
                (role.or(later), org)
            }
        };
        let role = role.or_else(|| given_office(view, name));
        let org = org.map(|org| from + org).filter(|org| *org != n);
        if let Some(org) = org {
            // "Fed Governor Ana Reis": its capital is its own
            runs[org].is_opening = false;
            if runs[org].vote.is_none_or(|v| !v.is_strong) {
                // "Reis attorney Karl Koch" may be the lawyer of Ana Reis
                let may_be_surname = runs[org].name.len() == 1;
                let vote = Vote { may_be_surname, ..Vote::strong(EntityKind::Company) };
                runs[org].vote = Some(vote);
            }
        }
        // "Lucy Whitlock, 34" has neither
        if role.is_some() || org.is_some() {
            out.push(Attachment { run: n as u32, role, org: org.map(|org| org as u32) });
        }
    }
}

/// "Named Kira Patel chief executive", "as head of trading": the office that somebody is given.
fn given_office(view: &SentenceView<'_>, name: TokenRange) -> Option<TokenRange> {
    view.prev(name.token_start).filter(|n| view.is_of(*n, Class::Appointing))?;
    let start = name.token_end + u32::from(view.is_any(name.token_end, words!["as"]));
    let role = view.after(start, REACH).iter().take_while(|n| is_role(view, *n)).last()?;
    Some(TokenRange::new(start, role + 1))
}

/// Whether a token is a word of a role.
fn is_role(view: &SentenceView<'_>, at: u32) -> bool {
    let in_long = || {
        let near = TokenRange::new(at.saturating_sub(3), at);
        view.hits_in(Layer::Speech, near)
            .iter()
            .any(|hit| hit.token_end > at && view.entry(hit).class == Class::Role)
    };
    // "the bank", "the agency" speak, and are nobody's office
    let is_body = || {
        view.is_of(at, Class::CompanyNoun)
            || view.is_of(at, Class::OrganisationWord)
            || view.is_of(at, Class::Document)
    };
    view.is_of(at, Class::NameTitle)
        || view.may_begin(at, Class::Role) && !is_body()
        || in_long() && !(view.is_capital(at) && is_body())
}

/// The run that ends at `end`.
fn ending(runs: &[Run], end: u32) -> Option<usize> {
    let is_org = |run: &Run| run.vote.is_none_or(|v| v.kind != EntityKind::Person);
    runs.iter().position(|run| (run.name.token_end == end || run.end == end) && is_org(run))
}

/// Lower-case words between an organisation and the role of somebody in it: "Helvea senior oil
/// analyst", or between "at" and its name: "at the London-based research firm Helvea".
const BETWEEN: u32 = 5;

/// Whether a token makes the word before it a possessor: "Helvea's", "Barclays'".
fn is_owner(view: &SentenceView<'_>, at: u32) -> bool {
    view.word(at) == "'s"
        || view.word(at) == "’s"
        || view.is_punct(at, '\'') && view.is_joined(at) && view.word(at - 1).ends_with('s')
}

/// Whether a word tells more of the role after it: "oil" in "oil analyst".
fn is_of_role(view: &SentenceView<'_>, at: u32) -> bool {
    !view.is_capital(at)
        && view.is_alphabetic(at)
        // "governing council member"
        && (matches!(view.pos(at), Pos::Noun | Pos::Adjective) || view.word(at).ends_with("ing"))
}

/// The run that ends at `end`, or before the words that tell of the role there: "Helvea oil".
fn ending_before(view: &SentenceView<'_>, runs: &[Run], end: u32) -> Option<usize> {
    ending(runs, end).or_else(|| {
        let own = view.before(end, BETWEEN).iter().rev().take_while(|n| is_of_role(view, *n));
        ending(runs, own.last()?)
    })
}

/// The first token of the name after a preposition, whose words for what it is are passed over.
fn name_after(view: &SentenceView<'_>, preposition: u32) -> u32 {
    let mut at = preposition + 1;
    let end = at + BETWEEN + 2;
    while at < end {
        // "London-based", "German"
        let is_place =
            |hit: &Hit| view.entry(hit).class == Class::Demonym && hit.token_end == at + 1;
        let is_of_country =
            || view.hits_at(Layer::Name, at).iter().any(is_place) && !view.is_capital(at + 1);
        let is_common = !view.is_capital(at)
            && matches!(view.pos(at), Pos::Determiner | Pos::Adjective | Pos::Noun);
        // "the metalworkers' union Ferra", "start-up Ferra"
        let is_plural_owner =
            (view.is_punct(at, '\'') || view.is_punct(at, '-')) && view.is_joined(at);
        if view.is_punct(at + 1, '-') && view.is_of(at + 2, Class::CompoundTail) {
            at += 3;
        } else if is_common || is_plural_owner || is_of_country() {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The run that begins at `start`.
fn beginning(runs: &[Run], start: u32) -> Option<usize> {
    let is_org = |run: &Run| run.vote.is_none_or(|v| v.kind != EntityKind::Person);
    runs.iter().position(|run| run.name.token_start == start && is_org(run))
}

/// "Harwell Chief Executive Dana Whitlock", "Trent & Wylie's Marcus Oyelaran".
fn before(
    view: &SentenceView<'_>,
    name: TokenRange,
    runs: &[Run],
) -> (Option<TokenRange>, Option<usize>) {
    let mut start = name.token_start;
    // "Chief Operating Officer (COO) Henry Ritter"
    if let Some(close) = view.prev(start).filter(|n| view.is_punct(*n, ')'))
        && let Some(open) = view.before(close, 3).iter().rev().find(|n| view.is_punct(*n, '('))
        && view.prev(open).is_some_and(|n| is_role(view, n))
    {
        start = open;
    }
    // "the union's general secretary, Ana Okafor"
    if let Some(comma) = view.prev(start).filter(|n| view.is_punct(*n, ','))
        && (leads::apposition_end(view, name.token_end).is_some()
            || view.may_begin(name.token_end, Class::SayVerb))
    {
        let near = view.before(comma, 8);
        let bound = near
            .iter()
            .rev()
            .find(|n| view.is_punct(*n, ',') || view.word(*n) == "'s" || view.word(*n) == "’s");
        let near = bound.map_or(near, |n| near.after(n).skip_first(1));
        if let Some(role) = near.iter().find(|n| is_role(view, *n)) {
            start = role;
        }
    }
    let in_role = |n: u32| {
        is_role(view, n)
            || view.is_of(n, Class::RolePart)
            || view.is_punct(n, '-') && view.is_joined(n)
    };
    // "European Central Bank President": a word of a name is none of the role
    let in_name = |n: u32| runs.iter().any(|r| r.name.len() > 1 && r.name.contains(n));
    while let Some(n) = view.prev(start).filter(|n| in_role(*n) && !in_name(*n)) {
        if name.token_start - n > 12 {
            break;
        }
        start = n;
    }
    if let Some(title) = title_of_department(view, start) {
        start = title;
    }
    let role = TokenRange::new(start, name.token_start);
    let has_comma = role.last_token().is_some_and(|n| view.is_punct(n, ','));
    let role = role.skip_last(u32::from(has_comma));
    let role = role.iter().any(|n| is_role(view, n)).then_some(role);
    // "The chairman of the Harbour Commission, Ana Reis,"
    if let Some(own) = role
        && let Some(of) = own.iter().find(|n| view.is_any(*n, words!["of", "at"]))
        && let Some(org) = beginning(runs, name_after(view, of))
    {
        return (Some(own.before(of)), Some(org));
    }
    let at = role.map_or(name.token_start, |role| role.token_start);
    let of_role = view.before(at, BETWEEN).iter().rev().take_while(|n| is_of_role(view, *n));
    let first = of_role.last().filter(|_| role.is_some()).unwrap_or(at);
    let Some(last) = view.prev(first) else { return (role, None) };
    if is_owner(view, last) {
        let org = ending(runs, last);
        // "the group's president": the role says that it is somebody's
        let owned = role.map(|role| TokenRange::new(last.saturating_sub(1), role.token_end));
        return (if org.is_none() { owned } else { role }, org);
    }
    let org = role.and_then(|_| ending_before(view, runs, at));
    // "In May President Ana Reis": neither time nor place employs
    let leads = |n: &usize| view.prev(runs[*n].name.token_start);
    let org = org.filter(|n| leads(n).is_none_or(|lead| !view.is_of(lead, Class::PlaceLead)));
    (role, org.filter(|n| !is_common(view, &runs[*n])))
}

/// "Engine specialist Ana Reis": whether a noun has its capital from the sentence alone.
fn is_common(view: &SentenceView<'_>, run: &Run) -> bool {
    let at = run.name.token_start;
    run.is_opening
        && run.name.len() == 1
        && run.known.is_none()
        && !view.word(at).ends_with('s')
        && view.pos(at) != Pos::ProperNoun
}

/// Words of a department between a title and a name.
const DEPARTMENT: u32 = 3;

/// "Director of Research Sanjay Menon": the title before the department that ends at `end`.
fn title_of_department(view: &SentenceView<'_>, end: u32) -> Option<u32> {
    let is_part = |n: &u32| view.is_capital(*n) && view.is_alphabetic(*n) && !is_role(view, *n);
    let first = view.before(end, DEPARTMENT).iter().rev().take_while(is_part).last()?;
    let of = view.prev(first).filter(|n| view.is_any(*n, words!["of"]))?;
    let mut title = view.prev(of).filter(|n| is_role(view, *n))?;
    while let Some(n) = view.prev(title).filter(|n| is_role(view, *n)) {
        title = n;
    }
    Some(title)
}

/// The workplace after one that is none: "head of Rates Strategy at Corvel Bank", "economist for
/// Sub-Saharan Africa for the World Bank".
fn last_workplace(view: &SentenceView<'_>, runs: &[Run], lead: u32, first: usize) -> usize {
    let next = runs[first].end;
    // "of Asset Performance and Maintenance at Corvel"
    let is_joined = view.is_word(next, "and") && view.is_capital(next + 1);
    let next = if is_joined { next + 2 } else { next };
    let is_part = view.is_any(lead, words!["of", "for"])
        && view.is_of(next, Class::EmployerLead)
        && !view.is_word(next, "of");
    let later = is_part.then(|| beginning(runs, name_after(view, next))).flatten();
    later.unwrap_or(first)
}

/// ", chief U.S. economist at Calloway Research", " of Trent & Wylie", ", who runs funds at Helvea".
fn after(view: &SentenceView<'_>, end: u32, runs: &[Run]) -> (Option<TokenRange>, Option<usize>) {
    if let Some(other) = joined_person(view, end, runs) {
        return after(view, other, runs);
    }
    if view.is_of(end, Class::EmployerLead) {
        return (None, beginning(runs, name_after(view, end)));
    }
    let becomes = (view.is_of(end, Class::Be) || view.is_any(end, words!["became", "as"]))
        && view.after(end, 5).iter().any(|n| is_role(view, n));
    let opens = becomes || view.is_punct(end, ',') || view.is_punct(end, '(') || is_dash(view, end);
    if !opens {
        return (None, None);
    }
    let inner = view.after(end, REACH).skip_first(1);
    // "a former Helvea economist", "who once ran funds at Helvea"
    if inner.first(PAST).iter().any(|n| view.is_of(n, Class::Former)) {
        return (None, None);
    }
    let (mut role, mut org): (Option<TokenRange>, Option<usize>) = (None, None);
    for n in inner.iter().take_while(|n| !is_end_of_apposition(view, *n)) {
        // "Dana Whitlock, president and chief executive of Harwell, and ..."
        if view.is_punct(n, ',') && (role.is_some() || n > end + 8) {
            org = org.or_else(|| closed(view, n + 1, runs));
            break;
        }
        if is_role(view, n) {
            let from = role.map_or(n, |role| role.token_start);
            // "Karl Koch, a Helvea analyst"
            if role.is_none() && n > end + 1 {
                org = org.or_else(|| ending_before(view, runs, n));
            }
            role = Some(TokenRange::new(from, n + 1));
        }
        // "who runs Harwell"
        if n == end + 3 && view.is_word(end + 1, "who") && view.is_of(n - 1, Class::Heading) {
            org = beginning(runs, name_after(view, n - 1)).or_else(|| headed(view, runs, n));
        }
        let prepared = view.is_of(n, Class::EmployerLead);
        // "a gastroenterologist at the University of Ulm"
        let is_one =
            view.is_any(end + 1, words!["a", "an"]) && n > end + 2 && !view.is_word(n, "of");
        let follows = role.is_some() || is_one || view.is_word(end + 1, "who");
        if prepared && follows {
            let place = beginning(runs, name_after(view, n));
            let place = place.map(|place| last_workplace(view, runs, n, place));
            if place.is_some() {
                org = place;
                break;
            }
        } else if role.is_some() && is_owner(view, n + 1) {
            org = org.or_else(|| ending(runs, n + 1));
        } else if let Some(begun) = beginning(runs, n)
            && is_owner(view, runs[begun].end)
        {
            org = Some(begun);
        }
        if org.is_some() && role.is_some() {
            break;
        }
    }
    if role.is_none() && org.is_none() {
        org = beside(view, end, runs);
    }
    let role = role.map(|role| if org.is_none() { with_possessor(view, role) } else { role });
    (role, org)
}

/// Tokens of an apposition in which it says that it tells of the past: "a former", "who once".
const PAST: u32 = 3;

/// Whether what is told of a name ends at a token.
fn is_end_of_apposition(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, '"')
        || view.is_punct(at, ';')
        || view.is_punct(at, '.') && !view.is_joined(at + 1)
        || view.may_begin(at, Class::SayVerb) && view.pos(at).is_verb()
}

/// "The league's chief counsel": a role with the noun that says whose it is.
fn with_possessor(view: &SentenceView<'_>, role: TokenRange) -> TokenRange {
    let owner = view.prev(role.token_start).filter(|n| matches!(view.word(*n), "'s" | "’s"));
    let noun = owner.and_then(|n| view.prev(n)).filter(|n| !view.is_capital(*n));
    noun.map_or(role, |noun| TokenRange::new(noun, role.token_end))
}

/// "Who chairs the bargaining committee of the Harbour Union": the body of which something is headed.
fn headed(view: &SentenceView<'_>, runs: &[Run], start: u32) -> Option<usize> {
    let own = view.after(start, REACH / 2);
    let own = own.iter().take_while(|n| view.token(*n).is_some_and(|t| t.punct().is_none()));
    let of = own.take_while(|n| !view.pos(*n).is_verb()).find(|n| view.is_word(*n, "of"))?;
    beginning(runs, name_after(view, of))
}

/// "Anna Roth and Paul Weiss, strategists at Helvea": the end of the name after the "and" at `at`.
fn joined_person(view: &SentenceView<'_>, at: u32, runs: &[Run]) -> Option<u32> {
    let other = runs.iter().find(|run| run.name.token_start == at + 1)?;
    let end = other.name.token_end;
    let is_person = other.vote.is_some_and(|v| v.kind == EntityKind::Person);
    (view.is_word(at, "and") && is_person && view.is_punct(end, ',')).then_some(end)
}

/// A dash between blanks, however it is written.
fn is_dash(view: &SentenceView<'_>, at: u32) -> bool {
    let is_hyphen = view.is_punct(at, '-') && !view.is_joined(at) && !view.is_joined(at + 1);
    is_hyphen || view.is_punct(at, '—') || view.is_punct(at, '–')
}

/// "Hanna Brook, Lowell Capital", "(Lowell)", ", of Lowell": a name beside that which ends at `end`.
fn beside(view: &SentenceView<'_>, end: u32, runs: &[Run]) -> Option<usize> {
    let of = u32::from(view.is_of(end + 1, Class::EmployerLead));
    let is_told = of > 0 || view.is_punct(end, '(');
    alone(view, end + 1, runs).or_else(|| closed(view, end + 1 + of, runs).filter(|_| is_told))
}

/// "Hanna Brook, Lowell Capital": the name alone.
fn alone(view: &SentenceView<'_>, start: u32, runs: &[Run]) -> Option<usize> {
    closed(view, start, runs).filter(|n| runs[*n].vote == Some(Vote::strong(EntityKind::Company)))
}

/// "Hanna Brook, analyst, Lowell": a name between marks.
fn closed(view: &SentenceView<'_>, start: u32, runs: &[Run]) -> Option<usize> {
    let is_mark = |at: u32| {
        view.token(at).is_none_or(|t| matches!(t.punct(), Some(',' | ')' | '.' | '"' | ':')))
    };
    beginning(runs, start).filter(|n| is_mark(runs[*n].end))
}
