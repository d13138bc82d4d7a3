"""Both sides of every contradiction, sentence by sentence. `stale` is an older figure, `disagree` a true conflict."""
from tables import folder, table

where = folder()
conflicts, claims, articles = (table(where, t) for t in ["conflicts", "claims", "articles"])
claims = claims.merge(articles[["article_id", "source", "published"]], on="article_id").set_index("claim_id")
print(f"{len(conflicts)} conflicts")
for conflict in conflicts.sort_values(["verdict", "subject", "low"]).itertuples():
    print(f"{conflict.verdict}: {conflict.subject}, {conflict.period}: {conflict.note}")
    for claim in conflict.claims.split("; "):
        side = claims.loc[claim]
        print(f"  {side['source']} ({side['published']}): {side['sentence']}")
