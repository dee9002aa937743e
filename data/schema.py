"""The one schema that every corpus is read into.

A record is a text (a document or a single sentence) with labels for the whole and marks on its
words. Offsets are half-open code points into ``text``, which is the corpus's own text unaltered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Split = Literal["train", "dev", "test"]
Unit = Literal["document", "sentence"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """An annotated span.

    Marks that belong together (a source, its cue, its content) share ``group``.
    """

    start: int
    end: int
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One text of a corpus.

    ``id`` is unique over all corpora ("ptc:731511020"). ``outlet`` is the publisher where the
    corpus names one; ``group`` is what may never be split over folds (article, pair, near-duplicate
    cluster) and defaults to the id. ``labels`` are of the whole text.
    """

    corpus: str
    id: str
    unit: Unit
    split: Split
    text: str
    outlet: str | None = None
    group: str = ""
    labels: dict[str, Any] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if not self.group:
            object.__setattr__(self, "group", self.id)
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise ValueError(
                    f"{self.id}: mark {mark.label} [{mark.start}, {mark.end}) lies outside a text "
                    f"of {len(self.text)} code points; the reader and the file do not fit together"
                )
