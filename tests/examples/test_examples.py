"""The raw material of the fictional case is what its README says: made up, made again, and holding what it plants."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import phonenumbers
import pytest
from PIL import Image

from houvast.case.own_data import DataKind, DataState
from houvast.case.reading import Carrier, MessageKind, Reading
from houvast.exposure.check import check_datum
from houvast.exposure.find import Wanted, find
from houvast.exposure.leaks import Leaving, leaks
from houvast.intake.child import Reader
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.knowledge.vocabulary import vocabulary

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RAW, SITE = EXAMPLES / "raw", EXAMPLES / "site"
MEDIA = {
    "WhatsApp Chat - Expose Voorbeeldstad.zip": "whatsapp_zip", "dreigmail.eml": "mail",
    "flyer-in-de-straat.pdf": "pdf", "forum-schermafdruk.png": "picture", "foto-van-het-scherm.jpg": "picture",
    "kortklip-schermafdruk.jpg": "picture", "telegram-result.json": "telegram",
}  # fmt: skip


@pytest.fixture(scope="module")
def makers() -> Iterator[ModuleType]:
    """`examples/make.py`, with the modules beside it."""
    sys.path.insert(0, str(EXAMPLES))
    spec = importlib.util.spec_from_file_location("make", EXAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(EXAMPLES))
    for name in ("talk", "pictures"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """Each file as the reader of its kind reads it."""
    found = {}
    with Reader() as reader:
        for name, expected in MEDIA.items():
            with (RAW / name).open("rb") as data:
                medium = detect(data.read(HEAD_SIZE), name)
                data.seek(0)
                taken = reader.read(medium, name, data, size=(RAW / name).stat().st_size)
            assert taken.refused == "", name
            assert medium == expected
            found[name] = taken.reading
    return found


def own_data() -> tuple[Wanted, ...]:
    rows = tomllib.loads((EXAMPLES / "mine.toml").read_text("utf-8"))["datum"]
    return tuple(
        Wanted(seq, DataKind(row["kind"]), check_datum(DataKind(row["kind"]), row["value"]), DataState(row["state"]))
        for seq, row in enumerate(rows, 1)
    )


def pixels(file: Path) -> str:
    with Image.open(file) as picture:
        return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()


def test_the_script_makes_the_same_material_again(makers: ModuleType, tmp_path: Path) -> None:
    makers.make(tmp_path)
    for folder in (RAW, SITE):
        again = tmp_path / folder.name
        assert {file.name for file in again.iterdir()} == {file.name for file in folder.iterdir()}
        for file in folder.iterdir():
            if file.suffix in (".png", ".jpg"):
                assert pixels(again / file.name) == pixels(file), file.name
            elif file.suffix != ".zip":
                assert (again / file.name).read_bytes() == file.read_bytes(), file.name
    name = "WhatsApp Chat - Expose Voorbeeldstad.zip"
    with zipfile.ZipFile(RAW / name) as kept, zipfile.ZipFile(tmp_path / "raw" / name) as made:
        assert kept.namelist() == made.namelist()
        assert kept.read("_chat.txt") == made.read("_chat.txt")


def test_all_of_it_is_small_and_named_in_its_readme() -> None:
    files = [file for file in EXAMPLES.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert sum(file.stat().st_size for file in files) < 2_000_000
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    assert "Everything is made up" in readme
    for file in set(files) - {EXAMPLES / "README.md"}:
        assert file.name in readme or file.parent == SITE, file.name


def test_nobody_can_be_reached_by_what_is_in_it(makers: ModuleType, readings: dict[str, Reading]) -> None:
    for number in (makers.talk.PHONE, makers.talk.SECRET_PHONE):
        assert not phonenumbers.is_valid_number(phonenumbers.parse(number, "NL"))
    texts = [passage.text for reading in readings.values() for passage in reading.passages]
    texts += [file.read_text("utf-8") for file in (*SITE.glob("*.html"), *EXAMPLES.glob("*.toml"))]
    for text in texts:
        for host in re.findall(r"(?:\w@|://)([\w.-]+\.[a-z]{2,})", text):
            assert host.endswith((".example", ".test", ".invalid")), host
        for address in re.findall(r"\b\d{1,3}(?:\.\d{1,3}){3}\b", text):
            assert address.startswith("192.0.2."), address


def found_texts(reading: Reading, data: Sequence[Wanted]) -> set[tuple[DataKind, str]]:
    kinds = {one.seq: one.kind for one in data}
    return {
        (kinds[one.datum_seq], reading.passages[one.passage].text[one.start : one.end]) for one in find(reading, data)
    }


def test_the_whatsapp_export_is_read_whole_and_every_disguise_in_it_is_found(
    makers: ModuleType, readings: dict[str, Reading]
) -> None:
    reading = readings["WhatsApp Chat - Expose Voorbeeldstad.zip"]
    assert reading.lines.adds_up
    assert reading.lines.not_understood == 0
    spoken = [one for one in reading.messages if one.kind is MessageKind.MESSAGE]
    assert len(spoken) >= 118
    assert {one.author for one in spoken} == {"Roddel", "Sjors", "Mila", "Deniz", "Bo"}
    found = found_texts(reading, own_data())
    for planted in makers.talk.WHATSAPP_PLANTED.values():
        assert any(text in planted for _, text in found), planted
    missed = makers.talk.WHATSAPP_ODD[88]
    assert not any(text in missed for _, text in found)


def test_the_telegram_export_is_read_whole_and_every_disguise_in_it_is_found(
    makers: ModuleType, readings: dict[str, Reading]
) -> None:
    reading = readings["telegram-result.json"]
    assert reading.lines.adds_up
    assert len([one for one in reading.messages if one.kind is MessageKind.MESSAGE]) == 80
    found = found_texts(reading, own_data())
    for planted in makers.talk.TELEGRAM_PLANTED.values():
        assert any(text in planted for _, text in found), planted


def test_pdf_and_mail_hold_her_name_number_and_street(readings: dict[str, Reading]) -> None:
    flyer = found_texts(readings["flyer-in-de-straat.pdf"], own_data())
    assert {DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS} <= {kind for kind, _ in flyer}
    mail = {kind for kind, _ in found_texts(readings["dreigmail.eml"], own_data())}
    assert {DataKind.NAME, DataKind.EMAIL, DataKind.ADDRESS} <= mail


def test_the_seeded_leaks_are_in_the_photo_and_in_the_mail_header_and_nowhere_else(
    readings: dict[str, Reading],
) -> None:
    secret = [one for one in own_data() if one.state is DataState.SECRET]
    report = leaks([Leaving(name, reading) for name, reading in readings.items()], secret)
    assert {(leak.name, leak.carrier, leak.wanted.kind) for leak in report.leaks} == {
        ("foto-van-het-scherm.jpg", Carrier.METADATA, DataKind.ADDRESS),
        ("dreigmail.eml", Carrier.HEADER, DataKind.ADDRESS),
    }
    assert {leak.finding.certainty for leak in report.leaks} == {"certain"}
    assert {one.name for one in report.positions} == {"foto-van-het-scherm.jpg"}


def test_the_forum_page_fetches_nothing_from_elsewhere_and_has_what_a_capture_meets() -> None:
    page = (SITE / "index.html").read_text("utf-8")
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(link.startswith(("#", "data:")) or (SITE / link).is_file() for link in linked)
    assert 'loading="lazy"' in page
    assert 'class="cookies"' in page
    assert "<script" not in page


def test_answers_and_story_speak_the_closed_vocabulary() -> None:
    known = vocabulary()
    answers = json.loads((EXAMPLES / "answers.json").read_text("utf-8"))
    assert {"who", "safety", "privacy", "shared", "effects", "wants"} <= set(answers)
    for question, values in answers.items():
        if question in known:
            assert set(values) <= set(known[question].values), question
    story = tomllib.loads((EXAMPLES / "story.toml").read_text("utf-8"))
    keys = [place["key"] for place in story["place"]]
    assert len(set(keys)) == len(keys) == 4
    for key in keys:
        assert any(key in name for name in MEDIA), key
