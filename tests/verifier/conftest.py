"""The fixtures of `dossier_kit`, which stands with the tests of the dossier."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dossier"))

from dossier_kit import cheap_passphrase, dossier, saved

__all__ = ["cheap_passphrase", "dossier", "saved"]
