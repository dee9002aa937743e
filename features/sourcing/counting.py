"""Bodies that vouch for a number and documents for what stands in them: "the agency counted 36
boats", "the duty roster lists nine nurses"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import (
    FORMS_OF_BE,
    Sentence,
    last_phrase,
    stretch,
    subject_before,
    trim,
)
from features.sourcing.kinds import PAPERS, own_kind, read_phrase
from features.sourcing.mentions import IT, PERSONS, PREPOSITIONS, THEY
from features.sourcing.names import STOPS
from features.sourcing.words import Word, single_words, within

COUNTERS = frozenset(
    {
        "intergovernmental_org",
        "ngo_monitor",
        "government_agency",
        "poll_or_dataset",
        "document_or_recording",
        "company",
        "expert",
    }
)
"""Kinds of body that count: a sergeant who "recorded 12 hits" on a drum is none."""
# "36 boats", "some 40", "more than 874,000 people"
NUMBER_NEXT = re.compile(
    r"\s+(?:(?:about|at|least|more|than|some|nearly|over|almost|only|just|up|to|another|a|total|of"
    r"|as|many)\s+){0,4}(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens"
    r"|scores|hundreds|thousands|millions|half)",
    re.IGNORECASE,
)
# "The crisis staff has spoken of 61 dead", "The monitor had initially given a toll of 34"
TOLLED = re.compile(
    r"(?P<source>(?:It|They|He|She)(?= )|(?:The |An? )?[A-Z]?[^.,;:\"“”\n]{3,110}?)"
    r"(?:, (?:who|which|whose) [^.,;:\"“”\n]{3,100},)? (?P<cue>(?:(?:has|have|had) )?"
    r"(?:(?:initially|now|earlier|since|so far) )?(?:spoken of|spoke of|speaks? of"
    r"|(?:gave|given|gives?) (?:an? |the |its )?(?:\w+ )?(?:death )?"
    r"(?:toll|number|figure|estimate)s? of"
    r"|puts? (?:the|its) [^.,;:\n]{3,40}? at|(?:ran|made) [^.,;:\n]{3,40}? and arrived at"
    r"|arrived at))(?=\s+(?:about |some |at least |more than |only |just )?\d)"
)


TOLLING = ("spoke", "speak", "gave", "give", " put", "arrived at")
"""One of these stands in every sentence with ``TOLLED``."""
COUNTED = frozenset({"found", "counted", "recorded", "registered", "documented", "verified"})
# "the auditor general, who found 31 ballots", "The mission, which had people there, recorded"
CLAUSED = re.compile(
    r"(?P<source>(?:[Tt]he |[A-Z])[^,.;:\n\"“”]{3,80}), (?:who|which)"
    r"(?: [^,.;:\n\"“”]{3,100},)? (?P<cue>found|counted|recorded|registered|documented|verified)\b"
)


def _claused(document: Document, sentence: Sentence) -> Iterator[Link]:
    """A body that counts in or behind a relative clause."""
    if not any(word.low in COUNTED for word in sentence.words):
        return
    match = CLAUSED.search(document.text, sentence.span.start, sentence.span.end)
    if match is None or sentence.quoted(match.start("cue")):
        return
    source, cue = last_phrase(document.text, match), Span(*match.span("cue"))
    named = within(sentence.words, source)
    known = read_phrase(document.text, named).kind in COUNTERS or _is_name(named)
    if known and _counts(document, cue.end, sentence.span.end):
        yield Link(
            source, cue, (trim(document.text, stretch(cue.end, sentence.span.end)),), "count"
        )


def _tolled(document: Document, sentence: Sentence) -> Iterator[Link]:
    """'The crisis staff has spoken of 61 dead': a body that names a number."""
    words = sentence.span.of(document.text)
    if not any(verb in words for verb in TOLLING):
        return
    match = TOLLED.match(document.text, sentence.span.start, sentence.span.end)
    if match is None or sentence.quoted(match.start("cue")):
        return
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    named = within(sentence.words, source)
    told = len(named) == 1 and named[0].low in PERSONS | THEY | IT
    if told or read_phrase(document.text, named).kind is not None:
        yield Link(source, cue, (Span(sentence.span.start, sentence.span.end),), "count")


# "The Ministry of Water denied this", "The mayor has denied it": what was said just before
DENIED = re.compile(
    r"(?P<source>(?:The |An? )?[A-Z][^.,;:\"“”\n]{1,110}?)"
    r" (?P<cue>(?:(?:has|have|had) )?(?:[a-z]+ly )?(?:denied|denies|deny|rejected|rejects))"
    r" (?:this|it|that|them)(?=[.,;]|$)"
)


def denied(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'The ministry denied this.': who answers what was said before vouches for the answer."""
    match = DENIED.match(document.text, sentence.span.start, sentence.span.end)
    if match is not None and not here and not sentence.quoted(match.start("cue")):
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        yield Link(source, cue, (Span(sentence.span.start, sentence.span.end),), "denied")


def counted(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'The refugee office counted 212,000 people', 'The duty roster lists nine nurses': a body
    vouches for its own count, a document for what stands in it."""
    if here:
        return
    tolled = [*_tolled(document, sentence), *_claused(document, sentence)]
    if tolled:
        yield from tolled
        return
    count, hold = single_words("cues", "count"), single_words("cues", "hold")
    for i, word in enumerate(sentence.words):
        counts = word.low in count
        held = counts or word.low in hold
        passive = i > 0 and sentence.words[i - 1].low in FORMS_OF_BE
        if not held or passive or sentence.quoted(word.start):
            continue
        source = subject_before(document, sentence, i)
        following = sentence.words[i + 1].low if i + 1 < len(sentence.words) else ""
        # "a radio show in 1993", "the video recorded in a hall" are no verbs.
        if following in PREPOSITIONS and not (counts and following == "at"):
            continue
        if source is None or not _vouches_for(document, sentence, word, source, counts):
            continue
        content = trim(document.text, stretch(word.end, sentence.span.end))
        if len(content) > 3:
            yield Link(source, Span(word.start, word.end), (content,), "count")
            return


def _vouches_for(
    document: Document, sentence: Sentence, word: Word, source: Span, counts: bool
) -> bool:
    """Whether the subject of a verb is a body that counts before a number, or a document that
    shows or lists something."""
    named = within(sentence.words, source)
    head = _head_kind(named)
    if head in PAPERS:
        return True
    known = any(own_kind(w.low) in COUNTERS for w in named if w.low not in STOPS)
    known = known or read_phrase(document.text, named).kind in COUNTERS
    return counts and _counts(document, word.end, sentence.span.end) and (known or _is_name(named))


def _is_name(words: Sequence[Word]) -> bool:
    return sum(word.capital for word in words[-2:]) == 2


# "recorded burns on 14 of them"
NUMBER_NEAR = re.compile(r"(?: (?!(?:that|and|when|as|by)\b)[\w’'-]+){0,3}(?= )")


def _counts(document: Document, start: int, end: int) -> bool:
    """Whether a number follows a verb, next to it or behind what was counted."""
    near = NUMBER_NEAR.match(document.text, start, end)
    words = re.finditer(r"[\w’'-]+", near.group()) if near else ()
    offsets = [start, *(start + word.end() for word in words)]
    return any(NUMBER_NEXT.match(document.text, at, end) is not None for at in offsets)


def _head_kind(named: Sequence[Word]) -> str | None:
    """The kind of the last noun before a preposition: "burial registers" of five parishes."""
    end = next((i for i, w in enumerate(named) if i and w.low in PREPOSITIONS), len(named))
    alone = own_kind(named[end - 1].low) if end else None
    return alone or read_phrase("", named[max(0, end - 2) : end]).kind
