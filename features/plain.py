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

LEAST = 3
"""Words of a sentence that must stand before a caveat for it to be one at the end."""

# ", though ", "; ", " – ", " (": what parts a caveat from the clause that it tempers
_PARTS = re.compile(r"\s*[,;(–—]\s*|\s-\s")


def plainly(document: Document, voices: Voices, caveats: Sequence[Caveat]) -> Document | None:
    """The sentences that hold scare quotes or end in a caveat, with blanks in place of the marks
    and of the caveat; None where no sentence does. Offsets stay."""
    blank = [*_scare_marks(document, voices), *_last_clauses(document, caveats)]
    if not blank:
        return None
    letters = list(document.text)
    for span in blank:
        letters[span.start : span.end] = " " * len(span)
    held = sorted({document.sentence_at(span.start) for span in blank})
    sentences = tuple(document.sentences[i] for i in held)
    return replace(document, text="".join(letters), sentences=sentences)


def _scare_marks(document: Document, voices: Voices) -> Iterator[Span]:
    if not document.sentences:
        return
    scare = {(quote.start, quote.end) for quote in voices.quotes if quote.type == "scare"}
    for q in document.quotations:
        if (q.start, q.end) in scare:
            yield Span(q.start, q.inner.start)
            yield Span(q.inner.end, q.end)


def _last_clauses(document: Document, caveats: Sequence[Caveat]) -> Iterator[Span]:
    """The clauses of caveats that sentences end in, commas included and full stops not."""
    text = document.text
    for caveat in caveats:
        sentence = document.sentences[document.sentence_at(caveat.start)]
        parted = list(_PARTS.finditer(text, sentence.start, caveat.start))
        if not parted or len(text[sentence.start : parted[-1].start()].split()) < LEAST:
            continue
        rest = text[caveat.end : sentence.end]
        if _PARTS.search(rest) is None and len(rest.split()) <= LEAST:
            end = sentence.end - (len(rest) - len(rest.rstrip('.!?"”’) ')))
            yield Span(parted[-1].start(), end)
