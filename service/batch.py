"""Many articles from one file to another: ``assay batch``.

A record is what POST /v1/assess takes, and its row in OUT the answer, an assessment or an error.
Rows are written whole and in order as they are made, so that a run that was cut off goes on behind
the last one. That one is made again first: were the input, the model or an option another than
before, it would come out otherwise.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

from pydantic import ConfigDict

from service import parquet
from service.errors import MOST_BYTES, refusal, too_large
from service.pool import cores, in_order
from service.records import KNOWN, STREAM, BatchError, Given, records, tell_unknown
from service.schemas import AssessRequest, parsed
from training.bundle import Explain, Model, shown, to_json

_JSONL: Final = (".jsonl", ".jsonl.gz")
# {"row":17,"id":"a1","error":{"code": with any quotation mark inside of an id escaped
_ROW: Final = re.compile(rb'\{"row":(\d+),"id":("(?:[^"\\]|\\.)*"|[^",]+),"(\w+)":')


class Record(AssessRequest):
    """What POST /v1/assess takes; further fields of a dump are left aside, and told."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True, slots=True)
class Job:
    """Which file is read, which is written, and what a row of it holds."""

    source: str
    target: str
    explain: Explain = "brief"
    kind: str = "assessment"
    """What a row holds: an ``assessment``, or a ``claim``."""

    @property
    def lines(self) -> Path:
        """Where rows are written as they are made: OUT, or a file beside it for Parquet."""
        apart = self.target.endswith(parquet.SUFFIX)
        return Path(f"{self.target}.part.jsonl" if apart else self.target)


@dataclass(frozen=True, slots=True)
class Made:
    """The lines that a record comes out as, the fields left aside, and what is wrong with it."""

    given: Given
    lines: bytes
    unknown: tuple[str, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class Tally:
    """How far a run is. ``before`` are articles of an earlier run, ``failed`` of both."""

    before: int = 0
    done: int = 0
    failed: int = 0
    first: str = ""
    unknown: list[str] = field(default_factory=list)

    def told(self, target: str) -> str:
        """What was done, in one or two lines."""
        all_of = self.before + self.done
        words = f"{all_of:,} article{'' if all_of == 1 else 's'} in {target}"
        if not self.failed:
            return words
        first = f"; the first now: {self.first}" if self.first else ""
        return f"{words}, {self.failed:,} of them with an error{first}"


@dataclass(slots=True)
class Kept:
    """What an earlier run left: whole lines up to ``start``, then ``last``, those of record
    ``row``."""

    start: int = 0
    row: int = 0
    last: bytes = b""
    done: int = 0
    failed: int = 0


def check(job: Job, overwrite: bool) -> Kept:
    """What OUT holds already. Raises ``BatchError`` where the run cannot begin, ``OSError``."""
    one = STREAM not in (job.source, job.target) and Path(job.target).exists()
    if one and Path(job.source).samefile(job.target):
        raise BatchError(f"{job.target} is the input itself; name another OUT")
    for name, wanted in ((job.source, _JSONL), (job.target, _JSONL[:1])):
        if name != STREAM and not name.endswith((*wanted, parquet.SUFFIX)):
            ends = ", ".join(wanted)
            raise BatchError(f"{name}: wanted is a name in {ends} or .parquet, or - for JSONL")
        if name.endswith(parquet.SUFFIX) and not parquet.is_there():
            raise BatchError(parquet.NEEDED)
    if job.target == STREAM:
        return Kept()
    if overwrite:
        job.lines.unlink(missing_ok=True)
    elif str(job.lines) != job.target and Path(job.target).exists() and not job.lines.exists():
        raise BatchError(f"{job.target} is there already, and whole; --overwrite makes it anew")
    return _kept(job) if job.lines.exists() else Kept()


def run(job: Job, model: Model, kept: Kept, say: Callable[[str], None]) -> Tally:
    """Assess every record that OUT does not hold yet. Raises ``BatchError``, ``OSError``."""
    total, given = records(job.source, say)
    tally = Tally(kept.done, failed=kept.failed)
    todo = (record for record in given if record.row >= kept.row)
    with _lines_of(job) as out, _bar(total) as show:
        if kept.row == 0 and job.target != STREAM:
            out.truncate(0)  # a torn first line
        for made in in_order(partial(_made, job, model), todo, cores()):
            if kept.last:
                _same(job, kept, made)
                out.seek(kept.start)
                out.truncate()
                kept.last = b""
            out.write(made.lines)
            out.flush()
            _count(tally, made, say)
            show(tally, made.given.place)
    if kept.last:
        raise BatchError(f"{job.source} ends before row {kept.row}, {_OTHER.format(job.lines)}")
    if str(job.lines) != job.target:
        parquet.write(job.lines, Path(job.target), job.kind)
        job.lines.unlink()
    return tally


_OTHER: Final = "which {} holds: it is another input; --overwrite starts anew"


def _made(job: Job, model: Model, given: Given) -> Made:
    head = {"row": given.row, "id": _id(given)}
    try:
        if len(given.raw) > MOST_BYTES:
            raise too_large(MOST_BYTES)
        request = parsed(Record, given.raw.removeprefix(b"\xef\xbb\xbf"))
        assessment = model.assess(request.article())
        explain = request.explain if "explain" in request.model_fields_set else job.explain
        told = [assessment.to_json(explain)]
        if job.kind == "claim":
            claims = shown(assessment.to_dict()["claims"], explain)
            told = [to_json(claim) for claim in claims] or ["null"]
    except Exception as error:
        refused = refusal(error)
        return Made(given, _line({**head, **refused.shape()}), error=refused.message)
    begin = _line(head)[:-2] + f',"{job.kind}":'.encode()
    lines = b"".join(begin + one.encode() + b"}\n" for one in told)
    return Made(given, lines, tuple(sorted({*(request.model_extra or ())} - KNOWN)))


def _line(row: dict[str, Any]) -> bytes:
    # half of a surrogate pair, which an id may hold, is written as it came: \ud800
    words = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", "backslashreplace") + b"\n"


def _id(given: Given) -> str | int | float:
    """The record's id where it is a word or a number, else its row."""
    try:
        found = json.loads(given.raw.removeprefix(b"\xef\xbb\xbf"))["id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return given.row
    usable = isinstance(found, str | int | float) and not isinstance(found, bool)
    return found if usable and (isinstance(found, str) or math.isfinite(found)) else given.row


@contextmanager
def _lines_of(job: Job) -> Iterator[IO[bytes]]:
    if job.target == STREAM:
        yield sys.stdout.buffer
        return
    with job.lines.open("r+b" if job.lines.exists() else "w+b") as file:
        yield file


def _kept(job: Job) -> Kept:
    """Reads an earlier run's lines once, one at a time; a torn last line is left out."""
    kept, size, failed = Kept(), 0, False
    with job.lines.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            found = _ROW.match(line)
            if found is None or found[3].decode() not in (job.kind, "error"):
                raise BatchError(
                    f"{job.lines}, line {number}: this is no row of such a run; name another OUT,"
                    " or --overwrite it"
                )
            if int(found[1]) != kept.row:
                kept = Kept(size, int(found[1]), b"", kept.done + (size > 0), kept.failed + failed)
            failed = found[3] == b"error"
            kept.last += line
            size += len(line)
    return kept


def _same(job: Job, kept: Kept, made: Made) -> None:
    """Raises ``BatchError`` where the last record of an earlier run comes out otherwise now."""
    if made.given.row == kept.row and made.lines.startswith(kept.last):
        return
    old, new = (_ROW.match(lines) for lines in (kept.last, made.lines))
    assert old
    assert new
    if made.given.row != kept.row or old[2] != new[2]:
        raise BatchError(
            f"row {kept.row} has the id {old[2].decode()} in {job.lines} and {new[2].decode()} in"
            f" {job.source}: it is another input; --overwrite starts anew"
        )
    raise BatchError(
        f"row {kept.row} of {job.lines} comes out otherwise now: input, model, --explain or"
        " processor is another; --overwrite starts anew"
    )


def _count(tally: Tally, made: Made, say: Callable[[str], None]) -> None:
    tally.done += 1
    if made.error is not None:
        tally.failed += 1
        tally.first = tally.first or f"row {made.given.row}: {made.error}"
    new = [name for name in made.unknown if name not in tally.unknown]
    if new and len(tally.unknown) < 20:
        tally.unknown += new
        tell_unknown(new, say)


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Tally, int], None]]:
    """A progress bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda tally, place: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        task, began = bar.add_task("starting", total=total), time.monotonic()

        def show(tally: Tally, place: int) -> None:
            if tally.done == 1:
                bar.reset(task, total=total, completed=place)
            rate = tally.done / (time.monotonic() - began)
            failed = f", {tally.failed:,} failed" if tally.failed else ""
            told = f"{tally.before + tally.done:,} articles{failed}, {rate:.1f} a second, left"
            bar.update(task, completed=place, description=told)

        yield show
