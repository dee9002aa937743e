"""Attributions by a noun or a thing done instead of a verb of speech: "the ministry's assertion
that", "samples taken by the office found", "amid reports of", "learned from two sources that".

A tagger that learnt speech marks what is said there and nobody who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import Sentence, last_phrase, stretch, trim
from features.sourcing.kinds import read_phrase
from features.sourcing.words import single_words, within

SHORTEST = 12
"""Code points of what is said."""
KEYS = single_words("source_functions", "attributing_noun")
"""Words of which every form holds one; the others need not be sought in most sentences."""
_SAYING = (
    r"(?:assertion|claim|allegation|accusation|contention|insistence|conclusion|finding|prediction"
    r"|forecast|warning|estimate|suggestion|statement|announcement|admission|assessment|complaint"
    r"|denial|hint|testimony|argument|boast|charge|explanation|pledge|promise|view|belief)s?"
)
# "the ministry's assertion that every district has enough beds"
POSSESSED = re.compile(
    r"(?P<source>\b(?:[Hh]is|[Hh]er|[Tt]heir|(?:(?:[Tt]he|[Aa]n?|[A-Z][\w.-]*) (?:[\w.-]+ ){0,4}?)?"
    r"[\w.-]{1,40}(?=['’]s? )))(?:['’]s?)? (?P<cue>(?:[\w-]+ ){0,2}?" + _SAYING + r" that)\s"
)
# "Roux's main point was that", "The ministry's biggest worry: that"
HELD = re.compile(
    r"(?P<source>\b(?:[Hh]is|[Hh]er|[Tt]heir|(?:(?:[Tt]he|[A-Z][\w.-]*) (?:[\w.-]+ ){0,4}?)?"
    r"[\w.-]{1,40}(?=['’]s? )))(?:['’]s?)? (?P<cue>(?:[\w-]+ ){0,3}?(?:point|argument|message|worry"
    r"|concern|fear|theory|excuse|line|position|stance|response|answer|reply|reasoning|plea|complaint|hope"
    r"|opinion|take|advice|case)s?(?::| (?:was|is|has been|were|are)) that)\s"
)
# "a claim by the port authority that", "warnings from doctors that"
GIVEN_BY = re.compile(
    r"\b(?P<cue>"
    + _SAYING
    + r" (?:by|from)) (?P<source>[^,.;:\n\"“”]{3,60}?) that "
    + r"(?!(?:would|could|will|can|may|might|should|is|are|was|were|has|have|had)\b)"
)
_FINDS = (
    r"(?P<cue>found|finds?|showed|shows?|detected|revealed|confirmed|concluded|established"
    r"|determined|pointed to|points? to|suggested|suggests?|indicated|indicates?|produced|yielded)"
)
# "Samples taken by the health office at 50 taps found", "tests done by the mill, which ..., show"
EXAMINED = re.compile(
    r"\b(?:[Ss]amples?|[Tt]ests?|[Aa]nalys[ei]s|[Ii]nspections?|[Pp]robes?|[Ii]nvestigations?"
    r"|[Ii]nquir(?:y|ies)|[Aa]udits?|[Rr]eviews?|[Mm]easurements?|[Cc]hecks?|[Ss]earch(?:es)?"
    r"|[Aa]utops(?:y|ies)|[Ss]urveys?|[Cc]ounts?|[Ss]tud(?:y|ies)|[Ee]xaminations?)\b"
    r"(?: (?!by\b)[\w’'-]+){0,10}?(?:, (?:taken|made|done|tested|analysed|analyzed|examined))? by"
    r" (?P<source>[^,.;:\n\"“”]{3,60}?)"
    r"(?: (?:at|in|on|near|for|from|among|over|into) [^,.;:\n\"“”]{2,50}?)?"
    r"(?:, (?:which|who) [^,.;:\n\"“”]{3,100})?,? " + _FINDS + r"\s"
)
# "with reports of civilian casualties", "There were claims that"
RUMOURED = re.compile(
    r"\b(?P<cue>(?:(?:[Ww]ith|[Aa]mid|[Aa]fter|[Dd]espite|[Ff]ollowing|[Tt]here (?:were|are"
    r"|ha(?:ve|d|s) (?:also )?been)|[Uu]nconfirmed|[Ii]nitial)(?: [a-z-]+){0,2}?)"
    r" (?:reports|rumou?rs|allegations|claims|accusations|speculation) (?:of|that))\s"
)
# "has learned from well placed sources that"
LEARNT = re.compile(
    r"\b(?P<cue>(?:learn(?:ed|t)|heard|been (?:told|informed)) (?:by|through|from)) "
    r"(?P<source>(?:[\w’'-]+ ){0,4}?(?:sources?|insiders?|officials?))\b[^,.;:\n\"“”]{0,60}? that\s"
)


# "study", "analyses": what is cited itself, not only who made it
CITED = re.compile(r"[Ss]tud|[Ss]urvey|[Aa]nalys|[Rr]eview")


def nominal(document: Document, sentence: Sentence) -> Iterator[Link]:
    """The attributions by a noun of one sentence."""
    forms: tuple[re.Pattern[str], ...] = ()
    lows = [word.low for word in sentence.words]
    if not (KEYS.isdisjoint(lows) and KEYS.isdisjoint([low.rstrip("s") for low in lows])):
        forms = (POSSESSED, GIVEN_BY, EXAMINED, LEARNT, RUMOURED)
    text = document.text[sentence.span.start : sentence.span.end]
    # What a noun holds is rare: a plain search for its verb first.
    if "s that " in text or "e that " in text or "n that " in text or ": that " in text:
        forms = (HELD, *forms)
    for form in forms:
        match = form.search(document.text, sentence.span.start, sentence.span.end)
        if match is None or sentence.quoted(match.start("cue")):
            continue
        content = trim(document.text, stretch(match.end(), sentence.span.end))
        source = None if form is RUMOURED else _source(document.text, match)
        if len(content) < SHORTEST or (form is EXAMINED and not _known(document, sentence, source)):
            continue
        yield Link(source, Span(*match.span("cue")), (content,), "noun")
        return


def _source(text: str, match: re.Match[str]) -> Span:
    source = Span(*match.span("source"))
    if match.re is EXAMINED:
        return Span(match.start(), source.end) if CITED.match(match.group()) else source
    return last_phrase(text, match)


def _known(document: Document, sentence: Sentence, source: Span | None) -> bool:
    words = within(sentence.words, source) if source is not None else ()
    determined = bool(words) and (words[0].capital or words[0].low == "the")
    return determined or read_phrase(document.text, words).kind is not None
