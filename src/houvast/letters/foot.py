"""What stands at the foot of every paper: what it is not, and who is there for you (S65, M13)."""

from __future__ import annotations

from houvast.knowledge.records import Lang
from houvast.knowledge.say import say


def foot(lang: Lang, human: str = "") -> tuple[str, ...]:
    """The lines at the foot of every page.

    Args:
        human: a line about a human being who is open now and fits this person (V9); "" for the line that always fits.
    """
    return (human or say("papers.human", lang), say("papers.state", lang))
