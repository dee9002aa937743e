"""Capitals given back to a text, or a stretch of one, that is in small letters or in capitals.

Names, heads of sentences and speakers are told by their capitals (``features.veiled``, sourcing),
and half of the levels changed when a text came without them. A word is taken for a name unless news
writes it small (``lexicons/small_letters.txt``, counted by ``experiments/robustness``): the list
holds no name of unknown words, so an unknown town is read like a capital city, and no side of a
conflict is known better than another (truecasing: Lita et al. 2003, who count names instead). Small
words get a capital where news gives them one: beside such a name ("president", "party"), before a
number ("May 5"), and in sequences ("human rights watch"), which else were names at a disadvantage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from features.sentences import BEFORE_NAME, CLOCK, INSIDE, STARTERS
from features.wordlist import sections

LETTERS = 20
"""Letters below which a text says nothing of how its writer uses capitals."""
ALL = 0.9
"""Share of letters of one kind from which on the other kind tells nothing."""
FEW = 0.02
"""Share of words with a capital up to which they are abbreviations and slips: "NATO", "I"."""
STRETCH = 150
"""Characters without a change of letters from which on a stretch may be in disguise."""
SENTENCES = 2
"""Heads of sentences that such a stretch writes like the rest of it."""
SHOUTED = 0.06
"""Share of characters that are capitals from which on a text may hold a stretch in capitals."""

ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
"""Endings that are taken off a word to find it in the list."""

TOKEN = re.compile("(?<![@#/\\w.])[^\\W\\d_]+(?:[’'][^\\W\\d_]+)*[’']?(?![\\w@]|\\.\\w)")
"""A word: "o'neil's", both of "tel-aviv"; none of "#tag", "@name", "example.org", "b12", "u.s."."""
_CAPITAL = re.compile("[A-Z]")
_LOWER = re.compile("[a-z]")
# The first letter of the text, of a line, behind a full stop, and of a quotation after a comma.
_HEAD = re.compile(
    r"(?:^|(?<!\.)[.!?][\"'”’)\]]*[^\S\n]+|\n[^\S\n]*|[,:][^\S\n]+[\"“])[\"'“‘(\[]*([^\W\d_]+)"
)
_SMALL_HEAD = re.compile(r"[a-z]{3}[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[a-z]")
_LARGE_HEAD = re.compile(r"[A-Z]{3}[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_DOTTED = re.compile(r"(?<![\w.@#/])(?:[^\W\d_]\.)+[^\W\d_](?!\w)")
_ENDING = re.compile(r"[’'](?:s|m|re|ve|ll|d)?$")
_VOWEL = re.compile("[aeiouyà-ÿ]")
# Three letters of which two consonants cannot stand so at the head, or the end, of a word
_UNSPOKEN = re.compile(
    "(?!bl|br|ch|cl|cr|dh|dj|dr|fl|fr|gh|gl|gr|kh|kl|kn|kr|ll|ph|pl|pr|qu|rh|sc|sh|sk|sl|sm|sn|sp"
    "|sq|sr|st|sv|sw|th|tr|ts|tw|wh|wr|zh)[bcdfghj-np-tv-xz]{2}[aeiouy]"
    "|[aeiouy](?![bcdfghj-np-tv-xz](?:h|l|r|s|t)|l|r|n|ck|mb|mm|mp|sk|sp|bb|dd|ff|gg|sm|ct|zz|ft)"
    "[bcdfghj-np-tv-xz]{2}"
)
_BRACKETED = re.compile(r"\(([a-z]{2,7})\)")
_LOOK_BACK = 120


def restored(text: str) -> str:
    """``text`` with capitals at the heads of sentences and names where it has none or nothing else,
    else the text itself; as long as before, code point for code point. Takes linear time.

    A stretch of sentences without a capital, or with nothing else, in a text of both is recased
    alone.
    """
    between = _CAPITAL.split(text)
    if _tells_nothing(text, len(between) - 1):
        return _recased(text)
    if max(map(len, between)) >= STRETCH:
        text = _with_stretches(text, between, _SMALL_HEAD)
    if len(between) > SHOUTED * len(text):
        between = _LOWER.split(text)
        if max(map(len, between)) >= STRETCH:
            text = _with_stretches(text, between, _LARGE_HEAD)
    return text


def bare(word: str) -> str:
    """A word without the ending behind its apostrophe, but for "not": "o'neil's", "i'm"."""
    return _ENDING.sub("", word)


def is_small(word: str, small: Collection[str]) -> bool:
    """Whether a word, or what is left of it without a regular ending, is one of ``small``."""
    return (
        len(word) < 2
        or word in small
        or any(word.endswith(e) and word[: -len(e)] in small for e in ENDINGS)
        or (word.endswith("ing") and f"{word[:-3]}e" in small)
        or word.endswith(("n't", "n’t"))
    )


def is_abbreviation(word: str) -> bool:
    """Whether letters that are no small word cannot be read as a word: "ypg", "fbi", "afp"."""
    return 1 < len(word) < 7 and (not _VOWEL.search(word) or bool(_UNSPOKEN.fullmatch(word)))


def _tells_nothing(text: str, capitals: int) -> bool:
    """Whether the text has hardly a capital, or hardly a small letter."""
    if FEW * len(text) < capitals < len(text) / 2:
        return False
    letters, large = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    if letters < LETTERS:
        return False
    found = TOKEN.findall(text)
    return large > ALL * letters or sum(w[0].isupper() for w in found) <= FEW * len(found)


def _with_stretches(text: str, between: list[str], head: re.Pattern[str]) -> str:
    """The text with its long pieces recased that hold heads of sentences like the rest of them."""
    pieces: list[str] = []
    done = at = 0
    for piece in between:
        if len(piece) >= STRETCH and sum(1 for _ in head.finditer(piece)) >= SENTENCES:
            start, end = at, at + len(piece)
            while 0 < start < end and not text[start].isspace():
                start += 1
            while start < end < len(text) and not text[end - 1].isspace():
                end -= 1
            pieces += [text[done:start], _recased(text[start:end], head=start == 0)]
            done = end
        at += len(piece) + 1
    return "".join([*pieces, text[done:]])


def _recased(text: str, head: bool = True) -> str:
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    small = "".join(map(_lowered, text)) if shouted else text
    letters = list(small)
    tokens = list(TOKEN.finditer(small))
    for token, form in zip(tokens, _forms(small, tokens), strict=True):
        letters[token.start() : token.start() + len(form)] = form
    for found in _DOTTED.finditer(small):
        if found[0] not in INSIDE and found[0] not in CLOCK:
            letters[found.start() : found.end()] = _shouted(found[0])
    for found in _HEAD.finditer(small):
        if (found.start() or head) and not _goes_on(small, found):
            letters[found.start(1)] = _large(letters[found.start(1)])
    return "".join(letters)


def _goes_on(text: str, head: re.Match[str]) -> bool:
    """Whether the stop before ``head`` is that of an abbreviation inside a sentence."""
    if head[0][0] != ".":
        return False
    before = _LAST_WORD.search(text, max(0, head.start() - 12), head.start())
    if before is None:
        return False
    if before[0] in BEFORE_NAME or before[0] in INSIDE:
        return True
    return (len(before[0]) == 1 or "." in before[0]) and head[1] not in STARTERS


def _forms(text: str, tokens: list[re.Match[str]]) -> list[str]:
    """The tokens as news would write them inside a sentence."""
    found = [bare(token[0]) for token in tokens]
    names = [not _is_plain(word) for word in found]
    defined = _defined(text)
    forms: list[str] = []
    for i, word in enumerate(found):
        if not word.islower():
            forms.append(word)
        elif word in defined:
            forms.append(_shouted(word))
        elif names[i]:
            forms.append(_named(word))
        elif len(word) == 1:
            forms.append(_letter(text, tokens, names, i))
        else:
            forms.append(_beside_names(word, text, tokens, names, i))
    for start, written in _sequences(text, tokens, found):
        forms[start : start + len(written)] = written
    return forms


def _are_linked(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a blank alone parts two tokens."""
    return text[one.end() : other.start()] == " "


def _letter(text: str, tokens: list[re.Match[str]], names: list[bool], i: int) -> str:
    """A single letter, large as "I" and as an initial beside a name ("Ana M. Roux")."""
    token, after = tokens[i], i + 1
    before_name = after < len(tokens) and names[after] and tokens[after].start() == token.end() + 2
    behind_name = i > 0 and names[i - 1] and _are_linked(text, tokens[i - 1], token)
    initial = text[token.end() : token.end() + 1] == "." and (before_name or behind_name)
    letter = bare(token[0])
    return _shouted(letter) if letter == "i" or initial else letter


def _beside_names(
    word: str, text: str, tokens: list[re.Match[str]], names: list[bool], i: int
) -> str:
    """A small word as it is written before a name, behind one or before a number."""
    before, behind, number = _beside()
    token, form = tokens[i], word
    if i + 1 < len(tokens) and names[i + 1] and _are_linked(text, token, tokens[i + 1]):
        form = before.get(word, form)
    if i > 0 and names[i - 1] and form == word and _are_linked(text, tokens[i - 1], token):
        form = behind.get(word, form)
    after = text[token.end() : token.end() + 2]
    return number.get(word, form) if after[:1] == " " and after[1:].isdigit() else form


def _named(word: str) -> str:
    shout = _lists()["letters"]
    if (word in shout) != is_abbreviation(word):
        return _shouted(word)
    if len(word) > 5 and word.startswith("mc"):
        return f"Mc{_large(word[2:])}"
    return re.sub("(?:^|(?<=[’']))[^’']+", lambda part: _large(part[0]), word)


def _sequences(
    text: str, tokens: list[re.Match[str]], found: list[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    known = _known_sequences()
    for i, word in enumerate(found):
        for key, written in known.get(word, ()):
            end = i + len(key)
            if tuple(found[i:end]) == key and all(
                text[a.end() : b.start()] == " "
                for a, b in zip(tokens[i : end - 1], tokens[i + 1 : end], strict=True)
            ):
                yield i, written
                break


def _defined(text: str) -> frozenset[str]:
    """Letters in brackets that begin the words before them, where they are no small word."""
    found: set[str] = set()
    for match in _BRACKETED.finditer(text):
        letters = match[1]
        before = TOKEN.findall(text, max(0, match.start() - _LOOK_BACK), match.start())
        initials = "".join(w[0] for w in before)
        weighty = "".join(w[0] for w in before if w not in STARTERS and w != "of")
        if not _is_plain(letters) and (initials.endswith(letters) or weighty.endswith(letters)):
            found.add(letters)
    return frozenset(found)


def _lowered(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _large(word: str) -> str:
    return _raised(word[0]) + word[1:]


def _shouted(word: str) -> str:
    return "".join(map(_raised, word))


def _raised(letter: str) -> str:
    raised = letter.upper()
    return raised if len(raised) == 1 else letter


def _is_plain(word: str) -> bool:
    small = _lists()[""]
    return is_small(word, small) or (
        len(word) > 4 and all(len(p) > 1 and is_small(p, small) for p in re.split("[’']", word))
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(" ".join(entries).split())
        for name, entries in sections("small_letters").items()
    }


@cache
def _beside() -> tuple[dict[str, str], ...]:
    """Small words as they are written before a name, behind one and before a number."""
    places = ("before a name", "behind a name", "before a number")
    return tuple({written.lower(): written for written in _lists()[place]} for place in places)


@cache
def _known_sequences() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """By their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for entry in sorted(_lists()["sequences"], key=lambda e: -e.count("_")):
        written = tuple(entry.split("_"))
        key = tuple(w.lower() for w in written)
        found[key[0]].append((key, written))
    return dict(found)
