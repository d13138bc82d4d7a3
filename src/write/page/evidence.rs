//! What cells are made of: their largest contributions, and of each article the sentences
//! that speak loudest.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{figures::Figures, movers::Mover, text};
use crate::{
    model::ArticleId,
    write::{
        Row, TableError, Tables,
        columns::{Contributions, Mentions},
        top::Top,
    },
};

/// Contributions that are looked up, over all cells.
const MAX_CONTRIBUTIONS: usize = 24_000;
/// Contributions of a cell at most.
const MAX_OF_CELL: usize = 12;
/// Characters of a sentence.
const SENTENCE_CHARS: usize = 320;

/// What one article gave to a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contribution {
    /// The article.
    pub article: ArticleId,
    /// The day; `None` where it is not known.
    pub day: Option<Date>,
    /// Its share of the day's figure.
    pub weight: f64,
    /// What it says towards the theme.
    pub sentiment: f64,
    /// The product.
    pub value: f64,
}

/// What a cell is made of.
#[derive(Debug, Clone)]
pub(super) struct CellEvidence {
    /// The largest contributions, the largest first.
    pub top: Vec<Contribution>,
    /// Contributions with a weight.
    pub weighing: u64,
    /// Contributions without: copies.
    pub copies: u64,
}

/// A sentence with its score towards the theme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// Its words.
    pub text: String,
    /// In [-1, 1].
    pub score: f64,
}

/// What all cells that are drawn are made of, and the movers.
#[derive(Debug)]
pub(super) struct Evidence {
    /// For each theme: its columns, then its undated articles.
    pub cells: Vec<Vec<Option<CellEvidence>>>,
    /// For each mover: what pushed on the day, and what no longer did from the day before.
    pub movers: Vec<[Vec<Contribution>; 2]>,
    /// Sentences of an article for a theme.
    pub sentences: HashMap<(ArticleId, usize), Vec<Sentence>>,
    /// Rows of `contributions` and `mentions`.
    pub counts: [u64; 2],
}

/// Contributions of a cell while they are read.
struct Gathering {
    top: Top<f64, Contribution>,
    weighing: u64,
    copies: u64,
}

impl Evidence {
    /// Reads `contributions` and `mentions`.
    pub(super) fn read(
        tables: &Tables<'_>,
        figures: &Figures,
        movers: &[Mover],
    ) -> Result<Self, TableError> {
        let (mut evidence, rows) = Self::gather(tables, figures, movers)?;
        evidence.read_sentences(tables, figures, movers)?;
        evidence.counts[0] = rows;
        Ok(evidence)
    }

    /// The largest contributions of all cells, and how many rows there are.
    fn gather(
        tables: &Tables<'_>,
        figures: &Figures,
        movers: &[Mover],
    ) -> Result<(Self, u64), TableError> {
        let columns = figures.timeline.all.len();
        let filled: usize = figures
            .themes
            .iter()
            .map(|t| t.cells.iter().filter(|cell| cell.articles > 0).count())
            .sum();
        let most = (MAX_CONTRIBUTIONS / filled.max(1)).clamp(1, MAX_OF_CELL);
        let mut cells: Vec<Vec<Option<Gathering>>> =
            figures.themes.iter().map(|_| (0..=columns).map(|_| None).collect()).collect();
        let mut moved: Vec<[Top<f64, Contribution>; 2]> =
            movers.iter().map(|_| [Top::new(3), Top::new(2)]).collect();
        let mut rows = 0;
        let (mut theme_id, mut theme) = (String::new(), None);
        for row in tables.open::<Contributions>()? {
            let row = row?;
            rows += 1;
            if row.get(Contributions::Theme) != theme_id {
                row.get(Contributions::Theme).clone_into(&mut theme_id);
                theme = figures.theme(&theme_id);
            }
            let Some(theme) = theme else { continue };
            let contribution = contribution(&row)?;
            let column = contribution.day.map_or(Some(columns), |day| figures.timeline.of_day(day));
            offer_to_movers(&mut moved, movers, theme, &contribution);
            let Some(slot) =
                cells.get_mut(theme).zip(column).and_then(|(cells, column)| cells.get_mut(column))
            else {
                continue;
            };
            let cell = slot.get_or_insert_with(|| Gathering {
                top: Top::new(most),
                weighing: 0,
                copies: 0,
            });
            if contribution.weight > 0.0 {
                cell.weighing += 1;
                // in a column of several days an article counts as much as its day does: by the
                // stories of that day
                let stories =
                    contribution.day.and_then(|day| figures.stories(theme, day)).unwrap_or(1);
                cell.top.offer(contribution.value.abs() * stories as f64, || contribution);
            } else {
                cell.copies += 1;
            }
        }
        let settle = |cell: Gathering| CellEvidence {
            top: cell.top.into_items().collect(),
            weighing: cell.weighing,
            copies: cell.copies,
        };
        let cells = cells
            .into_iter()
            .map(|cells| cells.into_iter().map(|cell| cell.map(settle)).collect())
            .collect();
        let movers =
            moved.into_iter().map(|sides| sides.map(|side| side.into_items().collect())).collect();
        Ok((Self { cells, movers, sentences: HashMap::new(), counts: [0, 0] }, rows))
    }

    /// Finds the sentences behind what was gathered: those of an article that speak loudest the way
    /// the article does.
    fn read_sentences(
        &mut self,
        tables: &Tables<'_>,
        figures: &Figures,
        movers: &[Mover],
    ) -> Result<(), TableError> {
        let mut wanted: HashMap<(ArticleId, usize), (f64, Top<f64, Sentence>)> = HashMap::new();
        let of_cells =
            self.cells.iter().enumerate().flat_map(|(theme, cells)| {
                cells.iter().flatten().map(move |cell| (theme, &cell.top))
            });
        let of_movers = movers
            .iter()
            .zip(&self.movers)
            .flat_map(|(mover, sides)| sides.iter().map(|side| (mover.theme, side)));
        let all = || {
            of_cells
                .clone()
                .chain(of_movers.clone())
                .flat_map(|(theme, top)| top.iter().map(move |c| (theme, c)))
        };
        let each = match all().count() {
            0..1_500 => 3,
            1_500..4_000 => 2,
            _ => 1,
        };
        for (theme, contribution) in all() {
            wanted
                .entry((contribution.article, theme))
                .or_insert_with(|| (contribution.sentiment, Top::new(each)));
        }
        let numbers: HashMap<&str, usize> =
            figures.themes.iter().enumerate().map(|(n, theme)| (theme.id.as_str(), n)).collect();
        for row in tables.open::<Mentions>()? {
            let row = row?;
            self.counts[1] += 1;
            let Some(theme) = numbers.get(row.get(Mentions::Theme)) else { continue };
            let Some((sentiment, top)) =
                wanted.get_mut(&(row.article_id(Mentions::ArticleId)?, *theme))
            else {
                continue;
            };
            let score = row.number(Mentions::Sentiment)?.unwrap_or(0.0);
            let loudness = if *sentiment == 0.0 { score.abs() } else { score * sentiment.signum() };
            top.offer(loudness, || Sentence {
                text: text::cut(row.get(Mentions::Text), SENTENCE_CHARS),
                score,
            });
        }
        // only ever looked up by its keys
        self.sentences =
            wanted.into_iter().map(|(key, (_, top))| (key, top.into_items().collect())).collect();
        Ok(())
    }
}

fn contribution(row: &Row<Contributions>) -> Result<Contribution, TableError> {
    let number = |column| row.number(column).map(|number| number.unwrap_or(0.0));
    Ok(Contribution {
        article: row.article_id(Contributions::ArticleId)?,
        day: row.day(Contributions::Day)?,
        weight: number(Contributions::Weight)?,
        sentiment: number(Contributions::Sentiment)?,
        value: number(Contributions::Contribution)?,
    })
}

/// What pushed a theme its way on the day, or no longer does from the day before.
fn offer_to_movers(
    moved: &mut [[Top<f64, Contribution>; 2]],
    movers: &[Mover],
    theme: usize,
    contribution: &Contribution,
) {
    for (mover, [on_day, before]) in
        movers.iter().zip(moved).filter(|(mover, _)| mover.theme == theme)
    {
        let push = contribution.value * mover.change.signum();
        if contribution.day == Some(mover.to.0) && push > 0.0 {
            on_day.offer(push, || contribution.clone());
        } else if contribution.day == Some(mover.from.0) && push < 0.0 {
            before.offer(-push, || contribution.clone());
        }
    }
}
