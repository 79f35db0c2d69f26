#!/usr/bin/env python3
"""Set up Houvast beside this file, and start it. Standard library only.

    python3 start.py                    make the environment if it is not there; open the app
    python3 start.py setup [test]       make the environment only, with what tests need
    python3 start.py extras capture     add a part that needs more: `capture` (web pages) or `ocr` (text in pictures)
    python3 start.py demo [DIR]         show the whole way on a fictional case (default: build/demo)
    python3 start.py test [long]        add what tests need, and run everything that CI runs
    python3 start.py WORD ...           any other word goes to houvast: `python3 start.py new DIR`

What it promises:
- Nothing outside this folder is written: the environment is `.venv`, the installer and its cache `.bootstrap`.
- Every file that is fetched must have a hash that stands in `requirements/`. No address of a package index stands
  anywhere: pip and uv ask whatever this machine was told to ask.
- `.venv` is whole or not there. It counts only with its stamp, written last; without one it is made again. A new
  environment that cannot be made puts the old one back.
- With a fitting stamp nothing is fetched and nothing is installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
VENV, PREVIOUS, TOOLS = ROOT / ".venv", ROOT / ".venv-previous", ROOT / ".bootstrap"
STAMP = VENV / "houvast-stamp.json"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
PYTHON = VENV / BIN / ("python" + EXE)
# Outside any environment: `houvast extras` calls this file with the Python of the very `.venv` that it may replace.
THIS_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
EXTRAS = ("capture", "ocr")
SETS_FOR_TESTS = {"core", "capture", "test"}
OLDEST = (3, 11)

SENTENCES = {
    "old_python": (
        "Houvast heeft Python 3.11 of nieuwer nodig; dit is Python {}. Installeer een nieuwere en probeer opnieuw.",
        "Houvast needs Python 3.11 or newer; this is Python {}. Install a newer Python and try again.",
    ),
    "no_pip": (
        "Deze Python heeft geen pip. Geef één keer dit commando: sudo apt install python3-pip",
        "This Python has no pip. Give this command once: sudo apt install python3-pip",
    ),
    "not_installed": (
        "Het klaarzetten is niet gelukt; hierboven staat waarom. Is er internet? Er is niets half achtergebleven.",
        "Setting up did not work; the reason stands above. Is there internet? Nothing was left half-made.",
    ),
    "not_writable": (
        "In deze map kan niet worden geschreven: {}. Zet Houvast in een map van jezelf en probeer opnieuw.",
        "This folder cannot be written to: {}. Put Houvast in a folder of your own and try again.",
    ),
    "what_extra": (
        "Kies wat erbij moet: capture (webpagina's vastleggen) of ocr (tekst in beelden lezen).",
        "Choose what to add: capture (keep web pages) or ocr (read text in pictures).",
    ),
    "working": (
        "Houvast wordt klaargezet. De eerste keer duurt dat even.",
        "Setting up Houvast. The first time takes a moment.",
    ),
    "plain_pip": (
        "De snelle installatie werkt hier niet; het gaat nu op de gewone manier.",
        "The fast installer does not work here; going on in the plain way.",
    ),
}


class CannotGoOnError(Exception):
    """A sentence of `SENTENCES` that the person should read, and what it names."""


def say(key: str, *values: str) -> None:
    """Tell one sentence in Dutch and in English, on standard error: standard output belongs to houvast."""
    for sentence in SENTENCES[key]:
        print(sentence.format(*values), file=sys.stderr)


def run(*command: object) -> bool:
    """Run a command in this folder; its own words stay visible. True when it succeeded."""
    surroundings = dict(os.environ)
    # Settings that people keep for daily use, and that forbid `--target` or an install outside their own venv.
    surroundings.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    surroundings.update(PIP_ROOT_USER_ACTION="ignore", UV_PYTHON_DOWNLOADS="never")
    # Nothing in the home folder, which may be read-only, or on somebody's network drive.
    surroundings.update(PIP_CACHE_DIR=str(TOOLS / "cache-pip"), UV_CACHE_DIR=str(TOOLS / "cache-uv"))
    # An active environment of another project is not ours to change.
    surroundings.pop("VIRTUAL_ENV", None)
    try:
        # What the tools say goes to standard error: `start.py facts --json` prints JSON only.
        done = subprocess.run([str(word) for word in command], cwd=ROOT, env=surroundings, stdout=2, check=False)
    except OSError as problem:
        print(problem, file=sys.stderr)
        return False
    return done.returncode == 0


def digest(*files: Path) -> str:
    """SHA-256 over the bytes of files, in order."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def requirements(name: str) -> Path:
    return ROOT / "requirements" / (name + ".txt")


def wanted(sets: set[str]) -> dict[str, object]:
    """What the stamp of an environment with these sets says when it fits this folder."""
    return {
        "folder": str(ROOT),
        "project": digest(ROOT / "pyproject.toml"),
        "sets": {name: digest(requirements(name)) for name in sorted(sets)},
    }


def standing() -> set[str] | None:
    """The sets of the environment as it stands; None when there is none, or it does not fit this folder any more."""
    try:
        stamp = json.loads(STAMP.read_text("ascii"))
        sets = set(stamp["sets"])
        return sets if PYTHON.exists() and stamp == wanted(sets) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stamped() -> set[str]:
    """The sets that the last whole environment had, fitting or not: they are made again with it."""
    try:
        return {name for name in json.loads(STAMP.read_text("ascii"))["sets"] if requirements(name).exists()}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def write_stamp(sets: set[str]) -> None:
    draft = STAMP.with_suffix(".draft")
    draft.write_text(json.dumps(wanted(sets)), "ascii")
    draft.replace(STAMP)


@contextmanager
def alone() -> Iterator[None]:
    """Hold `.bootstrap/lock`: a second start waits until the first one has made the environment."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def any_pip() -> list[object] | None:
    """A command that runs pip: this Python's own, else one in a venv made for it, else None."""
    if subprocess.run([THIS_PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        return [THIS_PYTHON, "-m", "pip"]
    place = TOOLS / "pip"
    python = place / BIN / ("python" + EXE)
    made = subprocess.run([THIS_PYTHON, "-m", "venv", "--clear", str(place)], capture_output=True, check=False)
    return [python, "-m", "pip"] if made.returncode == 0 else None


def find_uv(pip: list[object]) -> Path | None:
    """The installer that `requirements/bootstrap.txt` names, fetched once; None when it does not run here."""
    place = TOOLS / ("uv-" + digest(requirements("bootstrap"))[:12])
    if not place.exists():
        draft = TOOLS / "uv-draft"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--quiet", "--no-input", "--require-hashes", "--target", draft]
        if not run(*pip, "install", *options, "-r", requirements("bootstrap")):
            return None
        draft.rename(place)
    for folder in ("bin", "Scripts"):
        uv = place / folder / ("uv" + EXE)
        if uv.exists() and subprocess.run([str(uv), "--version"], capture_output=True, check=False).returncode == 0:
            return uv
    return None


def install_with_uv(uv: Path, sets: set[str], *, fresh: bool) -> bool:
    """Steps 3 to 5 with uv. `--system-certs`: municipalities have proxies with a certificate of their own."""
    options = ["--quiet", "--python", PYTHON, "--system-certs"]
    files = [word for name in sorted(sets) for word in ("-r", requirements(name))]
    return (
        (not fresh or run(uv, "venv", "--quiet", "--clear", "--no-project", "--python", THIS_PYTHON, VENV))
        and run(uv, "pip", "install", *options, "--require-hashes", "--only-binary", ":all:", *files)
        and run(uv, "pip", "install", *options, "--no-deps", "--no-build-isolation", "--offline", "-e", ROOT)
    )


def install_with_pip(pip: list[object], sets: set[str], *, fresh: bool) -> bool:
    """The same steps with the same files and plain pip, which needs no ensurepip inside the new environment."""
    inside = [*pip, "--python", PYTHON, "install", "--quiet", "--no-input"]
    files = [word for name in sorted(sets) for word in ("-r", requirements(name))]
    return (
        (not fresh or run(THIS_PYTHON, "-m", "venv", "--clear", "--without-pip", VENV))
        and run(*inside, "--require-hashes", "--only-binary", ":all:", *files)
        and run(*inside, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT)
    )


def install(sets: set[str], *, fresh: bool) -> None:
    """Fill `.venv` with these sets and the project; raise CannotGoOnError when neither uv nor pip can."""
    pip = any_pip()
    if pip is None:
        raise CannotGoOnError("no_pip")
    uv = find_uv(pip)
    if uv is not None and install_with_uv(uv, sets, fresh=fresh):
        return
    say("plain_pip")
    if not install_with_pip(pip, sets, fresh=fresh):
        raise CannotGoOnError("not_installed")


def add(sets: set[str]) -> None:
    """Put more beside what is there. Unstamped while it lasts; nothing is touched before all is fetched."""
    stamp = STAMP.read_bytes()
    STAMP.unlink()
    try:
        install(sets, fresh=False)
    except CannotGoOnError:
        STAMP.write_bytes(stamp)
        raise
    write_stamp(sets)


def bring_back_previous() -> None:
    """Undo a `make` that did not end: what it put aside comes back."""
    if PREVIOUS.exists() and not STAMP.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        PREVIOUS.rename(VENV)


def make(sets: set[str]) -> None:
    """Make `.venv` from nothing; the one that stood there comes back when that fails."""
    if STAMP.exists():
        shutil.rmtree(PREVIOUS, ignore_errors=True)
        VENV.rename(PREVIOUS)
    try:
        install(sets, fresh=True)
        write_stamp(sets)
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        bring_back_previous()
        raise
    shutil.rmtree(PREVIOUS, ignore_errors=True)


def set_up(sets: set[str]) -> None:
    """Make sure that `.venv` holds at least these sets, as the files in `requirements/` say today."""
    if sets <= (standing() or set()):
        return
    with alone():
        bring_back_previous()
        there = standing()
        if there is None:
            say("working")
            make(sets | stamped())
        elif not sets <= there:
            say("working")
            add(sets | there)


def hand_over_to(*command: object) -> int:
    """Become this command, so that signals and the exit code are its own; Windows can only wait for it."""
    words = [str(word) for word in command]
    if os.name != "nt":
        os.execv(words[0], words)
    return subprocess.run(words, check=False).returncode


def a_new_folder_for_the_demo() -> Path:
    """build/demo, or the first of build/demo-2, -3 … that does not exist: a demo overwrites nothing."""
    place, number = ROOT / "build" / "demo", 1
    while place.exists():
        number += 1
        place = ROOT / "build" / (f"demo-{number}")
    place.parent.mkdir(exist_ok=True)
    return place


def main(words: list[str]) -> int:
    """Do what the words ask; the number is the exit code."""
    if sys.version_info < OLDEST:
        raise CannotGoOnError("old_python", "{}.{}".format(*sys.version_info))
    first, rest = (words[0], words[1:]) if words else ("start", [])
    houvast = VENV / BIN / ("houvast" + EXE)
    if first in ("-h", "--help"):
        print(__doc__)
        return 0
    if first == "extras":
        if len(rest) != 1 or rest[0] not in EXTRAS:
            raise CannotGoOnError("what_extra")
        set_up({"core", rest[0]})
        return 0
    if first == "test":
        set_up(SETS_FOR_TESTS)
        return hand_over_to(PYTHON, ROOT / "tools" / "check.py", *rest)
    if first == "demo":
        # With a browser on the machine the demo captures for real; that needs the extra.
        set_up({"core", "capture"} if shutil.which("chromium") else {"core"})
        return hand_over_to(houvast, "demo", *(rest or [str(a_new_folder_for_the_demo())]))
    if first == "setup":
        set_up(SETS_FOR_TESTS if rest == ["test"] else {"core"})
        return 0
    set_up({"core"})
    return hand_over_to(houvast, first, *rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotGoOnError as reason:
        say(*reason.args)
        sys.exit(1)
    except PermissionError as problem:
        say("not_writable", str(problem.filename or ROOT))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
