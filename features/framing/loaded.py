"""Loaded words: what a tagger (or, without one, the lexicon) proposes, less what never is loaded.

The lexicon is evidence, not a judge: it gives a category and an intensity, and it excludes what
the gold guidelines exclude (topic words, names of bodies, fixed terms, who or what was hit, and
labels that are accurate as used). Lexicons alone reach a word F1 of .04 to .21 on BABE
(Spinde et al. 2021), so whatever a trained tagger proposes goes before the lexicon's proposals.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from features.evidence import Document, Loaded, Span, Voices
from features.phrases import Match, Phrases, Word, entries, phrases, small_words, words_of
from features.wordlist import sections

CATEGORIES = (
    "dehumanising",
    "name_calling",
    "demonising",
    "deceit",
    "fear",
    "pity",
    "outrage",
    "ridicule",
    "virtue",
    "combative",
    "absolutist",
    "intensifier",
    "side_label",
)
"""Own categories; the first wins where two lists hold an entry at one intensity."""

LABELS = frozenset({"dehumanising", "name_calling", "demonising", "side_label", "ridicule"})
"""Categories that stay loaded in front of a name ("Crooked Mara Venn")."""

HEADLINE = 8
"""Words in a row with capitals that are too many for a name: a headline inside a sentence."""
SHORT_HEADLINE = 5
"""The same where a small word among them has a capital: "Cheers About Dock"."""

SCORES = {1: 0.3, 2: 0.55, 3: 0.8}
"""Score of a lexicon proposal by intensity; a tagger's own score replaces it."""

HYPHENS = ("-", "\u2010", "\u2011")
_COURT = "@court"
_POSSESSIVE = ("'s", "\u2019s")
# "lies 12 kilometers from the border", "lies about 420 km east": no lie
_LIES = re.compile(
    r"\bl(?:ies|ie|ay|ying)(?: (?:about|only|also|just|some|nearly|over))? \d[\d.,]*[ -]?"
    r"(?:km|mi|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|yards|hours?|minutes?)\b"
)


class Scored(Protocol):
    """Anything with offsets and a score, as a tagger yields it."""

    @property
    def start(self) -> int:
        """Code point at which it begins."""

    @property
    def end(self) -> int:
        """Code point one past its last."""

    @property
    def score(self) -> float:
        """Probability in [0, 1]."""


@dataclass(frozen=True, slots=True, order=True)
class Proposal(Span):
    """A stretch that may be loaded, with a score in [0, 1]."""

    score: float = 0.0


class Entry(NamedTuple):
    """What the lexicon says of a word or phrase."""

    category: str
    intensity: int


@cache
def lexicon() -> Phrases[Entry]:
    """All categories in one list; at one word the highest intensity wins."""
    rows = sorted(
        (
            (-intensity, order, entry)
            for order, category in enumerate(CATEGORIES)
            for intensity, entry in _graded(category)
        ),
        key=lambda row: row[:2],
    )
    return Phrases((entry, Entry(CATEGORIES[order], -i)) for i, order, entry in rows)


def _graded(category: str) -> Iterator[tuple[int, str]]:
    for line in sections(f"loaded_{category}")[""]:
        grade, _, rest = line.partition(":")
        for entry in rest.split(","):
            if entry := entry.strip():
                yield int(grade), entry


@cache
def _accurate() -> Phrases[tuple[str, ...]]:
    """Labels with the words that show them to be accurate; a court or body counts as such."""
    courts = tuple(entries("framing_courts"))
    rows: list[tuple[str, tuple[str, ...]]] = []
    for line in sections("framing_accurate_labels")[""]:
        label, _, rest = line.partition(":")
        evidence = [item.strip() for item in rest.split(",")]
        shown = [item for item in evidence if item != _COURT]
        rows.append((label, (*shown, *(courts if _COURT in evidence else ()))))
    return Phrases(rows)


class Reading:
    """A document's words with what the lists say of them; made once a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = words_of(document.text)
        self._starts = [word.start for word in self.words]
        self.entries: list[Match[Entry]] = list(lexicon().find(self.words))
        """Lexicon entries in the text, disjoint, in order."""
        self._fixed = list(phrases("framing_fixed_terms").find(self.words))
        self._shown: dict[tuple[tuple[str, ...], int], bool] = {}
        self._titled: dict[int, bool] = {}

    def inside(self, span: Span) -> range:
        """Indices of the words that begin inside a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """The stretch of words ``[first, last)``."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def strongest(self, inside: range) -> Match[Entry] | None:
        """The lexicon entry of highest intensity that touches the words, the longer one first."""
        first = bisect_right(self.entries, inside.start, key=lambda m: m.last)
        best: Match[Entry] | None = None
        for i in range(first, len(self.entries)):
            match = self.entries[i]
            if match.first >= inside.stop:
                break
            if best is None or _weight(match) > _weight(best):
                best = match
        return best

    def in_fixed_term(self, inside: range) -> bool:
        """Whether the words lie within a fixed term ("first aid")."""
        i = bisect_right(self._fixed, inside.start, key=lambda m: m.last)
        return (
            i < len(self._fixed)
            and self._fixed[i].first <= inside.start
            and inside.stop <= self._fixed[i].last
        )

    def whole(self, inside: range) -> range:
        """The words grown to the left to the whole of a word with hyphens ("tongued" of
        "sharp-tongued"); none where they leave out its end ("Ex" of "Ex-Baker")."""
        first = inside.start
        while self._hyphened(first - 1):
            first -= 1
        return range(0) if self._hyphened(inside.stop - 1) else range(first, inside.stop)

    def _hyphened(self, i: int) -> bool:
        """Whether a hyphen alone parts word ``i`` from the next."""
        if not 0 <= i < len(self.words) - 1:
            return False
        return self.document.text[self.words[i].end : self.words[i + 1].start] in HYPHENS

    def is_place(self, inside: range) -> bool:
        """Whether the words tell how far off a place lies."""
        return _LIES.match(self.document.text, self.words[inside.start].start) is not None

    def is_plain(self, inside: range) -> bool:
        """Whether nothing is left beside topic words, function words and who or what was hit."""
        small = small_words() | small_words("particles")
        topics, hit = phrases("framing_topic_words"), phrases("framing_who_was_hit")
        return all(
            word in small or word in topics or word in hit or word.isdigit()
            for word in (self.words[i].lower for i in inside)
        )

    def is_accurate(self, inside: range) -> bool:
        """Whether the words are a label and the text near it shows what it says."""
        labels = _accurate().find(self.words[inside.start : inside.stop + 1])
        return any(
            self._shows(match.value, self._sentence(inside.start + match.first))
            for match in labels
            if match.first < len(inside)
        )

    def _shows(self, evidence: tuple[str, ...], sentence: int) -> bool:
        key = (evidence, sentence)
        if key not in self._shown:
            near = self.document.sentences[max(0, sentence - 1) : sentence + 2]
            inside = self.inside(Span(near[0].start, near[-1].end)) if near else range(0)
            text = f" {' '.join(self.words[i].lower for i in inside)} "
            self._shown[key] = any(f" {item.replace('-', ' ')} " in text for item in evidence)
        return self._shown[key]

    def is_name(self, inside: range, category: str | None) -> bool:
        """Whether the words are part of a name: of a body, of a person, or (unless a label) of
        anything. A label before a name is none ("Crooked Dorne"), one after it may be a surname.

        Capitals tell nothing at the start of a sentence or in a headline, and an account's name
        ("@neutralized") needs none.
        """
        if self.document.text[max(0, self.words[inside.start].start - 1)] == "@":
            return True
        label = category in LABELS
        capitals = [i for i in inside if self._capital(i)]
        if not capitals or self._is_titled(capitals[0]):
            return False
        run = self._run(capitals[0])
        if not all(i in run or self.words[i].lower in small_words() for i in inside):
            return False
        if len(run) == 1:
            return not label and not self._opens(run.start)
        bodies = phrases("framing_institutions")
        if any(self.words[i].lower in bodies for i in run if self._capital(i)):
            return True
        if self._is_headline(run):
            return False
        if label:
            return category != "side_label" and self._is_surname(inside, run)
        return not all(self.words[i].lower in lexicon() for i in run)

    def _is_headline(self, run: range) -> bool:
        """Whether words in a row have too many capitals for a name, and no clause goes on behind
        them, as it does behind a title ("The Brutal Band Of Orsk played")."""
        end = self.words[run.stop - 1].end
        if self.document.text[end : end + 2].strip().isalpha():
            return False
        large = [i for i in run if self._capital(i)]
        small = any(self.words[i].lower in small_words() for i in large if i > run.start)
        return len(large) >= (SHORT_HEADLINE if small else HEADLINE)

    def _is_surname(self, inside: range, run: range) -> bool:
        """Whether a label in capitals ends a name or its owner's ("Red Bull's"), and is none by its
        first word ("Hope Hicks", not "Fascist Dorne")."""
        end = self.words[inside.stop - 1].end
        if inside.stop != run.stop and self.document.text[end : end + 2] not in _POSSESSIVE:
            return False
        if inside.start > run.start:
            return True
        first = lexicon().at(self.words, inside.start) if len(inside) > 1 else None
        last = lexicon().at(self.words, inside.stop - 1)
        return last is not None and (first is None or first.value.category not in LABELS)

    def _capital(self, i: int) -> bool:
        word = self.document.text[self.words[i].start : self.words[i].end]
        return word[:1].isupper() and not (len(word) > 4 and word.isupper())

    def _opens(self, i: int) -> bool:
        """Whether a word opens a sentence or follows an opening mark or a colon."""
        before = self.document.text[max(0, self.words[i].start - 2) : self.words[i].start]
        start = self.document.sentences[self._sentence(i)].start
        return self.words[i].start <= start + 1 or any(c in "\"'“‘«:.!?(\n" for c in before)

    def _sentence(self, i: int) -> int:
        return self.document.sentence_at(self.words[i].start)

    def _run(self, i: int) -> range:
        """Capitalised words in a row around word ``i``, small words of names between them."""
        first = last = i
        for step in range(1, 9):
            j = i - step
            if j < 0 or not self._joined(j):
                break
            if self._capital(j):
                first = j
            elif self.words[j].lower not in small_words("in_names"):
                break
        for step in range(1, 9):
            j = i + step
            if j >= len(self.words) or not self._joined(j - 1):
                break
            if self._capital(j):
                last = j
            elif self.words[j].lower not in small_words("in_names"):
                break
        return range(first, last + 1)

    def _joined(self, i: int) -> bool:
        """Whether a blank or a hyphen alone parts word ``i`` from the next."""
        gap = self.document.text[self.words[i].end : self.words[i + 1].start]
        return gap in (" ", "-", "'s ", "\u2019s ")

    def _is_titled(self, i: int) -> bool:
        sentence = self._sentence(i)
        if sentence not in self._titled:
            self._titled[sentence] = self._titles(sentence)
        return self._titled[sentence]

    def _titles(self, sentence: int) -> bool:
        span = self.document.sentences[sentence]
        if self.document.text[span.end - 1 : span.end] == ".":
            return False
        longer = [i for i in self.inside(span) if self.words[i].end - self.words[i].start > 3]
        big = sum(self.document.text[self.words[i].start].isupper() for i in longer)
        return len(longer) >= 3 and big >= 0.65 * len(longer)


def _weight(match: Match[Entry]) -> tuple[int, int]:
    return match.value.intensity, match.last - match.first


def lexicon_spans(reading: Reading, least: int = 2) -> tuple[Proposal, ...]:
    """What the lexicon proposes alone: entries of at least the intensity ``least``."""
    return tuple(
        Proposal(span.start, span.end, SCORES[match.value.intensity])
        for match in reading.entries
        if match.value.intensity >= least
        for span in [reading.span(match.first, match.last)]
    )


def loaded_from(
    document: Document,
    scored: Iterable[Scored],
    voices: Voices,
    reading: Reading | None = None,
) -> tuple[Loaded, ...]:
    """The proposals that stand, on whole words, with voice, category (or None) and score.

    A proposal falls where it is a fixed term, plain topic words or who was hit, part of a name,
    or a label that the text shows to be accurate; the reasons are those of the gold guidelines.
    Sorted and disjoint: of two that overlap the higher score stays.
    """
    read = reading or Reading(document)
    found = [
        Loaded(span.start, span.end, voices.at(span), category, proposal.score)
        for proposal in scored
        for span, category in _judged(read, proposal)
    ]
    return _disjoint(found)


def _judged(reading: Reading, proposal: Scored) -> Iterator[tuple[Span, str | None]]:
    inside = _trimmed(reading, reading.inside(_whole(reading, proposal)))
    if not inside:
        return
    match = reading.strongest(inside)
    if match is None:
        inside = reading.whole(inside)
        if not inside:
            return
    phrase = match is not None and match.last - match.first > 1 and match.value.intensity > 1
    category = match.value.category if match else None
    if (
        reading.in_fixed_term(inside)
        or reading.is_place(inside)
        or (not phrase and reading.is_plain(inside))
        or reading.is_name(inside, category)
        or reading.is_accurate(inside)
    ):
        return
    yield reading.span(inside.start, inside.stop), category


def _whole(reading: Reading, proposal: Scored) -> Span:
    """The proposal grown to the left to a whole word that it cuts."""
    words: Sequence[Word] = reading.words
    i = bisect_right(words, proposal.start, key=lambda word: word.start) - 1
    cut = i >= 0 and words[i].end > proposal.start
    return Span(words[i].start if cut else proposal.start, max(proposal.start, proposal.end))


def _trimmed(reading: Reading, inside: range) -> range:
    first, last = inside.start, inside.stop
    while first < last and reading.words[first].lower in small_words():
        first += 1
    while last > first and reading.words[last - 1].lower in small_words():
        last -= 1
    entry = reading.strongest(range(first, last)) if first < last else None
    if entry is not None and entry.first < first and entry.first >= inside.start:
        first = entry.first
    if entry is not None and last < entry.last <= inside.stop:
        last = entry.last
    return range(first, last)


def _disjoint(found: Sequence[Loaded]) -> tuple[Loaded, ...]:
    kept: list[Loaded] = []
    for loaded in sorted(found):
        if kept and loaded.start < kept[-1].end:
            if loaded.score > kept[-1].score:
                kept[-1] = loaded
        else:
            kept.append(loaded)
    return tuple(kept)
