"""Reads tables of newsvane with the types they mean: days are days, no news is null, neutral news is 0."""
import json
import sys
from pathlib import Path

import polars as pl

sys.path.append(str(Path(__file__).parent.parent))  # what all recipes share is beside their folders
from arguments import DATA, arguments

TYPES = {
    "string": pl.String,
    "list": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


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
