"""From the most negative figure of the index to the articles that made it, and to their sentences and places in the text."""
from tables import folder, table

where = folder()
days, parts, articles, mentions = (table(where, t) for t in ["theme_days", "contributions", "articles", "mentions"])
days = days[days["day"].notna() & days["sentiment"].notna()]
if days.empty:
    raise SystemExit("no theme has a figure on any day")
# of two stories or more, where any day has so many
cell = days[days["stories"] >= min(2, days["stories"].max())].sort_values(["sentiment", "theme", "day"]).iloc[0]
print(f"{cell['theme']} on {cell['day']:%Y-%m-%d}: {cell['sentiment']:+.4f} over {cell['stories']:.0f} stories")

own = parts[(parts["theme"] == cell["theme"]) & (parts["day"] == cell["day"])]
own = own.merge(articles[["article_id", "source", "title", "url", "locator"]], on="article_id")
assert abs(own["contribution"].sum() - cell["sentiment"]) < 1e-11, "the contributions of a cell add up to it"
for part in own.sort_values("contribution", key=abs, ascending=False).itertuples():
    print(f"  {part.contribution:+.4f} = {part.weight:.3f} x {part.sentiment:+.3f}  {part.source}: {part.title}")
    sentences = mentions[(mentions["article_id"] == part.article_id) & (mentions["theme"] == cell["theme"])]
    for sentence in sentences.itertuples():
        print(f"    {sentence.sentiment:+.2f} {part.locator}[{sentence.char_start}:{sentence.char_end}] {sentence.text}")
