//! Common nouns right before a name that say what it is: a company by its trade, "Chipmaker Tollmark",
//! or by what it is to another, "Rival Brightsand".

use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{EntityKind, Pos, TokenRange},
};

/// Tokens before a comma in which the noun phrase is found that a name in commas repeats.
const PHRASE: u32 = 6;

/// "Its parent, Nordwerk,", "the bakers' union, the BFAWU,": what the noun before a name in commas
/// says that it is.
pub(super) fn apposed_kind(view: &SentenceView<'_>, name: TokenRange) -> Option<EntityKind> {
    let before = view.prev(name.token_start)?;
    let comma = if view.is_of(before, Class::Article) { view.prev(before)? } else { before };
    let closes = view
        .next(name.token_end - 1)
        .is_none_or(|n| view.token(n).is_some_and(|t| matches!(t.punct(), Some(',' | '.'))));
    let noun = view.prev(comma).filter(|n| view.is_punct(comma, ',') && !view.is_capital(*n))?;
    let opens = |n: u32| {
        view.is_of(n, Class::Article) || view.is_of(n, Class::Possessive) || view.word(n) == "'s"
    };
    let phrase = view.before(noun, PHRASE).iter().rev();
    let mut phrase = phrase.take_while(|n| view.token(*n).is_some_and(|t| !t.is_punct(',')));
    if !closes || !phrase.any(opens) {
        return None;
    }
    if view.is_of(noun, Class::OrganisationWord) && !view.is_of(noun, Class::CompanyNoun) {
        return Some(EntityKind::Organisation);
    }
    let is_company = view.is_of(noun, Class::CompanyNoun)
        || view.is_of(noun, Class::Kin)
        || ends_trade(view, noun);
    is_company.then_some(EntityKind::Company)
}

/// Words between a name and the noun for what it is: "engineering" in "the VDMA engineering
/// association".
const BETWEEN: u32 = 3;

/// The noun that ends the words in small letters after a name, which begin at `at`.
pub(super) fn noun_after(view: &SentenceView<'_>, at: u32) -> u32 {
    let is_noun = |n: &u32| {
        view.is_alphabetic(*n)
            && !view.is_capital(*n)
            && (view.pos(*n) == Pos::Noun || view.pos(*n) == Pos::Adjective)
    };
    view.after(at, BETWEEN).iter().take_while(is_noun).last().unwrap_or(at)
}

/// Tokens of "of Crane & Low" after a name in commas.
const EMPLOYER: u32 = 8;

/// Where a name in commas that ends at `end` is closed: by a comma, by its sentence, or behind whom
/// the person works for, "of Crane & Low,".
pub(super) fn apposition_end(view: &SentenceView<'_>, end: u32) -> Option<u32> {
    let is_close = |n: u32| view.token(n).is_none_or(|t| matches!(t.punct(), Some(',' | '.')));
    let is_employed = view.is_of(end, Class::EmployerLead) && view.is_capital(end + 1);
    let close = || view.after(end, EMPLOYER).iter().find(|n| is_close(*n));
    if is_close(end) { Some(end) } else { is_employed.then(close).flatten() }
}

/// "The companies", "the two lenders", "both groups": a noun for two companies that were named, the
/// noun being at `at`.
pub(super) fn firms_at(view: &SentenceView<'_>, at: u32) -> Option<TokenRange> {
    if !view.is_of(at, Class::Firms) || view.is_capital(at) && at > view.start() {
        return None;
    }
    let two = view.prev(at).filter(|n| view.is_any(*n, words!["two"]));
    let article = view.prev(two.unwrap_or(at))?;
    let is_plain = view.is_any(article, words!["the", "both"]);
    // "the companies that", "the companies in the index", "the banks' rivals"
    let goes_on = view.is_of(at + 1, Class::RelativePronoun)
        || view.pos(at + 1) == Pos::Adposition
        || view.is_punct(at + 1, '\'')
        || view.pos(at + 1).is_noun();
    let is_bare = two.is_some() || view.is_any(article, words!["both"]) || !goes_on;
    (is_plain && is_bare).then_some(TokenRange::new(article, at + 1))
}

/// A stretch of capitals without the common noun with which its sentence begins: "Chipmaker
/// Tollmark", but not "Carrier Global Holdings".
pub(super) fn without_noun(view: &SentenceView<'_>, own: TokenRange) -> TokenRange {
    let (first, second) = (own.token_start, own.token_start + 1);
    let is_lead = own.len() >= 2
        && opens(view, first)
        // "Bank Bernhard"
        && !view.is_word(first, "bank")
        && (view.is_of(first, Class::Kin)
            || view.is_of(first, Class::Firms)
            || ends_trade(view, first));
    let is_name = !view.is_of(second, Class::CompanyWord)
        && !view.is_of(second, Class::OrganisationWord)
        && !view.is_of(second, Class::CompanyForm)
        && view.is_alphabetic(second);
    own.skip_first(u32::from(is_lead && is_name))
}

/// Whether a sentence, or what is said after a dash or mark of quotation, begins at `at`.
fn opens(view: &SentenceView<'_>, at: u32) -> bool {
    view.prev(at).is_none_or(|n| {
        view.token(n).is_some_and(|t| matches!(t.punct(), Some('-' | '–' | '—' | '"' | ':')))
            && !view.is_joined(at)
    })
}

/// Whether the noun at `at` says that the name right after it is a company: "chipmaker Nvidia", "its
/// rival Brightsand".
pub(super) fn tells_company(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_of(at, Class::CompanyNoun) && !view.is_capital(at)
        || view.is_of(at, Class::Kin)
        || ends_trade(view, at)
}

/// Whether a noun for companies of an industry ends at `at`.
fn ends_trade(view: &SentenceView<'_>, at: u32) -> bool {
    let near = view.before(at + 1, 3);
    near.iter().any(|n| view.may_begin(n, Class::RoleNoun))
        && view
            .hits_in(Layer::Name, near)
            .iter()
            .any(|hit| view.entry(hit).class == Class::RoleNoun && hit.token_end == at + 1)
}
