"""A world that stands still, and a case in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

import pytest

from houvast.actions.open import begin
from houvast.actions.world import World
from houvast.dossier.dossier import Dossier
from houvast.intake.child import Reader

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def world() -> World:
    return World(now=lambda: datetime(2026, 11, 23, 20, 0, tzinfo=UTC), entropy=token_bytes)


@pytest.fixture
def dossier(world: World) -> Dossier:
    return begin(world)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found
