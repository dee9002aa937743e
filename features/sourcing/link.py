"""One attribution before anybody asks who its source is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from features.evidence import Span


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution before anybody asks who its source is.

    ``contents`` are its pieces in order of the text ("X," he said, "Y" has two). ``inside`` is
    the index of the link whose content holds this one: somebody relays somebody. ``form`` names
    the rule that found it, or "tag".
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    form: str = "tag"
    inside: int | None = None

    @property
    def content(self) -> Span:
        """The stretch from the first piece to the last."""
        return Span(self.contents[0].start, self.contents[-1].end)

    @property
    def whole(self) -> Span:
        """The stretch from the first of its spans to the last."""
        spans = [s for s in (*self.contents, self.source, self.cue) if s is not None]
        return Span(min([s.start for s in spans]), max([s.end for s in spans]))


def nested(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with ``inside`` set to the smallest other content that holds cue and content."""
    found = []
    contents = [link.content for link in links]
    for i, (link, content) in enumerate(zip(links, contents, strict=True)):
        whole = link.whole
        start, end, least = whole.start, whole.end, len(content)
        holders = [
            j
            for j in range(max(0, i - 12), min(len(links), i + 12))
            for piece in links[j].contents
            if piece.start <= start and end <= piece.end and piece.end - piece.start > least
            if j != i
        ]
        best = min(holders, key=lambda j: len(contents[j]), default=None)
        found.append(link if link.inside == best else replace(link, inside=best))
    return tuple(found)
