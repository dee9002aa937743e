"""Names veiled: a text as the encoder reads it, every run of names as one and the same word.

What a sentence does with words does not hang on whose names stand in it, yet a network reads
"Russian" and "Kurdish" as different words, and how many pieces a name has moves every window. With
names veiled the sides of a conflict may change places and its reading stays (entity bias: Zhu et
al. 2022, ENDEF). A name is told by its capital, never by a list of names; words of offices and
institutions ("Ministry", "President") stay, since they say what a source is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from features.evidence import Span
from features.wordlist import sections

PLACEHOLDER = "smith"
"""A name of one word piece, so that a veiled sentence is still English."""
SHOUTING = 0.8
"""Share of capitalised words above which capitals tell nothing: headlines."""

# "Ostrel", "O’Neil’s", "al-Burhan", "U.S"
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
# "Ana Roux", "Tel-Aviv", "AT & T": between two words of one name
_JOIN = re.compile(r"[ \u00a0]?[-&.]?[ \u00a0]?")


@dataclass(frozen=True, slots=True)
class Veiled:
    """One sentence with its names veiled. ``text`` is what is read; ``parts`` are stretches of it,
    each with its span in the original and whether it veils a name."""

    text: str
    parts: tuple[tuple[Span, Span, bool], ...]
    starts: tuple[int, ...]
    """Where each part starts in ``text``: looked up for every piece of a document."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, within one part, lies in the document; a piece of a
        placeholder is the whole name."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= len(self.text):
            raise ValueError(f"[{start}, {end}) lies outside a veiled text of {len(self.text)}")
        here, there, hides = self.parts[at]
        if hides:
            return there.start, there.end
        return there.start + start - here.start, there.start + end - here.start


def veil(text: str, sentences: Sequence[Span]) -> tuple[Veiled, ...]:
    """The sentences of a document with their names veiled; takes time linear in the text."""
    return tuple(
        _veiled(text, sentence, found)
        for sentence, found in zip(sentences, names(text, sentences), strict=True)
    )


def names(text: str, sentences: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The names in each sentence, neighbouring words as one, without a possessive ending.

    A capital inside a sentence tells a name. At its head it tells one if the word stands inside
    another sentence with its capital, or if a possessive, another name or a verb of speech follows.
    """
    found = [list(_WORD.finditer(text, s.start, s.end)) for s in sentences]
    written = [[word[0] for word in words] for words in found]
    loud = [_shouts(words) for words in written]
    quiet = (words for words, shouts in zip(written, loud, strict=True) if not shouts)
    inside = {w for words in quiet for w in words[1:]}
    every = {w for words in written for w in words}
    large = {w: _folded(w) for w in every if _is_capital(w)}
    capitals = {large[w] for w in inside if w in large}
    plain = {_folded(w) for w in every if w not in large}
    return tuple(
        tuple(_joined(text, _named(text, words, shouts, large, capitals, plain)))
        for words, shouts in zip(found, loud, strict=True)
    )


def _named(
    text: str,
    words: Sequence[re.Match[str]],
    shouts: bool,
    large: Mapping[str, str],
    inside: set[str],
    plain: set[str],
) -> Iterator[Span]:
    """The names among the words of a sentence; ``large`` are the document's words with a capital,
    folded."""
    kept = _kept()
    for i, word in enumerate(words):
        low = large.get(word[0])
        if low is None or low in kept:
            continue
        head = i == 0 or _opens(text[words[i - 1].end() : word.start()])
        opener = head and (low in plain or not _like_a_name(words, i))
        if low not in inside and (shouts or opener):
            continue
        yield Span(word.start(), word.start() + len(_stem(word[0])))


def _like_a_name(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether what follows shows the first word of a sentence to be a name."""
    if _stem(words[at][0]) != words[at][0]:
        return True
    after = words[at + 1][0] if at + 1 < len(words) else ""
    low = _folded(after)
    return (_is_capital(after) and low not in _kept()) or low in _speech()


def _joined(text: str, found: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in found:
        if last is not None and _JOIN.fullmatch(text, last.end, span.start):
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _veiled(text: str, sentence: Span, found: Sequence[Span]) -> Veiled:
    parts: list[tuple[Span, Span, bool]] = []
    pieces: list[str] = []
    done, at = sentence.start, 0
    for span in (*found, Span(sentence.end, sentence.end)):
        for there, hides in ((Span(done, span.start), False), (span, True)):
            words = PLACEHOLDER if hides else there.of(text)
            if len(there):
                parts.append((Span(at, at + len(words)), there, hides))
                pieces.append(words)
                at += len(words)
        done = span.end
    return Veiled("".join(pieces), tuple(parts), tuple(here.start for here, _, _ in parts))


def _shouts(words: Sequence[str]) -> bool:
    heavy = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(heavy) >= 5 and sum([w[0].isupper() for w in heavy]) > SHOUTING * len(heavy)


def _opens(gap: str) -> bool:
    """Whether a sentence or a quotation begins behind this gap: ': “', '. '."""
    return bool(gap.strip()) and gap.strip()[-1] in '“"«‘—–.!?:'


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _stem(word: str) -> str:
    """The word without its possessive ending."""
    if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
        return word[:-2]
    return word


def _folded(word: str) -> str:
    return _stem(word).replace("’", "'").casefold()


@cache
def _kept() -> frozenset[str]:
    """Words that no capital makes a name: offices, institutions, days, openers of sentences."""
    return frozenset(" ".join(sections("veil")["kept"]).split())


@cache
def _speech() -> frozenset[str]:
    """Verbs that follow a speaker: "Sarrow calls"."""
    return frozenset(" ".join(sections("veil")["speech"]).split())
