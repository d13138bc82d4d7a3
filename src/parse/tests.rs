use super::*;
use crate::lexicon::fixture::with_syntax;

fn with<T>(text: &str, act: impl FnOnce(&ParsedDocument<'_>) -> T) -> T {
    let document = Document { text: text.to_owned(), ..Document::default() };
    with_syntax(&document, 1, syntax, act)
}

/// Each clause as `subject | verb`, members of lists joined by `+`.
fn clauses(text: &str) -> Vec<String> {
    with(text, |parsed| {
        let words = |p: &crate::model::NounPhrase| {
            parsed.span(p.tokens.token_start, p.tokens.token_end).of(parsed.text()).to_owned()
        };
        let of = |clause: &crate::model::Clause| {
            let subjects: Vec<String> =
                clause.coordinated.iter().chain(&clause.subject).map(words).collect();
            format!("{} | {}", subjects.join(" + "), parsed.word(clause.verb.head))
        };
        parsed.syntax.clauses.iter().map(of).collect()
    })
}

#[test]
fn subjects_stand_before_their_verbs() {
    assert_eq!(clauses("Shares of the miner cratered 9%."), ["Shares | cratered"]);
    assert_eq!(clauses("In March, orders at the plant swelled 4%."), ["orders | swelled"]);
    assert_eq!(clauses("Falk Mills (NYSE: FALK) slumped 4%."), ["Falk Mills | slumped"]);
    assert_eq!(
        clauses("The rate in the nine towns sharing the yen rose to 6%."),
        ["The rate | sharing", "The rate | rose"]
    );
    assert_eq!(
        clauses("Falk, which makes pumps, notched a 12% gain."),
        ["Falk | makes", "Falk | notched"]
    );
}

#[test]
fn known_names_and_measures_are_nouns() {
    assert_eq!(clauses("Pick n Pay fell 3%."), ["Pick n Pay | fell"]);
    assert_eq!(clauses("Maybank slipped 0.6% to 10 ringgit."), ["Maybank | slipped"]);
    assert_eq!(
        clauses("Orders fell 3%, and yields on farm loans have risen 4%."),
        ["Orders | fell", "yields | risen"]
    );
    assert_eq!(clauses("She yields on 3 loans."), ["She | yields"], "a verb after its subject");
}

#[test]
fn codes_of_instruments_are_no_words() {
    assert_eq!(clauses("Falk FLK.N also lost 1%."), ["Falk | lost"]);
    assert_eq!(clauses("The Brand index .BRND eased 0.8%."), ["The Brand index | eased"]);
    assert_eq!(clauses("Copper futures HGc1 were up 2%."), ["Copper futures | were"]);
    assert_eq!(clauses("Falk (FLK.N) fell 2%."), ["Falk | fell"]);
    assert_eq!(clauses("Falk MillsFLK.N slid 2% on Monday."), ["Falk MillsFLK | slid"]);
}

#[test]
fn what_is_seen_or_told_has_its_own_verb() {
    assert_eq!(
        clauses("The mill has seen its backlog rise 5%."),
        ["The mill | seen", "its backlog | rise"]
    );
    assert_eq!(
        clauses("The body that inspects mills at the port has lost 3 people."),
        ["The body | inspects", "The body | lost"]
    );
    assert_eq!(
        clauses("Growers familiar with the plan said rents rose."),
        ["Growers familiar | said", "rents | rose"]
    );
    assert_eq!(clauses("The odds of a cut at 71% fell."), ["The odds | fell"]);
}

#[test]
fn lists_and_shared_subjects() {
    assert_eq!(
        clauses("Gold, silver and zinc slid 1%, 2% and 3%."),
        ["Gold + silver + zinc | slid"]
    );
    assert_eq!(
        clauses("The lender cut 300 jobs and closed 12 branches."),
        ["The lender | cut", "The lender | closed"]
    );
}

#[test]
fn what_opens_a_sentence_tells_of_the_main_subject() {
    assert_eq!(
        clauses("Sliding 3%, the index fell to 900 points."),
        ["the index | Sliding", "the index | fell"]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_parsed_in_order(text in "([A-Za-z]{1,7}|the|and|which|,|said|5%|to|[(]|[)]|'s|-| ){0,60}") {
        with(&text, |parsed| {
            let phrases = &parsed.syntax.noun_phrases;
            for pair in phrases.windows(2) {
                assert!(pair[0].tokens.token_end <= pair[1].tokens.token_start);
            }
            for phrase in phrases {
                assert!(phrase.tokens.contains(phrase.head));
            }
            for clause in &parsed.syntax.clauses {
                assert!(clause.verb.tokens.contains(clause.verb.head));
            }
        });
    }
}
