"""Speakers of relative clauses: whom "who" stands for."""

from __future__ import annotations

import pytest

from features.document import read
from features.evidence import Span
from features.sourcing.attribution import Link
from features.sourcing.mentions import names_in
from features.sourcing.relative import with_antecedents


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("It has a tape of a nurse from the town of Arvo, who says the ward was full.", "a nurse"),
        ("We heard an old woman who says the ward was full.", "an old woman"),
        ("The mayor, Ilan Dorne, who says the ward was full.", "Ilan Dorne"),
        ("It rang in Arvo, which says the ward was full.", None),
        ("It rang. And who says the ward was full?", None),
    ],
)
def test_who_stands_for_the_nearest_person_and_for_no_place(text: str, who: str | None) -> None:
    document = read(text)
    at = text.index("says")
    cue, content = Span(at, at + 4), Span(at + 5, len(text) - 1)
    found = with_antecedents(document, names_in(document), [Link(None, cue, (content,))])[0]
    assert (found.source and found.source.of(text)) == who


def test_a_source_that_stands_is_left_alone() -> None:
    text = "A nurse who met Ilan Dorne says the ward was full."
    document = read(text)
    link = Link(Span(0, 7), Span(27, 31), (Span(32, 49),))
    assert with_antecedents(document, names_in(document), [link]) == [link]
