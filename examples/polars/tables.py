"""Reads tables of newsvane with the types they mean: days are days, no news is null, neutral news is 0."""
import argparse
import json
import sys
from pathlib import Path

import polars as pl

TYPES = {
    "string": pl.String,
    "list": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}
DATA = Path(__file__).parent.parent / "data"


def arguments(**options: str) -> argparse.Namespace:
    """`folder`, the tables, and what else a recipe takes, each with its help: --prices FILE, --theme ID."""
    parser = argparse.ArgumentParser(usage=f"{sys.argv[0]} DIR {' '.join(f'[--{name} X]' for name in options)}".rstrip())
    parser.add_argument("folder", type=Path, help="a folder that `newsvane run` wrote, with run.json in it")
    for name, meaning in options.items():
        parser.add_argument(f"--{name}", help=meaning)
    given = parser.parse_args()
    if not (given.folder / "run.json").is_file():
        parser.error(f"{given.folder}: no run.json; DIR is a folder that `newsvane run` wrote")
    return given


def table(where: Path, name: str) -> pl.DataFrame:
    """One table, from Parquet where it is there, else from CSV."""
    parquet, csv = where / f"{name}.parquet", where / f"{name}.csv"
    if parquet.is_file():
        return pl.read_parquet(parquet)
    # the first rows of a column do not tell what the last ones are: its type is declared beside the table
    package = json.loads((where / "datapackage.json").read_text())
    own = next(table for table in package["resources"] if table["name"] == name)
    types = {field["name"]: TYPES[field["type"]] for field in own["schema"]["fields"]}
    read = pl.read_csv(csv, schema=types, separator=own["dialect"]["delimiter"])
    return read.with_columns(
        pl.col(field["name"]).str.split(field["delimiter"]) for field in own["schema"]["fields"] if field["type"] == "list"
    )


def lists(column: str) -> pl.Expr:
    """A column of lists (`themes`, `cues`, `claims` and others), with an empty one for null."""
    return pl.col(column).fill_null([])
