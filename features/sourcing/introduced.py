"""What a line of its own introduces: "Stated Roux:" and "Channel 9 reports:" above a quotation or a
text that is taken over.

A tagger sees neither who speaks nor where the text behind such a line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from features.evidence import Document, Quotation, Span
from features.sourcing.inheritance import touched
from features.sourcing.link import Link, nested
from features.sourcing.names import Names
from features.sourcing.writer import is_post

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
_WHOLE = ("text", "statement", "letter", "transcript", "message", "note")
# "A statement from the ministry read as follows:", "Here it is, unedited.", "The following is
# from an essay in which Roux": a whole text follows, word for word
_ENTIRE = re.compile(
    r"\b(?:as follows|(?:reads?|text|statement|letter|here|below|is|was|it) in full|unedited"
    r"|verbatim|word for word"
    r"|(?:[Tt]he )?(?:full|complete|entire) (?:text|statement|letter|transcript|message|note)"
    r"|[Tt]he following (?:comes|is|was) (?:from|an?|the|by))\b[^.!?:\n]*(?:[.:…]|\.\.\.)\s*$"
)
# One of these stands in every such line, and in few texts
_KEYS: tuple[str, ...] = (
    *("as follows", "in full", "unedited", "verbatim", "word for word", "he following"),
    *(f"{how} {what}" for how in ("full", "complete", "entire") for what in _WHOLE),
)
_ENTIRE_HEAD = re.compile("|".join(_KEYS))
# "a letter from a nurse", "a statement by the ministry", "an article in which Roux"
_TEXT_OF = re.compile(
    r"\b(?i:statement|letter|e-?mail|message|memo|note|post|article|essay|op-ed|column|account"
    r"|speech|testimony|remarks|appeal)s?(?: \w+){0,2}? (?:from|by|of|in which) "
    r"(?P<source>(?:(?:the|an?) )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}|(?:the|an?) [a-z]+)"
)
REACH = 600
"""Code points before the end of such a line in which its writer is sought."""
ENTIRE = 10
"""Sentences of a text that is given whole."""


def with_introduced(document: Document, names: Names, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and what lines of their own introduce, where nobody else says it."""
    claimed = sorted(piece for link in links for piece in link.contents)
    found = [
        link
        for at, sentence in enumerate(document.sentences)
        if document.text[sentence.end - 1] == ":"
        for link in _led(document, names, claimed, at)
    ]
    found += _entire(document, claimed)
    if not is_post(document):
        found += _addressed(document, links, claimed)
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
        if touched(claimed, content):
            return
        yield Link(source, None, (Span(content.start, content.end),), "inherited")


def _entire(document: Document, claimed: Sequence[Span]) -> Iterator[Link]:
    """What follows a line that gives a whole text, as its writer's."""
    if not any(key in document.text for key in _KEYS):
        return
    seen = -1
    for match in _ENTIRE_HEAD.finditer(document.text):
        at = document.sentence_at(match.start())
        if at == seen:
            continue
        seen, lead = at, document.sentences[at]
        if not _ENTIRE.search(document.text, max(lead.start, lead.end - 160), lead.end):
            continue
        before = max(document.sentences[max(0, at - 1)].start, lead.end - REACH)
        named = list(_TEXT_OF.finditer(document.text, before, lead.end))
        if not named:
            continue
        source = Span(*named[-1].span("source"))
        for content in document.sentences[at + 1 : at + 1 + ENTIRE]:
            if document.role_of(content) == "boilerplate":
                break
            if not touched(claimed, content):
                yield Link(source, None, (content,), "inherited")


# "@vesk please say no": a post that is set into a report
_AT = re.compile(r"@\w{2,30}:? (?=[\w“\"])")
MOST = 12
"""Quotations that a line introduces at most."""
RECENT = 4
"""Sentences behind somebody's words in which a post is taken for his."""


def _addressed(
    document: Document, links: Sequence[Link], claimed: Sequence[Span]
) -> Iterator[Link]:
    """Posts addressed to somebody that are set into a report, as whose words stand before them."""
    spoken = sorted(
        ((link.content.end, link) for link in links if link.source is not None),
        key=lambda pair: pair[0],
    )
    ends = [end for end, _ in spoken]
    for match in _AT.finditer(document.text):
        at = document.sentence_at(match.start())
        sentence = document.sentences[at]
        last = bisect_right(ends, sentence.start) - 1
        if sentence.start != match.start() or last < 0 or touched(claimed, sentence):
            continue
        if at - document.sentence_at(ends[last] - 1) <= RECENT:
            yield Link(spoken[last][1].source, None, (sentence,), "inherited")


def _blocks(document: Document, here: int, start: int) -> Iterator[Quotation]:
    """The quotations behind a line that each are a paragraph of their own."""
    first = bisect_left(document.quotations, start, key=lambda q: q.start)
    for at in range(first, min(len(document.quotations), first + MOST)):
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
