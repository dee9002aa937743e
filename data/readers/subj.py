"""SUBJ English (CheckThat! 2025 task 1): sentences of news, subjective or objective."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Record, Split

VERDICTS = {"SUBJ": True, "OBJ": False}
SIZES: dict[Split, tuple[int, int]] = {"train": (830, 298), "dev": (462, 240)}
"""Sentences and subjective ones of each split."""


def read(root: Path) -> Iterator[Record]:
    """830 train and 462 dev sentences; ``labels["subjective"]``.

    Raises CorpusError where the counts are not the published ones.
    """
    folder = corpus("subj").folder(root) / "task1" / "data" / "english"
    for split, (size, subjective) in SIZES.items():
        lines = text_of(folder / f"{split}_en.tsv").splitlines()
        # Rows quote like CSV where a sentence holds a quotation mark.
        records = [_record(split, row) for row in csv.DictReader(lines, delimiter="\t")]
        expect("subj", f"sentences in {split}", len(records), size)
        found = sum(r.labels["subjective"] for r in records)
        expect("subj", f"subjective sentences in {split}", found, subjective)
        yield from records


def _record(split: Split, row: dict[str, str]) -> Record:
    return Record(
        corpus="subj",
        id=f"subj:{row['sentence_id']}",
        unit="sentence",
        split=split,
        text=row["sentence"],
        labels={
            "subjective": VERDICTS[row["label"]],
            "solved_conflict": row["solved_conflict"] == "True",
        },
    )
