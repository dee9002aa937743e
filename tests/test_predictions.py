"""The cases behind the pictures: every head and the risk of claims, read by a small model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from example_bundle import risk_model, write_bundle

from data.readers.gold import GoldClaim, GoldDocument, read_gold
from data.schema import Mark, Record
from features.encoder import HEADS
from training.bundle import Model, load
from training.corpora import Sets, segment
from training.examples import examples
from training.predicted import annotated_part, read_gold_document
from training.predictions import Beside, head_predictions, risk_predictions


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return load(write_bundle(tmp_path_factory.mktemp("model")), ThreadPoolExecutor(1))


def sets(model: Model) -> Sets:
    """PTC has development documents; ClaimBuster has only a part held apart."""
    text = "Ostrava fell.\n\nThe soldiers said so. The vermin ran, the minister said."
    at = text.index("vermin")
    marked = (Mark(at, at + 6, "propaganda"),)
    records = [Record("ptc", "ptc:1", "document", "dev", text, marks=marked)]
    alone = [
        Record(
            "claimbuster", f"claimbuster:{i}", "sentence", "train", "It fell by 5.",
            labels={"check_worthy": bool(i)},
        )
        for i in range(2)
    ]  # fmt: skip
    tokenizer = model.encoder.tokenizer
    held = examples(alone, tokenizer, segment)
    return Sets([], held, examples(records, tokenizer, segment))


def test_a_head_is_read_on_its_development_set_else_on_what_was_held_apart(model: Model) -> None:
    found = {s.name: s for s in head_predictions(model.encoder, sets(model), {"propaganda": 0.3})}
    assert set(found) == {"propaganda", "check_worthy"}
    assert set(found) < set(HEADS)
    assert found["propaganda"].y.tolist() == [False, True]
    assert found["propaganda"].threshold == 0.3
    assert found["check_worthy"].y.tolist() == [False, True]
    assert ((found["propaganda"].p > 0) & (found["propaganda"].p < 1)).all()


def test_an_article_is_judged_on_the_sentences_that_were_annotated(model: Model) -> None:
    text = "The dam broke on Monday. Forty people died, the ministry said. It was rebuilt since."
    claim = GoldClaim(sentence=(0, 24), claim=True)
    opening = GoldDocument("d", "extra", "o", text, ((0, 24),), {"A": (claim,)}, {})
    found = read_gold_document(opening, model.encoder)
    assert len(found.reading.claims) == 3
    assert [c.span.start for c in annotated_part(found).claims] == [0]
    whole = replace(opening, sentences=((0, 24), (25, 62), (63, len(text))))
    assert annotated_part(replace(found, document=whole)).claims == found.reading.claims


def test_risk_is_out_of_fold_on_what_it_was_fitted_to_and_labelled_on_dev(
    model: Model, mirror: Path
) -> None:
    gold = {
        split: [read_gold_document(d, model.encoder) for d in read_gold(split, mirror)[:3]]
        for split in ("train", "dev")
    }
    (medium, high), labelled = risk_predictions(gold, risk_model(), penalty=1.0)
    assert len(medium.y) == sum(len(d.given) for d in gold["train"])
    assert (high.p <= medium.p).all()
    assert (high.y <= medium.y).all()
    assert len(labelled.y) == sum(len(d.given) for d in gold["dev"])
    judged = Beside(model.encoder, risk_model(), sets(model), gold).predictions({}, penalty=1.0)
    assert [s.name for s in judged.labelled] == ["propaganda", "check_worthy", "risk"]
    assert all(np.isin(s.guess, range(len(s.labels))).all() for s in judged.labelled)
