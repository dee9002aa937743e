"""CheckThat! 2024 task 1, English dev: sentences of debates, check-worthy or not.

Every positive of this set is also a sentence of ClaimBuster, and 707 of its 1,032 sentences are.
It is no independent test of a model trained on ClaimBuster as it stands: hold it out, and drop
from ClaimBuster what ``data.duplicates.leaks`` finds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import corpus
from data.readers import claimbuster
from data.readers.checks import expect, text_of
from data.schema import Record


def read(root: Path) -> Iterator[Record]:
    """1,032 sentences, 238 check-worthy; ``labels``: "check_worthy" and "in_claimbuster".

    Raises CorpusError where the counts are not the published ones, or ClaimBuster is missing.
    """
    known = {claimbuster.folded(record.text): record.group for record in claimbuster.read(root)}
    lines = text_of(corpus("checkthat2024").folder(root) / "data" / "dev.tsv")
    rows = list(csv.DictReader(lines.splitlines(keepends=True), delimiter="\t"))
    positive = sum(row["class_label"] == "Yes" for row in rows)
    expect("checkthat2024", "sentences", len(rows), 1032)
    expect("checkthat2024", "check-worthy sentences", positive, 238)
    for row in rows:
        twin = known.get(claimbuster.folded(row["Text"]))
        yield Record(
            corpus="checkthat2024",
            id=f"checkthat2024:{row['Sentence_id']}",
            unit="sentence",
            split="dev",
            text=row["Text"],
            group=twin or "",
            labels={
                "check_worthy": row["class_label"] == "Yes",
                "in_claimbuster": twin is not None,
            },
        )
