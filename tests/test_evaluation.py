import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.evidence import Span
from training.evaluation import (
    Metric,
    auc,
    kappa,
    macro_f1,
    mean_kappa,
    measured,
    merged,
    resamples,
    si_f1,
    span_f1,
    table,
)

LEVELS = st.lists(st.integers(0, 2), min_size=2, max_size=40)


@given(LEVELS)
def test_a_rater_agrees_with_himself(levels: list[int]) -> None:
    assert kappa(levels, levels) == pytest.approx(1.0 if len(set(levels)) > 1 else 0.0)


def test_kappa_is_that_of_a_table_worked_by_hand() -> None:
    # 20 both yes, 5 and 10 mixed, 15 both no: observed .70, chance .50
    a = [1] * 25 + [0] * 25
    b = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    assert kappa(a, b, levels=2, quadratic=False) == pytest.approx(0.4)


def test_quadratic_kappa_forgives_a_near_miss_more_than_a_far_one() -> None:
    gold = [0, 0, 1, 1, 2, 2]
    assert kappa(gold, [1, 0, 1, 1, 2, 2]) > kappa(gold, [2, 0, 1, 1, 2, 2])


def test_a_constant_guess_has_no_kappa() -> None:
    assert kappa([0, 1, 2], [1, 1, 1]) == pytest.approx(0.0)


def test_kappa_wants_two_equally_long_ratings() -> None:
    with pytest.raises(ValueError, match="equally long"):
        kappa([0, 1], [0])


def test_mean_kappa_is_over_annotators() -> None:
    assert mean_kappa([[0, 1, 2], [0, 1, 1]], [0, 1, 2]) == pytest.approx(
        (1.0 + kappa([0, 1, 1], [0, 1, 2])) / 2
    )


def test_macro_f1_counts_classes_alike() -> None:
    assert macro_f1([0, 0, 0, 1], [0, 0, 0, 0]) == pytest.approx((6 / 7 + 0) / 2)


def test_auc_counts_ties_half() -> None:
    assert auc([0, 1], [0.2, 0.9]) == 1.0
    assert auc([0, 1], [0.5, 0.5]) == 0.5
    assert np.isnan(auc([1, 1], [0.1, 0.2]))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_auc_of_the_reversed_score_is_its_complement(pairs: list[tuple[bool, int]]) -> None:
    y, s = zip(*pairs, strict=True)
    if len(set(y)) == 2:
        assert auc(y, s) == pytest.approx(1.0 - auc(y, [-v for v in s]))


def test_spans_match_once_and_by_half_both_ways() -> None:
    gold = [[Span(0, 10), Span(20, 30)]]
    assert span_f1(gold, gold) == 1.0
    assert span_f1(gold, [[Span(0, 4)]]) == 0.0
    assert span_f1(gold, [[Span(0, 10), Span(1, 10)]]) == pytest.approx(0.5)
    assert span_f1([[]], [[]]) == 0.0


def test_partial_overlap_is_paid_in_shares() -> None:
    # half of the guess is right, all of one of two gold spans is found
    assert si_f1([[Span(0, 10), Span(50, 60)]], [[Span(0, 20)]]) == pytest.approx(0.5)


def test_partial_overlap_counts_doubled_spans_once() -> None:
    gold = [[Span(0, 10)]]
    assert si_f1(gold, [[Span(0, 10), Span(2, 8)]]) == 1.0
    assert merged([Span(5, 9), Span(0, 6), Span(9, 9)]) == [Span(0, 9)]


def test_resamples_draw_whole_groups() -> None:
    groups = np.array(["a", "a", "b", "c", "c", "c"])
    for rows in resamples(groups, 20, seed=1):
        drawn = groups[rows].tolist()
        assert drawn.count("a") % 2 == 0
        assert drawn.count("c") % 3 == 0


def test_a_metric_stands_beside_its_baseline_within_its_interval() -> None:
    rng = np.random.default_rng(0)
    y = rng.integers(0, 3, 200)
    guess = np.where(rng.random(200) < 0.7, y, rng.integers(0, 3, 200))
    found = measured("kappa", kappa, y, guess, np.arange(200) // 5, np.zeros(200), times=200)
    assert found.low < found.value < found.high
    assert found.baseline == pytest.approx(0.0)


def test_a_table_has_a_row_a_metric() -> None:
    lines = table([Metric("kappa", 0.5, 0.4, 0.6, None, 12)]).splitlines()
    assert lines[-1] == "| kappa | 0.500 | 0.400 to 0.600 |  | 12 |"
