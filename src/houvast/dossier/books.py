"""Begin a book, and open one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from houvast.dossier import control
from houvast.dossier.book import Book
from houvast.dossier.chain import Chain
from houvast.dossier.keys import BookKeys, Packet, new_keys
from houvast.dossier.making import seal_packet, sign_line
from houvast.dossier.storage import Storage


def begin_book(
    storage: Storage,
    *,
    recovery: Sequence[str],
    derived_key: bytes,
    label: str,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Book:
    """A new book with this person as member 1.

    Args:
        recovery: recipients of the recovery keys that open every key packet.
        derived_key: 32 bytes of the keyring, for what can be made again.
        label: what errors and findings call the book.
    """
    keys = new_keys(1, entropy)
    packet = Packet({}, tuple(recovery)).next(entropy)
    change = seal_packet(storage, packet, {1: keys.card()})
    raw = sign_line(keys, Chain(), control.begun(now), epoch=packet.latest, change=change, entropy=entropy)
    storage.append(raw, 0)
    fingerprint = hashlib.sha256(raw.split(b"\t", 1)[0]).hexdigest()
    return open_book(storage, keys, fingerprint, derived_key=derived_key, label=label, entropy=entropy)


def open_book(
    storage: Storage,
    keys: BookKeys,
    fingerprint: str,
    *,
    derived_key: bytes,
    label: str,
    entropy: Callable[[int], bytes],
) -> Book:
    """Open a book: the hashes of all lines are checked, and the signatures of those after the checkpoint.

    Raises:
        DamageError: when a line or file is not what was written.
        DossierError: `dossier.not_a_member_now`, `dossier.newer_format`.
    """
    book = Book(storage, keys, derived_key, label=label, entropy=entropy)
    book.log.start(fingerprint)
    return book
