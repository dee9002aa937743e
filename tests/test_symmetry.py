"""The swap set: what is swapped, how claims are laid side by side, what the model makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from training.bundle import Model
from training.contests import CONTESTS, FROM_ARTICLES
from training.symmetry import (
    DATA,
    Change,
    Template,
    by_contest,
    changed,
    moved_by,
    pairs,
    reader,
    slotted,
    swap_metrics,
    templates,
)


@pytest.fixture(scope="module")
def changes(model: Model) -> list[Change]:
    read_text = reader(model.encoder)
    few = [p for p in pairs(1) if len(p.text) < 700]
    return [changed(pair, read_text, model.risk) for pair in few]


def test_ten_conflicts_and_contests_are_swapped_at_least() -> None:
    assert len(CONTESTS) >= 10
    assert {c.matter for c in CONTESTS} == {t.matter for t in templates()}


def test_both_ways_hold_every_word_of_both_sides_and_no_slot_is_left() -> None:
    for pair in pairs():
        assert "{" not in pair.text + pair.swapped
        assert pair.text != pair.swapped, pair.template.name


def test_swapping_the_swapped_pair_gives_the_text_back() -> None:
    for pair in pairs(2):
        there = type(pair.contest)("", pair.contest.matter, pair.contest.right, pair.contest.left)
        assert type(pair)(pair.template, there).text == pair.swapped


def test_misspellings_institutions_and_adjectives_are_swapped_with_the_names() -> None:
    text = " ".join(t.text for t in templates())
    for slot in ("name", "adjective", "people", "place", "officer", "body", "outlet", "slip", "he"):
        assert f"{{a.{slot}}}" in text, slot
        assert any(getattr(c.left, slot) != getattr(c.right, slot) for c in CONTESTS), slot


def test_slots_replace_whole_words_the_longest_first() -> None:
    slots = {"Merra": "b.name", "Merran": "b.adjective", "Merran Guard": "b.body"}
    given = "Merra’s Merran Guard and Merrans"
    assert slotted(given, slots) == "{b.name}’s {b.body} and Merrans"


def test_a_slot_that_never_occurs_is_told() -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        slotted("nothing of the kind", {"Atlantis": "a.name"})


def test_nothing_of_the_invented_sides_is_left_in_our_own_articles() -> None:
    for file, _, slots in FROM_ARTICLES:
        text = slotted((DATA / file).read_text("utf-8"), slots)
        assert not [words for words in slots if f" {words} " in text], file


def test_a_text_without_sides_moves_nothing(model: Model) -> None:
    plain = Template("plain", "war", "At least 40 people died on Monday, it is estimated.")
    pair = type(pairs(1)[0])(plain, CONTESTS[0])
    found = changed(pair, reader(model.encoder), model.risk)
    assert np.array_equal(found.scores[:, 0], found.scores[:, 1])
    assert found.article[0] == found.article[1]


def test_claims_are_laid_side_by_side_by_sentence(changes: list[Change]) -> None:
    for change in changes:
        assert len(change.sentences) == len(change.concepts) <= len(change.scores)
        assert ((change.scores >= 0) & (change.scores <= 1)).all()


def test_metrics_have_the_names_that_the_gates_look_for(changes: list[Change]) -> None:
    from training.gates import GATES, judge

    metrics = swap_metrics(changes, times=20)
    listed = [
        {"name": m.name, "value": m.value, "interval": [m.low, m.high], "baseline": None, "n": m.n}
        for m in metrics
    ]
    swaps = [gate for gate in GATES if gate.name.startswith("swap")]
    verdicts = judge(listed, gates=swaps)
    assert [v.text.count(" is ") for v in verdicts] == [1, 1]


def test_mean_and_percentile_are_of_absolute_changes(changes: list[Change]) -> None:
    mean, most, _ = swap_metrics(changes, times=20)
    moved = np.abs(np.concatenate([c.scores[:, 0] - c.scores[:, 1] for c in changes]))
    assert mean.value == pytest.approx(moved.mean())
    assert most.value == pytest.approx(np.quantile(moved, 0.95))
    assert mean.low <= mean.value <= mean.high


def test_concepts_and_contests_are_told_apart(changes: list[Change], model: Model) -> None:
    moved = moved_by(changes, model.risk)
    assert all(value >= 0 and effect >= 0 for value, effect in moved.values())
    names = [row[0] for row in by_contest(changes)]
    assert names == sorted({c.pair.contest.name for c in changes})


def test_the_shipped_model_moves_little_when_sides_swap(changes: list[Change]) -> None:
    # the bars are .01 and .03 (experiments/symmetry); this holds what is reached from falling back
    mean, most, _ = swap_metrics(changes, times=20)
    assert mean.value < 0.03
    assert most.value < 0.12
