//! Marks, signs, fractions, words and compound units around numbers.

use super::check;

#[test]
fn marks_of_footnotes() {
    check(&[
        (
            "It earned $4 million¹ or €3.1%².",
            &["$4 million|4000000||USD|exact", "€3.1|3.1||EUR|exact"],
        ),
        (
            "It earned $4 million(1) and 6.5%(2)(3).",
            &["$4 million|4000000||USD|exact", "6.5%|6.5||percent|exact"],
        ),
        ("It owes $81 million [4] now.", &["$81 million|81000000||USD|exact"]),
        (
            "It earned €61 million2 and 4.4%1.",
            &["€61 million|61000000||EUR|exact", "4.4%|4.4||percent|exact"],
        ),
        (
            "It earned 45m3 and $2¹ million.",
            &["45m|45000000||count|exact", "$2¹ million|2000000||USD|exact"],
        ),
    ]);
}

#[test]
fn signs_and_brackets() {
    check(&[
        ("EPS was $-0.08.", &["$-0.08|-0.08||USD|exact"]),
        ("EPS was ($0.12) per share.", &["($0.12) per share|-0.12||USD/share|exact"]),
        (
            "A change of (2.7)% or (4.1%).",
            &["(2.7)%|-2.7||percent|exact", "4.1%|4.1||percent|exact"],
        ),
        ("Growth of (4.1%) was weak.", &["(4.1%)|-4.1||percent|exact"]),
        ("($45.10)", &["($45.10)|-45.1||USD|exact"]),
        ("The ticket ($45) is cheap.", &["$45|45||USD|exact"]),
        ("Debt was EUR -5 million.", &["EUR -5 million|-5000000||EUR|exact"]),
    ]);
}

#[test]
fn fractions_of_prices() {
    check(&[
        ("Wheat closed at $6.24¾.", &["$6.24¾|6.2475||USD|exact"]),
        ("Wheat closed at $6.24-1/4 a bushel.", &["$6.24-1/4 a bushel|6.2425||USD/bushel|exact"]),
        ("Oats were $3.11 1/2.", &["$3.11 1/2|3.115||USD|exact"]),
        (
            "Oats fell 2¼ cents to 311-3/4 cents.",
            &["2¼ cents|0.0225||USD|exact", "311-3/4 cents|3.1175||USD|exact"],
        ),
        ("The note was at 98-11/32.", &["98-11/32|98.34375|||exact"]),
    ]);
}

#[test]
fn fractions_in_words() {
    check(&[
        (
            "It sold three quarters of a million cars.",
            &["three quarters of a million|750000||count|exact"],
        ),
        (
            "It sold two-thirds of a billion of them.",
            &["two-thirds of a billion|666666666.6666666666666666667||count|exact"],
        ),
        (
            "It ate ⅙ of it and 2⅔ pies.",
            &[
                "⅙|0.1666666666666666666666666667||count|exact",
                "2⅔|2.6666666666666667||count|exact",
            ],
        ),
        ("After two quarters of contraction it grew.", &["two quarters|2||quarter|exact"]),
        ("After three quarters of falling losses it grew.", &["three quarters|3||quarter|exact"]),
        ("Three quarters of the mills shut.", &["Three quarters|0.75||count|exact"]),
        ("Three quarters of patients answered.", &["Three quarters|0.75||count|exact"]),
        (
            "It owes a third of a billion euros.",
            &["third of a billion euros|333333333.3333333333333333333||EUR|exact"],
        ),
        ("It has forty-five (45) days.", &["forty-five (45) days|45||day|exact"]),
        ("It rose 202 p.c. a year.", &["202 p.c.|202||percent|exact"]),
        ("The loan runs 2 years and 3 months.", &["2 years and 3 months|27||month|exact"]),
        ("It takes 3 hours 20 minutes.", &["3 hours 20 minutes|200||minute|exact"]),
    ]);
}

#[test]
fn compound_units() {
    check(&[
        (
            "It pumps 1.2 million barrels a day.",
            &["1.2 million barrels a day|1200000||barrel/day|exact"],
        ),
        (
            "It pumps 40,000 bpd, 3.1 mb/d or 9 b/d.",
            &[
                "40,000 bpd|40000||barrel/day|exact",
                "3.1 mb/d|3100000||barrel/day|exact",
                "9 b/d|9||barrel/day|exact",
            ],
        ),
        (
            "It pumps 3 million barrels of crude per day.",
            &["3 million barrels|3000000||barrel/day|exact"],
        ),
        (
            "Rates hit $2,300 per 40ft container.",
            &["$2,300 per 40ft container|2300||USD/40ft container|exact"],
        ),
        (
            "Give 5 mg/kg, 30 mg/dL or 6.1 mmol/L.",
            &[
                "5 mg/kg|5||milligram/kilogram|exact",
                "30 mg/dL|30||milligram/decilitre|exact",
                "6.1 mmol/L|6.1||millimole/litre|exact",
            ],
        ),
        ("Give 2 mg/kg/day.", &["2 mg/kg/day|2||milligram/kilogram/day|exact"]),
        ("Corn is 4.31 USD/bushel.", &["4.31 USD/bushel|4.31||USD/bushel|exact"]),
        (
            "Gas is €31/MWh or 70 pence a therm.",
            &["€31/MWh|31||EUR/megawatt hour|exact", "70 pence a therm|0.7||GBP/therm|exact"],
        ),
        (
            "Fields gave 6 t/ha and 120 g/km.",
            &["6 t/ha|6||tonne/hectare|exact", "120 g/km|120||gram/kilometre|exact"],
        ),
        ("Beef is $310 per 100 kg.", &["$310 per 100 kg|310||USD/100 kilogram|exact"]),
        ("Rooms cost $90 a night.", &["$90 a night|90||USD/night|exact"]),
        ("It mines 5 Mt and 6 mt.", &["5 Mt|5000000||tonne|exact", "6 mt|6||tonne|exact"]),
        ("It cost 9 euros a year ago.", &["9 euros|9||EUR|exact"]),
        (
            "A ratio of 5:2 and a 4-for-1 split.",
            &["5:2|2.5||multiple|exact", "4-for-1|4||multiple|exact"],
        ),
        ("Prices rose 4% a year.", &["4%|4||percent|exact"]),
    ]);
}

#[test]
fn parts_of_a_stretch() {
    check(&[
        ("Yields are in the mid-5% range.", &["mid-5%|5.4|5.6|percent|about"]),
        ("Sterling traded in the low 1.30s.", &["low 1.30s|1.3|1.33||about"]),
        ("A 40-foot container is long.", &[]),
        ("It starts from as little as $21.", &["$21|21||USD|at_least"]),
    ]);
}
