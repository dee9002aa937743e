"""Every command and every name in the README works as it stands there."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from training.bundle import MANIFEST, SHIPPED

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LONG = ("assay serve", "assay train", "assay evaluate", "assay data fetch", "assay model")
"""Commands that take long, listen or change something: their help must know what is asked."""
SERVED = "http://127.0.0.1:3000"


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return found


def commands() -> list[str]:
    """The lines of all shell blocks, continued ones joined, comments cut."""
    lines = "\n".join(blocks("bash")).replace("\\\n", " ").splitlines()
    return [cut for line in lines if (cut := re.sub(r"\s+# .*$", "", line).strip())]


def is_long(command: str) -> bool:
    return command.startswith(LONG)


def of_kind(kind: str) -> list[str]:
    kinds: dict[str, list[str]] = {"make": [], "long": [], "short": []}
    for command in commands():
        name = "make" if command.startswith("make ") else "long" if is_long(command) else "short"
        kinds[name].append(command)
    return kinds[kind]


def run(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as in a shell in which this environment is active."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=ROOT, env=os.environ | {"PATH": path} | environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a server of the shipped model listens."""
    server = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve", "--port", "0"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stderr is not None
    try:
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found
        wait_for(f"{found.group()}/readyz")
        yield found.group()
    finally:
        server.terminate()
        server.communicate(timeout=20)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not come up in 30 s")


def test_the_readme_leads_with_what_it_is_and_two_commands() -> None:
    title, sentence, *_ = README.split("\n\n")
    assert title == "# Assay"
    assert sentence.count(".") == 1
    assert commands()[:2] == ["make run", "make test"]


@pytest.mark.parametrize("command", of_kind("make"))
def test_make_knows_the_goal(command: str) -> None:
    goal = command.split()[1]
    assert re.search(rf"^{goal}: .*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    done = run(f"make -n {goal}", MAKEFLAGS="")
    assert done.returncode == 0, done.stderr


def test_make_alone_lists_every_goal() -> None:
    listed = run("make", MAKEFLAGS="").stdout
    goals = re.findall(r"^([a-z]+): .*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(goals) > 4
    assert re.findall(r"make ([a-z]+)  ", listed) == goals


@pytest.mark.parametrize("command", of_kind("long"))
def test_the_command_line_knows_the_command_and_its_options(command: str) -> None:
    words = shlex.split(command)
    names = words[: 3 if words[1] in ("data", "model") else 2]
    done = run(f"{shlex.join(names)} --help", COLUMNS="200")
    assert done.returncode == 0, done.stderr
    for option in (word for word in words if word.startswith("--")):
        assert option in done.stdout


@pytest.mark.parametrize("command", of_kind("short"))
def test_the_command_does_what_it_says(command: str, address: str) -> None:
    done = run(command.replace(SERVED, address))
    assert done.returncode == 0, done.stderr
    assert done.stdout
    if "curl" in command or "--json" in command:
        assert "error" not in json.loads(done.stdout)


def test_the_python_example_runs() -> None:
    (example,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.match(r"(low|medium|high) 0\.\d+ It is thought", done.stdout)


def test_what_the_tree_names_is_there() -> None:
    (tree,) = blocks("text")
    named = [line.split()[0] for line in tree.splitlines()]
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "name", ["README.md", "docs/decisions/README.md", "docs/command-line.md", "CHANGELOG.md"]
)
def test_no_link_is_broken(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def figures() -> ModuleType:
    """The script that writes the figures; docs is a folder of scripts, not a package."""
    spec = importlib.util.spec_from_file_location("figures", ROOT / "docs" / "figures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_figures_are_those_of_the_shipped_model() -> None:
    script = figures()
    assert script.with_figures(README, script.block()) == README, "run: make figures"
    metrics = json.loads((SHIPPED / MANIFEST).read_text("utf-8"))["metrics"]
    assert set(script.SHOWN) <= {metric["name"] for metric in metrics}


def test_a_figure_has_two_digits_and_its_sign() -> None:
    number = figures().number
    assert [number(x) for x in (0.724, -0.051, 1.0, 0.996, -0.001, 10.5)] == [
        ".72", "-.05", "1.00", "1.00", ".00", "10.50",
    ]  # fmt: skip


def test_the_page_of_the_command_line_names_every_command() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    listed = run("assay --help", COLUMNS="200").stdout.partition("Commands:")[2]
    names = re.findall(r"^  ([a-z]+)  ", listed, re.MULTILINE)
    assert {"analyze", "batch", "data", "model", "serve"} <= {*names}
    assert [name for name in names if f"| `assay {name}" not in page] == []
