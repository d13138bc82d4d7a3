//! The sheets that list the rows of a table.

use std::collections::HashMap;

use super::{
    Failed, Plan,
    about::ListedTable,
    chosen::{Chosen, FilledColumns},
    limits::{Limits, SheetRow},
    selection::{HeldArticle, Selection, ends},
    sheet::{Cell, Link, SheetColumn, SheetWriter, Value, WorkbookWriter, of, own},
    style::Style,
    text::{unshown, web},
};
use crate::write::{
    presentation::Tables,
    reader::{Row, TableError},
    table::{
        ArticleListing, Columns, Table,
        columns::{Articles, Claims, Conflicts, Mentions, Quotes, Rejects},
    },
};

/// Sheets in the making: the tables, what of them is held and where, and the book.
pub(super) struct Listing<'a, 't> {
    pub(super) tables: &'a Tables<'t>,
    pub(super) selection: &'a Selection,
    pub(super) plan: &'a Plan,
    pub(super) book: &'a mut WorkbookWriter,
}

/// The columns of the article that a row is of.
pub(super) fn article_columns() -> [SheetColumn; 3] {
    [
        own(
            "article",
            "Headline of the article. It leads to its source, or to its row on Stories.",
            38.0,
            Style::Text,
        ),
        of(Articles::Source, 14.0, Style::Text),
        of(Articles::Day, 11.0, Style::Day),
    ]
}

/// The cells of these columns; the first leads to the source.
pub(super) fn article_cells<'a>(
    article: &'a HeldArticle,
    plan: &Plan,
    limits: &Limits,
) -> [Cell<'a>; 3] {
    let stories = || Link::Cell(plan.stories.place(article.story_row));
    let link = web(article.row.get(Articles::Url), limits).map_or_else(stories, Link::Web);
    let source = Value::words(unshown(article.row.get(Articles::Source)));
    [
        (Value::words(article.name()), Some(link)),
        (source, None),
        (article.day.map_or(Value::Blank, Value::Day), None),
    ]
}

/// The cells of a table's own columns.
pub(super) fn read<'r, T: Columns>(
    row: &'r Row<T>,
    columns: &[SheetColumn],
) -> Result<Vec<Cell<'r>>, TableError> {
    columns.iter().map(|column| Value::shown(row, column).map(|value| (value, None))).collect()
}

impl Listing<'_, '_> {
    /// A sheet that lists something of articles: the article's columns, then those of the table;
    /// `seen` is told each row and its place.
    fn of_articles<T: ArticleListing>(
        &mut self,
        (pages, chosen, which): (super::Pages, &Chosen, &'static str),
        own: &[SheetColumn],
        seen: &mut dyn FnMut(&Row<T>, &SheetRow),
    ) -> Result<ListedTable, Failed> {
        let own = &self.selection.filled(own.to_vec());
        let columns: Vec<SheetColumn> =
            article_columns().into_iter().chain(own.iter().cloned()).collect();
        let mut sheet = SheetWriter::new(self.book, pages, columns, 1)?;
        for (place, row) in (0..).zip(self.tables.open::<T>()?) {
            let row = row?;
            let Some(article) =
                self.selection.article(row.get(T::ARTICLE_ID)).filter(|_| chosen.is_listed(place))
            else {
                continue;
            };
            let mut cells: Vec<Cell<'_>> =
                article_cells(article, self.plan, &self.book.limits).into();
            cells.extend(read(&row, own)?);
            let place = sheet.push(self.book, &cells)?;
            seen(&row, &place);
        }
        let all = self.selection.rows.get(T::TABLE.name()).copied().unwrap_or(sheet.rows());
        Ok(ListedTable::new(T::TABLE, pages, sheet.rows(), sheet.finish()?).of(all, which))
    }

    /// The sheet Sentences: every sentence with every theme that it bears. Each leads to its
    /// source.
    pub(super) fn sentences(&mut self) -> Result<ListedTable, Failed> {
        let own = [
            of(Mentions::Theme, 20.0, Style::Text),
            of(Mentions::Sentiment, 10.0, Style::Score),
            of(Mentions::Label, 9.0, Style::Text),
            of(Mentions::Confidence, 10.0, Style::Number),
            of(Mentions::Text, 90.0, Style::Prose),
            of(Mentions::SentimentModel, 11.0, Style::Score),
            of(Mentions::LabelModel, 9.0, Style::Text),
            of(Mentions::Agreement, 10.0, Style::Text),
            of(Mentions::Mood, 9.0, Style::Score),
            of(Mentions::Section, 10.0, Style::Text),
            of(Mentions::Modality, 11.0, Style::Text),
            of(Mentions::Speaker, 18.0, Style::Text),
            of(Mentions::Cues, 24.0, Style::Text),
            of(Mentions::ArticleId, 18.0, Style::Faint),
            of(Mentions::Part, 6.0, Style::Faint),
            of(Mentions::CharStart, 9.0, Style::Faint),
            of(Mentions::CharEnd, 9.0, Style::Faint),
        ];
        let which = "of each theme and day the loudest before any second one, newest days first";
        let chosen = (self.plan.sentences, &self.selection.sentences, which);
        self.of_articles::<Mentions>(chosen, &own, &mut |_, _| {})
    }

    /// The sheet Claims: every figure of the news. Each leads to its source.
    pub(super) fn claims(&mut self, figures: &mut Figures) -> Result<ListedTable, Failed> {
        let own = [
            of(Claims::Surface, 14.0, Style::Text),
            of(Claims::Value, 13.0, Style::Number),
            of(Claims::Unit, 10.0, Style::Text),
            of(Claims::Subject, 22.0, Style::Text),
            of(Claims::Metric, 16.0, Style::Text),
            of(Claims::Sentence, 80.0, Style::Prose),
            of(Claims::Period, 18.0, Style::Text),
            of(Claims::Kind, 9.0, Style::Text),
            of(Claims::Direction, 9.0, Style::Text),
            of(Claims::Modality, 11.0, Style::Text),
            of(Claims::ValueHi, 12.0, Style::Number),
            of(Claims::Counted, 14.0, Style::Text),
            of(Claims::Qualifier, 10.0, Style::Text),
            of(Claims::PeriodStart, 11.0, Style::Day),
            of(Claims::PeriodEnd, 11.0, Style::Day),
            of(Claims::AsOf, 11.0, Style::Day),
            of(Claims::Speaker, 18.0, Style::Text),
            of(Claims::Themes, 24.0, Style::Text),
            of(Claims::Label, 10.0, Style::Text),
            of(Claims::PriorValue, 14.0, Style::Number),
            of(Claims::PriorPeriod, 16.0, Style::Text),
            of(Claims::Relation, 12.0, Style::Text),
            of(Claims::ComparedValue, 14.0, Style::Number),
            of(Claims::ChangeDerived, 12.0, Style::Fine),
            of(Claims::Basis, 16.0, Style::Text),
            of(Claims::Segment, 16.0, Style::Text),
            of(Claims::Undefined, 10.0, Style::Faint),
            of(Claims::Suspect, 14.0, Style::Text),
            of(Claims::Repeats, 8.0, Style::Count),
            of(Claims::SubjectId, 14.0, Style::Faint),
            of(Claims::OwnerId, 14.0, Style::Faint),
            of(Claims::MeasureId, 20.0, Style::Faint),
            of(Claims::Rule, 9.0, Style::Faint),
            of(Claims::ClaimId, 20.0, Style::Faint),
            of(Claims::ArticleId, 18.0, Style::Faint),
            of(Claims::Part, 6.0, Style::Faint),
            of(Claims::CharStart, 9.0, Style::Faint),
            of(Claims::CharEnd, 9.0, Style::Faint),
        ];
        let which = "those of conflicts, and of each theme and day those that say most of what they \
                     measure before any second one, newest days first";
        let chosen = (self.plan.claims, &self.selection.claims, which);
        self.of_articles::<Claims>(chosen, &own, &mut |row, place| {
            figures.note(row, place);
        })
    }

    /// The sheet Quotes. Each leads to its source.
    pub(super) fn quotes(&mut self) -> Result<ListedTable, Failed> {
        let own = [
            of(Quotes::Speaker, 26.0, Style::Text),
            of(Quotes::Org, 24.0, Style::Text),
            of(Quotes::Role, 20.0, Style::Text),
            of(Quotes::Direct, 8.0, Style::Text),
            of(Quotes::Sentiment, 10.0, Style::Score),
            of(Quotes::Text, 90.0, Style::Prose),
            of(Quotes::Themes, 24.0, Style::Text),
            of(Quotes::SpeakerId, 22.0, Style::Faint),
            of(Quotes::OrgId, 22.0, Style::Faint),
            of(Quotes::ArticleId, 18.0, Style::Faint),
            of(Quotes::Part, 6.0, Style::Faint),
            of(Quotes::CharStart, 9.0, Style::Faint),
            of(Quotes::CharEnd, 9.0, Style::Faint),
        ];
        let which = "of each theme and day the loudest with a speaker before any second one, newest \
                     days first";
        let chosen = (self.plan.quotes, &self.selection.quotes, which);
        self.of_articles::<Quotes>(chosen, &own, &mut |_, _| {})
    }

    /// The sheet Conflicts. Each leads to the claims at its ends.
    pub(super) fn conflicts(&mut self, figures: &Figures) -> Result<ListedTable, Failed> {
        let first = [
            of(Conflicts::Subject, 26.0, Style::Text),
            of(Conflicts::Metric, 18.0, Style::Text),
            of(Conflicts::Kind, 9.0, Style::Text),
            of(Conflicts::Low, 14.0, Style::Number),
            of(Conflicts::High, 14.0, Style::Number),
            of(Conflicts::Unit, 14.0, Style::Text),
            of(Conflicts::Verdict, 14.0, Style::Text),
            of(Conflicts::Note, 46.0, Style::Text),
            of(Conflicts::Spread, 12.0, Style::Number),
            of(Conflicts::RelativeSpread, 9.0, Style::Share),
            of(Conflicts::Period, 20.0, Style::Text),
            of(Conflicts::PeriodStart, 11.0, Style::Day),
            of(Conflicts::PeriodEnd, 11.0, Style::Day),
            of(Conflicts::AsOf, 11.0, Style::Day),
            of(Conflicts::Sources, 34.0, Style::Text),
            of(Conflicts::Articles, 9.0, Style::Count),
            of(Conflicts::Stories, 9.0, Style::Count),
        ];
        let ends_of = [
            own(
                "lowest",
                "The sentence with the lowest figure. It leads to the claim.",
                60.0,
                Style::Prose,
            ),
            own(
                "highest",
                "The sentence with the highest figure. It leads to the claim.",
                60.0,
                Style::Prose,
            ),
        ];
        let last = [
            of(Conflicts::Claims, 44.0, Style::Faint),
            of(Conflicts::SubjectId, 14.0, Style::Faint),
            of(Conflicts::MeasureId, 20.0, Style::Faint),
        ];
        let mut filled = FilledColumns::default();
        for row in self.tables.open::<Conflicts>()? {
            filled.see(&row?);
        }
        let has = |column: &SheetColumn| column.source.is_none_or(|(t, n)| filled.has(t, n));
        let [first, last] = [first.to_vec(), last.to_vec()]
            .map(|columns| columns.into_iter().filter(has).collect::<Vec<_>>());
        let columns = first.iter().chain(&ends_of).chain(&last).cloned().collect();
        let mut sheet = SheetWriter::new(self.book, self.plan.conflicts, columns, 1)?;
        for row in self.tables.open::<Conflicts>()? {
            let row = row?;
            if sheet.rows() >= self.book.limits.table_rows {
                break;
            }
            let mut cells = read(&row, &first)?;
            cells.extend(ends(&row).map(|id| figures.cell(id)));
            cells.extend(read(&row, &last)?);
            sheet.push(self.book, &cells)?;
        }
        Ok(ListedTable::new(Table::Conflicts, self.plan.conflicts, sheet.rows(), sheet.finish()?))
    }

    /// The sheet Rejects.
    pub(super) fn rejects(&mut self) -> Result<ListedTable, Failed> {
        let columns = vec![
            of(Rejects::Locator, 60.0, Style::Text),
            of(Rejects::Stage, 10.0, Style::Text),
            of(Rejects::Reason, 20.0, Style::Text),
            of(Rejects::Detail, 90.0, Style::Text),
            of(Rejects::Bytes, 12.0, Style::Count),
        ];
        let mut sheet = SheetWriter::new(self.book, self.plan.rejects, columns.clone(), 1)?;
        for row in self.tables.open::<Rejects>()? {
            let row = row?;
            if sheet.rows() >= self.book.limits.table_rows {
                break;
            }
            sheet.push(self.book, &read(&row, &columns)?)?;
        }
        Ok(ListedTable::new(Table::Rejects, self.plan.rejects, sheet.rows(), sheet.finish()?))
    }
}

/// Claims that conflicts are about: where they are and what they say.
#[derive(Default)]
pub(super) struct Figures(HashMap<String, Option<(SheetRow, String)>>);

impl Figures {
    /// The claims at the ends of every conflict, which still have no place.
    pub(super) fn of_conflicts(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut figures = Self::default();
        for row in tables.open::<Conflicts>()? {
            figures.0.extend(ends(&row?).into_iter().map(|id| (id.to_owned(), None)));
        }
        Ok(figures)
    }

    fn note(&mut self, row: &Row<Claims>, place: &SheetRow) {
        if let Some(figure) = self.0.get_mut(row.get(Claims::ClaimId)) {
            *figure = Some((place.clone(), unshown(row.get(Claims::Sentence)).to_owned()));
        }
    }

    /// The sentence of a claim, which leads to the claim; its id where it is on no sheet.
    fn cell<'f>(&'f self, id: &'f str) -> Cell<'f> {
        match self.0.get(id) {
            Some(Some((place, sentence))) => {
                (Value::words(sentence), Some(Link::Cell(place.clone())))
            }
            _ => (Value::words(id), None),
        }
    }
}
