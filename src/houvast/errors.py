"""One tree of errors. Each carries a stable code and values; its sentence lives in `knowledge/texts`.

Rules:
- A code is lower case, `room.what`, and never changes its meaning: `dossier.wrong_passphrase`.
- Values are numbers and short strings that a sentence needs; never personal data, never a readable path of an original.
- No other exception crosses the border of a package.
"""

from __future__ import annotations


class HouvastError(Exception):
    """What went wrong, in a form that a page, a terminal and a test can use.

    Args:
        code: which sentence tells it, `error.<code>` in `knowledge/texts`.
        values: what that sentence fills in.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in sorted(self.values.items()))])


class DossierError(HouvastError):
    """The sealed file cannot be opened, written or trusted."""


class DamageError(DossierError):
    """A file or line of a dossier or bundle is not what was written; `values["where"]` names it."""


class KnowledgeError(HouvastError):
    """A record of the knowledge is missing, incomplete or contradicts another."""


class CaseError(HouvastError):
    """An entry cannot be understood, or an act does not fit the case as it stands."""


class IntakeError(HouvastError):
    """What came in cannot be read, or may not be taken in."""


class OutsideError(HouvastError):
    """Something outside was not reached, not allowed, or answered wrongly."""


class LetterError(HouvastError):
    """A paper cannot be made from what is known."""


class ActionError(HouvastError):
    """What the person asked for cannot be done as asked; the sentence says what can."""
