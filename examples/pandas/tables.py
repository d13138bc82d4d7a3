"""Reads tables of newsvane with the types they mean: days are days, no news is NaN, neutral news is 0."""
import sys
from pathlib import Path

import pandas as pd

sys.path.append(str(Path(__file__).parent.parent))  # what all recipes share is beside their folders
from arguments import DATA, arguments

DAYS = ["day", "period_start", "period_end", "as_of", "first_day", "last_day"]


def folder() -> Path:
    """The folder of the tables, where a recipe takes nothing else."""
    return arguments().folder


def prices(path: str | None, sample: str) -> pd.DataFrame:
    """Prices of yours, a CSV file with columns day (or date) and close, in any order and any case; without one those of the sample."""
    frame = pd.read_csv(path or DATA / sample)
    frame.columns = [column.lower().replace("date", "day") for column in frame.columns]
    missing = {"day", "close"} - set(frame.columns)
    if missing:
        sys.exit(f"{path}: no column {', '.join(sorted(missing))}; expected day (or date) and close")
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.sort_values("day")


def busiest(days: pd.DataFrame, theme: str | None) -> str:
    """The theme that was asked for, or the one with the most stories."""
    stories = days.groupby("theme")["stories"].sum().sort_values(ascending=False, kind="stable")
    if theme is not None and theme not in stories.index:
        sys.exit(f"--theme {theme}: not in these tables; there are {', '.join(stories.index)}")
    if stories.empty:
        sys.exit("no theme has news in these tables")
    return theme or stories.index[0]


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
