"""Speakers of relative clauses: "a recording of a woman from the town, who says the brigade fell".

A tagger gives the verb and what is said, and for a source "who" or nothing at all; whoever "who"
stands for is the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.kinds import own_kind
from features.sourcing.mentions import Names
from features.sourcing.words import within

# "..., who ", "a man who has "
_WHO = re.compile(r",?\s+who(?:\s+(?:also|then|later|has|had|have))?\s+$")
# "the town of", "from": the name behind is a place or a body that somebody belongs to
_OF = re.compile(r"\b(?:of|from|in|at|near|for|to|with|by)(?: the| \w+)?\s+$")
REACH = 90
"""Code points before "who" in which the one it stands for is looked for."""
THINGS = frozenset({"document_or_recording", "poll_or_dataset", "media_outlet", "social_media"})
"""Kinds that no "who" stands for."""
_DETERMINERS = frozenset(
    ("a", "an", "the", "one", "another", "some", "several", "two", "three", "his", "her", "their")
)


def with_antecedents(document: Document, names: Names, links: Iterable[Link]) -> list[Link]:
    """The links, where a verb of a relative clause has no source with the one it stands for."""
    return [_with_antecedent(document, names, link) for link in links]


def _with_antecedent(document: Document, names: Names, link: Link) -> Link:
    missing = link.source is None or link.source.of(document.text).casefold() == "who"
    if not missing or link.cue is None:
        return link
    sentence = document.sentences[document.sentence_at(link.cue.start)]
    start = max(sentence.start, link.cue.start - REACH)
    who = _WHO.search(document.text, start, link.cue.start)
    contents = tuple(piece for piece in link.contents if piece.start >= link.cue.end)
    if who is None or not contents:
        return link
    source = _antecedent(document, names, Span(start, who.start()))
    return link if source is None else replace(link, source=source, contents=contents)


def _antecedent(document: Document, names: Names, before: Span) -> Span | None:
    """A name that ends there, else the nearest noun for a person with its determiner."""
    last = bisect_right(names.runs, before.end - 1, key=lambda run: run.span.start) - 1
    if last >= 0 and names.runs[last].span.end == before.end:
        run = names.runs[last].span
        person = names.runs[last].words[-1].low in names.persons
        if person or not _OF.search(document.text, before.start, run.start):
            return run
    words = list(within(names.tokens, before))
    for at in range(len(words) - 1, -1, -1):
        kind = own_kind(words[at].low)
        if kind is None or kind in THINGS or words[at].of(document.text)[:1].isupper():
            continue
        first = at
        while first > 0 and at - first < 4 and words[first].low not in _DETERMINERS:
            first -= 1
        if words[first].low not in _DETERMINERS:
            first = at
        return Span(words[first].start, words[at].end)
    return None
