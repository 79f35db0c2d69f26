"""What was read is nowhere on the disk: not in temporary folders, not in memory files, not in an open file."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from intake_made import ANDROID_NL, HEIC, zipped
from PIL import Image

from houvast.intake.child import Reader

CANARY = "kanarie-06-12345678"


def originals() -> dict[str, bytes]:
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = CANARY
    Image.effect_noise((900, 900), 90).convert("RGB").save(photo, "JPEG", exif=exif)
    paper = io.BytesIO()
    Image.new("RGB", (300, 300)).save(paper, "PDF", title=CANARY)
    mail = EmailMessage()
    mail["Subject"] = CANARY
    mail.set_content(CANARY)
    mail.add_attachment(photo.getvalue(), maintype="image", subtype="jpeg", filename="x.jpg")
    chat = ANDROID_NL.replace("06-12345678", CANARY).encode()
    return {
        "picture": photo.getvalue(),
        "pdf": paper.getvalue(),
        "mail": mail.as_bytes(),
        "whatsapp": chat,
        "whatsapp_zip": zipped({"_chat.txt": chat, "x.jpg": photo.getvalue()}),
        "telegram": json.dumps({"messages": [{"type": "message", "text": CANARY}]}).encode(),
        "text": (CANARY * 10_000).encode(),
        "html": f"<p>{CANARY}</p>".encode(),
        "warc": f"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: {len(CANARY)}\r\n\r\n{CANARY}\r\n\r\n".encode(),
    }


def test_a_photo_of_an_iphone_is_read_behind_closed_doors_too() -> None:
    with Reader() as reader:
        taken = reader.read("picture", "IMG_0001.HEIC", io.BytesIO(HEIC), size=len(HEIC))

    assert dict(taken.reading.facts)["gps"] == "52.370000, 4.895000"
    assert taken.preview.startswith(b"\xff\xd8")


def stamps(*folders: Path) -> dict[str, int]:
    found = {}
    for folder in folders:
        for file in folder.rglob("*"):
            try:
                found[str(file)] = file.stat().st_mtime_ns if file.is_file() else 0
            except OSError:
                continue
    return found


def open_files_of(process: int) -> list[str]:
    return sorted(
        target
        for link in Path(f"/proc/{process}/fd").iterdir()
        if not (target := str(link.readlink())).startswith(("pipe:", "/dev/null"))
    )


@pytest.mark.parametrize("medium", sorted(originals()))
def test_reading_writes_nothing(medium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = originals()[medium]
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = stamps(tmp_path, Path("/dev/shm"))
    with Reader() as reader:
        taken = reader.read(medium, "x", io.BytesIO(data), size=len(data))
        child = reader._child
        assert child is not None
        left_open = open_files_of(child.pid) if sys.platform == "linux" and os.geteuid() == 0 else []

    assert taken.refused == ""
    assert any(CANARY in passage.text for passage in taken.reading.passages)
    assert left_open == []
    assert stamps(tmp_path, Path("/dev/shm")) == before
