"""The keyring: two ways in, no third, and no cheaper one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dossier_kit import PASSPHRASE, entropy
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.dossier import age, keyring_file, plain
from houvast.dossier.keyring import FLOOR, BookRecord, Keyring
from houvast.dossier.keys import new_keys
from houvast.dossier.passphrase import LIST_LENGTH, generate_passphrase, spelt
from houvast.errors import DossierError


@pytest.fixture(scope="module")
def made() -> tuple[bytes, str]:
    """A sealed keyring with one book, and its recovery key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("houvast.dossier.keyring.COST", FLOOR)
        keyring, recovery_key = Keyring.create(PASSPHRASE, entropy=entropy)
        keyring.books["a" * 64] = BookRecord("record", "b" * 64, new_keys(1, entropy), (7, "c" * 64))
        return keyring.sealed(entropy=entropy), recovery_key


@pytest.fixture(autouse=True)
def cheap_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the floor is the real one."""
    monkeypatch.setattr("houvast.dossier.keyring.COST", FLOOR)


def code_of(use, *args: object) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(DossierError) as caught:
        use(*args)
    return caught.value.code


def test_the_passphrase_opens_it_and_the_recovery_key_too(made: tuple[bytes, str]) -> None:
    data, recovery_key = made
    one, other = Keyring.open(data, PASSPHRASE), Keyring.recover(data, recovery_key)
    assert one.books == other.books
    assert one.books["a" * 64].seen == (7, "c" * 64)
    assert one.derived == other.derived


@pytest.mark.parametrize(
    "typed", [f"  {PASSPHRASE} ", PASSPHRASE.replace(" ", "   "), PASSPHRASE.replace(" ", "\u00a0")]
)
def test_spaces_do_not_matter(made: tuple[bytes, str], typed: str) -> None:
    assert Keyring.open(made[0], typed)


def test_the_recovery_key_may_be_typed_in_small_letters_and_in_groups(made: tuple[bytes, str]) -> None:
    data, key = made
    grouped = " ".join(key[at : at + 4] for at in range(0, len(key), 4)).lower()
    assert Keyring.recover(data, grouped)


@pytest.mark.parametrize("wrong", ["", "rivier tafel wolk sleutel bos", PASSPHRASE.upper(), PASSPHRASE[:-1]])
def test_a_wrong_passphrase_gives_one_answer(made: tuple[bytes, str], wrong: str) -> None:
    assert code_of(Keyring.open, made[0], wrong) == "dossier.wrong_passphrase"


def test_a_wrong_recovery_key_gives_one_answer(made: tuple[bytes, str]) -> None:
    for wrong in ("", "AGE-SECRET-KEY-1", made[1][:-1], age.new_identity(entropy)):
        assert code_of(Keyring.recover, made[0], wrong) == "dossier.wrong_recovery_key"


def test_a_weaker_or_heavier_cost_is_refused_before_it_is_paid(made: tuple[bytes, str]) -> None:
    for name, value in (("memory", 8), ("passes", 1), ("memory", 64 << 20), ("passes", 1000), ("lanes", 200)):
        changed = plain.dump({**json.loads(made[0]), name: value})
        assert code_of(Keyring.open, changed, PASSPHRASE) == "dossier.weak_keyring"


def test_the_cost_is_bound_to_the_seal(made: tuple[bytes, str]) -> None:
    changed = plain.dump({**json.loads(made[0]), "passes": 4})
    assert code_of(Keyring.open, changed, PASSPHRASE) == "dossier.wrong_passphrase"


def test_a_swapped_recovery_wrap_is_noticed(made: tuple[bytes, str]) -> None:
    other, _ = Keyring.create(PASSPHRASE, entropy=entropy)
    wrap = json.loads(other.sealed(entropy=entropy))["recovery"]
    changed = plain.dump({**json.loads(made[0]), "recovery": wrap})
    assert code_of(Keyring.open, changed, PASSPHRASE) == "dossier.wrong_passphrase"
    assert code_of(Keyring.recover, changed, made[1]) == "dossier.wrong_recovery_key"


def test_a_newer_keyring_says_so(made: tuple[bytes, str]) -> None:
    changed = plain.dump({**json.loads(made[0]), "v": 2})
    assert code_of(Keyring.open, changed, PASSPHRASE) == "dossier.newer_format"


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_no_change_of_one_bit_opens(made: tuple[bytes, str], data: st.DataObject) -> None:
    changed = bytearray(made[0])
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    assert code_of(Keyring.open, bytes(changed), PASSPHRASE).startswith("dossier.")


def test_a_changed_passphrase_shuts_the_old_one_out(made: tuple[bytes, str]) -> None:
    keyring = Keyring.open(made[0], PASSPHRASE)
    keyring.change_passphrase("heel wat anders dan eerst", entropy=entropy)
    data = keyring.sealed(entropy=entropy)
    assert code_of(Keyring.open, data, PASSPHRASE) == "dossier.wrong_passphrase"
    assert Keyring.open(data, "heel wat anders dan eerst").books == keyring.books
    assert Keyring.recover(data, made[1]).books == keyring.books


def test_a_short_passphrase_is_refused() -> None:
    for short in ("", "kort", "veertien tekst"):
        with pytest.raises(DossierError) as caught:
            Keyring.create(short, entropy=entropy)
        assert caught.value.code == "dossier.short_passphrase"


def test_two_programs_do_not_lose_what_the_other_put_in(tmp_path: Path, made: tuple[bytes, str]) -> None:
    (tmp_path / "keyring.json").write_bytes(made[0])
    one, other = Keyring.open(made[0], PASSPHRASE), Keyring.open(made[0], PASSPHRASE)
    one.books["d" * 64] = BookRecord("record", "e" * 64, new_keys(1, entropy))
    keyring_file.write(tmp_path, one, entropy=entropy)
    other.books["a" * 64].seen = (9, "f" * 64)
    keyring_file.write(tmp_path, other, entropy=entropy)
    kept = Keyring.open(keyring_file.read(tmp_path), PASSPHRASE).books
    assert set(kept) == {"a" * 64, "d" * 64}
    assert kept["a" * 64].seen == (9, "f" * 64)


def test_a_program_that_missed_a_new_passphrase_does_not_bring_the_old_one_back(
    tmp_path: Path, made: tuple[bytes, str]
) -> None:
    (tmp_path / "keyring.json").write_bytes(made[0])
    late = Keyring.open(made[0], PASSPHRASE)
    keyring_file.change_passphrase(tmp_path, PASSPHRASE, "heel wat anders dan eerst", entropy=entropy)
    assert code_of(lambda: keyring_file.write(tmp_path, late, entropy=entropy)) == "dossier.keyring_changed"
    keyring_file.remember(tmp_path, late, entropy=entropy)
    assert Keyring.open(keyring_file.read(tmp_path), "heel wat anders dan eerst")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_five_words_of_7776_are_64_bits(lang: str) -> None:
    words = generate_passphrase(entropy, lang).split(" ")
    assert len(words) == 5
    assert LIST_LENGTH**5 > 2**64
    assert Keyring.create(" ".join(words), entropy=entropy)


def test_every_word_can_be_drawn_and_none_more_than_others() -> None:
    """Words are drawn by number, the first and last too; a number that would tilt the odds is drawn again."""
    limit = (1 << 32) // LIST_LENGTH * LIST_LENGTH
    numbers = iter([0, LIST_LENGTH - 1, limit, 1, limit - 1, 2])
    words = generate_passphrase(lambda count: next(numbers).to_bytes(count, "big"), "en").split()
    assert (words[0], words[1], words[3]) == ("abacus", "zoom", "zoom")


def test_one_spelling_for_what_keyboards_write_differently() -> None:
    assert spelt("cafe\u0301 na \u2460") == spelt("caf\u00e9  na 1")
