"""Where a passage stands, in words that somebody can follow in the original."""

from __future__ import annotations

from houvast.case.reading import Carrier, Passage, Reading
from houvast.knowledge.say import say


def where_in_words(reading: Reading, passage: Passage | None, lang: str) -> str:
    """The place of a passage in its original; None stands for the file name."""
    if passage is None:
        return say("where.file_name", lang)
    values: dict[str, str | int] = {
        "page": passage.span.page,
        "line": passage.span.line,
        "label": passage.label,
        "member": _named(passage.span.member),
        "number": passage.message + 1,
        "sent": reading.messages[passage.message].sent.raw if passage.message >= 0 else "",
        "author": reading.messages[passage.message].author if passage.message >= 0 else "",
    }
    key = {
        Carrier.MESSAGE: "where.message" if values["sent"] else "where.message_untimed",
        Carrier.PAGE: "where.page" if passage.span.page else "where.body",
        Carrier.HEADER: "where.header",
        Carrier.METADATA: "where.metadata",
        Carrier.FILE_NAME: "where.file_name",
        Carrier.PICTURE_TEXT: "where.picture_text",
        Carrier.ATTACHMENT: "where.attachment",
        Carrier.BODY: "where.line" if passage.span.line else "where.body",
    }[passage.carrier]
    inside = say("where.inside", lang, member=_named(passage.span.member)) if _is_file(passage) else ""
    return say(key, lang, **values) + inside


def _is_file(passage: Passage) -> bool:
    return bool(passage.span.member) and passage.carrier is not Carrier.FILE_NAME


def _named(member: str) -> str:
    """A member as a person can name it: of a record in a web archive the archive, not its random number."""
    return member.split("/<urn:", 1)[0]
