"""What a verification has to say: findings with a code, the file they are about, and how bad it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from houvast.errors import DossierError

Severity = Literal["damage", "note", "unchecked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found; its sentence is `finding.<code>`.

    `damage`: something is not what was written. `note`: worth knowing, and no damage. `unchecked`: what was not looked
    at, and why. `where` is the path of the file, from the dossier or bundle.
    """

    code: str
    where: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = "damage"


@dataclass(frozen=True, slots=True)
class BookState:
    """Where a book stands: its fingerprint, and number and head of its last line."""

    label: str
    fingerprint: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a verification."""

    findings: tuple[Finding, ...]
    books: tuple[BookState, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged. What was not checked is named, and does not count here."""
        return not any(finding.severity == "damage" for finding in self.findings)


def from_error(error: DossierError, where: str = "") -> Finding:
    """The finding that an error amounts to."""
    values = {name: value for name, value in error.values.items() if name != "where"}
    return Finding(error.code, str(error.values.get("where", where)), values)
