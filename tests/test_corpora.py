"""What the encoder learns from: nothing that is judged, nothing that is annotated."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.duplicates import leaks
from data.readers.gold import ANNOTATIONS, gold_ids
from data.schema import Record
from training.corpora import PARTS, names, part, records, segment


@pytest.fixture(scope="module")
def found(mirror: Path) -> list[Record]:
    return records(mirror)


def test_no_annotated_document_is_learned_from(found: list[Record]) -> None:
    annotated = gold_ids() | gold_ids(folder=ANNOTATIONS / "extra", unseen=True)
    assert not {r.id for r in found} & annotated
    assert len(found) > 15_000


def test_no_development_document_is_a_near_copy_of_a_training_one(found: list[Record]) -> None:
    dev = [r for r in found if r.split == "dev"]
    train = [r for r in found if r.split == "train" and r.unit == "document"]
    assert not leaks([r for r in dev if r.unit == "document"], train)


def test_only_open_leaves_out_the_others() -> None:
    assert set(names(only_open=True)) < set(names())
    assert "babe" not in names(only_open=True)


def test_a_group_is_always_in_the_same_part() -> None:
    assert part("ptc:1") == part("ptc:1")
    shares = [sum(part(f"g{i}") == k for i in range(5000)) / 5000 for k in range(PARTS)]
    assert max(abs(share - 1 / PARTS) for share in shares) < 0.02


def test_sentences_are_offsets_of_the_corpus_text() -> None:
    text = "\ufeffThe mill burned.\r\nNobody\u00a0was hurt."
    assert [s.of(text) for s in segment(text)] == ["The mill burned.", "Nobody\u00a0was hurt."]
    assert [s.of("\x00\x01") for s in segment("\x00\x01")] == ["\x00\x01"]
