"""The whole way from a text to claims, stage after stage, each a function of what went before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from features.claims import find_claims
from features.encoder import Encoder
from features.evidence import (
    Claim,
    Document,
    Encoding,
    Figure,
    Framing,
    Sourcing,
    Span,
    Voices,
)
from features.figures import find_figures
from features.framing import Labelled, find_framing, labelled, stretches
from features.sourcing import find_sourcing
from features.sourcing.mentions import Names, names_in
from features.sourcing.writer import is_post
from features.voice import find_voices, without_faceless, without_scare_marks


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Every finding about one text."""

    document: Document
    encoding: Encoding
    sourcing: Sourcing
    voices: Voices
    figures: tuple[Figure, ...]
    framing: Framing
    claims: tuple[Claim, ...]
    names: Names | None = None
    """The names in the document, which are asked for again when its sources are counted."""


def read_document(
    document: Document, encoder: Encoder, parties: Sequence[str] = (), post: bool | None = None
) -> Reading:
    """Everything that is found in a document.

    ``parties`` names sides with a stake that the caller knows of; ``post`` says that the writer
    himself is the source (a post, not an article), and where it is None the text shows it.
    """
    encoded = encoder.begin(document)
    names = names_in(document)  # while the encoder reads, as below the figures
    post = is_post(document) if post is None else post
    encoding = encoded()
    sourcing = find_sourcing(document, encoding, parties, post, names)
    voices = find_voices(document, sourcing)
    plain = without_scare_marks(document, voices)
    unmarked = encoder.begin(plain) if plain else None
    figures = find_figures(document, sourcing)
    marked = list(techniques(document, encoding, encoder))
    framing = find_framing(
        document,
        encoding,
        voices,
        marked,
        unmarked() if unmarked else None,
        without_faceless(voices, sourcing),
    )
    claims = find_claims(document, encoding, sourcing, voices, figures, framing)
    return Reading(document, encoding, sourcing, voices, figures, framing, claims, names)


def techniques(document: Document, encoding: Encoding, encoder: Encoder) -> Iterator[Labelled]:
    """The stretches that the propaganda tagger marks, each with its most probable technique."""
    for stretch in stretches(document, encoding):
        sentence = document.sentences[document.sentence_at(stretch.start)]
        yield labelled(stretch, encoder.techniques(encoding, stretch, sentence))


def one_sentence(document: Document) -> Document:
    """The document as a single sentence: a claim sent alone is one claim, however it is put."""
    if not document.sentences:
        return document
    whole = Span(document.sentences[0].start, document.sentences[-1].end)
    return replace(document, sentences=(whole,))
