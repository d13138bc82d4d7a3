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
    assert_eq!(units("Its gauge of orders rose to 51 from 49.4."), ["index_point"; 2]);
    assert_eq!(units("The index for mills dropped 2.3 points to 50.1."), ["index_point"; 2]);
    assert_eq!(units("The index lists 40 mills."), ["count"]);
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
                 broker has a price target of $30.";
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

/// The measure of the first claim and the words that narrow it.
fn measured(text: &str) -> (String, String) {
    let claim = read(text).1.into_iter().next().unwrap();
    let narrowing = claim.normal.map(|normal| normal.narrowing);
    (claim.measure_id.unwrap_or_default(), narrowing.unwrap_or_default())
}

#[test]
fn what_narrows_a_measure_is_known() {
    let narrowing = |text: &str| measured(text).1;
    assert_eq!(narrowing("Falk Mills had sales of $5 million in May."), "");
    assert_eq!(narrowing("Falk Mills' total net sales rose 5% in May."), "");
    assert_eq!(narrowing("Retail sales for Falk Mills rose 5% in May."), "retail");
    assert_eq!(narrowing("Falk Mills posted a 5% gain in Danish sales last month."), "danish");
    let brand = "Falk Mills' net sales came to $5 million for the Quern brand in May.";
    assert_eq!(narrowing(brand), "brand quern");
    assert_eq!(narrowing("Consumer prices in the United States rose 0.5% in June."), "");
    assert_eq!(narrowing("Japan's exports to China rose 5% in May from a year earlier."), "china");
}

#[test]
fn an_economy_owns_what_is_told_of_it_alone() {
    let measure = |text: &str| measured(text).0;
    assert_eq!(
        measure("Japan's exports to China rose 5% in May from a year earlier."),
        "jp.exports"
    );
    assert_eq!(measure("The jobless rate in Canada was 7.1% in May."), "ca.unemployment_rate");
    assert_eq!(measure("In Ohio, the jobless rate was 9.6% in May, U.S. data showed."), "");
    let two = "Greece and Spain asked for help while the jobless rate stood at 9% in May.";
    assert_eq!(measure(two), "", "of whom is open");
    let its = "After the Greek audit, Portugal showed that its budget deficit was 8.6% of output.";
    assert_eq!(measure(its), "pt.budget_deficit");
}

#[test]
fn a_part_of_output_is_a_basis() {
    let claim = read("Portugal's budget deficit was 9.1% of GDP last year.").1.remove(0);
    assert_eq!(claim.measure_id.as_deref(), Some("pt.budget_deficit"));
    assert_eq!(claim.basis, ["of_gdp"]);
    let both = "Spain must cut its public deficit to 5.3% of GDP this year from 8.5% last year.";
    let measures: Vec<_> = read(both).1.into_iter().map(|c| c.measure_id).collect();
    assert_eq!(
        measures,
        [Some("es.budget_deficit".to_owned()), Some("es.budget_deficit".to_owned())]
    );
}

#[test]
fn what_only_names_a_kind_of_thing_is_no_measure() {
    let claims = "U.S. initial claims for state unemployment benefits fell to 388,000 in May.";
    assert_eq!(measured(claims), ("us.jobless_claims".to_owned(), String::new()));
    let homes = "U.S. pending home sales rose 5% in May from April.";
    assert_eq!(measured(homes).0, "us.pending_home_sales");
}

#[test]
fn surveys_count_for_themselves() {
    let jobs = "U.S. private employers added 91,000 jobs in May, the ADP report showed.";
    assert_eq!(measured(jobs).0, "us.private_payrolls.adp");
    let factories = "Markit's U.S. manufacturing PMI stood at 52.5 in June.";
    assert_eq!(measured(factories).0, "us.pmi_manufacturing.markit");
}

#[test]
fn owners_are_companies() {
    let measure = |text: &str| measured(text).0;
    let rival =
        "A day after Falk Mills reported, Ostrow Dairies Inc said its sales fell 8.6% in May.";
    assert_eq!(measure(rival), "text.ostrow_dairies.revenue", "its own");
    assert_eq!(measure("Free cash flow was $88 million in May."), "", "no name");
    assert_eq!(measure("BRIEF-Telgam Q2 net profit rises to 153,078 zlotys"), "", "a label");
    assert_eq!(measure("For the S&P 500, profit rose 5% in May."), "", "an index earns nothing");
    let value = "Apple is worth $311 billion, its market value being well ahead of Microsoft's $243 billion.";
    let last = read(value).1.pop().unwrap();
    assert_eq!(last.subject.as_deref(), Some("Microsoft"));
}

#[test]
fn what_is_made_of_an_index_has_another_price() {
    let measures = |text: &str| {
        let claims = read(text).1;
        claims.into_iter().map(|c| c.measure_id.unwrap_or_default()).collect::<Vec<_>>()
    };
    for (text, measure) in [
        ("The S&P 500 rose 0.4%.", "index.spx.price"),
        ("The S&P 500 index rose 0.4%.", "index.spx.price"),
        ("The S&P 500 .SPX rose 0.4%.", "index.spx.price"),
        ("S&P 500 futures rose 0.4%.", ""),
        ("S&P 500 e-minis were up 0.4%.", ""),
        ("The S&P 500 energy sector rose 0.4%.", ""),
        ("Brent futures rose 0.4%.", "commodity.brent.price"),
    ] {
        assert_eq!(measures(text), [measure], "{text}");
    }
}

#[test]
fn a_fiscal_year_ends_on_the_day_that_another_sentence_tells() {
    let days = |text: &str| {
        let claim = read(text).1.into_iter().next().unwrap();
        claim.period_start.zip(claim.period_end).map(|(a, b)| format!("{a} {b}"))
    };
    let told = "Sales rose 4% in fiscal 2025.";
    assert_eq!(days(told).as_deref(), Some("2025-01-01 2025-12-31"), "as a civil year");
    let of = |more: &str| days(&format!("{told} {more}"));
    assert_eq!(of("Its fiscal year ends on June 30.").as_deref(), Some("2024-07-01 2025-06-30"));
    assert_eq!(
        of("The mill's fiscal 2025, which ended January 31, 2026, was its best.").as_deref(),
        Some("2025-02-01 2026-01-31"),
        "called by the year before"
    );
    assert_eq!(
        of("Its fiscal year ends on January 31.").as_deref(),
        Some("2025-01-01 2025-12-31"),
        "nobody says how it is called"
    );
    assert_eq!(
        of("Its fiscal 2024, which ended June 30, 1999, was its best.").as_deref(),
        Some("2025-01-01 2025-12-31"),
        "no year is called by one that is far from it"
    );
}
