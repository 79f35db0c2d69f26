"""A page for work that takes a while: it looks again by itself, or by a click."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from houvast.web.middleware import Asked
from houvast.web.pages import page, sentence, visited


@visited
def work(request: Asked, number: int) -> HttpResponse:
    """How far a job is; when it is done, the page that shows what it gave."""
    opened = request.visit.opened
    job = opened.worker.job(number) if opened else None
    if job is None:
        return redirect("plan")
    if not job.finished.is_set():
        return page(request, "work.html", job=job)
    if job.error:
        return page(request, "error.html", status=422, sentence=sentence(request, job.error), back=job.back)
    return redirect(job.after or "plan")
