"""The assessment: one document's findings, risk and reasons in the shape that every face shows.

Field names are a contract (``docs/assessment.md``). Spans are code points into the text as given;
the reading's own offsets end here. ``to_json`` is the one serialiser behind Python, command line
and HTTP, so the same text, options and bundle give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from features.concepts import EMPTY, measure
from features.evidence import (
    Attribution,
    Claim,
    Custody,
    Document,
    Figure,
    Level,
    Span,
)
from features.reading import Reading
from training.article import ArticleRating, RatedClaim, rate, rated, scores
from training.risk import LEVELS, Contribution, Floats, RiskModel, graded, grouped

Explain = Literal["brief", "full"]
Json = dict[str, Any]

FULL_ONLY = ("heads", "techniques")
"""Shown over HTTP and on the command line only with ``explain=full``: a raw "propaganda .87"
beside a war report misleads."""

NOT_BUILT = (
    "request.store",
    "scores.framing_quoted",
    "claims[].scores.framing_quoted",
    "reasons.single_channel",
    "absent.right_of_reply",
)
"""What the contract names and nothing fills yet: never in an assessment, listed by
``GET /v1/model``. A code behind the last dot, or a field."""

SHORTEST = 4
"""Words below which nothing is rated."""
WORTH_SAYING = 0.05
"""The least fall of the score for which a counterfactual is told."""


OWNERS = {"author_high": "author", "one_interested_channel": "source"}
"""Whose doing a condition of the article rule is; the others follow their worst claim."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One claim's concepts, and how likely each level is under the risk model."""

    claim: Claim
    concepts: Mapping[str, float]
    row: Floats
    probabilities: Floats
    score: float
    level: Level
    author: float


@dataclass(frozen=True, slots=True, eq=False)
class Rating(Scored):
    """A scored claim with all that is told of it."""

    interval: tuple[float, float]
    groups: Mapping[str, float]
    contributions: tuple[Json, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What Assay says of one text. ``data`` is the full assessment."""

    data: Json

    def to_dict(self, explain: Explain = "full") -> Json:
        """The assessment as plain values; ``brief`` leaves out heads and techniques."""
        if explain == "full":
            return self.data
        claims = [{k: v for k, v in c.items() if k not in FULL_ONLY} for c in self.data["claims"]]
        return {**self.data, "claims": claims}

    def to_json(self, explain: Explain = "full") -> str:
        """UTF-8 JSON text with a fixed order of keys and floats of four digits."""
        return to_json(self.to_dict(explain))


def to_json(value: Any) -> str:
    """The one serialiser: floats to four digits, keys in the order they were laid down."""
    return json.dumps(rounded(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def rounded(value: Any) -> Any:
    """The same value with every float rounded to four digits; minus zero becomes zero."""
    if isinstance(value, float):
        return round(value, 4) + 0.0
    if isinstance(value, Mapping):
        return {k: v if type(v) in _AS_IT_IS else rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [v if type(v) in _AS_IT_IS else rounded(v) for v in value]
    return value


_AS_IT_IS = frozenset({str, int, bool, type(None)})


def rate_claims(reading: Reading, risk: RiskModel) -> list[Rating]:
    """Concepts, score, level, interval and contributions of every sentence that claims anything."""
    claims = [claim for claim in reading.claims if claim.is_claim]
    return rate_all(claims, reading.figures, risk)


def rate_claim(claim: Claim, figures: Sequence[Figure], risk: RiskModel) -> Rating:
    """One claim through the glass box."""
    return rate_all([claim], figures, risk)[0]


def rate_all(claims: Sequence[Claim], figures: Sequence[Figure], risk: RiskModel) -> list[Rating]:
    """Claims through the glass box, in order."""
    scored = score_all([(claim, figures) for claim in claims], risk)
    if not scored:
        return []
    X = np.stack([s.row for s in scored])
    told, intervals = risk.all_contributions(X), risk.interval(X).tolist()
    return [
        _rating(s, contributions, low, high)
        for s, contributions, (low, high) in zip(scored, told, intervals, strict=True)
    ]


def score_all(given: Sequence[tuple[Claim, Sequence[Figure]]], risk: RiskModel) -> list[Scored]:
    """Concepts, score and level of each claim beside the figures of its document."""
    if not given:
        return []
    concepts = [measure(claim, figures) for claim, figures in given]
    X = np.stack([risk.row(values) for values in concepts])
    probabilities, shares = risk.probabilities(X), risk.author_shares(X)
    return [
        Scored(
            claim=claim,
            concepts=concepts[i],
            row=X[i],
            probabilities=probabilities[i],
            score=float(graded(probabilities[i : i + 1])[0]),
            level=LEVELS[int(probabilities[i].argmax())],
            author=float(shares[i]),
        )
        for i, (claim, _) in enumerate(given)
    ]


def _rating(
    scored: Scored, contributions: tuple[Contribution, ...], low: float, high: float
) -> Rating:
    return Rating(
        claim=scored.claim,
        concepts=scored.concepts,
        row=scored.row,
        probabilities=scored.probabilities,
        score=scored.score,
        level=scored.level,
        author=scored.author,
        interval=(low, high),
        groups=grouped(contributions),
        contributions=tuple(
            {
                "concept": c.concept.name,
                "value": c.value,
                "effect": c.effect,
                "owner": c.concept.owner,
                "text": c.concept.text,
            }
            for c in contributions
        ),
    )


def reasons(claim: Claim, figures: Sequence[Figure]) -> list[str]:
    """Reason codes of the guidelines that hold of a claim, read off its findings."""
    a = claim.attribution
    own = [figures[i] for i in claim.figures]
    checkable = claim.heads.get("check_worthy", 0.5) >= 0.5 or bool(own)
    author_words = [w for w in claim.loaded if w.voice != "quoted"]
    holds = {
        "no_source": checkable and (a is None or claim.kind in EMPTY),
        "custody": a is not None and a.custody is not None,
        "staked_source": a is not None and a.stake is True,
        "anonymous_source": a is not None and not a.named and claim.kind not in EMPTY,
        "second_hand": a is not None and a.depth >= 2,
        "party_channel": a is not None
        and a.custody is not None
        and a.custody.publisher is not None,
        "unverified_figure": any(not f.verified and f.stake is not False for f in own),
        "vague_figure": any(f.bound == "vague" for f in own),
        "round_figure": any(f.round for f in own),
        "missing_context": any(f.out_of is None and f.unit == "%" for f in own),
        "dehumanising": any(w.category == "dehumanising" for w in author_words),
        "loaded_author": bool(author_words),
        "loaded_quote": any(w.voice == "quoted" for w in claim.loaded),
        "insinuation": bool(claim.insinuations),
        "factive_cue": bool(claim.factive),
        "overreach": bool(claim.dropped),
        "hedged": bool(claim.hedges),
        "caveat": bool(claim.caveats),
        "independent_source": claim.independent_sources > 0,
        "verified": any(f.verified for f in own),
        "witness": claim.kind == "eyewitness",
        "refuted": claim.stance == "refuted",
        "opinion": not checkable and claim.heads.get("subjective", 0.0) >= 0.5,
    }
    return [code for code, true in holds.items() if true]


NEUTRAL_SOURCE = Attribution(
    content=Span(0, 0),
    source=None,
    cue=None,
    source_id="counterfactual",
    kind="ngo_monitor",
    named=True,
    anonymity=None,
    stake=False,
    custody=None,
    depth=1,
    direct=False,
)
"""The source of the counterfactual: named, with a mandate to know, and nothing to gain."""


Mended = tuple[str, Scored]
"""A change in words, and the claim as it is scored after it."""


def mendings(
    ratings: Sequence[Rating], figures: Sequence[Figure], risk: RiskModel
) -> list[list[Mended]]:
    """For each claim: itself with one of its findings changed, measured and scored again."""
    edits = [_edits(rating.claim, figures) for rating in ratings]
    flat = [(claim, given) for found in edits for _, claim, given in found]
    scored = iter(score_all(flat, risk))
    return [[(change, next(scored)) for change, _, _ in found] for found in edits]


def _edits(claim: Claim, figures: Sequence[Figure]) -> list[tuple[str, Claim, Sequence[Figure]]]:
    """What would lower a claim's risk: the change in words, the claim and the figures after it."""
    sourced = replace(
        claim, attribution=NEUTRAL_SOURCE, kind="ngo_monitor", independent_sources=1, factive=()
    )
    counted = list(figures)
    for i in claim.figures:
        counted[i] = replace(
            figures[i], attributed=True, stake=False, verified=True, status="verified"
        )
    neutral = replace(
        claim,
        loaded=tuple(w for w in claim.loaded if w.voice == "quoted"),
        scare_quotes=(),
        insinuations=(),
    )
    if claim.figures:
        change = "with a named source without a stake that counted the figures"
    else:
        change = "with a named source without a stake"
    edits: list[tuple[str, Claim, Sequence[Figure]]] = [(change, sourced, counted)]
    if neutral != claim:
        edits.append(("without the author's own charged words", neutral, figures))
    return edits


def counterfactuals(rating: Rating, mended: Sequence[Mended]) -> list[Json]:
    """The changes that would lower a claim's score, with the score they would lead to."""
    return [
        {"change": change, "score": after.score}
        for change, after in mended
        if rating.score - after.score >= WORTH_SAYING
    ]


def next_checks(rating: Rating, reading: Reading) -> list[str]:
    """What would settle a claim of medium or high risk, in words a reviewer can act on."""
    if rating.level == "low":
        return []
    claim, a = rating.claim, rating.claim.attribution
    names = {s.id: s.name for s in reading.sourcing.sources}
    who = names.get(a.source_id or "", "") if a else ""
    checks = []
    for i in claim.figures:
        figure = reading.figures[i]
        words = figure.of(reading.document.text)
        if figure.verified or figure.stake is False:
            continue
        if not figure.attributed:
            both = ", and how many of each" if figure.merged else ""
            checks.append(f"ask who counted “{words}”, how and as of when{both}")
        elif figure.stake:
            checks.append(f"look for a count of “{words}” by somebody who gains nothing by it")
    if a is None or claim.kind in EMPTY:
        if not checks:
            checks.append("ask who says so and how they would know")
    elif a.custody is not None:
        checks.append("set aside until the speaker is free, or a monitor has spoken to him alone")
    elif a.depth >= 2:
        checks.append(
            "find the original: who made it, where and when, and who has authenticated it"
        )
    elif a.stake is True and not checks:
        checks.append(f"look for a source beside {who or 'this one'} that gains nothing by it")
    elif not a.named and not checks:
        body = claim.kind in ("government_agency", "party_to_conflict", "company", "ngo_monitor")
        asked = "ask who speaks for" if body else "ask why no name is given for"
        checks.append(f"{asked} {who or 'the source'}, and how they would know")
    if claim.insinuations:
        checks.append("ask what is being alleged, and on what evidence")
    return checks


def absent(reading: Reading, ratings: Sequence[Rating]) -> list[str]:
    """Codes of what a reader misses in the whole text."""
    kinds = [r.claim for r in ratings]
    codes = []
    if any(not f.attributed and f.casualty for f in reading.figures):
        codes.append("estimator")
    held = [c for c in kinds if c.attribution and c.attribution.custody]
    if held and not any(c.caveats for c in held):
        codes.append("caveat_on_custody")
    attributed = [c for c in kinds if c.attribution and c.kind not in EMPTY]
    if len(attributed) >= 3 and not any(c.independent_sources for c in attributed):
        codes.append("independent_source")
    return codes


class _Writer:
    """Findings of one reading as plain values, spans mapped back to the text as given."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document: Document = reading.document
        self.claims_of: dict[str, list[str]] = {}
        self.claims_in: dict[int, list[str]] = {}
        for claim in reading.claims:
            if not claim.is_claim:
                continue
            self.claims_in.setdefault(claim.sentence, []).append(claim.id)
            if claim.attribution and claim.attribution.source_id:
                self.claims_of.setdefault(claim.attribution.source_id, []).append(claim.id)

    def span(self, span: Span) -> Json:
        there = self.document.original_span(span)
        return {"start": there.start, "end": there.end, "text": there.of(self.document.original)}

    def maybe(self, span: Span | None) -> Json | None:
        return None if span is None else self.span(span)

    def custody(self, custody: Custody | None) -> Json | None:
        if custody is None:
            return None
        return {
            "custodian": custody.custodian,
            "publisher": custody.publisher,
            "serves_custodian": custody.serves_custodian,
        }

    def attribution(self, claim: Claim) -> Json:
        a = claim.attribution
        return {
            "source": self.maybe(a.source) if a else None,
            "source_id": a.source_id if a else None,
            "cue": self.maybe(a.cue) if a else None,
            "kind": claim.kind,
            "named": a.named if a else False,
            "anonymity": a.anonymity if a else None,
            "stake": a.stake if a else None,
            "custody": self.custody(a.custody) if a else None,
            "depth": a.depth if a else 0,
            "channel": a.channel if a else None,
            "chain": list(a.chain) if a else [],
            "independent_sources": claim.independent_sources,
            "justification": self.maybe(a.justification) if a else None,
        }

    def figure(self, figure: Figure) -> Json:
        return self.span(figure) | {
            "value": figure.value,
            "high": figure.high,
            "bound": figure.bound,
            "unit": figure.unit,
            "counts": figure.counts,
            "of": figure.out_of,
            "as_of": figure.as_of,
            "place": figure.place,
            "source_id": figure.source_id,
            "status": figure.status,
            "attributed": figure.attributed,
            "stake": figure.stake,
            "verified": figure.verified,
            "casualty": figure.casualty,
            "round": figure.round,
            "merged": figure.merged,
            "modifier": figure.modifier,
            "missing": list(figure.missing),
        }

    def claim(self, rating: Rating, base: float, mended: Sequence[Mended], abstained: bool) -> Json:
        claim, figures = rating.claim, self.reading.figures
        return {
            "id": claim.id,
            **self.span(claim.span),
            "part": claim.role,
            "stance": claim.stance,
            "voice": claim.voice,
            "check_worthy": claim.heads.get("check_worthy"),
            "risk": risk_of(rating, abstained),
            "scores": dict(rating.groups),
            "reasons": reasons(claim, figures),
            "concepts": dict(rating.concepts),
            "base": base,
            "contributions": list(rating.contributions),
            "counterfactuals": counterfactuals(rating, mended),
            "attribution": self.attribution(claim),
            "hedges": [self.span(h) | {"scope": self.maybe(h.scope)} for h in claim.hedges],
            "caveats": [self.span(c) | {"covers": self.covered(c.covers)} for c in claim.caveats],
            "factive": [self.span(f) for f in claim.factive],
            "same_as": list(claim.same_as),
            "figures": [self.figure(figures[i]) for i in claim.figures],
            "loaded": [
                self.span(w) | {"voice": w.voice, "category": w.category, "score": w.score}
                for w in claim.loaded
            ],
            "techniques": [
                self.span(t) | {"technique": t.technique, "score": t.score}
                for t in claim.techniques
            ],
            "heads": dict(claim.heads),
        }

    def covered(self, sentences: Sequence[int]) -> list[str]:
        return [i for at in sentences for i in self.claims_in.get(at, ())]

    def sources(self) -> list[Json]:
        return [
            {
                "id": s.id,
                "name": s.name,
                "kind": s.kind,
                "named": s.named,
                "stake": s.stake,
                "stake_basis": s.stake_basis,
                "custody": self.custody(s.custody),
                "protected": s.protected,
                "mentions": [self.span(m) for m in s.mentions],
                "claims": self.claims_of.get(s.id, []),
            }
            for s in self.reading.sourcing.sources
        ]

    def attributions(self) -> list[Json]:
        return [
            {
                "source": self.maybe(a.source),
                "source_id": a.source_id,
                "cue": self.maybe(a.cue),
                "content": self.span(a.content),
                "kind": a.kind,
                "named": a.named,
                "stake": a.stake,
                "custody": self.custody(a.custody),
                "depth": a.depth,
            }
            for a in self.reading.sourcing.attributions
        ]

    def all_figures(self) -> list[Json]:
        owner: dict[int, str] = {}
        for claim in self.reading.claims:
            for i in claim.figures:
                owner.setdefault(i, claim.id)
        return [
            self.figure(f) | {"claim": owner.get(i), "conflicts_with": list(f.conflicts_with)}
            for i, f in enumerate(self.reading.figures)
        ]


def risk_of(rating: Rating, abstained: bool) -> Json:
    """A claim's risk; an abstention has neither score nor level, so it is never read as low."""
    if abstained:
        return abstention()
    return {
        "score": rating.score,
        "level": rating.level,
        "interval": list(rating.interval),
        "abstained": False,
        "author": rating.author,
    }


def abstention() -> Json:
    """Risk where nothing is said."""
    return {"score": None, "level": None, "interval": None, "abstained": True, "author": None}


def assess(
    reading: Reading, risk: RiskModel, model: Json, options: Mapping[str, Any]
) -> Assessment:
    """The whole assessment of a reading.

    ``model`` tells version, hash and training data; ``options`` what the caller asked for, which
    enters the id.
    """
    document = reading.document
    ratings = rate_claims(reading, risk)
    warned = list(document.warnings)
    too_short = len(document.text.split()) < SHORTEST
    abstained = too_short or not ratings or "language_unsupported" in warned
    mended = [()] * len(ratings) if abstained else mendings(ratings, reading.figures, risk)
    write = _Writer(reading)
    tops = {c.id: c for c in reading.claims}
    return Assessment(
        {
            "id": identity(document.original, options, model),
            "model": model,
            "language": document.language,
            "warnings": warned + (["abstained"] if abstained else []),
            **(unrated() if abstained else article(ratings, mended, reading.figures, risk)),
            "text": document.original,
            "parts": [
                {"role": p.role, **{k: write.span(p)[k] for k in ("start", "end")}}
                for p in document.parts
            ],
            "claims": [
                write.claim(r, risk.base, after, abstained)
                for r, after in zip(ratings, mended, strict=True)
            ],
            "attributions": write.attributions(),
            "sources": write.sources(),
            "quotes": [
                write.span(q) | {"source_id": q.source_id, "type": q.type}
                for q in reading.voices.quotes
            ],
            "figures": write.all_figures(),
            "headline": [
                {"claim": c.id, "dropped": d, "span": write.span(c.span)}
                for c in tops.values()
                for d in c.dropped
            ],
            "absent": absent(reading, ratings),
            "next_checks": []
            if abstained
            else [
                {"claim": r.claim.id, "text": text}
                for r in sorted(ratings, key=lambda r: -r.score)
                for text in next_checks(r, reading)
            ],
        }
    )


def unrated() -> Json:
    """The article's fields where nothing is said."""
    return {
        "risk": abstention(),
        "scores": None,
        "reasons": [],
        "concepts": {},
        "contributions": [],
        "counterfactuals": [],
    }


def article(
    ratings: Sequence[Rating],
    mended: Sequence[Sequence[Mended]],
    figures: Sequence[Figure],
    risk: RiskModel,
) -> Json:
    """The article's fields: the guidelines' rule over its claims, and means over those that can
    be checked (all of them where none can)."""
    rating = by_rule(ratings)
    worthy = [r for r in ratings if r.claim.heads.get("check_worthy", 1.0) >= 0.5] or list(ratings)
    author = sum(r.author * r.score for r in ratings) / (sum(r.score for r in ratings) or 1.0)
    counts = Counter(code for r in ratings for code in reasons(r.claim, figures))
    return {
        "risk": {
            "score": rating.score,
            "level": rating.level,
            "interval": article_interval(ratings, risk, rating.score),
            "abstained": False,
            "author": author,
        },
        "scores": {
            group: sum(r.groups[group] for r in worthy) / len(worthy) for group in worthy[0].groups
        },
        "reasons": [code for code, n in counts.most_common() if n >= max(2, len(ratings) / 5)],
        "concepts": {
            name: sum(r.concepts[name] for r in worthy) / len(worthy) for name in risk.concepts
        },
        "contributions": [
            {
                "concept": c.code,
                "value": c.value,
                "effect": c.value if c.met else 0.0,
                "owner": OWNERS.get(c.code, "author" if author >= 0.5 else "source"),
                "text": c.text,
            }
            for c in rating.conditions
        ],
        "counterfactuals": article_counterfactuals(ratings, mended, rating.score),
    }


def by_rule(scored: Sequence[Scored]) -> ArticleRating:
    """The article rule over scored claims."""
    return rate([_as_rated(s) for s in scored])


def _as_rated(scored: Scored) -> RatedClaim:
    _, medium, high = scored.probabilities.tolist()
    return rated(scored.claim, scored.level, medium + high, high, scored.author)


def article_interval(ratings: Sequence[Rating], risk: RiskModel, score: float) -> list[float]:
    """The middle 90 % of the article's scores under the refits, widened to hold the score."""
    if not len(risk.refits):
        return [score, score]
    drawn = risk.refit_probabilities(np.stack([r.row for r in ratings]))
    high = drawn[:, :, 2]
    found = scores([_as_rated(r) for r in ratings], drawn[:, :, 1] + high, high)
    low, top = np.quantile(found, [0.05, 0.95]).tolist()
    return [min(low, score), max(top, score)]


def article_counterfactuals(
    ratings: Sequence[Rating], mended: Sequence[Sequence[Mended]], score: float
) -> list[Json]:
    """What the article's score would be if one of its three worst claims were mended."""
    found = []
    for worst in sorted(range(len(ratings)), key=lambda i: -ratings[i].score)[:3]:
        for change, after in mended[worst][:1]:
            now = by_rule([*ratings[:worst], after, *ratings[worst + 1 :]]).score
            if score - now >= WORTH_SAYING:
                found.append({"change": f"{ratings[worst].claim.id} {change}", "score": now})
    return found


def identity(text: str, options: Mapping[str, Any], model: Json) -> str:
    """A hash of text, options and bundle: the same question to the same model has the same id."""
    asked = json.dumps([text, dict(options), model["bundle_sha256"]], sort_keys=True)
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]
