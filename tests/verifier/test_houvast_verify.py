"""The stand-alone verifier against the one in the program: the same files are named, whatever is done to a bundle."""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from bundle_kit import Made, make, rewrite
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from dossier_kit import NOW, act, entropy
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.dossier.bundle import verify_bundle, write_bundle
from houvast.dossier.dossier import Dossier

VERIFIER = Path(__file__).resolve().parents[2] / "src" / "houvast" / "verifier" / "houvast_verify.py"
ALONE = [sys.executable, "-I", "-S"]


@pytest.fixture
def made(dossier: Dossier, tmp_path: Path) -> Made:
    return make(dossier.record, tmp_path / "bundle")


def alone(folder: Path, *more: str) -> tuple[set[str], str, int]:
    """The files that the stand-alone verifier names, all that it prints, and its exit code."""
    done = subprocess.run([*ALONE, str(VERIFIER), str(folder), *more], capture_output=True, check=False)
    text = done.stdout.decode()
    assert not done.stderr, done.stderr
    return set(re.findall(r"^ANDERS / DIFFERS  ([^ :]+)", text, re.MULTILINE)), text, done.returncode


def within(folder: Path) -> set[str]:
    return {one.where for one in verify_bundle(folder).findings if one.severity == "damage"}


def test_it_runs_inside_the_bundle_with_the_standard_library_alone(made: Made, dossier: Dossier) -> None:
    done = subprocess.run([*ALONE, "houvast_verify.py"], cwd=made.folder, capture_output=True, check=True)
    text = done.stdout.decode()
    seq, head = dossier.record.last
    assert text.rstrip().endswith("HEEL / WHOLE")
    for expected in (dossier.record.fingerprint, f"{seq}, kop / head: {head[:16]}", "2026-11-24T09:30:00Z"):
        assert expected in text
    assert hashlib.sha256(VERIFIER.read_bytes()).hexdigest() in text
    assert "no time stamp checked" in text
    assert "not checked: whether it is true" in text


def test_it_is_short_and_imports_nothing_but_the_standard_library() -> None:
    source = VERIFIER.read_text("utf-8")
    assert len(source.splitlines()) < 400
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse(source, feature_version=(3, 8)))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(ast.parse(source)))


def test_one_bit_changed_in_any_file_is_named_by_both(made: Made) -> None:
    random.seed(11)
    for path in sorted(made.folder.rglob("*")):
        if path.is_dir():
            continue
        name, whole = path.relative_to(made.folder).as_posix(), path.read_bytes()
        for at in {0, len(whole) - 1, *random.sample(range(len(whole)), min(6, len(whole)))}:
            changed = bytearray(whole)
            changed[at] ^= 1 << random.randrange(8)
            path.write_bytes(changed)
            inside = within(made.folder)
            assert inside == {name}, (name, at, inside)
        assert alone(made.folder)[0] == {name}
        assert alone(made.folder)[2] == 1
        path.write_bytes(whole)
    assert alone(made.folder)[0] == within(made.folder) == set()


def test_every_missing_file_is_named_by_both(made: Made) -> None:
    for path in sorted(made.folder.rglob("*")):
        if path.is_dir():
            continue
        name, whole = path.relative_to(made.folder).as_posix(), path.read_bytes()
        path.unlink()
        assert name in within(made.folder), name
        named, _, code = alone(made.folder)
        assert (name in named, code) == (True, 1), name
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["data/extra.txt", "extra.txt", "proof/extra", "proof/opened/000000004.json"])
def test_a_file_in_no_list_is_named_by_both(made: Made, name: str) -> None:
    (made.folder / name).write_bytes(b"{}")
    assert within(made.folder) == alone(made.folder)[0] == {name}


def changed_lines(change: Callable[[list[bytes]], None]) -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        path = folder / "proof" / "lines"
        lines = path.read_bytes().splitlines(keepends=True)
        change(lines)
        path.write_bytes(b"".join(lines))

    return forge


def shown(change: Callable[[dict[str, object]], None], name: str = "000000002.json") -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        path = folder / "proof" / "opened" / name
        value = json.loads(path.read_bytes())
        change(value)
        path.write_text(json.dumps(value), "utf-8")

    return forge


def _moved(folder: Path) -> None:
    value = json.loads((folder / "proof" / "opened" / "000000002.json").read_bytes())
    value["line"] = 4
    (folder / "proof" / "opened" / "000000004.json").write_text(json.dumps(value), "utf-8")


def _another_original(folder: Path) -> None:
    (folder / "data" / "stukken" / "0002.png").write_bytes(b"another picture")


def _retitled(value: dict[str, object]) -> None:
    value["parts"][1]["text"] = value["parts"][1]["text"].replace("a picture", "another thing")  # type: ignore[index]


def _closed_one_dropped(value: dict[str, object]) -> None:
    value["parts"].pop()  # type: ignore[attr-defined]


def _swap(lines: list[bytes]) -> None:
    lines[2], lines[3] = lines[3], lines[2]


FORGERIES: dict[str, tuple[Callable[[Path], None], str]] = {
    "two lines swapped": (changed_lines(_swap), "proof/lines"),
    "a line dropped": (changed_lines(lambda lines: lines.__delitem__(3)), "proof/lines"),
    "another writer": (
        changed_lines(lambda lines: lines.__setitem__(3, lines[3].replace(b'"by":1', b'"by":2'))),
        "proof/lines",
    ),
    "a key twice": (
        changed_lines(lambda lines: lines.__setitem__(3, lines[3].replace(b'{"body"', b'{"by":1,"body"'))),
        "proof/lines",
    ),
    "the tail dropped": (changed_lines(lambda lines: lines.__delitem__(-1)), "proof/opened/000000006.json"),
    "a title changed": (shown(_retitled), "proof/opened/000000002.json"),
    "a closed part dropped": (shown(_closed_one_dropped), "proof/opened/000000002.json"),
    "what was shown moved to another line": (_moved, "proof/opened/000000004.json"),
    "an original exchanged": (_another_original, "data/stukken/0002.png"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_who_rewrites_the_lists_is_still_found_out_by_both(made: Made, name: str) -> None:
    """Without the lists to point at the file, the proof itself does; and the signature under the lists is not right."""
    forge, where = FORGERIES[name]
    forge(made.folder)
    rewrite(made.folder)
    inside = within(made.folder)
    assert where in inside
    assert inside <= {where, "proof/manifest.sig"}
    named, _, code = alone(made.folder)
    assert (named, code) == (inside, 1)


def test_a_dropped_tail_that_shows_nothing_of_it_is_whole_and_only_a_kept_head_tells(
    dossier: Dossier, tmp_path: Path
) -> None:
    """The owner can always hand over an older state: nothing inside tells, and both verifiers say so."""
    dossier.record.append(act(), entropy=entropy)
    write_bundle(tmp_path / "early", book=dossier.record, disclosures=[], files=[], now=NOW)
    dossier.record.append(act(), entropy=entropy)
    seq, head = dossier.record.last
    assert alone(tmp_path / "early")[2] == 0
    assert "compare line and head with paper" in alone(tmp_path / "early")[1]
    assert not verify_bundle(tmp_path / "early", f"{seq}:{head[:16]}").ok


def test_an_excerpt_of_other_text_is_named_by_both(made: Made) -> None:
    [path] = (made.folder / "proof" / "excerpts").iterdir()
    value = json.loads(path.read_bytes())
    value["open"][0]["bytes"] = base64.b64encode(b"canary message 8\n").decode()
    path.write_bytes(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())
    rewrite(made.folder)
    where = path.relative_to(made.folder).as_posix()
    assert within(made.folder) == alone(made.folder)[0] == {where, "proof/manifest.sig"}


def test_a_file_that_cannot_be_read_is_named_by_both(made: Made) -> None:
    path = made.folder / "data" / "Dossier.pdf"
    path.unlink()
    path.symlink_to("nowhere")
    assert within(made.folder) == alone(made.folder)[0] == {"data/Dossier.pdf"}


def test_it_says_that_a_line_was_destroyed_on_purpose_and_when(made: Made) -> None:
    _, text, code = alone(made.folder)
    assert "(5): met opzet vernietigd op / destroyed on purpose on 2026-11-24T09:30:00Z" in text
    assert code == 0


def test_a_folder_that_is_no_bundle_is_not_whole(tmp_path: Path) -> None:
    assert alone(tmp_path)[2] == 1
    assert not verify_bundle(tmp_path).ok


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stand_alone", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
@settings(max_examples=30, deadline=None)
def test_its_signatures_agree_with_the_library(verifier: ModuleType, seed: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    member = {"sign": key.public_key().public_bytes_raw().hex()}
    signature = bytearray(key.sign(message))
    assert verifier.signed(member, message, base64.b64encode(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verifier.signed(member, message, base64.b64encode(signature))


def test_its_signatures_pass_the_vectors_of_rfc_8032(verifier: ModuleType) -> None:
    """Section 7.1, tests 1 to 3."""
    vectors = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a",
        ),
    ]
    for public, message, signature in vectors:
        raw = base64.b64encode(bytes.fromhex(signature))
        assert verifier.signed({"sign": public}, bytes.fromhex(message), raw)
        assert not verifier.signed({"sign": public}, bytes.fromhex(message) + b"x", raw)


def test_a_signature_with_a_scalar_beyond_the_order_is_refused(verifier: ModuleType) -> None:
    """RFC 8032, 5.1.7: otherwise one signature could be spelt in two ways."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    signature = key.sign(b"x")
    scalar = int.from_bytes(signature[32:], "little") + verifier.Q
    other = signature[:32] + scalar.to_bytes(32, "little")
    member = {"sign": key.public_key().public_bytes_raw().hex()}
    assert not verifier.signed(member, b"x", base64.b64encode(other))


def test_a_bundle_can_be_moved_and_copied(made: Made, tmp_path: Path) -> None:
    shutil.copytree(made.folder, tmp_path / "een andere plek")
    assert alone(tmp_path / "een andere plek")[2] == 0
