"""Headline against body: a source, a hedge or the support lost on the way up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from example_claims import PLAIN, SAID

from features.evidence import (
    Claim,
    Document,
    Encoding,
    Hedge,
    Loaded,
    Role,
    Span,
)
from features.headline import dropped

BLIND = Encoding(
    np.zeros((0, 2), np.int32), np.zeros((0, 4), np.float32), {}, np.zeros((0, 4), np.float32), {}
)


def story(*lines: str) -> Document:
    """A document whose sentences are its lines."""
    text, spans = "\n".join(lines), list[Span]()
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    return Document(text, text, None, (), tuple(spans), tuple(spans), (), "en")


def claim(
    document: Document, i: int, role: Role = "body", said: bool = False, hedged: bool = False
) -> Claim:
    span = document.sentences[i]
    return replace(
        PLAIN,
        id=f"c{i}",
        sentence=i,
        span=span,
        role=role,
        voice="reported" if said else "author",
        kind="public_figure" if said else "author_voice",
        attribution=SAID if said else None,
        hedges=(Hedge(span.start, span.start + 1),) if hedged else (),
        heads={},
        grave=(),
    )


def lost(document: Document, *claims: Claim) -> list[tuple[str, str, str | None]]:
    return [(f.claim, f.dropped, f.body) for f in dropped(document, claims)]


TOP = "Dam burst killed 40 villagers in Calder"


def test_a_source_that_the_body_names_is_missed_on_top() -> None:
    document = story(TOP, "The dam burst killed 40 villagers in Calder, Venn said.")
    top, body = claim(document, 0, "headline"), claim(document, 1, said=True)
    assert lost(document, top, body) == [("c0", "source", "c1")]


def test_a_headline_that_keeps_the_source_loses_nothing() -> None:
    document = story(TOP, "The dam burst killed 40 villagers in Calder, Venn said.")
    top, body = claim(document, 0, "headline", said=True), claim(document, 1, said=True)
    assert lost(document, top, body) == []


def test_a_hedge_of_the_body_is_missed_on_top() -> None:
    document = story(TOP, "The dam burst may have killed 40 villagers in Calder.")
    top = claim(document, 0, "headline")
    assert lost(document, top, claim(document, 1, hedged=True)) == [("c0", "hedge", "c1")]


def test_a_figure_that_the_body_does_not_have_has_no_support() -> None:
    document = story(TOP, "The dam burst killed 14 villagers in Calder.")
    assert lost(document, claim(document, 0, "headline"), claim(document, 1)) == [
        ("c0", "support", None)
    ]


def test_a_paraphrase_in_other_words_is_not_called_unsupported() -> None:
    document = story("Reservoir wall gives way", "The dam failed overnight, Venn said.")
    assert lost(document, claim(document, 0, "headline"), claim(document, 1, said=True)) == []


def test_without_a_body_there_is_nothing_to_miss() -> None:
    document = story(TOP)
    assert lost(document, claim(document, 0, "headline")) == []
    assert dropped(document, []) == ()


def test_a_figure_of_the_headline_may_be_spelt_out_below() -> None:
    document = story("Dam burst killed 14 villagers", "Fourteen villagers died when the dam burst.")
    assert lost(document, claim(document, 0, "headline"), claim(document, 1)) == []


def test_a_date_in_the_headline_asks_for_no_support() -> None:
    document = story("12 May 2016: Dam bursts in Calder", "The dam in Calder burst at night.")
    assert lost(document, claim(document, 0, "headline"), claim(document, 1)) == []


def test_the_lede_carries_the_figures_of_the_headline_and_needs_none_below() -> None:
    document = story(TOP, "Water killed 40 villagers near the mill.", "Venn came at noon.")
    top, lede, body = (
        claim(document, 0, "headline"),
        claim(document, 1, "lede"),
        claim(document, 2),
    )
    assert lost(document, top, lede, body) == []


def test_a_strong_word_of_the_headlines_own_has_no_support() -> None:
    document = story("Thugs tore down the dam", "Workers took down the dam on Monday.")
    other = story("Thugs tore down the dam", "Venn called the workers thugs on Monday.")
    for read, wanted in ((document, [("c0", "support", None)]), (other, [])):
        top = replace(claim(read, 0, "headline"), loaded=(Loaded(0, 5, "author", None, 0.8),))
        assert lost(read, top, claim(read, 1)) == wanted
        mild = replace(top, loaded=(Loaded(0, 5, "author", "side_label", 0.9),))
        assert lost(read, mild, claim(read, 1)) == []


def further(top: str, *below: str) -> bool:
    """Whether a headline is found to go further than the text below it."""
    document = story(top, *below)
    claims = [claim(document, 0, "headline"), *(claim(document, i + 1) for i in range(len(below)))]
    return any(dropped == "support" for _, dropped, _ in lost(document, *claims))


def test_a_grave_act_that_nothing_below_tells_of_has_no_support() -> None:
    assert further("Soldiers massacre villagers in Calder", "Soldiers closed the road in Calder.")
    assert further("Harbour firm collapses", "The harbour firm sold a tenth more than last year.")
    assert further("Mayor confesses to bribery", "The mayor spoke of the budget for an hour.")


def test_a_grave_act_in_other_words_below_is_carried() -> None:
    assert not further("Flood kills two", "Two men drowned when the river rose, and a town mourns.")
    assert not further("Prices soar in Calder", "Bread costs twice as much as in May.")
    assert not further("Council ousts mayor", "The council removed the mayor on Monday.")


def test_a_vague_crowd_wants_its_word_or_a_number_of_its_size_below() -> None:
    assert further("Hundreds march in Calder", "Some 40 people walked to the mill.")
    assert not further("Hundreds march in Calder", "Some 400 people walked to the mill.")
    assert not further("Hundreds march in Calder", "Hundreds walked to the mill.")


def test_an_empty_form_below_is_no_source_that_the_headline_dropped() -> None:
    document = story(TOP, "The dam burst is said to have killed 40 villagers in Calder.")
    body = replace(claim(document, 1, said=True), kind="unattributed")
    assert lost(document, claim(document, 0, "headline"), body) == []
