"""Figures: what is found, how it is read, what it stands on."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import (
    Attribution,
    Bound,
    Document,
    Figure,
    Kind,
    Part,
    Source,
    Sourcing,
    Span,
)
from features.figures import find_amounts, find_figures

NOTHING = Sourcing((), (), (), (), (), ())


def document(text: str, headline: int = 0) -> Document:
    """A document whose sentences end at a stop and a blank, or at a line end."""
    sentences: list[Span] = []
    start = 0
    for i, char in enumerate(text):
        ends = char == "\n" or (char == "." and text[i + 1 : i + 2] in ("", " ", "\n"))
        if ends or i == len(text) - 1:
            piece = text[start : i + 1]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                sentences.append(Span(start + lead, start + len(piece.rstrip())))
            start = i + 1
    parts = (Part(0, headline, "headline"),) if headline else ()
    whole = (Span(0, len(text)),)
    return Document(text, text, None, parts, whole, tuple(sentences), ())


def said(
    doc: Document,
    source: str,
    content: str,
    *,
    kind: Kind = "government_agency",
    stake: bool | None = None,
    chain: tuple[str, ...] = (),
) -> tuple[Source, Attribution]:
    """A source and an attribution of ``content`` to it; the source's id is its name."""
    at = Span(doc.text.index(content), doc.text.index(content) + len(content))
    place = doc.text.find(source)
    span = Span(place, place + len(source)) if place >= 0 else None
    who = Source(
        source, source, kind, True, None, stake, None, None, False, (span,) if span else ()
    )
    attribution = Attribution(
        at, span, None, source, kind, True, None, stake, None, 1, False, None, chain
    )
    return who, attribution


def sourcing(*rows: tuple[Source, Attribution]) -> Sourcing:
    return Sourcing(tuple(s for s, _ in rows), tuple(a for _, a in rows), (), (), (), ())


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(document(text), NOTHING)


# Text, and per claim figure: its words, value, high, bound, unit, denominator.
Row = tuple[str, float | None, float | None, Bound, str | None, float | None]
AWKWARD: list[tuple[str, list[Row]]] = [
    (
        "just 18 out of 150 recruits came home",
        [("just 18 out of 150", 18, None, "exact", None, 150)],
    ),
    ("One in five farmers left.", [("One in five", 1, None, "exact", None, 5)]),
    ("nine in every 10 houses fell", [("nine in every 10", 9, None, "exact", None, 10)]),
    ("two of the five samples spoiled", [("two of the five", 2, None, "exact", None, 5)]),
    ("Two thirds of voters stayed home.", [("Two thirds", 2 / 3, None, "exact", None, None)]),
    ("more than a third of pupils", [("more than a third", 1 / 3, None, "lower", None, None)]),
    ("nearly half of the fleet", [("nearly half", 0.5, None, "approx", None, None)]),
    ("three-quarters of members", [("three-quarters", 0.75, None, "exact", None, None)]),
    ("5,000-6,000 men were there", [("5,000-6,000", 5000, 6000, "range", None, None)]),
    ("between 5,000 and 6,000 men", [("between 5,000 and 6,000", 5000, 6000, "range", None, None)]),
    ("from 12 to 15 percent of it", [("from 12 to 15 percent", 12, 15, "range", "%", None)]),
    ("$3-5 billion in loans", [("$3-5 billion", 3e9, 5e9, "range", "USD", None)]),
    ("40% to 60% of homes", [("40% to 60%", 40, 60, "range", "%", None)]),
    (
        "between one hundred and two hundred tents",
        [("between one hundred and two hundred", 100, 200, "range", None, None)],
    ),
    ("The bridge cost $1.2bn.", [("$1.2bn", 1.2e9, None, "exact", "USD", None)]),
    ("a fine of €2.5m", [("€2.5m", 2.5e6, None, "exact", "EUR", None)]),
    ("worth £3m-worth of grain", [("£3m", 3e6, None, "exact", "GBP", None)]),
    ("a US $40 million loan", [("US $40 million", 4e7, None, "exact", "USD", None)]),
    (
        "10.5 million Australian dollars",
        [("10.5 million Australian dollars", 1.05e7, None, "exact", "AUD", None)],
    ),
    ("they paid 9 billion yuan", [("9 billion yuan", 9e9, None, "exact", "CNY", None)]),
    ("500k followers signed", [("500k", 5e5, None, "exact", None, None)]),
    ("2.7m sales in a day", [("2.7m", 2.7e6, None, "exact", None, None)]),
    ("half a million people fled", [("half a million", 5e5, None, "exact", None, None)]),
    (
        "two and a half million trees",
        [("two and a half million", 2.5e6, None, "exact", None, None)],
    ),
    ("a million and a half eggs", [("a million and a half", 1.5e6, None, "exact", None, None)]),
    ("half a dozen boats sank", [("half a dozen", 6, None, "exact", None, None)]),
    ("more than two dozen lawsuits", [("more than two dozen", 24, None, "lower", None, None)]),
    ("a couple of hundred marchers", [("a couple of hundred", 200, None, "approx", None, None)]),
    ("seventeen lorries burned", [("seventeen", 17, None, "exact", None, None)]),
    ("two hundred and six miners", [("two hundred and six", 206, None, "exact", None, None)]),
    (
        "twenty-eight thousand six hundred forty-two pupils",
        [("twenty-eight thousand six hundred forty-two", 28642, None, "exact", None, None)],
    ),
    ("Thirty one guards were held.", [("Thirty one", 31, None, "exact", None, None)]),
    ("2½ million jobs", [("2½ million", 2.5e6, None, "exact", None, None)]),
    ("1,5 million voters", [("1,5 million", 1.5e6, None, "exact", None, None)]),
    ("12\u00a0500 refugees came", [("12\u00a0500", 12500, None, "exact", None, None)]),
    ("1.234.567 ballots were cast", [("1.234.567", 1234567, None, "exact", None, None)]),
    ("3.5 per cent of firms", [("3.5 per cent", 3.5, None, "exact", "%", None)]),
    ("a 24-point lead", [("24-point", 24, None, "exact", "point", None)]),
    ("up to 400 jobs", [("up to 400", 400, None, "upper", None, None)]),
    ("as many as 1,300 goats", [("as many as 1,300", 1300, None, "upper", None, None)]),
    ("at least 87 villagers", [("at least 87", 87, None, "lower", None, None)]),
    ("just under 300 tents", [("just under 300", 300, None, "upper", None, None)]),
    ("no fewer than 12 ships", [("no fewer than 12", 12, None, "lower", None, None)]),
    ("40 or more ships", [("40 or more", 40, None, "lower", None, None)]),
    ("about 8,000 sheep", [("about 8,000", 8000, None, "approx", None, None)]),
    (
        "an estimated five million tonnes of rice",
        [("an estimated five million tonnes", 5e6, None, "approx", "t", None)],
    ),
    ("dozens of houses", [("dozens", None, None, "vague", None, None)]),
    ("scores more were hurt", [("scores more", None, None, "vague", None, None)]),
    ("tens of thousands of marchers", [("tens of thousands", None, None, "vague", None, None)]),
    ("several hundred students", [("several hundred", None, None, "vague", None, None)]),
    ("Most residents stayed.", [("Most", None, None, "vague", None, None)]),
    ("a number of rockets", [("a number of", None, None, "vague", None, None)]),
    ("On 24 February 2022 and May 3, 2023 nothing moved.", []),
    ("In 2016, at 9.30 p.m. and 14:05, it rained.", []),
    ("The G7, COVID-19, 9/11, MS-13 and 24/7 news", []),
    ("Call 911 or 555-0142, +44 20 7946 0018.", []),
    ("Article 5, Highway 61, Flight 370 and No. 7", []),
    ("a 65-year-old man, aged 18 to 34, for three weeks", []),
    ("12 miles at 40 km/h, the 22nd and the third, version 2.3.1", []),
    ("No one saw this one; one another's, one-on-one.", []),
    ("the 1990s, a 2-1 win, the bottom three", []),
    (
        "4 338 500 homes in a 2017 National Survey",
        [("4 338 500", 4338500, None, "exact", None, None)],
    ),
    ("world number two, the last 16, a top-four finish", []),
    (
        "from 15 minutes to 3 hours, 520,000 pounds of steel",
        [("520,000 pounds", 520000, None, "exact", "lb", None)],
    ),
    (
        "More than half (51%) agreed.",
        [("More than half", 0.5, None, "lower", None, None), ("51%", 51, None, "exact", "%", None)],
    ),
    ("In Arvo 12 were killed by 3 pm.", [("12", 12, None, "exact", None, None)]),
]


@pytest.mark.parametrize(("text", "rows"), AWKWARD, ids=[text for text, _ in AWKWARD])
def test_an_awkward_string_is_read_exactly(text: str, rows: list[Row]) -> None:
    found = [
        (text[f.start : f.end], f.value, f.high, f.bound, f.unit, f.out_of) for f in figures(text)
    ]
    assert [r[0] for r in found] == [r[0] for r in rows]
    for got, wanted in zip(found, rows, strict=True):
        assert got[1:] == pytest.approx(wanted[1:])


def test_the_list_of_awkward_strings_is_long_enough() -> None:
    assert len(AWKWARD) >= 60


def test_what_is_counted_is_the_noun_phrase_after_the_number() -> None:
    text = "More than 5,000 northern soldiers have been captured or killed so far."
    (figure,) = figures(text)
    assert figure.counts == "northern soldiers"
    assert figure.casualty
    assert figure.merged
    assert figure.round
    assert figure.as_of == "so far"


def test_an_unsourced_figure_says_what_is_missing() -> None:
    (figure,) = figures("It is estimated that 5,000 soldiers have been killed.")
    assert figure.status == "unsourced"
    assert not figure.attributed
    assert set(figure.missing) == {"source", "period", "place", "method"}


def test_a_percentage_of_nothing_named_wants_its_denominator() -> None:
    (bare,) = figures("Support stood at 40 percent.")
    (based,) = figures("It was backed by 40 percent of members.")
    assert "denominator" in bare.missing
    assert "denominator" not in based.missing


@pytest.mark.parametrize(
    ("text", "casualty"),
    [
        ("2,000 civilians have been killed.", True),
        ("A strike killed 12.", True),
        ("The blast left 7 dead.", True),
        ("It claimed the lives of some 80 villagers.", True),
        ("874,000 people have fled the valley.", True),
        ("40 fighters were taken and 12 guards are missing.", True),
        ("30 guards and 39 rebels had been killed.", True),
        ("The shelling destroyed 12 houses.", False),
        ("12 people voted.", False),
        ("He was killed by six shells.", False),
        ("The army has two suicide car bombs.", False),
    ],
)
def test_losses_are_told_from_other_counts(text: str, casualty: bool) -> None:
    assert figures(text)[-1].casualty is casualty


def test_a_figure_takes_its_source_and_the_stake_of_it() -> None:
    doc = document("The Northern Emergency Office said 2,000 civilians had been killed.")
    row = said(doc, "The Northern Emergency Office", "2,000 civilians had been killed", stake=True)
    (figure,) = find_figures(doc, sourcing(row))
    assert figure.attributed
    assert figure.stake is True
    assert figure.status == "attributed"
    assert figure.source_id == "The Northern Emergency Office"
    assert figure.attribution == 0


def test_a_form_without_an_attributor_is_no_source() -> None:
    doc = document("It is estimated that 5,000 soldiers have been killed.")
    who, form = said(doc, "nobody", "5,000 soldiers have been killed", kind="unattributed")
    given_form = replace(form, source=None, source_id=None)
    (figure,) = find_figures(doc, Sourcing((), (given_form,), (), (), (), ()))
    assert not figure.attributed
    assert figure.source_id is None
    assert who.id == "nobody"


def test_a_figure_inside_the_name_of_the_source_is_not_vouched_for_by_it() -> None:
    doc = document("The union of 20,000 miners said wages fell.")
    row = said(doc, "The union of 20,000 miners", "wages fell")
    (figure,) = find_figures(doc, sourcing(row))
    assert not figure.attributed


def test_a_sentence_that_goes_on_counting_is_governed_from_before() -> None:
    doc = document("The relief agency said 40 died. Of those, 12 were children. 9 lorries burned.")
    row = said(doc, "The relief agency", "40 died", kind="ngo_monitor", stake=False)
    first, second, third = find_figures(doc, sourcing(row))
    assert first.attributed
    assert second.attributed
    assert not third.attributed


def test_a_body_that_passes_on_a_count_gives_the_figure_of_the_other() -> None:
    doc = document("The world body, citing the health ministry, said 300 had died.")
    ministry, _ = said(doc, "the health ministry", "300 had died", stake=True)
    body, attribution = said(
        doc,
        "The world body",
        "300 had died",
        kind="intergovernmental_org",
        stake=False,
        chain=("the health ministry", "The world body"),
    )
    relayed = replace(attribution, channel="The world body")
    (figure,) = find_figures(doc, Sourcing((ministry, body), (relayed,), (), (), (), ()))
    assert figure.source_id == "the health ministry"
    assert figure.stake is True


def test_a_count_with_a_stated_method_by_a_counter_without_a_stake_is_verified() -> None:
    text = (
        "The Valley Observatory said 38 civilians were killed. "
        "The observatory relies on a network of sources in every district."
    )
    doc = document(text)
    row = said(
        doc,
        "The Valley Observatory",
        "38 civilians were killed",
        kind="ngo_monitor",
        stake=False,
    )
    (figure,) = find_figures(doc, sourcing(row))
    assert figure.verified
    assert figure.status == "verified"
    assert "method" not in figure.missing


def test_a_method_stated_by_a_side_verifies_nothing() -> None:
    doc = document("The army, which has counted bodies, confirmed that 38 rebels were killed.")
    row = said(doc, "The army", "38 rebels were killed", kind="party_to_conflict", stake=True)
    assert not find_figures(doc, sourcing(row))[0].verified


def test_a_second_channel_not_fed_by_the_first_verifies() -> None:
    doc = document("The army said 38 miners died. The relief union said 38 miners died.")
    army = said(doc, "The army", "38 miners died", kind="party_to_conflict", stake=True)
    who, attribution = said(
        doc, "The relief union", "The relief union said 38 miners died", kind="ngo_monitor"
    )
    union = (replace(who, stake=False), replace(attribution, stake=False))
    assert [f.verified for f in find_figures(doc, sourcing(army, union))] == [True, True]


def test_two_sides_that_agree_do_not_verify_each_other() -> None:
    doc = document("The army said 38 miners died. The rebels said 38 miners had died.")
    army = said(doc, "The army", "38 miners died", kind="party_to_conflict", stake=True)
    rebels = said(doc, "The rebels", "38 miners had died", kind="party_to_conflict", stake=True)
    assert not any(f.verified for f in find_figures(doc, sourcing(army, rebels)))


def test_figures_for_the_same_thing_with_different_holders_stand_side_by_side() -> None:
    doc = document("The army said 12 soldiers died. The rebels said 90 soldiers had died.")
    army = said(doc, "The army", "12 soldiers died", kind="party_to_conflict", stake=True)
    rebels = said(doc, "The rebels", "90 soldiers had died", kind="party_to_conflict", stake=True)
    one, other = find_figures(doc, sourcing(army, rebels))
    assert one.conflicts_with == (1,)
    assert other.conflicts_with == (0,)
    assert one.status == other.status == "disputed"
    assert (one.value, other.value) == (12, 90)


def test_swapping_the_sides_changes_nothing_but_the_names() -> None:
    def judged(one: str, other: str) -> list[Figure]:
        doc = document(f"{one} said 12 soldiers died. {other} said 90 soldiers had died.")
        rows = [
            said(doc, one, "12 soldiers died", kind="party_to_conflict", stake=True),
            said(doc, other, "90 soldiers had died", kind="party_to_conflict", stake=True),
        ]
        return [replace(f, source_id=None) for f in find_figures(doc, sourcing(*rows))]

    assert judged("Northland", "Southland") == judged("Southland", "Northland")


def test_a_headline_that_gives_another_figure_than_the_body_conflicts_with_it() -> None:
    text = "Quake kills 900 people\nOfficials counted 90 people killed in Velm."
    doc = document(text, headline=22)
    head, body = find_figures(doc, NOTHING)
    assert head.conflicts_with == (1,)
    assert body.conflicts_with == (0,)


def test_a_figure_that_agrees_within_its_bound_is_no_conflict() -> None:
    text = "Quake kills dozens, over 80 dead\nOfficials said 83 people were killed."
    doc = document(text, headline=32)
    assert all(f.conflicts_with == () for f in find_figures(doc, NOTHING))


def test_a_share_too_small_for_its_unit_is_marked() -> None:
    text = "She says a brigade from the valley lost so many that just 18 out of 150 lived."
    (figure,) = figures(text)
    assert figure.scale is not None
    assert figure.scale.of(text) == "brigade"
    (fitting,) = figures("A platoon from the valley lost 12 of 30 men.")
    assert fitting.scale is None


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("only 18 came", "minimiser"),
        ("as many as 90 came", "maximiser"),
        ("90 came", None),
    ],
)
def test_the_tone_of_a_bound_is_kept(text: str, modifier: str | None) -> None:
    assert figures(text)[0].modifier == modifier


@pytest.mark.parametrize(
    ("text", "is_round"),
    [
        ("5,000 men", True),
        ("874,000 men", False),
        ("90 men", False),
        ("400 of the 900 men", False),
    ],
)
def test_a_round_figure_has_one_significant_digit(text: str, is_round: bool) -> None:
    assert figures(text)[0].round is is_round


def test_an_amount_that_is_no_claim_figure_is_still_an_amount() -> None:
    kinds = [a.type for a in find_amounts("12 miles in 40 minutes at 18 degrees, aged well")]
    assert kinds == ["length", "duration", "temperature"]


def test_a_change_is_read_from_the_verb_before() -> None:
    (amount,) = find_amounts("Shares rose 4.5%.")
    assert (amount.value, amount.trend) == (4.5, "up")


@pytest.mark.parametrize("lead", ["", "Early on, ", "“", "(", "Then\n\n"])
@pytest.mark.parametrize("tail", ["", ".", "”", ")", ", he said", "\n\nMore"])
def test_a_figure_is_found_wherever_it_stands(lead: str, tail: str) -> None:
    text = f"{lead}more than 5,000 soldiers{tail}"
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == "more than 5,000"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    amounts = find_amounts(text)
    assert all(0 <= a.start < a.end <= len(text) for a in amounts)
    assert all(a.end <= b.start for a, b in pairwise(amounts))


_PIECES = st.sampled_from(
    [
        "5,000",
        "12",
        "one",
        "two",
        "hundred",
        "thousand",
        "million",
        "and",
        "a",
        "half",
        "of",
        "in",
        "out",
        "to",
        "-",
        "–",
        "/",
        "$",
        "%",
        "killed",
        "people",
        "between",
        "from",
        "more",
        "than",
        "about",
        "2016",
        "May",
        ".",
        ",",
        "\n",
        "\ud800",
        "’",
        "“",
        "up",
        "dozens",
        "most",
        "least",
        "at",
        "9/11",
        "bn",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_any_jumble_of_number_words_gives_figures_that_hold_together(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    found = find_figures(document(text), NOTHING)
    for figure in found:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.high is None or (figure.value is not None and figure.high >= figure.value)
        assert figure.value is None or abs(figure.value) < 1e19


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=2, max_value=999_999_999))
def test_a_grouped_integer_is_read_back(number: int) -> None:
    (amount,) = find_amounts(f"They counted {number:,} ballots there.")
    assert amount.value == number


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\ud800" * 10, '"' * 10_000, "9" * 200_000, "$" * 50_000, "(" * 50_000],
    ids=lambda text: f"{text[:6]!r}x{len(text)}",
)
def test_hostile_text_is_read_without_an_error(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "one hundred and ",
        "thousands and ",
        "more than ",
        "- ",
        "5 to ",
        "a brigade of 12 out of 30 ",
        "12 killed and ",
        "in Arvo 5 men died on Monday ",
    ],
)
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    def spent(length: int) -> float:
        text = piece * (length // len(piece))
        whole = Document(text, text, None, (), (), (Span(0, len(text)),), ())
        begun = time.process_time()
        find_figures(whole, NOTHING)
        return time.process_time() - begun

    spent(1_000)
    assert spent(16_000) < 8 * spent(4_000) + 0.25
