"""Figures: what is found, what it counts, and that any text can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from example_figures import NOTHING, document, figures
from hypothesis import given, settings
from hypothesis import strategies as st
from spent import spent

from features.evidence import Document, Span
from features.figures import find_amounts, find_figures


def test_what_is_counted_is_the_noun_phrase_after_the_number() -> None:
    text = "More than 5,000 northern soldiers have been captured or killed so far."
    (figure,) = figures(text)
    assert figure.counts == "northern soldiers"
    assert figure.casualty
    assert figure.merged
    assert figure.round
    assert figure.as_of == "so far"


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said on Monday that 360 dockers had been killed in the war since 2011.",
        "Some 360 dockers have been killed since 2011, the rebels said on Monday.",
    ],
)
def test_the_day_on_which_something_is_said_dates_no_figure(text: str) -> None:
    (figure,) = figures(text)
    assert figure.as_of == "since 2011"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Velm 12 were killed.", "Velm"),
        ("Some 12 died in Upper Arvo.", "Upper Arvo"),
        ("Some 12 died in the Karvi district.", "Karvi"),
        ("In New Tarn, a new quay, 12 were hurt.", "New Tarn"),
        ("The police at Velm Police Command counted 12 dead.", None),
        ("Some 12 died in Northland-led raids.", None),
        ("Some 12 died in Velmish waters.", None),
        ("Some 12 died in Arvan waters.", None),
        ("Some 12 died in Clashes. The clashes ended.", None),
        ("Some 12 died in Vole's war.", None),
        ("Reporters at VBC counted 12 dead.", None),
        ("Unity won 12 seats from Reform.", None),
    ],
)
def test_a_figure_s_place_is_a_place(text: str, place: str | None) -> None:
    assert figures(text)[0].place == place


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It sells 400 carts a week.", None),
        ("It sells 400 carts per day.", None),
        ("Some 400 carts are sold daily.", None),
        ("It sold 400 carts last week.", "last week"),
        ("It sold 400 carts two weeks ago.", "two weeks ago"),
    ],
)
def test_a_rate_is_no_date(text: str, when: str | None) -> None:
    assert figures(text)[0].as_of == when


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
        ("It is thought that upwards of 700 sailors have been lost.", True),
        ("The navy lost 12 men.", True),
        ("Southland’s losses passed 400.", True),
        ("The party lost 12 seats.", False),
        ("Twelve miners lost their jobs.", False),
        ("The shop posted losses of 12 percent.", False),
        ("Captured or killed: 2,000 soldiers.", True),
        ("Only 9 of the 80 guards are alive.", True),
        ("A film shows the murder of two teachers.", True),
        ("A film shows the history of two teachers.", False),
        ('The shell hit the market, killing "maybe forty people".', True),
        ("The toll from the storm, which struck at dawn, has climbed to 264.", True),
        ("The toll on the bridge rose, and the crossings climbed to 264 lorries.", False),
        ("Thirty Valley League (VL) group fighters have been killed.", True),
        ("The pilots eliminated 80 troops.", True),
        ("The reform eliminated 80 posts.", False),
        ("The smoke inflicted harm on an additional 200 dockers.", True),
    ],
)
def test_losses_are_told_from_other_counts(text: str, casualty: bool) -> None:
    assert figures(text)[-1].casualty is casualty


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


def test_a_fraction_before_a_capital_is_no_generation_of_telephones() -> None:
    assert all(a.type != "name" for a in find_amounts("½G"))
    assert [a.type for a in find_amounts("5G")] == ["name"]


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
        "½",
        "²",
        "poll",
        "brigade",
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
    [
        "",
        "   ",
        "\ud800" * 10,
        "May -²",
        "$²",
        "2/4½ -½/½",
        '"' * 10_000,
        "9" * 200_000,
        "$" * 50_000,
        "(" * 50_000,
    ],
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
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        whole = Document(text, text, None, (), (), (Span(0, len(text)),), ())
        return spent(lambda: find_figures(whole, NOTHING))

    # four times the text; something quadratic takes 16 times the time
    assert seconds(16_000) < 9 * seconds(4_000) + 0.1


@pytest.mark.parametrize(
    "text",
    [
        "A number of clips show men in tears.",
        "The interviews, eleven in all, were put on a channel.",
        "There are several ways to read it.",
        "Numerous countries objected.",
    ],
)
def test_the_material_of_a_report_and_things_nobody_counts_are_no_claim_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("They put the number of dead at nine.", "dead"),
        ("The lorries, eleven in all, were seized.", "lorries"),
        ("Losses pass 700\n\nPORT ELLIS, 3 May", None),
    ],
)
def test_what_is_counted_may_stand_before_the_number(text: str, counts: str | None) -> None:
    assert figures(text)[0].counts == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The other 12 just didn't stop.", None),
        ("Some 40 percent saves nothing.", None),
        ("It paid $3 million last year.", None),
        ("It paid a $3 million fine.", "fine"),
        ("Vann's 12 percent margin was thin.", "margin"),
        ("About 12 percent agreed.", None),
        ("About 12 percent of voters agreed.", "voters"),
        ("Sales rose 12 percent above average.", None),
        ("They sent two F-16s there.", None),
        ("They read 12 women's.", None),
        ("They burned 12 workers' homes.", "workers' homes"),
        ("They freed 12 marksmen and 40 townspeople.", "marksmen"),
        ("She is the grandmother of five tall stepchildren.", "tall stepchildren"),
        ("Nearly half (47 percent) of renters left.", "renters"),
        ("Over 40 percent of those mistaken left.", None),
        ("It held 40 bonded labourers.", "bonded labourers"),
    ],
)
def test_what_is_counted_is_no_verb_and_no_piece_of_a_name(text: str, counts: str | None) -> None:
    assert next(f for f in figures(text) if f.value != 0.5).counts == counts


def test_one_number_for_two_kinds_of_loss_is_merged() -> None:
    (figure,) = figures("The army had killed or wounded 300 fighters.")
    assert figure.casualty
    assert figure.merged


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Blasts kill 44 in Velm", "dead"),
        ("The storm left 12 missing.", "missing"),
        ("He is 2.1 points ahead.", None),
        ("Around 12,000 have been forced from their homes.", "people"),
        ("In Velm 31 were killed.", "people"),
        ("The blast hurt 12 others.", "people"),
        ("They spoke to 12 others.", None),
        ("Some 12,000 were forced to wait.", None),
    ],
)
def test_a_figure_with_no_noun_is_named_by_the_loss_it_counts(
    text: str, counts: str | None
) -> None:
    assert figures(text)[0].counts == counts


def test_a_stroke_behind_the_last_unit_is_read_without_an_error() -> None:
    assert [amount.unit for amount in find_amounts("a wall of 8ft/")] == ["ft"]
