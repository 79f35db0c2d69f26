"""A big upload: nothing readable touches the disk while it runs, and memory stays where it was."""

from __future__ import annotations

import http.client
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

from journey_steps import PASSPHRASE, keep_in
from playwright.sync_api import BrowserContext, Page

from houvast.web.server import Running

CANARY = b"KANARIE-0612345678-DORPSSTRAAT"
MIB = 1024 * 1024
SIZE = 100 * MIB


def body(edge: str) -> Iterator[bytes]:
    yield f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="lang.bin"\r\n\r\n'.encode()
    block = (CANARY + b"\x00\xff" * 17) * (MIB // (len(CANARY) + 34) + 1)
    for _ in range(SIZE // MIB):
        yield block[:MIB]
    yield f"\r\n--{edge}--\r\n".encode()


def open_files() -> Iterator[Path]:
    """Every file that this process or a child of it has open, deleted ones too."""
    me = str(os.getpid())
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        try:
            parent = (process / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if process.name == me or parent == me:
                yield from (process / "fd").iterdir()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue


def holds_canary(path: Path) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > 3 * SIZE:
            return False
        with path.open("rb") as found:
            return any(CANARY in piece for piece in iter(lambda: found.read(8 * MIB), b""))
    except OSError:
        return False


def resident_mib() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB


def test_a_hundred_megabytes_leave_no_readable_byte_on_disk(
    page: Page, context: BrowserContext, server: Running, tmp_path: Path
) -> None:
    keep_in(page, server.origin, tmp_path, PASSPHRASE)
    page.goto(f"{server.origin}/s/5")
    found = re.search(r'action="(/s/5/2/[0-9a-f]+)"', page.content())
    assert found
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    connection = http.client.HTTPConnection(server.origin.removeprefix("http://"))
    edge, seen, most, done = "part-edge", [], [0.0], threading.Event()
    before = resident_mib()

    def watch() -> None:
        while not done.is_set():
            seen.extend(str(path) for path in open_files() if holds_canary(path))
            seen.extend(str(path) for path in Path(gettempdir()).glob("*upload*"))
            most[0] = max(most[0], resident_mib())

    watcher = threading.Thread(target=watch)
    watcher.start()
    pieces = list(body(edge))
    connection.putrequest("POST", found[1])
    for name, value in (
        ("Cookie", cookie),
        ("Origin", server.origin),
        ("Sec-Fetch-Site", "same-origin"),
        ("Content-Type", f"multipart/form-data; boundary={edge}"),
        ("Content-Length", str(sum(map(len, pieces)))),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    for piece in pieces:
        connection.send(piece)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    done.set()
    watcher.join()

    assert answer.status == 302
    assert seen == []
    assert most[0] - before < 180  # the hundred that this test itself holds, and the watcher's eight
    assert not any(holds_canary(path) for path in tmp_path.rglob("*"))
    opened = next(iter(server.house._visits.values())).opened
    assert opened is not None
    job = opened.worker.job(2)
    assert job is not None and job.finished.wait(120) and job.error is None
    assert sum(path.stat().st_size for path in tmp_path.rglob("blobs/*/*")) > SIZE
