"""The notice for one place: made ready, never sent; and written down when the person says it was sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from houvast.actions.find import find_all
from houvast.actions.leaks import LeakHit, leaving_bytes, look_through_files
from houvast.actions.mine import own_data
from houvast.actions.open import seal_paper, the_case, write
from houvast.actions.views import case_facts, place_view, today
from houvast.actions.world import World
from houvast.case.acts import Answer, Moment, Notice, Place
from houvast.case.fold import Case
from houvast.case.own_data import DataKind, DataState
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.followup.clocks import Due, due
from houvast.intake.child import Reader
from houvast.knowledge.load import knowledge
from houvast.knowledge.platforms import Platform
from houvast.knowledge.say import say
from houvast.letters.in_app import compose_in_app
from houvast.letters.letter import Letter
from houvast.letters.notice import compose_notice
from houvast.letters.render import eml, pdf, text
from houvast.letters.views import PlaceView

ROUTES = ("in_app", "dsa16")
URGENT = ("shared.address", "effect.threat", "effect.at_door")


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice, ready to read and to send by the person herself.

    `eml` is b"" when the recipient takes no mail. `learns` says what the recipient learns and who else may see it;
    `due` is the day (ISO 8601) on which an answer may be expected, `due_rule` the sum in words. `hits` are protected
    data that stand in it (V3).
    """

    place_seq: int
    route: str
    recipient: str
    letter: Letter
    text: str
    pdf: bytes
    eml: bytes
    learns: str
    due: str
    due_rule: str
    hits: tuple[LeakHit, ...]


def make_notice(dossier: Dossier, *, place_seq: int, route: str, world: World, reader: Reader) -> Draft:
    """Make the notice for a place.

    Raises:
        ActionError: `actions.no_such_route`, `actions.no_such_platform`, `actions.hostile_place`.
        LetterError: `letters.missing_fact`; the sentence names what is still asked.
    """
    if route not in ROUTES:
        raise ActionError("actions.no_such_route", routes=", ".join(ROUTES))
    case = the_case(dossier)
    place = case.get(Place, place_seq)
    platform = knowledge().platforms.get(place.act.platform)
    if platform is None:
        raise ActionError("actions.no_such_platform", platform=place.act.platform)
    if place.act.site == "hostile" or platform.hostile:
        raise ActionError("actions.hostile_place")
    view = place_view(place, case, find_all(dossier, world, reader))
    if not view.data:
        view = _with_spread_data(dossier, view)
    clock = _clock(case_facts(case), platform, world)
    letter = _letter(dossier, case, platform, view, route, clock, world)
    drawn, plain = pdf(letter), text(letter)
    looked = look_through_files(dossier, [leaving_bytes(f"{route}.txt", plain.encode())], world, reader)
    return Draft(
        place_seq=place_seq,
        route=route,
        recipient=platform.name if platform.entity == "unknown" else platform.entity,
        letter=letter,
        text=plain,
        pdf=drawn,
        eml=eml(letter) if letter.to else b"",
        learns=" ".join(letter.before_sending) or say("notice.learns_nothing", world.lang),
        due=clock.date.isoformat(),
        due_rule=clock.how,
        hits=looked.hits,
    )


def mark_sent(dossier: Dossier, draft: Draft, *, world: World) -> int:
    """Write down that the person sent this notice today; it is kept as it was sent, and its clock runs."""
    act = Notice(
        written=world.written(),
        place_seq=draft.place_seq,
        route=draft.route,
        recipient=draft.recipient,
        sent=Moment("", today(world).isoformat(), "", "yes"),
        due=draft.due,
        due_rule=draft.due_rule,
        paper=(seal_paper(dossier, draft.pdf, world),),
    )
    return write(dossier, act, world)


def keep_answer(dossier: Dossier, *, notice_seq: int, meaning: str, told: str = "", world: World) -> int:
    """Write down what came back on a notice."""
    the_case(dossier).get(Notice, notice_seq)
    received = Moment("", today(world).isoformat(), "", "yes")
    act = Answer(written=world.written(), notice_seq=notice_seq, meaning=meaning, told=told, received=received)
    return write(dossier, act, world)


def _letter(
    dossier: Dossier, case: Case, platform: Platform, view: PlaceView, route: str, clock: Due, world: World
) -> Letter:
    facts = case_facts(case)
    if view.data:
        facts |= {"data.named": "yes", "whose.named": "yes"}
    if route == "in_app":
        return compose_in_app(facts, {}, platform, world.lang, places=[view], made_on=today(world))
    lang = platform.letter_language
    values = _values(dossier, facts.get("who", "unknown"), lang)
    return compose_notice(
        facts, values, platform, lang, places=[view], made_on=today(world), due=[clock.how], person_lang=world.lang
    )


def _values(dossier: Dossier, who: str, lang: str) -> dict[str, str]:
    """Name and e-mail of the notifier, if the person named them and did not mark them secret; and whose data."""
    found: dict[str, str] = {}
    for field, kind in (("name", DataKind.NAME), ("email", DataKind.EMAIL)):
        values = [
            one.act.value
            for one in own_data(dossier)
            if one.act.kind is kind and one.act.state is not DataState.SECRET and one.act.affected_seq == 0
        ]
        if values:
            found[field] = values[0]
    whose = {"my_child": "child", "i_help": "other", "my_worker": "worker"}.get(who, "self")
    return found | {"whose": say(f"notice.whose.{whose}", lang)}


def _with_spread_data(dossier: Dossier, view: PlaceView) -> PlaceView:
    """The place with the kinds that the person says are out, when nothing was kept from there."""
    kinds = {one.act.kind for one in own_data(dossier) if one.act.state is DataState.SPREAD}
    return replace(view, data=tuple(kind for kind in DataKind if kind in kinds))


def _clock(facts: dict[str, str], platform: Platform, world: World) -> Due:
    urgent = any(facts.get(name) == "yes" for name in URGENT)
    calendars = knowledge().calendars
    calendar = calendars.get(platform.country, calendars["nl"])
    return due(knowledge().deadlines["D02-urgent" if urgent else "D02"], world.now(), calendar, lang=world.lang)
