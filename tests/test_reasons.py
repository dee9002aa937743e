"""What is said of a claim: what would settle it, in words that a reviewer can act on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from example_bundle import risk_model
from example_claims import PLAIN, SAID

from features.document import read
from features.evidence import (
    Attribution,
    Caveat,
    Claim,
    Custody,
    Encoding,
    Framing,
    Level,
    Sourcing,
    Voices,
)
from features.figures import find_figures
from features.reading import Reading
from training.rating import rate_claim
from training.reasons import absent, next_checks, reasons

NOTHING = Encoding(
    np.zeros((0, 2), np.int32), np.zeros((0, 4), np.float32), {}, np.zeros((0, 4), np.float32), {}
)
READING = Reading(
    read("A further video shows the quay, and nobody knows who made it."),
    NOTHING,
    Sourcing((), (), (), (), (), ()),
    Voices((), ()),
    (),
    Framing((), (), ()),
    (),
)
NAMES = {"s1": "A further video"}
HELD = Custody("s2", None, True)


def said_by(attribution: Attribution | None) -> Claim:
    kind = attribution.kind if attribution else "author_voice"
    return replace(PLAIN, attribution=attribution, kind=kind)


def checks(attribution: Attribution | None, level: Level = "high") -> list[str]:
    rating = replace(rate_claim(said_by(attribution), (), risk_model()), level=level)
    return next_checks(rating, READING, NAMES)


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (None, "ask who says so and how they would know"),
        (replace(SAID, stake=True), "look for a source beside a further video that gains nothing"),
        (
            replace(SAID, kind="document_or_recording", named=False),
            "find out who made “a further video”",
        ),
        (replace(SAID, kind="company", named=False), "ask who speaks for a further video"),
        (replace(SAID, kind="anonymous", named=False), "ask why no name is given for a further"),
        (replace(SAID, custody=HELD, kind="prisoner_under_custody"), "hear the speaker again"),
        (replace(SAID, depth=2), "find the original"),
        (replace(SAID, kind="public_figure", stake=None), "ask how a further video would know"),
    ],
)
def test_each_way_of_lacking_support_has_a_check_of_its_own(
    attribution: Attribution | None, expected: str
) -> None:
    (check,) = checks(attribution)
    assert check.startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood drowned 41 people.", "ask who counted “41”, how and as of when"),
        ("The repairs cost $300,000.", "ask where “$300,000” comes from, how it was worked out"),
        ("Prices rose by 47 percent.", "ask where “47 percent” comes from"),
        ("Dozens of people drowned.", "ask how many “Dozens” means, and who counted"),
    ],
)
def test_a_figure_is_asked_for_as_what_it_is(text: str, expected: str) -> None:
    reading = replace(READING, document=read(text))
    reading = replace(reading, figures=find_figures(reading.document, reading.sourcing))
    claim = replace(PLAIN, attribution=None, kind="author_voice", figures=(0,))
    rating = replace(rate_claim(claim, reading.figures, risk_model()), level="high")
    (check,) = next_checks(rating, reading, NAMES)
    assert check.startswith(expected)


def test_a_figure_that_a_source_gives_elsewhere_is_set_beside_it() -> None:
    document = read("The flood drowned 41 people. The ferry office put the drowned at 41 people.")
    top, below = find_figures(document, READING.sourcing)
    figures = (top, replace(below, attributed=True, source_id="s1"))
    reading = replace(READING, document=document, figures=figures)
    claim = replace(PLAIN, attribution=None, kind="author_voice", figures=(0,))
    rating = replace(rate_claim(claim, figures, risk_model()), level="high")
    assert next_checks(rating, reading, {"s1": "The ferry office"}) == [
        "compare “41” with the figure by the ferry office elsewhere in the text"
    ]


def test_words_against_the_holder_are_not_of_custody() -> None:
    freely = replace(HELD, serves_custodian=False)
    held = replace(SAID, custody=HELD, kind="prisoner_under_custody")
    against = replace(held, custody=freely)
    assert "custody" in reasons(said_by(held), ())
    assert "custody" not in reasons(said_by(against), ())


def test_a_claim_of_low_risk_needs_no_check() -> None:
    assert checks(None, "low") == []


def test_speakers_in_custody_without_a_caveat_are_missed_and_with_one_not() -> None:
    claim = said_by(replace(SAID, custody=HELD, kind="prisoner_under_custody"))
    told = rate_claim(claim, (), risk_model())
    assert absent(READING, [told]) == ["caveat_on_custody"]
    warned = replace(told, claim=replace(claim, caveats=(Caveat(0, 5, (0,)),)))
    assert absent(READING, [warned]) == []
    assert absent(READING, []) == []
