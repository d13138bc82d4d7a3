//! Own sentences for who says what.

mod besides;
mod tellers;

use std::sync::LazyLock;

use crate::{Pipeline, model::Article};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

fn found(text: &str) -> Vec<(String, Option<String>, Option<String>, bool)> {
    let analysis =
        PIPELINE.analyze(&Article::from_text("t", format!("Some headline about it\n\n{text}")));
    let words = |q: &crate::model::Quote| q.span.of(&analysis.document.text).to_owned();
    analysis.quotes.iter().map(|q| (words(q), q.speaker.clone(), q.org.clone(), q.direct)).collect()
}

#[test]
fn direct_quotations_keep_their_marks_and_find_their_speaker() {
    let quotes = found(
        "\"Orders came back in May,\" said Hanna Brook, chief strategist at Lowell Capital. \
         The yard was busy.",
    );
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    assert_eq!(quotes[0].0, "\"Orders came back in May,\"");
    assert_eq!(
        (quotes[0].1.as_deref(), quotes[0].2.as_deref(), quotes[0].3),
        (Some("Hanna Brook"), Some("Lowell Capital"), true)
    );
}

#[test]
fn pronouns_are_the_last_speaker() {
    let quotes = found("Sales will recover, Tom Reed said on Monday. \"It takes time,\" he added.");
    assert_eq!(quotes.len(), 2, "{quotes:?}");
    assert_eq!(quotes[1].1.as_deref(), Some("Tom Reed"));
}

#[test]
fn groups_and_organisations_speak() {
    let quotes = found(
        "Analysts say the move reflects a change of mood. Exports rose, according to the \
         statistics office.",
    );
    assert_eq!(quotes[0].1.as_deref(), Some("Analysts"));
    assert_eq!(quotes.len(), 2, "{quotes:?}");
}

#[test]
fn what_a_clause_reports_ends_with_it() {
    let words = |text: &str| found(text).into_iter().map(|q| (q.0, q.1.or(q.2))).collect();
    let of = |text: &str| -> Vec<(String, Option<String>)> { words(text) };
    let named = |words: &str, who: &str| (words.to_owned(), Some(who.to_owned()));
    assert_eq!(
        of("Rye slid 2% as the farm minister warned that stocks would shrink."),
        [named("the farm minister warned that stocks would shrink.", "farm minister")]
    );
    assert_eq!(
        of("The quarry, which the council says employs 40 people, shut in May."),
        [named("the council says employs 40 people", "council")]
    );
    assert_eq!(
        of("Growers polled by Tillage News had expected 3%."),
        [named(
            "Growers polled by Tillage News had expected 3%.",
            "Growers polled by Tillage News"
        )]
    );
    assert_eq!(of("Profit beat the 40 cents that brokers had expected."), []);
}

#[test]
fn verbs_of_judging_need_no_clause() {
    let speakers = |text: &str| -> Vec<_> { found(text).into_iter().map(|q| q.1).collect() };
    assert_eq!(speakers("Growers blame the weather."), [Some("Growers".to_owned())]);
    assert_eq!(speakers("The firm was accused of hinting at a sale."), []);
}

/// The speaker and organisation of the only statement.
fn who(text: &str) -> (Option<String>, Option<String>) {
    let quotes = found(text);
    assert_eq!(quotes.len(), 1, "{text}: {quotes:?}");
    (quotes[0].1.clone(), quotes[0].2.clone())
}

#[test]
fn speakers_are_named_beside_their_roles_and_bodies() {
    for (text, person, org) in [
        (
            "\"Clay is dear,\" Orbix Pottery's chief executive, Lena Marsh, said in a statement.",
            Some("Lena Marsh"),
            Some("Orbix Pottery"),
        ),
        (
            "\"It was a hard spring,\" said Tromp, a member of the harbour board.",
            Some("Tromp"),
            None,
        ),
        ("Antitrust experts said the deal was dead.", Some("Antitrust experts"), None),
        ("Works Minister Kaito Mori said roads would shut.", Some("Kaito Mori"), None),
        ("Kiln rival Paperworld said it expected sales to be flat.", None, Some("Paperworld")),
        (
            "Ana Frey, head of retail at the London-based consultancy Brightline, said rents rose.",
            Some("Ana Frey"),
            Some("Brightline"),
        ),
        (
            "Calder Research senior oil analyst Ana Frey said stocks would shrink.",
            Some("Ana Frey"),
            Some("Calder Research"),
        ),
        (
            "The chairman of the Harbour Commission, Ana Frey, said ships would wait.",
            Some("Ana Frey"),
            Some("Harbour Commission"),
        ),
        (
            "Pat Quill of the National Growers' Union said prices were too low.",
            Some("Pat Quill"),
            Some("National Growers' Union"),
        ),
        (
            "\"It is slow,\" said Lena Marsh, who runs Orbix Pottery.",
            Some("Lena Marsh"),
            Some("Orbix Pottery"),
        ),
        (
            "Two people familiar with the talks said an offer was near.",
            Some("Two people familiar with the talks"),
            None,
        ),
        (
            "Rents rose, according to a survey by the Harbour Commission.",
            None,
            Some("Harbour Commission"),
        ),
    ] {
        let found = who(text);
        assert_eq!((found.0.as_deref(), found.1.as_deref()), (person, org), "{text}");
    }
}

#[test]
fn who_holds_no_such_view_says_so() {
    for text in [
        "Dana Brask does not believe that rents will fall.",
        "Dana Brask of Harbour Capital doesn't think rents will fall.",
        "Dana Brask did not reckon the bank would cut rates.",
    ] {
        assert_eq!(who(text).0.as_deref(), Some("Dana Brask"), "{text}");
    }
    assert_eq!(found("Dana Brask did not write that rents would fall."), []);
}

#[test]
fn what_nobody_said_is_no_quote() {
    assert_eq!(found("Falk Mills is slated to report its results on Friday."), []);
    assert_eq!(found("Falk Mills did not say what it would close."), []);
    assert_eq!(found("A ministry official declined to comment on the yen."), []);
    assert_eq!(
        who("Penney and Macy's saw the biggest rises, according to Havelock, which counts."),
        (None, Some("Havelock".to_owned()))
    );
}

#[test]
fn a_question_has_its_speaker_after_it() {
    let quotes = found(
        "\"Can we keep up with it?\" Mary Holm, chairman of the Harbour Commission, said at noon.",
    );
    assert_eq!(quotes[0].1.as_deref(), Some("Mary Holm"), "{quotes:?}");
}

#[test]
fn a_stray_mark_turns_nothing_inside_out() {
    let quotes = found(
        "The kiln\" was cold. \"Nobody came to the fair,\" said Ida Holm. The yard was \"shut\".",
    );
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    assert_eq!(quotes[0].0, "\"Nobody came to the fair,\"");
}

#[test]
fn the_article_itself_is_no_speaker() {
    assert_eq!(found("We saw a slew of results. I know that they will rise."), []);
    assert_eq!(found("The costs of the reported quarter were those that were high."), []);
}

#[test]
fn a_quotation_stays_open_to_the_next_paragraph() {
    let quotes = found(
        "\"The kiln is cold,\" said Ida Holm. \"We sold the clay last year.\n\n\"Nobody came.\"",
    );
    assert_eq!(quotes.len(), 3, "{quotes:?}");
    assert!(quotes.iter().all(|q| q.1.as_deref() == Some("Ida Holm") && q.3), "{quotes:?}");
}

#[test]
fn what_people_do_is_no_quote() {
    assert_eq!(found("Profit was higher than expected. Markets price in two cuts."), []);
    assert_eq!(found("The Meridian 100 added 0.4%. The lender added $3 million."), []);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "[\"“”a-zA-Z said,.:\\n]{0,200}") {
        let analysis = PIPELINE.analyze(&Article::from_text("t", text));
        for quote in &analysis.quotes {
            proptest::prop_assert!(!quote.span.of(&analysis.document.text).is_empty());
        }
    }
}

#[test]
fn words_in_marks_inside_of_a_clause_are_part_of_it() {
    let quotes =
        found("Chief executive Fiona Reis said the board had \"run out of other options\".");
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    assert!(!quotes[0].3 && quotes[0].0.starts_with("Chief executive"), "{quotes:?}");
    let quotes =
        found("Its weight means it is \"too large to sink, and too large to tow,\" Reed said.");
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    assert!(!quotes[0].3 && quotes[0].0.starts_with("Its weight"), "{quotes:?}");
    // the name of a thing
    let quotes = found("That is told by the firm's \"Harbour Trade Yearly Survey.\"");
    assert_eq!(quotes, []);
}

#[test]
fn a_quotation_goes_on_with_whom_it_began() {
    let quotes = found(
        "\"Ten years ago we came here,\" said Kay Ward, at the opening. \"We are proud to stay with \
         it.\" \"This yard has built ships,\" said Mike Stone, a foreman.",
    );
    let speakers: Vec<_> = quotes.iter().map(|q| q.1.as_deref()).collect();
    assert_eq!(speakers, [Some("Kay Ward"), Some("Kay Ward"), Some("Mike Stone")]);
}

#[test]
fn who_is_only_named_on_the_way_is_not_he() {
    let quotes = found(
        "\"Their leaving helps us a lot,\" said Rolf Dorn of Corvel Boats. Their clients include the \
         shipowner Boris Alkaev. He expects two dozen orders, he said.",
    );
    assert_eq!(quotes.last().and_then(|q| q.1.as_deref()), Some("Rolf Dorn"), "{quotes:?}");
}

#[test]
fn what_might_be_said_was_not() {
    assert_eq!(found("Owners can all expect letters from the firm."), []);
    assert_eq!(found("A lawyer could neither confirm nor deny that the claim was paid."), []);
    assert_eq!(found("Two mills added a combined $280 billion after they had closed."), []);
}
