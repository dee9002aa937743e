"""Generated edits: what is generated, and that risk does what the edits ask for where it does."""

from __future__ import annotations

import numpy as np
import pytest

from training.behaviour import behaviour_metrics
from training.bundle import Model
from training.edits import (
    DATED,
    DENIED,
    EMPTY,
    FRAMES,
    NAMED,
    NOISE,
    REFUTED,
    TWO,
    Edit,
    Outcome,
    edit_metrics,
    edits,
    exception_metrics,
    exceptions,
    middle_score,
    outcome,
    reader,
    share,
    stance_metrics,
    triples,
)
from training.gates import GATES, judge


def test_edits_are_the_same_every_time_and_of_three_kinds() -> None:
    assert edits(60) == edits(60)
    assert edits(60) != edits(60, seed=1)
    kinds = [edit.kind for edit in edits(1000)]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {"deletion": 500, "free source": 250, "empty form": 250}


def test_a_deletion_takes_away_words_and_adds_none() -> None:
    for edit in edits(200):
        if edit.kind == "deletion":
            before, after = (set(t.lower().split()) for t in (edit.before, edit.after))
            assert {w.strip("“”.,") for w in after} <= {w.strip("“”.,") for w in before}
            assert len(edit.after) < len(edit.before)


def test_every_frame_takes_every_source() -> None:
    for frame in FRAMES:
        for source in NAMED:
            said = frame.format(source=source, Source=source, content="x", Content="X")
            assert source in said
            assert "{" not in said


def test_deletions_hold_dated_cues_denials_and_two_speakers() -> None:
    before = [edit.before for edit in edits(100) if edit.kind == "deletion"]
    for words in (("on Tuesday", "on 3 March", "late on Friday", "on Sunday", "last week"),
                  ("denied that", "rejected claims", "disputes that"),
                  (" said that", "; ")):  # fmt: skip
        assert sum(any(w in text for w in words) for text in before) >= len(before) // 10
    for frame in (*DATED, *DENIED):
        assert "{content}" in frame.lower()
        assert "{source}" in frame.lower()
    assert all("{other}" in frame for frame in TWO)


def test_exceptions_are_of_three_kinds_and_may_only_lower_risk() -> None:
    found = exceptions(30)
    assert found == exceptions(30)
    kinds = [edit.kind for edit in found]
    assert {kinds.count(kind) for kind in kinds} == {10}
    assert {edit.wanted for edit in found} == {"lower or equal"}


def test_the_exceptions_are_counted_apart() -> None:
    found = [outcome_of("held words", 0.5, after, "lower or equal") for after in (0.4, 0.6)]
    found += [outcome_of("a side's denial", 0.5, 0.2, "lower or equal")]
    found += [outcome_of("held or free", 0.5, after, "lower or equal") for after in (0.4, 0.6)]
    held, denied, free = exception_metrics(found, times=20)
    assert (held.value, denied.value, free.value) == (0.5, 1.0, 0.5)
    assert edit_metrics([*found, *all_kept()], times=20)[0].value == 0.0


def all_kept() -> list[Outcome]:
    kinds = ("deletion", "free source", "empty form")
    return [outcome_of(kind, 0.5, 0.5, "not lower") for kind in kinds]


def test_triples_share_content_and_surroundings() -> None:
    for triple in triples(40):
        first = {t.split(". ")[0] for t in (triple.asserted, triple.reported, triple.refuted)}
        assert len(first) == 1


def outcome_of(kind: str, before: float, after: float, wanted: str) -> Outcome:
    return Outcome(Edit(kind, "", "", wanted), before, after)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "before", "after", "kept"),
    [
        ("not lower", 0.5, 0.5, True),
        ("not lower", 0.5, 0.5 - NOISE / 2, True),
        ("not lower", 0.5, 0.4, False),
        ("lower", 0.5, 0.4, True),
        ("lower", 0.5, 0.5, False),
        ("lower or equal", 0.5, 0.5, True),
        ("lower or equal", 0.5, 0.6, False),
    ],
)
def test_an_outcome_is_kept_or_broken(wanted: str, before: float, after: float, kept: bool) -> None:
    assert outcome_of("any", before, after, wanted).kept is kept


def test_the_share_of_deletions_that_lower_risk_is_counted() -> None:
    found = [outcome_of("deletion", 0.5, after, "not lower") for after in (0.6, 0.4, 0.5, 0.5)]
    found += [outcome_of("free source", 0.5, 0.3, "lower")]
    found += [outcome_of("empty form", 0.5, 0.3, "not lower")]
    deleted, freed, empty = edit_metrics(found, times=20)
    assert (deleted.name, deleted.value) == ("deletion lowers risk (share)", 0.25)
    assert freed.value == empty.value == 1.0


def test_refuted_below_asserted_is_counted() -> None:
    scores = np.array([[0.5, 0.3, 0.1], [0.5, 0.6, 0.5]])
    refuted, reported = stance_metrics(scores, times=20)
    assert (refuted.name, refuted.value) == ("refuted below asserted (share)", 0.5)
    assert reported.value == 0.5


def test_the_gates_find_the_shares() -> None:
    metric = share("deletion lowers risk (share)", [False] * 20, 20)
    row = {"name": metric.name, "value": metric.value, "interval": [0, 0], "baseline": None, "n": 1}
    gate = [g for g in GATES if g.name.startswith("deleting")]
    assert [v.passed for v in judge([row], gates=gate)] == [True]
    assert [v.passed for v in judge([row | {"value": 0.01}], gates=gate)] == [False]


def test_a_free_source_lowers_an_unsourced_figure(model: Model) -> None:
    read_text = reader(model.encoder)
    found = [e for e in edits(40) if e.kind == "free source"][:5]
    assert all(outcome(edit, read_text, model.risk).kept for edit in found)


def test_deleting_one_of_two_speakers_never_lowers_risk(model: Model) -> None:
    read_text = reader(model.encoder)
    found = [e for e in edits(200) if e.kind == "deletion" and "; " in e.before][:4]
    assert found
    assert all(outcome(edit, read_text, model.risk).kept for edit in found)


def test_an_empty_form_lowers_nothing(model: Model) -> None:
    form = EMPTY[1]
    read_text = reader(model.encoder)
    content = "224 people were killed when shells hit the market in Arlen"
    asserted = f"Rain fell all week. {content}."
    formed = f"Rain fell all week. {form.format(content=content, Content=content)}"
    before, after = (middle_score(read_text(t), model.risk) for t in (asserted, formed))
    assert after >= before - NOISE


@pytest.mark.parametrize("frame", [REFUTED[0], REFUTED[3]])
def test_a_refuted_claim_lies_below_an_asserted_one(model: Model, frame: str) -> None:
    read_text = reader(model.encoder)
    content = "prisoners in Kassim were beaten with cables"
    asserted, refuted = (
        middle_score(read_text(f"Rain fell all week. {said}"), model.risk)
        for said in (content.capitalize() + ".", frame.format(content=content))
    )
    assert refuted < asserted


def test_every_bundle_is_measured_by_its_behaviour(model: Model) -> None:
    found = behaviour_metrics(model.encoder, model.risk, contests=1, edited=8, threes=2)
    names = [metric.name for metric in found]
    assert "deletion lowers risk (share)" in names
    assert "refuted below asserted (share)" in names
