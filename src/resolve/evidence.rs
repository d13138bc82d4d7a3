//! What a name's own words and what is beside it say that it is.

use super::{deeds, leads, tickers::is_announced_ticker, vote::Vote};
use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{BlockKind, EntityKind, Pos, TokenRange},
};

/// What the words of a name say: a legal form, a first name, "University".
pub(super) fn of_words(view: &SentenceView<'_>, name: TokenRange, has_form: bool) -> Option<Vote> {
    if has_form {
        return Some(Vote::strong(EntityKind::Company));
    }
    let is_of = |n: u32, class| view.is_of(n, class);
    let (first, last) = (name.token_start, name.last_token()?);
    let count = name.iter().filter(|n| view.is_alphabetic(*n)).count();
    let ends_as_company =
        count >= 2 && is_of(last, Class::CompanyWord) && !is_body_first(view, name);
    let is_body = name.iter().any(|n| is_of(n, Class::OrganisationWord));
    let has_and = name.iter().any(|n| view.is_punct(n, '&'));
    let ends_firm = is_of(last, Class::FirmTail) || is_of(last, Class::CompanyForm);
    if ends_firm && view.prev_is_any(last, &["and"]) {
        return Some(Vote::strong(EntityKind::Company));
    }
    let is_titled = view.prev(first).is_some_and(|n| is_of(n, Class::NameTitle))
        || count >= 2 && ends_role(view, first);
    let has_first_name = (2..=4).contains(&count) && is_of(first, Class::GivenName);
    if has_first_name && !ends_as_company && !is_body && !has_and {
        return Some(Vote::strong(EntityKind::Person));
    }
    // "J.R. O'Dowd"
    let word = view.word(first);
    let has_initials = word.len() <= 4 && word.ends_with('.') || word.len() == 1;
    if has_initials && (2..=4).contains(&count) && !is_body && !has_and {
        return Some(Vote::weak(EntityKind::Person));
    }
    if ends_as_company {
        return Some(Vote::strong(EntityKind::Company));
    }
    if is_body && count >= 2 {
        return Some(Vote::strong(EntityKind::Organisation));
    }
    // "DUBLIN & SAN FRANCISCO" is a dateline
    if has_and && !name.iter().all(|n| !view.is_alphabetic(n) || is_upper(view, n)) {
        return Some(Vote::strong(EntityKind::Company));
    }
    // "broker Intermodal": a person is given both names
    let names_firm = view.prev(first).is_some_and(|n| leads::tells_company(view, n));
    if count == 1 && names_firm {
        return Some(Vote::strong(EntityKind::Company));
    }
    // "Minister Ana Saenz de Santamaria"
    let has_particle = name.iter().any(|n| view.is_of(n, Class::NameParticle));
    let is_short = count <= 3 + usize::from(has_particle)
        && view.next(last).is_none_or(|n| !view.is_of(n, Class::Paper));
    (is_titled && is_short && !is_body).then_some(Vote::strong(EntityKind::Person))
}

/// Whether a role of several words ends before a token: "board member Ana Reis".
fn ends_role(view: &SentenceView<'_>, at: u32) -> bool {
    let near = view.hits_in(Layer::Speech, view.before(at, 3)).iter();
    let mut roles = near.filter(|hit| view.entry(hit).class == Class::Role);
    roles.any(|hit| hit.token_end == at && hit.tokens().len() > 1 && !view.is_capital(at - 1))
}

/// "The president of the league, Ana Reis, said": whether a name in commas follows a role and
/// before a verb of saying.
fn is_apposed_to_role(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let (comma, end) = (view.prev(name.token_start), name.token_end);
    let close = leads::apposition_end(view, end);
    let (Some(comma), Some(close)) = (comma.filter(|n| view.is_punct(*n, ',')), close) else {
        return false;
    };
    let before = view.before(comma, APPOSITION);
    let mark = before.iter().rev().find(|n| view.is_punct(*n, ','));
    let before = mark.map_or(before, |mark| before.after(mark).skip_first(1));
    let says = |n: u32| view.has_at(Layer::Speech, n, |e| e.class == Class::SayVerb);
    // "said its owner, Ana Reis."
    let is_said = says(close + 1) || before.iter().any(says);
    name.len() >= 2 && is_said && before.iter().any(|n| view.is_of(n, Class::NameTitle))
}

/// "Managing director at Charles Sterne", "Charles Sterne analyst Ana Reis": whether a name is where
/// somebody works.
pub(super) fn is_workplace(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let at = view.prev(name.token_start).filter(|n| view.is_word(*n, "at"));
    let is_common = |n: &u32| view.is_alphabetic(*n) && !view.is_capital(*n);
    let office = view.after(name.token_end, 4).iter().take_while(is_common).last();
    let holds = |n: u32| view.is_of(n, Class::Judge) && view.is_capital(n + 1);
    at.is_some_and(|at| follows_role(view, at)) || office.is_some_and(holds)
}

fn is_upper(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(crate::lang::Token::is_upper)
}

/// "Reserve Bank", "American Society of Clinical Oncology": a body whatever its last word.
fn is_body_first(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let is_body = |n: u32| view.is_of(n, Class::OrganisationWord);
    is_body(name.token_start) && !view.is_of(name.token_start, Class::CompanyWord)
        || name.iter().any(|n| view.is_any(n, words!["of", "for"])) && name.iter().any(is_body)
}

/// Tokens after a comma in which an apposition says who somebody is.
const APPOSITION: u32 = 12;

/// "the GMB union", "the VDMA engineering association": whether the noun after a name is one for
/// bodies.
fn is_before_body(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let after = name.token_end;
    let has_article = view.prev(name.token_start).is_some_and(|n| view.is_of(n, Class::Article));
    let noun = if has_article { leads::noun_after(view, after) } else { after };
    view.is_of(noun, Class::OrganisationWord) && !view.is_of(noun, Class::CompanyWord)
}

/// What is beside a name says.
pub(super) fn of_context(view: &SentenceView<'_>, name: TokenRange) -> Option<Vote> {
    let (before, after) = (view.prev(name.token_start), name.token_end);
    let company = Some(Vote::strong(EntityKind::Company));
    if is_before_body(view, name) {
        return Some(Vote::strong(EntityKind::Organisation));
    }
    // "• Tensorway (Toronto), chips: $145m"
    if before.is_none() && view.sentence().kind == BlockKind::Bullet && is_placed(view, after) {
        return company;
    }
    if view.is_of(after, Class::Paper)
        || is_announced_ticker(view, after)
        || before.is_some_and(|n| {
            view.is_word(n, "of") && view.prev(n).is_some_and(|n| view.is_of(n, Class::Paper))
                || leads::tells_company(view, n)
                || view.is_any(n, words!["at", "with"]) && follows_role(view, n)
        })
    {
        return company;
    }
    // "ratings agency Morland", "the trade association Ceramics"
    let is_body = |n: u32| {
        !view.is_capital(n)
            && (view.is_of(n, Class::OrganisationWord) || view.is_of(n, Class::GenericBody))
    };
    if before.is_some_and(is_body) {
        return Some(Vote::strong(EntityKind::Organisation));
    }
    if is_appointed(view, name) || is_apposed_to_role(view, name) {
        return Some(Vote::strong(EntityKind::Person));
    }
    if view.word(after) == "'s" || view.word(after) == "’s" {
        return of_possession(view, name);
    }
    if let Some(vote) = of_pair(view, name) {
        return Some(vote);
    }
    if deeds::reports_result(view, after) {
        return company;
    }
    if deeds::is_asked(view, after) {
        // so is anybody whose full name is told
        return company.map(|vote| Vote { may_be_surname: name.len() == 1, ..vote });
    }
    if view.is_punct(after, ',')
        && let Some(vote) = of_apposition(view, after)
    {
        return Some(vote);
    }
    if let Some(kind) = leads::apposed_kind(view, name) {
        return Some(Vote::strong(kind));
    }
    let count = name.iter().filter(|n| view.is_alphabetic(*n)).count();
    let says = |n: u32| view.has_at(Layer::Speech, n, |e| e.class == Class::SayVerb);
    // "vice president of Developer Relations said"
    let is_of_role = before.is_some_and(|n| {
        view.is_of(n, Class::EmployerLead)
            && view.prev(n).is_some_and(|n| view.is_of(n, Class::Office))
    });
    let is_said =
        says(after) && !is_of_role || before.is_some_and(says) || deeds::says_of(view, after);
    if (is_said || is_said_of_owner(view, name)) && (2..=3).contains(&count) {
        return Some(Vote::weak(EntityKind::Person));
    }
    deeds::of_deed(view, name)
}

/// What a name has says: "Corvel's shares", "Corvel's chief executive".
fn of_possession(view: &SentenceView<'_>, name: TokenRange) -> Option<Vote> {
    let near = view.after(name.token_end, 4).skip_first(1);
    // "Riverton's mayor"
    if near.iter().any(|n| view.is_of(n, Class::StateOffice)) {
        return None;
    }
    let owns = near.iter().any(|n| {
        view.is_of(n, Class::Paper)
            || view.may_begin(n, Class::Role)
            || view.may_begin(n, Class::Measure)
    });
    // a surname has a chief of staff and a salary, too, but no shares
    let may_be_surname = name.len() == 1 && !near.iter().any(|n| view.is_of(n, Class::Paper));
    owns.then_some(Vote { may_be_surname, ..Vote::strong(EntityKind::Company) })
}

/// "Anna Roth and Paul Weiss, strategists at Helvea": what is told of a pair is told of the first.
fn of_pair(view: &SentenceView<'_>, name: TokenRange) -> Option<Vote> {
    let and = name.token_end;
    if !view.is_word(and, "and") || name.len() < 2 {
        return None;
    }
    let other = view.after(and + 1, 4).iter().take_while(|n| view.is_capital(*n)).last();
    let comma = other.map(|n| n + 1).filter(|n| view.is_punct(*n, ','));
    let both = comma.and_then(|comma| of_apposition(view, comma));
    both.filter(|vote| vote.kind == EntityKind::Person)
}

/// "Named Kira Patel chief executive", "appointed Kira Patel as head of trading".
fn is_appointed(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let verb = view.prev(name.token_start);
    let as_office = u32::from(view.is_any(name.token_end, words!["as"]));
    let office = view.after(name.token_end + as_office, 4);
    verb.is_some_and(|n| view.is_of(n, Class::Appointing))
        && name.iter().filter(|n| view.is_alphabetic(*n)).count() >= 2
        && office
            .iter()
            .take_while(|n| !view.is_capital(*n) && view.is_alphabetic(*n))
            .any(|n| view.is_of(n, Class::NameTitle) || view.may_begin(n, Class::Role))
}

/// "Said Corvel's Kira Patel": whether a name after a possessor is who says it.
fn is_said_of_owner(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let mark = view.prev(name.token_start).filter(|n| matches!(view.word(*n), "'s" | "’s"));
    let says = |n: u32| view.has_at(Layer::Speech, n, |e| e.class == Class::SayVerb);
    mark.is_some_and(|mark| {
        let owner = view.before(mark, 4).iter().rev().take_while(|n| view.is_capital(*n)).last();
        owner.and_then(|first| view.prev(first)).is_some_and(says)
    })
}

/// "(Toronto)" after a name.
fn is_placed(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, '(')
        && view.is_capital(at + 1)
        && view.after(at, 5).iter().any(|n| view.is_punct(n, ')'))
}

/// Whether a noun phrase ends with token `at`.
fn is_head(view: &SentenceView<'_>, at: u32) -> bool {
    !matches!(view.pos(at + 1), Pos::Noun | Pos::ProperNoun) && !view.is_punct(at + 1, '-')
}

/// "analyst at", "chief economist with".
fn follows_role(view: &SentenceView<'_>, at: u32) -> bool {
    view.before(at, 5).iter().any(|n| {
        view.is_of(n, Class::NameTitle) && !view.is_capital(n) || view.may_begin(n, Class::Role)
    })
}

/// What the words between commas after a name say: ", an analyst at Helvea,", ", a Swiss lender,".
fn of_apposition(view: &SentenceView<'_>, comma: u32) -> Option<Vote> {
    let inner = view.after(comma, APPOSITION).skip_first(1);
    let end = inner.iter().find(|n| view.is_punct(*n, ',') || view.is_punct(*n, '"'));
    let inner = end.map_or(inner, |end| inner.before(end));
    let first = inner.token_start;
    // "Ray Dolan, who founded his firm"
    if view.is_word(first, "who") {
        let is_group = view.prev(comma).is_some_and(|n| view.word(n).ends_with('s'));
        return (!is_group).then_some(Vote::strong(EntityKind::Person));
    }
    // "Immelt, whose company grew"
    if view.is_word(first, "whose") {
        return None;
    }
    let opens = view.is_of(first, Class::Article)
        || view.is_of(first, Class::Possessive)
        || view.is_word(first, "one");
    for n in inner {
        // "the Corvel Bank economist"
        if view.is_capital(n) && view.is_of(n, Class::CompanyNoun) {
            continue;
        }
        if view.is_of(n, Class::NameTitle) || view.may_begin(n, Class::Role) {
            // "the company", "bank" are among the roles that speak
            if view.is_of(n, Class::CompanyNoun) || view.is_any(n, words!["agency", "union"]) {
                return opens.then_some(Vote::strong(EntityKind::Company));
            }
            return Some(Vote::strong(EntityKind::Person));
        }
        if opens && (view.is_of(n, Class::CompanyNoun) || view.may_begin(n, Class::RoleNoun)) {
            return Some(Vote::strong(EntityKind::Company));
        }
        // "Ceramics Wales, the trade body"
        let is_body = view.is_of(n, Class::OrganisationWord) || view.is_of(n, Class::GenericBody);
        if opens && is_body && !view.is_capital(n) && is_head(view, n) {
            return Some(Vote::strong(EntityKind::Organisation));
        }
        // "Reis, a member of the board"
        let is_one = view.is_any(inner.token_start, words!["a", "an"]);
        if is_one && view.is_of(n, Class::Voice) && is_head(view, n) {
            return Some(Vote::strong(EntityKind::Person));
        }
        let relates = view.is_of(n, Class::RelativePronoun) && !view.is_word(n, "who");
        if relates || view.is_word(n, "at") {
            let which = n == inner.token_start && view.is_word(n, "which");
            return which.then_some(Vote::weak(EntityKind::Company));
        }
    }
    None
}
