"""The index as a panel of days by themes. A day without news stays NaN: never fill it with 0, which means neutral news."""
from tables import folder, table

where = folder()
days = table(where, "theme_days")
dated, undated = days[days["day"].notna()], days[days["day"].isna()]
panel = dated.pivot(index="day", columns="theme", values="sentiment")

print(f"{len(panel)} days from {panel.index.min():%Y-%m-%d} to {panel.index.max():%Y-%m-%d}, {panel.shape[1]} themes")
print(f"cells with news {int(panel.notna().sum().sum())}, without {int(panel.isna().sum().sum())}; rows of undated articles {len(undated)}")
for theme in sorted(panel):
    if "." not in theme:
        news = panel[theme].dropna()
        print(f"{theme}: {len(news)} days with news, mean {news.mean():+.3f}, last {news.iloc[-1]:+.3f} on {news.index[-1]:%Y-%m-%d}")
# a cell with news of one story has no interval: its note says so
assert days.loc[days["stories"] == 1, "ci_low"].isna().all()
assert days.loc[days["stories"] == 0, "sentiment"].isna().all()
