"""Which lines and which of their parts are opened in a bundle; everything else stays closed.

- What a collector is called stays closed unless it is the person: helpers stand in a bundle without a name.
- The secret of an excerpt tree is never opened.
- Of a corrected act the part that was replaced stays closed, and the last correction is opened in its place.
- What was taken back, and every line of another kind, stays closed.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from houvast.case.acts import Account, Act, Affected, Answer, Correction, Event, Item, Notice, Place, Wishes
from houvast.case.codec import encode, part_names
from houvast.case.fold import Case, Entered

SHOWN = (Account, Affected, Answer, Event, Item, Notice, Place, Wishes)
NEVER = frozenset({"tree_secret"})


@dataclass(frozen=True, slots=True)
class Opened:
    """One line that is shown: its kind, which of its parts, by number, and what they hold."""

    seq: int
    kind: str
    parts: frozenset[int]
    shown: tuple[bytes, ...]


def disclosed(case: Case, items: Collection[int], closed: Collection[tuple[int, str]] = ()) -> tuple[Opened, ...]:
    """The lines that are shown with a choice of items.

    Args:
        closed: parts that the person leaves out, as line number and name of the part.
    """
    lines: dict[int, Opened] = {}
    for kind in SHOWN:
        standing = case.of(kind)
        if kind in (Account, Wishes):
            standing = standing[-1:]
        for entered in standing:
            if kind is Item and entered.seq not in items:
                continue
            lines |= {opened.seq: opened for opened in _opened(case, entered, closed)}
    return tuple(lines[seq] for seq in sorted(lines))


def _opened(case: Case, entered: Entered[Act], closed: Collection[tuple[int, str]]) -> list[Opened]:
    corrections = [case.get(Correction, seq) for seq in entered.corrected_by]
    last = {one.act.target_part: one for one in corrections}
    out = {name for seq, name in closed if seq == entered.seq} | NEVER
    if getattr(entered.act, "collector", "") or getattr(entered.act, "teller", ""):
        out.add("collector")
    found = [_line(entered.seq, entered.act, out | set(last))]
    found += [_line(one.seq, one.act, set()) for part, one in last.items() if part not in out]
    return found


def _line(seq: int, act: Act, out: set[str]) -> Opened:
    names = part_names(type(act))
    numbers = frozenset(number for number, name in enumerate(names) if name not in out)
    shown = tuple(part for part in encode(act) if json.loads(part)["part"] not in out)
    return Opened(seq, act.KIND, numbers, shown)
