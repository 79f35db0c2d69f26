"""What a paper is, before anybody draws it: blocks of whole sentences. One model for text, mail and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from houvast.knowledge.records import Lang

Layout = Literal["letter", "sheet", "report"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper itself and stands once."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences. `style`: plain, lead (larger), small (fine print), own (somebody's own words)."""

    text: str
    style: Literal["plain", "lead", "small", "own"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences under each other; `numbered` when their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A box before a sentence: ticked because the person said so, or open for the reader to fill in."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes under each other."""

    items: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and what belongs to it, under each other. `verbatim` rows show text exactly as it was (links, numbers)."""

    rows: tuple[tuple[str, str], ...]
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled box at a fixed place of the page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """Boxes beside each other, of the same height in millimetres."""

    height: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Boxes whose place on the page never changes, whatever is in them."""

    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of others, as they stand in an original: who, when, what. `marked` for the message that it is about."""

    who: str
    when: str
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, as it is; `alt` says in words what it is. `width` in millimetres."""

    jpeg: bytes
    alt: str
    width: int = 80


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture at the right of other blocks."""

    blocks: tuple[Heading | Paragraph | Bullets | Ticks | Rows | Quote, ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class Note:
    """A few sentences that stand apart, with a title if need be: `care` for what must not be missed."""

    text: str
    care: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Block = Heading | Paragraph | Bullets | Ticks | Rows | Cells | Quote | Picture | Beside | Note | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A paper, ready to be drawn.

    `before_sending` is for the person alone (what the recipient learns, when an answer may be expected) and is never
    part of what is sent. `foot` stands on every page. `data` is JSON that goes into a PDF as an attachment, b"" for
    none. `to` is an e-mail address, "" when only a form or post is known.
    """

    kind: str
    lang: Lang
    title: str
    date: date
    layout: Layout
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    subject: str = ""
    to: str = ""
    before_sending: tuple[str, ...] = ()
    data: bytes = b""
