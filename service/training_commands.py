"""The commands that make, judge and keep models: train, evaluate, model list, show and promote.

They need the install ``assay[train]``; nothing of it is imported before a command is run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from training.evaluation import Metric
    from training.gates import Verdict
    from training.pipeline import Plan, Progress, Result
    from training.tracking import Registered, Shown

NEEDED = ("torch", "sentence_transformers", "sklearn", "scipy", "mlflow", "matplotlib", "onnx")
STEPS = {
    "train": "training the encoder",
    "encode": "encoding",
    "read": "reading annotated claims",
}

model_app = typer.Typer(
    help="Trained models in the MLflow registry, and which of them is champion.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Only(StrEnum):
    """Which corpora to train on."""

    open = "open"


CorporaOption = Annotated[
    Path | None,
    typer.Option("--corpora", help="Folder of the corpora; else ASSAY_MIRROR, else the cache."),
]
BundleOption = Annotated[
    Path | None,
    typer.Option("--bundle", help="Folder of the model; else ASSAY_BUNDLE, else the one shipped."),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Example: assay train --only open --work runs/open")(train)
    app.command(epilog="Example: assay evaluate --bundle runs/train/bundle")(evaluate)
    app.add_typer(model_app, name="model")


def train(
    only: Annotated[
        Only | None, typer.Option(help="open leaves out corpora that are not open.")
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(help="Folder for what the steps make; else runs/train or runs/open."),
    ] = None,
    corpora: CorporaOption = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(help="A trained encoder (.pt) to go on from instead of training one."),
    ] = None,
    track: Annotated[
        bool, typer.Option("--track/--no-track", help="Record the run in MLflow.")
    ] = True,
) -> None:
    """Train a bundle from the corpora; a broken-off run goes on where it stopped.

    The run is recorded in ./mlflow.db, or on the server that MLFLOW_TRACKING_URI names, and its
    bundle is registered as challenger.
    """
    _need_training()
    if checkpoint is not None and not checkpoint.is_file():
        refuse(f"{checkpoint}: there is no such checkpoint; leave --checkpoint out to train one")
    # a library's own bars would break ours
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    folder = work or Path("runs") / ("train" if only is None else only.value)
    with _errors_in_one_line(), _bar() as (progress, say, console):
        from training.pipeline import Plan

        plan = Plan(
            work=folder,
            root=corpora,
            only_open=only is Only.open,
            checkpoint=checkpoint,
            say=say,
            progress=progress,
        )
        result = _tracked(plan) if track else _trained(plan)
    _print_metrics(console, result.metrics)
    _print_drift(console, result.metrics)
    console.print(
        f"The bundle is in {result.bundle}", markup=False, highlight=False, soft_wrap=True
    )


def evaluate(
    bundle: BundleOption = None,
    corpora: CorporaOption = None,
    work: Annotated[Path, typer.Option(help="Folder where the prepared corpora are kept.")] = Path(
        "runs/evaluate"
    ),
    as_json: Json = False,
) -> None:
    """Judge a bundle on development data: every figure with an interval and a baseline."""
    _need_training()
    with _errors_in_one_line(), _bar() as (progress, say, console):
        from training.bundle import load

        model = load(bundle)
        from training.predictions import beside

        judged = beside(model, work, corpora, say, progress)
        say("measuring")
        metrics = judged.metrics()
    if as_json:
        typer.echo(json.dumps([_as_dict(m) for m in metrics], indent=1))
        return
    _print_metrics(console, metrics)
    _print_drift(console, metrics, model.manifest["metrics"], "the bundle's own manifest")


@model_app.command("list", epilog="Example: assay model list")
def model_list(as_json: Json = False) -> None:
    """List the registered models, newest first."""
    _need_training()
    with _errors_in_one_line():
        from training import tracking

        found = tracking.models()
    if as_json:
        typer.echo(json.dumps([_registered(r) for r in found], indent=1))
        return
    if not found:
        typer.echo("No model is registered yet; run: assay train")
        return
    console, table = _console(), _table("version", "alias", "made", "kappa", "code", "trained on")
    for r in found:
        table.add_row(*_cells(r))
    console.print(table)


@model_app.command("show", epilog="Example: assay model show champion")
def model_show(
    version: Annotated[str, typer.Argument(help="A version's number or alias.")] = "challenger",
    as_json: Json = False,
) -> None:
    """Show a model, its figures, and how it stands at the gates."""
    _need_training()
    with _errors_in_one_line():
        from training import tracking

        shown = tracking.show(version)
    if as_json:
        typer.echo(json.dumps(_shown(shown), indent=1, ensure_ascii=False))
        return
    console = _console()
    r, manifest = shown.registered, shown.manifest
    lines = (
        f"assay {manifest['version']}, version {r.version} {' '.join(f'({a})' for a in r.aliases)}",
        f"bundle   {r.tags.get('bundle_sha256', '')[:12]}   run {r.run_id or 'none'}",
        f"made     {_when(r)}   code {manifest.get('code', 'unknown')}",
        f"licence  {manifest['licence']}",
    )
    for line in lines:
        console.print(line.rstrip(), markup=False, highlight=False, soft_wrap=True)
    _print_metrics(console, [_metric(m) for m in manifest["metrics"]])
    for verdict in shown.verdicts:
        console.print(_verdict(verdict), markup=False, highlight=False, soft_wrap=True)


@model_app.command("promote", epilog="Example: assay model promote 3")
def model_promote(
    version: Annotated[str, typer.Argument(help="A version's number or alias.")] = "challenger",
) -> None:
    """Make a model the champion; refused where it fails a gate, and told which."""
    _need_training()
    with _errors_in_one_line():
        from training import tracking

        champion = tracking.promote(version)
    typer.echo(f"Version {champion.version} is the champion.")


def _trained(plan: Plan) -> Result:
    from training import pipeline

    return pipeline.train(plan)


def _tracked(plan: Plan) -> Result:
    """Train inside an MLflow run, then log figures, plots and the bundle."""
    from dataclasses import replace

    from training import tracking
    from training.bundle import load
    from training.predictions import beside

    name = "open" if plan.only_open else "all"
    with tracking.training_run(name) as run:
        result = _trained(replace(plan, losses=run.losses, run_id=run.run_id))
        plan.say("drawing calibration, precision and recall, and confusions")
        model = load(result.bundle)
        judged = beside(model, plan.work, plan.root, _silent, plan.progress)
        predictions = judged.predictions(model.manifest["thresholds"])
        plan.say("recording the run")
        registered = run.finish(result.bundle, result.metrics, predictions)
        plan.say(f"registered as version {registered.version}, challenger")
    return result


def _silent(text: str) -> None:
    del text


Bar = tuple["Progress", Callable[[str], None], "Console"]


@contextmanager
def _bar() -> Iterator[Bar]:
    """A progress bar with the time left, and a way to print above it; both on stderr."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def progress(step: str, done: int, total: int) -> None:
            known = tasks.get(step)
            if known is None or bar.tasks[bar.task_ids.index(known)].finished:
                known = tasks[step] = bar.add_task(STEPS.get(step, step), total=total)
            bar.update(known, completed=done, total=total)

        def say(text: str) -> None:
            # the pipeline's own table in Markdown; it is printed for a terminal at the end
            if not text.startswith("| "):
                bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

        yield progress, say, _console()


@contextmanager
def _errors_in_one_line() -> Iterator[None]:
    """What a person can mend is told in one line with exit code 2; the rest is a defect."""
    try:
        yield
    except OSError as error:
        refuse(str(error))
    except ValueError as error:
        if not _told_by_us(error):
            raise
        refuse(str(error))
    except Exception as error:
        # MLflow cannot be imported to name its exceptions: that takes seconds
        if type(error).__module__.partition(".")[0] not in ("mlflow", "sqlalchemy"):
            raise
        refuse(f"MLflow: {str(error).splitlines()[0]}")


def _told_by_us(error: ValueError) -> bool:
    """Whether our own code raised it with words for a person, and not a library on our data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    raised_in = "" if trace is None else str(trace.tb_frame.f_globals.get("__name__", ""))
    return raised_in.partition(".")[0] in ("data", "features", "training")


def _need_training() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        refuse(
            f"training needs packages that serving does not ({', '.join(missing)}); "
            "in a checkout run `make train`, or source .venv/bin/activate where it has been run"
        )


def _print_metrics(console: Console, metrics: Sequence[Metric]) -> None:
    table = _table("metric", "value", "90 % interval", "baseline", "n")
    for column in table.columns[1:]:
        column.justify = "right"
    for m in metrics:
        base = "" if m.baseline is None else f"{m.baseline:.3f}"
        table.add_row(m.name, f"{m.value:.3f}", f"{m.low:.3f} to {m.high:.3f}", base, str(m.n))
    console.print(table)


def _print_drift(
    console: Console,
    metrics: Sequence[Metric],
    known: Sequence[Mapping[str, Any]] | None = None,
    whose: str = "the shipped bundle",
) -> None:
    """Where the figures differ by more than .01 from those of a bundle."""
    from training.bundle import MANIFEST, SHIPPED
    from training.pipeline import drift, metrics_of

    if known is None:
        if not (SHIPPED / MANIFEST).is_file():
            console.print("No bundle is shipped to compare with.")
            return
        known = metrics_of(SHIPPED / MANIFEST)
    lines = drift(metrics, [dict(m) for m in known])
    told = "\n".join([f"More than .01 from {whose}:", *(f"  {line}" for line in lines)])
    said = told if lines else f"Every figure is within .01 of {whose}."
    console.print(said, markup=False, highlight=False, soft_wrap=True)


def _console() -> Console:
    from rich.console import Console

    return Console()


def _table(*columns: str) -> Any:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column)
    return table


def _cells(r: Registered) -> tuple[str, ...]:
    tags = r.tags
    return (
        r.version, ", ".join(r.aliases), _when(r), tags.get("agreement", ""),
        tags.get("code", "")[:8], tags.get("trained_on", ""),
    )  # fmt: skip


def _when(r: Registered) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(r.created / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _verdict(v: Verdict) -> str:
    return f"{'kept  ' if v.passed else 'FAILED'}  {v.gate.name}: {v.text}"


def _metric(given: Mapping[str, Any]) -> Metric:
    from training.evaluation import Metric

    low, high = given["interval"]
    return Metric(given["name"], given["value"], low, high, given["baseline"], given["n"])


def _as_dict(m: Metric) -> dict[str, Any]:
    interval = [m.low, m.high]
    return {
        "name": m.name, "value": m.value, "interval": interval, "baseline": m.baseline, "n": m.n
    }  # fmt: skip


def _registered(r: Registered) -> dict[str, Any]:
    return {
        "version": r.version, "aliases": list(r.aliases), "created": _when(r), "run_id": r.run_id,
        "tags": dict(r.tags),
    }  # fmt: skip


def _shown(shown: Shown) -> dict[str, Any]:
    gates = [
        {"gate": v.gate.name, "passed": v.passed, "text": v.text} for v in shown.verdicts
    ]  # fmt: skip
    return {**_registered(shown.registered), "manifest": dict(shown.manifest), "gates": gates}


def refuse(message: str) -> NoReturn:
    """One line on stderr, exit code 2."""
    typer.echo(f"assay: {' '.join(message.split())}", err=True)
    raise typer.Exit(2)


__all__ = ["BundleOption", "add_to", "refuse"]
