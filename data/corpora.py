"""Reading a corpus by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from data.catalogue import CorpusError, corpus
from data.fetch import root as corpora_root
from data.readers import (
    babe,
    checkedclaims,
    checkthat2024,
    claimbuster,
    fakenewsamt,
    fakes,
    hyperpartisan,
    markkula,
    newsquant,
    polnear,
    ptc,
    subj,
    unlp2025,
    webis,
)
from data.schema import Record

Reader = Callable[[Path], Iterator[Record]]

READERS: dict[str, Reader] = {
    "babe": babe.read,
    "checkedclaims": checkedclaims.read,
    "checkthat2024": checkthat2024.read,
    "claimbuster": claimbuster.read,
    "fakenewsamt": fakenewsamt.read,
    "fakes": fakes.read,
    "hyperpartisan": hyperpartisan.read,
    "markkula": markkula.read,
    "newsquant": newsquant.read,
    "polnear": polnear.read,
    "ptc": ptc.read,
    "subj": subj.read,
    "unlp2025": unlp2025.read,
    "webis": webis.read,
}


def read(name: str, root: Path | None = None) -> list[Record]:
    """All records of the corpus called ``name``, checked against its published counts.

    ``root`` is the folder that holds the corpora; else ASSAY_MIRROR, else the cache.
    Raises CorpusError for an unknown or missing corpus, and for a list, which has no records.
    """
    entry = corpus(name)
    if name not in READERS:
        raise CorpusError(f"{name} is a list; read it with data.readers.{name}")
    records = list(READERS[name](corpora_root(root)))
    if len(records) != entry.count:
        raise CorpusError(f"{name}: {len(records)} records where {entry.count} are catalogued")
    return records
