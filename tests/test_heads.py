"""Readings fitted on vectors: heads, taggers' thresholds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from features.encoder import Linear, strongest
from training.examples import Example
from training.heads import Vectors, fit_bias, fit_head, probabilities, sentence_rows, tag_score

RNG = np.random.default_rng(0)


def vectors(n: int, seed: int) -> list[Vectors]:
    """Single sentences whose first component tells the class, with noise; three pieces each, of
    which the first is inside a span where its second component is high."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(n):
        y = int(rng.random() < 0.5)
        x = rng.normal(0, 1, (1, 4)).astype(np.float32)
        x[0, 0] += 2 * y
        tokens = rng.normal(0, 1, (3, 4)).astype(np.float32)
        inside = (tokens[:, 1] > 1.0).astype(np.int8)
        example = Example(
            "babe", f"babe:{i}", f"babe:{i}", np.zeros(3, np.int32),
            np.array([[0, 1], [2, 3], [4, 5]], np.int32), [3], {"biased": np.array([y], np.int8)},
            {"biased_word": inside}, np.zeros((0, 3), np.int32),
        )  # fmt: skip
        found.append(Vectors(example, tokens, x, tokens, x))
    return found


def test_a_head_learns_and_is_calibrated_on_what_was_held_apart() -> None:
    read = fit_head(vectors(400, 1), vectors(200, 2), "biased")
    x, y = sentence_rows(vectors(400, 3), "biased", alone=True)
    p = probabilities(read, x)
    assert np.mean((p >= 0.5) == y) > 0.75
    assert abs(float(p.mean()) - float(y.mean())) < 0.06


def test_a_head_without_labels_says_so() -> None:
    with pytest.raises(ValueError, match="subjective"):
        fit_head(vectors(10, 1), vectors(10, 2), "subjective")


def test_the_bias_makes_a_half_the_best_threshold() -> None:
    # The true border is at 1.0 of the second component; this tagger has it at 2.5.
    shy = Linear(
        np.array([[0, 0, 0, 0], [0, 1, 0, 0]], np.float32), np.array([0, -2.5], np.float32)
    )
    held = vectors(300, 4)
    fitted = fit_bias(shy, held, "biased_word")
    assert float(fitted.bias[1]) == pytest.approx(-1.0, abs=0.26)
    assert tag_score(fitted, held, "biased_word") > tag_score(shy, held, "biased_word")
    np.testing.assert_array_equal(fitted.weight, shy.weight)


def test_a_head_reads_its_taggers_strongest_pieces_where_they_tell_more() -> None:
    tagger = Linear(np.array([[0, 0, 0, 0], [0, 0, 3, 0]], np.float32), np.zeros(2, np.float32))

    def charged(n: int, seed: int) -> list[Vectors]:
        """The class is told by the strongest piece's third component alone."""
        found = []
        for v in vectors(n, seed):
            y = int(v.tokens[:, 2].max() > 0.8)
            example = replace(v.example, heads={"biased": np.array([y], np.int8)})
            found.append(replace(v, example=example))
        return found

    def right(read: Linear, tagger: Linear | None) -> float:
        x, y = sentence_rows(charged(400, 3), "biased", False, tagger)
        return float(np.mean((probabilities(read, x) >= 0.5) == y))

    train, held = charged(400, 1), charged(200, 2)
    plain, wide = fit_head(train, held, "biased"), fit_head(train, held, "biased", tagger)
    assert (plain.weight.shape, wide.weight.shape) == ((1, 4), (1, 5))
    assert right(wide, tagger) > right(plain, None) + 0.1


def test_the_strongest_pieces_of_no_piece_are_zero() -> None:
    logits = np.array([[0, 1], [0, 5], [0, -2], [0, 3], [1, 0]], np.float32)
    np.testing.assert_allclose(strongest(logits, [4, 0, 1]), [3.0, 0.0, -1.0])
