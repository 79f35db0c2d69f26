"""A look at the original around a match: what was folded away, and what stands on either side."""

from __future__ import annotations

import re
import unicodedata

from houvast.exposure.fold import plain
from houvast.exposure.spelling import Spelling

_CONTEXT = 40
_SEPARATOR_RUN = re.compile(" +")


class Look:
    """A match of a spelling at the characters `[start, end)` of a text."""

    def __init__(self, spelling: Spelling, text: str, start: int, end: int) -> None:
        self.spelling = spelling
        self.text = text
        self.start = start
        self.end = end
        self.plain = plain(text[start:end])
        self.words = tuple(self.plain.split())

    @property
    def raw(self) -> str:
        """The characters as they stand."""
        return self.text[self.start : self.end]

    @property
    def swapped(self) -> int:
        """How many signs are only look-alikes of the meant ones (a letter for a digit, @ for a)."""
        return sum(one != other for one, other in zip("".join(self.words), self.spelling.plain, strict=True))

    @property
    def gap(self) -> int:
        """The longest row of separators inside."""
        return max((len(run) for run in _SEPARATOR_RUN.findall(self.plain)), default=0)

    @property
    def new_lines(self) -> int:
        """How many line ends stand inside."""
        return self.raw.count("\n")

    @property
    def before(self) -> str:
        """The plain sign directly before: a letter, a digit, or a space for anything else and for the border."""
        return (self.left(self.start, 8) or " ")[-1]

    @property
    def after(self) -> str:
        """The plain sign directly after."""
        return (self.right(self.end, 8) or " ")[0]

    @property
    def glued(self) -> bool:
        """Whether a letter or digit stands directly before or after."""
        return self.before.isalnum() or self.after.isalnum()

    def left(self, end: int, most: int = _CONTEXT) -> str:
        """Plain text of some characters that end before the character `end`."""
        return plain(self.text[max(0, end - most) : end])

    def right(self, start: int, most: int = _CONTEXT) -> str:
        """Plain text of some characters from the character `start`."""
        return plain(self.text[start : start + most])

    def aligned_left(self) -> tuple[str, list[int]]:
        """What stands before, one sign for each visible character (+, brackets and line ends kept), and its places."""
        signs, places = [], []
        for place in range(max(0, self.start - _CONTEXT), self.start):
            character = self.text[place]
            folded = plain(character)
            if not folded:
                continue
            narrow = unicodedata.normalize("NFKC", character)
            signs.append(narrow if narrow in ("+", "(", ")", "\n") else folded[-1])
            places.append(place)
        return "".join(signs), places

    def goes_on(self, start: int) -> bool:
        """Whether the digits seem to go on, before `start` or after the end, behind a separator also used inside.

        "06 12 34 56 78 90" goes on; "0612345678 90" does not.
        """
        inside = {sign for sign in self.text[start : self.end] if plain(sign) == " "}
        left = self.text[max(0, start - 2) : start]
        right = self.text[self.end : self.end + 2]
        return (len(left) == 2 and left[1] in inside and left[0].isdigit()) or (
            len(right) == 2 and right[0] in inside and right[1].isdigit()
        )

    def why(self) -> str:
        """The text key of a faultless match."""
        if self.spelling.rule:
            return self.spelling.rule
        same = self.raw.casefold() in self.spelling.wanted.value.casefold()
        return "exposure.rule.as_written" if same else "exposure.rule.other_spelling"
