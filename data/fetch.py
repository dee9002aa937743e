"""Bringing corpora to this machine, and checking that they are what the catalogue says.

Files come from their public address, or from a mirror: a folder with the same layout. A file
that is already there with the right hash is kept, so that a broken-off run goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError
from urllib.request import urlopen

from data.catalogue import RAW, Corpus, CorpusError, CorpusFile, corpus

MIRROR = "ASSAY_MIRROR"
CACHE = Path("~/.cache/assay/corpora")
CHUNK = 1 << 16
TRIES = 3
WAIT = 1.0
"""Seconds before the second try; twice as many before each further one."""
TIMEOUT = 30.0

State = Literal["kept", "copied", "fetched", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One file is dealt with: the ``done``-th of ``total``. ``error`` tells why it failed."""

    corpus: str
    path: str
    state: State
    done: int
    total: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is missing or is another one than the catalogue says."""

    corpus: str
    path: Path
    what: str

    def __str__(self) -> str:
        return f"{self.corpus}: {self.path}: {self.what}"


class FetchError(CorpusError):
    """Some files could not be brought; those that could are there."""


def root(mirror: Path | None = None) -> Path:
    """Where the corpora lie: ``mirror``, else the folder ASSAY_MIRROR names, else the cache.

    Below it every file is at owner/repository/commit/path, as at its public address.
    """
    return mirror or _named_mirror() or CACHE.expanduser()


def fetch(
    names: Iterable[str],
    into: Path | None = None,
    mirror: Path | None = None,
    jobs: int = 8,
    progress: Callable[[Progress], None] | None = None,
    base: str = RAW,
) -> Path:
    """Brings the named corpora and returns the folder they lie in, ``into`` or ``root()``.

    With a mirror (or ASSAY_MIRROR) files are linked or copied from it and the network is not
    asked. Reports each file to ``progress``. Raises FetchError naming the files that could not be
    brought after all others are, CorpusError for an unknown name.
    """
    place = into or root()
    failed = []
    for report in steps(names, place, mirror, jobs, base):
        if progress is not None:
            progress(report)
        if report.state == "failed":
            failed.append(report)
    if failed:
        listed = "; ".join(f"{f.corpus}/{f.path}: {f.error}" for f in failed[:3])
        brought = len(failed) < failed[0].total
        raise FetchError(
            f"{len(failed)} of {failed[0].total} files could not be brought ({listed}); "
            + (
                f"the others are in {place}: run the same again"
                if brought
                else "run it again online"
            )
            + f", or set {MIRROR} to a folder that has them"
        )
    return place


def steps(
    names: Iterable[str],
    into: Path,
    mirror: Path | None = None,
    jobs: int = 8,
    base: str = RAW,
) -> Iterator[Progress]:
    """``fetch`` as an iterator of what happened to each file; failures are reported, not raised."""
    source = mirror or _named_mirror()
    wanted = [(entry, file) for entry in map(corpus, names) for file in entry.files]
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        running = {
            pool.submit(_bring, entry, file, into, source, base): (entry, file)
            for entry, file in wanted
        }
        try:
            for done, future in enumerate(as_completed(running), start=1):
                entry, file = running[future]
                state, error = future.result()
                yield Progress(entry.name, file.path, state, done, len(wanted), error)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def verify(names: Iterable[str], root: Path) -> list[Problem]:
    """Every file of the named corpora under ``root`` that is missing or has another sha256."""
    problems = []
    for entry in map(corpus, names):
        for file in entry.files:
            path = root / entry.place(file)
            if not path.is_file():
                problems.append(Problem(entry.name, path, "missing"))
            elif (found := sha256_of(path)) != file.sha256:
                what = f"has sha256 {found}, the catalogue says {file.sha256}"
                problems.append(Problem(entry.name, path, what))
    return problems


def sha256_of(path: Path) -> str:
    """Hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named_mirror() -> Path | None:
    named = os.environ.get(MIRROR)
    return Path(named) if named else None


def _bring(
    entry: Corpus, file: CorpusFile, into: Path, mirror: Path | None, base: str
) -> tuple[State, str | None]:
    target = into / entry.place(file)
    try:
        if target.is_file() and sha256_of(target) == file.sha256:
            return "kept", None
        target.parent.mkdir(parents=True, exist_ok=True)
        if mirror is not None:
            _copy(mirror / entry.place(file), target, file.sha256)
            return "copied", None
        _download(entry.url(file, base), target, file.sha256)
    except (OSError, HTTPException, CorpusError) as error:
        return "failed", str(error) or type(error).__name__
    return "fetched", None


def _copy(source: Path, target: Path, sha256: str) -> None:
    if not source.is_file():
        raise CorpusError(f"the mirror has no {source}")
    part = _part(target)
    part.unlink(missing_ok=True)
    try:
        os.link(source, part)
    except OSError:
        shutil.copyfile(source, part)
    _settle(part, target, sha256_of(part), sha256, str(source))


def _download(url: str, target: Path, sha256: str) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            found = _stream(url, _part(target))
            break
        except (OSError, HTTPException) as error:
            # What the server says of this address (not found, forbidden) does not change by asking.
            refused = isinstance(error, HTTPError) and error.code < 500 and error.code != 429
            if refused or attempt == TRIES:
                raise CorpusError(f"{url}: {error}") from error
            time.sleep(WAIT * 2 ** (attempt - 1))
    _settle(_part(target), target, found, sha256, url)


def _stream(url: str, part: Path) -> str:
    """Writes the answer to ``part`` and returns its hash."""
    digest = hashlib.sha256()
    with urlopen(url, timeout=TIMEOUT) as answer, part.open("wb") as file:
        while block := answer.read(CHUNK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _settle(part: Path, target: Path, found: str, wanted: str, origin: str) -> None:
    """Gives the whole file its name, which only ever stands on a file that fits."""
    if found != wanted:
        part.unlink(missing_ok=True)
        raise CorpusError(f"{origin} has sha256 {found} where the catalogue says {wanted}")
    part.replace(target)


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")
