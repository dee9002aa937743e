"""The fourteen techniques of PTC (SemEval-2020 task 11, Da San Martino et al. 2020).

The propaganda tagger marks words. Marked words that only weakly marked ones part are one stretch,
and small words at its ends fall off, so that a reviewer sees a phrase and not "of". A stretch is
given its most probable technique with the probability that PTC's annotators marked it so there;
the map was fitted on PTC articles held apart (``python -m experiments.framing.techniques``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features import tagging
from features.evidence import Document, Encoding, Span, Technique
from features.phrases import small_words

TECHNIQUES: dict[str, str] = {
    "Appeal_to_Authority": "Rests a claim on who says it instead of on evidence.",
    "Appeal_to_fear-prejudice": "Wins support by stirring fear of, or bias against, a group.",
    "Bandwagon,Reductio_ad_hitlerum": (
        "Approves because everybody does, or rejects because a hated group approves."
    ),
    "Black-and-White_Fallacy": "Offers two options as if there were no others.",
    "Causal_Oversimplification": "Names one cause where there are several.",
    "Doubt": "Questions someone's credibility rather than what he says.",
    "Exaggeration,Minimisation": "Makes a thing larger or smaller than it is.",
    "Flag-Waving": "Justifies by love of a nation, a group or an idea.",
    "Loaded_Language": "Uses words with a strong emotive charge to sway the reader.",
    "Name_Calling,Labeling": "Puts a label on its target that readers hate or love.",
    "Repetition": "Says the same thing again and again until it is accepted.",
    "Slogans": "Uses a short, striking phrase in place of a reason.",
    "Thought-terminating_Cliches": "Closes a discussion with a stock phrase.",
    "Whataboutism,Straw_Men,Red_Herring": (
        "Turns from the matter: to another's fault, a distorted position or another topic."
    ),
}
"""One line a technique that a reviewer can read; the keys are PTC's labels."""


GAP = 3
"""Most words between two marked ones that may join them."""
WEAK = 0.35
"""Least probability of every word between two marked ones that may join them."""
LEAST = 0.3
"""Least score of a technique that is reported."""
UNTOLD = frozenset({"Repetition"})
"""Techniques that no stretch shows by itself: of 78 so labelled on held-out PTC one was right."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The map from a stretch to the probability that it carries the technique named for it."""

    marked: float
    share: float
    words: float
    constant: float


WEIGHTS = Weights(marked=0.76, share=1.12, words=0.79, constant=-1.92)
"""Printed by ``python -m experiments.framing.techniques``."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch(Span):
    """Words that the propaganda tagger marks: their mean probability, and how many carry a
    meaning of their own."""

    score: float = 0.0
    words: int = 0


def stretches(document: Document, encoding: Encoding) -> tuple[Stretch, ...]:
    """The stretches that the propaganda tagger marks, whole words inside one sentence, in order."""
    found = tagging.words(encoding, document.text)
    if not len(found.first):
        return ()
    inside = 1 - tagging.word_scores(encoding.tags["propaganda"], found)[:, 0]
    return tuple(_stretches(document, found.offsets, inside))


def _stretches(
    document: Document, offsets: NDArray[np.int32], inside: NDArray[np.float64]
) -> Iterator[Stretch]:
    small = small_words()
    for first, last in _joined(document, offsets, inside):
        words = [document.text[a:b].lower() for a, b in offsets[first:last].tolist()]
        kept = [i for i, w in enumerate(words, first) if w not in small and w[:1].isalnum()]
        if kept:
            a, b = kept[0], kept[-1]
            score = float(inside[a : b + 1].mean())
            yield Stretch(int(offsets[a, 0]), int(offsets[b, 1]), score, len(kept))


def _joined(
    document: Document, offsets: NDArray[np.int32], inside: NDArray[np.float64]
) -> Iterator[tuple[int, int]]:
    """Runs ``[first, last)`` of marked words of one sentence, near ones joined."""
    marked = np.flatnonzero(inside >= 0.5).tolist()
    sentence = {i: document.sentence_at(int(offsets[i, 0])) for i in marked}
    first = last = -1
    for i in marked:
        near = last >= 0 and i - last <= GAP and sentence[i] == sentence[first]
        if near and (i == last or inside[last:i].min() >= WEAK):
            last = i + 1
            continue
        if last >= 0:
            yield first, last
        first, last = i, i + 1
    if last >= 0:
        yield first, last


def labelled(stretch: Stretch, shares: Sequence[float] | NDArray[np.float32]) -> Labelled:
    """A stretch with its most probable technique; ``shares`` [14] in the order of TECHNIQUES."""
    pairs = [(float(p), n) for p, n in zip(shares, TECHNIQUES, strict=True) if n not in UNTOLD]
    share, name = max(pairs)
    return Labelled(stretch.start, stretch.end, name, probability(stretch, share))


def probability(stretch: Stretch, share: float, weights: Weights = WEIGHTS) -> float:
    """Probability that a stretch carries the technique that has this share."""
    x = evidence(stretch, share)
    odds = weights.marked * x[0] + weights.share * x[1] + weights.words * x[2] + weights.constant
    return float(1 / (1 + np.exp(-odds)))


def evidence(stretch: Stretch, share: float) -> tuple[float, float, float]:
    """What the map reads: log-odds of the marking, log share, log count of words."""
    marked = min(max(stretch.score, 1e-3), 1 - 1e-3)
    return (
        float(np.log(marked / (1 - marked))),
        float(np.log(max(share, 1e-3))),
        float(np.log(max(stretch.words, 1))),
    )


@dataclass(frozen=True, slots=True, order=True)
class Labelled(Span):
    """A stretch with a technique proposed for it and a calibrated score in [0, 1]."""

    technique: str = ""
    score: float = 0.0


def techniques_from(document: Document, proposed: Iterable[Labelled]) -> tuple[Technique, ...]:
    """The proposals as findings in order; blanks at the ends are trimmed, empty ones dropped and
    those with a score under ``LEAST``.

    Raises ValueError for a technique that PTC does not have.
    """
    found: list[Technique] = []
    for span in sorted(proposed):
        if span.technique not in TECHNIQUES:
            raise ValueError(
                f"technique {span.technique!r} is not one of PTC's {len(TECHNIQUES)}; "
                "see features.framing.TECHNIQUES"
            )
        text = document.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        if text.strip() and span.score >= LEAST:
            end = start + len(text.strip())
            found.append(Technique(start, end, span.technique, span.score))
    return tuple(found)
