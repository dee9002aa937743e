"""What a source has to gain by the text: who counts, who governs, who fights, and who does not."""

from __future__ import annotations

import pytest
from example_sourcing import saying, source_of

from features.document import read
from features.evidence import Span
from features.sourcing import Link, sourcing_from

WAR = (
    "Veskan troops shelled Lesk on Monday as war went on. Karsian rebels fought Veskan soldiers. {}"
)


@pytest.mark.parametrize(
    ("text", "part", "stake"),
    [
        # A monitor that counts, and one of which only the name stands.
        ("The Tern Rights Group said 30 people were killed.", "30 people", False),
        ("The Tern Rights Group said the law was bad.", "the law", None),
        ("Harbour Watch said the law was bad.", "the law", None),
        # Ministers and those who head departments speak for the government of the day.
        ("Interior Minister Ana Roux said the law was good.", "the law", True),
        ("Secretary of Harbours Ana Roux said the law was good.", "the law", True),
        ("The health ministry said the law was good.", "the law", False),
        # The army of which somebody speaks is not his.
        (WAR.format("Ana Roux said the army had come."), "the army", None),
    ],
)
def test_who_counts_has_no_stake_and_who_governs_has_one(
    text: str, part: str, stake: bool | None
) -> None:
    assert saying(text, part).stake is stake


@pytest.mark.parametrize(
    ("office", "stake"),
    [
        ("Governor Ana Roux", True),
        ("Foreign Minister Ana Roux", True),
        ("Morvian Foreign Minister Ana Roux", None),
        ("Veskan Foreign Minister Ana Roux", True),
        ("Karsian Foreign Minister Ana Roux", True),
    ],
)
def test_an_office_holder_in_a_war_is_of_a_side_unless_another_state_is_named(
    office: str, stake: bool | None
) -> None:
    assert saying(WAR.format(f"{office} said the road was shut."), "the road").stake is stake


def test_a_town_in_which_a_strike_killed_is_no_side() -> None:
    text = WAR.format("A strike near Tarn killed ten. The Tarn mayor said the road was shut.")
    found = saying(text, "the road")
    assert found.kind == "government_agency"
    assert found.stake is None


def test_an_army_of_two_letters_makes_a_side() -> None:
    text = WAR.format("XR forces came too. XR said the road was shut.")
    assert saying(text, "the road").stake is True


@pytest.mark.parametrize(
    ("text", "part", "stake"),
    [
        # Where a reporter stands is no stake; whose an agency is, is one.
        (
            "Attacks on Lesk went on. A Tern Post reporter in Lesk said the road was shut.",
            "the road",
            None,
        ),
        ("The Veskan-linked Tern news agency said the road was shut.", "the road", True),
        # Who says that he struck is a side.
        ("Tarnak claimed responsibility for the blast near the pier.", "responsibility", True),
    ],
)
def test_in_a_war_whose_a_voice_is_counts_and_not_where_it_speaks(
    text: str, part: str, stake: bool | None
) -> None:
    assert saying(WAR.format(text), part).stake is stake


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("Jan Stane was shot dead by a county deputy. Police said he had a gun.", True),
        ("Jan Stane was shot dead by a neighbour. Police said he had a gun.", False),
        # Those of another county speak of what they did not do.
        ("Jan Stane was shot dead by police. Sheriff Ana Roux said he had a gun.", False),
    ],
)
def test_a_force_that_shot_somebody_is_cleared_or_blamed_by_what_it_says(
    text: str, stake: bool
) -> None:
    assert saying(text, "a gun").stake is stake


def test_who_accuses_is_not_accused() -> None:
    text = "Jan Stane was denounced by Ana Roux. Roux said it was late."
    assert saying(text, "it was late").stake is None


@pytest.mark.parametrize(
    ("told", "stake"),
    [
        ("Police shot a man dead in Larsk.", True),
        ("A man was shot dead by police in Larsk.", True),
        ("A man was shot dead by Police in Larsk.", True),
        ("Police filmed a man in Larsk.", False),
        ("Thieves shot a man dead in Larsk.", False),
    ],
)
def test_police_who_shot_somebody_are_a_party_however_the_sentence_begins(
    told: str, stake: bool
) -> None:
    assert saying(f"{told} Police said he had a knife.", "a knife").stake is stake


VOTE = (
    "Voters go to the polls on Sunday in an election that has split Larsk. {} The campaign was "
    "bitter, and at a rally Ana Roux and Jan Stane called each other names. Roux said the harbour "
    "was safe. Stane said the harbour was not. Roux and Stane hold a debate on Friday. "
    "Ilse Brandt said the food was good."
)


@pytest.mark.parametrize(("part", "stake"), [("was safe", True), ("was not", True), ("food", None)])
@pytest.mark.parametrize("told", ["Ana Roux is here. {} Ana Roux", "The nominee Ana Roux"])
def test_in_a_vote_who_stands_and_his_rival_sell_their_own_side(
    told: str, part: str, stake: bool | None
) -> None:
    shown = "nominee" in told
    text = VOTE.format(told.format("It is late.") + " came.")
    assert saying(text, part).stake is (stake if shown else None)


def test_a_vote_that_is_only_mentioned_makes_nobody_a_rival() -> None:
    text = "The nominee Ana Roux swims. Jan Stane said the sea was warm. Roux said it was cold."
    assert saying(text, "the sea").stake is None


@pytest.mark.parametrize(
    ("source", "stake"),
    [
        ("His advisers", True),
        ("Relief aides", None),
        ("Supporters of the dam", True),
        ("Residents", None),
        ("Anti-government activists", True),
        ("Activists", None),
        ("The pro-Veskan Tern news agency", True),
        ("The Tern news agency", None),
        ("Roux's attorney Jan Stane", True),
        ("Former US Attorney Jan Stane", None),
        ("A nurse", None),
        ("A witness", False),
        ("The coroner", False),
        ("The prosecutors", None),
        ("The court order", False),
    ],
)
def test_the_words_that_name_a_source_tell_whom_it_serves(source: str, stake: bool | None) -> None:
    assert saying(f"{source} said that the road was shut.", "the road").stake is stake


def test_whoever_is_accused_has_a_stake_whatever_he_is() -> None:
    told = "Ana Roux, a vet from Lesk, said it was late."
    assert saying(told, "it was late").stake is None
    assert saying(f"Jan Stane accused Roux of theft. {told}", "it was late").stake is True


@pytest.mark.parametrize(
    ("office", "stake"),
    [
        ("The Tarn governor", True),
        ("A source at Tarn Police Command", True),
        ("The Morvian governor", None),
        ("The Tarn mayor", None),
        ("The Tarn coroner", False),
    ],
)
def test_an_office_of_where_the_fighting_is_speaks_for_a_side_and_a_mayor_for_his_town(
    office: str, stake: bool | None
) -> None:
    text = WAR.format(f"Artillery fired near Tarn. {office} said the road was shut.")
    assert saying(text, "the road").stake is stake


@pytest.mark.parametrize(
    ("speaker", "stake"),
    [
        ("Ana Roux, who heads the Green National Committee,", True),
        ("The Green National Committee", True),
        ("Ana Roux, a former head of the Green National Committee,", None),
        ("Ana Roux, the communications director of Jan Brin,", True),
        ("Ana Roux, a singer,", None),
    ],
)
def test_party_bodies_campaign_and_who_left_them_does_not(speaker: str, stake: bool | None) -> None:
    assert saying(f"{speaker} said the bridge was bad.", "the bridge").stake is stake


def test_who_is_called_a_candidate_has_a_stake_in_a_text_that_tells_of_another_matter() -> None:
    text = (
        "Petra Lindqvist visited a dairy. Green candidate Ana Roux came too. "
        "Roux said the bridge was bad."
    )
    assert saying(text, "the bridge").stake is True


@pytest.mark.parametrize(
    ("place", "stake"),
    [
        ("at a campaign rally in Lesk", True),
        ("during Monday's televised debate", True),
        ("at a campaign stop", True),
        ("in a Senate debate", None),
        ("at a peace rally", None),
    ],
)
def test_who_speaks_where_votes_are_asked_for_campaigns(place: str, stake: bool | None) -> None:
    text = f"Senator Ana Roux said {place} that the bridge was bad."
    found = saying(text, "the bridge")
    assert found.kind == "public_figure"
    assert found.stake is stake


@pytest.mark.parametrize(
    ("what", "stake"), [("her vote on the bridge", True), ("Jan Brin as a friend", None)]
)
def test_who_defends_another_by_name_does_not_defend_himself(what: str, stake: bool | None) -> None:
    document = read(f"Senator Ana Roux defended {what}.")
    spans = [
        Span(document.text.index(part), document.text.index(part) + len(part))
        for part in ("Senator Ana Roux", "defended", what)
    ]
    (found,) = sourcing_from(document, [Link(spans[0], spans[1], (spans[2],))]).attributions
    assert (found.kind, found.stake) == ("public_figure", stake)


def test_a_follower_of_a_candidate_is_not_the_candidate() -> None:
    text = "Green candidate Ana Roux came. The Roux supporter said the bridge was bad."
    assert saying(text, "the bridge").stake is None


@pytest.mark.parametrize(("word", "stake"), [("debate", True), ("convention", None)])
def test_the_two_most_named_in_a_debate_of_candidates_stand(word: str, stake: bool | None) -> None:
    text = (
        f"Voters watched the {word} before the election vote and no nominee won. "
        "Senator Ana Roux spoke first. Senator Jan Brin spoke last. Roux said the bridge was bad."
    )
    assert saying(text, "the bridge").stake is stake


@pytest.mark.parametrize("office", ["The state auditors"])
def test_offices_that_forecast_and_audit_have_a_mandate(office: str) -> None:
    assert saying(f"{office} said the bridge was bad.", "the bridge").stake is False


@pytest.mark.parametrize(("title", "stake"), [("Senator", True), ("Host", None)])
def test_who_asks_in_a_debate_stands_for_nothing(title: str, stake: bool | None) -> None:
    text = (
        "Voters watched the debate before the election vote and no nominee won. "
        f"Senator Ana Roux spoke first. {title} Jan Brin spoke last. Brin said the bridge was bad."
    )
    assert saying(text, "the bridge").stake is stake


@pytest.mark.parametrize(
    ("subject", "stake"),
    [("The council, Lesk News,", True), ("The council, according to Lesk News,", None)],
)
def test_who_tells_of_a_failure_did_not_fail(subject: str, stake: bool | None) -> None:
    text = f"{subject} failed the town. Lesk News said that the bridge was bad."
    assert saying(text, "the bridge").stake is stake


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The opposition minister said the law was good.", "opposition"),
        ("The retired White House doorman said the law was good.", None),
        ("The White House said the law was good.", "government of the day"),
        ("Tern CEO Ana Roux said the law was good. Roux said it rained.", "Tern CEO Ana Roux"),
    ],
)
def test_what_shows_a_stake_is_told_once_and_only_of_who_governs(
    text: str, basis: str | None
) -> None:
    assert source_of(text, "the law was good").stake_basis == basis
