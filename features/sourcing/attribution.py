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
from features.sourcing.words import lexicon, words

SCRAP = 20
"""Code points; a content without a cue that is shorter and not quoted is a slip of the tagger."""


LOST = 8
"""Code points between a content and the "X said." behind it, more than a comma and a space."""


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
        owned = pieces[at]
        source = _source_of(document, cue, owned, sources, cues)
        if source is not None and (not owned or owned[-1].end < source.start - LOST):
            owned = _lead(document, source, cue, cues, contents) or owned
        if owned:
            links.append(Link(source, cue, tuple(owned)))
    cued = sorted(links, key=lambda link: link.content.end)
    taken = frozenset(link.source for link in links)
    loose = [_without_cue(document, piece, sources, cued, taken) for piece in pieces[len(cues)]]
    links += [link for link in loose if link.source is not None]
    links = _to_closing_marks(document, links)
    return nested(sorted(links, key=lambda link: (link.content, link.cue or Span(0, 0))))


def mended(document: Document, contents: Sequence[Span]) -> list[Span]:
    """Contents that touch made one; one that runs into another paragraph or from plain words into
    a quoted sentence is cut there."""
    found: list[Span] = []
    for content in contents:
        if found and content.start - found[-1].end <= 0:
            found[-1] = Span(found[-1].start, max(found[-1].end, content.end))
        else:
            found.append(content)
    paragraphs = [piece for content in found for piece in _by_paragraph(document, content)]
    return [piece for content in paragraphs for piece in _by_opening(document, content)]


# "...rebooted?\n\nCollege Bowl": a content ends with its paragraph, unless a quotation goes on
OPENING = re.compile(r"\n\s*\n\s*|\n\s*(?=[\"“«'])")


def _by_paragraph(document: Document, content: Span) -> Iterator[Span]:
    start = content.start
    for match in OPENING.finditer(document.text, content.start, content.end):
        if match.start() > start and not _goes_on(document, match.start(), match.end()):
            yield Span(start, match.start())
            start = match.end()
    if content.end > start:
        yield Span(start, content.end)


def _goes_on(document: Document, end: int, begin: int) -> bool:
    """Whether a quotation runs over a break between paragraphs, opened again behind it or not."""
    at = bisect_right(document.quotations, begin + 1, key=lambda q: q.start) - 1
    if at < 0:
        return False
    quotation = document.quotations[at]
    opened_again = quotation.continues and quotation.start >= end
    return opened_again or quotation.start < end < begin < quotation.end


def _by_opening(document: Document, content: Span) -> Iterator[Span]:
    """The content cut where plain words end and the next sentence begins with a quotation."""
    start = content.start
    at = bisect_right(document.quotations, start, key=lambda q: q.start)
    while at < len(document.quotations) and document.quotations[at].start < content.end:
        opening = document.quotations[at].start
        lead = Span(start, opening)
        first = opening == document.sentences[document.sentence_at(opening)].start
        if first and not _quoted(document, lead):
            yield lead
            start = opening
        at += 1
    yield Span(start, content.end)


def _to_closing_marks(document: Document, links: Sequence[Link]) -> list[Link]:
    """The links, with speech that begins at an opening mark taken to its closing mark.

    Whoever speaks a quotation speaks all of it; what is attributed inside of it is relayed. Pieces
    without a cue that a tagger left over inside of it are the same speech.
    """
    whole = [replace(link, contents=tuple(_closed(document, link))) for link in links]
    grown = sorted(
        piece
        for link, before in zip(whole, links, strict=True)
        if link.contents != before.contents
        for piece in link.contents
    )
    return [link for link in whole if link.cue is not None or not _inside(grown, link.content)]


def _closed(document: Document, link: Link) -> Iterator[Span]:
    end = -1
    for piece in link.contents:
        at = bisect_right(document.quotations, piece.end - 1, key=lambda q: q.start) - 1
        quotation = document.quotations[at] if at >= 0 else None
        if quotation is not None and quotation.end > piece.end:
            begins = piece.start <= quotation.start + 2
            if begins and not _names_inside(link, quotation):
                piece = Span(piece.start, quotation.end)
        if piece.start >= end:
            end = piece.end
            yield piece


def _names_inside(link: Link, quotation: Span) -> bool:
    return any(s is not None and quotation.overlap(s) for s in (link.source, link.cue))


def _inside(grown: Sequence[Span], content: Span) -> bool:
    at = bisect_right(grown, content.start, key=lambda piece: piece.start)
    return any(p.contains(content) and p != content for p in grown[max(0, at - 2) : at])


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
            if j != i and any(_holds(piece, whole, link.content) for piece in links[j].contents)
        ]
        best = min(holders, key=lambda j: len(links[j].content), default=None)
        found.append(replace(link, inside=best))
    return tuple(found)


def _holds(piece: Span, whole: Span, content: Span) -> bool:
    return piece.contains(whole) and len(piece) > len(content)


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
        if piece in free and (not owned[at] or _amid(document, cues, at, owned[at], piece)):
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
        if after and not _introduced(document, cue, piece):
            return None
        gap += 60 + 80 * (document.paragraph_at(cue.start) != document.paragraph_at(piece.start))
        if gap > 400:
            return None
    gap += 40 * _within(cues, between) + 25 * _within(contents, between)
    # A cue governs what follows it; what stands before needs the comma of '..., he said'.
    return gap + (0 if after else 12)


def _introduced(document: Document, cue: Span, piece: Span) -> bool:
    """Whether what stands in a later sentence can belong to a cue: it is quoted, or a colon or the
    end of a line leads to it."""
    return _quoted(document, piece) or ":" in document.text[cue.start : piece.start]


def _within(spans: Sequence[Span], stretch: Span) -> int:
    first = bisect_right(spans, stretch.start - 1, key=lambda span: span.start)
    count = 0
    for span in spans[first:]:
        if span.start >= stretch.end:
            break
        count += span.end <= stretch.end
    return count


def _amid(
    document: Document, cues: Sequence[Span], at: int, owned: Sequence[Span], piece: Span
) -> bool:
    """Whether a second piece stands on the other side of the cue, close, or goes straight on."""
    cue = cues[at]
    if _interrupted(document, cues, at, piece):
        return False
    first, last = min(owned).start, max(owned).end
    if piece.end <= cue.start < first or last <= cue.start < piece.start:
        gap = max(piece.start - cue.end, cue.start - piece.end)
        return gap < 120 and _quoted(document, piece) == _quoted(document, owned[0])
    gap = piece.start - last if piece.start >= last else first - piece.end
    # What goes straight on into another sentence goes on as it began, in marks or without.
    alike = _quoted(document, piece) == _quoted(document, owned[0])
    return 0 <= gap < 25 and (alike or _one_sentence(document, Span(first, last), piece))


def _interrupted(document: Document, cues: Sequence[Span], at: int, piece: Span) -> bool:
    """Whether somebody else takes the word in a sentence between a cue and a later piece."""
    starts = [cue.start for cue in cues[max(0, at - 1) : at + 4]]
    first = at - max(0, at - 1)
    for other in range(first + 1, len(starts)):
        later = document.sentence_at(starts[other]) > document.sentence_at(starts[first])
        before = starts[other] < piece.start and document.sentence_at(
            starts[other]
        ) < document.sentence_at(piece.start)
        if later and before and _speaks_up(document, starts, other):
            return True
    return False


def _one_sentence(document: Document, one: Span, other: Span) -> bool:
    before, after = sorted((one, other))
    return document.sentence_at(max(before.start, before.end - 1)) == document.sentence_at(
        after.start
    )


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
    """Index of the cue whose speech ``piece`` goes on with, else the last index."""
    near = _near(starts, piece)
    quoted = _quoted(document, piece)
    if quoted:
        at = _last_quoted(document, starts, owned, piece)
        if at is not None:
            return at
    reach = 40 if quoted else 12
    for at in near:
        if any(0 <= piece.start - other.end < reach for other in owned[at]):
            return at
    return len(owned) - 1


def _last_quoted(
    document: Document, starts: Sequence[int], owned: Sequence[list[Span]], piece: Span
) -> int | None:
    """Index of the cue that was last quoted in the paragraph of a bare quotation.

    Of PolNeAR train's bare quotations behind a cue in their paragraph 95 % are its speaker's,
    whatever he says without marks between; what another says in a sentence of its own parts them.
    """
    paragraph = document.paragraph_at(piece.start)
    for at in reversed(_near(starts, piece)):
        if starts[at] >= piece.start:
            continue
        before = [other for other in owned[at] if other.end <= piece.start]
        if document.paragraph_at(starts[at]) != paragraph:
            return None
        if any(_quoted(document, other) for other in before):
            return at
        if before and _speaks_up(document, starts, at):
            return None
    return None


def _speaks_up(document: Document, starts: Sequence[int], at: int) -> bool:
    """Whether a cue is the first of its sentence and a verb of speech: somebody takes the word."""
    own = document.sentences[document.sentence_at(starts[at])]
    return (at == 0 or starts[at - 1] < own.start) and _says(document.text, starts[at])


# "in a statement on Friday", "late on Monday": what may stand behind "X said" at a sentence's end
CLOSES = re.compile(
    r"(?: (?:without|in|on|to|during|from|by|via|through|heading|late|early)\b[^.;:\n]*)?\W*$"
)


def _lead(
    document: Document,
    source: Span,
    cue: Span,
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> list[Span]:
    """The sentence before "X said." where the tagger saw speaker and verb but not what is said."""
    sentence = document.sentences[document.sentence_at(cue.start)]
    if not 0 <= cue.start - source.end <= 2 or not sentence.contains(source):
        return []
    closes = CLOSES.match(document.text, cue.end, sentence.end)
    if not closes or not _says(document.text, cue.start):
        return []
    end = source.start
    while end > sentence.start and document.text[end - 1] in " ,;-–—":
        end -= 1
    lead = Span(sentence.start, end)
    inside = [c for c in contents if lead.overlap(c)]
    begun = not inside or (inside[0].start <= lead.start + 1 and not _quoted(document, inside[-1]))
    free = not _within(cues, lead) and begun
    return [lead] if free and len(words(lead.of(document.text))) >= 4 else []


def _says(text: str, cue: int) -> bool:
    return any(word.low in lexicon("cues")["say"] for word in words(text[cue : cue + 30])[:2])


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
