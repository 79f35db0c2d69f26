"""Page 2 of the police dossier: the essentials of a statement, so that nothing is forgotten at the desk (M23).

It asks and tells; it does not accuse, and it predicts nothing. A missing element of doxing is called "not yet in this
file", never "not doxing" (M14). Domicile stands here only when the other agreed (V6); a wish that was not answered
is an open box.
"""

from __future__ import annotations

from collections.abc import Iterator

from houvast.knowledge.offences import klacht_possible, shown_by
from houvast.knowledge.say import say
from houvast.letters.kinds import data_in_words, signs_in_words
from houvast.letters.letter import Block, Bullets, Cell, CellRow, Cells, Heading, Paragraph, Rows, Tick, Ticks
from houvast.letters.views import AffectedView, CaseView

UNDER_16 = frozenset({"under_13", "from_13", "under_16"})
DONE = ("act.got", "act.spread", "act.made_available", "act.threatened_to_spread")
RISK = (("safety", "now"), ("safety", "unsafe"), ("effect.threat", "yes"), ("act.threatened", "yes"),
        ("effect.at_door", "yes"), ("offender", "ex_partner"))  # fmt: skip


def statement(case: CaseView) -> Iterator[Block]:
    """The blocks of page 2."""
    lang, wishes = case.lang, case.wishes
    report = wishes.report if wishes.report in {"aangifte", "melding"} else "unknown"
    yield Heading(say("papers.statement.title", lang))
    yield Paragraph(say(f"papers.statement.report.{report}", lang))
    yield Heading(say("papers.statement.offences", lang), 3)
    found = shown_by(case.facts)
    yield Bullets(
        tuple(
            say("papers.statement.offence", lang, name=one.name[lang], article=one.article, line=one.line[lang])
            for one in found
        )
    )
    also = "papers.statement.look_further" if len(found) == 1 else "papers.statement.note_all"
    yield Paragraph(say(also, lang))
    yield Heading(say("papers.statement.elements", lang), 3)
    yield Rows(tuple(_elements(case)))
    yield from _klacht(case)
    yield Heading(say("papers.statement.wishes", lang), 3)
    yield Ticks(tuple(_wishes(case)))
    yield Paragraph(say("papers.statement.truth", lang))
    signed = [Cell(say(f"papers.statement.{name}", lang), "") for name in ("date_place", "signature")]
    yield Cells((CellRow(20, tuple(signed)),))
    yield Paragraph(say("papers.statement.law_state", lang), "small")


def _elements(case: CaseView) -> Iterator[tuple[str, str]]:
    """The elements of article 285d with what this file holds of each."""
    lang, facts = case.lang, case.facts
    not_yet = say("papers.statement.not_yet", lang)
    kinds = {kind for place in case.places for kind in place.data} | set(case.data)
    done = " ".join(say(f"papers.statement.{name}", lang) for name in DONE if facts.get(name) == "yes")
    if not done and case.places:
        seen = ", ".join(dict.fromkeys(place.platform for place in case.places))
        done = say("papers.statement.seen_at", lang, places=seen)
    whose = ", ".join(say(f"papers.dossier.role.{one.role}", lang) for one in case.affected)
    yield say("papers.statement.element.data", lang), data_in_words(kinds, lang) or not_yet
    yield say("papers.statement.element.whose", lang), whose or not_yet
    yield say("papers.statement.element.act", lang), done or not_yet
    yield say("papers.statement.element.intent", lang), signs_in_words(facts, lang) or not_yet
    if facts.get("public_task") == "listed" and facts.get("capacity.aimed") == "yes":
        yield say("papers.statement.element.capacity", lang), say("papers.statement.capacity", lang)


def _klacht(case: CaseView) -> Iterator[Block]:
    """One sentence for each person who was hit, where an offence that needs a klacht is not ruled out."""
    possible = klacht_possible(case.facts)
    asked = [one for one in case.affected if one.klacht != "no"]
    if not possible or not asked:
        return
    yield Heading(say("papers.statement.klacht", case.lang), 3)
    named = ", ".join(offence.name[case.lang] for offence in possible)
    yield Ticks(tuple(_klacht_of(one, named, case) for one in asked))


def _klacht_of(one: AffectedView, named: str, case: CaseView) -> Tick:
    lang = case.lang
    own = case.person if one.role == "self" else ""
    who = one.called or own or say(f"papers.dossier.role.{one.role}", lang)
    wanted = one.klacht == "yes"
    key = "papers.statement.klacht.yes" if wanted else "papers.statement.klacht.open"
    said = say(key, lang, who=who, offences=named)
    if one.age_group in UNDER_16:
        said = f"{said} {say('papers.statement.klacht.under_16', lang)}"
    return Tick(said, wanted)


def _wishes(case: CaseView) -> Iterator[Tick]:
    lang, wishes = case.lang, case.wishes
    if wishes.domicile and wishes.domicile_agreed == "yes":
        yield Tick(say("papers.statement.domicile", lang, domicile=wishes.domicile), done=True)
    else:
        yield Tick(say("papers.statement.domicile_open", lang), done=False)
    if wishes.reach:
        yield Tick(say("papers.statement.reach", lang, reach=wishes.reach), done=True)
    if wishes.leave_out != "no":
        yield Tick(say("papers.statement.leave_out", lang), wishes.leave_out == "yes")
    if wishes.copy_wanted != "no":
        yield Tick(say("papers.statement.copy", lang), wishes.copy_wanted == "yes")
    if wishes.support_contact != "no":
        yield Tick(say("papers.statement.support", lang), wishes.support_contact == "yes")
    yield Tick(say("papers.statement.assessment", lang), done=True)
    if any(answer.meaning in {"refused", "nothing"} for notice in case.notices for answer in notice.answers):
        yield Tick(say("papers.statement.removal_order", lang), done=True)
    if wishes.stop_talk == "yes":
        risk = any(case.facts.get(fact) == value for fact, value in RISK)
        yield Tick(say("papers.statement.stop_talk_risk" if risk else "papers.statement.stop_talk", lang), done=True)
