use super::tests::read;

#[test]
fn what_is_told_in_passing_bounds_no_figure() {
    let periods = |text: &str| {
        let (text, claims) = read(text);
        claims.iter().map(|c| c.period.map(|p| p.of(&text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(periods("The mill, founded in 1998, has 300 hands."), [None]);
    assert_eq!(periods("The plant, due to open in 2028, will employ 400 people."), [None]);
    assert_eq!(periods("Helvea estimated in May that sales would fall 3%."), [None]);
    assert_eq!(
        periods("The euro was buoyant at $1.08, having firmed 0.5% overnight."),
        [None, Some("overnight".to_owned())]
    );
    assert_eq!(
        periods("Sales, in May, rose 3%."),
        [Some("in May".to_owned())],
        "nothing else is in the commas"
    );
}

#[test]
fn one_thing_told_twice_has_one_subject() {
    let subjects = |text: &str| {
        read(text).1.into_iter().map(|c| c.subject.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(subjects("The gap was $28 billion, or 0.9% of output."), ["gap", "gap"]);
    assert_eq!(subjects("The so-called core index increased 0.2%."), ["core index"]);
    assert_eq!(subjects("Over the past decade sales have tripled to $9 billion."), ["sales"]);
}
