"""Around every page: whose visit this is, in which language, and what a browser may keep of it (nothing)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from houvast.web.house import House, Visit

STRICT, PLAIN = "__Host-s", "s"
"""Names of the cookie: the strict one, and the one for browsers that keep no strict cookie on a plain address."""

Answer = Callable[[HttpRequest], HttpResponseBase]


class Asked(HttpRequest):
    """A request of a known visit, as the views get it."""

    house: House
    visit: Visit


def visit_middleware(answer: Answer) -> Answer:
    """Give the request its house and its visit (None for who did not come in through the link)."""

    def middle(request: HttpRequest) -> HttpResponseBase:
        house: House = request.META["houvast.house"]
        house.lock_idle()
        token = request.COOKIES.get(STRICT) or request.COOKIES.get(PLAIN) or ""
        visit = house.visit(token) if token else None
        if visit and visit.opened:
            visit.opened.used = house.now()
        request.house = house  # type: ignore[attr-defined]
        request.visit = visit  # type: ignore[attr-defined]
        request.session = visit.session if visit else {}  # type: ignore[assignment]
        with translation.override(visit.lang if visit else house.lang):
            return answer(request)

    return middle


def page_middleware(answer: Answer) -> Answer:
    """Nothing is kept by the browser, whatever the view says."""

    def middle(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response

    return middle
