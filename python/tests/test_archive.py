"""Archives, indices and tables: the files of the program, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from conftest import ARTICLES, program

import newsvane


def files(folder: Path) -> dict[str, bytes]:
    """The files of a run, but for the one that tells how long it took."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "timing.json"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[newsvane.RunSummary, Path]:
    """The same run, by Python and by the program."""
    own, program_out = tmp_path_factory.mktemp("own"), tmp_path_factory.mktemp("program")
    summary = newsvane.run(ARTICLES, own, format=["csv", "parquet"], zone="America/New_York", weighing={"question": 0.3}, threads=2)
    done = program("run", ARTICLES, "--out", program_out, "--format", "csv,parquet", "--zone", "America/New_York", "--weigh", "question=0.3", "--quiet")
    assert done.returncode == 0, done.stderr
    return summary, program_out


def test_a_run_writes_the_files_of_the_program(made: tuple[newsvane.RunSummary, Path]) -> None:
    summary, program_out = made
    assert files(summary.out) == files(program_out)
    assert summary.counts["seen"] == summary.counts["analysed"] + summary.counts["duplicates"] + summary.counts["rejects"] + summary.counts["skipped"]
    assert {path.name for path in summary.files} == {path.name for path in program_out.iterdir() if path.is_file()}


def test_an_index_writes_the_files_of_the_program(made: tuple[newsvane.RunSummary, Path], tmp_path: Path) -> None:
    summary, program_out = made
    tables = newsvane.index(summary.out, tmp_path / "own", across="relevance", half_life=10, format="parquet", engine="polars")
    done = program("index", program_out, "--out", tmp_path / "program", "--across", "relevance", "--half-life", "10", "--format", "parquet", "--quiet")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "own") == files(tmp_path / "program")
    assert isinstance(tables["theme_days"], pl.DataFrame)


def test_tables_have_the_right_types_from_any_format(made: tuple[newsvane.RunSummary, Path], tmp_path: Path) -> None:
    summary, _ = made
    tables = summary.read()
    days = tables["theme_days"]
    assert isinstance(days, pd.DataFrame)
    assert str(days["day"].dtype).startswith("datetime64")
    assert str(days["stories"].dtype) == "int64" and str(days["sentiment"].dtype) == "float64"
    no_news = days[days["stories"] == 0]
    assert len(no_news) > 0 and no_news["sentiment"].isna().all()
    # Parquet files have the same cells as CSV files
    for path in summary.out.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "run.json").write_bytes((summary.out / "run.json").read_bytes())
    other = newsvane.read(tmp_path)
    assert set(other) == set(tables) and len(tables) > 12
    for name in tables:
        pd.testing.assert_frame_equal(other[name], tables[name])
    assert newsvane.read(tmp_path, engine="arrow")["articles"].num_rows == len(tables["articles"])


def test_a_finished_run_is_not_made_again(made: tuple[newsvane.RunSummary, Path]) -> None:
    summary, _ = made
    again = newsvane.run(str(ARTICLES), summary.out, format="csv,parquet", zone="America/New_York", weighing="question=0.3")
    assert again.was_finished


def test_errors_have_the_words_of_the_program(tmp_path: Path) -> None:
    def said(*arguments: object) -> str:
        done = program(*arguments)
        assert done.returncode in (2, 3), done.stderr
        return done.stderr.strip().removeprefix("newsvane: ")

    with pytest.raises(newsvane.FileError) as missing:
        newsvane.run(tmp_path / "none", tmp_path / "out")
    assert str(missing.value) == said("run", tmp_path / "none", "--out", tmp_path / "out")
    assert isinstance(missing.value, OSError)
    with pytest.raises(newsvane.UsageError) as zone:
        newsvane.run(ARTICLES, tmp_path / "out", zone="Mars")
    assert str(zone.value) == said("run", ARTICLES, "--out", tmp_path / "out", "--zone", "Mars")
    assert isinstance(zone.value, ValueError)
    with pytest.raises(newsvane.UsageError) as folder:
        newsvane.index(tmp_path)
    assert str(folder.value) == said("index", tmp_path)
    with pytest.raises(newsvane.FileError) as lexicons:
        newsvane.Pipeline(lexicons=tmp_path / "none")
    assert str(lexicons.value) == said("score", ARTICLES, "--lexicons", tmp_path / "none")
    config = tmp_path / "own.toml"
    config.write_text('zone = "UTC"\ncutof = "16:00"\n')
    with pytest.raises(newsvane.UsageError) as key:
        newsvane.run(ARTICLES, tmp_path / "out", config=config)
    assert str(key.value) == said("run", ARTICLES, "--config", config)


def test_settings_are_those_of_the_function(tmp_path: Path) -> None:
    with pytest.raises(newsvane.UsageError, match="index has no setting 'smothing'; did you mean smoothing"):
        newsvane.index(tmp_path, smothing="equal")  # type: ignore[call-arg]
    with pytest.raises(newsvane.UsageError, match="Pipeline has no setting 'half_life'"):
        newsvane.Pipeline(half_life=3)  # type: ignore[call-arg]
    with pytest.raises(newsvane.UsageError, match="expected a file, a folder or a glob, or several of them; found none"):
        newsvane.run([], tmp_path)


def test_tables_that_are_not_there_are_told(made: tuple[newsvane.RunSummary, Path], tmp_path: Path) -> None:
    with pytest.raises(newsvane.UsageError, match="run.json: no such file"):
        newsvane.read(tmp_path)
    with pytest.raises(KeyError):
        made[0].read()["theme_dayz"]
    with pytest.raises(ValueError, match="expected pandas, polars or arrow"):
        newsvane.read(made[0].out, engine="dask")["articles"]  # type: ignore[arg-type]


def test_an_index_that_is_stopped_says_so_and_leaves_no_tables(made: tuple[newsvane.RunSummary, Path], tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise RuntimeError("enough")

    # long enough for one look: the articles of the run many times over
    many = tmp_path / "many"
    shutil.copytree(made[0].out, many)
    for path in [*many.glob("*.parquet"), many / "theme_days.csv"]:
        path.unlink()
    for name in ("articles", "article_themes", "entities", "sketches"):
        header, *lines = (many / f"{name}.csv").read_text().splitlines(keepends=True)
        (many / f"{name}.csv").write_text(header + "".join(lines * 60))
    with pytest.raises(RuntimeError, match="enough"):
        newsvane.index(many, tmp_path / "out", progress=stop)
    assert not (tmp_path / "out/theme_days.csv").exists()


def test_parts_of_an_archive_are_merged(made: tuple[newsvane.RunSummary, Path], tmp_path: Path) -> None:
    runs = [
        newsvane.run(ARTICLES, tmp_path / f"part-{k}", shard=f"{k}/2", format=["csv", "parquet"], zone="America/New_York", weighing={"question": 0.3})
        for k in (1, 2)
    ]
    assert all(run.counts["analysed"] > 20 for run in runs)
    merged = newsvane.merge([run.out for run in runs], tmp_path / "merged")
    assert files(merged.out) == files(made[0].out)
    tables = newsvane.index([run.out for run in runs], tmp_path / "index", half_life=9)
    alone = newsvane.index(merged.out, tmp_path / "alone", half_life=9)
    assert files(tables.folder) == files(alone.folder)
    with pytest.raises(newsvane.UsageError, match="cannot be told apart"):
        newsvane.merge([runs[0].out, runs[0].out], tmp_path / "twice")
    with pytest.raises(newsvane.UsageError, match="shard 3/2: expected K/N"):
        newsvane.run(ARTICLES, tmp_path / "none", shard="3/2")
    with pytest.raises(newsvane.UsageError, match="out: expected a folder"):
        newsvane.index([run.out for run in runs])
