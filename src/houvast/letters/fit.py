"""Text for a box of fixed size: what fits, and what goes to the back of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap


@dataclass(frozen=True, slots=True)
class Fitted:
    """What stands in the box, and whether something had to be left for later."""

    text: str
    cut: bool


def fit(text: str, *, columns: int, lines: int, more: str) -> Fitted:
    """The first lines of a text that fit a box at the smallest size of type.

    Args:
        columns: signs that surely fit on a line.
        lines: lines that fit.
        more: what ends a text that was cut, for instance "(verder op de achterkant)".
    """
    kept: list[str] = []
    left = lines
    given = text.splitlines()
    for number, line in enumerate(given):
        rows = wrap(line, columns) or [""]
        room = left if number == len(given) - 1 else left - 1
        if len(rows) > room:
            short = wrap(line, max(1, (left - 1) * columns), max_lines=1, placeholder="") if left > 1 else []
            return Fitted("\n".join([*kept, *short, more]), cut=True)
        kept.append(line)
        left -= len(rows)
    return Fitted(text, cut=False)
