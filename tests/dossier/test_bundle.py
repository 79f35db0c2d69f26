"""A bundle: readable, provable with standard tools, and silent about everything that was not chosen."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from bundle_kit import CHAT, SECRET_NOTE, Made, make, rewrite
from dossier_kit import NOW, Saved, act, entropy, keep

from houvast.dossier.bundle import BundleFile, Disclosure, verify_bundle, write_bundle
from houvast.dossier.bundle_names import distinct, safe_path
from houvast.dossier.dossier import Dossier
from houvast.errors import DamageError, DossierError


@pytest.fixture
def made(dossier: Dossier, tmp_path: Path) -> Made:
    return make(dossier.record, tmp_path / "bundle")


def write(dossier: Dossier, out: Path, *files: BundleFile, lines: tuple[Disclosure, ...] = ()) -> None:
    write_bundle(out, book=dossier.record, disclosures=lines, files=files, now=NOW)


def test_it_is_a_bag_that_sha256sum_takes(made: Made) -> None:
    assert (made.folder / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    for kind in ("manifest", "tagmanifest"):
        for tool in ("sha256", "sha512"):
            done = subprocess.run([f"{tool}sum", "-c", "--strict", f"{kind}-{tool}.txt"], cwd=made.folder, check=False)
            assert done.returncode == 0
    payload = [path for path in (made.folder / "data").rglob("*") if path.is_file()]
    oxum = f"Payload-Oxum: {sum(path.stat().st_size for path in payload)}.{len(payload)}\n"
    assert oxum in (made.folder / "bag-info.txt").read_text("utf-8")


def test_a_whole_bundle_verifies_and_says_what_it_cannot_know(made: Made) -> None:
    report = verify_bundle(made.folder)
    assert report.ok
    found = {(one.code, one.severity) for one in report.findings}
    assert found == {
        ("bundle.destroyed_on_purpose", "note"),
        ("bundle.no_stamp", "unchecked"),
        ("bundle.not_knowable", "unchecked"),
    }


def test_the_manifest_hash_is_that_of_the_signed_list(made: Made) -> None:
    assert made.manifest.sha256 == hashlib.sha256((made.folder / "tagmanifest-sha256.txt").read_bytes()).hexdigest()


def test_closed_lines_and_parts_show_nothing_but_a_hash(made: Made, dossier: Dossier) -> None:
    everything = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    for text in (
        b"a line that stays closed",
        b"stays closed",
        SECRET_NOTE.encode(),
        b"destroyed before",
        b"own_choice",
    ):
        assert text not in everything
    rows = (made.folder / "proof" / "lines").read_bytes().splitlines()
    assert [row.count(b"\t") for row in rows] == [1] * dossier.record.last[0]
    shown = sorted(path.name for path in (made.folder / "proof" / "opened").iterdir())
    assert shown == ["000000002.json", "000000003.json", "000000006.json"]
    parts = json.loads((made.folder / "proof" / "opened" / "000000002.json").read_bytes())["parts"]
    assert [sorted(part) for part in parts] == [["salt", "text"], ["salt", "text"], ["leaf"]]
    assert CHAT not in everything


def test_nothing_betrays_the_private_book(saved: Saved, tmp_path: Path) -> None:
    """Two bundles of one record book, before and after much was written in the private one, differ in no byte."""
    for name in ("before", "after"):
        write(saved.dossier, tmp_path / name, BundleFile("a.txt", lambda: BytesIO(b"a")))
        for number in range(20):
            saved.dossier.private.append(act(number=number), entropy=entropy)
            keep(saved.dossier.private, b"private original %d" % number)
    before, after = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("before", "after")
    )
    assert before == after
    everything = b"".join(before.values())
    private = saved.dossier.private
    for secret in (private.fingerprint, private.last[1], private.members[1].sign, private.members[1].recipient):
        assert secret.encode() not in everything
    assert b"private" not in everything


def test_an_existing_folder_is_not_touched(made: Made, dossier: Dossier) -> None:
    with pytest.raises(DossierError) as caught:
        write(dossier, made.folder)
    assert caught.value.code == "dossier.exists"
    assert verify_bundle(made.folder).ok


def test_a_failure_leaves_nothing_readable(dossier: Dossier, tmp_path: Path) -> None:
    class Half(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(3)

    files = [BundleFile("a.txt", lambda: BytesIO(b"readable")), BundleFile("b.txt", lambda: Half(b"half of it"))]
    with pytest.raises(DossierError) as caught:
        write(dossier, tmp_path / "out", *files)
    assert caught.value.code == "dossier.source_unreadable"
    assert not list(tmp_path.iterdir())


def test_an_original_that_is_not_what_its_line_says_is_not_handed_over(dossier: Dossier, tmp_path: Path) -> None:
    seq, ref = keep(dossier.record, b"the original")
    other = BundleFile("a.bin", lambda: BytesIO(b"something else"), seq, ref.sha256)
    with pytest.raises(DamageError):
        write(dossier, tmp_path / "out", other, lines=(Disclosure(seq, [0, 1]),))
    assert not list(tmp_path.iterdir())


def test_an_original_of_a_closed_line_stands_in_the_list_only(dossier: Dossier, tmp_path: Path) -> None:
    seq, ref = keep(dossier.record, b"the original")
    write(dossier, tmp_path / "out", BundleFile("a.bin", lambda: dossier.record.open_blob(ref.name), seq, ref.sha256))
    assert json.loads((tmp_path / "out" / "proof" / "files.json").read_bytes())["files"] == []
    assert verify_bundle(tmp_path / "out").ok


@pytest.mark.parametrize("lines", [(Disclosure(99, [0]),), (Disclosure(2, [7]),)])
def test_only_lines_and_parts_that_exist_can_be_shown(
    dossier: Dossier, tmp_path: Path, lines: tuple[Disclosure, ...]
) -> None:
    dossier.record.append(act(), entropy=entropy)
    with pytest.raises(DossierError) as caught:
        write(dossier, tmp_path / "out", lines=lines)
    assert caught.value.code == "dossier.no_such_part"
    assert not list(tmp_path.iterdir())


def test_two_bundles_of_one_book_can_be_compared(dossier: Dossier, tmp_path: Path) -> None:
    dossier.record.append(act(number=1), entropy=entropy)
    write(dossier, tmp_path / "early")
    dossier.record.append(act(number=2), entropy=entropy)
    write(dossier, tmp_path / "late")
    seq, head = dossier.record.last
    assert verify_bundle(tmp_path / "late", tmp_path / "early").ok
    assert verify_bundle(tmp_path / "late", f"{seq}:{head[:16]}").ok
    assert not verify_bundle(tmp_path / "early", tmp_path / "late").ok
    with pytest.raises(DossierError) as caught:
        verify_bundle(tmp_path / "late", "not a head")
    assert caught.value.code == "dossier.not_a_head"


def test_lists_that_were_rewritten_without_the_key_are_found_out(made: Made) -> None:
    """A bag alone is not tamper-evident: whoever changes a file can rewrite the lists. The signature says so."""
    (made.folder / "data" / "Dossier.pdf").write_bytes(b"%PDF another paper")
    rewrite(made.folder)
    for kind in ("manifest", "tagmanifest"):
        done = subprocess.run(["sha256sum", "-c", "--quiet", f"{kind}-sha256.txt"], cwd=made.folder, check=False)
        assert done.returncode == 0
    report = verify_bundle(made.folder)
    assert {one.where for one in report.findings if one.severity == "damage"} == {"proof/manifest.sig"}


def test_a_bundle_made_by_another_member_is_signed_by_that_member(saved: Saved, tmp_path: Path) -> None:
    from houvast.dossier.books import open_book
    from houvast.dossier.folder import FolderStorage
    from houvast.dossier.keys import new_keys

    keys = new_keys(2, entropy)
    saved.dossier.record.add_member(keys.card(), now=NOW, entropy=entropy)
    helper = open_book(
        FolderStorage(saved.folder / "record"),
        keys,
        saved.dossier.record.fingerprint,
        derived_key=entropy(32),
        label="record",
        entropy=entropy,
    )
    write_bundle(tmp_path / "out", book=helper, disclosures=[], files=[], now=NOW)
    assert verify_bundle(tmp_path / "out").ok
    assert json.loads((tmp_path / "out" / "proof" / "manifest.sig").read_bytes())["by"] == 2


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("foto één.png", "foto_een.png"),
        ("../../etc/passwd", "etc/passwd"),
        ("a\nb.txt", "a_b.txt"),
        ("a\\b:c*.txt", "a_b_c_.txt"),
        ("/", "_"),
        ("....", "_"),
        ("con.txt", "_con.txt"),
        ("-rf", "rf"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\U0001f600", "_"),
        ("x" * 300 + ".jpeg", "x" * 75 + ".jpeg"),
    ],
)
def test_names_are_made_plain(given: str, safe: str) -> None:
    assert safe_path(given) == safe


def test_names_that_become_the_same_are_told_apart() -> None:
    assert distinct(["a/é.txt", "a/E.txt", "A/e.TXT", "b/e.txt"]) == ["a/e.txt", "a/E-2.txt", "A/e-3.TXT", "b/e.txt"]


def test_a_bundle_without_any_file_of_it_left_is_reported_not_raised(made: Made) -> None:
    for path in made.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not verify_bundle(made.folder).ok
