from dataclasses import replace

import numpy as np
import pytest

from features.document import read
from features.evidence import Caveat, Document, Encoding, Quote, Voices
from features.plain import plainly
from features.reading import with_heads_of

NONE = Voices((), ())


def caveat_in(document: Document, words: str) -> Caveat:
    start = document.text.index(words)
    return Caveat(start, start + len(words), (document.sentence_at(start),))


def test_scare_marks_are_blanked_and_nothing_moves() -> None:
    text = 'All was calm on the hill.\nThe "heroes" came home to the town.\nThey slept for a week.'
    document = read(text)
    mark = document.quotations[0]
    voices = Voices((Quote(mark.start, mark.end, None, "scare"),), ())
    plain = plainly(document, voices, ())
    assert plain is not None
    assert plain.text == text.replace('"', " ")
    assert all("heroes" in s.of(text) for s in plain.sentences)
    assert plainly(document, NONE, ()) is None


def test_a_caveat_that_ends_a_sentence_is_blanked_and_its_full_stop_stays() -> None:
    text = "The thugs burned the mill, though this could not be verified. It rained in Orsk."
    document = read(text)
    plain = plainly(document, NONE, [caveat_in(document, "could not be verified")])
    assert plain is not None
    assert len(plain.text) == len(text)
    assert " ".join(plain.text.split()) == "The thugs burned the mill . It rained in Orsk."
    assert [s.of(text)[:9] for s in plain.sentences] == ["The thugs"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The vile thugs burned the mill, a claim that {}.", "The vile thugs burned the mill ."),
        ("The vile thugs burned the mill and this {}.", "The vile thugs burned the mill ."),
        ("The thugs burned 1,000 mills (though it {}).", "The thugs burned 1,000 mills )."),
    ],
)
def test_words_that_join_a_caveat_to_its_claim_go_with_it(text: str, left: str) -> None:
    text = text.format("could not be verified")
    plain = plainly(read(text), NONE, [caveat_in(read(text), "could not be verified")])
    assert plain is not None
    assert " ".join(plain.text.split()) == left


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned on Friday. This {}.",
        "The thugs, which {}, had burned the mill in the town of Orsk.",
        "In the town of Orsk, the vile thugs' slaughter of nuns {}.",
        "After the raid on Orsk, the butchers' claim of victory {}.",
        "The thugs of Orsk burned 1,000 mills {}.",
    ],
)
def test_what_a_caveat_is_said_of_stays(text: str) -> None:
    document = read(text.format("could not be verified"))
    assert plainly(document, NONE, [caveat_in(document, "could not be verified")]) is None


def encoding_of(offsets: list[tuple[int, int]], biased: list[float]) -> Encoding:
    none = np.zeros((len(offsets), 2), np.float32)
    heads = {"biased": np.array(biased, np.float32)}
    return Encoding(np.array(offsets, np.int32), none, {}, none, heads)


def test_a_sentence_that_was_read_again_has_the_heads_of_its_second_reading() -> None:
    document = read("It rained in Orsk. The thugs burned the mill, though nobody can tell.")
    plain = replace(document, sentences=document.sentences[1:])
    first = encoding_of([(0, 2), (19, 22)], [0.1, 0.2])
    again = encoding_of([(19, 22), (23, 28)], [0.9])
    found = with_heads_of(again, plain, first, document).heads["biased"]
    assert found.tolist() == [np.float32(0.1), np.float32(0.9)]
    assert first.heads["biased"].tolist() == [np.float32(0.1), np.float32(0.2)]


def test_a_sentence_that_was_nothing_but_marks_is_not_read_again() -> None:
    text = 'The army brought "peace" to Orsk.\n\n" "\n\nThe mill burned down.'
    document = read(text)
    quotes = tuple(Quote(q.start, q.end, None, "scare") for q in document.quotations)
    plain = plainly(document, Voices(quotes, ()), ())
    assert plain is not None
    assert all(sentence.of(plain.text).strip() for sentence in plain.sentences)
