"""PDF: the text of each page as it is stored, hidden data, files inside it, and a preview of the first page.

Two libraries: PDFium gives text and picture, qpdf (pikepdf) what is not on a page. Where one fails the other still
counts. Pages without text are read with the `ocr` extra, else named as not searched.
"""

from __future__ import annotations

from typing import BinaryIO

import pypdfium2

from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.intake.previews import preview
from houvast.intake.readers import picture_text
from houvast.intake.readers.pdf_hidden import Hidden, hidden_in
from houvast.intake.taken import Request, Taken, refusal

_MOST_PAGES = 2_000
_MOST_SEEN = 20
"""Pages whose picture is read for text; each costs a second or two."""
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_BROKEN = (pypdfium2.PdfiumError, OSError, ValueError, ZeroDivisionError, OverflowError)


def read(source: BinaryIO, request: Request) -> Taken:
    """Pages and hidden data of a PDF."""
    data = source.read()
    hidden = hidden_in(data, request)
    try:
        document = pypdfium2.PdfDocument(data)
        pages = _Pages(document)
    except _BROKEN:
        return _without_pages(hidden)
    small = b"" if request.without_media or request.depth else _preview(document)
    limits = ["limit.pdf_text_as_stored", *hidden.limits]
    limits += ["limit.pdf_pages_without_text"] if pages.bare else []
    if len(document) > _MOST_PAGES:
        limits.append("limit.pdf_not_all_pages")
        pages.not_searched.append(f"pages_after:{_MOST_PAGES}")
    reading = Reading(
        "pdf",
        "pdf 1",
        (*pages.passages, *hidden.passages),
        facts=(("pages", str(len(document))), *hidden.facts),
        limits=tuple(limits),
        not_searched=(*pages.not_searched, *hidden.not_searched),
    )
    return Taken(reading, preview=small)


def _without_pages(hidden: Hidden) -> Taken:
    if hidden.closed or not hidden.passages:
        return refusal("pdf", "refused.closed" if hidden.closed else "refused.unreadable")
    return Taken(
        Reading(
            "pdf",
            "pdf 1",
            hidden.passages,
            facts=hidden.facts,
            limits=("limit.pdf_pages_without_text", *hidden.limits),
            not_searched=("pages_after:0", *hidden.not_searched),
        )
    )


class _Pages:
    """Text of the pages, and which of them hold what could not be searched."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.passages: list[Passage] = []
        self.not_searched: list[str] = []
        self.bare = False
        self._seen = 0
        for number in range(1, min(len(document), _MOST_PAGES) + 1):
            try:
                self._page(document[number - 1], number)
            except _BROKEN:
                self._miss(number)

    def _page(self, page: pypdfium2.PdfPage, number: int) -> None:
        text = page.get_textpage().get_text_range().replace("\r\n", "\n")
        pictures = any(True for _ in page.get_objects(filter=[_PICTURE], max_depth=4))
        if text.strip():
            self.passages.append(Passage(text, Carrier.PAGE, Span(page=number)))
            if pictures:
                self.not_searched.append(f"page_pictures:{number}")
        elif picture_text.is_available() and self._seen < _MOST_SEEN:
            self._seen += 1
            found = picture_text.read(_drawn(page, 2200))
            if found is None:
                self._miss(number)
                return
            # Boxes are pixels of our own drawing, which nobody else has; the page says where.
            self.passages += (Passage(one.text, one.carrier, Span(page=number), label=one.label) for one in found)
        elif pictures or any(True for _ in page.get_objects(max_depth=1)):
            self._miss(number)

    def _miss(self, number: int) -> None:
        self.bare = True
        self.not_searched.append(f"page:{number}")


def _drawn(page: pypdfium2.PdfPage, longest: int) -> pypdfium2.PdfBitmap:
    width, height = page.get_size()
    return page.render(scale=min(4.0, longest / max(width, height, 1.0))).to_pil()


def _preview(document: pypdfium2.PdfDocument) -> bytes:
    try:
        return preview(_drawn(document[0], 1080))
    except (*_BROKEN, IndexError):
        return b""
