"""HTML, SVG and XML as text: what is visible, and what is not (addresses of links, comments, scripts) as METADATA.

Nothing is fetched, drawn or run, and no entity is expanded but the standard ones: the parser is a tokenizer, not an XML
parser, so there is no billion laughs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.intake.readers.text import encoding_of, stretches
from houvast.intake.taken import Request, Taken

_NEW_LINE = """
    address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol option p pre section table td th title tr ul w:p w:br w:tab tspan text
"""
_TELLS = "href src srcset alt title content value placeholder aria-label action cite data name"
_BLOCKS, _TELLING = frozenset(_NEW_LINE.split()), frozenset(_TELLS.split())
_LONGEST_VALUE = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def read(source: BinaryIO, request: Request) -> Taken:
    """The text of a page or drawing."""
    data = source.read()
    passages = html_passages(decoded(data))
    return Taken(Reading(request.medium, "html 1", passages, limits=("limit.html_not_drawn",)))


def decoded(data: bytes, charset: str = "") -> str:
    """HTML bytes as text: by the charset of the transport, else of the page, else by what decodes."""
    named = charset or (found[1].decode() if (found := _CHARSET.search(data[:4096])) else "")
    try:
        return data.decode(named) if named else data.decode(encoding_of(data))
    except (LookupError, UnicodeError):
        return data.decode(encoding_of(data))


def html_passages(text: str, *, member: str = "", carrier: Carrier = Carrier.BODY) -> tuple[Passage, ...]:
    """Passages of the visible text, and of each hidden text with where it stood as label."""
    words = _Words()
    try:
        words.feed(text)
        words.close()
    except AssertionError:  # the standard library's answer to some broken declarations
        words.visible.append(re.sub(r"<[^>]{0,2000}>", "\n", words.rawdata))
    place = Span(member)
    lines = (" ".join(line.split()) for line in "".join(words.visible).split("\n"))
    shown = "\n".join(line for line in lines if line)
    visible = [Passage(stretch, carrier, place) for stretch in stretches(shown)]
    hidden = [Passage(value, Carrier.METADATA, place, label=label) for label, value in _once(words.hidden)]
    return (*visible, *hidden)


def _once(hidden: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((label, value.strip()[:_LONGEST_VALUE]) for label, value in hidden if value.strip())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.visible: list[str] = []
        self.hidden: list[tuple[str, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        if tag in _BLOCKS:
            self.visible.append("\n")
        for name, value in attrs:
            if value and (name in _TELLING or name.startswith(("data-", "xlink:"))) and not value.startswith("data:"):
                self.hidden.append((f"{tag} {name}", value))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag in _BLOCKS:
            self.visible.append("\n")

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.hidden.append(("script", data))
        elif self._inside != "style":
            self.visible.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(("comment", data))

    def unknown_decl(self, data: str) -> None:
        self.visible.append(data.removeprefix("CDATA["))
