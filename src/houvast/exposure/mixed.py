"""Telephone numbers of which some digits are words and some are not: "nul zes 91 acht twee 73 64".

Numbers that are all words are spellings like any other; mixed ones have too many spellings for that. But each begins
with a zero or with its country: so those are looked for, the whole row of numbers around each is read as digits, and
the person's numbers are looked for in that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from houvast.exposure import number_words
from houvast.exposure.fold import Stream
from houvast.exposure.spelling import Certainty, Shape, Spelling

_DIGITS = {
    **{number_words.nl(number): str(number) for number in range(10, 100)},
    **{number_words.en(number).replace(" ", ""): str(number) for number in range(10, 100)},
    **number_words.DIGIT_OF_WORD,
}
_TOKEN = "(?:" + "|".join(sorted(_DIGITS, key=len, reverse=True)) + r"|\d{1,10})"
_ROW = re.compile(rf"(?<![a-z0-9]){_TOKEN}(?: {{1,4}}{_TOKEN}){{2,}}(?![a-z0-9])".encode())
_ZERO = (b"nul", b"zero", b" 0", b"\x010")
_REACH = 120


class Mixed:
    """The telephone numbers among some spellings, as rows of digits."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        self._numbers = tuple(
            (prefix + spelling.text, spelling.wanted.seq)
            for spelling in spellings
            if spelling.shape is Shape.PHONE
            for prefix in ("0", f"00{spelling.country}", spelling.country)
            if prefix
        )
        countries = {spelling.country for spelling in spellings if spelling.shape is Shape.PHONE and spelling.country}
        said = {
            word(int(country))
            for country in countries
            if len(country) == 2
            for word in (number_words.nl, number_words.en)
        }
        self._beginnings = (*_ZERO, *(word.encode() for word in sorted(countries | said)))

    def matches(self, stream: Stream) -> Iterator[tuple[int, int, int, Certainty]]:
        """Each number of the person that stands there: its datum, its characters, and how sure it is.

        It is only probable when more digits stand in the same row.
        """
        if not self._numbers:
            return
        for row in _rows(stream.plain, self._beginnings):
            tokens = [(part.start(), part.end(), part[0].decode()) for part in re.finditer(rb"[a-z0-9]+", row[0])]
            if all(token.isdigit() for _, _, token in tokens):
                continue
            digits = "".join(_DIGITS.get(token, token) for _, _, token in tokens)
            owner = [place for place, token in enumerate(tokens) for _ in _DIGITS.get(token[2], token[2])]
            for number, seq in self._numbers:
                place = digits.find(number)
                while place >= 0:
                    first, last = tokens[owner[place]], tokens[owner[place + len(number) - 1]]
                    start, end = stream.plain_span(row.start() + first[0], row.start() + last[1])
                    yield seq, start, end, "certain" if len(digits) == len(number) else "probable"
                    place = digits.find(number, place + len(number))


def _rows(plain: bytes, beginnings: Sequence[bytes]) -> Iterator[re.Match[bytes]]:
    """Rows of at least three numbers that hold the beginning of a telephone number."""
    places = sorted(place for word in beginnings for place in _places(plain, word))
    if plain.startswith(b"0"):
        places.insert(0, 0)
    done = 0
    for place in places:
        if place < done:
            continue
        near = _ROW.finditer(plain, max(done, place - _REACH), place + _REACH)
        row = next((row for row in near if row.end() > place), None)
        if row and row.start() <= place + 1 and (whole := _ROW.match(plain, row.start())):
            done = whole.end()
            yield whole


def _places(plain: bytes, word: bytes) -> Iterator[int]:
    place = plain.find(word)
    while place >= 0:
        yield place
        place = plain.find(word, place + len(word))
