"""A bundle: what is handed over. Readable files in `data/`, and in `proof/` what shows that they are what was written.

Cut from the record book alone: HEAD and SIGNATURE of every line, no content but the parts that were chosen. The list of
all files is signed by the member who made it, so that not even a file that belongs to no line can be exchanged.
Layout: BagIt 1.0 (RFC 8493), with two algorithms, so that a changed list is told from a changed file.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from houvast.dossier import control, disk, plain
from houvast.dossier.book import Book
from houvast.dossier.bundle_check import ALGORITHMS, SIGNED, verify_bundle
from houvast.dossier.bundle_names import distinct
from houvast.dossier.line import Line
from houvast.errors import DamageError, DossierError

__all__ = ["BundleExcerpt", "BundleFile", "Disclosure", "Manifest", "verify_bundle", "write_bundle"]

_ALWAYS = ("LEESMIJ.txt", "README.txt", "houvast_verify.py")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A line of which these parts are shown, by number. Of a destroyed line, the line that says so is shown."""

    seq: int
    open_parts: Collection[int]


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file for `data/`. With `seq` and `sha256` it is the original that a shown part of that line names."""

    path: str
    open: Callable[[], BinaryIO]
    seq: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class BundleExcerpt:
    """The proof of an excerpt (`excerpt.prove`), and the root (hex) that a shown part of line `seq` names."""

    seq: int
    root: str
    proof: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written: the SHA-256 of the list of all files, and the path that each given file got."""

    sha256: str
    files: Mapping[str, str]


def write_bundle(
    out: Path,
    *,
    book: Book,
    disclosures: Sequence[Disclosure],
    files: Sequence[BundleFile],
    excerpts: Sequence[BundleExcerpt] = (),
    now: datetime,
) -> Manifest:
    """Write a bundle to a new folder; whole, or nothing of it.

    Raises:
        DossierError: `dossier.exists`, `dossier.no_such_part`, or why it cannot be written.
        DamageError: `dossier.file_changed` when an original is not what its line says.
    """
    if out.exists():
        raise DossierError("dossier.exists", where=out.name)
    building = out.with_name(f"{out.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    made = _Building(building)
    try:
        paths = distinct(file.path for file in files)
        for file, path in zip(files, paths, strict=True):
            found = made.stream(f"data/{path}", file.open)
            if file.sha256 and found != file.sha256:
                raise DamageError("dossier.file_changed", where=f"data/{path}")
        with book.held():
            shown = _proof(made, book, disclosures)
            made.write("bag-info.txt", _info(made, book, now))
        tied = [
            {"path": f"data/{path}", "line": file.seq, "sha256": file.sha256}
            for file, path in zip(files, paths, strict=True)
            if file.sha256 and f'"{file.sha256}"' in shown.get(file.seq, "")
        ]
        proofs = []
        for number, one in enumerate(excerpts, 1):
            name = f"proof/excerpts/{one.seq:09}-{number}.json"
            made.write(name, one.proof)
            proofs.append({"path": name, "line": one.seq, "root": one.root})
        made.write("proof/files.json", plain.dump({"v": 1, "files": tied, "excerpts": proofs}))
        made.write("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        for name in _ALWAYS:
            made.write(name, (resources.files("houvast.verifier") / name).read_bytes())
        seal = made.lists()
        made.write("proof/manifest.sig", _signature(book, seal))
        with disk.told():
            for folder in [*building.rglob("*"), building]:
                if folder.is_dir():
                    disk.sync_folder(folder)
            building.rename(out)
            disk.sync_folder(out.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Manifest(hashlib.sha256(seal).hexdigest(), dict(zip((file.path for file in files), paths, strict=True)))


@dataclass(slots=True)
class _Building:
    """A bundle that is being written: each file is hashed as it goes."""

    folder: Path
    hashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def stream(self, path: str, opened: Callable[[], BinaryIO]) -> str:
        """Write a file; its SHA-256 (hex)."""
        digests, size = [hashlib.new(name) for name in ALGORITHMS], 0
        target = self.folder / path
        with disk.told():
            disk.make_folder(target.parent)
            file = target.open("xb")
        with file, opened() as source:
            while piece := _read(source):
                size += len(piece)
                for digest in digests:
                    digest.update(piece)
                with disk.told():
                    file.write(piece)
            with disk.told():
                file.flush()
                disk.sync_file(file.fileno())
        self.hashes[path] = (digests[0].hexdigest(), digests[1].hexdigest())
        self.sizes[path] = size
        return self.hashes[path][0]

    def write(self, path: str, data: bytes) -> None:
        """Write a file of bytes at hand."""
        self.stream(path, lambda: io.BytesIO(data))

    def lists(self) -> bytes:
        """Write the four lists; the bytes of the one that is signed."""
        for at, algorithm in enumerate(ALGORITHMS):
            payload = {path: both[at] for path, both in self.hashes.items() if path.startswith("data/")}
            self.write(f"manifest-{algorithm}.txt", _list(payload))
        tags = {path: both for path, both in self.hashes.items() if not path.startswith("data/")}
        seal = _list({path: both[0] for path, both in tags.items()})
        self.write("tagmanifest-sha256.txt", seal)
        self.write("tagmanifest-sha512.txt", _list({path: both[1] for path, both in tags.items()}))
        return seal


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise DossierError("dossier.source_unreadable") from error


def _list(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode()


def _info(made: _Building, book: Book, now: datetime) -> bytes:
    payload = [size for path, size in made.sizes.items() if path.startswith("data/")]
    seq, head = book.last
    return (
        f"Bagging-Date: {now.astimezone(UTC):%Y-%m-%d}\n"
        f"Payload-Oxum: {sum(payload)}.{len(payload)}\n"
        f"External-Identifier: {book.fingerprint}\n"
        f"Internal-Sender-Identifier: {seq}:{head[:16]}\n"
    ).encode()


def _signature(book: Book, seal: bytes) -> bytes:
    value = {"v": 1, "by": book.keys.number, "signature": book.keys.signature(seal, SIGNED).decode()}
    return plain.dump(value)


def _proof(made: _Building, book: Book, disclosures: Iterable[Disclosure]) -> dict[int, str]:
    """Write the log without content, the shown parts and the time stamps; what is shown of each line, as one text."""
    wanted: dict[int, Collection[int]] = {}
    controls = book.log.controls
    for one in disclosures:
        destroyed = controls.destroyed.get(one.seq)
        wanted[destroyed or one.seq] = [0] if destroyed else one.open_parts
    wanted |= {seq: [0] for seq in controls.stamped}
    shown, heads = {}, bytearray()
    for line in book.log.lines():
        heads += line.head + b"\t" + line.signature + b"\n"
        if line.seq in wanted:
            parts = _shown(book, line, wanted[line.seq])
            value = {"line": line.seq, "parts": parts}
            made.write(f"proof/opened/{line.seq:09}.json", json.dumps(value, indent=1).encode() + b"\n")
            shown[line.seq] = "\n".join(part["text"] for part in parts if "text" in part)
    if missing := set(wanted) - set(shown):
        raise DossierError("dossier.no_such_part", line=min(missing))
    made.write("proof/lines", bytes(heads))
    for seq in controls.stamped:
        _anchors(made, book, seq)
    return shown


def _shown(book: Book, line: Line, open_parts: Collection[int]) -> list[dict[str, str]]:
    body = book.log.body(line)
    if not set(open_parts) <= set(range(len(body.parts))):
        raise DossierError("dossier.no_such_part", line=line.seq)
    leaves = body.leaves(line.book, line.seq)
    parts: list[dict[str, str]] = []
    for index, part in enumerate(body.parts):
        if index not in open_parts:
            parts.append({"leaf": leaves[index].hex()})
            continue
        try:
            parts.append({"salt": body.salt(index).hex(), "text": part.decode()})
        except UnicodeDecodeError as error:
            raise DossierError("dossier.no_such_part", line=line.seq) from error
    return parts


def _anchors(made: _Building, book: Book, seq: int) -> None:
    entry = next(book.log.entries(seq - 1))
    said: dict[str, Any] = control.read(entry.parts or ())
    names = [f"{said['reply']}.tsr", *(f"{name}.pem" for name in said["roots"])]
    for name in names:
        if f"proof/anchors/{name}" not in made.hashes:
            with book.storage.get(f"anchors/{name}") as file:
                made.write(f"proof/anchors/{name}", file.read())
