//! Own sentences for who speaks beside roles, offices and other clauses.

use super::tellers::assert_tellers;

#[test]
fn roles_in_commas_and_before_names_say_whom_somebody_belongs_to() {
    assert_tellers(&[
        (
            "\"The quay paid off,\" said Marta Keller, Corvel board member.",
            "quay",
            Some("Marta Keller"),
            Some("Corvel"),
        ),
        (
            "ECB governing council member Jan Smit said rates were near their peak.",
            "peak",
            Some("Jan Smit"),
            Some("ECB"),
        ),
        (
            "\"Barges will be dear,\" said Owen Marlow, Marlow and Co chairman. Pilots are few, Marlow \
             added.",
            "Pilots",
            Some("Owen Marlow"),
            Some("Marlow and Co"),
        ),
        (
            "Paul Dorn, senior vice president of Marlin Trust Co., said the freight backlog is a \
             problem of the north.",
            "backlog",
            Some("Paul Dorn"),
            Some("Marlin Trust"),
        ),
        (
            "The toll was unfair, the head of the Harbour Federation, Heinz Brandt-Hohenfels, said. \
             Brandt-Hohenfels said there were no grounds for it.",
            "grounds",
            Some("Heinz Brandt-Hohenfels"),
            Some("Harbour Federation"),
        ),
        (
            "\"Rigs stand idle and crews wait,\" Martin Weld, CTP, Senior Director of Fleet Planning \
             and Repair at Orbix Leasing, said in a release.",
            "Rigs",
            Some("Martin Weld"),
            Some("Orbix Leasing"),
        ),
    ]);
}

#[test]
fn names_of_bodies_and_of_others_precede_who_speaks() {
    assert_tellers(&[
        (
            "Reed attorney Karl Koch argued that the papers were void. Ms. Laura Reed sued in May.",
            "void",
            Some("Karl Koch"),
            None,
        ),
        (
            "Exports rose, the European Union's statistics office Eurostat said.",
            "Exports",
            None,
            Some("Eurostat"),
        ),
        (
            "About 60% is shipped, according to the Ohio Department of Commerce.",
            "shipped",
            None,
            Some("Ohio Department of Commerce"),
        ),
        (
            "The tariff helps growers, the India Tea and Spice Association said.",
            "growers",
            None,
            Some("India Tea and Spice Association"),
        ),
    ]);
}

#[test]
fn who_speaks_without_a_name_speaks_for_the_body_beside_them() {
    assert_tellers(&[
        (
            "Corvel Bank said it would appeal. \"The papers are in order and were filed,\" a \
             spokesperson said.",
            "papers",
            Some("spokesperson"),
            Some("Corvel Bank"),
        ),
        (
            "Norvane Motors would \"gladly serve any of their clients,\" a company spokesman said.",
            "gladly",
            Some("company spokesman"),
            Some("Norvane Motors"),
        ),
    ]);
}

#[test]
fn sentences_around_a_verb_of_saying_leave_it_its_own_subject() {
    assert_tellers(&[
        (
            "Two separate sources who are close to the review told reporters that the deal will pass.",
            "pass",
            Some("Two separate sources"),
            None,
        ),
        (
            "A majority of economists expect the bank to cut rates.",
            "cut",
            Some("majority of economists"),
            None,
        ),
        (
            "At least one broker Friday speculated the firm might fetch more.",
            "fetch",
            Some("least one broker"),
            None,
        ),
        (
            "Corvel Corp (CRV.N), the world's biggest mill, on Sunday said it plans to close a kiln.",
            "kiln",
            None,
            Some("Corvel"),
        ),
        (
            "Corvel gave no reason for the leaving of Dan Ward, who stayed for years, saying that it \
             fell together with other changes.",
            "changes",
            None,
            Some("Corvel"),
        ),
    ]);
}

#[test]
fn surnames_of_two_and_family_names_in_front_name_persons() {
    let two = "Ana Reed built the mill. Her brother Tom Reed runs the docks. Reed said prices would \
               fall. Reed's plan worked.";
    assert_tellers(&[
        (two, "fall", Some("Reed"), None),
        (
            "Grain must be stored, Finance Minister Xie Xuren said. \"We will build silos in the \
             north,\" Xie said.",
            "silos",
            Some("Xie Xuren"),
            None,
        ),
    ]);
}

#[test]
fn who_is_told_of_by_a_name_is_somebody_else() {
    assert_tellers(&[
        (
            "An aide to Harbour Secretary Richard Lund who asked not to be named said there was no \
             plan for a toll.",
            "toll",
            Some("aide to Harbour Secretary Richard Lund"),
            None,
        ),
        (
            "One broker with close ties to the Harbour Commission said tolls would rise.",
            "tolls",
            Some("One broker with close ties to the Harbour Commission"),
            None,
        ),
        (
            "\"The shop has many new things for all,\" Susan Price, Corvel's vice president of Global \
             Vendor Affairs said.",
            "shop",
            Some("Susan Price"),
            Some("Corvel"),
        ),
    ]);
}

#[test]
fn two_who_speak_in_one_sentence_are_two() {
    let text = "Some brokers have warned that rents may fall, but Corvel Bank noted its loans were \
                sound.";
    assert_tellers(&[
        (text, "rents", Some("Some brokers"), None),
        (text, "loans", None, Some("Corvel Bank")),
    ]);
}

#[test]
fn results_that_are_disclosed_are_no_statements() {
    let quotes = super::found(
        "Shares rose after the firm declared its first dividend. Corvel reports its results after \
         the market has closed.",
    );
    assert_eq!(quotes, []);
}
