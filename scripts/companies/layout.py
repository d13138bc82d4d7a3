"""Reads and writes the files of names below lexicons/ in their one layout; docs/companies-format.md says what they mean."""
import re
import tomllib
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEXICONS = ROOT / "lexicons"
FOLDERS = ("companies", "organisations", "places")

# keys of an entry, in the order in which they are written
KEYS = {
    "company": (
        "id", "name", "aliases", "needs_evidence", "tickers", "industry", "role", "home", "country", "themes",
        "themes_in_part", "products",
    ),
    "organisation": ("id", "name", "aliases", "needs_evidence", "kind", "role", "tickers", "unit", "country", "themes"),
    "country": ("id", "name", "iso", "dollar", "aliases", "needs_evidence", "demonyms", "capitals"),
    "industry": ("id", "title", "called"),
    "place": ("id", "name", "called"),
}
LISTS = {
    "aliases", "called", "capitals", "demonyms", "needs_evidence", "products", "themes", "themes_in_part", "tickers",
}
# the first ticker is the main one
UNSORTED = {"tickers"}


def order(term):
    """terms are sorted without regard to capitals, as `newsvane lexicon fmt` does"""
    return term.lower(), term


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value, key):
    if not isinstance(value, list):
        return quoted(value)
    items = value if key in UNSORTED else sorted(value, key=order)
    if len(items) == 1:
        return f"[{quoted(items[0])}]"
    return "[\n" + "".join(f"  {quoted(item)},\n" for item in items) + "]"


def text_of(kind, entries, head):
    """the text of a file: its comment, then its entries sorted by name"""
    out = [head.rstrip("\n") + "\n"]
    for entry in sorted(entries, key=lambda e: (*order(e.get("name", e["id"])), e["id"])):
        lines = [f"{key} = {written(entry[key], key)}\n" for key in KEYS[kind] if entry.get(key)]
        out.append(f"\n[[{kind}]]\n" + "".join(lines))
    return "".join(out)


def head_of(text):
    """the comment at the beginning of a file"""
    return "".join(line + "\n" for line in text.split("\n[[", 1)[0].splitlines() if line.startswith("#"))


def read(path):
    """kind, entries and text of a file; ValueError where it is none of these"""
    text = path.read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    if len(tables) != 1 or next(iter(tables)) not in KEYS:
        raise ValueError(f"expected one kind of table, of {', '.join(KEYS)}; got {', '.join(tables) or 'none'}")
    kind, entries = next(iter(tables.items()))
    return kind, entries, text


def slug(name):
    """letters and digits of a name, for its id"""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O").replace("&", " and "))
    plain = plain.encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def instrument_ids():
    """id by each name of lexicons/instruments.toml: the same thing has the same id everywhere"""
    tables = tomllib.loads((LEXICONS / "instruments.toml").read_text(encoding="utf-8"))
    return {
        name: item["id"]
        for item in tables["instrument"]
        if item["kind"] != "name"
        for name in [item["name"], *item.get("aliases", [])]
    }
