"""The program and the sample corpus that the package is compared with."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import newsvane

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "corpora/smallcap-2026/articles"


def program(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """What the program does."""
    command = [os.environ["NEWSVANE"], *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def missing(what: str) -> None:
    """Leaves a test off for lack of something, or fails where all has to be there."""
    is_needed = os.environ.get("NEWSVANE_REQUIRE_TOOLS") == "1" and os.environ.get("NEWSVANE_CLUSTER") == "1"
    text = f"no {what} (scripts/install-test-tools --all)"
    if is_needed:
        pytest.fail(text)
    pytest.skip(text, allow_module_level=True)


def records() -> list[dict[str, str]]:
    """The articles of the sample corpus as records with a headline, a text and a day."""
    out = []
    for n, path in enumerate(sorted(ARTICLES.glob("*.txt"))):
        title, _, text = path.read_text().partition("\n\n")
        out.append({"id": path.stem, "title": title.strip(), "text": text, "date": f"2026-07-{1 + n % 9:02}T0{n % 9}:30:00-04:00", "source": f"Wire {n % 4}"})
    # one that is not analysed, and one in which nothing is found
    out.append({"id": "foreign", "title": "Kurse", "text": "Die Kurse sind am Montag wieder gestiegen, und das ist gut so. " * 4, "date": "", "source": ""})
    out.append({"id": "void", "title": "", "text": " ", "date": "", "source": ""})
    return out


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records as a file of the program."""
    path = tmp_path_factory.mktemp("archive") / "batch.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records()))
    return path


@pytest.fixture(scope="session")
def tables(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that the program makes of them."""
    out = tmp_path_factory.mktemp("tables")
    done = program("run", archive, "--out", out, "--format", "parquet", "--zone", "America/New_York", "--quiet")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def pipeline() -> newsvane.Pipeline:
    return newsvane.Pipeline(zone="America/New_York")
