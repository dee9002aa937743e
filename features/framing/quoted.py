"""Whose emotion it is, as a second number: the framing of the quoted voices, beside the author's.

``scores.framing_author`` is the sigmoid of the summed effects of the concepts of that group: the
author's own wording, his wording of others included. ``scores.framing_quoted`` is the same number
for the claim that :func:`as_quoted` returns, in which the quoted voices' words stand where the
author's stood. So both are on one scale: .5 is the average claim's author, and a loaded word weighs
the same whoever says it. It moves no risk: a quoted word is its speaker's (``features.concepts``).
"""

from __future__ import annotations

from dataclasses import replace

from features.evidence import Claim

WORDING = ("propaganda", "biased", "subjective")
"""Heads that read a sentence's wording: the quoted voice's only where it holds the sentence."""


def as_quoted(claim: Claim) -> Claim:
    """The claim as if its quoted voices were the author and the author had said nothing.

    Loaded words that are not quoted, insinuations, scare quotes and what headline or lede dropped
    are the author's and fall away.
    """
    spoken = claim.voice == "quoted"
    heads = {k: v if spoken or k not in WORDING else 0.0 for k, v in claim.heads.items()}
    own = (replace(word, voice="author") for word in claim.loaded if word.voice == "quoted")
    return replace(
        claim,
        voice="author",
        kind="author_voice",
        attribution=None,
        loaded=tuple(own),
        insinuations=(),
        scare_quotes=(),
        dropped=(),
        heads=heads,
    )
