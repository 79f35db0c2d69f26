"""Compile requirements/*.in to requirements/*.txt: every version pinned, every file hashed, no address written down.

    make requirements

One set of files serves every system and every Python from 3.11 on (`--universal`). Asks the package index that this
machine is set to use. The order matters: `core` first, because the others are held to it (`-c core.txt`).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
ORDER = ("bootstrap", "core", "capture", "ocr", "test")
OPTIONS = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
)


def newest_uv() -> Path:
    """The installer that `start.py` fetched into `.bootstrap`."""
    found = sorted((FOLDER.parent / ".bootstrap").glob("uv-*/bin/uv"), key=lambda uv: uv.stat().st_mtime)
    return found[-1]


def main() -> int:
    """Compile all sets; the exit code of the first that fails."""
    for name in ORDER:
        words = [
            newest_uv(),
            "pip",
            "compile",
            "--quiet",
            "--system-certs",
            *OPTIONS,
            f"{name}.in",
            "-o",
            f"{name}.txt",
        ]
        code = subprocess.run([str(word) for word in words], cwd=FOLDER, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
