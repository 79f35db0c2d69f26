"""The plan: at most three steps for today, the rest folded, and people who are there."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from houvast.actions.open import the_case
from houvast.actions.papers import plan_paper
from houvast.actions.plan import mark_step, plan_for
from houvast.case.acts import StepDone
from houvast.dossier.dossier import Dossier
from houvast.guide.plan import PlannedStep
from houvast.guide.questions import later_questions, next_question
from houvast.knowledge.load import knowledge
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, paper, tell
from houvast.web.views.questions import number_of, on

STATES = ("done", "skipped", "someone_else", "open")
MOST_QUESTIONS = 3

BY_STEP = {"record_30s": "add", "note_link": "places", "note_events": "note", "keep_more": "add"}
BY_ROUTE = {"in_app": "places", "dsa16": "places", "aangifte": "give"}
"""The pages on which a step can be done here, by its name or by its route."""


@begun
def plan(request: Asked, dossier: Dossier) -> HttpResponse:
    """The plan for the answers so far; unanswered questions lead there by themselves."""
    visit = request.visit
    if not visit.answers:
        return redirect(*on(request))
    made = plan_for(visit.answers, request.house.world(visit))
    marks = {one.act.step: one.act for one in the_case(dossier).of(StepDone)}
    return page(
        request,
        "plan.html",
        plan=made,
        marks=marks,
        here_links=_here(made.steps),
        sources=knowledge().sources,
        questions=[
            (number_of(one.id), one.ask[visit.lang])
            for one in later_questions(visit.answers, knowledge())[:MOST_QUESTIONS]
        ],
        unfinished=next_question(visit.answers, knowledge()) is not None,
    )


def _here(steps: Sequence[PlannedStep]) -> dict[str, str]:
    found = {one.id: BY_STEP.get(one.id) or BY_ROUTE.get(one.step.route, "") for one in steps}
    return {step: name for step, name in found.items() if name}


@begun
def pdf(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """The same plan on paper."""
    world = request.house.world(request.visit)
    return paper(plan_paper(plan_for(request.visit.answers, world), world), "application/pdf", "plan.pdf")


@require_POST
@begun
def mark(request: Asked, dossier: Dossier) -> HttpResponse:
    """A step was done, skipped, or is done by somebody else; "open" takes that back."""
    step, state = request.POST.get("step", ""), request.POST.get("state", "")
    if step in knowledge().steps and state in STATES:
        mark_step(dossier, step=step, state=state, by="", world=request.house.world(request.visit))
        tell(request, f"web.plan.said.{state}")
    return redirect("plan")
