"""Where in a stream of codes one of many spellings stands.

Each datum's spellings share a few *anchors*: rare stretches of at most eight codes, one of which stands in every
spelling. Every second group of four codes of the text is looked up in one set (as 32-bit numbers, in C); only anchors
of which a group was seen are then looked for, and around each anchor whole spellings are compared. Spellings of fewer
than five codes are looked for one by one, only as whole words without disguise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from houvast.exposure.fold import Stream
from houvast.exposure.spelling import Spelling

_LONGEST = 8
_SHORTEST = 5
_TO_SPACES = bytes.maketrans(b"@$\x01", b"   ")
_OFTEN = {
    letter: weight
    for letters, weight in (("ea", 16), ("inot", 11), ("drs", 8), ("ghkmuvlbz", 4), ("cfjpwy", 2), ("qx6\x01", 1))
    for letter in letters.encode()
}
"""How often a code stands in Dutch and English text, roughly; digits count as the letters they look like."""


class Anchors:
    """An index over spellings."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        anchored: list[tuple[bytes, Spelling]] = []
        self._short: list[tuple[bytes, Spelling]] = []
        for spelling in spellings:
            found = spelling.codes
            if len(found) >= _SHORTEST:
                anchored.append((found, spelling))
            else:
                self._short.append((f" {' '.join(spelling.words)} ".encode(), spelling))
        self._around: dict[bytes, dict[tuple[int, bytes], list[Spelling]]] = {}
        for _, group in groupby(anchored, key=lambda row: row[1].wanted):
            for anchor, rows in _anchored(list(group)).items():
                standing = self._around.setdefault(anchor, defaultdict(list))
                for offset, whole, spelling in rows:
                    standing[offset, whole].append(spelling)
        self._by_key: dict[int, list[bytes]] = defaultdict(list)
        for anchor in self._around:
            window = _rarest(anchor, _SHORTEST)
            place = anchor.find(window)
            for start in (place, place + 1):
                self._by_key[int.from_bytes(anchor[start : start + 4], "little")].append(anchor)
        self._keys = frozenset(self._by_key)

    def matches(self, stream: Stream) -> Iterator[tuple[Spelling, int, int]]:
        """Every place where a spelling stands: the spelling, first and last-but-one character of the stream's text."""
        text = stream.codes
        for anchor in self._seen(text):
            standing = self._around[anchor]
            place = text.find(anchor)
            while place >= 0:
                for (offset, whole), spellings in standing.items():
                    start = place - offset
                    if start >= 0 and text.startswith(whole, start):
                        first, last = stream.span(start, start + len(whole))
                        for spelling in spellings:
                            yield spelling, first, last
                place = text.find(anchor, place + 1)
        if self._short:
            yield from self._short_words(stream)

    def _short_words(self, stream: Stream) -> Iterator[tuple[Spelling, int, int]]:
        plain = b" " + stream.plain.translate(_TO_SPACES) + b" "
        for whole, spelling in self._short:
            place = plain.find(whole)
            while place >= 0:
                start, end = place, place + len(whole) - 2  # places in stream.plain: both spaces fall away
                yield spelling, *stream.plain_span(start, end)
                place = plain.find(whole, place + 1)

    def _seen(self, text: bytes) -> set[bytes]:
        view = memoryview(text)
        keys: set[int] = set()
        for start in (0, 2):
            whole = (len(text) - start) // 4 * 4
            if whole > 0:
                keys |= self._keys.intersection(view[start : start + whole].cast("I"))
        return {anchor for key in keys for anchor in self._by_key[key]}


def _anchored(rows: Sequence[tuple[bytes, Spelling]]) -> Mapping[bytes, list[tuple[int, bytes, Spelling]]]:
    """Few rare anchors that together stand in every spelling of one datum."""
    left = sorted(rows, key=lambda row: len(row[0]))
    found: dict[bytes, list[tuple[int, bytes, Spelling]]] = {}
    while left:
        shortest = left[0][0]
        anchor = _rarest(shortest, min(_LONGEST, len(shortest)))
        found[anchor] = [(whole.index(anchor), whole, spelling) for whole, spelling in left if anchor in whole]
        left = [row for row in left if anchor not in row[0]]
    return found


def _rarest(text: bytes, width: int) -> bytes:
    """The stretch of this width that is met least often in ordinary text."""
    stretches = (text[start : start + width] for start in range(len(text) - width + 1))
    return min(stretches, key=_common)


def _common(stretch: Iterable[int]) -> float:
    weight = 1.0
    for code in stretch:
        weight *= _OFTEN.get(code, 4)
    return weight
