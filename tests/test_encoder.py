"""The encoder: windows, word pieces, vectors that depend on nothing but the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.document import read
from features.encoder import (
    HEADS,
    LONGEST,
    TAGS,
    TECHNIQUES,
    WINDOW,
    WORDLESS,
    Readings,
    mean_between,
    sentence_vectors,
    windows,
)
from features.evidence import Span
from features.reading import read_document
from features.tagging import words
from training.bundle import Model

TEXT = (
    "The harbour office counted 36 boats on Monday. Its clerk said the quay was empty by noon.\n\n"
    "“Nobody warned us,” the miller said."
)


@given(st.lists(st.integers(0, 400), max_size=40))
def test_every_piece_is_read_exactly_once_and_in_order(lengths: list[int]) -> None:
    read_once = [piece for w in windows(lengths) for piece in range(w.start + w.context, w.end)]
    assert read_once == list(range(sum(lengths)))


@given(st.lists(st.integers(1, 60), max_size=40))
def test_windows_of_sentences_fit_and_overlap_by_one_sentence(lengths: list[int]) -> None:
    starts = {0, *np.cumsum(lengths).tolist()}
    for i, w in enumerate(windows(lengths)):
        assert w.end - w.start <= WINDOW - 2
        assert w.start in starts
        assert w.end in starts
        if i and lengths and max(lengths) * 2 <= WINDOW - 2:
            assert w.context in lengths


def test_a_sentence_too_long_for_a_window_takes_several() -> None:
    cut = list(windows([10, 600, 10]))
    assert [w.end - w.start for w in cut if w.start >= 10 and w.end <= 610] == [254, 254, 92]
    assert all(w.end - w.start <= LONGEST - 2 for w in cut)


def test_offsets_slice_to_the_words(model: Model) -> None:
    document = read(TEXT)
    pieces = model.encoder.pieces(document.text, document.sentences)
    words = [document.text[a:b] for a, b in pieces.offsets.tolist()]
    assert words[:6] == ["The", "harbour", "office", "counted", "36", "boats"]
    assert sum(pieces.lengths) == len(pieces.ids)


@pytest.mark.parametrize("mark", [".", '"', "“", "- ", "a ", '"a" ', "7 ", "x\n\n", "("])
def test_what_holds_no_words_has_few_pieces_and_the_words_behind_it_have_theirs(
    model: Model, mark: str
) -> None:
    document = read(mark * 20_000 + "\n\nThe harbour office counted 36 boats.")
    pieces = model.encoder.pieces(document.text, document.sentences)
    assert len(pieces.ids) <= WORDLESS + 8
    assert sum(pieces.lengths) == len(pieces.ids) == len(pieces.offsets)
    last = [document.text[a:b] for a, b in pieces.offsets.tolist()][-7:]
    assert [word.lower() for word in last] == [
        "the",
        "harbour",
        "office",
        "counted",
        "36",
        "boats",
        ".",
    ]
    assert pieces.lengths[-1] == 7


def test_a_rule_across_the_page_is_read_like_every_other_sign(model: Model) -> None:
    document = read(
        "The harbour office counted 36 boats.\n\n" + "-" * 80 + "\n\nThe quay was empty."
    )
    pieces = model.encoder.pieces(document.text, document.sentences)
    assert len(pieces.ids) == 7 + 80 + 5


def test_an_encoding_has_every_tag_and_head_as_probabilities(model: Model) -> None:
    encoding = model.encoder.encode(read(TEXT))
    pieces, sentences = len(encoding.offsets), 3
    assert set(encoding.tags) == set(TAGS)
    for task, labels in TAGS.items():
        assert encoding.tags[task].shape == (pieces, len(labels))
        np.testing.assert_allclose(encoding.tags[task].sum(axis=1), 1, atol=1e-5)
    assert set(encoding.heads) == set(HEADS)
    assert all(((p >= 0) & (p <= 1)).all() and len(p) == sentences for p in encoding.heads.values())
    np.testing.assert_allclose(np.linalg.norm(encoding.sentences, axis=1), 1, atol=1e-5)


def test_the_same_text_gives_the_same_bytes_whatever_else_is_read(model: Model) -> None:
    alone = model.encoder.encode(read(TEXT)).tokens.tobytes()
    others = [f"Number {i} says the mill is shut. " * (i % 7 + 1) for i in range(24)]
    with ThreadPoolExecutor(4) as pool:
        mixed = list(pool.map(lambda t: model.encoder.encode(read(t)), [*others, TEXT, *others]))
    assert mixed[len(others)].tokens.tobytes() == alone


def test_technique_shares_are_probabilities(model: Model) -> None:
    document = read(TEXT)
    encoding = model.encoder.encode(document)
    shares = model.encoder.techniques(encoding, Span(4, 18), document.sentences[0])
    assert shares.shape == (len(TECHNIQUES),)
    assert shares.sum() == pytest.approx(1, abs=1e-5)


def test_an_empty_document_has_no_vectors(model: Model) -> None:
    pieces = model.encoder.pieces("", [])
    assert model.encoder.vectors(pieces).shape == (0, 384)
    assert sentence_vectors(model.encoder.vectors(pieces), []).shape == (0, 384)


def test_the_mean_of_a_stretch_without_pieces_is_zero(model: Model) -> None:
    encoding = model.encoder.encode(read("A   B"))
    assert not mean_between(encoding, Span(2, 3)).any()


def test_a_finished_reading_keeps_no_vector_of_a_piece(model: Model) -> None:
    reading = read_document(read(TEXT), model.encoder)
    assert reading.encoding.tokens.shape == (0, 384)
    assert len(reading.encoding.offsets)


def test_the_words_of_an_encoding_are_those_of_its_text(model: Model) -> None:
    document = read(TEXT)
    found = words(model.encoder.encode(document), document.text).offsets.tolist()
    assert [document.text[a:b] for a, b in found[:4]] == ["The", "harbour", "office", "counted"]
    assert [document.text[a:b] for a, b in found[-4:]] == ["the", "miller", "said", "."]


def test_readings_survive_their_file_form(model: Model) -> None:
    arrays = model.encoder.readings.to_arrays()
    again = Readings.from_arrays(arrays)
    np.testing.assert_array_equal(again.techniques.weight, arrays["techniques.weight"])
    del arrays["head.biased.bias"]
    with pytest.raises(KeyError):
        Readings.from_arrays(arrays)
