//! What the grammar reads, one sentence a row.

mod forms;
mod money;
mod names;

use super::quantities;
use crate::{
    lexicon::fixture::with_sentence,
    model::{Block, BlockKind, Document, Precision, Published, Quantity, Section, Span},
};

/// The quantities of a text that is one sentence, published on 2026-07-02.
fn read(text: &str) -> Vec<Quantity> {
    let span = Span::from_usize(0, text.len());
    let document = Document {
        text: text.to_owned(),
        blocks: vec![Block { span, kind: BlockKind::Paragraph, section: Section::Body }],
        published: Published {
            precision: Precision::Day,
            date: Some(jiff::civil::date(2026, 7, 2)),
            ..Published::default()
        },
        ..Document::default()
    };
    with_sentence(&document, 1, |parsed| quantities(&parsed.views().collect::<Vec<_>>()))
}

/// `surface|value|value_hi|unit|qualifier`, what is no claim left out.
fn claims(text: &str) -> Vec<String> {
    read(text)
        .iter()
        .filter(|q| q.not_claim.is_none())
        .map(|q| {
            let high = q.value_hi.map_or(String::new(), |v| v.normalize().to_string());
            format!(
                "{}|{}|{high}|{}|{}",
                q.span.of(text),
                q.value.normalize(),
                q.unit,
                q.qualifier.as_str()
            )
        })
        .collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (text, wanted) in rows {
        assert_eq!(claims(text), *wanted, "{text}");
    }
}

#[test]
fn money() {
    check(&[
        (
            "Cash fell to $2.4bn after it paid €75m and GBP 3.1 million.",
            &[
                "$2.4bn|2400000000||USD|exact",
                "€75m|75000000||EUR|exact",
                "GBP 3.1 million|3100000||GBP|exact",
            ],
        ),
        (
            "Costs of USD12.5 million and C$40m were booked.",
            &["USD12.5 million|12500000||USD|exact", "C$40m|40000000||CAD|exact"],
        ),
        (
            "It sold the unit for 2.3 mln dlrs, or 80 cts a share.",
            &["2.3 mln dlrs|2300000||USD|exact", "80 cts a share|0.8||USD/share|exact"],
        ),
        (
            "A $6 billion deal for 90 million Swiss francs ($99 million).",
            &[
                "$6 billion|6000000000||USD|exact",
                "90 million Swiss francs|90000000||CHF|exact",
                "$99 million|99000000||USD|exact",
            ],
        ),
        ("The loss was $(0.31) per share.", &["$(0.31) per share|-0.31||USD/share|exact"]),
        ("Crude traded near $71 a barrel.", &["$71 a barrel|71||USD/barrel|about"]),
        (
            "It needs Rs 300 crore, nearly half a billion dollars.",
            &["Rs 300 crore|3000000000||INR|exact", "half a billion dollars|500000000||USD|about"],
        ),
        (
            "Tickets cost four dollars and fifty cents.",
            &["four dollars and fifty cents|4.5||USD|exact"],
        ),
    ]);
}

#[test]
fn rates() {
    check(&[
        (
            "Prices rose two and a half percent, margins (1.8)%.",
            &["two and a half percent|2.5||percent|exact", "(1.8)%|-1.8||percent|exact"],
        ),
        (
            "The bank cut by a quarter point, or 25 basis points, to 4-1/2 pct.",
            &[
                "quarter point|0.25||percentage_point|exact",
                "25 basis points|25||basis_point|exact",
                "4-1/2 pct|4.5||percent|exact",
            ],
        ),
        (
            "Its share grew by 1.5 percentage points.",
            &["1.5 percentage points|1.5||percentage_point|exact"],
        ),
        ("Three-quarters of a percent more.", &["Three-quarters of a percent|0.75||percent|exact"]),
        ("The fund lost -0.4% on Friday.", &["-0.4%|-0.4||percent|exact"]),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("Sales should grow 5-7% this year.", &["5-7%|5|7|percent|exact"]),
        (
            "Revenue of $1.2 to $1.4 billion is seen.",
            &["$1.2 to $1.4 billion|1200000000|1400000000|USD|exact"],
        ),
        ("Between 30 and 40 percent of staff left.", &["30 and 40 percent|30|40|percent|exact"]),
        ("The rate went to 5% from 3%.", &["5%|5||percent|exact", "3%|3||percent|exact"]),
        (
            "Analysts see the gauge in the low 40s and growth in the high single-digits.",
            &["low 40s|40|43||about", "high single-digits|7|9|percent|about"],
        ),
        ("It trades in the mid-3,600s.", &["mid-3,600s|3640|3660||about"]),
    ]);
}

#[test]
fn counts_and_places() {
    check(&[
        (
            "More than 1,500 workers and a dozen managers left.",
            &["1,500|1500||count|over", "a dozen|12||count|exact"],
        ),
        (
            "Two hundred and forty thousand claims were filed, 12k fewer.",
            &["Two hundred and forty thousand|240000||count|exact", "12k|12000||count|exact"],
        ),
        (
            "It was the ninth straight gain and the 200th listing.",
            &["ninth|9||ordinal|exact", "200th|200||ordinal|exact"],
        ),
        (
            "Gainers led losers by 3.2-to-1, and orders rose fourfold.",
            &["3.2-to-1|3.2||multiple|exact", "fourfold|4||multiple|exact"],
        ),
        (
            "At 18 times earnings it is cheap; it missed four times.",
            &["18 times|18||multiple|exact", "four|4||count|exact"],
        ),
        ("A third of lenders raised rates.", &["third|0.3333333333333333333333333333|||exact"]),
        ("The drug helps one in 400 patients.", &["one in 400|400||count|exact"]),
        ("The pact lasts for three years.", &["three years|3||year|exact"]),
        (
            "It hired 300-plus people and up to 50 interns.",
            &["300|300||count|over", "50|50||count|at_most"],
        ),
    ]);
}

#[test]
fn names_and_labels_are_no_quantities() {
    for text in [
        "The Russell 2000 and the Nikkei 225 slipped.",
        "Call 1-877-555-0123 now.",
        "See page 12 and Section 404.",
        "A 9 min read.",
        "One of the lenders closed at 4:15 p.m. ET.",
        "The F-16 and the 787-300 flew.",
        "Its 10-K was filed under Chapter 11.",
        "It gained in the past two quarters.",
        "The 10-year government bond yield was flat.",
    ] {
        assert_eq!(claims(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn dates() {
    for (text, first, after) in [
        ("It opened on June 24.", "2026-06-24", None),
        ("It opened on 3 March 2025.", "2025-03-03", None),
        ("Filed 2026-01-31.", "2026-01-31", None),
        ("The best since May 1996.", "1996-05-01", Some("1996-06-01")),
        ("Growth in 2024 was weak.", "2024-01-01", Some("2025-01-01")),
        ("Sales in the second quarter of 2025 fell.", "2025-04-01", Some("2025-07-01")),
        ("It stalled in the October-December period.", "2025-10-01", Some("2026-01-01")),
        ("It boomed in the 1990s.", "1990-01-01", Some("2000-01-01")),
        ("It rose over the past two quarters.", "2026-01-02", Some("2026-07-02")),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].date.map(|d| d.to_string()).as_deref(), Some(first), "{text}");
        assert_eq!(found[0].date_end.map(|d| d.to_string()).as_deref(), after, "{text}");
        assert!(found[0].not_claim.is_some(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_spans_in_order(text in "([a-z]{1,4}|[0-9]{1,4}|[$€%,.()/+-]| |mid|one|half|of|a|to|million|May|percent|and|between|hundred|–|’s){0,60}") {
        let mut end = 0;
        for found in read(&text) {
            proptest::prop_assert!(found.span.byte_start >= end && found.span.byte_end > found.span.byte_start, "{:?}", found);
            proptest::prop_assert!(!found.span.of(&text).is_empty());
            end = found.span.byte_end;
        }
    }
}

#[test]
fn hundredths_without_their_name() {
    check(&[
        ("A loaf costs 3 dollars 45.", &["3 dollars 45|3.45||USD|exact"]),
        ("The fare rose to twelve euros and fifty", &["twelve euros and fifty|12.5||EUR|exact"]),
        ("It sold $3 and twenty", &["$3 and twenty|3.2||USD|exact"]),
        // what could be counted is counted
        (
            "He paid 20 dollars and 43 farmers followed.",
            &["20 dollars|20||USD|exact", "43|43||count|exact"],
        ),
        ("Prices lie between 15 dollars and 20.", &["15 dollars|15||USD|exact", "20|20|||exact"]),
    ]);
}

#[test]
fn two_bounds_are_a_range() {
    check(&[
        ("Yields stayed above 2% but below 3%.", &["2% but below 3%|2|3|percent|over"]),
        (
            "At most 90 and at least 30 mills will close.",
            &["90 and at least 30|30|90|count|at_most"],
        ),
        (
            "It wants greater than 5 and smaller than 9 percent.",
            &["5 and smaller than 9 percent|5|9|percent|over"],
        ),
        // two figures of two kinds
        (
            "Sales rose above $2 billion and below 3% of plan.",
            &["$2 billion|2000000000||USD|over", "3%|3||percent|under"],
        ),
        ("It is over 5 and over 9.", &["5|5|||over", "9|9|||over"]),
    ]);
}

#[test]
fn parts_in_words() {
    check(&[
        ("Two in five bakers cut prices.", &["Two in five|0.4||count|exact"]),
        ("They met 3 in 10 years.", &["3|3|||exact", "10 years|10||year|exact"]),
        (
            "It takes six and three quarters hours.",
            &["six and three quarters hours|6.75||hour|exact"],
        ),
        ("Two million and one half", &["Two million and one half|2500000||count|exact"]),
        ("The rate is 4 point 25 percent.", &["4 point 25 percent|4.25||percent|exact"]),
        (
            "The rate is two point seventy-five percent.",
            &["two point seventy-five percent|2.75||percent|exact"],
        ),
        ("The index fell 1 point on Monday.", &["1 point|1||index_point|exact"]),
    ]);
}

#[test]
fn glued_codes_of_currencies() {
    check(&[(
        "It owes UAH3.5 million and NGN40bn.",
        &["UAH3.5 million|3500000||UAH|exact", "NGN40bn|40000000000||NGN|exact"],
    )]);
}

#[test]
fn parts_told_by_how_much_or_in_an_order() {
    check(&[
        ("Output was cut by a fifth.", &["fifth|0.2|||exact"]),
        ("Shares fell a third this year.", &["third|0.3333333333333333333333333333|||exact"]),
        ("Its price is a tenth lower.", &["tenth|0.1|||exact"]),
        ("A fifth driver stopped for a fifth straight day.", &["fifth|5||ordinal|exact"]),
        ("More than half failed.", &["half|0.5|||over"]),
        ("One out of four mills shut.", &["One out of four|0.25||count|exact"]),
        ("Futures lost twelve thirty-seconds.", &["twelve thirty-seconds|0.375||count|exact"]),
        (
            "One hundred and twenty-one tenths",
            &["One hundred and twenty-one tenths|12.1||count|exact"],
        ),
        (
            "Four and three eighths percent",
            &["Four and three eighths percent|4.375||percent|exact"],
        ),
    ]);
}

#[test]
fn sums_of_magnitudes_and_powers() {
    check(&[
        ("It cost Rs 3 crore 25 lakh.", &["Rs 3 crore 25 lakh|32500000||INR|exact"]),
        (
            "It has 7 million and a quarter users.",
            &["7 million and a quarter|7250000||count|exact"],
        ),
        ("It earned 5 million 3 years ago.", &["5 million|5000000||count|exact"]),
        ("Patients got 2.5x10^6 cells.", &["2.5x10^6|2500000||count|exact"]),
        ("The rate is 4e-2 now.", &["4e-2|0.04||count|exact"]),
        ("It sold 2,310.5 M tonnes.", &["2,310.5 M tonnes|2310500000||tonne|exact"]),
        ("The M5 and Series 5 M left.", &[]),
        ("The $2.5 billion T. Quill fund rose.", &["$2.5 billion|2500000000||USD|exact"]),
    ]);
}

#[test]
fn money_named_by_a_word_alone() {
    check(&[
        ("It pays 40 dinars and 8 rials.", &["40 dinars|40||dinar|exact", "8 rials|8||rial|exact"]),
        ("It missed by 2 pennies.", &["2 pennies|2||cent|exact"]),
        ("Bids begin at ringgit 35.", &["ringgit 35|35||MYR|exact"]),
        ("The ringgit 35 years ago was strong.", &[]),
        ("From 8 $ 6 cents were lost.", &["8 $ 6 cents|8.06||USD|exact"]),
        ("Growth reached a percentage of 35.", &["percentage of 35|35||percent|exact"]),
        ("It fell as a percentage of 35 million jobs.", &["35 million|35000000||count|exact"]),
    ]);
}

#[test]
fn tens_that_lost_their_hyphen() {
    check(&[
        (
            "Its thirtysecond plant has fiftyfive workers.",
            &["thirtysecond|32||ordinal|exact", "fiftyfive|55||count|exact"],
        ),
        (
            "The forty—third of sixty - four mills",
            &["forty—third|43||ordinal|exact", "sixty - four|64||count|exact"],
        ),
    ]);
}

proptest::proptest! {
    /// What is written in any of the usual ways is read back as it was.
    #[test]
    fn values_survive_their_formatting(units in 0_i64..10_000_000_000, places in 0_u32..4) {
        let value = rust_decimal::Decimal::new(units, places);
        let digits = value.to_string();
        let (whole, part) = digits.split_once('.').map_or((digits.as_str(), String::new()), |(w, p)| (w, format!(".{p}")));
        let grouped: String = whole.bytes().enumerate().flat_map(|(n, digit)| {
            let comma = n > 0 && (whole.len() - n).is_multiple_of(3);
            comma.then_some(',').into_iter().chain([char::from(digit)])
        }).collect();
        for (text, unit) in [
            (format!("It paid ${digits} on the day."), "USD"),
            (format!("It paid €{grouped}{part} on the day."), "EUR"),
            (format!("It paid {grouped}{part} yen on the day."), "JPY"),
            (format!("Sales rose by {digits}% on the day."), "percent"),
            (format!("Sales rose by {grouped}{part} percent on the day."), "percent"),
            (format!("Debt fell by {digits} basis points on the day."), "basis_point"),
        ] {
            let found = read(&text);
            let found = found.iter().find(|q| q.unit == unit);
            proptest::prop_assert!(found.is_some_and(|q| q.value == value), "{}: {:?}", text, found);
        }
    }
}
