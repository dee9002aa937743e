"""Documents, attributions and figures for the tests of the figures stage."""

from __future__ import annotations

from features.evidence import Attribution, Document, Figure, Kind, Part, Source, Sourcing, Span
from features.figures import find_figures

NOTHING = Sourcing((), (), (), (), (), ())


def document(text: str, headline: int = 0) -> Document:
    """A document whose sentences end at a stop and a blank, or at a line end."""
    sentences: list[Span] = []
    start = 0
    for i, char in enumerate(text):
        ends = char == "\n" or (char == "." and text[i + 1 : i + 2] in ("", " ", "\n"))
        if ends or i == len(text) - 1:
            piece = text[start : i + 1]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                sentences.append(Span(start + lead, start + len(piece.rstrip())))
            start = i + 1
    parts = (Part(0, headline, "headline"),) if headline else ()
    whole = (Span(0, len(text)),)
    return Document(text, text, None, parts, whole, tuple(sentences), ())


def said(
    doc: Document,
    source: str,
    content: str,
    *,
    kind: Kind = "government_agency",
    stake: bool | None = None,
    chain: tuple[str, ...] = (),
) -> tuple[Source, Attribution]:
    """A source and an attribution of ``content`` to it; the source's id is its name."""
    at = Span(doc.text.index(content), doc.text.index(content) + len(content))
    place = doc.text.find(source)
    span = Span(place, place + len(source)) if place >= 0 else None
    who = Source(
        source, source, kind, True, None, stake, None, None, False, (span,) if span else ()
    )
    attribution = Attribution(
        at, span, None, source, kind, True, None, stake, None, 1, False, None, chain
    )
    return who, attribution


def sourcing(*rows: tuple[Source, Attribution]) -> Sourcing:
    return Sourcing(tuple(s for s, _ in rows), tuple(a for _, a in rows), (), (), (), ())


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(document(text), NOTHING)
