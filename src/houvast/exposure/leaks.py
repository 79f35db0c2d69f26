"""Look through what is about to leave for the data that the person wants protected (V3).

The other side reads it: what goes to the police can end in the case file, and the suspect reads that. So every
original, paper and file name that leaves is searched with the same machinery as find; each hit is named with the
datum, the file, the carrier and the place in it, and what could not be searched is named too. It decides nothing:
leaving out, looking first or giving it all the same is the person's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houvast.case.reading import Carrier, Reading, Span
from houvast.exposure.find import FILE_NAME, Search
from houvast.exposure.spelling import Finding, Wanted


@dataclass(frozen=True, slots=True)
class Leaving:
    """One thing that is about to leave: the name under which it leaves, and what a reader found in it.

    `item_seq` is the line of the item it belongs to, 0 for a paper that Houvast made.
    """

    name: str
    reading: Reading
    item_seq: int = 0


@dataclass(frozen=True, slots=True)
class Leak:
    """A protected datum in something that leaves.

    `carrier` is the part of the file in which it stands, `label` the reader's name for it ("Subject", "GPSInfo"),
    `span` its place in the original, `message` the number of the message in the reading or -1.
    """

    wanted: Wanted
    name: str
    item_seq: int
    carrier: Carrier
    label: str
    span: Span
    message: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class NotSearched:
    """A part of something that leaves which could not be searched, as the reader named it."""

    name: str
    item_seq: int
    part: str


@dataclass(frozen=True, slots=True)
class Position:
    """Map coordinates in something that leaves: no address that can be searched for, but it leads to a door."""

    name: str
    item_seq: int
    label: str


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What a look through everything that leaves has shown. `searched` counts files, `passages` pieces of text."""

    leaks: tuple[Leak, ...]
    not_searched: tuple[NotSearched, ...]
    positions: tuple[Position, ...]
    looked_for: tuple[Wanted, ...]
    searched: int
    passages: int

    def of(self, datum_seq: int) -> tuple[Leak, ...]:
        """The leaks of one datum."""
        return tuple(leak for leak in self.leaks if leak.wanted.seq == datum_seq)

    @property
    def not_found(self) -> tuple[Wanted, ...]:
        """The data that were looked for and not found in what could be searched."""
        found = {leak.wanted.seq for leak in self.leaks}
        return tuple(wanted for wanted in self.looked_for if wanted.seq not in found)

    @property
    def clear(self) -> bool:
        """Whether nothing was found and nothing stayed unsearched. Never shown as "safe" (V8)."""
        return not (self.leaks or self.not_searched or self.positions)


def leaks(leaving: Sequence[Leaving], protected: Sequence[Wanted]) -> LeakReport:
    """Look through all that leaves for the data that the person wants protected.

    Args:
        leaving: every file of a bundle, paper or mail, with its reading; the names are searched too.
        protected: the data, whatever their state.
    """
    search = Search(protected)
    by_seq = {wanted.seq: wanted for wanted in protected}
    found = [
        _leak(one, finding, by_seq[finding.datum_seq])
        for one in leaving
        for finding in search.through(one.reading, one.name)
    ]
    return LeakReport(
        leaks=tuple(found),
        not_searched=tuple(
            NotSearched(one.name, one.item_seq, part) for one in leaving for part in one.reading.not_searched
        ),
        positions=tuple(
            Position(one.name, one.item_seq, label) for one in leaving for label in _positions(one.reading)
        ),
        looked_for=tuple(protected),
        searched=len(leaving),
        passages=sum(len(one.reading.passages) for one in leaving),
    )


def _leak(leaving: Leaving, finding: Finding, wanted: Wanted) -> Leak:
    if finding.passage == FILE_NAME:
        return Leak(wanted, leaving.name, leaving.item_seq, Carrier.FILE_NAME, "", Span(), -1, finding)
    passage = leaving.reading.passages[finding.passage]
    return Leak(
        wanted, leaving.name, leaving.item_seq, passage.carrier, passage.label, passage.span, passage.message, finding
    )


def _positions(reading: Reading) -> tuple[str, ...]:
    """The names under which a reading holds map coordinates."""
    labels = [passage.label for passage in reading.passages if passage.carrier is Carrier.METADATA]
    labels += [name for name, value in reading.facts if value]
    return tuple(dict.fromkeys(label for label in labels if "gps" in label.casefold()))
