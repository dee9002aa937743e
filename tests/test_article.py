from dataclasses import replace

import numpy as np
from example_claims import PLAIN, SAID
from hypothesis import given
from hypothesis import strategies as st

from features.evidence import Attribution, Kind, Level
from training.article import RatedClaim, rate, rated

CERTAIN: dict[Level, tuple[float, float]] = {
    "low": (0.0, 0.0),
    "medium": (1.0, 0.0),
    "high": (1.0, 1.0),
}


def claim(level: Level = "low", **changes: object) -> RatedClaim:
    """A claim whose level is certain: of such the rule is the guidelines', with soft edges."""
    medium, high = CERTAIN[level]
    plain = RatedClaim(False, True, medium, high, 0.0, None)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_quiet_article_is_low() -> None:
    rating = rate([claim(top=True), *[claim()] * 11])
    assert rating.level == "low"
    assert rating.score < 0.3


def test_a_high_claim_on_top_makes_the_article_high() -> None:
    rating = rate([claim("high", top=True), *[claim()] * 11])
    assert rating.level == "high"
    assert rating.conditions[0].code == "top_high"
    assert rating.conditions[0].value == 1.0


def test_a_medium_claim_on_top_makes_it_medium() -> None:
    assert rate([claim("medium", top=True), *[claim()] * 11]).level == "medium"


def test_exactly_half_on_one_interested_channel_is_enough() -> None:
    side = [claim("medium", interested="s1")] * 5
    assert rate(side + [claim()] * 5).level == "high"
    assert rate(side + [claim()] * 6).level == "medium"
    assert rate(side + [claim()] * 9).level == "low"


def test_two_interested_channels_are_not_one() -> None:
    sides = [claim("medium", interested=s) for s in ("s1", "s2", "s3")] * 2
    assert rate(sides + [claim()] * 2).level != "high"


def channel(attribution: Attribution, kind: Kind) -> str | None:
    return rated(replace(PLAIN, attribution=attribution, kind=kind), 1.0, 0.0, 0.0).interested


def test_what_one_side_says_by_several_mouths_is_one_channel() -> None:
    army = replace(SAID, stake=True, kind="party_to_conflict")
    general = replace(army, source_id="s2")
    assert channel(army, "party_to_conflict") == channel(general, "party_to_conflict")
    assert channel(army, "party_to_conflict") != channel(army, "company")
    handed = replace(army, channel="s9")
    assert channel(handed, "party_to_conflict") == "s9"
    assert channel(replace(army, stake=None), "party_to_conflict") is None


def test_high_claims_count_for_the_third_only_where_the_author_did_it() -> None:
    others = [claim()] * 6
    assert rate([claim("high", author=0.9)] * 3 + others).level == "high"
    assert rate([claim("high", author=0.1)] * 3 + others).level == "medium"


def test_only_check_worthy_claims_are_counted() -> None:
    idle = [claim(check_worthy=False)] * 20
    assert rate([claim("high", author=0.9), claim(), *idle]).level == "high"


def test_one_high_claim_in_ten_below_is_no_longer_low() -> None:
    assert rate([claim("high")] + [claim()] * 9).level == "medium"
    assert rate([claim("high")] + [claim()] * 13).level == "low"


def test_claims_that_may_be_high_make_an_article_high_together() -> None:
    perhaps = claim("medium", top=True, high=0.25)
    assert rate([perhaps, *[claim()] * 11]).level == "medium"
    thirds = [claim("medium", author=0.9, high=0.4)] * 8
    assert rate([perhaps, *thirds, *[claim()] * 3]).level == "high"


def test_level_and_score_of_an_article_never_contradict_each_other() -> None:
    shares = np.linspace(0.0, 1.0, 21)
    found = sorted(
        (rating.score, rating.level)
        for high in shares
        for count in range(6)
        for rating in [
            rate([claim("medium", top=True, high=high), *[claim("high")] * count, *[claim()] * 9])
        ]
    )
    assert [level for _, level in found] == sorted(
        (level for _, level in found), key=("low", "medium", "high").index
    )
    for score, level in found:
        assert level == ("high" if score >= 0.65 else "medium" if score >= 0.3 else "low")


def test_a_condition_is_his_who_made_the_claims_behind_it() -> None:
    found = {
        c.code: c.author
        for c in rate(
            [claim("high", top=True, author=0.9), claim("high", author=0.2), claim(author=1.0)]
        ).conditions
    }
    assert found["top_high"] == found["top_above_low"] == 0.9
    assert found["some_high"] == 0.2
    assert (found["author_high"], found["one_interested_channel"]) == (1.0, 0.0)


def test_conditions_stand_in_order_of_how_far_they_hold() -> None:
    values = [c.value for c in rate([claim("medium", top=True), claim("high")]).conditions]
    assert values == sorted(values, reverse=True)


def test_an_article_without_claims_is_low() -> None:
    rating = rate([])
    assert rating.level == "low"
    assert rating.score < 0.01


@given(
    st.lists(st.sampled_from(["low", "medium", "high"]), min_size=1, max_size=12),
    st.integers(2, 4),
)
def test_length_does_not_matter(levels: list[Level], times: int) -> None:
    claims = [claim(level, author=0.9) for level in levels]
    once, often = rate(claims), rate(claims * times)
    assert once.level == often.level
    assert abs(once.score - often.score) < 1e-9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.floats(0, 1))
def test_the_score_rises_with_any_claim(highs: list[float], more: float) -> None:
    claims = [claim(top=i == 0, medium=h, high=h, author=0.9) for i, h in enumerate(highs)]
    first = claims[0]
    raised = replace(first, medium=max(first.medium, more), high=max(first.high, more))
    assert rate([raised, *claims[1:]]).score >= rate(claims).score - 1e-9
