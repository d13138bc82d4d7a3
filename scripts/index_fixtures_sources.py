"""Source effects and standardised shares for make-index-fixtures, which says how to run it. Writes nothing by itself."""
import math
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import numpy as np


def score(rng):
    return round(rng.uniform(-1, 1), 3)


# source fixed effects


def fixed_effects():
    rng = Random(20)
    start = date(2026, 6, 1)
    dense = [(start + timedelta(rng.randint(0, 14)), rng.randint(1, 4), score(rng)) for _ in range(120)]
    sparse = [(start + timedelta(rng.randint(0, 9)), rng.randint(1, 6), score(rng)) for _ in range(22)]
    parts = [(start + timedelta(2 * rng.randint(0, 4)), rng.randint(1, 2), score(rng)) for _ in range(20)]
    parts += [(start + timedelta(2 * rng.randint(0, 4) + 1), rng.randint(3, 4), score(rng)) for _ in range(20)]
    single = [(start, 7, 0.3), (start, 7, -0.1), (start + timedelta(3), 7, 0.6)]
    alone = [(start, 1, 0.25), (start + timedelta(1), 2, -0.75)]
    inputs = {"dense": dense, "sparse": sparse, "two parts": parts, "one source": single, "nothing shared": alone, "empty": []}
    return [fixed_effects_case(what, scored) for what, scored in inputs.items()]


def fixed_effects_case(what, scored):
    expanding = {}
    for t in sorted({t for t, _, _ in scored}):
        before = [a for a in scored if a[0] < t]
        _, g = exact_effects(before)
        own = [(p, Fraction(str(s))) for day, p, s in scored if day == t]
        expanding[str(t)] = {
            "level": float(sum(s - g.get(p, 0) for p, s in own) / len(own)),
            "unseen": sum(p not in g for p, _ in own),
            "components": len(components(before)),
        }
    f, g = exact_effects(scored)
    settled_f, settled_g, rounds = alternating_means(scored)
    return {
        "what": what,
        "scored": [[str(t), p, s] for t, p, s in scored],
        "components": len(components(scored)),
        "exact": effects(f, g),
        "settled": {**effects(settled_f, settled_g), "rounds": rounds},
        "expanding": expanding,
    }


def effects(f, g):
    return {"days": {str(t): float(x) for t, x in sorted(f.items())}, "sources": {str(p): float(x) for p, x in sorted(g.items())}}


def components(scored):
    """sets of sources, joined by days"""
    parts = []
    for t in {t for t, _, _ in scored}:
        part = {p for day, p, _ in scored if day == t}
        joined = [q for q in parts if q & part]
        parts = [q for q in parts if not q & part] + [part.union(*joined)]
    return parts


def exact_effects(scored):
    """least squares by the normal equations of the source effects, in fractions, with sum n_p g_p = 0 in each component"""
    scored = [(t, p, Fraction(str(s))) for t, p, s in scored]
    sources, days = sorted({p for _, p, _ in scored}), sorted({t for t, _, _ in scored})
    mean = {t: average([s for day, _, s in scored if day == t]) for t in days}
    n_day = {t: sum(day == t for day, _, _ in scored) for t in days}
    n = {(t, p): sum((day, source) == (t, p) for day, source, _ in scored) for t in days for p in sources}
    n_source = {p: sum(source == p for _, source, _ in scored) for p in sources}
    rows = []
    for p in sources:
        row = [Fraction(n_source[p] if p == q else 0) - sum(Fraction(n[t, p] * n[t, q], n_day[t]) for t in days) for q in sources]
        rows.append(row + [sum(s - mean[t] for t, source, s in scored if source == p)])
    for part in components(scored):
        # one equation of each component follows from the others and makes room for the sum
        rows[sources.index(min(part))] = [Fraction(n_source[q] if q in part else 0) for q in sources] + [Fraction(0)]
    g = dict(zip(sources, solve(rows)))
    f = {t: average([s - g[p] for day, p, s in scored if day == t]) for t in days}
    return f, g


def average(values):
    return sum(values) / len(values)


def solve(rows):
    """Gauss and Jordan"""
    size = len(rows)
    for k in range(size):
        pivot = next(i for i in range(k, size) if rows[i][k])
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k])]
    return [row[-1] for row in rows]


def alternating_means(scored):
    """article by article, until the largest change is below 1e-9"""
    f, g = {t: 0.0 for t, _, _ in scored}, {p: 0.0 for _, p, _ in scored}
    change, rounds = math.inf, 0
    while not change < 1e-9:
        new_f = {t: math.fsum(s - g[p] for day, p, s in scored if day == t) / sum(day == t for day, _, _ in scored) for t in f}
        new_g = {p: math.fsum(s - new_f[t] for t, q, s in scored if q == p) / sum(q == p for _, q, _ in scored) for p in g}
        change = max([abs(new_f[t] - f[t]) for t in f] + [abs(new_g[p] - g[p]) for p in g], default=0.0)
        f, g, rounds = new_f, new_g, rounds + 1
    for part in components(scored):
        own = [p for _, p, _ in scored if p in part]
        level = math.fsum(g[p] for p in own) / len(own)
        for t in {t for t, p, _ in scored if p in part}:
            f[t] += level
        for p in part:
            g[p] -= level
    return f, g, rounds


# standardised shares


def shares():
    rng = Random(30)
    start = date(2025, 1, 1)
    months = [date(2025 + m // 12, m % 12 + 1, 1) for m in range(18)]
    rows = []
    for source, habit in ((1, 0.05), (2, 0.2), (3, 0.01)):
        for month in months:
            total = rng.randint(80, 400)
            rows.append((source, month, sum(rng.random() < habit for _ in range(total)), total))
    rows += [(4, month, 30, 300) for month in months[:12]] + [(4, month, 50, 300) for month in months[12:]]
    rows += [(5, month, rng.randint(0, 20), 100) for month in months[11:]]
    rows += [(6, month, 0, 0) for month in months]
    gaps = [row for row in rows if rng.random() < 0.7 or row[0] == 4]
    split = [(p, t, x // 2, n // 3) for p, t, x, n in rows if p < 3 and x // 2 <= n // 3]
    split += [(p, t, x - x // 2, n - n // 3) for p, t, x, n in rows if p < 3 and x // 2 <= n // 3]
    year = (start, date(2025, 12, 31))
    return [
        shares_case("months", rows, year, year),
        shares_case("gaps, the mean over other days", gaps, year, (date(2025, 7, 1), date(2026, 3, 1))),
        shares_case("counts in two parts", split, (start, date(2025, 6, 30)), year),
    ]


def shares_case(what, rows, t1, t2):
    cells = {}
    for p, t, x, n in rows:
        old = cells.get((p, t), (0, 0))
        cells[p, t] = (old[0] + x, old[1] + n)
    y = {key: x / n for key, (x, n) in cells.items() if n}
    left_out, scaled = [], {}
    for p in sorted({p for p, _ in cells}):
        base = [v for (q, t), v in y.items() if q == p and t1[0] <= t <= t1[1]]
        if len(base) < 2:
            left_out.append([p, "too_few_days"])
        elif len(set(base)) == 1:
            left_out.append([p, "no_variance"])
        else:
            scaled |= {key: v / np.std(base, ddof=1) for key, v in y.items() if key[0] == p}
    z = {t: [v for (_, day), v in scaled.items() if day == t] for t in sorted({t for _, t in scaled})}
    level = np.mean([np.mean(v) for t, v in z.items() if t2[0] <= t <= t2[1]])
    end = max(t1[1], t2[1])
    index = {t: float(100 * np.mean(v) / level) for t, v in z.items()}
    days = [{"day": str(t), "index": index[t], "sources": len(z[t]), "is_point_in_time": t >= end} for t in z]
    counts = [[p, str(t), x, n] for p, t, x, n in rows]
    return {"what": what, "t1": [str(t) for t in t1], "t2": [str(t) for t in t2], "counts": counts, "days": days, "left_out": left_out}
