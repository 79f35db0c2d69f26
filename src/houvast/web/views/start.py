"""The first page, and what every page has: language, quiet mode, closing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from houvast.actions.open import begin as begin_dossier
from houvast.web.middleware import PLAIN, STRICT, Asked
from houvast.web.open import OpenDossier
from houvast.web.pages import page, people, visited


@visited
def start(request: Asked) -> HttpResponse:
    """What this is, somebody who is there now, and where to begin."""
    return page(request, "start.html", persons=people(request)[:3])


@require_POST
@visited
def begin(request: Asked) -> HttpResponse:
    """Begin a dossier in memory; nothing is on disk."""
    if request.visit.opened is None:
        world = request.house.world(request.visit)
        request.visit.opened = OpenDossier(begin_dossier(world), used=request.house.now())
        request.visit.locked = None
    return redirect("question", number=1)


@require_POST
@visited
def language(request: Asked) -> HttpResponse:
    """The other language, on the same page."""
    request.visit.lang = "nl" if request.visit.lang == "en" else "en"
    return _back(request)


@require_POST
@visited
def quiet(request: Asked) -> HttpResponse:
    """Quiet mode on or off."""
    request.visit.quiet = not request.visit.quiet
    return _back(request)


@require_POST
@visited
def close(request: Asked) -> HttpResponse:
    """Forget the keys and the visit, and leave a page that says nothing. What was not saved is gone."""
    request.house.end(request.visit)
    response = redirect("neutral")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    for name in (STRICT, PLAIN):
        response.delete_cookie(name, samesite="Strict")
    return response


def _back(request: Asked) -> HttpResponse:
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/s/")
    return redirect(back if ours else "start")
