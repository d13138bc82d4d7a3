//! Texts cut into tokens.

use super::*;

fn words(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    tokenize(text, &Glue::default(), |_| 0, &mut tokens);
    tokens.iter().map(|t| t.of(text)).collect()
}

#[test]
fn words_numbers_and_marks() {
    assert_eq!(
        words("The S&P 500’s 1,234.5-point rise"),
        ["The", "S&P", "500", "’s", "1,234.5", "-", "point", "rise"]
    );
    assert_eq!(
        words("U.S. sales don't fall $3.5bn."),
        ["U.S.", "sales", "don't", "fall", "$", "3.5", "bn", "."]
    );
    assert_eq!(
        words("at 4:30 p.m. ET. A plan"),
        ["at", "4", ":", "30", "p.m.", "ET", ".", "A", "plan"]
    );
    assert_eq!(words("the firms' AT&amp;T"), ["the", "firms", "'", "AT", "&", "amp", ";", "T"]);
}

#[test]
fn gaps_are_marked() {
    let text = "one\ntwo\n\nthree-four";
    let mut tokens = Vec::new();
    tokenize(text, &Glue::default(), |_| 0, &mut tokens);
    assert!(tokens[1].starts_line() && !tokens[1].starts_paragraph());
    assert!(tokens[2].starts_paragraph());
    assert!(!tokens[3].has_space_before());
}

#[test]
fn capitals_are_marked() {
    let mut tokens = Vec::new();
    tokenize("AI Élan ai", &Glue::default(), |_| 0, &mut tokens);
    assert!(tokens[0].is_upper() && tokens[0].is_capital());
    assert!(tokens[1].is_capital() && !tokens[1].is_upper());
    assert!(!tokens[2].is_capital());
}

proptest::proptest! {
    #[test]
    fn any_text_is_covered(text in ".{0,200}") {
        let mut tokens = Vec::new();
        tokenize(&text, &Glue::default(), |_| 0, &mut tokens);
        let mut end = 0;
        for t in &tokens {
            proptest::prop_assert!(t.byte_start >= end && t.byte_end > t.byte_start);
            proptest::prop_assert!(text[end as usize..t.byte_start as usize].chars().all(|c| c.is_whitespace() || is_blank(c)));
            proptest::prop_assert!(text.is_char_boundary(t.byte_end as usize));
            end = t.byte_end;
        }
    }
}
