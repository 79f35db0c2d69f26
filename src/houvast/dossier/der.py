"""Just enough DER (X.690) to put the certificates of a time-stamp reply in the order that a SET must have."""

from __future__ import annotations

from collections.abc import Iterator

_SEQUENCE, _CONTEXT_0 = 0x30, 0xA0


def sort_certificates(reply: bytes) -> bytes:
    """A copy of a TimeStampResp (RFC 3161) with the certificates of its SignedData (RFC 5652) sorted.

    Raises:
        ValueError: when the bytes are no such thing.
    """
    status, token = _items(_content(reply, _SEQUENCE))
    kind, wrapped = _items(_content(token, _SEQUENCE))
    signed = list(_items(_content(_content(wrapped, _CONTEXT_0), _SEQUENCE)))
    for at, item in enumerate(signed):
        if item[0] == _CONTEXT_0:
            signed[at] = _make(_CONTEXT_0, b"".join(sorted(_items(_content(item, _CONTEXT_0)))))
            break
    token = _make(_SEQUENCE, kind + _make(_CONTEXT_0, _make(_SEQUENCE, b"".join(signed))))
    return _make(_SEQUENCE, status + token)


def _items(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        start, length = _measure(data, at)
        if start + length > len(data):
            raise ValueError("cut off")
        yield data[at : start + length]
        at = start + length


def _content(data: bytes, tag: int) -> bytes:
    start, length = _measure(data, 0)
    if data[0] != tag or start + length != len(data):
        raise ValueError("another kind")
    return data[start:]


def _measure(data: bytes, at: int) -> tuple[int, int]:
    if at + 2 > len(data):
        raise ValueError("cut off")
    first = data[at + 1]
    if first < 0x80:
        return at + 2, first
    size = first & 0x7F
    if not 0 < size <= 4:
        raise ValueError("length")
    return at + 2 + size, int.from_bytes(data[at + 2 : at + 2 + size], "big")


def _make(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
