mod bases;
mod neighbours;
mod structure;

use std::sync::LazyLock;

use crate::{
    Pipeline,
    model::{Article, Claim, ClaimKind, Direction, Modality},
};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

pub(super) fn read(text: &str) -> (String, Vec<Claim>) {
    let analysis = PIPELINE.analyze(
        &Article::from_text("t", format!("A headline about markets\n\n{text}"))
            .with_date("2026-07-02"),
    );
    (analysis.document.text.clone(), analysis.claims)
}

#[test]
fn changes_have_a_direction_and_levels_have_none() {
    let (_, claims) =
        read("Revenue rose 12 percent while costs fell 3 percent, the retailer said.");
    let directions: Vec<_> =
        claims.iter().map(|c| (c.value.to_string(), c.kind, c.direction)).collect();
    assert_eq!(
        directions,
        [
            ("12".to_owned(), ClaimKind::Change, Some(Direction::Up)),
            ("3".to_owned(), ClaimKind::Change, Some(Direction::Down))
        ]
    );
}

#[test]
fn a_level_keeps_what_it_moved_from() {
    let (_, claims) = read("Operating profit fell to $30 million from $40 million.");
    assert_eq!(claims[0].prior_value.map(|v| v.to_string()).as_deref(), Some("40000000"));
    assert_eq!(
        claims[0].change_derived.map(|v| v.normalize().to_string()).as_deref(),
        Some("-0.25")
    );
}

#[test]
fn periods_are_anchored_at_publication() {
    let (text, claims) =
        read("Orders grew 5 percent in the second quarter. The index closed up 0.8% on Wednesday.");
    assert_eq!(claims[0].period.map(|p| p.of(&text)), Some("in the second quarter"));
    assert_eq!(claims[0].period_start.map(|d| d.to_string()).as_deref(), Some("2026-04-01"));
    assert_eq!(claims[0].period_end.map(|d| d.to_string()).as_deref(), Some("2026-06-30"));
    assert_eq!(claims[1].as_of.map(|d| d.to_string()).as_deref(), Some("2026-07-01"));
}

#[test]
fn the_day_of_the_telling_is_no_period() {
    let periods = |text: &str| {
        let (text, claims) = read(text);
        claims.iter().map(|c| c.period.map(|p| p.of(&text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(
        periods("Exports rose 5% in May, the agency said on Wednesday."),
        [Some("in May".to_owned())]
    );
    assert_eq!(periods("Exports rose 5%, data showed on Wednesday."), [None]);
    assert_eq!(periods("Shares fell 5% on Wednesday."), [Some("on Wednesday".to_owned())]);
    assert_eq!(periods("Shares fell 5% in early trading."), [Some("in early trading".to_owned())]);
}

#[test]
fn the_subject_is_before_the_verb() {
    let subjects = |text: &str| {
        read(text).1.into_iter().map(|c| c.subject.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(subjects("The mill gained 2% and the old bakery added 3%."), ["mill", "old bakery"]);
    assert_eq!(subjects("Falk Oats, also a member of the Dow, rose 4%."), ["Falk Oats"]);
    assert_eq!(subjects("Grain stocks, which rose 4%, are high."), ["Grain stocks"]);
    assert_eq!(subjects("Revenue in the northern mills is expected to be up 2%."), ["Revenue"]);
    assert_eq!(subjects("Farm stocks rallied, with the Russell 2000 rising 2%."), ["Russell 2000"]);
    assert_eq!(subjects("It hired 312 bakers."), [""], "nobody knows who");
    assert_eq!(subjects("The mill expects sales of $300 million."), ["mill"]);
    assert_eq!(
        subjects("The Russell 2000 is high. It has gained over 20% this year."),
        ["Russell 2000"]
    );
}

#[test]
fn bare_numbers_that_count_nothing_are_levels() {
    let kinds = |text: &str| read(text).1.into_iter().map(|c| c.kind).collect::<Vec<_>>();
    assert_eq!(kinds("The ratio was 33.09 for oats."), [ClaimKind::Level]);
    assert_eq!(kinds("The mill hired 33 bakers."), [ClaimKind::Count]);
    assert_eq!(kinds("The mill sold 2.5 million loaves."), [ClaimKind::Count]);
}

#[test]
fn the_measure_is_before_the_number_or_close_after_it() {
    let metrics = |text: &str| read(text).1.into_iter().map(|c| c.metric).collect::<Vec<_>>();
    assert_eq!(
        metrics("Net income fell 4% and operating costs rose 7%.")[1].as_deref(),
        Some("operating costs")
    );
    assert_eq!(metrics("The mill booked $3 million in sales."), [Some("sales".to_owned())]);
    assert_eq!(metrics("The ferry carried 412 horses."), [None]);
    assert_eq!(metrics("Horses fetched $900 as sales ended."), [None]);
}

#[test]
fn figures_without_a_word_are_no_claims() {
    assert_eq!(read("14.2% 15.1% -3.4%\n\nSales rose 3%.").1.len(), 1);
}

#[test]
fn figures_that_measure_nothing_are_marked() {
    let (_, claims) =
        read("Available data points include 12.5%, 40.1% and 0.3%, which analysts may use.");
    assert!(claims.len() == 3 && claims.iter().all(|c| c.undefined), "{claims:?}");
    let (_, claims) = read(
        "Our mood scores now read 6.1, 48% and 120. What do readings of 6.1, 48% and 120 mean?",
    );
    assert!(claims.len() == 6 && claims.iter().all(|c| c.undefined), "{claims:?}");
    for text in [
        "Prices rose 12.5%, 40.1% and 0.3% in the three regions.",
        "The readings were 4.1%, 4.4% and 5% for goods, rents and services.",
        "Unemployment figures of 4.1%, 4.2% and 4.3% followed.",
        "The scores rose 4%, 6% and 9%, she said.",
        "Readings of 4.1% were the norm.",
    ] {
        let (_, claims) = read(text);
        assert!(!claims.is_empty() && claims.iter().all(|c| !c.undefined), "{text}: {claims:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "[a-z0-9$%.,\"\\- ]{0,160}") {
        let (text, claims) = read(&text);
        for claim in &claims {
            proptest::prop_assert!(!claim.span.of(&text).is_empty());
        }
    }
}

#[test]
fn subjects_after_the_number() {
    let subjects = |text: &str| {
        read(text).1.into_iter().map(|c| c.subject.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(
        subjects("The bakery index fell, weighed down by an 11% drop in Falk Mills shares."),
        ["Falk Mills shares"]
    );
    assert_eq!(subjects("It trades at 12.5 for Falk and 9.25 for Rook."), ["Falk", "Rook"]);
    assert_eq!(subjects("It clouds the $2 billion flour paper market."), ["flour paper market"]);
    assert_eq!(subjects("Two young bakers are urging the town to act."), ["young bakers"]);
    assert_eq!(
        subjects("Rye posted its eighth advance of 3% in a row."),
        ["Rye", "Rye"],
        "\"in a row\" names nothing"
    );
    assert_eq!(subjects("Oats saw a 4% rise in May."), ["Oats"], "nor does a month");
}

#[test]
fn subjects_of_lists_gaps_bullets_causes_and_expectations() {
    let subjects = |text: &str| {
        read(text).1.into_iter().map(|c| c.subject.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(
        subjects("Falk gained 4%, Brand Mills 3% and Rook 2%."),
        ["Falk", "Brand Mills", "Rook"]
    );
    assert_eq!(
        subjects("- Mill hands: 57% of the staff\n- Falk shares: up 21%"),
        ["Mill hands", "Falk shares"]
    );
    assert_eq!(subjects("News of the delay sent Falk shares tumbling 27%."), ["Falk shares"]);
    assert_eq!(subjects("She expects the price gap to widen by 3%."), ["price gap"]);
    assert_eq!(
        subjects("Readers may use the harvest scores, including 3%, 4% and 9%."),
        ["harvest scores", "harvest scores", "harvest scores"]
    );
    assert_eq!(
        subjects("Group oat sales were weak, with Falk oat sales 9% lower."),
        ["Falk oat sales"]
    );
}

#[test]
fn what_refers_to_a_name_takes_it() {
    let subjects = |text: &str| {
        read(text).1.into_iter().map(|c| c.subject.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(subjects("Microsoft beat estimates. However, its stock fell 3%."), ["Microsoft"]);
    assert_eq!(subjects("Roche cut costs. The Swiss group sold 3% of its stores."), ["Roche"]);
    assert_eq!(
        subjects("Falk hired 64 bakers in May. Its shares, which trade thinly, rose 7%."),
        ["Falk", "Falk"]
    );
    assert_eq!(
        subjects("Profit rose to $9 million. Analysts had expected $8 million."),
        ["Profit", "Profit"]
    );
    assert_eq!(
        subjects(
            "Turnover was 12.5 million bushels, compared with an average of 11.6 million bushels."
        ),
        ["Turnover", "Turnover"]
    );
    assert_eq!(
        subjects("Brisk Ferry Plc reported. The company earned 3 million pounds."),
        ["Brisk Ferry"]
    );
    assert_eq!(subjects("The lender's bad loans are 3% of the book."), ["bad loans"]);
    assert_eq!(subjects("Bad loans at the lender are 3% of the book."), ["Bad loans"]);
}

#[test]
fn kinds_of_moves_parts_and_promises() {
    let kinds = |text: &str| {
        read(text)
            .1
            .into_iter()
            .map(|c| (c.kind.as_str(), c.direction.map(Direction::as_str)))
            .collect::<Vec<_>>()
    };
    let (up, down) = (Some("up"), Some("down"));
    assert_eq!(
        kinds("Mills shed 9,000 jobs and bakeries hired 400 bakers."),
        [("change", down), ("count", None)]
    );
    assert_eq!(
        kinds("Claims rose by 7,000 to 238,000 in the week."),
        [("change", up), ("count", None)]
    );
    assert_eq!(kinds("The mill raised $2.4 million from its neighbours."), [("level", None)]);
    assert_eq!(kinds("The balm shrank blisters in 41% of patients."), [("share", None)]);
    assert_eq!(kinds("The economy expanded at a 5.1% rate."), [("change", up)]);
    assert_eq!(
        kinds("Output fell 8 tonnes, or 0.6 percent."),
        [("change", down), ("change", down)]
    );
    assert_eq!(kinds("The mill expects revenue of $30 million this year."), [("target", None)]);
    assert_eq!(kinds("Analysts expect revenue of $30 million this year."), [("level", None)]);
    assert_eq!(kinds("Oats ended at a 10-year high."), [("rank", None)]);
    assert_eq!(kinds("Output grew 5.2%, picking up from 4.9%."), [("change", up), ("change", up)]);
    assert_eq!(
        kinds("Its margin was 61%, some 150 basis points better than planned."),
        [("share", None), ("change", up)]
    );
}

#[test]
fn units_that_the_neighbours_tell() {
    let units = |text: &str| read(text).1.into_iter().map(|c| c.unit).collect::<Vec<_>>();
    assert_eq!(
        units("It has a forward PE of 33.09, against 22.46 for Rook."),
        ["multiple", "multiple"]
    );
    assert_eq!(
        units("Oats fell from $115 a barrel in May to about $96."),
        ["USD/barrel", "USD/barrel"]
    );
    assert_eq!(
        units("Profit was $2.75 a share, topping a forecast of $38 million."),
        ["USD/share", "USD"],
        "too far apart"
    );
    assert_eq!(units("The Russell 2000 rose. The index sits in the mid-2,400s."), ["index_point"]);
}

#[test]
fn periods_are_where_nothing_comes_between() {
    let periods = |text: &str| {
        let (text, claims) = read(text);
        claims.iter().map(|c| c.period.map_or("", |p| p.of(&text)).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        periods("Profit rose to $9 million in May from $8 million a year earlier."),
        ["in May", "a year earlier"]
    );
    assert_eq!(
        periods("Pay was up 3% from a year earlier, the least since 2021."),
        ["from a year earlier"]
    );
    assert_eq!(periods("Oats, which rose 5% in 2023, trade at 22 cents."), ["in 2023", ""]);
    assert_eq!(
        periods("On Thursday, oats closed up 2%, the eighth record of 2026."),
        ["On Thursday", "On Thursday"]
    );
    assert_eq!(periods("The town will seat 7,500 and replace a mill built in 1957."), [""]);
    assert_eq!(
        periods("Fourth-quarter exports rose 3% after falling 5% in the third quarter."),
        ["Fourth-quarter", "in the third quarter"]
    );
    assert_eq!(periods("Sales were $5 million and profit $2 million in Q1."), ["in Q1", "in Q1"]);
    assert_eq!(periods("It grew 5% year-on-year in the June quarter."), ["in the June quarter"]);
    assert_eq!(periods("It grew 5% year-on-year."), ["year-on-year"]);
    assert_eq!(periods("The mill lifted its 2027 forecast to $5 million."), ["2027"]);
    assert_eq!(periods("Prices were up 6% as of April."), ["as of April"]);
}

#[test]
fn periods_have_their_days() {
    let days = |text: &str| {
        let claims = read(text).1;
        let claim = &claims[0];
        [claim.period_start, claim.period_end]
            .map(|d| d.map(|d| d.to_string()).unwrap_or_default())
            .join("..")
    };
    for (text, expected) in [
        ("It rose 5% since May 1996.", "1996-05-01..2026-07-02"),
        ("It rose 5% over the past two quarters.", "2026-01-02..2026-07-01"),
        ("It rose 5% last week.", "2026-06-22..2026-06-28"),
        ("It rose 5% in the quarter ended May 31.", "2026-03-01..2026-05-31"),
        ("It rose 5% in the 12 months through May.", "2025-06-01..2026-05-31"),
        ("It rose 5% in the first nine months of 2025.", "2025-01-01..2025-09-30"),
        ("It rose 5% in 4Q25.", "2025-10-01..2025-12-31"),
        ("It rose 5% in fiscal 2026.", "2026-01-01..2026-12-31"),
        ("It rose 5% in fiscal 2026, which ended January 31.", "2025-02-01..2026-01-31"),
        ("It rose 5% in fiscal 2025, which ended on June 30, 2025.", "2024-07-01..2025-06-30"),
        ("It rose 5% in the fiscal first quarter ended April 30.", "2026-02-01..2026-04-30"),
        ("For its fiscal year ended May 30, 2026, it rose 5%.", "2025-05-31..2026-05-30"),
        ("It rose 5% in Q3.", "2026-07-01..2026-09-30"),
        ("It rose 5% year-to-date.", "2026-01-01..2026-07-02"),
        ("It rose 5% a year earlier.", ".."),
    ] {
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn moved_counts_are_changes_and_losses_per_share_are_levels() {
    let told = |text: &str| {
        let claims = read(text).1;
        claims.iter().map(|c| (c.kind, c.direction)).collect::<Vec<_>>()
    };
    let (up, down) = (Some(Direction::Up), Some(Direction::Down));
    assert_eq!(told("Vacancies at the mills increased 8,400 in May."), [(ClaimKind::Change, up)]);
    assert_eq!(
        told("Growers saw a decline of 3,100 permits in April."),
        [(ClaimKind::Change, down)]
    );
    assert_eq!(told("Falk lost 12 cents a share in May."), [(ClaimKind::Level, None)]);
    assert_eq!(told("Rye is 9% dearer than a year ago."), [(ClaimKind::Change, up)]);
    assert_eq!(told("Oats cratered 9% in May."), [(ClaimKind::Change, down)]);
}

#[test]
fn figures_of_a_list_are_each_of_their_own_member() {
    let told = |text: &str| {
        let claims = read(text).1;
        claims.iter().map(|c| c.subject.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(told("Wages and rents rose 4% and 6%, respectively."), ["Wages", "rents"]);
    assert_eq!(
        told("The commonest complaints were fever (12%), nausea (9%) and fatigue (4%)."),
        ["fever", "nausea", "fatigue"]
    );
    assert_eq!(told("Shares of Falk Mills cratered 9%."), ["Falk Mills"]);
    assert_eq!(told("Orders from builders have swelled 7%."), ["Orders from builders"]);
}

#[test]
fn bullets_take_time_and_certainty_of_their_lead_in() {
    let (text, claims) = read(
        "In the third quarter, the mill expects:\n\n- Sales of $300 million\n- Margin of 12%\n\n\
         Costs are 4% of sales.",
    );
    let told: Vec<_> = claims
        .iter()
        .map(|c| (c.period.map(|p| p.of(&text)), c.modality == Modality::Forecast))
        .collect();
    let year = Some("In the third quarter");
    assert_eq!(told, [(year, true), (year, true), (None, false)]);
    let (_, claims) = read("For the year, Zorbex expects:\n\n- Sales of $300 million");
    assert_eq!(claims[0].kind, ClaimKind::Target, "what a company says it will sell");
    let (_, claims) = read("Economists expect:\n\n- Sales of $300 million");
    assert_eq!(claims[0].kind, ClaimKind::Level);
}

#[test]
fn a_commodity_in_the_name_of_something_else_is_not_meant() {
    for (text, subject, id) in [
        ("The Gold Coast suburb lost 3% of its people.", "Gold Coast suburb", None),
        ("Copper Ridge rose 4% on Monday.", "Copper Ridge", None),
        ("Pewter Gold fell 4% on Monday.", "Pewter Gold", None),
        ("Gold fell 4% on Monday.", "Gold", Some("commodity.gold")),
        ("Spot gold Monday fell 4%.", "Spot gold", Some("commodity.gold")),
        ("Copper ETFs fell 4%.", "Copper", Some("commodity.copper")),
    ] {
        let (_, claims) = read(text);
        let own = (claims[0].subject.as_deref(), claims[0].subject_id.as_deref());
        assert_eq!(own, (Some(subject), id), "{text}");
    }
}
