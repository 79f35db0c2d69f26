"""Make the plan from answers, and keep the answers when there is a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from houvast.actions.open import the_case, write
from houvast.actions.world import NETHERLANDS, World
from houvast.case.acts import GuideAnswers, StepDone
from houvast.dossier.dossier import Dossier
from houvast.guide.plan import Plan, make_plan
from houvast.knowledge.load import knowledge

Answers = Mapping[str, Sequence[str]]


def plan_for(answers: Answers, world: World) -> Plan:
    """The plan for these answers at this moment.

    Raises:
        KnowledgeError: when an answer is not in the vocabulary.
    """
    return make_plan(answers, knowledge(), now=world.now().astimezone(NETHERLANDS))


def keep_answers(dossier: Dossier, answers: Answers, world: World) -> int:
    """Write the answers in the private book and return the number of the line."""
    kept = tuple((name, tuple(values)) for name, values in sorted(answers.items()))
    return write(dossier, GuideAnswers(written=world.written(), answers=kept), world)


def kept_answers(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """The answers that count now; empty when no question was answered."""
    latest = the_case(dossier).latest(GuideAnswers)
    return dict(latest.answers) if latest else {}


def mark_step(dossier: Dossier, *, step: str, state: str, by: str, world: World) -> int:
    """Write down that a step was done, skipped, or given to somebody else (`by`, in the person's own words)."""
    return write(dossier, StepDone(written=world.written(), step=step, state=state, by=by), world)
