"""The fourteen techniques of PTC (SemEval-2020 task 11, Da San Martino et al. 2020)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from features.evidence import Document, Span, Technique

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


@dataclass(frozen=True, slots=True, order=True)
class Labelled(Span):
    """A stretch with a technique proposed for it and a calibrated score in [0, 1]."""

    technique: str = ""
    score: float = 0.0


def techniques_from(document: Document, proposed: Iterable[Labelled]) -> tuple[Technique, ...]:
    """The proposals as findings in order; blanks at the ends are trimmed, empty ones dropped.

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
        if text.strip():
            end = start + len(text.strip())
            found.append(Technique(start, end, span.technique, span.score))
    return tuple(found)
