"""Speech in captivity: who is held, who shows him, whom his words serve."""

from __future__ import annotations

import pytest
from example_sourcing import PRISONERS, RELEASED, saying, sourcing_of


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
