"""What would lower a risk: the change in words fits what the claim lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_bundle import risk_model
from example_claims import PLAIN, SAID

from features.document import read
from features.evidence import Attribution, Claim, Loaded, Sourcing, Span
from features.figures import find_figures
from training.counterfactuals import Mended, counterfactuals, mendings
from training.rating import rate_claim

FREE = replace(SAID, kind="ngo_monitor", named=True, stake=False, depth=1)
TOLD = find_figures(
    read("The flood drowned 41 people and hurt 12 others."), Sourcing((), (), (), (), (), ())
)


def changes(claim: Claim) -> list[str]:
    (found,) = mendings([rate_claim(claim, TOLD, risk_model())], TOLD, risk_model())
    return [change for change, _ in found]


@pytest.mark.parametrize(
    ("attribution", "figures", "change"),
    [
        (None, (), "with a named source without a stake"),
        (None, (0,), "with a named source without a stake and a stated method for its figure"),
        (replace(FREE, stake=True), (), "with a named source without a stake"),
        (FREE, (0,), "with a stated method for its figure"),
        (FREE, (0, 1), "with a stated method for its figures"),
    ],
)
def test_a_change_of_source_names_what_is_missing(
    attribution: Attribution | None, figures: tuple[int, ...], change: str
) -> None:
    kind = attribution.kind if attribution else "author_voice"
    claim = replace(PLAIN, attribution=attribution, kind=kind, figures=figures)
    assert changes(claim)[0] == change


def test_a_change_of_words_names_the_words_that_are_there() -> None:
    hint = replace(PLAIN, insinuations=(Span(0, 3),))
    assert changes(hint)[1] == "without what is hinted at and not said"
    loaded = replace(hint, loaded=(Loaded(0, 3, "author", None, 0.9),))
    assert changes(loaded)[1] == (
        "without the author's own charged words and what is hinted at and not said"
    )


def test_no_change_is_told_of_a_claim_of_low_risk() -> None:
    rating = rate_claim(replace(PLAIN, figures=(0,)), TOLD, risk_model())
    lower: list[Mended] = [("with a source", replace(rating, score=0.0))]
    assert counterfactuals(replace(rating, level="high", score=0.9), lower)
    assert counterfactuals(replace(rating, level="low", score=0.9), lower) == []
