"""Check a bundle inside the program: the same promises as the stand-alone verifier, in other code.

Two lists of hashes (SHA-256 and SHA-512) stand beside each other: where one differs and the other does not, it is the
list that was changed. A file that was named already is not judged again by what stands in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from houvast.dossier import excerpt, merkle, plain, stamps
from houvast.dossier.against import compare, kept_head
from houvast.dossier.body import leaf
from houvast.dossier.chain import Chain
from houvast.dossier.findings import BookState, Finding, Report
from houvast.dossier.line import Line, parse
from houvast.errors import DossierError

ALGORITHMS = ("sha256", "sha512")
SIGNED = b"houvast/bundle/1\0"
SIGNATURE = "proof/manifest.sig"
_ROW = re.compile(r"([0-9a-f]+)  ([A-Za-z0-9._/-]+)")
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, DossierError)


def verify_bundle(path: Path, against: str | Path | None = None) -> Report:
    """Check a bundle.

    Args:
        against: a head kept elsewhere, as printed ("12:0123456789abcdef"), or the folder of another bundle.

    Returns:
        What differs, by name; what is worth knowing; what was not checked.

    Raises:
        DossierError: `dossier.not_a_head`.
    """
    check = _Check(path)
    check.files()
    check.lines()
    check.signature()
    check.opened()
    check.tied()
    check.told()
    heads = [line.hash for line in check.taken]
    if against is not None:
        check.findings.append(compare(kept_head(against), {check.chain.book: heads}))
    state = BookState("record", check.chain.book, check.chain.seq, check.chain.head)
    return Report(tuple(check.findings), (state,))


class _Check:
    """One run over a bundle. `changed` holds the files that were named."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.changed: set[str] = set()
        self.there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
        self.chain = Chain()
        self.taken: list[Line] = []
        self.shown: dict[int, list[str]] = {}

    def differs(self, code: str, where: str, **values: str | int) -> None:
        finding = Finding(code, where, values)
        if finding not in self.findings:
            self.findings.append(finding)
        self.changed.add(where)

    def files(self) -> None:
        lists: dict[str, dict[str, str]] = {}
        for name in (f"{kind}-{algorithm}.txt" for kind in ("manifest", "tagmanifest") for algorithm in ALGORITHMS):
            try:
                lists[name] = _list(self.folder, name)
            except (OSError, ValueError):
                lists[name] = {}
                self.differs("bundle.list_changed", name)
        unlisted = {f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS} | {SIGNATURE}
        for path in sorted(self.there.union(*lists.values()) - unlisted):
            kind = "manifest" if path.startswith("data/") else "tagmanifest"
            said = {algorithm: lists[f"{kind}-{algorithm}.txt"].get(path) for algorithm in ALGORITHMS}
            if path not in self.there:
                wrong = [algorithm for algorithm in ALGORITHMS if said[algorithm]]
                if len(wrong) == len(ALGORITHMS):
                    self.differs("bundle.missing_file", path)
                    continue
            elif not any(said.values()):
                self.differs("bundle.extra_file", path)
                continue
            else:
                wrong = [one for one in ALGORITHMS if said[one] != _digest(self.folder / path, one)]
                if len(wrong) == len(ALGORITHMS):
                    self.differs("bundle.file_changed", path)
                    continue
            for algorithm in wrong:
                self.differs("bundle.list_changed", f"{kind}-{algorithm}.txt")

    def lines(self) -> None:
        where = "proof/lines"
        try:
            rows = (self.folder / where).read_bytes().split(b"\n")[:-1]
        except OSError:
            rows = []
        for number, raw in enumerate(rows, 1):
            try:
                line = parse(raw + b"\t")
                self.chain.take(line, signature=True, body=False)
            except DossierError as error:
                code = "dossier.line_unreadable" if error.code == "dossier.not_by_rules" else error.code
                self.differs(code, where, line=number)
                return
            self.taken.append(line)
        if not rows:
            self.differs("bundle.missing_file", where)

    def signature(self) -> None:
        """The list of all files is signed by a member, so nobody else can exchange a file and the lists with it."""
        if {"proof/lines", "tagmanifest-sha256.txt"} & self.changed:
            return
        try:
            value = plain.load((self.folder / SIGNATURE).read_bytes())
            seal = (self.folder / "tagmanifest-sha256.txt").read_bytes()
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.chain.members[value["by"]].sign))
            key.verify(plain.decode64(value["signature"].encode()), SIGNED + seal)
            good = value["v"] == 1
        except (*_UNREADABLE, InvalidSignature):
            good = False
        if not good:
            self.differs("bundle.not_signed", SIGNATURE)

    def opened(self) -> None:
        for where in sorted(path for path in self.there - self.changed if path.startswith("proof/opened/")):
            try:
                name = int(Path(where).stem)
                if name > len(self.taken) and "proof/lines" in self.changed:
                    continue
                value = json.loads((self.folder / where).read_text("utf-8"))
                number, line = value["line"], self.taken[name - 1]
                leaves = [_leaf(line.book, number, part) for part in value["parts"]]
                right = where == f"proof/opened/{number:09}.json" and merkle.root(leaves).hex() == line.root
                texts = [part["text"] for part in value["parts"] if "text" in part]
            except _UNREADABLE:
                right = False
            if right:
                self.shown[number] = texts
            else:
                self.differs("bundle.not_what_was_written", where)

    def tied(self) -> None:
        """Originals and excerpts against the shown parts that name them."""
        where = "proof/files.json"
        if where in self.changed:
            return
        try:
            value = plain.load((self.folder / where).read_bytes())
            for row in value["files"]:
                if row["line"] in self.shown and not (
                    row["path"] in self.there
                    and _digest(self.folder / row["path"], "sha256") == row["sha256"]
                    and self._stands(row["sha256"], row["line"])
                ):
                    self.differs("bundle.not_the_original", row["path"], line=row["line"])
            for row in value["excerpts"]:
                if row["line"] in self.shown and row["path"] not in self.changed:
                    self._excerpt(row)
        except _UNREADABLE:
            self.differs("bundle.file_changed", where)

    def _excerpt(self, row: Mapping[str, Any]) -> None:
        try:
            excerpt.check((self.folder / row["path"]).read_bytes(), row["root"])
            proven = self._stands(row["root"], row["line"])
        except (OSError, DossierError):
            proven = False
        if not proven:
            self.differs("bundle.bad_proof", row["path"], line=row["line"])

    def _stands(self, value: str, line: int) -> bool:
        return any(f'"{value}"' in text for text in self.shown[line])

    def told(self) -> None:
        """What the shown control lines say: destroyed on purpose, stamped. And what nobody can know from a bundle."""
        stamped = False
        for number, texts in sorted(self.shown.items()):
            for text in texts:
                said = _object(text)
                if said.get("dossier") == "destroyed":
                    values = {"line": said["seq"], "at": said["at"]}
                    self.findings.append(Finding("bundle.destroyed_on_purpose", "", values, "note"))
                if said.get("dossier") == "stamped":
                    stamped = self._stamp(said, number) or stamped
        if not stamped:
            self.findings.append(Finding("bundle.no_stamp", "", {}, "unchecked"))
        self.findings.append(Finding("bundle.not_knowable", "", {}, "unchecked"))

    def _stamp(self, said: Mapping[str, Any], number: int) -> bool:
        where = f"proof/anchors/{said['reply']}.tsr"
        pems = [f"proof/anchors/{name}.pem" for name in said["roots"]]
        if self.changed & {where, *pems} or said["seq"] > len(self.taken):
            return False
        try:
            reply = (self.folder / where).read_bytes()
            roots = [(self.folder / pem).read_bytes() for pem in pems]
            right = self.taken[said["seq"] - 1].hash == said["head"]
            if not right or hashlib.sha256(reply).hexdigest() != said["reply"]:
                self.differs("bundle.bad_stamp", where)
                return False
            stamps.check(reply, said["head"], roots)
            values = {"line": said["seq"], "time": stamps.read(reply).time, "own": number}
        except _UNREADABLE:
            self.differs("bundle.bad_stamp", where)
            return False
        self.findings.append(Finding("bundle.stamped", where, values, "note"))
        return True


def _list(folder: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in (folder / name).read_bytes().decode("ascii").splitlines():
        match = _ROW.fullmatch(row)
        if match is None or match[2] in found:
            raise ValueError(name)
        found[match[2]] = match[1]
    return found


def _digest(path: Path, algorithm: str) -> str:
    """The hash of a file; "" when it cannot be read, which fits no list."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest()
    except OSError:
        return ""


def _leaf(book: str, number: int, part: Mapping[str, str]) -> bytes:
    if "leaf" in part:
        return bytes.fromhex(part["leaf"])
    return leaf(book, number, bytes.fromhex(part["salt"]), part["text"].encode())


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
