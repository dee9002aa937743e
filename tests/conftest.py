"""Fixtures that several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from training.bundle import Model, load


@pytest.fixture(scope="session")
def mirror() -> Path:
    """The folder of public corpora; tests that need it skip where ASSAY_MIRROR is not set."""
    folder = os.environ.get("ASSAY_MIRROR")
    if not folder:
        pytest.skip("needs the corpora: set ASSAY_MIRROR to a mirror folder")
    return Path(folder)


@pytest.fixture(scope="session")
def model() -> Model:
    """The model that ships, loaded once."""
    return load()
