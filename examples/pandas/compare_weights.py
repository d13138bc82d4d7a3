"""How much do my choices matter? The index again by other weights, from the tables alone, and how far its figures move."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tables import folder, table

where = folder()
program = os.environ.get("NEWSVANE") or shutil.which("newsvane")
if program is None:
    raise SystemExit("newsvane is not on the PATH; set NEWSVANE to the program")
keys = ["theme", "day"]
base = table(where, "theme_days").set_index(keys)["sentiment"]
for name, flags in {
    "relevance": ["--across", "relevance"],
    "net share": ["--within", "net-share"],
    "every copy": ["--story", "each"],
    "trading days": ["--calendar", "nyse"],
}.items():
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "index"
        subprocess.run([program, "index", str(where), "--out", str(out), "--quiet", *flags], check=True)
        other = table(out, "theme_days").set_index(keys)["sentiment"]
    both = base.to_frame("base").join(other.rename("other"), how="inner").dropna()
    moved = (both["base"] - both["other"]).abs()
    print(f"{name:<13} {len(both)} cells in both, correlation {both['base'].corr(both['other']):.3f}, largest move {moved.max():.3f}")
    assert len(both) > 0
