"""What a source has to gain by the text: who counts, who governs, who fights, and who does not."""

from __future__ import annotations

import pytest
from example_sourcing import saying

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
