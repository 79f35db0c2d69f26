"""Web archives made by others (WARC, ARC, WACZ): addresses, headers and the text of pages; the rest is named.

A light reading: nothing is replayed and no signature is checked. Where an archive is damaged, what stands before the
damage was read, and the reading says so.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from typing import IO, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.errors import IntakeError
from houvast.intake.readers.html import decoded, html_passages
from houvast.intake.readers.inside import SMALL, read_inside
from houvast.intake.readers.text import encoding_of, stretches
from houvast.intake.taken import Request, Taken, refusal
from houvast.intake.zips import is_closed, open_zip, read_member

_MOST_RECORDS = 20_000
_LONGEST_BODY = 8 * 1024**2
_TELLING = ("WARC-Target-URI", "WARC-Date", "WARC-IP-Address", "WARC-Filename")


def read(source: BinaryIO, request: Request) -> Taken:
    """What a web archive says in words."""
    found = _Found(request)
    if request.medium == "wacz":
        try:
            with open_zip(source) as archive:
                for member in archive.infolist():
                    found.member(archive, member)
        except IntakeError as error:
            return refusal(request.medium, error.code.replace("intake.", "refused."))
    else:
        found.records(source, "")
    if not found.passages:
        return refusal(request.medium, "refused.unreadable")
    return Taken(found.reading())


class _Found:
    def __init__(self, request: Request) -> None:
        self._request = request
        self.passages: list[Passage] = []
        self.count = 0
        self._damaged = False
        self._missed: Counter[str] = Counter()
        self._not_searched: list[str] = []

    def member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """One file of a WACZ."""
        name = member.filename
        self.passages.append(Passage(name, Carrier.FILE_NAME, Span(name), label="member"))
        if member.is_dir():
            return
        try:
            if is_closed(member) or member.file_size == 0:
                self._not_searched += [f"member:{name}"] if member.file_size else []
            elif name.endswith((".warc", ".warc.gz", ".arc", ".arc.gz")):
                with archive.open(member) as opened:
                    self.records(opened, name)
            else:
                inside = read_inside(read_member(archive, member, SMALL), name, name, self._request)
                self.passages += inside.passages
                self._not_searched += inside.not_searched
        except (IntakeError, OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile):
            self._damaged = True
            self._not_searched.append(f"member:{name}")

    def records(self, stream: IO[bytes], member: str) -> None:
        """The records of one WARC or ARC."""
        try:
            records = ArchiveIterator(stream, arc2warc=True)
            for record in records:
                self.count += 1
                if self.count > _MOST_RECORDS:
                    self._damaged = True
                    break
                self._record(record, member)
            self._damaged = self._damaged or records.err_count > 0
        except Exception:  # noqa: BLE001  warcio raises whatever comes; what was read before it counts
            self._damaged = True

    def _record(self, record: Any, member: str) -> None:
        inner = f"{member}/{_header(record, 'WARC-Record-ID')}".strip("/")
        for name in _TELLING:
            if value := _header(record, name):
                self.passages.append(Passage(value, Carrier.METADATA, Span(inner), label=name))
        if record.http_headers is not None:
            for name, value in record.http_headers.headers:
                if str(value).strip():
                    self.passages.append(Passage(str(value), Carrier.HEADER, Span(inner), label=str(name)))
        kind = record.rec_type
        if kind in ("response", "resource", "conversion"):
            self._body(record, inner)
        elif kind in ("warcinfo", "metadata", "request"):
            self._text(record.content_stream().read(_LONGEST_BODY), inner, Carrier.METADATA, kind)
        while record.raw_stream.read(65_536):
            continue
        self._damaged = self._damaged or getattr(record.raw_stream, "limit", 0) > 0  # cut off before its end

    def _body(self, record: Any, inner: str) -> None:
        headers = record.http_headers
        said = (headers.get_header("Content-Type") if headers else _header(record, "Content-Type")) or ""
        kind, _, rest = str(said).lower().partition(";")
        kind = kind.strip() or "?"
        charset = rest.partition("charset=")[2].strip(" \"'")
        body = record.content_stream().read(_LONGEST_BODY)
        if kind in ("text/html", "application/xhtml+xml", "image/svg+xml"):
            self.passages += html_passages(decoded(body, charset), member=inner, carrier=Carrier.PAGE)
        elif kind.startswith("text/") or "json" in kind or kind in ("application/xml", "application/javascript"):
            self._text(body, inner, Carrier.BODY, kind)
        elif body:
            self._missed[kind] += 1

    def _text(self, body: bytes, inner: str, carrier: Carrier, label: str) -> None:
        text = body.decode(encoding_of(body)) if b"\0" not in body else ""
        self.passages += (Passage(one, carrier, Span(inner), label=label) for one in stretches(text) if one.strip())

    def reading(self) -> Reading:
        """What was found, with what was not."""
        limits = ["limit.archive_light", *(["limit.archive_damaged"] if self._damaged else [])]
        missed = [f"record:{count} × {kind}" for kind, count in sorted(self._missed.items())]
        facts = (("records", str(self.count)),)
        not_searched = (*self._not_searched, *missed, *(["file:"] if self._damaged else []))
        return Reading(
            self._request.medium,
            "web_archive 1",
            tuple(self.passages),
            facts=facts,
            limits=tuple(limits),
            not_searched=not_searched,
        )


def _header(record: Any, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "")
