"""Framing: loaded words with their voice and category, techniques, insinuations."""

from __future__ import annotations

from collections.abc import Iterable

from features.evidence import Document, Encoding, Framing, Voices
from features.framing.blend import BLEND, Blend, blended
from features.framing.insinuations import Hints, find_insinuations, hints_in
from features.framing.loaded import (
    CATEGORIES,
    Proposal,
    Reading,
    lexicon_spans,
    loaded_from,
)
from features.framing.quoted import as_quoted
from features.framing.techniques import (
    TECHNIQUES,
    Labelled,
    labelled,
    stretches,
    techniques_from,
)

__all__ = [
    "BLEND",
    "CATEGORIES",
    "TAGGERS",
    "TECHNIQUES",
    "Blend",
    "Hints",
    "Labelled",
    "Proposal",
    "Reading",
    "as_quoted",
    "blended",
    "find_framing",
    "find_insinuations",
    "hints_in",
    "labelled",
    "lexicon_spans",
    "loaded_from",
    "stretches",
    "techniques_from",
]

TAGGERS = ("biased_word", "loaded_language", "propaganda")
"""Taggers that speak for loaded words: biased words of BABE, loaded language and spans of PTC."""


def find_framing(
    document: Document,
    encoding: Encoding,
    voices: Voices,
    techniques: Iterable[Labelled] = (),
    plain: Encoding | None = None,
    charged: Voices | None = None,
    reading: Reading | None = None,
    hints: Hints | None = None,
) -> Framing:
    """Loaded words, techniques and insinuations of a document.

    The taggers judge the loaded words, with the lexicon as evidence; where the encoding holds no
    tagger the lexicon proposes alone.
    ``techniques`` are proposals for stretches that the propaganda tagger marked; ``plain`` is the
    encoding of sentences with scare quotes or a caveat read without these
    (:func:`features.plain.plainly`), ``charged`` whose each hint is
    (:func:`features.voice.without_faceless`; ``voices`` where not given), ``reading`` the
    document's words and ``hints`` what may insinuate in it, where they have been looked up.
    """
    reading = reading or Reading(document)
    return Framing(
        loaded=loaded_from(document, _proposed(reading, encoding, plain), voices, reading),
        techniques=techniques_from(document, techniques),
        insinuations=find_insinuations(document, charged or voices, encoding.heads, hints),
    )


def _proposed(reading: Reading, encoding: Encoding, plain: Encoding | None) -> list[Proposal]:
    tasks = [task for task in TAGGERS if task in encoding.tags]
    if not tasks:
        return list(lexicon_spans(reading))
    found = blended(reading, encoding, tasks)
    if plain is None or not len(plain.offsets):
        return list(found)
    document = reading.document
    reread = {document.sentence_at(int(start)) for start in plain.offsets[:, 0]}
    kept = [span for span in found if document.sentence_at(span.start) not in reread]
    return [*kept, *blended(reading, plain, tasks)]
