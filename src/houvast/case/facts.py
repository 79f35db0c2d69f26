"""What a case shows by itself, in the words of the vocabulary; what it does not show is not in it, so unknown.

A case never shows "no": that nothing of a kind was written down does not mean that it did not happen (V8).
"""

from __future__ import annotations

from collections.abc import Iterable

from houvast.case.acts import Event, Item, Moment, OwnDatum, Place
from houvast.case.fold import Case
from houvast.case.own_data import DataState

IN_FORCE = "2024-01-01"
"""Article 285d Sr is in force since this day (Stb. 2023, 274)."""


def facts(case: Case) -> dict[str, str]:
    """The facts that the acts of a case show."""
    events = [entered.act for entered in case.of(Event)]
    found = {f"act.{word}": "yes" for event in events for word in event.acts}
    found |= {f"intent.{sign}": "yes" for event in events for sign in event.signs}
    if any(entered.act.state is not DataState.SECRET for entered in case.of(OwnDatum)):
        found |= {"data.named": "yes", "whose.named": "yes"}
    if case.of(Item):
        found["record"] = "made"
    days = set(_sides([event.when for event in events if event.acts] + [one.act.posted for one in case.of(Place)]))
    if days:
        found["act_date"] = "both" if len(days) == 2 else days.pop()
    return found


def _sides(moments: Iterable[Moment]) -> Iterable[str]:
    for moment in moments:
        if moment.start and moment.sure == "yes":
            yield "from_2024" if moment.start >= IN_FORCE else "before_2024"
