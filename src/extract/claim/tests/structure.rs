//! Own sentences for what the structure of a sentence makes of its figures.

use super::read;
use crate::model::{Claim, ClaimKind, Direction, Modality};

/// The claims of a text with their surfaces.
fn claims(text: &str) -> Vec<(String, Claim)> {
    let (source, claims) = read(text);
    claims.into_iter().map(|c| (c.span.of(&source).to_owned(), c)).collect()
}

fn claim(text: &str, surface: &str) -> Claim {
    let all = claims(text);
    let found = all.iter().find(|(own, _)| own == surface);
    found.unwrap_or_else(|| panic!("{surface} in {text}: {all:?}")).1.clone()
}

/// Each: a text, the words of a figure, its subject.
fn assert_subjects(cases: &[(&str, &str, &str)]) {
    for (text, surface, subject) in cases {
        assert_eq!(claim(text, surface).subject.as_deref(), Some(*subject), "{text}");
    }
}

#[test]
fn a_figure_before_a_noun_is_told_of_the_noun() {
    assert_subjects(&[
        ("Brand Mills signed a $6bn (£4bn) contract with Oslo.", "$6bn", "contract"),
        ("Ferry owners fear its 16 percent vacancy rate.", "16 percent", "vacancy rate"),
        ("The port sold a 75 million euro issue of bonds.", "75 million euro", "issue of bonds"),
        ("Tenants signed for the 300-megawatt plant.", "300-megawatt", "plant"),
        ("The port saw a 6% price drop.", "6%", "price"),
    ]);
    let of = |text, surface| claim(text, surface).subject;
    assert_eq!(
        of("Falk Mills is a $2 billion supplier of flour.", "$2 billion").as_deref(),
        Some("Falk Mills"),
        "what somebody is"
    );
    assert_eq!(
        of("Falk Mills made a $2 million profit.", "$2 million").as_deref(),
        Some("Falk Mills"),
        "a result is its owner's"
    );
}

#[test]
fn what_an_amount_is_of() {
    assert_subjects(&[
        ("Lawyers want to recoup $2 billion of transfers.", "$2 billion", "transfers"),
        ("The gap forced imports of $9 billion in fuels.", "$9 billion", "fuels"),
        ("Voters dislike a levy on incomes above 90,000 euros.", "90,000 euros", "incomes"),
        (
            "The post will cut hours at 13,000 of its smallest branches.",
            "13,000",
            "smallest branches",
        ),
    ]);
    let recouped = claim("Lawyers want to recoup $2 billion of transfers.", "$2 billion");
    assert_eq!((recouped.kind, recouped.direction), (ClaimKind::Level, None));
}

#[test]
fn a_verb_of_moving_tells_of_its_object() {
    assert_subjects(&[
        ("The guild lifted the ceiling for fees from 49% to 74%.", "74%", "ceiling for fees"),
        ("Hiring rose, reducing the jobless rate to 9.0 percent.", "9.0 percent", "jobless rate"),
        ("Closures have pushed the number of layoffs to 18,252.", "18,252", "number of layoffs"),
        ("Lenders cut their exposure to Chile by 19 percent.", "19 percent", "exposure to Chile"),
        ("A weak crown will hurt sales by 2%.", "2%", "sales"),
        ("Traders sent Chile's 10-year yields near 7%.", "7%", "Chile's 10-year yields"),
    ]);
    let hurt = claim("A weak crown will hurt sales by 2%.", "2%");
    assert_eq!((hurt.kind, hurt.direction), (ClaimKind::Change, Some(Direction::Down)));
    let of = |text, surface| claim(text, surface).subject;
    assert_eq!(of("Oats dropped 8 cents to $3.", "$3").as_deref(), Some("Oats"), "no object");
    assert_eq!(
        of("Falk Mills pushed its flour into shops in 60 countries.", "60").as_deref(),
        Some("countries"),
        "where to"
    );
}

#[test]
fn the_subject_of_a_verb_is_its_head() {
    assert_subjects(&[
        (
            "The combined sales of Wendel's and Brand Mills came to $5 billion.",
            "$5 billion",
            "combined sales of Wendel",
        ),
        ("Cash flow after the dividend is put at $40 million.", "$40 million", "Cash flow"),
        ("Small grocers in both Ulm and Bonn averaged gains of 3%.", "3%", "Small grocers"),
    ]);
}

#[test]
fn a_percentage_that_is_a_subject_takes_up_who_was_told_of() {
    let text = "Some 67% of bakers raised their prices, and 41% expect to sell more next year.";
    let expecting = claim(text, "41%");
    assert_eq!(expecting.subject.as_deref(), Some("bakers"));
    assert_eq!((expecting.kind, expecting.direction), (ClaimKind::Share, None));
    assert_eq!(expecting.modality, Modality::Actual, "how many expect something is known");
    let first = claim("For instance, 47% are trying ovens of glass.", "47%");
    assert_eq!(first.subject, None, "nobody was told of");
    let share = claim("Forty-eight percent anticipate a fall in orders.", "Forty-eight percent");
    assert_eq!((share.kind, share.modality), (ClaimKind::Share, Modality::Actual));
}

#[test]
fn a_second_figure_of_the_same_thing() {
    assert_subjects(&[
        ("Output will grow 1% this year and 3% next year.", "3%", "Output"),
        (
            "Savings of $155 million are due, of which $41 million were made.",
            "$41 million",
            "Savings",
        ),
        ("Turnover was $8 million. That was 5% more than in 2024.", "5%", "Turnover"),
        (
            "The fund returned 9%, compared to the Brand index's total return of 6%.",
            "6%",
            "Brand index's total return",
        ),
    ]);
}

#[test]
fn levels_that_words_of_moving_stand_near() {
    for (text, surface) in [
        ("The rupee fell, retreating from a three-week high of $1.2390.", "$1.2390"),
        ("The gap soared to a record high $295 billion.", "$295 billion"),
        ("It was weighed down by debts of £230 million.", "£230 million"),
        ("Oats rose toward $9 a bushel on Monday.", "$9 a bushel"),
        ("Without the sale, lifted earnings were 75 cents.", "75 cents"),
        (
            "It would be a 26 percent increase by 2030 to reach 216 million barrels.",
            "216 million barrels",
        ),
    ] {
        let claim = claim(text, surface);
        assert_eq!((claim.kind, claim.direction), (ClaimKind::Level, None), "{text}");
    }
    let moved = claim(
        "The refiner raised its posted prices for crude across the whole board by 50 cents.",
        "50 cents",
    );
    assert_eq!((moved.kind, moved.direction), (ClaimKind::Change, Some(Direction::Up)));
}

#[test]
fn what_others_foresee_and_what_is_known() {
    use Modality::{Actual, Forecast};
    let of = |text, surface| claim(text, surface).modality;
    assert_eq!(of("A poll forecast that output expanded 7%.", "7%"), Forecast);
    assert_eq!(of("It handles 58% of contracts, according to industry estimates.", "58%"), Actual);
    assert_eq!(of("Loss estimates have fallen from 60% to 20%.", "60%"), Actual);
    assert_eq!(of("Ulm is estimated to have put 70% of it in bonds.", "70%"), Actual);
    assert_eq!(of("Falk Mills is to close a $6bn (£4bn) sale.", "£4bn"), Forecast);
}

#[test]
fn a_time_behind_a_high_is_of_the_high() {
    let text = "Falk shares were up 3.2 percent at $34.87, off a high of $37.65 in May.";
    let periods = |surface| claim(text, surface).period.is_some();
    assert!(periods("$37.65") && !periods("3.2 percent") && !periods("$34.87"));
}

#[test]
fn participles_behind_a_figure_say_whether_it_is_known() {
    let text = "Credit rose by £1.5bn, more than the £1.4bn expected and above the £1.3bn reported in May.";
    let of = |surface| claim(text, surface);
    assert_eq!(of("£1.4bn").modality, Modality::Forecast);
    assert_eq!(of("£1.3bn").modality, Modality::Actual);
    assert_eq!(of("£1.3bn").subject.as_deref(), Some("Credit"), "held against the same");
    let share = claim("Roughly a quarter of the loans are bad.", "quarter");
    assert_eq!(share.kind, ClaimKind::Share);
}

#[test]
fn insertions_in_dashes_and_clauses_before_a_colon() {
    assert_subjects(&[
        (
            "The estimate of rebuilding costs - much of which fell to the state - was 20 trillion rupiah ($2.2bn; £1.1bn).",
            "£1.1bn",
            "rebuilding costs",
        ),
        ("Boeing fights for a market valued at $1.7 trillion.", "$1.7 trillion", "market"),
    ]);
    let led_in = claim("Output also came in hotter than projected: 3.2%.", "3.2%");
    assert_eq!(led_in.subject, None, "a clause is no head of a list");
}

#[test]
fn a_figure_is_told_of_what_its_own_verb_tells_of() {
    assert_subjects(&[
        (
            "The trial failed, sending the shares of Brand Mills down 61%.",
            "61%",
            "shares of Brand Mills",
        ),
        ("Orders hit 43.0, while the German gauge held above 50.", "50", "German gauge"),
        ("The toll in the nine towns sharing the yen rose to 6.6%.", "6.6%", "toll"),
        ("Some 11.4 million people were idle.", "11.4 million", "people"),
        (
            "Two patients in the treatment arm stopped taking the drug.",
            "Two",
            "patients in the treatment arm",
        ),
        (
            "Sales of $6 billion were below the $6.4 billion analysts had estimated.",
            "$6.4 billion",
            "Sales",
        ),
    ]);
    let per_share =
        claim("Falk lost $34 million in the quarter, or 71 cents per share.", "71 cents per share");
    assert_eq!((per_share.kind, per_share.direction), (ClaimKind::Level, None));
    let chance = claim("Markets price in a 78% chance of a cut.", "78%");
    assert_eq!(chance.modality, Modality::Actual);
    let range = claim(
        "Brand Mills jumped after raising its profit forecast to between $4 and $5 a share.",
        "$4 and $5 a share",
    );
    assert_eq!((range.kind, range.direction), (ClaimKind::Target, None));
    let shaved = claim("Higher fuel costs would shave 20 cents from profit.", "20 cents");
    assert_eq!(shaved.direction, Some(Direction::Down));
}

#[test]
fn a_figure_is_set_against_the_one_that_its_words_bound() {
    let prior = |text, surface| claim(text, surface).prior_value.map(|v| v.normalize().to_string());
    let text = "An index of output fell to 45.8 from 47.9, while orders slid to 44.1.";
    assert_eq!(prior(text, "45.8").as_deref(), Some("47.9"));
    assert_eq!(prior(text, "44.1"), None);
    let text =
        "Sales rose from $45 million, or 12 cents a share, to $60 million, or 15 cents a share.";
    assert_eq!(prior(text, "$60 million").as_deref(), Some("45000000"));
    let text = "The gauge read 46.2, down from 47.5 in May, below an estimate of 46.5.";
    assert_eq!(claim(text, "47.5").relation, None);
}

#[test]
fn who_expects_or_owns_nothing_is_no_subject_and_no_owner() {
    let bid = claim("Falk pays 31 euros in cash for each Brand share.", "31 euros");
    assert_eq!(bid.unit, "EUR/share");
    let cut = claim("The deal will lift sales and cut its ratio of debt to 16.2%.", "16.2%");
    assert_eq!(cut.modality, Modality::Forecast);
    let deal =
        claim("Falk bought Brand in a deal valued at $5 million, betting on flour.", "$5 million");
    assert_eq!(deal.modality, Modality::Actual);
    assert_subjects(&[
        ("Rye grew in Argentina, the world's third-largest producer.", "third", "Argentina"),
        (
            "Falk Mills lost $4 million. Analysts polled by Reed had on average forecast a profit of $3 million.",
            "$3 million",
            "Falk Mills",
        ),
    ]);
    let index = claim("Falk Mills Inc fell 3%, while the Bovespa index slipped 0.4%.", "0.4%");
    assert_eq!(index.owner_id, None);
}
