//! Numbers inside names, references and addresses are no claims.

use super::check;

#[test]
fn names_hold_no_claims() {
    for text in [
        "Licences for Oracle 19c fell.",
        "The 3nm process and its 2nm chips slipped.",
        "Paragon 28 fell on Friday.",
        "Paragon 28 shares fell on Friday.",
        "Harbor 61 Holdings said so.",
        "The leak at Three Mile Island grew.",
        "Seven Oaks Dairy closed after the fire.",
        "The 737 was grounded.",
        "The drug NBI-568 and ZT-4127 failed.",
        "Item 2.02 and Exhibit 99.1 were filed under Items 5.02 and 9.01.",
        "Rule 10b-5 and Section 16(b) apply.",
        "It caused grade 3/4 neutropenia and grade 3 or 4 rashes.",
        "The Phase 1/2a and phase 2b trials began.",
        "Version 3.2 of the app came out.",
        "Page 3 of 12.",
        "Call +44 20 7946 0958 or +1 212 555 0142 now.",
        "Its office at 221 King Street, Toronto M5H 1K5, shut.",
        "See https://example.com/q2%20results%202026-07/45.html now.",
        "See www.example.org/a%26b?x=12&y=7 or mail to a.b12@example.org today.",
    ] {
        check(&[(text, &[])]);
    }
}

#[test]
fn counts_beside_capitals_are_claims() {
    check(&[
        ("Three Goldman Sachs analysts left.", &["Three|3||count|exact"]),
        ("Two Federal Reserve officials spoke.", &["Two|2||count|exact"]),
        ("In Texas 40 plants closed.", &["40|40||count|exact"]),
        ("About 28 firms fell.", &["28|28||count|about"]),
        ("Of the 300 men, 45% left.", &["300|300||count|exact", "45%|45||percent|exact"]),
        ("The office moved 221 staff.", &["221|221||count|exact"]),
    ]);
}

#[test]
fn times_and_ranks_are_no_quantities() {
    check(&[
        ("Two weeks after the merger it sold the mill.", &[]),
        ("The mill was shut for six weeks after the fire.", &["six weeks|6||week|exact"]),
        ("Oats will stay scarce until at least 2029.", &[]),
        ("The No. 2 PC maker lost 3 orders.", &["3|3||count|exact"]),
    ]);
}

#[test]
fn a_unit_keeps_what_it_is_given_for_before_a_word_of_time() {
    check(&[
        ("Oats hit $4 per bushel earlier this week.", &["$4 per bushel|4||USD/bushel|exact"]),
        ("It paid 40 euros a year ago.", &["40 euros|40||EUR|exact"]),
        (
            "Five won, and 50,000 won was paid.",
            &["Five|5||count|exact", "50,000 won|50000||KRW|exact"],
        ),
        ("It paid $5 BRL and $7 SGD.", &["$5 BRL|5||BRL|exact", "$7 SGD|7||SGD|exact"]),
        ("The bank cut rates twice this year.", &[]),
        ("Output is twice this level.", &["twice|2||multiple|exact"]),
        ("A mill sold 12 below cost.", &["12|12|||exact"]),
    ]);
}
