"""One way in which a datum can be written, and what a rule needs to judge a stretch of text that folds to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from houvast.case.own_data import DataKind, DataState
from houvast.exposure.fold import codes, plain

Certainty = Literal["certain", "probable", "possible"]
"""certain: it stands there and can hardly be something else; probable: most likely; possible: look for yourself."""

WEIGHT: dict[Certainty, int] = {"certain": 3, "probable": 2, "possible": 1}


class Shape(StrEnum):
    """Which rule judges a spelling."""

    PHONE = "phone"
    NUMBER_WORDS = "number_words"
    CODE = "code"
    PLATE = "plate"
    POSTCODE = "postcode"
    DATE = "date"
    EMAIL = "email"
    WORDS = "words"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An own datum that is looked for. `seq` is its line in the private book."""

    seq: int
    kind: DataKind
    value: str
    state: DataState


@dataclass(frozen=True)
class Spelling:
    """One way to write a datum; without slots, so that its plain words and codes are worked out once.

    Args:
        wanted: the datum.
        text: the spelling, with spaces between its words.
        shape: the rule that judges it.
        certainty: how sure a faultless match is.
        rule: the text key that says why, "" for "as written" or "other spelling".
        needs_company: whether it becomes certain only beside another of the person's data.
        country: calling code of a telephone number.
        addition: of a house number, plain ("b", "bis"), "" for none.
        number: house number that must stand beside a postcode, "" for none.
        place: what makes a street and number certain when it stands near, plain (town, postcode).
    """

    wanted: Wanted
    text: str
    shape: Shape
    certainty: Certainty = "certain"
    rule: str = ""
    needs_company: bool = False
    country: str = ""
    addition: str = ""
    number: str = ""
    place: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its plain words."""
        return tuple(plain(self.text).split())

    @cached_property
    def plain(self) -> str:
        """Its plain signs without spaces, one for each code."""
        return plain(self.text).replace(" ", "")

    @cached_property
    def codes(self) -> bytes:
        """What is searched."""
        return codes(self.text)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule makes of a match: the characters that it really covers, how sure, and why."""

    start: int
    end: int
    certainty: Certainty
    rule: str
    needs_company: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One of the person's own data, found.

    `passage` is the index in the reading, -1 for the file name. `start` and `end` are characters of the passage's
    text; `byte_start` and `byte_end` bytes of the member as it stands, -1 where the reading does not know them.
    `rule` is the text key that says why it is a finding and how it is written.
    """

    datum_seq: int
    passage: int
    start: int
    end: int
    certainty: Certainty
    rule: str
    byte_start: int = -1
    byte_end: int = -1
