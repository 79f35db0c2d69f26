"""What is taken in becomes one line, is read, and can be found again; what may not be taken in leaves nothing."""

import io
import zipfile

import pytest

from houvast.actions.add import add_file
from houvast.actions.destroy import destroy
from houvast.actions.find import find_all, judge
from houvast.actions.mine import add_datum
from houvast.actions.open import the_case
from houvast.actions.plan import keep_answers
from houvast.actions.world import World
from houvast.case.acts import Item
from houvast.case.own_data import DataKind, DataState
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.intake.child import Reader

CHAT = "".join(f"[14-11-2026 21:{n:02d}:05] Roddel: {'bel 06-12345678' if n == 9 else 'hoi'}\r\n" for n in range(20))


def take_in(dossier: Dossier, name: str, body: bytes, world: World, reader: Reader, **more: bool) -> int:
    return add_file(dossier, name=name, data=io.BytesIO(body), size=len(body), world=world, reader=reader, **more).seq


def an_export() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("00000021-PHOTO.jpg", b"\xff\xd8\xff\xe0 a picture that nobody may keep")
    return body.getvalue()


def test_a_number_is_found_at_its_byte_in_the_chat(dossier: Dossier, world: World, reader: Reader) -> None:
    seq = take_in(dossier, "_chat.txt", CHAT.encode(), world, reader)
    add_datum(dossier, kind=DataKind.PHONE, value="0612345678", state=DataState.SPREAD, world=world)

    (hit,) = find_all(dossier, world, reader).hits

    assert (hit.item_seq, hit.message) == (seq, 9)
    assert CHAT.encode()[hit.start : hit.end].decode() == hit.text == "06-12345678"


def test_a_dismissed_finding_is_remembered(dossier: Dossier, world: World, reader: Reader) -> None:
    take_in(dossier, "_chat.txt", CHAT.encode(), world, reader)
    add_datum(dossier, kind=DataKind.PHONE, value="0612345678", state=DataState.SPREAD, world=world)

    judge(dossier, find_all(dossier, world, reader).hits[0], confirmed=False, world=world)

    assert [hit.verdict for hit in find_all(dossier, world, reader).hits] == ["dismissed"]


def test_every_line_of_a_chat_stands_under_one_root(dossier: Dossier, world: World, reader: Reader) -> None:
    seq = take_in(dossier, "chat.zip", an_export(), world, reader)
    (tree,) = the_case(dossier).get(Item, seq).act.trees
    assert (tree.member, tree.leaves) == ("_chat.txt", 20)


@pytest.mark.parametrize("answers", [{"who": ("self_minor",)}, {"shared": ("intimate",)}])
def test_with_a_minor_or_sexual_images_an_export_comes_in_without_media(
    dossier: Dossier, world: World, reader: Reader, answers: dict[str, tuple[str, ...]]
) -> None:  # V1
    keep_answers(dossier, answers, world)
    seq = take_in(dossier, "chat.zip", an_export(), world, reader)
    item = the_case(dossier).get(Item, seq).act
    assert item.medium == "whatsapp"
    with dossier.record.open_blob(item.blobs[0].name) as kept:
        assert kept.read() == CHAT.encode()


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n" + bytes(40), b"%PDF-1.7\n" + bytes(40)])
def test_with_a_minor_a_picture_is_refused_before_a_byte_is_kept(
    dossier: Dossier, world: World, reader: Reader, body: bytes
) -> None:  # V1
    keep_answers(dossier, {"who": ("my_child",)}, world)
    with pytest.raises(ActionError) as caught:
        take_in(dossier, "foto.png", body, world, reader)
    assert caught.value.code == "actions.picture_in_doubt"
    assert list(dossier.record.storage.names("blobs/")) == []


def test_a_destroyed_item_is_gone_and_its_line_says_so(dossier: Dossier, world: World, reader: Reader) -> None:  # V2
    seq = take_in(dossier, "_chat.txt", CHAT.encode(), world, reader)
    destroy(dossier, seq=seq, why="never_taken_in", world=world)
    case = the_case(dossier)
    assert case.gone["record"] == (seq,)
    assert list(dossier.record.storage.names("blobs/")) == []
    assert find_all(dossier, world, reader).hits == ()


def test_what_cannot_be_read_is_kept_and_said_so(dossier: Dossier, world: World, reader: Reader) -> None:
    seq = take_in(dossier, "kapot.pdf", b"%PDF-1.7\nno such thing", world, reader)
    item = the_case(dossier).get(Item, seq).act
    assert (item.state, bool(item.reasons)) == ("unread", True)
