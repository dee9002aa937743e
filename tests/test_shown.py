"""The name under which a source is shown, and whether it names anybody."""

from __future__ import annotations

import pytest

from features.document import read
from features.evidence import Source, Span
from features.sourcing import sourcing_from
from features.sourcing.link import Link
from features.sourcing.names import names_in


def source_called(words: str, rest: str = "") -> Source:
    """The only source of a text in which some words say something."""
    text = f"{words} said the road was shut.{rest and ' ' + rest}"
    at = text.index(" said the road") + 1
    link = Link(Span(0, len(words)), Span(at, at + 4), (Span(at + 5, at + 22),))
    return sourcing_from(read(text), [link]).sources[0]


@pytest.mark.parametrize(
    ("words", "rest", "name"),
    [
        ("Mara Elm, whose son Finn drowned aged four,", "", "Mara Elm"),
        ("Mara Elm who lives by the quay", "", "Mara Elm"),
        ("Mara Elm, a baker from Lesk,", "", "Mara Elm"),
        ("Mara Elm (left)", "", "Mara Elm"),
        ("Some divers who found the wreck", "", "Some divers"),
        ("The Tern ferry firm, which runs two boats,", "", "The Tern ferry firm"),
        ("61% of whom", "", "61%"),
        ("Hale", "Nobody met Governor Dennis Hale on Monday.", "Governor Dennis Hale"),
        ("HALE", "Nobody met Dennis Hale on Monday.", "Dennis Hale"),
        ("Later the Tern correspondent", "", "the Tern correspondent"),
        ("The harbour ministry on Monday", "", "The harbour ministry"),
        ("Tern's director, Mara Elm,", "", "Tern's director, Mara Elm"),
        ("Mara Elm, Jan Brin and Ezra Reed", "", "Mara Elm, Jan Brin and Ezra Reed"),
        ("A Mara Elm staffer", "", "A Mara Elm staffer"),
        (
            "A spokesman for Hale, Mike Dunn,",
            "Dennis Hale left.",
            "A spokesman for Hale, Mike Dunn",
        ),
    ],
)
def test_a_source_is_shown_by_its_fullest_name_alone(words: str, rest: str, name: str) -> None:
    assert source_called(words, rest).name == name


@pytest.mark.parametrize("words", ["Mara Elm,", "Mara Elm ,", "Later Mara Elm,"])
def test_a_mention_ends_before_the_comma_behind_it(words: str) -> None:
    found = source_called(words)
    assert [words[m.start : m.end] for m in found.mentions] == ["Mara Elm"]


def test_a_titled_name_ends_before_what_happened_when_and_where() -> None:
    found = names_in(read("Nobody met Governor Dennis Hale on Monday in Lesk."))
    assert found.runs[0].name == ("dennis", "hale")


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("A spokesman for Hale, Mike Dunn,", "Dennis Hale left."),
        ("A spokesman for Hale, Mike Dunn,", ""),
        ("Lawyers for the firm, Mara Elm and Ezra Reed,", ""),
    ],
)
def test_who_speaks_for_another_is_named_by_the_name_behind_the_comma(
    words: str, rest: str
) -> None:
    assert source_called(words, rest).named


def test_a_source_of_signs_alone_is_shown_as_it_stands() -> None:
    assert source_called("***").name == "***"
