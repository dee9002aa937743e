"""Hedges with what they cover, caveats with whom they cover, factive cues and denials.

A hedge counts only inside its scope: "purportedly from the town" covers the town. Forms without
a subject ("reportedly", "it is estimated") hide who vouches; they are marked ``agentless``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Caveat, Document, Hedge, Span
from features.sourcing.attribution import Link
from features.sourcing.words import Phrases, Word, lexicon, within

CLAUSE_END = re.compile(r"[.;:!?\n]|,\s+(?:and|but|while|who|which|with|although|as)\b")
PHRASE_END = re.compile(r"[,.;:!?\n()\"“”]")
SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "you", "that", "which", "who"})
MONTH = frozenset({"in", "on", "by", "since", "until", "of", "early", "late", "mid"})


def hedges_in(
    document: Document, tokens: Sequence[Word], links: Sequence[Link]
) -> tuple[Hedge, ...]:
    """All hedges, in order, none inside another."""
    cues = {link.cue.start for link in links if link.cue is not None and link.source is not None}
    found: dict[Span, Hedge] = {}
    caveats = lexicon("caveats")["caveat"]
    covered = -1
    for at, word in enumerate(tokens):
        if word.start < covered:
            continue
        section, end = _longest(tokens, at)
        if not section or not _is_hedge(document, tokens, at, end, section, cues):
            continue
        if caveats.match(tokens, at):
            continue
        span = Span(word.start, tokens[end - 1].end)
        scope = _scope(document, tokens, at, end, section)
        found[span] = Hedge(span.start, span.end, scope, section == "agentless")
        covered = span.end
    return tuple(sorted(found.values()))


def _longest(tokens: Sequence[Word], at: int) -> tuple[str, int]:
    best, length = "", 0
    for section, phrases in lexicon("hedges").items():
        end = phrases.match(tokens, at)
        if end > length:
            best, length = section, end
    return best, length


def _is_hedge(
    document: Document,
    tokens: Sequence[Word],
    at: int,
    end: int,
    section: str,
    cues: set[int],
) -> bool:
    word, before = tokens[at], tokens[at - 1].low if at else ""
    after = tokens[end].low if end < len(tokens) else ""
    if section == "modal":
        # "May" the month, "May 5"; a modal stands before a verb.
        if word.capital and (before in MONTH or after.isdigit()):
            return False
        return not after.isdigit() and before not in ("the", "a", "of", "as")
    if word.low in ("believed", "feared", "estimated", "suspected", "alleged", "expected"):
        if word.start in cues:
            return False
        return before not in SUBJECTS and before not in ("had", "has", "have")
    if word.low == "likely" and before in ("more", "less") and after == "to":
        return False
    if word.low == "possible":
        return before != "as" and after != "to"
    if word.low in ("appeared", "appears", "appear") and after in ("in", "on", "at", "before"):
        return False
    own = before in ("its", "his", "her", "their")
    return not (own and word.low in ("initial", "potential"))


def _scope(
    document: Document, tokens: Sequence[Word], at: int, end: int, section: str
) -> Span | None:
    """What the hedge covers: the phrase behind a modifier, else the clause."""
    text = document.text
    sentence = document.sentences[document.sentence_at(tokens[at].start)]
    start = tokens[end - 1].end
    after = tokens[end].low if end < len(tokens) else ""
    adverb = tokens[at].low.endswith("ly") or section == "modifier"
    prepositional = after in ("from", "in", "by", "of", "at", "near", "on", "for", "showing")
    if (adverb and prepositional) or section == "modifier":
        return _stretch(text, start, sentence.end, PHRASE_END)
    return _stretch(text, start, sentence.end, CLAUSE_END)


def _stretch(text: str, start: int, limit: int, stop: re.Pattern[str]) -> Span | None:
    ended = stop.search(text, start, limit)
    end = ended.start() if ended else limit
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def caveats_in(
    document: Document, tokens: Sequence[Word], links: Sequence[Link]
) -> tuple[Caveat, ...]:
    """All caveats with the sentences they cover.

    A caveat covers its own sentence where that says something besides; "the claim" or "it" at its
    head points back over the paragraph, or at the paragraph before where it stands alone.
    """
    found = []
    for start, end in lexicon("caveats")["caveat"].find(tokens):
        span = Span(tokens[start].start, tokens[end - 1].end)
        found.append(Caveat(span.start, span.end, tuple(_covers(document, tokens, span))))
    return tuple(found)


# "the claims", "the footage", "this", "the report"
POINTS_BACK = lexicon("caveats")["points_back"]


def _covers(document: Document, tokens: Sequence[Word], span: Span) -> Iterator[int]:
    here = document.sentence_at(span.start)
    sentence = document.sentences[here]
    paragraph = document.paragraphs[document.paragraph_at(span.start)]
    words_here = within(tokens, sentence)
    back = any(word.low in POINTS_BACK for word in words_here)
    inside = [i for i in document.sentences_in(paragraph) if i < here]
    if back and not inside and here:
        before = document.paragraphs[document.paragraph_at(document.sentences[here - 1].start)]
        inside = list(document.sentences_in(before))
    if back:
        yield from inside[-4:]
    yield here


def factive_in(tokens: Sequence[Word], links: Sequence[Link]) -> tuple[Span, ...]:
    """Cues that present what they govern as a fact: admit, reveal, expose."""
    factive = lexicon("cues")["factive"]
    cues = [link.cue for link in links if link.cue is not None]
    found = []
    for cue in sorted(set(cues)):
        inside = within(tokens, cue)
        for start, end in factive.find(inside):
            found.append(Span(inside[start].start, inside[end - 1].end))
    for start, end in factive.find(tokens):
        after = tokens[end].low if end < len(tokens) else ""
        if after in ("that", "how", "what", "why"):
            found.append(Span(tokens[start].start, tokens[end - 1].end))
    return tuple(sorted(set(found)))


def denials_in(tokens: Sequence[Word]) -> tuple[Span, ...]:
    """Words that dispute or reject."""
    return _spans(lexicon("cues")["deny"], tokens)


def _spans(phrases: Phrases, tokens: Sequence[Word]) -> tuple[Span, ...]:
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in phrases.find(tokens))
