"""Sourcing on texts of invented states: the rules and the reading of sources, no tagger."""

from __future__ import annotations

import pytest
from example_sourcing import PRISONERS, RELEASED, STRIKE, saying, source_of, sourcing_of, words_of

from features.document import read
from features.evidence import Span
from features.sourcing import Link, sourcing_from
from features.sourcing.gathering import with_relayed
from features.sourcing.vouching import is_label, vouches
from features.sourcing.words import words
from features.sourcing.writer import is_post


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


def test_who_took_the_samples_vouches_for_what_they_show() -> None:
    text = "Samples taken by the health office at 50 taps found that 12 of them held lead."
    assert saying(text, "12 of them").kind == "government_agency"


@pytest.mark.parametrize(
    ("who", "kind"), [("A television star", "anonymous"), ("The television", "media_outlet")]
)
def test_a_star_of_television_is_no_outlet(who: str, kind: str) -> None:
    assert saying(f"{who} said the bridge was shut.", "the bridge").kind == kind


def test_the_ruling_parties_have_a_stake() -> None:
    assert saying("The ruling coalition said 40 mills had closed.", "40 mills").stake is True


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


@pytest.mark.parametrize("who", ["His lawyer", "Her mother", "Their spokesman", "The mayor's aide"])
def test_who_speaks_for_somebody_unheard_is_read(who: str) -> None:
    """Whom he speaks for has no mention of his own."""
    text = f"{who} said the dam broke. The ministry said so."
    _, sourcing = sourcing_of(text)
    first = next(iter(sourcing.attributions))
    assert first.source is not None
    assert first.source.of(text) == who


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


@pytest.mark.parametrize(
    "text",
    [
        "The ORS said one was shut. The Office for River Safety (ORS) said two would open.",
        "Military sources said one was shut. The source said two would open.",
        "Ana Roux sued. Her lawyer said one was shut. Roux wept. Her lawyer said two would open.",
    ],
)
def test_who_speaks_again_under_another_name_or_as_somebodys_voice_is_the_same(text: str) -> None:
    assert source_of(text, "one was shut").id == source_of(text, "two would").id


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


def test_the_writer_of_a_post_is_the_source_of_what_he_saw() -> None:
    document = read("I saw two trucks burn at the gate. The mayor is a fool.")
    sourcing = sourcing_from(document, [], post=True)
    (found,) = sourcing.attributions
    assert (found.kind, found.stake, found.depth, found.chain) == ("eyewitness", False, 0, ())
    assert found.content == document.sentences[0]


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


@pytest.mark.parametrize(
    ("text", "part", "kind", "named"),
    [
        ("Mayor Ana Roux said the pier was shut.", "the pier", "government_agency", True),
        (
            "A Justice Department attorney said in court the files were lost.",
            "the files",
            "government_agency",
            False,
        ),
        (
            "KFB Director Tavo Brin testified that it was so.",
            "it was so",
            "government_agency",
            True,
        ),
        ('Mira Halden (@mirah) wrote: "No bread in Lesk today."', "No bread", "social_media", True),
        (
            "Secretary of state Ana Roux and Senator Mira Halden met. Halden said it was late.",
            "it was late",
            "public_figure",
            True,
        ),
        (
            "In a talk on Ilan Moreth's radio show Roux was asked. Ana Roux said it was late.",
            "it was late",
            "public_figure",
            True,
        ),
        (
            "The electoral commission said 40 boats were lost.",
            "40 boats",
            "government_agency",
            True,
        ),
        ("Police say they have not heard of him.", "they have", "government_agency", True),
        ("Officials say they have not heard of him.", "they have", "unnamed_group", False),
        ("A witness named Ilan said the roof fell.", "the roof fell", "eyewitness", True),
        ("The third man, Piet Okoro, said he was cold.", "he was cold", "public_figure", True),
        (
            "Ana Roux was cold. Many people, including Roux, said that it was late.",
            "it was late",
            "unnamed_group",
            False,
        ),
        (
            "The roof fell, Ana Roux said. The paper from Roux was old.",
            "The roof",
            "public_figure",
            True,
        ),
    ],
)
def test_offices_callings_and_accounts_give_kind_and_name(
    text: str, part: str, kind: str, named: bool
) -> None:
    found = saying(text, part)
    assert (found.kind, found.named) == (kind, named)


@pytest.mark.parametrize(
    ("text", "part", "stake"),
    [
        ("Ambulance records show 17 men were taken away.", "17 men", False),
        ("Roux lied about the pier. Ana Roux said it was late.", "it was late", True),
        ("Roux lies to us. Ana Roux said it was late.", "it was late", True),
        ("Roux lies in a ward. Ana Roux said it was late.", "it was late", None),
        ("The harbour office failed. Ana Roux said it was late.", "it was late", None),
    ],
)
def test_a_record_gains_nothing_and_who_lied_does(text: str, part: str, stake: bool | None) -> None:
    assert saying(text, part).stake is stake


def test_a_claim_of_lives_is_no_claim_of_anybodys() -> None:
    text = "The blast claimed the lives of three men."
    document = read(text)
    at = text.index("claimed")
    link = Link(Span(0, 9), Span(at, at + 7), (Span(at + 8, len(text) - 1),))
    assert not vouches(document, words(text), link)


def test_whom_an_outlet_passes_on_is_the_source() -> None:
    text = "Brin's wife had told police that he kept nine guns at home, says the Harbour Post."
    document = read(text)
    cue = text.index("says")
    post = Span(text.index("the Harbour Post"), len(text) - 1)
    outer = Link(post, Span(cue, cue + 4), (Span(0, cue - 2),))
    inner = with_relayed(document, [outer])[1]
    assert inner.source is not None
    assert inner.source.of(text) == "Brin's wife"
    passed_on = sourcing_from(document, with_relayed(document, [outer])).attributions[1]
    assert (passed_on.depth, passed_on.kind) == (2, "affected_person")


@pytest.mark.parametrize(
    ("subject", "covered"),
    [
        ("Neither figure could be independently verified.", 2),
        ("None of the claims could be verified.", 2),
        ("The claim could not be independently verified.", 1),
        ("It is unclear whether boats still run.", 0),
        ("Northwire could not independently verify either account.", 2),
        ("Northwire was unable to verify both claims.", 2),
        ("Northwire could not verify these reports.", 2),
        ("Northwire was not able to confirm their accounts.", 2),
        ("Northwire could not verify the claim.", 1),
        ("Northwire could not verify the number of dead.", 0),
        ("Northwire could not verify the report that 9 died.", 0),
    ],
)
def test_a_caveat_covers_as_much_as_its_subject_names(subject: str, covered: int) -> None:
    text = f"Boats run late in Lesk. Veska said 40 men died. Karsia said 90 men died. {subject}"
    document, sourcing = sourcing_of(text)
    (caveat,) = sourcing.caveats
    last = len(document.sentences) - 1
    assert caveat.covers == tuple(range(last - covered, last + 1))
    assert not any(caveat.contains(hedge) for hedge in sourcing.hedges)


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The mill could close.", ["could"]),
        ("The mill could have closed.", ["could have"]),
        ("Rain fell in Lesk, so it may flood.", ["may"]),
        ("It is a likely cause.", ["likely"]),
        ("The poll asked likely voters in Lesk.", []),
        ("The judge found probable cause for a search.", []),
        ("The mayor could not be reached.", []),
        ("They flew her home so she could give birth there.", []),
        ("They lit a fire so that it might be seen.", []),
        ("From the hill one could hear the mill.", []),
        ("The town could see its mills close.", ["could"]),
    ],
)
def test_a_fixed_term_an_ability_and_a_purpose_are_no_hedges(text: str, hedges: list[str]) -> None:
    document, sourcing = sourcing_of(text)
    assert [hedge.of(document.text) for hedge in sourcing.hedges] == hedges


@pytest.mark.parametrize(
    ("text", "caveats", "agentless"),
    [
        (
            "Her claims could not immediately be verified by the Lesk Post.",
            ["could not immediately be verified"],
            0,
        ),
        ("The report could not be corroborated.", ["could not be corroborated"], 0),
        ("It was not known whether boats still run.", ["was not known"], 0),
        ("It was not known to what extent boats still run.", ["was not known"], 0),
        ("He was not known to the authorities before the fire.", [], 0),
        ("He was not known to police before the fire.", [], 0),
        ("The fire was reported to the police on Monday.", [], 0),
        ("The mayor is reported to have left the town.", [], 1),
    ],
)
def test_a_man_known_to_the_police_is_no_caveat_and_hides_no_source(
    text: str, caveats: list[str], agentless: int
) -> None:
    document, sourcing = sourcing_of(text)
    assert [caveat.of(document.text) for caveat in sourcing.caveats] == caveats
    assert len([a for a in sourcing.attributions if a.kind == "unattributed"]) == agentless


RELEASE = """Fire in Lesk

War went on in Lesk on Monday as Veskan troops and Karsian rebels fought on the front line and \
shelling struck the river port.

A resident, shown in a video released by the {side} army, said the shells came from the north. \
"I saw four bodies," he said.

A baker told reporters that the roof came down.
"""


@pytest.mark.parametrize("side", ["Veskan", "Karsian"])
def test_a_witness_whom_a_side_alone_shows_comes_by_a_party_channel(side: str) -> None:
    text = RELEASE.format(side=side)
    for part in ("the shells came", "I saw four"):
        found = saying(text, part)
        assert found.party_channel
        assert (found.kind, found.stake, found.depth) == ("eyewitness", False, 2)
    assert not saying(text, "the roof came").party_channel


def test_an_outlet_without_a_stake_is_no_party_channel() -> None:
    text = RELEASE.format(side="x").replace("the x army", "the Harbour Post")
    found = saying(text, "the shells came")
    assert found.channel is not None
    assert not found.party_channel


def test_prisoners_shown_by_a_side_come_by_a_party_channel() -> None:
    assert saying(PRISONERS, "Our officers ran away").party_channel


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_caveat_on_both_claims_covers_both_in_paragraphs_of_their_own(gap: str) -> None:
    told = ("Veska said 40 men died.", "Karsia said 9 men died.", "Neither could be verified.")
    _, sourcing = sourcing_of(gap.join(told))
    (caveat,) = sourcing.caveats
    assert caveat.covers == (0, 1, 2)


FILM = (
    "Boats run late in Lesk. A video released on Monday shows two men in uniform. In the video, a "
    "sailor says 40 men died near the river. He says that his unit fled. "
)


@pytest.mark.parametrize(
    ("told", "covered"),
    [
        ("The video could not be independently verified.", (1, 2, 3, 4)),
        ("Northwire could not verify the footage.", (1, 2, 3, 4)),
        ("Veska said 90 men died. The video could not be verified.", (1, 2, 3, 5)),
        ("Veska said 90 men died. The claim could not be verified.", (4, 5)),
    ],
)
def test_a_caveat_on_a_film_covers_what_is_said_in_it(told: str, covered: tuple[int, ...]) -> None:
    _, sourcing = sourcing_of(FILM + told)
    (caveat,) = sourcing.caveats
    assert caveat.covers == covered
