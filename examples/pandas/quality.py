"""Is the archive good enough to trust its index? Counts, dates, copies, rejects, boilerplate, languages, thin days."""
import json

from tables import folder, table

where = folder()
run = json.loads((where / "run.json").read_text(encoding="utf-8"))
counts = run["counts"]
articles, days, rejects = (table(where, t) for t in ["articles", "theme_days", "rejects"])
assert counts["seen"] == counts["analysed"] + counts["duplicates"] + counts["rejects"] + counts["skipped"], "counts add up"
assert len(articles) == counts["analysed"]
share = lambda n: f"{n} ({100 * n / max(len(articles), 1):.0f}%)"
is_true = lambda column: column.astype(str).str.lower().eq("true")
print(f"articles {len(articles)} of {counts['seen']} seen; rejects by reason {run['rejects']}, rows {len(rejects)}")
print(f"undated {share(int(articles['day'].isna().sum()))}, copies {share(int((~is_true(articles['is_original'])).sum()))}")
print(f"truncated {share(int(is_true(articles['truncated']).sum()))}, languages {sorted(articles['language'].dropna().unique())}")
print(f"date precision {dict(sorted(articles['published_precision'].value_counts().items()))}")
print(f"boilerplate share: median {articles['boilerplate_share'].median():.2f}, most {articles['boilerplate_share'].max():.2f}")
print(f"cells by note {dict(sorted(days['note'].fillna('none').value_counts().items()))}")
