"""What leaves: the sheet that tells it once, and the folder for police, lawyer or helper. Looked through first (V3)."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from houvast.actions.hand_over import Choice, LookedThrough, look_through
from houvast.actions.hand_over import hand_over as hand_over_bundle
from houvast.actions.leaks import LeakHit
from houvast.actions.open import the_case
from houvast.actions.tell import Audience, tell_sheet
from houvast.actions.verify import verify
from houvast.case.acts import Item
from houvast.dossier.dossier import Dossier
from houvast.knowledge.say import say
from houvast.letters.tell import BOXES
from houvast.web.folders import begin_at
from houvast.web.forms import PageForm, one_of, some_of
from houvast.web.jobs import Job
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, paper, with_yes

AUDIENCES: dict[str, Audience] = {"1": "help", "2": "police", "3": "work"}
"""For whom the sheet is, by its number in the address."""
TO = ("police", "lawyer", "help")
CHOICE, LOOKED, FOLDER, DONE = "choice", "looked", "folder.give", "handed"


class ChoiceForm(PageForm):
    """For whom, and which items; of chats the messages around a find, or the whole."""

    page = "choose"
    to = one_of(required=True)
    items = some_of(required=True)
    whole = some_of()

    def __init__(self, data: MultiValueDict[str, str] | None, items: list[tuple[str, str]], chats: set[str], lang: str):
        super().__init__(data, lang=lang)
        self.choose_by_text("to", "web.choose.to", TO)
        self.choose("items", items)
        if chats:
            self.choose("whole", [(value, words) for value, words in items if value in chats])
        else:
            del self.fields["whole"]


@begun
def give(request: Asked, dossier: Dossier) -> HttpResponse:
    """What can be given to whom."""
    return page(request, "give.html", kept_items=len(the_case(dossier).of(Item)))


@with_yes
def tell(request: Asked, dossier: Dossier, audience: str) -> HttpResponse:
    """The one sheet. What stands in it that the person wants protected is named before it is given; each box of the
    sheet can stay empty."""
    visit = request.visit
    if audience not in AUDIENCES or visit.opened is None:
        raise Http404
    out = tuple(name for name in BOXES if name in request.POST.getlist("leave"))
    hits: tuple[LeakHit, ...] = ()
    if request.method == "POST":
        world, reader = request.house.world(visit), visit.opened.reader()
        sheet = tell_sheet(dossier, audience=AUDIENCES[audience], leave_out=out, world=world, reader=reader)
        if not sheet.hits or "anyway" in request.POST:
            return paper(sheet.pdf, "application/pdf", "blad.pdf")
        hits = sheet.hits
    return page(request, "tell.html", status=422 if hits else 200, hits=hits, boxes=BOXES, out=out)


@with_yes
def choose(request: Asked, dossier: Dossier) -> HttpResponse:
    """Choose; then Houvast looks through all of it."""
    visit = request.visit
    rows = [(str(one.seq), _in_words(one.seq, one.act, visit.lang)) for one in the_case(dossier).of(Item)]
    chats = {str(one.seq) for one in the_case(dossier).of(Item) if one.act.trees}
    form = ChoiceForm(request.POST if request.method == "POST" else None, rows, chats, visit.lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        choice = Choice(
            items=tuple(map(int, given["items"])), whole=tuple(map(int, given.get("whole", ()))), to=given["to"]
        )
        return look(request, choice)
    return page(request, "choose.html", status=422 if form.errors else 200, form=form, rows=rows)


def look(request: Asked, choice: Choice) -> HttpResponse:
    """Start to look through what would leave."""
    visit, opened, house = request.visit, request.visit.opened, request.house
    assert opened is not None

    def work(job: Job) -> LookedThrough:
        with opened.use(wait=-1) as inside:
            looked = look_through(inside, choice, world=house.world(visit, job), reader=opened.reader())
        visit.held[CHOICE], visit.held[LOOKED] = choice, looked
        return looked

    return redirect(
        "work",
        number=opened.worker.start("web.give.looking", work, after=reverse("looked"), back=reverse("choose")).number,
    )


@with_yes
def looked(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """What is in it that the person wants protected: leave out, look first, or give it all the same."""
    found, choice = request.visit.held.get(LOOKED), request.visit.held.get(CHOICE)
    if found is None or choice is None:
        return redirect("choose")
    if request.method == "POST":
        out = {int(seq) for seq in request.POST.getlist("leave") if seq.isdecimal()}
        if out:
            items = tuple(seq for seq in choice.items if seq not in out)
            whole = tuple(seq for seq in choice.whole if seq not in out)
            return look(request, Choice(items=items, whole=whole, to=choice.to)) if items else redirect("choose")
        return redirect("hand_over")
    return page(
        request, "looked.html", looked=found, choice=choice, seqs=sorted({hit.seq for hit in found.hits if hit.seq})
    )


@with_yes
def hand_over(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """Choose where; write the folder; check it."""
    visit, opened, house = request.visit, request.visit.opened, request.house
    assert opened is not None
    found, choice = visit.held.get(LOOKED), visit.held.get(CHOICE)
    if found is None or choice is None:
        return redirect("choose")
    folder: Path = visit.held.setdefault(FOLDER, begin_at())
    name = say("web.hand_over.folder_name", visit.lang, date=house.now().date().isoformat())
    if request.method != "POST" or request.POST.get("yes") != "yes":
        return page(
            request, "hand_over.html", folder=folder, name=name, hits=len(found.hits), choice=choice,
            missed=request.method == "POST",
        )  # fmt: skip

    def work(job: Job) -> object:
        out = folder / name
        world = house.world(visit, job)
        with opened.use(wait=-1) as inside:
            done = hand_over_bundle(inside, out=out, choice=choice, looked=found, world=world)
        visit.held[DONE] = (out, done, verify(out, against=None, passphrase=None, world=world))
        for key in (CHOICE, LOOKED):
            visit.held.pop(key, None)
        return done

    return redirect(
        "work",
        number=opened.worker.start("web.give.writing", work, after=reverse("handed"), back=reverse("hand_over")).number,
    )


@begun
def handed(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """Where it is, and whether it fits."""
    if DONE not in request.visit.held:
        return redirect("give")
    out, done, report = request.visit.held[DONE]
    return page(request, "handed.html", out=out, done=done, report=report)


def _in_words(seq: int, item: Item, lang: str) -> str:
    what = item.caption or item.file_name or item.address
    return say("web.choose.item", lang, number=seq, kind=say(f"web.medium.{item.medium}", lang), what=what)
