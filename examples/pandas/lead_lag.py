"""Does sentiment lead returns? Correlations at leads and lags, by sessions, with the number of pairs: ten sessions prove nothing.

lead_lag.py DIR [--prices FILE] [--theme ID]      a CSV file with day and close; the theme with the most stories
"""
import pandas as pd
from tables import arguments, busiest, prices, table

FEWEST = 5

given = arguments(prices="CSV file with columns day and close", theme="theme [default: the one with the most stories]")
close = prices(given.prices, "prices.csv").set_index("day")["close"]
returns = close.pct_change().dropna()
days = table(given.folder, "theme_days")
days = days[days["day"].notna()]
theme = busiest(days, given.theme)
index = days[days["theme"] == theme].set_index("day")["sentiment"]
# a day that is no session counts with the next one; `newsvane run --calendar nyse` does this to the minute
session = returns.index.searchsorted(index.index)
within = (session < len(returns)) & (index.index >= close.index.min())
sentiment = index[within].groupby(returns.index[session[within]]).mean()
print(f"{theme}: {sentiment.notna().sum()} of {len(returns)} sessions have news")
for lag in range(-2, 3):
    # lag 1: sentiment of a session against the return of the next one
    pair = pd.concat([sentiment, returns.shift(-lag)], axis=1, keys=["sentiment", "return"]).dropna()
    if len(pair) < FEWEST or pair["sentiment"].nunique() < 2 or pair["return"].nunique() < 2:
        print(f"lag {lag:+d}: {len(pair)} sessions, too few or too alike to tell")
        continue
    correlation = pair["sentiment"].corr(pair["return"])
    print(f"lag {lag:+d}: correlation {correlation:+.3f} over {len(pair)} sessions")
