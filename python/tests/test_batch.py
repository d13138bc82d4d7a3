"""Tables of many articles: those of the program, row by row, whatever the articles come in."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import records

import newsvane

OF_ARCHIVE = {"story_id", "story_similarity", "is_original"}


def rows(table: Any) -> list[dict[str, Any]]:
    """Rows of any kind of table; locators count lines in files and rows in batches."""
    found: list[dict[str, Any]] = pa.table(table).to_pylist()
    for row in found:
        if "locator" in row:
            row["locator"] = row["locator"].replace("batch.jsonl:", "batch#")
    return found


@pytest.fixture(scope="module")
def batch(pipeline: newsvane.Pipeline) -> dict[str, newsvane.Table]:
    return dict(pipeline.analyze_batch(records()))  # type: ignore[arg-type]


def test_rows_are_those_of_the_program(tables: Path, batch: dict[str, newsvane.Table]) -> None:
    of_index = {"conflicts", "contributions", "entity_contributions"}
    made = {path.stem for path in tables.glob("*.parquet")}
    assert set(batch) == {name for name in made - of_index if not name.endswith(("_days", "_periods", "_sources", "_shares"))}
    for name, table in batch.items():
        program = pq.read_table(tables / f"{name}.parquet")
        own = pa.table(table)
        kept = [column for column in program.column_names if name != "articles" or column not in OF_ARCHIVE]
        assert own.schema.names == kept, name
        assert own.schema.types == program.select(kept).schema.types, name
        assert own.num_rows > 0, name
        # bytes are those of a line of JSON and of fields
        dropped = [column for column in kept if column == "bytes"]
        assert rows(own.drop_columns(dropped)) == rows(program.select(kept).drop_columns(dropped)), name


def test_articles_may_come_in_any_table(pipeline: newsvane.Pipeline, batch: dict[str, newsvane.Table]) -> None:
    table = pa.Table.from_pylist(records())
    sources = {
        "arrow": table,
        "batches": pa.table(table).to_reader(max_chunksize=7),
        "pandas": pd.DataFrame(records()),
        "polars": pl.DataFrame(records()),
        "dictionary": table.set_column(4, "source", table["source"].dictionary_encode()),
        "strings": pd.DataFrame(records()).convert_dtypes(),
    }
    for kind, source in sources.items():
        found = pipeline.analyze_batch(source)
        for name, own in found.items():
            expected = rows(batch[name])
            for row in expected + rows(own):
                row.pop("bytes", None)
            assert [_without_bytes(row) for row in rows(own)] == [_without_bytes(row) for row in rows(batch[name])], (kind, name)


def _without_bytes(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "bytes"}


def test_times_of_data_frames_are_publication(pipeline: newsvane.Pipeline) -> None:
    text = "Chip makers rose 3% on strong demand for servers."
    stamps = pd.to_datetime(["2026-07-02T08:02:00-04:00", "2026-07-03T23:30:00-04:00"], utc=True)
    found = pipeline.analyze_batch(pd.DataFrame({"text": [text, f"{text} So it goes."], "date": stamps}))
    articles = rows(found["articles"])
    assert [row["published"] for row in articles] == ["2026-07-02T12:02:00+00:00", "2026-07-04T03:30:00+00:00"]
    assert [row["day"] for row in articles] == [datetime.date(2026, 7, 2), datetime.date(2026, 7, 3)]
    days = pipeline.analyze_batch([{"text": text, "date": datetime.date(2026, 7, 2)}, {"text": text, "date": datetime.datetime(2026, 7, 2, 8, 2)}])
    assert [row["published_precision"] for row in rows(days["articles"])] == ["day", "instant"]


def test_any_number_of_threads_gives_the_same_tables(batch: dict[str, newsvane.Table]) -> None:
    for threads in (1, 3):
        own = newsvane.Pipeline(zone="America/New_York", threads=threads).analyze_batch(records())
        assert all(rows(own[name]) == rows(batch[name]) for name in batch)  # type: ignore[literal-required]


def test_frames_have_the_types_of_their_columns(batch: dict[str, newsvane.Table]) -> None:
    claims = batch["claims"].to_pandas()
    kinds = {name: str(claims[name].dtype) for name in ("value", "char_start", "undefined", "surface")}
    assert kinds["value"] == "float64" and kinds["char_start"] == "int64" and kinds["undefined"] == "bool"
    assert kinds["surface"].startswith("str")
    assert str(claims["period_start"].dtype).startswith("datetime64")
    polars = batch["claims"].to_polars()
    assert polars.schema["period_start"] == pl.Date and polars.schema["surface"] == pl.String
    assert polars.height == len(claims) == len(batch["claims"])
    assert batch["claims"].to_pylist() == pa.table(batch["claims"]).to_pylist()


def test_columns_by_other_names_are_mapped(batch: dict[str, newsvane.Table]) -> None:
    table = pa.Table.from_pylist(records()).rename_columns(["id", "title", "Words of it", "date", "source"])
    pipeline = newsvane.Pipeline(zone="America/New_York", map={"text": "Words of it"})
    assert rows(pipeline.analyze_batch(table)["claims"]) == rows(batch["claims"])
    with pytest.raises(newsvane.UsageError, match=r"`text=Body`: no record has a field of this name.*Words of it"):
        newsvane.Pipeline(map={"text": "Body"}).analyze_batch(table)
    with pytest.raises(newsvane.UsageError, match="no column holds the text.*found id"):
        newsvane.Pipeline().analyze_batch(table.select(["id", "date"]))


def test_what_is_no_table_is_refused(pipeline: newsvane.Pipeline) -> None:
    wrong: list[Any] = ["a text", {"text": "one"}, 7, [1, 2]]
    for value in wrong:
        with pytest.raises(TypeError, match="expected a table of Arrow, pandas or polars, or a list of dicts"):
            pipeline.analyze_batch(value)


def test_no_articles_have_tables_without_rows(pipeline: newsvane.Pipeline) -> None:
    found = pipeline.analyze_batch([])
    assert all(table.num_rows == 0 and pa.table(table).num_columns > 3 for table in found.values())  # type: ignore[attr-defined]
