"""A book as it is read: the chain taken line by line, the content opened, what was destroyed told from what is lost.

Opening checks the hashes of all lines, and the signatures of those after the checkpoint. The checkpoint is sealed under
this person's own key and says how far the signatures were checked before, over exactly which bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from houvast.dossier import checkpoint, control
from houvast.dossier.body import Body, unseal
from houvast.dossier.chain import Chain
from houvast.dossier.control import Controls
from houvast.dossier.derived import Derived
from houvast.dossier.keys import BookKeys, Packet, open_packet
from houvast.dossier.line import Line, parse
from houvast.dossier.storage import Storage
from houvast.errors import DamageError, DossierError

CHECKPOINT_EVERY = 500
LINES_PER_FILE = 10_000
_CACHED_BYTES = 48 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it is read.

    `head` is the hash that stands for the book up to here. `parts` is None when the content was destroyed on purpose.
    `control` names a control line and is "" for an act.
    """

    seq: int
    by: int
    head: str
    parts: tuple[bytes, ...] | None
    control: str = ""


class Log:
    """What is known of the lines of one book.

    Args:
        label: what findings and errors call the book ("record", "private").
        derived: where the checkpoint is kept, once the fingerprint is known.
        signatures: False when the caller has just checked those of all lines.
    """

    def __init__(
        self,
        storage: Storage,
        keys: BookKeys,
        *,
        derived: Callable[[str], Derived],
        label: str,
        entropy: Callable[[int], bytes],
        signatures: bool = True,
    ) -> None:
        self.label = label
        self.storage = storage
        self.keys = keys
        self._derived = derived
        self._entropy = entropy
        self._signatures = signatures
        self._forget()

    def _forget(self) -> None:
        self.chain = Chain()
        self.controls = Controls()
        self._packet: Packet | None = None
        self._heads: list[bytes] = []
        self._hash = hashlib.sha256()
        self._blank: set[int] = set()
        self._opened: dict[int, Entry] = {}
        self._opened_bytes = 0
        self._checkpoint = 0

    def start(self, book: str) -> None:
        """Read the book from its beginning.

        Args:
            book: the fingerprint that it must have.

        Raises:
            DamageError: when a line or file is not what was written.
            DossierError: `dossier.newer_format`, `dossier.not_a_member_now`.
        """
        kept = checkpoint.load(self._derived(book), book)
        if kept is not None and not self._skip_to(kept):
            self._forget()
            kept = None
        done = 0 if kept is None else kept.chain.seq
        for raw in self.storage.lines(done):
            self._take(raw)
        if self.chain.book != book:
            raise DamageError("dossier.other_book", where=f"{self.label}/book.json")
        self._load_packet()
        for line in self._again(done):
            self._note(line)
        self._check_blank()
        if self.chain.seq - self._checkpoint >= CHECKPOINT_EVERY:
            self._keep_checkpoint(book)

    def read_on(self) -> None:
        """Take the lines that somebody else wrote since.

        Raises:
            DamageError: when the last line known here no longer stands, or a new one does not fit.
        """
        seq = self.chain.seq
        lines = self.storage.lines(seq - 1)
        last = next(lines, None)
        if last is None or _hash(last) != self._heads[-1]:
            raise DamageError("dossier.log_set_back", where=self.where(seq), line=seq)
        for raw in lines:
            line = self._take(raw)
            if line.change is not None:
                self._load_packet()
            self._note(line)
        self._check_blank()

    def took(self, raw: bytes) -> None:
        """Take a line that was written here."""
        line = self._take(raw)
        if line.change is not None:
            self._load_packet()
        self._note(line)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The lines after number `after`, opened."""
        seq = after + 1
        while seq in self._opened:
            yield self._opened[seq]
            seq += 1
        if seq <= self.chain.seq:
            for line in self._again(seq - 1):
                yield self._open(line)

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The lines as they stand, each the one that was checked."""
        yield from self._again(after)

    def body(self, line: Line) -> Body:
        """The opened content of a line that is not destroyed.

        Raises:
            DamageError: when it is not what HEAD commits to.
            DossierError: `dossier.not_a_member_now` when this member has no key of that epoch.
        """
        keys = self.packet.epochs.get(line.epoch)
        if keys is None:
            raise DossierError("dossier.not_a_member_now")
        try:
            body = unseal(line.body, secret=keys.secret, book=line.book, epoch=line.epoch, seq=line.seq)
        except DossierError as error:
            raise DamageError(error.code, where=self.where(line.seq), line=line.seq) from error
        if body.root(line.book, line.seq) != line.root:
            raise DamageError("dossier.root_differs", where=self.where(line.seq), line=line.seq)
        return body

    def head_of(self, seq: int) -> str:
        """The hash that stands for the book up to line `seq`."""
        return self._heads[seq - 1].hex()

    def where(self, seq: int) -> str:
        """The log file in which a line stands."""
        return f"{self.label}/log/{(seq - 1) // LINES_PER_FILE * LINES_PER_FILE + 1:09}"

    @property
    def packet(self) -> Packet:
        """The secrets of all epochs that this member may read."""
        assert self._packet is not None
        return self._packet

    def is_blank(self, seq: int) -> bool:
        """Whether the content of a line is gone from the log."""
        return seq in self._blank

    def destroyed(self, seq: int) -> None:
        """Forget the content of a line, and take its new bytes into account."""
        self._opened.pop(seq, None)
        self._blank.add(seq)
        self._hash = hashlib.sha256()
        for raw in self.storage.lines():
            self._hash.update(raw + b"\n")
        self._keep_checkpoint(self.chain.book)

    def _keep_checkpoint(self, book: str) -> None:
        kept = checkpoint.Checkpoint(self.chain, self.controls, self._hash.hexdigest())
        checkpoint.keep(self._derived(book), kept, self._entropy)
        self._checkpoint = self.chain.seq

    def _skip_to(self, kept: checkpoint.Checkpoint) -> bool:
        """Hash the lines that a checkpoint speaks of; whether they are still the same."""
        seq = kept.chain.seq
        for number, raw in enumerate(self.storage.lines(), 1):
            self._heads.append(_hash(raw))
            self._hash.update(raw + b"\n")
            if raw.endswith(b"\t"):
                self._blank.add(number)
            if number == seq:
                break
        if len(self._heads) != seq or self._hash.hexdigest() != kept.log or self._heads[-1].hex() != kept.chain.head:
            return False
        self.chain, self.controls, self._checkpoint = kept.chain, kept.controls, seq
        return True

    def _take(self, raw: bytes) -> Line:
        number = self.chain.seq + 1
        try:
            line = parse(raw)
            self.chain.take(line, signature=self._signatures)
        except DossierError as error:
            if error.code == "dossier.newer_format":
                raise
            code = error.code if isinstance(error, DamageError) else "dossier.line_unreadable"
            raise DamageError(code, where=self.where(number), line=number) from error
        self._heads.append(bytes.fromhex(self.chain.head))
        self._hash.update(raw + b"\n")
        return line

    def _again(self, after: int) -> Iterator[Line]:
        """Lines read once more; each must be the one that was checked."""
        seq, last = after, self.chain.seq
        for raw in self.storage.lines(after):
            if seq == last:
                return
            seq += 1
            if _hash(raw) != self._heads[seq - 1]:
                raise DamageError("dossier.log_set_back", where=self.where(seq), line=seq)
            yield parse(raw)
        if seq < last:
            raise DamageError("dossier.log_set_back", where=self.where(seq + 1), line=seq + 1)

    def _note(self, line: Line) -> None:
        entry = self._open(line)
        if entry.parts is None:
            self._blank.add(entry.seq)
        elif entry.control:
            self.controls.note(entry.seq, entry.parts)
            for seq in self.controls.destroyed:
                self._opened.pop(seq, None)

    def _open(self, line: Line) -> Entry:
        entry = self._opened.get(line.seq)
        if entry is not None:
            return entry
        if line.destroyed:
            return Entry(line.seq, line.by, line.hash, None)
        parts = self.body(line).parts
        entry = Entry(line.seq, line.by, line.hash, parts, control.name_of(parts))
        size = sum(map(len, parts))
        if self._opened_bytes + size <= _CACHED_BYTES:
            self._opened[line.seq] = entry
            self._opened_bytes += size
        return entry

    def _check_blank(self) -> None:
        for seq in sorted(self._blank - set(self.controls.destroyed)):
            raise DamageError("dossier.content_missing", where=self.where(seq), line=seq)

    def _load_packet(self) -> None:
        """Open the newest key packet that is for this member."""
        mine = self.keys.card()
        for epoch in sorted(self.chain.packets, reverse=True):
            where, name = f"{self.label}/keys/{epoch}.age", f"keys/{epoch}.age"
            try:
                with self.storage.get(name) as file:
                    data = file.read()
            except DossierError as error:
                raise DamageError("dossier.missing_file", where=where) from error
            if hashlib.sha256(data).hexdigest() != self.chain.packets[epoch]:
                raise DamageError("dossier.file_changed", where=where)
            try:
                self._packet = open_packet(data, self.keys.identity, where)
            except DossierError as error:
                if error.code != "dossier.cannot_open":
                    raise
                continue
            if self.chain.members.get(self.keys.number) == mine and epoch != self.chain.epoch:
                raise DamageError("dossier.bad_packet", where=f"{self.label}/keys/{self.chain.epoch}.age")
            return
        raise DossierError("dossier.not_a_member_now")


def _hash(raw: bytes) -> bytes:
    return hashlib.sha256(raw[: max(0, raw.rfind(b"\t"))]).digest()
