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
from dataclasses import dataclass
from typing import Any, Literal

from features.evidence import Claim, Custody, Document, Figure, Span
from features.framing import TECHNIQUES
from features.reading import Reading
from features.sourcing.balance import Balance, Counted, Share, balance_of
from features.unlike import is_unlike
from training.article import AUTHOR
from training.counterfactuals import Mended, article_counterfactuals, counterfactuals, mendings
from training.rating import Rating, article_interval, by_rule, rate_claims
from training.reasons import absent, next_checks, reasons
from training.risk import RiskModel

Explain = Literal["brief", "full"]
Json = dict[str, Any]

FULL_ONLY = ("heads", "techniques")
"""Shown over HTTP and on the command line only with ``explain=full``: a raw "propaganda .87"
beside a war report misleads."""

NOT_BUILT = (
    "request.store",
    "reasons.single_channel",
)
"""What the contract names and nothing fills yet: never in an assessment, listed by
``GET /v1/model``. A code behind the last dot, or a field."""

SHORTEST = 4
"""Words below which nothing is rated."""


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What Assay says of one text. ``data`` is the full assessment."""

    data: Json

    def to_dict(self, explain: Explain = "full") -> Json:
        """The assessment as plain values; ``brief`` leaves out heads and techniques."""
        return {**self.data, "claims": shown(self.data["claims"], explain)}

    def to_json(self, explain: Explain = "full") -> str:
        """UTF-8 JSON text with a fixed order of keys and floats of four digits."""
        return to_json(self.to_dict(explain))


def shown(claims: Sequence[Json], explain: Explain) -> list[Json]:
    """Claims as they are shown: ``brief`` leaves out heads and techniques."""
    if explain == "full":
        return list(claims)
    return [{k: v for k, v in c.items() if k not in FULL_ONLY} for c in claims]


def to_json(value: Any) -> str:
    """The one serialiser: floats to four digits, keys in the order they were laid down."""
    return _ENCODER.encode(rounded(value))


# a value that held itself could not have been rounded: nothing is left to check for circles
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
)


class _Rounded(dict[float, float]):
    """Floats to four digits, minus zero as zero; each once, for an assessment says few of its
    floats a single time."""

    def __missing__(self, value: float) -> float:
        found = self[value] = round(value, 4) + 0.0
        return found


def rounded(value: Any, floats: _Rounded | None = None) -> Any:
    """The same value with every float rounded to four digits; minus zero becomes zero.

    ``floats`` are those that have been rounded before.
    """
    floats = _Rounded() if floats is None else floats
    if isinstance(value, float):
        return floats[float(value)]
    if isinstance(value, (list, tuple)):
        return [v if type(v) in _AS_IT_IS else rounded(v, floats) for v in value]
    if isinstance(value, (dict, Mapping)):
        # most of a mapping is copied at once, its text and whole numbers as they are
        found = dict(value)
        for k, v in found.items():
            if (t := type(v)) is float:
                found[k] = floats[v]
            elif t not in _AS_IT_IS:
                found[k] = rounded(v, floats)
        return found
    return value


_AS_IT_IS = frozenset({str, int, bool, type(None)})


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

    def there(self, span: Span) -> Span:
        """Where a span lies in the text as given."""
        return span if self.document.offsets is None else self.document.original_span(span)

    def span(self, span: Span) -> Json:
        there = self.there(span)
        start, end = there.start, there.end
        return {"start": start, "end": end, "text": self.document.original[start:end]}

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
            "party_channel": a is not None and a.party_channel,
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
            "misfit": self.maybe(figure.scale),
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
                self.span(t)
                | {
                    "technique": t.technique,
                    "score": t.score,
                    "definition": TECHNIQUES[t.technique],
                }
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
            for i in claim.figures if claim.is_claim else ():
                owner.setdefault(i, claim.id)
        return [
            self.figure(f) | {"claim": owner.get(i), "conflicts_with": list(f.conflicts_with)}
            for i, f in enumerate(self.reading.figures)
        ]

    def share(self, share: Share) -> Json:
        return {
            "measure": share.measure,
            "value": share.value,
            "numerator": [self.counted(c) for c in share.numerator],
            "denominator": [self.counted(c) for c in share.denominator],
            "source_id": share.source_id,
        }

    def counted(self, counted: Counted) -> Json:
        there = self.there(counted)
        return {"claim": counted.claim, "start": there.start, "end": there.end}

    def accused(self, balance: Balance) -> list[Json]:
        return [
            self.span(a.at)
            | {"claim": a.claim, "act": self.span(a.act), "heard": self.maybe(a.heard)}
            for a in balance.accused
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
    reading: Reading,
    risk: RiskModel,
    model: Json,
    options: Mapping[str, Any],
    outlet: Json | None = None,
) -> Assessment:
    """The whole assessment of a reading.

    ``model`` tells version, hash and training data; ``options`` what the caller asked for, which
    enters the id; ``outlet`` what a list says of the address (``training.outlets.finding``), which
    is told and enters nothing.
    """
    document = reading.document
    ratings = rate_claims(reading, risk)
    strange = is_unlike(document, reading.encoding)
    warned = [*document.warnings, *(["unlike_training"] if strange else [])]
    too_short = len(document.text.split()) < SHORTEST
    foreign = "language_unsupported" in warned
    abstained = too_short or not ratings or foreign or strange
    mended = [()] * len(ratings) if abstained else mendings(ratings, reading.figures, risk)
    write, base = _Writer(reading), risk.base
    balance = NOTHING_COUNTED if abstained else balance_in(reading)
    names = {s.id: s.name for s in reading.sourcing.sources}
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
                write.claim(r, base, after, abstained)
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
                for c in reading.claims
                if c.is_claim
                for d in c.dropped
            ],
            "balance": [write.share(share) for share in balance.shares],
            "accused": write.accused(balance),
            "absent": absent(reading, ratings, balance.accused),
            "next_checks": []
            if abstained
            else [
                {"claim": r.claim.id, "text": text}
                for r in sorted(ratings, key=lambda r: -r.score)
                for text in next_checks(r, reading, names, balance.accused)
            ],
            "outlet": outlet,
        }
    )


NOTHING_COUNTED = Balance((), ())
"""Where Assay abstains: shares of claims in a language that it does not read mean nothing."""


def balance_in(reading: Reading) -> Balance:
    """How the whole text is sourced."""
    sourcing = reading.sourcing
    return balance_of(
        reading.document, reading.claims, sourcing.attributions, sourcing.sources, reading.names
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
                "effect": c.value,
                "owner": "author" if c.author >= AUTHOR else "source",
                "text": c.told(),
            }
            for c in rating.conditions
        ],
        "counterfactuals": article_counterfactuals(ratings, mended, rating.score),
    }


def identity(text: str, options: Mapping[str, Any], model: Json) -> str:
    """A hash of text, options and bundle: the same question to the same model has the same id."""
    asked = json.dumps([text, dict(options), model["bundle_sha256"]], sort_keys=True)
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]


__all__ = [
    "FULL_ONLY", "NOT_BUILT", "Assessment", "Explain", "assess", "by_rule", "rate_claims",
    "rounded", "shown", "to_json",
]  # fmt: skip
