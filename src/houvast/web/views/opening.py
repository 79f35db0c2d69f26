"""Opening a dossier that is on disk, and choosing a folder."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from houvast.actions.open import open_dossier
from houvast.actions.plan import kept_answers
from houvast.errors import HouvastError
from houvast.web.folders import begin_at, inside, is_dossier, sticks
from houvast.web.forms import PageForm, line
from houvast.web.middleware import Asked
from houvast.web.open import OpenDossier
from houvast.web.pages import page, tell, visited

PURPOSES = {"1": "open", "2": "keep", "3": "give", "4": "copy"}
"""What a folder is chosen for, by its number in the address."""


class PassphraseForm(PageForm):
    """The passphrase of a dossier."""

    page = "unlock"
    passphrase = line(required=True, strip=False, widget=forms.PasswordInput)


@visited
def unlock(request: Asked) -> HttpResponse:
    """Ask for the passphrase of the dossier that was chosen or was locked."""
    visit = request.visit
    if visit.opened:
        return redirect("plan")
    if visit.locked is None:
        return redirect("folders", purpose="1")
    form = PassphraseForm(request.POST or None, lang=visit.lang)
    if form.is_bound and form.is_valid():
        try:
            dossier = open_dossier(visit.locked, form.cleaned_data["passphrase"], request.house.world(visit))
        except HouvastError as error:
            form.refuse(error, "passphrase")
        else:
            visit.opened = OpenDossier(dossier, used=request.house.now(), folder=visit.locked)
            visit.locked = None
            visit.answers = kept_answers(dossier)
            for notice in dossier.notices:
                tell(request, f"finding.{notice.code}", where=notice.where, **notice.values)
            tell(request, "web.unlock.open")
            return redirect("plan")
    return page(request, "unlock.html", status=422 if form.errors else 200, form=form, folder=visit.locked)


@visited
def folders(request: Asked, purpose: str) -> HttpResponse:
    """Walk through the folders of this computer to one."""
    if purpose not in PURPOSES:
        raise Http404
    held, key = request.visit.held, f"folder.{PURPOSES[purpose]}"
    here: Path = held.get(key) or begin_at()
    wrong = ""
    if request.method == "POST":
        typed = request.POST.get("path", "").strip()
        into = Path(typed).expanduser() if typed else Path(request.POST.get("into", "") or here)
        if not (into.is_absolute() and into.is_dir()):
            wrong = typed
        elif PURPOSES[purpose] == "open" and is_dossier(into):
            request.visit.locked = into
            return redirect("unlock")
        else:
            here = held[key] = into
            if "choose" in request.POST:
                return redirect({"keep": "keep", "give": "hand_over", "copy": "copy"}.get(PURPOSES[purpose], "unlock"))
            return redirect("folders", purpose=purpose)
    return page(
        request,
        "folders.html",
        status=422 if wrong else 200,
        purpose=PURPOSES[purpose],
        folder=here,
        up=here.parent if here.parent != here else None,
        folders=inside(here),
        sticks=sticks(),
        wrong=wrong,
    )
