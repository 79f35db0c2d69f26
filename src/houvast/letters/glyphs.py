"""What the fonts can draw. PDF/A refuses a character without a glyph, and people write in every script.

A character that cannot be drawn is shown by its name in brackets, so that a knife stays a knife and a hidden sign that
turns text round is seen. The machine data inside the PDF keeps the exact text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

SOFT = "\ue000"
"""Private sign for "a line may break here"; the template draws it as nothing. It cannot come in from outside: the
fonts do not cover it, so it is named like any other."""

LONGEST_WORD = 34
"""Letters in a row that may stand unbroken; what holds other signs too (links, numbers) may break sooner."""

STYLE_SIGNS = {0xFE0E: None, 0xFE0F: None}
JOINER = "\u200d"


def printable(text: str) -> str:
    """The text with every character that the fonts lack replaced by a name in brackets, and long words breakable."""
    drawn = _undrawable().sub(_named, text.replace("\r\n", "\n").replace("\t", " "))
    return _long_word().sub(_breakable, drawn)


def _named(match: re.Match[str]) -> str:
    """ "[kitchen knife]" for a picture sign, "[3 x ARABIC]" for letters, "[U+202E]" for what is invisible."""
    run = match.group().translate(STYLE_SIGNS)
    if len(run) > 1:
        run = run.replace(JOINER, "")
    if not run:
        return ""
    if {unicodedata.category(sign)[0] for sign in run} <= {"L", "M", "N", "Z"}:
        return f"[{len(run)} x {unicodedata.name(run[0], '?').split()[0]}]"
    return "".join(f"[{_one(sign)}]" for sign in run)


def _one(sign: str) -> str:
    name = unicodedata.name(sign, "")
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Cs"}
    return f"U+{ord(sign):04X}" if hidden or not name else name.lower()


def _breakable(match: re.Match[str]) -> str:
    return SOFT.join(_pieces().findall(match.group()))


@cache
def _long_word() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]{{{LONGEST_WORD},}}|(?=\S*[^\W])(?=[^\W\d_]*[\W\d_])\S{{18,}}")


@cache
def _pieces() -> re.Pattern[str]:
    """Where a link may break: after a sign that divides it, and else after every twelve signs."""
    return re.compile(r"[^/?&=._-]{0,13}[/?&=._-]+|.{1,12}")


@cache
def _undrawable() -> re.Pattern[str]:
    """Runs of characters outside `fonts/coverage.txt`, or invisible; made once."""
    pairs = (resources.files("houvast") / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    points = [point for pair in pairs for point in range(int(pair[:4], 16), int(pair[5:], 16) + 1)]
    drawn = {chr(point) for point in points if unicodedata.category(chr(point)) not in {"Cf", "Cc", "Zl", "Zp"}}
    return re.compile(f"[^{''.join(map(re.escape, sorted(drawn | {chr(10)})))}]+")
