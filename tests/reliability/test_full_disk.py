"""A disk with a limit: nothing acknowledged is lost, reading still works, and the message says what to do."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from dossier_kit import NOW, PASSPHRASE, Saved, act, entropy

from houvast.dossier.bundle import BundleFile, write_bundle
from houvast.dossier.dossier import open_dossier
from houvast.dossier.verification import verify_dossier
from houvast.errors import DossierError


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """RLIMIT_FSIZE: writing beyond it fails as on a full disk (EFBIG, since the signal is ignored)."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_loses_nothing_and_reading_goes_on(saved: Saved) -> None:
    record = saved.dossier.record
    log = saved.folder / "record" / "log" / "000000001"
    acknowledged = {entry.seq: entry.head for entry in record.entries()}
    with no_file_larger_than(log.stat().st_size + 5_000):
        with pytest.raises(DossierError) as caught:
            for number in range(100):
                seq = record.append(act(number=number), entropy=entropy)
                acknowledged[seq] = record.last[1]
        assert caught.value.code == "dossier.disk_full"
        with pytest.raises(DossierError) as caught:
            record.put_blob(BytesIO(bytes(1 << 20)), entropy=entropy)
        assert caught.value.code == "dossier.disk_full"
        with record.open_blob(saved.refs[0].name) as file:
            assert file.read().startswith(b"the first")
        assert {entry.seq: entry.head for entry in record.entries()} == acknowledged
    again = open_dossier(saved.folder, PASSPHRASE, entropy=entropy)
    assert {entry.seq: entry.head for entry in again.record.entries()} == acknowledged
    assert again.notices == ()
    assert verify_dossier(saved.folder, again.keyring, None).ok
    again.record.append(act(), entropy=entropy)


@pytest.mark.parametrize("size", [0, 100, 3_000, 20_000])
def test_a_bundle_that_does_not_fit_leaves_nothing(saved: Saved, tmp_path: Path, size: int) -> None:
    large = BundleFile("large.bin", lambda: BytesIO(bytes(50_000)))
    with no_file_larger_than(size), pytest.raises(DossierError) as caught:
        write_bundle(tmp_path / "out", book=saved.dossier.record, disclosures=[], files=[large], now=NOW)
    assert caught.value.code == "dossier.disk_full"
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.new").exists()
