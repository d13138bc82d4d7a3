"""Long work leaves the interpreter to others, tells how far it has come, and ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from conftest import ARTICLES, records

import newsvane


def test_the_interpreter_is_free_meanwhile(pipeline: newsvane.Pipeline) -> None:
    many = [{**record, "id": f"{record['id']}-{n}"} for n in range(12) for record in records()]
    ticks: list[float] = []
    done = threading.Event()

    def count() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    counter = threading.Thread(target=count)
    counter.start()
    begin = time.monotonic()
    pipeline.analyze_batch(many)
    took = time.monotonic() - begin
    done.set()
    counter.join()
    longest = max(after - before for before, after in zip(ticks, ticks[1:]))
    assert took > 0.1 and longest < took / 2, f"{took:.2f} s, of which {longest:.2f} s without a turn"


def test_progress_is_told(pipeline: newsvane.Pipeline) -> None:
    many = [{**record, "id": f"{record['id']}-{n}"} for n in range(6) for record in records()]
    told: list[tuple[str, str, int, int | None]] = []
    pipeline.analyze_batch(many, progress=lambda *said: told.append(said))
    assert told and {(phase, unit, total) for phase, unit, _, total in told} == {("analysing", "articles", len(many))}
    counts = [done for _, _, done, _ in told]
    assert counts == sorted(counts) and counts[-1] > 0


def test_an_exception_of_the_listener_stops_the_work(pipeline: newsvane.Pipeline) -> None:
    many = [{**record, "id": f"{record['id']}-{n}"} for n in range(200) for record in records()]

    def stop(*_: object) -> None:
        raise RuntimeError("enough")

    begin = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"):
        pipeline.analyze_batch(many, progress=stop)
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize("work", ["pipeline.analyze_batch(records)", "newsvane.run(archive, out, threads=1)"])
def test_ctrl_c_stops(work: str, tmp_path: Path) -> None:
    archive = tmp_path / "many.jsonl"
    script = textwrap.dedent(f"""
        import json, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import newsvane
        from conftest import records as some
        records = [{{**record, "id": f"{{record['id']}}-{{n}}"}} for n in range(300) for record in some()]
        archive, out = {str(archive)!r}, {str(tmp_path / "out")!r}
        with open(archive, "w") as file:
            file.writelines(json.dumps(record) + "\\n" for record in records)
        pipeline = newsvane.Pipeline(threads=1)
        print("begins", flush=True)
        try:
            {work}
        except KeyboardInterrupt:
            print("stopped", flush=True)
    """)
    started = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=os.environ)
    assert started.stdout is not None
    assert started.stdout.readline() == "begins\n"
    time.sleep(1)
    begin = time.monotonic()
    started.send_signal(signal.SIGINT)
    said, _ = started.communicate(timeout=60)
    assert (said, started.returncode) == ("stopped\n", 0)
    assert time.monotonic() - begin < 10


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    def stop(phase: str, unit: str, done: int, total: int | None) -> None:
        if unit == "B" and total and done > total / 2:
            raise RuntimeError("enough")

    archive = tmp_path / "many.jsonl"
    many = [{**record, "id": f"{record['id']}-{n}"} for n in range(16) for record in records()]
    archive.write_text("".join(json.dumps(record) + "\n" for record in many))
    with pytest.raises(RuntimeError, match="enough"):
        newsvane.run(archive, tmp_path / "own", progress=stop, threads=1)
    again = newsvane.run(archive, tmp_path / "own", threads=1)
    assert not again.was_finished and 0 < again.resumed < again.counts["seen"] == len(many)


def test_import_is_light() -> None:
    code = "import sys, newsvane; print([name for name in ('pandas', 'polars', 'pyarrow', 'numpy', 'tqdm') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert ARTICLES.is_dir()
