from pathlib import Path

import numpy as np
import pytest

from data.readers.gold import GoldClaim, GoldDocument, GoldFigure, GoldLoaded, read_gold
from features.concepts import NAMES, SIDE_LABEL, measure
from training.gold import read_as_findings

TEXT = "Regime shells Varn\n\nForty died there, a clerk said."
HEAD, LEDE = (0, 18), (20, 51)


def document(*claims: GoldClaim) -> GoldDocument:
    return GoldDocument("x:1", "train", "x", TEXT, (HEAD, LEDE), {"A": claims}, {})


def test_fields_become_findings() -> None:
    given = GoldClaim(
        LEDE,
        claim=True,
        check_worthy=True,
        stance="reported",
        source_kind="government_agency",
        source=(38, 45),
        cue=(46, 50),
        depth=1,
        voice="reported",
        figures=(GoldFigure((20, 25), 40.0, True, None, False, True),),
        risk="medium",
        reasons=("insinuation",),
    )
    reading = read_as_findings(document(GoldClaim(HEAD, claim=False), given))
    (claim,) = reading.claims
    assert claim.role == "lede"
    assert claim.attribution is not None
    assert [s.of(TEXT) for s in claim.grave] == ["died"]
    assert reading.figures[claim.figures[0]].status == "attributed"
    assert reading.levels.tolist() == [1]
    assert claim.insinuations
    assert not read_as_findings(document(given), codes=False).claims[0].insinuations


def test_a_label_of_one_side_is_marked_as_such() -> None:
    word = GoldLoaded((0, 6), "author")
    claim = GoldClaim(HEAD, claim=True, loaded=(word,), reasons=("dehumanising",))
    (found,) = read_as_findings(document(claim)).claims
    assert found.role == "headline"
    assert found.loaded[0].category == SIDE_LABEL


@pytest.mark.parametrize("split", ["train", "dev"])
def test_every_gold_claim_can_be_measured(mirror: Path, split: str) -> None:
    for gold in read_gold(split, mirror):  # type: ignore[arg-type]
        reading = read_as_findings(gold)
        assert len(reading.claims) == len(reading.levels)
        for claim in reading.claims:
            values = np.array([measure(claim, reading.figures)[name] for name in NAMES])
            assert ((values >= 0) & (values <= 1)).all()
