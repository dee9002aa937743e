"""FA-KES: reports on the war in Syria, called credible or fake by a database of its events.

Abu Salem et al. 2019. The labels say whether counts fit the database, not how a report is
written, and near copies carry opposite labels: evaluate honestly, never tune on them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Record

STRAIGHT = str.maketrans("\x91\x92\x93\x94", "''\"\"")  # quotes of cp1252, as the gold set has them


def read(root: Path) -> Iterator[Record]:
    """804 articles: title, blank line, content. ``labels``: "credible", "date", "location".

    Raises CorpusError where articles are missing.
    """
    path = corpus("fakes").folder(root) / "data" / "raw" / "FA-KES.csv"
    # Latin-1 keeps the stray bytes of the file one character each; cp1252 would refuse some.
    rows = list(csv.DictReader(text_of(path, "latin-1").splitlines(keepends=True)))
    expect("fakes", "articles", len(rows), 804)
    times: Counter[str] = Counter()
    for row in rows:
        times[row["unit_id"]] += 1
        yield _record(row, times[row["unit_id"]])


def _record(row: dict[str, str], time: int) -> Record:
    """``time`` counts the rows with this unit id; nine ids stand on several articles."""
    name = row["unit_id"] if time == 1 else f"{row['unit_id']}-{time}"
    return Record(
        corpus="fakes",
        id=f"fakes:{name}",
        unit="document",
        split="train",
        text=f"{row['article_title']}\n\n{row['article_content']}".translate(STRAIGHT),
        outlet=row["source"],
        labels={
            "credible": row["labels"] == "1",
            "date": row["date"],
            "location": row["location"],
        },
    )
