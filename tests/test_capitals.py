"""Texts without capitals, or with nothing else, are read as if they had them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.capitals import restored
from features.document import read

TEXT = (
    "The Ministry of Health said on Monday that 40 people were killed in Ostrel. “We saw it,” "
    "said Dana Korvin, a nurse. I doubt it. Was NATO asked?"
)


@pytest.mark.parametrize("given", [TEXT.lower(), TEXT.upper()])
def test_names_heads_of_sentences_and_i_get_their_capitals_back(given: str) -> None:
    found = restored(given)
    assert len(found) == len(given)
    for words in (
        "The ",
        "Ostrel. “We",
        "Dana Korvin, a nurse. I doubt",
        "Monday",
        " people were ",
    ):
        assert words in found
    assert restored(given) != given


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "no capital",
        "He said the BBC, CNN and NPR had it. Later the BBC took it back, said NPR.",
        "١٢٣ كتب الصحفي في الجريدة أن الحرب قد انتهت منذ زمن",
        "1234567890 " * 40,
    ],
)
def test_a_text_that_has_both_or_says_nothing_stays(text: str) -> None:
    assert restored(text) == text


def test_an_abbreviation_and_a_slip_among_small_letters_do_not_hide_that_names_lack() -> None:
    text = (
        "people in ostrel said the strike on the market killed dozens of them. " * 5 + "NATO denied"
    )
    assert "in Ostrel said" in restored(text)


def test_a_hashtag_a_handle_and_a_link_stay_as_they_are() -> None:
    text = "people of sarnia say @ostrelnews and #ostrel lie, see ostrel.example/army or b12"
    assert restored(text) == text.replace("people", "People", 1).replace("sarnia", "Sarnia")


def test_dots_that_trail_off_end_no_sentence() -> None:
    text = "we want to close the bridge... on either side water is rising. it must end"
    assert restored(text) == (
        "We want to close the bridge... on either side water is rising. It must end"
    )


def test_letters_that_grow_when_their_case_changes_keep_every_offset() -> None:
    text = "straße und ßeta, said ŉala of İzmir, and the rest of the people went home. " * 3
    assert len(restored(text.lower())) == len(text.lower())
    assert len(restored(text.upper())) == len(text.upper())


@given(st.text(max_size=200))
def test_no_text_breaks_it_or_changes_its_length(text: str) -> None:
    for given_text in (text, text.lower() * 4, text.upper() * 4):
        assert len(restored(given_text)) == len(given_text)


@pytest.mark.parametrize(
    "piece", ["\n", ". ", ", ", "a", "a.", "’", '"', "-", "#a ", "a-", "(ab) ", "us. "]
)
def test_a_long_text_is_recased_in_linear_time(piece: str) -> None:
    text = "people in ostrel saw it. " + piece * (200_000 // len(piece)) + "7"
    assert spent(lambda: restored(text), times=1) < 3


def test_offsets_and_words_of_the_text_as_sent_are_kept_and_the_reading_is_told() -> None:
    document = read(TEXT.lower())
    assert document.original == TEXT.lower()
    assert "capitals_restored" in document.warnings
    for sentence in document.sentences:
        assert document.original_span(sentence) == sentence
    assert len(document.sentences) == len(read(TEXT).sentences)
    assert "capitals_restored" not in read(TEXT).warnings


def test_small_words_are_large_beside_names_before_numbers_and_in_known_sequences() -> None:
    text = (
        "a spokesman said that president korvin met the ostrel university choir on may 5, and the "
        "president may go to the white house with human rights watch. the city is calm"
    )
    assert restored(text) == (
        "A spokesman said that President Korvin met the Ostrel University choir on May 5, and the "
        "president may go to the White House with Human Rights Watch. The city is calm"
    )


def test_letters_that_spell_no_word_and_letters_that_the_text_defines_are_all_large() -> None:
    text = (
        "the southern ostrel relief organisation (soro) told the bbc that soro and the ykp met "
        "people of the un. it told us that the us army and u.s. troops of john k. darvel left at "
        "5 p.m. local time"
    )
    found = restored(text)
    for words in ("SORO)", "that SORO and", "the YKP met", "the UN. It", "told us", "the US"):
        assert words in found
    assert "and U.S. troops of John K. Darvel left at 5 p.m. local time" in found


def test_contractions_prefixes_and_names_with_an_apostrophe_are_written_as_news_does() -> None:
    text = "he said they don't know o'darvel's anti-ostrel plan and i'm sure that isn't al-sorvi"
    assert restored(text) == (
        "He said they don't know O'Darvel's anti-Ostrel plan and I'm sure that isn't al-Sorvi"
    )


def test_capitals_that_stand_among_small_letters_are_kept() -> None:
    text = "people in ostrel said the strike hit the market of the town and " * 6 + "ASOR denied it"
    assert "ASOR denied" in restored(text)


SMALL = "the army of ostrel shelled korvin on monday. forty people died there. nobody said why. "


@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_a_stretch_of_another_kind_in_a_text_is_recased_and_the_rest_is_not(
    change: Callable[[str], str],
) -> None:
    rest = "He met Dana Korvin of the iForum in Sarnia, said NATO. " * 6
    given = change(SMALL * 3) + rest
    found = restored(given)
    assert len(found) == len(given)
    assert found.endswith(rest[8:])
    assert "of Ostrel shelled Korvin on Monday. Forty people died there. Nobody said" in found


def test_a_long_sentence_without_a_name_and_a_shouted_headline_stay() -> None:
    text = (
        "ARMY SHELLS KORVIN AGAIN\n\nThe army said that it had not shelled the town, that it would "
        "not shell it, and that people who said it had were not there on the day when others did, "
        "at 5 p.m. and later; it gave no proof of that. Dana Korvin of Sarnia was there. "
    )
    assert restored(text) == text
