"""Read a WACZ back with warcio, checking each digest and each hash on the way."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from houvast.intake.addresses import asked_by_page


@dataclass
class Record:
    status: int
    headers: list[tuple[str, str]]
    says: dict[str, str]
    body: bytes


@dataclass
class Kept:
    """Records by host and path; `problems` is what a checker would say, `unpacked` the whole WARC."""

    answers: dict[tuple[str, str], Record] = field(default_factory=dict)
    questions: dict[tuple[str, str], Record] = field(default_factory=dict)
    beside: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unpacked: bytes = b""


def kept(wacz: bytes) -> Kept:
    """Everything in an archive."""
    found = Kept()
    with zipfile.ZipFile(io.BytesIO(wacz)) as archive:
        package = archive.read("datapackage.json")
        said = json.loads(archive.read("datapackage-digest.json"))["hash"]
        if said != f"sha256:{hashlib.sha256(package).hexdigest()}":
            found.problems.append("datapackage.json")
        resources = json.loads(package)["resources"]
        for resource in resources:
            content = archive.read(resource["path"])
            if resource["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}" or resource["bytes"] != len(content):
                found.problems.append(resource["path"])
        listed = {resource["path"] for resource in resources}
        if listed | {"datapackage.json", "datapackage-digest.json"} != set(archive.namelist()):
            found.problems.append("a member that is not listed")
        warc = archive.read("archive/data.warc.gz")
    for record in ArchiveIterator(io.BytesIO(warc), check_digests=True):
        _add(found, record)
    return found


def _add(found: Kept, record: Any) -> None:
    body = record.content_stream().read()
    if record.digest_checker.passed is False:
        found.problems += list(record.digest_checker.problems)
    says = dict(record.rec_headers.headers)
    found.unpacked += repr(says).encode() + body
    if record.rec_type == "warcinfo":
        return
    url = says["WARC-Target-URI"]
    where = asked_by_page(url)
    assert where is not None
    key = (where.host, "/" + url.split("/", 3)[3].partition("?")[0])
    if record.rec_type == "metadata":
        found.beside[key] = json.loads(body)
        return
    status = int(record.http_headers.get_statuscode()) if record.rec_type == "response" else 0
    place = found.answers if record.rec_type == "response" else found.questions
    place[key] = Record(status, record.http_headers.headers, says, body)
