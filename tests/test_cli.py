"""The command line as a person meets it: its answers, and its errors of one line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from example_assessment import TEXT
from typer.testing import CliRunner, Result

import service
from service.cli import app
from service.pages import SAMPLE

ROOT = Path(service.__file__).parent.parent


def assay(*arguments: str, given: bytes = b"", **environment: str) -> Result:
    """The command run inside this process."""
    return CliRunner().invoke(app, arguments, input=given, env=environment, prog_name="assay")


def refusal(run: Result) -> str:
    """The one line of a refusal."""
    assert run.exit_code == 2, run.output
    assert run.stdout == ""
    lines = run.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("assay: ")
    return lines[0]


def started(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    ["analyze", "batch", "serve", "data list", "data fetch", "data verify"],
)
def test_every_command_teaches_by_an_example(command: str) -> None:
    run = assay(*command.split(), "--help")
    assert run.exit_code == 0
    assert f"assay {command}" in " ".join(run.stdout.split()).partition("Example:")[2]


def test_without_a_command_the_help_is_shown() -> None:
    run = assay()
    assert "analyze" in run.output


def test_a_refusal_of_the_real_command_is_one_line_and_exit_code_2() -> None:
    run = started("analyze", "/no/such/file")
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr == b"assay: /no/such/file: No such file or directory\n"


def test_a_missing_file_is_one_line() -> None:
    assert "No such file" in refusal(assay("analyze", "/no/such/file"))


def test_a_folder_is_one_line(tmp_path: Path) -> None:
    assert "directory" in refusal(assay("analyze", str(tmp_path))).lower()


def test_latin_1_is_refused_with_the_command_that_helps() -> None:
    words = refusal(assay("analyze", "-", given="Café déjà vu, said the mayor.".encode("latin-1")))
    assert "byte 0xe9 at 3" in words
    assert "iconv -f latin1 -t utf-8" in words


def test_utf_16_is_refused_with_the_command_that_helps() -> None:
    given = "A mayor spoke.".encode("utf-16")
    assert "iconv -f utf-16" in refusal(assay("analyze", "-", given=given))


def test_two_megabytes_are_refused() -> None:
    assert "200,000" in refusal(assay("analyze", "-", given=b"word " * 400_000))


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    words = refusal(assay("analyze", "-", "--bundle", str(tmp_path), given=b"A mayor spoke."))
    assert "bundle" in words


def test_an_unknown_corpus_is_refused_and_the_known_are_named() -> None:
    assert "ptc" in refusal(assay("data", "verify", "nonsense"))


def test_a_taken_port_is_one_line() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port}" in refusal(assay("serve", "--port", port))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "nosuch.invalid"), "assay: --host nosuch.invalid: "),
        (("--host", "203.0.113.7"), "assay: --host 203.0.113.7: "),
        (("--port", "70000"), "assay: --port 70000: a port is a number from 0 to 65535"),
    ],
)
def test_it_is_told_whether_host_or_port_is_wrong(options: tuple[str, ...], words: str) -> None:
    told = refusal(assay("serve", *options))
    assert told.startswith(words)
    assert "bind" not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("train --only closed", "Invalid value for '--only': 'closed' is not one of 'open'"),
        ("analyze x --explain all", "Invalid value for '--explain': 'all' is not one of"),
        ("serve --port high", "Invalid value for '--port': it should be a valid integer"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_plain_words(words: str, told: str) -> None:
    run = assay(*words.split())
    assert run.exit_code == 2
    assert told in run.stderr


def test_an_unknown_corpus_is_refused_before_a_bar_is_drawn() -> None:
    assert "nosuch" in refusal(assay("data", "fetch", "nosuch"))


def test_missing_corpora_are_told_in_a_few_lines(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none")
    assert f"{nowhere}: there is no such folder" in refusal(
        assay("data", "verify", "ptc", "--mirror", nowhere)
    )
    run = assay("data", "verify", "ptc", "--mirror", str(tmp_path))
    assert run.exit_code == 2
    *listed, more, last = run.stderr.splitlines()
    assert len(listed) == 10
    number = int(more.split()[1])
    assert last.startswith(f"assay: {number + 10} files are missing")


def test_corpora_are_listed_with_their_licences() -> None:
    run = assay("data", "list", COLUMNS="200")
    assert run.exit_code == 0
    assert "non-commercial" in run.stdout


def test_starting_loads_nothing_of_training() -> None:
    code = "import sys, service.cli; print([m for m in sys.modules if m.split('.')[0] in HEAVY])"
    heavy = "{'torch', 'sklearn', 'mlflow', 'bentoml', 'onnxruntime', 'numpy', 'training', 'data'}"
    run = subprocess.run(
        [sys.executable, "-c", code.replace("HEAVY", heavy)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.usefixtures("model")
class TestWithTheModel:
    def test_the_report_is_printed(self) -> None:
        run = assay("analyze", str(SAMPLE))
        assert run.exit_code == 0, run.output
        assert "does not say what is true" in " ".join(run.stdout.split())

    def test_json_is_the_assessment(self) -> None:
        run = assay("analyze", str(SAMPLE), "--json")
        assert run.exit_code == 0, run.output
        found = json.loads(run.stdout)
        for claim in found["claims"]:
            assert SAMPLE.read_text("utf-8")[claim["start"] : claim["end"]] == claim["text"]

    def test_full_adds_heads(self) -> None:
        brief = json.loads(assay("analyze", str(SAMPLE), "--json").stdout)
        full = json.loads(assay("analyze", str(SAMPLE), "--json", "--explain", "full").stdout)
        assert not any("heads" in claim for claim in brief["claims"])
        assert all("heads" in claim for claim in full["claims"])

    def test_an_empty_file_is_refused(self) -> None:
        assert "the text is empty;" in refusal(assay("analyze", "-", given=b""))
        assert "nothing to read" in refusal(assay("analyze", "-", given=b" \n "))

    def test_line_ends_and_a_byte_order_mark_are_part_of_the_text(self) -> None:
        text = "\ufeff" + TEXT.replace("\n", "\r\n")
        run = assay("analyze", "-", "--json", given=text.encode())
        found = json.loads(run.stdout)
        assert found["claims"]
        for claim in found["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["text"]


@pytest.fixture(scope="module")
def address(model: object) -> Iterator[str]:
    """The address of a server that ``assay serve`` started."""
    server = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve", "--port", "0"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"BENTOML_DO_NOT_TRACK": "True"},
    )
    assert server.stderr is not None
    try:
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found
        _wait_until_ready(found.group())
        yield found.group()
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _wait_until_ready(address: str) -> None:
    for _ in range(300):
        try:
            if _call(f"{address}/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not come up in 30 s")


def _call(url: str, content: Any = None) -> tuple[int, bytes]:
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_a_journey_over_http(address: str) -> None:
    status, body = _call(f"{address}/v1/assess", {"text": TEXT})
    assert status == 200
    assert json.loads(body)["claims"]
    assert _call(f"{address}/v1/claims", {"texts": ["The mayor sold the bridge."]})[0] == 200
    assert _call(f"{address}/v1/model")[0] == 200
    assert _call(f"{address}/metrics")[0] == 200
    assert b"<form" in _call(f"{address}/review/")[1]
    assert _call(f"{address}/v1/assess", {"text": "x" * 2_000_000})[0] == 413


def test_python_the_command_line_and_http_give_the_same_bytes(address: str, model: Any) -> None:
    _, over_http = _call(f"{address}/v1/assess", {"text": TEXT})
    command_line = started("analyze", "-", "--json", given=TEXT.encode()).stdout
    assert over_http == command_line == model.assess(TEXT).to_json(explain="brief").encode()
