"""A book: append acts, read them back, keep originals, destroy on purpose, stamp, accept, let members come and go.

A book can be used from several threads and several programs at once: the lock is held only while writing; whoever finds
that another has written reads on and signs again.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import BinaryIO

from houvast.dossier import age, control, parcel, stamps
from houvast.dossier.derived import Derived
from houvast.dossier.keys import BookKeys, EpochKeys, Packet
from houvast.dossier.line import Change, Member
from houvast.dossier.log import Entry, Log
from houvast.dossier.making import seal_packet, sign_line
from houvast.dossier.refs import BlobRef, blob_path, blob_refs
from houvast.dossier.spool import Spool
from houvast.dossier.storage import ConflictError, Storage
from houvast.errors import DamageError, DossierError

__all__ = ["BlobRef", "Book", "Entry"]

_TRIES = 100


class Book:
    """One book that this person may read and write. Made by `begin` and `open_book`."""

    def __init__(
        self, storage: Storage, keys: BookKeys, derived_key: bytes, *, label: str, entropy: Callable[[int], bytes]
    ) -> None:
        self._derived_key = derived_key
        self._entropy = entropy
        self._lock = threading.RLock()
        self._refs: dict[str, BlobRef] = {}
        self._refs_until = 0
        self._asked: dict[str, int] = {}
        self._set_storage(storage, keys, label)
        self.on_append: Callable[[], None] | None = None

    def _set_storage(self, storage: Storage, keys: BookKeys, label: str) -> None:
        self.storage = storage
        self.log = Log(storage, keys, derived=self._derived_of, label=label, entropy=self._entropy)

    def _derived_of(self, book: str) -> Derived:
        return Derived(self.storage, self._derived_key, book)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the first HEAD, in hex."""
        return self.log.chain.book

    @property
    def last(self) -> tuple[int, str]:
        """Number and head of the last line known here."""
        return self.log.chain.seq, self.log.chain.head

    @property
    def keys(self) -> BookKeys:
        """This person's keys in this book."""
        return self.log.keys

    @property
    def members(self) -> Mapping[int, Member]:
        """Who may write now."""
        return self.log.chain.members

    def append(self, parts: Sequence[bytes], *, entropy: Callable[[int], bytes]) -> int:
        """Write one act as one line.

        Returns:
            Its number. When this returns, the line survives a power cut.

        Raises:
            DossierError: `dossier.entry_too_long` above 64 KiB, `dossier.reserved_part`, `dossier.not_a_member_now`,
                or why it cannot be written; then nothing was.
        """
        if control.name_of(parts) or not parts:
            raise DossierError("dossier.reserved_part")
        return self._write(parts, entropy=entropy)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The lines after number `after`, with what other programs wrote since.

        Raises:
            DamageError: when a line or file is not what was written.
        """
        with self._lock:
            self.log.read_on()
            entries = list(self.log.entries(after))
        yield from entries

    def put_blob(
        self,
        reader: BinaryIO,
        *,
        entropy: Callable[[int], bytes],
        progress: Callable[[int], None] | None = None,
    ) -> BlobRef:
        """Seal an original and hash it in the same pass. It belongs to no line until one refers to it.

        Args:
            progress: called with the number of bytes read so far.

        Raises:
            DossierError: `dossier.source_unreadable` for the reader's own failure, or why it cannot be written.
        """
        name, source = entropy(16).hex(), age.HashingReader(reader, progress)
        sealed_sha256 = ""

        def fill(target: BinaryIO) -> None:
            nonlocal sealed_sha256
            writer = age.HashingWriter(target)
            age.encrypt(source, writer, [self.log.chain.recipient])  # type: ignore[arg-type]
            sealed_sha256 = writer.sha256()

        self.storage.put(blob_path(name), fill)
        ref = BlobRef(name, source.sha256(), source.size, sealed_sha256)
        self._refs[name] = ref
        return ref

    def open_blob(self, name: str) -> BinaryIO:
        """An original, from its beginning; handed over only when all of it was checked against its line.

        Raises:
            DossierError: `dossier.destroyed` when that was done on purpose, `dossier.missing_file`.
            DamageError: `dossier.file_changed`, `dossier.blob_swapped`.
        """
        ref, where = self.ref(name), f"{self.log.label}/{blob_path(name)}"
        spool = Spool(self.storage.scratch, self._entropy)
        writer = age.HashingWriter(spool)  # type: ignore[arg-type]
        identities = [keys.identity for _, keys in sorted(self.log.packet.epochs.items(), reverse=True)]
        with self.storage.get(blob_path(name)) as source:
            try:
                age.decrypt(source, writer, identities)  # type: ignore[arg-type]
            except OSError as error:  # of the source: those of the spool are ours already
                raise DossierError("dossier.unreadable_file", where=where) from error
            except DossierError as error:
                if error.code != "dossier.cannot_open":
                    raise
                raise DamageError("dossier.file_changed", where=where) from error
        if writer.sha256() != ref.sha256:
            raise DamageError("dossier.blob_swapped", where=where)
        return spool.finish()

    def ref(self, name: str) -> BlobRef:
        """What a line says about an original.

        Raises:
            DossierError: `dossier.destroyed`, `dossier.missing_file`.
        """
        if name in self.log.controls.gone_blobs:
            raise DossierError("dossier.destroyed", line=self.log.controls.gone_blobs[name])
        if name not in self._refs:
            for entry in self.entries(self._refs_until):
                self._refs.update((ref.name, ref) for ref in blob_refs(entry.parts or ()))
                self._refs_until = entry.seq
        if name not in self._refs:
            raise DossierError("dossier.missing_file", where=f"{self.log.label}/{blob_path(name)}")
        return self._refs[name]

    def destroy(
        self, seq: int, blobs: Sequence[str], why: str, *, now: datetime, entropy: Callable[[int], bytes]
    ) -> int:
        """Destroy the content of a line and originals that it names, with all that was derived from them.

        The signed line that says so is written first; if the rest is interrupted, the next opening finishes it.

        Returns:
            The number of that line.

        Raises:
            DossierError: `dossier.cannot_destroy` for a control line or one that is gone already, or for an original
                that the line does not name.
        """
        with self._lock:
            entry = next(self.entries(seq - 1), None)
            named = {ref.name for ref in blob_refs(entry.parts or ())} if entry else set()
            if entry is None or entry.parts is None or entry.control or not set(blobs) <= named:
                raise DossierError("dossier.cannot_destroy", line=seq)
            done = self._write(control.destroyed(now, seq=seq, blobs=blobs, why=why), entropy=entropy)
            self._carry_out(seq, blobs)
        return done

    def finish_destroying(self) -> None:
        """Carry out what signed lines say was destroyed and a crash left undone."""
        with self._lock:
            by_line: dict[int, list[str]] = {}
            for name, by in self.log.controls.gone_blobs.items():
                by_line.setdefault(by, []).append(name)
            for seq, by in self.log.controls.destroyed.items():
                self._carry_out(seq, by_line.get(by, []))

    def _carry_out(self, seq: int, blobs: Sequence[str]) -> None:
        gone = self.log.is_blank(seq)
        if not gone:
            line = next(self.log.lines(seq - 1))
            for ref in blob_refs(self.log.body(line).parts):
                if ref.name in blobs:
                    self._derived_of(self.fingerprint).forget(ref.sha256)
        for name in blobs:
            self.storage.destroy(blob_path(name))
            self._refs.pop(name, None)
        if not gone:
            self.storage.strip(seq)
            self.log.destroyed(seq)

    def derived_get(self, blob_sha256: str, maker: str, version: str) -> bytes | None:
        """What `maker` of that version made from an original before; None when it has to be made."""
        return self._derived_of(self.fingerprint).get(blob_sha256, maker, version)

    def derived_put(self, blob_sha256: str, maker: str, version: str, data: bytes) -> None:
        """Keep what was made from an original ("" for more than one); it may be gone at any time."""
        self._derived_of(self.fingerprint).put(blob_sha256, maker, version, data, entropy=self._entropy)

    def stamp_request(self) -> bytes | None:
        """An RFC 3161 request over the last head; None when nothing but its own stamp line came after a stamp."""
        seq, head = self.last
        controls = self.log.controls
        if controls.stamped and controls.stamped[-1] == seq:
            return None
        request, nonce = stamps.request(self._head_bytes(seq))
        self._asked[head] = nonce
        return request

    def accept_stamp(
        self, reply: bytes, *, roots: Sequence[bytes], now: datetime, entropy: Callable[[int], bytes]
    ) -> int:
        """Check a time-stamp reply, keep it, and write its hash into the book.

        Args:
            roots: certificates (PEM) of the authorities that this person trusts for it.

        Returns:
            The number of the line that names the reply.

        Raises:
            DossierError: `dossier.bad_stamp` with the reason, `dossier.stamp_of_other_head`.
        """
        stamp = stamps.read(reply)
        seq = next((at for at in range(self.last[0], 0, -1) if self.log.head_of(at) == stamp.imprint), 0)
        if not seq:
            raise DossierError("dossier.stamp_of_other_head")
        stamps.check(reply, stamp.imprint, roots, nonce=self._asked.get(stamp.imprint))
        name = self._keep_anchor(reply, ".tsr")
        pems = [self._keep_anchor(pem, ".pem") for pem in roots]
        parts = control.stamped(now, seq=seq, head=stamp.imprint, reply=name, roots=pems, time=stamp.time)
        return self._write(parts, entropy=entropy)

    def accept(self, sealed: bytes, *, now: datetime, entropy: Callable[[int], bytes]) -> int:
        """Quote a parcel, or a line of elsewhere, whole and with its own signature, in a new line.

        Returns:
            The number of that line; its first part says whose it is as far as known, its second is the quote.

        Raises:
            DossierError: `dossier.not_a_parcel`, `dossier.already_accepted`, `dossier.parcel_too_large`.
        """
        identities = [keys.identity for keys in self.log.packet.epochs.values()]
        facts, quote = parcel.read(sealed, book=self.fingerprint, identities=identities, members=self.members)
        if str(facts["id"]) in self.log.controls.accepted:
            raise DossierError("dossier.already_accepted", line=self.log.controls.accepted[str(facts["id"])])
        return self._write(control.accepted(now, facts, [quote]), entropy=entropy)

    def add_member(self, card: Member, *, now: datetime, entropy: Callable[[int], bytes]) -> int:
        """Let somebody in from now on; what was written before can be read too.

        Returns:
            The number of the new member in this book.
        """
        number = max(self._numbers_ever()) + 1
        members = {**self.members, number: card}
        self._change_members(members, control.members(now, added=[number]), entropy)
        return number

    def remove_member(self, number: int, *, now: datetime, entropy: Callable[[int], bytes]) -> int:
        """Let somebody out: a new epoch begins; what could be read before may have been read.

        Returns:
            The number of the line that says so.

        Raises:
            DossierError: `dossier.no_such_member`.
        """
        if number not in self.members or number == self.keys.number:
            raise DossierError("dossier.no_such_member", member=number)
        members = {at: card for at, card in self.members.items() if at != number}
        return self._change_members(members, control.members(now, removed=[number]), entropy)

    def rekey(self, recovery: Sequence[str], *, now: datetime, entropy: Callable[[int], bytes]) -> int:
        """Begin a new epoch whose packet goes to these recovery keys, and to those no longer that were before."""
        return self._change_members(self.members, control.members(now), entropy, recovery=recovery)

    def held(self) -> AbstractContextManager[bool]:
        """Keep other threads from writing, as a context."""
        return self._lock

    def move(self, storage: Storage, derived_key: bytes) -> None:
        """Go on in another storage that holds the same lines and files."""
        with self._lock:
            fingerprint = self.fingerprint
            self._derived_key = derived_key
            self._set_storage(storage, self.keys, self.log.label)
            self.log.start(fingerprint)

    def _numbers_ever(self) -> set[int]:
        return {number for line in self.log.lines() if line.change for number in line.change.members}

    def _head_bytes(self, seq: int) -> bytes:
        line = next(self.log.lines(seq - 1))
        return line.head + b"\t" + line.signature

    def _keep_anchor(self, data: bytes, ending: str) -> str:
        name = hashlib.sha256(data).hexdigest()

        def fill(target: BinaryIO) -> None:
            target.write(data)

        if not list(self.storage.names(f"anchors/{name}{ending}")):
            self.storage.put(f"anchors/{name}{ending}", fill)
        return name

    def _change_members(
        self,
        members: Mapping[int, Member],
        parts: Sequence[bytes],
        entropy: Callable[[int], bytes],
        recovery: Sequence[str] | None = None,
    ) -> int:
        with self._lock:
            self.log.read_on()
            packet = self.log.packet.next(entropy)
            if recovery is not None:
                packet = Packet(packet.epochs, tuple(recovery))
            change = seal_packet(self.storage, packet, members)
            return self._write(parts, entropy=entropy, change=change, keys=packet.latest)

    def _write(
        self,
        parts: Sequence[bytes],
        *,
        entropy: Callable[[int], bytes],
        change: Change | None = None,
        keys: EpochKeys | None = None,
    ) -> int:
        with self._lock:
            for _ in range(_TRIES):
                chain = self.log.chain
                if self.keys.number not in chain.members:
                    raise DossierError("dossier.not_a_member_now")
                epoch = keys or self.log.packet.latest
                raw = sign_line(self.keys, chain, parts, epoch=epoch, change=change, entropy=entropy)
                try:
                    self.storage.append(raw, chain.seq)
                except ConflictError:
                    self.log.read_on()
                    if change is not None and self.log.chain.epoch != chain.epoch:
                        raise DossierError("dossier.members_changed_meanwhile") from None
                    continue
                self.log.took(raw)
                if self.on_append is not None:
                    self.on_append()
                return self.log.chain.seq
        raise DossierError("dossier.busy")
