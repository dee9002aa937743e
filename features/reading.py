"""The whole way from a text to claims, stage after stage, each a function of what went before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from features.claims import Said, find_claims, said_in
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
from features.figures import Counted, counted_in, find_figures
from features.framing import Hints, Labelled, find_framing, hints_in, labelled, stretches
from features.framing.loaded import Reading as Words
from features.plain import plainly
from features.sentences import LONGEST
from features.sourcing import Ground, find_sourcing, ground_of
from features.sourcing.names import Names
from features.sourcing.writer import is_post
from features.unmarked import Unmarked, unmarked_in
from features.voice import find_voices, without_faceless


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
    """Everything that is found in a document; its encoding is left without the pieces' vectors.

    ``parties`` names sides with a stake that the caller knows of; ``post`` says that the writer
    himself is the source (a post, not an article), and where it is None the text shows it.
    """
    encoding, alone = encoded_beside(document, encoder, parties)
    post = is_post(document) if post is None else post
    sourcing = find_sourcing(document, encoding, parties, post, alone.ground)
    voices = find_voices(document, sourcing, alone.unmarked)
    plain = plainly(document, voices, sourcing.caveats)
    unmarked = encoder.begin(plain) if plain else None
    figures = find_figures(document, sourcing, alone.counted)  # while the encoder reads them
    marked = list(techniques(document, encoding, encoder))
    encoding = without_vectors(encoding)
    reread = unmarked() if unmarked else None
    if plain and reread:
        encoding = with_heads_of(reread, plain, encoding, document)
    framing = find_framing(
        document,
        encoding,
        voices,
        marked,
        reread,
        without_faceless(voices, sourcing),
        alone.words,
        alone.hints,
    )
    claims = find_claims(document, encoding, sourcing, voices, figures, framing, alone.said)
    return Reading(
        document, encoding, sourcing, voices, figures, framing, claims, alone.ground.names
    )


@dataclass(frozen=True, slots=True, eq=False)
class TextAlone:
    """What the rules find in a text before it is known who says what in it."""

    ground: Ground
    counted: Counted
    words: Words
    hints: Hints
    unmarked: Unmarked
    said: Said


def by_text_alone(document: Document, parties: Sequence[str] = ()) -> TextAlone:
    """The findings that ask neither for tags nor for a source."""
    return TextAlone(
        ground_of(document, parties),
        counted_in(document),
        Words(document),
        hints_in(document),
        unmarked_in(document),
        said_in(document),
    )


def encoded_beside(
    document: Document, encoder: Encoder, parties: Sequence[str] = ()
) -> tuple[Encoding, TextAlone]:
    """What the encoder says of a document, and what is found in its text meanwhile."""
    encoded = encoder.begin(document)
    alone = by_text_alone(document, parties)
    return encoded(), alone


def with_heads_of(
    reread: Encoding, plain: Document, encoding: Encoding, document: Document
) -> Encoding:
    """The encoding of a document with the heads of the sentences of ``plain``, which were read a
    second time."""
    at = [document.sentence_at(sentence.start) for sentence in plain.sentences]
    heads = {name: values.copy() for name, values in encoding.heads.items()}
    for name, values in heads.items():
        values[at] = reread.heads[name]
    return replace(encoding, heads=heads)


def without_vectors(encoding: Encoding) -> Encoding:
    """The encoding without the vectors of its pieces: 72 MB of the longest text, and once its
    stretches have their techniques nobody asks for them."""
    return replace(encoding, tokens=np.zeros((0, encoding.tokens.shape[1]), np.float32))


def techniques(document: Document, encoding: Encoding, encoder: Encoder) -> Iterator[Labelled]:
    """The stretches that the propaganda tagger marks, each with its most probable technique."""
    for stretch in stretches(document, encoding):
        sentence = document.sentence_of(stretch.start)
        yield labelled(stretch, encoder.techniques(encoding, stretch, sentence))


def one_sentence(document: Document) -> Document:
    """The document as a single sentence: a claim sent alone is one claim, however it is put. What
    is longer than any sentence keeps its own."""
    whole = Span(document.sentences[0].start, document.sentences[-1].end)
    return replace(document, sentences=(whole,)) if len(whole) <= LONGEST else document
