import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.calibration import (
    Logistic,
    brier,
    centred_interval,
    ece,
    ece_excess,
    excess_of_halves,
    fit_logistic,
    reliability,
    sigmoid,
)


def drawn(n: int = 4000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 2, n)
    return x, rng.random(n) < sigmoid(0.5 * x - 1.0)


def test_the_map_finds_the_slope_and_intercept_behind_the_labels() -> None:
    found = fit_logistic(*drawn())
    assert found.slope == pytest.approx(0.5, abs=0.05)
    assert found.intercept == pytest.approx(-1.0, abs=0.1)


def test_a_map_never_turns_the_order_of_scores() -> None:
    x, y = drawn(300)
    assert fit_logistic(x, ~y).slope == 0.0
    assert fit_logistic(x, ~y)(x).mean() == pytest.approx((~y).mean(), abs=0.02)


def test_labels_that_scores_split_perfectly_give_a_finite_map() -> None:
    found = fit_logistic([-3.0, -2.0, 2.0, 3.0], [0, 0, 1, 1])
    assert np.isfinite([found.slope, found.intercept]).all()
    assert found(3.0) > 0.6


def test_a_map_survives_json() -> None:
    assert Logistic.from_json(Logistic(1.5, -0.25).to_json()) == Logistic(1.5, -0.25)


def test_scores_and_labels_must_pair() -> None:
    with pytest.raises(ValueError, match="as many labels"):
        fit_logistic([1.0], [0, 1])


def test_a_calibrated_score_has_no_excess_and_an_exaggerated_one_has() -> None:
    x, y = drawn()
    honest, loud = sigmoid(0.5 * x - 1.0), sigmoid(2.0 * x - 4.0)
    assert abs(ece_excess(y, honest, draws=100)) < 0.01
    assert ece_excess(y, loud, draws=100) > 0.05
    assert brier(y, honest) < brier(y, loud)


def test_an_interval_about_a_biased_statistic_holds_its_value_and_keeps_its_width() -> None:
    x, y = drawn(300)
    p = sigmoid(0.5 * x - 1.0)
    rng = np.random.default_rng(1)
    resampled = [rng.integers(0, 300, 300) for _ in range(60)]
    draws = [ece_excess(y[i], p[i], draws=20) for i in resampled]
    value = ece_excess(y, p, draws=100)
    assert np.median(draws) > value, "resampling must inflate the error, or nothing is mended"
    low, high = centred_interval(value, draws)
    assert low < value < high
    assert high - low == pytest.approx(np.subtract(*np.quantile(draws, [0.95, 0.05])))


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30), st.floats(-1, 1))
def test_a_centred_interval_always_holds_the_value(draws: list[float], value: float) -> None:
    low, high = centred_interval(value, draws)
    assert low <= value <= high


def test_halves_forgive_what_a_line_mends_and_nothing_else() -> None:
    x, y = drawn(2000)
    groups = np.arange(len(y)) // 4
    bold, _, _ = excess_of_halves(y, sigmoid(2.0 * x), groups)
    assert abs(bold) < 0.01
    bent, low, high = excess_of_halves(np.abs(x) < 1.0, sigmoid(x), groups)
    assert low <= bent <= high
    assert bent > 0.05


def test_bins_hold_equal_mass_in_order() -> None:
    x, y = drawn(100)
    bins = reliability(y, sigmoid(x))
    assert [b.n for b in bins] == [10] * 10
    assert [b.score for b in bins] == sorted(b.score for b in bins)


def test_a_few_cases_make_fewer_bins() -> None:
    assert len(reliability([1, 0], [0.9, 0.1])) == 2
    assert ece([1, 0], [1.0, 0.0]) == 0.0


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_the_logistic_function_never_overflows(x: list[float]) -> None:
    with np.errstate(all="raise", under="ignore"):
        p = sigmoid(x)
    assert ((p >= 0) & (p <= 1)).all()
