"""The child process: no network, nothing written, limits that hold, and always an outcome."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from intake_made import ANDROID_NL, assert_whole

from houvast.errors import DamageError, HouvastError, IntakeError
from houvast.intake.child import Reader, worker_command
from houvast.intake.limits import LIMITS, Limits

HOSTILE = """
import sys; sys.path.append(sys.argv[1])
from houvast.intake import readers, worker
from houvast.case.reading import Reading
from houvast.intake.taken import Taken

def told(*facts):
    return Taken(Reading("test", "test 1", facts=tuple((str(key), str(value)) for key, value in facts)))

def tried(work):
    try:
        work()
    except BaseException as error:
        return type(error).__name__
    return "allowed"

def doors(source, request):
    import os, socket, subprocess, tempfile, mmap, threading
    thread = threading.Thread(target=lambda: None)
    return told(
        ("inet", tried(lambda: socket.socket(socket.AF_INET))),
        ("inet6", tried(lambda: socket.socket(socket.AF_INET6))),
        ("unix", tried(lambda: socket.socket(socket.AF_UNIX))),
        ("pair", tried(socket.socketpair)),
        ("lookup", tried(lambda: socket.getaddrinfo("example.nl", 80))),
        ("program", tried(lambda: subprocess.run(["/bin/true"]))),
        ("fork", tried(os.fork)),
        ("stop", tried(lambda: os.kill(os.getppid(), 0))),
        ("file", tried(lambda: open(request.name + "/new", "w"))),
        ("temp", tried(tempfile.TemporaryFile)),
        ("old", tried(lambda: open(request.name + "/old", "r+b"))),
        ("remove", tried(lambda: os.remove(request.name + "/old"))),
        ("rename", tried(lambda: os.rename(request.name + "/old", request.name + "/other"))),
        ("folder", tried(lambda: os.mkdir(request.name + "/folder"))),
        ("memory file", tried(lambda: os.memfd_create("x"))),
        ("thread", tried(lambda: (thread.start(), thread.join()))),
        ("environment", {"HOME", "PATH", "USER"} & set(os.environ)),
        ("folder of work", os.getcwd()),
    )

def asleep(source, request):
    import time
    time.sleep(60)

def busy(source, request):
    while True:
        pass

def greedy(source, request):
    return told(("size", len(bytearray(8 * 1024 ** 3))))

def deep(source, request):
    return deep(source, request)

def crash(source, request):
    import ctypes
    ctypes.string_at(0)

def chatter(source, request):
    import os
    print("on the pipe")
    os.write(1, b"on the pipe")
    return told(("said", "nothing"))

def raising(source, request):
    raise KeyError("x")

readers.READERS.update(
    doors=doors, asleep=asleep, busy=busy, greedy=greedy, deep=deep, crash=crash, chatter=chatter, raising=raising
)
worker.main()
"""
TEST_LIMITS = {
    **LIMITS,
    **dict.fromkeys(("doors", "greedy", "deep", "crash", "chatter", "raising"), Limits(1024, 20, 30, 1000)),
    "asleep": Limits(1024, 20, 0.5, 1000),
    "busy": Limits(1024, 1, 30, 1000),
}


@pytest.fixture(scope="module")
def hostile() -> Iterator[Reader]:
    with Reader(command=worker_command(HOSTILE), limits=TEST_LIMITS) as reader:
        yield reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def outcome(reader: Reader, medium: str, name: str = "x") -> tuple[str, dict[str, str]]:
    taken = reader.read(medium, name, io.BytesIO(b"x"), size=1)
    return taken.refused, dict(taken.reading.facts)


def test_a_chat_comes_back_through_the_pipe_as_it_was_read(reader: Reader) -> None:
    data = ANDROID_NL.encode()
    taken = reader.read("whatsapp", "chat.txt", io.BytesIO(data), size=len(data))

    assert taken.refused == ""
    assert len(taken.reading.messages) == 5
    assert_whole(taken.reading, data)


def test_an_original_of_many_pieces_arrives_whole(reader: Reader) -> None:
    data = ANDROID_NL.encode() * 20_000
    taken = reader.read("whatsapp", "chat.txt", io.BytesIO(data), size=len(data))

    assert taken.reading.lines.total == 8 * 20_000
    assert taken.reading.messages[-1].span.end == len(data) > 3 * 1024 * 1024


def test_a_source_that_cannot_go_back_is_read_too(reader: Reader) -> None:
    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(reader.read("text", "x", OneWay(b"een\n\ntwee"), size=9).reading.passages) == 2


def test_the_child_has_no_network_starts_nothing_and_writes_nothing(hostile: Reader, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    if sys.platform != "linux":  # other systems have no such doors to close, and the guard says so
        assert not hostile.guard.network_closed
        return
    refused, tried = outcome(hostile, "doors", str(tmp_path))

    assert refused == ""
    assert hostile.guard.network_closed
    assert hostile.guard.writing_closed
    assert hostile.guard.memory_limited
    assert tried.pop("thread") == "allowed"
    assert (tried.pop("environment"), tried.pop("folder of work")) == ("set()", "/")
    assert {key: value for key, value in tried.items() if value == "allowed"} == {}
    assert tried["inet"] == "PermissionError"
    assert [file.name for file in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("medium", "refused"),
    [
        ("asleep", "refused.took_too_long"),
        ("busy", "refused.took_too_long"),
        ("greedy", "refused.too_heavy"),
        ("deep", "refused.too_heavy"),
        ("crash", "refused.crashed"),
        ("raising", "refused.unreadable"),
    ],
)
def test_whatever_a_reader_does_there_is_an_outcome_and_the_next_original_is_read(
    hostile: Reader, medium: str, refused: str
) -> None:
    assert outcome(hostile, medium)[0] == refused

    assert hostile.read("text", "x", io.BytesIO(b"daarna"), size=6).reading.passages[0].text == "daarna"


def test_what_a_library_prints_does_not_disturb_the_answer(hostile: Reader) -> None:
    assert outcome(hostile, "chatter") == ("", {"said": "nothing"})


def test_an_original_that_is_too_large_is_not_sent_at_all(hostile: Reader) -> None:
    taken = hostile.read("doors", "x", io.BytesIO(), size=1001)

    assert taken.refused == "refused.too_large"
    assert taken.reading.not_searched == ("file:",)


def test_an_original_that_is_shorter_than_it_was_said_to_be_has_an_outcome(reader: Reader) -> None:
    assert reader.read("text", "x", io.BytesIO(b"kort"), size=4000).reading.passages[0].text == "kort"


@pytest.mark.parametrize(
    ("failure", "code"),
    [(OSError("the stick is out"), "intake.original_unreadable"), (DamageError("dossier.damaged"), "dossier.damaged")],
)
def test_an_original_that_fails_while_it_is_read_is_not_blamed_on_its_content(
    reader: Reader, failure: Exception, code: str
) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 0:
                raise failure
            return super().read(size)

    with pytest.raises(HouvastError) as caught:
        reader.read("text", "x", Failing(bytes(5_000_000)), size=5_000_000)

    assert caught.value.code == code
    assert reader.read("text", "x", io.BytesIO(b"daarna"), size=6).reading.passages[0].text == "daarna"


def test_a_file_name_that_is_no_text_is_no_obstacle(reader: Reader) -> None:
    assert reader.read("text", "nota \udce9.txt", io.BytesIO(b"hoi"), size=3).reading.passages[0].text == "hoi"


def test_a_child_is_used_again(reader: Reader) -> None:
    reader.read("text", "x", io.BytesIO(b"a"), size=1)
    first = reader._child
    reader.read("text", "x", io.BytesIO(b"b"), size=1)

    assert first is not None
    assert reader._child is first


def test_no_child_is_left_behind() -> None:
    with Reader() as made:
        made.read("text", "x", io.BytesIO(b"a"), size=1)
        child = made._child

    assert child is not None
    assert child.poll() is not None


def test_a_child_that_cannot_start_is_an_error_of_this_room() -> None:
    with Reader(command=(sys.executable, "-c", "print('no frame')")) as made, pytest.raises(IntakeError) as caught:
        made.read("text", "x", io.BytesIO(b"a"), size=1)

    assert caught.value.code == "intake.reader_not_started"


LYING = """
import sys, struct, msgspec
sys.path.append(sys.argv[1])
from houvast.intake.guard import Guard
def frame(letter, body):
    sys.stdout.buffer.write(struct.pack("<cQ", letter, len(body)) + body); sys.stdout.buffer.flush()
frame(b"H", msgspec.msgpack.encode(Guard(True, True, True)))
ANSWER
sys.stdin.buffer.read()
"""


@pytest.mark.parametrize(
    "answer",
    [
        'frame(b"T", msgspec.msgpack.encode({"reading": 7}))',
        'frame(b"T", b"3")',
        'frame(b"T", b"{")',
        'frame(b"W", b"x")',
        'frame(b"X", b"x")',
        'sys.stdout.buffer.write(struct.pack("<cQ", b"T", 1 << 60)); sys.stdout.buffer.flush()',
        'frame(b"T", msgspec.msgpack.encode({"reading": {"medium": "x", "reader": "x"}, "preview": b"<svg>"}))',
    ],
)
def test_a_child_that_lies_is_not_believed(answer: str) -> None:
    with Reader(command=worker_command(LYING.replace("ANSWER", answer))) as made:
        taken = made.read("text", "x", io.BytesIO(b"a"), size=1)

    assert (taken.refused, taken.reading.passages) == ("refused.crashed", ())
