"""What happened, in one line, at once or later; and what may need doing now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from houvast.actions.correct import correct
from houvast.actions.note import note as write_note
from houvast.actions.open import the_case
from houvast.case.acts import Event
from houvast.dossier.dossier import Dossier
from houvast.errors import HouvastError
from houvast.knowledge.say import say
from houvast.web.forms import PageForm, line, one_of, some_of, text
from houvast.web.middleware import Asked
from houvast.web.pages import begun, page, tell

EFFECTS = ("frightened", "trouble", "no_work", "nothing")
ACTS = ("got", "spread", "made_available", "threatened_to_spread", "threatened", "followed", "ordered", "damaged")


class NoteForm(PageForm):
    """One event."""

    page = "note"
    told = text(required=True)
    when = line()
    acts = some_of()
    actor = line()
    effect = one_of()
    witnesses = line()

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("acts", "web.act", ACTS)
        self.choose_by_text("effect", "web.effect", EFFECTS)


class MoreForm(PageForm):
    """What can be added to an event that was kept in one line."""

    page = "note"
    effect = one_of()
    actor = line()
    witnesses = line()

    def __init__(self, *args: object, lang: str) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("effect", "web.effect", EFFECTS)


@begun
def note(request: Asked, dossier: Dossier) -> HttpResponse:
    """Keep what happened. The one line of every page comes here too, and is kept at once."""
    lang, world = request.visit.lang, request.house.world(request.visit)
    form = NoteForm(request.POST, lang=lang) if request.method == "POST" else NoteForm(lang=lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        seq = write_note(
            dossier,
            told=given["told"],
            when=given["when"],
            acts=tuple(given["acts"]),
            actor=given["actor"],
            effect=effect_in_words(given["effect"]),
            witnesses=given["witnesses"],
            world=world,
        )
        tell(request, "web.note.kept")
        return redirect("note_more", seq=seq)
    return page(request, "note.html", status=422 if form.errors else 200, form=form)


@begun
def more(request: Asked, dossier: Dossier, seq: int) -> HttpResponse:
    """What it did, who it was as far as known, who saw it; and whether something must happen now."""
    event = the_case(dossier).get(Event, seq).act
    form = MoreForm(request.POST or None, lang=request.visit.lang)
    if form.is_bound and form.is_valid():
        world = request.house.world(request.visit)
        given = {**form.cleaned_data, "effect": effect_in_words(form.cleaned_data["effect"])}
        try:
            for field, words in given.items():
                if words:
                    correct(dossier, seq=seq, field=field, text=words, world=world)
        except HouvastError as error:
            form.refuse(error)
        else:
            tell(request, "web.note.added")
            return redirect("plan")
    return page(request, "note_more.html", status=422 if form.errors else 200, form=form, event=event)


def effect_in_words(effect: str) -> str:
    """The effect as it stands in the book: in Dutch, for who reads the file later."""
    return say(f"web.effect.{effect}", "nl") if effect else ""
