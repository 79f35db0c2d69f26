"""The kind of an original is told by its first bytes."""

from __future__ import annotations

import gzip
import zipfile

import pytest
from intake_made import ANDROID_NL, IOS_NL, zipped

from houvast.intake.detect import HEAD_SIZE, detect, is_chat_member

KINDS = [
    (b"\x89PNG\r\n\x1a\n....", "x", "picture"),
    (b"\xff\xd8\xff\xe0..", "x", "picture"),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "IMG_1.HEIC", "picture"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "x", "picture"),
    (b"\0\0\0\x18ftypmp42....", "x", "video"),
    (b"RIFF\x10\0\0\0WAVEfmt ", "x", "audio"),
    (b"OggS\0\x02", "PTT-20260101-WA0001.opus", "audio"),
    (b"%PDF-1.7\n", "x", "pdf"),
    (b"\n\n%PDF-1.4", "x", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "x.msg", "msg"),
    (b"WARC/1.0\r\n", "x", "warc"),
    (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo"), "x", "warc"),
    (gzip.compress(b"iets anders"), "x.gz", "unknown"),
    (zipped({"_chat.txt": IOS_NL.encode()}), "export.zip", "whatsapp_zip"),
    (zipped({"IMG-1.jpg": b"\xff\xd8", "WhatsApp-chat met Sven.txt": b"x"}), "export.zip", "whatsapp_zip"),
    (zipped({"IMG-1.jpg": b"\xff\xd8"}), "WhatsApp Chat - Sven.zip", "whatsapp_zip"),
    (zipped({"datapackage.json": b"{}"}), "x.zip", "wacz"),
    (zipped({"archive/data.warc.gz": b""}), "x.zip", "wacz"),
    (zipped({"a.txt": b"a"}), "x.zip", "zip"),
    (zipped({}, zipfile.ZIP_STORED), "x.zip", "zip"),
    (ANDROID_NL.encode(), "x.txt", "whatsapp"),
    (IOS_NL.encode(), "_chat.txt", "whatsapp"),
    (b"[2019-12-24, 12:23] Jane Doe: Hello John!\n", "x.txt", "signal"),
    (b'{"name":"Buurt","type":"private_supergroup","id":1,"messages":[', "result.json", "telegram"),
    (b'{\n "about": "Here is the data you requested. Telegram is", "personal_information":', "result.json", "telegram"),
    (b'{"messages":[{"sender_name":"Jane","content":"x"}]}', "message_1.json", "json"),
    (b"[1, 2]", "x.json", "json"),
    (b"From: a@example.nl\r\nTo: b@example.nl\r\n\r\nhoi", "x", "mail"),
    (b"Subject: hoi\n\nhoi", "x.eml", "mail"),
    (b"Subject: hoi\n\nhoi", "x.txt", "text"),
    (b"<!DOCTYPE html><p>x", "x", "html"),
    (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "x", "svg"),
    (b"<?xml version='1.0'?><a/>", "x", "xml"),
    (b"gewoon een briefje", "x", "text"),
    ("gewoon".encode("utf-16"), "x", "text"),
    (b"[let op] dit is een briefje", "x", "text"),
    (b"\0\1\2\3\4\5", "x", "unknown"),
    (b"", "x", "unknown"),
]


@pytest.mark.parametrize(("data", "name", "medium"), KINDS)
def test_each_kind_is_told_by_its_bytes(data: bytes, name: str, medium: str) -> None:
    assert detect(data[:HEAD_SIZE], name) == medium


@pytest.mark.parametrize("name", ["_chat.txt", "WhatsApp Chat with Sven.txt", "WhatsApp-chat met Sven & Noor.txt"])
def test_the_text_of_a_chat_is_known_by_its_name(name: str) -> None:
    assert is_chat_member(name)
    assert not is_chat_member(name.replace("hat", "at"))
