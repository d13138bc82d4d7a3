"""The compiled half of the package: what it has is used as `newsvane.*`."""

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Protocol, final, overload

import pandas as pd
import polars as pl
import pyarrow as pa
from typing_extensions import Unpack

from ._progress import Listener
from ._types import BatchTables, Claim, Entity, EntityMention, Mention, PipelineSettings, Quote

__all__ = ["Analysis", "Pipeline", "Score", "Table", "__version__", "declared", "index", "index_runs", "merge", "read_table", "run", "table_names"]

__version__: str

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

_Path = str | os.PathLike[str]
_Published = str | datetime.date
_TextType = Literal["headline", "sentence", "paragraph", "tweet", "shared"]

@final
class Table:
    """A table in memory. pyarrow, polars, DuckDB and all that speak Arrow take it as it is, without a copy."""

    @property
    def name(self) -> str:
        """Its name, which is that of its file in a run; docs/tables.md tells its columns."""
    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
    def to_arrow(self) -> pa.Table:
        """A table of pyarrow."""
    def to_pandas(self) -> pd.DataFrame:
        """A data frame of pandas: days are datetime64, text is string, what is missing is missing."""
    def to_polars(self) -> pl.DataFrame:
        """A data frame of polars."""

@final
class Score:
    """Label and score of a text on its own."""

    @property
    def label(self) -> Literal["positive", "neutral", "negative"]: ...
    @property
    def score(self) -> float:
        """From -1 (unfavourable) to 1 (favourable)."""
    @property
    def confidence(self) -> float:
        """How likely the label is right, from 0 to 1."""
    @property
    def trace(self) -> list[dict[str, Any]]:
        """The words and rules that it rests on: words, rule, value, note."""

@final
class Analysis:
    """Everything that is known of one article. Rows are dicts with the columns of the table of that name."""

    @property
    def article_id(self) -> str: ...
    @property
    def text(self) -> str:
        """The text in which offsets count: `text[row["char_start"]:row["char_end"]]`, where `part` is text."""
    @property
    def title(self) -> str | None:
        """The headline, in which they count where `part` is title."""
    @property
    def language(self) -> str | None: ...
    @property
    def words(self) -> int: ...
    @property
    def sentiment(self) -> float | None:
        """That of the whole article, -1 to 1; None where nothing in it has a side."""
    @property
    def themes(self) -> dict[str, float]:
        """The themes that it bears, each with its sentiment."""
    @property
    def mentions(self) -> list[Mention]:
        """Theme sentences: one row per sentence and theme."""
    @property
    def claims(self) -> list[Claim]:
        """Numeric claims."""
    @property
    def quotes(self) -> list[Quote]:
        """Attributed statements."""
    @property
    def entities(self) -> list[Entity]:
        """Companies, organisations, persons, countries, indices and commodities."""
    @property
    def entity_mentions(self) -> list[EntityMention]:
        """Sentences about companies: one row per sentence and company."""
    def explain(self, theme: str | None = None) -> dict[str, Any]:
        """Why each sentence scored as it did: what `newsvane explain --json` prints, of one theme or of all."""
    def to_dict(self) -> dict[str, Any]:
        """What `newsvane annotate` prints."""

@final
class Pipeline:
    """The rules, compiled once; any number of threads may share it.

    `config` is a newsvane.toml; none is looked for. `settings` are those of docs/settings.md, with _ for -:
    lexicons, universe, boilerplate, hawkish, weighing; map, source, date_order, input_zone; zone, calendar; threads.
    """

    def __new__(cls, *, config: _Path | None = None, **settings: Unpack[PipelineSettings]) -> Pipeline: ...
    @property
    def themes(self) -> list[str]:
        """Ids of the themes that it knows."""
    def analyze(
        self,
        text: str,
        *,
        title: str | None = None,
        published: _Published | None = None,
        source: str | None = None,
        url: str | None = None,
        author: str | None = None,
        id: str | int | None = None,
        target: str | None = None,
    ) -> Analysis:
        """Analyses one article. Each field means what the field of a record means that `newsvane run` reads: `target`
        is the company that it is about, by an id, a ticker or a name."""
    def analyze_batch(
        self, table: _ArrowStream | pd.DataFrame | Iterable[dict[str, Any]], *, progress: bool | Listener | None = None
    ) -> BatchTables:
        """Analyses many articles on all cores, one a row, and returns their tables: those of `newsvane run` that tell
        of single articles.

        Columns are known by their names as in files (text, title, date, source, url, id ... or `map`). Rows come in the
        order of the articles; `locator` of `articles` and `rejects` ends in the number of the row, from 1. The same article
        twice has its rows twice. The interpreter's lock is free meanwhile, and Ctrl-C stops.
        """
    # a text is an iterable of texts, too
    @overload
    def score(  # type: ignore[overload-overlap]
        self, texts: str, *, targets: str | None = None, text_type: _TextType | None = None
    ) -> Score: ...
    @overload
    def score(
        self, texts: Iterable[str], *, targets: str | Iterable[str | None] | None = None, text_type: _TextType | None = None
    ) -> list[Score]:
        """Label and score of sentences, headlines or posts, each towards its target where it has one: `newsvane score`."""

def run(
    inputs: list[str],
    out: _Path | None,
    *,
    config: _Path | None,
    shard: str | None,
    fresh: bool,
    update: bool,
    progress: bool | Listener | None,
    settings: dict[str, Any],
) -> dict[str, Any]: ...
def merge(folders: list[_Path], out: _Path, *, progress: bool | Listener | None) -> dict[str, Any]: ...
def index(
    folder: _Path, out: _Path | None, *, config: _Path | None, progress: bool | Listener | None, settings: dict[str, Any]
) -> Path: ...
def index_runs(
    folders: list[_Path], out: _Path, *, config: _Path | None, progress: bool | Listener | None, settings: dict[str, Any]
) -> bool: ...
def read_table(folder: _Path, name: str, index: str | None = None) -> Table: ...
def table_names(folder: _Path) -> list[str]: ...
def declared() -> dict[str, Any]: ...
