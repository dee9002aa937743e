"""Runs, pictures, the registry and the gates, with a real MLflow on a SQLite store."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from example_bundle import METRICS, manifest
from example_store import Store, made_store, with_value

import training
from training import tracking
from training.bundle import BundleError
from training.evaluation import Metric
from training.gates import GATES, judge
from training.plots import confusion, precision_recall
from training.predictions import Labelled, Scored
from training.tracking import PromotionRefused, UnknownVersion

pytestmark = pytest.mark.filterwarnings("ignore")
ROOT = Path(training.__file__).parent.parent


def listed(metrics: Any = METRICS) -> Any:
    return manifest(metrics)["metrics"]


def failed(metrics: Any, champion: Any = None) -> list[str]:
    return [v.gate.name for v in judge(metrics, champion) if not v.passed]


def test_a_model_that_keeps_every_bar_fails_no_gate() -> None:
    assert failed(listed()) == []


def test_what_was_not_measured_fails_and_says_so() -> None:
    verdicts = judge([])
    assert [v.text for v in verdicts] == ["not measured"] * len(GATES)
    assert not any(v.passed for v in verdicts)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("risk out-of-fold ECE excess (at least medium)", 0.021),
        ("propaganda dev alone ECE excess", 0.03),
        ("swap mean change of risk", 0.011),
        ("swap 95th percentile of change", 0.031),
        ("deletion share that lowers risk", 0.001),
        ("risk dev quadratic kappa", 0.0),
        ("swap mean change of risk", float("nan")),
    ],
)
def test_each_bar_can_be_missed_and_no_other_is(name: str, value: float) -> None:
    assert len(failed(listed(with_value(name, value)))) == 1


def test_what_a_head_was_calibrated_on_cannot_vouch_for_it() -> None:
    held = [
        replace(m, name=m.name.replace("biased dev", "biased held")) for m in METRICS
    ]  # fmt: skip
    assert failed(listed(held)) == ["calibration of the head biased"]


def test_a_challenger_must_reach_the_champions_interval() -> None:
    below = listed(with_value("risk dev quadratic kappa", 0.49))
    inside = listed(with_value("risk dev quadratic kappa", 0.51))
    assert failed(below) == []
    assert failed(below, listed()) == ["agreement on claim risk"]
    assert failed(inside, listed()) == []


def test_names_and_numbers_are_such_as_mlflow_takes() -> None:
    odd = Metric("risk out-of-fold ECE excess (at least medium)", 0.1, float("nan"), 0.2, None, 7)
    assert tracking.numbers_of(odd) == {
        "risk_out-of-fold_ece_excess_at_least_medium/value": 0.1,
        "risk_out-of-fold_ece_excess_at_least_medium/high": 0.2,
        "risk_out-of-fold_ece_excess_at_least_medium/n": 7.0,
    }


def test_precision_and_recall_count_ties_together() -> None:
    found = Scored("x", np.array([True, False, True]), np.array([0.9, 0.9, 0.1]))
    precision, recall = precision_recall(found)
    assert precision.tolist() == [0.5, pytest.approx(2 / 3)]
    assert recall.tolist() == [0.5, 1.0]


def test_a_confusion_has_labels_in_rows() -> None:
    found = Labelled("x", np.array([0, 0, 1]), np.array([0, 1, 1]), ("no", "yes"))
    assert confusion(found).tolist() == [[1, 1], [0, 1]]


def test_importing_it_imports_no_mlflow() -> None:
    code = "import sys, training.tracking; print('mlflow' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "False\n"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store, with MLflow pointed at it whatever another test did."""
    found = made_store(tmp_path_factory.getbasetemp() / "store")
    tracking.connect(found.uri)
    return found


def test_a_run_keeps_parameters_hashes_and_figures(store: Store) -> None:
    import mlflow

    parent = mlflow.get_run(store.run.run_id)
    assert parent.info.status == "FINISHED"
    assert parent.data.params["data.babe.sha256"] == "2" * 64
    assert parent.data.params["annotations.gold.train.A.jsonl.sha256"] == "3" * 64
    assert parent.data.metrics["propaganda_dev_f1/value"] == 0.61
    assert parent.data.metrics["propaganda_dev_f1/baseline"] == 0.4
    assert parent.inputs is not None
    assert {i.dataset.name for i in parent.inputs.dataset_inputs} == {"ptc", "babe"}


def test_its_children_are_the_parts_of_the_training(store: Store) -> None:
    import mlflow

    runs = {name: mlflow.get_run(run) for name, run in store.run.children.items()}
    assert list(runs) == ["encoder", "readings", "risk"]
    for run in runs.values():
        assert run.data.tags["mlflow.parentRunId"] == store.run.run_id
        assert run.info.status == "FINISHED"
    assert "risk_dev_quadratic_kappa/low" in runs["risk"].data.metrics
    assert "risk_dev_quadratic_kappa/low" not in runs["readings"].data.metrics
    assert runs["encoder"].data.params["recipe.epochs"] == "3"


def test_losses_are_a_curve(store: Store) -> None:
    import mlflow

    history = mlflow.MlflowClient().get_metric_history(
        store.run.children["encoder"], "loss/head.propaganda"
    )
    assert [(m.step, m.value) for m in history] == [(20, 0.05), (40, 0.025)]


def test_pictures_lie_with_the_part_they_show(store: Store) -> None:
    import mlflow

    client = mlflow.MlflowClient()

    def files(child: str, folder: str) -> list[str]:
        return [f.path for f in client.list_artifacts(store.run.children[child], folder)]

    assert files("readings", "calibration") == ["calibration/propaganda.png"]
    assert files("risk", "precision_recall") == ["precision_recall/risk_high.png"]
    assert files("risk", "confusion") == ["confusion/risk.png"]


def test_the_registered_model_assesses_and_holds_no_pickle(store: Store, tmp_path: Path) -> None:
    import mlflow
    import pandas as pd

    place = mlflow.artifacts.download_artifacts(
        f"models:/assay/{store.good.version}", dst_path=str(tmp_path)
    )
    files = [p.name for p in Path(place).rglob("*") if p.is_file()]
    assert not [f for f in files if f.endswith((".pkl", ".pickle", ".skops"))]
    model = mlflow.pyfunc.load_model(f"models:/assay/{store.good.version}")
    texts = ["The minister said the soldiers took 5,000 prisoners on Monday.", "   "]
    found = model.predict(pd.DataFrame({"text": texts}))
    assert list(found["error"].isna()) == [True, False]
    told = json.loads(found["assessment"][0])
    assert told["model"]["bundle_sha256"] == store.good.tags["bundle_sha256"]
    # the JSON has four digits
    assert told["risk"]["score"] == pytest.approx(found["score"][0], abs=5e-5)


def test_the_registered_model_brings_its_own_code(store: Store, tmp_path: Path) -> None:
    import mlflow

    place = mlflow.artifacts.download_artifacts(
        f"models:/assay/{store.good.version}", dst_path=str(tmp_path)
    )
    # as MLflow does it: code/ first on the path, then the loader with the folder of the data
    code = (
        "import sys; sys.path.insert(0, sys.argv[1] + '/code'); "
        "from training import tracking; import training, features, pathlib; "
        "bundle, = pathlib.Path(sys.argv[1]).rglob('manifest.json'); "
        "tracking._load_pyfunc(str(bundle.parent)).model.assess('The minister said so.'); "
        "print(training.__file__, features.__file__)"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", code, place],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(path.startswith(place) for path in run.stdout.split())


def test_an_empty_store_has_no_models(store: Store) -> None:
    assert store.empty == ()


def test_versions_are_listed_newest_first(store: Store) -> None:
    found = tracking.models(store.uri)
    assert [r.version for r in found] == [store.bad.version, store.good.version]
    assert found[0].tags["agreement"] == "0.600"


def test_what_fails_a_gate_is_refused_and_told_which(store: Store) -> None:
    with pytest.raises(PromotionRefused, match=r"deleting an attribution.*0\.010") as refusal:
        tracking.promote(store.bad.version, store.uri)
    assert "swap" not in str(refusal.value)
    with pytest.raises(UnknownVersion):
        tracking.show("champion", store.uri)


def test_an_unknown_version_is_refused(store: Store) -> None:
    for unknown in ("99", "nobody", "no such/alias"):
        with pytest.raises(UnknownVersion, match="assay model list"):
            tracking.show(unknown, store.uri)


def test_what_keeps_every_bar_becomes_champion(store: Store) -> None:
    import mlflow

    assert tracking.promote(store.good.version, store.uri).aliases == ("champion",)
    shown = tracking.show("champion", store.uri)
    assert shown.registered.version == store.good.version
    assert shown.manifest["version"] == "0.0.1"
    # given back, so that tests may run in any order
    mlflow.MlflowClient().delete_registered_model_alias("assay", "champion")


def test_a_bundle_changed_after_registering_is_refused(store: Store) -> None:
    import mlflow

    client = mlflow.MlflowClient()
    tag = store.good.tags["bundle_sha256"]
    client.set_model_version_tag("assay", store.good.version, "bundle_sha256", "0" * 64)
    try:
        with pytest.raises(BundleError, match="not the one that was registered"):
            tracking.promote(store.good.version, store.uri)
    finally:
        client.set_model_version_tag("assay", store.good.version, "bundle_sha256", tag)


def test_an_error_marks_the_runs_as_failed(store: Store) -> None:
    import mlflow

    def broken() -> tracking.Tracked:
        with tracking.training_run("broken", store.uri) as run:
            run.losses(20, 40, {"x": 1.0})
            opened.append(run)
            raise RuntimeError("out of memory")

    opened: list[tracking.Tracked] = []
    with pytest.raises(RuntimeError):
        broken()
    for run in (opened[0].run_id, *opened[0].children.values()):
        assert mlflow.get_run(run).info.status == "FAILED"
