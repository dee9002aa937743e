"""Near copies: the same report in two corpora, in two splits, or a sentence taken from a document.

Exact overlap of shingles of five words over an inverted index, in the manner of Broder 1997.
Two texts are near copies where at least ``threshold`` of the shingles of the one with fewer stand
in the other too, and FEWEST at least; so a sentence is found in the document it was taken from,
and a fixed phrase is not. Two short texts are copies where all their shingles are the same. Lines
and shingles that many records share (a site's footer) are boilerplate and do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.schema import Record

WORD = re.compile(r"\w+")
SIZE = 5
THRESHOLD = 0.4
"""Two of the four near copies that are known in PTC's dev share .46 and .47 with their twins."""
FEWEST = 6
"""Six shingles in a row are ten words."""
REPEATED = 8
"""A line in more documents than this is boilerplate."""
COMMON = 30
"""A shingle in more records than this is boilerplate."""
PRIME = np.uint64(1_000_003)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two near copies. ``share`` is of the shingles of the smaller text; ``a`` comes first."""

    a: str
    b: str
    share: float


def pairs(records: Sequence[Record], threshold: float = THRESHOLD) -> list[Pair]:
    """All pairs of near copies among ``records``, by position."""
    first, second, share = _overlaps(records, threshold)
    return [
        Pair(records[i].id, records[j].id, float(s))
        for i, j, s in zip(first.tolist(), second.tolist(), share.tolist(), strict=True)
    ]


def clusters(records: Sequence[Record], threshold: float = THRESHOLD) -> dict[str, str]:
    """Cluster of every record by its id; a cluster has the name of its smallest id.

    Near copies of near copies share a cluster. A record without any is its own cluster.
    """
    return _joined([r.id for r in records], [(p.a, p.b) for p in pairs(records, threshold)])


def grouped(records: Sequence[Record], threshold: float = THRESHOLD) -> list[Record]:
    """The records with ``group`` widened, so that near copies and groups are never split."""
    found = [(pair.a, pair.b) for pair in pairs(records, threshold)]
    # A group's name is made unlike any id, since a group often has the name of one of its ids.
    own = [(record.id, f"~{record.group}") for record in records]
    names = [name for pair in own for name in pair]
    joined = _joined(names, found + own)
    return [replace(record, group=joined[record.id]) for record in records]


def leaks(
    train: Sequence[Record], held_out: Sequence[Record], threshold: float = THRESHOLD
) -> dict[str, str]:
    """Ids of training records that are near copies of a held-out one, each with the likest.

    A record that stands in both is its own leak. Drop these from training.
    """
    held = {record.id for record in held_out}
    both = [*(record for record in train if record.id not in held), *held_out]
    best: dict[str, tuple[float, str]] = {r.id: (1.0, r.id) for r in train if r.id in held}
    for pair in pairs(both, threshold):
        if (pair.a in held) != (pair.b in held):
            ours, theirs = (pair.b, pair.a) if pair.a in held else (pair.a, pair.b)
            best[ours] = max(best.get(ours, (0.0, "")), (pair.share, theirs))
    return {name: theirs for name, (_, theirs) in best.items()}


def without_boilerplate(records: Sequence[Record], most: int = REPEATED) -> list[str]:
    """The texts without the lines that stand in more than ``most`` documents.

    Texts of a single line are left alone: a sentence is no boilerplate of itself.
    """
    lines = [record.text.splitlines() for record in records]
    counts: Counter[str] = Counter()
    for own in lines:
        if len(own) > 1:
            counts.update({line.strip() for line in own})
    return [
        "\n".join(line for line in own if counts[line.strip()] <= most) if len(own) > 1 else whole
        for own, whole in ((own, record.text) for own, record in zip(lines, records, strict=True))
    ]


def _overlaps(
    records: Sequence[Record], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    shingles, owners = _index(without_boilerplate(records))
    shingles, owners = _telling(shingles, owners)
    sizes = np.bincount(owners, minlength=len(records))
    first, second, shared = _shared(shingles, owners, len(records))
    share = shared / np.minimum(sizes[first], sizes[second])
    same = shared == np.maximum(sizes[first], sizes[second])
    kept = same | ((shared >= FEWEST) & (share >= threshold))
    return first[kept], second[kept], share[kept]


def _index(texts: Iterable[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Distinct shingles of every text, and the text's position, sorted by shingle."""
    vocabulary: dict[str, int] = {}
    hashes, owners = [], []
    for position, text in enumerate(texts):
        words = [vocabulary.setdefault(w, len(vocabulary) + 1) for w in _words(text)]
        if words:
            own = np.unique(_shingles(np.array(words, dtype=np.uint64)))
            hashes.append(own)
            owners.append(np.full(len(own), position, dtype=np.int64))
    if not hashes:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    flat, by = np.concatenate(hashes), np.concatenate(owners)
    order = np.argsort(flat, kind="stable")
    return flat[order], by[order]


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes of every run of five words, or of all words where there are fewer."""
    size = min(SIZE, len(words))
    hashed = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for offset in range(size):
        hashed = hashed * PRIME + words[offset : offset + len(hashed)]
        hashed ^= hashed >> np.uint64(29)
        hashed *= np.uint64(0xBF58476D1CE4E5B9)
    return hashed


def _telling(
    shingles: NDArray[np.uint64], owners: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Without the shingles that more than COMMON records share."""
    _, inverse, counts = np.unique(shingles, return_inverse=True, return_counts=True)
    kept = counts[inverse] <= COMMON
    return shingles[kept], owners[kept]


def _shared(
    shingles: NDArray[np.uint64], owners: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each pair of positions that share a shingle, how many they share."""
    codes = []
    for step in range(1, COMMON):
        # Equal shingles are neighbours: those ``step`` apart give each pair of a run once.
        same = np.flatnonzero(shingles[step:] == shingles[:-step])
        if not len(same):
            break
        low = np.minimum(owners[same], owners[same + step])
        high = np.maximum(owners[same], owners[same + step])
        codes.append(low * size + high)
    if not codes:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    pair, shared = np.unique(np.concatenate(codes), return_counts=True)
    return pair // size, pair % size, shared.astype(np.int64)


def _joined(names: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Smallest name of the connected set of each name."""
    parent = {name: name for name in names}

    def top(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in links:
        low, high = sorted((top(a), top(b)))
        parent[high] = low
    return {name: top(name) for name in parent}


def by_corpus(found: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """How many of ``leaks`` lie between which corpora: (of the training record, of the other)."""
    return Counter((a.split(":")[0], b.split(":")[0]) for a, b in found.items())
