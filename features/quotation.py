"""Pairing of quotation marks: straight, curly, low, guillemets, corner and single marks.

Only outermost quotations are told; marks inside marks belong to what is quoted. Following the
house style of English news, a quotation of several paragraphs opens again in each and closes in
the last. A mark that lacks its partner is mended within its own paragraph, so that one slip of a
typesetter cannot put the rest of an article into somebody's mouth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from features.evidence import Quotation, Span
from features.wordlist import words

_DOUBLE = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f]|''|``")
_SINGLE = re.compile("['\u2018\u2019\u201a]")
# Which marks close what a mark opened. Straight and curly mix in scraped text.
_CLOSES = {
    '"': '"\u201d\u201c',
    "\u201c": '\u201d"\u201c',
    "\u201d": '\u201d"',
    "\u201e": '\u201c\u201d"',
    "\u201f": '\u201d"',
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "''": "''\u201d\"",
    "``": "''\u201d\"",
}
_OPENING = frozenset(("\u201c", "\u201e", "\u201f", "\u00ab", "\u2039", "\u300c", "\u300e", "``"))
_CLOSING = frozenset("\u201d\u00bb\u203a\u300d\u300f")
_BEFORE_OPEN = frozenset("([{\u2014\u2013-/:=>\u201c\u2018'\"\u00ab\u2026")
_AFTER_CLOSE = frozenset(".,;:!?)]}\u2014\u2013-/\u2026\u201d\u2019'\"\u00bb<")
_NEVER_AFTER_OPEN = frozenset(",;:!?)]}")
_STOP_BEHIND = re.compile("[.!?\u2026,;:\u2014-][\"'\u201d\u2019)\\]]*\\s*$")
# Years and decades with their century left out: "90s" of "'90s", "24" of "'24"
_DECADE = re.compile("\\d\\ds?\\b")
_WORD = re.compile("[A-Za-z]+")
_ELISIONS = words("elisions")
_STARTS_PARAGRAPH = re.compile("[\\s>*\u2022\u2014\u2013-]*")

# A quotation of single marks longer than this is two stray apostrophes.
_LONGEST_SINGLE = 800
# A quotation left open ends with its paragraph, in a longer rest with its sentence.
_LONGEST_OPEN = 600
# How far a quotation may run on over paragraphs that do not open it again.
_MOST_PARAGRAPHS, _MOST_CHARACTERS = 4, 1500

_Shape = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Outermost quotations, sorted and disjoint; ``unbalanced`` where a mark had no partner."""

    quotations: tuple[Quotation, ...]
    unbalanced: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    shape: _Shape
    inch: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What the marks of one paragraph say by themselves."""

    span: Span
    quotations: tuple[Quotation, ...]
    pending: _Mark | None
    """Opened and not closed here."""
    orphan: _Mark | None
    """Closes what was not opened here, before any other mark."""
    opens: bool
    """Begins with an opening mark."""
    mended: bool


def pair(text: str, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> Pairing:
    """The quotations of ``text``, one per paragraph where they run over several.

    ``paragraphs`` and ``sentences`` are sorted and disjoint. Apostrophes, inches, feet and
    decades are not quotation marks. Linear in the text (times log of the sentences).
    """
    starts = [sentence.start for sentence in sentences]
    read = [_read_doubles(text, span, sentences, starts) for span in paragraphs]
    doubles, unbalanced = _join(read, sentences, starts)
    quotations = _with_singles(text, paragraphs, doubles)
    return Pairing(tuple(quotations), unbalanced)


def _read_doubles(
    text: str, span: Span, sentences: Sequence[Span], starts: Sequence[int]
) -> _Paragraph:
    marks = _marks(text, span)
    left = _neutral_left(marks)
    found: list[Quotation] = []
    opened: _Mark | None = None
    orphan: _Mark | None = None
    nested = 0
    mended = continues = False
    for i, mark in enumerate(marks):
        if opened is None:
            if mark.inch:
                continue
            if _acts_open(mark):
                opened, nested, continues = mark, 0, False
            else:
                orphan = mark if not found and orphan is None else orphan
                mended = True
        elif mark.sign not in _CLOSES.get(opened.sign, "") or _is_inch(marks, i):
            continue
        elif _acts_close(mark, left[i]):
            if nested:
                nested -= 1
                continue
            found.append(_quotation(opened.start, opened.end, mark.start, mark.end, continues))
            opened = None
        elif _is_nested(marks, i):
            nested += 1
        else:
            end = _end_before(text, opened, mark, sentences, starts)
            if end is not None:
                found.append(_quotation(opened.start, opened.end, end, end, continues))
            reopened = end is not None and end == Span(opened.end, mark.start).trimmed(text).end
            mended = mended or not reopened
            opened, nested, continues = mark, 0, reopened
    begins = _STARTS_PARAGRAPH.match(text, span.start, span.end)
    at = begins.end() if begins else span.start
    opens = bool(marks) and marks[0].start == at and _acts_open(marks[0])
    return _Paragraph(span, tuple(found), opened, orphan, opens, mended)


def _quotation(start: int, inner: int, outer: int, end: int, continues: bool) -> Quotation:
    return Quotation(start, end, inner=Span(inner, outer), continues=continues)


def _marks(text: str, span: Span) -> list[_Mark]:
    found = []
    for match in _DOUBLE.finditer(text, span.start, span.end):
        start, end = match.span()
        before = text[start - 1] if start > span.start else " "
        after = text[end : end + 2] if end < span.end else " "
        sign = match.group()
        inch = sign == '"' and before.isdigit() and not after[0].isalpha()
        found.append(_Mark(start, end, sign, _shape(before, after), inch))
    return found


def _shape(before: str, after: str) -> _Shape:
    """What the characters on both sides say of a mark that could be either."""
    follows = not after[0].isspace() and after[0] not in _NEVER_AFTER_OPEN
    if after[0] == "." and after[1:2] != ".":
        follows = False
    opens = follows and (before.isspace() or before in _BEFORE_OPEN)
    closes = not before.isspace() and (after[0].isspace() or after[0] in _AFTER_CLOSE)
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _neutral_left(marks: Sequence[_Mark]) -> list[int]:
    """How many straight marks that are no inches stand after each mark."""
    counts = [mark.sign == '"' and not mark.inch for mark in reversed(marks)]
    behind = list(accumulate(counts))
    return [total - count for total, count in zip(behind, counts, strict=True)][::-1]


def _acts_open(mark: _Mark) -> bool:
    """Whether a mark opens where nothing is open."""
    if mark.sign in _OPENING:
        return True
    if mark.sign in _CLOSING:
        return mark.shape == "open"
    return mark.shape != "close"


def _acts_close(mark: _Mark, neutral_left: int) -> bool:
    """Whether a mark that could close what is open does.

    A straight mark that looks like an opening one closes after all ('"Go "he said') where an
    even number is left, since all the others then find their partners.
    """
    if mark.sign in _OPENING:
        return mark.shape == "close" or mark.sign == "\u00ab"
    if mark.sign in _CLOSING:
        return True
    return mark.shape != "open" or neutral_left % 2 == 0


def _is_inch(marks: Sequence[_Mark], i: int) -> bool:
    """Whether a mark behind a figure, where a quotation is open, leaves it to the next to close."""
    return marks[i].inch and i + 1 < len(marks) and marks[i + 1].shape == "close"


def _is_nested(marks: Sequence[_Mark], i: int) -> bool:
    """Whether the curly mark ``i`` opens a quotation in a quotation: two closing marks follow."""
    following = marks[i + 1 : i + 3]
    return (
        marks[i].sign in _OPENING
        and len(following) == 2
        and all(mark.sign in _CLOSING and mark.shape != "open" for mark in following)
    )


def _end_before(
    text: str, opened: _Mark, mark: _Mark, sentences: Sequence[Span], starts: Sequence[int]
) -> int | None:
    """Where a quotation ends that is still open when another opens; None if it never was one."""
    end = Span(opened.end, mark.start).trimmed(text).end
    if end == opened.end:
        return None
    sentence = _sentence_end(opened.start, sentences, starts)
    if _STOP_BEHIND.search(text[max(opened.end, end - 6) : end]):
        return end if end - opened.start <= _LONGEST_OPEN else sentence
    return sentence if sentence is not None and sentence <= end else None


def _sentence_end(position: int, sentences: Sequence[Span], starts: Sequence[int]) -> int | None:
    i = bisect_right(starts, position) - 1
    return sentences[i].end if i >= 0 and sentences[i].end > position else None


def _join(
    read: Sequence[_Paragraph], sentences: Sequence[Span], starts: Sequence[int]
) -> tuple[list[Quotation], bool]:
    """Quotations of all paragraphs, those left open carried on or ended."""
    found: list[Quotation] = []
    unbalanced = False
    carried = False
    explained: set[int] = set()
    for i, paragraph in enumerate(read):
        own = list(paragraph.quotations)
        mended = paragraph.mended and not (i in explained and paragraph.orphan is not None)
        unbalanced = unbalanced or mended
        pending = paragraph.pending
        continues = carried and not own
        if carried and own:
            own[0] = replace(own[0], continues=True)
        found.extend(own)
        carried = False
        if pending is None:
            continue
        last = _runs_on_to(read, i)
        reopened = i + 1 < len(read) and read[i + 1].opens
        end = paragraph.span.end
        if not reopened and last is None:
            unbalanced = True
            end = _open_end(pending, paragraph.span, sentences, starts)
        if end > pending.end:
            found.append(_quotation(pending.start, pending.end, end, end, continues))
        carried = reopened
        if last is not None and not reopened:
            found.extend(_carried_on(read, i, last))
            explained.add(last)
    return sorted(found), unbalanced


def _runs_on_to(read: Sequence[_Paragraph], i: int) -> int | None:
    """The paragraph that closes what ``i`` leaves open, if none between has a mark of its own."""
    for j in range(i + 1, min(i + 1 + _MOST_PARAGRAPHS, len(read))):
        paragraph = read[j]
        if paragraph.orphan is not None:
            near = paragraph.orphan.end - read[i].span.start <= _MOST_CHARACTERS
            return j if near else None
        if paragraph.quotations or paragraph.pending:
            return None
    return None


def _open_end(pending: _Mark, span: Span, sentences: Sequence[Span], starts: Sequence[int]) -> int:
    if span.end - pending.start <= _LONGEST_OPEN:
        return span.end
    sentence = _sentence_end(pending.start, sentences, starts)
    return min(sentence or span.end, pending.start + _MOST_CHARACTERS, span.end)


def _carried_on(read: Sequence[_Paragraph], i: int, last: int) -> list[Quotation]:
    whole = [read[j].span for j in range(i + 1, last)]
    found = [_quotation(s.start, s.start, s.end, s.end, True) for s in whole]
    orphan = read[last].orphan
    if orphan is not None:
        start = read[last].span.start
        found.append(_quotation(start, start, orphan.start, orphan.end, True))
    return found


def _with_singles(
    text: str, paragraphs: Sequence[Span], doubles: Sequence[Quotation]
) -> list[Quotation]:
    """Doubles and the quotations in single marks outside or around them, sorted."""
    if _SINGLE.search(text) is None:
        return list(doubles)
    found: list[Quotation] = []
    at = 0
    left: Span | None = None
    carried = False
    for span in paragraphs:
        upto = at
        while upto < len(doubles) and doubles[upto].start < span.end:
            upto += 1
        inside = doubles[at:upto]
        at = upto
        own, opened = _read_singles(text, span, inside)
        reopens = opened == span.start or (bool(own) and own[0].start == span.start)
        if left is not None and reopens:
            found.append(_quotation(left.start, left.start + 1, left.end, left.end, carried))
            own = [replace(q, continues=q.start == span.start) for q in own]
        carried = left is not None and reopens
        left = span if opened == span.start else None
        found.extend(_around(own, inside))
    return sorted(found)


def _around(singles: Sequence[Quotation], doubles: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = list(singles)
    ends = [single.end for single in singles]
    for double in doubles:
        i = bisect_right(ends, double.start)
        if i == len(singles) or not singles[i].contains(double):
            kept.append(double)
    return kept


@dataclass(frozen=True, slots=True)
class _Apostrophe:
    position: int
    opens: bool
    closes: bool
    weak: bool
    """May as well be a plural possessive ("the boys' ") or a dropped letter ("goin' ")."""


def _read_singles(
    text: str, span: Span, doubles: Sequence[Quotation]
) -> tuple[list[Quotation], int | None]:
    """Quotations in single marks, and where one stands open at the end."""
    found: list[Quotation] = []
    opened: int | None = None
    weak: int | None = None
    for mark in _apostrophes(text, span, doubles):
        if opened is not None and mark.position - opened > _LONGEST_SINGLE:
            _close_single(found, opened, weak)
            opened = weak = None
        if mark.opens:
            _close_single(found, opened, weak)
            opened, weak = mark.position, None
        elif opened is not None and mark.closes:
            if mark.weak:
                weak = mark.position if weak is None else weak
                continue
            _close_single(found, opened, mark.position)
            opened = weak = None
    _close_single(found, opened, weak)
    return found, opened if weak is None else None


def _close_single(found: list[Quotation], opened: int | None, closed: int | None) -> None:
    if opened is not None and closed is not None:
        found.append(_quotation(opened, opened + 1, closed, closed + 1, False))


def _apostrophes(text: str, span: Span, doubles: Sequence[Quotation]) -> list[_Apostrophe]:
    """Single marks outside the double ones that can open or close."""
    found = []
    starts = [double.start for double in doubles]
    for match in _SINGLE.finditer(text, span.start, span.end):
        at = match.start()
        i = bisect_right(starts, at) - 1
        if i >= 0 and at < doubles[i].end:
            continue
        before = text[at - 1] if at > span.start else " "
        after = text[at + 1] if at + 1 < span.end else " "
        opens = _single_opens(text, at, before, after)
        closes = not opens and match.group() not in "\u2018\u201a" and _single_closes(before, after)
        if opens or closes:
            found.append(_Apostrophe(at, opens, closes, closes and _is_weak(text, at, after)))
    return found


def _single_opens(text: str, at: int, before: str, after: str) -> bool:
    if text[at] == "\u2019" or not (before.isspace() or before in _BEFORE_OPEN):
        return False
    if not (after.isalnum() or after in "$\u00a3\u20ac#@[(\u2026"):
        return False
    if _DECADE.match(text, at + 1):
        return False
    word = _WORD.match(text, at + 1, at + 16)
    return word is None or word.group() not in _ELISIONS


def _single_closes(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()


def _is_weak(text: str, at: int, after: str) -> bool:
    before = text[max(0, at - 2) : at].lower()
    return after == " " and (before[-1:] in ("s", "z") or before == "in" or before[-1:].isdigit())
