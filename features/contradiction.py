"""Whether a sentence tells otherwise what the one before it passed on, by what is the case.

The same deed with a negation ("... had been suspended. She has not been suspended"), the contrary
state ("... burst. The dam is intact"), or the contrary course ("... has doubled. It fell in 2019").
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import Final

from features.evidence import Document, Span
from features.rejecting import entries_of, words_of

STEM: Final = 5
"""Letters by which two forms of one word are known: "suspended", "suspend"."""

_NEGATION: Final = re.compile(r"\b(?:not|never|nobody|no one|none|neither)\b|n['’]t\b")
# "But the dam "
_OPENS: Final = (
    r"^\W*(?:(?:but|yet|in fact|in reality|in truth|actually|however),? )*((?:[\w'’-]+ ){1,6}?)"
)
# "She has not been", "But the dam never"
_NEGATED: Final = re.compile(
    rf"{_OPENS}(?:(?:is|are|was|were|has|have|had|did|does|do|had)(?:n['’]t| not)"
    r"|(?:has |have |had )?never)\b"
)
# "It fell", "They went down in"
_AGAIN: Final = r"^\W*(?:but |yet |in fact,? |in reality,? )?(it|they|these|both)\b"
# "not only", "not yet known", "did not say": no word against what was told
_OTHER: Final = re.compile(
    r"(?:\bif\b|\bwhether\b|\bunless\b|\bwhy\b|\bhow\b|\?\W*$"
    r"|(?:not|n['’]t) (?:only|just|merely|simply|immediately|yet|clear|know|known|say|said|comment"
    r"|respond|because|until|necessarily|enough|all|everyone|every|to)\b)"
)
# Words of a state, and what would have ended it
_STATES: Final[tuple[tuple[str, str], ...]] = (
    (
        r"(?:intact|undamaged|unharmed|unhurt|unscathed|untouched|in one piece|still standing"
        r"|stands? (?:there |today|where)|at (?:its|their) usual|in working order)",
        r"(?:burst\w*|collaps\w+|destroy\w*|bomb\w*|burn\w*|fell|fall\w*|hit|damag\w+|struck|shell\w*"
        r"|blown|blew|explo\w+|wreck\w*|demolish\w*|lost|sank|sunk|crash\w*|flood\w*|raz\w+|attack\w*"
        r"|hurt|injur\w+|wound\w*|kill\w*|dead|died|poison\w*)",
    ),
    (
        r"(?:alive(?: and well)?|in good health|recovering|perfectly well)",
        r"(?:dead|died|dies|death|kill\w*|murder\w*|assassinat\w+|perish\w*|execut\w+|drown\w*"
        r"|poison\w*|lynch\w*)",
    ),
    (
        r"(?:safe(?: to (?:drink|eat|use|cross))?|drinkable|clean|harmless)",
        r"(?:poison\w*|contaminat\w+|toxic|dangerous|radioactive|polluted|deadly|unsafe|infected"
        r"|tainted|unfit)",
    ),
    (
        r"(?:open(?: as (?:usual|always|normal))?|running|operating|in (?:business|operation))",
        r"(?:clos(?:e|es|ed|ing|ure)|shut\w*|bankrupt\w*|halt\w*|suspend\w*|abandon\w*|evacuat\w+)",
    ),
    (
        r"(?:at (?:home|large|liberty)|free|still (?:in office|at (?:his|her|their) \w+))",
        r"(?:arrest\w*|jail\w*|detain\w*|resign\w*|flee|fled|sacked|dismissed|imprison\w*|captur\w+"
        r"|kidnap\w*)",
    ),
)
_RISE: Final = (
    r"(?:r[io]se|risen|rising|doubl(?:ed|ing)|tripl(?:ed|ing)|grown|grew|growing|increas\w+|soar\w*"
    r"|surg\w+|gone up|went up|goes up|up by|jump\w*|climb\w*|explod\w+|record high|highest)"
)
_FALL: Final = (
    r"(?:fell|fallen|falling|dropp?(?:ed|ing|s)?|declin\w+|decreas\w+|shr[aiu]nk\w*|halved"
    r"|gone down|went down|goes down|down by|plummet\w*|plung\w+|lowest"
    r"|record low|slump\w*|sank|dwindl\w+)"
)


@cache
def _states() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a sentence says is the case, and what the one before it would have to have said."""
    told = r"(?:is|are|was|were|stands?|stood|remains?|remained|['’]s|['’]re) (?:[\w'’]+ ){0,2}?"
    pairs = [(rf"{_OPENS}{told}{state}\b", rf"\b{ended}\b") for state, ended in _STATES]
    pairs += [
        (rf"{_AGAIN}[^.;!?]{{0,30}}?\b{_FALL}\b", rf"\b{_RISE}\b"),
        (rf"{_AGAIN}[^.;!?]{{0,30}}?\b{_RISE}\b", rf"\b{_FALL}\b"),
    ]
    return tuple((re.compile(here), re.compile(before)) for here, before in pairs)


@cache
def _hints() -> frozenset[str]:
    """Words without one of which a sentence contradicts nothing."""
    return frozenset(entries_of("otherwise"))


def contradicts(text: str, claimed: Span, sentence: Span) -> bool:
    """Whether a sentence negates a deed of the claim before it, or tells the contrary state."""
    written = sentence.of(text)
    words = written.lower()
    if len(words) > 300 or _hints().isdisjoint(words_of(words)) or _OTHER.search(words) is not None:
        return False
    before = claimed.of(text).lower()
    held = set(words_of(before))
    return _negates(before, held, words, written) or any(
        found is not None and _is_resumed(found[1], held) and past.search(before) is not None
        for found, past in ((here.search(words), past) for here, past in _states())
    )


def _is_resumed(subject: str, held: Set[str]) -> bool:
    """Whether a subject is made of words of the claim before, or stands for them."""
    return all(word in held or word in _resumed() for word in words_of(subject))


def _negates(before: str, held: Set[str], words: str, written: str) -> bool:
    """Whether the first word of weight behind a negation is one of those before, said again of who
    or what stood there; they hold no negation: of two negated sentences one repeats the other."""
    found = _NEGATED.match(words)
    if found is None or _NEGATION.search(before) is not None:
        return False
    if not _is_resumed(found[1], held):
        return False
    deed = next((w for w in words_of(words[found.end() :]) if w not in _between()), "")
    if len(deed) < STEM - 1 or deed in _light() or deed.endswith("ly"):
        return False
    if deed not in words_of(written):  # a name
        return False
    return any(w[:STEM] == deed[:STEM] for w in held if len(w) >= STEM - 1)


@cache
def _resumed() -> frozenset[str]:
    """Words that a subject is made of beside those of the claim."""
    return frozenset(entries_of("resumed"))


@cache
def _between() -> frozenset[str]:
    """Words that stand between a negation and the deed."""
    return frozenset(entries_of("between"))


@cache
def _light() -> frozenset[str]:
    """Words that are no deed, or one of speaking."""
    lists = ("light", "claimed", "saying", "doubted", "spoken")
    return frozenset(w for name in lists for e in entries_of(name) for w in words_of(e))


# "Did the mayor sell the waterworks?"
_ASKS: Final = re.compile(
    r"\W*(?:fact[- ]?check\w*\W+)?(?:did|does|do|is|are|was|were|has|have|had|can|could|will)\b"
    r"[^\n]{20,160}\?\s*$",
    re.IGNORECASE,
)


def asked(document: Document) -> frozenset[str]:
    """The words, by their stems, of what a headline asks that is to be checked ("Did the mayor sell
    the waterworks?"); none where it asks nothing of the kind."""
    if not document.sentences:
        return frozenset()
    head = document.sentences[0]
    if not document.text.startswith("\n", head.end) or _ASKS.match(head.of(document.text)) is None:
        return frozenset()
    return frozenset(stems(head.of(document.text)))


def stems(words: str) -> set[str]:
    """The words of weight, cut to the letters by which their forms are known."""
    return {w[:STEM] for w in words_of(words.lower()) if len(w) >= STEM - 1 and w not in _light()}
