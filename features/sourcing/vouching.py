"""Which attributions make somebody vouch for a claim, and which only tell what he wants or does.

PolNeAR marks every relation of a person to a content: "India wants to land", "the judge ordered",
"voters prefer". The guidelines of ``data/annotations/gold`` ask who vouches for a claim; there such
sentences are the author's own description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link, quotation_over
from features.sourcing.words import Word, lexicon, within

# "to land", "for the mission"
AIM = re.compile(r"(?:to|for|from|against|on|at|over|about) ")
# "that", '"'
SPEECH = re.compile(r"(?:that\b|[\"“«])")


def vouches(document: Document, tokens: Sequence[Word], link: Link) -> bool:
    """Whether somebody, or an empty form, stands for the truth of the content."""
    content = link.contents[0]
    words = content.of(document.text)
    quoted = any(_is_quoted(document, piece) for piece in link.contents)
    if link.cue is None:
        return link.source is not None and (quoted or link.form in ("inherited", "colon"))
    cue = within(tokens, link.cue)
    if link.source is None:
        return _is_agentless(cue) or link.form in ("agentless", "adverb")
    if quoted and not _only_named(content, words):
        return True
    if not _speaks(cue, link.cue.of(document.text)):
        return SPEECH.match(words) is not None
    urges = lexicon("cues")["urge"].any(cue)
    return AIM.match(words) is None or urges or any(word.low in CLAIMING for word in cue)


CLAIMING = frozenset(
    {"claims", "claim", "claimed", "reported", "said", "alleged", "denied", "denies", "confirmed"}
)


def _is_quoted(document: Document, piece: Span) -> bool:
    return quotation_over(document, piece) is not None


def _only_named(content: Span, words: str) -> bool:
    """A quoted title or name: "called 'The Long Night'"."""
    return len(content) < 30 and words.count(" ") < 3


def _speaks(cue: Sequence[Word], text: str) -> bool:
    cues = lexicon("cues")
    if any(word.low in ("according", "per", "citing", "cited", "quoted") for word in cue):
        return True
    if text.strip() == ":" or cues["urge"].any(cue):
        return True
    kinds = ("say", "show", "think", "deny", "factive", "passive", "accuse")
    return any(word.low in cues[kind] for word in cue for kind in kinds)


def _is_agentless(cue: Sequence[Word]) -> bool:
    cues = lexicon("cues")
    low = {word.low for word in cue}
    if any(word.low in cues["adverb"] for word in cue) or low & FORMS:
        return True
    passive = any(word.low in cues["passive"] for word in cue)
    return passive and bool(low & {"is", "was", "are", "were", "been", "widely"})


FORMS = frozenset({"reports", "report", "rumours", "rumors", "according", "allegations"})
