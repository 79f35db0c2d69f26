"""Check a dossier folder, with its keyring or without, and name whatever is changed, cut, swapped, missing or extra.

Without keys: the chain, who wrote it, every signature, the key packets, the names of the time-stamp replies. With keys
also: the content of each line, every original, and what was destroyed on purpose. What can be made again is not looked
at. That the newest lines were taken away, or that the whole folder was put back to an older state, shows only against a
head kept elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from houvast.dossier import plain, stamps
from houvast.dossier.against import compare, kept_head
from houvast.dossier.chain import Chain
from houvast.dossier.control import read as read_control
from houvast.dossier.derived import Derived
from houvast.dossier.findings import BookState, Finding, Report, from_error
from houvast.dossier.folder import LINES_PER_FILE, FolderStorage
from houvast.dossier.keyring import Keyring
from houvast.dossier.line import parse
from houvast.dossier.log import Log
from houvast.dossier.refs import blob_path, blob_refs
from houvast.dossier.storage import MemoryStorage
from houvast.errors import DamageError, DossierError

LABELS = ("record", "private")
_FOLDERS = {"keys", "log", "blobs", "inbox", "anchors", "derived", "torn", "tmp"}


def read_book_file(folder: Path, label: str) -> str:
    """The fingerprint in `book.json`.

    Raises:
        DamageError: `dossier.missing_file`, `dossier.file_changed`.
        DossierError: `dossier.newer_format`.
    """
    where = f"{label}/book.json"
    try:
        value = plain.load((folder / label / "book.json").read_bytes())
    except OSError as error:
        raise DamageError("dossier.missing_file", where=where) from error
    except DossierError as error:
        raise DamageError("dossier.file_changed", where=where) from error
    version = value.get("v")
    if isinstance(version, int) and version > 1:
        raise DossierError("dossier.newer_format", where=where)
    if set(value) != {"v", "book"} or version != 1 or not re.fullmatch("[0-9a-f]{64}", str(value["book"])):
        raise DamageError("dossier.file_changed", where=where)
    return str(value["book"])


def verify_dossier(folder: Path, keyring: Keyring | None, against: str | Path | None) -> Report:
    """Check both books of a dossier.

    Args:
        against: a head kept elsewhere, as printed ("12:0123456789abcdef"), or the folder of a bundle.

    Raises:
        DossierError: `dossier.not_found`, `dossier.not_a_head`.
    """
    if not folder.is_dir():
        raise DossierError("dossier.not_found")
    findings: list[Finding] = []
    books: list[BookState] = []
    heads: dict[str, list[str]] = {}
    for label in LABELS:
        try:
            found, state, book_heads = _verify_book(folder, label, keyring)
        except DossierError as error:
            findings.append(from_error(error, label))
            continue
        except OSError:
            findings.append(Finding("dossier.unreadable_file", label))
            continue
        findings += found
        heads[state.fingerprint] = book_heads
        books.append(state)
    findings += [
        Finding("dossier.extra_file", path.name) for path in sorted(folder.iterdir()) if path.name not in LABELS
    ]
    if against is not None:
        findings.append(compare(kept_head(against), heads))
    else:
        findings.append(Finding("dossier.nothing_to_compare", severity="unchecked"))
    if keyring is None:
        findings.append(Finding("dossier.closed", severity="unchecked"))
    return Report(tuple(findings), tuple(books))


def _verify_book(folder: Path, label: str, keyring: Keyring | None) -> tuple[list[Finding], BookState, list[str]]:
    fingerprint = read_book_file(folder, label)
    storage = FolderStorage(folder / label)
    findings, chain, heads, blank = _chain(storage, label)
    if chain.seq and chain.book != fingerprint:
        findings.append(Finding("dossier.other_book", f"{label}/book.json"))
    broken = any(finding.severity == "damage" for finding in findings)
    findings += _packets(storage, label, chain, strangers=not broken)
    findings += _anchors(storage, label)
    findings += _strangers(storage, label)
    known = keyring.books.get(fingerprint) if keyring else None
    if keyring is not None and known is None:
        findings.append(Finding("dossier.not_in_keyring", label))
    elif known is not None and not any(finding.severity == "damage" for finding in findings):
        seq, head = known.seen
        if seq > len(heads) or (seq and heads[seq - 1] != head):
            findings.append(Finding("dossier.set_back", label, {"line": seq, "last": len(heads)}))
        log = Log(
            storage,
            known.keys,
            derived=lambda book: Derived(MemoryStorage(), bytes(32), book),
            label=label,
            entropy=bytes,
            signatures=False,
        )
        try:
            log.start(fingerprint)
            findings += _content(log, storage, label)
        except DossierError as error:
            findings.append(from_error(error, label))
    elif known is None:
        findings += [Finding("dossier.content_gone", log_file(label, seq), {"line": seq}, "unchecked") for seq in blank]
    return findings, BookState(label, fingerprint, chain.seq, chain.head), heads


def _chain(storage: FolderStorage, label: str) -> tuple[list[Finding], Chain, list[str], list[int]]:
    """Take all lines; the first that does not fit ends it, since nothing after it can be judged."""
    chain, heads, blank = Chain(), list[str](), list[int]()
    findings = [Finding("dossier.torn_line", f"{label}/{name}", {}, "note") for name in storage.torn()]
    for raw in storage.lines():
        number = chain.seq + 1
        where = log_file(label, number)
        try:
            line = parse(raw)
            chain.take(line, signature=True)
        except DamageError as error:
            findings.append(Finding(error.code, where, {"line": number}))
            break
        except DossierError as error:
            code = error.code if error.code == "dossier.newer_format" else "dossier.line_unreadable"
            findings.append(Finding(code, where, {"line": number}))
            break
        heads.append(chain.head)
        if line.destroyed:
            blank.append(number)
    else:
        if storage.torn_tail():
            findings.append(
                Finding("dossier.torn_tail", log_file(label, chain.seq + 1), {"line": chain.seq + 1}, "note")
            )
        if not heads:
            findings.append(Finding("dossier.missing_file", log_file(label, 1)))
    return findings, chain, heads, blank


def log_file(label: str, seq: int) -> str:
    """The log file in which a line stands."""
    return f"{label}/log/{(seq - 1) // LINES_PER_FILE * LINES_PER_FILE + 1:09}"


def _packets(storage: FolderStorage, label: str, chain: Chain, *, strangers: bool) -> Iterator[Finding]:
    """Key packets against the heads that name them. Behind a broken line nobody knows which are strangers."""
    expected = {f"keys/{epoch}.age": digest for epoch, digest in chain.packets.items()}
    found = set(storage.plain_names("keys"))
    for name, digest in expected.items():
        if name not in found:
            yield Finding("dossier.missing_file", f"{label}/{name}")
        elif _sha256(storage, name) != digest:
            yield Finding("dossier.file_changed", f"{label}/{name}")
    if strangers:
        yield from (Finding("dossier.extra_file", f"{label}/{name}") for name in sorted(found - set(expected)))


def _anchors(storage: FolderStorage, label: str) -> Iterator[Finding]:
    for name in storage.plain_names("anchors"):
        try:
            fits = _sha256(storage, name) == name.split("/")[1].split(".")[0]
        except DossierError:
            yield Finding("dossier.extra_file", f"{label}/{name}")
            continue
        if not fits:
            yield Finding("dossier.file_changed", f"{label}/{name}")


def _strangers(storage: FolderStorage, label: str) -> Iterator[Finding]:
    for path in sorted(storage.folder.iterdir()):
        if path.name not in _FOLDERS | {"book.json"}:
            yield Finding("dossier.extra_file", f"{label}/{path.name}")
    read = storage.log_names()
    strangers = [name for name in storage.plain_names("log") if name not in read]
    yield from (Finding("dossier.extra_file", f"{label}/{name}") for name in strangers)
    if any(re.fullmatch("log/[0-9]{9}", name) for name in strangers):
        yield Finding("dossier.missing_file", log_file(label, len(read) * LINES_PER_FILE + 1))


def _content(log: Log, storage: FolderStorage, label: str) -> Iterator[Finding]:
    """With keys: originals against their lines, time stamps against theirs, and what was destroyed."""
    named: set[str] = set()
    replies: set[str] = set()
    for entry in log.entries():
        if entry.parts is None:
            values = {"line": entry.seq, "by_line": log.controls.destroyed[entry.seq]}
            yield Finding("dossier.destroyed_on_purpose", log_file(label, entry.seq), values, "note")
            continue
        for ref in blob_refs(entry.parts):
            name = blob_path(ref.name)
            if ref.name in log.controls.gone_blobs or name in named:
                continue
            named.add(name)
            yield from _blob(storage, label, name, ref.sealed_sha256, entry.seq)
        if entry.control == "stamped":
            said = read_control(entry.parts)
            replies |= {f"anchors/{said['reply']}.tsr", *(f"anchors/{name}.pem" for name in said["roots"])}
            yield from _stamp(log, storage, label, entry.seq)
    for name in storage.names("blobs/"):
        if name not in named:
            severity = "damage" if name.split("/")[-1].split(".")[0] in log.controls.gone_blobs else "note"
            yield Finding("dossier.blob_without_line", f"{label}/{name}", {}, severity)  # type: ignore[arg-type]
    there = set(storage.plain_names("anchors"))
    yield from (Finding("dossier.missing_file", f"{label}/{name}") for name in sorted(replies - there))
    yield from (Finding("dossier.extra_file", f"{label}/{name}") for name in sorted(there - replies))


def _blob(storage: FolderStorage, label: str, name: str, sealed_sha256: str, seq: int) -> Iterator[Finding]:
    try:
        if _sha256(storage, name) != sealed_sha256:
            yield Finding("dossier.file_changed", f"{label}/{name}", {"line": seq})
    except DossierError as error:
        yield Finding(error.code, f"{label}/{name}", {"line": seq})


def _stamp(log: Log, storage: FolderStorage, label: str, seq: int) -> Iterator[Finding]:
    said = read_control(next(log.entries(seq - 1)).parts or ())
    where = f"anchors/{said['reply']}.tsr"
    try:
        with storage.get(where) as file:
            reply = file.read()
        roots = []
        for name in said["roots"]:
            with storage.get(f"anchors/{name}.pem") as file:
                roots.append(file.read())
        if not 0 < said["seq"] < seq or log.head_of(said["seq"]) != said["head"]:
            yield Finding("dossier.stamp_of_other_head", f"{label}/{where}", {"line": seq})
        stamps.check(reply, said["head"], roots)
    except DossierError as error:
        if error.code != "dossier.missing_file":
            yield from_error(DossierError(error.code, **{**error.values, "where": f"{label}/{where}"}))
        return
    yield Finding("dossier.stamped", f"{label}/{where}", {"line": said["seq"], "time": said["time"]}, "note")


def _sha256(storage: FolderStorage, name: str) -> str:
    with storage.get(name) as file:
        return hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()
