"""What every reader checks: that a corpus has the counts it was published with."""

from __future__ import annotations

from pathlib import Path

from data.catalogue import CorpusError


def expect(corpus: str, what: str, got: int, wanted: int) -> None:
    """Raises CorpusError where a count is not the published one."""
    if got != wanted:
        raise CorpusError(
            f"{corpus}: {got:,} {what} where {wanted:,} are published; the files are damaged or "
            f"of another edition: run `assay data verify {corpus}`"
        )


def text_of(path: Path, encoding: str = "utf-8") -> str:
    """The file's text with its line ends as they are. Raises CorpusError where it is missing."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            return file.read()
    except FileNotFoundError as error:
        raise CorpusError(f"{path} is missing; run `assay data verify`") from error
