"""A quick start: modules put off are whole once they are asked, and the service is as it was."""

from __future__ import annotations

import subprocess
import sys

PUT_OFF = """
import sys
from service.start import put_off
put_off("wave")
import wave
assert "struct" not in vars(wave), "read too soon"
assert wave.open.__module__ == "wave"
assert type(wave).__name__ == "module"
"""

LIGHTENED = """
import gc, sys
from service.start import lighten
lighten()
from service import app
application = app.Assay.to_asgi()
assert not gc.isenabled()
assert "aiohttp.client" not in sys.modules and "httpx._main" not in vars(sys.modules["httpx"])
import aiohttp, httpx
assert aiohttp.ClientSession and httpx.Client
"""

SETTLED = """
import asyncio, gc, sys
from service.start import lighten
lighten()
from service import app
service = app.Service()
asyncio.run(service.settle())
assert gc.isenabled() and gc.get_freeze_count() > 10_000
assert sys.getswitchinterval() <= 1e-3
service.close()
"""


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_module_put_off_is_read_when_something_in_it_is_asked_for() -> None:
    run(PUT_OFF)


def test_the_service_is_built_without_what_it_never_needs_and_that_is_there_if_asked() -> None:
    run(LIGHTENED)


def test_a_settled_service_collects_little_and_lets_threads_take_turns_soon() -> None:
    run(SETTLED)
