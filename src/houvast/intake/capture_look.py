"""What the page shows, read in a world of our own, where scripts of the page cannot change what the words mean."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from houvast.intake.capture_found import Found

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Frame, Page

MOST_TEXT = 2_000_000
MOST_FRAMES = 20

TEXT = f"(document.body ? document.body.innerText : '').slice(0, {MOST_TEXT})"
TITLE = "document.title.slice(0, 1000)"
HEIGHT = "Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"
INNER_SCROLL = """
[...document.querySelectorAll('body *')].some(element =>
  element.clientHeight > 200 && element.scrollHeight > element.clientHeight + 200 &&
  ['auto', 'scroll', 'overlay'].includes(getComputedStyle(element).overflowY))
"""
LOCKED = """
[document.documentElement, document.body].some(element => element && getComputedStyle(element).overflowY === 'hidden')
"""


class Look:
    """Asks the page itself, main frame only."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    async def ask(self, question: str) -> Any:
        """The value of a JavaScript expression in a fresh world beside the page's own."""
        tree = await self._session.send("Page.getFrameTree")
        world = await self._session.send(
            "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "houvast"}
        )
        answer = await self._session.send(
            "Runtime.evaluate",
            {
                "expression": question,
                "contextId": world["executionContextId"],
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        return answer["result"].get("value")


async def read_text(look: Look, page: Page) -> str:
    """The text of the page as a reader sees it, then that of the frames in it, each under its address."""
    texts = [str(await look.ask(TEXT) or "")]
    for frame in page.frames[1 : MOST_FRAMES + 1]:
        text = ""
        if frame.url.startswith(("http://", "https://")):
            text = await _frame_text(frame)
        if text.strip():
            texts.append(f"\n[{frame.url}]\n{text}")
    return "\n".join(texts)[:MOST_TEXT]


async def _frame_text(frame: Frame) -> str:
    from playwright.async_api import Error  # noqa: PLC0415  the extra may not be installed

    try:
        return str(await asyncio.wait_for(frame.evaluate(TEXT), 2))
    except (TimeoutError, Error):
        return ""


async def what_stays_hidden(look: Look, found: Found) -> None:
    """Name what a picture of the whole page cannot show."""
    if await look.ask(INNER_SCROLL):
        found.limits.append("limit.capture_inner_scroll")
    if await look.ask(LOCKED):
        found.limits.append("limit.capture_covered")
