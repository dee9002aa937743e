"""The text is cut at every edge of a finding and loses nothing by it."""

from __future__ import annotations

from example_assessment import TEXT, example
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from service.marks import LAYERS, LEGEND, Mark, marks, pieces
from service.masking import Mask, masking

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(LAYERS)), max_size=12
)


def test_every_layer_has_words_in_the_legend() -> None:
    assert set(LAYERS) == set(LEGEND)


def test_the_pieces_of_the_example_are_the_text_again() -> None:
    assessment = example()
    cut = pieces(TEXT, marks(assessment, masking(assessment)), assessment["claims"])
    assert "".join(piece.text for piece in cut) == TEXT


def test_overlapping_findings_share_a_piece() -> None:
    found = [Mark(0, 6, "source", "a", "x"), Mark(4, 9, "loaded-author", "b", "y")]
    cut = pieces("0123456789", found)
    assert [(p.text, [m.note for m in p.marks]) for p in cut] == [
        ("0123", ["a"]),
        ("45", ["b", "a"]),
        ("678", ["b"]),
        ("9", []),
    ]


def test_a_mask_is_one_piece_whatever_edges_lie_inside_it() -> None:
    found = [Mark(0, 3, "source", "a", "x"), Mark(2, 5, "hedge", "b", "y")]
    cut = pieces("0123456789", found, masks=[Mask(1, 4, "prisoner 1")])
    assert [p.text for p in cut] == ["0", "prisoner 1", "4", "56789"]
    assert {m.note for m in cut[1].marks} == {"a", "b"}


def test_a_claim_is_closed_once_at_the_end_of_its_sentence() -> None:
    claims = [{"id": "c1", "start": 0, "end": 5}, {"id": "c2", "start": 0, "end": 5}]
    cut = pieces("01234567", [Mark(1, 2, "hedge", "", "")], claims)
    assert [p.closes for p in cut] == [(), (), ("c1", "c2"), ()]


@given(st.text(max_size=80), SPANS, SPANS)
def test_cutting_never_loses_a_character_or_adds_one(
    text: str, spans: list[tuple[int, int, str]], sentences: list[tuple[int, int, str]]
) -> None:
    found = [Mark(a, a + n, layer, "", "") for a, n, layer in spans]
    claims = [{"id": str(i), "start": a, "end": a + n} for i, (a, n, _) in enumerate(sentences)]
    assert "".join(p.text for p in pieces(text, found, claims)) == text


def test_twenty_thousand_findings_are_cut_in_a_moment() -> None:
    text = "word " * 40_000
    found = [Mark(i * 10, i * 10 + 7, "hedge", "", "") for i in range(20_000)]
    masks = [Mask(i * 100 + 3, i * 100 + 5, "x") for i in range(1_000)]
    assert spent(lambda: pieces(text, found, (), masks)) < 2
