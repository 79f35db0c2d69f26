"""Looking at what was kept: once, on purpose, and closed again when the page is left."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from houvast.actions.open import the_case
from houvast.actions.readings import reading_of
from houvast.case.acts import Item
from houvast.dossier.dossier import Dossier
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page

MOST_TEXT = 200
"""How many passages stand on the page; more belongs in the hands of who investigates."""


@begun
def opened(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """The item itself: its picture as the reader drew it again, or its text."""
    item = the_case(dossier).get(Item, seq)
    assert request.visit.opened is not None
    taken = reading_of(dossier, item, request.house.world(request.visit), request.visit.opened.reader())
    pictures = [number for number, blob in enumerate(item.act.blobs) if blob.role == "picture"]
    addresses = [reverse("picture", args=[seq, number]) for number in pictures]
    if taken and taken.preview:
        addresses.insert(0, reverse("picture", args=[seq, 999]))
    return page(
        request,
        "look.html",
        seq=seq,
        item=item.act,
        pictures=addresses,
        passages=taken.reading.passages[:MOST_TEXT] if taken else (),
        more=max(0, len(taken.reading.passages) - MOST_TEXT) if taken else 0,
        refused=taken.refused if taken else "",
    )


@begun
def picture(request: Asked, dossier: Dossier, seq: int, number: int) -> HttpResponse:
    """A picture that was made here: the preview (999) or a screenshot of a captured page. Never the original itself,
    which could hold anything."""
    item = the_case(dossier).get(Item, seq)
    if number == 999:
        assert request.visit.opened is not None
        taken = reading_of(dossier, item, request.house.world(request.visit), request.visit.opened.reader())
        return HttpResponse(taken.preview if taken else b"", content_type="image/jpeg")
    blob = item.act.blobs[number] if number < len(item.act.blobs) else None
    if blob is None or blob.role != "picture":
        return HttpResponse(status=404)
    with dossier.record.open_blob(blob.name) as body:
        return HttpResponse(body.read(), content_type="image/png")
