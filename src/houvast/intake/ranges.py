"""Where the leaves of an excerpt end: messages of a chat, paragraphs of a text. Leaf n is message n."""

from __future__ import annotations

from itertools import chain, pairwise

from houvast.case.reading import Reading, Span
from houvast.errors import IntakeError


def leaf_ends(reading: Reading, member: str) -> tuple[int, ...]:
    """The byte offsets at which the leaves of a member end; the first begins at 0, each next where one ended.

    A chat has one leaf for each of its messages in that member, in their order; a text one for each passage. Empty for
    a member without either.

    Raises:
        IntakeError: `intake.ranges_with_a_gap` when the reading is not whole (a fault of a reader).
    """
    spans = [message.span for message in reading.messages if message.span.member == member]
    if not spans:
        spans = [passage.span for passage in reading.passages if passage.encoding and passage.span.member == member]
        if reading.medium != "text":
            return ()
    for before, after in pairwise(chain([Span(end=0)], spans)):
        if before.end != after.start:
            raise IntakeError("intake.ranges_with_a_gap")
    return tuple(span.end for span in spans)
