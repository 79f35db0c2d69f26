"""What the filter refuses, for both machines it knows, worked out instruction by instruction; and what is imported."""

from __future__ import annotations

import errno
import os
import struct
import subprocess
import sys

import pytest

from houvast.intake import lockdown

ALLOWED, REFUSED, ABSENT, KILLED = "allowed", "refused", "absent", "killed"
CALLS = {
    # name: numbers on x86-64 and ARM64, arguments, what must come of it
    "read": ((0, 63), (), ALLOWED),
    "write to an open pipe": ((1, 64), (), ALLOWED),
    "ask for memory": ((9, 222), (), ALLOWED),
    "socket for the Internet": ((41, 198), (2, 1, 0), REFUSED),
    "socket on this computer": ((41, 198), (1, 1, 0), REFUSED),
    "io_uring": ((425, 425), (), REFUSED),
    "start a program": ((59, 221), (), REFUSED),
    "look into another process": ((101, 117), (), REFUSED),
    "stop another process": ((62, 129), (), REFUSED),
    "open to read": ((257, 56), (0, 0, os.O_RDONLY | os.O_CLOEXEC), ALLOWED),
    "open to write": ((257, 56), (0, 0, os.O_WRONLY), REFUSED),
    "open to make": ((257, 56), (0, 0, os.O_CREAT), REFUSED),
    "open to empty": ((257, 56), (0, 0, os.O_TRUNC), REFUSED),
    "make a temporary file without name": ((257, 56), (0, 0, os.O_RDWR | 0o20000000), REFUSED),
    "remove": ((263, 35), (), REFUSED),
    "rename": ((316, 276), (), REFUSED),
    "a thread": ((56, 220), (0x00010F00,), ALLOWED),
    "a process": ((56, 220), (17,), REFUSED),
    "a process in the new way": ((435, 435), (), ABSENT),
    "open in the new way": ((437, 437), (), ABSENT),
    "own limits": ((302, 261), (0,), ALLOWED),
    "limits of another process": ((302, 261), (1,), REFUSED),
}
ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


def outcome(program: bytes, arch: int, number: int, arguments: tuple[int, ...] = ()) -> str:
    """What the kernel does with a call: a machine for the five instructions that the filter uses."""
    data = struct.pack("<IIQ6Q", number, arch, 0, *(*arguments, *(0,) * 6)[:6])
    steps = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at, held = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x20:
            held = struct.unpack_from("<I", data, value)[0]
        elif code == 0x06:
            return {
                0x7FFF0000: ALLOWED,
                0x80000000: KILLED,
                0x00050000 | errno.EACCES: REFUSED,
                0x00050000 | errno.ENOSYS: ABSENT,
            }[value]
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: held & value != 0}[code]
            at += yes if holds else no


@pytest.mark.parametrize("machine", ARCHES)
@pytest.mark.parametrize("call", CALLS)
def test_the_filter_decides_each_call_as_meant(machine: str, call: str) -> None:
    arch, column = ARCHES[machine]
    numbers, arguments, expected = CALLS[call]

    assert outcome(lockdown._program(arch, column), arch, numbers[column], arguments) == expected


@pytest.mark.parametrize("machine", ARCHES)
def test_calls_of_another_kind_of_machine_end_the_process(machine: str) -> None:
    arch, column = ARCHES[machine]

    assert outcome(lockdown._program(arch, column), 0x40000003, 41) == KILLED


def test_the_second_set_of_numbers_of_the_same_machine_is_no_way_round() -> None:
    program = lockdown._program(*ARCHES["x86_64"])

    assert outcome(program, 0xC000003E, 0x40000000 + 41, (2, 1, 0)) == REFUSED


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (None, ("192.0.2.1", 80))),
        ("socket.getaddrinfo", ("example.nl", 80)),
        ("subprocess.Popen", ("x", [], None, None)),
        ("os.system", ("x",)),
        ("os.remove", ("x", -1)),
        ("open", ("x", "w", os.O_WRONLY | os.O_CREAT)),
    ],
)
def test_where_there_is_no_filter_python_code_is_refused_the_same(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError):
        lockdown._refuse_python(event, arguments)

    lockdown._refuse_python("open", ("x", "r", os.O_RDONLY))
    lockdown._refuse_python("import", ("x",))


def test_no_parser_is_imported_on_this_side_of_the_pipe() -> None:
    asked = (
        "import sys, houvast.intake.child, houvast.intake.detect, houvast.intake.members, houvast.intake.ranges;"
        "print({'PIL', 'pikepdf', 'pypdfium2', 'pi_heif', 'warcio', 'email.parser', 'html.parser'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "set()"
