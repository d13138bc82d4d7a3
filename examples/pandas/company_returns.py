"""From sentiment per company and day to returns: who was well spoken of, and what did the shares do after? Needs `run --universe`.

company_returns.py DIR [--prices FILE]      a CSV file with day, company_id (the id in entity_days) and close
"""
import sys

from tables import arguments, prices, table

given = arguments(prices="CSV file with columns day, company_id and close")
where = given.folder
close = prices(given.prices, "company_prices.csv")
if "company_id" not in close:
    sys.exit(f"{given.prices}: no column company_id, the id of a company in entity_days")
close = close.pivot(index="day", columns="company_id", values="close")

# ids are those of the universe: tickers are given away again, ids are not
days = table(where, "entity_days")
days = days[days["day"].notna() & days["sentiment"].notna()]
unpriced = sorted(set(days["entity_id"]) - set(close.columns))
print(f"without prices, and so left out: {', '.join(unpriced) or 'none'}")
days = days[days["entity_id"].isin(close.columns)]

# a day that is no session counts with the next one; `newsvane run --calendar nyse` does this to the minute
session = close.index.searchsorted(days["day"])
days = days[session < len(close)].assign(session=close.index[session[session < len(close)]])
sums = days.assign(sum=days["sentiment"] * days["stories"]).groupby(["session", "entity_id"])[["sum", "stories"]].sum()
# no row is no news, which is not 0: it stays empty, and the company has no position that day
signal = (sums["sum"] / sums["stories"]).unstack().reindex(index=close.index, columns=close.columns)

# known at the close of its session, so what counts is the return from that close to the next; a company without a price is
# left out of the days on which it has none, not of the archive: who was delisted was in the news before
after = close.shift(-1) / close - 1
pairs = signal.stack().to_frame("signal").join(after.stack().rename("after"), how="inner").dropna()
centred = pairs - pairs.groupby(level=0).transform("mean")
same_side = (pairs["signal"] * pairs["after"] > 0).mean()
companies, sessions = (pairs.index.get_level_values(level).nunique() for level in (1, 0))
if pairs.empty:
    sys.exit("no day with news about a company has a price of it on that session and the next: are the ids those of entity_days?")
print(f"{len(pairs)} pairs of {companies} companies on {sessions} sessions")
print(f"correlation within days {centred['signal'].corr(centred['after']):+.3f}, same side {same_side:.0%}: so few pairs prove nothing")
for company, own in pairs.groupby(level=1):
    print(f"{company:<12} " + " ".join(f"{said:+.2f}/{did:+.1%}" for said, did in own.to_numpy()))
assert pairs["signal"].abs().max() <= 1
assert pairs.index.get_level_values(0).max() < close.index.max(), "no return after the last price"
