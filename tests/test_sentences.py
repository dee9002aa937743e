"""Sentences: where a stop ends one and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.evidence import Span
from features.sentences import LONGEST, split


def cut(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The bridge fell.", "Nobody was hurt."],
        ["Was it true?", "He did not say!", "Later he did."],
        ["Gen. Ann Roe met Mr. Lind on Sept. 15 at 10 a.m. on Main St. in Oakport."],
        ["It cost $3.5m, i.e. half, according to No. 5 of the list."],
        ["The U.N. Refugee Agency left the U.S. Police stayed."],
        ["He went to the U.S.", "The others stayed."],
        ["J. R. Roe, Ph.D., wrote it.", "She read it."],
        ["Sen. Bo Lind, R-Calif., said so.", "No one else did."],
        ["They closed at 7 p.m.", "Police came."],
        ["They close at 7 p.m. Eastern on Mondays."],
        ["We ought to shut the bridge... on either bank water rises."],
        ["Many are baffled...", "Nobody answered."],
        ["1. Stay at home, they said."],
        ["The site example.com and Node.js failed.", "So did example.org."],
        ["He fled.", "The army came."],
        ["An English sentence.", "文が終わる。", "次の文。"],
        ["Attack in Oakport!", "@annroe saw it.", "#oakport"],
    ],
)
def test_stops_end_sentences_and_abbreviations_do_not(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ['He said: "We go. We fight."', "Then he left."],
        ['"Is she well?', "No.", 'Absolutely not," Roe said.'],
        ["“We left.", "They stayed.”", "Nobody spoke."],
        ['"Never!" Ann Roe said on Monday.', "She sat down."],
        ['"Why?" she asked.', '"Because," he said.'],
        ['"Who did it?"', "The question was left open."],
        ["(They had none.)", "He agreed."],
        ["He called it “madness.”", "Others agreed."],
    ],
)
def test_quotations_are_cut_inside_and_keep_their_closing_mark(sentences: list[str]) -> None:
    expected = sentences
    if sentences[0].endswith('fight."'):
        expected = ['He said: "We go.', 'We fight."', "Then he left."]
    assert cut(" ".join(sentences)) == expected


def test_a_closing_mark_that_stands_apart_belongs_to_its_sentence() -> None:
    assert cut('"They left. " Then came rain.') == ['"They left. "', "Then came rain."]


def test_a_sentence_without_a_space_behind_its_stop_is_cut() -> None:
    assert cut("he fled.The army came.") == ["he fled.", "The army came."]
    assert cut("Read example.com/The page") == ["Read example.com/The page"]


def test_furniture_glued_to_a_sentence_is_cut_off() -> None:
    assert cut("He left. Story Continued Below “Not now,” he said.") == [
        "He left.", "Story Continued Below", "“Not now,” he said.",
    ]  # fmt: skip
    assert cut("A story continues below the surface.") == ["A story continues below the surface."]
    assert cut("Story continues below") == ["Story continues below"]


def test_white_space_stands_outside() -> None:
    assert cut("  One.   Two.  ") == ["One.", "Two."]
    assert cut("   ") == []


@given(st.text(alphabet=st.sampled_from("aB .!?\u2026\"'\u201c\u201d()\n\u30021$@-:,")))
def test_sentences_cover_what_is_not_space_once_and_in_order(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() or i in set(covered) for i in range(len(text)))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@given(st.text(max_size=80), st.data())
def test_a_paragraph_is_read_by_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = split(text[start:end], Span(0, end - start))
    within = split(text, Span(start, end))
    assert [(s.start - start, s.end - start) for s in within] == [(s.start, s.end) for s in alone]


@pytest.mark.parametrize("unit", [". ", "A. ", '." ', '!" Ab said ', "a.B ", "... ", "x", "? "])
def test_time_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert spent(lambda: split(text, Span(0, len(text)))) < 3


@pytest.mark.parametrize("gap", [" ", "  ", " \n"])
def test_a_text_without_stops_is_cut_between_words(gap: str) -> None:
    text = gap.join(["herring"] * 2_000)
    sentences = cut(text)
    assert max(map(len, sentences)) <= LONGEST
    assert [word for sentence in sentences for word in sentence.split()] == ["herring"] * 2_000


def test_what_has_no_blank_is_not_cut() -> None:
    assert cut("a" * 2 * LONGEST + " and b") == ["a" * 2 * LONGEST, "and b"]
