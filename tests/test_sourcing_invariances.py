"""What must not change the reading of sources: names of sides, marks, order, a dateline."""

from __future__ import annotations

import pytest
from example_sourcing import PRISONERS, RELEASED, STRIKE, saying, sourcing_of


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


ORDERS = (
    "The war monitor, which keeps lists, said 40 boats were lost off Lesk.",
    "40 boats were lost off Lesk, said the war monitor, which keeps lists.",
    "40 boats were lost off Lesk, the war monitor, which keeps lists, said.",
    "According to the war monitor, 40 boats were lost off Lesk.",
    "40 boats were lost off Lesk, according to the war monitor.",
    '"40 boats were lost off Lesk," the war monitor said.',
    'The war monitor said: "40 boats were lost off Lesk."',
)


@pytest.mark.parametrize("text", ORDERS)
def test_the_order_of_cue_and_content_changes_nothing(text: str) -> None:
    found, first = saying(text, "40 boats"), saying(ORDERS[0], "40 boats")
    assert (found.kind, found.named, found.stake, found.depth) == (
        first.kind,
        first.named,
        first.stake,
        first.depth,
    )


@pytest.mark.parametrize("dateline", ["LESK, 3 May (Harbour Post) - ", "LESK (AP) — "])
@pytest.mark.parametrize("text", [PRISONERS, STRIKE])
def test_a_cut_dateline_changes_nothing(text: str, dateline: str) -> None:
    headline, lede, rest = text.split("\n\n", 2)
    assert shape(f"{headline}\n\n{dateline}{lede}\n\n{rest}") == shape(text)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (STRIKE, "The Dorane Observatory", "The Dorane Observatry"),
        (STRIKE, "Mira Halden, a baker", "Mira Halden , a baker"),
        (PRISONERS, "A dozen captured sailors", "A dozen captured  sailors"),
        (PRISONERS, "A fourth sailor", "A fourth sialor"),
        (RELEASED, "Jonas Perrel, a former", "Jonas Perrel a former"),
    ],
)
def test_mended_typing_errors_change_nothing(text: str, right: str, wrong: str) -> None:
    assert text.count(right) == 1
    assert shape(text.replace(right, wrong)) == shape(text)


FIGURE = "More than 6,000 people left Lesk."


def test_a_body_without_a_stake_vouches_for_a_bare_figure_and_an_empty_form_does_not() -> None:
    assert sourcing_of(FIGURE)[1].attributions == ()
    free = saying(FIGURE.replace(".", ", according to the UN refugee agency."), "6,000")
    assert (free.kind, free.stake, free.depth) == ("intergovernmental_org", False, 1)
    empty = saying(f"It is estimated that m{FIGURE[1:]}", "6,000")
    assert (empty.kind, empty.stake, empty.source_id) == ("unattributed", None, None)


@pytest.mark.parametrize(
    ("text", "one", "other"), [(RELEASED, "Northern", "Southern"), (STRIKE, "Karsia", "Dorane")]
)
def test_who_is_heard_does_not_hang_on_which_name_it_is(text: str, one: str, other: str) -> None:
    assert shape(text.replace(one, other + "s")) == shape(text.replace(one, other + "t"))
