"""Run everything that CI runs, in order, and show what each stage cost.

    python3 start.py test         style, import directions, types, and every test within the budget
    python3 start.py test long    the tests marked `long`

Stops at the first stage that fails, with its exit code. The last line is pytest's own, with the number of tests.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# program: the Debian packages that bring it. Tests only; Houvast itself runs without any of them.
PROGRAMS = {
    "chromium": ("chromium", "chromium-sandbox", "fonts-liberation"),
    "openssl": ("openssl",),
    "age": ("age",),
}
# A library that Playwright's driver needs and a bare Debian lacks.
LIBRARIES = {"libatomic.so.1": "libatomic1"}

STAGES = (
    ("ruff check", (BIN / "ruff", "check")),
    ("ruff format", (BIN / "ruff", "format", "--check")),
    ("import directions", (BIN / "lint-imports",)),
    ("mypy, the product", (BIN / "mypy",)),
    ("mypy, the tools", (BIN / "mypy", "--strict", "start.py", "tools", "benchmarks")),
)


def missing_packages() -> list[str]:
    found = [package for program, packages in PROGRAMS.items() if not shutil.which(program) for package in packages]
    return found + [package for library, package in LIBRARIES.items() if not can_load(library)]


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def get_programs() -> bool:
    """Install what tests need from Debian; without root, name the one command. True when nothing is missing."""
    packages = missing_packages()
    if not packages:
        return True
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not may_install:
        print("De tests hebben programma's nodig die hier ontbreken. Geef één keer:", file=sys.stderr)
        print("The tests need programs that are missing here. Give this once:", file=sys.stderr)
        print(f"    sudo {' '.join(install)}", file=sys.stderr)
        return False
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "--quiet"], [*install, "--quiet"]):
        subprocess.run(command, env=surroundings, stdout=subprocess.DEVNULL, check=True)
    return not missing_packages()


def stage(name: str, command: tuple[object, ...]) -> int:
    """Run one stage and print its time; its exit code."""
    print(f"── {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode
    print(f"── {name}: {time.monotonic() - began:.1f} s", flush=True)
    return code


def main(words: list[str]) -> int:
    """Everything within the budget, or with `long` the rest; the exit code of the first stage that fails."""
    began = time.monotonic()
    if not get_programs():
        return 1
    print(f"── programs from Debian: {time.monotonic() - began:.1f} s", flush=True)
    pytest = (sys.executable, "-m", "pytest", "-p", "tools.stage_times")
    if words == ["long"]:
        os.execv(sys.executable, [*map(str, pytest), "-m", "long"])
    # The journeys keep a browser and its event loop open for all of them, so they have a process of their own.
    for name, command in (*STAGES, ("journeys in a browser", (*pytest, "tests/journeys"))):
        code = stage(name, command)
        if code:
            return code
    # Not through `stage`: the line with the number of tests stays the last one.
    os.chdir(ROOT)
    os.execv(sys.executable, [*map(str, pytest), "--ignore=tests/journeys"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
