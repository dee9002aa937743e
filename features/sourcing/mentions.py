"""What the words that name a source are made of: a name, a head noun, a pronoun, titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from features.evidence import Document, Span
from features.sourcing.words import Phrases, Word, lexicon, single_words, within, words

Form = Literal["pronoun", "one", "indefinite", "definite", "name", "bare"]

SHE = frozenset({"she", "her", "herself", "hers"})
HE = frozenset({"he", "his", "him", "himself"})
PERSONS = SHE | HE | {"who", "whom", "whose"}
THEY = frozenset({"they", "their", "them", "both", "these", "those", "all"})
IT = frozenset({"it", "its", "which", "that", "this"})
SELF = frozenset({"i", "we", "my", "our", "me", "us"})
YOU = frozenset({"you", "your", "one's"})
ONES = frozenset({"one", "another", "others", "some", "many", "several", "two", "three", "most"})
ARTICLES = frozenset({"a", "an", "one", "another", "two", "three", "several", "some", "other"})
QUANTITIES = ONES | single_words("source_functions", "quantity")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our"})
STOPS = single_words("source_functions", "stop")
INNER = single_words("source_functions", "inner")
PARTICLES = frozenset(
    {"de", "del", "al", "el", "bin", "ibn", "von", "van", "der", "la", "da", "di", "du"}
)
LOCATIVE = frozenset({"in", "from", "near", "across", "outside", "inside", "into", "around"})
MANGLED = frozenset({"â", "Â", "Ã"})
"""What is left of a closing mark that was read in the wrong encoding: 'âx she said'."""
BREAKS = re.compile(r"[^\s\-‑.'’&/]")
"""A sign that parts two names: "Ana Roux, a baker" has one after "Roux"."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together. ``title`` words at its head name an office."""

    words: tuple[Word, ...]
    title: int
    before: str

    @property
    def span(self) -> Span:
        """From its first letter to its last."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def name(self) -> tuple[str, ...]:
        """Its words, folded, without the titles."""
        return tuple(word.low for word in self.words[self.title :])


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of one source span, taken apart."""

    span: Span
    words: tuple[Word, ...]
    form: Form
    name: tuple[str, ...]
    person: bool
    head: str | None
    acronym: str | None = None

    @property
    def low(self) -> tuple[str, ...]:
        """All its words, folded."""
        return tuple(word.low for word in self.words)


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
        if not word.text.isupper()
        and (CAMEL.fullmatch(word.text) or (i + 1 < len(tokens) and of_firms.match(tokens, i + 1)))
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
    for run in runs:
        if is_person(run, located) and len(run.name) >= 2:
            persons.setdefault(run.name[-1], run.name)
    for name in list(persons.values()):
        # Some are called by their first name later on.
        persons.setdefault(name[0], name)
    by_last: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_last[run.words[-1].low].append(run)
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
        if len(content) >= 5 and capitals > 0.8 * len(content):
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
        end = _run_end(document.text, tokens, at)
        run = tuple(tokens[at:end])
        before = tokens[at - 1].low if at else ""
        if document.sentence_at(run[0].start) not in shouting:
            yield Run(run, _title_length(run), before)
        at = end


def _names(tokens: Sequence[Word], at: int, starts: set[int], known: frozenset[str]) -> bool:
    word = tokens[at]
    if not word.capital or word.low in STOPS:
        return False
    # A sentence begins with a capital whatever its first word is.
    if word.start not in starts or (word.text.isupper() and len(word) > 1):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    # "Speaking" and "Finally" begin sentences, "Beijing said" and "Italy said" name
    if word.low.endswith(("ing", "ly")):
        return following is not None and _is_verb(following.low)
    if word.low in QUANTITIES:
        return False
    if following is not None and following.capital:
        return True
    if _is_noun(word.low):
        return False
    return word.possessive or word.low in known or following is None or _is_verb(following.low)


@cache
def _is_verb(low: str) -> bool:
    cues = lexicon("cues")
    return low in STOPS or any(
        low in cues[section] for section in ("say", "frame", "deny", "accuse")
    )


@cache
def _is_noun(low: str) -> bool:
    """Whether the lists of sources know a word as a common noun."""
    sections = (*lexicon("source_nouns").values(), lexicon("source_roles")["voice"])
    return any(low in phrases for phrases in sections)


def _run_end(text: str, tokens: Sequence[Word], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < 12 and not tokens[end - 1].possessive:
        if BREAKS.search(text, tokens[end - 1].end, tokens[end].start) or _stops(text, tokens, end):
            break
        if tokens[end].capital and tokens[end].low not in STOPS:
            end += 1
        elif (inner := _inner(text, tokens, at, end)) > end:
            end = inner
        else:
            break
    return end


def _stops(text: str, tokens: Sequence[Word], end: int) -> bool:
    """A full stop that ends a sentence and not an initial or a title ("J. Roux", "Gen. Roux")."""
    between = text[tokens[end - 1].end : tokens[end].start]
    return ("." in between and len(tokens[end - 1].text) > 4) or "\n" in between


def _inner(text: str, tokens: Sequence[Word], at: int, end: int) -> int:
    """Past "of", "for the" and the like, where the run names a body and goes on in capitals."""
    word = tokens[end].low
    named = tokens[at:end]
    organ = word in PARTICLES or (word in INNER and ORGANS.any(named))
    organ = organ or (word == "of" and named[-1].low in TITLES)
    if not organ:
        return end
    for skip in (1, 2):
        if end + skip >= len(tokens) or BREAKS.search(
            text, tokens[end + skip - 1].end, tokens[end + skip].start
        ):
            return end
        if tokens[end + skip].capital:
            return end + skip + 1
        if tokens[end + skip].low not in INNER:
            return end
    return end


def _title_length(run: Sequence[Word]) -> int:
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
    plain = bool(rest) and len(rest) <= 4 and rest[0].low not in INNER - PARTICLES
    return last if titled and plain else 0


def _places(tokens: Sequence[Word], runs: Sequence[Run]) -> tuple[frozenset[str], frozenset[str]]:
    """Names that stand behind "in" and the like, names with an adjective; and the adjectives."""
    surnames = {run.name[-1] for run in runs if len(run.name) > 1}
    located = {
        " ".join(run.name)
        for run in runs
        if run.before in LOCATIVE
        # "a paper from Roux" beside "Ana Roux" names no place.
        and not (run.before == "from" and len(run.name) == 1 and run.name[0] in surnames)
    }
    places = {name for name in located if name and not ORGANS.any(words(name))}
    named, adjectives = _with_adjectives({word.low for word in tokens if word.capital})
    return frozenset(places | named), adjectives


ADJECTIVE = ("an", "ans", "ish", "ese", "i", "is", "ic")
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
        if not adjective or low[at - 2 :].endswith(ADJECTIVE):
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


def is_person(run: Run, places: frozenset[str]) -> bool:
    """Whether a run names a person: a title before it, or two to four plain words."""
    name = run.words[run.title :]
    if not name or " ".join(run.name) in places or ORGANS.any(name):
        return False
    if name[-1].low in MANY or any(word.low in CAUSES for word in name):
        return False
    if any(word.low in places for word in name[:2]) or CAPTIVE.any(name):
        return False
    if run.title:
        return True
    acronym = any(len(word.text) > 1 and word.text.isupper() for word in name)
    digits = any(character.isdigit() for word in name for character in word.text)
    return 2 <= len(name) <= 4 and run.before != "the" and not acronym and not digits


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
        if at - start >= 1 and _close(text, tokens, start, at, match.start()):
            yield match[1].casefold(), tuple(word.low for word in tokens[start:at])


def _close(text: str, tokens: Sequence[Word], start: int, at: int, bracket: int) -> bool:
    return not re.search(r"[.;:()]", text[tokens[start].start : bracket])


def mention_of(document: Document, names: Names, span: Span) -> Mention:
    """The source span taken apart. Its head noun is the last noun before a preposition or comma."""
    tokens = tuple(within(names.tokens, span))
    while len(tokens) > 1 and tokens[0].text in MANGLED:
        tokens = tokens[1:]
    if not tokens:
        return Mention(span, (), "bare", (), False, None)
    form = _form(tokens)
    if form in ("pronoun", "one"):
        return Mention(span, tokens, form, (), False, None)
    run = _principal(document, names, span)
    name = run.name if run else ()
    person = run is not None and _is_known_person(run, names)
    if person and run is not None and _is_paper(document.text, tokens, run):
        # "an email to Roux" is not Roux.
        run, name, person = None, (), False
    if person and run is not None:
        form = "name"
        name = names.persons.get(name[-1], name) if len(name) == 1 else name
    elif run is not None and form in ("bare", "definite") and _covers_head(tokens, run):
        form = "name"
    if run is not None and not person and name:
        name = _body_name(document.text, tokens, run) or name
    acronym = name[0] if len(name) == 1 and name[0] in names.acronyms else None
    return Mention(span, tokens, form, name, person, _head(document.text, tokens), acronym)


def _is_paper(text: str, tokens: Sequence[Word], run: Run) -> bool:
    """Whether a document stands at the head of a phrase and the person only behind it."""
    zone = head_zone(text, tokens)
    head = next((w for w in reversed(zone) if w.low not in STOPS), None)
    papers = lexicon("source_nouns")["document_or_recording"]
    return head is not None and head.low in papers and run.words[0].start >= zone[-1].end


def _form(tokens: Sequence[Word]) -> Form:
    first = tokens[0].low
    # "US" is a state and "IT" mostly a shouted pronoun.
    shouted = tokens[0].text.isupper() and (len(first) > 2 or first == "us")
    if len(tokens) == 1 and not shouted and first in PERSONS | THEY | IT | SELF | YOU:
        return "pronoun"
    if len(tokens) <= 2 and first in ONES and (len(tokens) == 1 or tokens[1].low in STOPS):
        return "one"
    if first in ARTICLES:
        return "indefinite"
    return "definite" if first in DEFINITE else "bare"


def _principal(document: Document, names: Names, span: Span) -> Run | None:
    at = bisect_left(names.runs, span.start, key=lambda run: run.span.end)
    inside: list[Run] = []
    for run in names.runs[at:]:
        if run.span.start >= span.end:
            break
        cut = _told(tuple(word for word in run.words if word.start < span.end), span.start)
        if cut:
            inside.append(run if cut == run.words else Run(cut, _title_length(cut), run.before))
    if not inside:
        return _shouted(document, names, span)
    # "Roux's father" is not Roux.
    persons = [
        run
        for run in inside
        if _is_known_person(run, names) and not _owns(document.text, run, span)
    ]
    inside = [run for run in inside if run in persons or not _owns(document.text, run, span)]
    if not inside:
        return None
    comma = document.text.find(",", span.start, span.end)
    early = [run for run in persons if comma < 0 or run.span.start < comma]
    if early:
        return early[-1] if early[-1].title or len(early) == 1 else early[0]
    before = any(run.span.end <= comma for run in inside)
    if persons and _is_apposed(document.text, comma, persons[0], span, before):
        return persons[0]
    if persons and not before:
        return None
    bodies = [run for run in inside if not run.words[-1].possessive]
    organs = [run for run in bodies if ORGANS.any(run.words)]
    return (organs or bodies or inside)[0]


# ", who", " of the clinic": what may go on behind the name of somebody set beside his office
BESIDE = re.compile(r"[,.]?\s*(?:$|(?:who|which|of|from|at|in|that|whose)\b)")


def _is_apposed(text: str, comma: int, run: Run, span: Span, before: bool) -> bool:
    """Whether a name tells who the noun before the comma is: "The third man, Ana Roux," is she;
    "many, including Ana Roux," are many. With a name ``before`` the comma nothing may follow: "A
    Veskan lawyer, Ana Roux," is she, "Veska, Ana Roux and others" are several."""
    if text[comma + 1 : run.words[0].start].strip():
        return False
    return not before or BESIDE.match(text[run.span.end : span.end]) is not None


# "Aldova-based", "Veska-led": where a body sits or who leads it is not its name
SEATED = re.compile(r".+-(?:based|led|run|backed|owned|controlled|funded)")


def _told(words: tuple[Word, ...], start: int) -> tuple[Word, ...]:
    """The words of a run from ``start`` on, those before it too where the tagger cut a name in
    two: "Rights" of "Observatory for Rights"."""
    at = next((i for i, word in enumerate(words) if word.start >= start), len(words))
    if 0 < at < len(words) and words[at - 1].low in INNER:
        at = 0
    while at < len(words) and SEATED.fullmatch(words[at].low):
        at += 1
    return words[at:]


# "'s father", "’s former colleague"
OWNED = re.compile(r"(?:['’]s|(?<=s)['’]) (?:(?!and |or )[a-z-]+ ?){1,3}(?![a-z])")


def _owns(text: str, run: Run, span: Span) -> bool:
    """Whether a person's name only tells whose relative or colleague is meant."""
    match = OWNED.match(text, run.words[-1].end, span.end)
    if match is None or not run.words[-1].possessive:
        return False
    told = match.group().casefold().split()
    return any(word.strip("'’") in KIN for word in told)


KIN = single_words("source_functions", "kin")
"""Who stands behind another's name and is not he."""


def _shouted(document: Document, names: Names, span: Span) -> Run | None:
    """In a headline in capitals a run is a name only where the text below knows it."""
    if document.sentence_at(span.start) not in names.shouting:
        return None
    tokens = within(names.tokens, span)
    known = [w for w in tokens if w.low in names.persons or w.low in names.by_last]
    if known:
        return Run((known[-1],), 0, "")
    written = {word.low for run in names.runs for word in run.words}
    plain = tuple(w for w in tokens if w.low in written and not _is_noun(w.low))
    return Run(plain, _title_length(plain), "") if plain and not ORGANS.any(plain) else None


def _is_known_person(run: Run, names: Names) -> bool:
    name = run.name
    if not name:
        return False
    if is_person(run, names.places):
        return True
    return len(name) == 1 and name[0] in names.persons


def _covers_head(tokens: Sequence[Word], run: Run) -> bool:
    rest = [w for w in tokens if w not in run.words and w.low not in STOPS and not w.capital]
    return not rest or rest[0].start > run.span.end


def _body_name(text: str, tokens: Sequence[Word], run: Run) -> tuple[str, ...]:
    """The name of a body with its noun: "veskan army" where only "Veskan" has a capital."""
    zone = head_zone(text, tokens)
    lower = [w.low for w in zone if not w.capital and w.low not in STOPS]
    if not lower or run.words[0] not in zone:
        return ()
    return tuple(w.low for w in zone if w.low not in STOPS)


PREPOSITIONS = single_words("source_functions", "preposition")


def head_zone(text: str, tokens: Sequence[Word]) -> list[Word]:
    """The words of a phrase up to the preposition, comma or bracket behind its head noun."""
    zone: list[Word] = []
    for i, word in enumerate(tokens):
        content = any(w.low not in STOPS for w in zone)
        if content and word.low in PREPOSITIONS and not word.capital:
            break
        if content and re.search(r"[,(;:]", text[tokens[i - 1].end : word.start]):
            break
        zone.append(word)
    return zone


def _head(text: str, tokens: Sequence[Word]) -> str | None:
    zone = [word for word in head_zone(text, tokens) if word.low not in STOPS]
    return zone[-1].low if zone else None
