"""Names the kind of an original from its first bytes; the file name only breaks ties.

Own signatures: the accepted kinds are few, and general libraries misname several of them (WACZ, chat exports).
Nothing here parses: an original is opened by a reader in the child process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import PurePath

from houvast.intake.chat_form import ANY, SIGNAL

HEAD_SIZE = 65_536
"""How many bytes of an original `detect` wants to see."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"\xff\xfb", "audio"),
    (b"\xff\xf1", "audio"),
    (b"#!AMR", "audio"),
    (b"caff", "audio"),
    (b"fLaC", "audio"),
)
_PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_MAIL_HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|"
    rb"Reply-To|X-[A-Za-z0-9-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_HEADER = re.compile(rb"[\x21-\x39\x3b-\x7e]+[ \t]*:")
_TELEGRAM = re.compile(
    rb'"(?:date_unixtime|from_id)"|"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|'
    rb'(?:private|public)_(?:group|supergroup|channel))"|"about"\s*:\s*"[^"]{0,200}Telegram'
)
_TELEGRAM_CHATS = re.compile(rb'^\s*\{\s*"chats"\s*:')
_WHATSAPP_MEMBER = re.compile(r"(?:^|/)(?:_chat\.txt|WhatsApp[ -]chat[^/]*\.txt)$", re.IGNORECASE)
_LOCAL_HEADER = re.compile(rb"PK\x03\x04.{22}(?P<name>..)..", re.DOTALL)


def detect(head: bytes, name: str) -> str:
    """The medium of an original.

    Args:
        head: its first bytes, at best `HEAD_SIZE` of them.
        name: its file name, used only where the bytes leave a choice.

    Returns:
        "picture", "pdf", "mail", "whatsapp", "whatsapp_zip", "signal", "telegram", "json", "text", "html", "svg",
        "xml", "warc", "wacz", "msg", "zip", "video", "audio" or "unknown".
    """
    return next((medium for look in _LOOKS if (medium := look(head, name))), "unknown")


def is_chat_member(name: str) -> bool:
    """Whether a zip member is the text of a WhatsApp export, as Android or iOS names it."""
    return _WHATSAPP_MEMBER.search(name) is not None


def _by_start(head: bytes, name: str) -> str:  # noqa: ARG001
    return next((medium for start, medium in _STARTS if head.startswith(start)), "")


def _zip(head: bytes, name: str) -> str:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    names = []
    for found in _LOCAL_HEADER.finditer(head):
        length = int.from_bytes(found["name"], "little")
        names.append(head[found.end() : found.end() + length].decode("utf-8", "replace"))
    if any(is_chat_member(member) for member in names):
        return "whatsapp_zip"
    if "datapackage.json" in names or any(re.match(r"archive/.*\.w?arc(\.gz)?$", member) for member in names):
        return "wacz"
    if re.match(r"WhatsApp[ -]chat", name, re.IGNORECASE):
        return "whatsapp_zip"
    return "wacz" if name.lower().endswith(".wacz") else "zip"


def _boxed(head: bytes, name: str) -> str:  # noqa: ARG001  ISO 14496-12 (HEIC, MP4, M4A), RIFF, BMP
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in _PICTURE_BRANDS else "audio" if head[8:11] == b"M4A" else "video"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "picture", b"AVI ": "video", b"WAVE": "audio"}.get(head[8:12], "")
    return "picture" if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0" else ""


def _pdf(head: bytes, name: str) -> str:  # noqa: ARG001  readers accept up to 1024 bytes before the header
    return "pdf" if b"%PDF-" in head[:1024] else ""


def _gzip(head: bytes, name: str) -> str:  # noqa: ARG001
    if not head.startswith(b"\x1f\x8b"):
        return ""
    try:
        start = zlib.decompressobj(wbits=31).decompress(head[:4096], 64)
    except zlib.error:
        return ""
    return "warc" if start.startswith((b"WARC/", b"filedesc://")) else ""


def _textual(head: bytes, name: str) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if not head or not _looks_like_text(head):
        return ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048]
    if start.startswith((b"{", b"[")) and (medium := _chat_or_json(head, start)):
        return medium
    return _markup(start) if start.startswith(b"<") else _lines(head, name)


def _lines(head: bytes, name: str) -> str:
    lines = [line for line in head[:8192].decode("utf-8", "replace").split("\n") if line.strip()][:5]
    if any(SIGNAL.match(line) for line in lines[:1]):
        return "signal"
    if any(ANY.match(line) for line in lines):
        return "whatsapp"
    return "mail" if _is_mail(head, name) else "text"


def _chat_or_json(head: bytes, start: bytes) -> str:
    if re.match(rb'\{\s*"|\{\s*\}|\[\s*[\[\{"\]\d-]|\{\s*$', start) is None or ANY.match(
        start.decode("utf-8", "replace")
    ):
        return ""
    if start.startswith(b"{") and (_TELEGRAM.search(head) or _TELEGRAM_CHATS.match(start)):
        return "telegram"
    return "" if SIGNAL.match(start.decode("utf-8", "replace")) else "json"


def _markup(start: bytes) -> str:
    lowered = start.lower()
    if b"<html" in lowered or lowered.startswith(b"<!doctype html"):
        return "html"
    if b"<svg" in lowered:
        return "svg"
    return (
        "xml"
        if lowered.startswith(b"<?xml")
        else "html"
        if re.search(rb"<(?:p|div|head|body|br|table)\b", lowered)
        else "text"
    )


def _is_mail(head: bytes, name: str) -> bool:
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    first = block.removeprefix(b"\xef\xbb\xbf")
    if first.startswith(b"From ") and b"\n" in first:
        first = first.split(b"\n", 1)[1]
    if _ANY_HEADER.match(first) is None:
        return False
    known = len(_MAIL_HEADER.findall(block))
    return known >= 2 or (known >= 1 and PurePath(name).suffix.lower() == ".eml")


def _looks_like_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    odd = len(head.translate(None, bytes(range(32, 256)) + b"\t\n\r\f\v\x1b"))
    return odd * 100 <= len(head)


_LOOKS: tuple[Callable[[bytes, str], str], ...] = (_by_start, _zip, _boxed, _pdf, _gzip, _textual)
