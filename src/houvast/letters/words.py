"""Small things that several papers say in the same way."""

from __future__ import annotations

from datetime import date

from houvast.letters.views import NoticeView


def due_day(notice: NoticeView) -> date | None:
    """The day on which an answer may be expected; None when no clock runs."""
    return date.fromisoformat(notice.due[:10]) if notice.due else None


def grouped(digest: str) -> str:
    """A hash in groups of four, so that two people can compare it aloud."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
