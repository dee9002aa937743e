"""Which tagged speaker signs a quotation that no verb attributes: behind a dash, on the line below,
on the line above, or before a colon.

Round-ups of voices set one such quotation under the other, so that a name stands between two of
them; which way it points is read off the whole run.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from features.evidence import Document, Span

SHORTEST = 25
"""Code points; a shorter quotation beside a name is a title or a nickname."""
RUN = 3
"""Quotations with a name beside them that make a run, of which a tagger must have seen one."""
_NAME = r"(?P<source>[^\W\d_][^\n.!?;:\"“”]{1,90}?)"
# " — Ana Roux, 34, a baker\n", " - Ana Roux, a baker. “"
DASHED = re.compile(
    r"[.,]?\s{0,4}[-–—―~]{1,2}\s{0,4}" + _NAME + r" {0,4}(?:[.]? {0,4}(?=\n|$)|[.]\s{1,4}(?=[\"“]))"
)
# "\n\nAna Roux, a baker\n"
BELOW = re.compile(r"[.,]?\s{0,3}\n\s{0,4}" + _NAME + r" {0,4}(?=\n|$)")
# "Ana Roux, a nurse:\n\n", "Ana Roux, a nurse, from Lesk. ", "Ana Roux\n\n"
BEFORE = re.compile(_NAME + r"(?:[:.]\s{0,4}|\s{0,3}\n\s{0,4}|\s[-–—―]\s{0,4})$")


def signatures(
    document: Document, sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span]
) -> dict[Span, Span]:
    """For each content of a run that somebody signs, who does. All spans are sorted."""
    spoken = [content for content in contents if _is_speech(document, content)]
    if len(spoken) < RUN:
        return {}
    behind = {c: line for c in spoken if (line := _behind(document, cues, c)) is not None}
    before = {c: line for c in spoken if (line := _before(document, cues, c)) is not None}
    down, up = _tagged(sources, behind), _tagged(sources, before)
    # A name between two quotations could sign both; at the ends of a run it signs one.
    below, above = (len(a.keys() - b.keys()) for a, b in ((behind, before), (before, behind)))
    tagged, lines = (down, behind) if below >= above else (up, before)
    return lines if len(lines) >= RUN and tagged else {}


def _is_speech(document: Document, content: Span) -> bool:
    """Whether a content is a whole quotation, its marks taken in or not."""
    at = bisect_right(document.quotations, content.start + 1, key=lambda q: q.start) - 1
    quotation = document.quotations[at] if at >= 0 else None
    if quotation is None or len(quotation) < SHORTEST:
        return False
    return content.overlap(quotation) >= 0.8 * max(len(content), len(quotation))


def _behind(document: Document, cues: Sequence[Span], content: Span) -> Span | None:
    end = content.end + (document.text[content.end : content.end + 1] in ('"', "”", "»"))
    match = DASHED.match(document.text, end) or BELOW.match(document.text, end)
    if match is None or _any(cues, Span(*match.span())):
        return None
    return Span(*match.span("source"))


def _before(document: Document, cues: Sequence[Span], content: Span) -> Span | None:
    text = document.text
    start = content.start - (text[content.start - 1 : content.start] in ('"', "“", "«"))
    at = document.paragraph_at(content.start)
    here = document.paragraphs[at]
    # On the line above or, where the quotation does not open its line, at the head of its own.
    line = document.paragraphs[max(0, at - 1)] if here.start >= start else here
    match = BEFORE.match(text, line.start, start)
    if match is None or _any(cues, Span(line.start, start)):
        return None
    return Span(*match.span("source"))


def _any(cues: Sequence[Span], stretch: Span) -> bool:
    at = bisect_left(cues, stretch.start, key=lambda cue: cue.start)
    return at < len(cues) and cues[at].start < stretch.end


def _tagged(sources: Sequence[Span], lines: Mapping[Span, Span]) -> set[Span]:
    """The contents whose line a tagged source fills."""
    found = set()
    for content, line in lines.items():
        at = bisect_left(sources, line.end, key=lambda source: source.start) - 1
        if at >= 0 and sources[at].overlap(line) >= 0.5 * len(line):
            found.add(content)
    return found
