"""Speech that is signed instead of attributed: a quotation and, behind it, whose it is.

Round-ups of voices and pulled quotes set the name behind the words, with a dash or on a line of
its own; a post that is copied into an article carries its writer, handle and day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Quotation, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import stretch
from features.sourcing.names import STOPS
from features.sourcing.words import Word, lexicon, within

SHORTEST = 25
"""Code points; a shorter quotation with a name behind it is a title or a nickname."""
LONGEST_NAME = 14
"""Words; a longer line behind a quotation is a sentence."""

LONGEST_POST = 300
"""Code points; a longer line is an article with a post set into it."""

# "— Ana Roux, baker": a dash, then who it was, to the end of the line
DASHED = re.compile(r"\s*[-–—―~]{1,2}\s*(?P<source>[^\W\d_][^\n]{1,110})")
# "“It fell.” – Ana Roux on Channel 9", "— A senior aide about the vote": the text runs on
RUNNING = re.compile(
    r"[-–—―~]{1,2}\s*(?P<source>(?:An?\s)?(?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,4}"
    r"(?:(?<=\w)\s[a-z]{4,})?)(?=\s(?:on|about|in|at|to|during|via)\b|,\s(?:on|in|at)\b)"
)
# "Ana Roux, 34, a baker": a line of its own that begins with a name
NAMED = re.compile(r"(?P<source>[^\W\d_][^\n]{2,110})")
# "— Ana Roux (@anaroux) May 4, 2031"
POSTED = re.compile(
    r"\s[-–—―]\s*(?P<source>[^\n(—―]{2,50}\(@\w{1,30}\))"
    r"(?=(?P<day>\s+(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.? \d{1,4}(?:, \d{4})?))"
)


# "@anaroux That is so": how a post begins that answers the one before it
REPLY = re.compile(r"(?<=[.!?…”\"]\s)@\w{1,30}\s(?=[A-Z])")


def signed_in(document: Document, tokens: Sequence[Word]) -> Iterator[Link]:
    """Quotations that are a paragraph of their own with their speaker behind them, and posts."""
    paragraphs = document.paragraphs
    for quotation in document.quotations:
        at = document.paragraph_at(quotation.start)
        if len(quotation) < SHORTEST or quotation.start - paragraphs[at].start > 2:
            continue
        source = _signature(document, tokens, quotation, at)
        if source is not None:
            yield Link(source, None, (Span(quotation.start, quotation.end),), "signed")
    before = 0
    for match in POSTED.finditer(document.text):
        start = max(before, _post_start(document, match.start(), before))
        for reply in REPLY.finditer(document.text, start, match.start()) if before else ():
            start = reply.start()
        content = stretch(start, match.start()).trimmed(document.text)
        if len(content) >= SHORTEST:
            yield Link(Span(*match.span("source")), None, (content,), "signed")
        before = match.end("day")


def _post_start(document: Document, end: int, before: int) -> int:
    """Where a post that is signed at ``end`` begins: with its line, or the line above where the
    signature has its own; in running text behind the post ``before`` it, or with the sentence that
    it signs."""
    line = document.text.rfind("\n", 0, end) + 1
    if line >= end:
        while end > before and document.text[end - 1].isspace():
            end -= 1
        line = document.text.rfind("\n", 0, end) + 1
    if end - line <= LONGEST_POST:
        return line
    if 0 < end - before <= LONGEST_POST:
        return before
    return document.sentence_of(end - 1).start


def _signature(
    document: Document, tokens: Sequence[Word], quotation: Quotation, at: int
) -> Span | None:
    """Who stands behind a quotation that ends its paragraph, or behind it on its last line."""
    text, here = document.text, document.paragraphs[at]
    if text[quotation.end : here.end].strip(" .,"):
        match = DASHED.match(text, quotation.end, here.end)
        whole = _named(tokens, text, match, dashed=True)
        return whole or _running(text, quotation, here.end)
    if at + 1 == len(document.paragraphs):
        return None
    below = document.paragraphs[at + 1]
    dashed = DASHED.match(text, below.start, below.end)
    match = dashed or NAMED.match(text, below.start, below.end)
    return _named(tokens, text, match, dashed is not None)


def _running(text: str, quotation: Quotation, end: int) -> Span | None:
    """Who signs speech with a dash where the text runs on behind his name."""
    start = quotation.end
    while start < end and text[start].isspace():
        start += 1
    stops = text[quotation.inner.end - 1 : quotation.inner.end] in (".", "!", "?", "…")
    match = RUNNING.match(text, start, end) if stops else None
    return Span(*match.span("source")) if match else None


def _named(
    tokens: Sequence[Word], text: str, match: re.Match[str] | None, dashed: bool
) -> Span | None:
    if match is None:
        return None
    end = match.end("source")
    while text[end - 1] in " .\"”'’":
        end -= 1
    words = within(tokens, Span(match.start("source"), end))
    if not words or len(words) > LONGEST_NAME or not words[0].capital or _is_sentence(words):
        return None
    if text[match.end() : match.end() + 1].strip() or (not dashed and not _is_name(text, words)):
        return None
    return Span(match.start("source"), end)


def _is_sentence(words: Sequence[Word]) -> bool:
    """Whether a verb of speech stands in it: "Roux said it was over"."""
    cues = lexicon("cues")
    return any(not w.capital and (w.low in cues["say"] or w.low in cues["frame"]) for w in words)


def _is_name(text: str, words: Sequence[Word]) -> bool:
    """Whether a line begins with two to four capitalised words and a comma, or is only these."""
    count = next((i for i, w in enumerate(words) if not w.capital or w.low in STOPS), len(words))
    breaks = [i for i in range(1, count) if "," in text[words[i - 1].end : words[i].start]]
    count = breaks[0] if breaks else count
    follows = words[count - 1].end if count else 0
    return 2 <= count <= 4 and (count == len(words) or text[follows : follows + 1] in (",", " ("))
