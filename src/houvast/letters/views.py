"""What the papers need of a case, as plain data; `actions` fills these in.

None of them has a place for the value of an own datum: papers name kinds of data ("telefoonnummer"), so a secret
value cannot slip in through here (V4). What people told in their own words comes as they told it; V3 looks through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from houvast.case.acts import Moment
from houvast.case.own_data import DataKind
from houvast.knowledge.records import Lang

NEVER = Moment()
"""A time of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedView:
    """Somebody who was hit. `called` is how this person wants to be named in papers, "" for no name.

    `klacht` is yes, no or unknown: whether this person wants the offender prosecuted. `klacht_until` is the last day
    as counted for this person; it goes on the plan and into no other paper.
    """

    seq: int
    role: str
    age_group: str = "unknown"
    called: str = ""
    klacht: str = "unknown"
    klacht_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where data stands. `platform` is the name that people use; `state` is there, gone or unknown.

    `data` are the kinds of own data that were found there and are not secret.
    """

    seq: int
    platform: str
    address: str = ""
    group: str = ""
    account: str = ""
    account_id: str = ""
    posted: Moment = NEVER
    seen: Moment = NEVER
    state: str = "unknown"
    data: tuple[DataKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundView:
    """A message or passage of an original, as it stands there; `marked` where the data is in it."""

    text: str
    who: str = ""
    when: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A piece of evidence.

    `posted_known`, `seen_known`, `captured_known` are text keys (`papers.known.*`) that say how a time is known.
    `limits` are text keys (`limit.*`) of what it does not show. `file` is its path in the bundle, "" when it is not
    handed over. `preview` is a JPEG of at most 100 kB, b"" for none.
    """

    seq: int
    medium: str
    caption: str = ""
    file: str = ""
    sha256: str = ""
    size: int = 0
    address: str = ""
    final_address: str = ""
    platform: str = ""
    account: str = ""
    account_id: str = ""
    posted: Moment = NEVER
    posted_known: str = "papers.known.told"
    seen: Moment = NEVER
    seen_known: str = "papers.known.told"
    captured: Moment = NEVER
    captured_known: str = "papers.known.program"
    collector: str = ""
    method: tuple[tuple[str, str], ...] = ()
    state: str = "complete"
    reasons: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    data: tuple[DataKind, ...] = ()
    around: tuple[AroundView, ...] = ()
    preview: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """Something that happened. `acts` are words of the closed list (got, spread, ...); `written` is ISO 8601, UTC."""

    seq: int
    told: str
    when: Moment = NEVER
    acts: tuple[str, ...] = ()
    actor: str = ""
    effect: str = ""
    witnesses: str = ""
    written: str = ""
    item_seqs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What came back: confirmed, removed, refused, asks_more or nothing."""

    meaning: str
    told: str = ""
    received: Moment = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice that was made, and with `sent` also sent. `due` is ISO 8601, "" when no clock runs."""

    seq: int
    place_seq: int
    recipient: str
    route: str
    sent: Moment = NEVER
    due: str = ""
    due_rule: str = ""
    answers: tuple[AnswerView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesView:
    """What the person wants from whoever receives the paper; values as in `case.acts.Wishes`."""

    report: str = "unknown"
    support_contact: str = "unknown"
    copy_wanted: str = "yes"
    leave_out: str = "yes"
    stop_talk: str = "unknown"
    domicile: str = ""
    domicile_agreed: str = "unknown"
    reach: str = ""
    how_i_am: str = ""
    wanted: str = ""
    not_wanted: str = ""
    ask_no_more: str = ""
    may_pass_on_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlView:
    """What ties the paper to the sealed dossier: fingerprint and head in hex, line number, the verifier's SHA-256.

    `stamp` is none, asked or there; `stamped` the time of the newest stamp, `stamped_line` its line.
    """

    fingerprint: str
    line: int
    head: str
    verifier_sha256: str
    stamp: str = "none"
    stamped: Moment = NEVER
    stamped_line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as a paper sees it.

    `person` is the name under which the person wants to appear, "" for none. `facts` are those of the vocabulary.
    `data` are the kinds of data that were spread. `whole` is True only when nothing of what was kept is left out.
    """

    lang: Lang
    made_on: date
    person: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    data: tuple[DataKind, ...] = ()
    told: str = ""
    affected: tuple[AffectedView, ...] = ()
    places: tuple[PlaceView, ...] = ()
    items: tuple[ItemView, ...] = ()
    events: tuple[EventView, ...] = ()
    notices: tuple[NoticeView, ...] = ()
    wishes: WishesView = WishesView()
    control: ControlView | None = None
    whole: bool = False
    human: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a plan as it goes on paper."""

    title: str
    do: str
    why: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A plan as it goes on paper: sentences that the guide has made, in the order in which it made them.

    `urgent` comes first (title and what to do); `dates` are day and what it is the last or expected day of.
    """

    lang: Lang
    made_on: date
    urgent: tuple[StepView, ...] = ()
    today: tuple[StepView, ...] = ()
    week: tuple[StepView, ...] = ()
    later: tuple[StepView, ...] = ()
    better_not: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    dates: tuple[tuple[date, str], ...] = ()
