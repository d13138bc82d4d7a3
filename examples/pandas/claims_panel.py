"""What the news says of one measure over time: claims of the same subject, metric, unit and kind, facts apart from forecasts."""
from tables import folder, table

where = folder()
claims, articles = table(where, "claims"), table(where, "articles")
claims = claims[~claims["undefined"].astype(str).str.lower().eq("true")]
claims = claims.merge(articles[["article_id", "day", "source"]], on="article_id")
keys = ["subject", "unit", "kind"]
counts = claims.dropna(subset=keys).groupby(keys).size().sort_values(ascending=False, kind="stable")
print(f"{len(claims)} claims; measures told most often:")
for (subject, unit, kind), count in counts.head(5).items():
    own = claims[(claims[keys] == [subject, unit, kind]).all(axis=1)].sort_values(["day", "claim_id"])
    print(f"{subject} ({kind}, {unit}): {count}")
    for claim in own.head(4).itertuples():
        day = "undated" if claim.day is None or claim.day != claim.day else f"{claim.day:%Y-%m-%d}"
        sign = {"up": "+", "down": "-"}.get(claim.direction, "")
        print(f"  {day} {claim.source}: {sign}{claim.value:g} {claim.qualifier}, {claim.modality}: {claim.surface}")
assert claims["value"].notna().all()
