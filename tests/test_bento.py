"""``bentoml build`` makes a Bento that serves from another folder, without a network."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from training.bundle import Model, to_json

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SECONDS = 180
TEXT = "The harbour office said on Monday that 36 dockers were killed when shells fell on the quay."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """BentoML's folder, with the Bento built into it."""
    home = tmp_path_factory.mktemp("bentoml")
    run = subprocess.run(
        [str(BIN / "bentoml"), "build"], cwd=ROOT, env=_environment(home), capture_output=True,
        text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return home


@pytest.fixture(scope="module")
def address(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the Bento is served, from a folder that knows nothing of the project."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (home / "log").open("w+")
    server = subprocess.Popen(
        [str(BIN / "bentoml"), "serve", "assay:latest", "--host", "127.0.0.1", "-p", str(port)],
        cwd=tmp_path_factory.mktemp("elsewhere"), env=_environment(home), stdout=log, stderr=log,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
        log.close()


def _environment(home: Path) -> dict[str, str]:
    """No way out: whatever asked for the network would be sent to a closed door."""
    nowhere = "http://127.0.0.1:9"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "PROMETHEUS_"))}
    return kept | {
        "BENTOML_HOME": str(home),
        "BENTOML_DO_NOT_TRACK": "True",
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "no_proxy": "127.0.0.1",
        "ASSAY_TIMEOUT": "60",
    }


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the Bento did not come up (exit code {server.poll()})")


def _asked(url: str, content: str | None = None) -> bytes:
    body = None if content is None else content.encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=70) as answer:
        found: bytes = answer.read()
    return found


def test_a_bento_serves_the_same_bytes_from_another_folder(address: str, model: Model) -> None:
    over_http = _asked(f"{address}/v1/assess", to_json({"text": TEXT}))
    assert over_http == model.assess(TEXT).to_json("brief").encode()


def test_a_bento_brings_its_pages_its_sample_and_its_words(address: str) -> None:
    assert b"Gunboat crew" in _asked(f"{address}/review/?sample")
    assert b"--paper" in _asked(f"{address}/review/static/assay.css")
    assert b"/v1/claims" in _asked(f"{address}/docs.json")
