"""What a PDF holds beside its pages: properties, XMP, form fields, notes, links, files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from houvast.case.reading import Carrier, Passage, Span
from houvast.intake.readers.inside import SMALL, read_inside
from houvast.intake.readers.text import encoding_of
from houvast.intake.taken import Request

_MOST = 20_000
_LONGEST_XMP = 4 * 1024**2
_BROKEN = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RuntimeError,
    NotImplementedError,
)
_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]){8,}")
_DRAWN = frozenset(
    {"/Image", "/Form", "/XML", "/Type1C", "/CIDFontType0C", "/OpenType", "/XRef", "/ObjStm", "/EmbeddedFile"}
)
_AS_ATTACHED = {Carrier.BODY: Carrier.ATTACHMENT, Carrier.PAGE: Carrier.ATTACHMENT, Carrier.MESSAGE: Carrier.ATTACHMENT}


@dataclass
class Hidden:
    """Passages, facts ("title", "author", "made_with"), limits, what could not be searched; `closed` by a password."""

    passages: tuple[Passage, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    not_searched: list[str] = field(default_factory=list)
    closed: bool = False


def hidden_in(data: bytes, request: Request) -> Hidden:
    """All that qpdf finds; what fails is named, the rest counts."""
    hidden = Hidden()
    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        hidden.closed = True
        return hidden
    except _BROKEN:
        hidden.limits = ("limit.pdf_hidden_not_read",)
        hidden.not_searched.append("metadata:PDF")
        return hidden
    with document:
        found: list[Passage] = []
        for name, look in _LOOKS.items():
            try:
                found += look(document)
            except _BROKEN:
                hidden.limits = ("limit.pdf_hidden_not_read",)
                hidden.not_searched.append(f"metadata:{name}")
        hidden.facts = tuple((_FACTS[one.label], one.text) for one in found if one.label in _FACTS)
        attached = _attachments(document, request, hidden)
        hidden.passages = (*dict.fromkeys(found), *attached)
    return hidden


_FACTS = {"/Title": "title", "/Author": "author", "/Creator": "made_with", "/CreationDate": "made"}


def _passage(text: str, label: str, page: int = 0) -> Passage:
    return Passage(text, Carrier.METADATA, Span(page=page), label=label)


def _properties(document: pikepdf.Pdf) -> Iterator[Passage]:
    for key, value in document.docinfo.items():
        if text := str(value).strip():
            yield _passage(text, str(key))


def _xmp(document: pikepdf.Pdf) -> Iterator[Passage]:
    if "/Metadata" in document.Root:
        raw = document.Root.Metadata.read_bytes()[:_LONGEST_XMP]
        yield _passage(raw.decode(encoding_of(raw)), "XMP")


def _fields(document: pikepdf.Pdf) -> Iterator[Passage]:
    if "/AcroForm" not in document.Root:
        return
    waiting: list[Any] = list(document.Root.AcroForm.get("/Fields", []))
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop()
        waiting += list(one.get("/Kids", []))
        for key in ("/V", "/DV", "/TU"):
            if key in one and isinstance(one[key], pikepdf.String) and (text := str(one[key]).strip()):
                yield _passage(text, f"field {key}")


def _notes(document: pikepdf.Pdf) -> Iterator[Passage]:
    for number, page in enumerate(document.pages, 1):
        if number > _MOST:
            return
        for note in page.obj.get("/Annots", []):
            for key in ("/Contents", "/T", "/Subj", "/RC"):
                if key in note and (text := str(note[key]).strip()):
                    yield _passage(text, f"note {key}", number)
            address: Any = note.get("/A", {})
            if isinstance(address, pikepdf.Dictionary) and "/URI" in address:
                yield _passage(str(address["/URI"]), "link", number)


def _private(document: pikepdf.Pdf) -> Iterator[Passage]:
    """Text in streams that no page draws, and what programs left for themselves (PieceInfo)."""
    drawn = {stream.objgen for page in document.pages for stream in _contents(page)}
    left = _LONGEST_XMP
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/PieceInfo" in one:
            yield from (_passage(text, "PieceInfo") for text in _strings(one["/PieceInfo"], 6))
        if not isinstance(one, pikepdf.Stream) or one.objgen in drawn or _is_drawing(one) or left <= 0:
            continue
        raw = one.read_bytes()[:left]
        left -= len(raw)
        yield from (_passage(found[0].decode(), "stream") for found in _RUN.finditer(raw))


def _contents(page: pikepdf.Page) -> list[Any]:
    contents: Any = page.obj.get("/Contents", [])
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _is_drawing(stream: Any) -> bool:
    kinds = {str(stream.get(key, "")) for key in ("/Subtype", "/Type")}
    return bool(kinds & _DRAWN) or any(key in stream for key in ("/Length1", "/N", "/CMapName", "/FunctionType"))


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        if text := str(value).strip():
            yield text
    elif depth and isinstance(value, pikepdf.Dictionary):
        for key in value.keys():  # noqa: SIM118  a PDF dictionary is no mapping to iterate
            yield from _strings(value[key], depth - 1)
    elif depth and isinstance(value, pikepdf.Array):
        for inner in list(value):
            yield from _strings(inner, depth - 1)


def _attachments(document: pikepdf.Pdf, request: Request, hidden: Hidden) -> list[Passage]:
    passages: list[Passage] = []
    try:
        for name, spec in document.attachments.items():
            hidden.limits = (*hidden.limits, "limit.pdf_attachments") if not passages else hidden.limits
            passages.append(Passage(name, Carrier.FILE_NAME, Span(member=name), label="attachment"))
            body = spec.get_file()
            if int(body.obj.get("/Length", 0)) > SMALL:
                hidden.not_searched.append(f"attachment:{name}")
                continue
            found = read_inside(body.read_bytes(), name, name, request, kind="attachment", carriers=_AS_ATTACHED)
            passages += found.passages
            hidden.not_searched += found.not_searched
    except _BROKEN:
        hidden.not_searched.append("metadata:attachments")
    return passages


_LOOKS: dict[str, Callable[[pikepdf.Pdf], Iterator[Passage]]] = {
    "properties": _properties,
    "XMP": _xmp,
    "fields": _fields,
    "notes": _notes,
    "private": _private,
}
