"""PolNeAR: US political news of 2015 and 2016 with every attribution marked.

Newell et al. 2018. Brat stand-off files. Train is the first ten months of coverage, dev the
eleventh. Seventeen articles have the files of five or six annotators; the one whose name sorts
first is taken, as in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect, text_of
from data.schema import Mark, Record, Split

SIZES: dict[Split, int] = {"train": 840, "dev": 84}
ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}

# "T7<tab>Content 1866 1890;1921 1979<tab>the words, the pieces joined by a space"
TEXT_BOUND = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t", re.MULTILINE)
# "E2<tab>Attribution:T8 Content:T7 Cue:T6 Source:T5"; a second content is "Content2:T9"
EVENT = re.compile(r"^(E\d+)\t(Attribution\S*:T\d+(?: \S+:T\d+)*)", re.MULTILINE)


def read(root: Path) -> Iterator[Record]:
    """840 train and 84 dev articles with marks "source", "cue" and "content".

    Marks of one attribution share ``group``; a span in pieces is several marks. ``labels``:
    "attributions", "without_source", "date" and "annotator". Raises CorpusError where articles
    are missing or where a span does not hold the words that its annotator saw.
    """
    entry = corpus("polnear")
    folder = entry.folder(root) / "data"
    listed = [Path(file.path) for file in entry.files if file.path.endswith(".ann")]
    for split, size in SIZES.items():
        names = sorted(path.name for path in listed if path.parts[1] == split)
        expect("polnear", f"articles in {split}", len(names), size)
        for name in names:
            yield _record(folder / split, split, name)


def _record(folder: Path, split: Split, name: str) -> Record:
    article, _, annotator = name.removesuffix(".ann").rpartition("_")
    text = text_of(folder / "text" / f"{article}.txt")
    groups = _attributions(text, text_of(folder / "attributions" / name), name)
    outlet, date, _ = article.split("_", 2)
    with_source = sum(any(m.label == "source" for m in marks) for marks in groups)
    return Record(
        corpus="polnear",
        id=f"polnear:{article}",
        unit="document",
        split=split,
        text=text,
        outlet=outlet,
        labels={
            "attributions": len(groups),
            "without_source": len(groups) - with_source,
            "date": date,
            "annotator": annotator,
        },
        marks=tuple(sorted(mark for marks in groups for mark in marks)),
    )


def _attributions(text: str, brat: str, name: str) -> list[list[Mark]]:
    """The marks of each attribution; events without a content are unfinished and left out."""
    bounds = _text_bounds(text, brat, name)
    found = []
    for event, given in EVENT.findall(brat):
        marks = []
        for argument in given.split():
            role, _, bound = argument.partition(":")
            label = ROLES.get(role.rstrip("0123456789"))
            if label:
                marks += [Mark(start, end, label, event) for start, end in bounds[bound]]
        if any(mark.label == "content" for mark in marks):
            found.append(marks)
    return found


def _text_bounds(text: str, brat: str, name: str) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for match in TEXT_BOUND.finditer(brat):
        pieces = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
        spans = [(start, end) for start, end in pieces]
        words = " ".join(text[start:end] for start, end in spans)
        if not brat.startswith(words, match.end()):
            raise CorpusError(
                f"polnear: {name}: {match[1]} {spans} does not hold the words listed with it; "
                "run `assay data verify polnear`"
            )
        found[match[1]] = [_trimmed(text, start, end) for start, end in spans]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
