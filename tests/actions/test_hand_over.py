"""What is handed over is what was looked through: no more than was chosen, and nothing of what was replaced."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from houvast.actions.add import add_file
from houvast.actions.correct import correct, take_back
from houvast.actions.destroy import destroy
from houvast.actions.hand_over import Choice, hand_over, look_through
from houvast.actions.mine import add_datum
from houvast.actions.note import note
from houvast.actions.open import the_case
from houvast.actions.verify import verify
from houvast.actions.world import World
from houvast.case.acts import HandOver
from houvast.case.own_data import DataKind, DataState
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.intake.child import Reader


def handed(dossier: Dossier, out: Path, world: World, reader: Reader, choice: Choice | None = None) -> str:
    """Hand over, and give all that stands in the bundle as one text."""
    choice = choice or Choice()
    looked = look_through(dossier, choice, world=world, reader=reader)
    hand_over(dossier, out=out, choice=choice, looked=looked, world=world)
    assert verify(out, world=world).whole
    return "\n".join(path.read_bytes().decode("latin-1") for path in sorted(out.rglob("*")) if path.is_file())


def a_file(dossier: Dossier, body: bytes, world: World, reader: Reader, collector: str = "") -> int:
    made = add_file(
        dossier, name="a.txt", data=io.BytesIO(body), size=len(body), collector=collector, world=world, reader=reader
    )
    return made.seq


def test_of_a_corrected_line_only_the_correction_is_shown(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:
    seq = note(dossier, told="Mijn zus Walburga zag het", world=world)
    correct(dossier, seq=seq, field="told", text="Een familielid zag het", world=world)
    text = handed(dossier, tmp_path / "map", world, reader)
    assert "Een familielid zag het" in text
    assert "Walburga" not in text


def test_what_was_taken_back_stays_closed(dossier: Dossier, world: World, reader: Reader, tmp_path: Path) -> None:
    note(dossier, told="Dit blijft", world=world)
    take_back(dossier, book="record", seq=note(dossier, told="Vergeet Walburga", world=world), world=world)
    assert "Walburga" not in handed(dossier, tmp_path / "map", world, reader)


def test_a_helper_stands_in_the_bundle_without_a_name(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:
    a_file(dossier, b"een bericht", world, reader, collector="Walburga")
    assert "Walburga" not in handed(dossier, tmp_path / "map", world, reader)


def test_a_destroyed_item_verifies_as_meant(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:  # V2
    note(dossier, told="Dit blijft", world=world)
    seq = a_file(dossier, b"weg ermee", world, reader)
    destroy(dossier, seq=seq, why="own_choice", world=world)
    assert "weg ermee" not in handed(dossier, tmp_path / "map", world, reader)
    assert any(str(seq) in line and "opzet" in line for line in verify(tmp_path / "map", world=world).lines)


def test_a_protected_datum_is_named_and_its_file_can_stay_at_home(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:  # V3
    seq = a_file(dossier, b"ze woont nu Wilgenpad 7, 5611 BC Eindhoven", world, reader)
    add_datum(
        dossier, kind=DataKind.ADDRESS, value="Wilgenpad 7, 5611 BC Eindhoven", state=DataState.SECRET, world=world
    )
    looked = look_through(dossier, Choice(), world=world, reader=reader)
    assert {(hit.kind, hit.state, hit.seq) for hit in looked.hits} >= {("address", "secret", seq)}
    text = handed(dossier, tmp_path / "map", world, reader, Choice(without_files=(seq,)))
    assert "ze woont nu" not in text


def test_an_event_that_tells_a_secret_is_named_before_it_leaves(
    dossier: Dossier, world: World, reader: Reader
) -> None:  # V3
    add_datum(dossier, kind=DataKind.PHONE, value="06 87 65 43 21", state=DataState.SECRET, world=world)
    note(dossier, told="Hij belde mijn nieuwe nummer, nul zes 87654321", world=world)
    paths = {hit.path for hit in look_through(dossier, Choice(), world=world, reader=reader).hits}
    assert "Dossier.pdf" in paths


def test_the_hand_over_is_written_down_with_the_list_of_files(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:
    note(dossier, told="Dit blijft", world=world)
    handed(dossier, tmp_path / "map", world, reader)
    (line,) = the_case(dossier).of(HandOver)
    assert len(line.act.manifest) == 64
    assert json.loads((tmp_path / "map/proof/files.json").read_text())["files"] == []


def test_nothing_is_overwritten_and_nothing_is_left_behind(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:
    note(dossier, told="Dit blijft", world=world)
    (tmp_path / "map").mkdir()
    with pytest.raises(ActionError):
        handed(dossier, tmp_path / "map", world, reader)
    assert [path.name for path in tmp_path.iterdir()] == ["map"]


def test_plain_text_in_a_file_of_an_unknown_kind_is_named_before_it_leaves(
    dossier: Dossier, world: World, reader: Reader
) -> None:  # V3
    body = b"\x00\x01\x02\x03 onbekend" + bytes(64) + b"Wilgenpad 7, 5611 BC Eindhoven" + bytes(64)
    add_file(dossier, name="a.bin", data=io.BytesIO(body), size=len(body), world=world, reader=reader)
    add_datum(
        dossier, kind=DataKind.ADDRESS, value="Wilgenpad 7, 5611 BC Eindhoven", state=DataState.SECRET, world=world
    )
    looked = look_through(dossier, Choice(), world=world, reader=reader)
    assert [hit.kind for hit in looked.hits] == ["address"]
    assert looked.not_searched


def test_of_a_file_that_stays_at_home_not_even_its_hash_or_name_leaves(
    dossier: Dossier, world: World, reader: Reader, tmp_path: Path
) -> None:
    seq = a_file(dossier, b"ze woont nu Wilgenpad 7", world, reader)
    sha256 = hashlib.sha256(b"ze woont nu Wilgenpad 7").hexdigest()
    text = handed(dossier, tmp_path / "map", world, reader, Choice(without_files=(seq,)))
    assert sha256 not in text
    assert "a.txt" not in text
