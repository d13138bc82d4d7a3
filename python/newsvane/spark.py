"""newsvane on Spark: articles of a DataFrame to the tables of `newsvane run`.

    import newsvane.spark
    tables = newsvane.spark.analyze(df)                    # a DataFrame for each table
    tables["claims"].groupBy("unit").count().show()
    newsvane.spark.run(df, "/shared/tables")               # a run over all partitions: stories, days, indices, conflicts

A row of `df` is an article; columns are known by their names as in files (text, title, date, source, url, id ... or `map`).
Times are `timestamp` (an instant), or `timestamp_ntz` and text, which are read as files are. The package has to be installed
where executors run, and files that settings name have to be there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _newsvane
from ._archive import PathLike, RunSummary, merge
from ._archive import run as run_here
from ._errors import FileError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from typing_extensions import Unpack

    from ._progress import Listener
    from ._types import PipelineSettings, RunSettings

__all__ = ["Part", "SparkTables", "analyze", "run", "write_parts"]

ROWS = 512
"""Articles analysed together: their tables are in memory at the same time."""

_PACKED = "table string, rows binary"
_SOURCE = Path(".newsvane/source.json")
_DOCUMENTS = {"xlsx", "html"}


class SparkTables(Mapping[str, "DataFrame"]):
    """The tables of the articles of a DataFrame, by name. They are analysed once, when the first table is computed, and
    kept on the disks of executors until `unpersist`."""

    def __init__(self, packed: DataFrame, names: Iterable[str]) -> None:
        self._packed = packed
        self._names = list(names)

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self._names:
            raise KeyError(name)
        own = self._packed.where(self._packed["table"] == name)
        return own.mapInArrow(_unpack, _schema(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def unpersist(self) -> None:
        """Gives back the disks of executors."""
        self._packed.unpersist()


def analyze(df: DataFrame, tables: Iterable[str] | None = None, **settings: Unpack[PipelineSettings]) -> SparkTables:
    """Analyses each article of `df` and returns the tables that tell of single articles: those of
    `newsvane.Pipeline.analyze_batch`, each a DataFrame with the columns of docs/tables.md. `tables` are the names of those that
    are wanted; with one of them alone nothing is kept on disks.

    `locator` tells partition and row: `part-000003#17`. An article that `df` has twice has its rows twice; `run` counts it once.
    """
    known = list(_arrow_schemas())
    names = known if tables is None else list(tables)
    for name in names:
        if name not in known:
            raise UsageError(f"no table '{name}' of single articles; expected one of {', '.join(known)}")
    packed = df.mapInArrow(_packer(names, _executable(settings)), _PACKED)
    if len(names) > 1:
        from pyspark import StorageLevel

        packed = packed.persist(StorageLevel.DISK_ONLY)
    return SparkTables(packed, names)


class Part(NamedTuple):
    """The run over a partition."""

    folder: Path
    """Its tables, in a folder as `newsvane run` writes it."""
    seen: int
    """Its records."""
    analysed: int
    """Its articles."""


def write_parts(
    df: DataFrame, folder: PathLike, *, config: PathLike | None = None, **settings: Unpack[RunSettings]
) -> list[Part]:
    """Makes a run of each partition, below `folder`, which driver and executors share: `folder/part-000003/claims.parquet`.
    `newsvane.merge` and `newsvane.index` make one run of them.

    A task writes out of sight and lets its folder appear when it is whole: tasks that fail, are killed, or run twice change
    nothing. Asked again with the same articles, settings and version, parts that are there are not made again. What
    `folder` holds of parts that this DataFrame does not have goes.
    """
    into = Path(folder).absolute()
    into.mkdir(parents=True, exist_ok=True)
    wanted = {"format": ["parquet"], **_executable(settings)}
    formats = wanted["format"]
    formats = formats.split(",") if isinstance(formats, str) else list(formats)
    if documents := _DOCUMENTS.intersection(formats):
        raise UsageError(f"format: expected csv, jsonl or parquet, found {', '.join(sorted(documents))}; make documents of the tables that are written")
    made = df.mapInArrow(
        _part_writer(into, _absolute(config), wanted), "folder string, seen bigint, analysed bigint"
    ).collect()
    parts = [Part(Path(row["folder"]), row["seen"], row["analysed"]) for row in sorted(made, key=lambda row: row["folder"])]
    if not parts:
        raise UsageError("no article is in the DataFrame; expected one at least")
    for part in parts:
        if not (part.folder / "run.json").is_file():
            raise FileError(f"{part.folder}: an executor wrote it, and the driver does not see it; expected a folder that all of them share")
    for path in into.iterdir():
        if path.name.startswith(".attempt-") or (path.name.startswith("part-") and path not in {part.folder for part in parts}):
            shutil.rmtree(path, ignore_errors=True)
    return parts


def run(
    df: DataFrame,
    out: PathLike,
    *,
    parts: PathLike | None = None,
    config: PathLike | None = None,
    progress: bool | Listener | None = None,
    **settings: Unpack[RunSettings],
) -> RunSummary:
    """Analyses each article of `df` on the executors, and joins what they found on the driver: the tables in `out` are those of
    one `newsvane run` over a file for each partition, byte for byte, with stories, days, indices and conflicts of all articles.

    Driver and executors share the folder that `out` is in, or `parts`, where the runs over partitions go (see `write_parts`)
    and stay; without `parts` they stand beside `out` until the end. Formats are parquet unless `format` says else. Executors
    take one thread a task unless `threads` says else. The driver needs memory for settings and days, not for articles.
    """
    target = Path(out).absolute()
    if parts is not None:
        return merge([part.folder for part in write_parts(df, parts, config=config, **settings)], target, progress=progress)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}-parts-", dir=target.parent) as beside:
        made = write_parts(df, beside, config=config, **settings)
        return merge([part.folder for part in made], target, progress=progress)


def _executable(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as executors need them: one thread a task, files by their whole paths."""
    own = {"threads": 1, **settings}
    for key in ("lexicons", "boilerplate", "universe", "calendar"):
        path = own.get(key)
        # the name of a built-in calendar is no file
        if path is not None and (key != "calendar" or os.path.exists(path)):
            own[key] = _absolute(path)
    return own


def _absolute(path: PathLike | None) -> str | None:
    return None if path is None else os.path.abspath(os.fspath(path))


@lru_cache(maxsize=4)
def _pipeline(settings: str) -> _newsvane.Pipeline:
    """One for all tasks of a worker: compiling lexicons takes longer than an article."""
    return _newsvane.Pipeline(**json.loads(settings))


@lru_cache(maxsize=1)
def _arrow_schemas() -> dict[str, pa.Schema]:
    import pyarrow

    tables: Mapping[str, Any] = _newsvane.Pipeline().analyze_batch([])
    return {name: pyarrow.table(table).schema for name, table in tables.items()}


def _schema(name: str) -> str:
    """The columns of a table as Spark declares them: signed numbers, days, text; each may be null."""
    kinds = {"int64": "bigint", "double": "double", "bool": "boolean", "date32[day]": "date", "string": "string",
             "list<element: string not null>": "array<string>"}
    return ", ".join(f"`{field.name}` {kinds[str(field.type)]}" for field in _arrow_schemas()[name])


@lru_cache(maxsize=1)
def _build() -> str:
    """Another build may write other tables, and those of several builds are not merged."""
    return hashlib.blake2b(Path(_newsvane.__file__).read_bytes(), digest_size=16).hexdigest()


def _partition() -> str:
    from pyspark import TaskContext

    context = TaskContext.get()
    return f"part-{0 if context is None else context.partitionId():06}"


def _packer(names: list[str], settings: dict[str, Any]) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    key = json.dumps(settings, sort_keys=True)

    def pack(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow

        part, before = _partition(), 0
        for batch in batches:
            for start in range(0, batch.num_rows, ROWS):
                some = batch.slice(start, ROWS)
                tables: Mapping[str, Any] = _pipeline(key).analyze_batch(pyarrow.Table.from_batches([some]), progress=False)
                made = {name: _located(pyarrow.table(tables[name]), part, before) for name in names}
                filled = [(name, _bytes_of(table)) for name, table in made.items() if table.num_rows]
                before += some.num_rows
                columns = [[name for name, _ in filled], [rows for _, rows in filled]]
                yield pyarrow.RecordBatch.from_arrays(
                    [pyarrow.array(columns[0], pyarrow.string()), pyarrow.array(columns[1], pyarrow.binary())], ["table", "rows"]
                )

    return pack


def _located(table: pa.Table, part: str, before: int) -> pa.Table:
    """With places in the partition instead of places in a batch."""
    if "locator" not in table.column_names:
        return table
    import pyarrow

    def place(locator: str) -> str:
        return re.sub(r"^batch#(\d+)", lambda own: f"{part}#{before + int(own[1])}", locator)

    at = table.column_names.index("locator")
    places = pyarrow.array([place(own) for own in table["locator"].to_pylist()], pyarrow.string())
    return table.set_column(at, table.schema.field(at), places)


def _bytes_of(table: pa.Table) -> bytes:
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(compression="zstd")
    with pyarrow.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def _unpack(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow

    for batch in batches:
        for rows in batch.column("rows"):
            with pyarrow.ipc.open_stream(rows.as_buffer()) as reader:
                yield from reader


def _part_writer(
    into: Path, config: str | None, settings: dict[str, Any]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def write(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow

        name = _partition()
        with TemporaryDirectory(prefix="newsvane-") as scratch:
            digest = _write_articles(batches, Path(scratch) / f"{name}.parquet")
            if digest is None:
                return
            source = json.dumps({"articles": digest, "settings": settings, "config": config, "newsvane": _build()}, sort_keys=True)
            folder = into / name
            if _source_of(folder) != source:
                _make_part(folder, Path(scratch), name, source, config, settings)
        counts = json.loads((folder / "run.json").read_text())["counts"]
        yield pyarrow.RecordBatch.from_pylist([{"folder": str(folder), "seen": counts["seen"], "analysed": counts["analysed"]}])

    return write


def _write_articles(batches: Iterator[pa.RecordBatch], path: Path) -> str | None:
    """Writes a partition to a file that a run reads; a digest of its articles, or None where it has none."""
    import pyarrow.parquet

    digest, writer = hashlib.blake2b(digest_size=16), None
    try:
        for batch in batches:
            if batch.num_rows == 0:
                continue
            if writer is None:
                writer = pyarrow.parquet.ParquetWriter(path, batch.schema, compression="zstd")
                digest.update(str(batch.schema).encode())
            digest.update(_digestible(batch))
            writer.write_batch(batch)
    finally:
        if writer is not None:
            writer.close()
    return None if writer is None else digest.hexdigest()


def _digestible(batch: pa.RecordBatch) -> bytes:
    """Bytes that are equal for equal batches."""
    import pyarrow

    # a slice has the buffers of the whole
    own = pyarrow.Table.from_batches([batch]).combine_chunks().to_batches()
    return b"".join(bytes(one.serialize()) for one in own)


def _make_part(folder: Path, scratch: Path, name: str, source: str, config: str | None, settings: dict[str, Any]) -> None:
    """Makes the run over a partition and lets it appear as a whole."""
    attempt = folder.parent / f".attempt-{name}-{uuid.uuid4().hex}"
    try:
        # `run.json` names the input as it was given: by its bare name it is the same for every attempt
        with _working_in(scratch):
            run_here(f"{name}.parquet", attempt, config=config, progress=False, **settings)
        (attempt / _SOURCE).write_text(source)
        _appear(attempt, folder, source)
    finally:
        shutil.rmtree(attempt, ignore_errors=True)


def _appear(attempt: Path, folder: Path, source: str) -> None:
    """Renames a whole part to its place. Another attempt of the same task may have been faster; what an earlier job left goes."""
    while True:
        try:
            os.rename(attempt, folder)
        except OSError:
            if not folder.exists():
                raise
            if _source_of(folder) == source:
                return
            stale = folder.parent / f".attempt-stale-{uuid.uuid4().hex}"
            os.rename(folder, stale)
            shutil.rmtree(stale, ignore_errors=True)
        else:
            return


def _source_of(folder: Path) -> str | None:
    """Of what a part was made."""
    try:
        return (folder / _SOURCE).read_text()
    except OSError:
        return None


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
