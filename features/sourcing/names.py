"""The names in a document: where they stand, which are people, which are places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from features.evidence import Document, Span
from features.sourcing.words import Phrases, Word, lexicon, single_words, within, words
from features.wordlist import words as entries

ONES = frozenset({"one", "another", "others", "some", "many", "several", "two", "three", "most"})
QUANTITIES = ONES | single_words("source_functions", "quantity")
STOPS = single_words("source_functions", "stop")
INNER = single_words("source_functions", "inner")
PARTICLES = frozenset(
    {"de", "del", "al", "el", "bin", "ibn", "von", "van", "der", "la", "da", "di", "du"}
)
LOCATIVE = frozenset({"in", "from", "near", "across", "outside", "inside", "into", "around"})
BREAKS = re.compile(r"[^\s\-‑.'’&/]|-[\s-]")
"""A sign that parts two names: "Ana Roux, a baker" has one after "Roux", "Home - Roux" a dash."""
SHORT = entries("abbreviations", "before_name") | entries("abbreviations", "before_number")
OPENERS = entries("sentence_openers") - {"may", "will", "people"}
"""Words that begin a sentence before a name and are no part of it: "Like Roux, she"."""


DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
"""What begins no name: "on Monday Roux said"."""
NUMERALS = frozenset({"ii", "iii", "iv"})
"""What stands behind the surname of a third of his name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together. ``title`` words at its head name an office."""

    words: tuple[Word, ...]
    title: int
    before: str
    parted: bool = False
    """Whether a mark stands between it and the word before."""
    span: Span = field(init=False, compare=False)
    """From its first letter to its last."""
    name: tuple[str, ...] = field(init=False, compare=False)
    """Its words, folded, without the titles."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", Span(self.words[0].start, self.words[-1].end))
        name = tuple(word.low for word in self.words[self.title :])
        name = name[:-1] if len(name) > 2 and name[-1] in NUMERALS else name
        object.__setattr__(self, "name", name)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name in a document: where it stands, who is a person, what is a place."""

    tokens: tuple[Word, ...]
    runs: tuple[Run, ...]
    persons: dict[str, tuple[str, ...]]
    """From a last name to the whole name."""
    places: frozenset[str]
    """Places and what is named after them."""
    by_last: dict[str, tuple[Run, ...]]
    acronyms: dict[str, tuple[str, ...]]
    """From an abbreviation to the words it was introduced with."""
    shouting: frozenset[int]
    """Sentences in capitals of a headline, where a capital tells nothing."""
    firms: frozenset[str] = frozenset()
    """Words that are written, or followed, as the name of a firm is."""
    beside: dict[int, tuple[Sequence[Word], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By where a run begins, what was found to describe it (``features.sourcing.described``)."""


# "PayRiver", "eHarbour": no person's name, save "McRoux", "DeRoux", "O'Roux"
CAMEL = re.compile(r"(?!(?:Ma?c|De|La|Le|Di|Du|Van|Fitz)[A-Z])[A-Za-z]*[a-z][A-Z][A-Za-z]*")


def _firms(tokens: Sequence[Word]) -> frozenset[str]:
    """What has customers, shares or a chief executive ("Lumo customers", "Lumo CEO Ana Roux"), or
    is written as no person is."""
    of_firms = lexicon("source_roles")["of_firms"]
    capital = ((i, word) for i, word in enumerate(tokens) if word.capital)
    return frozenset(
        word.low
        for i, word in capital
        if CAMEL.fullmatch(word.text) or (i + 1 < len(tokens) and of_firms.match(tokens, i + 1))
    )


def organ_nouns() -> Phrases:
    """Nouns that make a capitalised run the name of a body and not of a person."""
    nouns = lexicon("source_nouns")
    kinds = (
        "intergovernmental_org",
        "ngo_monitor",
        "party_to_conflict",
        "government_agency",
        "company",
        "media_outlet",
        "social_media",
        "poll_or_dataset",
        "document_or_recording",
    )
    merged: dict[str, tuple[tuple[str, ...], ...]] = defaultdict(tuple)
    for kind in kinds:
        for first, phrases in nouns[kind].by_first.items():
            merged[first] += phrases
    for word in single_words("source_functions", "house"):
        merged[word] += ((word,),)
    for word in ("king", "queen", "justice", "general", "post", "times", "bill"):
        merged.pop(word, None)
    merged["times"] = (("times",),)
    merged["post"] = (("post",),)
    return Phrases(dict(merged))


ORGANS = organ_nouns()
CAUSES = frozenset({"for", "against", "without"})
"""What stands in the name of a body founded for a cause: "Mothers Against Mines"."""
MANY = single_words("source_nouns", "unnamed_group")
CAPTIVE = lexicon("custody")["captive"]
TITLES = lexicon("source_roles")["title"]


def names_in(document: Document) -> Names:
    """The names of a document; linear in its length."""
    tokens = words(document.text)
    shouting = frozenset(_shouting(document, tokens))
    runs = tuple(_runs(document, tokens, shouting))
    places, demonyms = _places(tokens, runs)
    located = places | demonyms
    persons: dict[str, tuple[str, ...]] = {}
    full = [run.name for run in runs if len(run.name) >= 2 and is_person(run, located)]
    often = Counter(full)
    # The fullest of the names most used: once two names ran into one where a comma was lost.
    for name in sorted(often, key=lambda name: -often[name]):
        persons.setdefault(name[-1], name)
    for name in list(persons.values()):
        # Some are called by their first name later on, "al-Karrim" by "Karrim".
        persons.setdefault(name[0], name)
        if article := ARTICLE.match(name[-1]):
            persons.setdefault(name[-1][article.end() :], name)
    by_last: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_last[(run.name or (run.words[-1].low,))[-1]].append(run)
    return Names(
        tokens,
        runs,
        persons,
        located,
        {last: tuple(found) for last, found in by_last.items()},
        dict(_acronyms(document.text, tokens)),
        shouting,
        _firms(tokens),
    )


def _shouting(document: Document, tokens: Sequence[Word]) -> Iterator[int]:
    for at, sentence in enumerate(document.sentences):
        inside = within(tokens, sentence)
        content = [word for word in inside if word.low not in STOPS and word.text[0].isalpha()]
        capitals = sum(word.capital for word in content)
        if len(content) < 5 or capitals <= 0.8 * len(content):
            continue
        # "Ana Roux, 18, of Lesk, Veska, disagrees." is a sentence: few headlines end in a stop.
        if capitals == len(content) or not sentence.of(document.text).endswith("."):
            yield at


def _runs(document: Document, tokens: Sequence[Word], shouting: frozenset[int]) -> Iterator[Run]:
    starts = {sentence.start for sentence in document.sentences}
    known = frozenset(
        word.low
        for word in tokens
        if word.capital
        and word.start not in starts
        and document.sentence_at(word.start) not in shouting
    )
    at = 0
    while at < len(tokens):
        if not _names(tokens, at, starts, known):
            at += 1
            continue
        end = _run_end(document.text, tokens, at, starts)
        run = tuple(tokens[at:end])
        before = tokens[at - 1].low if at else ""
        parted = at > 0 and not document.text[tokens[at - 1].end : run[0].start].isspace()
        if document.sentence_at(run[0].start) not in shouting:
            yield Run(run, title_length(run), before, parted)
        at = end


def _names(tokens: Sequence[Word], at: int, starts: set[int], known: frozenset[str]) -> bool:
    word = tokens[at]
    if not word.capital or word.low in STOPS or word.low in DAYS:
        return False
    if CAMEL.fullmatch(word.text):
        return True
    # A sentence begins with a capital whatever its first word is.
    if word.start not in starts or (word.text.isupper() and len(word) > 1):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    # "Speaking" and "Finally" begin sentences, "Beijing said" and "Italy said" name
    if word.low.endswith(("ing", "ly")):
        behind = following is not None and following.start == word.end + 1
        return behind and following is not None and _is_verb(following.low)
    if word.low in QUANTITIES or word.low in OPENERS:
        return False
    if following is None:
        return not is_noun(word.low)
    if following.capital or _goes_on(tokens, at, at + 1):
        return True
    plural = following.low == "of" and word.low.endswith("s") and not word.possessive
    if is_noun(word.low) or (plural and word.low not in known):
        # "Majorities of voters"
        return False
    return word.possessive or word.low in known or _is_verb(following.low)


FAMILIAR = 8192
"""Words whose part of speech is kept: a service must not keep all that it was ever sent."""


@lru_cache(maxsize=FAMILIAR)
def _is_verb(low: str) -> bool:
    cues = lexicon("cues")
    return low in STOPS or any(
        low in cues[section] for section in ("say", "frame", "deny", "accuse")
    )


@lru_cache(maxsize=FAMILIAR)
def is_noun(low: str) -> bool:
    """Whether the lists of sources know a word as a common noun."""
    sections = (*lexicon("source_nouns").values(), lexicon("source_roles")["voice"])
    return any(low in phrases for phrases in sections)


def _run_end(text: str, tokens: Sequence[Word], at: int, starts: set[int]) -> int:
    end = at + 1
    while end < len(tokens) and end - at < 12 and not tokens[end - 1].possessive:
        if BREAKS.search(text, tokens[end - 1].end, tokens[end].start):
            break
        begun = tokens[end].start in starts and not _is_short(tokens[end - 1])
        if begun or _stops(text, tokens, end):
            break
        if (tokens[end].capital or _goes_on(tokens, at, end)) and tokens[end].low not in STOPS:
            end += 1
        elif (inner := _inner(text, tokens, at, end)) > end:
            end = inner
        else:
            break
    return end


def _goes_on(tokens: Sequence[Word], at: int, end: int) -> bool:
    """Whether "al-Karrim" goes on with the name of somebody whose office stands beside it; of a
    place or a movement nothing would tell it."""
    if ARTICLE.match(tokens[end].text) is None:
        return False
    beside = tokens[at - 1 : at] if at else ()
    if any(TITLES.any(words) for words in (tokens[at:end], beside, tokens[end + 1 : end + 2])):
        return True
    # "Rami al-Karrim, the head of the clinic"
    behind = tokens[end + 1 : end + 6]
    return bool(behind) and behind[0].low in ("a", "an", "the") and _is_office(behind[1:])


def _is_office(words: Sequence[Word]) -> bool:
    """Whether words begin with what somebody is: "local activist", "head of"."""
    roles = lexicon("source_roles")
    return TITLES.any(words) or roles["spokesman"].any(words)


def _is_short(word: Word) -> bool:
    """Whether a full stop may stand behind a word of a name: "J. Roux", "Sec. Roux"."""
    return len(word.text) == 1 or word.low in SHORT or word.low.removesuffix("s") in SHORT


def _stops(text: str, tokens: Sequence[Word], end: int) -> bool:
    """A full stop that ends a sentence and not an initial or a title ("J. Roux", "Gen. Roux")."""
    between = text[tokens[end - 1].end : tokens[end].start]
    return ("." in between and len(tokens[end - 1].text) > 4) or "\n" in between


def _inner(text: str, tokens: Sequence[Word], at: int, end: int) -> int:
    """Past "of", "for the" and the like, where the run names a body and goes on in capitals."""
    word = tokens[end].low
    named = tokens[at:end]
    if word not in PARTICLES and title_length(named):
        # "President Roux and Secretary Stane" are two, "Governor Roux on Monday" is one.
        return end
    organ = word in PARTICLES or (word in INNER and ORGANS.any(named))
    organ = organ or (word == "of" and named[-1].low in TITLES)
    if not organ:
        return end
    for skip in (1, 2):
        if end + skip >= len(tokens) or BREAKS.search(
            text, tokens[end + skip - 1].end, tokens[end + skip].start
        ):
            return end
        if tokens[end + skip].low in DAYS:
            return end
        if tokens[end + skip].capital:
            return end + skip + 1
        if tokens[end + skip].low not in INNER:
            return end
    return end


def title_length(run: Sequence[Word]) -> int:
    """Words of an office at the head of a run: 2 of "Justice Minister Ana Roux", else 0."""
    last, titled = 0, False
    at = 0
    while at < len(run):
        title, organ = TITLES.match(run, at), ORGANS.match(run, at)
        end = max(title, organ)
        # An organ's name may end in an office: "Foreign Minister".
        titled = titled or bool(title) or (end > 0 and run[end - 1].low in TITLES)
        last = end or last
        at = end or at + 1
    rest = run[last:]
    plain = bool(rest) and len(rest) <= 4 and rest[0].low not in LINKING
    return last if titled and plain else 0


LINKING = INNER - PARTICLES
"""What stands inside the name of a body, and of no person."""


def _places(tokens: Sequence[Word], runs: Sequence[Run]) -> tuple[frozenset[str], frozenset[str]]:
    """Names that stand behind "in" and the like, names with an adjective; and the adjectives."""
    surnames = {run.name[-1] for run in runs if len(run.name) > 1}
    titled = {run.name[-1] for run in runs if run.title}
    located = {
        " ".join(run.name)
        for run in runs
        if run.before in LOCATIVE
        and not run.parted
        # "Money from Wells Parenthood": what is longer than a word may be anybody.
        and not (run.before == "from" and len(run.name) > 1)
        # "a paper from Roux" beside "Ana Roux", "all around Roux" beside "Mr Roux", "in Roux's
        # complaint" name no place.
        and not (
            len(run.name) == 1
            and (run.before != "in" or run.words[-1].possessive)
            and run.name[0] in surnames | titled
        )
    }
    places = {name for name in located if name and not ORGANS.any(words(name))}
    named, adjectives = _with_adjectives({word.low for word in tokens if word.capital})
    return frozenset(places | named), adjectives


ADJECTIVE = ("an", "ans", "ish", "ese", "i", "is", "ic")
SHORT_ENDING = ("is", "ic")
NO_PLACE = ("ian", "ish", "ese", "ans")
Behind = dict[str, dict[int, set[str]]]
"""By the stem that words begin with: how long they are, and two letters that come next in them."""


def _with_adjectives(capitals: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names beside which their adjective stands in the text ("veska", "veskan"), and the
    adjectives: both share all but three letters and at least four.

    Linear, however many names begin alike: of those with one stem little is kept.
    """
    capitals = tuple(capitals)
    adjectives = [low for low in capitals if low.endswith(ADJECTIVE)]
    behind: Behind = {}
    for low in adjectives:
        _keep(behind, low, _stems(low, 6, adjective=True))
    named: Behind = {}
    places = set()
    for low in capitals:
        if low.endswith(NO_PLACE):
            continue
        stems = [at for at in _stems(low, 3) if low[:at] in behind]
        _keep(named, low, stems)
        if _meets(behind, low, stems):
            places.add(low)
    found = (low for low in adjectives if _meets(named, low, _stems(low, 6, adjective=True)))
    return frozenset(places), frozenset(found)


def _stems(low: str, ending: int, adjective: bool = False) -> Iterable[int]:
    """Where the stem of a word may end: up to ``ending`` letters before its last."""
    for at in range(max(4, len(low) - ending), len(low) + 1):
        # "Veris" is no adjective of "Veristan": a short ending is none of the stem.
        whole = at > len(low) - 2 and low.endswith(SHORT_ENDING)
        if not adjective or (low[at - 2 :].endswith(ADJECTIVE) and not whole):
            yield at


def _keep(behind: Behind, low: str, stems: Iterable[int]) -> None:
    for at in stems:
        letters = behind.setdefault(low[:at], {}).setdefault(len(low), set())
        if len(letters) < 2:
            letters.add(low[at : at + 1])


def _meets(behind: Behind, low: str, stems: Iterable[int]) -> bool:
    """Whether another word goes on otherwise behind a stem of this one, and is about as long."""
    return any(
        abs(size - len(low)) <= 3 and bool(letters - {low[at : at + 1]})
        for at in stems
        for size, letters in behind.get(low[:at], {}).items()
    )


PARTISANS = single_words("source_functions", "partisan")
"""What many in a place are: "democrat", "resident"."""
NO_SURNAMES = single_words("source_functions", "firm_end") | PARTISANS
"""Last words that make no name a person's: "Tern Foods", "Lesk Democrat"."""


def is_person(run: Run, places: frozenset[str]) -> bool:
    """Whether a run names a person: a title before it, or two to four plain words."""
    name = run.words[run.title :]
    if not name or " ".join(run.name) in places or ORGANS.any(name):
        return False
    if name[-1].low in MANY or any(word.low in CAUSES for word in name):
        return False
    # "Rep. Ana Lesk" is she, though there is a Lesk.
    if any(word.low in places for word in name[: 1 if run.title else 2]) or CAPTIVE.any(name):
        return False
    if run.title:
        return True
    if name[-1].low in NO_SURNAMES or not 2 <= len(name) <= 4 or run.before == "the":
        return False
    acronym = any(
        len(word.text) > 1 and word.text.isupper() and word.low not in NUMERALS for word in name
    )
    digits = any(character.isdigit() for word in name for character in word.text)
    return not acronym and not digits


# "al-Karrim", "el-Karrim"
ARTICLE = re.compile(r"[ae]l-(?=\w{3})", re.IGNORECASE)
# "Agency for Wells (AFW)"
BRACKETED = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")


def _acronyms(text: str, tokens: Sequence[Word]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in BRACKETED.finditer(text):
        at = bisect_left(tokens, match.start(), key=lambda word: word.start)
        start = at
        while start > 0 and at - start < 10:
            word = tokens[start - 1]
            if not (word.capital or word.low in INNER) or word.low in STOPS - INNER:
                break
            start -= 1
        while start < at and tokens[start].low in INNER:
            start += 1
        if at - start >= 1 and _close(text, tokens, start, match.start()):
            yield match[1].casefold(), tuple(word.low for word in tokens[start:at])


def _close(text: str, tokens: Sequence[Word], start: int, bracket: int) -> bool:
    return not re.search(r"[.;:()]", text[tokens[start].start : bracket])
