"""How far what is said goes: to the end of its paragraph, its closing mark, its clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from features.evidence import Document, Quotation, Span
from features.sourcing.link import Link, with_contents
from features.sourcing.words import START, lexicon, words


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


def _by_paragraph(document: Document, content: Span) -> Iterator[Span]:
    """The content cut where its paragraph ends, unless a quotation goes on."""
    start = content.start
    last = document.paragraph_at(max(content.start, content.end - 1))
    for at in range(document.paragraph_at(content.start), last):
        end, begin = document.paragraphs[at].end, document.paragraphs[at + 1].start
        if start < end and content.end > begin and not _goes_on(document, end, begin):
            yield Span(start, end)
            start = begin
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
        first = opening == document.sentence_of(opening).start
        if first and not is_quoted(document, lead):
            yield lead
            start = opening
        at += 1
    yield Span(start, content.end)


def to_closing_marks(document: Document, links: Sequence[Link]) -> list[Link]:
    """The links, with speech that begins at an opening mark taken to its closing mark.

    Whoever speaks a quotation speaks all of it; what is attributed inside of it is relayed. Pieces
    without a cue that a tagger left over inside of it are the same speech.
    """
    whole = [with_contents(link, tuple(_closed(document, link))) for link in links]
    grown = sorted(
        piece
        for link, before in zip(whole, links, strict=True)
        if link.contents != before.contents
        for piece in link.contents
    )
    return [link for link in whole if link.cue is not None or not _inside(grown, link.content)]


TAIL = 40
"""Code points; a longer rest of a sentence is told by whom it was not said."""
# " as fans stood in storage.": the rest of a clause
PLAIN_TAIL = re.compile(r"\s[^,;:()\"“”«»–—\n]*$")
# ", ", ": ": what stands between who is cited and what he is cited for
CITED = re.compile(r"(?:,\s|:\s)")


def to_the_end(
    document: Document, cues: Sequence[Span], sources: Sequence[Span], link: Link
) -> Link:
    """The link with the rest of its sentence where a tagger let go of it a few words too soon, or
    saw a scrap of what follows "According to X,"."""
    if link.cue is None or is_quoted(document, link.contents[-1]):
        return link
    last = link.contents[-1]
    sentence = document.sentence_of(link.cue.start)
    end = sentence.end - (document.text[sentence.end - 1] in ".!?:")
    if last.start < link.cue.end or not last.end < end:
        return link
    tail = Span(last.end, end)
    if count_within(cues, tail) or count_within(sources, tail):
        return link
    start = last.start
    opens = link.cue.start - sentence.start <= 2 and link.source is not None
    if opens and link.source is not None and PREPOSED.match(document.text, link.cue.start):
        comma = CITED.match(document.text, link.source.end)
        follows = 0 <= start - link.source.end <= 1
        if len(link.contents) > 1 or not (comma or follows):
            return link
        start = comma.end() if comma else start
    elif len(tail) > TAIL or not PLAIN_TAIL.match(document.text, tail.start, tail.end):
        return link
    return replace(link, contents=(*link.contents[:-1], Span(start, end)))


SHORT = 25
"""Code points of what is said; what is shorter is the object of a verb and not what it says."""


def to_whole_clauses(document: Document, links: Sequence[Link]) -> list[Link]:
    """The links, with a bare object or the head of a clause ("slammed the mayor", "denied that
    Roux") taken to the end of its sentence, where nobody else takes the word in it."""
    cues = sorted(link.cue for link in links if link.cue is not None)
    return [_to_whole_clause(document, cues, link) for link in links]


# "That’s according to Roux.": what stands before is meant
THAT_IS = re.compile(r"(?:That|This|It|All that|All this)(?:['’]?s| is)?")


def _to_whole_clause(document: Document, cues: Sequence[Span], link: Link) -> Link:
    content = link.content
    if link.cue is None or link.source is None or len(content) >= SHORT:
        return link
    if THAT_IS.fullmatch(content.of(document.text)) and PREPOSED.match(
        document.text, link.cue.start
    ):
        at = document.sentence_at(content.start)
        return replace(link, contents=tuple(document.sentences[max(0, at - 1) : at + 1]))
    sentence = document.sentence_of(link.cue.start)
    opens = link.source.start - sentence.start <= 2 and 0 <= content.start - link.cue.end <= 2
    charges = lexicon("cues")["accuse"].any(words(link.cue.of(document.text)))
    told = content.of(document.text).startswith("that ")
    if (
        not opens
        or not (charges or told)
        or content.end >= sentence.end
        or is_quoted(document, content)
    ):
        return link
    end = sentence.end - (document.text[sentence.end - 1] in ".!?:")
    if content.end >= end:
        return link
    rest = Span(content.end, end)
    marked = any(q.overlap(rest) for q in _near(document, rest))
    if count_within(cues, rest) or (marked and not told):
        return link
    return replace(link, contents=(Span(content.start, rest.end),))


def _near(document: Document, stretch: Span) -> Sequence[Quotation]:
    at = bisect_right(document.quotations, stretch.end, key=lambda q: q.start)
    return document.quotations[max(0, at - 3) : at]


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


# "According to the mayor, ...": what it governs follows
PREPOSED = re.compile(
    r"(?:[Aa]ccording to|[Pp]er|[Cc]iting|Saying|Adding|Claiming|Arguing|Noting)\b"
)


def count_within(spans: Sequence[Span], stretch: Span) -> int:
    """How many sorted spans lie inside a stretch."""
    first = bisect_right(spans, stretch.start - 1, key=START)
    last = bisect_left(spans, stretch.end, first, key=START)
    return sum(spans[i].end <= stretch.end for i in range(first, last))


def is_quoted(document: Document, piece: Span) -> bool:
    """Whether a quotation covers half of a piece."""
    return quotation_over(document, piece) is not None


def quotation_over(document: Document, piece: Span) -> Quotation | None:
    """The first quotation that covers half of ``piece``, or None."""
    at = bisect_right(document.quotations, piece.start, key=START)
    half = max(1, len(piece)) / 2
    for quotation in document.quotations[max(0, at - 2) : at + 2]:
        if quotation.overlap(piece) >= half:
            return quotation
    return None
