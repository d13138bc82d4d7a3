"""newsvane: news articles to sentiment per theme, numeric claims and quotes; archives to indices.

    import newsvane
    pipeline = newsvane.Pipeline()
    analysis = pipeline.analyze("Payrolls fell by 41,000 in June.", published="2026-07-02")
    analysis.claims                                  # what was found, as dicts with the columns of the tables
    tables = pipeline.analyze_batch(frame)           # many articles at once: Arrow, pandas, polars or dicts in
    tables["claims"].to_pandas()
    newsvane.run("news/", "tables").read()["theme_days"]

What each function does and means is what the program `newsvane` does, with the same words and rows.
"""

from ._archive import RunSummary, Tables, index, merge, read, run
from ._errors import Error, FileError, UsageError
from ._newsvane import Analysis, Pipeline, Score, Table, __version__

__all__ = [
    "Analysis",
    "Error",
    "FileError",
    "Pipeline",
    "RunSummary",
    "Score",
    "Table",
    "Tables",
    "UsageError",
    "__version__",
    "index",
    "merge",
    "read",
    "run",
]
