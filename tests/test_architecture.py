"""The house: which way imports run, what serving may load, what every list and pin must say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("features", "data", "training", "service")
FOLDERS = (*PACKAGES, "experiments", "tests", "docs")

MAY_IMPORT = {
    "features": {"features"},
    "data": {"data"},
    "training": {"training", "features", "data"},
    "service": {"service", "features", "training", "data"},
    "experiments": {"experiments", "training", "features", "data", "service"},
    "tests": {"training", "features", "data", "service"},
    "docs": {"training", "features", "service"},
}
COMMANDS = {"service/cli.py", "service/training_commands.py"}
"""Those of service that may import more than ``training.bundle``, inside the commands."""
EXTRA = {"service/parquet.py": ("parquet",)}
"""Those that ask later for the packages of an extra."""
FEATURES_USE = {"numpy", "onnxruntime", "tokenizers", "safetensors", "fasttext"}
RUNS_CODE_ON_LOADING = {"pickle", "cloudpickle", "dill", "marshal", "shelve", "joblib", "skops"}
IMPORTED_AS = {
    "scikit-learn": "sklearn",
    "interpret-core": "interpret",
    "fasttext-predict": "fasttext",
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: ``lazy`` where it stands in a function or for the type checker alone."""

    file: str
    line: int
    module: str
    lazy: bool

    @property
    def root(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def imports_in(source: str, file: str) -> list[Import]:
    """Every import of a file; ``from a import b`` counts as ``a`` and, for our own, as ``a.b``."""
    found: list[Import] = []

    def visit(node: ast.AST, lazy: bool) -> None:
        if isinstance(node, ast.Import):
            found.extend(Import(file, node.lineno, alias.name, lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            module = node.module or ""
            parts = [f"{module}.{alias.name}" for alias in node.names]
            names = [part for part in parts if part in modules()] or [module]
            found.extend(Import(file, node.lineno, name, lazy) for name in names)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for child in ast.iter_child_nodes(node):
            visit(child, lazy or function or typing)

    visit(ast.parse(source), False)
    return found


@cache
def files(folder: str) -> tuple[Path, ...]:
    return tuple(sorted((ROOT / folder).rglob("*.py")))


@cache
def modules() -> dict[str, str]:
    """Modules of the project by name, each with its path from the root."""
    found = {}
    for folder in FOLDERS:
        for path in files(folder):
            relative = path.relative_to(ROOT)
            parts = relative.with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = relative.as_posix()
    return found


@cache
def imports(folder: str) -> tuple[Import, ...]:
    return tuple(
        found
        for path in files(folder)
        for found in imports_in(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    )


def of_module(name: str) -> list[Import]:
    return [i for i in imports(name.partition(".")[0]) if i.file == modules()[name]]


def closure(starts: Iterable[str]) -> set[str]:
    """Modules of the project that are loaded by importing ``starts``, packages included."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name in seen or name not in modules():
            continue
        seen.add(name)
        waiting.append(name.rpartition(".")[0])
        waiting.extend(i.module for i in of_module(name) if not i.lazy)
    return seen


@cache
def serving() -> frozenset[str]:
    """What ``assay`` without ``[train]`` loads: the service, the bundle, the data commands."""
    service = [name for name in modules() if name.partition(".")[0] == "service"]
    return frozenset(closure([*service, "training.bundle", "data.catalogue", "data.fetch"]))


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pins(*extras: str) -> dict[str, str]:
    """Pinned packages of an install by name."""
    lines: list[str] = list(project()["project"]["dependencies"])
    for extra in extras:
        lines += project()["project"]["optional-dependencies"][extra]
    return dict(pinned(line) for line in lines)


def pinned(line: str) -> tuple[str, str]:
    name, exact, version = line.partition("==")
    assert exact, f"{line} is not pinned to one version"
    return re.sub(r"[-_.]+", "-", name).lower(), version


def importable(*extras: str) -> set[str]:
    """Names under which the pinned packages of an install are imported."""
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in pins(*extras)}


def third_party(found: Iterable[Import]) -> list[Import]:
    ours = {*FOLDERS, *(path.stem for path in files("tests"))}
    return [i for i in found if i.root not in sys.stdlib_module_names and i.root not in ours]


def told(found: Sequence[Import]) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_run_one_way(folder: str) -> None:
    allowed = MAY_IMPORT[folder]
    wrong = [i for i in imports(folder) if i.root in FOLDERS and i.root not in allowed]
    assert not wrong, told(wrong)


def test_serving_code_sees_features_and_the_bundle_alone() -> None:
    def is_allowed(found: Import) -> bool:
        if found.root not in ("training", "data") or found.module == "training.bundle":
            return True
        return found.file in COMMANDS and found.lazy

    wrong = [i for i in imports("service") if not is_allowed(i)]
    assert not wrong, told(wrong)


def test_no_module_reaches_back() -> None:
    graph = {
        name: {i.module for i in of_module(name) if not i.lazy and i.module in modules()}
        for name in modules()
    }
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError, which names them


def test_features_use_little() -> None:
    wrong = [i for i in third_party(imports("features")) if i.root not in FEATURES_USE]
    assert not wrong, told(wrong)


def test_serving_loads_nothing_of_training() -> None:
    loaded = [i for name in serving() for i in of_module(name) if not i.lazy]
    wrong = [i for i in third_party(loaded) if i.root not in importable()]
    assert not wrong, told(wrong)


@pytest.mark.parametrize("folder", ["features", "service"])
def test_what_serves_asks_for_nothing_of_training_later_either(folder: str) -> None:
    found = [i for i in imports(folder) if i.file not in COMMANDS]
    wrong = [i for i in third_party(found) if i.root not in importable(*EXTRA.get(i.file, ()))]
    assert not wrong, told(wrong)


@pytest.mark.parametrize(
    ("folder", "extras"),
    [("data", ["train"]), ("training", ["train"]), ("tests", ["train", "dev"])],
)
def test_every_package_that_is_imported_is_pinned(folder: str, extras: list[str]) -> None:
    wrong = [i for i in third_party(imports(folder)) if i.root not in importable(*extras)]
    assert not wrong, told(wrong)


def test_only_tracking_knows_mlflow() -> None:
    found = [i for folder in PACKAGES for i in imports(folder) if i.root == "mlflow"]
    wrong = [i for i in found if i.file != "training/tracking.py"]
    assert not wrong, told(wrong)


def test_nothing_that_serves_can_run_code_from_a_file() -> None:
    wrong = [
        i for name in serving() for i in of_module(name)
        if i.root in RUNS_CODE_ON_LOADING or i.root == "torch"
    ]  # fmt: skip
    assert not wrong, told(wrong)
    assert not [f for folder in PACKAGES for f in unsafe_loads(folder)]


def unsafe_loads(folder: str) -> Iterator[str]:
    """Calls that would unpickle: ``allow_pickle=True``, ``torch.load`` of more than weights."""
    for path in files(folder):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            options = {k.arg: ast.unparse(k.value) for k in node.keywords}
            torch_load = ast.unparse(node.func) == "torch.load"
            if options.get("allow_pickle") == "True" or (
                torch_load and options.get("weights_only") != "True"
            ):
                yield f"{path}:{node.lineno}"


def test_tests_are_flat_and_shadow_no_package() -> None:
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir()} - {"__pycache__"}
    assert not folders & {*FOLDERS}
    assert not list((ROOT / "tests").glob("*/**/test_*.py"))


def lexicons() -> list[Path]:
    return sorted((ROOT / "features" / "lexicons").glob("*.txt"))


@pytest.mark.parametrize("path", lexicons(), ids=lambda p: p.stem)
def test_every_list_of_words_says_what_it_is_where_it_is_from_and_its_licence(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    header = " ".join(line for line in lines[:4] if line.startswith("#")).lower()
    assert lines[0].startswith("# ")
    assert "origin: " in header
    assert "licence: apache-2.0" in header


def test_the_lists_of_words_are_there() -> None:
    assert len(lexicons()) > 20


def test_packages_in_pyproject_are_those_of_the_tree() -> None:
    inits = [path for folder in PACKAGES for path in files(folder) if path.name == "__init__.py"]
    tree = {".".join(path.parent.relative_to(ROOT).parts) for path in inits}
    assert sorted(project()["tool"]["setuptools"]["packages"]) == sorted(tree)


def test_pyproject_and_constraints_pin_the_same_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    constrained = dict(pinned(line) for line in lines if line and not line.startswith("#"))
    wanted = pins("parquet", "train", "dev") | dict(
        map(pinned, project()["build-system"]["requires"])
    )
    assert {name: constrained.get(name) for name in wanted} == wanted


def test_a_bento_holds_what_serving_needs_and_no_more() -> None:
    lines = (ROOT / "bentofile.yaml").read_text("utf-8").splitlines()
    packages = [line.strip().removeprefix("- ") for line in lines if "==" in line]
    assert dict(map(pinned, packages)) == pins()


def test_the_licence_is_apache_2_0() -> None:
    words = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in words
    assert "Version 2.0, January 2004" in words
    assert len(words.splitlines()) > 190


def test_the_changelog_tells_the_version() -> None:
    version = project()["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_decisions_are_numbered_and_say_context_decision_consequences() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text("utf-8")
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    for path in records:
        # "## Context" or "**Context.**"
        said = re.findall(r"^(?:## |\*\*)(\w+?)s?\b", path.read_text("utf-8"), re.MULTILINE)
        assert said[:3] == ["Context", "Decision", "Consequence"], path.name
        assert f"]({path.name})" in index


def test_the_reader_of_imports_sees_every_form() -> None:
    source = (
        "import torch.nn\nfrom training import bundle\nfrom training.risk import fit\n"
        "def f():\n    import data.fetch\n"
        "if TYPE_CHECKING:\n    from service.cli import app\n"
    )
    found = {(i.module, i.lazy) for i in imports_in(source, "x.py")}
    assert found == {
        ("torch.nn", False),
        ("training.bundle", False),
        ("training.risk", False),
        ("data.fetch", True),
        ("service.cli", True),
    }


def test_closures_follow_packages() -> None:
    loaded = closure(["data.catalogue"])
    assert {"data", "data.catalogue", "data.corpora", "data.readers.ptc"} <= loaded
    assert "training.pipeline" not in loaded
    assert "training.risk" in serving()


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_in_ci_a_skipped_test_is_a_failure(tmp_path: Path, ci: str, code: int) -> None:
    (tmp_path / "test_skips.py").write_text(
        "import pytest\ndef test_one(): pass\ndef test_two(): pytest.skip('no corpora')\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider",
         "--rootdir", str(tmp_path), "-c", os.devnull, str(tmp_path)],
        env=os.environ | {"CI": ci, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"},
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert run.returncode == code, run.stdout + run.stderr
    assert ("1 skipped test fails the run" in run.stdout) is bool(code)
