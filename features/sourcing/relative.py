"""Speakers that stand apart from their verb: "a recording of a woman from the town, who says the
brigade fell", "with the council saying", "Ana Roux slammed the plan, saying it was late".

A tagger gives the verb and what is said, and for a source "who" or nothing at all; whoever "who"
stands for is the source, or the subject of the participle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.closing import DAYS
from features.sourcing.custody import HELD_PEOPLE
from features.sourcing.extents import count_within
from features.sourcing.kinds import own_kind
from features.sourcing.names import Names
from features.sourcing.words import lexicon, within

# "..., who ", "a man who has ", "the envoy who on Monday "
_WHO = re.compile(
    r",?\s+who(?:\s+(?:also|then|later|has|had|have|on \w+day|last \w+|earlier|\w+ly))*\s+$"
)
# "the town of", "from": the name behind is a place or a body that somebody belongs to
_OF = re.compile(r"\b(?:of|from|in|at|near|for|to|with|by)(?: the| \w+)?\s+$")
REACH = 90
"""Code points before "who" in which the one it stands for is looked for."""
THINGS = frozenset({"document_or_recording", "poll_or_dataset", "media_outlet", "social_media"})
"""Kinds that no "who" stands for."""
_DETERMINERS = frozenset(
    ("a", "an", "the", "one", "another", "some", "several", "two", "three", "his", "her", "their")
)


def with_antecedents(document: Document, names: Names, links: Iterable[Link]) -> list[Link]:
    """The links, where a verb of a relative clause has no source with the one it stands for."""
    links = list(links)
    cues = sorted(link.cue for link in links if link.cue is not None)
    return [_with_antecedent(document, names, cues, link) for link in links]


def _with_antecedent(document: Document, names: Names, cues: Sequence[Span], link: Link) -> Link:
    if link.cue is None:
        return link
    text = document.text
    if link.source is not None and (other := _by_with(text, link.source.end, link.cue)):
        # "The clips show sailors in tears, with one saying": who says so is one of them.
        return replace(link, source=other)
    missing = link.source is None or link.source.of(text).casefold() == "who"
    # "The council denounced the claims of the envoy who blamed": who denounced is not who blamed.
    if link.source is not None and link.source.end < link.cue.start:
        missing = missing or count_within(cues, Span(link.source.end, link.cue.start)) > 0
    if not missing:
        return link
    sentence = document.sentence_of(link.cue.start)
    start = max(sentence.start, link.cue.start - REACH)
    who = _WHO.search(document.text, start, link.cue.start)
    contents = tuple(piece for piece in link.contents if piece.start >= link.cue.end)
    if not contents:
        return _closed(document, names, link)
    if who is None and link.source is not None:
        return link
    if who is None:
        source = _subject(document, names, sentence, link)
        source = source or _paper(document, sentence, link.cue)
        source = source or _opening(document, names, sentence, link)
    else:
        source = _antecedent(document, names, Span(start, who.start()))
    return link if source is None else replace(link, source=source, contents=contents)


# "said", "declared in the video"
_SAID = re.compile(r"(?:has |had |also )?(?:said|says|added|adds|declared|told|warned|wrote)\b")


def _closed(document: Document, names: Names, link: Link) -> Link:
    """The link with the person right before its verb, where all that is said stands before him:
    "There are days when we must act Roux declared."."""
    cue = link.cue
    if cue is None or link.source is not None or not _SAID.match(document.text, cue.start):
        return link
    last = bisect_right(names.runs, cue.start - 1, key=lambda run: run.span.start) - 1
    run = names.runs[last] if last >= 0 else None
    if run is None or cue.start - run.span.end > 1 or run.words[-1].low not in names.persons:
        return link
    said = [piece for piece in link.contents if piece.start < run.span.start]
    contents = tuple(Span(piece.start, min(piece.end, run.span.start)) for piece in said)
    return replace(link, source=run.span, contents=contents) if contents else link


# "showed", "have shown"
_SHOWS = re.compile(
    r"(?:(?:has|have|had|also|clearly|appear(?:s|ed)? to) )*(?:show(?:s|ed|n)?|depict(?:s|ed)?"
    r"|reveal(?:s|ed)?|indicate[sd]?|suggest(?:s|ed)?|captured?)(?: that)?"
)
# "Images of the square taken by neighbours ", "Two emails seen by the Post "
_PAPER = re.compile(
    r"(?P<source>(?:[A-Za-z][\w’'-]* ){0,3}"
    r"(?:[Vv]ideos?|[Ff]ootage|[Ii]mages|[Pp]ictures|[Pp]hotos|[Pp]hotographs|[Cc]lips|[Rr]ecordings?"
    r"|[Dd]ocuments?|[Rr]ecords|[Ee]-?mails?|[Ll]etters?|[Ff]igures|[Pp]olls?|[Ss]urveys?"
    r"|[Ss]tud(?:y|ies))"
    r"(?: (?:and|or) [a-z]+)?)"
    r"(?: (?:of|from|by|in|on|that|which|including|filmed|posted|taken|shot|released|published|seen"
    r"|shared|obtained|provided|circulat\w+|conducted|reviewed) [^.;:\n\"“”]{3,110})?,? "
)


def _paper(document: Document, sentence: Span, cue: Span) -> Span | None:
    """The films, papers or figures that a sentence begins with, where they show what follows."""
    if not _SHOWS.fullmatch(document.text, cue.start, cue.end):
        return None
    match = _PAPER.fullmatch(document.text, sentence.start, cue.start)
    return Span(*match.span("source")) if match else None


# "with the official agency saying", "with the opposition accusing"
_WITH = re.compile(r"\bwith (?P<source>(?:the |an? )?[^,.;:\n\"“”()]{3,50}) $")
# ", saying"; "with the council accusing"
_SAYING = re.compile(r"(?:saying|adding|claiming|arguing|insisting)\b")
_TOLD = re.compile(
    r"(?:saying|claiming|arguing|insisting|accusing|blaming|warning|telling|denying)\b"
)


def _subject(document: Document, names: Names, sentence: Span, link: Link) -> Span | None:
    """The subject of a participle: whom "with" names before it, or, behind a comma, who begins the
    sentence."""
    text, cue = document.text, link.cue
    if cue is None or not (_TOLD.match(text, cue.start) or _SAYING.match(text, cue.start)):
        return None
    by_with = _by_with(text, sentence.start, cue)
    if by_with is not None:
        return by_with
    if not _SAYING.match(text, cue.start) or text[cue.start - 2 : cue.start] != ", ":
        return None
    at = bisect_right(names.runs, sentence.start + 1, key=lambda run: run.span.start) - 1
    run = names.runs[at] if at >= 0 else None
    begins = run is not None and run.span.start >= sentence.start
    if run is not None and begins and run.words[-1].low in names.persons:
        return run.span
    return _people(document, names, sentence, cue)


def _by_with(text: str, start: int, cue: Span) -> Span | None:
    """Whom "with" names right before a participle of speech."""
    if not _TOLD.match(text, cue.start):
        return None
    found = _WITH.search(text, max(start, cue.start - REACH), cue.start)
    return Span(*found.span("source")) if found else None


# "have been filmed", "left the hall": what stands behind the subject of a sentence
_FINITE = re.compile(r" (?:(?:has|have|had|is|are|was|were|will|did)\b|\w{3,}(?:ed|t)\b)")
_BY = re.compile(r" by (?!\w+ing\b)")


def _people(document: Document, names: Names, sentence: Span, cue: Span) -> Span | None:
    """The people whom a sentence begins with as its subject: "Prisoners of war have been filmed,
    saying"; nobody where another did it to them ("were questioned by police, saying")."""
    text = document.text
    if _BY.search(text, sentence.start, cue.start):
        return None
    for word in within(names.tokens, Span(sentence.start, min(sentence.start + 50, cue.start))):
        if word.low in _NO_SUBJECT:
            return None
        if word.low in HELD_PEOPLE or own_kind(word.low) not in (None, *THINGS):
            of = _OF_WHAT.match(text, word.end)
            end = of.end() if of else word.end
            return Span(sentence.start, end) if _FINITE.match(text, end) else None
    return None


_NO_SUBJECT = frozenset(
    {
        *("in", "on", "at", "as", "after", "before", "when", "while", "if", "for", "by", "from"),
        *("with", "during", "since", "although", "because", "despite", "and", "but", "to"),
    }
)
_OF_WHAT = re.compile(r" of [\w’'-]+")


# "has already", "also": what stands before a verb in its cue
_LEADING = frozenset(
    {
        *("has", "have", "had", "also", "now", "just", "already", "later", "then", "repeatedly"),
        "publicly",
    }
)
MUCH = 0.15
"""Share of a sentence that the words of a speaker nobody tagged must fill to be sought his."""


def _opening(document: Document, names: Names, sentence: Span, link: Link) -> Span | None:
    """Who begins the sentence of a verb that only a speaker has, or stands right before it: "Roux,
    flanked by guards, likened the vote to a storm"."""
    cue = link.cue
    if cue is None or not _only_speaks(names, cue):
        return None
    if sum(len(piece) for piece in link.contents) < MUCH * len(sentence):
        return None
    he = _HE.match(document.text, sentence.start, cue.start)
    if he and _AND.search(document.text, max(sentence.start, cue.start - 20), cue.start):
        return Span(*he.span("source"))
    first = bisect_right(names.runs, sentence.start - 1, key=lambda run: run.span.start)
    last = bisect_right(names.runs, cue.start - 1, key=lambda run: run.span.start) - 1
    if last < first:
        return None
    while first < last and names.runs[first].words[-1].low in DAYS:
        first += 1
    while first < last and names.runs[last].words[-1].low in DAYS:  # "Roux on Monday dismissed"
        last -= 1
    nearest, opening = names.runs[last].span, names.runs[first].span
    owned = _OF.search(document.text, max(sentence.start, nearest.start - 40), nearest.start)
    if cue.start - nearest.end <= 1 and not owned:
        return nearest
    if not _BEGINS.fullmatch(document.text, sentence.start, opening.start):
        return None
    if _CLAUSE.search(_ASIDE.sub(" ", document.text[opening.end : cue.start])):
        return None
    whose = _WHOSE.match(document.text, opening.end, cue.start)
    return Span(opening.start, whose.end() if whose else opening.end)


def _only_speaks(names: Names, cue: Span) -> bool:
    """Whether a cue is a verb that only a speaker is the subject of: "has already claimed"."""
    verb = within(names.tokens, cue)
    first = next((i for i, word in enumerate(verb) if word.low not in _LEADING), len(verb))
    return first < min(len(verb), 4) and lexicon("cues")["sole"].match(verb, first) > 0


# "She left the board and " before "accused": who begins a sentence has its second verb too
_HE = re.compile(r"\W*(?:(?:But|And|So|Then|Later|Instead),? )?(?P<source>[Hh]e|[Ss]he|[Tt]hey)\s")
_AND = re.compile(r"\band (?:also |then |later |\w+ly )?$")
# "’s campaign chair in the county" up to a comma
_WHOSE = re.compile(r"['’]s? [^,.;:\n\"“”()]{3,80}(?=,)")
# "obtained a film in which a mechanic ": a clause with a subject of its own; ", who ran the mill,"
_CLAUSE = re.compile(r"\b(?:which|that|whom|where|when|because|if)\b")
_ASIDE = re.compile(r",[^,]*,")
# "", "Meanwhile ", "On Monday, ": what stands before who begins a sentence
_BEGINS = re.compile(r"(?:\W*|(?:\w+,? )?(?:[Tt]he |[Aa]n? )?(?:\w+ )?|[^.;:\n]{0,60}, )")


def _antecedent(document: Document, names: Names, before: Span) -> Span | None:
    """A name that ends there, else the nearest noun for a person with its determiner."""
    last = bisect_right(names.runs, before.end - 1, key=lambda run: run.span.start) - 1
    if last >= 0 and names.runs[last].span.end == before.end:
        run = names.runs[last].span
        person = names.runs[last].words[-1].low in names.persons
        if person or not _OF.search(document.text, before.start, run.start):
            return run
    words = list(within(names.tokens, before))
    for at in range(len(words) - 1, -1, -1):
        kind = own_kind(words[at].low)
        if kind is None or kind in THINGS or words[at].of(document.text)[:1].isupper():
            continue
        first = at
        while first > 0 and at - first < 4 and words[first].low not in _DETERMINERS:
            first -= 1
        if words[first].low not in _DETERMINERS:
            first = at
        return Span(words[first].start, words[at].end)
    return None
