"""By which hands words came: who relayed them, put out the footage, was cited for them.

A witness whose every word came by one organ of a side is marked so, whichever side it is of: that
says something of the channel and not of him.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from features.evidence import Attribution, Document, Source, Span
from features.sourcing.attribution import Link
from features.sourcing.custody import Handover


def channel_of(
    document: Document,
    handovers: Sequence[Handover],
    link: Link,
    source: Source | None,
    outer: str | None,
    publishers: Mapping[Span, str | None],
) -> str | None:
    """Id of who handed the words over: a relaying source (``outer``, in whose words they stand), a
    publisher of footage, an obtainer; None where the source spoke to the author himself."""
    if source is not None and source.custody is not None and source.custody.publisher:
        return source.custody.publisher
    if outer is not None and (source is None or outer != source.id):
        return outer
    if source is not None and source.custody is not None:
        return None
    if source is None or link.source is None:
        return None
    if not source.named or source.kind in HANDED_OVER:
        here = document.sentence_of(link.source.start)
        for handover in _in(handovers, here):
            by = publishers.get(handover.by)
            if by is not None and by != source.id:
                return by
    return source.id if _shown_in(document, link) else None


def _in(handovers: Sequence[Handover], sentence: Span) -> Sequence[Handover]:
    first = bisect_left(handovers, sentence.start, key=lambda handover: handover.at.start)
    last = bisect_left(handovers, sentence.end, key=lambda handover: handover.at.start)
    return handovers[first:last]


HANDED_OVER: frozenset[str] = frozenset({"document_or_recording", "eyewitness", "affected_person"})
"""Named sources whose words another may hand over; an official speaks for himself."""
WITNESSES: frozenset[str] = frozenset(
    {"eyewitness", "affected_person", "anonymous", "unnamed_group", "prisoner_under_custody"}
)
ORGANS_OF_SIDES: frozenset[str] = frozenset(
    {"party_to_conflict", "government_agency", "media_outlet", "social_media"}
)


def with_party_channels(
    attributions: Sequence[Attribution], sources: Sequence[Source]
) -> tuple[Attribution, ...]:
    """The attributions, with a witness whose words all came by one hand marked where that hand is
    an organ of a side, of whichever side.

    Who is introduced in a release goes on speaking in it: "he said" has the channel of his first
    words, unless another hand brought some of them.
    """
    known = {source.id: source for source in sources}
    first: dict[str, str | None] = {}
    hands: dict[str, set[str]] = {}
    for a in attributions:
        if a.source_id is not None:
            first.setdefault(a.source_id, a.channel)
            brought = hands.setdefault(a.source_id, set())
            if a.channel is not None and a.channel != a.source_id:
                brought.add(a.channel)
    return tuple(_by_party(a, known, first, hands) for a in attributions)


def _by_party(
    a: Attribution,
    known: dict[str, Source],
    first: dict[str, str | None],
    hands: dict[str, set[str]],
) -> Attribution:
    channel = first.get(a.source_id or "")
    if a.kind not in WITNESSES or channel is None or hands[a.source_id or ""] != {channel}:
        return a
    hand = known[channel]
    organ = hand.kind in ORGANS_OF_SIDES and hand.stake is True
    if a.channel == channel:
        return replace(a, party_channel=organ)
    depth = a.depth if a.custody is not None else 2
    return replace(a, channel=channel, depth=depth, party_channel=organ)


# "says in the ad", "records obtained by the Post"
SHOWN = re.compile(
    r"\bin (?:the|an?|his|her|their)(?: \w+){0,2} (?:ad|advert\w*|commercial|documentary|film)\b"
    r"|\b(?:obtained|seen|reviewed|acquired|leaked|released|published) (?:by|to) "
    r"(?!(?:this|our|us|me)\b)"
)


def _shown_in(document: Document, link: Link) -> bool:
    """Whether the words came by way of something: an advertisement, records handed to an outlet."""
    spans = [span for span in (link.source, link.cue) if span is not None]
    reach = Span(spans[0].start, min(len(document.text), max(s.end for s in spans) + 30))
    sentence = document.sentence_of(reach.start)
    return SHOWN.search(document.text, reach.start, min(reach.end, sentence.end)) is not None
