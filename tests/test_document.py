"""The document: what is refused, what is read, and that every offset holds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spent import spent

from features.document import MAX_LENGTH, UnreadableText, compose, read
from features.evidence import Document, Span

ARTICLE = compose(
    "Dam gives way near Oakport",
    "The river dam at Oakport gave way on Tuesday night and flooded four villages.\n\n"
    "“We wrote to them. Nobody answered,” Ann Roe of the water board said. “Now look.”\n\n"
    "The council said that it had never seen the letter.",
)


def refusal(text: str) -> str:
    with pytest.raises(UnreadableText) as caught:
        read(text)
    assert len(str(caught.value)) > 40
    return caught.value.code


def test_headline_and_body_are_composed_with_a_blank_line() -> None:
    assert compose("Title", "Body.") == "Title\n\nBody."


@pytest.mark.parametrize("text", ["", " ", "\n\t \r\n", "\u00a0", "\u200b\u200b", "\ufeff"])
def test_nothing_is_refused_as_empty(text: str) -> None:
    assert refusal(text) == "empty"


def test_the_longest_text_is_read_and_one_longer_is_refused() -> None:
    text = ("The dam broke. " * (MAX_LENGTH // 15 + 1))[:MAX_LENGTH]
    assert read(text).text == text
    assert refusal(text + "x") == "too_long"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><head><title>Dam</title></head><body>It broke.</body></html>",
        "<html lang='en'>\n<p>It broke.</p></html>",
        '<div class="story"><p>The dam broke.</p>\n<p>Crews <b>came</b>.</p></div>',
    ],
)
def test_the_source_of_a_page_is_refused(text: str) -> None:
    assert refusal(text) == "html"


@pytest.mark.parametrize(
    "text",
    [
        "If a < b and b > c then the dam holds, the engineers wrote.",
        "They said it was <b>never</b> safe.",
        "He wrote <3 and left. The tag <p> was left in the text by mistake.",
    ],
)
def test_a_stray_tag_or_sign_is_read(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    "text",
    ["https://example.org/a?b=c", " www.example.org/dam \n", "example.org/news/dam", "http://x.y"],
)
def test_a_lone_address_is_refused(text: str) -> None:
    assert refusal(text) == "url"


def test_an_address_with_words_is_read() -> None:
    assert read("Look at this: https://example.org/dam").sentences


@pytest.mark.parametrize(
    "text",
    ["The \ud800 dam broke", "PNG\0\0\0IHDR", "\x01\x02\x03\x04\x05\x06ab", "\ufffd" * 20 + "dam"],
)
def test_what_is_no_text_is_refused(text: str) -> None:
    assert refusal(text) == "not_text"


def test_the_message_says_what_was_given_what_is_wanted_and_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"200,001 characters.*at most 200,000.*send one article"):
        read("x" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    ("text", "language", "unsupported"),
    [
        (ARTICLE, "en", False),
        ("Der Damm bei Eichhafen ist am Dienstag gebrochen und hat Dörfer überflutet.", "de", True),
        ("Плотина у Дубовой гавани прорвалась во вторник ночью, затопив деревни.", "ru", True),
        ("Dam!", None, False),
        ("12 34 56 78 90 12 34 56 78", None, False),
    ],
)
def test_the_language_is_told_where_there_is_enough_to_tell(
    text: str, language: str | None, unsupported: bool
) -> None:
    document = read(text)
    assert document.language == language
    assert ("language_unsupported" in document.warnings) is unsupported


def test_warnings_tell_what_to_distrust() -> None:
    assert read(ARTICLE).warnings == ()
    assert read("The dam broke.").warnings == ("short_text",)
    assert "unbalanced_quotes" in read('He said "go home.\n\nThe army left.').warnings
    assert "folded_characters" in read("The d\u0430m broke near the town.").warnings
    assert "folded_characters" not in read("The\u00a0dam broke.\r\nIt fell.").warnings


def test_line_ends_make_no_difference() -> None:
    unix, windows = read(ARTICLE), read(ARTICLE.replace("\n", "\r\n"))
    assert windows.text == unix.text
    assert (windows.sentences, windows.parts) == (unix.sentences, unix.parts)
    assert windows.original_span(windows.sentences[2]).of(windows.original) == unix.sentences[2].of(
        unix.text
    )


def test_a_span_of_the_reading_leads_back_to_the_words_as_given() -> None:
    original = (
        "\ufeffThe at\u200btack c\u0430me at \uff15\u00a0am. \U0001f468\u200d\U0001f469 fled."
    )
    document = read(original)
    start = document.text.index("attack")
    assert document.original_span(Span(start, start + 6)).of(original) == "at\u200btack"
    assert document.text == "The attack came at 5 am. \U0001f468\u200d\U0001f469 fled."


def test_lines_are_paragraphs() -> None:
    document = read("The dam broke.\nCrews came.\n\nAll are safe.")
    assert [p.of(document.text) for p in document.paragraphs] == [
        "The dam broke.",
        "Crews came.",
        "All are safe.",
    ]


def test_lines_wrapped_by_hand_are_joined() -> None:
    wrapped = (
        "The river dam at Oakport gave way on Tuesday night and flooded\n"
        "four villages downstream, the water board said in a statement\n"
        "that it sent to the council and to the newspapers of the whole\n"
        "valley.\n\n"
        "Crews reached the first houses before dawn, and they took the\n"
        "people from the roofs of the lower village in boats that were\n"
        "brought from the coast."
    )
    document = read(wrapped)
    assert len(document.paragraphs) == 2
    assert len(document.sentences) == 2


def test_sentences_on_lines_of_their_own_are_not_joined() -> None:
    lines = [f"The crews of village number {i} came to the dam before the dawn." for i in range(6)]
    assert len(read("\n".join(lines)).paragraphs) == 6


def test_a_short_text_is_one_body() -> None:
    document = read("The dam broke. Crews came.")
    assert [part.role for part in document.parts] == ["body"]
    assert len(document.sentences) == 2


TEXTS = st.one_of(
    st.text(),
    st.text(
        alphabet=st.sampled_from(
            "ab AB19.,:!?\u2026\n\r\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()<>/@#-\u2014\u200b"
            "\u00ad\u0430\u00a0\u0301\U0001f600\u200d|\u00a9"
        )
    ),
    st.lists(
        st.sampled_from(
            [
                "OAKPORT (Wire) — ",
                "date 2031-03-02 ",
                "By Ann Roe",
                "Picture: Wire",
                "\n",
                "\n\n",
                "\r\n",
                "“We go. ",
                "We stay,” ",
                '"',
                "he said. ",
                "The dam gave way on Tuesday and flooded four villages. ",
                "Read more",
                "'90s ",
                "p\u0430y ",
            ]
        ),
        max_size=40,
    ).map("".join),
)


def read_or_none(text: str) -> Document | None:
    try:
        return read(text)
    except UnreadableText:
        return None


def ordered(spans: tuple[Span, ...], text: str) -> bool:
    apart = all(a.end <= b.start for a, b in pairwise(spans))
    return apart and all(s.start < s.end <= len(text) for s in spans)


@settings(deadline=None)
@given(TEXTS)
def test_every_span_of_any_text_is_in_order_and_in_bounds(text: str) -> None:
    document = read_or_none(text)
    if document is None:
        return
    assert document.original == text
    for spans in (document.parts, document.paragraphs, document.sentences, document.quotations):
        assert ordered(spans, document.text)
    for sentence in document.sentences:
        paragraph = document.paragraphs[document.paragraph_at(sentence.start)]
        assert paragraph.contains(sentence)


@settings(deadline=None)
@given(TEXTS)
def test_sentences_of_any_text_hold_every_character_that_is_not_space(text: str) -> None:
    document = read_or_none(text)
    if document is None:
        return
    held = {i for s in document.sentences for i in range(s.start, s.end)}
    assert all(c.isspace() or i in held for i, c in enumerate(document.text))


@settings(deadline=None)
@given(TEXTS, st.data())
def test_any_span_leads_back_to_a_stretch_that_reads_the_same(
    text: str, data: st.DataObject
) -> None:
    document = read_or_none(text)
    if document is None:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    back = document.original_span(Span(start, end))
    assert 0 <= back.start < back.end <= len(text)
    assert document.original_span(Span(0, end)).end == back.end
    whole = document.original_span(Span(0, len(document.text)))
    assert whole.contains(back)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 10_000,
        '"a. ' * 50_000,
        "“a. " * 40_000,
        " 'a' " * 40_000,
        "A. " * 66_000,
        "a\n" * 100_000,
        "<div " * 40_000,
        "a\u200b" * 100_000,
        "1.1.2020 " * 22_000,
        "By " + "Ann " * 49_000,
        "A/" * 100_000,
        "\n" * 199_999 + "a",
        ("x" * 60 + "\n") * 3_200,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_time_is_linear_in_any_text(text: str) -> None:
    """Quadratic time would be minutes; the slowest takes 1 s to 5 s, as processors differ."""
    read("Warm the language model up before the clock starts.")
    assert spent(lambda: read_or_none(text), times=1) < 20


@pytest.mark.parametrize(
    ("stated", "shown", "warned"),
    [
        (None, "en", False),
        ("", "en", False),
        ("und", "en", False),
        ("en", "en", False),
        ("EN_gb", "en", False),
        ("eng", "en", False),
        ("pt-BR", "pt", True),
    ],
)
def test_a_stated_language_is_the_language(stated: str | None, shown: str, warned: bool) -> None:
    document = read(ARTICLE, stated)
    assert document.language == shown
    assert ("language_unsupported" in document.warnings) is warned


@pytest.mark.parametrize("stated", ["English", "e", "en GB", "en\n", "1", "en-"])
def test_a_language_that_is_no_tag_is_told(stated: str) -> None:
    with pytest.raises(ValueError, match="no language tag"):
        read(ARTICLE, stated)


def test_corpus_articles_are_read_whole(mirror: Path) -> None:
    files = sorted(mirror.glob("networkdynamics/PolNeAR/*/data/dev/text/*.txt"))
    assert files
    headed = 0
    for file in files:
        document = read(file.read_text(encoding="utf-8"))
        assert document.language == "en"
        assert ordered(document.sentences, document.text)
        headed += any(part.role == "lede" for part in document.parts)
    assert headed / len(files) > 0.9
