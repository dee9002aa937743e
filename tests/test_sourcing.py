"""Sourcing on texts of invented states: the rules and the reading of sources, no tagger."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.document import UnreadableText, read
from features.evidence import Attribution, Document, Source, Sourcing, Span
from features.sourcing import Link, attributions_from, links_by_form, sourcing_from
from features.sourcing.vouching import is_label
from features.sourcing.words import words
from features.sourcing.writer import is_post

PRISONERS = """Captured Morvian sailors plead for the war to end

Video of captured Morvian sailors was released on Telegram by the Aldovan Coastal Command.

A dozen captured sailors sit in a row in the clips, with one saying he had been told to sail.

Another weeps as he speaks to his father, telling him: "They lied to us about everything."

It is estimated that more than 3,000 Morvian troops have been killed since the invasion of Aldova.

"Our officers ran away and left us," one says, while another adds: "Nobody wants this war."

They describe the Aldovan guards as "kind men" who "gave us food" and "never beat us".

A fourth sailor tells a different story. "They hit us and gave us no water," he says.

Aldova's Civil Protection Service has said that 1,400 residents have been killed.

Meanwhile, the UN Refugee Agency (UNHCR) says more than 210,000 people have fled Aldova.

It comes as the Harbour Post obtained a voice recording of a woman purportedly from the Morvian \
town of Lesk, who says a battalion from the district had lost "40 out of 300" men.
"""

STRIKE = """Airstrikes kill 23 in Dorane market: monitor

At least 23 people were killed on Monday when warplanes struck a market in the town of Dorane, \
a war monitor said.

The Dorane Observatory for Civilians said eight children were among the dead. The Observatory, \
which relies on a network of sources inside Veska, said the planes were Karsian.

Karsia denied the strike. "Our air force did not fly over Dorane," Defence Ministry spokesman \
Ilan Moreth told reporters.

"This is a fabrication," he added.

Rebel commander Tavo Brin said his fighters had left the town. The claims could not be \
independently verified.

"The roof came down on us," said Mira Halden, a baker who was at the scene. "I saw six bodies."

An official who asked not to be named for fear of reprisals said that the toll could rise.
"""

RELEASED = """Guards beat me, says former hostage

Jonas Perrel, a former hostage, was released last week after a year in the hands of the Northern \
Front. "They beat me every day," Perrel said.

The Northern Front denied the claim, and its commander called Perrel a liar.

A 12-year-old girl, Lia Nemo, said she had seen trucks near the camp.

Ana Roux, a hydrologist at Teln University, said the well was reportedly poisoned. According to a \
report by the Agency for Wells (AFW), 40 families had fallen ill. The AFW said it had tested wells.

Fishing firm Nordhal Ltd said its boats were not involved.
"""


def sourcing_of(text: str, parties: tuple[str, ...] = ()) -> tuple[Document, Sourcing]:
    document = read(text)
    return document, sourcing_from(document, links_by_form(document, words(document.text)), parties)


def saying(text: str, part: str, parties: tuple[str, ...] = ()) -> Attribution:
    """The innermost attribution whose content holds some words."""
    document, sourcing = sourcing_of(text, parties)
    at = document.text.index(part)
    held = [a for a in sourcing.attributions if a.content.contains(Span(at, at + len(part)))]
    assert held, f"nobody says {part!r}"
    return min(held, key=lambda a: len(a.content))


def source_of(text: str, part: str) -> Source:
    attribution = saying(text, part)
    _, sourcing = sourcing_of(text)
    return next(s for s in sourcing.sources if s.id == attribution.source_id)


def words_of(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(read(text).text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said the bridge was shut.", "The mayor", "the bridge was shut"),
        ('"The bridge is shut," said Ana Roux on Monday.', "Ana Roux", "The bridge is shut"),
        (
            "The bridge was shut at noon, the mayor said.",
            "the mayor",
            "The bridge was shut at noon",
        ),
        ("According to the harbour office, nine boats sank.", "the harbour office", "nine boats"),
        ("Nine boats sank, according to the harbour office.", "the harbour office", "Nine boats"),
        ('Ana Roux told reporters that "nobody was hurt".', "Ana Roux", "nobody was hurt"),
        ('He adds: "It cannot go on like this for us."', "He", "It cannot go on"),
        ('"We saw it," one says, while another adds: "It was loud."', "another", "It was loud"),
        ("The mayor, who was abroad, said the roads were open.", "The mayor", "the roads were"),
    ],
)
def test_an_attribution_finds_its_source_before_after_and_amid(
    text: str, source: str, content: str
) -> None:
    found = saying(text, content)
    assert (words_of(text, found.source) or "").startswith(source)


@pytest.mark.parametrize(
    "text",
    [
        "It is estimated that 3,000 men were killed in the battle.",
        "The mayor is believed to have left the town on Friday.",
        "The convoy reportedly crossed the river at dawn.",
    ],
)
def test_a_form_without_an_agent_is_unattributed(text: str) -> None:
    _, sourcing = sourcing_of(text)
    (found,) = sourcing.attributions
    assert found.kind == "unattributed"
    assert found.source_id is None
    assert sourcing.hedges[0].agentless


@pytest.mark.parametrize(
    "text",
    [
        "The garden was planted with roses and the gate was painted.",
        "They were not told where the ship was going.",
        'The so-called "ghost fleet" left the harbour.',
    ],
)
def test_a_plain_sentence_attributes_nothing(text: str) -> None:
    assert sourcing_of(text)[1].attributions == ()


def test_a_quotation_of_several_paragraphs_keeps_its_speaker() -> None:
    text = (
        'Ana Roux said: "The first night was the worst of all for us.\n\n'
        '"The second night we left for the hills and slept there.\n\n'
        '"On the third day we came home."'
    )
    found = saying(text, "slept there")
    assert words_of(text, found.source) == "Ana Roux"


def test_prisoners_on_their_captors_camera_are_in_custody() -> None:
    _, sourcing = sourcing_of(PRISONERS)
    prisoners = [s for s in sourcing.sources if s.kind == "prisoner_under_custody"]
    publisher = next(s for s in sourcing.sources if "Coastal Command" in s.name)
    assert len(prisoners) >= 4
    for prisoner in prisoners:
        assert prisoner.protected
        assert prisoner.stake is None
        assert prisoner.custody is not None
        assert prisoner.custody.publisher == publisher.id
        assert prisoner.custody.custodian == publisher.id


@pytest.mark.parametrize(
    ("part", "serves"),
    [
        ("Our officers ran away", True),
        ("Nobody wants this war", True),
        ("never beat us", True),
        ("They hit us", False),
    ],
)
def test_praise_and_blame_serve_the_holder_and_ill_treatment_does_not(
    part: str, serves: bool
) -> None:
    custody = saying(PRISONERS, part).custody
    assert custody is not None
    assert custody.serves_custodian is serves


def test_a_released_hostage_is_not_in_custody() -> None:
    found = saying(RELEASED, "They beat me every day")
    assert found.custody is None
    assert found.kind == "affected_person"


def test_a_recording_that_an_outlet_obtained_is_second_hand() -> None:
    found = saying(PRISONERS, "a battalion from the district")
    _, sourcing = sourcing_of(PRISONERS)
    outlet = next(s for s in sourcing.sources if s.name == "the Harbour Post")
    assert found.depth == 2
    assert found.channel == outlet.id
    assert not found.named
    assert found.anonymity == "unidentified"


def test_a_body_for_refugees_has_no_stake_and_an_organ_of_a_side_has() -> None:
    assert saying(PRISONERS, "more than 210,000").stake is False
    assert saying(PRISONERS, "more than 210,000").kind == "intergovernmental_org"
    organ = source_of(PRISONERS, "1,400 residents")
    assert organ.kind == "government_agency"
    assert organ.stake is True
    assert organ.stake_basis


def test_purportedly_covers_the_town_alone() -> None:
    document, sourcing = sourcing_of(PRISONERS)
    hedge = next(h for h in sourcing.hedges if h.of(document.text) == "purportedly")
    assert hedge.scope is not None
    assert hedge.scope.of(document.text) == "from the Morvian town of Lesk"


def test_a_monitor_in_the_headline_is_the_body_named_below() -> None:
    monitor = source_of(STRIKE, "At least 23 people")
    assert monitor.kind == "ngo_monitor"
    assert monitor.named
    assert monitor.stake is False
    assert monitor.id == source_of(STRIKE, "the planes were Karsian").id


@pytest.mark.parametrize(
    ("part", "kind", "named", "stake"),
    [
        ("Our air force", "party_to_conflict", True, True),
        ("This is a fabrication", "party_to_conflict", True, True),
        ("his fighters had left", "party_to_conflict", True, True),
        ("The roof came down", "eyewitness", True, False),
        ("the toll could rise", "anonymous", False, None),
    ],
)
def test_each_source_has_its_kind_name_and_stake(
    part: str, kind: str, named: bool, stake: bool | None
) -> None:
    found = saying(STRIKE, part)
    assert (found.kind, found.named, found.stake) == (kind, named, stake)


def test_a_reason_for_anonymity_is_heard() -> None:
    assert saying(STRIKE, "the toll could rise").anonymity == "granted_with_reason"


def test_what_a_source_can_know_is_found() -> None:
    assert words_of(STRIKE, saying(STRIKE, "I saw six bodies").justification) == (
        "who was at the scene"
    )


def test_a_caveat_covers_its_sentence_and_the_claim_before_it() -> None:
    document, sourcing = sourcing_of(STRIKE)
    (caveat,) = sourcing.caveats
    before = document.sentence_at(document.text.index("Rebel commander"))
    assert set(caveat.covers) == {before, before + 1}


def test_he_adds_is_the_speaker_of_the_paragraph_before() -> None:
    assert source_of(STRIKE, "This is a fabrication").id == source_of(STRIKE, "Our air force").id


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("the well was reportedly", "expert"),
        ("40 families", "document_or_recording"),
        ("its boats were not", "company"),
    ],
)
def test_a_head_noun_or_an_apposition_gives_the_kind(part: str, kind: str) -> None:
    assert saying(RELEASED, part).kind == kind


def test_a_child_is_protected() -> None:
    assert source_of(RELEASED, "she had seen trucks").protected
    assert not source_of(RELEASED, "the well was").protected


def test_a_denial_is_found() -> None:
    document, sourcing = sourcing_of(STRIKE)
    assert "denied" in [span.of(document.text) for span in sourcing.denials]


def test_a_party_of_the_request_has_a_stake() -> None:
    text = "The Teln ministry of roads said 40 bridges were repaired."
    assert saying(text, "40 bridges").stake is not True
    found = source_of(text, "40 bridges")
    assert found.stake_basis != "parties"
    assert saying(text, "40 bridges", ("Teln",)).stake is True


def test_a_nationality_alone_is_no_stake() -> None:
    text = "Telnish economist Ana Roux said prices would rise. A Telnish farmer said so too."
    assert saying(text, "prices would rise").stake is None


def test_an_abbreviation_in_brackets_is_the_same_body() -> None:
    text = (
        "The Office for River Safety (ORS) said six bridges were closed. "
        "The ORS said the rest would open on Monday."
    )
    assert source_of(text, "six bridges").id == source_of(text, "the rest would").id


def test_a_surname_stands_for_the_full_name() -> None:
    text = (
        "Professor Ana Roux of Teln University said the leak was small. "
        "Roux said it would be mended."
    )
    assert source_of(text, "it would be").id == source_of(text, "the leak was").id
    assert saying(text, "it would be").kind == "expert"


def test_an_outlet_that_quotes_another_voice_is_second_hand() -> None:
    text = (
        'The Harbour Post quoted local activists as saying "the road is cut off from both sides".'
    )
    document = read(text)
    at = text.index("local activists")
    source = Span(at, at + len("local activists"))
    content = Span(text.index('"the road'), len(text) - 1)
    sourcing = sourcing_from(document, [Link(source, None, (content,))])
    assert sourcing.attributions[0].depth == 2


def shape(text: str) -> list[object]:
    """Everything but names and offsets."""
    _, sourcing = sourcing_of(text)
    found: list[object] = [
        (a.kind, a.named, a.anonymity, a.stake, a.depth, a.direct, a.channel, a.custody)
        for a in sourcing.attributions
    ]
    found += [(s.kind, s.stake, s.protected, len(s.mentions)) for s in sourcing.sources]
    return [*found, len(sourcing.hedges), len(sourcing.caveats), len(sourcing.denials)]


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [(PRISONERS, "Aldov", "Morvi"), (STRIKE, "Karsia", "Veska"), (STRIKE, "Dorane", "Selane")],
)
def test_swapping_the_names_changes_nothing_but_names(text: str, one: str, other: str) -> None:
    assert shape(swapped(text, one, other)) == shape(text)


@pytest.mark.parametrize("text", [PRISONERS, STRIKE, RELEASED])
def test_curly_and_straight_marks_are_read_alike(text: str) -> None:
    parts = text.split('"')
    curly = "".join(p + ("“" if i % 2 == 0 else "”") for i, p in enumerate(parts[:-1])) + parts[-1]
    assert shape(curly) == shape(text)


def test_loose_spans_come_back_as_the_groups_they_were() -> None:
    text = (
        '"The bridge is shut," said Ana Roux, adding that boats run. '
        "Tavo Brin said the road was open, while Mira Halden denied it."
    )

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    groups = [
        ("Ana Roux", "said", '"The bridge is shut,"'),
        ("Ana Roux", "adding", "that boats run"),
        ("Tavo Brin", "said", "the road was open"),
        ("Mira Halden", "denied", "it"),
    ]
    said = text.index("said the")
    cues = [span("said"), span("adding"), Span(said, said + 4), span("denied")]
    denied = text.index("denied it") + len("denied ")
    contents = [span(g[2]) for g in groups[:3]] + [Span(denied, denied + 2)]
    found = attributions_from(read(text), [span(g[0]) for g in groups], cues, contents)
    assert [(link.source, link.cue, link.contents) for link in found] == [
        (span(group[0]), cue, (content,))
        for group, cue, content in zip(groups, cues, contents, strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aa b.,:\"“”'«»\n()—1sid", max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        document, sourcing = sourcing_of(text)
    except UnreadableText:
        return
    for attribution in sourcing.attributions:
        assert 0 <= attribution.content.start < attribution.content.end <= len(document.text)
    ids = {source.id for source in sourcing.sources}
    assert {a.source_id for a in sourcing.attributions} <= ids | {None}


@pytest.mark.parametrize(
    "text", ['"' * 10_000, "he said " * 8_000, "Ana Roux, a " * 8_000, "“a " * 8_000]
)
def test_noise_is_read_in_linear_time(text: str) -> None:
    sourcing_of(text)


def test_gold_spans_of_polnear_come_back_as_groups(mirror: Path) -> None:
    from data.readers import polnear

    articles = [r for r in polnear.read(mirror) if r.split == "dev"][:12]
    right = total = 0
    for article in articles:
        marks = article.marks
        spans = {
            label: [Span(m.start, m.end) for m in marks if m.label == label]
            for label in ("source", "cue", "content")
        }
        document = read(article.text)
        if document.text != article.text:
            continue
        links = attributions_from(document, spans["source"], spans["cue"], spans["content"])
        pairs = {(link.source, link.cue) for link in links if link.source and link.cue}
        by_group: dict[str | None, dict[str, Span]] = {}
        for mark in marks:
            by_group.setdefault(mark.group, {})[mark.label] = Span(mark.start, mark.end)
        for group in by_group.values():
            if {"source", "cue", "content"} <= set(group):
                total += 1
                right += (group["source"], group["cue"]) in pairs
    assert right / total > 0.9


def test_the_writer_of_a_post_is_the_source_of_what_he_saw() -> None:
    document = read("I saw two trucks burn at the gate. The mayor is a fool.")
    sourcing = sourcing_from(document, [], post=True)
    (found,) = sourcing.attributions
    assert (found.kind, found.stake, found.depth) == ("eyewitness", False, 0)
    assert found.content == document.sentences[0]


CAMP = """Inside the camp at Orrin

The Veskan army allowed reporters into a camp where it holds soldiers captured from Karsia. \
An officer stood behind every chair.

"They are an honest people," said a third man. A lieutenant, Tomas Brend, said that his \
commanders had sold the fuel. A medic called Yan said he was treated well.

When the officer went out, Brend lowered his voice. "We get soup once a day," he said.

The camp's commandant, Colonel Ivo Strand, denied that anybody was hungry. Brend's father \
said his son drove a bus.
"""

FILM = """Ministry shows crew of the Petrel

In a film released by the Ministry of Security two sailors of the Petrel, captured last week, \
speak. Seaman Lev Arno says: "We were told to lay mines."

A farmer, Jan Vits, said he heard shelling all night. Maria Arno told this newspaper that her \
son was reading from a card.
"""


def custody_of(text: str, part: str) -> bool | str | None:
    custody = saying(text, part).custody
    return "free" if custody is None else custody.serves_custodian


@pytest.mark.parametrize(
    ("text", "part", "told"),
    [
        (CAMP, "honest people", True),
        (CAMP, "sold the fuel", True),
        (CAMP, "treated well", True),
        (CAMP, "soup once a day", False),
        (CAMP, "anybody was hungry", "free"),
        (CAMP, "drove a bus", "free"),
        (FILM, "lay mines", True),
        (FILM, "heard shelling", "free"),
        (FILM, "reading from a card", "free"),
    ],
)
def test_who_is_introduced_where_men_are_held_speaks_in_custody(
    text: str, part: str, told: bool | str
) -> None:
    assert custody_of(text, part) == told


@pytest.mark.parametrize("text", [CAMP, FILM])
def test_custody_in_a_scene_does_not_ask_whose_prisoners_they_are(text: str) -> None:
    swapped = text.replace("Veska", "\0").replace("Karsia", "Veska").replace("\0", "Karsia")
    held = [
        [
            a.custody.serves_custodian if a.custody else "free"
            for a in sourcing_of(t)[1].attributions
        ]
        for t in (text, swapped)
    ]
    assert held[0] == held[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was on the bridge when the shell came in.", True),
        ("No power since six. I can see the dark valley from my window.", True),
        ("The mayor said the road was shut. It opens on Monday.", False),
        ('"I saw six bodies," said the baker.', False),
    ],
)
def test_a_post_is_told_by_the_writer_who_says_i(text: str, expected: bool) -> None:
    assert is_post(read(text)) is expected


def test_a_label_or_a_date_is_no_source() -> None:
    for label in ("UPDATE", "BREAKING", "Thursday 28 January 2016"):
        assert is_label(words(label))
    assert not is_label(words("Mayor Ana Roux"))


def test_an_email_to_somebody_is_not_that_person() -> None:
    text = 'Ana Roux said she was fired. An email to Ana Roux said "do not call".'
    assert saying(text, "she was fired").kind != "document_or_recording"


def test_a_body_that_counts_vouches_for_its_count() -> None:
    text = "The Coastal Refugee Office counted 212,000 people at the ford. The drummer recorded it."
    document = read(text)
    (link,) = links_by_form(document, words(document.text))
    assert link.form == "count"
    assert link.source is not None
    assert link.source.of(document.text) == "The Coastal Refugee Office"
    assert link.content.of(document.text) == "212,000 people at the ford"
