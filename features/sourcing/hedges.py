"""Hedges with what they cover, caveats with whom they cover, factive cues and denials.

A hedge counts only inside its scope: "purportedly from the town" covers the town. Forms without
a subject ("reportedly", "it is estimated") hide who vouches; they are marked ``agentless``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from features.evidence import Attribution, Caveat, Document, Hedge, Span
from features.sourcing.agentless import addressed
from features.sourcing.attribution import Link
from features.sourcing.clauses import stretch
from features.sourcing.words import Phrases, Word, lexicon, within

CLAUSE_END = re.compile(r"[.;:!?\n]|,\s+(?:and|but|while|who|which|with|although|as)\b")
PHRASE_END = re.compile(r"[,.;:!?\n()\"“”]")
SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "you", "that", "which", "who"})
PURPOSE = ("could", "so")
MONTH = frozenset({"in", "on", "by", "since", "until", "of", "early", "late", "mid"})


def hedges_in(
    document: Document,
    tokens: Sequence[Word],
    links: Sequence[Link],
    caveats: Sequence[Caveat],
) -> tuple[Hedge, ...]:
    """All hedges, in order, none inside another and none inside a caveat."""
    openers = _openers()
    cues = {link.cue.start for link in links if link.cue is not None and link.source is not None}
    found: dict[Span, Hedge] = {}
    caution = sorted(Span(c.start, c.end) for c in caveats)
    covered = -1
    for at, word in enumerate(tokens):
        if word.low not in openers or word.start < covered:
            continue
        section, end = _longest(tokens, at)
        if section in ("", "none") or not _is_hedge(tokens, at, end, section, cues):
            continue
        last = bisect_right(caution, word.start, key=lambda caveat: caveat.start) - 1
        if last >= 0 and caution[last].contains(word):
            continue
        span = Span(word.start, tokens[end - 1].end)
        scope = _scope(document, tokens, at, end, section)
        found[span] = Hedge(span.start, span.end, scope, section == "agentless")
        covered = span.end
    return tuple(sorted(found.values()))


@cache
def _openers() -> frozenset[str]:
    """The words that a hedge begins with."""
    return frozenset(first for phrases in lexicon("hedges").values() for first in phrases.by_first)


def _longest(tokens: Sequence[Word], at: int) -> tuple[str, int]:
    best, length = "", 0
    for section, phrases in lexicon("hedges").items():
        end = phrases.match(tokens, at)
        if end > length:
            best, length = section, end
    return best, length


def _is_hedge(tokens: Sequence[Word], at: int, end: int, section: str, cues: set[int]) -> bool:
    word, before = tokens[at], tokens[at - 1].low if at else ""
    after = tokens[end].low if end < len(tokens) else ""
    if section == "modal":
        # "so she could give birth", "so that it might live": a purpose; "so it may rain" is a guess
        ahead = [word.low for word in tokens[max(0, at - 3) : at - 1]]
        if before in SUBJECTS and (ahead == ["so", "that"] or (word.low, *ahead[1:]) == PURPOSE):
            return False
        # "3 May" the month, "May 5"; a modal stands before a verb.
        if word.capital and (before in MONTH or before.isdigit() or after.isdigit()):
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
    sentence = document.sentence_of(tokens[at].start)
    start = tokens[end - 1].end
    after = tokens[end].low if end < len(tokens) else ""
    adverb = tokens[at].low.endswith("ly") or section == "modifier"
    prepositional = after in ("from", "in", "by", "of", "at", "near", "on", "for", "showing")
    if (adverb and prepositional) or section == "modifier":
        return _stretch(text, start, sentence.end, PHRASE_END)
    return _stretch(text, start, sentence.end, CLAUSE_END)


def _stretch(text: str, start: int, limit: int, stop: re.Pattern[str]) -> Span | None:
    ended = stop.search(text, start, limit)
    span = stretch(start, ended.start() if ended else limit).trimmed(text)
    return span if len(span) else None


def caveats_in(document: Document, tokens: Sequence[Word]) -> tuple[Caveat, ...]:
    """All caveats with the sentences they cover.

    A caveat covers its own sentence. "The claims could not be verified" points back to what stands
    before, in its paragraph or, where it stands alone, at the end of the one before; "it is unclear
    whether" and "did not give a number" do not.
    """
    found = []
    for section in ("caveat", "limit"):
        for start, end in lexicon("caveats")[section].find(tokens):
            if _is_known_to_some(tokens, end):
                continue
            span = Span(tokens[start].start, tokens[end - 1].end)
            here = document.sentence_at(span.start)
            back = _pointed_at(document, tokens, span) if section == "caveat" else ()
            found.append(Caveat(span.start, span.end, (*back, here)))
    return tuple(sorted(found))


def _is_known_to_some(tokens: Sequence[Word], end: int) -> bool:
    """ "was not known to the police": who knew him, and no doubt; "not known to what extent" is."""
    return tokens[end - 1].low == "known" and addressed(tokens, end)


# "the claims", "the footage", "this", "the report"
POINTS_BACK = lexicon("caveats")["points_back"]
SEVERAL = frozenset({"neither", "none", "both", "either", "these", "those"})
OBJECT = 5
"""Words behind a caveat that can be what it is about: "could not verify either account"."""
POINTING = SEVERAL | {"the", "this", "that", "their", "his", "her", "its", "any"}
SHOWN = lexicon("custody")["footage"]
BACK = 6
"""Sentences before a caveat in which is told what a film shows."""
NEAR = 1200
"""Code points; what stands further back is not what a caveat speaks of."""


def _pointed_at(document: Document, tokens: Sequence[Word], span: Span) -> Sequence[int]:
    """The sentences that the subject of a caveat refers to: the last one, or the last two where
    it speaks of several things."""
    here = document.sentence_at(span.start)
    sentence = document.sentences[here]
    subject = [w.low for w in within(tokens, Span(sentence.start, span.end))]
    pointing = [w for w in subject if w in POINTS_BACK] or _object(document, tokens, span)
    if not pointing or not here:
        return ()
    paragraph = document.paragraph_at(span.start)
    before = document.paragraph_at(document.sentences[here - 1].start)
    if before < paragraph - 1 or span.start - document.sentences[here - 1].end > NEAR:
        return ()
    several = any(w in SEVERAL or (w.endswith("s") and w != "this") for w in pointing)
    # "Neither could be verified." may follow two claims that are a paragraph each.
    alone = before < paragraph
    first = max(0, here - (2 if several else 1))
    return [
        i
        for i in range(first, here)
        if document.paragraph_at(document.sentences[i].start) >= before - (several and alone)
    ]


def _object(document: Document, tokens: Sequence[Word], span: Span) -> Sequence[str]:
    """The words behind a caveat that refer to what was claimed before: "either account", "the
    claims"; "the number of dead" says of itself what it is."""
    sentence = document.sentence_of(span.start)
    stop = PHRASE_END.search(document.text, span.end, sentence.end)
    behind = within(tokens, Span(span.end, stop.start() if stop else sentence.end))
    low = [w.low for w in behind[:OBJECT]]
    at = next((i for i, word in enumerate(low) if word in NOUNS), len(low))
    told = low[at + 1 : at + 2]
    if at == len(low) or not POINTING.intersection(low[:at]) or told in (["of"], ["that"], ["by"]):
        return ()
    return low[: at + 1]


NOUNS = frozenset(POINTS_BACK.by_first) - SEVERAL - {"it", "this", "that"}


def with_footage(
    document: Document,
    tokens: Sequence[Word],
    caveats: Sequence[Caveat],
    attributions: Sequence[Attribution],
) -> tuple[Caveat, ...]:
    """The caveats, where one is of a film with all that is told of the film and said in it."""
    if not any(len(caveat.covers) > 1 for caveat in caveats):
        return tuple(caveats)
    said: dict[int, set[str]] = {}
    for a in attributions:
        if a.source_id is not None:
            for i in document.sentences_in(a.content):
                said.setdefault(i, set()).add(a.source_id)
    return tuple(_of_footage(document, tokens, caveat, said) for caveat in caveats)


def _of_footage(
    document: Document,
    tokens: Sequence[Word],
    caveat: Caveat,
    said: Mapping[int, set[str]],
) -> Caveat:
    """``said`` are the sources of each sentence."""
    here = document.sentence_at(caveat.start)
    before = [i for i in range(max(0, here - BACK), here) if _is_near(document, i, caveat)]
    lead = within(tokens, Span(document.sentences[here].start, caveat.end))
    pointing = any(word.low in SHOWN for word in lead)
    pointing = pointing or any(word in SHOWN for word in _object(document, tokens, caveat))
    if len(caveat.covers) < 2 or not pointing:
        return caveat
    shown = [i for i in before if SHOWN.any(within(tokens, document.sentences[i]))]
    if not shown:
        return caveat
    speakers = {source for i in shown for source in said.get(i, ())}
    found = {i for i in range(shown[0], here) if not speakers.isdisjoint(said.get(i, ()))}
    return Caveat(caveat.start, caveat.end, tuple(sorted({*shown, *found, here})))


def _is_near(document: Document, at: int, span: Span) -> bool:
    return span.start - document.sentences[at].end <= NEAR


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
