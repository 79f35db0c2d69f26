"""Keep: the dossier goes to disk, sealed, in a folder that the person chooses; and the recovery sheet."""

from __future__ import annotations

import re
from pathlib import Path

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from houvast.actions.keys import new_passphrase
from houvast.actions.open import save
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.knowledge.say import say
from houvast.web.folders import begin_at, has_keyring
from houvast.web.forms import PageForm, line, one_of
from houvast.web.jobs import Job
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell

SHORTEST = 15
PROPOSED, RECOVERY, FOLDER = "proposed", "recovery", "folder.keep"


class JoinForm(PageForm):
    """A name that says nothing, and the passphrase that the folder has already."""

    page = "keep"
    name = line(required=True, max_length=60)
    passphrase = line(required=True, strip=False, widget=forms.PasswordInput)

    def clean_name(self) -> str:
        """A name that every system takes as the name of a folder."""
        return good_name(self.cleaned_data["name"], self.lang)


class KeepForm(PageForm):
    """A name that says nothing, and a passphrase: the proposed one or an own one."""

    page = "keep"
    name = line(required=True, max_length=60)
    which = one_of(required=True)
    own = line(strip=False, widget=forms.PasswordInput)
    again = line(strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: object, lang: str, **kwargs: object) -> None:
        super().__init__(*args, lang=lang, **kwargs)
        self.choose_by_text("which", "web.keep.which", ("proposed", "own"))

    def clean_name(self) -> str:
        """A name that every system takes as the name of a folder."""
        return good_name(self.cleaned_data["name"], self.lang)

    def clean(self) -> dict[str, str]:
        """An own passphrase is long enough and typed twice alike."""
        given = super().clean() or {}
        if given.get("which") == "own":
            if len(given.get("own", "")) < SHORTEST:
                self.add_error("own", say("web.keep.too_short", self.lang, least=SHORTEST))
            elif given.get("own") != given.get("again"):
                self.add_error("again", say("web.keep.not_alike", self.lang))
        return given


@begun
def keep(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """Choose folder, name and passphrase; writing is a job. A folder that has a keyring keeps its own passphrase."""
    visit, opened, house = request.visit, request.visit.opened, request.house
    assert opened is not None
    if opened.folder:
        return page(request, "kept.html", folder=opened.folder)
    proposed: str = visit.held.setdefault(PROPOSED, new_passphrase(house.world(visit)))
    folder: Path = visit.held.setdefault(FOLDER, begin_at())
    joins = has_keyring(folder)
    start = {"name": say("web.keep.a_name", visit.lang), "which": "proposed"}
    form = (JoinForm if joins else KeepForm)(request.POST or None, lang=visit.lang, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        passphrase = given["passphrase"] if joins else proposed if given["which"] == "proposed" else given["own"]
        if (folder / given["name"]).exists():
            form.add_error("name", say("web.keep.name_taken", visit.lang))
        else:
            job = opened.worker.start(
                "web.keep.working",
                lambda job: _write(request, job, folder, given["name"], passphrase),
                after=reverse("recovery"),
                back=reverse("keep"),
            )
            return redirect("work", number=job.number)
    return page(
        request,
        "keep.html",
        status=422 if form.errors else 200,
        form=form,
        folder=folder,
        proposed=proposed,
        joins=joins,
    )


def good_name(name: str, lang: str) -> str:
    """A name that every system takes as the name of a folder.

    Raises:
        ValidationError: with a sentence, when it is none.
    """
    name = name.strip()
    if not re.fullmatch(r"[^\W_][\w .-]{0,58}", name) or name.endswith((".", " ")):
        raise forms.ValidationError(say("web.keep.bad_name", lang))
    return name


@begun
def recovery(request: Asked, dossier: Dossier) -> HttpResponse:  # noqa: ARG001
    """The recovery sheet: shown until the person says that she has it on paper, and then never again."""
    if request.method == "POST":
        request.visit.held.pop(RECOVERY, None)
        tell(request, "web.recovery.done")
        return redirect("plan")
    key = request.visit.held.get(RECOVERY)
    if key is None:
        return redirect("keep")
    assert request.visit.opened is not None
    return page(request, "recovery.html", key=key, folder=request.visit.opened.folder)


def _write(request: Asked, job: Job, folder: Path, name: str, passphrase: str) -> None:
    visit, opened, house = request.visit, request.visit.opened, request.house
    assert opened is not None
    with opened.use(wait=-1) as dossier:
        try:
            key = save(dossier, folder=folder, name=name, passphrase=passphrase, world=house.world(visit, job))
        except OSError as error:
            raise HouvastError("actions.system", what=error.strerror or type(error).__name__) from error
    if key:
        visit.held[RECOVERY] = key
    visit.held.pop(PROPOSED, None)
    opened.folder = folder / name
