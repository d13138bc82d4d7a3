//! Which values contradict each other.

use proptest::prelude::*;

use super::*;

#[test]
fn rounding_and_qualifiers_are_no_conflict() {
    use Qualifier::{About, AtLeast, AtMost, Exact, Over, Under};
    for (one, other) in [
        (("21%", Exact), ("21.4%", Exact)),
        (("21%", Over), ("21.4%", Exact)),
        (("21%", Over), ("21%", Exact)),
        (("20%", About), ("21.7%", Exact)),
        (("20%", AtLeast), ("35%", Exact)),
        (("20%", AtMost), ("12%", Exact)),
        (("20%", Under), ("19.9%", Exact)),
    ] {
        assert_eq!(
            verdicts(vec![gain(1, one.0, one.1), gain(2, other.0, other.1)]),
            [],
            "{one:?} {other:?}"
        );
    }
    for (one, other) in [
        (("21%", Exact), ("21.6%", Exact)),
        (("21%", Exact), ("22%", Exact)),
        (("21%", Over), ("20.4%", Exact)),
        (("20%", About), ("22.1%", Exact)),
        (("20%", AtLeast), ("19%", Exact)),
        (("20%", AtMost), ("21%", Exact)),
        (("20%", Under), ("25%", Over)),
    ] {
        assert_eq!(
            verdicts(vec![gain(1, one.0, one.1), gain(2, other.0, other.1)]),
            [Verdict::Disagree],
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn up_and_down_by_the_same_is_a_conflict() {
    let down = ClaimFact { direction: Some(Direction::Down), ..fact(2) };
    let rows = find_conflicts([fact(1), down]);
    assert_eq!(
        (rows[0].low, rows[0].high, rows[0].note.as_str()),
        (decimal("-14"), decimal("14"), "14% / 14%; sign")
    );
}

#[test]
fn ranges_are_intervals() {
    let range =
        ClaimFact { value_hi: Some(decimal("18")), surface: "14-18%".to_owned(), ..fact(1) };
    assert_eq!(verdicts(vec![range.clone(), gain(2, "17%", Qualifier::Exact)]), []);
    assert_eq!(verdicts(vec![range, gain(2, "19%", Qualifier::Exact)]), [Verdict::Disagree]);
}

#[test]
fn what_is_far_apart_is_of_something_else() {
    assert_eq!(verdicts(vec![revenue(1, "94.0"), revenue(2, "12.5")]), []);
}

#[test]
fn a_story_of_several_values_is_left_out() {
    let part = ClaimFact { claim_number: 1, ..revenue(1, "60.0") };
    assert_eq!(verdicts(vec![revenue(1, "94.0"), part.clone(), revenue(2, "80.0")]), []);
    // two sentences of one article
    let again = ClaimFact { sentence: 3, ..part };
    assert_eq!(
        verdicts(vec![revenue(1, "94.0"), again, revenue(2, "80.0")]),
        [Verdict::WithinArticle]
    );
}

#[test]
fn copies_of_a_story_are_one_party() {
    let copy = ClaimFact { story_id: ArticleId(1), ..gain(2, "21%", Qualifier::Exact) };
    assert_eq!(verdicts(vec![fact(1), copy]), []);
}

#[test]
fn a_slip_of_a_magnitude_is_found_in_copies_too() {
    let loss = |article, value: i64| {
        let mut loss = series(article, "1.3%", "text.falk.net_loss", "", 2);
        (loss.value, loss.kind) = (Decimal::from(value), ClaimKind::Level);
        (loss.unit, loss.story_id) = ("USD".to_owned(), ArticleId(1));
        loss
    };
    let (billion, million) = (loss(1, 1_300_000_000), loss(2, 1_300_000));
    assert_eq!(verdicts(vec![billion, million]), [Verdict::Disagree]);
}

#[test]
fn a_figure_survives_a_file() {
    let figure = Figure::new(gain(1, "21.4%", Qualifier::Over)).unwrap();
    let bytes = postcard::to_stdvec(&figure).unwrap();
    assert_eq!(postcard::from_bytes::<Figure>(&bytes).unwrap(), figure);
}

/// Pairs compared one by one, as a second opinion on the sorted comparison.
fn any_pair_apart(facts: &[ClaimFact]) -> bool {
    let ends = |f: &ClaimFact| interval::interval(f).unwrap();
    facts.iter().any(|a| {
        facts.iter().any(|b| {
            a.story_id != b.story_id
                && matches!((ends(a).high, ends(b).low), (Some(h), Some(l)) if h <= l)
        })
    })
}

proptest! {
    /// One claim per story, values within a factor of two, so that only the intervals decide.
    #[test]
    fn sorted_and_pairwise_comparison_agree(values in prop::collection::vec((100_i64..200, 0_u8..6), 2..12), turn in 0_usize..12) {
        use Qualifier::{About, AtLeast, AtMost, Exact, Over, Under};
        let facts: Vec<ClaimFact> = (0..).zip(&values).map(|(n, (tenths, how))| {
            let value = Decimal::new(*tenths, 1);
            let qualifier = [Exact, About, Over, Under, AtLeast, AtMost][usize::from(*how)];
            gain(n, &format!("{value}%"), qualifier)
        }).collect();
        let rows = find_conflicts(facts.clone());
        prop_assert_eq!(!rows.is_empty(), any_pair_apart(&facts));
        // any order gives the same rows
        let mut turned = facts.clone();
        turned.rotate_left(turn % facts.len());
        prop_assert_eq!(find_conflicts(turned), rows);
    }
}

#[test]
fn thousands_of_claims_of_one_measure_are_sorted_not_paired() {
    let facts = (0..50_000).map(|n| {
        let value = Decimal::new(100 + (n as i64 * 7919) % 90, 1);
        gain(n, &format!("{value}%"), Qualifier::Exact)
    });
    let started = std::time::Instant::now();
    let rows = find_conflicts(facts);
    assert_eq!((rows.len(), rows[0].stories), (1, 50_000));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
