"""The steps of a capture: open, wait, keep as found, scroll, keep the whole, print. Each has its time; a step that
fails or takes too long is named, and the next one still runs.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from houvast.intake.addresses import WebAddress, asked_by_page
from houvast.intake.capture_browser import browser
from houvast.intake.capture_found import LOCALE, VIEWPORT, ZONE, Found
from houvast.intake.capture_look import HEIGHT, TITLE, Look, read_text, what_stays_hidden
from houvast.intake.capture_pictures import MOST_HEIGHT, first_screen, whole_page
from houvast.intake.capture_session import Session
from houvast.intake.capture_way import Way

if TYPE_CHECKING:
    from playwright.async_api import Browser, CDPSession, Page

ALL_SECONDS = 55.0
OPEN_SECONDS = 20.0
SETTLE_SECONDS = 4.0
SCROLL_SECONDS = 12.0
SCROLL_STEP = 800
SCROLL_PAUSE = 0.06
PRINT_SECONDS = 20.0

Tell = Callable[[str], None]


async def take(where: WebAddress, gate: Way, found: Found, tell: Tell) -> None:
    """Go through all steps, filling `found`; returns within a minute."""
    tell("progress.capture_browser")
    try:
        async with (
            asyncio.timeout(ALL_SECONDS),
            browser(gate.proxy_url, own_pages=gate.own_pages and where.here) as (program, sandbox),
            _page(program, gate, found, only_here=not sandbox) as (page, session, cdp),
        ):
            found.facts += [("browser", f"Chromium {program.version}"), ("sandbox", "yes" if sandbox else "no")]
            await _until_crash(page, _Steps(page, session, cdp, found, tell).run(where.url), found)
    except TimeoutError:
        found.reasons.append("reason.capture_time")
    _explain_failure(where, gate, found)


@asynccontextmanager
async def _page(
    program: Browser, gate: Way, found: Found, *, only_here: bool
) -> AsyncIterator[tuple[Page, Session, CDPSession]]:
    """A page of a fresh context: no login, nothing granted, nothing stored, no second window, no question answered.

    Permissions are left at none granted by not naming them: Playwright waits for ever when given an empty list.
    """
    ours = await program.new_browser_cdp_session()
    context = await program.new_context(
        viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
        locale=LOCALE,
        timezone_id=ZONE,
        service_workers="block",
        accept_downloads=False,
    )
    page = await context.new_page()
    cdp = await context.new_cdp_session(page)
    background: set[asyncio.Task[None]] = set()

    def later(work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        background.add(task)
        task.add_done_callback(background.discard)

    context.on("page", lambda other: later(other.close()))
    page.on("dialog", lambda dialog: later(dialog.dismiss()))
    session = Session(ours, cdp, gate, found, only_here=only_here)
    await session.start()
    try:
        yield page, session, cdp
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await session.finish()


async def _until_crash(page: Page, work: Coroutine[None, None, None], found: Found) -> None:
    """Do the work, but end it when the page crashes: the browser answers no question about a page that is gone."""
    steps = asyncio.ensure_future(work)

    def crashed(_: object) -> None:
        found.reasons.append("reason.capture_crashed")
        steps.cancel()

    page.on("crash", crashed)
    try:
        await steps
    except asyncio.CancelledError:
        if "reason.capture_crashed" not in found.reasons:
            raise


class _Steps:
    """The steps over one page."""

    def __init__(self, page: Page, session: Session, cdp: CDPSession, found: Found, tell: Tell) -> None:
        self._page = page
        self._session = session
        self._cdp = cdp
        self._found = found
        self._tell = tell
        self._look = Look(cdp)

    async def run(self, url: str) -> None:
        found = self._found
        await self._step("open", self._open(url), OPEN_SECONDS + 2, "reason.capture_too_slow")
        await self._session.quiet(0.5, SETTLE_SECONDS)
        if found.page is None:
            await self._session.cut()
            return
        found.final_address = self._page.url
        await self._step("as_found", first_screen(self._cdp, found), 10, "reason.capture_no_picture")
        await self._step("text_as_found", self._text_as_found(), 5, "reason.capture_no_text")
        await self._step("scroll", self._scroll(), SCROLL_SECONDS + 2, "reason.capture_not_scrolled")
        await self._session.quiet(0.5, SETTLE_SECONDS)
        await self._session.cut()
        await self._step("text", self._text(), 8, "reason.capture_no_text")
        await self._step("whole", whole_page(self._cdp, found), 25, "reason.capture_no_picture")
        await self._step("certificate", self._certificate(), 3, "reason.capture_no_certificate")
        await self._step("print", self._print(), PRINT_SECONDS, "reason.capture_no_print")

    async def _step(self, name: str, work: Awaitable[None], seconds: float, reason: str) -> None:
        """Run one step within its time; whatever becomes of it, say so and go on."""
        from playwright.async_api import Error  # noqa: PLC0415  the extra may not be installed

        self._tell(f"progress.capture_{name}")
        began = self._found.elapsed()
        try:
            await asyncio.wait_for(work, seconds)
        except (TimeoutError, Error):
            self._found.reasons.append(reason)
        self._found.facts.append(("step", f"{name} {began:.1f}-{self._found.elapsed():.1f} s"))

    async def _open(self, url: str) -> None:
        from playwright.async_api import Error  # noqa: PLC0415  the extra may not be installed
        from playwright.async_api import TimeoutError as TooSlow  # noqa: PLC0415

        try:
            await self._page.goto(url, wait_until="load", timeout=OPEN_SECONDS * 1000)
        except TooSlow:
            self._found.reasons.append("reason.capture_too_slow")
            await self._session.cut()
        except Error as error:
            if "Download is starting" in error.message:
                self._found.reasons.append("reason.capture_download")
            elif "ERR_CERT" in error.message:
                self._found.reasons.append("reason.capture_certificate")
            elif self._found.page is None:
                self._found.reasons.append("reason.capture_not_reached")

    async def _text_as_found(self) -> None:
        self._found.title = str(await self._look.ask(TITLE) or "")
        self._found.text_as_found = await read_text(self._look, self._page)

    async def _text(self) -> None:
        await what_stays_hidden(self._look, self._found)
        self._found.text = await read_text(self._look, self._page)

    async def _scroll(self) -> None:
        """Go down in steps, so that pictures that wait for a reader come, then back to the top."""
        until = self._found.elapsed() + SCROLL_SECONDS
        top = 0
        while top < min(int(await self._look.ask(HEIGHT) or 0), MOST_HEIGHT):
            if self._found.elapsed() > until:
                self._found.reasons.append("reason.capture_not_scrolled")
                break
            top += SCROLL_STEP
            await self._look.ask(f"scrollTo({{top: {top}, behavior: 'instant'}})")
            await asyncio.sleep(SCROLL_PAUSE)
        self._found.facts.append(("scrolled_to", str(top)))
        await self._session.quiet(0.3, SETTLE_SECONDS)
        await self._look.ask("scrollTo({top: 0, behavior: 'instant'})")

    async def _certificate(self) -> None:
        """The chain of the connection that the page came over, and how it was secured."""
        where = asked_by_page(self._found.final_address)
        if where is None or not where.url.startswith("https://"):
            return
        origin = "/".join(self._found.final_address.split("/")[:3])
        chain = (await self._cdp.send("Network.getCertificate", {"origin": origin}))["tableNames"]
        if chain:
            self._found.certificates[where.host] = [base64.b64decode(one) for one in chain]
        details = self._session.security.get(self._found.final_address.partition("#")[0], {})
        for name in ("protocol", "cipher", "issuer", "subjectName", "validFrom", "validTo"):
            if name in details:
                self._found.facts.append((f"tls_{name}", str(details[name])))

    async def _print(self) -> None:
        answer = await self._cdp.send(
            "Page.printToPDF", {"printBackground": True, "preferCSSPageSize": False, "displayHeaderFooter": False}
        )
        self._found.print_pdf = base64.b64decode(answer["data"])


def _explain_failure(where: WebAddress, gate: Way, found: Found) -> None:
    """Say why nothing came, where the gate knows it better than the browser."""
    if found.page is not None:
        return
    for stop in gate.refused:
        if (stop.host, stop.port) == (where.host, where.port):
            found.reasons[:] = [f"reason.capture_{stop.why}"]
            return
    if not found.reasons:
        found.reasons.append("reason.capture_not_reached")
