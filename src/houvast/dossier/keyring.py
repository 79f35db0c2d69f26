"""The keyring: a person's keys in every book, and the last head seen of each.

Its content is sealed under a random master key; the master key is sealed under the passphrase (Argon2id) and, as an age
file, under the recovery key. Everything in the file that is not secret is bound to the content, so lowering the cost
of the passphrase or swapping a part is noticed. A wrong passphrase and a changed wrap give one answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from houvast.dossier import age, plain
from houvast.dossier.keys import BookKeys
from houvast.dossier.passphrase import generate_passphrase, long_enough, spelt
from houvast.errors import DossierError

__all__ = ["COST", "FLOOR", "BookRecord", "Cost", "Keyring", "generate_passphrase"]

FORMAT = 1
_WRAP, _CONTENT = b"houvast/keyring/1\0", b"houvast/keyring/content/1\0"
_PAD = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: memory in KiB, passes, lanes (RFC 9106)."""

    memory: int
    passes: int
    lanes: int


COST = Cost(256 * 1024, 3, 4)
"""About a second on a laptop of today."""
FLOOR = Cost(64 * 1024, 3, 4)
"""RFC 9106's second recommended choice; a keyring that asks for less was weakened."""
CEILING = Cost(1024 * 1024, 10, 16)
"""A keyring that asks for more is an attack on the memory of whoever opens it."""


@dataclass(slots=True)
class BookRecord:
    """What a keyring knows of a book: whether it is the record or the private one, its twin, keys, last line seen."""

    role: str
    twin: str
    keys: BookKeys
    seen: tuple[int, str] = (0, "")


@dataclass(slots=True)
class Keyring:
    """An open keyring. `recovery` is the recovery key's recipient; `derived` the key for what can be made again."""

    recovery: str
    derived: bytes
    books: dict[str, BookRecord] = field(default_factory=dict)
    _master: bytes = b""
    _wraps: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def create(cls, passphrase: str | None, *, entropy: Callable[[int], bytes]) -> tuple[Keyring, str]:
        """A new keyring; without a passphrase it lives in memory until it gets one.

        Returns:
            The keyring and the recovery key, which is kept nowhere.

        Raises:
            DossierError: `dossier.short_passphrase`.
        """
        recovery_key = age.new_identity(entropy)
        keyring = cls(age.recipient_of(recovery_key), entropy(32))
        if passphrase is not None:
            keyring.change_passphrase(passphrase, entropy=entropy)
        return keyring, recovery_key

    @classmethod
    def open(cls, data: bytes, passphrase: str) -> Keyring:
        """Open a sealed keyring.

        Raises:
            DossierError: `dossier.wrong_passphrase`; `dossier.newer_format`, `dossier.weak_keyring`,
                `dossier.bad_keyring`.
        """
        wraps, content = _parse(data)
        try:
            sealed = plain.decode64(wraps["passphrase"].encode())
        except DossierError as error:
            raise DossierError("dossier.wrong_passphrase") from error
        key = _stretch(passphrase, bytes.fromhex(wraps["salt"]), _cost(wraps))
        try:
            master = ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], _WRAP + plain.dump(_public(wraps)))
        except (InvalidTag, ValueError) as error:
            raise DossierError("dossier.wrong_passphrase") from error
        return cls._unseal(wraps, content, master)

    @classmethod
    def recover(cls, data: bytes, recovery_key: str) -> Keyring:
        """Open a sealed keyring with the recovery key; give it a new passphrase next.

        Raises:
            DossierError: `dossier.wrong_recovery_key`, and as `open`.
        """
        wraps, content = _parse(data)
        try:
            identity = "".join(recovery_key.split()).upper()
            master = age.decrypt_bytes(plain.decode64(wraps["recovery"].encode()), identity)
        except DossierError as error:
            raise DossierError("dossier.wrong_recovery_key") from error
        return cls._unseal(wraps, content, master)

    @property
    def has_passphrase(self) -> bool:
        """Whether it can be sealed."""
        return bool(self._wraps)

    def sealed(self, *, entropy: Callable[[int], bytes]) -> bytes:
        """The bytes of `keyring.json`, with what this keyring knows now."""
        assert self._wraps, "a keyring without a passphrase stays in memory"
        text = plain.dump(self._content())
        text += b" " * (-len(text) % _PAD)
        nonce = entropy(12)
        content = nonce + ChaCha20Poly1305(self._master).encrypt(nonce, text, _CONTENT + plain.dump(self._wraps))
        return plain.dump({**self._wraps, "content": plain.encode64(content).decode()})

    def change_passphrase(self, new: str, *, entropy: Callable[[int], bytes]) -> None:
        """Give it a passphrase, with a fresh master key. The recovery key stays the same.

        Raises:
            DossierError: `dossier.short_passphrase`, `dossier.too_little_memory`.
        """
        if not long_enough(new):
            raise DossierError("dossier.short_passphrase")
        master, salt, nonce = entropy(32), entropy(16), entropy(12)
        wraps: dict[str, Any] = {
            "v": FORMAT, "kdf": "argon2id", "memory": COST.memory, "passes": COST.passes, "lanes": COST.lanes,
            "salt": salt.hex(), "recovery": plain.encode64(age.encrypt_bytes(master, [self.recovery])).decode(),
        }  # fmt: skip
        key = _stretch(new, salt, COST)
        sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, master, _WRAP + plain.dump(_public(wraps)))
        self._wraps = {**wraps, "passphrase": plain.encode64(sealed).decode()}
        self._master = master

    def same_lock(self, data: bytes) -> bool:
        """Whether sealed bytes have the same passphrase and recovery wraps as this keyring."""
        return _parse(data)[0] == self._wraps

    def merge(self, data: bytes) -> None:
        """Take over what another program wrote in this keyring since: books, and later heads.

        Raises:
            DossierError: `dossier.bad_keyring`.
        """
        wraps, content = _parse(data)
        for book, record in Keyring._unseal(wraps, content, self._master).books.items():
            mine = self.books.setdefault(book, record)
            if record.seen[0] > mine.seen[0]:
                mine.seen = record.seen

    @classmethod
    def _unseal(cls, wraps: dict[str, Any], content: bytes, master: bytes) -> Keyring:
        try:
            text = ChaCha20Poly1305(master).decrypt(content[:12], content[12:], _CONTENT + plain.dump(wraps))
            value = plain.load(text.rstrip(b" "))
            books = {name: _book(record) for name, record in value["books"].items()}
            return cls(value["recovery"], bytes.fromhex(value["derived"]), books, master, wraps)
        except (InvalidTag, ValueError, KeyError, TypeError) as error:
            raise DossierError("dossier.bad_keyring") from error

    def _content(self) -> dict[str, Any]:
        return {
            "v": FORMAT,
            "recovery": self.recovery,
            "derived": self.derived.hex(),
            "books": {
                name: {
                    "role": record.role, "twin": record.twin, "number": record.keys.number,
                    "sign": record.keys.sign.hex(), "identity": record.keys.identity,
                    "seq": record.seen[0], "head": record.seen[1],
                }
                for name, record in self.books.items()
            },
        }  # fmt: skip


def same_wraps(one: bytes, other: bytes) -> bool:
    """Whether two sealed keyrings are states of one, with the same passphrase."""
    return _parse(one)[0] == _parse(other)[0]


def _book(value: Mapping[str, Any]) -> BookRecord:
    keys = BookKeys(value["number"], bytes.fromhex(value["sign"]), value["identity"])
    return BookRecord(value["role"], value["twin"], keys, (value["seq"], value["head"]))


def _parse(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        value = plain.load(data)
        version, content = value.get("v"), plain.decode64(str(value.pop("content", "?")).encode())
    except DossierError as error:
        raise DossierError("dossier.bad_keyring") from error
    if isinstance(version, int) and version > FORMAT:
        raise DossierError("dossier.newer_format")
    names = {"v", "kdf", "memory", "passes", "lanes", "salt", "recovery", "passphrase"}
    texts = all(isinstance(value.get(name), str) for name in ("salt", "recovery", "passphrase"))
    if set(value) != names or value["kdf"] != "argon2id" or version != FORMAT or not texts:
        raise DossierError("dossier.bad_keyring")
    if re.fullmatch("[0-9a-f]{32}", value["salt"]) is None:
        raise DossierError("dossier.bad_keyring")
    return value, content


def _public(wraps: Mapping[str, Any]) -> dict[str, Any]:
    return {key: wraps[key] for key in ("v", "kdf", "memory", "passes", "lanes", "salt", "recovery")}


def _cost(wraps: Mapping[str, Any]) -> Cost:
    asked = wraps["memory"], wraps["passes"], wraps["lanes"]
    lowest, highest = (FLOOR.memory, FLOOR.passes, 1), (CEILING.memory, CEILING.passes, CEILING.lanes)
    if not all(type(a) is int and low <= a <= high for a, low, high in zip(asked, lowest, highest, strict=True)):
        raise DossierError("dossier.weak_keyring")
    return Cost(*asked)


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(
            spelt(passphrase)
        )
    except MemoryError as error:
        raise DossierError("dossier.too_little_memory") from error
    except ValueError as error:
        raise DossierError("dossier.bad_keyring") from error
