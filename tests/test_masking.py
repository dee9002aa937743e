"""Protected people are not named on a screen, and everything else stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from example_assessment import TEXT, example, span
from hypothesis import given
from hypothesis import strategies as st

from service.masking import DETAIL, WITHHELD, Mask, masked, masking


def protected(name: str, *mentions: dict[str, Any], named: bool = True) -> dict[str, Any]:
    return {
        "sources": [
            {
                "id": "s1",
                "name": name,
                "kind": "prisoner_under_custody",
                "named": named,
                "protected": True,
                "mentions": list(mentions),
            }
        ]
    }


def shown(text: str, assessment: dict[str, Any]) -> str:
    return masked(text, masking(assessment).spans(text, assessment), 0, len(text))


def test_a_named_prisoner_is_shown_as_prisoner_1_everywhere() -> None:
    seen = shown(TEXT, example())
    assert "Relk" not in seen
    assert "Tomas" not in seen
    assert "says prisoner 1," in seen


def test_a_surname_alone_is_masked_where_no_mention_was_found() -> None:
    text = "Ivo Brask spoke. Later Brask wept; Brask's mother, Mara Brask, watched."
    seen = shown(text, protected("Ivo Brask", span("Ivo Brask", text=text)))
    assert "Brask" not in seen
    assert "Ivo" not in seen


def test_what_follows_a_name_and_tells_who_he_is_is_masked_too() -> None:
    text = "Ivo Brask, 23, from the village of Low Fen, spoke."
    seen = shown(text, protected("Ivo Brask"))
    assert DETAIL in seen
    assert "23" not in seen


def test_age_and_home_are_masked_one_behind_the_other() -> None:
    text = "Ivo Brask, 23, from the village of Low Fen, was shown. Brask, from Low Fen, wept."
    assert shown(text, protected("Ivo Brask", span("Ivo Brask", text=text))) == (
        f"Prisoner 1, {DETAIL}, was shown. Prisoner 1, {DETAIL}, wept."
    )


def test_a_comma_behind_a_mention_hides_no_detail() -> None:
    text = "A prisoner, 23, from Low Fen, wept."
    found = protected("A prisoner", span("A prisoner,", text=text), named=False)
    assert shown(text, found) == f"Prisoner 1, {DETAIL}, wept."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("her mother, Mara Brask, wept", f"her mother, {WITHHELD}, wept"),
        ("her mother, Mara van Brask, wept", f"her mother, {WITHHELD}, wept"),
        ("then Mara Ina Brask wept", f"then {WITHHELD} wept"),
        ("her mother, Mara Brask, 41, wept", f"her mother, {WITHHELD}, {DETAIL}, wept"),
        ("then I. Brask wept", "then protected person 1 wept"),
        ("then Mrs Brask wept", "then Mrs protected person 1 wept"),
        ("then Brask wept. Yesterday Brask left", None),
        ("then Brask wept. When Brask left", None),
        ("on Monday Brask wept", "on Monday protected person 1 wept"),
    ],
)
def test_who_bears_a_protected_surname_is_withheld_and_not_shown_as_the_protected(
    before: str, after: str | None
) -> None:
    found = protected("Ivo Brask")
    found["sources"][0]["kind"] = "affected_person"
    after = after or before.replace("Brask", "protected person 1")
    assert shown(f"He said {before}.", found) == f"He said {after}."
    assert masking(found).words(f"He said {before}.") == f"He said {after}." or "," in before


def test_a_relative_who_speaks_is_withheld_in_tables_too() -> None:
    found = protected("Ivo Brask")
    found["sources"].append({"id": "s2", "name": "Mara Brask", "protected": False})
    assert masking(found).name(found["sources"][1]) == WITHHELD


def test_a_pronoun_stays() -> None:
    text = "A soldier wept. He wants to go home."
    found = protected("a soldier", span("A soldier", text=text), span("He", text=text), named=False)
    assert shown(text, found) == "Prisoner 1 wept. He wants to go home."


def test_a_label_takes_a_capital_where_it_begins_a_sentence() -> None:
    text = "Brask wept. “Brask lies,” Mr. Brask said.\n\nBrask left; Brask slept."
    seen = shown(text, protected("Ivo Brask"))
    assert seen == (
        "Prisoner 1 wept. “Prisoner 1 lies,” Mr. prisoner 1 said.\n\n"
        "Prisoner 1 left; prisoner 1 slept."
    )


def test_an_unnamed_group_keeps_its_words_and_takes_a_label_in_tables() -> None:
    text = "Captured soldiers wept."
    found = protected("captured soldiers", span("Captured soldiers", text=text), named=False)
    assert shown(text, found) == text
    assert masking(found).name(found["sources"][0]) == "prisoners (group 1)"


def test_a_group_of_any_calling_keeps_its_words_and_one_of_them_does_not() -> None:
    text = "Sailors wept."
    assert shown(text, protected("Sailors", span("Sailors", text=text), named=False)) == text
    text = "Andreas wept."
    lone = protected("Andreas", span("Andreas", text=text), named=False)
    assert shown(text, lone) == "Prisoner 1 wept."
    text = "A tall sailor wept."
    one = protected("A tall sailor", span("A tall sailor", text=text), named=False)
    assert shown(text, one) == "Prisoner 1 wept."


def test_people_who_are_not_protected_are_not_masked() -> None:
    found = example()
    for source in found["sources"]:
        source["protected"] = False
    assert shown(TEXT, found) == TEXT


def test_a_name_is_masked_inside_the_sentences_that_explain() -> None:
    hidden = masking(example())
    assert hidden.words("Ask whether Tomas Relk spoke freely.") == (
        "Ask whether prisoner 1 spoke freely."
    )


def test_a_name_inside_another_word_is_not_a_name() -> None:
    assert masking(protected("Rel")).words("relative Rel") == "relative prisoner 1"


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 20)), max_size=6)
)
def test_masks_are_disjoint_in_order_and_inside_the_text(
    text: str, places: list[tuple[int, int]]
) -> None:
    mentions = [{"start": min(a, len(text)), "end": min(a + n, len(text))} for a, n in places]
    found = protected(text[:5], *mentions)
    masks: tuple[Mask, ...] = masking(found).spans(text, found)
    ends = [0, *(m.end for m in masks)]
    assert all(m.start >= end for m, end in zip(masks, ends, strict=False))
    assert all(m.start < m.end <= len(text) for m in masks)
