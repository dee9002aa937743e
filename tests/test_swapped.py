"""Sides exchanged in a text, offsets carried over, and blind labels read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from data.annotations.sides import SWAPPED, exchange, read_swapped, swapped_text
from data.catalogue import CorpusError
from data.readers.gold import GoldClaim, GoldDocument

TEXT = "Ruvan guns hit Selk. The Teskari fled, Ruva's MINISTRY said; RUVA rejoiced."
PAIRS = [("Ruva", "Teskaria"), ("Ruvan", "Teskari")]
FORWARD = [("Selk", "Orm")]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def original(*claims: GoldClaim) -> GoldDocument:
    return GoldDocument("x:1", "train", "x", TEXT, ((0, 20), (21, 60), (61, 75)), {"A": claims}, {})


def entry(text: str = TEXT) -> dict[str, Any]:
    made = exchange(TEXT[:60], PAIRS, FORWARD).text
    given = {"doc_id": "x:1", "sentences": 2, "pairs": PAIRS, "forward": FORWARD}
    return {**given, "sha256": sha256(text), "swapped_sha256": sha256(made)}


def test_names_change_places_in_every_written_form() -> None:
    assert exchange(TEXT, PAIRS, FORWARD).text == (
        "Teskari guns hit Orm. The Ruvan fled, Teskaria's MINISTRY said; TESKARIA rejoiced."
    )


def test_swapping_twice_gives_the_text_again() -> None:
    assert exchange(exchange(TEXT, PAIRS).text, PAIRS).text == TEXT


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("two Ruvans, Ruvas army", "two Teskaris, Teskarias army"),
        ("Ruvanite ore, unRuvan", "Ruvanite ore, unRuvan"),
        ("Ruva", "Teskaria"),
        ("", ""),
    ],
)
def test_whole_names_are_taken_with_their_endings(text: str, swapped: str) -> None:
    assert exchange(text, PAIRS).text == swapped


def test_the_longest_name_goes_first() -> None:
    pairs = [("Front", "army"), ("Front pilots", "army gunners")]
    assert exchange("Front pilots of the Front", pairs).text == "army gunners of the army"


def test_spans_are_carried_over() -> None:
    made = exchange(TEXT, PAIRS, FORWARD)
    for word, becomes in (
        ("Ruvan", "Teskari"),
        ("guns", "guns"),
        ("Selk.", "Orm."),
        ("MIN", "MIN"),
    ):
        start = TEXT.index(word)
        low, high = made.moved((start, start + len(word)))
        assert made.text[low:high] == becomes


def test_a_span_that_cuts_a_name_grows_around_it() -> None:
    made = exchange(TEXT, PAIRS)
    low, high = made.moved((2, 4))
    assert made.text[low:high] == "Teskari"


def test_a_text_without_names_is_left_alone() -> None:
    assert exchange(TEXT, []).text == TEXT


def test_one_name_cannot_become_two() -> None:
    with pytest.raises(ValueError, match="to become both"):
        exchange(TEXT, [("Ruva", "Teskaria"), ("Ruva", "Orm")])


def test_only_the_named_opening_is_swapped() -> None:
    assert swapped_text(entry(), original()).text.endswith("MINISTRY said;")


def test_another_text_than_the_annotated_one_is_refused() -> None:
    with pytest.raises(CorpusError, match="sha256"):
        swapped_text(entry("another"), original())


def test_every_swapped_text_can_be_made_and_every_sentence_has_a_blind_record(
    mirror: Path,
) -> None:
    documents = read_swapped(mirror)
    assert len(documents) == 30
    for document in documents:
        assert {c.sentence for c in document.claims} == set(document.sentences)
        assert document.text != document.original.text[: len(document.text)]
        opening = document.original.sentences[: len(document.sentences)]
        for (a, b), (c, d) in zip(opening, document.sentences, strict=True):
            assert (b - a < 40) or document.text[c:d].strip() == document.text[c:d]


def test_nothing_but_names_labels_and_offsets_is_stored() -> None:
    listed = json.loads((SWAPPED / "documents.json").read_text(encoding="utf-8"))
    for given in listed:
        for name in (n for pair in [*given["pairs"], *given["forward"]] for n in pair):
            assert len(name) < 90, name
    for line in (SWAPPED / "swapped.jsonl").read_text(encoding="utf-8").splitlines():
        assert not {"text", "quote"} & json.loads(line).keys()


def test_a_phrase_is_taken_where_it_stands_and_names_in_it_stay() -> None:
    made = exchange(TEXT, PAIRS, FORWARD, [(0, 10, "Guns of Teskaria")])
    assert made.text.startswith("Guns of Teskaria hit Orm. The Ruvan fled")
    assert made.text[slice(*made.moved((21, 60)))] == "The Ruvan fled, Teskaria's MINISTRY said;"


def test_no_document_of_a_corpus_is_listed_with_its_phrases() -> None:
    for listed in json.loads((SWAPPED / "documents.json").read_text(encoding="utf-8")):
        taken = [a for a, _ in listed["forward"]] + [w for pair in listed["pairs"] for w in pair]
        if not listed["doc_id"].startswith("written:"):
            assert not [words for words in taken if len(words.split()) > 3], listed["doc_id"]
