"""Headline against body: a source, a hedge or the support lost on the way up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from example_claims import PLAIN, SAID

from features.evidence import (
    Claim,
    Document,
    Encoding,
    Figure,
    Hedge,
    Loaded,
    Quotation,
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


def test_experts_on_top_are_no_source_for_what_the_body_has_from_a_name() -> None:
    document = story("Experts agree that the " + TOP[0].lower() + TOP[1:], TOP + ", Venn said.")
    faceless = replace(SAID, kind="unnamed_group", named=False, anonymity="unidentified")
    top = replace(
        claim(document, 0, "headline", said=True), attribution=faceless, kind="unnamed_group"
    )
    named = claim(document, 1, said=True)
    assert lost(document, top, named) == [("c0", "source", "c1")]
    same = replace(named, kind="unnamed_group", attribution=faceless)
    assert lost(document, top, same) == []


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


def test_a_headline_may_round_the_figures_below_and_bound_them() -> None:
    assert not further("Firm to spend another $6 billion", "The firm will spend $6.3 billion.")
    assert not further("More than 200 killed in Calder", "The flood killed 213 people in Calder.")
    assert further("More than 200 killed in Calder", "The flood killed 900 people in Calder.")
    assert further("Flood kills 40 in Calder", "The flood killed 44 people in Calder.")


def test_the_length_of_a_list_a_rank_and_a_time_ask_for_no_support() -> None:
    assert not further("7 vain things Venn said in Calder", "Venn spoke in Calder on Monday.")
    assert not further("Venn enters top 10 scorers", "Venn has scored more than most.")
    assert not further("Win 6 months of free bread", "The mill gives bread away.")
    assert not further("School will accept test scores", "Pupils may send in their marks.")


def test_fixed_terms_and_headline_idiom_are_no_act_and_no_emotion() -> None:
    assert not further("Venn and Dorne in dead heat", "Venn and Dorne are level in the polls.")
    document = story("Venn slams the dam", "Venn spoke against the dam on Monday.")
    top = replace(
        claim(document, 0, "headline"), loaded=(Loaded(5, 10, "author", "combative", 0.9),)
    )
    assert lost(document, top, claim(document, 1)) == []


def test_emotion_that_a_headline_adds_to_a_name_below_has_no_support() -> None:
    document = story("Joyous Venn cheers over the flood", "Venn spoke of the flood on Monday.")
    top = replace(claim(document, 0, "headline"), loaded=(Loaded(0, 18, "author", "virtue", 0.9),))
    assert lost(document, top, claim(document, 1)) == [("c0", "support", None)]
    told = replace(top, loaded=(Loaded(0, 18, "reported", "virtue", 0.9),))
    assert lost(document, told, claim(document, 1)) == []


def test_a_headline_whose_subject_is_the_source_drops_none() -> None:
    document = story(
        "Venn to close the mill in May", "Venn will close the mill in May, Venn told us."
    )
    at = document.text.rindex("Venn told")
    said = replace(SAID, source=Span(at, at + 4))
    body = replace(claim(document, 1, said=True), attribution=said)
    top = claim(document, 0, "headline")
    assert lost(document, top, body) == []
    side = replace(body, kind="party_to_conflict")
    assert lost(document, top, side) == [("c0", "source", "c1")]


def test_a_question_or_a_headline_that_tells_who_speaks_drops_no_source() -> None:
    for top in (
        "Can the dam burst kill 40 villagers in Calder?",
        "Dam burst killed 40 villagers in Calder: reports",
        "Dam burst killed 40 villagers in Calder: police",
        "Dam burst killed 40 villagers in Calder monitor",
        "Venn vows that dam burst killed 40 villagers in Calder",
    ):
        document = story(top, "The dam burst killed 40 villagers in Calder, Venn said.")
        assert lost(document, claim(document, 0, "headline"), claim(document, 1, said=True)) == []


def test_a_headline_that_ends_with_who_acted_does_not_tell_who_speaks() -> None:
    document = story(
        "Dam burst killed 40 villagers moved to Calder by police",
        "The dam burst killed 40 villagers moved to Calder by police, Venn said.",
    )
    top, body = claim(document, 0, "headline"), claim(document, 1, said=True)
    assert lost(document, top, body) == [("c0", "source", "c1")]


def test_a_hedge_of_something_else_is_not_missed_on_top() -> None:
    document = story(TOP, "The dam burst killed 40 villagers in Calder, perhaps the driest town.")
    at = document.text.index("perhaps")
    body = claim(document, 1)
    for scope, wanted in (
        (Span(at + 8, len(document.text)), []),
        (Span(body.span.start, at), [("c0", "hedge", "c1")]),
    ):
        hedged = replace(body, hedges=(Hedge(at, at + 7, scope),))
        assert lost(document, claim(document, 0, "headline"), hedged) == wanted


def test_an_office_that_announces_its_own_act_needs_no_source_on_top_unless_it_is_grave() -> None:
    for top, below, wanted in (
        ("State lifts ban on trout", "The state lifts its ban on trout, the ministry said.", []),
        ("Army killed men", "The army killed men, the ministry said.", [("c0", "source", "c1")]),
        (
            "State pays 900 millers",
            "The state pays 900 millers, it said.",
            [("c0", "source", "c1")],
        ),
    ):
        document = story(top, below)
        said = replace(SAID, source=None)
        body = replace(claim(document, 1), attribution=said, kind="government_agency")
        assert lost(document, claim(document, 0, "headline"), body) == wanted, top


def test_a_headline_of_a_report_drops_neither_its_source_nor_its_doubt() -> None:
    document = story(f"Report: {TOP}", "The dam burst killed 40 villagers in Calder, Venn said.")
    below = claim(document, 1, said=True, hedged=True)
    assert lost(document, claim(document, 0, "headline"), below) == []
    plain = story(TOP, "The dam burst killed 40 villagers in Calder, Venn said.")
    below = claim(plain, 1, said=True, hedged=True)
    assert [d for _, d, _ in lost(plain, claim(plain, 0, "headline"), below)] == ["source", "hedge"]


def test_a_doubt_that_somebody_else_quotes_is_not_the_bodys() -> None:
    document = story(TOP, f'"Perhaps the {TOP[0].lower()}{TOP[1:]}," he said.')
    below = claim(document, 1, hedged=True)
    marked = replace(below, hedges=(Hedge(below.span.start + 1, below.span.start + 8),))
    quotation = Quotation(
        below.span.start, below.span.end - 9, Span(below.span.start + 1, below.span.end - 10)
    )
    quoted = replace(document, quotations=(quotation,))
    top = claim(document, 0, "headline")
    assert lost(document, top, marked) == [("c0", "hedge", "c1")]
    assert lost(quoted, top, marked) == []


def test_a_headline_may_sum_what_the_body_counts_of_one_loss() -> None:
    document = story(
        "Raids killed 40 villagers in Calder",
        "A raid killed 15 villagers in Calder.",
        "Another killed 25 of them at noon.",
    )
    counts = [
        Figure(
            document.text.index(n),
            document.text.index(n) + 2,
            value=float(n),
            casualty=True,
            losses=(loss,),
        )
        for n, loss in (("15", "dead"), ("25", "dead"))
    ]
    claims = (
        claim(document, 0, "headline"),
        replace(claim(document, 1), figures=(0,)),
        replace(claim(document, 2), figures=(1,)),
    )
    assert dropped(document, claims, counts) == ()
    other = [counts[0], replace(counts[1], losses=("wounded",))]
    assert [f.dropped for f in dropped(document, claims, other)] == ["support"]


def test_what_a_headline_proposes_has_not_happened() -> None:
    body = "The novel tells of four kingdoms of cloth and paper."
    document = story("Kingdoms that Calder should invade", body)
    assert lost(document, claim(document, 0, "headline"), claim(document, 1)) == []
    told = story("Kingdoms that Calder invaded", body)
    assert lost(told, claim(told, 0, "headline"), claim(told, 1)) == [("c0", "support", None)]


def test_a_source_named_by_two_words_at_the_head_of_the_headline_is_not_dropped() -> None:
    document = story(
        "Calder Harbour Police find 40 killed villagers under the burned pier",
        "Calder Harbour Police under chief Mara Venn said they find 40 killed villagers under the"
        " burned pier.",
    )
    start = document.sentences[1].start
    source = Span(start, start + len("Calder Harbour Police under chief Mara Venn"))
    below = claim(document, 1, said=True)
    named = replace(below, attribution=replace(SAID, source=source))
    assert lost(document, claim(document, 0, "headline"), named) == []


def test_a_few_words_are_set_against_no_sentence() -> None:
    few = story("The storm killed 40.", "The storm killed 40 and will stay, Venn said.")
    assert lost(few, claim(few, 0, "lede"), claim(few, 1, said=True)) == []
    more = story(
        "The storm killed 40 villagers in Calder.",
        "The storm killed 40 villagers in Calder and will stay, Venn said.",
    )
    assert lost(more, claim(more, 0, "lede"), claim(more, 1, said=True)) != []
