"""The fixtures of `dossier_kit`, for every test in this folder."""

from dossier_kit import cheap_passphrase, dossier, saved

__all__ = ["cheap_passphrase", "dossier", "saved"]
