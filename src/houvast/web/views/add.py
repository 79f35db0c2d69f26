"""Take in what there is: files, or a page by its address."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from houvast.actions.add import Added, add_address
from houvast.actions.media import media_in_doubt
from houvast.actions.open import the_case
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.intake.capture import is_available
from houvast.outside.consent import Yes
from houvast.web.forms import PageForm, line
from houvast.web.jobs import Job
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, sentence, visited, with_yes
from houvast.web.uploads import Sealing

CODE, SURE = "upload", "nothing_undressed"


class AddressForm(PageForm):
    """An address to be looked at."""

    page = "address"
    address = line(required=True)


@begun
def add(request: Asked, dossier: Dossier) -> HttpResponse:
    """Files or an address. Where a picture could show what must never be taken in, that is asked first (V1)."""
    doubt = media_in_doubt(the_case(dossier))
    request.visit.codes[CODE] = request.house.code()
    return page(
        request,
        "add.html",
        ask_first=doubt and not request.visit.held.get(SURE),
        doubt=doubt,
        code=request.visit.codes[CODE],
    )


@require_POST
@begun
def sure(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """The answer to the question about the pictures; anything but a clear no takes nothing in."""
    if request.POST.get("answer") == "nothing":
        request.visit.held[SURE] = True
        return redirect("add")
    return page(request, "never.html")


@csrf_exempt  # the one-time code in the address is checked instead, before a byte of the files is read
@require_POST
@visited
def upload(request: Asked, code: str) -> HttpResponse:
    """Take the files in as they come."""
    visit, opened = request.visit, request.visit.opened
    if opened is None or not compare_digest(visit.codes.pop(CODE, ""), code):
        return page(request, "refused.html", status=403)
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    sealing = Sealing(request.house, visit, opened, size=size, nothing_undressed=bool(visit.held.pop(SURE, False)))
    request.upload_handlers = [sealing]
    request.FILES  # noqa: B018 - reading it is what takes the files in
    if not sealing.jobs:
        return page(request, "error.html", status=422, sentence=sentence(request, HouvastError("web.no_file")))
    return redirect("added", first=sealing.jobs[0].number, last=sealing.jobs[-1].number)


@visited
def added(request: Asked, first: int, last: int) -> HttpResponse:
    """What became of each file; looks again while some are not done."""
    opened = request.visit.opened
    jobs = [
        job for number in range(first, min(last, first + 1000) + 1) if opened and (job := opened.worker.job(number))
    ]
    if not jobs:
        return redirect("add")
    rows = [
        {
            "name": job.title,
            "job": job,
            "added": job.result if isinstance(job.result, Added) else None,
            "error": sentence(request, job.error) if job.error else "",
        }
        for job in jobs
    ]
    return page(request, "added.html", rows=rows, waiting=sum(not job.finished.is_set() for job in jobs))


@with_yes
def address(request: Asked, dossier: Dossier) -> HttpResponse:
    """First the address; then what the other side learns; and only after a yes the page is fetched (V5)."""
    visit, opened = request.visit, request.visit.opened
    available, missing = is_available()
    if not available or media_in_doubt(the_case(dossier)):
        return page(request, "address_not.html", missing="" if available else missing)
    form = AddressForm(request.POST or None, lang=visit.lang)
    if not (form.is_bound and form.is_valid()):
        return page(request, "address.html", status=422 if form.errors else 200, form=form)
    where = form.cleaned_data["address"].strip()
    where = where if "://" in where else f"https://{where}"
    host = urlsplit(where).hostname or ""
    if request.POST.get("yes") != "yes":
        return page(request, "address_yes.html", address=where, host=host)
    given: datetime = request.house.now()
    assert opened is not None

    def capture(job: Job) -> Added:
        with opened.use(wait=-1) as inside:
            return add_address(
                inside,
                address=where,
                yes=Yes("capture", host, given),
                table=request.house.table,
                world=request.house.world(visit, job),
            )

    job = opened.worker.start(where, capture, after="", back=reverse("address"))
    job.after = reverse("added", args=[job.number, job.number])
    return redirect("work", number=job.number)
