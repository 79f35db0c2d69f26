"""Zip files: an exported chat with its media, a Telegram export, or any other; each member is read, or named.

The chat is the reading; other members add passages under their own name. A bomb, a lying list or a damaged file is
refused as a whole and kept; a member with a password is named.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import BinaryIO

from houvast.case.reading import Carrier, LineCount, Message, Passage, Reading, Span
from houvast.errors import IntakeError
from houvast.intake.detect import HEAD_SIZE, detect, is_chat_member
from houvast.intake.readers import MEDIA
from houvast.intake.readers.chat import read_chat
from houvast.intake.readers.inside import SMALL, read_inside
from houvast.intake.readers.telegram import read_export
from houvast.intake.taken import Request, Taken, refusal
from houvast.intake.zips import is_closed, open_zip, read_member

_LONGEST_CHAT = 512 * 1024**2


def read(source: BinaryIO, request: Request) -> Taken:
    """What stands in a zip file."""
    try:
        archive = open_zip(source)
    except IntakeError as error:
        return refusal(request.medium, error.code.replace("intake.", "refused."))
    with archive:
        contents = _Contents(request)
        for member in archive.infolist():
            contents.take(archive, member)
    return Taken(contents.reading())


class _Contents:
    def __init__(self, request: Request) -> None:
        self._request = request
        self._chats: list[Reading] = []
        self._passages: list[Passage] = []
        self._not_searched: list[str] = []
        self._limits: list[str] = []
        self._names: set[str] = set()

    def take(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """One member."""
        name = member.filename
        self._names.add(name.rsplit("/", 1)[-1])
        self._passages.append(Passage(name, Carrier.FILE_NAME, Span(name), label="member"))
        if member.is_dir():
            return
        if is_closed(member):
            self._miss(name, "limit.members_closed")
            return
        try:
            with archive.open(member) as opened:
                medium = detect(opened.read(HEAD_SIZE), name)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError):
            self._miss(name, "limit.members_not_read")
            return
        if self._request.without_media and medium in MEDIA:
            self._miss(name, "limit.media_left_out")
        elif is_chat_member(name) or (medium == "telegram" and member.file_size <= _LONGEST_CHAT):
            self._chat(archive, member, medium)
        else:
            self._other(archive, member)

    def _chat(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, medium: str) -> None:
        try:
            data = read_member(archive, member, _LONGEST_CHAT)
        except IntakeError:
            self._miss(member.filename, "limit.members_not_read")
            return
        inner = replace(self._request, medium=medium)
        if medium == "telegram":
            self._chats.append(read_export(data, inner, member.filename))
        else:
            self._chats.append(read_chat(io.BytesIO(data), inner, member.filename))

    def _other(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        try:
            data = read_member(archive, member, SMALL)
        except IntakeError:
            self._miss(member.filename, "limit.members_not_read")
            return
        found = read_inside(data, member.filename, member.filename, self._request)
        self._passages += found.passages
        self._not_searched += found.not_searched
        if not found.was_read:
            self._limits.append("limit.members_not_read")
        elif found.medium == "picture":
            self._limits.append("limit.picture_text_not_read")

    def _miss(self, name: str, limit: str) -> None:
        self._not_searched.append(f"member:{name}")
        self._limits.append(limit)

    def reading(self) -> Reading:
        """All members as one reading; the messages of several chats follow each other."""
        messages: list[Message] = []
        passages: list[Passage] = []
        lines = LineCount()
        facts: list[tuple[str, str]] = [("members", str(len(self._names)))]
        limits: list[str] = []
        whatsapp = False
        for chat in self._chats:
            first = len(messages)
            messages += chat.messages
            passages += (replace(one, message=one.message + first) if first else one for one in chat.passages)
            lines = _sum(lines, chat.lines)
            facts += chat.facts
            limits += chat.limits
            whatsapp = whatsapp or chat.medium != "telegram"
        if any(name not in self._names for one in messages for name in one.attachments if "." in name):
            limits.append("limit.media_not_in_export")
        return Reading(
            "whatsapp_zip" if whatsapp else "zip",
            "archive 1",
            (*passages, *self._passages),
            tuple(messages),
            lines,
            tuple(facts),
            tuple(dict.fromkeys((*limits, *self._limits))),
            tuple(self._not_searched),
        )


def _sum(one: LineCount, other: LineCount) -> LineCount:
    return LineCount(
        one.total + other.total,
        one.messages + other.messages,
        one.continuations + other.continuations,
        one.system + other.system,
        one.not_understood + other.not_understood,
    )
