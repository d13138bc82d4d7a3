"""Reads tables of newsvane with the types they mean: days are days, no news is NaN, neutral news is 0."""
import sys
from pathlib import Path

import pandas as pd

DAYS = ["day", "period_start", "period_end", "as_of", "first_day", "last_day"]


def folder() -> Path:
    """The folder of the tables: the only argument of each recipe."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "run.json").is_file():
        sys.exit(f"usage: {sys.argv[0]} DIR   (a folder that `newsvane run` wrote, with run.json in it)")
    return Path(sys.argv[1])


def table(where: Path, name: str) -> pd.DataFrame:
    """One table, from Parquet where it is there, else from CSV; text stays text ("NA" is a ticker, not a gap)."""
    parquet, csv = where / f"{name}.parquet", where / f"{name}.csv"
    if parquet.is_file():
        frame = pd.read_parquet(parquet)
    else:
        frame = pd.read_csv(csv, keep_default_na=False, na_values=[""])
    for column in [c for c in DAYS if c in frame]:
        frame[column] = pd.to_datetime(frame[column])
    return frame
