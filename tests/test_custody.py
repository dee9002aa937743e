"""Speech in captivity: who is held, who shows him, whom his words serve."""

from __future__ import annotations

import pytest
from example_sourcing import PRISONERS, RELEASED, saying, sourcing_of

from features.document import read
from features.evidence import Span
from features.sourcing.custody import is_wish
from features.sourcing.scene import beside


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


BOAT = """Crew of sunk boat disown raid

LESK, 4 May - Sailors pulled from a {one} gunboat told an interviewer on film that they had \
been deceived.

The interviews were put on the channel of the {other} Coastal Guard Bureau, whose officers are \
holding the crew at a school.

A gunner who gives his name as Dav Orlo says the guards feed him well. Orlo says he is sorry.

Monitors from the Tarn Centre, who examined 61 prisoners in May, said 14 had burns. \
Ana Roux, a baker, said the sea was calm.
"""


@pytest.mark.parametrize(("one", "other"), [("Veskan", "Karsian"), ("Karsian", "Veskan")])
def test_who_holds_the_crew_whose_film_he_puts_out_is_their_holder(one: str, other: str) -> None:
    text = BOAT.format(one=one, other=other)
    _, sourcing = sourcing_of(text)
    holder = next(s for s in sourcing.sources if s.name.endswith("Bureau"))
    for part in ("they had been deceived", "the guards feed him", "he is sorry"):
        custody = saying(text, part).custody
        assert custody is not None
        assert (custody.custodian, custody.publisher) == (holder.id, holder.id)
    assert holder.custody is None
    assert holder.name == f"{other} Coastal Guard Bureau"


@pytest.mark.parametrize("part", ["14 had burns", "the sea was calm"])
def test_who_met_prisoners_is_not_held(part: str) -> None:
    assert saying(BOAT.format(one="Veskan", other="Karsian"), part).custody is None


@pytest.mark.parametrize(
    ("given", "named"),
    [("who gave his name as Sergeant Pell Adan.", True), ("who gave no name.", False)],
)
def test_a_captive_who_gives_his_name_is_named(given: str, named: bool) -> None:
    text = (
        "Two captured soldiers speak in a video released by the Ministry of Security. "
        f'"We had no maps," said one of them, {given}'
    )
    found = saying(text, "We had no maps")
    assert (found.kind, found.named) == ("prisoner_under_custody", named)


LETTER = """In the broadcast, the unionist Omar Tesk said that he had taken money. He is held in \
Arran prison. A letter was smuggled out of Arran prison on Monday.

In the letter, Tesk says that he was kept standing and beaten.
"""


SHOWN = (
    "A prisoner of the Ordunian Security Directorate said in a video released by the directorate "
    "on Friday that his commanders had fled. "
)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('The man, who gave his name as Jonas Reth, 22, sits. "They ran," Reth says.', "reth"),
        ('The man, identified as Private Jonas Reth, sits. "They ran," Reth says.', "reth"),
        ('He gave his name as Jonas Reth. "They ran," Reth says.', "reth"),
        (
            'Another prisoner, identified as Marek, said that he wept. "They ran," Marek says.',
            "marek",
        ),
    ],
)
def test_the_name_that_a_captive_is_given_is_his_wherever_it_stands(told: str, name: str) -> None:
    text = SHOWN + told
    document, sourcing = sourcing_of(text)
    found = saying(text, "They ran")
    assert found.kind == "prisoner_under_custody"
    source = next(s for s in sourcing.sources if s.id == found.source_id)
    assert source.protected
    assert source.named
    assert source.name.casefold().endswith(name)
    assert {mention.of(document.text).casefold().split()[-1] for mention in source.mentions} >= {
        name
    }


@pytest.mark.parametrize(
    "told",
    [
        "The ship, named Jonas Reth, was seized. ",
        "He called Jonas Reth a coward. ",
        "Another prisoner called Jonas Reth a coward, and said that he wept. ",
        "The woman, identified as Jana Reth, watched. ",
    ],
)
def test_a_name_given_to_another_is_not_the_captives(told: str) -> None:
    _, sourcing = sourcing_of(SHOWN.replace("A prisoner", "A man held prisoner") + told)
    assert not any("Reth" in source.name for source in sourcing.sources if source.protected)


def test_the_body_that_a_prisoner_is_of_is_his_holder_and_not_himself() -> None:
    text = SHOWN + "The directorate put the number of captured at 4,200."
    _, sourcing = sourcing_of(text)
    prisoner = next(s for s in sourcing.sources if s.custody is not None)
    body = next(s for s in sourcing.sources if s.custody is None)
    assert len(prisoner.mentions) == 1
    assert body.name == "Ordunian Security Directorate"
    assert body.kind == "government_agency"
    assert not body.protected
    assert prisoner.custody is not None
    assert (prisoner.custody.custodian, prisoner.custody.publisher) == (body.id, body.id)
    assert saying(text, "the number of captured").source_id == body.id


@pytest.mark.parametrize(
    ("speaker", "same"),
    [("A spokesman for", True), ("A soldier of", False), ("A prisoner of", False)],
)
def test_who_speaks_for_a_body_is_it_and_who_is_of_it_is_not(speaker: str, same: bool) -> None:
    text = (
        f"{speaker} the Ordunian Security Directorate said that the bridge fell. The directorate "
        "said that the road is shut."
    )
    one, other = saying(text, "the bridge fell"), saying(text, "the road is shut")
    assert (one.source_id == other.source_id) is same


def test_who_listens_to_a_captive_turns_with_the_broadcast_and_the_letter() -> None:
    assert custody_of(LETTER, "kept standing") is False
    assert custody_of(LETTER, "taken money") in (True, None)


@pytest.mark.parametrize(
    ("content", "wish"),
    [
        ("I only want to see my daughters", True),
        ("We\u2019re ashamed of our orders", True),
        ("he did not wish to fight", True),
        ("Let us go home", True),
        ("Our officers left us without bread", False),
        ("they were told to burn the mill", False),
        ("nobody here has been beaten", False),
    ],
)
def test_what_a_held_speaker_wants_or_feels_is_told_from_what_he_states(
    content: str, wish: bool
) -> None:
    assert is_wish(content) == wish


def test_a_reporter_who_tells_of_a_prison_is_not_held_there() -> None:
    text = (
        "The Tern Post's Jan Stane was in Lesk for two days. Two detainees were beaten"
        " on camera. Stane said she ran an interrogation in the prison where detainees were held."
    )
    assert saying(text, "she ran").custody is None


@pytest.mark.parametrize(("verb", "held"), [("acquired", False), ("showed", True)])
def test_who_is_heard_on_a_tape_that_an_outlet_acquired_is_not_held(verb: str, held: bool) -> None:
    text = (
        "Prisoners were paraded on television on Monday. "
        f"The station {verb} a tape of a soldier who said that his unit had shot nine farmers."
    )
    assert (saying(text, "his unit").custody is not None) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Captured Veskan sailors said the war must end.", True),
        ("The detained Veskan sailors said the war must end.", True),
        ("Troops captured Veskan sailors, a hero said.", False),
        ("The captured Veskan mill's owner fled.", False),
    ],
)
def test_a_word_of_captivity_that_a_tagger_cut_off_still_tells(text: str, held: bool) -> None:
    document = read(text)
    at = text.index("Veskan")
    assert beside(document, Span(at, text.index(" ", at + 7))) is held


@pytest.mark.parametrize(
    ("text", "part", "held"),
    [
        ("From his cell, the mayor said that the town had welcomed them.", "the town had", True),
        ("Speaking from the rebels' custody, Ana Roux said it was calm.", "it was calm", True),
        (
            "Two captives sat there. Writing from jail, his lawyer said it was calm.",
            "it was",
            False,
        ),
        (
            "According to the Ministry of Wells, the captured pilot was fed well.",
            "the captured pilot",
            False,
        ),
        ("Writing from a prison, warden Marek Dorne said it was calm.", "it was calm", False),
        ("Speaking from Lesk on the captives, the envoy said it was calm.", "it was calm", False),
        (
            "Prisoners were paraded on television on Monday. "
            "A major trade union leader said the footage was staged.",
            "the footage was",
            False,
        ),
        (
            "The captured soldiers were shown on camera. Two were named in the film. "
            "Maria Roux told this newspaper that the town was empty.",
            "the town was",
            False,
        ),
        (
            "A captured gunner spoke on film. The captured man named his unit. "
            '"There were children inside," Major Dorin Keld said in the video.',
            "There were",
            True,
        ),
    ],
)
def test_who_speaks_from_a_cell_or_in_the_captors_film_is_held(
    text: str, part: str, held: bool
) -> None:
    assert (saying(text, part).custody is not None) == held


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("Prisoners are fed three times a day, the ministry said.", True),
        ("Prisoners are fed three times a day, the prison ombudsman said.", None),
        ("Patients are fed three times a day, the ministry said.", None),
        ("The captive elephants are fed three times a day, the ministry said.", None),
        ("Our soldiers held by Orsk are fed once a day, the ministry said.", None),
    ],
)
def test_who_tells_how_well_his_prisoners_are_kept_clears_himself(
    text: str, stake: bool | None
) -> None:
    assert (saying(text, "are fed").stake is True) == (stake is True)
