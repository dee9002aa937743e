"""What a line of its own introduces: "Stated Roux:" and "Channel 9 reports:" above a quotation or a
text that is taken over.

A tagger sees neither who speaks nor where the text behind such a line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from features.evidence import Document, Quotation, Span
from features.sourcing.link import Link, nested
from features.sourcing.names import Names

_SAYS = (
    r"(?:reports?|reported|writes?|wrote|says?|said|explains?|explained|states?|stated|tweets?"
    r"|tweeted|posts?|posted|notes?|noted|adds?|added|continues?|continued|argue[sd]|warn(?:s|ed)"
    r"|told [^:\n]{2,40}|has (?:more|the story|the details))"
)
# "Channel 9 reports:", "As Roux wrote on Monday:"
_BEFORE = re.compile(
    r"(?:As |Here(?:['’]s| is) (?:what|how) )?(?P<source>(?:[Tt]he )?[A-Z][^,.;:\n\"“”]{1,50}?)"
    r" (?P<cue>" + _SAYS + r")(?: (?:on|in|at|to|from|via|last|that) [^:\n]{1,50})?:\s*"
)
# "Stated Roux:", "Via Channel 9:", "From the Harbour Post:"
_BEHIND = re.compile(
    r"(?P<cue>Stated|Said|Says|Wrote|Writes|Added|Adds|Explained|Continued|Tweeted|Noted|Per|Via|From"
    r"|According to|As (?:reported|written|told|noted|stated) (?:by|in|to))"
    r" (?P<source>(?:the )?[A-Z][^:\n\"“”]{1,60}):\s*"
)
GIVEN = 3
"""Sentences without marks that a line introduces."""


def with_introduced(document: Document, names: Names, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and what lines of their own introduce, where nobody else says it."""
    claimed = sorted(piece for link in links for piece in link.contents)
    found = [
        link
        for at, sentence in enumerate(document.sentences)
        if document.text[sentence.end - 1] == ":"
        for link in _led(document, names, claimed, at)
    ]
    if not found:
        return tuple(links)
    return nested(sorted([*links, *found], key=lambda link: (link.content, link.cue or Span(0, 0))))


def _led(document: Document, names: Names, claimed: Sequence[Span], at: int) -> Iterator[Link]:
    lead = document.sentences[at]
    here = document.paragraph_at(lead.start)
    if document.paragraphs[here].end > lead.end + 2:
        return
    match = _BEFORE.fullmatch(document.text, lead.start, lead.end)
    match = match or _BEHIND.fullmatch(document.text, lead.start, lead.end)
    following = document.sentences[at + 1 : at + 1 + GIVEN]
    if not following:
        return
    quotations = list(_blocks(document, here, following[0].start))
    if match is None:
        source = _first_person(names, lead) if quotations else None
    else:
        source = Span(*match.span("source"))
    if source is None:
        return
    for content in quotations or following:
        if _touched(claimed, content):
            return
        yield Link(source, None, (Span(content.start, content.end),), "inherited")


def _blocks(document: Document, here: int, start: int) -> Iterator[Quotation]:
    """The quotations behind a line that each are a paragraph of their own."""
    first = bisect_left(document.quotations, start, key=lambda q: q.start)
    for at in range(first, len(document.quotations)):
        here += 1
        quotation = document.quotations[at]
        if here >= len(document.paragraphs):
            return
        paragraph = document.paragraphs[here]
        if quotation.start - paragraph.start > 2 or paragraph.end - quotation.end > 2:
            return
        yield quotation


def _first_person(names: Names, lead: Span) -> Span | None:
    """The first person that a line names."""
    at = bisect_left(names.runs, lead.start, key=lambda run: run.span.start)
    last = bisect_right(names.runs, lead.end, key=lambda run: run.span.start)
    for run in names.runs[at:last]:
        if run.words[-1].low in names.persons:
            return run.span
    return None


def _touched(claimed: Sequence[Span], content: Span) -> bool:
    last = bisect_left(claimed, content.end, key=lambda span: span.start)
    return any(span.overlap(content) for span in claimed[max(0, last - 12) : last])
