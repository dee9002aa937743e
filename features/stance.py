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
from features.rejecting import SCHOLARS, any_of, entries_of, words_of
from features.rejection import (
    answers,
    countered,
    denied_back,
    disputes,
    is_refusal,
    names_alone,
    points_back,
    refutations,
)

ASIDE = 40
"""Code points from which a rejection in brackets holds a claim of its own."""
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

MUTE: Final[frozenset[Kind]] = frozenset({"social_media", "document_or_recording", "unattributed"})
"""Kinds that pass on and take nothing back."""

# "which was swiftly denied by", "which the army disputes"; a word like "false" alone tells less
_DISPUTES: Final = re.compile(
    r"(?:den(?:y|ies|ied|ying|ial)|disput|reject|dismiss|contest(?:s|ed|ing)\b|contradict|rebut"
    r"|refut|without"
    r"|offered no|provided no)\w*",
    re.IGNORECASE,
)
# "Claims circulating online", "a viral post", "the rumour": nobody stands behind what is rejected
_RUMOUR: Final = re.compile(
    r"\b(?:rumou?rs?|hoax\w*|myths?|conspiracy|viral|online|circulat\w+|social media|posts?|memes?"
    r"|messages?|misinformation|disinformation|fake)\b",
    re.IGNORECASE,
)
# ", which is untrue", ", something for which there is no evidence"
_REMARK: Final = re.compile(r"\W*(?:(?:something|an? \w+) (?:for )?)?which\b", re.IGNORECASE)
# ", but", "; ", before a rejection
_TURNED: Final = re.compile(r"(?:[;—–]|, (?:but|yet|though|although|however)\b)", re.IGNORECASE)
# ", but witnesses said", "though the log shows": a clause that cites what it says itself
_ANEW: Final = re.compile(r"[,;]|(?:al)?though\b", re.IGNORECASE)
# "that it was", "that any such order": behind a rejection, what was said before it
_AGAIN: Final = re.compile(
    r"\s*(?:it|this|that|these|those|he|she|they|him|any|such|there)\b", re.IGNORECASE
)
# "has denied", "accused", "pointed the finger at"
_DENIES: Final = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_ACCUSES: Final = re.compile(r"\b(?:accus|blam|alleg(?!edly)|suspect|finger|charg)", re.IGNORECASE)
# "We looked at the court file", between a claim and what is found of it
_METHOD: Final = re.compile(r"\s*(?:so )?(?:we|i|our \w+)\b", re.IGNORECASE)
# A sentence that opens with a quotation
_QUOTED: Final = re.compile(r"\s*[“\"«]")
# "These rumours", "None of it", "both claims"
_SEVERAL: Final = re.compile(
    r"\W*(?:but |yet |and )?(?:these|those|both|they|all|none|neither)\b", re.IGNORECASE
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
def _spreads() -> re.Pattern[str]:
    """ "repeated", "has been peddling": what is done with words that are not one's own."""
    return re.compile(rf"\b{any_of('spread')}\b", re.IGNORECASE)


@cache
def _cites() -> re.Pattern[str]:
    """ "a message on social media", "the candidate claimed", "people believe": what passes on."""
    words = "|".join(any_of(name) for name in ("saying", "claimed", "doubted"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def stance(
    document: Document,
    sentence: Span,
    denials: Sequence[Span],
    attribution: Attribution | None,
    rejected: Sequence[Span] | None = None,
) -> Stance:
    """How the author passes a claim on, as far as its own sentence tells: asserted, reported,
    disputed or refuted. ``denials`` are words of denial in the sentence, ``rejected`` what
    :func:`features.rejection.refutations` finds in it, where it is known."""
    rejections = refutations(document.text, sentence) if rejected is None else list(rejected)
    if attribution is not None:
        rejections = _of_what_is_said(document, sentence, rejections, attribution)
    if attribution is None or attribution.depth == 0 or _is_label(document, attribution):
        if any(not _is_quoted(document, rejection) for rejection in rejections):
            return "refuted"
        return "disputed" if rejections or _is_other_told(document, sentence) else "asserted"
    if any(
        not _is_said(document, rejection, attribution) and not _is_quoted(document, rejection)
        for rejection in rejections
    ):
        return "refuted"
    if rejections and _is_admitted(document, attribution):
        return "refuted"
    opening = [rejection for rejection in rejections if _opens(rejection, attribution)]
    if opening:
        free = _arbitrates(document, attribution) or (
            attribution.stake is not True
            and any(_RUMOUR.search(r.of(document.text)) for r in opening)
        )
        return "refuted" if free else "disputed"
    return "disputed" if _is_contested(document, sentence, denials, attribution) else "reported"


def _is_quoted(document: Document, rejection: Span) -> bool:
    """Whether a rejection is somebody's words, though nobody is found to say them: "Lies," he said,
    when he was asked whether."""
    return any(quotation.contains(rejection) for quotation in document.quotations)


def _is_other_told(document: Document, sentence: Span) -> bool:
    """Whether somebody contests what an author's own sentence passes on: not his plan or advice."""
    found = disputes(document.text, sentence)
    if found is None:
        return False
    clause = _ANEW.match(document.text, found.start) is not None
    told = Span(sentence.start, found.start if clause else found.end).of(document.text)
    return _cites().search(told) is not None


def _is_contested(
    document: Document, sentence: Span, denials: Sequence[Span], attribution: Attribution
) -> bool:
    """Whether a sentence holds words against what its source says that are not the source's."""
    outside = [
        d
        for d in denials
        if not attribution.content.contains(d) and not is_refusal(document.text, d, sentence)
    ]
    cue = attribution.cue
    if any((cue and cue.overlap(d)) or _DISPUTES.match(d.of(document.text)) for d in outside):
        return True
    return any(
        not (attribution.direct and attribution.content.contains(found))
        and not (attribution.source and attribution.source.overlap(found))
        for found in (
            disputes(document.text, sentence),
            _countered(document, sentence, attribution),
        )
        if found is not None
    )


def _countered(document: Document, sentence: Span, attribution: Attribution) -> Span | None:
    """The words behind what a source says by which somebody else tells it otherwise, or None."""
    source, cue = attribution.source, attribution.cue
    first = min((s.start for s in (source, cue) if s is not None), default=sentence.end)
    if first >= sentence.end or first < sentence.start:
        return None
    return countered(document.text, Span(first, sentence.end))


def with_targets(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the light of what stands behind them: one that the next sentence rejects is
    refuted where the author or an arbiter rejects it, and the rejection itself ("That is wrong.")
    is no refuted claim."""
    sentences: list[list[int]] = [[] for _ in document.sentences]
    for i, claim in enumerate(claims):
        sentences[claim.sentence].append(i)
    stances: dict[int, Stance] = {}
    for here in range(len(sentences)):
        sentence = document.sentences[here]
        if not sentences[here]:
            continue
        by = claims[sentences[here][0]].attribution
        if here and answers(document.text, document.sentences[here - 1], sentence):
            stances |= dict.fromkeys(sentences[here - 1], "refuted")
            continue
        denial = denied_back(document.text, sentence)
        if denial is not None:
            answered = _answered(document, claims, sentences, here, denial)
            stances |= {i: "disputed" for i in answered if i not in stances}
            if answered and denial.end == sentence.end:
                stances |= dict.fromkeys(sentences[here], "reported")
            continue
        if _denies(document, by):
            accused = _targets(document, claims, sentences, here)
            stances |= {i: "disputed" for i in accused if _accuses(document, claims[i])}
        pointing = points_back(document.text, sentence)
        alone = names_alone(document.text, sentence)
        if not (alone or pointing) or not _counts(document, pointing or sentence, by):
            continue
        if pointing and any(_ends_before(claims[i], pointing) for i in sentences[here]):
            continue
        targets = list(_targets(document, claims, sentences, here)) if pointing else []
        if not targets and alone:
            targets = _ahead(document, claims, sentences, here)
        if targets:
            plain: Stance = "asserted" if by is None or not by.depth else "reported"
            stances |= dict.fromkeys(sentences[here], plain)
            stances |= dict.fromkeys(targets, "refuted")
    return [
        replace(claim, stance=stances[i]) if i in stances else claim
        for i, claim in enumerate(claims)
    ]


def _ends_before(claim: Claim, rejection: Span) -> bool:
    """Whether what a source says ends in front of a rejection in its own sentence ("He told them
    that it worked; the figures suggest otherwise")."""
    by = claim.attribution
    return (
        by is not None
        and by.depth > 0
        and by.cue is not None
        and max(by.cue.end, by.content.end) <= rejection.start
    )


def _denies(document: Document, by: Attribution | None) -> bool:
    """Whether somebody denies what his sentence says: "The ministry denied using gas"."""
    return (
        by is not None
        and by.cue is not None
        and _DENIES.search(by.cue.of(document.text)) is not None
    )


def _accuses(document: Document, claim: Claim) -> bool:
    """Whether somebody accuses in a claim: of two who speak of one thing he is the other."""
    by = claim.attribution
    return (
        claim.stance == "reported"
        and by is not None
        and by.cue is not None
        and _ACCUSES.search(by.cue.of(document.text)) is not None
    )


def _answered(
    document: Document,
    claims: Sequence[Claim],
    sentences: Sequence[Sequence[int]],
    here: int,
    denial: Span,
) -> list[int]:
    """Indices of the claims that a denial speaks of ("denied the reports"): what another source
    says in the last sentence of those that ``_targets`` gives."""
    for i in sentences[here]:
        by = claims[i].attribution
        if by is not None and by.cue is not None and by.cue.end <= denial.start:
            return []  # "..., said the rebels, but the claim was denied by the army"
    targets = list(_targets(document, claims, sentences, here))
    return [
        i
        for i in targets
        if claims[i].sentence == claims[targets[0]].sentence and claims[i].stance == "reported"
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
            and first is None
            and _METHOD.match(document.text, document.sentences[at].start)
        ):
            continue
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


def _ahead(
    document: Document, claims: Sequence[Claim], sentences: Sequence[Sequence[int]], here: int
) -> list[int]:
    """Indices of the claims that a rejection speaks of which stands before them ("It was a hoax.
    The caller had said that ..."): those of the next sentence of its paragraph."""
    if here + 1 == len(sentences) or document.paragraph_at(
        document.sentences[here].start
    ) != document.paragraph_at(document.sentences[here + 1].start):
        return []
    quoted = _QUOTED.match(document.text, document.sentences[here + 1].start) is not None
    return [i for i in sentences[here + 1] if quoted or _is_passed_on(document, claims[i])]


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
    other words a clause at its end is the author's ("..., which is untrue"), and so is what turns
    against it behind the speaker ("..., he said, but no record shows it") and whatever a rumour or
    a picture would have to say against itself."""
    content, cue = attribution.content, attribution.cue
    if cue is not None and cue.end <= rejection.start and rejection.end <= content.start:
        return True  # "According to the rebels it is false that ..."
    if cue is not None and cue.end <= content.start < rejection.end <= content.end:
        first = cue if attribution.source is None else min(cue, attribution.source)
        if rejection.start < first.start:
            return True  # "It denies the claims and an aide said they were impossible"
    if not content.contains(rejection):
        return False
    if attribution.direct:
        return True
    if _REMARK.match(document.text, rejection.start, rejection.end) is not None:
        return False
    if _is_mute(document, attribution):
        return rejection.start <= content.start + OPENING
    told = cue is not None and content.start < cue.start < rejection.start
    return not (told and _TURNED.search(document.text, content.start, rejection.start))


def _of_what_is_said(
    document: Document, sentence: Span, rejections: Sequence[Span], attribution: Attribution
) -> list[Span]:
    """The rejections without those of a clause behind what the source says that brings a claim of
    its own ("...; there is no proof that anyone looked"): what stands before keeps its stance."""
    anew = [r for r in rejections if _tells_anew(document, sentence, r, attribution)]
    return [r for r in rejections if not any(r.overlap(other) for other in anew)]


def _tells_anew(
    document: Document, sentence: Span, rejection: Span, attribution: Attribution
) -> bool:
    """Whether a rejection in a clause behind what the source says is of something else: not of
    that claim again ("that it did"), nor of one that shares a word with it."""
    first = attribution.content.start
    before = document.text[first : rejection.start]
    if len(rejection) > ASIDE and before.rfind("(") > before.rfind(")"):
        return True
    own = Span(rejection.end, sentence.end).of(document.text).lower()
    if first >= rejection.start or not rejection.of(document.text).lower().endswith("that"):
        return False
    if _AGAIN.match(own) or not _TURNED.search(document.text, first, rejection.start):
        return False
    said = Span(first, rejection.start).of(document.text).lower()
    return not (set(words_of(said)) & set(words_of(own))) - set(entries_of("light"))


def _is_mute(document: Document, attribution: Attribution) -> bool:
    """Whether the source only passes on, and could take nothing back: a post, a message, nobody, or
    who spreads a thing."""
    cue, source = attribution.cue, attribution.source
    return (
        source is None
        or attribution.kind in MUTE
        or _RUMOUR.search(source.of(document.text)) is not None
        or (cue is not None and _spreads().search(cue.of(document.text)) is not None)
    )


def _opens(rejection: Span, attribution: Attribution) -> bool:
    """Whether what the source says is that something is false: "it was not true that"."""
    return not attribution.direct and rejection.start <= attribution.content.start + OPENING


# "Claim: ", "NOT REAL - "
_MARK = re.compile(r"\s?[:–—-]")


# "had to admit that its report was false"
_ADMITS: Final = re.compile(r"\b(?:admi|conced|acknowledg|confess|own(?:s|ed) up)", re.IGNORECASE)


def _is_admitted(document: Document, attribution: Attribution) -> bool:
    """Whether the source admits what it says: who takes back his own words has no side to it."""
    cue = attribution.cue
    return cue is not None and _ADMITS.search(cue.of(document.text)) is not None


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
