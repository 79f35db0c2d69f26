"""Keep a web page by its address: what the server sent, and what a browser made of it.

Promises: one fresh browser and one fresh context each time, off the record, without login; the way out is the gate
that is handed in, and nothing else; all in memory; within a minute, and what could not be had is named. What the
browser received is kept as WARC in WACZ; the pictures, the text and the print are what was made of it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from houvast.errors import IntakeError
from houvast.intake.addresses import WebAddress, web_address
from houvast.intake.capture_archive import wacz
from houvast.intake.capture_browser import CLOSE_SECONDS, missing, must_be_own_pages
from houvast.intake.capture_found import Found, Place, State
from houvast.intake.capture_steps import take
from houvast.intake.capture_way import Way

__all__ = ["Capture", "Place", "State", "Way", "capture", "is_available"]

Progress = Callable[[str], None]
"""Is told the text key of each step (`progress.capture_*`), in the thread that called `capture`."""

HARD_SECONDS = 75.0
"""When a browser that does not even answer to being closed is left behind; the steps themselves end after 55 s."""


@dataclass(frozen=True, slots=True)
class Capture:
    """What came of one address.

    `state` with `reasons` (text keys `reason.capture_*`; none when complete) says how much of it is here, `limits`
    (text keys `limit.*`) what it does not show however complete. `wacz` is the archive to keep as the original.
    `pictures` are PNG, each with its `places` entry: the first screen as found, then the whole page in tiles.
    `text` is the text of the page after scrolling, or before it where the page did not last that long; `facts` are
    named values, a name may come more than once.
    """

    state: State
    reasons: tuple[str, ...]
    limits: tuple[str, ...]
    wacz: bytes
    pictures: tuple[bytes, ...]
    places: tuple[Place, ...]
    text: str
    print_pdf: bytes
    facts: tuple[tuple[str, str], ...]
    final_address: str


def is_available() -> tuple[bool, str]:
    """Whether a page can be captured here, and the text key that says so or says what to get (`capture.*`)."""
    key = missing()
    return (False, key) if key else (True, "capture.available")


def capture(address: str, *, gate: Way, now: datetime, progress: Progress | None = None) -> Capture:
    """Open `address` in a browser of its own and keep what comes.

    Args:
        address: as typed; see `web_address`.
        gate: the only way out, open, made for this one capture with the person's yes to the host of `address`.
        now: the moment it begins, with its zone; later moments are this one plus what a steady clock counted.
        progress: is told each step.

    Returns:
        What there is, also when the page was not reached (state failed) or not all of it came (partial).

    Raises:
        IntakeError: `intake.address_not_understood`, `intake.no_capture` (`is_available` says why),
            `intake.capture_as_root`, `intake.capture_no_sandbox` or `intake.browser_not_started`.
        OutsideError: `outside.no_yes` when the gate was opened for another host.
    """
    where = web_address(address)
    if missing():
        raise IntakeError("intake.no_capture")
    if must_be_own_pages() and not (gate.own_pages and where.here):
        raise IntakeError("intake.capture_as_root")
    gate.announce(where.host, where.port)
    found = Found(where, now)
    _in_own_thread(where, gate, found, progress)
    archive = wacz(found, gate.connections)
    return Capture(
        state=found.state,
        reasons=tuple(dict.fromkeys(found.reasons)),
        limits=found.all_limits(gate.refused),
        wacz=archive,
        pictures=tuple(found.pictures),
        places=tuple(found.places),
        text=found.text or found.text_as_found,
        print_pdf=found.print_pdf,
        facts=found.all_facts(gate.connections, gate.refused),
        final_address=found.final_address,
    )


def _in_own_thread(where: WebAddress, gate: Way, found: Found, progress: Progress | None) -> None:
    """Run the steps in a thread with an event loop of its own: the thread of the caller may have one that runs."""
    told: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    failures: list[BaseException] = []
    loop = asyncio.new_event_loop()
    steps = loop.create_task(take(where, gate, found, told.put))

    def run() -> None:
        try:
            loop.run_until_complete(steps)
            loop.run_until_complete(loop.shutdown_asyncgens())
        except BaseException as error:  # noqa: BLE001  carried over to the thread that waits
            failures.append(error)
        finally:
            loop.close()
            told.put(None)

    thread = threading.Thread(target=run, name="houvast-capture", daemon=True)
    thread.start()
    try:
        while step := told.get(timeout=HARD_SECONDS):
            if progress is not None:
                progress(step)
    except queue.Empty:
        found.reasons.append("reason.capture_time")
        return
    except BaseException:
        loop.call_soon_threadsafe(steps.cancel)
        raise
    finally:
        thread.join(CLOSE_SECONDS)
    if failures:
        raise failures[0]
