"""The whole way, as somebody who has just cloned the repository sees it: `houvast demo DIR`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from houvast.cli import main

pytestmark = pytest.mark.browser
DATA = tomllib.loads((Path(__file__).resolve().parents[2] / "examples/mine.toml").read_text("utf-8"))["datum"]


def words(state: str = "") -> set[str]:
    """The values as they were typed, and the words of them that stand alone only here."""
    values = [row["value"] for row in DATA if state in ("", row["state"])]
    return {*values, *(word for value in values for word in re.split(r"[ ,@]+", value) if len(word) > 7)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole way") / "demo"
    assert main(["demo", str(folder)]) == 0
    return folder


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def verify_alone(bundle: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "houvast_verify.py"]
    return subprocess.run(command, cwd=bundle, capture_output=True, text=True, check=False)


def test_the_bundle_is_whole_for_everybody_who_looks(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = verify_alone(made / "bundle")
    assert alone.returncode == 0, alone.stdout
    assert main(["verify", str(made / "bundle"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["whole"] is True
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=made / "bundle", check=False)
    assert checked.returncode == 0


def test_the_dossier_is_whole_with_and_without_its_passphrase(made: Path) -> None:
    assert main(["verify", str(made / "dossier")]) == 0
    assert main(["verify", str(made / "dossier"), "--passphrase-file", str(made / "passphrase.txt")]) == 0


def test_the_dossier_stands_at_the_head_that_the_bundle_bears(made: Path) -> None:
    passphrase = ["--passphrase-file", str(made / "passphrase.txt")]
    assert main(["verify", str(made / "dossier"), "--against", str(made / "bundle"), *passphrase]) == 0
    assert main(["verify", str(made / "dossier"), "--against", "3:0123456789abcdef", *passphrase]) == 1


def test_nothing_that_went_in_can_be_read_in_the_dossier_or_the_keyring(made: Path) -> None:
    for path in [*files(made / "dossier"), made / "keyring.json"]:
        body = path.read_bytes()
        for word in words():
            assert word.encode() not in body, (path, word)


def test_no_secret_datum_leaves_and_nothing_tells_of_the_private_book(made: Path) -> None:  # V3, V4
    private = json.loads((made / "dossier/private/book.json").read_bytes())["book"]
    for path in files(made / "bundle"):
        body = path.read_bytes()
        for word in (*words("secret"), private, "own_datum", "guide_answers"):
            assert word.encode() not in body, (path, word)


def test_the_seeded_leaks_are_named_before_they_leave(made: Path, capsys: pytest.CaptureFixture[str]) -> None:  # V3
    out = made.parent / "not this one"
    command = ["hand-over", str(made / "dossier"), str(out), "--passphrase-file", str(made / "passphrase.txt")]
    assert main([*command, "--lang", "nl"]) == 1
    shown = capsys.readouterr().out
    assert ".eml, bovenaan de mail (" in shown
    assert ", in verborgen gegevens van het bestand (EXIF" in shown
    assert not out.exists()
