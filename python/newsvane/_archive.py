"""Archives to tables, and tables to data frames."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
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

    def read(self, *, engine: Engine = "pandas", index: str | None = None) -> Tables:
        """The tables."""
        return Tables(self.out, engine=engine, index=index)


def run(
    inputs: PathLike | Sequence[PathLike],
    out: PathLike | None = None,
    *,
    config: PathLike | None = None,
    fresh: bool = False,
    progress: bool | Listener | None = None,
    **settings: Unpack[RunSettings],
) -> RunSummary:
    """Reads an archive, analyses every article, aggregates, and writes all tables to `out`: `newsvane run`.

    A run that was stopped, by Ctrl-C or otherwise, goes on where it was when it is asked for again. `config` is a
    newsvane.toml; none is looked for. `settings` are those of docs/settings.md, with _ for -.
    """
    summary = _newsvane.run(
        [os.fspath(path) for path in _several(inputs)], out, config=config, fresh=fresh, progress=progress, settings=dict(settings)
    )
    return RunSummary(
        **{
            **summary,
            "out": Path(summary["out"]),
            "files": [Path(file) for file in summary["files"]],
            "first_rejects": [tuple(reject) for reject in summary["first_rejects"]],
        }
    )


def index(
    folder: PathLike,
    out: PathLike | None = None,
    *,
    config: PathLike | None = None,
    engine: Engine = "pandas",
    progress: bool | Listener | None = None,
    **settings: Unpack[IndexSettings],
) -> Tables:
    """Other weights, days and smoothing from the tables of a run, without its archive: `newsvane index`.

    Writes to `out` (the folder `index` below the run where it is None) and returns those tables.
    """
    written = _newsvane.index(folder, out, config=config, progress=progress, settings=dict(settings))
    return Tables(written, engine=engine)


def read(folder: PathLike, *, engine: Engine = "pandas", index: str | None = None) -> Tables:
    """The tables that `run` or `index` wrote to a folder, in whatever format, with the right types.

    `index` is the name of one of several indices.
    """
    return Tables(folder, engine=engine, index=index)


def _several(inputs: PathLike | Sequence[PathLike]) -> Sequence[PathLike]:
    if isinstance(inputs, (str, os.PathLike)):
        return [inputs]
    if not inputs:
        raise UsageError("inputs: expected a file, a folder or a glob, or several of them; found none")
    return inputs
