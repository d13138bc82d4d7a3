//! What holds for all declarations.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    Columns, IndexTable, Kind, Table,
    columns::{Claims, EntityContributions, EntityDays, EntityPeriods},
};

/// Words that SQL reserves (`PostgreSQL`, `SQLite`, `MySQL`, `DuckDB`, `BigQuery`), R or Python: a
/// column of that name would have to be quoted.
const RESERVED: &str = "
    all alter analyse analyze and any anti array as asc asof assert assert_rows_modified
    asymmetric at authorization between bigint binary blob both break by call cascade case cast
    change char character check class collate collation column concurrently condition constraint
    contains continue convert create cross cube cume_dist current current_catalog current_date
    current_role current_schema current_time current_timestamp current_user cursor database
    databases day_hour day_microsecond day_minute day_second dec decimal declare def default
    define defer deferrable delayed del delete dense_rank desc describe deterministic distinct
    distinctrow div do double drop dual each elif else elseif empty enclosed end enum escape
    escaped except exclude exclusive exists exit explain explicit extract false fetch finally
    first_value float float4 float8 following for force foreign freeze from full fulltext
    function generated get glob global grant group grouping groups hash having high_priority
    hour_microsecond hour_minute hour_second if ignore ilike import in index infile initially inner
    inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into io_after_gtids
    io_before_gtids is isnull iterate join json_table key keys kill lag lambda last_value lateral lead
    leading leave left like limit linear lines load localtime localtimestamp lock long longblob
    longtext lookup loop low_priority manual map master_bind match maxvalue mediumblob mediumint
    mediumtext merge middleint minute_microsecond minute_second mod modifies na nan natural new next
    no no_write_to_binlog none nonlocal not nothing notnull nth_value ntile null nulls numeric of
    offset on only optimize optimizer_costs option optionally or order out outer outfile over
    overlaps parallel partition pass percent_rank pivot pivot_longer pivot_wider placing preceding
    precision primary procedure proto purge qualify raise range rank read reads read_write real
    recursive references regexp release rename repeat replace require resignal respect restrict
    return returning revoke right rlike rollup row row_number rows schema schemas second_microsecond
    select semi sensitive separator session_user set show signal similar smallint some spatial
    specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate
    sqlwarning ssl starting stored straight_join struct summarize symmetric system table tablesample
    terminated then tinyblob tinyint tinytext to trailing transaction treat trigger true try unbounded
    undo union unique unlock unnest unpivot unsigned update usage use user using utc_date utc_time
    utc_timestamp values varbinary varchar varcharacter variadic varying verbose virtual when
    where while window with within write xor year_month yield zerofill
    repeat function next break inf
";

#[test]
fn names_need_no_quotes_in_sql_r_or_python() {
    let reserved: BTreeSet<&str> = RESERVED.split_whitespace().collect();
    for table in Table::ALL {
        for name in table.columns().iter().map(|column| column.name).chain([table.name()]) {
            assert!(!reserved.contains(name), "{}.{name} is a reserved word", table.name());
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
            assert!(name.bytes().all(is_plain), "{}.{name}", table.name());
        }
    }
}

#[test]
fn every_table_is_declared_whole() {
    for table in Table::ALL {
        let names: BTreeSet<&str> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(names.len(), table.columns().len(), "{}: a name twice", table.name());
        for column in table.columns() {
            let note = column.note();
            assert!(note.ends_with(['.', '…']) || note.ends_with(" ..."), "{}", column.name);
            assert!(note.len() < 250, "{}: too long for a header", column.name);
        }
    }
}

#[test]
fn companies_have_the_columns_of_themes_after_their_keys() {
    fn assert_alike<T: IndexTable>() {
        assert_eq!(T::key().column().name, "entity_id");
        assert!(T::name().is_none_or(|name| name.column().name == "name"));
        let themes = <T::Themes as Columns>::ALL;
        assert_eq!(T::ALL.len(), themes.len() + T::KEYS - 1);
        // the first is the theme itself
        for column in &themes[1..] {
            assert_eq!(T::of(*column).column(), column.column());
        }
    }
    assert_alike::<EntityDays>();
    assert_alike::<EntityContributions>();
    assert_alike::<EntityPeriods>();
}

#[test]
fn annotations_keep_the_field_names_of_the_gold_ones() {
    assert_eq!(Claims::Counted.column().annotated_as, Some("of"));
    let others = Claims::ALL.iter().filter(|column| **column != Claims::Counted);
    for column in others.map(|column| column.column()) {
        assert!(column.annotated_as.is_none_or(|key| key == column.name), "{}", column.name);
    }
}

/// The tables as docs/tables.md lists them.
fn listed() -> String {
    let mut text = String::new();
    for table in Table::ALL {
        let declaration = table.declaration();
        let _ = write!(text, "\n### {}\n\n{}\n\n", declaration.name, declaration.row);
        text.push_str("| column | holds | null | meaning |\n| --- | --- | --- | --- |\n");
        for column in declaration.columns {
            let holds = match column.kind {
                Kind::Text if column.is_list => "list of texts",
                Kind::Code if column.is_list => "list of codes",
                Kind::Text => "text",
                Kind::Code => "code",
                Kind::Int => "whole number",
                Kind::Float => "number",
                Kind::Decimal => "exact number",
                Kind::Bool => "true or false",
                Kind::Day => "day",
            };
            let null = if column.is_nullable { "yes" } else { "" };
            let _ = writeln!(text, "| {} | {holds} | {null} | {} |", column.name, column.meaning);
        }
    }
    text
}

/// Everything from the first table on is made of the declarations: `NEWSVANE_WRITE_DOCS=1 cargo test
/// --lib docs_list_the_tables` writes it again.
#[test]
fn docs_list_the_tables_as_they_are_declared() {
    const HEADING: &str = "## The columns\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tables.md");
    let found = std::fs::read_to_string(path).unwrap();
    let (written, _) = found.split_once(HEADING).expect("a heading for the columns");
    let expected = format!("{written}{HEADING}{}", listed());
    if std::env::var_os("NEWSVANE_WRITE_DOCS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    assert!(
        std::env::var_os("NEWSVANE_WRITE_DOCS").is_some() || found == expected,
        "docs/tables.md is not what src/write/table/ declares; write it again with \
         NEWSVANE_WRITE_DOCS=1"
    );
}
