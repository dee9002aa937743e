from dataclasses import replace

import pytest
from example_claims import PLAIN, SAID, SPAN
from hypothesis import given
from hypothesis import strategies as st

from features.concepts import (
    CONCEPTS,
    NAMES,
    SIDE_LABEL,
    grave_words,
    is_hidden,
    measure,
    needs_source,
    source_support,
    support,
)
from features.evidence import Claim, Custody, Figure, Loaded, Span

DEAD = Figure(10, 12, value=40.0, casualty=True)


def said_by(kind: str, **changes: object) -> Claim:
    attribution = replace(SAID, kind=kind, **changes)  # type: ignore[arg-type]
    return replace(PLAIN, attribution=attribution, kind=attribution.kind, stance="reported")


def test_the_ladder_of_support_rises_in_the_order_of_the_guidelines() -> None:
    held = Custody("s2", "s2", serves_custodian=True)
    rungs = [
        PLAIN,
        said_by("prisoner_under_custody", custody=held),
        said_by("unnamed_group", named=False, anonymity="unidentified"),
        said_by("party_to_conflict", stake=True),
        said_by("public_figure"),
        said_by("ngo_monitor", stake=False),
        replace(said_by("ngo_monitor", stake=False), independent_sources=2),
    ]
    worth = [source_support(claim) for claim in rungs]
    assert worth == sorted(worth)
    assert len(set(worth)) == len(worth)


@pytest.mark.parametrize("when", ["since 2011", "over the past decade", "the six-year war"])
def test_the_toll_of_years_ago_needs_less_than_a_fresh_one(when: str) -> None:
    counts = replace(PLAIN, figures=(0,))
    old, fresh = (measure(counts, (replace(DEAD, as_of=t),)) for t in (when, "since Sunday"))
    assert old["figure_unsourced"] < fresh["figure_unsourced"]
    assert needs_source(counts, (replace(DEAD, as_of=when),)) < needs_source(counts, (DEAD,))


@pytest.mark.parametrize("when", ["this year", "last year", "on Monday", "on 3 March 2026"])
def test_a_recent_toll_is_no_background(when: str) -> None:
    counts = replace(PLAIN, figures=(0,))
    assert needs_source(counts, (replace(DEAD, as_of=when),)) == needs_source(counts, (DEAD,))


def test_a_headline_needs_less_where_a_free_source_gives_its_figure_below() -> None:
    below = replace(DEAD, start=90, end=92, attributed=True, stake=False)
    headline = replace(PLAIN, role="headline", figures=(0,))
    body = replace(PLAIN, role="body", figures=(0,))
    free, bound = (DEAD, below), (DEAD, replace(below, stake=True))
    few = tuple(replace(figure, value=2.0) for figure in free)
    assert needs_source(headline, few) == needs_source(headline, (few[0],))
    assert needs_source(headline, free) < needs_source(headline, bound)
    assert needs_source(body, free) == needs_source(body, bound)


@pytest.mark.parametrize(
    ("above", "below", "covered"),
    [(40.0, 40.0, True), (40.0, 45.0, True), (None, 45.0, True), (40.0, 97.0, False),
     (7.0, 7.0, False), (None, 7.0, False)],
)  # fmt: skip
def test_a_toll_below_covers_nearly_the_same_above(
    above: float | None, below: float, covered: bool
) -> None:
    headline = replace(PLAIN, role="headline", figures=(0,))
    toll = replace(DEAD, value=above)
    free = replace(DEAD, start=90, end=92, value=below, attributed=True, stake=False)
    alone = needs_source(headline, (toll,))
    assert (needs_source(headline, (toll, free)) < alone) == covered


def test_a_count_of_the_wounded_says_nothing_of_the_dead() -> None:
    headline = replace(PLAIN, role="headline", figures=(0,))
    dead = replace(DEAD, losses=("dead",))
    free = replace(dead, start=90, end=92, value=45.0, attributed=True, stake=False)
    hurt = replace(free, losses=("wounded",))
    assert needs_source(headline, (dead, hurt)) == needs_source(headline, (dead,))
    assert needs_source(headline, (dead, free)) < needs_source(headline, (dead,))


def test_other_counts_cover_only_themselves() -> None:
    headline = replace(PLAIN, role="headline", figures=(0,))
    trucks = replace(DEAD, casualty=False)
    free = replace(trucks, start=90, end=92, value=45.0, attributed=True, stake=False)
    assert needs_source(headline, (trucks, free)) == needs_source(headline, (trucks,))


def test_an_empty_form_supports_no_more_than_nobody() -> None:
    claim = said_by("unattributed", named=False, anonymity="unidentified")
    assert source_support(claim) == source_support(PLAIN)
    assert measure(claim, ())["no_source"] == measure(PLAIN, ())["no_source"]


def test_an_unnamed_voice_with_a_stake_is_worth_no_more_than_a_named_one() -> None:
    unnamed = said_by("government_agency", stake=True, named=False, anonymity="unidentified")
    assert source_support(unnamed) < source_support(said_by("government_agency", stake=True))


def test_a_witness_who_is_not_named_stands_for_what_he_saw() -> None:
    witness = said_by("eyewitness", named=False, anonymity="unidentified", stake=False)
    assert source_support(witness) == source_support(said_by("expert", stake=False))


def test_a_learned_name_alone_vouches_for_nothing() -> None:
    shown = said_by("expert", justification=SPAN)
    assert source_support(said_by("expert")) < source_support(shown)
    assert source_support(said_by("expert")) == source_support(said_by("public_figure"))


def test_words_put_into_nobodys_mouth_stay_the_authors() -> None:
    word = Loaded(2, 6, voice="quoted", score=0.9)
    said = replace(said_by("party_to_conflict"), voice="quoted", loaded=(word,))
    critics = said_by("unnamed_group", named=False, anonymity="unidentified")
    wrapped = replace(critics, voice="quoted", loaded=(word,))
    assert measure(said, ())["loaded_author"] == 0.0
    assert measure(wrapped, ())["loaded_author"] > 0.0
    afraid = said_by("unnamed_group", named=False, anonymity="granted_with_reason")
    assert measure(replace(afraid, voice="quoted", loaded=(word,)), ())["loaded_author"] == 0.0


def test_the_cue_is_no_loaded_word_and_a_rejected_hoax_is_none() -> None:
    hoax = Loaded(2, 6, category="deceit", score=0.9)
    author = replace(PLAIN, loaded=(hoax,))
    assert measure(author, ())["loaded_author"] > 0.0
    assert measure(replace(author, stance="refuted"), ())["loaded_author"] == 0.0
    claimed = replace(said_by("public_figure", cue=Span(2, 6)), loaded=(hoax,))
    assert measure(claimed, ())["loaded_author"] == 0.0


def test_grave_words_put_a_floor_under_what_the_head_calls_check_worthy() -> None:
    dull = replace(PLAIN, heads={"check_worthy": 0.05}, grave=())
    grave = replace(dull, grave=(Span(2, 6),))
    assert needs_source(grave, ()) > 5 * needs_source(dull, ())


def test_a_prisoner_who_accuses_his_holder_is_heard_as_a_witness() -> None:
    against = Custody("s2", None, serves_custodian=False)
    claim = said_by("prisoner_under_custody", custody=against)
    assert source_support(claim) == source_support(said_by("eyewitness"))
    assert measure(claim, ())["coerced"] == 0.0


def test_a_wish_spoken_in_custody_is_coerced_though_it_needs_no_source() -> None:
    held = Custody("s2", "s2", serves_custodian=True)
    wish = replace(
        said_by("prisoner_under_custody", custody=held), heads={"check_worthy": 0.0}, grave=()
    )
    assert measure(wish, ())["coerced"] == 1.0
    assert needs_source(wish, ()) == 0.0


def test_what_the_held_say_is_no_less_coerced_where_more_hangs_on_it() -> None:
    held = Custody("s2", "s2", serves_custodian=True)
    said = said_by("prisoner_under_custody", custody=held)
    dull, grave = (replace(said, grave=words) for words in ((), (SPAN, Span(2, 6))))
    assert needs_source(dull, ()) < needs_source(grave, ())
    assert measure(dull, ())["coerced"] <= measure(grave, ())["coerced"]


def test_a_figure_of_faceless_critics_weighs_as_much_as_a_sides() -> None:
    critics = said_by("unnamed_group", named=False, anonymity="unidentified", stake=None)
    counts = replace(DEAD, attributed=True)
    staked = [
        measure(replace(claim, figures=(0,)), (replace(counts, stake=stake),))["figure_staked"]
        for claim, stake in (
            (critics, None), (said_by("party_to_conflict", stake=True), True),
            (said_by("public_figure", stake=None), None),
        )
    ]  # fmt: skip
    assert staked[0] == staked[1] > staked[2]


@pytest.mark.parametrize("kind", ["expert", "media_outlet", "ngo_monitor"])
def test_a_figure_of_a_body_that_nobody_can_judge_weighs_as_much_as_a_sides(kind: str) -> None:
    def weighs(claim: Claim, stake: bool | None) -> float:
        counts = replace(DEAD, attributed=True, stake=stake)
        return measure(replace(claim, figures=(0,)), (counts,))["figure_staked"]

    side = weighs(said_by("party_to_conflict", stake=True), True)
    assert weighs(said_by(kind, stake=None), None) == side
    assert weighs(said_by(kind, stake=None, justification=SPAN), None) < side
    assert weighs(said_by(kind, stake=False), False) == 0.0


def test_a_grave_matter_is_hardly_better_vouched_for_by_critics_than_by_nobody() -> None:
    grave = {"grave": (Span(2, 6),), "worth": 0.5, "around": 0.5}
    critics, institute, side = (
        measure(replace(claim, **grave), ())["unsupported"]  # type: ignore[arg-type]
        for claim in (
            said_by("unnamed_group", named=False, anonymity="unidentified"),
            said_by("expert", stake=None),
            said_by("party_to_conflict", stake=True),
        )
    )
    nobody = measure(replace(PLAIN, **grave), ())["no_source"]  # type: ignore[arg-type]
    assert nobody > critics > side >= institute > 0.85 * nobody
    low = replace(PLAIN, grave=(), worth=0.2, around=0.0)
    opinion = replace(low, attribution=SAID, kind=SAID.kind)
    assert measure(opinion, ())["unsupported"] <= measure(low, ())["no_source"] < 0.1


@pytest.mark.parametrize(
    ("claim", "hidden"),
    [
        (said_by("unattributed", named=False), True),
        (said_by("unnamed_group", named=False, anonymity="unidentified"), True),
        (said_by("unnamed_group", named=False, anonymity="granted_with_reason"), False),
        (said_by("expert", stake=None), True),
        (said_by("ngo_monitor", stake=False), False),
        (said_by("public_figure", stake=None), False),
        (said_by("author_voice", depth=0), False),
    ],
)
def test_who_cannot_be_asked_or_judged_is_hidden(claim: Claim, hidden: bool) -> None:
    assert claim.attribution is not None
    assert is_hidden(claim.attribution) == hidden


def test_a_mere_wish_spoken_in_custody_weighs_less_than_a_fact() -> None:
    held = said_by("prisoner_under_custody", custody=Custody(None, None, True))
    held = replace(held, grave=())
    fact, wish = measure(held, ()), measure(replace(held, wish=True), ())
    assert 0.0 < wish["coerced"] < fact["coerced"]
    grave = replace(held, wish=True, grave=(Span(0, 4),))
    assert measure(grave, ())["coerced"] == fact["coerced"]


def test_a_monitor_is_judged_only_where_its_mandate_shows() -> None:
    assert source_support(said_by("ngo_monitor")) < source_support(
        said_by("ngo_monitor", stake=False)
    )


def test_a_relay_takes_from_the_support_and_an_unnamed_one_takes_more() -> None:
    direct = said_by("public_figure")
    named = said_by("public_figure", depth=2)
    unnamed = said_by("public_figure", depth=2, named=False, anonymity="granted_with_reason")
    assert support(direct) > support(named) > support(unnamed) > 0.0
    assert measure(named, ())["second_hand"] > measure(direct, ())["second_hand"] == 0.0


def test_the_need_for_a_source_does_not_change_with_the_attribution() -> None:
    needs = {needs_source(c, ()) for c in (PLAIN, said_by("expert"), said_by("social_media"))}
    assert len(needs) == 1


def test_a_count_of_the_dead_needs_a_source_more_than_a_plain_fact() -> None:
    counted = replace(PLAIN, grave=(), figures=(0,))
    plain = replace(PLAIN, grave=())
    assert needs_source(counted, (DEAD,)) > needs_source(plain, (DEAD,))


def test_a_headline_figure_weighs_less_where_a_free_source_gives_it_below() -> None:
    headline = replace(PLAIN, figures=(0,))
    below = replace(DEAD, start=50, end=52, attributed=True, stake=False)
    other = replace(below, value=97.0)
    alone = measure(headline, (DEAD,))["figure_unsourced"]
    assert measure(headline, (DEAD, below))["figure_unsourced"] < alone
    assert measure(headline, (DEAD, other))["figure_unsourced"] == alone
    staked = replace(below, stake=True)
    assert measure(headline, (DEAD, staked))["figure_unsourced"] == alone


def test_a_count_that_can_be_pointed_at_weighs_less_unless_it_counts_the_hurt() -> None:
    def weighs(figure: Figure) -> float:
        return measure(replace(PLAIN, figures=(0,)), (figure,))["figure_unsourced"]

    engineers = Figure(0, 13, value=3.0)
    assert 0.0 < weighs(engineers) < weighs(replace(engineers, value=300.0))
    assert weighs(replace(engineers, unit="%")) == weighs(replace(engineers, value=300.0))
    assert weighs(replace(engineers, casualty=True)) == weighs(DEAD)


def test_a_loaded_word_is_charged_to_the_author_unless_it_is_quoted() -> None:
    word = Loaded(20, 26, voice="author", category="name_calling", score=1.0)
    own = measure(replace(PLAIN, loaded=(word,)), ())
    reported = measure(replace(PLAIN, loaded=(replace(word, voice="reported"),)), ())
    quoted = measure(replace(PLAIN, loaded=(replace(word, voice="quoted"),)), ())
    assert own["loaded_author"] == reported["loaded_author"] > quoted["loaded_author"] == 0.0


def test_one_side_s_label_alone_moves_nothing() -> None:
    label = Loaded(20, 26, category=SIDE_LABEL, score=1.0)
    assert measure(replace(PLAIN, loaded=(label,)), ()) == measure(PLAIN, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forty were killed in the shelling of Varn.", ["killed", "shelling"]),
        ("The harbour opened before the deadline; diesel was cheap.", []),
        ("He is responsible  for it.", []),
        ("He is responsible for it.", ["responsible for"]),
        ("The council will vote on the shellfish quota.", []),
        ("", []),
    ],
)
def test_grave_words_are_whole_words(text: str, words: list[str]) -> None:
    assert [s.of(text) for s in grave_words(text, Span(0, len(text)))] == words


def test_grave_words_of_the_attribution_are_not_content() -> None:
    text = "The bridge is open, the prison service denied."
    assert grave_words(text, Span(0, len(text)), without=(Span(20, 46),)) == ()


@given(st.text(max_size=300))
def test_no_text_breaks_the_grave_words(text: str) -> None:
    for span in grave_words(text, Span(0, len(text))):
        assert span.end <= len(text)


def test_a_very_long_text_is_searched_in_one_pass() -> None:
    text = "hatre killin " * 20_000
    assert grave_words(text, Span(0, len(text)))


@given(
    heads=st.dictionaries(
        st.sampled_from(["check_worthy", "propaganda", "biased", "subjective", "needs_source"]),
        st.floats(0, 1),
    ),
    score=st.floats(-1, 2),
    kind=st.sampled_from(["author_voice", "expert", "social_media", "party_to_conflict"]),
    depth=st.integers(0, 2),
    stake=st.sampled_from([True, False, None]),
    sources=st.integers(0, 4),
)
def test_every_concept_lies_between_nought_and_one(
    heads: dict[str, float], score: float, kind: str, depth: int, stake: bool | None, sources: int
) -> None:
    claim = said_by(kind, depth=depth, stake=stake)
    claim = replace(
        claim,
        heads=heads,
        figures=(0,),
        factive=(SPAN,),
        loaded=(Loaded(0, 4, score=score),),
        independent_sources=sources,
    )
    values = measure(claim, (DEAD,))
    assert tuple(values) == NAMES
    assert all(0.0 <= value <= 1.0 for value in values.values())


def test_every_concept_says_what_a_reviewer_reads() -> None:
    names = {concept.name for concept in CONCEPTS}
    assert len(names) == len(CONCEPTS)
    for concept in CONCEPTS:
        assert concept.text
        assert concept.text[0].islower()
        assert concept.below is None or concept.below in names
        signs = {"up": concept.expected >= 0, "down": concept.expected <= 0, "free": True}
        assert signs[concept.direction]


def test_grave_words_are_found_in_capitals_where_small_letters_would_move_the_rest() -> None:
    text = "In \u0130zmir K\u0130LLED and wounded lay side by side."
    found = grave_words(text, Span(0, len(text)))
    assert [span.of(text) for span in found] == ["K\u0130LLED", "wounded"]


def test_a_reason_that_is_not_there_is_told_as_such() -> None:
    rises = next(c for c in CONCEPTS if c.name == "no_source")
    falls = next(c for c in CONCEPTS if c.direction == "down")
    assert rises.told(1.0, 2.0) == rises.text
    assert rises.told(0.0, -0.5) == f"not here: {rises.text}"
    assert rises.told(0.2, -0.5) == f"less than usual: {rises.text}"
    assert falls.told(1.0, -2.0) == falls.text
    assert falls.told(0.2, 0.5) == f"less than usual: {falls.text}"
