"""Readings as bytes: for the pipe of the child process, and for what is kept as derived data.

Typed both ways: bytes that do not decode to exactly a `Reading` are refused, whoever made them.
"""

from __future__ import annotations

import gc
import json
from typing import TypeVar

import msgspec

from houvast.case.reading import Reading
from houvast.errors import IntakeError
from houvast.intake.taken import Taken

_Packed = TypeVar("_Packed", Reading, Taken)
_JSON = b"{"
"""How the JSON form begins; the MessagePack form of a record begins with a byte above 0x7f."""


def pack(reading: Reading) -> bytes:
    """A reading as bytes, to keep as derived data."""
    return _pack(reading)


def unpack(data: bytes) -> Reading:
    """The reading that `pack` made into these bytes.

    Raises:
        IntakeError: `intake.unreadable_reading`; make the reading again from the original.
    """
    return _unpack(data, Reading)


def pack_taken(taken: Taken) -> bytes:
    """An outcome as bytes, for the pipe."""
    return _pack(taken)


def unpack_taken(data: bytes) -> Taken:
    """The outcome in these bytes.

    Raises:
        IntakeError: `intake.unreadable_reading`.
    """
    return _unpack(data, Taken)


def _pack(value: Reading | Taken) -> bytes:
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        # Half an emoji (a lone surrogate, common in exports) has no UTF-8; JSON escapes carry it.
        return json.dumps(msgspec.to_builtins(value)).encode()


def _unpack(data: bytes, kind: type[_Packed]) -> _Packed:
    collecting = gc.isenabled()
    gc.disable()  # a million small objects without cycles: the collector costs more than the decoding
    try:
        if data[:1] == _JSON:
            return msgspec.convert(json.loads(data), kind)
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise IntakeError("intake.unreadable_reading") from error
    finally:
        if collecting:
            gc.enable()
