"""Folding: hidden and look-alike characters go, what a reader sees stays, every offset is kept."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.document import read
from features.folding import fold

TRICKY = st.text(
    alphabet=st.sampled_from(
        "ab Zя\u0430\u043e\u0440\u03bf\u200b\u200d\u00ad\ufeff\r\n\u2028\u00a0\u3000\uff21\uff11"
        "\U0001d400\U0001f468\U0001f3f4\U000e0067\u0301\u2019\u0627"
    )
)


@pytest.mark.parametrize(
    ("given_text", "reading"),
    [
        ("at\u200btack", "attack"),
        ("sol\u00addiers", "soldiers"),
        ("\ufeffMayor resigns", "Mayor resigns"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("5\u00a0000\u2009people", "5 000 people"),
        ("\uff21\uff22\uff23 \uff11\uff12", "ABC 12"),
        ("\U0001d401\U0001d428\U0001d425\U0001d41d", "Bold"),
        ("p\u0430yp\u0430l", "paypal"),
        ("\u039c\u03bfscow Road", "Moscow Road"),
        ("a\u202eb\u202cc", "abc"),
    ],
)
def test_what_the_eye_does_not_see_is_folded_away(given_text: str, reading: str) -> None:
    assert fold(given_text).text == reading


@pytest.mark.parametrize(
    "text",
    [
        "She said \u201cgo\u201d and didn\u2019t",
        "cafe\u0301 n\u0303",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 together \u2764\ufe0f\u200d\U0001f525",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won",
        "\u0441\u0435\u0433\u043e\u0434\u043d\u044f",
        "\u0441\u043e\u0440",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "10 \u03bcg of \u0394-x",
        "",
    ],
)
def test_what_a_reader_sees_stays(text: str) -> None:
    folded = fold(text)
    assert folded.text == text
    assert folded.offsets is None
    assert not folded.suspicious


def test_a_word_with_letters_of_its_own_alphabet_is_not_made_latin() -> None:
    assert fold("x\u0431\u043e\u0440").text == "x\u0431\u043e\u0440"


@pytest.mark.parametrize("text", ["so\u00adft", "a\r\nb", "a\u00a0b", "\ufeffa", "a\u200b b"])
def test_typesetting_is_not_suspicious(text: str) -> None:
    assert not fold(text).suspicious


@pytest.mark.parametrize("text", ["at\u200btack", "p\u0430y", "\uff21ttack"])
def test_disguise_is_suspicious(text: str) -> None:
    assert fold(text).suspicious


def test_a_changed_text_always_has_offsets() -> None:
    assert fold("p\u0430y").offsets == (0, 1, 2)


@given(st.one_of(st.text(), TRICKY))
def test_offsets_are_exact_and_rise(text: str) -> None:
    folded = fold(text)
    if folded.offsets is None:
        assert folded.text == text
        return
    assert len(folded.offsets) == len(folded.text)
    assert all(a < b for a, b in pairwise(folded.offsets))
    for character, at in zip(folded.text, folded.offsets, strict=True):
        source = text[at]
        same = character == source or fold(f"xy{source}xy").text[2:3] == character
        assert same or unicodedata.normalize("NFKC", source) in (character, source)


@given(st.one_of(st.text(), TRICKY))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("garbled", "plain"),
    [
        ("doesn\u00e2\x80\x99t", "doesn\u2019t"),
        ("doesn\u00e2\u20ac\u2122t", "doesn\u2019t"),
        ("\u00e2\x80\x9cWe go,\u00e2\x80\x9d", "\u201cWe go,\u201d"),
        ("\u00e2\u20ac\u0153We go,\u00e2\u20ac\x9d", "\u201cWe go,\u201d"),
        ("five\u00e2\u20ac\u201csix", "five\u2013six"),
        ("five\u00e2\u20ac\u201d six", "five\u2014 six"),
        ("record\u00c2\u00a078 months", "record 78 months"),
    ],
)
def test_marks_that_a_wrong_encoding_garbled_are_read_as_marks(garbled: str, plain: str) -> None:
    folded = fold(garbled)
    assert folded.text == plain
    assert not folded.suspicious


def test_a_span_that_ends_with_a_garbled_mark_holds_all_of_it() -> None:
    text = "She said: \u00e2\x80\x9cWe go.\u00e2\x80\x9d Then she left."
    document = read(text)
    (quotation,) = document.quotations
    assert document.original_span(quotation).of(text) == "\u00e2\x80\x9cWe go.\u00e2\x80\x9d"


def test_letters_of_other_languages_are_no_garbled_marks() -> None:
    text = "\u00c2ge, ch\u00e2teau, B\u00c2LE et SÃO"
    assert fold(text).text == text
