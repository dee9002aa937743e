"""Whether a text is written for a side: its own words are full of labels that sides use.

By the annotation guidelines an author has a stake only where the text itself shows the outlet to be
an organ of a side. One label proves nothing; a writer who uses them in every other sentence, in his
own voice, speaks for those who coined them, whichever side that is.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from features.evidence import Document, Sourcing, Span
from features.figures.words import group
from features.phrases import small_letters

# "terrorists", "the junta's men"; news agencies without a side say "regime" as often
_LABEL = re.compile(r"\b(?:" + "|".join(sorted(group("side_labels"))) + r")(?:['’]?s)?\b")
# Fewer may be quoted by a careless hand; so many to a sentence are a habit.
_LEAST = 4
_TO_A_SENTENCE = 0.5


def is_written_for_a_side(document: Document, sourcing: Sourcing) -> bool:
    """Whether the writer's own words, outside what he attributes or quotes, are full of
    labels of sides; whose labels they are is not asked, for no list says it."""
    labels = [m.start() for m in _LABEL.finditer(small_letters(document.text))]
    if len(labels) < _LEAST:
        return False
    others = _others_words(document, sourcing)
    own = sum(not _is_inside(others, place) for place in labels)
    return own >= max(_LEAST, _TO_A_SENTENCE * len(document.sentences))


def _others_words(document: Document, sourcing: Sourcing) -> list[Span]:
    """What is quoted or attributed, merged, in order."""
    spans = [Span(q.start, q.end) for q in document.quotations]
    spans += [a.content for a in sourcing.attributions if a.source_id is not None]
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(span.start, span.end))
    return merged


def _is_inside(spans: list[Span], place: int) -> bool:
    index = bisect_right(spans, place, key=lambda s: s.start) - 1
    return index >= 0 and place < spans[index].end
