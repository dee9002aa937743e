"""BABE SG2: single sentences of news that experts labelled biased or not, with biased words.

Spinde et al. 2021. Sentences of one article share a group; fold by outlet or article as well as
at random, since the topic and the outlet leak the label.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect
from data.schema import Mark, Record

BIASED_WORD = "biased_word"
VERDICTS = {"Biased": True, "Non-biased": False}


def read(root: Path) -> Iterator[Record]:
    """3,673 sentences, 1,810 biased; the one row on which the experts did not agree is dropped.

    ``labels``: "biased", "topic", "type" (the outlet's leaning, "" where unknown), "opinion".
    Raises CorpusError where the counts are not the published ones.
    """
    rows = _rows(corpus("babe").folder(root) / "data" / "final_labels_SG2.csv")
    records = [_record(i, row) for i, row in enumerate(rows) if row["label_bias"] in VERDICTS]
    expect("babe", "sentences", len(records), 3673)
    expect("babe", "biased sentences", sum(r.labels["biased"] for r in records), 1810)
    yield from records


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))
    except FileNotFoundError as error:
        raise CorpusError(f"{path} is missing; run `assay data verify babe`") from error


def _record(index: int, row: dict[str, str]) -> Record:
    link = row["news_link"].strip()
    return Record(
        corpus="babe",
        id=f"babe:{index:04d}",
        unit="sentence",
        split="train",
        text=row["text"],
        outlet=row["outlet"] or None,
        group=f"babe:{link}" if link else "",
        labels={
            "biased": VERDICTS[row["label_bias"]],
            "topic": row["topic"],
            "type": row["type"],
            "opinion": row["label_opinion"],
        },
        marks=_marks(row["text"], ast.literal_eval(row["biased_words"])),
    )


def _marks(text: str, words: list[str]) -> tuple[Mark, ...]:
    """Every place of every listed word, case aside, as a whole word where it stands as one.

    68 of 3,902 listed words are not in their sentence (another spelling or form): no mark.
    """
    places = {place for word in words for place in _places(text, word.strip())}
    return tuple(Mark(start, end, BIASED_WORD) for start, end in sorted(places))


def _places(text: str, word: str) -> list[tuple[int, int]]:
    if not word:
        return []
    pattern = re.escape(word)
    whole = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    return whole or [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
