"""Has originals read in a child process that is used again until it fails.

The child (`worker.py`) gets bytes and gives a `Taken` through pipes; it has no network, writes nothing and has limits
(`lockdown.py`, `limits.py`). A crash, a hang or an answer that is no answer ends that child, and that original with a
reason; the next original gets a new one.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from houvast.errors import IntakeError
from houvast.intake import frames
from houvast.intake.guard import Guard
from houvast.intake.limits import DEFAULT, LARGEST_PREVIEW, LIMITS, Limits
from houvast.intake.packed import unpack_taken
from houvast.intake.taken import Request, Taken, refusal

__all__ = ["Guard", "Limits", "Reader", "Taken", "worker_command"]

_BOOT = "import sys; sys.path.append(sys.argv[1]); from houvast.intake.worker import main; main()"
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHOME")


def worker_command(boot: str = _BOOT) -> tuple[str, ...]:
    """The command of the child: this Python, isolated from environment, user site and working folder, no .pyc files."""
    return (sys.executable, "-I", "-B", "-X", "utf8", "-c", boot, str(Path(__file__).parents[2]))


class Reader:
    """Reads one original at a time; a context manager that ends its child. Not to be shared between threads."""

    def __init__(self, *, command: Sequence[str] = (), limits: Mapping[str, Limits] = LIMITS) -> None:
        self._command = tuple(command) or worker_command()
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._guard: Guard | None = None
        self._late = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._end(self._child)
            self._child = None

    @property
    def guard(self) -> Guard:
        """What the system refuses to the child, as the child itself tried it.

        Raises:
            IntakeError: `intake.reader_not_started`.
        """
        self._started()
        if self._guard is None:
            raise IntakeError("intake.reader_not_started")
        return self._guard

    def read(
        self,
        medium: str,
        name: str,
        data: BinaryIO,
        *,
        size: int,
        zone: str = "Europe/Amsterdam",
        without_media: bool = False,
    ) -> Taken:
        """Have one original read.

        Args:
            medium: what `detect` said it is.
            name: its file name.
            data: the original; read from its beginning.
            size: its length in bytes.
            zone: time zone of the device that made an export whose times have none.
            without_media: open no picture, video or sound (V1).

        Returns:
            Always an outcome; `refused` says why when there is no reading.

        Raises:
            IntakeError: `intake.reader_not_started` when no child process can be made at all,
                `intake.original_unreadable` when `data` itself cannot be read. What else `data` raises comes out.
        """
        limits = self._limits.get(medium, DEFAULT)
        if size > limits.size:
            return refusal(medium, "refused.too_large")
        said = name.encode("utf-8", "replace").decode()  # file names of other systems may hold what is no text
        request = Request(medium, said, size, zone=zone, without_media=without_media)
        source = data if data.seekable() else io.BytesIO(data.read(size))
        child = self._started()
        self._late = False
        watch = threading.Timer(limits.wall, self._too_late, (child,))
        watch.daemon = True
        watch.start()
        try:
            return self._talk(child, request, limits, source)
        except (EOFError, OSError):
            self.close()
            overtime = self._late or child.returncode == -getattr(signal, "SIGXCPU", 0)
            return refusal(medium, "refused.took_too_long" if overtime else "refused.crashed")
        except BaseException:
            self.close()  # half a conversation; the next original gets a new child
            raise
        finally:
            watch.cancel()

    def _talk(self, child: subprocess.Popen[bytes], request: Request, limits: Limits, source: BinaryIO) -> Taken:
        told, asked = child.stdin, child.stdout
        assert told is not None
        assert asked is not None
        frames.send(told, frames.REQUEST, msgspec.msgpack.encode((request, limits)))
        while True:
            letter, payload = frames.receive(asked)
            if letter == frames.WANT:
                frames.send(told, frames.DATA, _piece(source, *frames.read_wanted(payload)))
            elif letter in (frames.TAKEN, frames.LAST):
                try:
                    taken = unpack_taken(payload)
                except IntakeError as error:
                    raise EOFError from error
                if taken.preview and (len(taken.preview) > LARGEST_PREVIEW or taken.preview[:2] != b"\xff\xd8"):
                    raise EOFError
                if letter == frames.LAST:
                    self.close()
                return taken
            else:
                raise EOFError

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        try:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=os.path.abspath(os.sep),  # noqa: PTH100  nothing of the person's is its working folder
                env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
                start_new_session=True,
            )
            self._guard = _hello(self._child)
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            self.close()
            raise IntakeError("intake.reader_not_started") from error
        return self._child

    def _too_late(self, child: subprocess.Popen[bytes]) -> None:
        self._late = True
        child.kill()

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # unsent bytes to a child that is gone
                    continue
        child.wait()


def _piece(source: BinaryIO, offset: int, length: int) -> bytes:
    try:
        source.seek(offset)
        return source.read(length)
    except OSError as error:
        raise IntakeError("intake.original_unreadable") from error


def _hello(child: subprocess.Popen[bytes]) -> Guard:
    assert child.stdout is not None
    letter, payload = frames.receive(child.stdout)
    if letter != frames.HELLO:
        raise EOFError
    return msgspec.msgpack.decode(payload, type=Guard)
