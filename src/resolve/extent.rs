//! How far a name goes: what joins its words, and where the next begins.

use super::known_names::{kind_of, longest_known};
use crate::{
    lang::Token,
    lexicon::{Class, Hit, InstrumentKind, Layer, SentenceView, words},
    model::TokenRange,
};

/// One past the place of several words that begins at `at` with a word that begins no other name:
/// "New York".
pub(super) fn place_end(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    if !view.is_capital(at) || !view.is_of(at, Class::NoName) {
        return None;
    }
    // "the Data Center Coalition"
    let last = view.after(at + 1, SECOND_PART).iter().take_while(|n| is_name_part(view, *n)).last();
    let is_body = |n: u32| view.is_of(n, Class::OrganisationWord);
    // "the Ohio Department of Taxation"
    let is_department = |n: u32| {
        n == at + 1
            && view.is_of(n + 1, Class::BodyJoint)
            && view.is_capital(n + 2)
            && view.token(at).is_some_and(|t| !t.is_upper())
            && !view.word(at).contains('.')
    };
    let is_long = |n: u32| is_body(n) && (n > at + 1 || is_department(n));
    if view.prev_is_any(at, &["the"]) && last.is_some_and(is_long) {
        return Some(at + 1);
    }
    let is_place =
        |hit: &&Hit| view.entry(hit).class == Class::Demonym && hit.token_end > hit.token_start + 1;
    view.hits_at(Layer::Name, at).iter().find(is_place).map(|hit| hit.token_end)
}

/// Whether a name may go on with a token.
pub(super) fn is_name_part(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_capital(at)
        && view.is_alphabetic(at)
        && !view.is_of(at, Class::NoName)
        && !view.is_of(at, Class::NameTitle)
}

/// One past the run that begins at `start`, whose first `known_end` tokens are a name.
pub(super) fn run_end(view: &SentenceView<'_>, start: u32, known_end: u32) -> u32 {
    const LONGEST: u32 = 14;
    let mut end = known_end;
    while end < view.end() && end < start + LONGEST {
        let is_part =
            |n: u32| view.is_capital(n) && view.is_alphabetic(n) && !view.is_of(n, Class::NoName);
        let has_body = || {
            TokenRange::new(start, end).iter().any(|n| {
                view.is_of(n, Class::OrganisationWord) || view.is_any(n, words!["bank", "fund"])
            })
        };
        let stops =
            view.token(end).is_some_and(Token::starts_paragraph) || view.code_end(end).is_some();
        if stops {
            break;
        } else if is_part(end) {
            end += 1;
        } else if is_plural_owner(view, start, end) && is_part(end + 1) {
            end += 2;
        } else if is_list_of_partners(view, end) {
            end += 4;
        } else if is_name_connector(view, end) || is_point_of_initial(view, end) && is_part(end + 1)
        {
            end += 2;
        } else if view.is_of(end, Class::NameParticle)
            && let Some(next) = view
                .after(end, 3)
                .iter()
                .find(|n| !view.is_of(*n, Class::NameParticle))
                .filter(|n| is_part(*n))
        {
            end = next + 1;
        } else if view.is_of(end, Class::BodyJoint) && has_body() {
            let the = u32::from(view.is_any(end + 1, words!["the"]));
            if !is_part(end + 1 + the) {
                break;
            }
            end += 2 + the;
        } else if view.is_word(end, "and")
            && is_part(end + 1)
            && (view.is_of(end + 1, Class::FirmTail)
                || is_and_company(view, end + 1)
                || is_body_of_two(view, start, end)
                || has_body()
                    && TokenRange::new(start, end).iter().any(|n| view.is_of(n, Class::BodyJoint)))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// "Marlow and Co": whether the letters of a firm are at `at`.
fn is_and_company(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_word(at, "co") && view.is_of(at, Class::CompanyForm)
}

/// Words of a body's name after its "and".
const SECOND_PART: u32 = 4;

/// "the Harbour Cranes and Equipment Association": whether the "and" at `at` joins what one body is
/// for. Two bodies have a word for what they are each.
fn is_body_of_two(view: &SentenceView<'_>, start: u32, at: u32) -> bool {
    let first = TokenRange::new(start, at);
    let is_body =
        |n: u32| view.is_of(n, Class::OrganisationWord) || view.is_of(n, Class::CompanyWord);
    let is_one = view.prev_is_any(start, &["the"])
        && !first.iter().any(is_body)
        && longest_known(view, first).is_none_or(|hit| is_country(view, hit));
    let second = view.after(at + 1, SECOND_PART).iter();
    let last = second.take_while(|n| view.is_capital(*n) && view.is_alphabetic(*n)).last();
    is_one && last.is_some_and(|n| n > at + 1 && view.is_of(n, Class::OrganisationWord))
}

/// Whether a name of the lexicon is that of a country: "the India Tea and Spice Association".
fn is_country(view: &SentenceView<'_>, hit: &Hit) -> bool {
    kind_of(view, hit) == Some(InstrumentKind::Country)
}

/// "National Farmers' Union": whether the apostrophe at `at` is inside of a name.
fn is_plural_owner(view: &SentenceView<'_>, start: u32, at: u32) -> bool {
    view.is_punct(at, '\'')
        && view.is_joined(at)
        && view.word(at - 1).ends_with('s')
        && (view.is_of(at + 1, Class::OrganisationWord)
            || view.is_of(start, Class::OrganisationWord))
}

/// "O'Dowd, Finch & Co": whether names of partners go on at the comma `at`.
fn is_list_of_partners(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, ',')
        && view.is_capital(at + 1)
        && view.is_punct(at + 2, '&')
        && view.is_capital(at + 3)
        && view.is_of(at + 3, Class::CompanyForm)
}

/// "Trent & Wylie", "Coca-Cola".
fn is_name_connector(view: &SentenceView<'_>, at: u32) -> bool {
    let is_connector = view.is_punct(at, '&') || view.is_punct(at, '-') && view.is_joined(at);
    // "Houston-based Corvel"
    is_connector && continues_name(view, at + 1) && !view.is_of(at + 1, Class::CompoundTail)
}

/// "J. P. Morgan".
fn is_point_of_initial(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, '.') && view.is_joined(at) && view.word(at - 1).len() == 1
}

fn continues_name(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_alphabetic(at)
        && (view.is_capital(at) || view.is_punct(at - 1, '-') && view.is_joined(at))
}
