"""The notice for one place: read it first, then copy, download or send it yourself. Houvast sends nothing."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from houvast.actions.notice import make_notice, mark_sent
from houvast.dossier.dossier import Dossier
from houvast.errors import LetterError
from houvast.knowledge.load import knowledge
from houvast.web.middleware import Asked
from houvast.web.pages import page, paper, sentence, tell, with_yes
from houvast.web.views.questions import NEXT, number_of

FORMS = {"1": ("pdf", "application/pdf"), "2": ("eml", "message/rfc822"), "3": ("txt", "text/plain; charset=utf-8")}


@with_yes
def notice(request: Asked, dossier: Dossier, seq: int, route: str) -> HttpResponse:
    """The notice to read, with what the other side learns and when an answer may be expected."""
    visit, world = request.visit, request.house.world(request.visit)
    if route not in knowledge().routes or visit.opened is None:
        raise Http404
    try:
        draft = make_notice(dossier, place_seq=seq, route=route, world=world, reader=visit.opened.reader())
    except LetterError as error:
        if error.code != "letters.missing_fact":
            raise
        fact = str(error.values["fact"])
        number = number_of(fact) if fact in knowledge().questions else 0
        visit.held[NEXT] = ("notice", seq, route)
        return page(request, "missing.html", status=422, seq=seq, number=number, sentence=sentence(request, error))
    if request.method == "POST":
        mark_sent(dossier, draft, world=world)
        tell(request, "web.notice.is_sent")
        return redirect("place", seq=seq)
    return page(request, "notice.html", title=draft.letter.title, draft=draft, seq=seq, route=knowledge().routes[route])


@with_yes
def notice_file(request: Asked, dossier: Dossier, seq: int, route: str, form: str) -> HttpResponse:
    """The same as a file."""
    visit = request.visit
    if form not in FORMS or route not in knowledge().routes or visit.opened is None:
        raise Http404
    world = request.house.world(visit)
    draft = make_notice(dossier, place_seq=seq, route=route, world=world, reader=visit.opened.reader())
    ending, media_type = FORMS[form]
    body = {"pdf": draft.pdf, "eml": draft.eml, "txt": draft.text.encode()}[ending]
    return paper(body, media_type, f"brief.{ending}")
