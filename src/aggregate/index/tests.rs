use super::*;
use crate::{
    aggregate::{Stories, StoryRepresentative, StorySettings, weights::Across},
    model::{ArticleId, EntityKey, Note, ThemeDay, ThemeSums},
};

fn article(article_id: u64, content_hash: u64, day: i8) -> ArticleFacts {
    let day = (day > 0).then(|| jiff::civil::date(2026, 6, day));
    let published = day.map(|d| i64::from(d.day()) * 86_400);
    ArticleFacts {
        article_id: ArticleId(article_id),
        content_hash,
        source: Some(article_id),
        published,
        first_seen: None,
        day,
        words: 100 * article_id as u32,
    }
}

type Articles = [(ArticleFacts, Option<f64>)];
type Contributions = Vec<(Option<Date>, Contribution)>;

/// The index over articles that bear one theme with the score beside them, or bear none.
fn index(articles: &Articles, settings: IndexSettings) -> (Vec<ThemeDay>, Contributions) {
    index_of(articles, settings, |_| ThemeId(0))
}

/// The same where `key` says what each article bears.
fn index_of<K: IndexKey>(
    articles: &Articles,
    settings: IndexSettings,
    key: impl Fn(&ArticleFacts) -> K,
) -> (Vec<IndexDay<K>>, Contributions) {
    let folder = tempfile::tempdir().unwrap();
    let mut stories = Stories::new(StorySettings::default(), folder.path());
    for (ordinal, (facts, _)) in (0..).zip(articles) {
        stories.push(ordinal, facts, &[]).unwrap();
    }
    let mut order = stories.finish().unwrap();
    let calendar = Calendar::Civil(jiff::tz::TimeZone::UTC);
    let mut index = Index::new(vec![settings], calendar, vec!["theme".into()], folder.path());
    for (ordinal, (facts, sentiment)) in (0..).zip(articles) {
        let story = order.next_story().unwrap();
        let bearing = sentiment.map(|sentiment| Bearing {
            key: key(facts),
            sentiment,
            sentences: [1, 0, 1],
            hits: 2,
            density: 1.0,
            sums: ThemeSums {
                body_weight: 2.0,
                body_score: 2.0 * sentiment,
                ..ThemeSums::default()
            },
            mood: -sentiment,
        });
        index.push(ordinal, *facts, story, bearing.as_slice()).unwrap();
    }
    let (mut cells, mut contributions) = (Vec::new(), Vec::new());
    let done = index.finish(&mut |made| {
        if let IndexRow::Cell(_, cell, own) = made {
            contributions.extend(own.iter().map(|own| (cell.day, *own)));
            cells.push(*cell);
        }
        Ok(())
    });
    done.unwrap();
    (cells, contributions)
}

const ARTICLES: [(u64, u64, i8, Option<f64>); 5] = [
    (1, 1, 1, Some(0.3)),
    (2, 1, 2, Some(0.9)),
    (3, 2, 1, Some(-0.1)),
    (4, 3, 3, None),
    (5, 4, 0, Some(0.5)),
];

fn articles() -> Vec<(ArticleFacts, Option<f64>)> {
    ARTICLES.map(|(id, hash, day, score)| (article(id, hash, day), score)).to_vec()
}

#[test]
fn copies_stand_with_weight_zero_and_contributions_add_up() {
    let (cells, contributions) = index(&articles(), IndexSettings::default());
    let notes: Vec<_> = cells
        .iter()
        .map(|c| (c.day.map(Date::day), c.articles, c.stories, c.day_stories, c.note))
        .collect();
    assert_eq!(
        notes,
        [
            (Some(1), 2, 2, 2, Some(Note::TooFew)),
            (Some(2), 1, 0, 0, Some(Note::CopiesOnly)),
            (Some(3), 0, 0, 1, Some(Note::NoNews)),
            (None, 1, 1, 1, Some(Note::Undated)),
        ]
    );
    assert!((cells[0].sentiment.unwrap() - 0.1).abs() < 1e-12);
    assert_eq!((cells[1].sentiment, cells[1].mood), (None, None));
    assert!((cells[0].mood.unwrap() + 0.1).abs() < 1e-12);
    let sum: f64 = contributions.iter().filter(|c| c.0 == cells[0].day).map(|c| c.1.value()).sum();
    assert!((sum - cells[0].sentiment.unwrap()).abs() < 1e-12);
    assert_eq!(
        contributions.iter().map(|c| c.1.weight > 0.0).collect::<Vec<_>>(),
        [true, true, false, true]
    );
}

#[test]
fn every_telling_counts_where_the_settings_say_so() {
    let (cells, _) = index(
        &articles(),
        IndexSettings { story: StoryRepresentative::Each, ..IndexSettings::default() },
    );
    assert_eq!(cells[1].sentiment, Some(0.9));
    let longer = IndexSettings { across: Across::Proportional, ..IndexSettings::default() };
    let (cells, _) = index(&articles(), longer);
    // 100 words say 0.3, 300 words -0.1
    assert!(cells[0].sentiment.unwrap().abs() < 1e-12 && cells[0].mood.unwrap().abs() < 1e-12);
}

#[test]
fn rows_up_to_a_day_do_not_depend_on_later_articles() {
    let articles: Vec<_> = (1..20)
        .map(|n| (article(n, n % 11, n as i8), Some(f64::from(n as u32 % 5) / 5.0 - 0.3)))
        .collect();
    for story in
        [StoryRepresentative::Original, StoryRepresentative::Mean, StoryRepresentative::Each]
    {
        let settings = IndexSettings {
            z_least: 3,
            shrink: true,
            source_effects: true,
            story,
            ..IndexSettings::default()
        };
        let (all, _) = index(&articles, settings.clone());
        for t in 1..19 {
            let (some, _) = index(&articles[..t], settings.clone());
            assert_eq!(some[..], all[..t]);
        }
    }
}

fn company(id: &str) -> EntityKey {
    EntityKey { id: id.into(), name: id.to_uppercase().into() }
}

#[test]
fn a_company_has_the_cells_of_a_theme_without_days_that_nothing_was_published_on() {
    let (themes, of_themes) = index(&articles(), IndexSettings::default());
    let settings = IndexSettings::default();
    let (companies, of_companies) = index_of(&articles(), settings, |_| company("theme"));
    let expected: Vec<_> = themes.iter().filter(|cell| cell.note != Some(Note::NoNews)).collect();
    let figures = |cell: serde_json::Value| {
        let serde_json::Value::Object(mut cell) = cell else { panic!("{cell}") };
        cell.remove("key");
        cell
    };
    assert_eq!(companies.len(), expected.len());
    for (company, theme) in companies.iter().zip(expected) {
        let [one, other] = [serde_json::to_value(company), serde_json::to_value(theme)];
        assert_eq!(figures(one.unwrap()), figures(other.unwrap()));
    }
    assert_eq!(of_themes, of_companies);
}

#[test]
fn companies_follow_one_another_by_their_ids_and_keep_to_themselves() {
    let articles: Vec<_> = (1..9).map(|n| (article(n, n, n as i8), Some(0.5))).collect();
    let of = |facts: &ArticleFacts| company(["zeta", "alpha"][facts.article_id.0 as usize % 2]);
    let (cells, _) = index_of(&articles, IndexSettings::default(), of);
    let ids: Vec<&str> = cells.iter().map(|cell| &*cell.key.id).collect();
    assert_eq!(ids, ["alpha"; 4].into_iter().chain(["zeta"; 4]).collect::<Vec<_>>());
    assert!(cells.iter().all(|cell| cell.articles == 1 && cell.day_stories == 1));
    let days: Vec<_> = cells[..4].iter().map(|cell| cell.day.unwrap().day()).collect();
    assert_eq!(days, [1, 3, 5, 7]);
}

#[test]
fn the_first_telling_about_a_company_speaks_where_the_original_is_not_about_it() {
    // one story: its original is about nobody, two copies of a day and one of the next are about 7
    let told = [(1, 0, 1, None), (3, 0, 2, Some(0.9)), (2, 0, 2, Some(0.5)), (4, 0, 3, Some(0.1))];
    let articles = told.map(|(id, hash, day, score)| (article(id, hash, day), score));
    let key = |_: &ArticleFacts| EntityKey { id: "7".into(), name: "Harwell".into() };
    let (cells, contributions) = index_of(&articles, IndexSettings::default(), key);
    let figures: Vec<_> = cells.iter().map(|c| (c.sentiment, c.articles, c.stories)).collect();
    assert_eq!(figures, [(Some(0.5), 2, 1), (None, 1, 0)]);
    let weights: Vec<_> = contributions.iter().map(|(_, c)| (c.article_id.0, c.weight)).collect();
    assert_eq!(weights, [(3, 0.0), (2, 1.0), (4, 0.0)]);
    // of a theme copies say nothing
    let (cells, _) = index(&articles, IndexSettings::default());
    assert!(cells.iter().all(|cell| cell.sentiment.is_none()));
}
