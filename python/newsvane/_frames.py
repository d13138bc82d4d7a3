"""Tables as data frames: days are days, no news is missing, neutral news is 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from ._newsvane import Table

Engine = Literal["pandas", "polars", "arrow"]


def to_arrow(table: Table) -> pa.Table:
    """The table of pyarrow, without a copy."""
    made: pa.Table = _library("pyarrow", "newsvane[pandas]").table(table)
    return made


def to_polars(table: Table) -> pl.DataFrame:
    """The data frame of polars, without a copy of its texts."""
    made: pl.DataFrame = _library("polars", "newsvane[polars]").DataFrame(table)
    return made


def to_pandas(table: Table) -> pd.DataFrame:
    """The data frame of pandas: datetime64 for days, Int64 and boolean where a cell may be missing, text as strings."""
    pandas = _library("pandas", "newsvane[pandas]")
    arrow = to_arrow(table)
    missing = {"int64": pandas.Int64Dtype(), "bool": pandas.BooleanDtype()}
    types = {field.type: missing.get(str(field.type)) for field in arrow.schema if field.nullable}
    types.update({field.type: pandas.StringDtype() for field in arrow.schema if str(field.type) == "string"})
    made: pd.DataFrame = arrow.to_pandas(types_mapper=types.get, date_as_object=False)
    return made


def frame(table: Table, engine: Engine) -> Any:
    """The table in the form that is asked for."""
    if engine == "pandas":
        return to_pandas(table)
    if engine == "polars":
        return to_polars(table)
    if engine == "arrow":
        return to_arrow(table)
    raise ValueError(f"engine {engine!r}: expected pandas, polars or arrow")


def _library(name: str, extra: str) -> Any:
    try:
        return __import__(name)
    except ImportError as error:
        raise ImportError(f"{name} is needed for this: pip install '{extra}'") from error
