#!/usr/bin/env python3
"""make_archives.py DIR: small archives for the tests of the page in a browser.

DIR/hostile.jsonl has titles, texts, publishers and addresses that attack a page; DIR/long.jsonl has 200 days of news, DIR/years.jsonl two stretches
with a year between them.
"""
import datetime
import json
import sys
from pathlib import Path

TITLES = [
    "<script>alert(1)</script> inflation cooled", "\"><img src=x onerror=alert(1)> inflation cooled", "{{7*7}} ${7*7} inflation cooled",
    "\u202egnp.exe\u202c inflation cooled \u200f", "</script><!-- <script> inflation cooled -->", "control \u0001\u0008\u007f inflation cooled",
]
URLS = ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://news.example/a?b=\"><script>alert(1)</script>",
        "https://news.example/1", "https://x y", "//news.example"]


def hostile():
    for number, (title, url) in enumerate(zip(TITLES, URLS)):
        text = (f"{title}\n\nInflation cooled to {number}.5% in June </script><script>alert(2)</script>, a report showed\u2028 on Friday. "
                f"Consumer prices fell 3{number}% & <b onclick=alert(3)>inflation</b> eased again.")
        yield {"id": number, "title": title, "text": text, "url": url, "source": f"<i onmouseover=alert(3)>Wire {number}</i>",
               "published": f"2026-07-0{1 + number % 3}T10:00:00Z"}


def long():
    for number in range(600):
        day = datetime.date(2025, 9, 1) + datetime.timedelta(days=number // 3)
        verb = ["cooled", "rose", "eased", "quickened", "held steady"][number * 7 % 5]
        text = (f"Inflation {verb} to {number % 9}.{number % 7}% in the month, report {number} showed. Consumer prices in region {number % 13} {verb}, and "
                f"inflation {verb} for the {number % 11 + 2}th time since spring, statistician Number{number} Meyer of office {number * 31} said.")
        yield {"id": number, "title": f"Inflation {verb} in region {number}", "text": text, "url": f"https://news.example/{number}",
               "source": ["Harbor Wire", "Ledgerline"][number % 2], "published": f"{day}T10:00:00Z"}


def years():
    """Two stretches of news with a year between them."""
    for number in range(240):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number + (366 if number >= 120 else 0))
        verb = ["cooled", "rose", "eased"][number % 3]
        yield {"id": number, "title": f"Inflation {verb} in region {number}", "text": f"Inflation {verb} to {number % 9}.{number % 7}% in region {number}, office {number * 31} said.",
               "url": f"https://news.example/{number}", "source": "Harbor Wire", "published": f"{day}T10:00:00Z"}


def main():
    folder = Path(sys.argv[1])
    for name, articles in [("hostile", hostile()), ("long", long()), ("years", years())]:
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")


if __name__ == "__main__":
    main()
