"""Where the data stands: which site or group, by whom as seen."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from houvast.actions.notice import keep_answer
from houvast.actions.open import the_case
from houvast.actions.places import add_place, platform_name
from houvast.actions.places import places as all_places
from houvast.case.acts import Answer, Notice, Place
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.knowledge.load import knowledge
from houvast.web.forms import PageForm, line
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell, with_yes

MEANINGS = ("confirmed", "removed", "refused", "asks_more", "nothing")
MOST = 2000


class PlaceForm(PageForm):
    """One place. A platform from the list, or a site by its own name."""

    page = "places"
    platform = forms.ChoiceField(required=False)
    other = line()
    address = line()
    group = line()
    account = line()
    account_id = line()
    seen = line()

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        known = sorted(knowledge().platforms.values(), key=lambda one: one.name.casefold())
        self.choose("platform", [("", "—"), *((one.id, one.name) for one in known)])


@with_yes
def places(request: Asked, dossier: Dossier) -> HttpResponse:
    """The list, and one more."""
    form = PlaceForm(request.POST or None, lang=request.visit.lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            seq = add_place(
                dossier,
                platform=given["platform"] or given["other"],
                **{name: given[name] for name in ("address", "group", "account", "account_id", "seen")},
                world=request.house.world(request.visit),
            )
        except HouvastError as error:
            form.refuse(error, "address")
        else:
            tell(request, "web.places.kept")
            return redirect("place", seq=seq)
    rows = [{"seq": one.seq, "place": one.act, "name": platform_name(one.act.platform)} for one in all_places(dossier)]
    return page(request, "places.html", status=422 if form.errors else 200, form=form, rows=rows)


@require_POST
@begun
def answer(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """What came back on a notice, in one word and if wished in own words."""
    notice = the_case(dossier).get(Notice, seq)
    meaning, told = request.POST.get("meaning", ""), request.POST.get("told", "")[:MOST]
    if meaning in MEANINGS:
        keep_answer(dossier, notice_seq=seq, meaning=meaning, told=told, world=request.house.world(request.visit))
        tell(request, "web.answer.kept")
    return redirect("place", seq=notice.act.place_seq)


@with_yes
def place(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """One place: what is known of it, what can be done about it, and what was done."""
    case = the_case(dossier)
    found = case.get(Place, seq)
    return page(
        request,
        "place.html",
        seq=seq,
        place=found.act,
        title=platform_name(found.act.platform) or found.act.address or found.act.group,
        platform=knowledge().platforms.get(found.act.platform),
        notices=[
            (one, [back.act for back in case.of(Answer) if back.act.notice_seq == one.seq])
            for one in case.of(Notice)
            if one.act.place_seq == seq
        ],
        meanings=MEANINGS,
    )
