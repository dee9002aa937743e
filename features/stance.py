"""Stance: how the author passes a claim on, above all whether he cites it in order to reject it.

What rejects, and its target, are found by ``features.rejection``; here it is asked who rejects.
The author's own words refute, and so does the finding of somebody without a stake whom he cites. A
denial by another side ("which the army disputes") disputes. A caveat does neither: that nobody
could confirm a claim is no word against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from features.evidence import Attribution, Claim, Document, Kind, Span, Stance
from features.rejecting import SCHOLARS, any_of
from features.rejection import points_back, refutations

OPENING = 12
"""Code points into what a source says within which a rejection still frames all of it."""
REACH = 3
"""Sentences of one speaker, or of several, that a rejection behind them may speak of."""
ARBITERS: Final[frozenset[Kind]] = frozenset(
    {
        *("expert", "ngo_monitor", "intergovernmental_org", "media_outlet"),
        *("document_or_recording", "poll_or_dataset"),
    }
)
"""Kinds whose finding that a claim is false the author may rest on, where no stake shows."""

# "which was swiftly denied by", "which the army disputes"; a word like "false" alone tells less
_DISPUTES: Final = re.compile(
    r"(?:den(?:y|ies|ied|ying|ial)|disput|reject|dismiss|contest|contradict|rebut|refut|without"
    r"|offered no|provided no)\w*",
    re.IGNORECASE,
)
# "Claims circulating online", "a viral post", "the rumour": nobody stands behind what is rejected
_RUMOUR: Final = re.compile(
    r"\b(?:rumou?rs?|hoax\w*|myths?|conspiracy|viral|online|circulat\w+|social media|posts?|memes?"
    r"|messages?|misinformation|disinformation|fake)\b",
    re.IGNORECASE,
)
# ", which is untrue"
_REMARK: Final = re.compile(r"\W*which\b", re.IGNORECASE)
# "These rumours", "None of it", "both claims"
_SEVERAL: Final = re.compile(
    r"^\W*(?:but |yet |and )?(?:these|those|both|they|all|none|neither)\b", re.IGNORECASE
)


@cache
def _labels() -> re.Pattern[str]:
    """ "Claim", "Verdict", "NOT REAL": what a colon behind it makes look like a speaker."""
    return re.compile(rf"\W*(?:{any_of('heading')}|{any_of('verdict')})\W*", re.IGNORECASE)


@cache
def _knowers() -> re.Pattern[str]:
    """ "doctors", "independent engineers": who knows by calling, though nobody is named."""
    return re.compile(rf"\b{any_of('arbiter')}\b|{SCHOLARS}", re.IGNORECASE)


@cache
def _cites() -> re.Pattern[str]:
    """ "a message on social media", "the candidate claimed": what passes something on."""
    return re.compile(rf"\b(?:{any_of('saying')}|{any_of('claimed')})\b", re.IGNORECASE)


def stance(
    document: Document,
    sentence: Span,
    denials: Sequence[Span],
    attribution: Attribution | None,
) -> Stance:
    """How the author passes a claim on, as far as its own sentence tells: asserted, reported,
    disputed or refuted. ``denials`` are words of denial in the sentence."""
    rejections = refutations(document.text, sentence)
    if attribution is None or attribution.depth == 0 or _is_label(document, attribution):
        return "refuted" if rejections else "asserted"
    if any(not _is_said(document, rejection, attribution) for rejection in rejections):
        return "refuted"
    opening = [rejection for rejection in rejections if _opens(rejection, attribution)]
    if opening:
        free = _arbitrates(document, attribution) or (
            attribution.stake is not True
            and any(_RUMOUR.search(r.of(document.text)) for r in opening)
        )
        return "refuted" if free else "disputed"
    outside = [d for d in denials if not attribution.content.contains(d)]
    cue = attribution.cue
    disputes = any(
        (cue and cue.overlap(d)) or _DISPUTES.match(d.of(document.text)) for d in outside
    )
    return "disputed" if disputes else "reported"


def with_targets(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the light of what stands behind them: one that the next sentence rejects is
    refuted where the author or an arbiter rejects it, and the rejection itself ("That is wrong.")
    is no refuted claim."""
    sentences: list[list[int]] = [[] for _ in document.sentences]
    for i, claim in enumerate(claims):
        sentences[claim.sentence].append(i)
    stances: dict[int, Stance] = {}
    for here in range(1, len(sentences)):
        sentence = document.sentences[here]
        if not sentences[here]:
            continue
        by = claims[sentences[here][0]].attribution
        pointing = points_back(document.text, sentence)
        if pointing is None or not _counts(document, pointing, by):
            continue
        if targets := list(_targets(document, claims, sentences, here)):
            plain: Stance = "asserted" if by is None or not by.depth else "reported"
            stances |= dict.fromkeys(sentences[here], plain)
            stances |= dict.fromkeys(targets, "refuted")
    return [
        replace(claim, stance=stances[i]) if i in stances else claim
        for i, claim in enumerate(claims)
    ]


def _targets(
    document: Document, claims: Sequence[Claim], sentences: Sequence[Sequence[int]], here: int
) -> Iterator[int]:
    """Indices of the claims that a sentence which points back speaks of: the last one that the
    author passes on and the rest of what its speaker says there, or the last few where it
    speaks of several."""
    speaker = claims[sentences[here][0]].attribution
    several = _SEVERAL.match(document.text, document.sentences[here].start)
    first: Claim | None = None
    for at in range(here - 1, max(-1, here - 1 - REACH), -1):
        paragraph = document.paragraph_at(document.sentences[at].start)
        near = document.paragraph_at(document.sentences[here].start) - paragraph
        found = [i for i in sentences[at] if _is_passed_on(document, claims[i])]
        if (
            not found
            or near > 1
            or any(_same_source(claims[i].attribution, speaker) for i in found)
        ):
            return
        if first is not None and not (
            (several and near == 0) or _same_source(claims[found[0]].attribution, first.attribution)
        ):
            return
        first = first or claims[found[0]]
        yield from found


def _is_passed_on(document: Document, claim: Claim) -> bool:
    """Whether somebody but the author vouches for a claim, or its words say that it is cited."""
    by = claim.attribution
    words = claim.span.of(document.text)
    passed = (by is not None and by.depth > 0) or _cites().search(words) is not None
    return claim.is_claim and passed


def _same_source(one: Attribution | None, other: Attribution | None) -> bool:
    return one is not None and other is not None and one.source_id == other.source_id is not None


def _counts(document: Document, rejection: Span, by: Attribution | None) -> bool:
    """Whether a rejection is the author's own word, or that of somebody without a stake."""
    own = by is None or by.depth == 0 or _is_label(document, by)
    return own or by is None or not _is_said(document, rejection, by) or _arbitrates(document, by)


def _is_said(document: Document, rejection: Span, attribution: Attribution) -> bool:
    """Whether a rejection is a part of what the source says, and not about it: of what is told in
    other words a clause at its end is the author's ("..., which is untrue")."""
    if not attribution.content.contains(rejection):
        return False
    return attribution.direct or not _REMARK.match(document.text, rejection.start, rejection.end)


def _opens(rejection: Span, attribution: Attribution) -> bool:
    """Whether what the source says is that something is false: "it was not true that"."""
    return not attribution.direct and rejection.start <= attribution.content.start + OPENING


# "Claim: ", "NOT REAL - "
_MARK = re.compile(r"\s?[:–—-]")


def _is_label(document: Document, attribution: Attribution) -> bool:
    """Whether the supposed speaker is a heading: "Claim: ...", "NOT REAL: ..."."""
    source = attribution.source
    if source is None or _MARK.match(document.text, source.end) is None:
        return False
    return _labels().fullmatch(source.of(document.text)) is not None


def _arbitrates(document: Document, attribution: Attribution | None) -> bool:
    """Whether the source has no stake in what it calls false; a denial by a side only disputes."""
    if attribution is None or attribution.stake is not None:
        return attribution is not None and attribution.stake is False
    source = attribution.source
    knows = source is not None and _knowers().search(source.of(document.text)) is not None
    return attribution.kind in ARBITERS or knows
