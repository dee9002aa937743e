"""At second hand or not, and what of a tagger's spans is linked, on texts of invented states."""

from __future__ import annotations

import numpy as np
import pytest
from example_sourcing import PRISONERS, RELEASED, STRIKE, saying, sourcing_of

from features.document import read
from features.evidence import Document, Encoding, Span
from features.sourcing import Link, attributions_from, sourcing_from
from features.sourcing.extents import to_whole_clauses
from features.sourcing.gathering import with_closing, with_relayed
from features.sourcing.inheritance import with_accounts
from features.sourcing.names import names_in
from features.sourcing.vouching import vouches, without_expletive
from features.sourcing.words import words
from features.tagging import spans
from training.bundle import Model


def span(document: Document, part: str) -> Span:
    at = document.text.index(part)
    return Span(at, at + len(part))


def link(document: Document, source: str, cue: str, content: str) -> Link:
    return Link(span(document, source), span(document, cue), (span(document, content),))


@pytest.mark.parametrize(
    ("text", "part", "depth"),
    [
        ("The herder told police that the gate was open.", "the gate was", 2),
        ("The herder told reporters that the gate was open.", "the gate was", 1),
        ("The herder said that a guard had gone to police.", "a guard had", 1),
        ("The rebels reportedly said that the dam fell to them.", "the dam fell", 2),
        ("The rebels said that the dam reportedly fell to them.", "the dam", 1),
        ("The agency reported that nine died, citing two officials.", "nine died", 2),
        ("The agency reported that nine died on Friday, citing local residents.", "nine died", 2),
        ("The agency reported that nine died, citing the Ostrel Times.", "nine died", 2),
        ("The agency reported that nine died, citing the local paper.", "nine died", 2),
        ("The president said that nine died, citing concerns for peace.", "nine died", 1),
        ("The president said that nine died, citing Article 5 of the treaty.", "nine died", 1),
        ("Citing news from local medics, the agency said that nine died.", "nine died", 2),
        ("Citing the cost, the agency said that nine died in vain.", "nine died", 1),
        ("The bridge has fallen, the mayor said via ostrel.example.", "The bridge", 2),
        ("The bridge has fallen, the mayor said, according to the Ostrel Post.", "The bridge", 2),
        ("The bridge has fallen, the mayor said, according to his diary.", "The bridge", 1),
        ("The mayor said the bridge has fallen, according to the Ostrel Post.", "the bridge", 2),
        ("The mayor said the bridge has fallen, the Ostrel Post reported.", "the bridge", 2),
        ("The mayor said the bridge has fallen, according to his own diary.", "the bridge", 1),
        ("The agency reported that nine died, citing a statement of the mayor.", "nine died", 2),
        ("Via Ostrel News: The mayor said the bridge has fallen.", "the bridge", 2),
        ("As the Ostrel Post reported: The mayor said the bridge has fallen.", "the bridge", 2),
        ("The Ostrel Post has more: The mayor said the bridge has fallen.", "the bridge", 2),
        ("She wrote: The mayor said the bridge has fallen.", "the bridge", 1),
        ("The bridge was shut. The mayor told the Ostrel Herald that it fell.", "it fell", 1),
    ],
)
def test_words_that_came_through_somebody_else_are_second_hand(
    text: str, part: str, depth: int
) -> None:
    assert saying(text, part).depth == depth


STREET = "The bridge was shut on Monday, and people walked to the mill by the old road. " * 4


@pytest.mark.parametrize(
    ("text", "part", "depth"),
    [
        (STREET + "The mayor told the Ostrel Herald that it fell.", "it fell", 2),
        (STREET + "The mayor told the people that it fell.", "it fell", 1),
        ("OSTREL (Lesk Radio) " + STREET + "The mayor told Lesk Radio that it fell.", "it fell", 1),
        (
            "(Lesk Radio) "
            + STREET
            + "The mayor told Lesk Radio that it fell. The smith told Arvo Radio that it stood.",
            "it stood",
            2,
        ),
        (
            "(Lesk Radio) "
            + STREET
            + "The mayor told Lesk Radio that it fell. The smith told Arvo Radio that it stood.",
            "it fell",
            1,
        ),
    ],
)
def test_who_speaks_to_another_outlet_than_the_one_that_prints_it_is_second_hand(
    text: str, part: str, depth: int
) -> None:
    assert saying(text, part).depth == depth


@pytest.mark.parametrize(
    ("verb", "depth"), [("released", 1), ("posted online", 1), ("obtained", 2)]
)
def test_who_puts_out_a_film_is_no_hand_between(verb: str, depth: int) -> None:
    text = f"The Northern Front {verb} a new video showing the fall of the bridge in Lesk."
    document = read(text)
    film = link(document, "a new video", "showing", "the fall of the bridge in Lesk")
    (found,) = sourcing_from(document, [film]).attributions
    assert (found.kind, found.depth) == ("document_or_recording", depth)


@pytest.mark.parametrize(("verb", "depth"), [("wrote", 2), ("asked whether", 1)])
def test_who_passes_on_anothers_words_stands_at_depth_two(verb: str, depth: int) -> None:
    text = f"The mayor {verb} several doctors told her that the well had been foul since May."
    document = read(text)
    outer = link(
        document, "The mayor", verb, "several doctors told her that the well had been foul"
    )
    found = sourcing_from(document, with_relayed(document, [outer])).attributions
    assert [a.depth for a in found] == [depth, 2]


def test_a_source_that_breaks_off_is_joined_to_its_name() -> None:
    document = read("The gate was open at noon, records obtained by the Lesk Post showed.")
    sources = [span(document, "records obtained by"), span(document, "the Lesk Post")]
    content = span(document, "The gate was open at noon")
    (found,) = attributions_from(document, sources, [span(document, "showed")], [content])
    assert found.source is not None
    assert found.source.of(document.text) == "records obtained by the Lesk Post"


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("A porter, on his phone, says that it rained.", "A", "A porter"),
        ("The 30-second film says that it rained.", "The 30", "The 30-second film"),
        ("The mill's owners says that it rained.", "The mill", "The mill's owners"),
        ("The suit - filed in May - says that it rained.", "The", "The suit"),
        ("The mayor of Lesk says that it rained.", "The mayor", "The mayor"),
        ("The mayor-elect, in tears, says that it rained.", "The mayor", "The mayor-elect"),
    ],
)
def test_a_source_that_ends_amid_a_word_is_read_to_its_end(
    text: str, tagged: str, whole: str
) -> None:
    document = read(text.replace(" - ", " — "))
    cue, content = span(document, "says"), span(document, "that it rained")
    (found,) = attributions_from(document, [span(document, tagged)], [cue], [content])
    assert found.source is not None
    assert found.source.of(document.text) == whole


def test_a_speaker_is_not_what_he_says() -> None:
    document = read("The surgeon warns: drinking from the well can kill a man.")
    who, said = (
        span(document, "The surgeon"),
        span(document, "drinking from the well can kill a man"),
    )
    (found,) = attributions_from(document, [who], [span(document, "warns:")], [who, said])
    assert (found.source, found.contents) == (who, (said,))


PLAGUE = """Officials warn: plague spreads

The plague has reached the river port of Lesk, where forty rats were caught on Monday.

Traps were set in every street. The harbour stays shut until the end of the month.
"""


def test_what_a_headline_says_ends_with_it() -> None:
    document = read(PLAGUE)
    contents = [
        span(document, "plague spreads"),
        span(document, "The plague has reached the river"),
    ]
    links = attributions_from(
        document, [span(document, "Officials")], [span(document, "warn:")], contents
    )
    assert [x.contents for x in links if x.cue is not None] == [(contents[0],)]


def test_a_scrap_beside_its_closing_speaker_is_read_to_the_sentences_start() -> None:
    document = read("The road to the mill was shut for its own good said Officer Mara Venn.")
    scrap = link(document, "Officer Mara Venn", "said", "its own good")
    (found,) = with_closing(document, names_in(document), [scrap])
    assert found.content.start == 0


@pytest.mark.parametrize(
    ("text", "cue", "content", "grown"),
    [
        ("Ana Roux slammed the mayor, who had left.", "slammed", "the mayor", True),
        ("Ana Roux denied that Brin, her aide, had left.", "denied", "that Brin", True),
        ("Ana Roux saw the mayor, who had left.", "saw", "the mayor", False),
        ("On Friday Ana Roux slammed the mayor, who had left.", "slammed", "the mayor", False),
    ],
)
def test_a_charge_that_opens_its_sentence_governs_it(
    text: str, cue: str, content: str, grown: bool
) -> None:
    document = read(text)
    (found,) = to_whole_clauses(document, [link(document, "Ana Roux", cue, content)])
    assert (found.content.end == len(text) - 1) is grown


UNMARKED = "{0} the mayor said. Snow fell on the pass all day. {1}"


@pytest.mark.parametrize(
    ("before", "after", "speaker"),
    [
        ("We owe it to the dead", "Our doors are open to all of them.", "the mayor"),
        ("The council owes it to the dead", "Our doors are open to all of them.", None),
        ("We owe it to the dead", "The doors are open to all of them.", None),
        ("We owe it to the dead", "We have contacted the port for comment.", None),
        ("We owe it to the dead", 'Our doors are "open" to all of them.', None),
    ],
)
def test_the_first_person_of_a_report_without_marks_is_its_last_speakers(
    before: str, after: str, speaker: str | None
) -> None:
    document = read(UNMARKED.format(before, after))
    found = with_accounts(document, [link(document, "the mayor", "said", before)], frozenset())[1:]
    named = [x.source.of(document.text) for x in found if x.source is not None]
    assert named == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stands"),
    [
        ("It made no mention of the dam.", "It", "made no mention of", "dam", False),
        ("She did not say that it rained.", "She", "did not say", "that it rained", False),
        ("She did say that it rained.", "She", "did say", "that it rained", True),
        ("She is set to argue that it rained.", "She", "is set to argue", "that it rained", False),
        ("She would like to argue that it rained.", "She", "would like to argue", "that it", True),
        ("People always think that it rains.", "People", "always think", "that it rains", False),
        ("Villagers think that it rains.", "Villagers", "think", "that it rains", True),
        ("People in Lesk said that it rained.", "People in Lesk", "said", "that it rained", True),
        ("Will Roux of Lesk said it rained.", "Will Roux of Lesk", "said", "it rained", True),
        ("No. 10 said that it rained.", "No. 10", "said", "that it rained", True),
        ("No one in Lesk says that it rained.", "No one in Lesk", "says", "that it rained", False),
        ("The team is investigating claims that it rained.", "The team", "is investigating claims",
         "that it rained", False),
    ],
)  # fmt: skip
def test_who_does_not_say_so_vouches_for_nothing(
    text: str, source: str, cue: str, content: str, stands: bool
) -> None:
    document = read(text)
    assert vouches(document, words(text), link(document, source, cue, content)) is stands


@pytest.mark.parametrize(
    ("text", "content", "stands"),
    [
        ('Roux is no friend of the "long winter plan".', '"long winter plan"', False),
        ('"It is a long winter" Roux', '"It is a long winter"', True),
        ('Roux: "It is a long winter"', '"It is a long winter"', True),
        (
            'Roux stood by "a plan that will bring bread and boats to every town".',
            '"a plan that will bring bread and boats to every town"',
            True,
        ),
    ],
)
def test_a_few_marked_words_without_a_cue_are_nobodys_statement(
    text: str, content: str, stands: bool
) -> None:
    document = read(text)
    bare = Link(span(document, "Roux"), None, (span(document, content),))
    assert vouches(document, words(text), bare) is stands


def test_less_doubt_takes_more_words_in() -> None:
    document = read("Roux said so")
    offsets = np.array([(0, 4), (5, 9), (10, 12)], np.int32)
    tags = np.array([[0.55, 0.45], [0.9, 0.1], [0.2, 0.8]], np.float32)
    empty = np.zeros((0, 4), np.float32)
    encoding = Encoding(offsets, np.zeros((3, 4), np.float32), {"cue": tags}, empty, {})
    assert [s.of(document.text) for s in spans(document, encoding, "cue")] == ["so"]
    assert [s.of(document.text) for s in spans(document, encoding, "cue", 0.7)] == ["Roux", "so"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "vouched"),
    [
        ("The mayor said about 20 boats had sunk off Arvo.", "The mayor", "said", "about 20", True),
        ("The office, saying at least four men died.", "The office", "saying", "at least", True),
        ("The league has admitted to using nets.", "The league", "has admitted", "to using", True),
        ("The league called for shutting the mill.", "The league", "called for", "shutting", True),
        ("Roux knows a thing or two about nets.", "Roux", "knows", "a thing", False),
        ("Roux was known for his love of nets.", "Roux", "was known for", "his love", False),
        ("The talks have failed to agree a text.", "The talks", "have failed to agree", "a text",
         False),
        ("They are: the agent and the skill to use it.", "They are", ":", "the agent", False),
        ("One would think the pier is shut for good.", "One", "would think", "the pier", False),
    ],
)  # fmt: skip
def test_what_somebody_knows_or_agrees_to_is_told_by_the_author(
    text: str, source: str, cue: str, content: str, vouched: bool
) -> None:
    document = read(text)
    at = [text.index(part) for part in (source, cue, content)]
    link = Link(
        Span(at[0], at[0] + len(source)),
        Span(at[1], at[1] + len(cue)),
        (Span(at[2], len(text) - 1),),
    )
    assert vouches(document, words(text), link) is vouched


def test_who_is_accused_says_nothing() -> None:
    text = "Veska was on Monday accused of shelling the town."
    link = Link(Span(0, 5), Span(6, 27), (Span(31, len(text) - 1),))
    found = without_expletive(words(text), link)
    assert (found.source, found.form) == (None, "agentless")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stands"),
    [
        ("The guild asked guards to leave.", "The guild", "asked", "guards to leave", False),
        ("The guild is asking that it be shut.", "The guild", "is asking", "that it be shut", True),
        ("Asked about it, Roux said it fell.", "Roux", "Asked", "it fell", True),
        ("The town is suing the mill.", "The town", "is suing", "the mill", False),
        ("Roux was charged with fraud.", "Roux", "was charged with", "fraud", False),
        ("The board decided that it would wait.", "The board", "decided", "that it would", False),
        ("Roux was so sure that he left.", "Roux", "was so sure", "that he left", False),
        ("Roux defended the sale of the mill.", "Roux", "defended", "the sale of the mill", False),
        ("Roux defended it as a fair sale.", "Roux", "defended", "it as a fair sale", True),
        ("Roux rejected a plea to halt.", "Roux", "rejected", "a plea to halt", False),
        ("Roux rejected the rumours of a sale.", "Roux", "rejected", "the rumours of a sale", True),
        ("The team showed all signs of joy.", "The team", "showed", "all signs of joy", False),
        ("This photo shows the dam on Monday.", "This photo", "shows", "the dam on Monday", False),
        ("The film shows the dam on Monday.", "The film", "shows", "the dam on Monday", True),
        ("Roux explained why it was shut.", "Roux", "explained", "why it was shut", False),
        ("Roux tweeted a photo of the gate.", "Roux", "tweeted", "a photo of the gate", False),
        ("It is unclear whether Roux says it fell.", "Roux", "says", "it fell", False),
        ("If it fell, we would say it was old.", "we", "would say", "it was old", False),
        ("Those who say it fell should look at it.", "Those who", "say", "it fell", False),
        ("Roux did not answer the question of a sale.", "Roux", "did not answer",
         "the question of a sale", False),
        ("They keep using that phrase.", "They", "keep using", "that phrase", False),
    ],
)  # fmt: skip
def test_what_somebody_does_with_words_is_the_authors_account(
    text: str, source: str, cue: str, content: str, stands: bool
) -> None:
    document = read(text)
    assert vouches(document, words(text), link(document, source, cue, content)) is stands


def test_speech_in_marks_is_his_who_asks() -> None:
    text = "The guild asked the guards “to leave the gate of the mill at once”."
    document = read(text)
    asked = link(
        document, "The guild", "asked", "the guards “to leave the gate of the mill at once”"
    )
    assert vouches(document, words(text), asked)


@pytest.mark.parametrize(
    ("cue", "form"), [("has been accused of", "agentless"), ("was accused of", "tag")]
)
def test_what_somebody_stands_accused_of_is_said_by_nobody(cue: str, form: str) -> None:
    text = f"Veska {cue} shelling the town."
    link = Link(None, Span(6, 6 + len(cue)), (Span(7 + len(cue), len(text) - 1),))
    assert without_expletive(words(text), link).form == form


def test_who_speaks_in_a_film_is_a_source_of_his_own_to_whom_he_points_back() -> None:
    document = read(
        "The cook, Tom Orlo, said that he was cold.\n\nA second clip shows a sailor admitting that"
        ' the school and the mill were hit. "I have no wish to fight," he says.'
    )
    first = link(document, "The cook, Tom Orlo", "said", "that he was cold")
    film = link(
        document,
        "A second clip",
        "shows",
        "a sailor admitting that the school and the mill were hit.",
    )
    at = document.text.rindex("he says")
    said = span(document, '"I have no wish to fight,"')
    speech = Link(Span(at, at + 2), Span(at + 3, at + 7), (said,))
    found = sourcing_from(document, with_relayed(document, [first, film, speech])).attributions
    of = {a.content.of(document.text)[:10]: a.source_id for a in found}
    assert of["the school"] == of['"I have no'] != of["that he wa"]
    seen = link(
        document,
        "A second clip",
        "shows",
        "a sailor admitting that the school and the mill were hit.",
    )
    told = Link(seen.source, span(document, "said"), seen.contents)
    assert len(with_relayed(document, [told])) == 1


TEXTS = [
    "The rebels said that the dam fell to them.",
    "The Ledger reported, citing two officials who asked not to be named, that nine died.",
    "Citing news from local medics, the agency said that nine died.",
    "The herder told police that the gate was open.",
    "The rebels reportedly said that the dam fell to them.",
    "The mayor said the bridge has fallen, according to the Ostrel Post.",
    "The bridge has fallen, the mayor said, according to the Ostrel Post.",
    "Via Ostrel News: The mayor said the bridge has fallen.",
    "The bridge was shut. The mayor told the Ostrel Herald that it fell.",
    "It is estimated that nine died, the mayor said.",
    "Brin's wife had told police that he kept nine guns at home, says the Harbour Post.",
    "Nine people died, the mayor said on Monday.",
    "It is estimated that nine people died.",
    PRISONERS,
    RELEASED,
    STRIKE,
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_chain_has_as_many_hands_as_the_depth_and_nobody_twice(text: str) -> None:
    _, sourcing = sourcing_of(text)
    known = {source.id for source in sourcing.sources}
    assert sourcing.attributions
    for found in sourcing.attributions:
        told = [hand for hand in found.chain if hand is not None]
        assert len(found.chain) == found.depth
        assert len(set(told)) == len(told)
        assert {*told} <= known
        assert found.source_id in found.chain


@pytest.mark.parametrize(
    ("text", "part", "chain"),
    [
        (TEXTS[0], "the dam", ["The rebels"]),
        (TEXTS[1], "that nine", ["two officials", "The Ledger"]),
        (TEXTS[3], "the gate", ["The herder", "police"]),
        (TEXTS[4], "the dam", ["The rebels", None]),
        (TEXTS[5], "the bridge", ["The mayor", "the Ostrel Post"]),
    ],
)
def test_whose_hands_words_came_through_stands_in_the_table(
    text: str, part: str, chain: list[str | None]
) -> None:
    _, sourcing = sourcing_of(text)
    called = {source.id: source.name for source in sourcing.sources}
    found = saying(text, part).chain
    assert [None if hand is None else called[hand] for hand in found] == chain


def test_whom_an_outlet_quotes_is_the_origin(model: Model) -> None:
    text = "State television quoted General Haas as saying that Dann was a terrorist."
    found = model.assess(text).to_dict()
    called = {source["id"]: source["name"] for source in found["sources"]}
    attribution = found["claims"][0]["attribution"]
    assert [called[hand] for hand in attribution["chain"]] == ["General Haas", "State television"]
    assert attribution["depth"] == 2


HELD = "On Monday the army took reporters to the prison camp at Norrin. "
SAID = "his unit had mined the pumping station of Hadrel"


@pytest.mark.parametrize(
    "sentence",
    [
        f"According to the ministry, a captured gunner admitted that {SAID}.",
        f"The Lesk Post reported that a captured gunner, Kirill Vano, told reporters that {SAID}.",
        f"It is understood that a captured gunner admitted that {SAID}.",
        f"According to the ministry, a captured pilot, Radu Stane, 31, admitted that {SAID}.",
        f"Officials say the captured pilot, Radu Stane, told a colonel on camera that {SAID}.",
        f"“A captured gunner admitted that {SAID},” critics say.",
        "Lesk News said that captive soldier Ivo Branek had confessed to mining the well in May.",
    ],
)
def test_a_captive_stays_one_whoever_passes_his_words_on(model: Model, sentence: str) -> None:
    claims = [c for c in model.read(f"{HELD}{sentence}").claims if c.sentence == 1]
    assert [c.kind for c in claims] == ["prisoner_under_custody"]
    assert claims[0].attribution is not None
    assert (claims[0].attribution.custody is not None, claims[0].attribution.depth) == (True, 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry announced the downing of the plane which it said was carrying five men.",
        "The ministry said the captured pilot had not admitted that he bombed the hospital.",
        "The ministry said no captured soldier had complained of beatings in the camp at Lesk.",
        "The ministry said that residents had been warned that the water was foul.",
        "“My neighbour said that the well was foul,” the mayor told the council on Friday.",
    ],
)
def test_who_speaks_again_or_quotes_in_his_own_words_relays_nobody(
    model: Model, sentence: str
) -> None:
    found = model.assess(f"It rained on Monday. {sentence}").to_dict()
    attribution = found["claims"][-1]["attribution"]
    called = {source["id"]: source["name"] for source in found["sources"]}
    assert called[attribution["source_id"]].casefold() in ("the ministry", "the mayor")


def test_who_passes_on_a_captives_words_publishes_them(model: Model) -> None:
    text = f"{HELD}According to the Merran ministry, a captured gunner admitted that {SAID}."
    found = model.assess(text).to_dict()
    called = {source["id"]: source["name"] for source in found["sources"]}
    attribution = found["claims"][-1]["attribution"]
    assert called[attribution["custody"]["publisher"]] == "the Merran ministry"
    assert attribution["channel"] == attribution["custody"]["publisher"]
