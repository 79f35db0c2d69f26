"""Page 1 of the police dossier: for a reader without computer knowledge, in two minutes.

Eight boxes at fixed places: who, what data, where, since when, what followed, what is asked, which offences, which
annexes. What does not fit stands in full further on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from houvast.case.acts import Moment
from houvast.knowledge.offences import shown_by
from houvast.knowledge.say import say
from houvast.letters.dates import day_in_words, moment_in_words
from houvast.letters.fit import fit
from houvast.letters.kinds import data_in_words, effects_in_words
from houvast.letters.letter import Block, Cell, CellRow, Cells, Heading, Note, Paragraph
from houvast.letters.timeline import first_known
from houvast.letters.views import CaseView

PLAN: tuple[tuple[int, tuple[str, ...]], ...] = (
    (38, ("who", "data")),
    (46, ("where",)),
    (42, ("since", "followed")),
    (36, ("asked",)),
    (32, ("offences", "annexes")),
)
WIDE, NARROW, LINE = 104, 48, 3.9


def front(case: CaseView) -> Iterator[Block]:
    """The blocks of page 1."""
    yield Heading(say("papers.dossier.title", case.lang), 1)
    yield Paragraph(say("papers.dossier.lead", case.lang, date=day_in_words(case.made_on, case.lang)), "small")
    yield Cells(tuple(CellRow(height, tuple(_cells(height, names, case))) for height, names in PLAN))
    if not case.whole:
        yield Note(say("papers.dossier.choice", case.lang))


def _cells(height: int, names: tuple[str, ...], case: CaseView) -> Iterator[Cell]:
    for name in names:
        columns = WIDE if len(names) == 1 else NARROW
        more = say("papers.dossier.further_on", case.lang)
        said = _said(name, case).strip() or say("papers.dossier.not_told", case.lang)
        fitted = fit(said, columns=columns, lines=int((height - 11) / LINE), more=more)
        yield Cell(say(f"papers.dossier.{name}", case.lang), fitted.text)


def _said(name: str, case: CaseView) -> str:
    sections: dict[str, Callable[[CaseView], Iterator[str]]] = {
        "who": _who,
        "data": _data,
        "where": _where,
        "since": _since,
        "followed": _followed,
        "asked": _asked,
        "offences": _offences,
        "annexes": _annexes,
    }
    return "\n".join(sections[name](case))


def _who(case: CaseView) -> Iterator[str]:
    """The name as the person wants it, the domicile when the other agreed, and who else was hit."""
    lang, wishes = case.lang, case.wishes
    yield case.person or say("papers.dossier.name_told_aloud", lang)
    if wishes.domicile and wishes.domicile_agreed == "yes":
        yield say("papers.dossier.domicile", lang, domicile=wishes.domicile)
    others = [one for one in case.affected if one.role != "self"]
    if others:
        said = ", ".join(say(f"papers.dossier.role.{one.role}", lang) for one in others)
        yield say("papers.dossier.also_hit", lang, who=said)


def _data(case: CaseView) -> Iterator[str]:
    kinds = {kind for place in case.places for kind in place.data} | set(case.data)
    if kinds:
        yield data_in_words(kinds, case.lang)
        yield say("papers.dossier.values_in_annexes", case.lang)


def _where(case: CaseView) -> Iterator[str]:
    for place in case.places:
        exact = " ".join(filter(None, [place.group, place.address]))
        account = place.account + (f" ({place.account_id})" if place.account_id else "")
        yield say("papers.dossier.where_line", case.lang, platform=place.platform, exact=exact, account=account or "-")


def _since(case: CaseView) -> Iterator[str]:
    """The first time of each kind that is known; the time of posting counts for article 285d, so it stands first."""
    lang = case.lang
    kinds: tuple[tuple[str, list[Moment]], ...] = (
        ("first_posted", [place.posted for place in case.places] + [item.posted for item in case.items]),
        ("first_seen", [place.seen for place in case.places] + [item.seen for item in case.items]),
        ("first_event", [event.when for event in case.events]),
    )
    for name, moments in kinds:
        dated = [when for when in moments if when.start]
        if dated:
            first = min(dated, key=lambda when: when.start)
            yield say(f"papers.dossier.{name}", lang, when=moment_in_words(first, lang, zone=False))
    if not any(when.start for _, moments in kinds for when in moments) and case.items:
        first = min((first_known(item) for item in case.items), key=lambda when: when.start)
        yield say("papers.dossier.first_kept", lang, when=moment_in_words(first, lang, zone=False))


def _followed(case: CaseView) -> Iterator[str]:
    lang = case.lang
    effects = effects_in_words(case.facts, lang)
    if effects:
        yield effects
    if case.events:
        yield say("papers.dossier.events_line", lang, count=len(case.events))
        yield from (event.told for event in case.events[-2:])


def _asked(case: CaseView) -> Iterator[str]:
    lang, wishes = case.lang, case.wishes
    report = wishes.report if wishes.report in {"aangifte", "melding"} else "unknown"
    yield say(f"papers.statement.report.{report}", lang)
    if case.facts.get("wants.remove") == "yes":
        yield say("papers.dossier.asks_removal", lang)
    if wishes.support_contact == "yes":
        yield say("papers.statement.support", lang)
    if wishes.leave_out == "yes":
        yield say("papers.dossier.asks_leave_out", lang)


def _annexes(case: CaseView) -> Iterator[str]:
    yield say("papers.dossier.annexes_line", case.lang, count=len(case.items))


def _offences(case: CaseView) -> Iterator[str]:
    for offence in shown_by(case.facts):
        yield say("papers.dossier.offence_line", case.lang, name=offence.name[case.lang], article=offence.article)
