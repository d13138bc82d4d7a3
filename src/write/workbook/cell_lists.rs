//! The sheets that list the cells of an index and what articles gave to them.

use super::{
    Failed,
    about::ListedTable,
    listings::{Listing, read},
    sheet::{Link, SheetColumn, SheetWriter, Value, of, own},
    style::Style,
    text::unshown,
};
use crate::write::table::{
    Columns as _, IndexTable, Table,
    columns::{Articles, Contributions, ThemeDays},
};

/// The columns of a table of days after its keys.
pub(super) fn figures<T: IndexTable<Themes = ThemeDays>>() -> impl Iterator<Item = SheetColumn> {
    let look = |column: ThemeDays| match column {
        ThemeDays::Theme => (22.0, Style::Text),
        ThemeDays::Day => (11.0, Style::Day),
        ThemeDays::Articles
        | ThemeDays::Stories
        | ThemeDays::Sources
        | ThemeDays::Sentences
        | ThemeDays::DayStories => (10.0, Style::Count),
        ThemeDays::Sentiment
        | ThemeDays::SentimentSmoothed
        | ThemeDays::SentimentShrunk
        | ThemeDays::Mood => (11.0, Style::Score),
        ThemeDays::CiLow | ThemeDays::CiHigh => (8.0, Style::Bound),
        ThemeDays::Positive
        | ThemeDays::Neutral
        | ThemeDays::Negative
        | ThemeDays::Buzz
        | ThemeDays::Novelty => (9.0, Style::Share),
        ThemeDays::Note => (13.0, Style::Text),
        ThemeDays::NEff | ThemeDays::StdError | ThemeDays::Dispersion | ThemeDays::ZScore => {
            (10.0, Style::Fine)
        }
    };
    ThemeDays::ALL[1..].iter().map(move |column| {
        let (width, style) = look(*column);
        of(T::of(*column), width, style)
    })
}

impl Listing<'_, '_> {
    /// The sheet Theme days: the index, a row a theme and day.
    pub(super) fn theme_days(&mut self) -> Result<ListedTable, Failed> {
        let columns: Vec<SheetColumn> = std::iter::once(of(ThemeDays::Theme, 22.0, Style::Text))
            .chain(figures::<ThemeDays>())
            .collect();
        let columns = self.selection.filled(columns);
        let mut sheet = SheetWriter::new(self.book, self.plan.theme_days, columns.clone(), 2)?;
        for row in self.tables.open::<ThemeDays>()? {
            let row = row?;
            let is_held = self
                .selection
                .first_cell_day
                .is_none_or(|first| row.get(ThemeDays::Day) >= first.to_string().as_str());
            if is_held && sheet.rows() < self.book.limits.table_rows {
                sheet.push(self.book, &read(&row, &columns)?)?;
            }
        }
        Ok(ListedTable::new(Table::ThemeDays, self.plan.theme_days, sheet.rows(), sheet.finish()?))
    }

    /// The sheet Contributions: what every article gave to a cell. Each leads to its sentences.
    pub(super) fn contributions(&mut self) -> Result<ListedTable, Failed> {
        let [theme, day] =
            [of(Contributions::Theme, 22.0, Style::Text), of(Contributions::Day, 11.0, Style::Day)];
        let figures = [
            of(Contributions::Contribution, 12.0, Style::Fine),
            of(Contributions::Weight, 9.0, Style::Fine),
            of(Contributions::Sentiment, 10.0, Style::Score),
        ];
        let article = own(
            "article",
            "Headline of the article. It leads to its sentences, or to its row on Stories where none of \
             them is listed.",
            70.0,
            Style::Text,
        );
        let ids = [
            of(Contributions::ArticleId, 18.0, Style::Faint),
            of(Contributions::StoryId, 18.0, Style::Faint),
        ];
        let source = of(Articles::Source, 22.0, Style::Text);
        let columns: Vec<SheetColumn> =
            [theme, day].into_iter().chain(figures).chain([article, source]).chain(ids).collect();
        let mut sheet = SheetWriter::new(self.book, self.plan.contributions, columns.clone(), 2)?;
        for row in self.tables.open::<Contributions>()? {
            let row = row?;
            if !self.selection.is_held(row.day(Contributions::Day)?)
                || sheet.rows() >= self.book.limits.table_rows
            {
                continue;
            }
            let mut cells = read(&row, &columns)?;
            if let Some(article) = self.selection.article(row.get(Contributions::ArticleId)) {
                let sentences =
                    article.first_sentence.map(|n| Link::Cell(self.plan.sentences.place(n)));
                let stories = || Link::Cell(self.plan.stories.place(article.story_row));
                let link = sentences.unwrap_or_else(stories);
                cells[5] = (Value::words(article.name()), Some(link));
                cells[6] = (Value::words(unshown(article.row.get(Articles::Source))), None);
            }
            sheet.push(self.book, &cells)?;
        }
        Ok(ListedTable::new(
            Table::Contributions,
            self.plan.contributions,
            sheet.rows(),
            sheet.finish()?,
        ))
    }
}
