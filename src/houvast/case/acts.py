"""Every kind of act that can be written in a book, with the part in which each of its fields stands.

Rules:
- One act of a person is one line. Its number in its book (`seq`) is its name everywhere: "item 7" is line 7.
- A field belongs to a part (default "what"); a part is the smallest thing that can be shown alone with proof.
- `BOOK` says where an act belongs. Private acts may point to record lines (`record_seq`), never the other way.
- `written` is when the line was made (ISO 8601, UTC), kept apart from when a thing happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from houvast.case.own_data import DataKind, DataState

BookName = Literal["record", "private"]

ACT_WORDS = (
    "got", "spread", "made_available", "threatened_to_spread", "threatened", "followed", "ordered", "damaged",
    "insulted", "defamed", "called_on_others", "account_taken",
)  # fmt: skip
"""What somebody else can have done; the facts `act.*` of the vocabulary."""

SIGN_WORDS = ("fear", "nuisance", "hindrance")
"""What an act can have been meant to cause (article 285d Sr); the facts `intent.*` of the vocabulary."""


def in_part(name: str) -> dict[str, str]:
    """Field metadata: this field stands in the part `name`."""
    return {"part": name}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, as far as known.

    `text` is what the person or the export said. `start` and `end` are ISO 8601 ("2026-11-14", "2026-11-14T21:14:00Z"),
    "" when unknown; `end` only for a period. `sure` is "yes", "about" or "unknown".
    """

    text: str = ""
    start: str = ""
    end: str = ""
    sure: str = "unknown"


@dataclass(frozen=True, slots=True)
class Blob:
    """A sealed original. `role` says what it is to its item: original, picture, text, archive, print, ranges."""

    name: str
    role: str
    sha256: str
    size: int
    media_type: str
    sealed_sha256: str


@dataclass(frozen=True, slots=True)
class ExcerptTree:
    """The salted tree over the messages of one member; `ranges` names the blob with the ends of the leaves."""

    member: str
    sha256: str
    root: str
    leaves: int
    ranges: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What every act has."""

    KIND: ClassVar[str] = ""
    BOOK: ClassVar[BookName] = "record"

    written: str = field(metadata=in_part("act"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun(Act):
    """The first act of a book."""

    KIND: ClassVar[str] = "begun"
    program: str = field(default="", metadata=in_part("act"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Act):
    """A piece of evidence that was taken in."""

    KIND: ClassVar[str] = "item"
    medium: str
    blobs: tuple[Blob, ...]
    trees: tuple[ExcerptTree, ...] = ()
    file_name: str = field(default="", metadata=in_part("file_name"))
    address: str = field(default="", metadata=in_part("source"))
    final_address: str = field(default="", metadata=in_part("source"))
    platform: str = field(default="", metadata=in_part("source"))
    account: str = field(default="", metadata=in_part("account"))
    account_id: str = field(default="", metadata=in_part("account"))
    place_seq: int = field(default=0, metadata=in_part("source"))
    posted: Moment = field(default=Moment(), metadata=in_part("times"))
    seen: Moment = field(default=Moment(), metadata=in_part("times"))
    captured: Moment = field(default=Moment(), metadata=in_part("times"))
    file_time: str = field(default="", metadata=in_part("times"))
    collector: str = field(default="", metadata=in_part("collector"))
    method: tuple[tuple[str, str], ...] = field(default=(), metadata=in_part("method"))
    state: str = field(default="complete", metadata=in_part("method"))
    reasons: tuple[str, ...] = field(default=(), metadata=in_part("method"))
    limits: tuple[str, ...] = field(default=(), metadata=in_part("limits"))
    caption: str = field(default="", metadata=in_part("caption"))
    tree_secret: str = field(default="", metadata=in_part("tree_secret"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Act):
    """Something that happened, told by a person.

    `acts` are words of `ACT_WORDS`. `signs` say what the person takes for a sign of intent: words of `SIGN_WORDS`.
    """

    KIND: ClassVar[str] = "event"
    told: str
    when: Moment = field(default=Moment(), metadata=in_part("times"))
    acts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    actor: str = field(default="", metadata=in_part("actor"))
    same_actor_as: int = field(default=0, metadata=in_part("actor"))
    effect: str = field(default="", metadata=in_part("effect"))
    witnesses: str = field(default="", metadata=in_part("witnesses"))
    teller: str = field(default="", metadata=in_part("collector"))
    affected_seqs: tuple[int, ...] = ()
    item_seqs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected(Act):
    """Somebody who was hit: self, child, partner, colleague, other. `klacht` is yes, no or unknown."""

    KIND: ClassVar[str] = "affected"
    role: str
    age_group: str = "unknown"
    called: str = field(default="", metadata=in_part("name"))
    klacht: str = field(default="unknown", metadata=in_part("wishes"))
    known_since: str = field(default="", metadata=in_part("times"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Act):
    """What the person tells in own words, freely, before any closed question. A new one replaces the last."""

    KIND: ClassVar[str] = "account"
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes(Act):
    """What the person wants from whoever receives the file. The last one counts. "" and "unknown" are answers."""

    KIND: ClassVar[str] = "wishes"
    report: str = "unknown"
    support_contact: str = "unknown"
    copy_wanted: str = "yes"
    leave_out: str = "yes"
    stop_talk: str = "unknown"
    domicile: str = field(default="", metadata=in_part("domicile"))
    domicile_agreed: str = field(default="unknown", metadata=in_part("domicile"))
    reach: str = field(default="", metadata=in_part("reach"))
    how_i_am: str = field(default="", metadata=in_part("effect"))
    not_wanted: str = field(default="", metadata=in_part("not_wanted"))
    ask_no_more: str = field(default="", metadata=in_part("not_wanted"))
    may_pass_on_to: str = field(default="", metadata=in_part("not_wanted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Act):
    """Where data stands: platform with address or group, and the poster as seen.

    `site` is normal, small, hostile or unknown; only normal ones may be visited on a schedule (V5).
    """

    KIND: ClassVar[str] = "place"
    platform: str
    address: str = ""
    group: str = ""
    account: str = field(default="", metadata=in_part("account"))
    account_id: str = field(default="", metadata=in_part("account"))
    site: str = "unknown"
    posted: Moment = field(default=Moment(), metadata=in_part("times"))
    seen: Moment = field(default=Moment(), metadata=in_part("times"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Act):
    """A notice that was made, and with `sent` also sent, to a party about a place."""

    KIND: ClassVar[str] = "notice"
    place_seq: int
    route: str
    recipient: str
    sent: Moment = Moment()
    due: str = ""
    due_rule: str = ""
    paper: tuple[Blob, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Act):
    """What came back on a notice: confirmed, removed, refused, asks_more, nothing; told in own words."""

    KIND: ClassVar[str] = "answer"
    notice_seq: int
    meaning: str
    told: str = ""
    received: Moment = Moment()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Act):
    """A bundle or sheet that was handed over. `manifest` is the SHA-256 of its list of files."""

    KIND: ClassVar[str] = "hand_over"
    to: str
    item_seqs: tuple[int, ...] = ()
    manifest: str = ""
    paper: tuple[Blob, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Act):
    """A new line that names the part it replaces. An empty `replacement` withdraws the whole act (undo)."""

    KIND: ClassVar[str] = "correction"
    target_seq: int
    target_part: str = ""
    replacement: str = field(default="", metadata=in_part("replacement"))
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateCorrection(Correction):
    """The same, in the private book."""

    KIND: ClassVar[str] = "private_correction"
    BOOK: ClassVar[BookName] = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideAnswers(Act):
    """What was answered to the questions of the guide; the last one counts. Values as in the vocabulary."""

    KIND: ClassVar[str] = "guide_answers"
    BOOK: ClassVar[BookName] = "private"
    answers: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDatum(Act):
    """One of the person's own data, or of somebody hit with them (`affected_seq`, 0 for the person)."""

    KIND: ClassVar[str] = "own_datum"
    BOOK: ClassVar[BookName] = "private"
    kind: DataKind
    value: str
    state: DataState
    affected_seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Act):
    """The person looked at a finding: confirmed or dismissed. Named by item, passage text position and datum."""

    KIND: ClassVar[str] = "verdict"
    BOOK: ClassVar[BookName] = "private"
    record_seq: int
    datum_seq: int
    start: int
    end: int
    member: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Act):
    """A step of the plan was done, skipped or given to somebody else."""

    KIND: ClassVar[str] = "step_done"
    BOOK: ClassVar[BookName] = "private"
    step: str
    state: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Act):
    """A choice about how Houvast behaves for this dossier (language, quiet mode, time-stamp server)."""

    KIND: ClassVar[str] = "setting"
    BOOK: ClassVar[BookName] = "private"
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Act):
    """A connection to the outside that was made after a yes: to which host, what for, what it could learn."""

    KIND: ClassVar[str] = "contact"
    BOOK: ClassVar[BookName] = "private"
    host: str
    purpose: str
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNote(Act):
    """Something the person writes for herself alone."""

    KIND: ClassVar[str] = "private_note"
    BOOK: ClassVar[BookName] = "private"
    text: str


ACTS: tuple[type[Act], ...] = (
    Begun, Item, Event, Affected, Account, Wishes, Place, Notice, Answer, HandOver, Correction,
    PrivateCorrection, GuideAnswers, OwnDatum, Verdict, StepDone, Setting, Contact, PrivateNote,
)  # fmt: skip
