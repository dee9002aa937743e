"""How an article is sourced: every share with what it counts, who is accused and never heard."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from example_claims import PLAIN, SAID
from hypothesis import given, settings
from hypothesis import strategies as st

from features.concepts import grave_words
from features.document import UnreadableText, read
from features.evidence import (
    Attribution,
    Claim,
    Custody,
    Document,
    Hedge,
    Kind,
    Source,
    Sourcing,
    Span,
)
from features.sourcing import links_by_form, sourcing_from
from features.sourcing.accused import Accused, accused_in
from features.sourcing.balance import (
    Balance,
    Measure,
    Share,
    agentless,
    attributed,
    balance_of,
    in_custody,
    independent,
    interested,
    justified,
    named,
    one_channel,
    right_of_reply,
    second_hand,
)
from features.sourcing.justification import justification_of
from features.sourcing.names import names_in
from features.sourcing.words import words
from training.bundle import Model

MEASURES = (
    "attributed", "agentless", "named", "independent", "one_channel", "interested", "in_custody",
    "second_hand", "justified", "right_of_reply",
)  # fmt: skip
HELD = Custody(custodian="s9", publisher="s9", serves_custodian=True)


def claim(number: int, attribution: Attribution | None = None, **given: object) -> Claim:
    """The n-th claim, a hundred code points each, by a source or by the author."""
    kind: Kind = attribution.kind if attribution else "author_voice"
    plain = replace(
        PLAIN,
        id=f"c{number}",
        sentence=number,
        span=Span(100 * number, 100 * number + 100),
        attribution=attribution,
        kind=kind,
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def said(number: int, source: str = "s1", **given: object) -> Claim:
    """The n-th claim, said by a source."""
    at = 100 * number
    attribution = replace(
        SAID,
        source=Span(at + 80, at + 90),
        cue=Span(at + 91, at + 95),
        content=Span(at, at + 78),
        source_id=source,
        channel=source,
    )
    return claim(number, replace(attribution, **given))  # type: ignore[arg-type]


def counted(share: Share) -> tuple[list[str], list[str]]:
    """Ids of the claims above and below the line."""
    return [c.claim for c in share.numerator], [c.claim for c in share.denominator]


def reading(text: str) -> tuple[Document, tuple[Claim, ...], Sourcing]:
    """A text with a claim a sentence, and its sources by the rules."""
    document = read(text)
    sourcing = sourcing_from(document, links_by_form(document, words(document.text)))
    claims = tuple(
        replace(
            PLAIN,
            id=f"c{i + 1}",
            sentence=i,
            span=sentence,
            grave=grave_words(document.text, sentence, ()),
        )
        for i, sentence in enumerate(document.sentences)
    )
    return document, claims, sourcing


def balance(text: str) -> Balance:
    document, claims, sourcing = reading(text)
    return balance_of(document, claims, sourcing.attributions, sourcing.sources)


def accused(text: str) -> dict[str, bool]:
    """Who is accused in a text, and whether he is heard."""
    return {found.name: found.heard is not None for found in balance(text).accused}


def test_claims_with_a_source_are_counted_among_all_claims() -> None:
    unattributed = claim(3, replace(SAID, source=None, source_id=None, kind="unattributed"))
    claims = [claim(1), said(2), unattributed, claim(4), said(5)]
    share = attributed(claims)
    assert counted(share) == (["c2", "c5"], ["c1", "c2", "c3", "c4", "c5"])
    assert share.value == pytest.approx(0.4)


def test_the_words_that_count_are_the_sources_and_the_claims_below_are_whole() -> None:
    share = attributed([claim(1), said(2)])
    assert [(c.start, c.end) for c in share.numerator] == [(280, 290)]
    assert [(c.start, c.end) for c in share.denominator] == [(100, 200), (200, 300)]


def test_a_source_named_in_another_sentence_shows_the_claim_itself() -> None:
    elsewhere = claim(2, replace(SAID, source=Span(10, 20)))
    share = named([elsewhere])
    assert [(c.start, c.end) for c in share.numerator] == [(200, 300)]


def test_the_writer_of_a_post_is_no_source_of_his_own() -> None:
    assert counted(attributed([said(1, depth=0, kind="eyewitness")])) == ([], ["c1"])


def test_a_form_without_an_agent_is_counted_where_no_source_stands_behind_it() -> None:
    cue, hedge = Span(300, 315), Hedge(400, 410, None, agentless=True)
    empty = claim(3, replace(SAID, source=None, source_id=None, kind="unattributed", cue=cue))
    adverb = claim(4, hedges=(hedge,))
    passed_on = replace(said(5), hedges=(Hedge(500, 510, None, agentless=True),))
    modal = claim(6, hedges=(Hedge(600, 603, None),))
    share = agentless([said(1), claim(2), empty, adverb, passed_on, modal])
    assert counted(share)[0] == ["c3", "c4"]
    assert [(c.start, c.end) for c in share.numerator] == [(300, 315), (400, 410)]


def test_named_sources_are_counted_among_sourced_claims() -> None:
    share = named([claim(1), said(2), said(3, named=False), said(4)])
    assert counted(share) == (["c2", "c4"], ["c2", "c3", "c4"])


def test_an_unknown_stake_is_not_independence() -> None:
    claims = [said(1, stake=False), said(2, stake=None), said(3, stake=True)]
    assert counted(independent(claims, frozenset()))[0] == ["c1"]


def test_a_witness_whom_a_side_hands_over_is_not_independent() -> None:
    claims = [
        said(1, stake=False, channel="s7"),
        said(2, stake=False),
        said(3, stake=False, custody=HELD),
        said(4, stake=False, party_channel=True),
    ]
    assert counted(independent(claims, frozenset({"s7"})))[0] == ["c2"]
    assert counted(interested(claims, frozenset({"s7"})))[0] == ["c1", "c4"]


def test_two_prisoners_in_one_release_are_one_channel() -> None:
    claims = [
        said(1, source="s1", custody=HELD, channel="s9"),
        said(2, source="s2", custody=HELD, channel="s9"),
        said(3, source="s3"),
        claim(4),
    ]
    share = one_channel(claims)
    assert counted(share) == (["c1", "c2"], ["c1", "c2", "c3", "c4"])
    assert share.source_id == "s9"


def test_without_a_source_there_is_no_channel_to_depend_on() -> None:
    share = one_channel([claim(1), claim(2)])
    assert (share.value, share.source_id) == (0.0, None)


def test_what_a_side_says_or_hands_over_is_interested() -> None:
    claims = [
        said(1, stake=True),
        said(2, stake=None, channel="s9"),
        said(3, custody=HELD, channel=None),
        said(4, stake=None),
        said(5, stake=False),
        claim(6),
    ]
    share = interested(claims, frozenset({"s9"}))
    assert counted(share) == (["c1", "c2", "c3"], ["c1", "c2", "c3", "c4", "c5"])


def test_speech_in_custody_and_relays_are_counted_among_sourced_claims() -> None:
    claims = [said(1, custody=HELD), said(2, depth=2), said(3), claim(4)]
    assert counted(in_custody(claims)) == (["c1"], ["c1", "c2", "c3"])
    assert counted(second_hand(claims)) == (["c2"], ["c1", "c2", "c3"])


def test_a_justification_is_shown_by_its_words() -> None:
    share = justified([said(1, justification=Span(120, 140)), said(2)])
    assert counted(share) == (["c1"], ["c1", "c2"])
    assert [(c.start, c.end) for c in share.numerator] == [(120, 140)]


@pytest.mark.parametrize("measure", MEASURES)
def test_where_there_is_nothing_to_count_a_share_is_none(measure: Measure) -> None:
    document = read("The mayor was abroad.")
    shares = {s.measure: s for s in balance_of(document, (), (), ()).shares}
    assert shares[measure].value is None
    assert shares[measure].denominator == ()


def test_a_sentence_that_claims_nothing_is_not_counted() -> None:
    document = read("Why did she leave the town?")
    silent = replace(PLAIN, span=document.sentences[0], is_claim=False)
    assert all(s.value is None for s in balance_of(document, (silent,), (), ()).shares)


def test_shares_come_in_one_order_and_what_is_above_the_line_is_below_it() -> None:
    text = (
        "The Veskan army shelled the clinic at Dorane, said Ana Roux, who was in the ward. It is "
        "estimated that 300 people died. The Harbour Post said a clerk had told it of looting."
    )
    found = balance(text).shares
    assert tuple(share.measure for share in found) == MEASURES
    for share in found:
        assert {c.claim for c in share.numerator} <= {c.claim for c in share.denominator}


CHARGES = [
    ("Veskan troops shelled the clinic at Dorane.", "Veskan troops"),
    ("The Veskan army has killed nine children in Dorane.", "Veskan army"),
    ("Nine children were killed by Veskan troops at Dorane.", "Veskan troops"),
    ("Nine children were killed in Veskan air strikes on the town.", "Veskan air strikes"),
    ("A Veskan air strike killed nine children on Monday.", "Veskan air strike"),
    ("Nobody was spared in Veska's shelling of the market.", "Veska"),
    ("The council accused Ana Roux of fraud on Monday.", "Ana Roux"),
    ("Residents blame the Nordhal Company for the spill.", "Nordhal Company"),
    ("On Monday Ana Roux was charged with theft.", "Ana Roux"),
    ("A clerk said that Ana Roux lied to the council.", "Ana Roux"),
    ("They opened an investigation into Ana Roux in May.", "Ana Roux"),
    ("Families want to know why Ana Roux concealed the murder.", "Ana Roux"),
    ("The Northern Front, which abducted nine nurses, is armed.", "Northern Front"),
    ("Veska is bombing the harbour of Dorane.", "Veska"),
    ("The mayor said Veska was behind the killing of nine nurses.", "Veska"),
]
ALONE = [
    ("Veskan troops shelled the clinic at noon.", True),
    ("Veskan police killed nine children at noon.", True),
    ("Rebel troops shelled the clinic at noon.", False),
    ("Local police killed nine children at noon.", False),
    ("Several troops killed nine children at noon.", False),
]
KNOWN = " The market reopened. Later the talk was of Veska and of Ana Roux at dinner."


@pytest.mark.parametrize(("sentence", "agent"), CHARGES)
def test_whoever_is_named_as_the_agent_of_a_grave_act_is_accused(sentence: str, agent: str) -> None:
    assert list(accused(sentence + KNOWN)) == [agent]


@pytest.mark.parametrize(("sentence", "is_name"), ALONE)
def test_a_first_word_is_a_name_where_only_a_name_can_stand(sentence: str, is_name: bool) -> None:
    assert bool(accused(sentence)) == is_name


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine children were killed in Veska on Monday.",
        "Nine Veskan children were killed by a flood.",
        "Gunmen killed nine children at the gate.",
        "A Veskan man killed his brother at a wedding.",
        "Veskan troops did not shell the clinic.",
        "Veska could have killed hundreds of people.",
        "Ana Roux, killed in the raid, was nine.",
        "Hurricane Tilda killed nine children in Veska.",
        "Veskan troops killed nine fighters at the bridge.",
        "Five people were killed by Monday in Veska.",
        "Ana Roux stole the show in the second half.",
        "Ana Roux was behind the choir of the school.",
        "The council accused Ana Roux of leading from behind.",
        "The council blamed Ana Roux for the weather.",
        "Nobody can blame Ana Roux for the killing of nine nurses.",
        "Nine nurses were abused by the Veskan programme for lodgings.",
        "Ana Roux masterminded the garden of the school.",
        "The polls of Veska are misleading and old.",
        "Ana Roux charged $5 for a cup of tea.",
        "The Veskans are killing time at the harbour.",
        "Video of the massacre was posted by the Harbour Post.",
        "CAPTURED VESKAN SAILORS KILLED NINE CHILDREN AT SEA",
        "Veskan Troops Shell Clinic In Harbour Town Again",
    ],
)
def test_who_is_not_named_as_the_agent_is_not_accused(sentence: str) -> None:
    assert accused(sentence + KNOWN) == {}


@pytest.mark.parametrize(
    ("sentence", "agents"),
    [
        ("The minister was accused of murder by Ana Roux, a lawyer.", []),
        ("The mayor, Rolf Ade, was accused of torture by Ana Roux.", ["Rolf Ade"]),
        ("Rolf Ade was accused on Monday of the torture of nurses by Ana Roux.", ["Rolf Ade"]),
        ("Rolf Ade, accused of murder, torture and rape by Ana Roux, is ill.", ["Rolf Ade"]),
        ("Rolf Ade has been blamed for the massacre by Ana Roux.", ["Rolf Ade"]),
        ("Rolf Ade was charged with the murder of nine nurses by Ana Roux.", ["Rolf Ade"]),
        (
            "Rolf Ade was accused of fraud after nine children were killed by Veskan troops.",
            ["Rolf Ade", "Veskan troops"],
        ),
        ("He spoke of the bombing of the clinic by Veskan troops.", ["Veskan troops"]),
    ],
)
def test_who_accuses_in_the_passive_is_not_the_accused(sentence: str, agents: list[str]) -> None:
    assert sorted(accused(sentence + KNOWN)) == agents


def test_a_claim_that_the_author_rejects_accuses_nobody() -> None:
    document, claims, sourcing = reading("Ana Roux lied to the council." + KNOWN)
    refuted = tuple(replace(c, stance="refuted") for c in claims)
    assert balance_of(document, refuted, sourcing.attributions, sourcing.sources).accused == ()


REPLIES = [
    "Veska denied the strike.",
    "Veska's defence ministry said its aircraft were on the ground.",
    "The Veskan embassy did not respond to a request for comment.",
    "A spokesman for the Veskan army declined to comment.",
    "“We hit a depot,” the Veskan defence minister said.",
    "The army denied it.",
    "It did not immediately respond to requests for comment.",
    "According to the Veskan government, the clinic was empty.",
]
NO_REPLIES = [
    "The clinic had nine wards.",
    "The Dorane council said the clinic was full.",
    "Dorane's mayor denied that the clinic had been a depot.",
    "Ana Roux, a Veskan nurse who was in the ward, said the roof fell.",
    "A captured Veskan pilot, whom Dorane's army is holding, said that he was sorry.",
    "Ana Roux was denied bail.",
]
STRIKE = "Veskan troops shelled the clinic at Dorane on Monday. "


@pytest.mark.parametrize("reply", REPLIES)
def test_the_accused_is_heard_where_his_side_speaks_or_is_said_to_be_silent(reply: str) -> None:
    assert accused(STRIKE + reply + KNOWN) == {"Veskan troops": True}


@pytest.mark.parametrize("other", NO_REPLIES)
def test_the_accused_is_not_heard_through_others(other: str) -> None:
    assert accused(STRIKE + other + KNOWN) == {"Veskan troops": False}


def test_a_pronoun_answers_near_the_accusation_and_not_far_from_it() -> None:
    far = " ".join(f"The clinic had ward number {n}." for n in range(8))
    assert accused(f"{STRIKE}{far} It denied this.{KNOWN}") == {"Veskan troops": False}
    assert accused(f"{STRIKE}It denied this. {far}{KNOWN}") == {"Veskan troops": True}


def test_a_person_is_heard_under_his_surname_alone() -> None:
    text = (
        "The council accused Ana Roux of fraud. The hall was full. Roux said the books were open."
    )
    assert accused(text) == {"Ana Roux": True}
    other = text.replace("Roux said", "Marsh said")
    assert accused(other) == {"Ana Roux": False}


def test_one_body_under_two_names_is_accused_once() -> None:
    text = STRIKE + "The Veskan army has killed nine nurses. Ana Roux lied to the council." + KNOWN
    assert list(accused(text)) == ["Veskan troops", "Ana Roux"]


def test_the_right_of_reply_counts_who_is_heard_among_the_accused() -> None:
    heard = Accused("Veska", Span(0, 5), Span(6, 9), "c1", Span(40, 46))
    silent = Accused("Roux", Span(20, 24), Span(25, 29), "c2", None)
    share = right_of_reply([heard, silent])
    assert counted(share) == (["c1"], ["c1", "c2"])
    assert share.value == pytest.approx(0.5)


@pytest.mark.parametrize(
    "text",
    [STRIKE + other + KNOWN for other in (*REPLIES, *NO_REPLIES)],
)
def test_with_the_names_of_the_sides_swapped_the_same_side_is_heard(text: str) -> None:
    swapped = (
        text.replace("Veskan", "@n").replace("Veska", "@").replace("Dorane", "Veska")
        .replace("@n", "Morvian").replace("@", "Morvia")
    )  # fmt: skip
    assert list(accused(text).values()) == list(accused(swapped).values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mira Halden, a baker who was at the scene, said", "who was at the scene"),
        (
            "Mira Halden, 61, a net mender who lives above the quay, said",
            "who lives above the quay",
        ),
        ("Mira Halden, which keeps a register at two gates, said", "which keeps a register at two"),
        ("Mira Halden, based on hospital records, said", "based on hospital records"),
        ("Mira Halden, after reviewing the files, said", "after reviewing the files"),
        ("Mira Halden, who was briefed on the talks, said", None),
        ("Mira Halden, a baker, said", None),
        ("Mira Halden said the man who was at the scene", None),
    ],
)
def test_why_a_source_would_know_stands_right_behind_its_name(
    text: str, wanted: str | None
) -> None:
    found = justification_of(read(text), [Span(0, len("Mira Halden"))])
    assert (found is None) == (wanted is None)
    assert found is None or (wanted or "") in found.of(text)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("I saw six bodies, and the roof was gone", "I saw six bodies"),
        ("we were inside when it fell", "we were inside when it fell"),
        ("she had seen trucks near the camp", "she had seen trucks near the camp"),
        ("I see no way out of this", None),
        ("the mayor saw the trucks", None),
    ],
)
def test_own_senses_are_a_justification(content: str, wanted: str | None) -> None:
    text = f"Mira Halden said {content}."
    found = justification_of(read(text), [], [Span(17, 17 + len(content))])
    assert (found.of(text) if found else None) == wanted


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Veska", "Veskan", "troops", "killed", "by", "accused", "of", "Ana", "Roux", "denied",
             "it", ".", ",", "\n\n", "“", "”", "'s", "the", "a", "in", "was", "who", "lied", "is",
             "shelling", "said", "that", "did", "not", "respond", "🜚", "\u0301", "5"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_no_text_raises(parts: list[str]) -> None:
    try:
        document, claims, sourcing = reading(" ".join(parts))
    except UnreadableText:
        return
    found = balance_of(document, claims, sourcing.attributions, sourcing.sources)
    for a in found.accused:
        assert a.at.of(document.text) == a.name
        assert any(c.id == a.claim and c.span.contains(a.act) for c in claims)


def test_time_grows_no_faster_than_the_text() -> None:
    parts = [f"Side{n} troops killed Ana R{n}. Side{n} denied it. " for n in range(900)]
    once, thrice = (seconds("".join(parts[:size])) for size in (300, 900))
    assert thrice < 6 * once + 0.1


def seconds(text: str) -> float:
    """What it takes to find the accused, the names of the text being known."""
    document, claims, sourcing = reading(text)
    names = names_in(document)
    start = time.process_time()
    accused_in(document, names, claims, sourcing.attributions, sourcing.sources)
    return time.process_time() - start


def source_named(sources: tuple[Source, ...], identity: str | None) -> str | None:
    return next((s.name for s in sources if s.id == identity), None)


def test_an_article_of_one_release_depends_on_its_publisher(model: Model) -> None:
    text = (
        "Captured sailors praise their hosts\n\n"
        "Video of captured Morvian sailors was released by the Aldovan Coastal Command.\n\n"
        "One says he was never told where the ship was going. Another says: “They gave us food.”"
        "\n\nIt is estimated that more than 3,000 Morvian troops have been killed.\n\n"
        "The UN Refugee Agency says more than 210,000 people have fled Aldova."
    )
    found = model.read(text)
    result = balance_of(
        found.document, found.claims, found.sourcing.attributions, found.sourcing.sources
    )
    shares = {share.measure: share for share in result.shares}
    channel = source_named(found.sourcing.sources, shares["one_channel"].source_id)
    assert channel is not None
    assert "Coastal Command" in channel
    assert len(shares["in_custody"].numerator) == len(shares["one_channel"].numerator) == 2
    assert [c.of(found.document.text) for c in shares["agentless"].numerator] == ["It is estimated"]


def test_who_is_accused_and_not_heard_is_missed_in_the_text(model: Model) -> None:
    text = (
        "Clinic struck\n\nVeskan troops shelled the clinic at Dorane on Monday and killed "
        "nine nurses.\n\nThe mayor of Dorane said the roof was gone."
    )
    missed = model.assess(text).to_dict()
    heard = model.assess(text + "\n\nVeska denied the strike.").to_dict()
    assert "right_of_reply" in missed["absent"]
    assert "right_of_reply" not in heard["absent"]
    assert [a["text"] for a in missed["accused"]] == ["Veskan troops"]
    asked = [check for check in missed["next_checks"] if "for its side" in check["text"]]
    assert [check["claim"] for check in asked] == [missed["accused"][0]["claim"]]


def test_where_assay_abstains_nothing_is_counted(model: Model) -> None:
    found = model.assess("Der Minister sagte am Montag, die Truppen hätten das Dorf beschossen.")
    assert found.data["risk"]["abstained"]
    assert (found.data["balance"], found.data["accused"]) == ([], [])


def test_spans_are_those_of_the_text_as_given(model: Model) -> None:
    text = "Clinic\u200b struck\n\nVeskan\u200b troops shelled the clinic. Veska denied the strike."
    found = model.assess(text).to_dict()
    assert [text[a["start"] : a["end"]] for a in found["accused"]] == ["Veskan\u200b troops"]
    rows = {row["measure"]: row for row in found["balance"]}
    for counted in rows["attributed"]["denominator"]:
        claim = next(c for c in found["claims"] if c["id"] == counted["claim"])
        assert (counted["start"], counted["end"]) == (claim["start"], claim["end"])
