"""Long work beside the pages, and the pipe between browser and sealing."""

from __future__ import annotations

import threading

import pytest

from houvast.errors import ActionError, IntakeError
from houvast.web.jobs import Job, Worker
from houvast.web.uploads import CHUNKS, Pipe


def test_jobs_run_one_after_the_other_and_keep_what_they_gave() -> None:
    worker, order = Worker(), []

    def work(number: int) -> int:
        order.append(number)
        return number

    jobs = [worker.start("x", lambda _job, n=n: work(n), after="") for n in range(5)]
    for job in jobs:
        assert job.finished.wait(10)

    assert order == [0, 1, 2, 3, 4]
    assert [job.result for job in jobs] == order
    assert worker.busy is None


def test_a_job_that_refuses_keeps_its_reason_and_one_that_breaks_gets_a_sentence() -> None:
    worker = Worker()

    def refuse(_job: Job) -> None:
        raise ActionError("actions.nothing_told")

    def break_down(_job: Job) -> None:
        raise ZeroDivisionError

    first, second = worker.start("x", refuse, after=""), worker.start("x", break_down, after="")
    assert first.finished.wait(10) and second.finished.wait(10)

    assert first.error is not None and first.error.code == "actions.nothing_told"
    assert second.error is not None and second.error.code == "web.job_failed"


def test_after_closing_no_other_job_starts_and_the_last_word_is_said() -> None:
    worker, go, closed, ran = Worker(), threading.Event(), threading.Event(), []
    running = worker.start("x", lambda _job: go.wait(10), after="")
    waiting = worker.start("x", lambda _job: ran.append(1), after="")
    worker.close(closed.set)
    go.set()

    assert running.finished.wait(10) and waiting.finished.wait(10) and closed.wait(10)
    assert ran == []


def test_a_pipe_gives_what_was_written_in_any_slices() -> None:
    pipe = Pipe()
    for chunk in (b"abc", b"", b"defgh", b"i"):
        pipe.write(chunk)
    pipe.end()

    assert [pipe.read(2), pipe.read(4), pipe.read(1), pipe.read(), pipe.read(5)] == [b"ab", b"cdef", b"g", b"hi", b""]


def test_a_pipe_holds_no_more_than_a_few_chunks() -> None:
    pipe, written = Pipe(), []

    def write() -> None:
        for number in range(CHUNKS * 3):
            pipe.write(b"x")
            written.append(number)
        pipe.end()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(1.0)
    assert writer.is_alive() and len(written) == CHUNKS

    assert len(pipe.read()) == CHUNKS * 3
    writer.join(10)
    assert not writer.is_alive()


def test_an_upload_that_broke_off_is_never_read_as_a_whole_file() -> None:
    pipe = Pipe()
    pipe.write(b"half of it")
    pipe.break_off()

    with pytest.raises(IntakeError, match=r"web\.upload_broken"):
        pipe.read()


def test_who_writes_does_not_wait_for_a_reader_that_left() -> None:
    pipe = Pipe()
    pipe.leave()
    for _ in range(CHUNKS * 2):
        pipe.write(b"x")
    pipe.end()
