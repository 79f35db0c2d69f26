"""One line of a log: HEAD tab SIGNATURE tab BODY, hashed as the bytes stand.

HEAD says where the line stands and commits to its content; SIGNATURE is Ed25519 over a domain and HEAD; BODY is
sealed, and empty when the content was destroyed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from houvast.dossier import plain
from houvast.errors import DossierError

FORMAT = 1
ZEROS = "0" * 64
SIGNED = b"houvast/line/1\0"
LONGEST_LINE = 65_536

_HASH, _NUMBER = "[0-9a-f]{64}", "[1-9][0-9]{0,8}"
_ORDINARY = re.compile(
    f'{{"body":"({_HASH})","book":"({_HASH})","by":({_NUMBER}),"epoch":({_NUMBER}),'
    f'"prev":"({_HASH})","root":"({_HASH})","seq":({_NUMBER}),"v":1}}'.encode()
)
_RECIPIENT = re.compile("age1[02-9ac-hj-np-z]{58}")
_ORDINARY_KEYS = {"body", "book", "by", "epoch", "prev", "root", "seq", "v"}
_CHANGE_KEYS = {"members", "packet", "recipient"}


@dataclass(frozen=True, slots=True)
class Member:
    """The public keys that a member has in one book: Ed25519 (hex) and an age recipient."""

    sign: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who are members from a line on, the recipient of the new epoch's originals, and the hash of its key packet."""

    members: Mapping[int, Member]
    recipient: str
    packet: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is well written. Whether it fits what stands before it is for `chain` to say."""

    book: str
    seq: int
    prev: str
    epoch: int
    by: int
    root: str
    body_hash: str
    change: Change | None
    head: bytes
    signature: bytes
    body: bytes

    @property
    def hash(self) -> str:
        """What the next line calls `prev`, and papers call the head: SHA-256 of HEAD tab SIGNATURE."""
        return hashlib.sha256(self.head + b"\t" + self.signature).hexdigest()

    @property
    def destroyed(self) -> bool:
        """Whether the content is gone."""
        return not self.body


def write_head(
    *, book: str, seq: int, prev: str, epoch: int, by: int, root: str, body: bytes, change: Change | None
) -> bytes:
    """HEAD, in its one spelling."""
    value: dict[str, Any] = {
        "v": FORMAT, "book": book, "seq": seq, "prev": prev, "epoch": epoch, "by": by, "root": root,
        "body": hashlib.sha256(body).hexdigest(),
    }  # fmt: skip
    if change is not None:
        value["members"] = {
            str(number): {"recipient": member.recipient, "sign": member.sign}
            for number, member in change.members.items()
        }
        value["recipient"], value["packet"] = change.recipient, change.packet
    return plain.dump(value)


def parse(raw: bytes) -> Line:
    """Read a line. The signature is not checked here, nor that it stands in its place.

    Raises:
        DossierError: `dossier.not_by_rules`, or `dossier.newer_format`.
    """
    pieces = raw.split(b"\t")
    if len(pieces) != 3:
        raise DossierError("dossier.not_by_rules")
    head, signature, body = pieces
    found = _ORDINARY.fullmatch(head)
    if found is None:
        return _parse_change(head, signature, body)
    body_hash, book, by, epoch, prev, root, seq = (value.decode() for value in found.groups())
    return Line(book, int(seq), prev, int(epoch), int(by), root, body_hash, None, head, signature, body)


def _parse_change(head: bytes, signature: bytes, body: bytes) -> Line:
    value = plain.load(head)
    version = value.get("v")
    if isinstance(version, int) and version > FORMAT:
        raise DossierError("dossier.newer_format")
    numbers = all(type(value.get(key)) is int and 0 < value[key] < 10**9 for key in ("seq", "epoch", "by"))
    hashes = all(re.fullmatch(_HASH, str(value.get(key))) for key in ("book", "prev", "root", "body", "packet"))
    if set(value) != _ORDINARY_KEYS | _CHANGE_KEYS or version != FORMAT or not numbers or not hashes:
        raise DossierError("dossier.not_by_rules")
    change = Change(_members(value["members"]), _recipient(value["recipient"]), value["packet"])
    return Line(
        value["book"], value["seq"], value["prev"], value["epoch"], value["by"], value["root"], value["body"],
        change, head, signature, body,
    )  # fmt: skip


def _members(value: object) -> dict[int, Member]:
    if not isinstance(value, dict) or not value:
        raise DossierError("dossier.not_by_rules")
    members = {}
    for number, keys in value.items():
        well_formed = (
            re.fullmatch(_NUMBER, number)
            and isinstance(keys, dict)
            and set(keys) == {"sign", "recipient"}
            and re.fullmatch(_HASH, str(keys["sign"]))
        )
        if not well_formed:
            raise DossierError("dossier.not_by_rules")
        members[int(number)] = Member(keys["sign"], _recipient(keys["recipient"]))
    return members


def _recipient(value: object) -> str:
    if not isinstance(value, str) or not _RECIPIENT.fullmatch(value):
        raise DossierError("dossier.not_by_rules")
    return value
