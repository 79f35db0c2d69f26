"""Draws a paper: as PDF with Typst in memory, as plain text, and as a mail draft.

The PDF claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1); no validator could be run here, so tests check its
structure. Nothing is read from disk but our own fonts and template, and nothing is written.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import Any

import typst

from houvast.errors import LetterError
from houvast.knowledge.say import say
from houvast.letters.dates import day_in_words
from houvast.letters.glyphs import printable
from houvast.letters.jpeg import as_svg, size
from houvast.letters.letter import Beside, Block, Letter, PageBreak, Picture
from houvast.letters.text import eml, text

__all__ = ["eml", "pdf", "text"]

STANDARDS = ["a-3a", "ua-1"]
TALLEST = 120


def pdf(letter: Letter) -> bytes:
    """The paper as PDF/A-3a and PDF/UA-1. The same letter gives the same bytes.

    Raises:
        LetterError: `letters.bad_preview`, or `letters.not_drawn` when Typst cannot make it.
    """
    pictures: dict[str, bytes] = {}
    body = {
        "title": letter.title,
        "running": letter.title,
        "lang": letter.lang,
        "layout": letter.layout,
        "subject": letter.subject or letter.title,
        "sender": list(letter.sender),
        "recipient": list(letter.recipient),
        "date_words": day_in_words(letter.date, letter.lang),
        "foot": list(letter.foot),
        "page_of": say("papers.page_of", letter.lang, page="{page}", pages="{pages}"),
        "attached_as": say("papers.attached_as", letter.lang),
        "blocks": [_plain(block, pictures) for block in letter.blocks],
    }
    drawn = _drawable(body) | {
        "date": [letter.date.year, letter.date.month, letter.date.day],
        "attached": bool(letter.data),
    }
    files = {
        "main.typ": (resources.files("houvast.letters") / "typst" / "paper.typ").read_bytes(),
        "data.json": json.dumps(drawn, ensure_ascii=False, sort_keys=True).encode(errors="replace"),
        "machine.json": letter.data or b"{}",
        **pictures,
    }
    compile_in_memory: Any = typst.compile  # its stubs do not know that it takes files from memory
    try:
        drawn_pdf: bytes = compile_in_memory(
            files,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(letter.date, time(12), UTC),
        )
    except typst.TypstError as error:
        # its message may quote the paper: it stays here
        raise LetterError("letters.not_drawn", kind=letter.kind) from error
    return drawn_pdf


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and no others, so that every machine draws the same page."""
    with resources.as_file(resources.files("houvast") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _plain(block: Block, pictures: dict[str, bytes]) -> dict[str, Any]:
    """A block as JSON; its pictures go into `pictures` and are named."""
    if isinstance(block, Picture):
        return {"kind": "picture"} | _pictured(block, pictures)
    if isinstance(block, Beside):
        inner = [_plain(one, pictures) for one in block.blocks]
        return {"kind": "beside", "blocks": inner, "picture": _pictured(block.picture, pictures)}
    if isinstance(block, PageBreak):
        return {"kind": "break"}
    return {"kind": type(block).__name__.lower()} | asdict(block)


def _pictured(picture: Picture, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = f"i/{len(pictures) + 1}.svg"
    pictures[name] = as_svg(picture.jpeg)
    wide, high = size(picture.jpeg)
    height = min(TALLEST, picture.width * high // wide)
    return {"file": name, "alt": picture.alt, "width": picture.width, "height": max(height, 5)}


def _drawable(value: Any) -> Any:
    """The same structure with every string made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: inner if name in {"kind", "file", "style"} else _drawable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(inner) for inner in value]
    return value
