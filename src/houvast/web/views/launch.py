"""Coming in through the one-time link, and the page that is left behind when somebody leaves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from houvast.web.house import Visit
from houvast.web.middleware import PLAIN, STRICT, Asked
from houvast.web.pages import page


def arrive(request: Asked, code: str) -> HttpResponse:
    """Trade a one-time link for a cookie, then see whether the browser brings it back.

    The page that follows is asked for by this page itself, not by a redirect: a strict cookie is not sent along a
    redirect that began elsewhere. A browser that keeps no `__Host-` cookie on a plain address gets a plain one.
    """
    visit = request.house.enter(code)
    if visit is None:
        return page(request, "no_visit.html", status=403)
    if request.visit is visit:
        return redirect("start")
    visit.tries += 1
    if visit.tries > 2:
        return page(request, "no_cookie.html", status=403)
    response = page(request, "arrive.html", next=reverse("arrive", args=[request.house.link(visit)]))
    _give_cookie(response, visit)
    return response


def neutral(request: Asked) -> HttpResponse:
    """A page that says nothing, for who left in a hurry."""
    return page(request, "neutral.html")


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's name for it
    """A form that was too old, or was not ours."""
    return page(request, "refused.html", status=403)  # type: ignore[arg-type]  # the visit stands on every request


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """There is no such page."""
    return page(request, "not_here.html", status=404)  # type: ignore[arg-type]


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that has no sentence of its own. Nothing about it is shown or written down."""
    return page(request, "broken.html", status=500)  # type: ignore[arg-type]


def _give_cookie(response: HttpResponse, visit: Visit) -> None:
    strict = visit.tries == 1
    response.set_cookie(STRICT if strict else PLAIN, visit.token, secure=strict, httponly=True, samesite="Strict")
