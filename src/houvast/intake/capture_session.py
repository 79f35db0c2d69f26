"""Listen to the browser: announce what the page asks for, and keep every answer as the browser got it.

Two sessions of the Chrome DevTools Protocol, both our own. That of the browser (`Fetch`) stops each request of any
frame and worker before it leaves, so that the gate can be told, and each answer before the page has it, so that its
body can be taken: `response.body()` of Playwright gives a viewer instead of a PDF, and hangs on others. That of the
page (`Network`) gives the header text as it came, and the certificate of the very connection.
"""

from __future__ import annotations

import asyncio
import base64
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from houvast.intake.addresses import asked_by_page
from houvast.intake.capture_found import Exchange, Found, Headers, header

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

    from houvast.intake.capture_way import Way

Event = dict[str, Any]

LARGEST_BODY = 32 * 1024 * 1024
ALL_BODIES = 192 * 1024 * 1024
NO_BODY = (204, 205, 304)
STREAMS = ("XHR", "Fetch", "EventSource", "Ping", "Prefetch", "Other", "Media")
"""Kinds of request that may stay open by design; that one of these is cut off leaves a page complete."""
STREAM_SECONDS = 1.5


class Session:
    """The two sessions of one capture; `start` before the page is opened, `finish` after all is done."""

    def __init__(self, ours: CDPSession, pages: CDPSession, gate: Way, found: Found, *, only_here: bool) -> None:
        self._browser = ours
        self.page = pages
        self._gate = gate
        self._found = found
        self._only_here = only_here
        self._waiting: dict[str, Exchange] = {}
        self._asked: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken = 0
        self._last_change = 0.0
        self._cut: set[str] = set()
        self._network_ids: list[str] = []
        self._questions: dict[str, list[Event]] = defaultdict(list)
        self._answers: dict[str, list[Event]] = defaultdict(list)
        self._protocols: dict[str, str] = {}
        self._failed: set[str] = set()
        self.security: dict[str, Event] = {}

    async def start(self) -> None:
        """Begin to listen."""
        self._browser.on("Fetch.requestPaused", self._paused)
        self.page.on(
            "Network.requestWillBeSentExtraInfo", lambda event: self._questions[event["requestId"]].append(event)
        )
        self.page.on("Network.responseReceivedExtraInfo", lambda event: self._answers[event["requestId"]].append(event))
        self.page.on("Network.responseReceived", self._answered)
        self.page.on("Network.loadingFailed", lambda event: self._failed.add(event["requestId"]))
        self.page.on("Network.webSocketCreated", self._socket)
        await self.page.send("Network.enable")
        both = [{"urlPattern": "*", "requestStage": stage} for stage in ("Request", "Response")]
        await self._browser.send("Fetch.enable", {"patterns": both})

    async def quiet(self, seconds: float, at_most: float) -> bool:
        """Wait until nothing has been asked or answered for `seconds`; False when that did not happen in time."""
        until = self._found.elapsed() + at_most
        while self._found.elapsed() < until:
            still = self._found.elapsed() - self._last_change
            if still >= seconds and not self._asked and not any(map(self._worth_waiting, self._waiting.values())):
                return True
            await asyncio.sleep(0.05)
        return False

    def _worth_waiting(self, exchange: Exchange) -> bool:
        """Whether a body that is still coming belongs to the page: what may stay open by design gets a moment only."""
        return exchange.kind not in STREAMS or self._found.elapsed() - exchange.at < STREAM_SECONDS

    async def cut(self) -> None:
        """End what is still coming, so that what came of it can be kept."""
        if self._waiting:
            self._cut.update(self._waiting)
            self._gate.cut()
            await self.quiet(0.1, 2.0)

    async def finish(self) -> None:
        """Stop listening and put header texts to their answers."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for exchange, network_id in zip(self._found.exchanges, self._network_ids, strict=True):
            self._complete(exchange, network_id)

    # --- what the browser says ---

    def _answered(self, event: Event) -> None:
        answer = event["response"]
        self._protocols[event["requestId"]] = answer.get("protocol", "")
        if "securityDetails" in answer:
            self.security[answer["url"]] = answer["securityDetails"]

    def _socket(self, event: Event) -> None:
        self._announce(event["url"])
        self._found.limits.append("limit.capture_sockets")

    def _announce(self, url: str) -> None:
        where = asked_by_page(url)
        if where is not None and (where.here or not self._only_here):
            self._gate.announce(where.host, where.port)

    def _paused(self, event: Event) -> None:
        task = asyncio.get_running_loop().create_task(self._pass(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pass(self, event: Event) -> None:
        from playwright.async_api import Error  # noqa: PLC0415  the extra may not be installed

        self._last_change = self._found.elapsed()
        url, network_id = event["request"]["url"], event.get("networkId", "")
        web = url.startswith(("http://", "https://"))
        try:
            if "responseStatusCode" in event:
                self._asked.discard(network_id)
                if web:
                    await self._keep(event)
            elif "responseErrorReason" in event:
                self._asked.discard(network_id)
            elif web:
                self._announce(url)
                if event["resourceType"] not in STREAMS:
                    self._asked.add(network_id)
            await self._browser.send("Fetch.continueRequest", {"requestId": event["requestId"]})
        except Error:
            return  # the page went on without it, or the browser is closing; what was kept stays
        finally:
            self._last_change = self._found.elapsed()

    async def _keep(self, event: Event) -> None:
        request, identity = event["request"], event["requestId"]
        posted = b"".join(base64.b64decode(piece.get("bytes", "")) for piece in request.get("postDataEntries", []))
        exchange = Exchange(
            url=request["url"],
            method=request["method"],
            kind=event["resourceType"],
            at=self._found.elapsed(),
            status=event["responseStatusCode"],
            status_text=event.get("responseStatusText", ""),
            question_headers=list(request["headers"].items()),
            answer_headers=[(entry["name"], entry["value"]) for entry in event.get("responseHeaders", [])],
            posted=posted,
        )
        self._found.exchanges.append(exchange)
        self._network_ids.append(event.get("networkId", ""))
        await self._take_body(exchange, identity)

    async def _take_body(self, exchange: Exchange, identity: str) -> None:
        from playwright.async_api import Error  # noqa: PLC0415  the extra may not be installed

        length = header(exchange.answer_headers, "content-length")
        expected = int(length) if length.isdigit() else -1
        redirect = 300 <= exchange.status < 400 and header(exchange.answer_headers, "location") != ""
        if exchange.status in NO_BODY or exchange.method == "HEAD" or expected == 0:
            return
        if redirect:  # the browser gives the body of a redirect to nobody
            exchange.truncated = "unspecified"
            return
        if max(expected, 0) > LARGEST_BODY or self._taken > ALL_BODIES:
            exchange.truncated = "length"
            self._found.reasons.append("reason.capture_large")
            return
        if exchange.kind == "EventSource":  # has no end, and the page needs it as it comes
            exchange.truncated = "unspecified"
            return
        self._waiting[identity] = exchange
        exchange.truncated = "time"  # until it is here
        try:
            answer = await self._browser.send("Fetch.getResponseBody", {"requestId": identity})
            body = answer["body"]
            exchange.body = base64.b64decode(body) if answer["base64Encoded"] else body.encode()
            self._taken += len(exchange.body)
            short = len(exchange.body) < expected and not header(exchange.answer_headers, "content-encoding")
            exchange.truncated = "time" if identity in self._cut else "disconnect" if short else ""
        except Error:
            exchange.truncated = "unspecified"
        finally:
            self._waiting.pop(identity, None)

    # --- putting together ---

    def _complete(self, exchange: Exchange, network_id: str) -> None:
        """Give an answer its header text; a redirect has the same number as what follows, so the status decides."""
        exchange.protocol = self._protocols.get(network_id, "")
        questions, answers = self._questions[network_id], self._answers[network_id]
        if questions:
            sent = questions.pop(0)["headers"]
            exchange.question_headers = [(name, value) for name, value in sent.items() if not name.startswith(":")]
        for answer in answers:
            if answer["statusCode"] == exchange.status:
                answers.remove(answer)
                exchange.raw_head = answer.get("headersText", "")
                exchange.answer_headers = _headers(exchange.raw_head, answer["headers"])
                break
        if exchange.truncated == "" and network_id in self._failed and exchange.body and exchange.kind != "Document":
            exchange.truncated = "disconnect"
        if exchange.truncated in ("time", "disconnect"):
            if exchange.kind in STREAMS and exchange.truncated == "time":
                self._found.limits.append("limit.capture_streams")
            else:
                self._found.reasons.append("reason.capture_cut_off")


def _headers(raw_head: str, named: dict[str, str]) -> Headers:
    """Header lines from the text as it came, else from the browser's table, which joins repeated ones by a newline."""
    lines = [line.partition(":") for line in raw_head.split("\r\n")[1:] if line]
    if lines:
        return [(name.strip(), value.strip()) for name, _, value in lines]
    return [(name, piece) for name, value in named.items() for piece in value.split("\n") if not name.startswith(":")]
