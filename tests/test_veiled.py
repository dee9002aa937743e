"""Names veiled: what counts as a name, and where each letter of the veiled text comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.document import read
from features.evidence import Span
from features.veiled import PLACEHOLDER, names, veil
from training.contests import CONTESTS
from training.symmetry import pairs


def veiled(text: str) -> str:
    document = read(text)
    return " ".join(v.text for v in veil(document.text, document.sentences))


def found(text: str) -> list[str]:
    document = read(text)
    return [s.of(document.text) for row in names(document.text, document.sentences) for s in row]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met Ana Roux in Port Sel.", ["Ana Roux", "Port Sel"]),
        ("The Veskan army shelled Teld’s market.", ["Veskan", "Teld"]),
        ("A spokesman for the Ministry of Ports spoke.", ["Ports"]),
        ("On Monday in May, I said that the UN agency had a list.", []),
        ("Veska’s army left.", ["Veska"]),
        ("Ilan Dorne left.", ["Ilan Dorne"]),
        ("Dorne said no.", ["Dorne"]),
        ("Sailors left the ship.", []),
        ("Seated before a wall, he spoke.", []),
        ("The guard of Orsk fled. Orsk fell.", ["Orsk", "Orsk"]),
        ("VESKA SHELLS MARKET AS TALKS FAIL AGAIN", []),
        ("“Nobody is left,” she wrote. He read: “Nobody.”", []),
    ],
)
def test_a_capital_tells_a_name_and_an_office_is_none(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_a_name_of_many_words_becomes_one() -> None:
    assert veiled("They say Recep Tayyip Erdo left.") == f"They say {PLACEHOLDER} left."


def test_two_names_with_a_sign_between_them_stay_two() -> None:
    assert (
        veiled("We saw Ana Roux, Ilan Dorne and Teld on the road that evening.").count(PLACEHOLDER)
        == 3
    )


def test_a_possessive_ending_stays() -> None:
    assert veiled("We saw Teld's army.") == f"We saw {PLACEHOLDER}'s army."


def test_every_letter_knows_where_it_comes_from() -> None:
    text = "They met Ana Roux in Port Sel, near the mill."
    (row,) = veil(text, [Span(0, len(text))])
    start = row.text.index("mill")
    assert text[slice(*row.original(start, start + 4))] == "mill"
    at = row.text.index(PLACEHOLDER)
    assert text[slice(*row.original(at, at + 2))] == "Ana Roux"
    with pytest.raises(ValueError, match="outside"):
        row.original(len(row.text), len(row.text) + 1)


@given(st.text(max_size=300))
def test_any_text_is_veiled_and_its_plain_letters_lie_where_they_lay(text: str) -> None:
    for row in veil(text, [Span(0, len(text))]):
        for here, there, hides in row.parts:
            if not hides:
                assert row.text[here.start : here.end] == text[there.start : there.end]
        assert sum(len(there) for _, there, _ in row.parts) == len(text)


def test_names_by_the_ten_thousand_take_no_quadratic_time() -> None:
    text = "saw Ab, " * 20_000
    (row,) = veil(text, [Span(0, len(text))])
    assert row.original(len(row.text) - 2, len(row.text) - 1)[1] == len(text) - 1


def test_most_texts_of_the_swap_set_of_states_read_alike_both_ways() -> None:
    states = {c.name for c in CONTESTS if c.name in ("Russia and Ukraine", "India and Pakistan")}
    both = [p for p in pairs() if p.contest.name in states]
    alike = [veiled(p.text) == veiled(p.swapped) for p in both]
    assert sum(alike) > 0.5 * len(alike)
