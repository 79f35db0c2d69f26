"""start.py makes the environment whole or not at all, and leaves a fitting one alone. Nothing is installed here."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """start.py in a clone of its own with nothing but what it reads, and an installer that only notes."""
    clone = tmp_path / "een map" / "houvast"
    (clone / "requirements").mkdir(parents=True)
    for name in ("pyproject.toml", "start.py"):
        (clone / name).write_bytes((ROOT / name).read_bytes())
    for name in ("bootstrap", "core", "capture", "ocr", "test"):
        (clone / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    spec = importlib.util.spec_from_file_location("start_in_a_clone", clone / "start.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.asked = []  # type: ignore[attr-defined]

    def install(sets: set[str], *, fresh: bool) -> None:
        module.asked.append((sorted(sets), fresh))  # type: ignore[attr-defined]
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.write_text("")

    module.install = install  # type: ignore[attr-defined]
    return module


def fails(sets: set[str], *, fresh: bool) -> None:
    raise KeyboardInterrupt


def test_a_second_start_installs_nothing(start: ModuleType) -> None:
    start.set_up({"core"})
    start.set_up({"core"})

    assert start.asked == [(["core"], True)]


def test_an_extra_is_put_beside_what_is_there_and_stays(start: ModuleType) -> None:
    start.set_up({"core"})
    start.set_up({"core", "capture"})
    start.set_up({"core"})

    assert start.asked == [(["core"], True), (["capture", "core"], False)]


@pytest.mark.parametrize("changed", ["requirements/core.txt", "pyproject.toml"])
def test_what_changed_makes_the_environment_new_with_its_extras(start: ModuleType, changed: str) -> None:
    start.set_up({"core", "ocr"})
    with (start.ROOT / changed).open("a") as file:
        file.write("# another\n")
    start.set_up({"core"})

    assert start.asked[-1] == (["core", "ocr"], True)
    assert not start.PREVIOUS.exists()


def test_an_environment_without_its_stamp_is_made_again(start: ModuleType) -> None:
    start.set_up({"core"})
    start.STAMP.unlink()
    start.set_up({"core"})

    assert [fresh for _, fresh in start.asked] == [True, True]


def test_an_environment_of_a_folder_that_was_moved_is_made_again(start: ModuleType) -> None:
    start.set_up({"core"})
    start.STAMP.write_text(start.STAMP.read_text().replace("een map", "een andere map"))

    assert start.standing() is None


def test_the_old_environment_comes_back_when_the_new_one_cannot_be_made(start: ModuleType) -> None:
    start.set_up({"core"})
    (start.VENV / "old").write_text("")
    start.requirements("core").write_text("core==2\n")
    start.install = fails  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt):
        start.set_up({"core"})

    assert (start.VENV / "old").exists()
    assert start.STAMP.exists() and not start.PREVIOUS.exists()


def test_what_was_put_aside_by_a_killed_start_is_found_again(start: ModuleType) -> None:
    start.set_up({"core"})
    start.VENV.rename(start.PREVIOUS)
    start.VENV.mkdir()
    start.set_up({"core"})

    assert len(start.asked) == 1
    assert start.standing() == {"core"}


def test_an_extra_that_cannot_be_added_leaves_the_environment_whole(start: ModuleType) -> None:
    start.set_up({"core"})

    def no_internet(sets: set[str], *, fresh: bool) -> None:
        raise start.CannotGoOnError("not_installed")

    start.install = no_internet  # type: ignore[attr-defined]
    with pytest.raises(start.CannotGoOnError):
        start.set_up({"core", "ocr"})

    assert start.standing() == {"core"}


def test_an_extra_that_does_not_exist_is_named_in_both_languages() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "start.py", "extras", "everything"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Kies wat erbij moet" in done.stderr and "Choose what to add" in done.stderr


def test_every_sentence_of_the_set_up_has_both_languages(start: ModuleType) -> None:
    assert all(len(both) == 2 and all(both) and both[0] != both[1] for both in start.SENTENCES.values())


def test_no_step_knows_the_address_of_an_index() -> None:
    text = (ROOT / "start.py").read_text("utf-8")

    assert "http" not in text and "--index" not in text
