"""The tagger judges each word, with what the lexicon knows of it added as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from features import tagging
from features.evidence import Encoding
from features.framing.loaded import Proposal, Reading

BONUS: Mapping[int, float] = {1: 0.3, 2: 1.0, 3: 2.0}
"""Log-odds that a lexicon entry of an intensity adds to the tagger's; to be fitted on BABE train
folds and gold train with the encoder that ships (``experiments/framing``)."""


def blended(
    reading: Reading,
    encoding: Encoding,
    tasks: Sequence[str],
    bonus: Mapping[int, float] = BONUS,
) -> tuple[Proposal, ...]:
    """Stretches of words whose log-odds of being loaded are above zero, each with its mean
    probability, sorted and disjoint.

    A word's log-odds are the highest of the ``tasks``' plus the
    ``bonus`` of the lexicon entry that holds it.
    """
    found = tagging.words(encoding, reading.document.text)
    if not len(found.first) or not tasks:
        return ()
    odds = np.max([_odds(encoding, found, task) for task in tasks], axis=0)
    odds = odds + _evidence(reading, found.offsets, bonus)
    probability = 1 / (1 + np.exp(-odds))
    labels = np.where(odds >= 0, 2, 0).astype(np.int64)
    return tuple(
        Proposal(
            int(found.offsets[first, 0]),
            int(found.offsets[last - 1, 1]),
            float(probability[first:last].mean()),
        )
        for first, last in tagging.runs(labels)
    )


def _odds(encoding: Encoding, found: tagging.Words, task: str) -> NDArray[np.float64]:
    outside = tagging.word_scores(encoding.tags[task], found)[:, 0]
    inside = np.clip(1 - outside, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside) - np.log(1 - inside))


def _evidence(
    reading: Reading, offsets: NDArray[np.int32], bonus: Mapping[int, float]
) -> NDArray[np.float64]:
    """The lexicon's log-odds for each tagged word."""
    added = np.zeros(len(offsets))
    for match in reading.entries:
        span = reading.span(match.first, match.last)
        first = int(np.searchsorted(offsets[:, 1], span.start, side="right"))
        last = int(np.searchsorted(offsets[:, 0], span.end, side="left"))
        added[first:last] = np.maximum(added[first:last], bonus.get(match.value.intensity, 0.0))
    return added
