"""The plan on paper."""

from __future__ import annotations

from collections.abc import Sequence

from houvast.actions.world import World
from houvast.guide.plan import Plan, PlannedStep
from houvast.knowledge.say import say
from houvast.letters.plan_paper import compose_plan
from houvast.letters.render import pdf
from houvast.letters.views import PlanView, StepView


def plan_paper(plan: Plan, world: World) -> bytes:
    """The plan as PDF, with everything that stands behind "meer" left to the screen."""
    lang = world.lang
    view = PlanView(
        lang=lang,
        made_on=plan.made.date(),
        urgent=tuple(StepView(title=card.title[lang], do=card.text[lang]) for card in plan.urgent),
        today=_steps(plan.today, world),
        week=_steps(plan.week, world),
        later=_steps(plan.later, world),
        better_not=tuple(note.text[lang] for note in plan.better_not),
        people=tuple(
            say("plan.person", lang, name=reach.name, addresses=", ".join(reach.addresses), what=reach.what[lang])
            for reach in plan.people
        ),
    )
    return pdf(compose_plan(view))


def _steps(steps: Sequence[PlannedStep], world: World) -> tuple[StepView, ...]:
    return tuple(
        StepView(title=step.title[world.lang], do=step.do[world.lang], why=step.why[world.lang], minutes=step.minutes)
        for step in steps
    )
