"""Text folded to what a reader sees in it, with the way back to the characters of the original.

Two steps, both character by character, so that any stretch can be folded apart from the rest:

- plain: lower-case ASCII letters and digits, `@` and `$`; a space for each separator; nothing for accents, zero-width
  characters and keycap marks; `OTHER` for letters of which no Latin look-alike is known.
- codes: plain without its spaces, look-alikes merged (0 and o, 1 and l and i, 3 and e, ...). This is what is searched.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

OTHER = "\x01"
"""Stands for a letter that looks like no Latin one, and for the border between two passages."""

_LOOK_ALIKES = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "þ": "p",
    # Cyrillic and Greek that look Latin, after case folding (the common ones of Unicode's confusables)
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "н": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l",
    "м": "m", "п": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ц": "u", "ѵ": "v", "ԝ": "w",
    "х": "x", "у": "y", "з": "3", "б": "6",
    "α": "a", "β": "b", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t",
    "υ": "u", "χ": "x", "ω": "w", "γ": "y", "ζ": "z",
    "ɑ": "a", "ɡ": "g", "ɩ": "i", "ʏ": "y", "ʀ": "r", "ɴ": "n", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e",
    "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ꜱ": "s",
    "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ǀ": "l", "ո": "n", "օ": "o", "ս": "u",
}  # fmt: skip
_GREEK_CAPITALS = {"Η": "h", "Ν": "n", "Υ": "y"}
_LETTER_SIGNS = ((0x1F1E6, 0x1F1FF), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"

_MERGE = bytes.maketrans(b"0l12345789@$", b"oiizeastbgas")
_KEPT = re.compile("[a-z0-9@$]")
_NON_ASCII = re.compile("[^\x00-\x7f]+")
_CELL = 1024


def _ascii_table() -> bytes:
    kept = [chr(number).lower() if number < 128 else " " for number in range(256)]
    return "".join(OTHER if sign in "\x00\x01" else sign if _KEPT.match(sign) else " " for sign in kept).encode()


_PLAIN = _ascii_table()


class _Folded(dict[int, str]):
    """What a character outside ASCII folds to, worked out once for each."""

    def __missing__(self, number: int) -> str:
        folded = self[number] = _fold_character(chr(number))
        return folded


def _fold_character(sign: str) -> str:
    number = ord(sign)
    if sign in _GREEK_CAPITALS:
        return _GREEK_CAPITALS[sign]
    if sign in _BLANK_LETTERS or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return ""
    for first, last in _LETTER_SIGNS:
        if first <= number <= last:
            return chr(ord("a") + number - first)
    digit = unicodedata.digit(sign, -1)
    if digit >= 0:
        return str(digit)
    folded = ""
    for piece in unicodedata.normalize("NFKD", sign).casefold():
        if _KEPT.match(piece):
            folded += piece
        elif piece in _LOOK_ALIKES:
            folded += _LOOK_ALIKES[piece]
        elif unicodedata.category(piece) not in ("Mn", "Me", "Cf"):
            folded += OTHER if piece.isalnum() else " "
    return folded


_FOLDED = _Folded()


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_FOLDED)


def plain(text: str) -> str:
    """The text as a reader sees it: see the module. Its length may differ from that of `text`."""
    return plain_bytes(text).decode("ascii")


def plain_bytes(text: str) -> bytes:
    """The same as `plain`, as ASCII bytes."""
    if not text.isascii():
        text = _NON_ASCII.sub(_fold_run, text)
    return text.encode("ascii").translate(_PLAIN)


def codes(text: str) -> bytes:
    """The codes of a text, in which different spellings of the same thing are alike."""
    return plain_bytes(text).translate(_MERGE, b" ")


def words(text: str) -> tuple[str, ...]:
    """The plain words of a text."""
    return tuple(plain(text).split())


class Stream:
    """A text and its codes, with the way back from a code to the character it came from."""

    __slots__ = ("_codes_before", "_ends", "_positions", "codes", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain_bytes(text)
        self.codes = self.plain.translate(_MERGE, b" ")
        self._ends: list[int] = []
        self._codes_before: list[int] = []
        self._positions: dict[int, list[int]] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters `[start, end)` of the text that the codes `[start, end)` came from.

        Accents and keycap marks that stand on the last character belong to it.
        """
        last = self._character(end - 1) + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) in ("Mn", "Me"):
            last += 1
        return self._character(start), last

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """The same for the plain signs `[start, end)`, none of which at the ends is a space."""
        return self.span(self._code(start), self._code(end))

    def _code(self, place: int) -> int:
        """How many codes come before a plain sign."""
        if not self._codes_before:
            cells = range(0, len(self.plain), _CELL)
            spaces = (self.plain.count(b" ", start, start + _CELL) for start in cells)
            self._codes_before = [0, *accumulate(_CELL - count for count in spaces)]
        start = place // _CELL * _CELL
        return self._codes_before[place // _CELL] + place - start - self.plain.count(b" ", start, place)

    def _character(self, code: int) -> int:
        if not self._ends:
            cells = range(0, len(self.text), _CELL)
            self._ends = list(accumulate(len(codes(self.text[start : start + _CELL])) for start in cells))
        cell = bisect_right(self._ends, code)
        positions = self._positions.get(cell)
        if positions is None:
            positions = self._positions[cell] = _code_positions(self.text, cell * _CELL)
        return positions[code - (self._ends[cell - 1] if cell else 0)]


def _code_positions(text: str, start: int) -> list[int]:
    """For each code of the cell of text at `start`, the character it came from."""
    found: list[int] = []
    for place, sign in enumerate(text[start : start + _CELL], start):
        folded = _FOLDED[ord(sign)] if sign > "\x7f" else chr(_PLAIN[ord(sign)])
        found += [place] * (len(folded) - folded.count(" "))
    return found
