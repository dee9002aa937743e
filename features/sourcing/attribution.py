"""From loose source, cue and content spans to who says what.

The tagger marks spans; which source goes with which cue and which content is decided here, by
order, distance, sentence and quotation. The groups of PolNeAR (Newell et al. 2018) are the
measure: given its spans without their groups, how many of the groups come back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from features.evidence import Document, Quotation, Span

SCRAP = 20
"""Code points; a content without a cue that is shorter and not quoted is a slip of the tagger."""


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution before anybody asks who its source is.

    ``contents`` are its pieces in order of the text ("X," he said, "Y" has two). ``inside`` is
    the index of the link whose content holds this one: somebody relays somebody. ``form`` names
    the rule that found it, or "tag".
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    form: str = "tag"
    inside: int | None = None

    @property
    def content(self) -> Span:
        """The stretch from the first piece to the last."""
        return Span(self.contents[0].start, self.contents[-1].end)

    @property
    def whole(self) -> Span:
        """The stretch from the first of its spans to the last."""
        spans = [*self.contents, *(s for s in (self.source, self.cue) if s is not None)]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def attributions_from(
    document: Document,
    sources: Sequence[Span],
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> tuple[Link, ...]:
    """Groups of source, cue and content, in the order of their contents.

    Each cue takes the contents that stand next to it and the source nearest to it. A content
    without a cue joins the one it continues, else takes a source before it. A cue without
    content, or a source without both, is dropped.
    """
    cues, sources = _plain(cues), _plain(sources)
    contents = mended(document, _plain(contents))
    pieces = _owned_contents(document, cues, contents)
    links: list[Link] = []
    for at, cue in enumerate(cues):
        if owned := pieces[at]:
            source = _source_of(document, cue, owned, sources, cues)
            links.append(Link(source, cue, tuple(owned)))
    cued = sorted(links, key=lambda link: link.content.end)
    taken = frozenset(link.source for link in links)
    loose = [_without_cue(document, piece, sources, cued, taken) for piece in pieces[len(cues)]]
    links += [link for link in loose if link.source is not None]
    return nested(sorted(links, key=lambda link: (link.content, link.cue or Span(0, 0))))


def mended(document: Document, contents: Sequence[Span]) -> list[Span]:
    """Contents that touch made one, and one that runs into a quoted paragraph cut there."""
    found: list[Span] = []
    for content in contents:
        if found and content.start - found[-1].end <= 0:
            found[-1] = Span(found[-1].start, max(found[-1].end, content.end))
        else:
            found.append(content)
    return [piece for content in found for piece in _by_paragraph(document, content)]


# "...rebooted?\n\nCollege Bowl": a content ends with its paragraph, unless a quotation goes on
OPENING = re.compile(r"\n\s*\n\s*|\n\s*(?=[\"“«'])")


def _by_paragraph(document: Document, content: Span) -> Iterator[Span]:
    start = content.start
    for match in OPENING.finditer(document.text, content.start, content.end):
        opened = quotation_over(document, Span(start, max(start, match.start())))
        if opened is None and match.start() > start:
            yield Span(start, match.start())
            start = match.end()
    if content.end > start:
        yield Span(start, content.end)


def _plain(spans: Sequence[Span]) -> list[Span]:
    # Spans with a score do not compare with those without.
    return sorted({Span(span.start, span.end) for span in spans})


def nested(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with ``inside`` set to the smallest other content that holds cue and content."""
    found = []
    for i, link in enumerate(links):
        whole = link.whole
        holders = [
            j
            for j in range(max(0, i - 12), min(len(links), i + 12))
            if j != i and any(_holds(piece, whole) for piece in links[j].contents)
        ]
        best = min(holders, key=lambda j: len(links[j].content), default=None)
        found.append(replace(link, inside=best))
    return tuple(found)


def _holds(piece: Span, whole: Span) -> bool:
    return piece.contains(whole) and len(piece) > len(whole)


def _owned_contents(
    document: Document, cues: Sequence[Span], contents: Sequence[Span]
) -> list[list[Span]]:
    """For each cue the contents that are its own; the last list holds those without a cue."""
    owned: list[list[Span]] = [[] for _ in range(len(cues) + 1)]
    starts = [cue.start for cue in cues]
    costs = {
        (at, piece): cost
        for piece in contents
        for at in _near(starts, piece)
        if (cost := _distance(document, cues[at], piece, cues, contents)) is not None
    }
    free = set(contents)
    # Cheapest pair first: a cue next to its content settles both before a distant one asks.
    for (at, piece), _ in sorted(costs.items(), key=lambda item: (item[1], item[0])):
        if piece in free and (not owned[at] or _amid(document, cues[at], owned[at], piece)):
            owned[at].append(piece)
            free.discard(piece)
    for piece in sorted(free):
        if len(piece) < SCRAP and not _quoted(document, piece):
            continue
        at = _continued(document, starts, owned, piece)
        owned[at].append(piece)
    return [sorted(pieces) for pieces in owned]


def _near(starts: Sequence[int], piece: Span, reach: int = 4) -> range:
    left = bisect_right(starts, piece.start)
    right = bisect_right(starts, piece.end)
    return range(max(0, left - reach), min(len(starts), right + reach))


def _distance(
    document: Document,
    cue: Span,
    piece: Span,
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> float | None:
    """How far a cue is from a content in characters; None where they cannot belong together."""
    if piece.contains(cue):
        return None
    after = piece.start >= cue.end
    gap = piece.start - cue.end if after else cue.start - piece.end
    if gap < 0:
        return None
    between = Span(cue.end, piece.start) if after else Span(piece.end, cue.start)
    edge = piece.start if after else max(piece.start, piece.end - 1)
    if not after and document.paragraph_at(cue.start) != document.paragraph_at(edge):
        return None
    gap += 200 * (not after and cue.of(document.text).rstrip().endswith(":"))
    if document.sentence_at(cue.start) != document.sentence_at(edge):
        gap += 60 + 80 * (document.paragraph_at(cue.start) != document.paragraph_at(piece.start))
        if gap > 400:
            return None
    gap += 40 * _within(cues, between) + 25 * _within(contents, between)
    # A cue governs what follows it; what stands before needs the comma of '..., he said'.
    return gap + (0 if after else 12)


def _within(spans: Sequence[Span], stretch: Span) -> int:
    first = bisect_right(spans, stretch.start - 1, key=lambda span: span.start)
    count = 0
    for span in spans[first:]:
        if span.start >= stretch.end:
            break
        count += span.end <= stretch.end
    return count


def _amid(document: Document, cue: Span, owned: Sequence[Span], piece: Span) -> bool:
    """Whether a second piece stands on the other side of the cue, close, or goes straight on."""
    first, last = min(owned).start, max(owned).end
    if piece.end <= cue.start < first or last <= cue.start < piece.start:
        gap = max(piece.start - cue.end, cue.start - piece.end)
        return gap < 120 and _quoted(document, piece) == _quoted(document, owned[0])
    gap = piece.start - last if piece.start >= last else first - piece.end
    return 0 <= gap < 25


def _quoted(document: Document, piece: Span) -> bool:
    return quotation_over(document, piece) is not None


def quotation_over(document: Document, piece: Span) -> Quotation | None:
    """The first quotation that covers half of ``piece``, or None."""
    at = bisect_right(document.quotations, piece.start, key=lambda q: q.start)
    for quotation in document.quotations[max(0, at - 2) : at + 2]:
        if quotation.overlap(piece) * 2 >= max(1, len(piece)):
            return quotation
    return None


def _continued(
    document: Document, starts: Sequence[int], owned: Sequence[list[Span]], piece: Span
) -> int:
    """Index of the cue whose last content ``piece`` goes straight on from, else the last index."""
    reach = 40 if _quoted(document, piece) else 12
    for at in _near(starts, piece):
        if any(0 <= piece.start - other.end < reach for other in owned[at]):
            return at
    return len(owned) - 1


def _source_of(
    document: Document,
    cue: Span,
    contents: Sequence[Span],
    sources: Sequence[Span],
    cues: Sequence[Span],
) -> Span | None:
    at = bisect_right(sources, cue.start, key=lambda source: source.start)
    near = sources[max(0, at - 6) : at + 6]
    costs = [
        (cost, source)
        for source in near
        if (cost := _source_distance(document, cue, contents, source, cues)) is not None
    ]
    return min(costs)[1] if costs else None


def _source_distance(
    document: Document, cue: Span, contents: Sequence[Span], source: Span, cues: Sequence[Span]
) -> float | None:
    if any(piece.contains(source) and not piece.contains(cue) for piece in contents):
        return None
    if source.contains(cue) or cue.contains(source):
        return 0.0
    after = source.start >= cue.end
    gap = source.start - cue.end if after else cue.start - source.end
    if gap < 0:
        return None
    if document.sentence_at(source.start) != document.sentence_at(cue.start):
        return None
    between = Span(cue.end, source.start) if after else Span(source.end, cue.start)
    gap += 15 * _within(cues, between) + sum(20 for p in contents if between.contains(p))
    return gap + (18 if after and not _inverted(document.text, cue) else 0)


def _inverted(text: str, cue: Span) -> bool:
    """Whether the cue is one that its source follows: "according to", or '," said'."""
    words = cue.of(text).casefold()
    if words.endswith((" to", "per", "by", "citing")):
        return True
    before = text[max(0, cue.start - 3) : cue.start].strip()
    return bool(before) and before[-1] in ",”\"’'»"


def _without_cue(
    document: Document,
    piece: Span,
    sources: Sequence[Span],
    cued: Sequence[Link],
    taken: frozenset[Span | None],
) -> Link:
    """A content with no cue: 'Monitor: 17 killed', or speech that goes on from a speaker before.

    ``cued`` are the links with a cue by the end of their content.
    """
    at = bisect_right(sources, piece.start, key=lambda source: source.start)
    here = document.sentence_at(piece.start)
    near = [
        source
        for source in sources[max(0, at - 6) : at + 6]
        if document.sentence_at(source.start) == here and not piece.contains(source)
    ]
    fresh = [source for source in near if source not in taken] or near
    if fresh:
        return Link(min(fresh, key=lambda source: _gap(source, piece)), None, (piece,))
    last = bisect_right(cued, piece.start, key=lambda link: link.content.end)
    if last and _quoted(document, piece) and piece.start - cued[last - 1].whole.end < 400:
        return Link(cued[last - 1].source, None, (piece,), form="inherited")
    return Link(None, None, (piece,))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
