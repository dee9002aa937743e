"""Gold annotations as the findings a perfect reader would make: claims, figures, levels.

The concepts are then measured by the same code as for a text that was read by machine, so that
"the same model given gold concepts of the same definition" can be told from errors of reading.

What the guidelines annotate as a field is taken from the field. Insinuation, dehumanising words,
overreach, factive cues, caveats and second channels are annotated as reason codes only. They are
given after the level and lean towards it (nobody notes a factive verb in a plain low), so results
with and without them are to be told apart: ``codes=False`` leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from data.readers.gold import GoldClaim, GoldDocument, GoldFigure, Offsets
from features.claims import with_matter
from features.concepts import DEHUMANISING, SIDE_LABEL, grave_words
from features.evidence import (
    Anonymity,
    Attribution,
    Caveat,
    Claim,
    Custody,
    Figure,
    Hedge,
    Kind,
    Loaded,
    Role,
    Span,
    Stance,
)
from training.risk import LEVELS

LABELS_OF_ONE_SIDE = frozenset(
    [
        "regime",
        "regimes",
        "terrorist",
        "terrorists",
        "so-called",
        "special",
        "operation",
        "operations",
    ]
)
"""Words of the guidelines that are one side's label: loaded, but raising no risk alone."""

EMPTY_FORMS = frozenset(
    [
        "reportedly",
        "allegedly",
        "purportedly",
        "supposedly",
        "estimated",
        "believed",
        "expected",
        "feared",
        "said",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class GoldReading:
    """One annotator's reading of one document.

    ``levels`` [n] are 0 low, 1 medium, 2 high, one a claim; ``figures`` are the document's, to
    which the claims' indices point; ``article`` is the annotated level of the whole.
    """

    doc_id: str
    outlet: str
    text: str
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    levels: NDArray[np.int64]
    article: int | None


def read_as_findings(
    document: GoldDocument, annotator: str = "A", codes: bool = True
) -> GoldReading:
    """The findings of one annotator; sentences without a claim are left out. Of the heads there is
    ``check_worthy`` alone, the annotated one."""
    claims: list[Claim] = []
    figures: list[Figure] = []
    levels: list[int] = []
    for number, given in enumerate(document.claims[annotator]):
        if not given.claim:
            continue
        own = [_figure(f) for f in given.figures]
        indices = tuple(range(len(figures), len(figures) + len(own)))
        figures.extend(own)
        claims.append(_claim(document, given, number, indices, codes))
        levels.append(LEVELS.index(given.risk))
    article = document.article.get(annotator)
    return GoldReading(
        document.doc_id,
        document.outlet,
        document.text,
        tuple(with_matter(claims)),
        tuple(figures),
        np.array(levels, dtype=np.int64),
        None if article is None else LEVELS.index(article.risk),
    )


def _claim(
    document: GoldDocument,
    given: GoldClaim,
    number: int,
    figures: tuple[int, ...],
    codes: bool,
) -> Claim:
    span = Span(*given.sentence)
    reasons = frozenset(given.reasons) if codes else frozenset[str]()
    attribution = _attribution(given, span)
    outside = [Span(*s) for s in (given.source, given.cue) if s is not None]
    sentence = document.sentences.index(given.sentence)
    return Claim(
        id=f"c{number}",
        sentence=sentence,
        span=span,
        role=_role(document, sentence),
        stance=cast(Stance, given.stance),
        voice=given.voice,
        kind=cast(Kind, given.source_kind),
        attribution=attribution,
        independent_sources=int("independent_source" in reasons),
        hedges=tuple(_hedge(Span(*h), span, document.text) for h in given.hedges),
        caveats=(Caveat(span.start, span.end, (sentence,)),) if "caveat" in reasons else (),
        factive=(span,) if "factive_cue" in reasons else (),
        same_as=(),
        figures=figures,
        loaded=_loaded(document, given, "dehumanising" in reasons),
        techniques=(),
        insinuations=(span,) if "insinuation" in reasons else (),
        heads={"check_worthy": float(given.check_worthy)},
        grave=grave_words(document.text, span, outside),
        dropped=("support",) if "overreach" in reasons else (),
    )


def _attribution(given: GoldClaim, span: Span) -> Attribution | None:
    if given.source_kind == "author_voice":
        return None
    custody = Custody(None, None, given.serves_custodian) if given.custody else None
    return Attribution(
        content=span,
        source=Span(*given.source) if given.source else None,
        cue=Span(*given.cue) if given.cue else None,
        source_id=None,
        kind=cast(Kind, given.source_kind),
        named=given.named,
        anonymity=cast("Anonymity | None", given.anonymity),
        stake=given.stake,
        custody=custody,
        depth=given.depth,
        direct=given.voice == "quoted",
    )


def _role(document: GoldDocument, sentence: int) -> Role:
    """The first sentence is the headline, the first one after its paragraph the lede."""
    if sentence == 0:
        return "headline"
    head_end = document.text.find("\n", document.sentences[0][0])
    lede = next((i for i, s in enumerate(document.sentences) if s[0] > head_end >= 0), 1)
    return "lede" if sentence == lede else "body"


def _figure(given: GoldFigure) -> Figure:
    return Figure(
        *given.span,
        value=given.value,
        bound="vague" if given.value is None else "exact",
        status=_status(given),
        attributed=given.attributed,
        stake=given.stake,
        verified=given.verified,
        casualty=given.casualty,
    )


def _status(given: GoldFigure) -> Literal["verified", "attributed", "unsourced"]:
    if given.verified:
        return "verified"
    return "attributed" if given.attributed else "unsourced"


def _hedge(hedge: Span, claim: Span, text: str) -> Hedge:
    words = set(hedge.of(text).lower().split())
    return Hedge(hedge.start, hedge.end, scope=claim, agentless=bool(words & EMPTY_FORMS))


def _loaded(document: GoldDocument, given: GoldClaim, dehumanising: bool) -> tuple[Loaded, ...]:
    return tuple(
        Loaded(
            *w.span, voice=w.voice, category=_category(document, w.span, dehumanising), score=1.0
        )
        for w in given.loaded
    )


def _category(document: GoldDocument, span: Offsets, dehumanising: bool) -> str | None:
    words = set(Span(*span).of(document.text).lower().split())
    if words <= LABELS_OF_ONE_SIDE:
        return SIDE_LABEL
    return DEHUMANISING if dehumanising else None
