"""A book as its users see it: lines, originals, destroying, members, several programs at once."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable
from io import BytesIO

import pytest
from dossier_kit import NOW, Saved, act, entropy, keep

from houvast.dossier import spool
from houvast.dossier.book import Book
from houvast.dossier.books import open_book
from houvast.dossier.dossier import Dossier
from houvast.dossier.folder import FolderStorage
from houvast.dossier.keys import new_keys
from houvast.dossier.refs import blob_path
from houvast.errors import DamageError, DossierError


def again(saved: Saved, label: str = "record") -> Book:
    """The same book as another program sees it."""
    book = getattr(saved.dossier, label)
    return open_book(
        FolderStorage(saved.folder / label),
        book.keys,
        book.fingerprint,
        derived_key=saved.dossier.keyring.derived,
        label=label,
        entropy=entropy,
    )


def code_of(use: Callable[[], object]) -> str:
    with pytest.raises(DossierError) as caught:
        use()
    return caught.value.code


def test_an_act_comes_back_with_its_exact_bytes(dossier: Dossier) -> None:
    parts = [b'{"part":"act"}', b"", bytes(range(256)) * 10, b"\0" * 300]
    seq = dossier.record.append(parts, entropy=entropy)
    entry = list(dossier.record.entries())[-1]
    assert (entry.seq, entry.by, entry.parts, entry.control) == (seq, 1, tuple(parts), "")
    assert dossier.record.last == (seq, entry.head)


def test_the_first_line_is_a_control_line(dossier: Dossier) -> None:
    [entry] = dossier.record.entries()
    assert entry.control == "begun"


def test_an_act_may_not_look_like_a_control_line(dossier: Dossier) -> None:
    assert (
        code_of(lambda: dossier.record.append([b'{"dossier":"destroyed"}'], entropy=entropy)) == "dossier.reserved_part"
    )
    assert code_of(lambda: dossier.record.append([], entropy=entropy)) == "dossier.reserved_part"


def test_a_line_holds_64_kib_and_no_more(dossier: Dossier) -> None:
    assert dossier.record.append([b"x" * 48_000], entropy=entropy)
    assert code_of(lambda: dossier.record.append([b"x" * 50_000], entropy=entropy)) == "dossier.entry_too_long"
    assert dossier.record.last[0] == 2


def test_the_length_of_a_text_does_not_show(saved: Saved) -> None:
    """Lines are padded to 256 bytes: one letter and two hundred look the same."""
    before = (saved.folder / "private/log/000000001").stat().st_size
    saved.dossier.private.append([b"x"], entropy=entropy)
    middle = (saved.folder / "private/log/000000001").stat().st_size
    saved.dossier.private.append([b"x" * 200], entropy=entropy)
    after = (saved.folder / "private/log/000000001").stat().st_size
    assert middle - before == after - middle


def test_two_programs_write_in_turn_and_neither_loses_a_line(saved: Saved) -> None:
    one, other = saved.dossier.record, again(saved)
    start = one.last[0]
    for number in range(10):
        (one, other)[number % 2].append(act(number=number), entropy=entropy)
    assert [entry.seq for entry in one.entries(start)] == list(range(start + 1, start + 11))
    assert one.last == other.last or list(other.entries())[-1].head == one.last[1]


def test_threads_write_at_once_and_each_line_is_there(saved: Saved) -> None:
    books = [saved.dossier.record, again(saved)]
    start = books[0].last[0]

    def write(number: int) -> None:
        for count in range(10):
            books[number % 2].append(act(number=number, count=count), entropy=entropy)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(books[0].entries(start))) == 40
    again(saved)


def test_an_original_is_hashed_and_sealed_in_one_pass(dossier: Dossier) -> None:
    seen: list[int] = []
    data = bytes(range(256)) * 10_000
    ref = dossier.record.put_blob(BytesIO(data), entropy=entropy, progress=seen.append)
    assert ref.size == len(data) == seen[-1]
    with dossier.record.open_blob(ref.name) as file:
        assert file.read() == data
    with dossier.record.storage.get(blob_path(ref.name)) as file:
        sealed = file.read()
    assert hashlib.sha256(sealed).hexdigest() == ref.sealed_sha256


def test_two_originals_that_were_swapped_are_not_opened(saved: Saved) -> None:
    one, other = (saved.folder / "record" / blob_path(ref.name) for ref in saved.refs)
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)
    with pytest.raises(DamageError) as caught:
        again(saved).open_blob(saved.refs[0].name)
    assert caught.value.code == "dossier.blob_swapped"
    assert saved.refs[0].name in str(caught.value.values["where"])


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data[:-20] + b"x" + data[-19:], lambda data: b""]
)
def test_a_changed_original_is_never_handed_over(saved: Saved, change: Callable[[bytes], bytes]) -> None:
    path = saved.folder / "record" / blob_path(saved.refs[0].name)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(DamageError) as caught:
        again(saved).open_blob(saved.refs[0].name)
    assert caught.value.code == "dossier.file_changed"


def test_an_original_that_no_line_names_is_not_opened(saved: Saved) -> None:
    ref = saved.dossier.record.put_blob(BytesIO(b"no line yet"), entropy=entropy)
    assert code_of(lambda: again(saved).open_blob(ref.name)) == "dossier.missing_file"


class Failing(io.RawIOBase):
    """A source that breaks after a while."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.left = 3

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        if not self.left:
            raise self.error
        return b"x" * 1000


def test_a_source_that_cannot_be_read_is_not_taken_for_a_full_disk(saved: Saved) -> None:
    before = sorted(saved.folder.rglob("*"))
    source = Failing(OSError(28, "No space left on device"))
    use = lambda: saved.dossier.record.put_blob(source, entropy=entropy)  # type: ignore[arg-type]  # noqa: E731
    assert code_of(use) == "dossier.source_unreadable"
    assert sorted(saved.folder.rglob("*.age")) == [path for path in before if path.suffix == ".age"]


def test_what_a_source_says_itself_comes_through(dossier: Dossier) -> None:
    source = Failing(DossierError("intake.refused"))
    assert code_of(lambda: dossier.record.put_blob(source, entropy=entropy)) == "intake.refused"  # type: ignore[arg-type]


def test_a_large_original_is_opened_through_a_sealed_spool(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit the opened bytes lie in a nameless file, sealed under a key in memory."""
    monkeypatch.setattr(spool, "IN_MEMORY", 3 << 20)
    data = b"canary in the spool " * 500_000
    _, ref = keep(saved.dossier.record, data)
    file = saved.dossier.record.open_blob(ref.name)
    raw = file.raw._file  # type: ignore[attr-defined]
    raw.seek(0)
    assert b"canary" not in raw.read()
    assert not any(path.is_file() for path in (saved.folder / "record" / "tmp").iterdir())
    file.seek(5_000_001)
    assert file.read(40) == data[5_000_001:5_000_041]
    assert file.seek(-7, io.SEEK_END) == len(data) - 7
    assert file.read() == data[-7:]
    file.seek(0)
    assert file.read() == data
    file.close()


def test_destroying_takes_content_original_and_derived_and_leaves_the_chain(saved: Saved) -> None:
    book, ref = saved.dossier.record, saved.refs[0]
    book.derived_put(ref.sha256, "reading", "1", b"what was read in it")
    book.derived_put(saved.refs[1].sha256, "reading", "1", b"of another")
    book.derived_put("", "index", "1", b"of all together")
    done = book.destroy(2, [ref.name], "own_choice", now=NOW, entropy=entropy)
    assert not (saved.folder / "record" / blob_path(ref.name)).exists()
    assert book.derived_get(ref.sha256, "reading", "1") is None
    assert book.derived_get("", "index", "1") is None
    assert book.derived_get(saved.refs[1].sha256, "reading", "1") == b"of another"
    for seen in (book, again(saved)):
        entries = {entry.seq: entry for entry in seen.entries()}
        assert entries[2].parts is None
        assert entries[done].control == "destroyed"
        assert code_of(lambda seen=seen: seen.open_blob(ref.name)) == "dossier.destroyed"
        seen.append(act(), entropy=entropy)


def test_another_program_forgets_what_was_destroyed(saved: Saved) -> None:
    other = again(saved)
    assert list(other.entries())[1].parts is not None
    saved.dossier.record.destroy(2, [], "own_choice", now=NOW, entropy=entropy)
    assert list(other.entries())[1].parts is None


def test_a_destruction_that_was_interrupted_is_finished_at_the_next_opening(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = saved.dossier.record
    with monkeypatch.context() as patch:
        patch.setattr(book, "_carry_out", lambda seq, blobs: None)
        book.destroy(2, [saved.refs[0].name], "own_choice", now=NOW, entropy=entropy)
    path = saved.folder / "record" / blob_path(saved.refs[0].name)
    assert path.exists()
    other = again(saved)
    other.finish_destroying()
    assert not path.exists()
    assert list(other.entries())[1].parts is None


def test_only_acts_can_be_destroyed_once_with_the_originals_they_name(saved: Saved) -> None:
    book = saved.dossier.record
    destroy = lambda seq, blobs=(): book.destroy(seq, blobs, "own_choice", now=NOW, entropy=entropy)  # noqa: E731
    assert code_of(lambda: destroy(1)) == "dossier.cannot_destroy"
    assert code_of(lambda: destroy(99)) == "dossier.cannot_destroy"
    assert code_of(lambda: destroy(3, [saved.refs[0].name])) == "dossier.cannot_destroy"
    done = destroy(2)
    assert code_of(lambda: destroy(2)) == "dossier.cannot_destroy"
    assert code_of(lambda: destroy(done)) == "dossier.cannot_destroy"


def test_a_content_that_went_without_a_word_is_damage(saved: Saved) -> None:
    saved.dossier.record.storage.strip(3)
    with pytest.raises(DamageError) as caught:
        again(saved)
    assert (caught.value.code, caught.value.values["line"]) == ("dossier.content_missing", 3)


def as_member(saved: Saved, number: int, keys: object) -> Book:
    return open_book(
        FolderStorage(saved.folder / "record"),
        keys,  # type: ignore[arg-type]
        saved.dossier.record.fingerprint,
        derived_key=entropy(32),
        label="record",
        entropy=entropy,
    )


def test_a_new_member_reads_what_was_before_and_writes_under_an_own_number(saved: Saved) -> None:
    book, keys = saved.dossier.record, new_keys(2, entropy)
    assert book.add_member(keys.card(), now=NOW, entropy=entropy) == 2
    helper = as_member(saved, 2, keys)
    assert list(helper.entries())[1].parts is not None
    with helper.open_blob(saved.refs[0].name) as file:
        assert file.read().startswith(b"the first")
    seq = helper.append(act(by="helper"), entropy=entropy)
    _, ref = keep(helper, b"brought by the helper")
    assert next(book.entries(seq - 1)).by == 2
    with book.open_blob(ref.name) as file:
        assert file.read() == b"brought by the helper"


def test_a_removed_member_can_neither_write_nor_read_what_came_after(saved: Saved) -> None:
    book, keys = saved.dossier.record, new_keys(2, entropy)
    book.add_member(keys.card(), now=NOW, entropy=entropy)
    helper = as_member(saved, 2, keys)
    book.remove_member(2, now=NOW, entropy=entropy)
    _, ref = keep(book, b"not for the helper")
    assert code_of(lambda: helper.append(act(), entropy=entropy)) == "dossier.not_a_member_now"
    assert code_of(lambda: list(as_member(saved, 2, keys).entries())) == "dossier.not_a_member_now"
    assert book.last[0] == list(again(saved).entries())[-1].seq
    assert ref.name


def test_a_number_is_never_given_twice(saved: Saved) -> None:
    book = saved.dossier.record
    book.add_member(new_keys(2, entropy).card(), now=NOW, entropy=entropy)
    book.remove_member(2, now=NOW, entropy=entropy)
    assert book.add_member(new_keys(3, entropy).card(), now=NOW, entropy=entropy) == 3
    assert code_of(lambda: book.remove_member(2, now=NOW, entropy=entropy)) == "dossier.no_such_member"
    assert code_of(lambda: book.remove_member(1, now=NOW, entropy=entropy)) == "dossier.no_such_member"


def test_derived_data_that_does_not_open_is_thrown_away(saved: Saved) -> None:
    book = saved.dossier.record
    book.derived_put("a" * 64, "reading", "1", b"x")
    assert book.derived_get("a" * 64, "reading", "2") is None
    [path] = list((saved.folder / "record" / "derived").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert book.derived_get("a" * 64, "reading", "1") is None
    assert not path.exists()
    book.derived_put("a" * 64, "reading", "1", b"y")
    book.derived_put("a" * 64, "reading", "1", b"z")
    assert book.derived_get("a" * 64, "reading", "1") == b"z"


def test_nobody_with_the_keys_of_the_book_alone_can_plant_derived_data(saved: Saved) -> None:
    book = saved.dossier.record
    book.derived_put("a" * 64, "reading", "1", b"mine")
    stranger = as_member(saved, 1, book.keys)
    stranger.derived_put("a" * 64, "reading", "1", b"planted")
    assert book.derived_get("a" * 64, "reading", "1") == b"mine"
