import json
import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from example_claims import PLAIN, SAID, SPAN
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from features.concepts import CONCEPTS, NAMES, Concept, measure
from features.evidence import Custody, Figure, Kind, Loaded, Stance
from training.risk import (
    RiskModel,
    choose_penalty,
    fit,
    graded,
    group_folds,
    levelled,
    quantiles,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def claims_at_random(n: int = 300, seed: int = 0) -> tuple[Floats, Ints, Ints]:
    """Concept rows whose level follows from three of them, with noise, in groups of ten."""
    rng = np.random.default_rng(seed)
    X = rng.random((n, len(NAMES))) * (rng.random((n, len(NAMES))) < 0.4)
    drive = X[:, [NAMES.index(c) for c in ("no_source", "insinuation", "loaded_author")]].sum(1)
    y = np.digitize(drive + rng.normal(0, 0.2, n), [0.4, 0.9])
    return X, np.asarray(y, dtype=np.int64), np.asarray(np.arange(n) // 10, dtype=np.int64)


@cache
def fitted() -> RiskModel:
    return fit(*claims_at_random(), penalty=0.3, refits=10)


@pytest.fixture
def model() -> RiskModel:
    return fitted()


def test_effects_and_base_sum_to_the_latent_risk(model: RiskModel) -> None:
    for x in claims_at_random(20, seed=1)[0]:
        total = model.base + sum(c.effect for c in model.contributions(x))
        assert total == pytest.approx(model.latent(x[None, :])[0], abs=1e-9)


def test_probabilities_are_ordered_and_sum_to_one(model: RiskModel) -> None:
    p = model.probabilities(claims_at_random(50, seed=2)[0])
    assert p.min() >= 0.0
    assert np.allclose(p.sum(1), 1.0)
    score = model.score(claims_at_random(50, seed=2)[0])
    assert np.allclose(score, p[:, 1] / 2 + p[:, 2])


def test_a_level_begins_at_its_score() -> None:
    """.3 and .65 (decision 23); below .702 the most probable level is medium."""
    p = np.array([[0.75, 0.2, 0.05], [0.5, 0.3, 0.2], [0.12, 0.44, 0.44]])
    assert graded(p).round(3).tolist() == [0.15, 0.35, 0.66]
    assert levelled(p).tolist() == [0, 1, 2]


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_risk_moves_only_as_the_concept_declares(model: RiskModel, concept: Concept) -> None:
    j = CONCEPTS.index(concept)
    steps = np.diff(model.shapes[j])
    if CONCEPTS[j].direction == "up":
        assert steps.min() >= 0.0
    if CONCEPTS[j].direction == "down":
        assert steps.max() <= 0.0


def test_a_concept_below_another_is_nowhere_steeper(model: RiskModel) -> None:
    steps = dict(zip(NAMES, np.diff(model.shapes, axis=1), strict=True))
    for concept in CONCEPTS:
        if concept.below is not None:
            assert steps[concept.name].max() <= steps[concept.below].min() + 1e-9


@settings(deadline=None)
@given(
    kind=st.sampled_from(
        ["expert", "party_to_conflict", "social_media", "unattributed", "eyewitness", "anonymous"]
    ),
    named=st.booleans(),
    stake=st.sampled_from([True, False, None]),
    depth=st.integers(1, 2),
    sources=st.integers(0, 2),
    quoted=st.booleans(),
    factive=st.booleans(),
    check_worthy=st.floats(0, 1),
    casualty=st.booleans(),
    verified=st.booleans(),
    stance=st.sampled_from(["reported", "disputed", "refuted"]),
    against_holder=st.booleans(),
)
def test_deleting_an_attribution_never_lowers_risk(
    kind: Kind,
    named: bool,
    stake: bool | None,
    depth: int,
    sources: int,
    quoted: bool,
    factive: bool,
    check_worthy: float,
    casualty: bool,
    verified: bool,
    stance: Stance,
    against_holder: bool,
) -> None:
    model = fitted()
    attribution = replace(
        SAID, kind=kind, named=named, stake=stake, depth=depth,
        anonymity=None if named else "unidentified",
        custody=Custody("s2", None, serves_custodian=False) if against_holder else None,
    )  # fmt: skip
    figure = Figure(
        1, 3, value=12.0, casualty=casualty, attributed=True, stake=stake, verified=verified
    )
    word = Loaded(5, 9, voice="quoted" if quoted else "reported", score=1.0)
    before = replace(
        PLAIN, kind=kind, attribution=attribution, independent_sources=sources, figures=(0,),
        stance=stance, voice="quoted" if quoted else "reported",
        factive=(SPAN,) if factive else (), loaded=(word,),
        heads={"check_worthy": check_worthy},
    )  # fmt: skip
    after = replace(
        before, kind="author_voice", attribution=None, independent_sources=0, stance="asserted",
        voice="author", factive=(), loaded=(replace(word, voice="author"),),
    )  # fmt: skip
    bare = replace(figure, attributed=False, stake=None, verified=False)
    rows = [model.row(measure(before, (figure,))), model.row(measure(after, (bare,)))]
    low, high = model.score(np.array(rows))
    assert high >= low - 1e-9


def test_the_model_survives_json_to_the_sixth_digit(model: RiskModel) -> None:
    again = RiskModel.from_json(json.loads(json.dumps(model.to_json())))
    X = claims_at_random(30, seed=3)[0]
    assert np.allclose(again.score(X), model.score(X), atol=1e-4)
    assert np.allclose(again.interval(X), model.interval(X), atol=1e-4)


def test_the_same_data_give_the_same_model() -> None:
    first, second = (fit(*claims_at_random(120), penalty=1.0, refits=3) for _ in range(2))
    assert first.to_json() == second.to_json()


def test_the_interval_holds_the_score_and_is_no_point(model: RiskModel) -> None:
    X = claims_at_random(40, seed=4)[0]
    interval, score = model.interval(X), model.score(X)
    assert (interval[:, 0] <= score).all()
    assert (score <= interval[:, 1]).all()
    assert (interval[:, 1] - interval[:, 0]).max() > 0.01


def test_a_model_learns_what_drives_the_level() -> None:
    X, y, groups = claims_at_random()
    model = fit(X, y, groups, penalty=0.3, refits=0)
    unseen, levels, _ = claims_at_random(seed=7)
    assert (model.level(unseen) == levels).mean() > 0.6
    effects = {name: shape[-1] for name, shape in zip(NAMES, model.shapes, strict=True)}
    assert effects["insinuation"] > 1.5
    assert effects["overreach"] < 0.5 * effects["insinuation"]


def test_a_concept_without_labels_keeps_the_expected_effect() -> None:
    X, y, groups = claims_at_random()
    j = NAMES.index("coerced")
    X[:, j] = 0.0
    model = fit(X, y, groups, penalty=0.3, refits=0)
    assert model.shapes[j, -1] == pytest.approx(CONCEPTS[j].expected)


def test_a_counterfactual_is_the_score_of_the_changed_row(model: RiskModel) -> None:
    x = claims_at_random(1, seed=5)[0][0]
    changed = x.copy()
    changed[NAMES.index("insinuation")] = 0.0
    assert model.counterfactual(x, {"insinuation": 0.0}) == model.score(changed[None, :])[0]


def test_recalibration_keeps_order_and_the_sum_of_effects(model: RiskModel) -> None:
    X = claims_at_random(30, seed=6)[0]
    softer = model.scaled(0.5)
    assert (np.argsort(softer.latent(X)) == np.argsort(model.latent(X))).all()
    assert np.allclose(softer.latent(X), 0.5 * model.latent(X))
    total = softer.base + sum(c.effect for c in softer.contributions(X[0]))
    assert total == pytest.approx(softer.latent(X[:1])[0])
    with pytest.raises(ValueError, match="slope above 0"):
        model.scaled(0.0)


def test_the_author_s_share_is_whole_where_only_he_raised_the_risk(model: RiskModel) -> None:
    x = np.zeros(len(NAMES))
    assert model.author_share(x) == 0.0
    x[NAMES.index("insinuation")] = 1.0
    assert model.author_share(x) == pytest.approx(1.0)


def test_group_scores_of_the_average_claim_are_about_a_half(model: RiskModel) -> None:
    scores = model.group_scores(np.zeros(len(NAMES)))
    assert set(scores) == {c.group for c in CONCEPTS}
    assert all(0.0 < s < 1.0 for s in scores.values())


@given(st.lists(st.integers(0, 8), min_size=5, max_size=60), st.integers(2, 6))
def test_folds_never_split_a_group(groups: list[int], folds: int) -> None:
    fold = group_folds(groups, folds)
    for group in set(groups):
        assert len({f for f, g in zip(fold.tolist(), groups, strict=True) if g == group}) == 1


def test_the_penalty_is_one_of_those_offered() -> None:
    assert choose_penalty(*claims_at_random(100), penalties=(0.5, 5.0), folds=3) in (0.5, 5.0)


def test_errors_say_what_was_given_and_wanted(model: RiskModel) -> None:
    X, y, groups = claims_at_random(20)
    with pytest.raises(ValueError, match="measure them first"):
        model.row({})
    with pytest.raises(ValueError, match="shape"):
        model.latent(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="levels 0, 1, 2"):
        fit(X, y + 5, groups)
    with pytest.raises(ValueError, match="equal length"):
        fit(X, y[:3], groups)


def test_serving_needs_numpy_alone() -> None:
    code = (
        "import sys, training.risk, training.article; "
        "bad = {'scipy', 'sklearn', 'mlflow', 'torch'} & set(sys.modules); "
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_quantiles_are_those_of_numpy(values: list[float]) -> None:
    found = quantiles(np.array(values), (0.05, 0.5, 0.95))
    assert np.allclose(found, np.quantile(values, [0.05, 0.5, 0.95]), rtol=0, atol=1e-12)
