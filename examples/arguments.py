"""What the recipes in Python take on the command line."""
import argparse
import sys
from pathlib import Path

DATA = Path(__file__).parent / "data"


def arguments(**options: str) -> argparse.Namespace:
    """`folder`, the tables, and what else a recipe takes, each with its help: --prices FILE, --theme ID."""
    parser = argparse.ArgumentParser(usage=f"{sys.argv[0]} DIR {' '.join(f'[--{name} X]' for name in options)}".rstrip())
    parser.add_argument("folder", type=Path, help="a folder that `newsvane run` wrote, with run.json in it")
    for name, meaning in options.items():
        parser.add_argument(f"--{name}", help=meaning)
    given = parser.parse_args()
    if not (given.folder / "run.json").is_file():
        parser.error(f"{given.folder}: no run.json; DIR is a folder that `newsvane run` wrote")
    return given
