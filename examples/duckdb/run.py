"""Runs a recipe of DuckDB by its Python package: run.py DIR RECIPE.sql [PRICES.csv]. The recipes read tables of the working directory."""
import os
import sys
from pathlib import Path

import duckdb

if len(sys.argv) not in (3, 4):
    sys.exit("usage: run.py DIR RECIPE.sql [PRICES.csv]")
recipe = Path(sys.argv[2]).read_text(encoding="utf-8")
prices = Path(sys.argv[3] if len(sys.argv) == 4 else Path(__file__).parent.parent / "data" / "prices.csv").resolve()
os.chdir(sys.argv[1])
duckdb.execute("SET VARIABLE prices = $1", [str(prices)])
for statement in duckdb.extract_statements(recipe):
    result = duckdb.sql(statement.query)
    if result is not None:
        print("\t".join(result.columns))
        for row in result.fetchall():
            print("\t".join("" if cell is None else str(cell) for cell in row))
