"""How a line and a key packet are made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from houvast.dossier.age import recipient_of
from houvast.dossier.body import Body, seal
from houvast.dossier.chain import Chain
from houvast.dossier.keys import BookKeys, EpochKeys, Packet
from houvast.dossier.line import LONGEST_LINE, Change, Member, write_head
from houvast.dossier.storage import Storage
from houvast.errors import DossierError


def sign_line(
    keys: BookKeys,
    chain: Chain,
    parts: Sequence[bytes],
    *,
    epoch: EpochKeys,
    change: Change | None,
    entropy: Callable[[int], bytes],
) -> bytes:
    """The line that comes next in a chain.

    Raises:
        DossierError: `dossier.entry_too_long`.
    """
    seq, number = chain.seq + 1, chain.epoch + (change is not None)
    body = Body(entropy(32), tuple(parts))
    sealed = seal(body, secret=epoch.secret, book=chain.book, epoch=number, seq=seq, entropy=entropy)
    head = write_head(
        book=chain.book, seq=seq, prev=chain.head, epoch=number, by=keys.number, root=body.root(chain.book, seq),
        body=sealed, change=change,
    )  # fmt: skip
    raw = b"\t".join([head, keys.signature(head), sealed])
    if len(raw) >= LONGEST_LINE:
        raise DossierError("dossier.entry_too_long")
    return raw


def seal_packet(storage: Storage, packet: Packet, members: Mapping[int, Member]) -> Change:
    """Write the key packet of a new epoch; what HEAD says about it."""
    data = packet.seal(members.values())

    def fill(target: BinaryIO) -> None:
        target.write(data)

    name = f"keys/{len(packet.epochs)}.age"
    storage.destroy(name)  # remains of an attempt that never reached the log: that epoch has not begun
    storage.put(name, fill)
    return Change(dict(members), recipient_of(packet.latest.identity), hashlib.sha256(data).hexdigest())
