"""Near copies over corpora and splits, and folds that never split them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data
from data.corpora import READERS
from data.duplicates import clusters, grouped, leaks, pairs, without_boilerplate
from data.folds import folds
from data.readers.gold import gold_ids
from data.schema import Record

STORY = (
    "The harbour master of Port Ellis closed both ferry ramps before dawn on Friday after a "
    "dredger ran aground in the narrow channel, and bakers said that flour for the islands "
    "would now have to come by the longer northern route for at least a week."
)
OTHER = (
    "A choir from the hill villages will sing in the old customs hall tonight, where the city "
    "orchestra rehearsed all winter while its own roof was being mended by volunteers."
)


def record(name: str, text: str, outlet: str | None = None, group: str = "") -> Record:
    return Record("made", f"made:{name}", "document", "train", text, outlet=outlet, group=group)


def test_a_copy_with_another_opening_is_found() -> None:
    copied = record("b", f"Our reporter writes. {STORY.upper()}")
    (pair,) = pairs([record("a", STORY), copied, record("c", OTHER)])
    assert (pair.a, pair.b) == ("made:a", "made:b")
    assert pair.share == 1.0


def test_a_sentence_is_found_in_the_document_it_was_taken_from() -> None:
    document = record("a", f"{OTHER} {STORY} Nobody was hurt, the coast guard said on Saturday.")
    assert [(p.a, p.b) for p in pairs([document, record("b", STORY)])] == [("made:a", "made:b")]


def test_a_phrase_in_common_makes_no_copy() -> None:
    phrase = "said on Friday that the"
    texts = [record(str(i), f"{i} ministers {phrase} {i} ports were open") for i in range(3)]
    assert pairs(texts) == []


def test_two_short_texts_are_copies_only_when_all_of_them_is_the_same() -> None:
    short = record("a", "Nobody was hurt at all.")
    longer = record("b", "Nobody was hurt at all, he said.")
    again = record("c", "nobody was  hurt at all")
    assert [(p.a, p.b) for p in pairs([short, longer, again])] == [("made:a", "made:c")]


def test_a_footer_of_many_articles_makes_no_copy() -> None:
    footer = "Subscribe to our letter today and never miss what the islands are talking about now"
    articles = [record(f"{i:02d}", f"{'abcdefghijkl'[i] * 9} {i}\n{footer}") for i in range(12)]
    assert pairs(articles) == []
    assert footer not in without_boilerplate(articles)[0]


def test_copies_of_copies_are_one_cluster() -> None:
    joined = [record("b", STORY), record("a", f"{STORY} {OTHER}"), record("c", OTHER)]
    assert set(clusters([*joined, record("d", "Alone.")]).items()) == {
        ("made:a", "made:a"), ("made:b", "made:a"), ("made:c", "made:a"), ("made:d", "made:d"),
    }  # fmt: skip


def test_a_widened_group_holds_copies_and_old_groups_together() -> None:
    records = [
        record("a", STORY, group="one"),
        record("b", "Wholly its own words here, nothing else.", group="one"),
        record("c", STORY, group="two"),
        record("d", OTHER, group="three"),
    ]
    groups = [found.group for found in grouped(records)]
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_a_leak_names_the_held_out_text() -> None:
    held = [record("x", STORY)]
    train = [record("a", f"{STORY} More."), record("b", OTHER), record("x", STORY)]
    assert leaks(train, held) == {"made:a": "made:x", "made:x": "made:x"}


def test_no_records_have_no_copies() -> None:
    assert pairs([]) == []
    assert clusters([record("a", ""), record("b", "")]) == {"made:a": "made:a", "made:b": "made:b"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_clusters_name_one_of_their_own_for_any_texts(texts: list[str]) -> None:
    records = [record(str(i), text) for i, text in enumerate(texts)]
    found = clusters(records)
    assert set(found) == {r.id for r in records}
    assert all(found[name] == name for name in found.values())


def test_gold_documents_have_copies_in_the_corpora_to_drop(mirror: Path) -> None:
    records = [r for name in ("ptc", "webis", "fakes") for r in data.read(name, mirror)]
    gold = gold_ids()
    held = [r for r in records if r.id in gold]
    found = leaks([r for r in records if r.id not in gold], held)
    assert found["fakes:1923848261"] == "fakes:1924058042"
    assert 5 <= len(found) <= 12


def test_ptc_dev_has_one_more_near_copy_in_train(mirror: Path) -> None:
    records = data.read("ptc", mirror)
    train = [r for r in records if r.split == "train"]
    dev = [r for r in records if r.split == "dev"]
    assert leaks(train, dev) == {"ptc:730036755": "ptc:730081389"}


def test_all_corpora_share_these_near_copies(mirror: Path) -> None:
    names = [name for name in READERS if name not in ("checkedclaims", "unlp2025")]
    records = [r for name in names for r in data.read(name, mirror)]
    found = Counter(tuple(sorted((p.a.split(":")[0], p.b.split(":")[0]))) for p in pairs(records))
    assert found["checkthat2024", "claimbuster"] > 700
    assert found["webis", "webis"] > 88
    assert found["fakes", "fakes"] >= 71
    assert found["polnear", "ptc"] == 0


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=60).filter(
        lambda groups: len(set(groups)) >= 3
    ),
    st.integers(0, 5),
)
def test_a_group_is_in_one_fold_and_no_fold_is_empty(groups: list[str], seed: int) -> None:
    records = [record(str(i), "text", group=group) for i, group in enumerate(groups)]
    found = folds(records, 3, seed)
    assert len({*zip(groups, found, strict=True)}) == len(set(groups))
    assert set(found) == {0, 1, 2}
    assert found == folds(records, 3, seed)


def test_folds_of_even_groups_are_even_and_move_with_the_seed() -> None:
    records = [record(str(i), "text", group=str(i // 2)) for i in range(40)]
    assert set(Counter(folds(records, 5, 0)).values()) == {8}
    assert folds(records, 5, 0) != folds(records, 5, 1)


def test_folds_by_outlet_take_a_corpus_without_one_as_an_outlet() -> None:
    outlets = [None, None, "Courier", "Courier", "Gazette"]
    records = [record(str(i), "text", outlet=outlet) for i, outlet in enumerate(outlets)]
    a, b, c, d, _ = folds(records, 3, 0, by="outlet")
    assert a == b != c == d


def test_more_folds_than_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="5 folds of 2 kinds of group"):
        folds([record("a", "text"), record("b", "text")], 5, 0)
