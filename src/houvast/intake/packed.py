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
_BINARY, _ESCAPED = b"1", b"2"


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
        return _BINARY + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        # Half an emoji (a lone surrogate, common in exports) has no UTF-8; JSON escapes carry it.
        return _ESCAPED + json.dumps(msgspec.to_builtins(value)).encode()


def _unpack(data: bytes, kind: type[_Packed]) -> _Packed:
    collecting = gc.isenabled()
    gc.disable()  # a million small objects without cycles: the collector costs more than the decoding
    try:
        if data[:1] == _BINARY:
            return msgspec.msgpack.decode(memoryview(data)[1:], type=kind)
        if data[:1] == _ESCAPED:
            return msgspec.convert(json.loads(data[1:]), kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise IntakeError("intake.unreadable_reading") from error
    finally:
        if collecting:
            gc.enable()
    raise IntakeError("intake.unreadable_reading")
