"""A signal that could have been traded: only figures that look back, only days with enough stories, acted upon a day later."""
from tables import folder, table

MIN_STORIES = 2

where = folder()
days = table(where, "theme_days")
days = days[days["day"].notna() & ~days["theme"].str.contains(".", regex=False)].sort_values(["theme", "day"])
# smoothed figures and z-scores of a day use that day and earlier ones alone (`newsvane verify` proves it)
days["is_thick"] = days["stories"] >= MIN_STORIES
days["signal"] = days["sentiment_smoothed"].where(days["is_thick"])
days["position"] = days.groupby("theme")["signal"].shift(1).apply(lambda s: 0 if s != s or abs(s) < 0.1 else (1 if s > 0 else -1))
for theme, own in days.groupby("theme"):
    marks = "".join({1: "+", -1: "-", 0: "."}[p] for p in own["position"])
    print(f"{theme:<12} {marks}  thin days left out: {int((~own['is_thick'] & (own['stories'] > 0)).sum())}")
first = days.groupby("theme").head(1)
assert (first["position"] == 0).all(), "nothing is held before there was a figure"
