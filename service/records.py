"""Records of a file, one a line or a row, for ``assay batch``; a few at a time."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from service import parquet
from service.errors import MOST_BYTES
from service.schemas import AssessRequest

STREAM: Final = "-"
KNOWN: Final = {"id", *AssessRequest.model_fields}
"""What a record may hold that Assay knows."""
_TEXTS: Final = {"text", "headline", "body"}


class BatchError(ValueError):
    """What stands in the way of a run as a whole, in words for a person."""


@dataclass(frozen=True, slots=True)
class Given:
    """A record as it stands in the file, cut behind ``MOST_BYTES``; ``row`` counts from 1, and
    ``place`` is how far it brings the reader, in bytes or rows."""

    row: int
    raw: bytes
    place: int


def records(source: str, say: Callable[[str], None]) -> tuple[int | None, Iterator[Given]]:
    """How much there is to read, in bytes or rows, and the records."""
    if source == STREAM:
        return None, _read(sys.stdin.buffer, lambda: 0)
    path = Path(source)
    if not source.endswith(parquet.SUFFIX):
        return path.stat().st_size, _read_file(path)
    try:
        names, rows = parquet.columns(path)
    except ValueError:
        raise BatchError(f"{source} is no Parquet file, or not a whole one") from None
    if not _TEXTS.intersection(names):
        raise BatchError(f"{source} has neither a column text nor headline and body: {names}")
    tell_unknown(sorted({*names} - KNOWN), say)
    wanted = [name for name in names if name in KNOWN]
    return rows, (Given(n, raw, n) for n, raw in enumerate(parquet.records(path, wanted), 1))


def _read_file(path: Path) -> Iterator[Given]:
    packed = path.suffix == ".gz"
    with path.open("rb") as file, gzip.GzipFile(fileobj=file) if packed else file as lines:
        try:
            yield from _read(lines, file.tell)
        except (EOFError, zlib.error):
            told = f"{path} is cut off or damaged; the rows up to there are kept"
            raise BatchError(told) from None


def _read(file: IO[bytes] | gzip.GzipFile, place: Callable[[], int]) -> Iterator[Given]:
    """A record a line; an empty line is none, but counts as a row."""
    row = 0
    while line := file.readline(MOST_BYTES + 2):
        row, more = row + 1, line
        while len(more) > MOST_BYTES and not more.endswith(b"\n"):
            more = file.readline(MOST_BYTES + 2)
        if line.strip():
            yield Given(row, line.rstrip(b"\r\n"), place())


def tell_unknown(names: Iterable[str], say: Callable[[str], None]) -> None:
    """Says which fields of a dump are left aside."""
    if listed := ", ".join(name[:60] for name in names):
        say(f"left aside, since Assay does not know them: {listed}")
