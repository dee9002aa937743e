"""Bare rejections: a sentence, or its beginning or end, in which nothing stands beside a word that
rejects but words that say nothing ("complete nonsense, folks"; "... and it's pure fiction").

What they reject is what stands beside them: ``features.rejection`` gives them their target.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from features.rejecting import (
    GROUND,
    GROUNDS,
    HAPPENED,
    NOT_DONE,
    alternative,
    any_of,
    entries_of,
    words_of,
)

SHORT: Final = 90
"""Code points within which words that say nothing by themselves are looked for."""

# "”, lol no", "? Nonsense", " - fake", "and it's pure fiction", ", which is untrue"
_BREAK: Final = re.compile(
    r"(?:[—–:;…?!)]|[.,!?]?[\"”’](?=\W)|\.{3}| - )\W*|,? (?=(?:and|but|yet|though|except)"
    r" (?:it|this|that|they|none)\b)|, (?=(?:which (?:is|was|are|were|has|have|turned)|it|this"
    r"|that|all|none|they|nope|not|lol"
    r"|(?:something|an? \w+) for which)\b)"
)


# "No", which another form reads
_PLAIN_NO: Final = re.compile(r"\W*(?:no|nah)\b")
# "Fake news alert 🚨 “...", "HOAX – ..."
_HEADED: Final = re.compile(r"\W*([\w'’, -]{2,40}?) ?(?:[!:–—“”\"\u2190-\U0010ffff]| - )")


def bare(words: str, headed: bool) -> list[tuple[int, int]]:
    """Where a sentence opens or ends in words that only reject; ``headed`` as ``_head`` has it."""
    if _telling().isdisjoint(words_of(words)):
        return []
    return [*_head(words, headed), *_tail(words)]


def _head(words: str, headed: bool) -> list[tuple[int, int]]:
    """Where a sentence opens with words that only reject, before what they reject: a claim that it
    quotes or passes on, or one that the text passes on beneath (``headed``). An author's "Wrong
    again: the mayor stole it" answers somebody else, and charges for himself."""
    found = _HEADED.match(words)
    if found is None or _PLAIN_NO.match(words) or len(words_of(words[found.end() :])) < 3:
        return []
    cited = headed or passed_on().match(words, found.end(1)) is not None
    return [found.span(1)] if cited and says_no_more(found[1]) else []


@cache
def passed_on() -> re.Pattern[str]:
    """ ": “...", " - a message says", ": no, he did not": what a rejection at the head is of."""
    citing = "|".join(any_of(name) for name in ("saying", "claimed", "doubted"))
    return re.compile(
        rf"\W*(?:[“\"«‘]|(?:no|nope)\b)"
        rf"|.*?\b(?:{any_of('passing')}\b|(?:{citing})(?: \w[\w'’-]*){{0,2}}? that\b)",
        re.DOTALL,
    )


def _tail(words: str) -> list[tuple[int, int]]:
    """Where a sentence ends in words that only reject ("... lol no", "... and it's pure fiction"),
    behind something else that it says."""
    first = max(0, len(words) - SHORT)
    for found in _BREAK.finditer(words, first):
        ended = _ENDED.search(words, found.end())
        end = ended.end() if ended is not None else len(words)
        if _tells(words[: found.start()]) and says_no_more(words[found.end() : end]):
            return [(found.end(), end)]
    return []


def _tells(words: str) -> bool:
    """Whether words in front of a rejection are more than its opening ("But, as usual, they were
    wrong")."""
    return not set(words_of(words)) <= _OPENING


_OPENING: Final = frozenset({"but", "and", "yet", "so", "as", "usual", "ever", "always", "again"})
# "? photoshopped. look at the font"
_ENDED: Final = re.compile(r"[.!](?= )")


def says_no_more(words: str) -> bool:
    """Whether words reject, and all others beside say nothing by themselves."""
    if len(words) > SHORT or words.rstrip().endswith("?"):
        return False
    held = words_of(words)
    if _telling().isdisjoint(held) or not _light() >= set(held):
        return False
    return _rejects().search(words) is not None and _kept().search(words) is None


@cache
def _telling() -> frozenset[str]:
    """Words of which a bare rejection holds one."""
    entries = (*_strong(), "not", "t", "never", "no", "none", "zero", "nothing")
    more = "fooled", "duped", "misled", "misinformed", "lied"
    return frozenset(word for entry in (*entries, *more) for word in words_of(entry)) - {
        "a", "of", "on", "to", "in", "from", "the", "it", "out", "by", "been", "be",
    }  # fmt: skip


def _strong() -> list[str]:
    """What only a claim can be called: a plan may be foolish as well."""
    entries = (*entries_of("untrue"), *entries_of("verdict"))
    return [entry for entry in entries if entry not in entries_of("unwise")]


@cache
def _light() -> frozenset[str]:
    """Words that say nothing beside a rejection, those of the rejection among them."""
    lists = ("light", "saying", "picture", "true", "happened")
    entries = [*_strong(), *(entry for name in lists for entry in entries_of(name))]
    more = (
        f"{GROUND} even close hold holds water stand stands add adds check checks make makes sense"
    )
    return frozenset(word for entry in (*entries, more) for word in words_of(entry))


@cache
def _rejects() -> re.Pattern[str]:
    """What a bare rejection holds: "nonsense", "never happened", "not even close"."""
    return re.compile(
        rf"\b{alternative(_strong())}\b"
        rf"|{NOT_DONE}(?: \w+)? (?:hold (?:up|water)|stand up|add up|check out|make sense"
        rf"|{HAPPENED})\b"
        rf"|(?:\bnot|n['’]t|\bnone of (?:it|this|that|them) (?:is|was|were))(?: \w+)?"
        rf" {any_of('true')}\b|\bnot even close\b|\b(?:no|zero)"
        rf" (?:such thing|truth|{GROUNDS})\b|\bbeen (?:had|fooled|duped|misled|misinformed|lied"
        rf" to|taken in)\b"
        rf"|\b(?:is|was|are|were)(?: not|n['’]t) any\b|^\W*(?:do not|don['’]t)(?: (?:believe"
        rf"|fall for|share|buy|trust)"
        rf" (?:it|this|that|them|any of it))?\W*$|\bnothing (?:of the (?:kind|sort)|(?:to|in"
        rf"|behind) it)\b"
        r"|^\W*(?:lol )?(?:no|nope|nah)\b(?:\W+(?:lol|no|sorry|it|they))*\W*$"
    )


@cache
def _kept() -> re.Pattern[str]:
    """What only looks like one: "not false", "if it is wrong", "for propaganda videos"."""
    return re.compile(
        r"(?:\b(?:not|never|no|hardly|nothing)|n['’]t)(?: (?:an?|the|been|be|all|at all|even|really"
        rf"|just|entirely|necessarily|\w+ly))* (?!not\b){any_of('untrue')}\b|\b(?:if|whether)\b"
        rf"|^\W*(?:for|about|by|with)\b(?! (?:real|sure|the record)\b)"
        r"|(?:thing|do|does|did|done|go|goes|went|gone) wrong\b|\bwrong (?:with|about|in)\b"
        r"|^\W*(?:\w+\W+)?(?:mostly |half |partly )?true\b|\bnothing (?!of the\b|(?:to|in"
        r"|behind) it\b)"
    )
