"""Whether each line stands in its place: the one rule book for opening, verifying and bundles.

A line counts when it continues the chain, its writer was a member then, the epoch is the one in force (a line that
changes the members begins the next), and the signature is the writer's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from houvast.dossier import plain
from houvast.dossier.line import SIGNED, ZEROS, Line, Member
from houvast.errors import DamageError, DossierError


@dataclass(slots=True)
class Chain:
    """A book up to and with its last line that was taken."""

    book: str = ZEROS
    seq: int = 0
    head: str = ZEROS
    epoch: int = 0
    members: Mapping[int, Member] = field(default_factory=dict)
    recipient: str = ""
    packets: dict[int, str] = field(default_factory=dict)
    recipients: dict[int, str] = field(default_factory=dict)

    def take(self, line: Line, *, signature: bool, body: bool = True) -> None:
        """Check that a line comes next, and take it.

        Args:
            signature: whether to check it; without, a checkpoint has said that this was done before.
            body: whether BODY is at hand (in a bundle it is not).

        Raises:
            DamageError: `dossier.chain_broken`, `dossier.not_a_member`, `dossier.bad_signature`,
                `dossier.body_changed`; nothing is taken then.
        """
        number = self.seq + 1
        if line.seq != number or line.prev != self.head or line.book != self.book:
            raise DamageError("dossier.chain_broken", line=number)
        members = self.members
        if number == 1:
            if line.change is None:
                raise DamageError("dossier.chain_broken", line=number)
            members = line.change.members
        if line.by not in members or line.epoch != self.epoch + (line.change is not None):
            raise DamageError("dossier.not_a_member", line=number)
        if signature and not signed(members[line.by].sign, line):
            raise DamageError("dossier.bad_signature", line=number)
        if body and line.body and hashlib.sha256(line.body).hexdigest() != line.body_hash:
            raise DamageError("dossier.body_changed", line=number)
        self._step(line)

    def _step(self, line: Line) -> None:
        if line.seq == 1:
            self.book = hashlib.sha256(line.head).hexdigest()
        if line.change is not None:
            self.members = line.change.members
            self.recipient = line.change.recipient
            self.packets[line.epoch] = line.change.packet
            self.recipients[line.epoch] = line.change.recipient
        self.seq, self.epoch, self.head = line.seq, line.epoch, line.hash


def signed(public_key: str, line: Line) -> bool:
    """Whether the signature of a line is of this key (hex)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            plain.decode64(line.signature), SIGNED + line.head
        )
    except (InvalidSignature, ValueError, DossierError):
        return False
    return True
