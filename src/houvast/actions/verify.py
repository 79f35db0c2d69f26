"""Check a dossier or a bundle, and say in sentences what was found, and what was not looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houvast.actions.world import World
from houvast.dossier import keyring_file
from houvast.dossier.bundle_check import verify_bundle
from houvast.dossier.findings import Report
from houvast.dossier.keyring import Keyring
from houvast.dossier.verification import verify_dossier
from houvast.errors import ActionError
from houvast.knowledge.say import say


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether nothing is damaged, the sentences that say so, and which files they are about."""

    whole: bool
    lines: tuple[str, ...]
    damaged: tuple[str, ...]


def verify(path: Path, *, against: str | None = None, passphrase: str | None = None, world: World) -> Verified:
    """Check everything that can be checked.

    Args:
        path: a dossier or a bundle.
        against: a bundle of the same book, or a head from paper ("12:0123456789abcdef").
        passphrase: of the keyring beside a dossier; without it contents stay closed and are not checked.

    Raises:
        ActionError: `actions.not_a_dossier_or_bundle`.
        DossierError: `dossier.wrong_passphrase`.
    """
    other = Path(against) if against and Path(against).is_dir() else against
    if (path / "bagit.txt").is_file():
        report = verify_bundle(path, other)
    elif (path / "record").is_dir():
        keyring = Keyring.open(keyring_file.read(path.absolute().parent), passphrase) if passphrase else None
        report = verify_dossier(path.absolute(), keyring, other)
    else:
        raise ActionError("actions.not_a_dossier_or_bundle")
    damaged = tuple(finding.where for finding in report.findings if finding.severity == "damage")
    return Verified(report.ok, tuple(_lines(report, world)), damaged)


def _lines(report: Report, world: World) -> list[str]:
    lines = [
        say(
            "verify.book",
            world.lang,
            label=book.label,
            fingerprint=book.fingerprint,
            line=book.seq,
            head=book.head[:16],
        )
        for book in report.books
    ]
    lines += [
        say(f"finding.{finding.code}", world.lang, **{"where": finding.where, **finding.values})
        for finding in report.findings
    ]
    return [*lines, say("verify.whole" if report.ok else "verify.damaged", world.lang)]
