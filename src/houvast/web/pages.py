"""How every page is made: what it always shows, who may see it, and how an error becomes a sentence on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from houvast.actions.plan import plan_for
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.guide.people import Reach
from houvast.knowledge.load import knowledge
from houvast.knowledge.say import say
from houvast.web.middleware import Asked

View = Callable[..., HttpResponse]

MENU = ("plan", "add", "items", "mine", "places", "give")


def page(request: Asked, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the language of the visit.

    Args:
        template: its file; the text `web.<stem>.title` is its title, unless `title` is given.
    """
    visit, house = request.visit, request.house
    lang = visit.lang if visit else house.lang
    quiet = bool(visit and visit.quiet)
    stem = PurePath(template).stem
    title = context.pop("title", None) or say(f"web.{stem}.title", lang)
    said = [say(key, lang, **values) for key, values in visit.said] if visit else []
    if visit:
        visit.said.clear()
    whole = {
        "lang": lang,
        "quiet": quiet,
        "title": title,
        "tab_title": say("web.quiet.tab", lang) if quiet else title,
        "visit": visit,
        "opened": visit.opened if visit else None,
        "is_kept": bool(visit and visit.opened and visit.opened.folder),
        "people": people(request)[:1] if visit else (),
        "said": said,
        "menu": [(name, reverse(name), say(f"web.menu.{name}", lang)) for name in MENU],
        "here": stem,
        **context,
    }
    return render(request, template, whole, status=status)


def people(request: Asked) -> tuple[Reach, ...]:
    """The human beings who are open now and allowed for this person (V9). In quiet mode those whose names tell
    nothing come first."""
    found = plan_for(request.visit.answers, request.house.world(request.visit)).people
    if not request.visit.quiet:
        return found
    return tuple(sorted(found, key=lambda one: (one.open != "yes", not one.organisation.neutral)))


def sentence(request: Asked, error: HouvastError) -> str:
    """What went wrong, in words."""
    return say(f"error.{error.code}", request.visit.lang, **error.values)


def tell(request: Asked, key: str, **values: str | int) -> None:
    """Say something on top of the next page."""
    request.visit.said.append((key, values))


def visited(view: View) -> View:
    """Only for who came in through the one-time link."""

    @wraps(view)
    def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.visit is None:
            return page(request, "no_visit.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except HouvastError as error:
            if error.code == "web.busy" and request.visit.opened and request.visit.opened.worker.busy:
                return HttpResponseRedirect(reverse("work", args=[request.visit.opened.worker.busy.number]))
            return page(request, "error.html", status=422, sentence=sentence(request, error))

    return guarded


def begun(view: View) -> View:
    """Only with an open dossier, in memory or on disk; the view gets it, for itself alone."""

    @visited
    @wraps(view)
    def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = request.visit.opened
        if opened is None:
            return redirect("unlock" if request.visit.locked else "start")
        with opened.use() as dossier:
            return view(request, dossier, *args, **kwargs)

    return guarded


def with_yes(view: View) -> View:
    """Like `begun`, for what is done in the name of the person: a helper needs the person's yes first (V6).

    Whether it is needed, and whether it is there, is said by the tables of the guide.
    """

    @begun
    @wraps(view)
    def guarded(request: Asked, dossier: Dossier, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = plan_for(request.visit.answers, request.house.world(request.visit))
        if any(one.fired and "needs_yes" in one.row.then.get("forbid", ()) for one in plan.trace):
            return page(request, "yes_first.html", number=list(knowledge().questions).index("consent") + 1)
        return view(request, dossier, *args, **kwargs)

    return guarded


def paper(body: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that the person asked for. Its name says nothing about the case."""
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
