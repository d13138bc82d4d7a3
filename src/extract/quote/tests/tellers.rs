//! Own sentences for whom a speaker belongs to.

use super::found;

/// Who says the first statement that holds `words`.
fn teller(text: &str, words: &str) -> (Option<String>, Option<String>) {
    let found = found(text);
    let said = found.iter().find(|quote| quote.0.contains(words));
    let (_, person, org, _) = said.unwrap_or_else(|| panic!("{text}: {found:?}"));
    (person.clone(), org.clone())
}

pub(super) fn assert_tellers(cases: &[(&str, &str, Option<&str>, Option<&str>)]) {
    for (text, words, person, org) in cases {
        let told = teller(text, words);
        assert_eq!((told.0.as_deref(), told.1.as_deref()), (*person, *org), "{text}");
    }
}

#[test]
fn a_speaker_belongs_to_whom_the_words_beside_the_name_say() {
    assert_tellers(&[
        (
            "\"The tap is open,\" said Lena Ward, Senior Portfolio Manager at Marlin Ridge.",
            "tap",
            Some("Lena Ward"),
            Some("Marlin Ridge"),
        ),
        (
            "\"Bids are thin,\" said Owen Pratt, Head of Rates Strategy at Corvel Bank.",
            "thin",
            Some("Owen Pratt"),
            Some("Corvel Bank"),
        ),
        (
            "Corvel Director of Research Sanjay Menon says, \"Margins are up so far.\"",
            "Margins",
            Some("Sanjay Menon"),
            Some("Corvel"),
        ),
        (
            "\"It seems stuck,\" said Norvane's chief China strategist, Edmund Lau, on Friday.",
            "stuck",
            Some("Edmund Lau"),
            Some("Norvane"),
        ),
        (
            "\"Demand holds,\" said Richard Lynd, managing director at Charles Sterne UK.",
            "Demand",
            Some("Richard Lynd"),
            Some("Charles Sterne UK"),
        ),
        (
            "Nora Schuster, director of global forecasting for J.T. Pewell and Associates, said \
             sales would slump.",
            "slump",
            Some("Nora Schuster"),
            Some("J.T. Pewell and Associates"),
        ),
    ]);
}

#[test]
fn the_last_workplace_and_the_pair_count() {
    assert_tellers(&[
        (
            "Ada Devi, chief economist for Sub-Saharan Africa for the World Bank, said budgets \
             were tight.",
            "budgets",
            Some("Ada Devi"),
            Some("World Bank"),
        ),
        (
            "\"Wait,\" she said. \"I would sell,\" said Corvel's Kira Patel.",
            "sell",
            Some("Kira Patel"),
            Some("Corvel"),
        ),
        (
            "\"I would sell,\" said Kira Patel, the Corvel Bank economist.",
            "sell",
            Some("Kira Patel"),
            Some("Corvel Bank"),
        ),
        (
            "\"I would wait,\" said Kira Patel, a cardiologist at Mercy General Hospital.",
            "wait",
            Some("Kira Patel"),
            Some("Mercy General Hospital"),
        ),
        (
            "Kira Patel and Tom Reed, economists at Corvel Bank, said growth would slow.",
            "growth",
            Some("Kira Patel and Tom Reed"),
            Some("Corvel Bank"),
        ),
    ]);
}

#[test]
fn words_of_rank_and_places_are_no_organisation() {
    assert_tellers(&[
        ("Billionaire investor Conrad Mays said he would sell.", "sell", Some("Conrad Mays"), None),
        (
            "Former Ohio Governor Jill Grantham said it was dead.",
            "dead",
            Some("Jill Grantham"),
            None,
        ),
        (
            "Talks go on, though Greek officials denied it was so.",
            "denied",
            Some("Greek officials"),
            None,
        ),
        ("In May President Dana Okoro said taxes would fall.", "taxes", Some("Dana Okoro"), None),
    ]);
}

#[test]
fn whose_office_it_is_may_be_said_before() {
    assert_tellers(&[
        (
            "The World Bank cut its outlook. Bank chief economist Li Wen said that trade had \
             stalled.",
            "stalled",
            Some("Li Wen"),
            Some("World Bank"),
        ),
        (
            "The International Monetary Fund will lend if asked, Managing Director Claire Lagrange \
             said.",
            "lend",
            Some("Claire Lagrange"),
            Some("International Monetary Fund"),
        ),
        (
            "Corvel Bank expects two cuts this year, economist Kira Patel wrote.",
            "cuts",
            Some("Kira Patel"),
            Some("Corvel Bank"),
        ),
        (
            "Tallow Labs named Kira Patel chief executive in May. \"We hire,\" Patel said.",
            "hire",
            Some("Kira Patel"),
            Some("Tallow Labs"),
        ),
        (
            "Corvel Corp will cut costs, Chief Executive Jeff Brandt said. \"No deals for now,\" \
             the 56-year-old CEO said.",
            "deals",
            Some("Jeff Brandt"),
            Some("Corvel"),
        ),
        (
            "Jack de Groot, head of trading at Harbour Advisory, was calm. De Groot warned that \
             rates may rise.",
            "warned",
            Some("Jack de Groot"),
            Some("Harbour Advisory"),
        ),
    ]);
}

#[test]
fn nouns_before_a_name_say_what_it_is_and_do_not_speak() {
    assert_tellers(&[
        (
            "Credit rating agency Morland said it would decide by May.",
            "decide",
            None,
            Some("Morland"),
        ),
        ("Data provider Quantis said deals fell.", "deals", None, Some("Quantis")),
        ("The talks failed, the finance ministry said.", "talks", None, Some("finance ministry")),
        (
            "The Federal Aviation Administration fined a firm. The agency said the firm was late.",
            "late",
            None,
            Some("Federal Aviation Administration"),
        ),
        (
            "It helps, the Harbour Cranes and Equipment Association said on Monday.",
            "helps",
            None,
            Some("Harbour Cranes and Equipment Association"),
        ),
    ]);
}

#[test]
fn documents_speak_for_those_who_made_them() {
    assert_tellers(&[
        (
            "Only 10% of shops trust it, according to a study from software vendor Rellix Solutions.",
            "shops",
            None,
            Some("Rellix Solutions"),
        ),
        (
            "Most firms beat estimates, according to Quantis data on Tuesday.",
            "firms",
            None,
            Some("Quantis"),
        ),
        (
            "Cuts are likely, according to Marlin Group's RateWatch tool.",
            "Cuts",
            None,
            Some("Marlin Group"),
        ),
        ("Rents rose, according to industry estimates.", "Rents", None, None),
    ]);
}

#[test]
fn what_stands_in_commas_does_not_hide_who_speaks() {
    assert_tellers(&[
        (
            "Morland & Pike, one of the firms that rate debt issued by towns, counties, and states, \
             said there was more risk.",
            "risk",
            None,
            Some("Morland & Pike"),
        ),
        ("Norvane, which leads in search, denied the report.", "denied", None, Some("Norvane")),
        (
            "A spokesman for Corvel Bank declined to say whether jobs would go but said rates would hold.",
            "rates",
            Some("spokesman for Corvel Bank"),
            Some("Corvel Bank"),
        ),
    ]);
}

#[test]
fn what_nobody_says_is_no_quote() {
    for text in [
        "It is worth noting that most targets were set before the report.",
        "You might think rates would fall.",
        "Output fell faster than economists had expected in May.",
        "Traders waited for the policy decision expected later in the day.",
        "Officers seized goods at ports in March, highlighting the use of trucks in smuggling.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn titles_in_brackets_of_two_and_of_others_name_their_holder() {
    assert_tellers(&[
        (
            "Corvel Bank cut costs. \"It is a start,\" Chief Operating Officer (COO) Henry Ritter told \
             analysts. \"Rents will fall,\" Ritter said.",
            "Rents",
            Some("Henry Ritter"),
            Some("Corvel Bank"),
        ),
        (
            "Joint CEOs Anshu Jahn and Jorge Fitsch said on Monday that bonuses would shrink.",
            "bonuses",
            Some("Anshu Jahn and Jorge Fitsch"),
            None,
        ),
        (
            "Stan Poole, Corvel chief executive said in a statement: \"Now is the time for offers.\"",
            "offers",
            Some("Stan Poole"),
            Some("Corvel"),
        ),
        (
            "Yields fell for the first time since May, Minister Rosa Saenz de Soto said. De Soto \
             warned that it may not last.",
            "warned",
            Some("Rosa Saenz de Soto"),
            None,
        ),
        (
            "\"It will slip,\" said Bryan Garner analyst Eric Le Berry, who covers drugs.",
            "slip",
            Some("Eric Le Berry"),
            Some("Bryan Garner"),
        ),
    ]);
}

#[test]
fn people_without_a_name_and_bodies_in_commas_speak() {
    for (text, person, org) in [
        (
            "A person familiar with the plan said the mill would shut.",
            Some("person familiar with the plan"),
            None,
        ),
        ("The bakers' union, the Orrowey, said it had not been asked.", None, Some("Orrowey")),
        (
            "A spokesman for the county council said it would help.",
            Some("spokesman for the county council"),
            Some("county council"),
        ),
        ("\"They sold too late,\" said a grower who rents land from both.", Some("grower"), None),
        ("Orrovell Ltd will buy Veskin plc in May, the companies said.", Some("companies"), None),
        (
            "The mill's lawyer, Osmund Perrin of Crane & Low, told the court that prices had fallen.",
            Some("Osmund Perrin"),
            Some("Crane & Low"),
        ),
        ("Energy Minister Osmund Perrin urged both sides to talk.", Some("Osmund Perrin"), None),
        ("Orrovell Ltd warned of delays.", None, Some("Orrovell")),
        (
            "Imports made up half of sales, according to Paper Wales, the trade body.",
            None,
            Some("Paper Wales"),
        ),
        ("Joan Petrie (Ferrant Legal) said it rose.", Some("Joan Petrie"), Some("Ferrant Legal")),
        (
            "\"It rose,\" said Joan Petrie, of Ferrant Legal.",
            Some("Joan Petrie"),
            Some("Ferrant Legal"),
        ),
        (
            "\"It rose,\" said Joan Petrie, founder of start-up Rentle.",
            Some("Joan Petrie"),
            Some("Rentle"),
        ),
        ("The VDMA engineering association said orders had fallen for months.", None, Some("VDMA")),
        (
            "Marta Kessel left in May. Kessel's lawyer said she disputed the findings.",
            Some("Kessel's lawyer"),
            None,
        ),
        (
            "Dr. Osmund Perrin, a botanist at the University of Harrow, called the result \"a pity\".",
            Some("Osmund Perrin"),
            Some("University of Harrow"),
        ),
    ] {
        let quotes = found(text);
        let who = quotes.first().map(|q| (q.1.as_deref(), q.2.as_deref()));
        assert_eq!(who, Some((person, org)), "{text}");
    }
}
