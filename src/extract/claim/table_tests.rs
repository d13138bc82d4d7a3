//! Tables in text.

use super::tests::read;
use crate::model::Claim;

#[test]
fn tables_have_the_times_of_their_heads_and_the_scale_of_their_note() {
    let told = |text: &str| {
        let (text, claims) = read(text);
        let of = |c: &Claim| {
            let period = c.period.map_or("", |p| p.of(&text)).to_owned();
            format!("{} {} {}", c.value.normalize(), c.unit, period).trim_end().to_owned()
        };
        claims.iter().map(of).collect::<Vec<_>>()
    };
    let income = "Income (in millions, except per share data)\n\n                  Q1 2026     Q1 2025\n\
                  Net sales          $41.5       $38.0\nOperating profit     7.2         6.9\n\
                  EPS                $0.31       $0.28\n\nThe mill has 900 looms.";
    assert_eq!(
        told(income),
        [
            "41500000 USD Q1 2026",
            "38000000 USD Q1 2025",
            "7200000 USD Q1 2026",
            "6900000 USD Q1 2025",
            "0.31 USD/share Q1 2026",
            "0.28 USD/share Q1 2025",
            "900 count"
        ]
    );
    let ships = "Ships built (000s)   April    May\nFerries              1.2      1.4";
    assert_eq!(told(ships), ["1200 count April", "1400 count May"]);
    let costs = "Costs (in thousands)\n\n              Q1 2026    Q1 2025\nFlour          $4,100     $3,900\n\
                 Other costs:\nRent              310        290\nShares             80         75\n\nThe mill has 12 shops.";
    assert_eq!(
        told(costs).split_off(2),
        [
            "310000 USD Q1 2026",
            "290000 USD Q1 2025",
            "80000 count Q1 2026",
            "75000 count Q1 2025",
            "12 count"
        ],
        "a caption among the rows, and a number of papers"
    );
    let euros =
        "Costs, in thousands of euros\n\n           2026     2025\nMilk         410      390";
    assert_eq!(told(euros), ["410000 EUR 2026", "390000 EUR 2025"], "money told by the note");
    let of_years = "Brisk Ferry, three months to May 31\n\n            2026     2025\nSales      $41m     $38m";
    let days: Vec<_> = read(of_years).1.iter().filter_map(|c| c.period_start).collect();
    let days: Vec<_> = days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-03-01", "2025-03-01"]);
    let scaled = "In thousands\n\nWages    $3.1 million    $412";
    assert_eq!(told(scaled), ["3100000 USD", "412000 USD"], "what has a magnitude keeps it");
    assert_eq!(
        told("Thousands came, in thousands of cars. Sales were 412 and costs 300."),
        ["412 count", "300 count"],
        "no table"
    );
}
