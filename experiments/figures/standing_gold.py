"""Claim figures on the gold documents: finding, and standing over gold attributions.

The labels are by language models under one set of guidelines, not by people. With attributions
built from the gold records (``with_gold_sourcing``) errors of the sourcing stage do not count;
``whole_way`` reads the text as a user's text is read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from data.readers.gold import GoldClaim, GoldDocument, GoldFigure
from features.document import read
from features.encoder import Encoder
from features.evidence import Attribution, Document, Figure, Kind, Part, Source, Sourcing, Span
from features.figures import find_figures
from features.sourcing import find_sourcing
from features.sourcing.writer import is_post

Read = Callable[[GoldDocument, str], tuple[Figure, ...]]


@dataclass(frozen=True, slots=True)
class Matched:
    """One document's figures against one annotator's."""

    pairs: tuple[tuple[Figure, GoldFigure], ...]
    extra: tuple[Figure, ...]
    missed: tuple[GoldFigure, ...]


def with_gold_sourcing(gold: GoldDocument, annotator: str) -> tuple[Figure, ...]:
    """Our figures over the annotator's own attributions."""
    return find_figures(document(gold), sourcing(gold, annotator))


def whole_way(encoder: Encoder) -> Read:
    """Our figures from the bare text, attributions as the model finds them."""
    found: dict[str, tuple[Figure, ...]] = {}

    def read_figures(gold: GoldDocument, annotator: str) -> tuple[Figure, ...]:
        if gold.doc_id not in found:
            plain = read(gold.text)
            predicted = find_sourcing(plain, encoder.encode(plain), (), is_post(plain))
            figures = find_figures(plain, predicted)
            found[gold.doc_id] = tuple(_in_given_text(plain, figure) for figure in figures)
        return found[gold.doc_id]

    return read_figures


def _in_given_text(plain: Document, figure: Figure) -> Figure:
    span = plain.original_span(figure)
    return replace(figure, start=span.start, end=span.end)


def document(gold: GoldDocument) -> Document:
    """The text cut into the sentences that were annotated; the first is the headline."""
    spans = tuple(Span(*s) for s in gold.sentences)
    first = gold.text.split("\n\n")[0]
    parts = (Part(0, len(first), "headline"),) if "\n\n" in gold.text else ()
    return Document(gold.text, gold.text, None, parts, _paragraphs(gold.text), spans, ())


def _paragraphs(text: str) -> tuple[Span, ...]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return tuple(found)


def sourcing(gold: GoldDocument, annotator: str) -> Sourcing:
    """Attributions as annotated: one a record that has a source or a cue."""
    claims = [c for c in gold.claims[annotator] if c.claim and c.source_kind != "author_voice"]
    attributions = tuple(_attribution(gold, claim) for claim in claims)
    by_id: dict[str, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.source_id is not None:
            by_id.setdefault(attribution.source_id, []).append(attribution)
    return Sourcing(tuple(_source(k, v) for k, v in by_id.items()), attributions, (), (), (), ())


def _attribution(gold: GoldDocument, claim: GoldClaim) -> Attribution:
    source = Span(*claim.source) if claim.source else None
    name = source.of(gold.text).lower().removeprefix("the ") if source else claim.source_kind
    if claim.source_kind in ("ngo_monitor", "intergovernmental_org"):
        name = claim.source_kind  # "the monitor", "it": gold does not link mentions
    known = claim.source_kind != "unattributed"
    return Attribution(
        content=Span(*claim.sentence),
        source=source,
        cue=Span(*claim.cue) if claim.cue else None,
        source_id=name if known else None,
        kind=_kind(claim.source_kind),
        named=claim.named,
        anonymity=None,
        stake=claim.stake,
        custody=None,
        depth=claim.depth,
        direct=claim.voice == "quoted",
    )


def _kind(kind: str) -> Kind:
    return kind  # type: ignore[return-value]  # the reader checks the closed list


def _source(source_id: str, found: list[Attribution]) -> Source:
    one = found[0]
    mentions = tuple(a.source for a in found if a.source is not None)
    return Source(
        source_id, source_id, one.kind, one.named, None, one.stake, None, None, False, mentions
    )


def match(gold: GoldDocument, annotator: str, read: Read) -> Matched:
    """Greedy matches: spans overlap and the value is the same."""
    claims = [c for c in gold.claims[annotator] if c.claim]
    wanted = sorted({f.span: f for c in claims for f in c.figures}.values(), key=lambda f: f.span)
    spans = [Span(*c.sentence) for c in claims]
    found = [f for f in read(gold, annotator) if any(s.overlap(f) for s in spans)]
    pairs, missed = [], []
    for figure in wanted:
        hit = next((f for f in found if same(f, figure)), None)
        if hit is None:
            missed.append(figure)
        else:
            found.remove(hit)
            pairs.append((hit, figure))
    return Matched(tuple(pairs), tuple(found), tuple(missed))


def same(found: Figure, gold: GoldFigure) -> bool:
    """Whether a found figure is the annotated one."""
    if not found.overlap(Span(*gold.span)):
        return False
    if gold.value is None or found.value is None or found.high is not None:
        return gold.value is None and (found.value is None or found.high is not None)
    values = [found.value] + ([found.value / found.out_of] if found.out_of else [])
    return any(math.isclose(v, gold.value, rel_tol=2e-3) for v in values)


def f1(matches: list[Matched]) -> float:
    """F1 of finding over documents."""
    hits = sum(len(m.pairs) for m in matches)
    return 2 * hits / max(1, 2 * hits + sum(len(m.extra) + len(m.missed) for m in matches))


def rarer_f1(pairs: list[tuple[bool, bool]]) -> float:
    """F1 of the class that gold has less often; pairs are (found, gold)."""
    rarer = sum(g for _, g in pairs) * 2 <= len(pairs)
    hits = sum(p == rarer and g == rarer for p, g in pairs)
    return 2 * hits / max(1, sum(p == rarer for p, _ in pairs) + sum(g == rarer for _, g in pairs))


def kappa(pairs: list[tuple[object, object]]) -> float:
    """Cohen's kappa of two labellings."""
    n = len(pairs)
    if not n:
        return math.nan
    labels = {x for pair in pairs for x in pair}
    agreed = sum(a == b for a, b in pairs) / n
    chance = sum(
        sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs) / n**2 for x in labels
    )
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def interval(
    matches: list[Matched], measure: Callable[[list[Matched]], float], draws: int = 500
) -> tuple[float, float]:
    """90 % bootstrap interval over documents."""
    rng = np.random.default_rng(0)
    values = []
    for _ in range(draws):
        drawn = [matches[i] for i in rng.integers(0, len(matches), len(matches))]
        values.append(measure(drawn))
    low, high = np.nanquantile(values, [0.05, 0.95])
    return float(low), float(high)
