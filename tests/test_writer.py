"""Texts without an article's dress: whose word is whose in a post."""

from __future__ import annotations

from features.document import compose, read
from features.evidence import Span
from features.sourcing.inheritance import with_accounts
from features.sourcing.link import Link
from features.sourcing.writer import is_post, is_undressed, with_writer, within_sentences

POST = "The mayor said the water is safe. She is lying. Do not believe her."


def link(text: str, content: str, source: str = "The mayor", cue: str = "said") -> Link:
    """Somebody says something, by the words."""
    said, by, verb = (Span(text.index(w), text.index(w) + len(w)) for w in (content, source, cue))
    return Link(by, verb, (said,))


def test_nobodys_words_run_on_behind_the_full_stop_of_a_post() -> None:
    document = read(POST)
    ran_on = link(POST, "the water is safe. She is lying. Do not believe her")
    (found,) = within_sentences(document, [ran_on])
    assert found.content.of(POST) == "the water is safe"
    kept = link(POST, "the water is safe")
    assert within_sentences(document, [kept]) == [kept]


def test_a_source_at_the_end_says_its_own_sentence_alone() -> None:
    text = "The road runs past the mill. Nine men fell ill, according to the mayor. It rained."
    both = "The road runs past the mill. Nine men fell ill"
    ran_on = link(text, both, "the mayor", "according to")
    (found,) = within_sentences(read(text), [ran_on])
    assert found.content.of(text) == "Nine men fell ill"


def test_words_in_marks_behind_a_colon_or_in_an_article_run_on() -> None:
    colon = "The mayor wrote: the water is safe. She is lying."
    led = link(colon, "the water is safe. She is lying", cue="wrote")
    assert list(within_sentences(read(colon), [led])) == [led]
    marked = 'The mayor said "the water is safe. She is lying."'
    quoted = link(marked, "the water is safe. She is lying.")
    assert list(within_sentences(read(marked), [quoted])) == [quoted]
    article = compose("Water is safe, mayor says", POST + " The council met on Monday and agreed.")
    told = link(article, "the water is safe. She is lying", cue="said")
    assert not is_undressed(read(article))
    assert list(within_sentences(read(article), [told])) == [told]


def test_i_in_a_post_is_the_writer_and_not_who_was_quoted_before() -> None:
    said = "They told us nothing, says a nurse. My cousin counted nine bodies."
    by_nurse = link(said, "They told us nothing", "a nurse", "says")
    assert is_post(read(said))
    assert with_accounts(read(said), [by_nurse], frozenset()) == (by_nurse,)
    report = compose("Hospital was never told", f"{said} " + "It rained again. " * 12)
    found = with_accounts(
        read(report), [link(report, "They told us nothing", "a nurse", "says")], frozenset()
    )
    assert [f.content.of(report) for f in found[1:]] == ["My cousin counted nine bodies."]


def test_who_judges_in_the_first_person_has_not_lived_through_it() -> None:
    for text in ("Here are my rankings of some bakers who may win. We know them all.",
                 "I mean, it worked in Orsk."):  # fmt: skip
        _, attributions = with_writer(read(text), (), ())
        assert attributions == ()
    _, attributions = with_writer(read("I think it was loud. My roof is gone."), (), ())
    assert len(attributions) == 1
