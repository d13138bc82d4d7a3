use super::tests::read;
use crate::model::{ClaimKind, Direction, Modality};

/// Kind, direction and subject of each claim.
fn moves(text: &str) -> Vec<(ClaimKind, Option<Direction>, Option<String>)> {
    read(text).1.into_iter().map(|c| (c.kind, c.direction, c.subject)).collect()
}

#[test]
fn what_a_figure_is_set_against_makes_it_a_move_or_a_distance() {
    use ClaimKind::{Change, Level};
    let of = |text: &str| {
        let (kind, direction, _) = moves(text).into_iter().next().unwrap();
        (kind, direction)
    };
    assert_eq!(of("Catches were 8% below last spring."), (Change, Some(Direction::Down)));
    assert_eq!(of("Stocks stood 4% above their average."), (Change, Some(Direction::Up)));
    assert_eq!(of("Fares are 9% below Brand Air's."), (Level, None));
    assert_eq!(of("Profit came in 6% ahead of forecasts."), (Level, None));
    assert_eq!(of("The bid is a 41% premium to Tuesday's close."), (Level, None));
}

#[test]
fn what_is_taken_off_or_taken_on() {
    use ClaimKind::{Change, Level};
    let subject = |name: &str| Some(name.to_owned());
    assert_eq!(
        moves("A strike shaved 3% off the ferry's fares."),
        [(Change, Some(Direction::Down), subject("ferry's fares"))]
    );
    let of = |text: &str| {
        let (kind, direction, _) = moves(text).into_iter().next().unwrap();
        (kind, direction)
    };
    assert_eq!(of("The bakery will close 12 ovens in May."), (Change, Some(Direction::Down)));
    assert_eq!(of("Millers took on 900 people."), (Change, Some(Direction::Up)));
    assert_eq!(of("May saw a net loss of 700 jobs."), (Change, Some(Direction::Down)));
    assert_eq!(of("Job growth averaged 12,000."), (Change, Some(Direction::Up)));
    assert_eq!(of("Zinc trimmed its gain to 0.3%."), (Change, Some(Direction::Up)));
    assert_eq!(of("Falk lost $40 million last year."), (Level, None));
}

#[test]
fn price_targets_are_of_what_is_rated() {
    let claims = read("Brand Mills was cut to sell at Rook Research, which set a $12 target.").1;
    let target = &claims[0];
    assert_eq!(target.subject.as_deref(), Some("Brand Mills"));
    assert_eq!(target.speaker.as_deref(), Some("Rook Research"));
    assert_eq!((target.kind, target.modality), (ClaimKind::Target, Modality::Target));
}

#[test]
fn each_figure_of_a_list_without_verbs_has_its_own() {
    use ClaimKind::Change;
    let subject = |name: &str| Some(name.to_owned());
    assert_eq!(
        moves("Indexes: Dow up 0.06%, Nikkei down 0.84%, Nasdaq off 1.46%"),
        [
            (Change, Some(Direction::Up), subject("Dow")),
            (Change, Some(Direction::Down), subject("Nikkei")),
            (Change, Some(Direction::Down), subject("Nasdaq")),
        ]
    );
}

#[test]
fn what_no_verb_of_moving_governs_is_no_move() {
    use ClaimKind::Level;
    let of = |text: &str| {
        let (kind, direction, _) = moves(text).into_iter().next().unwrap();
        (kind, direction)
    };
    assert_eq!(of("Winning a £30m hotel contract cheered the mill."), (Level, None));
    assert_eq!(of("Reis added that a band of 1,900 megahertz is idle."), (Level, None));
    assert_eq!(of("Tin rose as high as 39 euros."), (Level, None));
}

#[test]
fn amounts_are_no_subjects() {
    let subjects = |text: &str| moves(text).into_iter().map(|m| m.2).collect::<Vec<_>>();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(
        subjects("The tanker spilled 80 million gallons (303 million liters) of oil."),
        [named("tanker"), named("tanker")]
    );
    assert_eq!(
        subjects("Revenue grew 2% YoY to $119 million, and EPS increased 16% YoY to $2.18."),
        [named("Revenue"), named("Revenue"), named("EPS"), named("EPS")]
    );
    assert_eq!(subjects("Brightline puts the odds of a cut at 71%."), [named("odds of a cut")]);
    assert_eq!(subjects("Economists had forecast a rise of 0.2%."), [None], "of nothing named");
}

#[test]
fn what_is_set_beside_another_has_its_own_way() {
    use ClaimKind::{Change, Count, Level};
    let claims = read("Falk is down 22% this year, against a 9% gain for the S&P 500.").1;
    assert_eq!(claims[1].direction, Some(Direction::Up));
    assert_eq!(claims[1].subject.as_deref(), Some("S&P 500"));
    assert_eq!(claims[0].prior_value, None, "another's figure is none before it");
    let of = |text: &str| {
        let (kind, direction, subject) = moves(text).into_iter().next().unwrap();
        (kind, direction, subject.unwrap_or_default())
    };
    assert_eq!(
        of("Orders should compound at almost 10% a year."),
        (Change, Some(Direction::Up), "Orders".to_owned())
    );
    assert_eq!(
        of("Housing starts ran at a 1.36 million annual rate."),
        (Count, None, "Housing starts".to_owned())
    );
    assert_eq!(of("Sales beat the consensus by 4%."), (Level, None, "Sales".to_owned()));
    assert_eq!(
        of("The maker added 125 V-rated parts."),
        (Level, None, "parts".to_owned()),
        "an attribute"
    );
}

#[test]
fn what_others_expected_is_no_guidance() {
    let claims = read("Falk expects sales of $34 billion, topping estimates of $33 billion.").1;
    assert_eq!(claims[0].kind, ClaimKind::Target);
    assert_eq!((claims[1].kind, claims[1].modality), (ClaimKind::Level, Modality::Forecast));
    let target = read("In 2009, Target Corp earned $2 billion.").1;
    assert_eq!(target[0].modality, Modality::Actual, "a company that is called so");
}
