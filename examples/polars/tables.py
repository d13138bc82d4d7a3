"""Reads tables of newsvane with the types they mean: days are days, no news is null, neutral news is 0."""
import argparse
import sys
from pathlib import Path

import polars as pl

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
    # the first rows of a column do not tell what the last ones are: all are looked at
    return pl.read_csv(csv, infer_schema_length=None, try_parse_dates=True)


def lists(column: str) -> pl.Expr:
    """A column of lists as lists: `themes`, `cues`, `claims` and others have their items apart by "; "."""
    return pl.col(column).fill_null("").str.split("; ").list.eval(pl.element().filter(pl.element() != ""))
