"""Ray and Dask: the recipes of examples/cluster give the claims of the program, where these packages are installed."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, missing


def rows(table: pa.Table) -> list[str]:
    return sorted(json.dumps(row, default=str) for row in table.to_pylist())


@pytest.mark.parametrize(("recipe", "package"), [("ray_claims.py", "ray"), ("dask_claims.py", "distributed")])
def test_a_recipe_gives_the_claims_of_the_program(recipe: str, package: str, archive: Path, tables: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec(package) is None:
        missing(package)
    environment = {**os.environ, "RAY_DISABLE_IMPORT_WARNING": "1", "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}
    command = [sys.executable, str(ROOT / "examples/cluster" / recipe), str(archive), str(tmp_path / "claims")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    own = pq.read_table(tmp_path / "claims")
    expected = pq.read_table(tables / "claims.parquet")
    assert own.num_rows > 100
    # days of pandas are instants
    assert rows(own.select(expected.column_names).cast(expected.schema)) == rows(expected)
