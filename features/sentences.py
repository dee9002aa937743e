"""Sentences of a paragraph.

A stop ends a sentence unless what stands around it says otherwise: an abbreviation, an initial,
a small letter, a speaker who follows a shouted quotation. Written for news: quotations of several
sentences are cut inside the marks, a closing mark stays with the sentence it closes, and glued
sentences ("he fled.The army") are cut. pysbd was tried first: on the sentence ends of the annotated
documents it finds fewer, at a hundred times the time, which grows faster than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from features.evidence import Span
from features.wordlist import sections, words

# A stop with the marks that close behind it: '.', '?"', '...', '!)', '。'
_STOP = re.compile("[.!?\u2026\u3002\uff01\uff1f]+[\"'\u201d\u2019\u00bb\u203a)\\]]*")
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a)]"
_CLOSING_MARKS = "\"'\u201d\u2019\u00bb\u203a"
_OPENERS = "\"'\u201c\u2018\u201e\u00ab\u2039([\u00bf\u00a1\u2014\u2013-*\u2022"
_SIGNS = "@#$\u20ac\u00a3"
_WIDE = "\u3002\uff01\uff1f"
# A closing mark that stands apart from its stop: the ' "' of 'killed. " He'
_LONE_CLOSER = re.compile('[ \t]{0,2}["\u201d](?=\\s|$)')
_LETTERS_DOTTED = re.compile("(?:[a-z]\\.)+[a-z]")
_FIRST_WORD = re.compile("[^\\W_]+(?:['\u2019.][^\\W_]+)*")
# Before and after a stop without a space: "fled" and "The " of "he fled.The army"
_GLUED_BEFORE = re.compile("(?:^|[\\s(\"'\u201c\u2018-])[A-Za-z]*[a-z]{2}$")
_GLUED_AFTER = re.compile("[\"\u201c]?[A-Z][a-z]*(?:['\u2019][a-z]+)?[\\s,]")
_ZONE_OR_DAY = re.compile(
    "[A-Z]{2,4}\\b|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|Eastern|Pacific|Central|Local"
)
# Furniture that a page sets before a paragraph and a copy glues to it: "Story continues below The"
_FURNITURE = re.compile(
    "(?i:" + "|".join(sections("boilerplate")["glued"]) + ")(?=\\s+[A-Z\"'\u201c\u2018])"
)
LONGEST = 3_000
"""Code points of a sentence; rules ask each of its names for each of its figures, so a text without
full stops would take time by the square of its length."""
_LOOK_BACK = 24
_LOOK_AHEAD = 96

BEFORE_NAME = words("abbreviations", "before_name")
_BEFORE_NUMBER = words("abbreviations", "before_number")
INSIDE = words("abbreviations", "inside")
_MAYBE_LAST = words("abbreviations", "maybe_last")
_CAPITAL = words("abbreviations", "capital")
CLOCK = words("abbreviations", "clock")
STARTERS = words("sentence_openers")
_SPEECH_VERBS = words("speech_verbs", "verbs")
# What follows a verb of speech when it closes its sentence: "she said in", "he asked as"
_AFTER_SPEECH = words("speech_verbs", "after")


def split(text: str, paragraph: Span) -> tuple[Span, ...]:
    """Sentences of ``paragraph``, sorted and disjoint, white space outside.

    Together they hold every character of the paragraph that is not white space. Linear in the
    length of the paragraph.
    """
    found: list[Span] = []
    start = _skip_space(text, paragraph.start, paragraph.end)
    for end in _ends(text, paragraph):
        if end > start:
            found.append(Span(start, end))
            start = _skip_space(text, end, paragraph.end)
    if start < paragraph.end:
        found.append(Span(start, paragraph.end).trimmed(text))
    return tuple(
        part
        for sentence in found
        for whole in _without_furniture(text, sentence)
        for part in _within_bounds(text, whole)
    )


def _within_bounds(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, cut between words where it is longer than any that was ever written."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        end = text.rfind(" ", start, start + LONGEST)
        end = end if end > start else text.find(" ", start + LONGEST, sentence.end)
        if end < 0:
            break
        yield Span(start, end).trimmed(text)
        start = _skip_space(text, end, sentence.end)
    yield Span(start, sentence.end)


def _without_furniture(text: str, sentence: Span) -> Iterator[Span]:
    """The furniture that is glued to a sentence, then the sentence."""
    start = sentence.start
    if furniture := _FURNITURE.match(text, start, sentence.end):
        yield Span(start, furniture.end())
        start = _skip_space(text, furniture.end(), sentence.end)
    yield Span(start, sentence.end)


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    """Where sentences end, the last one of the paragraph left out."""
    start = _skip_space(text, paragraph.start, paragraph.end)
    position = start
    while match := _STOP.search(text, position, paragraph.end):
        end = _with_lone_closer(text, match.end(), paragraph.end)
        position = end
        following = _skip_space(text, end, paragraph.end)
        if following >= paragraph.end:
            return
        if not any(map(str.isalnum, text[start : min(match.start(), start + 40)])):
            continue
        if _is_boundary(text, start, match, end, following, paragraph.end):
            yield end
            start = position = following


def _is_boundary(
    text: str, start: int, match: re.Match[str], end: int, following: int, limit: int
) -> bool:
    stop = match.group().rstrip(_CLOSERS)
    if stop[-1] in _WIDE:
        return True
    ahead = text[following : min(following + _LOOK_AHEAD, limit)]
    if following == end:
        return _is_glued(text, match.start(), ahead)
    closers = text[match.start() + len(stop) : end]
    marked = any(mark in _CLOSING_MARKS for mark in closers)
    if not _can_begin(ahead, after_full_stop=stop == "."):
        return False
    if stop == "." and not closers:
        return _full_stop_ends(text, start, match.start(), ahead)
    return not (marked and stop != "." and _names_speaker(ahead))


def _can_begin(ahead: str, after_full_stop: bool) -> bool:
    """Whether a sentence may begin with ``ahead``."""
    if ahead.startswith(".@"):
        return True
    bare = ahead.lstrip(_OPENERS + " ")
    if not bare:
        return False
    if bare[0] in _SIGNS or not bare[0].isalpha():
        return bare[0] not in ",;:.!?\u2026)]%"
    if bare[0].islower():
        return after_full_stop and ahead[0] in '"\u201c'
    return True


def _full_stop_ends(text: str, start: int, stop: int, ahead: str) -> bool:
    """Whether the full stop at ``stop`` ends its sentence rather than an abbreviation."""
    word = _word_before(text, start, stop)
    lowered = word.lower()
    if lowered in BEFORE_NAME or lowered in INSIDE:
        return False
    bare = ahead.lstrip(_OPENERS + " ")
    if lowered in _BEFORE_NUMBER:
        return not bare[:1].isdigit()
    if word.isdigit() and len(word) < 3 and stop - start <= len(word):
        return False
    if lowered in CLOCK:
        return _ZONE_OR_DAY.match(bare) is None
    if _may_go_on(word, lowered):
        following = _FIRST_WORD.match(bare)
        return following is not None and following.group().lower() in STARTERS
    return True


def _may_go_on(word: str, lowered: str) -> bool:
    """Whether ``word`` is an initial or an abbreviation that seldom ends a sentence."""
    if len(word) == 1:
        return word.isupper() and word != "I"
    if lowered in _CAPITAL or lowered.rpartition("-")[2] in _CAPITAL:
        return word.rpartition("-")[2][:1].isupper()
    return lowered in _MAYBE_LAST or _LETTERS_DOTTED.fullmatch(lowered) is not None


def _word_before(text: str, start: int, stop: int) -> str:
    behind = text[max(start, stop - _LOOK_BACK) : stop]
    at = len(behind)
    while at and (behind[at - 1].isalnum() or behind[at - 1] in ".-"):
        at -= 1
    return behind[at:].strip("-").removeprefix("then-")


def _is_glued(text: str, stop: int, ahead: str) -> bool:
    """Two sentences without a space between them, and not a domain ("Example.com")."""
    before = text[max(0, stop - _LOOK_BACK) : stop]
    return _GLUED_BEFORE.search(before) is not None and _GLUED_AFTER.match(ahead) is not None


def _names_speaker(ahead: str) -> bool:
    """Whether the words after a closing mark are its speaker: "Ann Roe said on Monday"."""
    tokens = ahead.split()[:8] if ahead[:1].isupper() else []
    for i, token in enumerate(tokens):
        if i and token.rstrip(".,;:").lower() in _SPEECH_VERBS:
            last = i + 1 == len(tokens) or token[-1] in ".,;:"
            return last or tokens[i + 1].lower() in _AFTER_SPEECH
        if token[-1] in ".!?" and len(token) > 3:
            return False
    return False


def _with_lone_closer(text: str, end: int, limit: int) -> int:
    match = _LONE_CLOSER.match(text, end, limit)
    return match.end() if match else end


def _skip_space(text: str, position: int, limit: int) -> int:
    while position < limit and text[position].isspace():
        position += 1
    return position
