"""Long work beside the pages: one worker thread per open dossier, jobs one after the other.

A page shows how far a job is and is looked at again; no script is needed. What a job gives, or the error it ended in,
stays with it until the page has shown it.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from houvast.errors import HouvastError

log = logging.getLogger("houvast.web")
"""Silent for who uses the app (`server.py`); who works on it listens."""


@dataclass(slots=True)
class Job:
    """One piece of long work. `title` is a text key; `after` is where its page sends the person when it is
    done, `back` where it leads when it was refused."""

    number: int
    title: str
    after: str
    back: str = ""
    step: str = ""
    done: int = 0
    total: int = 0
    result: Any = None
    error: HouvastError | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def progress(self, key: str, done: int, total: int) -> None:
        """What `World.progress` calls."""
        self.step, self.done, self.total = key, done, total


Work = Callable[[Job], Any]


class Worker:
    """Runs the jobs of one open dossier in order. `close` lets the running job end and starts no other."""

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[Job, Work] | Callable[[], None]] = queue.Queue()
        self._jobs: dict[int, Job] = {}
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="houvast-worker", daemon=True)
        self._thread.start()

    def start(self, title: str, work: Work, *, after: str, back: str = "") -> Job:
        """Put work in the queue and return its job at once."""
        job = Job(len(self._jobs) + 1, title, after, back)
        self._jobs[job.number] = job
        self._queue.put((job, work))
        return job

    def job(self, number: int) -> Job | None:
        """The job of that number, running or done."""
        return self._jobs.get(number)

    @property
    def busy(self) -> Job | None:
        """The first job that is not done yet."""
        return next((job for job in self._jobs.values() if not job.finished.is_set()), None)

    def close(self, last: Callable[[], None]) -> None:
        """Start no other job; call `last` when the running one has ended."""
        self._closing = True
        self._queue.put(last)

    def _run(self) -> None:
        while True:
            todo = self._queue.get()
            if not isinstance(todo, tuple):
                todo()
                return
            job, work = todo
            if self._closing:
                job.finished.set()
                continue
            try:
                job.result = work(job)
            except HouvastError as error:
                job.error = error
            except Exception as error:
                log.exception("a job broke down")
                job.error = HouvastError("web.job_failed", what=type(error).__name__)
            finally:
                job.finished.set()
