"""A plan in words: the first screen, the whole of it for a terminal or paper, and as plain data.

The first screen holds at most 180 words: what is urgent, the steps of today with minutes and one reason, who can be
called now, and one line about the rest. Everything else is behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from houvast.guide.people import Reach
from houvast.guide.plan import Plan, PlannedStep
from houvast.knowledge.conditions import UNKNOWN
from houvast.knowledge.load import Knowledge, knowledge
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.knowledge.sources import Source

PEOPLE_ON_FIRST_SCREEN = 2
INDENT = "   "


def first_screen(plan: Plan, lang: Lang) -> tuple[str, ...]:
    """The lines that stand on the first screen, in order."""
    return tuple(_quiet(plan, lang) if plan.quiet else _first(plan, lang))


def as_text(plan: Plan, lang: Lang) -> str:
    """The whole plan, for a terminal. Somebody who reads along sees only neutral words (`Plan.quiet`)."""
    lines = list(first_screen(plan, lang))
    if not plan.quiet:
        lines += _rest(plan, lang)
    return "\n".join(lines) + "\n"


def as_json(plan: Plan, lang: Lang) -> dict[str, Any]:
    """The whole plan as plain data: every step with its reasons and sources, and every row with what became of it."""
    found = knowledge()
    return {
        "made": plan.made.isoformat(),
        "facts": dict(sorted(plan.facts.items())),
        "quiet": plan.quiet,
        "urgent": [{"id": card.id, "title": card.title[lang], "text": card.text[lang]} for card in plan.urgent],
        **{at: [step_data(step, found, lang) for step in getattr(plan, at)] for at in ("today", "week", "later")},
        "better_not": [{"id": note.id, "text": note.text[lang]} for note in plan.better_not],
        "people": [_reach_data(reach, lang) for reach in plan.people],
        "left_out": [
            {"id": item.step.id, "title": item.step.title[lang], "because": item.because.said[lang]}
            for item in plan.left_out
        ],
        "trace": [
            {"table": item.table, "row": item.row.id, "fired": item.fired, "failed": item.failed} for item in plan.trace
        ],
        "not_reviewed": say("common.not_reviewed", lang),
    }


def step_data(planned: PlannedStep, found: Knowledge, lang: Lang) -> dict[str, Any]:
    """One step with everything behind "meer"."""
    step = planned.step
    return {
        "id": step.id,
        "title": step.title[lang],
        "why": step.why[lang],
        "minutes": step.minutes,
        "do": step.do[lang],
        "notes": [note.text[lang] for note in planned.notes],
        "because": [row.said[lang] for row in planned.reasons],
        "expect": expectation(planned, lang),
        "cost": say(f"guide.cost.{step.cost}", lang),
        "who_else": say(f"guide.who_else.{step.who_else}", lang),
        "shows": say(f"guide.shows.{step.shows}", lang),
        "sources": [source_line(found.sources[name], lang) for name in step.sources],
        "needs": list(step.needs),
        "route": step.route,
    }


def expectation(planned: PlannedStep, lang: Lang) -> str:
    """What usually happens, or that we do not know (M13)."""
    return planned.step.expect[lang] if planned.step.expect else say("common.we_do_not_know", lang)


def minutes(count: int, lang: Lang) -> str:
    """A number of minutes in words."""
    return say("guide.minute", lang) if count == 1 else say("guide.minutes", lang, minutes=count)


def source_line(source: Source, lang: Lang) -> str:
    """A source with the day on which it was checked, and whether that is good enough."""
    key = "guide.source" if source.status == "confirmed" else "guide.source.unsure"
    date = source.checked_on.isoformat()
    return say(key, lang, title=source.title, publisher=source.publisher, url=source.url, date=date)


def reach_line(reach: Reach, lang: Lang) -> str:
    """One organisation with its numbers, and "nu open" only where that is certain."""
    addresses = list(reach.addresses)
    said = addresses[0] if len(addresses) == 1 else say("guide.or", lang, one=addresses[0], other=addresses[1])
    return say(f"guide.line.{'yes' if reach.open == 'yes' else UNKNOWN}", lang, name=reach.name, addresses=said)


def _first(plan: Plan, lang: Lang) -> Iterator[str]:
    for card in plan.urgent:
        yield f"! {card.title[lang]} {card.text[lang]}"
    yield say("guide.today", lang)
    for number, planned in enumerate(plan.today, 1):
        yield f"{number}. {planned.title[lang]} ({minutes(planned.minutes, lang)})"
        yield f"{INDENT}{planned.why[lang]}"
    yield say("guide.people", lang)
    for reach in plan.people[:PEOPLE_ON_FIRST_SCREEN]:
        yield f"- {reach_line(reach, lang)}"
    counts = {"week": len(plan.week), "later": len(plan.later), "better_not": len(plan.better_not)}
    yield say("guide.folded", lang, **counts)
    yield say("guide.not_reviewed_short", lang)


def _quiet(plan: Plan, lang: Lang) -> Iterator[str]:
    yield say("guide.quiet", lang)
    for reach in plan.people:
        if reach.organisation.neutral:
            yield f"- {reach_line(reach, lang)}"


def _rest(plan: Plan, lang: Lang) -> Iterator[str]:
    found = knowledge()
    numbers = {name: number for number, name in enumerate(_sources(plan), 1)}
    for at in ("today", "week", "later"):
        yield ""
        yield say(f"guide.{at}", lang).upper()
        for planned in getattr(plan, at):
            yield from _whole(planned, numbers, lang)
    yield ""
    yield say("guide.better_not", lang).upper()
    yield from (f"- {note.text[lang]}" for note in plan.better_not)
    yield ""
    yield say("guide.people", lang).upper()
    for reach in plan.people:
        hint = reach.organisation.hint
        yield f"- {reach_line(reach, lang)} ({reach.what[lang]}) {hint[lang] if hint else ''}".rstrip()
    if plan.left_out:
        yield ""
        yield say("guide.left_out", lang).upper()
        yield from (f"- {item.step.title[lang]}: {item.because.said[lang]}" for item in plan.left_out)
    yield ""
    yield say("guide.sources", lang).upper()
    yield from (f"[{number}] {source_line(found.sources[name], lang)}" for name, number in numbers.items())
    yield ""
    yield say("common.not_reviewed", lang)
    yield say("common.not_legal_advice", lang)


def _sources(plan: Plan) -> tuple[str, ...]:
    """Every source of the plan, once, in the order in which it is met."""
    return tuple(dict.fromkeys(name for planned in plan.steps for name in planned.step.sources))


def _whole(planned: PlannedStep, numbers: Mapping[str, int], lang: Lang) -> Iterator[str]:
    step = planned.step
    marks = " ".join(f"[{numbers[name]}]" for name in step.sources)
    yield ""
    yield f"* {step.title[lang]} ({minutes(step.minutes, lang)})"
    yield f"{INDENT}{step.do[lang]}"
    yield from (f"{INDENT}{note.text[lang]}" for note in planned.notes)
    yield f"{INDENT}{say('guide.because', lang)}: {' '.join(row.said[lang] for row in planned.reasons)}"
    yield f"{INDENT}{say('guide.expect', lang)}: {expectation(planned, lang)} {marks}".rstrip()
    for name, value in (("cost", step.cost), ("who_else", step.who_else), ("shows", step.shows)):
        yield f"{INDENT}{say(f'guide.{name}', lang)}: {say(f'guide.{name}.{value}', lang)}"


def _reach_data(reach: Reach, lang: Lang) -> dict[str, Any]:
    organisation = reach.organisation
    return {
        "id": organisation.id,
        "name": organisation.name,
        "what": organisation.what[lang],
        "open": reach.open,
        "addresses": list(reach.addresses),
        "anonymous": organisation.anonymous,
        "hint": organisation.hint[lang] if organisation.hint else "",
        "checked_on": organisation.checked_on.isoformat(),
        "status": organisation.status,
    }
