"""Spans from tag probabilities: whole words, no forbidden path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from features.document import read
from features.encoder import BIO, IO
from features.evidence import Document, Encoding
from features.tagging import runs, spans, viterbi, words

TEXT = "Old Mara Venn said so."
# One row a piece of "Old Mara Ven ##n said so .": P(O), P(B), P(I)
OFFSETS = [(0, 3), (4, 8), (9, 12), (12, 13), (14, 18), (19, 21), (21, 22)]


def encoded(tags: list[list[float]], task: str) -> tuple[Document, Encoding]:
    empty = np.zeros((0, 4), np.float32)
    offsets = np.asarray(OFFSETS, np.int32)
    rows = {task: np.asarray(tags, np.float32)}
    return read(TEXT), Encoding(offsets, np.zeros((7, 4), np.float32), rows, empty, {})


def found(tags: list[list[float]], task: str) -> list[str]:
    document, encoding = encoded(tags, task)
    return [s.of(document.text) for s in spans(document, encoding, task)]


def bio(*labels: str) -> list[list[float]]:
    return [[0.98 if label == name else 0.01 for name in BIO] for label in labels]


def test_pieces_of_one_word_stay_together() -> None:
    document, encoding = encoded(bio(*"OOOOOOO"), "source")
    cut = [document.text[a:b] for a, b in words(encoding, document.text).offsets.tolist()]
    assert cut == ["Old", "Mara", "Venn", "said", "so", "."]


def test_a_source_is_the_words_from_b_to_its_last_i() -> None:
    assert found(bio(*"BIIIOOO"), "source") == ["Old Mara Venn"]


def test_two_spans_side_by_side_are_two() -> None:
    assert found(bio(*"BBIIOOO"), "source") == ["Old", "Mara Venn"]


def test_half_a_word_is_never_a_span() -> None:
    tags = bio(*"OOBOOOO")
    assert found(tags, "source") in (["Venn"], [])


def test_an_inside_without_a_beginning_is_mended() -> None:
    labels = viterbi(np.array([[0.3, 0.1, 0.6], [0.1, 0.1, 0.8]]))
    assert labels.tolist() == [1, 2]


def test_a_tagger_of_two_labels_marks_runs_above_a_half() -> None:
    rows = [[0.2, 0.8], [0.4, 0.6], [0.9, 0.1], [0.9, 0.1], [0.1, 0.9], [0.6, 0.4], [1.0, 0.0]]
    assert len(IO) == len(rows[0])
    assert found(rows, "propaganda") == ["Old Mara", "said"]


def test_the_score_is_the_mean_probability_of_being_inside() -> None:
    document, encoding = encoded(bio(*"BIIIOOO"), "source")
    (span,) = spans(document, encoding, "source")
    assert span.score == pytest.approx(0.99, abs=0.01)


def test_a_document_without_pieces_has_no_spans() -> None:
    document = read(TEXT)
    none = np.zeros((0, 3), np.float32)
    empty = np.zeros((0, 4), np.float32)
    encoding = Encoding(np.zeros((0, 2), np.int32), empty, {"cue": none}, empty, {})
    assert spans(document, encoding, "cue") == ()


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), min_size=1, max_size=30))
def test_no_path_has_an_inside_after_an_outside(rows: list[tuple[float, ...]]) -> None:
    scores: NDArray[np.float64] = np.asarray(rows)
    labels = viterbi(scores / scores.sum(axis=1, keepdims=True)).tolist()
    assert all(not (b == 2 and a == 0) for a, b in zip([0, *labels], labels, strict=False))


@given(st.lists(st.integers(0, 2), max_size=40))
def test_runs_cover_just_what_is_inside(labels: list[int]) -> None:
    covered = {i for a, b in runs(np.asarray(labels, np.int64)) for i in range(a, b)}
    assert covered == {i for i, label in enumerate(labels) if label}
