"""The questions, one on a page. Nothing is typed; each also takes "weet ik niet" and "sla over"."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from houvast.actions.plan import keep_answers
from houvast.dossier.dossier import Dossier
from houvast.guide.questions import FIRST_SIX, next_question
from houvast.knowledge.load import knowledge
from houvast.knowledge.questions import Question
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page

UNKNOWN = "unknown"
NEXT = "next"
"""Where the person goes on after a later question that another page asked for: the words of `redirect`."""


@begun
def question(request: Asked, dossier: Dossier, number: int) -> HttpResponse:
    """One question; an answer leads to the next, and after the last to the plan."""
    asked = list(knowledge().questions.values())
    if not 1 <= number <= len(asked):
        raise Http404
    one = asked[number - 1]
    if request.method == "POST":
        values = _given(request, one)
        request.visit.answers[one.id] = values
        if next_question(request.visit.answers, knowledge()) is None:
            keep_answers(dossier, request.visit.answers, request.house.world(request.visit))
        return redirect(*_after(request, one.id, values))
    other = request.visit.answers.get("who", ("",))[0] in {"my_child", "i_help", "my_worker"}
    lang = request.visit.lang
    return page(
        request,
        "question.html",
        title=(one.ask_other if other else one.ask)[lang],
        question=one,
        options=[(option.value, (option.said_other if other else option.said)[lang]) for option in one.options],
        chosen=request.visit.answers.get(one.id, ()),
        number=number,
        first=number <= len(FIRST_SIX),
        total=len(FIRST_SIX),
    )


def number_of(question_id: str) -> int:
    """The number of a question in its address."""
    return list(knowledge().questions).index(question_id) + 1


def _given(request: Asked, one: Question) -> tuple[str, ...]:
    if "skip" in request.POST:
        return (UNKNOWN,)
    known = {option.value for option in one.options} | {UNKNOWN}
    values = tuple(value for value in dict.fromkeys(request.POST.getlist("answer")) if value in known)
    return (values if one.many else values[:1]) or (UNKNOWN,)


def _after(request: Asked, question_id: str, values: tuple[str, ...]) -> tuple[str, ...]:
    match question_id, values:
        case "safety", ("now",):
            return ("danger",)
        case "privacy", ("watched",):
            request.visit.quiet = True
            return ("safe",)
        case "privacy", ("elsewhere",):
            request.visit.quiet = True
            return ("later",)
    if question_id not in FIRST_SIX and NEXT in request.visit.held:
        return tuple(map(str, request.visit.held.pop(NEXT)))
    return on(request)


def on(request: Asked) -> tuple[str, ...]:
    """Where the person goes on: the next question of the six, or the plan."""
    following = next_question(request.visit.answers, knowledge())
    return ("plan",) if following is None else ("question", str(number_of(following.id)))
