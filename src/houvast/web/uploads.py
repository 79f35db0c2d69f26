"""Uploads go straight from the connection into the sealing put: never into a temporary file, and never whole in memory.

Django pushes chunks; the verb that takes a file in pulls bytes. A `Pipe` joins the two with a few chunks at a time, so
the browser waits when sealing is slower. Each file becomes a job of the open dossier's worker.
"""

from __future__ import annotations

import queue
import threading
from typing import Any, BinaryIO, cast

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from houvast.actions.add import Added, add_file
from houvast.errors import IntakeError
from houvast.web.house import House, Visit
from houvast.web.jobs import Job
from houvast.web.open import OpenDossier

CHUNKS = 16
"""How many chunks of 64 KiB may wait between browser and sealing: one MiB."""


class NoFiles(FileUploadHandler):
    """The handler of every page that takes no files: what is sent anyway is not kept anywhere."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        """Stop reading at the first file."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Never reached; nothing would be kept."""
        return

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """Never reached; there is no file."""
        return


class Pipe:
    """A readable stream that another thread fills. Reading past a broken upload raises, so nothing half is taken in."""

    def __init__(self) -> None:
        self._chunks: queue.Queue[bytes | None] = queue.Queue(CHUNKS)
        self._rest = b""
        self._ended = False
        self._broken = False
        self._left = threading.Event()

    def write(self, chunk: bytes) -> None:
        """Give a chunk; waits while enough are waiting, and drops it once nobody reads any more."""
        self._give(bytes(chunk))

    def end(self) -> None:
        """No more comes: the file is whole."""
        self._give(None)

    def break_off(self) -> None:
        """No more comes, and the file is not whole."""
        self._broken = True
        self._give(None)

    def leave(self) -> None:
        """The reader stops reading, done or not."""
        self._left.set()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; all of them for -1; b"" at the end.

        Raises:
            IntakeError: `web.upload_broken`.
        """
        found = [self._rest]
        length = len(self._rest)
        while not self._ended and (size < 0 or length < size):
            chunk = self._chunks.get()
            if chunk is None:
                self._ended = True
            else:
                found.append(chunk)
                length += len(chunk)
        if self._ended and self._broken:
            raise IntakeError("web.upload_broken")
        whole = b"".join(found)
        self._rest = b"" if size < 0 else whole[size:]
        return whole if size < 0 else whole[:size]

    def _give(self, chunk: bytes | None) -> None:
        while not self._left.is_set():
            try:
                self._chunks.put(chunk, timeout=0.2)
            except queue.Full:
                continue
            return


class Sealing(FileUploadHandler):
    """Takes each file of one upload into the open dossier.

    Args:
        nothing_undressed: what the person said about the pictures, where V1 asks (see `actions/media.py`).
    """

    def __init__(self, house: House, visit: Visit, opened: OpenDossier, *, size: int, nothing_undressed: bool) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self._house, self._visit, self._opened = house, visit, opened
        self._size = size
        self._nothing_undressed = nothing_undressed
        self._pipe: Pipe | None = None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin to take in one file; its job waits for the bytes."""
        super().new_file(field_name, file_name, *args, **kwargs)
        pipe = self._pipe = Pipe()

        def work(job: Job) -> Added:
            try:
                with self._opened.use(wait=-1) as dossier:
                    return add_file(
                        dossier,
                        name=file_name,
                        data=cast(BinaryIO, pipe),
                        size=self._size,
                        nothing_undressed=self._nothing_undressed,
                        world=self._house.world(self._visit, job),
                        reader=self._opened.reader(),
                    )
            finally:
                pipe.leave()

        self.jobs.append(self._opened.worker.start(file_name, work, after=""))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Hand a chunk on."""
        if self._pipe:
            self._pipe.write(raw_data)

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """The file is whole; Django keeps nothing of it."""
        if self._pipe:
            self._pipe.end()
        self._pipe = None

    def upload_interrupted(self) -> None:
        """The browser went away in the middle: the file that was coming in is not taken in."""
        if self._pipe:
            self._pipe.break_off()
        self._pipe = None
