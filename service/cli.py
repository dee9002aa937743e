"""The command ``assay``.

Nothing heavy is imported before a command needs it: ``assay analyze`` starts in the time that the
model takes to load. Errors are one line on stderr and exit with 2; texts never reach a traceback.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from service import training_commands
from service.start import lighten
from service.training_commands import BundleOption, refuse

if TYPE_CHECKING:
    from training.bundle import Model

# 200,000 code points are at most 800,000 bytes of UTF-8
_MOST_BYTES: Final = 1_000_000
_LISTED: Final = 10
"""How many files are named that are missing or different."""
_BOMS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class _Commands(TyperGroup):
    """The commands; what is wrong with an option is told without the words of pydantic."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is asked for."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ").replace(
                "Input should be", "it should be"
            )
            raise


app = typer.Typer(
    name="assay",
    cls=_Commands,
    help="Risk of misinformation and propaganda in news, claim by claim, and why.",
    epilog="Start with: assay analyze article.txt",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
data_app = typer.Typer(
    help="The public corpora that Assay is trained on.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(data_app, name="data")
training_commands.add_to(app)

MirrorOption = Annotated[
    Path | None,
    typer.Option("--mirror", help="Folder that holds the corpora; else ASSAY_MIRROR."),
]
Names = Annotated[list[str] | None, typer.Argument(help="Corpora; all where none is named.")]


class Explain(StrEnum):
    """How much of the way to a score is told."""

    brief = "brief"
    full = "full"


@app.command(epilog="Example: curl -s example.org/story.txt | assay analyze - --json | jq .risk")
def analyze(
    file: Annotated[str, typer.Argument(help="A text file in UTF-8, or - for standard input.")],
    json: Annotated[bool, typer.Option("--json", help="The assessment as JSON.")] = False,
    explain: Annotated[
        Explain, typer.Option(help="full adds raw heads and techniques to the JSON.")
    ] = Explain.brief,
    every: Annotated[
        bool, typer.Option("--all", help="Every claim, not the first twelve.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(
            help="Where it stood: looked up in a list of outlets, never fetched or scored."
        ),
    ] = None,
    bundle: BundleOption = None,
) -> None:
    """Assess one article or post and say what stands under it."""
    text = _text_of(file)
    model = _model(bundle)
    from features.document import UnreadableText
    from training.bundle import Article

    try:
        assessment = model.assess(Article(text, url=url))
    except UnreadableText as error:
        refuse(f"{file}: {error}")
    if json:
        _write(assessment.to_json(explain=explain.value))
        return
    from rich.console import Console

    from service.report import SHOWN, show

    show(text, assessment.to_dict(explain=explain.value), Console(), None if every else SHOWN)


@app.command(
    epilog="Example: assay batch posts.jsonl.gz rated.parquet; once more where it was cut off."
)
def batch(
    source: Annotated[
        str,
        typer.Argument(metavar="IN", help=".jsonl, .jsonl.gz or .parquet, or - for JSONL."),
    ],
    target: Annotated[
        str, typer.Argument(metavar="OUT", help=".jsonl or .parquet, or - for JSONL.")
    ],
    claims: Annotated[bool, typer.Option("--claims", help="One row a claim.")] = False,
    explain: Annotated[
        Explain, typer.Option(help="full adds raw heads and techniques.")
    ] = Explain.brief,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Start anew, whatever OUT holds.")
    ] = False,
    unmask: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Write names of protected people; why is logged."),
    ] = None,
    bundle: BundleOption = None,
) -> None:
    """Assess a file of articles or posts, one record a row.

    A record is what POST /v1/assess takes: {"text": ...}, or {"headline": ..., "body": ...}, with
    optional id, url, outlet, published, language and parties. Its row in OUT is {"row": 1, "id":
    ..., "assessment": ...}, in the order of IN; Parquet has level, score and counts as columns.

    A record that cannot be rated has an "error" in its row, and the run goes on; it then exits
    with 3. The same command goes on behind the last row where a run was cut off.

    Prisoners, hostages, minors and victims of sexual violence are written as "prisoner 1".
    """
    from service.batch import Job, run
    from service.records import BatchError

    job = Job(source, target, explain.value, "claim" if claims else "assessment", unmask)

    def say(told: str) -> None:
        typer.echo(f"assay: {told}", err=True)

    try:
        tally = run(job, lambda: _model(bundle), say, overwrite)
    except BatchError as error:
        refuse(str(error))
    except KeyboardInterrupt:
        typer.echo("assay: stopped; the same command goes on from here", err=True)
        raise typer.Exit(130) from None
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        refuse(f"{error.filename or source}: {error.strerror or error}")
    typer.echo(tally.told(target), err=True)
    if tally.failed:
        raise typer.Exit(3)


@app.command(epilog="Example: assay serve --port 8080, then open http://127.0.0.1:8080/review/")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 3000,
    bundle: BundleOption = None,
) -> None:
    """Serve the API and the review page; nothing is stored."""
    if bundle is not None:
        os.environ["ASSAY_BUNDLE"] = str(bundle)
    listening = _listen(host, port)
    _log_to_stderr()
    lighten()
    from service import app as served
    from training.bundle import BundleError

    try:
        served.load_model()
    except BundleError as error:
        refuse(str(error))
    address = f"http://{host}:{listening.getsockname()[1]}"
    typer.echo(
        f"Assay listens on {address}\n"
        f"  read an article:  {address}/review/\n"
        f"  call it:          curl -s {address}/v1/assess -H 'content-type: application/json'"
        ' -d \'{"text": "..."}\'\n'
        f"  what there is:    {address}/docs.json",
        err=True,
    )
    served.run(listening)


@data_app.command("list", epilog="Example: assay data list")
def data_list() -> None:
    """List the corpora with their licences and what they are used for."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from data.catalogue import corpora

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for column in ("corpus", "yields", "licence", "standing", "used for"):
        table.add_column(column)
    for entry in corpora().values():
        yields = f"{entry.count:,} {entry.unit}"
        row = (entry.name, yields, entry.licence, entry.standing, f"{entry.use}: {entry.purpose}")
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


@data_app.command("fetch", epilog="Example: assay data fetch ptc babe --mirror /data/corpora")
def data_fetch(
    names: Names = None,
    mirror: MirrorOption = None,
    into: Annotated[
        Path | None, typer.Option(help="Where to put them; else the cache folder.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many files at once.")] = 8,
) -> None:
    """Bring corpora to this machine, checked by hash; a broken-off run goes on where it was."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from data import fetch
    from data.catalogue import CorpusError

    try:
        wanted = _known(names)
    except CorpusError as error:
        refuse(str(error))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("corpora", total=None)

        def show(step: fetch.Progress) -> None:
            bar.update(task, completed=step.done, total=step.total, description=step.corpus)

        try:
            place = fetch.fetch(wanted, into, mirror, jobs, show)
        except CorpusError as error:
            bar.stop()
            refuse(str(error))
    typer.echo(f"The corpora are in {place}")
    if "statemedia" in wanted:
        typer.echo(f"Addresses of articles are looked up in {_install_outlets(place)}")


def _install_outlets(corpora: Path) -> Path:
    """Lays the list of state media down where an article's address is looked up in it."""
    from data.catalogue import CorpusError
    from data.readers import statemedia
    from training import outlets

    try:
        return outlets.write(statemedia.listing(corpora), outlets.path())
    except (CorpusError, OSError) as error:
        refuse(f"the list of outlets could not be laid down: {error}; see {outlets.OUTLETS}")


@data_app.command("verify", epilog="Example: assay data verify ptc")
def data_verify(names: Names = None, mirror: MirrorOption = None) -> None:
    """Check that the corpora on this machine are what the catalogue says, byte for byte."""
    from data import fetch
    from data.catalogue import CorpusError

    try:
        wanted = _known(names)
    except CorpusError as error:
        refuse(str(error))
    place = fetch.root(mirror)
    if not place.is_dir():
        refuse(f"{place}: there is no such folder; run: assay data fetch, or name one by --mirror")
    problems = fetch.verify(wanted, place)
    for problem in problems[:_LISTED]:
        typer.echo(str(problem), err=True)
    if len(problems) > _LISTED:
        typer.echo(f"and {len(problems) - _LISTED:,} more", err=True)
    if problems:
        refuse(f"{len(problems):,} files are missing or different; run: assay data fetch")
    typer.echo(f"{len(wanted)} corpora are what the catalogue says.")


def _known(names: list[str] | None) -> list[str]:
    """The corpora that are asked for; all of them where none is. Raises CorpusError."""
    from data.catalogue import corpora, corpus

    return [corpus(name).name for name in names] if names else list(corpora())


def _model(bundle: Path | None) -> Model:
    from training.bundle import BundleError, load

    try:
        return load(bundle)
    except BundleError as error:
        refuse(str(error))


def _text_of(file: str) -> str:
    """The text of a file, byte for byte as code points: line ends and a byte order mark stay."""
    raw = _bytes_of(file)
    name = "standard input" if file == "-" else file
    if len(raw) > _MOST_BYTES:
        refuse(f"{name} is longer than 200,000 characters; send one article at a time")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        source = _BOMS.get(raw[:2], "latin1")
        refuse(
            f"{name} is not UTF-8 (byte 0x{raw[error.start]:02x} at {error.start});"
            f" try: iconv -f {source} -t utf-8 {'FILE' if file == '-' else file} | assay analyze -"
        )


def _bytes_of(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(_MOST_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(_MOST_BYTES + 1)
    except OSError as error:
        refuse(f"{file}: {error.strerror or error}")


def _write(json: str | bytes) -> None:
    """The same bytes as over HTTP: nothing is added, not even a line end."""
    sys.stdout.buffer.write(json if isinstance(json, bytes) else json.encode("utf-8"))
    sys.stdout.buffer.flush()


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        refuse(f"--port {port}: a port is a number from 0 to 65535; 0 takes any free one")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError):
        refuse(f"--host {host}: this machine knows no such address; try 127.0.0.1")
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            refuse(f"--host {host}: this is no address of this machine; try 127.0.0.1")
        refuse(f"cannot listen on {host}:{port}: {error.strerror}; try another --port")
    return listening


def _log_to_stderr() -> None:
    """Paths, sizes and times of requests; never what was in them."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )
    for name in ("assay", "bentoml.access"):
        logging.getLogger(name).setLevel(logging.INFO)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
