"""Sentences as they read without what is set around a word and takes no load off it.

Scare marks and a caveat at the end ("..., though this could not be verified") change what a tagger
makes of the words beside them. A sneer takes no load off a word, and whoever owns that he could
not verify a slur has slurred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from features.evidence import Caveat, Document, Span, Voices

REACH = 60
"""Code points between the mark that parts a caveat from its claim and the caveat, and behind it."""

# ", though this ", " (a claim that ", " and it ": all that stands between a claim and its caveat
_JOINS = re.compile(
    r"(?:\s*(?:(?<!\d),|,(?!\d)|[;(–—])\s*|\s-\s|\s(?=and\b|but\b|though\b|although\b))"
    r"(?:(?:and|but|yet|though|although|even|while|which|a|the|this|that|these|those|it|its|they|none"
    r"|neither|of|claims?|figures?|numbers?|reports?|accounts?|details?|statements?|allegations?)\s+)*$"
)
_THREE_WORDS = re.compile(r"\W*(?:\w\S*\s+){2}\w")


def plainly(document: Document, voices: Voices, caveats: Sequence[Caveat]) -> Document | None:
    """The sentences that hold scare quotes or end in a caveat, with blanks in place of the marks
    and of the caveat; None where no sentence does. Offsets stay."""
    blank = [*_scare_marks(document, voices), *_last_clauses(document, caveats)]
    if not blank:
        return None
    letters = list(document.text)
    for span in blank:
        letters[span.start : span.end] = " " * len(span)
    text = "".join(letters)
    held = (document.sentences[i] for i in sorted({document.sentence_at(s.start) for s in blank}))
    sentences = tuple(sentence for sentence in held if sentence.of(text).strip())
    return replace(document, text=text, sentences=sentences) if sentences else None


def _scare_marks(document: Document, voices: Voices) -> Iterator[Span]:
    scare = {(quote.start, quote.end) for quote in voices.quotes if quote.type == "scare"}
    for q in document.quotations:
        if (q.start, q.end) in scare:
            yield Span(q.start, q.inner.start)
            yield Span(q.inner.end, q.end)


def _last_clauses(document: Document, caveats: Sequence[Caveat]) -> Iterator[Span]:
    """The clauses of caveats that sentences end in, commas included and full stops not: nothing but
    words that join may stand between the claim and its caveat."""
    text = document.text
    for caveat in caveats:
        sentence = document.sentence_of(caveat.start)
        if sentence.end - caveat.end > REACH:
            continue
        joined = _JOINS.search(text, max(sentence.start, caveat.start - REACH), caveat.start)
        if joined is None or not _THREE_WORDS.match(text, sentence.start, joined.start()):
            continue
        rest = text[caveat.end : sentence.end]
        if len(rest.split()) <= 3 and not set(rest) & set(",;(–—"):
            end = sentence.end - (len(rest) - len(rest.rstrip('.!?"”’) ')))
            yield Span(joined.start(), end)
