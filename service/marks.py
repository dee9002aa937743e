"""The text with its findings on the words, cut so that overlapping findings can be shown.

Findings overlap freely (a figure inside a quotation, a hedge inside a source), and neither HTML
nor a terminal can. So the text is cut at every edge, and each piece knows all that stands on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeVar

from service import wording
from service.masking import Mask, Masking

T = TypeVar("T")

# strongest first: where several findings stand on one piece, the first one gives the colour
LAYERS: Final = (
    "loaded-author",
    "loaded-quoted",
    "figure-unsourced",
    "figure-disputed",
    "figure-attributed",
    "figure-verified",
    "hedge",
    "caveat",
    "factive",
    "source",
)
_RANK: Final = {layer: i for i, layer in enumerate(LAYERS)}
LEGEND: Final = {
    "loaded-author": "loaded, the author's word",
    "loaded-quoted": "loaded, a speaker's word",
    "figure-unsourced": "figure, nobody's",
    "figure-disputed": "figure, in dispute",
    "figure-attributed": "figure, somebody's",
    "figure-verified": "figure, counted",
    "hedge": "hedge",
    "caveat": "caveat",
    "factive": "verb that presents it as true",
    "source": "source",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on the words: where, what it is, what to say of it, where it is explained."""

    start: int
    end: int
    layer: str
    note: str
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one set of marks, in one sentence that makes claims (or none)."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    claims: tuple[str, ...]
    masked: bool = False
    closes: tuple[str, ...] = ()
    """Ids of the claims whose sentence ends with this piece."""


def marks(assessment: Mapping[str, Any], masked: Masking) -> tuple[Mark, ...]:
    """Every finding of an assessment that stands on words, one for each span and layer."""
    found = [*_claim_marks(assessment, masked), *_figure_marks(assessment, masked)]
    found += _source_marks(assessment, masked)
    unique = {(m.start, m.end, m.layer): m for m in reversed(found) if m.start < m.end}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, m.end, _RANK[m.layer])))


def pieces(
    text: str,
    found: Sequence[Mark],
    claims: Iterable[Mapping[str, Any]] = (),
    masks: Sequence[Mask] = (),
) -> tuple[Piece, ...]:
    """The text cut at every edge; together the pieces are the whole text.

    A mask is one piece that shows its label. Time is that of sorting the edges, times the depth
    to which findings overlap.
    """
    sentences = [(int(c["start"]), int(c["end"]), str(c["id"])) for c in claims]
    spans = [(m.start, m.end, m) for m in found]
    edges = _edges(len(text), [(a, b) for a, b, _ in [*spans, *sentences]], masks)
    hidden = _covering([(m.start, m.end, m) for m in masks], edges)
    on = _covering(spans, edges)
    inside = _covering(sentences, edges)
    last = {identity: end for _, end, identity in sentences}
    out: list[Piece] = []
    for i, (a, b) in enumerate(pairwise(edges)):
        mask = hidden[i][0] if hidden[i] else None
        out.append(
            Piece(
                start=a,
                text=mask.label if mask else text[a:b],
                marks=tuple(sorted(on[i], key=lambda m: _RANK[m.layer])),
                claims=tuple(inside[i]),
                masked=mask is not None,
                closes=tuple(c for c in inside[i] if last[c] <= b),
            )
        )
    return tuple(out)


def _edges(length: int, spans: Iterable[tuple[int, int]], masks: Sequence[Mask]) -> list[int]:
    """Where to cut, in order: never inside a mask."""
    edges = {0, length}
    for start, end in spans:
        if start < end <= length:
            edges |= {start, end}
    for mask in masks:
        edges |= {mask.start, mask.end}
    ends = [mask.end for mask in masks]

    def inside(edge: int) -> bool:
        at = bisect_right(ends, edge)
        return at < len(masks) and masks[at].start < edge < masks[at].end

    return [edge for edge in sorted(edges) if not inside(edge)]


def _covering(spans: Iterable[tuple[int, int, T]], edges: Sequence[int]) -> list[list[T]]:
    """For each stretch between two edges, what stands on it."""
    waiting = sorted(spans, key=lambda s: s[0])[::-1]
    active: list[tuple[int, int, T]] = []
    out: list[list[T]] = []
    for a, b in pairwise(edges):
        while waiting and waiting[-1][0] < b:
            active.append(waiting.pop())
        active = [s for s in active if s[1] > a]
        out.append([s[2] for s in active if s[0] < s[1]])
    return out


def _claim_marks(assessment: Mapping[str, Any], masked: Masking) -> Iterator[Mark]:
    for claim in assessment.get("claims") or ():
        target = f"claim-{claim.get('id')}"
        for word in claim.get("loaded") or ():
            author = word.get("voice") != "quoted"
            whose = wording.named(wording.VOICES, str(word.get("voice") or "author"))
            yield _mark(
                word, "loaded-author" if author else "loaded-quoted", f"Loaded: {whose}", target
            )
        for hedge in claim.get("hedges") or ():
            scope = (hedge.get("scope") or {}).get("text")
            covers = (
                f"Hedge; it covers only “{masked.words(scope)}”"
                if scope
                else "Hedge; it names nobody"
            )
            yield _mark(hedge, "hedge", covers, target)
        for caveat in claim.get("caveats") or ():
            yield _mark(caveat, "caveat", "Caveat: says openly what is not known", target)
        for verb in claim.get("factive") or ():
            yield _mark(verb, "factive", "Presents the claim as true", target)


def _figure_marks(assessment: Mapping[str, Any], masked: Masking) -> Iterator[Mark]:
    for i, figure in enumerate(assessment.get("figures") or ()):
        layer = f"figure-{figure.get('status')}"
        holder = holder_of(figure, assessment, masked)
        note = f"Figure: {wording.named(wording.STATUSES, str(figure.get('status')))}"
        note += f", {holder}" if holder else ""
        yield _mark(
            figure, layer if layer in LAYERS else "figure-attributed", note, f"figure-{i + 1}"
        )


def _source_marks(assessment: Mapping[str, Any], masked: Masking) -> Iterator[Mark]:
    for source in assessment.get("sources") or ():
        kind = wording.named(wording.KINDS, str(source.get("kind")))
        note = f"Source: {masked.name(source)}, {kind}, {wording.stake(source.get('stake'))}"
        for mention in source.get("mentions") or ():
            yield _mark(mention, "source", note, f"source-{source.get('id')}")


def holder_of(figure: Mapping[str, Any], assessment: Mapping[str, Any], masked: Masking) -> str:
    """The name of the source that holds a figure, masked; empty where nobody does."""
    wanted = figure.get("source_id")
    if wanted is None:
        return ""
    for source in assessment.get("sources") or ():
        if source.get("id") == wanted:
            return masked.name(source)
    return ""


def _mark(span: Mapping[str, Any], layer: str, note: str, target: str) -> Mark:
    return Mark(int(span["start"]), int(span["end"]), layer, note, target)
