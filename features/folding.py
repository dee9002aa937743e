"""The reading of a text: what a machine should see where the eye sees plain words.

Hidden characters and look-alike letters change a text for a machine and not for a reader, so
they are folded away before anything else looks; marks that a wrong encoding garbled are read as
the marks they were. What a reader does see (emoji, curly quotation marks, accents, combining marks,
other scripts) stays. Look-alikes follow the idea of Unicode Technical Standard 39 ("mixed-script
confusables"), over single letters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# UTF-8 read as Latin-1 or as Windows-1252, as scraped text has it: the last of the three letters
# that a mark became ("\u00e2\u20ac\u2122" for an apostrophe), and the mark.
_GARBLED = {
    "\x98": "\u2018", "\u02dc": "\u2018", "\x99": "\u2019", "\u2122": "\u2019",
    "\x9c": "\u201c", "\u0153": "\u201c", "\x9d": "\u201d", "\ufffd": "\u201d",
    "\x93": "\u2013", "\u201c": "\u2013", "\x94": "\u2014", "\u201d": "\u2014",
    "\xa2": "\u2022", "\xa6": "\u2026",
}  # fmt: skip
# One run of what may be hidden, a line end, an odd space or a styled letter: "a\u200bb", "\r\n";
# a garbled mark or space: "\u00e2\x80\x99", "\u00c2\u00a0".
_FOLDABLE = re.compile(
    f"\u00e2[\x80\u20ac][{''.join(_GARBLED)}]|\u00c2\u00a0|"
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufeff\U000e0001\U000e0020-\U000e007f]+"
    "|\r\n?|[\x0b\x0c\x85\u2028\u2029]"
    "|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    "|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff]"
)
_OPENING = frozenset("\u2018\u201c")
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
_FLAG_TAGS = re.compile("[\U000e0020-\U000e007f]")
_BLACK_FLAG = "\U0001f3f4"
# Invisible, yet put in by editors and typesetters rather than to deceive: not worth a warning.
_TYPESETTING = frozenset("\u00ad\ufeff\u200e\u200f")

_CYRILLIC = "АВЕЅІЈКМНОРСТУХавеѕіјкморстухьһԁԛԝүӏ"
_CYRILLIC_AS = "ABESIJKMHOPCTYXabesijkmopctyxbhdqwyl"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲϳ"
_GREEK_AS = "ABEZHIKMNOPTYXaiknopuxcj"
_LOOKALIKES = dict(zip(_CYRILLIC + _GREEK, _CYRILLIC_AS + _GREEK_AS, strict=True))
_TO_LATIN = str.maketrans(_LOOKALIKES)
# A Greek or Cyrillic letter beside a Latin one, either way round: the "\u0430y" of "p\u0430y".
_TOUCHING = re.compile("[\u0370-\u052f](?:(?=[A-Za-z])|(?<=[A-Za-z].))")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]+")
_FOREIGN = re.compile("[\u0370-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A reading: ``offsets[i]`` is the index in the original of ``text[i]``, None if unaltered.

    ``suspicious`` tells that something was folded that a reader could not have seen and an
    editor would not have put there.
    """

    text: str
    offsets: tuple[int, ...] | None
    suspicious: bool


def fold(original: str) -> Folded:
    """The reading of ``original``: same words, no hidden characters, Latin look-alikes as Latin.

    Every code point of the reading stands for exactly one of the original, in order; ligatures
    and compatibility forms that would become several letters are left alone for that reason.
    Takes time linear in the text and raises nothing.
    """
    text, offsets, hidden = _fold_characters(original)
    latin = _fold_lookalikes(text)
    if offsets is None and latin != original:
        offsets = tuple(range(len(original)))
    return Folded(latin, offsets, hidden or latin != text)


def _fold_characters(original: str) -> tuple[str, tuple[int, ...] | None, bool]:
    pieces: list[str] = []
    offsets: list[int] = []
    done, suspicious = 0, False
    for match in _FOLDABLE.finditer(original):
        start, end = match.span()
        pieces.append(original[done:start])
        offsets.extend(range(done, start))
        for replacement, at in _replacement(original, start, end):
            pieces.append(replacement)
            offsets.append(at)
        suspicious = suspicious or _is_suspicious(original, start, end)
        done = end
    if not done:
        return original, None, False
    pieces.append(original[done:])
    offsets.extend(range(done, len(original)))
    text = "".join(pieces)
    return text, None if text == original else tuple(offsets), suspicious


def _replacement(original: str, start: int, end: int) -> list[tuple[str, int]]:
    """The characters that stand for ``original[start:end]``, each with the index it comes from."""
    first = original[start]
    if first == "\u00c2":
        return [(" ", end - 1)]
    if first == "\u00e2":
        mark = _GARBLED[original[end - 1]]
        return [(mark, start if mark in _OPENING else end - 1)]
    if first in _LINE_ENDS:
        return [("\n", end - 1)]
    if _is_hidden(first):
        return _kept(original, start, end)
    if first.isspace():
        return [(" ", start)]
    plain = unicodedata.normalize("NFKC", first)
    # Styled Greek (the "\u03b1" of mathematics) folds to Greek; what has no single letter stays.
    return [(plain if len(plain) == 1 else first, start)]


def _kept(original: str, start: int, end: int) -> list[tuple[str, int]]:
    """Joiners inside emoji and the scripts that need them, and the tags of a flag, are visible."""
    before = original[start - 1] if start else ""
    joined = before >= "\u0600" and _FOLDABLE.match(before) is None
    if joined and end - start == 1 and original[start] in _JOINERS:
        return [(original[start], start)]
    if before == _BLACK_FLAG and _FLAG_TAGS.match(original, start):
        return [(original[i], i) for i in range(start, end) if _FLAG_TAGS.match(original[i])]
    return []


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn") or character in "\u115f\u1160\u3164"


def _is_suspicious(original: str, start: int, end: int) -> bool:
    first = original[start]
    if first in _LINE_ENDS or first.isspace():
        return False
    if not _is_hidden(first):
        return unicodedata.normalize("NFKC", first).isascii()
    inside = start > 0 and end < len(original) and _letters(original[start - 1], original[end])
    return inside and not _TYPESETTING.issuperset(original[start:end])


def _letters(before: str, after: str) -> bool:
    """Whether both are letters of the alphabets in which nothing hidden belongs inside a word."""
    return before < "\u0530" and after < "\u0530" and before.isalpha() and after.isalpha()


def _fold_lookalikes(text: str) -> str:
    if text.isascii() or not _TOUCHING.search(text):
        return text
    return _WORD.sub(lambda match: _latin(match.group()), text)


def _latin(word: str) -> str:
    """``word`` in Latin letters where all its others are look-alikes, else the word as it is."""
    foreign = _FOREIGN.findall(word)
    if not foreign or not _LATIN.search(word):
        return word
    return word.translate(_TO_LATIN) if all(c in _LOOKALIKES for c in foreign) else word
