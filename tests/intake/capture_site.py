"""A web site on loopback with the pages that break captures: served by a thread, without a word to the terminal."""

from __future__ import annotations

import base64
import gzip
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "berichten.localhost"
OTHER = "elders.localhost"

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def png(colour: int) -> bytes:
    """A picture of 40 by 40 points in one shade of grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = (40).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    rows = b"".join(b"\0" + bytes([colour]) * 40 for _ in range(40))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Site(ThreadingHTTPServer):
    """The server; `asked` holds every path it was asked for, `stop` ends what hangs."""

    daemon_threads = False
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[str] = []
        self.stop = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error."""


@contextmanager
def site() -> Iterator[Site]:
    """Serve while the block runs."""
    with Site() as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield served
        finally:
            served.stop.set()
            served.shutdown()
            thread.join()


class Pages(BaseHTTPRequestHandler):
    """One method for each page, `page_NAME`; pictures are `/grey/NUMBER.png`."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        name = self.path.split("?")[0].strip("/").split("/")[0]
        getattr(self, f"page_{name.partition('.')[0]}", self.page_404)()

    do_POST = do_GET  # noqa: N815  the name that http.server looks for

    def log_message(self, *words: object) -> None:
        pass

    def answer(
        self, body: bytes, kind: str = "text/html; charset=utf-8", *more: tuple[str, str], status: int = 200
    ) -> None:
        self.send_response(status)
        for name, value in [("Content-Type", kind), *more, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page_404(self) -> None:
        self.answer(b"niet gevonden", "text/plain", status=404)

    def page_grey(self) -> None:
        self.answer(png(int(self.path.split("/")[2].split(".")[0]) % 256), "image/png")

    def page_post(self) -> None:
        """An ordinary page with a bit of everything."""
        port = self.server.server_port
        text = f"""<!doctype html><title>Het bericht</title><link rel=stylesheet href=/style>
          <h1>Bel haar op 06 12345678</h1><p>één regel</p><img src=/grey/7.png><img src=/lost.png>
          <img src=/moved><a href=/paper>pdf</a>
          <iframe src="http://{OTHER}:{port}/frame"></iframe>
          <script>new Worker("/worker.js"); navigator.sendBeacon("/beacon", "hallo");
          window.open("/window"); alert("hallo"); Object.defineProperty(document.body, "innerText", {{value: "onzin"}})
          </script>"""
        more = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Wie", "Rob"), ("x-wie", "Bert")]
        self.answer(text.encode(), "text/html; charset=utf-8", *more)

    def page_style(self) -> None:
        self.answer(gzip.compress(b"body { font: 16px sans-serif }"), "text/css", ("Content-Encoding", "gzip"))

    def page_frame(self) -> None:
        self.answer(b"<p>reactie in een venster<img src=/grey/9.png>")

    def page_worker(self) -> None:
        self.answer(b'fetch("/byworker")', "text/javascript")

    def page_byworker(self) -> None:
        self.answer(b"door een werker", "text/plain")

    def page_beacon(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(b"", "text/plain", status=204)

    def page_window(self) -> None:
        self.answer(b"<p>tweede venster")

    def page_moved(self) -> None:
        self.answer(b"moved", "text/plain", ("Location", "/grey/8.png"), status=302)

    def page_away(self) -> None:
        self.answer(b"moved", "text/plain", ("Location", f"http://{OTHER}:{self.server.server_port}/frame"), status=301)

    def page_paper(self) -> None:
        self.answer(PDF, "application/pdf")

    def page_download(self) -> None:
        word = base64.b64decode(self.path.partition("?")[2])
        self.answer(
            word or b"x" * 1004, "application/octet-stream", ("Content-Disposition", "attachment; filename=x.bin")
        )

    def page_cut(self) -> None:
        self.answer(b"<p>voor het breken<img src=/half.png>")

    def page_half(self) -> None:
        """A picture that breaks off."""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(png(1)[:7])
        self.close_connection = True

    def page_hang(self) -> None:
        self.answer(b"<p>wacht<script>fetch('/never')</script><img src=/grey/3.png>")

    def page_never(self) -> None:
        """Begins and never ends."""
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"zeven b")
        self.wfile.flush()
        self.server.stop.wait(60)
        self.close_connection = True

    def page_stuck(self) -> None:
        """The page itself begins and never ends."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"<title>vast</title><p>het begin is er" + b" " * 2000)
        self.wfile.flush()
        self.server.stop.wait(60)
        self.close_connection = True

    def page_long(self) -> None:
        """20,000 pixels high, each 500 another colour, with pictures that come when they are near."""
        rows = "".join(
            f'<div style="height:500px;background:hsl({row * 37 % 360} 60% 70%)">deel {row}'
            f"<img loading=lazy width=40 height=40 src=/grey/{row}.png></div>"
            for row in range(40)
        )
        self.answer(f"<!doctype html><body style='margin:0'>{rows}".encode())

    def page_inner(self) -> None:
        rows = "".join(f"<p>regel {row}</p>" for row in range(400))
        self.answer(
            f"<!doctype html><body style='margin:0;overflow:hidden'>"
            f"<div style='height:100vh;overflow-y:auto'>{rows}</div>".encode()
        )

    def page_inside(self) -> None:
        """Asks for what is inside: another port here, and the metadata of a cloud."""
        secret = self.path.partition("?")[2]
        self.answer(
            f"<h1>van buiten</h1><img src='http://127.0.0.1:{secret}/secret'>"
            f"<img src='http://169.254.169.254/latest/meta-data'><img src='http://[::1]:{secret}/secret'>"
            f"<script>new WebSocket('ws://127.0.0.1:{secret}/socket');"
            f"const c=new RTCPeerConnection({{iceServers:[{{urls:'stun:127.0.0.1:{secret}'}}]}});"
            "c.createDataChannel('x');c.createOffer().then(o=>c.setLocalDescription(o))</script>".encode()
        )

    def page_canary(self) -> None:
        """Stores its word everywhere a page can."""
        word = base64.b64decode(self.path.partition("?")[2]).decode()
        text = f"""<title>{word}</title><h1>{word}</h1><input value="{word}"><script>
          document.cookie = "c={word}; max-age=9999"; localStorage.c = sessionStorage.c = "{word}";
          const r = indexedDB.open("c", 1); r.onupgradeneeded = () => r.result.createObjectStore("o").put("{word}", 1);
          caches.open("c").then(c => c.put("/c", new Response("{word}".repeat(100000))));
          self.kept = "{word}".repeat(1000000)</script>"""
        self.answer(text.encode(), "text/html; charset=utf-8", ("Cache-Control", "max-age=9999"))
