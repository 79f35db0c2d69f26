"""V1: what may be taken in when a minor is involved or sexual images are possible."""

from __future__ import annotations

from houvast.case.acts import Affected, GuideAnswers
from houvast.case.fold import Case
from houvast.errors import ActionError

WITHOUT_PICTURES = frozenset({"text", "whatsapp", "telegram"})
"""Kinds that hold no picture themselves."""

MINORS = frozenset({"self_minor", "my_child"})
YOUNG = frozenset({"under_13", "from_13", "from_16"})
"""The values of the fact "age" below eighteen; an affected person's age group is one of the same values."""


def media_in_doubt(case: Case) -> bool:
    """Whether a picture could show what must never be taken in: a minor was hit, or sexual images were shared."""
    latest = case.latest(GuideAnswers)
    answers = dict(latest.answers) if latest else {}
    return (
        bool(MINORS & set(answers.get("who", ())))
        or bool(YOUNG & set(answers.get("age", ())))
        or "intimate" in answers.get("shared", ())
        or any(entered.act.age_group in YOUNG for entered in case.of(Affected))
    )


def check_medium(case: Case, medium: str, *, nothing_undressed: bool) -> None:
    """Refuse what could hold such a picture, unless the person says that it does not.

    Raises:
        ActionError: `actions.picture_in_doubt`; the sentence asks for link, account and time instead.
    """
    if media_in_doubt(case) and medium not in WITHOUT_PICTURES and not nothing_undressed:
        raise ActionError("actions.picture_in_doubt")


def check_capture(case: Case) -> None:
    """Refuse to capture a web page in such a case, whatever is on it.

    Raises:
        ActionError: `actions.capture_in_doubt`.
    """
    if media_in_doubt(case):
        raise ActionError("actions.capture_in_doubt")
