"""The case that the acts of both books add up to.

`fold` is pure and total: a correction that fits nothing is kept in `Case.loose`, never dropped. A line whose content
was destroyed on purpose comes in as None and stands in `gone`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from houvast.case.acts import Act, BookName, Correction
from houvast.case.codec import decode, encode
from houvast.errors import CaseError

A = TypeVar("A", bound=Act)


@dataclass(frozen=True, slots=True)
class Entered(Generic[A]):
    """An act as it stands now, with the number of its line and of the lines that corrected it."""

    seq: int
    act: A
    corrected_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Both books, folded. Withdrawn acts are left out of `of`, and named in `withdrawn`."""

    entries: Mapping[BookName, Mapping[int, Entered[Act]]] = field(default_factory=dict)
    gone: Mapping[BookName, tuple[int, ...]] = field(default_factory=dict)
    withdrawn: Mapping[BookName, tuple[int, ...]] = field(default_factory=dict)
    loose: tuple[tuple[BookName, int], ...] = ()

    def of(self, kind: type[A]) -> tuple[Entered[A], ...]:
        """All acts of a kind that still stand, in the order in which they were written."""
        book = self.entries.get(kind.BOOK, {})
        return tuple(entered for entered in book.values() if type(entered.act) is kind)  # type: ignore[misc]

    def latest(self, kind: type[A]) -> A | None:
        """The last act of a kind, for kinds of which the last one counts."""
        found = self.of(kind)
        return found[-1].act if found else None

    def get(self, kind: type[A], seq: int) -> Entered[A]:
        """The act of a kind on line `seq`.

        Raises:
            CaseError: `case.no_such_entry`, with the number.
        """
        entered = self.entries.get(kind.BOOK, {}).get(seq)
        if entered is None or type(entered.act) is not kind:
            raise CaseError("case.no_such_entry", number=seq)
        return entered  # type: ignore[return-value]


def fold(record: Iterable[tuple[int, Act | None]], private: Iterable[tuple[int, Act | None]]) -> Case:
    """The case that these lines give; each line is its number and its act, or None where it was destroyed."""
    entries: dict[BookName, Mapping[int, Entered[Act]]] = {}
    gone: dict[BookName, tuple[int, ...]] = {}
    withdrawn: dict[BookName, tuple[int, ...]] = {}
    loose: list[tuple[BookName, int]] = []
    books: tuple[tuple[BookName, Iterable[tuple[int, Act | None]]], ...] = (("record", record), ("private", private))
    for name, lines in books:
        standing: dict[int, Entered[Act]] = {}
        destroyed: list[int] = []
        taken_back: list[int] = []
        for seq, act in lines:
            if act is None:
                destroyed.append(seq)
                continue
            standing[seq] = Entered(seq, act)
            if not isinstance(act, Correction):
                continue
            target = standing.get(act.target_seq)
            if target is None or act.target_seq == seq:
                loose.append((name, seq))
            elif not act.replacement:
                taken_back.append(act.target_seq)
                del standing[act.target_seq]
            else:
                try:
                    changed = replace_part(target.act, act.target_part, act.replacement)
                except CaseError:
                    loose.append((name, seq))
                else:
                    standing[act.target_seq] = Entered(act.target_seq, changed, (*target.corrected_by, seq))
        entries[name], gone[name], withdrawn[name] = standing, tuple(destroyed), tuple(taken_back)
    return Case(entries, gone, withdrawn, tuple(loose))


def replace_part(act: A, part: str, replacement: str) -> A:
    """The act with one part replaced.

    Raises:
        CaseError: `case.unreadable_entry` when the replacement is no such part, `case.no_such_part` when the act has
            none of that name, or when it is the part "act", which says what was written when.
    """
    found = {json.loads(old)["part"]: old for old in encode(act)}
    if part not in found or part == "act":
        raise CaseError("case.no_such_part", part=part)
    found[part] = replacement.encode()
    changed = decode(tuple(found.values()))
    if type(changed) is not type(act) or json.loads(replacement).get("part") != part:
        raise CaseError("case.unreadable_entry")
    return changed
