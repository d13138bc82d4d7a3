//! The finder as a whole.

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::lang::sketch;

const DAY: i64 = DAY_SECONDS;

const WRAP: &str = "Stocks in Paris rose on Monday as banks gained. The main index closed 1.2 \
                    percent higher at 3,412.7 points, with Alder Bank up 4.5 percent at 31.20 \
                    euros and Birch Oil down 0.8 percent at 12.45 euros. Volume was 112 million \
                    shares. Traders said that the market would wait for the data on Friday. \
                    \"Nobody wants to be short,\" said Ann Castro, a strategist at Cedar.";
const WRAP_TUESDAY: &str = "Stocks in Paris fell on Tuesday as banks lost. The main index closed 0.7 percent lower at \
     3,388.9 points, with Dogwood Bank up 2.1 percent at 18.75 euros and Elm Oil down 1.9 percent \
     at 44.10 euros. Volume was 98 million shares. Traders said that the market would wait for \
     the data on Friday. \"Nobody wants to be short,\" said Jan Novak, a strategist at Fir.";

fn finder() -> StoryFinder {
    StoryFinder::new(StorySettings::default())
}

/// The stories of texts that come an hour after one another, with content hashes of their own.
fn stories(texts: &[&str]) -> Vec<u64> {
    let mut finder = finder();
    let push = |(n, text): (u64, &&str)| {
        finder.push(ArticleId(n), Some(n as i64 * 3600), 1000 + n, &sketch(text)).story_id.0
    };
    (0..).zip(texts).map(push).collect()
}

#[test]
fn copies_join_and_templates_do_not() {
    let update = format!(
        "(Adds quote, details)\nLONDON, March 3 - {WRAP} Copyright 2012 Example News. All rights \
         reserved."
    );
    let reworded = WRAP
        .replace("closed", "ended the day")
        .replace("Traders said that", "Dealers say")
        .replace("wants to be", "would go");
    assert_eq!(stories(&[WRAP, WRAP_TUESDAY, &update, &WRAP[..210], &reworded]), [0, 1, 0, 0, 0]);
}

#[test]
fn flashes_need_equal_facts() {
    let flash = "US April consumer prices +0.3 pct vs +0.2 pct in March - Labor Dept";
    assert_eq!(
        stories(&[
            flash,
            &flash.replace("0.3", "0.4"),
            &flash.replace(" - ", ": "),
            &flash.replace("April", "May")
        ]),
        [0, 1, 0, 3]
    );
}

#[test]
fn names_alone_or_numbers_alone_make_another_story() {
    let numbers = WRAP
        .replace("1.2", "2.9")
        .replace("3,412.7", "3,511.2")
        .replace("4.5", "6.1")
        .replace("31.20", "33.05");
    let numbers = numbers.replace("0.8", "1.7").replace("12.45", "12.20").replace("112", "140");
    let names = WRAP
        .replace("Paris", "Milan")
        .replace("Monday", "Friday")
        .replace("Alder Bank", "Elm Steel")
        .replace("Birch Oil", "Fir Mines");
    assert_eq!(stories(&[WRAP, &numbers, &names.replace("Ann Castro", "Jan Ito")]), [0, 1, 2]);
    assert_eq!(stories(&[WRAP, &WRAP.replace("31.20", "31.30")]), [0, 0], "a correction is a copy");
}

#[test]
fn a_teaser_is_too_little() {
    let long = format!("{WRAP} {}", WRAP_TUESDAY.repeat(5));
    assert_eq!(stories(&[&long, &WRAP[..130]]), [0, 1]);
}

#[test]
fn equal_content_joins_whatever_the_sketch() {
    let mut finder = finder();
    finder.push(ArticleId(1), Some(0), 77, &sketch(WRAP));
    let again = finder.push(ArticleId(2), Some(DAY), 77, &sketch("other"));
    assert_eq!(again, StoryOf { story_id: ArticleId(1), similarity: 1.0, is_original: false });
    let of_the_copy = finder.push(ArticleId(3), Some(8 * DAY), 77, &sketch(""));
    assert_eq!(
        of_the_copy.story_id,
        ArticleId(1),
        "the copy is in the window, the original no more"
    );
    assert!(finder.push(ArticleId(4), Some(16 * DAY), 77, &sketch(WRAP)).is_original);
}

#[test]
fn the_window_ends_after_its_last_second() {
    for (later, same) in [(7 * DAY, true), (7 * DAY + 1, false)] {
        let mut finder = finder();
        finder.push(ArticleId(1), Some(0), 1, &sketch(WRAP));
        assert_eq!(!finder.push(ArticleId(2), Some(later), 2, &sketch(WRAP)).is_original, same);
    }
}

#[test]
fn the_earliest_of_several_originals_is_joined() {
    let halves = [&WRAP[..WRAP.len() / 2], &WRAP[WRAP.len() / 2..], WRAP];
    assert_eq!(stories(&halves), [0, 1, 0]);
}

#[test]
fn undated_articles_join_equal_content_alone() {
    let mut finder = StoryFinder::new(StorySettings { max_undated: 1, ..StorySettings::default() });
    let wrap = sketch(WRAP);
    finder.push(ArticleId(1), Some(0), 11, &wrap);
    let story = |finder: &mut StoryFinder, id, hash| {
        finder.push(ArticleId(id), None, hash, &wrap).story_id.0
    };
    assert_eq!(story(&mut finder, 2, 11), 1);
    assert_eq!(story(&mut finder, 3, 12), 3);
    assert_eq!(story(&mut finder, 4, 12), 3);
    assert_eq!(story(&mut finder, 5, 13), 5);
    assert_eq!(story(&mut finder, 6, 13), 6, "one is remembered, and no more");
    assert_eq!(
        finder.push(ArticleId(7), Some(10), 12, &wrap).story_id.0,
        1,
        "no dated article joins an undated one"
    );
}

#[test]
fn nothing_is_alike_in_hardly_any_text() {
    assert_eq!(stories(&["", "", "Dow", "Dow."]), [0, 1, 2, 3], "one word has no neighbour");
    let mut finder = finder();
    finder.push(ArticleId(1), Some(i64::MIN), 1, &sketch(WRAP));
    assert!(finder.push(ArticleId(2), Some(i64::MAX), 2, &sketch(WRAP)).is_original);
}

#[test]
fn what_left_the_window_is_forgotten() {
    let mut finder = finder();
    let wrap = sketch(WRAP);
    for n in 0..5000 {
        finder.push(ArticleId(n), Some(n as i64 * 3600), n, &wrap);
    }
    assert_eq!(finder.held(), 7 * 24 + 1);
    assert!(finder.originals.len() <= 2 && finder.candidates.len() <= 2);
}

/// An article made of some of twelve sentences, and when it comes after the one before.
#[derive(Debug, Clone)]
struct TestArticle {
    text: String,
    hours: i64,
    hash: u64,
}

fn article() -> impl Strategy<Value = TestArticle> {
    let sentence = |n: u64| {
        format!(
            "Firm{n} said its unit in Town{} made {} million more than in week {n}. ",
            n * 7 % 13,
            n * 37 % 101
        )
    };
    (vec(0u64..12, 1..6), 0i64..60, prop_oneof![Just(0u64), 1u64..1000]).prop_map(
        move |(sentences, hours, hash)| TestArticle {
            text: sentences.into_iter().map(sentence).collect(),
            hours,
            hash,
        },
    )
}

/// Ids are 1, 2, ...; hash 0 stands for a hash of the text.
fn run(articles: &[TestArticle]) -> Vec<(i64, StoryOf)> {
    let (mut finder, mut now) = (finder(), 0);
    let push = |(id, article): (u64, &TestArticle)| {
        now += article.hours * 3600;
        let hash = if article.hash == 0 {
            article.text.bytes().fold(1000, |h, b| h * 31 % 1_000_003 + u64::from(b))
        } else {
            article.hash
        };
        (now, finder.push(ArticleId(id), Some(now), hash, &sketch(&article.text)))
    };
    (1..).zip(articles).map(push).collect()
}

proptest! {
    #[test]
    fn later_articles_change_nothing(articles in vec(article(), 1..60), cut in 0usize..60) {
        let all = run(&articles);
        let cut = cut.min(articles.len());
        prop_assert_eq!(run(&articles[..cut]), &all[..cut]);
    }

    #[test]
    fn stories_are_told_by_earlier_originals(articles in vec(article(), 1..60)) {
        let stories = run(&articles);
        for (id, (_, story)) in (1..).zip(&stories) {
            prop_assert_eq!(story.is_original, story.story_id.0 == id);
            prop_assert!(story.story_id.0 <= id && (0.0..=1.0).contains(&story.similarity));
            prop_assert!(stories[story.story_id.0 as usize - 1].1.is_original);
        }
    }

    /// Against all pairs of the window: nothing joins that the rule forbids, and it is the earliest
    /// of those that were found.
    #[test]
    fn what_joins_obeys_the_rule(articles in vec(article(), 1..60)) {
        let stories = run(&articles);
        let sketches: Vec<_> = articles.iter().map(|a| sketch(&a.text)).collect();
        for (n, (now, story)) in stories.iter().enumerate().filter(|(_, (_, story))| !story.is_original && story.similarity < 1.0) {
            let original = story.story_id.0 as usize - 1;
            prop_assert!(now - stories[original].0 <= 7 * DAY);
            prop_assert_eq!(Rule::default().similarity(&sketches[n].sample, &sketches[original].sample), Some(story.similarity));
        }
    }

    /// Whatever was in front of the window makes no difference within it, as long as no story
    /// reaches over its edge.
    #[test]
    fn articles_of_long_ago_make_no_difference(before in vec(article(), 0..30), after in vec(article(), 1..30)) {
        let mut after = after;
        after[0].hours = 24 * 30;
        let both: Vec<_> = before.iter().chain(&after).cloned().collect();
        let alone: Vec<_> = run(&after).into_iter().map(|(_, s)| (s.story_id.0, s.similarity, s.is_original)).collect();
        let skip = before.len() as u64;
        let after_all: Vec<_> = run(&both)[before.len()..].iter().map(|(_, s)| (s.story_id.0 - skip, s.similarity, s.is_original)).collect();
        prop_assert_eq!(alone, after_all);
    }
}
