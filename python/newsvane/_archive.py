"""Archives to tables, and tables to data frames."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from . import _newsvane
from ._errors import UsageError
from ._frames import Engine, frame

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._progress import Listener
    from ._types import IndexSettings, RunSettings

PathLike = str | os.PathLike[str]


class Tables(Mapping[str, Any]):
    """The tables in a folder, by name; each is read when it is asked for first."""

    def __init__(self, folder: PathLike, *, engine: Engine = "pandas", index: str | None = None) -> None:
        self.folder = Path(folder)
        self._engine = engine
        self._index = index
        self._names = _newsvane.table_names(self.folder)
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            if name not in self._names:
                raise KeyError(name)
            self._read[name] = frame(_newsvane.read_table(self.folder, name, self._index), self._engine)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<newsvane.Tables in {self.folder}: {', '.join(self._names)}>"


@dataclass(frozen=True)
class RunSummary:
    """What a run did."""

    out: Path
    """The folder of the tables."""
    counts: dict[str, int]
    """What became of every input: seen = analysed + duplicates + rejects + skipped."""
    files: list[Path]
    """The files that were written."""
    warnings: list[str] = field(default_factory=list)
    """What to know of the input before using the tables."""
    left_out: list[str] = field(default_factory=list)
    """What the documents lack that the tables have."""
    was_finished: bool = False
    """Whether an earlier run had done all of it."""
    resumed: int = 0
    """Records that the same run had done when it was stopped."""
    reused: int = 0
    """Records taken over from a run over other inputs."""
    first_rejects: list[tuple[str, str, str]] = field(default_factory=list)
    """The first inputs that were not analysed: locator, reason, detail. The table `rejects` has all."""
    started_over: str | None = None
    """What made the work of an earlier run useless, if so."""
    redone: str | None = None
    """Settings that have changed since an earlier run, whose articles did not have to be analysed again for it."""

    def read(self, *, engine: Engine = "pandas", index: str | None = None) -> Tables:
        """The tables."""
        return Tables(self.out, engine=engine, index=index)


def run(
    inputs: PathLike | Sequence[PathLike],
    out: PathLike | None = None,
    *,
    config: PathLike | None = None,
    shard: str | None = None,
    fresh: bool = False,
    update: bool = False,
    progress: bool | Listener | None = None,
    **settings: Unpack[RunSettings],
) -> RunSummary:
    """Reads an archive, analyses every article, aggregates, and writes all tables to `out`: `newsvane run`.

    A run that was stopped, by Ctrl-C or otherwise, goes on where it was when it is asked for again. `config` is a
    newsvane.toml; none is looked for. Tables of other inputs in `out` are replaced where `update` says that this is the
    same archive grown, or `fresh` that they may go. `shard` is one of several parts of the inputs, such as "2/8": `merge` joins
    the tables of all parts. `settings` are those of docs/settings.md, with _ for -.
    """
    paths = [os.fspath(path) for path in _several(inputs, "a file, a folder or a glob")]
    made = _newsvane.run(
        paths, out, config=config, shard=shard, fresh=fresh, update=update, progress=progress, settings=dict(settings)
    )
    return _summary(made)


def merge(folders: Sequence[PathLike], out: PathLike, *, progress: bool | Listener | None = None) -> RunSummary:
    """The tables of several runs as those of one run over all of their inputs: `newsvane merge`."""
    return _summary(_newsvane.merge(list(_several(folders, "the folder of a run")), out, progress=progress))


def _summary(made: dict[str, Any]) -> RunSummary:
    paths = {"out": Path(made["out"]), "files": [Path(file) for file in made["files"]]}
    return RunSummary(**{**made, **paths, "first_rejects": [tuple(reject) for reject in made["first_rejects"]]})


def index(
    folders: PathLike | Sequence[PathLike],
    out: PathLike | None = None,
    *,
    config: PathLike | None = None,
    engine: Engine = "pandas",
    progress: bool | Listener | None = None,
    **settings: Unpack[IndexSettings],
) -> Tables:
    """Other weights, days and smoothing from the tables of a run, or of several runs as one, without their archives:
    `newsvane index`.

    Writes to `out` and returns those tables; of one run `out` may be None: the folder `index` below it.
    """
    runs = _several(folders, "the folder of a run")
    if len(runs) == 1:
        written = _newsvane.index(runs[0], out, config=config, progress=progress, settings=dict(settings))
        return Tables(written, engine=engine)
    if out is None:
        raise UsageError("out: expected a folder for the index of several runs")
    if _newsvane.index_runs(list(runs), out, config=config, progress=progress, settings=dict(settings)):
        return Tables(out, engine=engine)
    # documents, and other stories, are made of all tables
    with TemporaryDirectory() as scratch:
        merged = merge(runs, Path(scratch) / "merged", progress=progress).out
        written = _newsvane.index(merged, out, config=config, progress=progress, settings=dict(settings))
    return Tables(written, engine=engine)


def read(folder: PathLike, *, engine: Engine = "pandas", index: str | None = None) -> Tables:
    """The tables that `run` or `index` wrote to a folder, in whatever format, with the right types.

    `index` is the name of one of several indices.
    """
    return Tables(folder, engine=engine, index=index)


def _several(paths: PathLike | Sequence[PathLike], expected: str) -> Sequence[PathLike]:
    if isinstance(paths, (str, os.PathLike)):
        return [paths]
    if not paths:
        raise UsageError(f"expected {expected}, or several of them; found none")
    return paths
