"""Speakers of relative clauses: whom "who" stands for."""

from __future__ import annotations

import pytest

from features.document import read
from features.evidence import Span
from features.sourcing.attribution import Link
from features.sourcing.names import names_in
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


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("It came at a bad time with the port council saying nine boats sank.", "saying",
         "the port council"),
        ("Ilan Dorne, for his part, mocked the plan, saying it was late.", "saying", "Ilan Dorne"),
        ("Boats sank off Arvo on Monday, saying nothing of the pier.", "saying", None),
        ("Residents of Arvo left the hall, saying it was cold.", "saying", "Residents of Arvo"),
        ("Residents were questioned by police, saying it was cold.", "saying", None),
        ("Prisoners of war have been filmed, saying it was cold.", "saying", "Prisoners of war"),
        ("It came at a bad time and was said to have failed.", "said", None),
    ],
)  # fmt: skip
def test_a_participle_is_said_by_its_subject(text: str, verb: str, subject: str | None) -> None:
    document = read(text)
    at = text.index(verb)
    link = Link(None, Span(at, at + len(verb)), (Span(at + len(verb) + 1, len(text) - 1),))
    found = with_antecedents(document, names_in(document), [link])[0]
    assert (found.source and found.source.of(text)) == subject


def test_who_blamed_is_not_who_denounced_the_blame() -> None:
    text = "The council denounced the claims of envoy Ilan Dorne who on Monday blamed the port."
    document = read(text)
    denounced, blamed = text.index("denounced"), text.index("blamed")
    links = [
        Link(Span(0, 11), Span(denounced, denounced + 9), (Span(denounced + 10, blamed),)),
        Link(Span(0, 11), Span(blamed, blamed + 6), (Span(blamed + 7, len(text) - 1),)),
    ]
    found = with_antecedents(document, names_in(document), links)
    assert [link.source and link.source.of(text) for link in found] == ["The council", "Ilan Dorne"]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Ilan Dorne, flanked by two guards, likened the vote in Arvo to a storm.", "likened",
         "Ilan Dorne"),
        ("On Monday, Ilan Dorne spoke in the hall, accusing the board of theft.", "accusing",
         "Ilan Dorne"),
        ("Ilan Dorne has already called out the board for its losses at sea.",
         "has already called out", "Ilan Dorne"),
        ("Ilan Dorne’s chief of staff, Ana Roux, left after denying that the pier was shut.",
         "denying", "Ilan Dorne’s chief of staff"),
        ("A raid near Arvo claimed that it was over.", "claimed", None),
        ("Ilan Dorne, too, got a film in which a miller tells his son that all was lost at sea.",
         "tells", None),
        ("Ilan Dorne on Monday dismissed the theory that the pier was shut.", "dismissed",
         "Ilan Dorne"),
        ("Ilan Dorne walked the length of the hall and saw that it was bare.", "saw", None),
    ],
)  # fmt: skip
def test_a_verb_that_only_speakers_have_is_its_sentences_opening_name(
    text: str, verb: str, subject: str | None
) -> None:
    document = read(text)
    at = text.index(verb)
    link = Link(None, Span(at, at + len(verb)), (Span(at + len(verb) + 1, len(text) - 1),))
    found = with_antecedents(document, names_in(document), [link])[0]
    assert (found.source and found.source.of(text)) == subject


@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("Images of the pier taken by neighbours showed nine boats.", "showed", "Images"),
        ("Films and photos posted by bakers have shown nine boats.", "have shown",
         "Films and photos"),
        ("The tide, which took the images, showed nine boats.", "showed", None),
        ("She left the board and accused Dorne of theft.", "accused", "She"),
        ("She left the board when it accused Dorne of theft.", "accused", None),
    ],
)  # fmt: skip
def test_a_verb_takes_the_films_or_the_pronoun_that_a_sentence_begins_with(
    text: str, verb: str, source: str | None
) -> None:
    document = read(text)
    at = text.index(verb)
    link = Link(None, Span(at, at + len(verb)), (Span(at + len(verb) + 1, len(text) - 1),))
    found = with_antecedents(document, names_in(document), [link])[0]
    assert (found.source and found.source.of(text)) == source


def test_with_one_saying_makes_one_the_source_of_what_a_film_was_taken_to_say() -> None:
    text = "The clips show sailors in tears, with one saying that he was cold."
    document = read(text)
    at = text.index("saying")
    link = Link(Span(0, 9), Span(at, at + 6), (Span(at + 7, len(text) - 1),))
    found = with_antecedents(document, names_in(document), [link])[0]
    assert found.source == Span(at - 4, at - 1)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("There are days on which we must act at once Dorne declared. Ilan Dorne left.", "Dorne"),
        ("There are days on which we must act at once on Monday declared. Dorne left.", None),
    ],
)
def test_a_person_right_before_his_verb_says_what_stands_before_him(
    text: str, who: str | None
) -> None:
    document = read(text)
    at = text.index("declared")
    link = Link(None, Span(at, at + 8), (Span(0, at - 1),))
    found = with_antecedents(document, names_in(document), [link])[0]
    assert (found.source and found.source.of(text)) == who
    assert found.content.of(text).endswith("at once " if who else "on Monday")
