"""The commands that make, judge and keep models, as a person meets them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
from example_bundle import METRICS, write_bundle
from example_store import Store, made_store, predictions
from typer.testing import CliRunner, Result

from service import training_commands
from training import pipeline, tracking
from training import predictions as predicting
from training.evaluation import Metric
from training.predictions import Predictions

pytestmark = pytest.mark.filterwarnings("ignore")

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
training_commands.add_to(app)


def assay(*arguments: str, **environment: str) -> Result:
    """The command run inside this process, in a wide terminal."""
    wide = {"COLUMNS": "200", **environment}
    return CliRunner().invoke(app, arguments, env=wide, prog_name="assay")


def refusal(run: Result) -> str:
    """The line of a refusal, the last one on stderr."""
    assert run.exit_code == 2, run.output
    assert "Traceback" not in run.stderr
    line = run.stderr.splitlines()[-1]
    assert line.startswith("assay: ")
    return line


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return made_store(tmp_path_factory.getbasetemp() / "store")


@pytest.fixture(autouse=True)
def nobodys_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes to a store that this machine happens to use."""
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)


@pytest.mark.parametrize(
    "command", ["train", "evaluate", "model list", "model show", "model promote"]
)
def test_every_command_teaches_by_an_example(command: str) -> None:
    run = assay(*command.split(), "--help")
    assert run.exit_code == 0
    assert f"assay {command}" in " ".join(run.stdout.split()).partition("Example:")[2]


def test_the_commands_are_part_of_assay() -> None:
    from service.cli import app as whole

    run = CliRunner().invoke(whole, ["model", "promote", "--help"], prog_name="assay")
    assert run.exit_code == 0, run.output


@pytest.mark.parametrize("command", ["train", "evaluate", "model list"])
def test_without_the_training_install_one_is_told_what_to_install(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        del name

    monkeypatch.setattr(training_commands, "find_spec", absent)
    assert "make train" in refusal(assay(*command.split()))


def test_missing_corpora_are_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "corpora"
    empty.mkdir()
    run = assay("train", "--no-track", "--corpora", str(empty), "--work", str(tmp_path / "work"))
    assert "assay data fetch" in refusal(run)


def test_a_missing_checkpoint_is_one_line(tmp_path: Path) -> None:
    assert "no such checkpoint" in refusal(assay("train", "--checkpoint", str(tmp_path / "no.pt")))


def test_a_folder_that_is_no_bundle_is_one_line(tmp_path: Path) -> None:
    assert "no bundle at" in refusal(assay("evaluate", "--bundle", str(tmp_path)))


def test_other_than_open_cannot_be_asked_for() -> None:
    run = assay("train", "--only", "closed")
    assert run.exit_code == 2
    assert "open" in run.stderr


class Judged:
    """What stands for reading the corpora, which takes minutes."""

    def metrics(self) -> tuple[Metric, ...]:
        return METRICS

    def predictions(self, thresholds: Mapping[str, float]) -> Predictions:
        assert thresholds["propaganda"] == 0.5
        return predictions()


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[pipeline.Plan]:
    """The plans that training was asked for; a small bundle stands for an hour's work."""
    seen: list[pipeline.Plan] = []

    def train(plan: pipeline.Plan) -> pipeline.Result:
        seen.append(plan)
        plan.say("reading the corpora")
        for step in (20, 40):
            if plan.progress is not None:
                plan.progress("train", step, 40)
            if plan.losses is not None:
                plan.losses(step, 40, {"tag.source": 0.5})
        plan.say("| metric | value |\n|---|---|")
        return pipeline.Result(write_bundle(tmp_path / "made"), METRICS)

    def beside(*arguments: Any) -> Judged:
        del arguments
        return Judged()

    monkeypatch.setattr(pipeline, "train", train)
    monkeypatch.setattr(predicting, "beside", beside)
    monkeypatch.chdir(tmp_path)
    return seen


def test_training_prints_figures_and_where_the_bundle_is(
    plans: list[pipeline.Plan], tmp_path: Path
) -> None:
    run = assay("train", "--no-track", "--only", "open")
    assert run.exit_code == 0, run.output
    assert "0.580 to 0.640" in run.stdout
    assert str(tmp_path / "made" / "bundle") in run.stdout
    assert "reading the corpora" in run.stderr
    assert "|---|" not in run.output
    assert (plans[0].only_open, plans[0].work, plans[0].run_id) == (True, Path("runs/open"), None)
    assert not (tmp_path / "mlflow.db").exists()


def test_training_is_recorded_and_registered(plans: list[pipeline.Plan], store: Store) -> None:
    import mlflow

    run = assay("train", MLFLOW_TRACKING_URI=store.uri)
    assert run.exit_code == 0, run.output
    assert "challenger" in run.stderr
    assert plans[0].run_id is not None
    assert plans[0].work == Path("runs/train")
    recorded = mlflow.get_run(plans[0].run_id)
    assert recorded.data.metrics["risk_dev_quadratic_kappa/value"] == 0.6
    newest = tracking.models(store.uri)[0]
    assert (newest.run_id, newest.aliases) == (plans[0].run_id, ("challenger",))
    mlflow.MlflowClient().delete_model_version("assay", newest.version)


@pytest.mark.usefixtures("plans")
def test_figures_that_moved_are_told_against_the_shipped_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import bundle

    moved = [Metric("propaganda dev F1", 0.63, 0.6, 0.66, None, 3177)]
    monkeypatch.setattr(bundle, "SHIPPED", write_bundle(tmp_path / "shipped", moved))
    said = assay("train", "--no-track").stdout
    assert "More than .01 from the shipped bundle:" in said
    assert "propaganda dev F1: 0.610, shipped 0.630" in said
    monkeypatch.setattr(bundle, "SHIPPED", write_bundle(tmp_path / "same"))
    assert "within .01 of the shipped bundle" in assay("train", "--no-track").stdout


@pytest.mark.usefixtures("plans")
def test_a_bundle_is_evaluated(tmp_path: Path) -> None:
    bundle = str(write_bundle(tmp_path / "given"))
    run = assay("evaluate", "--bundle", bundle)
    assert run.exit_code == 0, run.output
    assert "risk dev quadratic kappa" in run.stdout
    assert "within .01 of the bundle's own manifest" in run.stdout
    found = json.loads(assay("evaluate", "--bundle", bundle, "--json").stdout)
    assert found[0] == {
        "name": "propaganda dev F1", "value": 0.61, "interval": [0.58, 0.64], "baseline": 0.4,
        "n": 3177,
    }  # fmt: skip


def raising(error: Exception) -> Callable[..., Any]:
    def raise_(*arguments: Any) -> Any:
        del arguments
        raise error

    return raise_


def test_a_defect_is_not_hidden_in_one_line(
    plans: list[pipeline.Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    del plans
    monkeypatch.setattr(pipeline, "train", raising(ValueError("shapes do not fit")))
    assert isinstance(assay("train", "--no-track").exception, ValueError)


def test_models_are_listed(store: Store) -> None:
    run = assay("model", "list", MLFLOW_TRACKING_URI=store.uri)
    assert run.exit_code == 0, run.output
    assert "0.600" in run.stdout
    listed = json.loads(assay("model", "list", "--json", MLFLOW_TRACKING_URI=store.uri).stdout)
    assert [r["version"] for r in listed] == [store.bad.version, store.good.version]


def test_a_model_is_shown_with_its_gates(store: Store) -> None:
    run = assay("model", "show", store.bad.version, MLFLOW_TRACKING_URI=store.uri)
    assert run.exit_code == 0, run.output
    assert "FAILED  deleting an attribution never lowers risk" in run.stdout
    assert "kept    swap of the sides" in run.stdout
    shown = assay("model", "show", store.bad.version, "--json", MLFLOW_TRACKING_URI=store.uri)
    assert json.loads(shown.stdout)["manifest"]["version"] == "0.0.1"


def test_a_failed_gate_refuses_promotion_in_one_line(store: Store) -> None:
    run = assay("model", "promote", store.bad.version, MLFLOW_TRACKING_URI=store.uri)
    assert "deleting an attribution never lowers risk" in refusal(run)


def test_a_good_model_is_promoted(store: Store) -> None:
    import mlflow

    run = assay("model", "promote", store.good.version, MLFLOW_TRACKING_URI=store.uri)
    assert run.stdout == f"Version {store.good.version} is the champion.\n"
    mlflow.MlflowClient().delete_registered_model_alias("assay", "champion")


def test_an_unknown_version_is_one_line(store: Store) -> None:
    run = assay("model", "show", "nobody", MLFLOW_TRACKING_URI=store.uri)
    assert "assay model list" in refusal(run)


def test_a_store_that_is_none_is_one_line() -> None:
    assert "MLflow" in refusal(assay("model", "list", MLFLOW_TRACKING_URI="carrier-pigeon://loft"))


@pytest.mark.parametrize("command", ["list", "show foo", "promote foo"])
def test_asking_leaves_no_store_behind(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = assay("model", *command.split())
    assert "foo" in refusal(run) if "foo" in command else "No model is registered" in run.stdout
    assert not list(tmp_path.iterdir())
