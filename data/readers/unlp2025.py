"""UNLP 2025: Ukrainian and Russian posts of Telegram with manipulation techniques and spans.

Kyslyi et al. 2025. Needs pyarrow, which the training install has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect
from data.schema import Mark, Record


def read(root: Path) -> Iterator[Record]:
    """3,822 posts; marks "manipulation". ``labels``: "manipulative", "techniques", "language".

    Raises CorpusError where posts are missing, or without pyarrow.
    """
    path = corpus("unlp2025").folder(root) / "data" / "span_detection" / "train.parquet"
    rows = _rows(path)
    expect("unlp2025", "posts", len(rows), 3822)
    return map(_record, rows)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise CorpusError("unlp2025 is a Parquet file: install assay[train] for pyarrow") from error
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def _record(row: dict[str, Any]) -> Record:
    # A few spans run past the end of their post.
    size = len(row["content"])
    spans = sorted({(start, min(end, size)) for start, end in row["trigger_words"] or ()})
    return Record(
        corpus="unlp2025",
        id=f"unlp2025:{row['id']}",
        unit="document",
        split="train",
        text=row["content"],
        labels={
            "manipulative": row["manipulative"],
            "techniques": tuple(row["techniques"] or ()),
            "language": row["lang"],
        },
        marks=tuple(Mark(start, end, "manipulation") for start, end in spans if start < end),
    )
