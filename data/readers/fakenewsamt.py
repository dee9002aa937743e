"""FakeNewsAMT: news excerpts and fakes of them, written to order in the same manner.

Pérez-Rosas et al. 2018. A fake imitates one excerpt: the two share a group.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Record


def read(root: Path) -> Iterator[Record]:
    """240 fake and 240 legitimate excerpts in pairs; ``labels``: "fake", "topic".

    Raises CorpusError where texts are missing.
    """
    folder = (
        corpus("fakenewsamt")
        .folder(root)
        .joinpath("datasets", "deception_detection_fake_news", "data", "fakeNewsDataset")
    )
    paths = sorted(folder.glob("*/*.txt"))
    for kind in ("fake", "legit"):
        expect("fakenewsamt", f"{kind} texts", sum(p.parent.name == kind for p in paths), 240)
    return map(_record, paths)


def _record(path: Path) -> Record:
    pair = path.name.split(".")[0]  # "biz01.fake.txt"
    return Record(
        corpus="fakenewsamt",
        id=f"fakenewsamt:{pair}.{path.parent.name}",
        unit="document",
        split="train",
        text=text_of(path),
        group=f"fakenewsamt:{pair}",
        labels={"fake": path.parent.name == "fake", "topic": pair.rstrip("0123456789")},
    )
