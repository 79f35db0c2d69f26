"""The person's own data: what to look for, and what must stay unseen."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from houvast.actions.mine import add_datum, own_data, take_back_datum
from houvast.case.own_data import DataKind, DataState
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.knowledge.say import say
from houvast.web.forms import PageForm, line, one_of
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell, with_yes
from houvast.web.words import kind_in_words


class DatumForm(PageForm):
    """One own datum."""

    page = "mine"
    kind = forms.ChoiceField()
    value = line(required=True)
    state = one_of(required=True)

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("kind", "exposure.kind", (kind.value for kind in DataKind))
        self.choose_by_text("state", "web.state", (state.value for state in DataState))


@with_yes
def mine(request: Asked, dossier: Dossier) -> HttpResponse:
    """The list, and one more."""
    form = DatumForm(request.POST or None, lang=request.visit.lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            add_datum(
                dossier,
                kind=DataKind(given["kind"]),
                value=given["value"],
                state=DataState(given["state"]),
                world=request.house.world(request.visit),
            )
        except HouvastError as error:
            form.refuse(error, "value")
        else:
            tell(request, "web.mine.kept")
            return redirect("mine")
    lang = request.visit.lang
    rows = [
        {
            "seq": one.seq,
            "value": one.act.value,
            "kind": kind_in_words(one.act.kind.value, lang),
            "state": one.act.state.value,
            "state_words": say(f"web.state.{one.act.state.value}.short", lang),
        }
        for one in own_data(dossier)
    ]
    return page(request, "mine.html", status=422 if form.errors else 200, form=form, rows=rows)


@require_POST
@begun
def take_back(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """Take one back: it is not looked for any more."""
    take_back_datum(dossier, seq, request.house.world(request.visit))
    tell(request, "web.mine.taken_back")
    return redirect("mine")
