//! What the columns of a table without names hold, by what is in them.

use csv::ByteRecord;

use super::field::Field;

/// Median length of a column that holds texts, in bytes.
const TEXT: usize = 80;

/// The fields of the columns, and whether the first row is names that are not known; `None` when no
/// column holds a text.
pub(super) fn guess(rows: &[ByteRecord]) -> Option<(Vec<Option<Field>>, bool)> {
    let first = rows.first()?;
    let columns: Vec<ColumnProfile> =
        (0..first.len()).map(|n| ColumnProfile::new(rows, n)).collect();
    let longest = |least: usize, taken: &[Option<Field>]| {
        let free = columns
            .iter()
            .enumerate()
            .filter(|(n, c)| taken[*n].is_none() && c.median >= least && !c.is_address);
        free.max_by_key(|(n, c)| (c.median, std::cmp::Reverse(*n))).map(|(n, _)| n)
    };
    let mut fields = vec![None; columns.len()];
    let text = longest(TEXT, &fields)?;
    fields[text] = Some(Field::Text);
    for (field, is_it) in [
        (Field::Date, ColumnProfile::is_date as fn(&ColumnProfile) -> bool),
        (Field::Url, |c| c.is_address),
    ] {
        if let Some(n) =
            columns.iter().enumerate().position(|(n, c)| fields[n].is_none() && is_it(c))
        {
            fields[n] = Some(field);
        }
    }
    if let Some(title) = longest(15, &fields).filter(|n| columns[*n].has_blanks) {
        fields[title] = Some(Field::Title);
    }
    let has_names = rows.len() > 1
        && first.iter().all(|cell| cell.len() <= 40 && !cell.iter().any(u8::is_ascii_digit));
    Some((fields, has_names))
}

/// What most cells of a column are like.
struct ColumnProfile {
    median: usize,
    has_year: bool,
    has_blanks: bool,
    is_address: bool,
}

impl ColumnProfile {
    fn new(rows: &[ByteRecord], column: usize) -> Self {
        let cells: Vec<&[u8]> = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(<[u8]>::trim_ascii)
            .filter(|cell| !cell.is_empty())
            .collect();
        let most = |is_it: fn(&[u8]) -> bool| {
            !cells.is_empty()
                && cells.iter().filter(|cell| is_it(cell)).count() * 5 >= cells.len() * 4
        };
        let mut lengths: Vec<usize> = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.trim_ascii().len())
            .collect();
        lengths.sort_unstable();
        Self {
            median: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
            has_year: most(has_year),
            has_blanks: most(|cell| cell.contains(&b' ')),
            is_address: most(|cell| cell.starts_with(b"http://") || cell.starts_with(b"https://")),
        }
    }

    fn is_date(&self) -> bool {
        self.has_year && self.median <= 40 && !self.is_address
    }
}

/// Whether it has a year of four digits.
fn has_year(cell: &[u8]) -> bool {
    cell.windows(4)
        .any(|w| (w.starts_with(b"19") || w.starts_with(b"20")) && w.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_cells() {
        let story = "Ferry fares rose after the harbour board had put the step off twice, which \
                     nobody had expected. "
            .repeat(2);
        let row = |n: usize| {
            ByteRecord::from(vec![
                format!("March {n}, 2026"),
                "Ferry fares rise again".into(),
                story.clone(),
                "https://a.example/x".into(),
            ])
        };
        let rows: Vec<ByteRecord> = (1..9).map(row).collect();
        let fields =
            vec![Some(Field::Date), Some(Field::Title), Some(Field::Text), Some(Field::Url)];
        assert_eq!(guess(&rows), Some((fields.clone(), false)));
        let named = [vec![ByteRecord::from(vec!["Wann", "Kopf", "Inhalt", "Ort"])], rows].concat();
        assert_eq!(guess(&named), Some((fields, true)));
        assert_eq!(guess(&[ByteRecord::from(vec!["1", "2"])]), None);
    }
}
