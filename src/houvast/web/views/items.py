"""What was kept and what happened: a list in order of time, one closed card for each, and what can be done with it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from houvast.actions.correct import FREE_TEXT
from houvast.actions.correct import correct as correct_text
from houvast.actions.correct import take_back as take_act_back
from houvast.actions.destroy import REASONS
from houvast.actions.destroy import destroy as destroy_line
from houvast.actions.open import the_case
from houvast.actions.timeline import Row, rows
from houvast.case.acts import Event, Item
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.knowledge.say import say
from houvast.web.forms import PageForm, one_of
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell

QUIET_DAYS = 3


class DestroyForm(PageForm):
    """Why the content of a line is destroyed, and a yes."""

    page = "destroy"
    why = one_of(required=True)
    really = one_of(required=True)

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("why", "web.destroy.why", REASONS)
        self.choose_by_text("really", "web.destroy.really", ("yes",))


@begun
def items(request: Asked, dossier: Dossier) -> HttpResponse:
    """Everything, day by day; a gap of some days is said in words."""
    case = the_case(dossier)
    return page(
        request,
        "items.html",
        days=list(by_day(rows(case))),
        gone=case.gone.get("record", ()),
        kept=len(case.of(Item)),
    )


@begun
def item(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """One line: an item as a closed card, or an event as it was told."""
    case = the_case(dossier)
    entered = case.entries["record"].get(seq)
    if entered is None or not isinstance(entered.act, Item | Event):
        raise ActionError("actions.no_such_line", number=seq)
    kind = entered.act.KIND
    return page(
        request,
        "item.html",
        title=say(f"web.item.{kind}", request.visit.lang, number=seq),
        seq=seq,
        kind=kind,
        act=entered.act,
        corrected=len(entered.corrected_by),
        moment=next((row for row in rows(case) if row.seq == seq), None),
    )


@require_POST
@begun
def correct(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """Replace one text; what stood there first stays in the book."""
    field = request.POST.get("field", "")
    text = request.POST.get("text", "")
    if field in FREE_TEXT and len(text) <= 20_000:
        correct_text(dossier, seq=seq, field=field, text=text, world=request.house.world(request.visit))
        tell(request, "web.item.corrected")
    if request.POST.get("back") == "added":
        return redirect("added", first=int(request.POST["first"]), last=int(request.POST["last"]))
    return redirect("item", seq=seq)


@require_POST
@begun
def take_back(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """Undo: the act stays readable in the book and counts no more."""
    take_act_back(dossier, book="record", seq=seq, world=request.house.world(request.visit))
    tell(request, "web.item.taken_back")
    return redirect("items")


@begun
def destroy(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """Destroy the content for good, with a reason and a yes (V2)."""
    form = DestroyForm(request.POST or None, lang=request.visit.lang)
    if form.is_bound and form.is_valid():
        destroy_line(dossier, seq=seq, why=form.cleaned_data["why"], world=request.house.world(request.visit))
        tell(request, "web.destroy.done", number=seq)
        return redirect("items")
    act = the_case(dossier).entries["record"].get(seq)
    if act is None:
        raise ActionError("actions.no_such_line", number=seq)
    return page(request, "destroy.html", status=422 if form.errors else 200, form=form, seq=seq)


def by_day(found: tuple[Row, ...]) -> list[dict[str, object]]:
    """The rows of each day, with the quiet days before it when there were more than a few; undated ones last."""
    days: list[dict[str, object]] = []
    last: date | None = None
    for row in found:
        day = row.start[:10]
        if not days or days[-1]["day"] != day:
            this = date.fromisoformat(day) if day else None
            gap = (this - last).days - 1 if this and last else 0
            days.append({"day": day, "rest": gap if gap >= QUIET_DAYS else 0, "rows": []})
            last = this or last
        days[-1]["rows"].append(row)  # type: ignore[attr-defined]
    return days
