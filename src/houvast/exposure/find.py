"""Find a person's own data in what was read, in any spelling of the same thing, with exact positions.

search = Search(data)
findings = search.through(reading, "IMG_2211.jpg")
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from houvast.case.reading import Passage, Reading
from houvast.exposure import rules_numbers, rules_words
from houvast.exposure.anchors import Anchors
from houvast.exposure.fold import Stream
from houvast.exposure.look import Look
from houvast.exposure.mixed import Mixed
from houvast.exposure.spelling import WEIGHT, Finding, Shape, Verdict, Wanted
from houvast.exposure.spellings import spellings

__all__ = ["Finding", "Search", "Wanted", "find"]

FILE_NAME = -1
"""The passage number of the file name."""

_STRETCH = 1 << 16
_OVERLAP = 1 << 10
_COMPANY = 300
_LONGEST = 600
_BORDER = "\x00"

_JOINED = (Shape.ADDRESS, Shape.POSTCODE)
_RULES: Mapping[Shape, Callable[[Look], Verdict | None]] = {
    Shape.PHONE: rules_numbers.phone,
    Shape.NUMBER_WORDS: rules_numbers.number_words,
    Shape.CODE: rules_numbers.code,
    Shape.PLATE: rules_numbers.plate,
    Shape.POSTCODE: rules_numbers.postcode,
    Shape.DATE: rules_numbers.date,
    Shape.EMAIL: rules_words.email,
    Shape.WORDS: rules_words.words,
    Shape.ADDRESS: rules_words.address,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A verdict on a datum; parts of an address, each certain, are joined where they overlap."""

    seq: int
    verdict: Verdict
    joins: bool = False


class Search:
    """Own data made ready to be looked for, once for many readings."""

    def __init__(self, data: Sequence[Wanted]) -> None:
        every = spellings(data)
        self._anchors = Anchors(every)
        self._mixed = Mixed(every)

    def through(self, reading: Reading, file_name: str = "") -> tuple[Finding, ...]:
        """What of the data stands in a reading and in the name of its file, in the order in which it stands there.

        A finding that needs company becomes certain beside another certain datum within 300 characters.
        """
        texts = {FILE_NAME: file_name, **{index: passage.text for index, passage in enumerate(reading.passages)}}
        found: dict[int, list[_Found]] = defaultdict(list)
        for passage, one in self._judged(texts):
            found[passage].append(one)
        findings: list[Finding] = []
        for passage in sorted(found):
            standing = _in_company(_uncovered(_merged(found[passage])))
            where = _Bytes(None if passage == FILE_NAME else reading.passages[passage])
            findings += (_finding(passage, one, where) for one in standing)
        return tuple(findings)

    def _judged(self, texts: Mapping[int, str]) -> Iterator[tuple[int, _Found]]:
        """Every match that its rule takes for a finding, with its passage; one may come twice."""
        for text, pieces in _stretches(texts):
            stream = Stream(text)
            starts = [start for start, _, _ in pieces]
            for spelling, start, end in self._anchors.matches(stream):
                first, passage, offset = pieces[bisect_right(starts, start) - 1]
                look = Look(spelling, texts[passage], start - first + offset, end - first + offset)
                if (verdict := _RULES[spelling.shape](look)) is not None:
                    yield passage, _Found(spelling.wanted.seq, verdict, spelling.shape in _JOINED)
            for seq, start, end, certainty in self._mixed.matches(stream):
                first, passage, offset = pieces[bisect_right(starts, start) - 1]
                shift = offset - first
                yield passage, _Found(seq, Verdict(start + shift, end + shift, certainty, "exposure.rule.number_words"))


def find(reading: Reading, data: Sequence[Wanted], file_name: str = "") -> tuple[Finding, ...]:
    """What of the data stands in one reading; see `Search.through`."""
    return Search(data).through(reading, file_name)


def _stretches(texts: Mapping[int, str]) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """Passages put together to stretches of about 64,000 characters, long ones cut with an overlap.

    Each comes with its pieces: where it starts in the stretch, of which passage, from which character.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    size = 0
    for passage, text in texts.items():
        for offset in range(0, max(1, len(text) - _OVERLAP), _STRETCH - _OVERLAP):
            part = text[offset : offset + _STRETCH]
            if size + len(part) > _STRETCH and parts:
                yield _BORDER.join(parts), pieces
                parts, pieces, size = [], [], 0
            pieces.append((size, passage, offset))
            parts.append(part)
            size += len(part) + len(_BORDER)
    if parts:
        yield _BORDER.join(parts), pieces


def _merged(found: Sequence[_Found]) -> list[_Found]:
    """One finding where several of one datum overlap: the surest, then the longest, then the first."""
    clusters: list[list[_Found]] = []
    reach = 0
    for one in sorted(set(found), key=lambda one: (one.seq, one.verdict.start, one.verdict.end)):
        if clusters and clusters[-1][0].seq == one.seq and one.verdict.start < reach:
            clusters[-1].append(one)
            reach = max(reach, one.verdict.end)
        else:
            clusters.append([one])
            reach = one.verdict.end
    merged = [one for cluster in clusters for one in (cluster if len(cluster) == 1 else _chosen(cluster))]
    return sorted(merged, key=lambda one: (one.verdict.start, one.verdict.end, one.seq))


def _chosen(cluster: Sequence[_Found]) -> list[_Found]:
    chosen: list[_Found] = []
    starts: list[int] = []
    for one in sorted(cluster, key=_best_first):
        verdict = one.verdict
        first, last = bisect_right(starts, verdict.start), bisect_left(starts, verdict.end)
        if first and chosen[first - 1].verdict.end > verdict.start:
            first -= 1
        over = chosen[first:last]
        if over and not (one.joins and verdict.certainty == "certain"):
            continue
        if over:
            start, end = min(over[0].verdict.start, verdict.start), max(over[-1].verdict.end, verdict.end)
            verdict = replace(over[0].verdict, start=start, end=end)
        chosen[first:last] = [replace(one, verdict=verdict)]
        starts[first:last] = [verdict.start]
    return chosen


def _best_first(one: _Found) -> tuple[int, int, int]:
    verdict = one.verdict
    return -WEIGHT[verdict.certainty], verdict.start - verdict.end, verdict.start


def _uncovered(found: Sequence[_Found]) -> list[_Found]:
    """Without a name that is only part of a certain e-mail address of the person, which is named already."""
    ends = {one.verdict.start: one.verdict.end for one in found if one.verdict.certainty == "certain"}
    return [
        one
        for one in found
        if one.verdict.rule != "exposure.rule.in_email" or ends.get(one.verdict.start, 0) <= one.verdict.end
    ]


def _in_company(found: Sequence[_Found]) -> list[_Found]:
    """Findings that need company made certain beside a certain finding of another datum."""
    certain = [one for one in found if one.verdict.certainty == "certain"]
    starts = [one.verdict.start for one in certain]
    standing: list[_Found] = []
    for one in found:
        verdict = one.verdict
        if verdict.needs_company:
            first = bisect_left(starts, verdict.start - _COMPANY - _LONGEST)
            last = bisect_left(starts, verdict.end + _COMPANY)
            if any(
                other.seq != one.seq and verdict.start - other.verdict.end < _COMPANY for other in certain[first:last]
            ):
                verdict = replace(verdict, certainty="certain", rule="exposure.rule.in_company")
        standing.append(replace(one, verdict=verdict))
    return standing


class _Bytes:
    """Byte places of the characters of a passage, asked for in rising order or not."""

    def __init__(self, passage: Passage | None) -> None:
        self._passage = passage if passage is not None and _is_aligned(passage) else None

    def at(self, character: int) -> int:
        if self._passage is None:
            return -1
        text, encoding = self._passage.text, self._passage.encoding
        if text.isascii() and encoding.lower().replace("_", "-") in ("utf-8", "ascii", "latin-1", "cp1252"):
            return self._passage.span.start + character
        return self._passage.span.start + len(text[:character].encode(encoding))


def _is_aligned(passage: Passage) -> bool:
    """Whether the bytes of the passage really are its text: the promise of `Passage.encoding`, checked by length."""
    if not passage.encoding or passage.span.start < 0:
        return False
    try:
        return len(passage.text.encode(passage.encoding)) == passage.span.end - passage.span.start
    except (LookupError, UnicodeEncodeError):
        return False


def _finding(passage: int, one: _Found, where: _Bytes) -> Finding:
    verdict = one.verdict
    return Finding(
        one.seq, passage, verdict.start, verdict.end, verdict.certainty, verdict.rule,
        where.at(verdict.start), where.at(verdict.end),
    )  # fmt: skip
