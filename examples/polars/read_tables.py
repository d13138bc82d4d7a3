"""Every table of a run as a data frame, with its types; and how many articles bear each theme, from a column of lists."""
import polars as pl
from tables import arguments, lists, table

where = arguments().folder
names = sorted({path.stem for path in where.iterdir() if path.suffix in (".csv", ".parquet")})
for name in names:
    frame = table(where, name)
    print(f"{name}: {frame.height} rows, {frame.width} columns")
themes = table(where, "articles").with_columns(lists("themes")).explode("themes").drop_nulls("themes")
for theme, articles in themes.group_by("themes").len().sort(["len", "themes"], descending=[True, False]).rows()[:5]:
    print(f"{theme}: {articles} articles")
