"""How far the signatures of a book were checked by this person before, over exactly which bytes.

Sealed as derived data: no member of the book can plant one. When it does not fit, everything is checked again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from houvast.dossier.chain import Chain
from houvast.dossier.control import Controls
from houvast.dossier.derived import Derived
from houvast.dossier.line import Member
from houvast.errors import DossierError

_NAME = ("checkpoint", "signatures", "1")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The chain and the control lines up to a line, and the SHA-256 of all lines to there, each with its line end."""

    chain: Chain
    controls: Controls
    log: str


def keep(derived: Derived, kept: Checkpoint, entropy: Callable[[int], bytes]) -> None:
    """Write a checkpoint; a disk that cannot take it is no reason to stop, it only makes the next opening slower."""
    chain = kept.chain
    value = {
        "seq": chain.seq, "head": chain.head, "epoch": chain.epoch, "recipient": chain.recipient,
        "members": {str(number): [member.sign, member.recipient] for number, member in chain.members.items()},
        "packets": {str(epoch): name for epoch, name in chain.packets.items()},
        "recipients": {str(epoch): name for epoch, name in chain.recipients.items()},
        "controls": kept.controls.as_plain(), "log": kept.log,
    }  # fmt: skip
    try:
        derived.put(*_NAME, json.dumps(value).encode(), entropy=entropy)
    except DossierError:
        return


def load(derived: Derived, book: str) -> Checkpoint | None:
    """The checkpoint of a book; None when there is none that can be read."""
    data = derived.get(*_NAME)
    if data is None:
        return None
    value = json.loads(data)
    chain = Chain(
        book, value["seq"], value["head"], value["epoch"],
        {int(number): Member(*keys) for number, keys in value["members"].items()}, value["recipient"],
        {int(epoch): name for epoch, name in value["packets"].items()},
        {int(epoch): name for epoch, name in value["recipients"].items()},
    )  # fmt: skip
    return Checkpoint(chain, Controls.from_plain(value["controls"]), value["log"])
