"""Many articles from one file to another: ``assay batch``.

A record is what POST /v1/assess takes, and its row in OUT the answer, an assessment or an error.
Rows are written whole and in order as they are made, so that a run that was cut off goes on behind
the last one. That one is made again first: were the input, the model or an option another than
before, it would come out otherwise. No two runs write one OUT at the same time.

Names of protected people are masked in OUT, unless a reason is given to write them.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
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
from service.errors import MOST_BYTES, logger, refusal, too_large
from service.masking import masked_assessment
from service.pool import cores, in_order
from service.records import KNOWN, STREAM, BatchError, Given, records, tell_unknown
from service.schemas import AssessRequest, parsed
from training.bundle import Explain, Model, to_json

_JSONL: Final = (".jsonl", ".jsonl.gz")
# {"row":17,"id":"a1","error":{"code": with any quotation mark inside of an id escaped, and before
# an assessment or a claim "masked":true where the text has protected people
_ROW: Final = re.compile(
    rb'\{"row":(\d+),"id":("(?:[^"\\]|\\.)*"|[^",]+),(?:"masked":(true|false),)?"(\w+)":'
)


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

    unmask: str | None = None
    """Why the names of protected people are written; None where they are masked."""

    @property
    def apart(self) -> bool:
        """Whether rows wait in a file beside OUT until all are there: for Parquet."""
        return self.target.endswith(parquet.SUFFIX)

    @property
    def lines(self) -> Path:
        """Where rows are written as they are made: OUT, or a file beside it."""
        return Path(f"{self.target}.part.jsonl" if self.apart else self.target)


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


def run(
    job: Job, load: Callable[[], Model], say: Callable[[str], None], overwrite: bool = False
) -> Tally:
    """Assess every record that OUT does not hold yet, or all of them with ``overwrite``, by the
    model that ``load`` gives once nothing else stands in the way.

    Raises ``BatchError``, another run that writes OUT among them, and ``OSError``.
    """
    _check(job)
    with _lines_of(job) as out:
        kept = Kept() if overwrite or job.target == STREAM else _kept(job, out)
        if job.apart and not overwrite and not kept.row and Path(job.target).exists():
            raise BatchError(f"{job.target} is there already, and whole; --overwrite makes it anew")
        total, given = records(job.source, say)
        model = load()
        if job.unmask is not None:
            _tell_unmasked(job, say)
        tally = Tally(kept.done, failed=kept.failed)
        todo = (record for record in given if record.row >= kept.row)
        if kept.row == 0 and job.target != STREAM:
            out.truncate(0)  # a torn first line, or what is made anew
        with _bar(total) as show:
            for made in in_order(partial(_made, job, model), todo, cores()):
                if kept.last:
                    _same(job, kept, made)
                    out.truncate(kept.start)
                    kept.last = b""
                out.write(made.lines)
                out.flush()
                _count(tally, made, say)
                show(tally, made.given.place)
        if kept.last:
            raise BatchError(f"{job.source} ends before row {kept.row}, {_OTHER.format(job.lines)}")
        if job.apart:
            parquet.write(job.lines, Path(job.target), job.kind)
            job.lines.unlink()
    return tally


_OTHER: Final = "which {} holds: it is another input; --overwrite starts anew"


def _check(job: Job) -> None:
    """Raises ``BatchError`` where such a run cannot begin, ``OSError``."""
    if job.unmask is not None and not job.unmask.strip():
        raise BatchError("--unmask wants a reason in words: why names are written is logged")
    if STREAM not in (job.source, job.target):
        for written in (Path(job.target), job.lines):
            if written.exists() and Path(job.source).samefile(written):
                raise BatchError(f"{written} is the input itself; name another OUT")
    for name, wanted in ((job.source, _JSONL), (job.target, _JSONL[:1])):
        if name != STREAM and not name.endswith((*wanted, parquet.SUFFIX)):
            ends = ", ".join(wanted)
            raise BatchError(f"{name}: wanted is a name in {ends} or .parquet, or - for JSONL")
        if name.endswith(parquet.SUFFIX) and not parquet.is_there():
            raise BatchError(parquet.NEEDED)


def _tell_unmasked(job: Job, say: Callable[[str], None]) -> None:
    """Says and logs, in one line, that names are written and why."""
    reason = " ".join(str(job.unmask).split())
    say(f"names of protected people are written to {job.target}: {reason}")
    logger.info("batch writes names of protected people, reason: %s", reason)


def _made(job: Job, model: Model, given: Given) -> Made:
    head = {"row": given.row, "id": _id(given)}
    try:
        if len(given.raw) > MOST_BYTES:
            raise too_large(MOST_BYTES)
        request = parsed(Record, given.raw.removeprefix(b"\xef\xbb\xbf"))
        explain = request.explain if "explain" in request.model_fields_set else job.explain
        found = model.assess(request.article()).to_dict(explain)
        protected = any(source["protected"] for source in found["sources"])
        found = masked_assessment(found) if job.unmask is None else found
        told = [to_json(one) for one in ([found] if job.kind == "assessment" else found["claims"])]
    except Exception as error:
        refused = refusal(error)
        return Made(given, _line({**head, **refused.shape()}), error=refused.message)
    if protected:
        head["masked"] = job.unmask is None
    begin = _line(head)[:-2] + f',"{job.kind}":'.encode()
    lines = b"".join(begin + one.encode() + b"}\n" for one in told or ["null"])
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
    """The file of rows, which no other run can write meanwhile; whatever is written stands at its
    end. One that was made here is taken away where the run fails before its first row."""
    if job.target == STREAM:
        yield sys.stdout.buffer
        return
    fresh = not job.lines.exists()
    with job.lines.open("a+b") as file:
        _lock(job, file)
        try:
            yield file
        except BaseException:
            if fresh and os.fstat(file.fileno()).st_size == 0:
                job.lines.unlink(missing_ok=True)
            raise


def _lock(job: Job, file: IO[bytes]) -> None:
    """Raises ``BatchError`` where another run has the file, or took it away since it was opened."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        ours = os.path.samestat(os.fstat(file.fileno()), job.lines.stat())
    except (BlockingIOError, FileNotFoundError):
        ours = False
    if not ours:
        raise BatchError(f"another run is writing {job.target}; wait for it, or name another OUT")


def _kept(job: Job, file: IO[bytes]) -> Kept:
    """Reads an earlier run's lines once, one at a time; a torn last line is left out."""
    kept, size, failed = Kept(), 0, False
    file.seek(0)
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            break
        found = _ROW.match(line)
        if found is None or found[4].decode() not in (job.kind, "error"):
            raise BatchError(
                f"{job.lines}, line {number}: this is no row of such a run; name another OUT,"
                " or --overwrite it"
            )
        if found[3] == (b"true" if job.unmask is not None else b"false"):
            raise BatchError(
                f"row {int(found[1])} of {job.lines} comes out otherwise now: --unmask is another;"
                " --overwrite starts anew"
            )
        if int(found[1]) != kept.row:
            kept = Kept(size, int(found[1]), b"", kept.done + (size > 0), kept.failed + failed)
        failed = found[4] == b"error"
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
