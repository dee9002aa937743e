"""What the forms of rejection are made of: pieces of patterns, and the words that each form needs.

A sentence is looked through for a form only where it holds the words without which the form cannot
stand, so that plain sentences cost no more than a look at their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from features.wordlist import sections

_WORD: Final = re.compile(r"[a-z]+")
_PLAIN: Final = frozenset({"from", "not"})
"""Words that tell too little of the entry they stand in, however long they are beside others."""
SCHOLARS: Final = (
    r"(?:\w+ologists?|\b(?!polit|mus|beaut)\w+icians|chemists|professors?|academics|scholars)"
)
KNOWER: Final = "[arbiter] ologist* icians* chemists professor professors academics scholars"
"""The words of whom a form takes for somebody who knows."""
NEGATED: Final = r"(?:\b(?:not|never|no|none|nobody|nothing|cannot)\b|n['’]t\b)"
BE: Final = (
    r"(?:(?:is|are|was|were|be|being|been|remains?|proved|proves|proven|amounts? to|counts? as"
    r"|turn(?:s|ed)? out(?: to be)?)|['’]s)"
)
ADVERB: Final = (
    r"(?:,[\w ]{2,24},)?(?: (?:\w+ly|now|just|plain|all|also|long|since|long since|in fact"
    r"|at best|\d+ ?%|so))?"
)
JUDGED: Final = (
    r"(?: (?:found|shown|proved|proven|known|ruled|judged|rated|declared|deemed|exposed|dismissed"
    r"|described|labelled|labeled|called|confirmed)(?: (?:as|to be|to have been))?)?"
)
# "isn't true", "aren't borne out"
NOT_TRUE: Final = (
    r"\b(?:is|are|was|were)n['’]t (?:\w+ )?(?:true|correct|accurate|so\W*$|the case|real|borne out"
    r"|supported by|based on|what happened|credible|possible|proven|substantiated)\b"
)
NOT_DONE: Final = (
    r"\b(?:(?:does|do|did|could|can|has|have|had)(?: \w+ly)?(?: not|n['’]t)|cannot|never|fails? to"
    r"|failed to)"
)
NO: Final = (
    r"(?:no|zero|(?<!a )little|scant|hardly any"
    r"|(?:not|n['’]t|never|fail(?:s|ed)? to) (?:(?:find|found|uncover(?:ed)?|seen?|produced?"
    r"|provided?|offer(?:ed)?|have|had|present(?:ed)?|shown?|turn(?:ed)? up)"
    r"(?: any| (?:a|one)(?: single)?(?: \w+ of)?)?|any|(?:a|one)(?: single)?(?: \w+ of)?))"
)
GROUNDS: Final = (
    r"(?:evidence|proof|truth|basis|records?|indication|sign|trace|foundation|grounds|mechanism"
    r"|case(?= to)|data|figures|statistics|stud(?:y|ies)|research|documents?|documentation|entry"
    r"|entries|sources?|support|backing|credence|corroboration|reason to (?:believe|think|suppose))"
)
SHOW: Final = (
    r"(?:show|shown|showed|prove|proved|proven|demonstrate|demonstrated|establish|established|find"
    r"|found|suggest|suggested|accept|accepted|indicate|indicated|say|hold)"
)
DET: Final = (
    r"(?:(?:the|a|an|any|all|this|that|those|these|his|her|their|its|such|every|\w+['’]s?) )?"
)
PEOPLE: Final = r"(?:people|anyone|anybody|whoever|everyone|everybody|those|folks|users|accounts)"
HAPPENED: Final = r"(?:happen(?:ed|s)?|occur(?:red|s)?|t(?:ake|ook|aken) place|exist(?:ed|s)?)"

# "But", "In fact,", "However,"
OPENS: Final = (
    r"^\W*(?:(?:the |our )?(?:verdict|rating|ruling|conclusion|fact[- ]?check|answer|result)\W+)?"
    r"(?:(?:but|yet|and|however|in fact|actually|in reality|in truth|well|so|still|of course"
    r"|unfortunately|except)\b,? ?){0,2}"
)
GROUND: Final = (
    "evidence proof truth basis record records indication sign trace foundation grounds mechanism"
    " case data figures statistics study studies research document documents documentation entry"
    " entries source sources support backing credence corroboration reason"
)
"""The words of ``GROUNDS``, as a form needs them."""
LOOSE: Final = "from [untrue]"
"""Words beside which "if that were right", "misinformed" and the like count."""


@lru_cache(maxsize=128)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, "don" and "t" apart; a sentence is asked for several
    times."""
    return tuple(_WORD.findall(text))


def entries_of(section: str) -> tuple[str, ...]:
    """The entries of a section of the list."""
    return sections("refuting")[section]


@cache
def any_of(section: str) -> str:
    """The entries of a section of the list as one ``alternative``."""
    return alternative(entries_of(section))


@cache
def called_untrue() -> str:
    """What a claim is said to be: "baseless", "a myth", "a crude forgery"."""
    return rf"(?:{any_of('untrue')}|(?:an?|the) (?:\w[\w'’-]* ){{1,2}}?{any_of('sham')})"


def alternative(entries: Iterable[str]) -> str:
    """The entries as one alternative in small letters, branching letter by letter so that most
    words are refused at their first one; the longest entry wins."""
    root: dict[str, Any] = {}
    for entry in entries:
        node = root
        for letter in entry.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: Mapping[str, Any]) -> str:
    found = [
        ("['’]" if letter == "'" else re.escape(letter)) + _branches(rest)
        for letter, rest in sorted(node.items())
        if letter
    ]
    if not found:
        return ""
    ends = "?" if "" in node else ""
    return found[0] if len(found) == 1 and not ends else f"(?:{'|'.join(found)}){ends}"


def rest(most: int) -> str:
    """Up to so many code points of the same sentence: "1.2" does not end it."""
    return rf"(?:[^.;!?]|\.(?=\d)){{0,{most}}}?"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of rejection, and the ways in which it can stand: each is kinds of words, and takes a
    word of every kind."""

    pattern: re.Pattern[str]
    ways: tuple[tuple[frozenset[str], ...], ...]


def form(pattern: str, *ways: str) -> Form:
    """A form with the words of its ways: "[saying] that + contrary" asks for an entry of the list's
    section or "that", and for "contrary"; "satir*" for these letters in any word. A sentence with
    none of the ways is not looked at, whatever the pattern would match."""
    kinds = (tuple(_kind(kind) for kind in way.split(" + ")) for way in ways)
    return Form(re.compile(pattern), tuple(kinds))


def _kind(names: str) -> frozenset[str]:
    found = (_telling(n[1:-1]) if n.startswith("[") else {n} for n in names.split())
    return frozenset().union(*found)


@cache
def _telling(section: str) -> frozenset[str]:
    """The longest word of each entry that tells of it: "lie" of "a lie"."""
    more = entries_of("sham") if section == "untrue" else ()
    return frozenset(
        max(_WORD.findall(entry), key=lambda word: (word not in _PLAIN, len(word)))
        for entry in (*entries_of(section), *more)
    )


class Forms:
    """Groups of forms in their order. Every kind of word is one bit, and so is every way, which is
    looked at where its rarest kind stands: a sentence's words are looked up once for all forms."""

    def __init__(self, *groups: Sequence[Form]) -> None:
        ways = [
            (way, group, form.pattern)
            for group, forms in enumerate(groups)
            for form in forms
            for way in form.ways
        ]
        kinds = dict.fromkeys(kind for way, *_ in ways for kind in way)
        bit = {kind: 1 << i for i, kind in enumerate(kinds)}
        held: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for at, (way, *_) in enumerate(ways):
            rarest = min(way, key=len)
            for kind in way:
                for name in kind:
                    bits, led = held[name]
                    held[name] = bits | bit[kind], led | (1 << at if kind is rarest else 0)
        self._words = {name: found for name, found in held.items() if not name.endswith("*")}
        self._stems = [(name[:-1], *found) for name, found in held.items() if name.endswith("*")]
        self._ways = [
            (sum(bit[kind] for kind in set(way)), group, pattern) for way, group, pattern in ways
        ]
        self._groups = len(groups)

    def standing_in(self, words: str) -> tuple[list[re.Pattern[str]], ...]:
        """The patterns of each group's forms that can stand in these words, which are in small
        letters."""
        held = led = 0
        for bits, led_by in filter(None, map(self._words.get, words_of(words))):
            held |= bits
            led |= led_by
        for stem, bits, led_by in self._stems:
            if stem in words:
                held |= bits
                led |= led_by
        found: tuple[list[re.Pattern[str]], ...] = tuple([] for _ in range(self._groups))
        while led:
            needed, group, pattern = self._ways[(led & -led).bit_length() - 1]
            led &= led - 1
            patterns = found[group]
            if not needed & ~held and not (patterns and patterns[-1] is pattern):
                patterns.append(pattern)
        return found
