//! Units and subjects that measures, objects and ratings tell.

use super::tests::read;

#[test]
fn units_that_the_measure_or_the_country_tells() {
    let units = |text: &str| read(text).1.into_iter().map(|c| c.unit).collect::<Vec<_>>();
    assert_eq!(units("The forint was quoted at 352.40 per dollar, from 355.10."), ["HUF/USD"; 2]);
    assert_eq!(units("Adjusted EPS was $1.12, and revenue $40 million."), ["USD/share", "USD"]);
    assert_eq!(
        units("The services PMI rose to 51.2. In the south it stood at 48.7."),
        ["index_point"; 2]
    );
    assert_eq!(units("Net debt should fall below 2.0 times by May."), ["multiple"]);
    assert_eq!(units("Traders see the policy rate cut by 50 points in May."), ["basis_point"]);
    let canadian = "Ottawa will spend $3 billion on homes, Canada's finance minister said. Canadian \
                    banks cheered.";
    assert_eq!(units(canadian), ["CAD"]);
    assert_eq!(units("A Canadian miner raised $3 billion in New York."), ["USD"]);
    let marked = "Canada, Canadian banks and Canadian farms owe C$5 billion and $2 billion.";
    assert_eq!(units(marked), ["CAD", "USD"], "a bare sign beside a marked one");
}

#[test]
fn a_time_owns_no_series() {
    let told = "January-March operating profit at Rook Mills was $88 million.";
    let owner = read(told).1[0].measure_id.clone().unwrap_or_default();
    assert!(!owner.contains("january"), "{owner}");
}

#[test]
fn subjects_that_objects_and_nouns_of_moving_name() {
    let subjects = |text: &str| {
        let named = read(text).1.into_iter().map(|c| c.subject.unwrap_or_default());
        named.collect::<Vec<_>>()
    };
    assert_eq!(subjects("A fall in the entry fee to $12 from $15 drew crowds."), ["entry fee"; 2]);
    assert_eq!(subjects("The bank raised its inflation forecast for May to 3%."), ["inflation"]);
    assert_eq!(subjects("Traders cut their estimates for copper to $9,000."), ["copper"]);
    assert_eq!(
        subjects("Economists at Halden expect new-home sales of 700,000."),
        ["new-home sales"]
    );
    assert_eq!(
        subjects("Ana Reis kept her buy rating on Falk Mills but cut her target to $30 from $35."),
        ["Falk Mills"; 2]
    );
    let rated = "Falk Mills fell 3%. Falk Mills sells flour. The mood around Falk Mills was poor. A \
                 broker cut its price target to $30.";
    assert_eq!(subjects(rated).last().map(String::as_str), Some("Falk Mills"));
}

#[test]
fn what_a_figure_is_a_part_of_is_not_its_measure() {
    let measure = |text: &str| read(text).1[0].measure_id.clone().unwrap_or_default();
    let gap = measure("U.S. current account deficit widened to 3.2% of gross domestic product.");
    assert_ne!(gap, "us.gdp");
    assert_eq!(measure("U.S. gross domestic product grew 3.2%."), "us.gdp");
    assert_eq!(
        measure("Private U.S. employers added 91,000 jobs in May."),
        "us.private_payrolls",
        "a part of all jobs"
    );
    let stores = measure("U.S. holiday sales rose 4.1% last year.");
    assert!(!stores.starts_with("text.u.s"), "a country owns no revenue: {stores}");
}
