"""How far long work has come: a line of tqdm in notebooks and terminals, where it is installed."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from typing import Any

Listener = Callable[[str, str, int, int | None], object]
"""Is called some times a second with what is done, in which unit, how much of it, and how much there is."""


class Line:
    """One line for all phases."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # a notebook without widgets has a line of text
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm as auto

        self._auto = auto
        self._line: Any = None
        self._phase = ""

    def __call__(self, phase: str, unit: str, done: int, total: int | None) -> None:
        if self._line is None or phase != self._phase:
            self.close()
            is_bytes = unit == "B"
            shown = unit if is_bytes else f" {unit}"
            # what is done at once needs no line
            self._line = self._auto(desc=phase, unit=shown, unit_scale=is_bytes, total=total, leave=False, delay=0.5)
            self._phase = phase
        if done > self._line.n:
            self._line.update(done - self._line.n)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


class Called:
    """A function of the user's."""

    def __init__(self, tell: Listener) -> None:
        self._tell = tell

    def __call__(self, phase: str, unit: str, done: int, total: int | None) -> None:
        self._tell(phase, unit, done, total)

    def close(self) -> None:
        """Nothing is left to be taken away."""


def listener(wish: object = None) -> Line | Called | None:
    """What tells of progress: a callable as it is, a line for True, none for False; None asks where the program runs."""
    if callable(wish):
        return Called(wish)
    if wish is None:
        wish = _is_watched()
    if not wish:
        return None
    try:
        return Line()
    except ImportError:
        return None


def _is_watched() -> bool:
    """Whether somebody sees standard error: a terminal, or a notebook."""
    return "ipykernel" in sys.modules or bool(getattr(sys.stderr, "isatty", lambda: False)())
