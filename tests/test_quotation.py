"""Quotation marks: which pair, which are no quotation marks, and how broken ones are mended."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.evidence import Span
from features.quotation import Pairing, pair
from features.sentences import split


def pairing(text: str) -> Pairing:
    paragraphs = [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]
    return pair(text, paragraphs, [s for p in paragraphs for s in split(text, p)])


def quoted(text: str) -> list[str]:
    return [quotation.of(text) for quotation in pairing(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "we go" and left.', ['"we go"']),
        ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
        ('"We go,” she said.', ['"We go,”']),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("«Nous partons» et »wir gehen«", ["«Nous partons»", "»wir gehen«"]),
        ("``We go,'' she said.", ["``We go,''"]),
        ("「行く」と言った", ["「行く」"]),
        ("The mayor's 'plan' failed.", ["'plan'"]),
        ("‘We don’t know,’ he said.", ["‘We don’t know,’"]),
        ("'We don't know,' he said. The boys' dog.", ["'We don't know,'"]),
        ("The 'fighters' who came", ["'fighters'"]),
        ('(the "plan") and—"more"—too', ['"plan"', '"more"']),
        ('It is "so-called", "new"; "old".', ['"so-called"', '"new"', '"old"']),
    ],
)
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert not pairing(text).unbalanced


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's and the boys' dogs don't bark.",
        "In the '90s, and in '24, 'twas rock 'n' roll.",
        'A 6\'2" man with a 27" screen',
        "The soldiers' mothers and the fighters' sons",
        "Get 'em, they said.",
    ],
)
def test_apostrophes_inches_and_decades_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_an_inch_inside_a_quotation_does_not_end_it() -> None:
    assert quoted('He said "a 12" pipe burst" and left.') == ['"a 12" pipe burst"']


def test_a_number_may_end_a_quotation() -> None:
    assert quoted('"We lost 150" he said. "They lost 12"') == ['"We lost 150"', '"They lost 12"']


def test_only_the_outer_quotation_is_told() -> None:
    assert quoted("“He said ‘no’ to me,” she said.") == ["“He said ‘no’ to me,”"]
    assert quoted("“He said “no” to me,” she said.") == ["“He said “no” to me,”"]
    assert quoted("'He told us \"go\" and left,' said Bo.") == ["'He told us \"go\" and left,'"]


def test_inner_stands_between_the_marks() -> None:
    text = 'She said "we go".'
    (quotation,) = pairing(text).quotations
    assert quotation.inner.of(text) == "we go"


def test_a_quotation_that_opens_again_is_one_a_paragraph() -> None:
    text = "“First of all.\n\n“Then this.\n\n“And last,” she said."
    found = pairing(text)
    assert [q.of(text) for q in found.quotations] == [
        "“First of all.",
        "“Then this.",
        "“And last,”",
    ]
    assert [q.continues for q in found.quotations] == [False, True, True]
    assert not found.unbalanced


def test_single_marks_open_again_too() -> None:
    text = "'First of all.\n\n'Then this.\n\n'And last,' she said. The boys' dog."
    found = pairing(text).quotations
    assert [q.of(text) for q in found] == ["'First of all.", "'Then this.", "'And last,'"]
    assert [q.continues for q in found] == [False, True, True]


def test_a_dropped_letter_at_the_start_of_a_line_opens_nothing() -> None:
    assert quoted("'Course they knew.\n\nThe town slept.") == []


def test_a_quotation_may_run_over_lines_that_do_not_open_it_again() -> None:
    text = '"We go down.\nAll of us.\nThat is it," he said. Then "more".'
    found = pairing(text).quotations
    assert [q.of(text) for q in found] == ['"We go down.', "All of us.", 'That is it,"', '"more"']
    assert [q.continues for q in found] == [False, True, True, False]


def test_a_mark_that_opens_again_inside_a_paragraph_continues() -> None:
    text = 'A witness spoke. "I saw him. "He ran. People fell." Police came.'
    found = pairing(text).quotations
    assert [q.of(text) for q in found] == ['"I saw him.', '"He ran. People fell."']
    assert [q.continues for q in found] == [False, True]


def test_a_missing_closing_mark_does_not_swallow_the_rest() -> None:
    text = 'He said "go home.\n\nThe army left.\n\nIt was "quiet".'
    found = pairing(text)
    assert [q.of(text) for q in found.quotations] == ['"go home.', '"quiet"']
    assert found.unbalanced


def test_a_missing_closing_mark_in_a_long_paragraph_ends_with_its_sentence() -> None:
    text = 'He said "go home. ' + "The army left the town in the rain. " * 40
    assert quoted(text) == ['"go home.']


def test_a_missing_opening_mark_is_left_alone() -> None:
    found = pairing('We leave," he said. It was "quiet".')
    assert len(found.quotations) == 1
    assert found.unbalanced


def test_a_misplaced_space_does_not_turn_a_closing_mark_round() -> None:
    assert quoted('"Go "he said. "Now," he added.') == ['"Go "', '"Now,"']


MARKS = st.text(alphabet=st.sampled_from("ab1 S.,\n\"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb-"))


@given(st.one_of(MARKS, st.text()))
def test_quotations_are_sorted_disjoint_and_inside_a_paragraph(text: str) -> None:
    found = pairing(text).quotations
    assert all(a.end <= b.start for a, b in pairwise(found))
    for quotation in found:
        assert "\n" not in quotation.of(text)
        assert quotation.contains(quotation.inner)
        assert quotation.end <= len(text)


@given(st.lists(st.sampled_from(['"We go,"', "he said", "“now”", "and left.", "'plan'"])))
def test_well_formed_marks_are_all_found(words: list[str]) -> None:
    text = " and ".join(words)
    assert quoted(text) == [word for word in words if word[0] in "\"“'"]


@pytest.mark.parametrize(
    "unit", ['"', "“", '"a ', "'a ", "“a ”b ", " 'a' ", "“a. ", "boys' ", '"a\n']
)
def test_ten_thousand_marks_take_little_time(unit: str) -> None:
    assert spent(lambda: pairing(unit * 10_000)) < 3
