"""What a model does when a text is changed in a way whose effect is known: for every bundle.

A sample of the swap set (``training.symmetry``), of the generated edits and of the triples
(``training.edits``), small enough for about a minute; ``experiments/symmetry`` and
``experiments/robustness`` run all of them.
"""

from __future__ import annotations

from features.encoder import Encoder
from training import edits, symmetry
from training.evaluation import Metric
from training.risk import RiskModel

CONTESTS_A_TEXT = 3
EDITS = 160
TRIPLES = 40


def behaviour_metrics(
    encoder: Encoder,
    risk: RiskModel,
    contests: int = CONTESTS_A_TEXT,
    edited: int = EDITS,
    threes: int = TRIPLES,
) -> list[Metric]:
    """Change of risk when sides swap (``swap mean change``, ``swap p95 change``), share of deleted
    attributions that lower risk (``deletion lowers risk (share)``), and share of refuted claims
    below asserted ones (``refuted below asserted (share)``, in wordings that no rule was written
    from), with some kin."""
    read_swapped, read_edited = symmetry.reader(encoder), edits.reader(encoder)
    changes = [symmetry.changed(pair, read_swapped, risk) for pair in symmetry.pairs(contests)]
    outcomes = [edits.outcome(edit, read_edited, risk) for edit in edits.edits(edited)]
    unseen, written = (
        edits.stance_scores(edits.triples(threes, refuting=frames), read_edited, risk)
        for frames in (edits.UNSEEN, edits.REFUTED)
    )
    known = (written[:, 2] < written[:, 0]).tolist()
    return [
        *symmetry.swap_metrics(changes),
        *edits.edit_metrics(outcomes),
        *edits.stance_metrics(unseen),
        edits.share("refuted below asserted, wordings of the rules (share)", known),
    ]
