"""What whoever receives the file should know: the own account, wishes, and who was hit. All of it may stay empty."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from houvast.actions.note import add_affected, keep_wishes, kept_wishes, tell_account
from houvast.actions.open import the_case
from houvast.case.acts import Account, Affected, Wishes
from houvast.dossier.dossier import Dossier
from houvast.knowledge.load import knowledge
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.web.forms import PageForm, line, one_of, text
from houvast.web.middleware import Asked
from houvast.web.pages import page, with_yes
from houvast.web.pages import tell as say_on_top

ROLES = ("self", "child", "partner", "colleague", "other")
YES_NO = ("yes", "no", "unknown")
REPORT = ("aangifte", "melding", "unknown")


class WishesForm(PageForm):
    """The own account and the wishes."""

    page = "wishes"
    told = text()
    how_i_am = text()
    reach = line()
    not_wanted = text()
    ask_no_more = line()
    may_pass_on_to = line()
    report = one_of()
    support_contact = one_of()
    stop_talk = one_of()
    copy_wanted = one_of()
    leave_out = one_of()
    domicile = line()
    domicile_agreed = one_of()

    def __init__(self, *args: object, lang: Lang, **kwargs: object) -> None:
        super().__init__(*args, lang=lang, **kwargs)
        self.choose_by_text("report", "web.wishes.report", REPORT)
        for name in ("support_contact", "stop_talk", "copy_wanted", "leave_out", "domicile_agreed"):
            self.choose_by_text(name, "common", YES_NO)


class AffectedForm(PageForm):
    """Somebody who was hit."""

    page = "affected"
    role = one_of(required=True)
    age_group = one_of()
    called = line()
    klacht = one_of()
    known_since = line()

    def __init__(self, *args: object, lang: Lang) -> None:
        super().__init__(*args, lang=lang)
        self.choose_by_text("role", "web.affected.role", ROLES)
        self.choose("age_group", [(value, label[lang]) for value, label in knowledge().facts["age"].labels.items()])
        self.choose_by_text("klacht", "common", YES_NO)


@with_yes
def wishes(request: Asked, dossier: Dossier) -> HttpResponse:
    """Told once, used on every paper. What is left empty stays what it was: unknown, or not said."""
    world = request.house.world(request.visit)
    now = kept_wishes(dossier, world)
    account = the_case(dossier).latest(Account)
    told = account.told if account else ""
    names = [name for name in WishesForm.base_fields if name != "told"]
    start = {"told": told} | {name: getattr(now, name) for name in names}
    form = WishesForm(request.POST or None, lang=request.visit.lang, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if given["told"].strip() and given["told"] != told:
            tell_account(dossier, told=given["told"], world=world)
        changed = {name: given[name] or (now_value if now_value in YES_NO + REPORT else "") for name in names
                   for now_value in [getattr(now, name)]}  # fmt: skip
        if any(changed[name] != start[name] for name in names):
            keep_wishes(dossier, Wishes(written=world.written(), **changed), world)
        say_on_top(request, "web.wishes.kept")
        return redirect("give")
    return page(request, "wishes.html", status=422 if form.errors else 200, form=form)


@with_yes
def affected(request: Asked, dossier: Dossier) -> HttpResponse:
    """Who was hit, each with an own wish to have the offender prosecuted."""
    form = AffectedForm(request.POST or None, lang=request.visit.lang)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        add_affected(
            dossier,
            role=given["role"],
            age_group=given["age_group"] or "unknown",
            called=given["called"],
            klacht=given["klacht"] or "unknown",
            known_since=given["known_since"],
            world=request.house.world(request.visit),
        )
        say_on_top(request, "web.affected.kept")
        return redirect("affected")
    lang = request.visit.lang
    rows = [
        (
            one.seq,
            one.act.called or say(f"web.affected.role.{one.act.role}", lang),
            say(f"common.{one.act.klacht}", lang),
        )
        for one in the_case(dossier).of(Affected)
    ]
    return page(request, "affected.html", status=422 if form.errors else 200, form=form, rows=rows)
