"""Does sentiment lead returns? Correlations at leads and lags, by sessions, with the number of pairs: ten sessions prove nothing."""
from pathlib import Path

import pandas as pd
from tables import folder, table

where = folder()
prices = pd.read_csv(Path(__file__).parent.parent / "data" / "prices.csv", parse_dates=["day"]).set_index("day")["close"]
returns = prices.pct_change().dropna()
days = table(where, "theme_days")
index = days[(days["theme"] == "smallcap") & days["day"].notna()].set_index("day")["sentiment"]
# a day that is no session counts with the next one; `newsvane run --calendar nyse` does this to the minute
session = returns.index.searchsorted(index.index)
index = index[session < len(returns)]
sentiment = index.groupby(returns.index[session[session < len(returns)]]).mean()
for lag in range(-2, 3):
    # lag 1: sentiment of a session against the return of the next one
    pair = pd.concat([sentiment, returns.shift(-lag)], axis=1, keys=["sentiment", "return"]).dropna()
    correlation = pair["sentiment"].corr(pair["return"])
    print(f"lag {lag:+d}: correlation {correlation:+.3f} over {len(pair)} sessions")
    assert len(pair) >= 3 and -1 <= correlation <= 1
