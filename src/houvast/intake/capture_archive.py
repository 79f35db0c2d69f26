"""Write what the browser received as WARC 1.1 in a WACZ: one ZIP, stored, that replay tools and archives understand.

Bodies are decoded of their content-encoding, as the browser gives them; so the headers that spoke of the encoding are
renamed `x-orig-*`, and the exact header text stands in a `metadata` record beside the answer. Nothing here is written
to disk: warcio would buffer records of unknown length in a temporary file, so every record is given with its length.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import uuid
import zipfile
from collections.abc import Sequence
from importlib.metadata import version

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from houvast.intake.addresses import asked_by_page
from houvast.intake.capture_found import Exchange, Found, Headers
from houvast.intake.capture_way import Passed

NO_LONGER_TRUE = {"content-encoding", "transfer-encoding", "content-length"}
NOT_SENT = {"proxy-connection"}
MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)


class _Writer(WARCWriter):  # type: ignore[misc]
    """A WARC writer whose digests are SHA-256."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def wacz(found: Found, connections: Sequence[Passed]) -> bytes:
    """The archive of a capture, with the hashes of its members in `datapackage.json`."""
    addresses = {(passed.host, passed.port): passed.ip for passed in connections}
    members = {
        "archive/data.warc.gz": _warc(found, addresses),
        "pages/pages.jsonl": _pages(found),
        "text/as-found.txt": found.text_as_found.encode(),
        "text/whole.txt": found.text.encode(),
    }
    for host, chain in found.certificates.items():
        members[f"tls/{host}.pem"] = b"".join(_pem(certificate) for certificate in chain)
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": f"Houvast {version('houvast')}",
        "created": found.moment(found.elapsed()),
        "mainPageUrl": found.final_address or found.where.url,
        "mainPageDate": found.moment(0),
        "title": found.title,
        "resources": [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "bytes": len(content),
            }
            for name, content in members.items()
        ],
    }
    members["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=1).encode()
    digest = hashlib.sha256(members["datapackage.json"]).hexdigest()
    members["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()
    return _zip(members)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            # the same time for all: when it was is said inside, and the clock of this machine says no more than that
            archive.writestr(zipfile.ZipInfo(name, MIDNIGHT_1980), content)
    return out.getvalue()


def _pages(found: Found) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    if found.page is not None:
        lines.append(
            {
                "id": "1",
                "url": found.page.url,
                "ts": found.moment(found.page.at),
                "title": found.title,
                "text": found.text,
            }
        )
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def _pem(certificate: bytes) -> bytes:
    lines = re.findall(b".{1,64}", base64.b64encode(certificate))
    return b"\n".join([b"-----BEGIN CERTIFICATE-----", *lines, b"-----END CERTIFICATE-----", b""])


def _warc(found: Found, addresses: dict[tuple[str, int], str]) -> bytes:
    out = io.BytesIO()
    writer = _Writer(out, gzip=True, warc_version="WARC/1.1")
    info = {"software": f"Houvast {version('houvast')}", "format": "WARC File Format 1.1"}
    begin = writer.create_warcinfo_record("data.warc.gz", info)
    begin.rec_headers.replace_header("WARC-Date", found.moment(0))
    writer.write_record(begin)
    for exchange in found.exchanges:
        for record in _records(writer, exchange, found.moment(exchange.at), addresses):
            writer.write_record(record)
    return out.getvalue()


def _records(
    writer: _Writer, exchange: Exchange, moment: str, addresses: dict[tuple[str, int], str]
) -> list[ArcWarcRecord]:
    """Answer, question, and what neither of them can hold."""
    identity = f"<urn:uuid:{uuid.uuid4()}>"
    answer_says = {"WARC-Record-ID": identity, "WARC-Date": moment}
    beside = {"WARC-Date": moment, "WARC-Concurrent-To": identity}
    ip = _address(exchange, addresses)
    if ip:
        answer_says["WARC-IP-Address"] = beside["WARC-IP-Address"] = ip
    if exchange.truncated:
        answer_says["WARC-Truncated"] = exchange.truncated
    status_line = exchange.raw_head.partition("\r\n")[0] or f"HTTP/1.1 {exchange.status} {exchange.status_text}".strip()
    protocol, _, status = status_line.partition(" ")
    answer = writer.create_warc_record(
        exchange.url,
        "response",
        payload=io.BytesIO(exchange.body),
        length=len(exchange.body),
        warc_headers_dict=answer_says,
        http_headers=StatusAndHeaders(status, _as_kept(exchange), protocol=protocol),
    )
    path = "/" + exchange.url.partition("#")[0].split("/", 3)[3] if exchange.url.count("/") > 2 else "/"
    sent = [(name, value) for name, value in exchange.question_headers if name.lower() not in NOT_SENT]
    question = writer.create_warc_record(
        exchange.url,
        "request",
        payload=io.BytesIO(exchange.posted),
        length=len(exchange.posted),
        warc_headers_dict=beside,
        http_headers=StatusAndHeaders(f"{path} HTTP/1.1", sent, protocol=exchange.method),
    )
    told = {"protocol": exchange.protocol, "kind": exchange.kind, "head": exchange.raw_head}
    text = json.dumps(told, ensure_ascii=False).encode()
    more = writer.create_warc_record(
        exchange.url,
        "metadata",
        payload=io.BytesIO(text),
        length=len(text),
        warc_content_type="application/json",
        warc_headers_dict={"WARC-Date": moment, "WARC-Concurrent-To": identity},
    )
    return [answer, question, more]


def _as_kept(exchange: Exchange) -> Headers:
    """The answer's headers, those about an encoding that is no longer there renamed, and the length as it is here."""
    renamed = [
        (f"x-orig-{name}" if name.lower() in NO_LONGER_TRUE else name, value) for name, value in exchange.answer_headers
    ]
    return [*renamed, ("content-length", str(len(exchange.body)))]


def _address(exchange: Exchange, addresses: dict[tuple[str, int], str]) -> str:
    where = asked_by_page(exchange.url)
    return addresses.get((where.host, where.port), "") if where is not None else ""
