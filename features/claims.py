"""Claims: what each sentence says, who vouches for it, and every finding that bears on it.

A claim's span is its sentence; a sentence in which two sources say different things holds two
claims with the same span. The claim carries its findings, so that concepts are computed from them
and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from features.concepts import grave_words
from features.evidence import (
    Attribution,
    Claim,
    Document,
    Encoding,
    Figure,
    Framing,
    Role,
    Sourcing,
    Span,
    Stance,
    Voices,
)
from features.headline import dropped
from features.likeness import Likeness

SILENT: frozenset[Role] = frozenset({"dateline", "byline", "credit", "boilerplate"})
"""Parts in which nothing is claimed."""

COVERED = 0.4
"""Share of a sentence that an attribution's content must cover to be the sentence's own."""
OWN_PART = 25
"""Code points that a second attribution must cover alone to be a claim beside the first."""
SAME = 0.5
"""Share of the content words of both at which two claims are taken to say the same."""

# "Why?", "What do you think?"
_QUESTION = re.compile(r"\?['\"’”»)]*\s*$")
# A word of at least two letters: "said", "don't"
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_claims(
    document: Document,
    encoding: Encoding,
    sourcing: Sourcing,
    voices: Voices,
    figures: Sequence[Figure],
    framing: Framing,
) -> tuple[Claim, ...]:
    """Every sentence's claims, in the order of the text.

    A sentence without a claim yields one with ``is_claim`` False, so that nothing is lost on the
    way; the assessment leaves these out.
    """
    claims: list[Claim] = []
    for index, sentence in enumerate(document.sentences):
        heads = {name: float(values[index]) for name, values in encoding.heads.items()}
        speaking = speakers(sentence, sourcing.attributions)
        for attribution in (*speaking,) or (None,):
            claims.append(
                _claim(document, index, attribution, sourcing, voices, figures, framing, heads)
            )
    numbered = [replace(claim, id=f"c{i + 1}") for i, claim in enumerate(claims)]
    linked = _linked(document, numbered, figures)
    lost = {
        finding.claim: tuple(f.dropped for f in found if f.claim == finding.claim)
        for found in [dropped(document, linked)]
        for finding in found
    }
    return tuple(replace(claim, dropped=lost.get(claim.id, ())) for claim in linked)


def speakers(sentence: Span, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions that carry a sentence, the one with most of it first.

    A nested attribution inside another's content is the outer one's matter, unless nothing else
    covers the sentence. Empty where the sentence is the author's own.
    """
    inside = [(a.content.overlap(sentence), a) for a in attributions if a.content.overlap(sentence)]
    inside.sort(key=lambda pair: (-pair[0], pair[1].content.start))
    chosen: list[tuple[int, Attribution]] = []
    for shared, attribution in inside:
        named_here = any(s and s.overlap(sentence) for s in (attribution.source, attribution.cue))
        enough = shared >= COVERED * len(sentence) or (named_here and shared >= OWN_PART)
        apart = all(
            other.content.overlap(attribution.content) < 0.5 * shared for _, other in chosen
        )
        if (not chosen and enough) or (
            chosen and apart and shared >= OWN_PART and _differs(attribution, chosen)
        ):
            chosen.append((shared, attribution))
    return [attribution for _, attribution in chosen]


def _differs(attribution: Attribution, chosen: Sequence[tuple[int, Attribution]]) -> bool:
    return all(attribution.source_id != other.source_id for _, other in chosen)


def _claim(
    document: Document,
    index: int,
    attribution: Attribution | None,
    sourcing: Sourcing,
    voices: Voices,
    figures: Sequence[Figure],
    framing: Framing,
    heads: dict[str, float],
) -> Claim:
    sentence = document.sentences[index]
    role = document.role_of(sentence)
    outside = [s for s in (attribution.source, attribution.cue) if s] if attribution else []
    insinuations = tuple(s for s in framing.insinuations if s.overlap(sentence))
    caveats = tuple(c for c in sourcing.caveats if index in c.covers)
    return Claim(
        id="",
        sentence=index,
        span=sentence,
        role=role,
        stance=stance(sentence, attribution, sourcing, bool(caveats)),
        voice=voices.at(sentence),
        kind=attribution.kind if attribution else "author_voice",
        attribution=attribution,
        independent_sources=int(attribution is not None and attribution.stake is False),
        hedges=tuple(h for h in sourcing.hedges if h.overlap(sentence)),
        caveats=caveats,
        factive=tuple(f for f in sourcing.factive if f.overlap(sentence)),
        same_as=(),
        figures=tuple(i for i, f in enumerate(figures) if f.overlap(sentence)),
        loaded=tuple(w for w in framing.loaded if w.overlap(sentence)),
        techniques=tuple(t for t in framing.techniques if t.overlap(sentence)),
        insinuations=insinuations,
        heads=heads,
        is_claim=is_claim(document, sentence, role, bool(insinuations)),
        grave=grave_words(document.text, sentence, outside),
        scare_quotes=tuple(
            Span(q.start, q.end) for q in voices.quotes if q.type == "scare" and q.overlap(sentence)
        ),
    )


def is_claim(document: Document, sentence: Span, role: Role, insinuates: bool) -> bool:
    """Whether a sentence claims anything: no dateline, byline or link, no plain question."""
    words = sentence.of(document.text)
    if role in SILENT or len(_WORD.findall(words)) < 3:
        return False
    return insinuates or not _QUESTION.search(words)


def stance(
    sentence: Span, attribution: Attribution | None, sourcing: Sourcing, doubted: bool
) -> Stance:
    """How the author passes the claim on.

    A denial in the sentence refutes what the author reports in his own name ("falsely claimed")
    and disputes what he leaves to others ("denied"); a caveat that covers the claim disputes it.
    """
    denials = [d for d in sourcing.denials if d.overlap(sentence)]
    if attribution is None:
        return "refuted" if denials else "asserted"
    outside = [d for d in denials if not attribution.content.contains(d)]
    if outside:
        by_cue = attribution.cue is not None and any(attribution.cue.overlap(d) for d in outside)
        return "disputed" if by_cue or attribution.source_id else "refuted"
    return "disputed" if doubted else "reported"


def _linked(document: Document, claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Claim]:
    """Claims with ``same_as`` and the count of channels without a stake behind each."""
    likeness = Likeness(document)
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    near = {sentence: likeness.near(sentence, SAME) for sentence in by_sentence}
    result = []
    for claim in claims:
        same = [
            other
            for sentence in near[claim.sentence]
            for other in by_sentence[sentence]
            if claim.is_claim and other.is_claim and _agree(claim, other, figures)
        ]
        channels = {_channel(c) for c in (claim, *same)} - {None}
        alike = tuple(c.id for c in same)
        result.append(replace(claim, same_as=alike, independent_sources=len(channels)))
    return result


def _agree(one: Claim, other: Claim, figures: Sequence[Figure]) -> bool:
    """Two sentences that are alike but give different figures do not say the same."""
    values = [{figures[i].value for i in c.figures} - {None} for c in (one, other)]
    return not (values[0] and values[1]) or bool(values[0] & values[1])


def _channel(claim: Claim) -> str | None:
    """The channel without a stake through which a claim came, if there is one."""
    attribution = claim.attribution
    if attribution is None or attribution.stake is not False or attribution.custody:
        return None
    return attribution.channel or attribution.source_id
