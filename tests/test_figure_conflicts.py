"""Figures for one thing side by side, and figures that do not fit their unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_figures import NOTHING, document, figures, said, sourcing

from features.evidence import Figure
from features.figures import find_figures


def test_figures_for_the_same_thing_with_different_holders_stand_side_by_side() -> None:
    doc = document("The army said 12 soldiers died. The rebels said 90 soldiers had died.")
    army = said(doc, "The army", "12 soldiers died", kind="party_to_conflict", stake=True)
    rebels = said(doc, "The rebels", "90 soldiers had died", kind="party_to_conflict", stake=True)
    one, other = find_figures(doc, sourcing(army, rebels))
    assert one.conflicts_with == (1,)
    assert other.conflicts_with == (0,)
    assert one.status == other.status == "disputed"
    assert (one.value, other.value) == (12, 90)


def test_two_holders_of_one_sentence_conflict() -> None:
    doc = document("Police said 9 dockers had died and the union said 40 dockers had died.")
    rows = (said(doc, "Police", "9 dockers had died"), said(doc, "the union", "40 dockers had"))
    assert [f.conflicts_with for f in find_figures(doc, sourcing(*rows))] == [(1,), (0,)]


def test_a_figure_by_somebodys_count_conflicts_with_anothers() -> None:
    doc = document(
        "The port said 40 dockers were killed. By the hospital’s count, 88 dockers died."
    )
    port = said(doc, "The port", "40 dockers were killed")
    assert [f.conflicts_with for f in find_figures(doc, sourcing(port))] == [(1,), (0,)]


def test_swapping_the_sides_changes_nothing_but_the_names() -> None:
    def judged(one: str, other: str) -> list[Figure]:
        doc = document(f"{one} said 12 soldiers died. {other} said 90 soldiers had died.")
        rows = [
            said(doc, one, "12 soldiers died", kind="party_to_conflict", stake=True),
            said(doc, other, "90 soldiers had died", kind="party_to_conflict", stake=True),
        ]
        return [replace(f, source_id=None) for f in find_figures(doc, sourcing(*rows))]

    assert judged("Northland", "Southland") == judged("Southland", "Northland")


def test_a_headline_that_gives_another_figure_than_the_body_conflicts_with_it() -> None:
    text = "Quake kills 900 people\nOfficials counted 90 people killed in Velm."
    doc = document(text, headline=22)
    head, body = find_figures(doc, NOTHING)
    assert head.conflicts_with == (1,)
    assert body.conflicts_with == (0,)


def test_a_figure_that_agrees_within_its_bound_is_no_conflict() -> None:
    text = "Quake kills dozens, over 80 dead\nOfficials said 83 people were killed."
    doc = document(text, headline=32)
    assert all(f.conflicts_with == () for f in find_figures(doc, NOTHING))


def test_a_share_too_small_for_its_unit_is_marked() -> None:
    text = "She says a brigade from the valley lost so many that just 18 out of 150 lived."
    (figure,) = figures(text)
    assert figure.scale is not None
    assert figure.scale.of(text) == "brigade"
    (many,) = figures("The regiment lost 100,000 soldiers.")
    assert many.scale is not None
    (fitting,) = figures("A platoon from the valley lost 12 of 30 men.")
    assert fitting.scale is None


def conflicts(one: str, other: str) -> bool:
    """Whether two sentences by two sources conflict, each "<source> said <content>."."""
    doc = document(f"{one} {other}")
    rows = []
    for sentence, kind in ((one, "party_to_conflict"), (other, "party_to_conflict")):
        source, _, content = sentence.rstrip(".").partition(" said ")
        rows.append(said(doc, source, content, kind=kind, stake=True))  # type: ignore[arg-type]
    found = find_figures(doc, sourcing(*rows))
    return any(f.conflicts_with for f in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army said 12 soldiers died.", "The rebels said the number of dead was 90."),
        ("The army said 36 dockers were killed.", "The navy said the toll stood at nine."),
        ("The union said 80,000 people marched.", "The mayor said he put the crowd at 9,000."),
        (
            "The ministry said the bridge at Tarn cost $40 million.",
            "The auditors said the bridge cost $71 million.",
        ),
        ("The army said 12 soldiers died near Velm.", "The rebels said 90 soldiers died there."),
        ("The army said 16 people were killed.", "The clinic said there were 103 deaths."),
        ("The warden said 3 inmates were hurt.", "The guards said 41 prisoners were injured."),
        ("The board said turnout was 71 percent.", "The observers said turnout was 48 percent."),
        ("The firm said 900 litres of acid leaked.", "The lab said 5,000 litres of acid leaked."),
        (
            "The army said the shells hit 2 schools.",
            "The rebels said 7 schools were hit by shells.",
        ),
        ("The warden said 5 inmates had died.", "The lawyers said the number was 23."),
    ],
)
def test_two_holders_who_count_one_thing_conflict(one: str, other: str) -> None:
    assert conflicts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army said 12 soldiers died.", "The rebels said another 90 soldiers died."),
        ("The army said 90 soldiers died.", "The rebels said 12 of them were officers."),
        ("The army said 12 soldiers died.", "The rebels said 90 soldiers died in 2019."),
        ("The army said 12 soldiers died.", "The rebels said 90 soldiers were wounded."),
        ("The army said 12 soldiers died in Velm.", "The rebels said 90 soldiers died in Arvo."),
        ("The union said 40 pupils were absent.", "The mayor said 900 pupils own a bicycle."),
        ("The firm said it spent $3 million on ads.", "The union said it spent $2 million."),
        ("The army said 4,980 tents burned.", "The rebels said 5,000 tents burned."),
        ("The army said it fired 12 shells.", "The rebels said they took 90 shells."),
        ("The army said 12 soldiers died.", "The rebels said that elsewhere 90 soldiers died."),
        ("The army said 36 people were killed.", "The rebels said 12 people were killed in Arvo."),
        ("The firm said 20 states had been hit.", "The union said two states had been hit."),
        ("The mayor said 12 people were killed.", "The nurse said one woman was killed."),
        ("The firm said five counts were dropped.", "The union said two counts stood."),
        ("The firm said milk rose by 12 percent.", "The union said bread rose by 4 percent."),
        ("The firm said that it made 15 carts.", "The rival said that it made 23 carts."),
        ("The mayor said the north lost 12 barns.", "The guard said the south lost 40 barns."),
        ("The board said the party won 45 seats.", "The party said it had hoped for 60 seats."),
        ("The army said 8 shells hit the town.", "The nurse said two shells hit the school."),
        ("The army said 12 men died in March.", "The rebels said a second raid killed 40 men."),
    ],
)
def test_figures_for_different_things_do_not_conflict(one: str, other: str) -> None:
    assert not conflicts(one, other)


def test_a_headline_that_the_body_carries_conflicts_with_nothing() -> None:
    text = "Quake kills 90 people\nOfficials counted 90 people killed in Velm and 4 killed in Arvo."
    doc = document(text, headline=21)
    assert all(f.conflicts_with == () for f in find_figures(doc, NOTHING))


@pytest.mark.parametrize(("above", "at_odds"), [("three", False), ("nine", True)])
def test_a_headline_may_count_few_more_than_one_sentence_below(above: str, at_odds: bool) -> None:
    head = f"Storm kills {above} people in Velm"
    doc = document(f"{head}\nTwo people died in the storm in Velm.", headline=len(head))
    assert any(f.conflicts_with for f in find_figures(doc, NOTHING)) is at_odds


@pytest.mark.parametrize(("total", "at_odds"), [(90, False), (300, True)])
def test_a_total_does_not_conflict_with_parts_that_add_up_to_it(total: int, at_odds: bool) -> None:
    texts = (f"The army said {total} soldiers died.", "The rebels said 50 soldiers died.",
             "The navy said 40 soldiers died.")  # fmt: skip
    doc = document(" ".join(texts))
    rows = []
    for text in texts:
        source, _, content = text.rstrip(".").partition(" said ")
        rows.append(said(doc, source, content, kind="party_to_conflict", stake=True))
    first = find_figures(doc, sourcing(*rows))[0]
    assert bool(first.conflicts_with) is at_odds


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A brigade of 150 men held the bridge.", "brigade"),
        ("The entire 7th Brigade, 150 men in all, has surrendered.", "Brigade"),
        ("A battalion of 600 men held the bridge.", None),
        ("The company lost 12 of its 14 customers.", None),
        ("A division of 9 battalions held the bridge.", None),
        ("The brigade, 40 killed among its men, withdrew.", None),
    ],
)
def test_a_count_that_makes_up_a_unit_is_held_against_its_usual_size(
    text: str, unit: str | None
) -> None:
    scale = figures(text)[-1].scale
    assert (scale and scale.of(text)) == unit


def test_a_text_of_many_incidents_sets_no_two_of_them_side_by_side() -> None:
    tolls = (12, 31, 54, 77)
    text = " ".join(
        f"Unit {name} said {n} men were killed." for name, n in zip("ABCD", tolls, strict=True)
    )
    doc = document(text)
    rows = [
        said(doc, f"Unit {name}", f"{n} men were killed", kind="party_to_conflict", stake=True)
        for name, n in zip("ABCD", tolls, strict=True)
    ]
    assert all(f.conflicts_with == () for f in find_figures(doc, sourcing(*rows)))


def test_a_monitor_without_a_name_is_not_set_against_the_named_one() -> None:
    doc = document("A monitor said 12 people died. The Valley Observatory said 90 people died.")
    one = said(doc, "A monitor", "12 people died", kind="ngo_monitor")
    other = said(doc, "The Valley Observatory", "90 people died", kind="ngo_monitor")
    assert all(f.conflicts_with == () for f in find_figures(doc, sourcing(one, other)))


def test_a_headline_is_not_set_against_one_of_several_figures_below_it() -> None:
    text = "Raids kill 90 people\nIn Velm 12 people were killed.\nIn Arvo 31 people were killed."
    doc = document(text, headline=20)
    assert all(f.conflicts_with == () for f in find_figures(doc, NOTHING))
