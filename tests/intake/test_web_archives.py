"""Web archives of others: addresses, headers and words; damage is said, and what stands before it was read."""

from __future__ import annotations

import gzip

from intake_made import opened, said, zipped

from houvast.case.reading import Carrier

PAGE = b"<title>Buurt</title><p>Haar nummer is 06-12345678</p><script>adres='Kerkplein 2'</script>"


def record(kind: str, body: bytes, *, address: str = "https://buurt.example/noor", http: str = "") -> bytes:
    whole = http.encode() + body
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\nWARC-Target-URI: {address}\r\n"
            f"WARC-IP-Address: 192.0.2.7\r\nWARC-Date: 2026-03-12T22:41:00Z\r\n"
            f"Content-Type: {'application/http' if http else 'text/plain'}\r\nContent-Length: {len(whole)}\r\n\r\n"
        ).encode()
        + whole
        + b"\r\n\r\n"
    )


OK = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nSet-Cookie: bezoeker=noor\r\n\r\n"
ARCHIVE = (
    record("warcinfo", b"operator: Sven\r\n")
    + record("response", PAGE, http=OK.format("text/html; charset=utf-8"))
    + record("request", b"", http="GET /noor HTTP/1.1\r\nCookie: sessie=1\r\n\r\n")
    + record("response", b"\x89PNG....", http=OK.format("image/png"))
)


def test_words_addresses_and_headers_of_an_archive_are_found() -> None:
    reading = opened("warc", ARCHIVE).reading

    assert "Haar nummer is 06-12345678" in said(reading, Carrier.PAGE)
    assert "https://buurt.example/noor" in said(reading, Carrier.METADATA)
    assert "Kerkplein 2" in said(reading, Carrier.METADATA)
    assert "operator: Sven" in said(reading, Carrier.METADATA)
    assert "bezoeker=noor" in said(reading, Carrier.HEADER)
    assert "sessie=1" in said(reading, Carrier.HEADER)
    assert reading.not_searched == ("record:1 × image/png",)
    assert reading.limits == ("limit.archive_light",)


def test_a_packed_archive_reads_the_same() -> None:
    packed = gzip.compress(record("warcinfo", b"operator: Sven\r\n"))
    packed += gzip.compress(record("response", PAGE, http=OK.format("text/html")))
    reading = opened("warc", packed).reading

    assert "operator: Sven" in said(reading)
    assert "06-12345678" in said(reading, Carrier.PAGE)
    assert reading.limits == ("limit.archive_light",)


def test_a_wacz_is_read_member_by_member() -> None:
    data = zipped(
        {"archive/data.warc": ARCHIVE, "datapackage.json": b'{"title":"van Sven"}', "indexes/index.idx": b"\0\1\2"}
    )
    reading = opened("wacz", data).reading

    assert "Haar nummer is 06-12345678" in said(reading)
    assert "van Sven" in said(reading)
    assert reading.not_searched == ("member:indexes/index.idx", "record:1 × image/png")


def test_an_archive_that_was_cut_off_says_so_and_keeps_what_it_read() -> None:
    reading = opened("warc", ARCHIVE[: ARCHIVE.index(b"Kerkplein")]).reading

    assert "Haar nummer is 06-12345678" in said(reading)
    assert "limit.archive_damaged" in reading.limits
    assert "file:" in reading.not_searched


def test_what_is_no_archive_is_refused() -> None:
    assert opened("warc", b"WARC/1.0 maar verder niets").refused == "refused.unreadable"
    assert opened("wacz", b"PK\x03\x04").refused == "refused.zip_unreadable"


def test_a_body_that_unpacks_without_end_is_cut() -> None:
    body = gzip.compress(bytes(50_000_000))
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    reading = opened("warc", record("response", body, http=head) + record("warcinfo", b"daarna")).reading

    assert "daarna" in said(reading)
    assert sum(len(one.text) for one in reading.passages) < 20_000_000
