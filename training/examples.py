"""Records as the encoder's training sees them: word pieces with a label for each task.

An example is a whole document, or a sentence that stands alone in its corpus. Windows are cut
from it anew in each epoch (see ``training.encoder``). It holds ids and labels and no text, so it
may be cached and carried to another machine without carrying anybody's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from data.schema import Mark, Record
from features.encoder import BIO, HEADS, TAGS, TECHNIQUES, to_pieces
from features.evidence import Span

MISSING = -1
"""The label of a piece or sentence that a corpus says nothing about."""

LOADED_TECHNIQUES = frozenset({"Loaded_Language", "Name_Calling,Labeling"})

TAUGHT: dict[str, tuple[str, ...]] = {
    "polnear": ("source", "cue", "content"),
    "ptc": ("propaganda", "loaded_language"),
    "babe": ("biased_word",),
}
"""The taggers that each corpus teaches."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """``ids`` and ``offsets`` of T pieces, ``lengths`` of S sentences, ``heads[name]`` [S] in
    {0, 1, MISSING}, ``tags[task]`` [T] label indices or MISSING, ``spans`` rows of
    (first piece, last piece + 1, technique index)."""

    corpus: str
    id: str
    group: str
    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]
    lengths: list[int]
    heads: dict[str, NDArray[np.int8]]
    tags: dict[str, NDArray[np.int8]]
    spans: NDArray[np.int32]


def mark_pieces(offsets: NDArray[np.int32], marks: Iterable[Mark], bio: bool) -> NDArray[np.int8]:
    """Label indices [T] of pieces: O outside, I inside, and B at a mark's first piece if ``bio``.

    Longer marks are painted first, so that a mark inside another keeps its own beginning.
    """
    labels = np.zeros(len(offsets), np.int8)
    inside = len(BIO) - 1 if bio else 1
    for mark in sorted(marks, key=lambda m: m.start - m.end):
        first = int(np.searchsorted(offsets[:, 1], mark.start, side="right"))
        last = int(np.searchsorted(offsets[:, 0], mark.end, side="left"))
        if last > first:
            labels[first:last] = inside
            if bio:
                labels[first] = 1
    return labels


def outermost(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that lie inside no longer mark of the list."""

    def inside(mark: Mark, other: Mark) -> bool:
        longer = other.end - other.start > mark.end - mark.start
        return longer and other.start <= mark.start and mark.end <= other.end

    return [mark for mark in marks if not any(inside(mark, other) for other in marks)]


def to_example(record: Record, sentences: Sequence[Span], tokenizer: Tokenizer) -> Example:
    """One record in word pieces with the labels of the tasks that its corpus teaches."""
    pieces = to_pieces(record.text, sentences, tokenizer)
    return Example(
        corpus=record.corpus,
        id=record.id,
        group=record.group,
        ids=pieces.ids.astype(np.int32),
        offsets=pieces.offsets,
        lengths=pieces.lengths,
        heads=head_labels(record, sentences),
        tags=tag_labels(record, pieces.offsets),
        spans=technique_spans(record, pieces.offsets),
    )


def head_labels(record: Record, sentences: Sequence[Span]) -> dict[str, NDArray[np.int8]]:
    """Sentence labels: the record's own, or for PTC whether a propaganda span touches the line."""
    if record.corpus == "ptc":
        spans = [Span(m.start, m.end) for m in record.marks if m.label == "propaganda"]
        touched = [any(s.overlap(p) for p in spans) for s in sentences]
        return {"propaganda": np.asarray(touched, np.int8)}
    return {
        head: np.full(len(sentences), int(record.labels[head]), np.int8)
        for head in HEADS
        if head in record.labels
    }


def tag_labels(record: Record, offsets: NDArray[np.int32]) -> dict[str, NDArray[np.int8]]:
    """Piece labels of the taggers that the corpus teaches."""
    labels: dict[str, NDArray[np.int8]] = {}
    for task in TAUGHT.get(record.corpus, ()):
        if task == "loaded_language":
            if record.split != "train":
                continue
            marks = [m for m in record.marks if m.label in LOADED_TECHNIQUES]
        else:
            marks = [m for m in record.marks if m.label == task]
        bio = TAGS[task] == BIO
        labels[task] = mark_pieces(offsets, outermost(marks) if bio else marks, bio)
    return labels


def technique_spans(record: Record, offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """Rows (first piece, last piece + 1, technique index) of the record's technique marks."""
    rows = []
    for mark in record.marks:
        if mark.label in TECHNIQUES:
            first = int(np.searchsorted(offsets[:, 1], mark.start, side="right"))
            last = int(np.searchsorted(offsets[:, 0], mark.end, side="left"))
            if last > first:
                rows.append((first, last, TECHNIQUES.index(mark.label)))
    return np.asarray(rows, np.int32).reshape(-1, 3)


def lines(text: str) -> list[Span]:
    """Non-empty lines without their surrounding white space: PTC's sentences."""
    found, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped)
            found.append(Span(begin, begin + len(stripped)))
        start += len(line) + 1
    return found


def examples(
    records: Iterable[Record],
    tokenizer: Tokenizer,
    segment: Callable[[str], Sequence[Span]],
) -> list[Example]:
    """Records as examples; ``segment`` splits a document into sentences (PTC brings its own)."""

    def sentences(record: Record) -> Sequence[Span]:
        if record.unit == "sentence":
            return [Span(0, len(record.text))]
        return lines(record.text) if record.corpus == "ptc" else segment(record.text)

    return [to_example(record, sentences(record), tokenizer) for record in records]


def save(found: Sequence[Example], path: Path) -> None:
    """Write examples to one ``.npz`` of plain arrays laid end to end (no pickle)."""
    arrays: dict[str, NDArray[Any]] = {
        name: np.asarray([getattr(e, name) for e in found]) for name in ("corpus", "id", "group")
    }
    arrays |= {
        "pieces": np.asarray([len(e.ids) for e in found], np.int32),
        "sentences": np.asarray([len(e.lengths) for e in found], np.int32),
        "marked": np.asarray([len(e.spans) for e in found], np.int32),
        "ids": np.concatenate([e.ids for e in found]).astype(np.uint16),
        "offsets": np.concatenate([e.offsets for e in found]),
        "lengths": np.concatenate([np.asarray(e.lengths, np.int32) for e in found]),
        "spans": np.concatenate([e.spans for e in found]),
    }
    for task in TAGS:
        parts = [e.tags.get(task, np.full(len(e.ids), MISSING, np.int8)) for e in found]
        arrays[f"tag.{task}"] = np.concatenate(parts)
    for head in HEADS:
        parts = [e.heads.get(head, np.full(len(e.lengths), MISSING, np.int8)) for e in found]
        arrays[f"head.{head}"] = np.concatenate(parts)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load(path: Path) -> list[Example]:
    """Read what :func:`save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}

    def split(name: str, counts: str) -> list[NDArray[Any]]:
        return np.split(arrays[name], np.cumsum(arrays[counts])[:-1])

    def present(
        prefix: str, names: Iterable[str], counts: str
    ) -> list[dict[str, NDArray[np.int8]]]:
        columns = {name: split(f"{prefix}.{name}", counts) for name in names}
        return [
            {name: column[i] for name, column in columns.items() if (column[i] != MISSING).any()}
            for i in range(len(arrays[counts]))
        ]

    rows = zip(
        arrays["corpus"],
        arrays["id"],
        arrays["group"],
        split("ids", "pieces"),
        split("offsets", "pieces"),
        split("lengths", "sentences"),
        present("head", HEADS, "sentences"),
        present("tag", TAGS, "pieces"),
        split("spans", "marked"),
        strict=True,
    )
    return [
        Example(
            str(c),
            str(i),
            str(g),
            ids.astype(np.int32),
            offsets,
            lengths.tolist(),
            heads,
            tags,
            spans,
        )
        for c, i, g, ids, offsets, lengths, heads, tags, spans in rows
    ]
