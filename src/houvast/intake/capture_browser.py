"""Find Chromium and start it so that it keeps nothing and greets nobody.

Each flag is here because of something that was measured without it, such as packets past the proxy by WebRTC.
Playwright adds an empty throw-away profile that it removes; nothing of an off-the-record page goes into it.
"""

from __future__ import annotations

import asyncio
import ctypes
import importlib.util
import os
import shutil
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

FLAGS = [
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # else a page sends packets past the gate
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are resolved by the gate alone
    "--disk-cache-dir=/dev/null",
    "--disable-quic",
]
NOT_PLAYWRIGHTS = ["--disable-dev-shm-usage"]
"""Shared memory between the browser's processes belongs in memory; this default of Playwright puts it in /tmp."""

NOWHERE = {"XDG_CONFIG_HOME": os.devnull, "XDG_CACHE_HOME": os.devnull}
"""Where the browser may keep things for this user. It writes a report with memory of the page when the page crashes,
and no flag stops that, but it does without when it finds no place for it."""

LAUNCH_SECONDS = 20
CLOSE_SECONDS = 5


def missing() -> str:
    """The text key that says what is lacking for a capture, or ""."""
    if importlib.util.find_spec("playwright") is None:
        return "capture.missing_extra"
    if not chromium():
        return "capture.missing_chromium"
    return "" if driver_can_run() else "capture.missing_library"


def driver_can_run() -> bool:
    """Whether the system has the one library that Playwright's driver needs and a bare Debian lacks."""
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")
        except OSError:
            return False
    return True


def chromium() -> str:
    """Where the browser of this system is, or ""."""
    found = (shutil.which(program) for program in PROGRAMS)
    return next(filter(None, found), "") or next((place for place in PLACES if Path(place).exists()), "")


def must_be_own_pages() -> bool:
    """Whether only pages of our own may be opened: Chromium has no sandbox for root."""
    return sys.platform != "win32" and os.geteuid() == 0


@asynccontextmanager
async def browser(proxy_url: str, *, own_pages: bool) -> AsyncIterator[tuple[Browser, bool]]:
    """A browser behind the gate, and whether it has a sandbox; closed at the end.

    Args:
        proxy_url: the gate.
        own_pages: only pages of this machine itself will be opened, so that it may go without a sandbox where the
            system has none to offer.

    Raises:
        IntakeError: `intake.capture_no_sandbox` or `intake.browser_not_started`.
    """
    from playwright.async_api import Error, async_playwright  # noqa: PLC0415  the extra may not be installed

    async with async_playwright() as playwright:

        async def launch(*, sandbox: bool) -> Browser:
            return await playwright.chromium.launch(
                executable_path=chromium(),
                chromium_sandbox=sandbox,
                proxy={"server": proxy_url, "bypass": "<-loopback>"},
                args=FLAGS,
                ignore_default_args=NOT_PLAYWRIGHTS,
                env={**os.environ, **NOWHERE},
                timeout=LAUNCH_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )

        sandbox = not must_be_own_pages()
        try:
            started = await launch(sandbox=sandbox)
        except Error as error:
            if not sandbox or "No usable sandbox" not in error.message:
                raise IntakeError("intake.browser_not_started") from error
            if not own_pages:
                raise IntakeError("intake.capture_no_sandbox") from error
            sandbox = False
            started = await launch(sandbox=False)
        try:
            yield started, sandbox
        finally:
            with suppress(TimeoutError, Error):  # ending the driver, a line below, ends the browser as well
                await asyncio.wait_for(started.close(), CLOSE_SECONDS)
