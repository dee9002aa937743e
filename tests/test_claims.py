"""Claims: who carries a sentence, what it claims, how it is passed on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from example_claims import PLAIN, SAID

from features.author_clause import asserts_too
from features.claims import is_claim, with_matter, worth
from features.document import read
from features.evidence import Attribution, Encoding, Span
from features.likeness import Likeness
from features.speakers import speakers
from training.bundle import Model

SENTENCE = Span(0, 100)


def said(start: int, end: int, who: str = "s1", source: Span | None = None) -> Attribution:
    return replace(SAID, content=Span(start, end), source=source, cue=None, source_id=who)


def test_a_sentence_that_nobody_carries_is_the_authors() -> None:
    assert speakers(SENTENCE, [said(200, 300)]) == []


def test_what_covers_most_of_a_sentence_carries_it() -> None:
    whole = said(0, 90)
    assert speakers(SENTENCE, [whole]) == [whole]


def test_a_few_words_of_somebody_else_do_not_make_a_sentence_his() -> None:
    assert speakers(SENTENCE, [said(80, 92)]) == []


def test_two_short_speakers_who_leave_nothing_to_the_author_share_a_sentence() -> None:
    sentence = Span(0, 80)
    first = replace(said(0, 18), source=Span(20, 30), cue=Span(31, 45))
    second = replace(said(65, 78, "s2"), source=Span(48, 59), cue=Span(60, 64))
    assert speakers(sentence, [first, second]) == [first, second]
    assert speakers(sentence, [first]) == []
    assert speakers(Span(0, 200), [first, second]) == []


def test_who_says_little_behind_what_another_says_has_a_claim_of_his_own() -> None:
    # "The army said four men died, and the mayor said nine died."
    first = replace(said(14, 27), source=Span(0, 8), cue=Span(9, 13))
    second = replace(said(48, 57, "s2"), source=Span(33, 42), cue=Span(43, 47))
    assert speakers(Span(0, 58), [first, second]) == [first, second]
    within = replace(second, source=Span(16, 20))
    assert speakers(Span(0, 58), [first, within]) == [first]


def test_nobody_is_charged_with_what_another_says_beside_him(model: Model) -> None:
    text = "The army said four men died in Orsk, and the mayor said nine died."
    army, mayor = model.assess(text).to_dict()["claims"]
    assert [f["text"] for f in army["figures"]] == ["four"]
    assert [f["text"] for f in mayor["figures"]] == ["nine"]


def test_the_authors_clause_beside_a_report_is_not_charged_with_it(model: Model) -> None:
    text = (
        "The siege of Orsk went into its third week, and the army said that 40 thugs had fled "
        "from the camp to the hills."
    )
    army, own = model.assess(text).to_dict()["claims"]
    assert army["figures"]
    assert own["attribution"]["kind"] == "author_voice"
    assert not own["figures"]
    assert not own["loaded"]


def test_who_stands_behind_a_passive_verb_carries_the_sentence_it_begins() -> None:
    # "The fall of Arvo was announced by the army and ..."
    told = replace(said(0, 16), cue=Span(17, 30), source=Span(34, 42))
    assert speakers(SENTENCE, [told]) == [told]
    assert speakers(SENTENCE, [replace(told, source=Span(60, 68))]) == []


def test_the_last_words_of_speech_begun_before_carry_their_sentence() -> None:
    last = replace(said(0, 46), source=Span(48, 53), cue=Span(54, 58), direct=True)
    assert speakers(Span(40, 60), [last]) == [last]
    assert speakers(Span(40, 60), [replace(last, direct=False)]) == []


def test_short_speech_in_marks_carries_the_sentence_that_it_begins() -> None:
    short = replace(said(0, 20), source=Span(22, 30), cue=Span(31, 35), direct=True)
    assert speakers(SENTENCE, [short]) == [short]
    assert speakers(SENTENCE, [replace(short, direct=False)]) == []
    assert speakers(SENTENCE, [replace(short, content=Span(60, 80))]) == []


def test_a_word_in_marks_carries_the_sentence_that_it_begins() -> None:
    word = replace(said(0, 13), source=Span(14, 21), cue=Span(22, 26), direct=True)
    assert speakers(SENTENCE, [word]) == [word]
    assert speakers(SENTENCE, [replace(word, content=Span(0, 6))]) == []


@pytest.mark.parametrize(
    ("lead", "carried"),
    [
        ("When he came back to the hall late at night, ", True),
        ("Leaving the hall for the port on Friday, ", True),
        ("The hall was empty until the late evening, ", False),
    ],
)
def test_a_short_report_behind_a_circumstance_carries_its_sentence(
    lead: str, carried: bool
) -> None:
    text = lead + "Roux said it was all over."
    at = len(lead)
    report = replace(
        said(at + 10, len(text) - 1), source=Span(at, at + 4), cue=Span(at + 5, at + 9)
    )
    assert speakers(Span(0, len(text)), [report], text) == [report] * carried


def test_two_speakers_side_by_side_make_two_claims() -> None:
    one, other = said(0, 48, "s1"), said(55, 100, "s2")
    assert {a.source_id for a in speakers(SENTENCE, [one, other])} == {"s1", "s2"}


def test_whom_a_named_source_relays_is_the_origin_at_second_hand() -> None:
    outer = replace(said(10, 100, "s1"), source=Span(0, 8))
    inner = replace(said(40, 100, "s2", source=Span(12, 30)), cue=Span(31, 36), depth=1)
    (found,) = speakers(SENTENCE, [outer, inner])
    assert (found.source_id, found.depth, found.chain) == ("s2", 2, ("s2", "s1"))


@pytest.mark.parametrize(
    ("clause", "asserted"),
    [
        ("The mill at Orsk burned down, and ", True),
        ("The mill at Orsk burned down; ", True),
        ("Darning raised its tolls on grain on Monday, but ", True),
        ("When the mill at Orsk burned down, ", False),
        ("Early on Monday, ", False),
        ("Speaking to the miners in Orsk; ", False),
    ],
)
def test_a_clause_before_a_report_is_the_authors(clause: str, asserted: bool) -> None:
    text = f"{clause}the mayor said that two men were hurt."
    start = len(clause)
    report = replace(
        SAID, source=Span(start, start + 9), cue=Span(start + 10, start + 14),
        content=Span(start + 15, len(text)),
    )  # fmt: skip
    assert asserts_too(text, Span(0, len(text)), [report]) is asserted


def test_one_speaker_twice_makes_one_claim() -> None:
    assert len(speakers(SENTENCE, [said(0, 48), said(55, 100)])) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burned down on Monday.", True),
        ("Read more", False),
        ("What happens next in Calder?", False),
        ("Mill.", False),
        ("The Harbour Post reports:", False),
        ("The Harbour Post reports: the mill burned.", True),
    ],
)
def test_what_claims_something(text: str, expected: bool) -> None:
    assert is_claim(read(text), Span(0, len(text)), "body", insinuates=False) is expected


def test_a_question_that_presupposes_guilt_is_a_claim() -> None:
    text = "Why did the owners lie to the miners?"
    assert is_claim(read(text), Span(0, len(text)), "body", insinuates=True)


def test_a_byline_claims_nothing() -> None:
    text = "By Mara Venn in Calder town"
    assert not is_claim(read(text), Span(0, len(text)), "byline", insinuates=False)


def test_sentences_that_share_their_content_words_are_alike() -> None:
    document = read(
        "The flood killed 36 dockers in Calder harbour. Rain is expected on Friday.\n\n"
        "In Calder harbour the flood killed 36 dockers, the registry said."
    )
    likeness = Likeness(document)
    assert likeness.near(0, 0.5) == [2]
    assert likeness.near(1, 0.3) == []
    assert likeness.carried(0, 2) == pytest.approx(1.0)


def claims_of(model: Model, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = model.assess(text).to_dict()["claims"]
    return found


def test_a_second_free_source_with_another_figure_is_no_corroboration(model: Model) -> None:
    claims = claims_of(
        model,
        "The UN refugee agency says 36 dockers were killed when the pier in Calder fell.\n\n"
        "The Calder registry says 90 dockers were killed when the pier in Calder fell.",
    )
    assert all(not c["same_as"] for c in claims)


def test_the_same_report_by_two_bodies_links_the_claims(model: Model) -> None:
    claims = claims_of(
        model,
        "The UN refugee agency says 36 dockers were killed when the pier in Calder fell.\n\n"
        "The Red Cross says 36 dockers were killed when the pier in Calder fell.",
    )
    assert claims[0]["same_as"] == [claims[1]["id"]]
    assert claims[0]["attribution"]["source_id"] != claims[1]["attribution"]["source_id"]


def test_the_it_of_it_is_estimated_is_no_source(model: Model) -> None:
    text = "Ferry news\n\nThe road was closed. It is estimated that 4,000 dockers were killed."
    claim = claims_of(model, text)[-1]
    assert claim["attribution"]["kind"] == "unattributed"
    assert claim["attribution"]["source"] is None
    assert [f["status"] for f in claim["figures"]] == ["unsourced"]


def test_a_claim_has_the_voice_of_what_its_source_says_of_it(model: Model) -> None:
    text = (
        "Ferry news\n\nDespite the rules that the harbour office has for lost and found property, "
        "Mara Venn said her bag was gone.\n\n"
        "Despite the rules that the harbour office has for lost and found property, "
        'Mara Venn said: "My bag is gone and nobody in that office will tell me where."'
    )
    told, spoken = claims_of(model, text)[-2:]
    assert (told["voice"], spoken["voice"]) == ("reported", "quoted")


def test_the_writer_of_a_post_claims_in_his_own_voice(model: Model) -> None:
    found = claims_of(model, "I was on the Calder bridge when it fell. We carried two men out.")
    assert {claim["voice"] for claim in found} == {"author"}


def test_what_a_recording_shows_is_reported_in_the_authors_words(model: Model) -> None:
    text = "Ferry news\n\nThe footage showed that a horrific wave hit the Calder ferry."
    claim = claims_of(model, text)[-1]
    assert claim["voice"] == "reported"
    assert {word["voice"] for word in claim["loaded"]} <= {"author"}


def test_quoted_framing_has_its_own_score_and_leaves_the_authors_alone(model: Model) -> None:
    calm = 'Ferry news\n\nMara Venn said: "The council of Calder met on Monday evening."'
    vile = 'Ferry news\n\nMara Venn said: "The vile and wicked council betrayed our Calder."'
    said, raged = (claims_of(model, text)[-1]["scores"] for text in (calm, vile))
    assert raged["framing_quoted"] > said["framing_quoted"] + 0.1
    assert raged["framing_author"] < raged["framing_quoted"]


def test_the_worth_of_a_claim_is_that_of_its_content_alone() -> None:
    text = "Three ships sank, the navy said."
    offsets = np.array([[0, 5], [6, 11], [12, 16], [18, 21], [22, 26], [27, 31]], np.int32)
    none = np.zeros((6, 0), np.float32)
    odds = np.array([1.0, 0.5, 0.5, 9.0, 9.0, 9.0], np.float32)
    encoding = Encoding(offsets, none, {}, none, {}, worth=odds, worth_base=-1.0)
    whole = Span(0, len(text))
    said = worth(encoding, whole, [Span(18, 26), Span(27, 31)])
    assert said == pytest.approx(1 / (1 + np.exp(-1.0)))
    assert said == worth(encoding, Span(0, 16), [])
    assert worth(Encoding(offsets, none, {}, none, {}), whole, []) is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It is not the case that the Calder dam burst.", "refuted"),
        ("No record supports the idea that the bridge was mined.", "refuted"),
        ("The theory that the Calder fire was set has been ruled out.", "refuted"),
        ("Photographs disprove the claim that the camp was empty.", "refuted"),
        ("It would be wrong to say that nobody died.", "refuted"),
        ("The court in Calder ruled out bail.", "asserted"),
        ("He had no support for the plan to close the bridge.", "asserted"),
        ("The police saw no sign of the missing man.", "asserted"),
    ],
)
def test_what_the_author_cites_in_order_to_reject_is_refuted(
    model: Model, text: str, stance: str
) -> None:
    assert claims_of(model, f"Ferry news\n\n{text}")[-1]["stance"] == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said it was not true that its soldiers had shot nine nurses.", "disputed"),
        ("A court found that it was not true that nine nurses had been shot.", "refuted"),
        ("The claim that nine nurses had been shot is false.", "refuted"),
    ],
)
def test_a_side_that_calls_a_charge_false_disputes_it(model: Model, text: str, stance: str) -> None:
    war = "Rebels fight the army around Orsk, where shells fell on Monday.\n\n"
    assert claims_of(model, f"Nine nurses\n\n{war}{text}")[-1]["stance"] == stance


def test_the_matter_around_a_claim_is_counted_by_sentence() -> None:
    grave = replace(PLAIN, grave=(Span(0, 4),))
    plain = replace(PLAIN, grave=(), sentence=1)
    apart = [replace(grave, sentence=0), plain]
    twice = [replace(grave, sentence=0), replace(grave, sentence=0), plain]
    assert with_matter(apart)[-1].around == with_matter(twice)[-1].around == 0.5


@pytest.mark.parametrize(
    ("before", "asserted"),
    [
        ("The ferry that sank last week carried forty men, which ", True),
        ("Two trawlers were bought last year by some traders, who ", True),
        ("Nobody has claimed the fire at the mill but ", True),
        ("They fled, which ", False),
        ("The ferry sank off the coast of Arvo on Monday and ", False),
    ],
)
def test_the_clause_that_a_report_hangs_on_is_the_authors(before: str, asserted: bool) -> None:
    text = f"{before}the mayor said was too late."
    start = len(before)
    report = replace(
        SAID, source=Span(start, start + 9), cue=Span(start + 10, start + 14),
        content=Span(start + 15, len(text)),
    )  # fmt: skip
    assert asserts_too(text, Span(0, len(text)), [report]) is asserted


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The raid came a day after the mayor said it would stop and be over for good.",
         "the mayor", "said", "it would stop and be over for good"),
        ("While the mayor has admitted to the theft, that leaves the other thefts at the mill.",
         "the mayor", "has admitted to", "the theft"),
        ("The mayor blamed the guards of the mill, yet he was seen there with them himself.",
         "The mayor", "blamed", "the guards of the mill"),
        ("The mayor went home to his wife by train after claiming it was safe.",
         "The mayor", "claiming", "it was safe"),
        ("The raid killed two cooks and was an answer to an attack the mayor says was theirs.",
         "the mayor", "says", "was theirs"),
        ("The mayor left the talks with the miners in Orsk, blaming the guards of the mill.",
         "The mayor", "blaming", "the guards of the mill"),
        ("While she was calm at first, the mayor pressed the board by claiming it was broke.",
         "the mayor", "claiming", "it was broke"),
        ("When the mayor says it was safe, he is telling all of the town a lie.",
         "the mayor", "says", "it was safe, he is telling all of the town a lie"),
        ("Just days after the mayor warned of a fire, the board of the mill changed the locks.",
         "the mayor", "warned of", "a fire,"),
        ("The guards of the mill sidestepped the mayor’s claim that it was unsafe.",
         "the mayor", "claim that", "it was unsafe"),
        ("Smoke! — Ana Roux (@ana) May 4, 2031 The fire at the mill was put out by noon.",
         "Ana Roux (@ana)", None, "Smoke!"),
    ],
)  # fmt: skip
def test_a_clause_beside_a_report_is_the_authors(
    text: str, source: str, cue: str | None, content: str
) -> None:
    spans = [
        Span(text.index(part), text.index(part) + len(part))
        for part in (source, cue or source, content)
    ]
    report = replace(SAID, source=spans[0], cue=spans[1] if cue else None, content=spans[2])
    assert asserts_too(text, Span(0, len(text)), [report])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that it was safe, and left.",
        "After the flood the mayor said that it was safe.",
        "In a long letter to the miners in Orsk the mayor said that it was safe.",
        "With a few more days to go before the mayor said that it was safe.",
        "The mayor said that it was safe on Monday morning in Orsk.",
    ],
)
def test_a_tail_that_is_no_clause_leaves_a_report_alone(text: str) -> None:
    start = text.casefold().index("the mayor")
    said = text.index("that it was safe")
    report = replace(
        SAID, source=Span(start, start + 9), cue=Span(start + 10, start + 14),
        content=Span(said, said + 16),
    )  # fmt: skip
    assert not asserts_too(text, Span(0, len(text)), [report])


def test_whom_a_relative_clause_tells_of_leaves_its_main_clause_to_the_author() -> None:
    text = "The league was first welcomed by some fishermen who believed it would help."
    source = text.index("some fishermen")
    cue = text.index("believed")
    report = replace(
        SAID, source=Span(source, source + 14), cue=Span(cue, cue + 8),
        content=Span(cue + 9, len(text)),
    )  # fmt: skip
    assert asserts_too(text, Span(0, len(text)), [report])


def test_what_one_source_says_in_pieces_counts_together() -> None:
    first, second = said(0, 22), said(70, 92)
    assert speakers(SENTENCE, [first, second])[0].source_id == "s1"
    assert speakers(SENTENCE, [first, replace(second, source_id="s2")]) == []


@pytest.mark.parametrize(("start", "carries"), [(0, True), (30, False)])
def test_a_short_denial_that_opens_its_sentence_carries_it(start: int, carries: bool) -> None:
    denial = replace(
        said(start + 13, start + 29), source=Span(start, start + 5), cue=Span(start + 6, start + 12)
    )
    assert bool(speakers(SENTENCE, [denial])) is carries
