"""Spark: the tables of the program, whatever becomes of tasks.

Runs in one process over the sample corpus; with NEWSVANE_CLUSTER=1 (scripts/test-python --all) also on executors of their own
that are killed, and over the archive `medium` where that is there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, missing, program, records

import newsvane

if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
    missing("pyspark and java")

from pyspark import TaskContext, cloudpickle  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402

import newsvane.spark  # noqa: E402

# workers do not know this file
register: Any = cloudpickle.register_pickle_by_value
register(sys.modules[__name__])

OF_ARCHIVE = {"story_id", "story_similarity", "is_original"}
IS_CLUSTER = os.environ.get("NEWSVANE_CLUSTER") == "1"
KINDS = ["one process", *(["executors"] if IS_CLUSTER else [])]


@pytest.fixture(scope="module", params=KINDS)
def spark(request: pytest.FixtureRequest) -> Iterator[SparkSession]:
    import pyspark

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    # of a task that fails twice the third attempt counts
    master = "local[2,3]" if request.param == "one process" else "local-cluster[2,1,1024]"
    builder = SparkSession.builder.master(master).appName("newsvane").config("spark.ui.enabled", "false")
    for key, value in {
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.showConsoleProgress": "false",
        "spark.task.maxFailures": "4",
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def df(spark: SparkSession) -> DataFrame:
    """The articles in three partitions, in order."""
    own = [(r["id"], r["title"], r["text"], r["date"], r["source"]) for r in records()]
    return spark.createDataFrame(spark.sparkContext.parallelize(own, 3), "id string, title string, text string, date string, source string")


def rows(table: pa.Table) -> list[str]:
    """Rows without where they were read, in an order of their own."""
    kept = [name for name in table.column_names if name not in ("locator", "bytes")]
    return sorted(json.dumps(row, default=str) for row in table.select(kept).to_pylist())


def assert_same_run(own: Path, expected: Path) -> None:
    """All tables of two runs, sorted rows byte for byte."""
    names = {path.name for path in expected.glob("*.parquet")}
    assert {path.name for path in own.glob("*.parquet")} == names
    for name in sorted(names):
        assert rows(pq.read_table(own / name)) == rows(pq.read_table(expected / name)), name


def fail_once(df: DataFrame, folder: Path, how: str) -> DataFrame:
    """The same articles, whose second partition fails after its first rows when it is computed first."""
    mark = str(folder / "failed")

    def flaky(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        context = TaskContext.get()
        is_first = context is not None and context.partitionId() == 1 and not os.path.exists(mark)
        for batch in batches:
            half = batch.num_rows // 2
            yield batch.slice(0, half)
            if is_first:
                Path(mark).touch()
                if how == "an error":
                    raise RuntimeError("this attempt is to fail")
                os.kill(os.getpid() if how == "a killed worker" else executor(), signal.SIGKILL)
                time.sleep(60)
            yield batch.slice(half)

    return df.mapInArrow(flaky, df.schema)


def is_one_process(spark: SparkSession) -> bool:
    return str(spark.sparkContext.master).startswith("local[")


def executor() -> int:
    """The Java process of this executor: workers are children of a child of it."""
    pid = os.getpid()
    while "java" not in os.path.basename(os.readlink(f"/proc/{pid}/exe")):
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return pid


def test_tables_are_those_of_the_program(df: DataFrame, tables: Path) -> None:
    made = newsvane.spark.analyze(df, zone="America/New_York")
    assert "claims" in made and len(made) == 10
    for name, own in made.items():
        expected = pq.read_table(tables / f"{name}.parquet")
        expected = expected.drop_columns([c for c in expected.column_names if name == "articles" and c in OF_ARCHIVE])
        assert rows(own.toArrow()) == rows(expected), name
    places = [row["locator"] for row in made["articles"].select("locator").collect()]
    assert len(set(places)) == len(places) and "part-000000#1" in places, places[:3]
    made.unpersist()
    alone = newsvane.spark.analyze(df, ["claims"], zone="America/New_York")["claims"]
    assert dict(alone.dtypes)["value"] == "double" and dict(alone.dtypes)["char_start"] == "bigint"
    assert dict(alone.dtypes)["period_start"] == "date"
    assert rows(alone.toArrow()) == rows(pq.read_table(tables / "claims.parquet"))
    with pytest.raises(newsvane.UsageError, match="no table 'theme_days' of single articles"):
        newsvane.spark.analyze(df, ["theme_days"])


def test_a_run_is_that_of_the_program(df: DataFrame, tables: Path, tmp_path: Path) -> None:
    summary = newsvane.spark.run(df, tmp_path / "out", zone="America/New_York")
    assert summary.counts["seen"] == len(records())
    assert_same_run(tmp_path / "out", tables)
    assert not list(tmp_path.glob(".out-parts-*")), "what was needed on the way is gone"
    # partitions are files of the run: their names are those of no machine
    manifest = json.loads((tmp_path / "out/run.json").read_text())
    assert [part["path"] for part in manifest["inputs"]] == [f"part-{n:06}.parquet" for n in range(3)]


@pytest.mark.parametrize("how", ["an error", "a killed worker", "a killed executor"])
def test_what_fails_on_the_way_changes_nothing(spark: SparkSession, df: DataFrame, tables: Path, tmp_path: Path, how: str) -> None:
    if how == "a killed executor" and is_one_process(spark):
        pytest.skip("it has no executor of its own")
    parts = tmp_path / "parts"
    summary = newsvane.spark.run(fail_once(df, tmp_path, how), tmp_path / "out", parts=parts, zone="America/New_York")
    assert (tmp_path / "failed").exists()
    assert_same_run(summary.out, tables)
    assert sorted(path.name for path in parts.iterdir()) == [f"part-{n:06}" for n in range(3)]


def test_parts_that_are_there_are_not_made_again(df: DataFrame, tmp_path: Path) -> None:
    made = newsvane.spark.write_parts(df, tmp_path / "parts")
    assert sum(part.seen for part in made) == len(records())
    ages = [(part.folder / "run.json").stat().st_mtime_ns for part in made]
    (tmp_path / "parts/part-000009").mkdir()
    again = newsvane.spark.write_parts(df, tmp_path / "parts")
    assert again == made and [(part.folder / "run.json").stat().st_mtime_ns for part in again] == ages
    assert not (tmp_path / "parts/part-000009").exists(), "a part of an earlier job"
    other = newsvane.spark.write_parts(df, tmp_path / "parts", source="Wire")
    assert all((part.folder / "run.json").stat().st_mtime_ns > age for part, age in zip(other, ages, strict=True))


def test_times_with_a_zone_are_instants(spark: SparkSession) -> None:
    text = "Chip makers rose 3% on strong demand for servers."
    late = spark.sql(f"select '{text}' as text, timestamp'2026-07-03T23:30:00-04:00' as date")
    made = newsvane.spark.analyze(late, ["articles"], zone="America/New_York")["articles"]
    [row] = made.select("day", "published_utc", "published_precision").collect()
    assert (str(row["day"]), row["published_utc"], row["published_precision"]) == ("2026-07-03", "2026-07-04T03:30:00Z", "instant")


def test_what_cannot_be_run_says_why(df: DataFrame, tmp_path: Path) -> None:
    with pytest.raises(newsvane.UsageError, match="format: expected csv, jsonl or parquet, found html"):
        newsvane.spark.run(df, tmp_path / "out", format="csv,html")
    with pytest.raises(newsvane.UsageError, match="no article is in the DataFrame"):
        newsvane.spark.run(df.where("id = 'none'"), tmp_path / "out")
    with pytest.raises(Exception, match="no column holds the text"):
        newsvane.spark.analyze(df.select("id"), ["claims"])["claims"].collect()


def medium(folder: Path) -> Path:
    """The archive of the project's owner, where it is there: one file of JSON lines, 50 MB."""
    packed = ROOT.parent / "shared/data/archives.tar.zst"
    if not packed.exists():
        pytest.skip(f"no {packed}")
    name = "archives/medium/reuters_2011_2012.jsonl"
    subprocess.run(["tar", "--zstd", "-xf", packed, "-C", folder, name], check=True)
    return folder / name


def test_an_archive_in_eight_partitions_is_the_run_over_it(spark: SparkSession, tmp_path: Path) -> None:
    if is_one_process(spark):
        pytest.skip("executors do it (NEWSVANE_CLUSTER=1)")
    archive = medium(tmp_path)
    begun = time.perf_counter()
    done = program("run", archive, "--out", tmp_path / "program", "--format", "parquet", "--threads", 2, "--quiet")
    assert done.returncode == 0, done.stderr
    took = time.perf_counter() - begun
    # in their order, on which only the order of what cells list depends
    spark.conf.set("spark.sql.files.maxPartitionBytes", archive.stat().st_size // 8 + 1)
    articles = spark.read.json(str(archive))
    assert articles.rdd.getNumPartitions() == 8
    begun = time.perf_counter()
    newsvane.spark.run(articles, tmp_path / "out")
    print(f"the program {took:.1f} s on two threads, Spark {time.perf_counter() - begun:.1f} s on two executors")
    assert_same_run(tmp_path / "out", tmp_path / "program")
