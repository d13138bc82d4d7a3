//! Currencies by signs, letters and names.

use super::check;

#[test]
fn letters_before_amounts() {
    check(&[
        ("The mine cost R8.2bn in all.", &["R8.2bn|8200000000||ZAR|exact"]),
        ("It pays R14.50 and R1,250.", &["R14.50|14.5||ZAR|exact", "R1,250|1250||ZAR|exact"]),
        ("A dam for RM3.475 million.", &["RM3.475 million|3475000||MYR|exact"]),
        ("Ayala lent P640 million.", &["P640 million|640000000||PHP|exact"]),
        ("It sold Rp 4.5 trillion of debt.", &["Rp 4.5 trillion|4500000000000||IDR|exact"]),
        ("Farmers got Sh900m and KSh45.", &["Sh900m|900000000||KES|exact", "KSh45|45||KES|exact"]),
        ("Lagos lost N77 billion.", &["N77 billion|77000000000||NGN|exact"]),
        (
            "A Dh2.6bn port and an SR410m road.",
            &["Dh2.6bn|2600000000||AED|exact", "SR410m|410000000||SAR|exact"],
        ),
        (
            "It owes Tk 32 crore, GHc5.1m and GH¢9m.",
            &[
                "Tk 32 crore|320000000||BDT|exact",
                "GHc5.1m|5100000||GHS|exact",
                "GH¢9m|9000000||GHS|exact",
            ],
        ),
        (
            "It fell from R400 million to R250 million.",
            &["R400 million|400000000||ZAR|exact", "R250 million|250000000||ZAR|exact"],
        ),
        ("Plans of R300-R450 million.", &["R300-R450 million|300000000|450000000|ZAR|exact"]),
        (
            "It has Rs.75 crore and Php 80.",
            &["Rs.75 crore|750000000||INR|exact", "Php 80|80||PHP|exact"],
        ),
        ("The levy is UGX 3,400 a litre.", &["UGX 3,400 a litre|3400||UGX/litre|exact"]),
        (
            "EUR million 61.3 and SEK 45m were paid.",
            &["EUR million 61.3|61300000||EUR|exact", "SEK 45m|45000000||SEK|exact"],
        ),
    ]);
}

#[test]
fn signs_with_letters() {
    check(&[
        (
            "Mex$45 million, N$3m, J$8m, TT$9m.",
            &[
                "Mex$45 million|45000000||MXN|exact",
                "N$3m|3000000||NAD|exact",
                "J$8m|8000000||JMD|exact",
                "TT$9m|9000000||TTD|exact",
            ],
        ),
        (
            "Z$600m, A$7m and HK$8.",
            &["Z$600m|600000000||ZWL|exact", "A$7m|7000000||AUD|exact", "HK$8|8||HKD|exact"],
        ),
        ("￥300 a cup.", &["￥300 a cup|300||JPY/cup|exact"]),
        ("A $30 million loan.", &["$30 million|30000000||USD|exact"]),
        // a country that is not listed
        ("It raised QQ$45 million.", &["QQ$45 million|45000000||unknown|exact"]),
        ("It raised ZW40 billion.", &["ZW40 billion|40000000000||unknown|exact"]),
        ("It raised QB6.5bn.", &["QB6.5bn|6500000000||unknown|exact"]),
    ]);
}

#[test]
fn names_of_money() {
    check(&[
        (
            "3 mln guilders, 9 mln markka.",
            &["3 mln guilders|3000000||NLG|exact", "9 mln markka|9000000||FIM|exact"],
        ),
        (
            "8 Qatari riyals and 5 Omani rials.",
            &["8 Qatari riyals|8||QAR|exact", "5 Omani rials|5||OMR|exact"],
        ),
        ("It costs 700 tugriks.", &["700 tugriks|700||MNT|exact"]),
        (
            "5 million Danish kroner or 2 bitcoins.",
            &["5 million Danish kroner|5000000||DKK|exact", "2 bitcoins|2||BTC|exact"],
        ),
        ("Tea rose 9 euro cents.", &["9 euro cents|0.09||EUR|exact"]),
        // the country decides
        (
            "In Oslo it costs 40 kroner, kr 45m there.",
            &["40 kroner|40||NOK|exact", "kr 45m|45000000||NOK|exact"],
        ),
        ("It costs 40 kroner.", &["40 kroner|40||kr|exact"]),
        ("Chile spent 6 billion pesos.", &["6 billion pesos|6000000000||CLP|exact"]),
        ("Botswana owes P4.5 billion.", &["P4.5 billion|4500000000||BWP|exact"]),
        ("Cairo needs 9 billion pounds.", &["9 billion pounds|9000000000||EGP|exact"]),
        ("Kampala pays Sh40 billion.", &["Sh40 billion|40000000000||UGX|exact"]),
    ]);
}

#[test]
fn letters_that_are_no_money() {
    for text in [
        "The R2.1 release and v3.5 came out.",
        "N95 masks and the P51 flew.",
        "PM2.5 levels fell.",
        "The K2 and B12 trials ended.",
    ] {
        check(&[(text, &[])]);
    }
}

#[test]
fn groups_of_digits() {
    check(&[
        ("$14 007 million of sales.", &["$14 007 million|14007000000||USD|exact"]),
        ("€ 2 461 million.", &["€ 2 461 million|2461000000||EUR|exact"]),
        ("CHF 2’345’678 was paid.", &["CHF 2’345’678|2345678||CHF|exact"]),
        ("It owns 3'250'000 shares.", &["3'250'000|3250000||count|exact"]),
        (
            "SEK 2 410m and 61 500 tonnes.",
            &["SEK 2 410m|2410000000||SEK|exact", "61 500 tonnes|61500||tonne|exact"],
        ),
        ("1\u{a0}234\u{202f}567 people.", &["1\u{a0}234\u{202f}567|1234567||count|exact"]),
        ("5 250 was typed.", &["5|5|||exact", "250|250|||exact"]),
    ]);
}

/// The value, the unit and why it is doubtful.
#[test]
fn doubtful_values_are_told() {
    for (text, wanted) in [
        ("It raised ZW40 billion.", Some("unknown_unit")),
        ("It raised $40 (million) then.", Some("unread_magnitude")),
        ("Sales in million 45 rose.", Some("unread_magnitude")),
        ("It raised $40 million in May.", None),
        ("It hired 40 men and 30 million fled.", None),
        ("The company's 40% stake fell 3%.", None),
    ] {
        let found = super::read(text);
        let own = found.iter().find(|q| q.value >= rust_decimal::Decimal::from(40));
        assert_eq!(own.and_then(|q| q.suspect.as_deref()), wanted, "{text}: {found:?}");
    }
}
