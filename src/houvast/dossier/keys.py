"""The keys of one book: those of a member, made for this book alone, and the packet with the secrets of every epoch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from houvast.dossier import age, plain
from houvast.dossier.line import SIGNED, Member
from houvast.errors import DamageError, DossierError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class BookKeys:
    """What a member keeps secret: the number in the book, the Ed25519 key (32 bytes) and the age identity."""

    number: int
    sign: bytes
    identity: str

    def card(self) -> Member:
        """The public half, as it stands in the heads."""
        public = Ed25519PrivateKey.from_private_bytes(self.sign).public_key()
        return Member(public.public_bytes_raw().hex(), age.recipient_of(self.identity))

    def signature(self, head: bytes, domain: bytes = SIGNED) -> bytes:
        """SIGNATURE over a head, as it stands in a line."""
        return plain.encode64(Ed25519PrivateKey.from_private_bytes(self.sign).sign(domain + head))


def new_keys(number: int, entropy: Callable[[int], bytes]) -> BookKeys:
    """Fresh keys for one book; never used in another, so that nobody can tell that one helper has both."""
    return BookKeys(number, entropy(32), age.new_identity(entropy))


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """The secrets of an epoch: 32 bytes for the lines, an age identity for the originals."""

    secret: bytes
    identity: str


@dataclass(frozen=True, slots=True)
class Packet:
    """The secrets of an epoch and all before it, and the recipients of the recovery keys."""

    epochs: Mapping[int, EpochKeys]
    recovery: tuple[str, ...]

    def next(self, entropy: Callable[[int], bytes]) -> Packet:
        """The packet of the next epoch."""
        fresh = EpochKeys(entropy(32), age.new_identity(entropy))
        return Packet({**self.epochs, len(self.epochs) + 1: fresh}, self.recovery)

    def seal(self, members: Iterable[Member]) -> bytes:
        """`keys/N.age`: to every member and every recovery key."""
        value = {
            "v": FORMAT,
            "epochs": {
                str(number): {"secret": keys.secret.hex(), "identity": keys.identity}
                for number, keys in self.epochs.items()
            },
            "recovery": list(self.recovery),
        }
        recipients = [*(member.recipient for member in members), *self.recovery]
        return age.encrypt_bytes(plain.dump(value), list(dict.fromkeys(recipients)))

    @property
    def latest(self) -> EpochKeys:
        """The secrets of the epoch in force."""
        return self.epochs[len(self.epochs)]


def open_packet(data: bytes, identity: str, where: str) -> Packet:
    """Open `keys/N.age` with a member's or recovery identity.

    Raises:
        DossierError: `dossier.cannot_open`, `dossier.newer_format`.
        DamageError: `dossier.bad_packet`.
    """
    value = plain.load(age.decrypt_bytes(data, identity))
    if type(value.get("v")) is int and value["v"] > FORMAT:
        raise DossierError("dossier.newer_format")
    try:
        epochs = {
            int(number): EpochKeys(bytes.fromhex(keys["secret"]), keys["identity"])
            for number, keys in value["epochs"].items()
            if re.fullmatch("[1-9][0-9]*", number)
        }
        packet = Packet(epochs, tuple(value["recovery"]))
    except (KeyError, TypeError, ValueError) as error:
        raise DamageError("dossier.bad_packet", where=where) from error
    whole = set(epochs) == set(range(1, len(epochs) + 1)) and all(len(keys.secret) == 32 for keys in epochs.values())
    if not whole or not epochs:
        raise DamageError("dossier.bad_packet", where=where)
    return packet
