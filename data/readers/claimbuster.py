"""ClaimBuster in two classes: sentences of US presidential debates, check-worthy or not.

Arslan et al. 2020. The file for cross-validation with 2.5 others to one check-worthy sentence.
It is speech, not news: a head trained on it has to be checked on news before it is believed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Record


def read(root: Path) -> Iterator[Record]:
    """9,674 sentences, 2,764 check-worthy; ``labels["check_worthy"]``. Equal texts share a group.

    Raises CorpusError where the counts are not the published ones.
    """
    path = corpus("claimbuster").folder(root) / "data" / "two_class" / "kfold_25ncs.json"
    rows = json.loads(text_of(path))
    expect("claimbuster", "sentences", len(rows), 9674)
    expect("claimbuster", "check-worthy sentences", sum(r["label"] for r in rows), 2764)
    first: dict[str, str] = {}
    for row in rows:
        name = f"claimbuster:{row['sentence_id']}"
        yield Record(
            corpus="claimbuster",
            id=name,
            unit="sentence",
            split="train",
            text=row["text"],
            group=first.setdefault(folded(row["text"]), name),
            labels={"check_worthy": row["label"] == 1},
        )


def folded(text: str) -> str:
    """The text without case and with single spaces: equal for copies of one sentence."""
    return " ".join(text.casefold().split())
