"""What stands round a figure in its sentence: as of when, where, and what a reader misses."""

from __future__ import annotations

import re
from bisect import bisect_left

from features.evidence import Document, Figure, Span
from features.figures.words import group, words
from features.phrases import phrases

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# "as of Monday", "since 24 February", "so far", "last week", "in 2021", "over the past 24 hours",
# "the six-year war"; where a word begins is told so in half of the time that "\b" takes
_WHEN = re.compile(
    r"(?=\w)(?<!\w)(?:"
    rf"(?i:as of) (?:{_WEEKDAY}|today|yesterday|{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|\d{{4}})"
    rf"|(?i:since|by|until|before|in|on|during|from) (?:early |late |mid-)?"
    rf"(?:\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?"
    rf"|(?:1[89]|20)\d\d\b|{_WEEKDAY}|yesterday)"
    r"|(?i:since) (?:the |its |their )?(?:\w+ ){1,3}?(?:began|started|erupted|broke out)"
    r"(?: in (?:\w+ )?(?:19|20)\d\d)?"
    r"|(?i:since|during) (?:the|last|\w+'s) \w+(?: (?:last|this) \w+)?"
    r"|(?i:over|in|during|within|for) the (?:past|last|first|previous) (?:\w+ ){0,2}?"
    r"(?:hours?|days?|weeks?|months?|years?|decade|century)"
    r"|(?i:the|its|their|an?) [\w-]{2,20}[- ]years?[- ](?:old |long )?(?:\w+ )?"
    r"(?:war|conflict|insurgency|uprising|siege|drought|epidemic|crisis)"
    r"|(?i:in|during|since) the (?:1[89]|20)\d\d \w+"
    r"|(?i:in|during) the (?:spring|summer|autumn|fall|winter)"
    r"|so far|to date|(?:last|this|past) (?:week|month|year|night|spring|summer|autumn|winter)"
    rf"|yesterday|today|tonight|overnight|{_WEEKDAY}|\w+ (?:years?|weeks?|months?|days?|hours?)"
    r" ago)\b"
)
# "the ministry said ", ahead of words of time
_SAID = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|added|claimed|stated|wrote|confirmed)"
    r"(?: (?:late|early))? $"
)
# "in Northland", "near the town of Velm", "across Upper Arvo"
_NOT_PLACE = rf"(?!{_MONTH}\b|{_WEEKDAY}\b|The\b|A\b|Least\b)"
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Aa]cross|[Oo]utside|[Aa]round|[Ii]nside|throughout|fled)"
    r"(?: the)?(?: (?:northern|southern|eastern|western|central|north|south|east|west|town of"
    r"|city of|region of|nearby|neighbouring|neighboring|province of|village of))*"
    rf" ({_NOT_PLACE}[A-Z][\w'’-]{{1,30}}(?: [A-Z][\w'’-]{{1,30}}){{0,2}})"
)


_SMALL = re.compile(r"\b[a-z]{3,}\b")
_GENITIVE = ("'s", "’s", "'", "’")
# "US-led", "Velm-held"
_COMPOUND = re.compile(r"^[A-Z]\w+-[a-z]+$")
# "in Northish waters", "at the Southlandic border"; the second are of places as well ("Arvi fell")
_ADJECTIVE = ("ian", "ish", "ese", "ans")
_MAYBE_ADJECTIVE = ("an", "i", "ic", "im")
_NEXT = re.compile(r" ([a-z]{2,})")


def _is_place(document: Document, place: tuple[int, int, str], small: frozenset[str]) -> bool:
    """Whether a capitalised name behind "in" is a place's: no body's ("at the Velm Police
    Command"), no adjective ("in Velmish waters", "in US-led strikes"), none by its letters alone
    ("at VBC"), and no common noun ("in Clashes"), be it that the text writes it ``small``
    elsewhere."""
    _, end, name = place
    names = name.split()
    last, lows = names[-1], [word.lower() for word in names]
    if _COMPOUND.search(last) or last.endswith((*_GENITIVE, *_ADJECTIVE)):
        return False
    if name.isupper() and lows[0] not in group("states"):
        return False
    # "in the United States" of a text that speaks of united states
    if small.issuperset(lows) and not (len(lows) > 1 and lows[-1].endswith("s")):
        return False
    following = _NEXT.match(document.text, end)
    if following and last.endswith(_MAYBE_ADJECTIVE):
        return following[1] in words("functions") | words("casualty") | group("areas")
    others = (phrases("framing_institutions"), phrases("framing_topic_words"), words("casualty"))
    return not any(low in kind for low in lows for kind in others)


class Surroundings:
    """Words of time and place of one document, found once, looked up by figure."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._times = [t for t in _all(_WHEN, document.text, 0) if not _dates_saying(document, t)]
        small = frozenset(_SMALL.findall(document.text))
        self._places = [p for p in _all(_WHERE, document.text, 1) if _is_place(document, p, small)]

    def as_of(self, figure: Span) -> str | None:
        """The words of time nearest to the figure in its sentence."""
        return self._nearest(self._times, figure)

    def place(self, figure: Span) -> str | None:
        """The named place nearest to the figure in its sentence."""
        return self._nearest(self._places, figure)

    def _nearest(self, spans: list[tuple[int, int, str]], figure: Span) -> str | None:
        sentence = self._document.sentence_of(figure.start)
        end = max(sentence.end, figure.end)
        after = bisect_left(spans, (figure.end, 0, ""))
        best: tuple[int, str] | None = None
        for k in (after - 1, after):
            if not 0 <= k < len(spans):
                continue
            start, stop, words = spans[k]
            if start < sentence.start or stop > end:
                continue
            # What stands behind a figure is nearer than what stands before it.
            distance = max(start - figure.end, 2 * (figure.start - stop), 0)
            if best is None or distance < best[0]:
                best = distance, words
        return best[1] if best else None


def _dates_saying(document: Document, time: tuple[int, int, str]) -> bool:
    """Whether words of time say when something was said: "said on Monday that", "..., they said on
    Monday". They leave with the attribution, and date no figure."""
    start, end, _ = time
    before, after = document.text[max(0, start - 16) : start], document.text[end : end + 6]
    return after.startswith(" that ") or _SAID.search(before) is not None


def _all(form: re.Pattern[str], text: str, part: int) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group(part)) for m in form.finditer(text)]


def missing(figure: Figure, text: str) -> tuple[str, ...]:
    """What a reader would ask for: source, denominator, period, place, method."""
    codes = []
    if not figure.attributed:
        codes.append("source")
    if _wants_denominator(figure, text):
        codes.append("denominator")
    if figure.as_of is None:
        codes.append("period")
    if figure.casualty and figure.place is None:
        codes.append("place")
    if not figure.verified:
        codes.append("method")
    return tuple(codes)


def _wants_denominator(figure: Figure, text: str) -> bool:
    """A share of nothing named: "rose 40 percent" is a change and wants its base as well."""
    if figure.unit == "%" or (figure.value is not None and 0 < figure.value < 1):
        behind = text[figure.end : figure.end + 4]
        return figure.out_of is None and not behind.lower().startswith(" of")
    return figure.modifier == "minimiser" and figure.casualty and figure.out_of is None


def is_round(figure: Figure) -> bool:
    """An integer from 100 up with one significant digit (5,000; not 874,000), never a share."""
    value = figure.value
    if value is None or figure.unit == "%" or figure.out_of is not None or value < 100:
        return False
    return value == int(value) and len(str(int(value)).rstrip("0")) == 1
