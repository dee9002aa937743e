"""Annotated documents as the shipped encoder reads them, for the experiments of this folder."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.readers.gold import ANNOTATIONS, GoldClaim, GoldDocument, read_gold
from features.document import read as read_document
from features.evidence import Document, Encoding, Span, Voices
from features.framing import Reading
from features.sourcing import find_sourcing
from features.voice import find_voices
from training.bundle import load


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A document with pass A's claims, and what encoder, sourcing and voices say of it."""

    split: str
    gold: GoldDocument
    document: Document
    encoding: Encoding
    voices: Voices
    reading: Reading

    @property
    def claims(self) -> list[GoldClaim]:
        """The records of pass A that claim something."""
        return [claim for claim in self.gold.claims["A"] if claim.claim]

    def inside(self) -> list[Span]:
        """The sentences that were annotated, as offsets of the text as given."""
        return sorted({Span(*claim.sentence) for claim in self.claims})

    def annotated(self, span: Span) -> bool:
        """Whether a span of the reading lies in a sentence that claims something."""
        given = self.document.original_span(span)
        return any(sentence.overlap(given) for sentence in self.inside())


def documents(*splits: str) -> list[Read]:
    """Documents of "train", "dev" and "extra", but for those that the encoder was trained on.

    With ASSAY_CACHE set to a folder the encodings are kept there between runs.
    """
    return [read for split in splits for read in _split(split)]


def _split(split: str) -> list[Read]:
    found = []
    for gold, document, encoding in _encoded(split):
        post = "post" in gold.outlet
        sourcing = find_sourcing(document, encoding, (), post)
        found.append(
            Read(
                split, gold, document, encoding, find_voices(document, sourcing), Reading(document)
            )
        )
    return found


def _encoded(split: str) -> list[tuple[GoldDocument, Document, Encoding]]:
    cache = (
        Path(os.environ["ASSAY_CACHE"]) / f"{split}.pkl" if "ASSAY_CACHE" in os.environ else None
    )
    if cache is not None and cache.exists():
        kept: list[tuple[GoldDocument, Document, Encoding]] = pickle.loads(cache.read_bytes())
        return kept
    found = list(_encode(split))
    if cache is not None:
        cache.write_bytes(pickle.dumps(found))
    return found


def _encode(split: str) -> Iterator[tuple[GoldDocument, Document, Encoding]]:
    encoder = load().encoder
    if split == "extra":
        given = read_gold("extra", folder=ANNOTATIONS / "extra")
        given = [g for g in given if not g.doc_id.startswith("polnear:")]
    else:
        given = read_gold("dev" if split == "dev" else "train")
    for gold in given:
        document = read_document(gold.text)
        yield gold, document, encoder.encode(document)
