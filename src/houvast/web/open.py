"""An open dossier: its keys are in memory, here and nowhere else.

One thread at a time uses it (`use`). A dossier that is on disk is locked after fifteen minutes in which nobody asked
for a page; one that was never saved stays, because locking would destroy it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.intake.child import Reader
from houvast.web.jobs import Worker

IDLE = timedelta(minutes=15)
WAIT_S = 3.0


@dataclass(slots=True)
class OpenDossier:
    """A dossier with its worker. `folder` is None until it was saved. Only the worker uses the reader."""

    dossier: Dossier
    used: datetime
    folder: Path | None = None
    worker: Worker = field(default_factory=Worker)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _stack: ExitStack = field(default_factory=ExitStack)
    _reader: Reader | None = None

    def reader(self) -> Reader:
        """The child process that reads files, started when the first file comes."""
        if self._reader is None:
            self._reader = self._stack.enter_context(Reader())
        return self._reader

    def close(self) -> None:
        """Start no other job, and end the child process after the one that runs."""
        self.worker.close(self._stack.close)

    @contextmanager
    def use(self, *, wait: float = WAIT_S) -> Iterator[Dossier]:
        """The dossier, for this thread alone.

        Raises:
            ActionError: `web.busy` when another thread still has it after `wait` seconds (-1: wait for ever).
        """
        if not self.lock.acquire(timeout=wait):
            raise ActionError("web.busy")
        try:
            yield self.dossier
        finally:
            self.lock.release()

    def idle(self, now: datetime) -> bool:
        """Whether it should be locked now."""
        return self.folder is not None and now - self.used >= IDLE and self.worker.busy is None
