"""Which of the person's own data stands where, in what was kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from houvast.actions.find import Found, find_all, judge
from houvast.actions.mine import own_data
from houvast.actions.open import the_case
from houvast.case.acts import Item
from houvast.dossier.dossier import Dossier
from houvast.web.jobs import Job
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell, with_yes

HELD = "found"


@with_yes
def find(request: Asked, dossier: Dossier) -> HttpResponse:
    """Start to look (POST), or show what was found."""
    visit, opened, house = request.visit, request.visit.opened, request.house
    assert opened is not None
    if request.method == "POST":

        def look(job: Job) -> Found:
            with opened.use(wait=-1) as inside:
                found = find_all(inside, house.world(visit, job), opened.reader())
            visit.held[HELD] = found
            return found

        job = opened.worker.start("web.find.working", look, after=reverse("find"))
        return redirect("work", number=job.number)
    found: Found | None = visit.held.get(HELD)
    return page(
        request,
        "find.html",
        found=found,
        groups=_by_item(dossier, found) if found else (),
        has_data=bool(own_data(dossier)),
        has_items=bool(the_case(dossier).of(Item)),
    )


@require_POST
@begun
def verdict(request: Asked, dossier: Dossier) -> HttpResponse:
    """The person says that a finding is right, or that it is not."""
    found: Found | None = request.visit.held.get(HELD)
    number = request.POST.get("hit", "")
    if found and number.isdecimal() and int(number) < len(found.hits):
        hit = found.hits[int(number)]
        confirmed = request.POST.get("verdict") == "yes"
        judge(dossier, hit, confirmed=confirmed, world=request.house.world(request.visit))
        world = request.house.world(request.visit)
        assert request.visit.opened is not None
        request.visit.held[HELD] = find_all(dossier, world, request.visit.opened.reader())
        tell(request, "web.find.confirmed" if confirmed else "web.find.dismissed")
    return redirect("find")


def _by_item(dossier: Dossier, found: Found) -> list[dict[str, object]]:
    items = {one.seq: one.act for one in the_case(dossier).of(Item)}
    groups: dict[int, list[tuple[int, object]]] = {}
    for number, hit in enumerate(found.hits):
        groups.setdefault(hit.item_seq, []).append((number, hit))
    return [{"seq": seq, "item": items.get(seq), "hits": hits} for seq, hits in groups.items()]
