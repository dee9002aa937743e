"""Which figures are verified: counted by a method that is stated, or given by a second channel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from features.evidence import Document, Figure, Kind
from features.figures.methods import Methods
from features.figures.standing import Holder, Standing

# These pass on what others say; that two of them agree shows one origin, not two. A document may
# be the other source's own ("prosecutors", "the indictment"), and so may "preliminary data".
_RELAYS: frozenset[Kind] = frozenset(
    {
        "media_outlet",
        "social_media",
        "anonymous",
        "unnamed_group",
        "public_figure",
        "document_or_recording",
        "poll_or_dataset",
    }
)
# Below it two sources may well name the same number of different things.
_TELLING = 10
# "the 58 victims", "all five states": a number taken for granted, which nobody counts here
_GRANTED = re.compile(r"\b(?:the|all|these|those|both|his|her|its|our|their)\s*$", re.IGNORECASE)


def verify(
    document: Document,
    standing: Standing,
    methods: Methods,
    figures: tuple[Figure, ...],
    holders: tuple[Holder | None, ...],
    things: tuple[str, ...],
) -> tuple[Figure, ...]:
    """The figures with ``verified`` set; ``things`` says for each what it counts.

    Whose stake no word shows, but whose method or second channel stands, has none in this figure.
    """
    counted = [_is_counted(document, figure) for figure in figures]
    verified = [
        c and methods.cover(f, h) for c, f, h in zip(counted, figures, holders, strict=True)
    ]
    body = [
        c and document.role_at(f.start) != "headline" for c, f in zip(counted, figures, strict=True)
    ]
    for same in _same(figures, things, body):
        known = [(i, h) for i in same if (h := holders[i]) is not None]
        sources = {h.source_id for i, h in known if verified[i]} - {None}
        if _two_channels([h for _, h in known], standing):
            sources |= {h.source_id for _, h in known}
        for i, holder in known:
            verified[i] = verified[i] or holder.source_id in sources
    return tuple(
        replace(f, verified=True, stake=False if f.stake is None else f.stake) if v else f
        for f, v in zip(figures, verified, strict=True)
    )


def _is_counted(document: Document, figure: Figure) -> bool:
    """Whether somebody counts here; a number taken for granted is background."""
    if figure.unit == "%" or figure.bound == "vague":
        return figure.bound != "vague"
    return _GRANTED.search(document.text, max(0, figure.start - 8), figure.start) is None


def _same(
    figures: tuple[Figure, ...], things: tuple[str, ...], counted: list[bool]
) -> Iterable[list[int]]:
    """Indices of the figures that give one value for one thing."""
    groups: dict[tuple[str, float], list[int]] = {}
    for index, (figure, thing) in enumerate(zip(figures, things, strict=True)):
        telling = figure.value is not None and (figure.casualty or figure.value >= _TELLING)
        if figure.value is not None and thing and telling and counted[index]:
            groups.setdefault((thing, figure.value), []).append(index)
    return groups.values()


def _two_channels(holders: list[Holder], standing: Standing) -> bool:
    """Whether two channels, neither fed by the other, give the figure, one without a stake."""
    known = {h.source_id: h for h in holders if h.kind not in _RELAYS and standing.is_called(h)}
    return any(
        (a.stake is False or b.stake is False) and standing.apart(a, b)
        for a, b in combinations(known.values(), 2)
    )
