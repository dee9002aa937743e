"""The assessment: spans, sums, abstention, counterfactuals, one serialiser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from features.document import UnreadableText
from training.assessment import FULL_ONLY, rounded, to_json
from training.bundle import Article, Model

NEWS = (
    "\ufeffDate 2031-05-02 Losses climb past 700 🚢\r\n\r\n"
    "The ministry said on Monday that 36 dockers were killed when shells fell on the quay. "
    "It is thought that upwards of 700 sailors have been killed.\r\n\r\n"
    "“They fed us,” a captured sailor says in a film that the Coastal Guard released."
)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in an assessment."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.fixture(scope="module")
def data(model: Model) -> dict[str, Any]:
    return model.assess(NEWS).to_dict()


def test_every_span_slices_exactly_out_of_the_text_as_given(data: dict[str, Any]) -> None:
    assert data["text"] == NEWS
    found = list(spans(data))
    assert len(found) > 20
    assert all(NEWS[s["start"] : s["end"]] == s["text"] for s in found)


def test_effects_and_base_sum_to_the_score(data: dict[str, Any], model: Model) -> None:
    t1, t2 = model.risk.thresholds
    for claim in data["claims"]:
        h = claim["base"] + sum(c["effect"] for c in claim["contributions"])
        medium, high = (1 / (1 + 2.718281828459045 ** -(h - t)) for t in (t1, t2))
        assert claim["risk"]["score"] == pytest.approx((medium + high) / 2, abs=1e-6)


def test_an_interval_holds_its_score(data: dict[str, Any]) -> None:
    for risk in (data["risk"], *(c["risk"] for c in data["claims"])):
        low, high = risk["interval"]
        assert 0 <= low <= risk["score"] <= high <= 1


def test_a_counterfactual_lowers_the_score_and_says_to_what(data: dict[str, Any]) -> None:
    estimate = next(c for c in data["claims"] if "thought that" in c["text"])
    assert estimate["counterfactuals"]
    assert all(c["score"] < estimate["risk"]["score"] for c in estimate["counterfactuals"])


def test_the_estimate_that_nobody_makes_is_unsourced(data: dict[str, Any]) -> None:
    figure = next(f for f in data["figures"] if f["value"] == 700 and "upwards" in f["text"])
    assert figure["status"] == "unsourced"
    assert figure["source_id"] is None
    assert any("700" in check["text"] for check in data["next_checks"])


def test_a_date_is_no_figure(data: dict[str, Any]) -> None:
    assert not any("2031" in f["text"] for f in data["figures"])


def test_who_speaks_in_custody_is_protected(data: dict[str, Any]) -> None:
    held = [s for s in data["sources"] if s["kind"] == "prisoner_under_custody"]
    assert held
    assert all(s["protected"] and s["custody"] for s in held)


def test_brief_leaves_out_heads_and_techniques(model: Model) -> None:
    brief = model.assess(NEWS).to_dict("brief")
    assert all(not set(FULL_ONLY) & c.keys() for c in brief["claims"])


def test_the_same_text_gives_the_same_bytes(model: Model) -> None:
    assert model.assess(NEWS).to_json() == model.assess(NEWS).to_json()


def test_the_json_is_the_dict_with_four_digits(model: Model) -> None:
    assessment = model.assess(NEWS)
    assert json.loads(assessment.to_json()) == json.loads(json.dumps(rounded(assessment.data)))


def test_no_nan_is_ever_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json({"score": float("nan")})


@pytest.mark.parametrize(
    "text",
    ["Water.", "Председатель совета сообщил, что мост закрыт до конца недели и дорога тоже."],
)
def test_an_abstention_has_no_score_and_no_level(model: Model, text: str) -> None:
    data = model.assess(text).to_dict()
    assert data["risk"] == {
        "score": None, "level": None, "interval": None, "abstained": True, "author": None
    }  # fmt: skip
    assert "abstained" in data["warnings"]
    assert all(c["risk"]["abstained"] for c in data["claims"])


@pytest.mark.parametrize("text", ["", " \n ", "x" * 200_001, "\x00\x01\x02\x03" * 20])
def test_what_is_no_article_is_refused(model: Model, text: str) -> None:
    with pytest.raises(UnreadableText):
        model.assess(text)


def test_a_post_of_one_claim_has_the_level_of_that_claim(model: Model) -> None:
    texts = [
        "The mayor said on Monday that 36 people were killed.",
        "It is believed that upwards of 700 sailors were killed by the enemy on Sunday.",
        "The town lies on the coast.",
    ]
    found = [model.assess(text).data for text in texts]
    assert [[c["part"] for c in data["claims"]] for data in found] == [["body"]] * 3
    levels = [data["claims"][0]["risk"]["level"] for data in found]
    assert levels == [data["risk"]["level"] for data in found]
    assert len(set(levels)) > 1


def test_code_is_abstained_from_with_its_reason(model: Model) -> None:
    code = "\n\n".join(
        f"def f_{i}(xs: list[int]) -> dict[str, float]:\n    return {{k_{i}: v ** {i} for k_{i}, v "
        f"in enumerate(xs[{i}:-{i}])}}  # np.float64"
        for i in range(12)
    )
    found = model.assess(Article(code, language="en")).data
    assert {"unlike_training", "abstained"} <= set(found["warnings"])
    assert found["risk"]["level"] is None
