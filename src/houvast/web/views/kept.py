"""What can be done with a dossier that is on disk: a second copy, a new passphrase by the recovery key, and its end."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from houvast.actions.copy import copy as copy_dossier
from houvast.actions.end import end as end_dossier
from houvast.actions.keys import recover as recover_keyring
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.knowledge.say import say
from houvast.web.folders import begin_at
from houvast.web.forms import PageForm, line, one_of
from houvast.web.jobs import Job
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell, visited

FOLDER = "folder.copy"


class RecoverForm(PageForm):
    """The recovery key, and a new passphrase twice."""

    page = "recover"
    key = line(required=True)
    new = line(required=True, strip=False, widget=forms.PasswordInput)
    again = line(required=True, strip=False, widget=forms.PasswordInput)

    def clean(self) -> dict[str, str]:
        """The new passphrase is typed twice alike."""
        given = super().clean() or {}
        if given.get("new") != given.get("again"):
            self.add_error("again", say("web.keep.not_alike", self.lang))
        return given


class EndForm(PageForm):
    """A yes to the end of the whole dossier."""

    page = "end"
    really = one_of(required=True)

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("really", "web.end.really", ("yes",))


@visited
def recover(request: Asked) -> HttpResponse:
    """Set a new passphrase with the key of the recovery sheet."""
    visit = request.visit
    if visit.opened or visit.locked is None:
        return redirect("unlock")
    form = RecoverForm(request.POST or None, lang=visit.lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            recover_keyring(visit.locked, key=given["key"], new=given["new"], world=request.house.world(visit))
        except HouvastError as error:
            form.refuse(error)
        else:
            tell(request, "web.recover.done")
            return redirect("unlock")
    return page(request, "recover.html", status=422 if form.errors else 200, form=form)


@begun
def copy(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """A second copy somewhere else, read back and checked."""
    visit, opened, house = request.visit, request.visit.opened, request.house
    if opened is None or opened.folder is None:
        return redirect("keep")
    folder, to = opened.folder, visit.held.setdefault(FOLDER, begin_at())
    if request.method != "POST":
        return page(request, "copy.html", folder=to)

    def work(job: Job) -> int:
        with opened.use(wait=-1):
            count = copy_dossier(folder, to, house.world(visit, job))
        tell(request, "web.copy.done", count=count, folder=str(to))
        return count

    job = opened.worker.start("web.copy.title", work, after=reverse("keep"), back=reverse("copy"))
    return redirect("work", number=job.number)


@begun
def end(request: Asked, dossier: Dossier) -> HttpResponse:
    """End the whole dossier, after a yes (V2). What is in memory only ends by closing."""
    visit = request.visit
    form = EndForm(request.POST or None, lang=visit.lang)
    if form.is_bound and form.is_valid():
        end_dossier(dossier, request.house.world(visit))
        visit.close_dossier()
        tell(request, "web.end.done")
        return redirect("start")
    return page(request, "end.html", status=422 if form.errors else 200, form=form)
