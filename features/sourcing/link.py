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
        return Span(*_ends(self))


def with_contents(link: Link, contents: tuple[Span, ...]) -> Link:
    """The link with other pieces; the same one where they are its own."""
    return link if link.contents == contents else replace(link, contents=contents)


def _ends(link: Link) -> tuple[int, int]:
    """Where the first of a link's spans begins and the last ends."""
    spans = [s for s in (*link.contents, link.source, link.cue) if s is not None]
    return min([s.start for s in spans]), max([s.end for s in spans])


def nested(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with ``inside`` set to the smallest other content that holds cue and content."""
    found = []
    pieces = [[(piece.start, piece.end) for piece in link.contents] for link in links]
    lengths = [own[-1][1] - own[0][0] for own in pieces]
    for i, link in enumerate(links):
        start, end = _ends(link)
        least = lengths[i]
        holders = [
            j
            for j in range(max(0, i - 12), min(len(links), i + 12))
            for first, last in pieces[j]
            if first <= start and end <= last and last - first > least
            if j != i
        ]
        best = min(holders, key=lengths.__getitem__, default=None)
        found.append(link if link.inside == best else replace(link, inside=best))
    return tuple(found)
