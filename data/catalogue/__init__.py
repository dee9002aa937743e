"""Where every corpus comes from: public address, hash of every file, licence, what it is for.

One JSON file a corpus stands beside this module. Nothing of the corpora themselves is kept here:
``data.fetch`` brings the files, ``data.corpora`` reads them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal, get_args
from urllib.parse import quote

Standing = Literal["open", "non-commercial", "unclear"]
Use = Literal["training", "evaluation", "list"]

RAW = "https://raw.githubusercontent.com"
HERE = Path(__file__).parent


class CorpusError(ValueError):
    """A corpus is unknown, missing, or is not what the catalogue says it is."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of a corpus: its path inside the repository and the sha256 it must have."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """One public corpus at one commit, with the files that its reader opens.

    ``licence`` are the words found beside the data; ``standing`` is what they allow the weights
    trained on it: "open", "non-commercial", or "unclear" where no licence is stated.
    ``unit`` and ``count`` say what the reader yields and how many; ``date`` as of when it holds,
    in words, for what ages (a list of outlets).
    """

    name: str
    title: str
    owner: str
    repository: str
    commit: str
    licence: str
    standing: Standing
    citation: str
    use: Use
    purpose: str
    unit: str
    count: int
    files: tuple[CorpusFile, ...]
    date: str | None = None

    def url(self, file: CorpusFile, base: str = RAW) -> str:
        """Public address of one file, or its address at another server of the same layout."""
        return f"{base}/{quote(str(self.place(file)))}"

    def place(self, file: CorpusFile) -> PurePosixPath:
        """Path of one file under any root: owner, repository, commit, path."""
        return PurePosixPath(self.owner, self.repository, self.commit, file.path)

    def folder(self, root: Path) -> Path:
        """The corpus's own folder under ``root``. Raises CorpusError where there is none."""
        folder = root / self.owner / self.repository / self.commit
        if not folder.is_dir():
            raise CorpusError(
                f"{self.name}: no folder {folder}; set ASSAY_MIRROR to a folder that holds the "
                f"corpora, or run `assay data fetch {self.name}`"
            )
        return folder


@cache
def corpora() -> dict[str, Corpus]:
    """Every corpus by its name, in the order of names."""
    read = (_read(path) for path in sorted(HERE.glob("*.json")))
    return {corpus.name: corpus for corpus in read}


def corpus(name: str) -> Corpus:
    """The corpus called ``name``. Raises CorpusError naming the known ones."""
    known = corpora()
    if name not in known:
        raise CorpusError(f"no corpus is called {name!r}; known are {', '.join(known)}")
    return known[name]


def table() -> str:
    """The catalogue as a Markdown table, one row a corpus (what data/README.md shows)."""
    head = (
        "| corpus | what | yields | licence | standing | used for | files |\n"
        "|---|---|---|---|---|---|---|"
    )
    return "\n".join([head, *(_row(entry) for entry in corpora().values())])


def _row(entry: Corpus) -> str:
    address = f"https://github.com/{entry.owner}/{entry.repository}/tree/{entry.commit}"
    return (
        f"| `{entry.name}` | [{entry.title}]({address}). {entry.citation} | "
        f"{entry.count:,} {entry.unit} | {entry.licence} | {entry.standing} | "
        f"{entry.use}: {entry.purpose} | {len(entry.files):,} |"
    )


def _read(path: Path) -> Corpus:
    given = json.loads(path.read_text(encoding="utf-8"))
    files = tuple(CorpusFile(name, sha) for name, sha in given.pop("files").items())
    entry = Corpus(files=files, **given)
    if entry.name != path.stem or entry.standing not in get_args(Standing):
        raise CorpusError(f"{path.name}: wants the name of its file and a known standing")
    return entry
