"""What a reader found in an item: passages of text with their place in the original, and messages where it is a chat.

A reading is derived: it can be made again from the original, and is never evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Carrier(StrEnum):
    """In what part of an original a passage stands; a hit is named with it."""

    BODY = "body"
    MESSAGE = "message"
    HEADER = "header"
    PAGE = "page"
    METADATA = "metadata"
    FILE_NAME = "file_name"
    PICTURE_TEXT = "picture_text"
    ATTACHMENT = "attachment"


class MessageKind(StrEnum):
    """What a line of an export is; every line is exactly one of these or the continuation of one."""

    MESSAGE = "message"
    SYSTEM = "system"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in an original.

    `member` names the file inside a container (zip member, MIME part "1.2", WARC record id), "" the file itself.
    `start` and `end` are byte offsets in that member as it stands, -1 where the text had to be decoded.
    `page` counts from 1 (PDF), `line` from 1 (text); 0 where it has no meaning.
    `box` is left, top, right, bottom in points of a page or pixels of a picture.
    """

    member: str = ""
    start: int = -1
    end: int = -1
    page: int = 0
    line: int = 0
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that can be searched and quoted.

    Where `encoding` is not empty, the bytes `span.start:span.end` of the member decode to exactly `text`, so every
    character of `text` has a byte position in the original. `message` is an index into `Reading.messages`, or -1.
    """

    text: str
    carrier: Carrier
    span: Span
    encoding: str = ""
    label: str = ""
    message: int = -1


@dataclass(frozen=True, slots=True)
class SentTime:
    """When a message says it was sent: the raw string first, then what was made of it, and how sure that is.

    `utc` is ISO 8601 with "Z", or "" when it cannot be said. `rule` names the reading (for instance
    "d-m-Y H:M Europe/Amsterdam"). `ambiguous` holds the second UTC instant when a clock change gives two,
    or "day-month" when the order of day and month could not be decided.
    """

    raw: str
    utc: str = ""
    rule: str = ""
    ambiguous: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat or mailbox.

    `span` is its leaf of the excerpt tree: leaves cover the member without a gap.
    """

    kind: MessageKind
    span: Span
    author: str = ""
    author_id: str = ""
    sent: SentTime = SentTime("")
    text: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineCount:
    """Loss accounting: `total` is always the sum of the others."""

    total: int = 0
    messages: int = 0
    continuations: int = 0
    system: int = 0
    not_understood: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every line of the export is accounted for."""
        return self.total == self.messages + self.continuations + self.system + self.not_understood


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one original.

    `medium` is the kind that was detected ("whatsapp", "telegram", "mail", "pdf", "picture", "text", "web").
    `limits` are text keys (`limit.*`) that say what this reading does not show; `not_searched` names parts of the
    original that hold text or pictures which could not be searched (V3 lists them).
    `facts` are plain named values that a reader found (chat title, picture size, final address), all strings.
    """

    medium: str
    reader: str
    passages: tuple[Passage, ...] = ()
    messages: tuple[Message, ...] = ()
    lines: LineCount = LineCount()
    facts: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    not_searched: tuple[str, ...] = ()
