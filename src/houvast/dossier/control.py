"""Control lines: what a book says about itself. Their parts have the key "dossier" where those of a case have "part".

| "dossier"   | what it says                                                       |
|-------------|--------------------------------------------------------------------|
| `begun`     | the first line                                                     |
| `members`   | somebody came or went; HEAD says who                               |
| `destroyed` | the content of line `seq` and these blobs went, on purpose; `why` is a part of its own |
| `stamped`   | a time-stamp reply over the head of line `seq` is kept in `anchors/` |
| `accepted`  | something of elsewhere was quoted; the next part, or a blob, holds it |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from houvast.errors import DossierError

_MARK = b'{"dossier":'


@dataclass(slots=True)
class Controls:
    """What the control lines of a book add up to."""

    destroyed: dict[int, int] = field(default_factory=dict)
    gone_blobs: dict[str, int] = field(default_factory=dict)
    stamped: list[int] = field(default_factory=list)
    stamped_seqs: list[int] = field(default_factory=list)
    accepted: dict[str, int] = field(default_factory=dict)
    own: list[int] = field(default_factory=list)

    def note(self, seq: int, parts: Sequence[bytes]) -> None:
        """Take in a control line. One that says nothing known is kept as a line and otherwise ignored."""
        said = read(parts)
        self.own.append(seq)
        try:
            match said.get("dossier"):
                case "destroyed":
                    self.destroyed[int(said["seq"])] = seq
                    self.gone_blobs.update((str(name), seq) for name in said["blobs"])
                case "stamped":
                    self.stamped.append(seq)
                    self.stamped_seqs.append(int(said["seq"]))
                case "accepted":
                    self.accepted[str(said["id"])] = seq
        except (KeyError, TypeError, ValueError) as error:
            raise DossierError("dossier.not_by_rules") from error

    def as_plain(self) -> dict[str, Any]:
        """For the checkpoint."""
        return {
            "destroyed": {str(seq): by for seq, by in self.destroyed.items()},
            "gone_blobs": self.gone_blobs,
            "stamped": self.stamped,
            "stamped_seqs": self.stamped_seqs,
            "accepted": self.accepted,
            "own": self.own,
        }

    @classmethod
    def from_plain(cls, value: Mapping[str, Any]) -> Controls:
        """Back from the checkpoint."""
        destroyed = {int(seq): by for seq, by in value["destroyed"].items()}
        return cls(
            destroyed, dict(value["gone_blobs"]), list(value["stamped"]), list(value["stamped_seqs"]),
            dict(value["accepted"]), list(value["own"]),
        )  # fmt: skip


def name_of(parts: Sequence[bytes]) -> str:
    """Which control line this is; "" for an act."""
    if not parts or not parts[0].startswith(_MARK):
        return ""
    return str(read(parts).get("dossier"))


def read(parts: Sequence[bytes]) -> dict[str, Any]:
    """What the first part of a control line says.

    Raises:
        DossierError: `dossier.not_by_rules`.
    """
    try:
        value = json.loads(parts[0])
    except ValueError as error:
        raise DossierError("dossier.not_by_rules") from error
    if not isinstance(value, dict):
        raise DossierError("dossier.not_by_rules")
    return value


def begun(now: datetime) -> tuple[bytes, ...]:
    """The parts of a first line."""
    return (_part({"dossier": "begun", "v": 1, "at": moment(now)}),)


def members(now: datetime, *, added: Iterable[int] = (), removed: Iterable[int] = ()) -> tuple[bytes, ...]:
    """The parts of a line that changes members."""
    return (_part({"dossier": "members", "v": 1, "at": moment(now), "added": list(added), "removed": list(removed)}),)


def destroyed(now: datetime, *, seq: int, blobs: Sequence[str], why: str) -> tuple[bytes, ...]:
    """The parts of a line that says what was destroyed; the reason stands apart and can stay closed."""
    what = {"dossier": "destroyed", "v": 1, "at": moment(now), "seq": seq, "blobs": list(blobs)}
    return _part(what), _part({"dossier": "why", "why": why})


def stamped(now: datetime, *, seq: int, head: str, reply: str, roots: Sequence[str], time: str) -> tuple[bytes, ...]:
    """The parts of a line that ties a time-stamp reply to the head it stamps."""
    what = {
        "dossier": "stamped", "v": 1, "at": moment(now), "seq": seq, "head": head, "reply": reply,
        "roots": list(roots), "time": time,
    }  # fmt: skip
    return (_part(what),)


def accepted(now: datetime, facts: Mapping[str, Any], quoted: Sequence[bytes]) -> tuple[bytes, ...]:
    """The parts of a line that quotes something of elsewhere."""
    return _part({"dossier": "accepted", "v": 1, "at": moment(now), **facts}), *quoted


def moment(now: datetime) -> str:
    """A time as it stands in a control line: ISO 8601, UTC, whole seconds."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _part(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
