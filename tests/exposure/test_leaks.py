"""V3: what leaves is looked through whole, and each hit and each part that could not be searched is named."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from disguises import MADE

from houvast import exposure
from houvast.case.own_data import DataKind, DataState
from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.exposure.leaks import Leaving, leaks
from houvast.exposure.spelling import Wanted
from houvast.knowledge.say import all_keys

SECRET = Wanted(9, DataKind.ADDRESS, "Heermoesweg 34, 9876 ZX Wolkenrade", DataState.SECRET)
CHILD = Wanted(10, DataKind.CHILD_NAME, "Noor", DataState.KNOWN)


def leaving(name: str, text: str, carrier: Carrier, label: str = "", **more: tuple[str, ...]) -> Leaving:
    reading = Reading("any", "test", (Passage(text, carrier, Span("1.2", page=3), label=label),), **more)
    return Leaving(name, reading, item_seq=12)


@pytest.mark.parametrize("carrier", [one for one in Carrier if one is not Carrier.FILE_NAME])
def test_v3_names_a_hit_with_its_datum_file_carrier_and_place(carrier: Carrier) -> None:
    report = leaks([leaving("data/foto.jpg", "gemaakt bij HEERMOESWEG 34 te Wolkenrade", carrier, "Subject")], [SECRET])
    (leak,) = report.leaks
    assert (leak.wanted, leak.name, leak.item_seq, leak.carrier, leak.label) == (
        SECRET, "data/foto.jpg", 12, carrier, "Subject",
    )  # fmt: skip
    assert (leak.span.member, leak.span.page, leak.finding.certainty) == ("1.2", 3, "certain")
    assert not report.clear
    assert report.not_found == ()


def test_v3_looks_at_the_names_of_files_too() -> None:
    report = leaks([Leaving("data/heermoesweg-34-wolkenrade.png", Reading("picture", "test"))], [SECRET, CHILD])
    assert [(leak.carrier, leak.wanted) for leak in report.leaks] == [(Carrier.FILE_NAME, SECRET)]
    assert report.not_found == (CHILD,)


def test_v3_lists_what_could_not_be_searched_and_is_then_not_clear() -> None:
    report = leaks([leaving("data/film.mp4", "", Carrier.METADATA, not_searched=("video", "sound"))], [SECRET])
    assert [(one.name, one.item_seq, one.part) for one in report.not_searched] == [
        ("data/film.mp4", 12, "video"),
        ("data/film.mp4", 12, "sound"),
    ]
    assert report.leaks == ()
    assert not report.clear


def test_v3_names_map_coordinates_because_they_lead_to_a_door() -> None:
    report = leaks([leaving("data/deur.jpg", "52.0 N 5.6 E", Carrier.METADATA, "GPSInfo")], [SECRET])
    assert [(one.name, one.label) for one in report.positions] == [("data/deur.jpg", "GPSInfo")]
    assert not report.clear


def test_v3_says_what_it_looked_through() -> None:
    report = leaks([leaving("a.txt", "niets aan de hand", Carrier.BODY)] * 3, [SECRET, CHILD])
    assert (report.searched, report.passages, report.looked_for) == (3, 3, (SECRET, CHILD))
    assert report.clear


def test_v3_names_every_seeded_datum_of_every_kind_in_every_carrier() -> None:
    source = random.Random(2)
    data, files = [], []
    for seq, (kind, make) in enumerate(MADE.items()):
        value, written = make(source)
        data.append(Wanted(seq, kind, value, DataState.SECRET))
        for place, carrier in enumerate(one for one in Carrier if one is not Carrier.FILE_NAME):
            planted = list(written.values())[place % len(written)]
            files.append((seq, leaving(f"{seq}-{carrier}", f"begin: {planted} (einde)", carrier)))
    report = leaks([one for _, one in files], data)
    named = {(leak.wanted.seq, leak.name) for leak in report.leaks}
    assert {(seq, one.name) for seq, one in files} <= named


def test_every_word_that_a_finding_can_use_has_its_sentence() -> None:
    keys = all_keys()
    assert {f"exposure.kind.{kind}" for kind in DataKind} <= keys
    assert {f"exposure.carrier.{carrier}" for carrier in Carrier} <= keys
    assert {f"exposure.certainty.{word}" for word in ("certain", "probable", "possible")} <= keys


def test_every_rule_named_in_the_code_has_its_sentence() -> None:
    folder = Path(exposure.__file__).parent
    named = {key for file in folder.glob("*.py") for key in re.findall(r"exposure\.rule\.\w+", file.read_text())}
    assert len(named) > 15
    assert named <= all_keys()
