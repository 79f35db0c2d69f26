"""Pages that ask nothing: enough for today, a safe device, danger now, somebody to talk to, and everything to read."""

from __future__ import annotations

from django.http import HttpResponse

from houvast.actions.plan import plan_for
from houvast.knowledge.load import knowledge
from houvast.web.middleware import Asked
from houvast.web.pages import page, visited
from houvast.web.pages import people as open_now
from houvast.web.views.questions import on


@visited
def enough(request: Asked) -> HttpResponse:
    """A real end for today: what was done, what waits, and who is there at night."""
    plan = plan_for(request.visit.answers, request.house.world(request.visit))
    return page(request, "enough.html", week=plan.week[:3], persons=open_now(request)[:3])


@visited
def safe(request: Asked) -> HttpResponse:
    """When somebody can look along: what helps, and what this page cannot do."""
    return page(request, "safe.html", following=on(request) if request.visit.opened else ())


@visited
def danger(request: Asked) -> HttpResponse:
    """Danger now: 112 first, also without speaking; and the way on."""
    return page(request, "danger.html", following=on(request) if request.visit.opened else ())


@visited
def later(request: Asked) -> HttpResponse:
    """Another time or elsewhere: a page that gives nothing away, with only people whose names do not either."""
    persons = [person for person in open_now(request) if person.organisation.neutral]
    return page(request, "later.html", persons=persons, following=on(request) if request.visit.opened else ())


@visited
def people(request: Asked) -> HttpResponse:
    """Everybody who can help, those who are open now first."""
    return page(
        request, "people.html", persons=open_now(request), organisations=tuple(knowledge().organisations.values())
    )


@visited
def read(request: Asked) -> HttpResponse:
    """Everything to read without answering anything."""
    return page(request, "read.html", pages=tuple(knowledge().pages.values()), sources=knowledge().sources)
