"""Through whose hands words came: the chain from their origin to the author.

Depth and chain are one finding told twice: as many hands as the depth, the origin first. A hand
that the text does not name, as behind "reportedly", stands in the chain as None. Who only put out
a film of those he holds, or of himself, is the ``channel`` and no further hand, as in the
guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from features.evidence import Attribution, Document, Span
from features.sourcing.link import Link

_WHO = (
    r"(?P<who>(?:(?:the|an?|two|three|four|several|some|its|local|senior|unnamed) ){0,3}"
    r"[\w’'&-]+(?: (?!(?:who|which|that|on|in|at|as|and|said|says|reported|reports|saying|to)\b)"
    r"[\w’'&-]+){0,4})"
)
# "citing two officials", "quoted General Haas as saying"
_ORIGIN = re.compile(r"\b(?:[Cc]iting|[Qq]uoting|[Rr]elaying|quoted|quotes) (?!by\b)" + _WHO)
# "according to the Post", "via Lesk News", "told the police", "released by her lawyer", ", the Post
# reported", "The Lesk Post reports: "
_RELAYS = (
    re.compile(
        r"\b(?:(?:[Aa]ccording to|[Vv]ia|(?:quoted|cited|carried|released|issued|published|posted)"
        r" by|told|telling|(?:confessed|admitted|complained) to) )" + _WHO
    ),
    re.compile(r"[,;] " + _WHO + r" report(?:s|ed)\b"),
    re.compile(_WHO + r" (?:reports?|reported|writes|wrote|notes|noted|explains|has more):"),
    re.compile(_WHO + r" (?:has |had |also )?(?:quoted|quotes|cited|cites)\b"),
)
# "the mayor said, " before "according to the Post"
_SAYS = re.compile(_WHO + r" (?:said|says|claimed|claims|warned|told)\b")
_ALL = ((True, _ORIGIN), *((False, relay) for relay in _RELAYS), (True, _SAYS))


@dataclass(frozen=True, slots=True)
class Hand:
    """Another hand of what a link says: its words, and whether the words began with it."""

    at: Span
    origin: bool


def hand_of(document: Document, link: Link) -> Hand | None:
    """Who is told to have said or passed on what a link says, beside its source; None where nobody
    is named. The link is known to have two hands."""
    if link.source is None:
        return None
    at = document.sentence_at(link.source.start)
    sentence = document.sentences[at]
    lead = document.sentences[at - 1] if at and _ends_in_colon(document, at - 1) else sentence
    for origin, pattern in _ALL:
        for found in pattern.finditer(document.text, lead.start, sentence.end):
            span = Span(*found.span("who"))
            if not link.source.overlap(span):
                return Hand(span, origin)
            if origin:
                # "The Post quoted Roux as saying": the link's source is the origin.
                break
    return None


def _ends_in_colon(document: Document, at: int) -> bool:
    return document.text[document.sentences[at].end - 1] == ":"


def with_chains(
    attributions: Sequence[Attribution], hands: Mapping[Span, tuple[str | None, bool]]
) -> tuple[Attribution, ...]:
    """The attributions with as many hands in their chain as they are deep. ``hands`` tells by the
    cue of whom another hand is, and whether it is the origin."""
    order = sorted(attributions, key=lambda a: a.content.start)
    inner: dict[int, str] = {}
    for at, outer in enumerate(order):
        for other in order[at + 1 : at + 6]:
            held = other.source is not None and outer.content.contains(other.source)
            if held and other.source_id not in (None, outer.source_id):
                inner.setdefault(id(outer), other.source_id or "")
    return tuple(replace(a, chain=_chain(a, hands, inner.get(id(a)))) for a in attributions)


def _chain(
    a: Attribution, hands: Mapping[Span, tuple[str | None, bool]], inner: str | None
) -> tuple[str | None, ...]:
    if a.depth < 2:
        return (a.source_id,)
    if a.channel not in (None, a.source_id):
        return a.source_id, a.channel
    other, origin = hands.get(a.cue or a.content, (inner, inner is not None))
    if other == a.source_id:
        other = None
    return (other, a.source_id) if origin else (a.source_id, other)
