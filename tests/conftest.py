"""Fixtures that several test files share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

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


def _skipped(reporter: Any) -> int:
    """How many tests were skipped that may not be: all of them where CI is true."""
    return len(reporter.stats.get("skipped", ())) if os.environ.get("CI") == "true" else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test fails the run: nothing is left out there unnoticed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and session.exitstatus == 0 and _skipped(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say why the run failed."""
    if count := _skipped(terminalreporter):
        noun = "test fails" if count == 1 else "tests fail"
        terminalreporter.write_line(f"{count} skipped {noun} the run where CI is true", red=True)
