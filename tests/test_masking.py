"""Protected people are not named on a screen, and everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from example_assessment import TEXT, example, span
from hypothesis import given
from hypothesis import strategies as st

from service.masking import DETAIL, WITHHELD, WORDS, Mask, masked, masked_assessment, masking
from training.bundle import Model

CUSTODY = """\
“Our commanders left us,” says Tomas Relk, 23, a captured corporal from Lower Brenn, in a video \
that the Varenian Security Directorate put out on Tuesday. Relk, a prisoner of war, \
said that 140 men of his brigade had been killed in March.

His mother, Greta Relk, called the video ruthless."""


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
        ("so did the Guard. Brask wept", "so did the Guard. Protected person 1 wept"),
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


def values(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every plain value of an assessment, with the fields that lead to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from values(part, (*path, name))
    elif isinstance(value, list):
        for part in value:
            yield from values(part, path)
    else:
        yield path, value


def test_a_masked_assessment_keeps_all_but_its_words(model: Model) -> None:
    given = model.assess(CUSTODY).to_dict()
    assert any(source["protected"] for source in given["sources"])
    before = list(values(given))
    seen = list(values(masked_assessment(given)))
    assert [path for path, _ in seen] == [path for path, _ in before]
    assert before == list(values(given))
    other = [(path, a, b) for (path, a), (_, b) in zip(before, seen, strict=True) if a != b]
    assert {path[-1] for path, *_ in other} <= WORDS
    words = "\n".join(value for _, value in seen if isinstance(value, str))
    assert not re.search("Tomas|Greta|Relk|23, |Lower Brenn", words)
    whole = masked_assessment(given)["text"]
    assert whole == shown(CUSTODY, given)
    assert whole.startswith("“Our commanders left us,” says prisoner 1, in a video that")


def test_spans_and_sentences_are_masked_and_codes_are_not() -> None:
    given = example()
    given["sources"][3]["name"] = "Tomas High"
    given["claims"][2]["counterfactuals"] = [{"change": "Without Tomas High", "score": 0.4}]
    given["outlet"]["entries"][0]["name"] = "High Tidings"
    seen = masked_assessment(given)
    assert seen["sources"][3]["name"] == "prisoner 1"
    assert seen["sources"][6]["name"] == "prisoners (group 1)"
    assert seen["claims"][2]["counterfactuals"][0]["change"] == "Without prisoner 1"
    assert seen["claims"][2]["risk"]["level"] == "high"
    assert seen["outlet"] == given["outlet"]
    quote = next(claim for claim in seen["claims"] if claim["id"] == "c3")
    assert f"says prisoner 1, {DETAIL}, in one" in quote["text"]
    assert TEXT[quote["start"] : quote["end"]] == given["claims"][2]["text"]


def test_where_nobody_is_protected_an_assessment_stays_as_it_is(model: Model) -> None:
    given = model.assess("The mayor, Ivo Brask, sold the bridge, the council said.").to_dict()
    assert masked_assessment(given) == given


def test_every_field_of_text_is_masked_or_known_to_hold_no_words_of_the_article() -> None:
    contract = Path(__file__).parent.parent / "docs" / "assessment.md"
    found = re.findall(r"^\| `(\w+)` \| text", contract.read_text("utf-8"), re.MULTILINE)
    assert set(found) - WORDS == {
        "id", "version", "unit", "definition",
        "host", "domain", "company", "country", "control",
        "title", "owner", "date", "licence", "address",
    }  # fmt: skip


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
