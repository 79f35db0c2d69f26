"""A paper as plain text to copy or read aloud, and as a mail draft."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from houvast.letters.dates import day_in_words
from houvast.letters.letter import (
    Beside,
    Block,
    Bullets,
    Cells,
    Heading,
    Letter,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Rows,
    Ticks,
)


def text(letter: Letter) -> str:
    """The whole paper as plain text, in reading order. Lines are not wrapped, so that they can be copied."""
    parts = ["\n".join(lines) for lines in (letter.sender, letter.recipient) if lines]
    if letter.layout == "letter":
        parts += [day_in_words(letter.date, letter.lang), letter.subject]
    parts += [said for block in letter.blocks for said in _said(block)]
    parts.append("\n".join(letter.foot))
    return "\n\n".join(parts) + "\n"


def body(letter: Letter) -> str:
    """What is sent as a mail or pasted into a form: the blocks without sender, recipient and foot."""
    return "\n\n".join(said for block in letter.blocks for said in _said(block)) + "\n"


def eml(letter: Letter) -> bytes:
    """A mail draft (RFC 5322), without sender and date: the person's own mail program adds those.

    `X-Unsent` makes mail programs open it as a draft. Subject and address cannot add a header: the subject goes in
    as encoded words (RFC 2047), an address with anything but plain printable signs is left out.
    """
    to = letter.to if letter.to.isascii() and letter.to.isprintable() and " " not in letter.to else ""
    head = [
        *([f"To: {to}"] if to else []),
        f"Subject: {_encoded_words(letter.subject or letter.title)}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: base64",
    ]
    encoded = b64encode(body(letter).encode(errors="replace")).decode()
    lines = [encoded[start : start + 76] for start in range(0, len(encoded), 76)]
    return "\r\n".join([*head, "", *lines, ""]).encode()


def _encoded_words(subject: str) -> str:
    """RFC 2047 encoded words of at most 75 signs, never splitting a character."""
    words, piece = [], b""
    for sign in subject:
        more = sign.encode(errors="replace")
        if len(piece) + len(more) > 45:
            words.append(piece)
            piece = b""
        piece += more
    words.append(piece)
    return "\r\n ".join(f"=?utf-8?B?{b64encode(word).decode()}?=" for word in words)


def _said(block: Block) -> Iterator[str]:  # noqa: PLR0912 - one case for each kind of block
    """A block as paragraphs of plain text."""
    match block:
        case Heading():
            yield block.text.upper() if block.level == 1 else block.text
        case Paragraph():
            yield block.text
        case Note():
            yield "\n".join(filter(None, [block.title, block.text]))
        case Bullets():
            yield "\n".join(
                f"{number}. {item}" if block.numbered else f"- {item}" for number, item in enumerate(block.items, 1)
            )
        case Ticks():
            yield "\n".join(f"[{'x' if one.done else ' '}] {one.text}" for one in block.items)
        case Rows():
            yield "\n".join(f"{label}: {said}" for label, said in block.rows)
        case Cells():
            for row in block.rows:
                for cell in row.cells:
                    yield f"{cell.label}\n{cell.text}"
        case Quote():
            yield "\n".join(
                [" ".join(filter(None, [block.who, block.when])), *(f"> {line}" for line in block.text.splitlines())]
            )
        case Picture():
            yield f"[{block.alt}]"
        case Beside():
            for inner in block.blocks:
                yield from _said(inner)
            yield f"[{block.picture.alt}]"
        case PageBreak():
            pass
