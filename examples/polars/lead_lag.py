"""Does sentiment lead returns? Correlations at leads and lags, by sessions, with the number of pairs: ten sessions prove nothing.

lead_lag.py DIR [--prices FILE] [--theme ID]      a CSV file with day and close; the theme with the most stories
"""
import sys

import polars as pl
from tables import DATA, arguments, table

FEWEST = 5

given = arguments(prices="CSV file with columns day and close", theme="theme [default: the one with the most stories]")
prices = pl.read_csv(given.prices or DATA / "prices.csv", try_parse_dates=True, infer_schema_length=None)
prices = prices.rename({name: name.lower().replace("date", "day") for name in prices.columns}).sort("day")
if not {"day", "close"} <= set(prices.columns):
    sys.exit("the prices need columns day (or date) and close")
returns = prices.select("day", change=pl.col("close").pct_change()).drop_nulls()
days = table(given.folder, "theme_days").drop_nulls("day")
stories = days.group_by("theme").agg(pl.col("stories").sum()).sort(["stories", "theme"], descending=[True, False])
if stories.is_empty():
    sys.exit("no theme has news in these tables")
theme = given.theme or stories["theme"][0]
if theme not in stories["theme"]:
    sys.exit(f"--theme {theme}: not in these tables; there are {', '.join(stories['theme'])}")
index = days.filter(pl.col("theme") == theme).select("day", "sentiment").drop_nulls().sort("day")
# a day that is no session counts with the next one; `newsvane run --calendar nyse` does this to the minute
index = index.filter(pl.col("day") >= prices["day"].min())
index = index.join_asof(returns.select("day", session="day"), on="day", strategy="forward").drop_nulls("session")
sentiment = index.group_by("session").agg(pl.col("sentiment").mean())
print(f"{theme}: {sentiment.height} of {returns.height} sessions have news")
for lag in range(-2, 3):
    # lag 1: sentiment of a session against the return of the next one
    shifted = returns.with_columns(pl.col("change").shift(-lag))
    pair = sentiment.join(shifted, left_on="session", right_on="day").drop_nulls()
    correlation = pair.select(pl.corr("sentiment", "change")).item() if pair.height >= FEWEST else None
    if correlation is None or correlation != correlation:
        print(f"lag {lag:+d}: {pair.height} sessions, too few or too alike to tell")
        continue
    print(f"lag {lag:+d}: correlation {correlation:+.3f} over {pair.height} sessions")
