//! Runs of words in capitals that may be names, with what lexicons know of them and what is
//! beside them.

use crate::{
    lang::Token,
    lexicon::{Class, Hit, InstrumentKind, Layer, SentenceView, words},
    model::{BlockKind, EntityKind, Pos, TokenRange},
};

use super::{
    deeds, evidence,
    extent::{is_name_part, place_end, run_end},
    known_names::{is_name, kind_of, longest_known},
    leads, tickers,
    vote::Vote,
};

/// A stretch of one sentence that may be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Index of its sentence.
    pub sentence: u32,
    /// The name without titles before it and legal form after it.
    pub name: TokenRange,
    /// One past the legal form.
    pub end: u32,
    /// The instrument that the lexicon knows by it.
    pub known: Option<u32>,
    /// The ticker that is announced after it: "(Nasdaq: FLKR)".
    pub ticker: Option<u32>,
    /// Whether it is what the company makes, and no name of it.
    pub is_product: bool,
    /// Whether it means other things as well.
    pub is_doubtful: bool,
    /// What its own words and what is beside it say that it is.
    pub vote: Option<Vote>,
    /// Whether the capital may be that of a sentence or headline.
    pub is_opening: bool,
}

/// Appends the runs of a sentence, by place.
pub(super) fn push_runs(view: &SentenceView<'_>, sentence: u32, runs: &mut Vec<Run>) {
    let is_caseless = is_caseless(view);
    let (mut names, mut instruments) = (view.hits(Layer::Name), view.hits(Layer::Entity));
    let mut at = view.start();
    while at < view.end() {
        let token_is_name = view.is_capital(at) && view.is_alphabetic(at);
        let hit = known_at(view, &mut names, at).or_else(|| known_at(view, &mut instruments, at));
        let code_end = if hit.is_none() { view.code_end(at) } else { None };
        if !token_is_name || is_caseless || code_end.is_some() || view.is_of(at, Class::NoName) {
            let Some(hit) = hit else {
                let place = if is_caseless { None } else { place_end(view, at) };
                let begins = place.filter(|end| is_name_part(view, *end) && code_end.is_none());
                if let Some(place) = begins {
                    let end = run_end(view, at, place);
                    push_segments(view, sentence, TokenRange::new(at, end), runs);
                    at = end.max(at + 1);
                } else {
                    at = code_end.or(place).unwrap_or(at + 1);
                }
                continue;
            };
            let end = with_form(view, hit.token_end).unwrap_or(hit.token_end);
            runs.push(known_run(view, sentence, &hit, end, is_caseless));
            at = end;
            continue;
        }
        let end = run_end(view, at, hit.as_ref().map_or(at + 1, |hit| hit.token_end));
        push_segments(view, sentence, TokenRange::new(at, end), runs);
        at = end.max(at + 1);
    }
}

/// Words that tell whether a sentence is in Title Case.
const TELLING: usize = 2;

/// Whether capitals tell nothing: a headline in Title Case, a line in capitals.
pub(super) fn is_caseless(view: &SentenceView<'_>) -> bool {
    if view.sentence().kind != BlockKind::Headline && view.sentence().kind != BlockKind::Heading {
        return false;
    }
    let is_long = |t: &&Token| t.is_word() && t.byte_end - t.byte_start > 3;
    let long = view.tokens().iter().filter(is_long).count();
    let capital = view.tokens().iter().filter(is_long).filter(|t| t.is_capital()).count();
    long >= TELLING && (long - capital) * 3 <= long
}

/// The name of the lexicon that begins at `at`; `hits` are those from there on.
fn known_at<'a>(view: &SentenceView<'a>, hits: &mut &'a [Hit], at: u32) -> Option<Hit> {
    while let [first, rest @ ..] = *hits
        && first.token_start < at
    {
        *hits = rest;
    }
    hits.iter().take_while(|hit| hit.token_start == at).find(|hit| is_name(view, hit)).copied()
}

/// One past the legal form at `at`, a comma before it included.
fn with_form(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let first = if view.is_punct(at, ',') { at + 1 } else { at };
    let is_written = view.is_capital(first) || view.is_word(first, "plc");
    let is_form = is_written && view.is_of(first, Class::CompanyForm);
    is_form
        .then(|| {
            if view.is_punct(first + 1, '.') && view.is_joined(first + 1) {
                first + 2
            } else {
                first + 1
            }
        })
        .filter(|end| *end <= view.end())
}

fn known_run(
    view: &SentenceView<'_>,
    sentence: u32,
    hit: &Hit,
    end: u32,
    is_caseless: bool,
) -> Run {
    let entry = view.entry(hit);
    let name = hit.tokens();
    let is_opening = is_caseless || name.token_start == view.start();
    let has_form = end > name.token_end;
    let is_doubtful = entry.class == Class::DoubtfulName && !has_form;
    let vote = if has_form {
        Some(Vote::strong(EntityKind::Company))
    } else if is_doubtful {
        let is_subject = is_opening && deeds::is_bare_subject(view, name);
        let sure = is_subject.then_some(Vote::strong(EntityKind::Company));
        sure.or_else(|| evidence::of_context(view, name))
    } else {
        None
    };
    let is_product = entry.class == Class::Product;
    let (known, ticker) = (entry.instrument, tickers::ticker(view, end));
    Run { sentence, name, end, known, ticker, is_product, is_doubtful, vote, is_opening }
}

/// Cuts a run at the titles in it: "Harwell Chief Executive Dana Whitlock" is a company and a
/// person.
fn push_segments(view: &SentenceView<'_>, sentence: u32, run: TokenRange, runs: &mut Vec<Run>) {
    let mut start = run.token_start;
    while start < run.token_end {
        let rest = TokenRange::new(start, run.token_end);
        let hit = longest_known(view, rest);
        let is_title = |n: u32| view.is_of(n, Class::NameTitle) || is_in_long_role(view, n, run);
        let stop = rest
            .iter()
            .find(|n| is_title(*n) && !hit.is_some_and(|hit| hit.tokens().contains(*n)))
            .unwrap_or(run.token_end);
        if stop > start {
            let own = trimmed(view, TokenRange::new(start, stop));
            let own = if stop < run.token_end { without_rank(view, own) } else { own };
            let own = leads::without_noun(view, after_department(view, own));
            let is_rank = own.iter().all(|n| view.is_of(n, Class::RolePart));
            let own = if is_rank { own.before(own.token_start) } else { own };
            if !(own.is_empty() || hit.is_none() && is_portfolio(view, own, stop)) {
                push_segment(
                    view,
                    sentence,
                    own,
                    hit.filter(|h| own.contains(h.token_start)),
                    runs,
                );
            }
        }
        start = stop.max(start) + u32::from(stop < run.token_end);
    }
}

/// What is before a title without the words that tell of the title: "Corvel Senior" in "Corvel
/// Senior Analyst", "Former Ohio" in "Former Ohio Governor".
fn without_rank(view: &SentenceView<'_>, mut own: TokenRange) -> TokenRange {
    let is_rank = |n: u32| view.is_of(n, Class::RolePart);
    while own.last_token().is_some_and(is_rank) {
        own = own.skip_last(1);
    }
    while !own.is_empty() && is_rank(own.token_start) {
        own = own.skip_first(1);
    }
    own
}

/// "Director of Research Sanjay Menon": the name after the department of a title.
fn after_department(view: &SentenceView<'_>, own: TokenRange) -> TokenRange {
    let of = view.prev(own.token_start).filter(|n| view.is_word(*n, "of"));
    let is_titled = of.and_then(|n| view.prev(n)).is_some_and(|n| {
        view.is_of(n, Class::NameTitle) || is_in_long_role(view, n, view.before(n + 1, 4))
    });
    let first = || own.skip_first(1).skip_last(1).iter().find(|n| view.is_of(*n, Class::GivenName));
    is_titled.then(first).flatten().map_or(own, |first| own.after(first))
}

/// "Economics Minister Ana Reis": whether words before a title are what an office of state is for.
fn is_portfolio(view: &SentenceView<'_>, own: TokenRange, title: u32) -> bool {
    let is_office = view.is_of(title, Class::StateOffice)
        || view.is_word(title, "deputy") && view.is_of(title + 1, Class::StateOffice);
    is_office && own.iter().any(|n| view.token(n).is_some_and(|t| t.is_word() && !t.is_upper()))
}

/// Whether a word is inside a role of several words: "Financial" in "Chief Financial Officer".
fn is_in_long_role(view: &SentenceView<'_>, at: u32, range: TokenRange) -> bool {
    view.hits_in(Layer::Speech, range).iter().take(8).any(|hit| {
        hit.tokens().len() > 1 && hit.tokens().contains(at) && view.entry(hit).class == Class::Role
    })
}

/// Whether a name of the lexicon is that of a commodity.
fn is_material(view: &SentenceView<'_>, hit: &Hit) -> bool {
    kind_of(view, hit) == Some(InstrumentKind::Commodity)
}

/// "The Ohio Department of Commerce": whether what the lexicon knows is a department of another
/// government in the name `own`.
fn is_department(view: &SentenceView<'_>, hit: &Hit, own: TokenRange) -> bool {
    hit.token_start > own.token_start
        && view.is_of(hit.token_start, Class::OrganisationWord)
        && view.is_of(hit.token_start + 1, Class::BodyJoint)
}

/// Without connectors at its ends.
fn trimmed(view: &SentenceView<'_>, mut own: TokenRange) -> TokenRange {
    while own.last_token().is_some_and(|n| !view.is_capital(n) && !view.is_joined(n)) {
        own = own.skip_last(1);
    }
    while !own.is_empty() && !view.is_capital(own.token_start) {
        own = own.skip_first(1);
    }
    own
}

const COMPANY: Option<Vote> = Some(Vote::strong(EntityKind::Company));

/// A name without its legal form, and where that ends.
fn without_form(view: &SentenceView<'_>, own: TokenRange) -> (TokenRange, u32) {
    let mut name = own;
    // "Finch & Co", "Finch and Co" are names
    let is_form = |n: u32| {
        view.is_of(n, Class::CompanyForm)
            && !view.prev_is_punct(n, '&')
            && !view.prev_is_any(n, words!["and"])
    };
    while name.len() > 1 && name.last_token().is_some_and(is_form) {
        name = name.skip_last(1);
    }
    let stop = own.token_end;
    let has_stop = name.len() < own.len() && view.is_punct(stop, '.') && view.is_joined(stop);
    let end = with_form(view, stop).or(has_stop.then_some(stop + 1));
    (name, end.unwrap_or(stop))
}

/// What the words of a name say; who employs somebody is no person whatever they are: "managing
/// director at Charles Sterne UK".
fn vote_of_words(view: &SentenceView<'_>, name: TokenRange, has_form: bool) -> Option<Vote> {
    let own = evidence::of_words(view, name, has_form);
    if !evidence::is_workplace(view, name) {
        return own;
    }
    own.filter(|v| v.kind == EntityKind::Organisation).or(COMPANY)
}

/// "Its boss, Hugues Lacroix, said": the vote for a person of what is beside a name that holds one of
/// the lexicon.
fn told_person(view: &SentenceView<'_>, name: TokenRange) -> Option<Vote> {
    evidence::of_context(view, name).filter(|v| v.is_strong && v.kind == EntityKind::Person)
}

/// "U.S. Trade Representative Ana Reis": the name of who holds the office after which a body is
/// called.
fn push_holder(
    view: &SentenceView<'_>,
    sentence: u32,
    body: &Hit,
    own: TokenRange,
    runs: &mut Vec<Run>,
) {
    let rest = own.after(body.token_end);
    let is_office = view.prev(body.token_end).is_some_and(|n| view.is_of(n, Class::NameTitle));
    if body.token_start == own.token_start && is_office && rest.len() >= 2 {
        push_segment(view, sentence, rest, None, runs);
    }
}

/// One name between titles.
fn push_segment(
    view: &SentenceView<'_>,
    sentence: u32,
    own: TokenRange,
    hit: Option<&Hit>,
    runs: &mut Vec<Run>,
) {
    let (name, end) = without_form(view, own);
    let form = name.token_end < end;
    let is_opening = own.token_start == view.start();
    let is_place = |hit: &&Hit| view.entry(hit).class == Class::Demonym && hit.tokens() == name;
    if hit.is_none() && view.hits_in(Layer::Name, name).iter().any(|hit| is_place(&hit)) {
        return;
    }
    // "for the first time since May, Minister Ana Reis said"
    let is_time = name.len() == 1
        && view.has_at(Layer::Number, name.token_start, |e| e.class == Class::Month)
        && view.prev(name.token_start).is_some_and(|n| view.pos(n) == Pos::Adposition);
    if hit.is_none() && is_time {
        return;
    }
    let own_vote = vote_of_words(view, name, form);
    // "Orrin Steel" is no steel
    let hit = hit.filter(|hit| name.len() <= hit.tokens().len() || !is_material(view, hit));
    if let Some(hit) = hit {
        let is_whole = hit.tokens() == name || hit.tokens() == own;
        let own_vote = own_vote.or_else(|| if is_whole { None } else { told_person(view, name) });
        let is_person = own_vote.is_some_and(|v| v.kind == EntityKind::Person);
        // "Ford Foundation", "Samsung Catalyst Fund" are others; "Microsoft Azure" is Microsoft's
        let begins = hit.token_start == own.token_start;
        // "In Amsterdam ASML Holding": what the lexicon is sure of ends a run
        let ends = hit.token_end >= name.token_end
            && view.entry(hit).class == Class::CompanyName
            && !is_person
            && !is_department(view, hit, own)
            // "Charles Sterne UK" is of a country, and is none
            && kind_of(view, hit) != Some(InstrumentKind::Country);
        let is_sure = view.entry(hit).class != Class::DoubtfulName;
        let is_other = !is_whole && !ends && (own_vote.is_some() || !begins || !is_sure);
        if is_whole && !is_person || !is_other {
            let mut run = known_run(view, sentence, hit, hit.token_end, false);
            run.is_doubtful &= !(form && is_whole);
            run.end = if is_whole || ends { end } else { hit.token_end };
            runs.push(run);
            push_holder(view, sentence, hit, own, runs);
            return;
        }
        if !begins && own_vote.is_none() && is_sure {
            runs.push(known_run(view, sentence, hit, hit.token_end, false));
            return;
        }
    }
    let vote = own_vote.filter(|v| v.is_strong).or_else(|| {
        let beside = evidence::of_context(view, TokenRange::new(name.token_start, end));
        match (own_vote, beside) {
            (Some(own), Some(beside)) if beside.is_strong && !own.is_strong => Some(beside),
            (own, beside) => own.or(beside),
        }
    });
    runs.push(Run {
        sentence,
        name,
        end,
        known: tickers::announced(view, end),
        ticker: tickers::ticker(view, end),
        is_product: false,
        is_doubtful: false,
        vote,
        is_opening,
    });
}
