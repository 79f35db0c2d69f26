"""The plan on paper: three things for today, the rest after it, and who is there to talk to.

It takes sentences that the guide has made, and adds none about the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.letters.dates import day_in_words
from houvast.letters.foot import foot
from houvast.letters.letter import Block, Bullets, Heading, Letter, Note, Paragraph, Rows
from houvast.letters.views import PlanView, StepView


def compose_plan(plan: PlanView) -> Letter:
    """The plan as a paper, in large type, danger first."""
    title = say("papers.plan_paper.title", plan.lang)
    return Letter(
        kind="plan",
        lang=plan.lang,
        title=title,
        date=plan.made_on,
        layout="report",
        blocks=tuple(_blocks(plan, title)),
        foot=foot(plan.lang, plan.people[0] if plan.people else ""),
    )


def _blocks(plan: PlanView, title: str) -> Iterator[Block]:
    lang = plan.lang
    yield Heading(title, 1)
    yield Paragraph(say("papers.plan_paper.lead", lang, date=day_in_words(plan.made_on, lang)), "small")
    for card in plan.urgent:
        yield Note(card.do, care=True, title=card.title)
    yield Heading(say("papers.plan_paper.today", lang))
    if not plan.today:
        yield Paragraph(say("papers.plan_paper.nothing", lang))
    yield from _steps(plan.today, lang)
    if plan.people:
        yield Heading(say("papers.plan_paper.people", lang))
        yield Bullets(plan.people)
    if plan.dates:
        yield Heading(say("papers.plan_paper.dates", lang))
        yield Rows(tuple((day_in_words(day, lang), what) for day, what in sorted(plan.dates)))
    for name, steps in (("week", plan.week), ("later", plan.later)):
        if steps:
            yield Heading(say(f"papers.plan_paper.{name}", lang))
            yield from _steps(steps, lang)
    if plan.better_not:
        yield Heading(say("papers.plan_paper.better_not", lang))
        yield Bullets(plan.better_not)


def _steps(steps: Sequence[StepView], lang: Lang) -> Iterator[Block]:
    for number, step in enumerate(steps, 1):
        unit = "minute" if step.minutes == 1 else "minutes"
        minutes = f" ({say(f'papers.plan_paper.{unit}', lang, minutes=step.minutes)})" if step.minutes else ""
        yield Heading(f"{number}. {step.title}{minutes}", 3)
        yield Paragraph(step.do)
        if step.why:
            yield Paragraph(say("papers.plan_paper.why", lang, why=step.why), "small")
