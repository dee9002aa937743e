"""Accusations: which sentences make a named body or person the agent of a grave act.

Read are the verb with its subject ("Veskan troops shelled"), the passive with its agent ("killed by
Veskan troops", "killed in Veskan air strikes"), the deed with its owner ("Veska's shelling"), and
the words that accuse ("accused Ana Roux of fraud", "charged with", "a lawsuit against"). An agent
without a name ("gunmen", "the army") is left out: nobody could be asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from features.evidence import Claim, Document, Span
from features.phrases import forms
from features.sourcing.clauses import FORMS_OF_BE
from features.sourcing.kinds import own_kind
from features.sourcing.names import ORGANS, STOPS, Names, is_person
from features.sourcing.stake import same_stem
from features.sourcing.words import Word, lexicon, within
from features.wordlist import words as entries

ALIKE = 64
"""Names with the same first letters that a word is compared with, so that time stays linear."""
LONGEST = 6
"""Words of the phrase that names an agent."""

TOLD = 12
"""Words between what accuses somebody and the act that he is accused of."""
CLAUSE = 45
"""Code points behind an accusing verb and its object in which stands what he is accused of."""

BETWEEN = FORMS_OF_BE.union(
    ("has", "have", "had", "also", "then", "later", "again", "repeatedly", "reportedly")
)
"""What may stand between an agent and what he does."""
UNREAL = frozenset(
    {
        *("not", "never", "no", "nor", "neither", "without", "will", "would", "could", "can"),
        *("may", "might", "must", "should", "shall", "to", "if", "cannot"),
    }
)
"""What makes of the act a denial, a plan or a possibility."""
RELATIVE = frozenset({"who", "which", "that"})
GOVERNS = frozenset(
    {
        *("about", "across", "against", "among", "at", "between", "by", "for", "from", "in"),
        *("inside", "into", "near", "of", "on", "over", "through", "to", "under", "with"),
    }
)
"""What makes of the name behind it a place, a victim or an owner: "clinics in Veska"."""
OBJECTLESS = GOVERNS | frozenset(
    {"after", "and", "as", "before", "but", "during", "or", "since", "when", "where", "while"}
)
"""What stands behind a participle and not before an object: "killed in", "shelled by"."""
NEXT_CLAUSE = (
    FORMS_OF_BE
    | RELATIVE
    | {"after", "because", "before", "but", "since", "when", "where", "while"}
)
"""What begins another clause behind an accusation: "accused of fraud after nine were killed by"."""
THEMSELVES = frozenset({"himself", "herself", "themselves", "itself"})
# Between two words of one phrase: "Veskan troops", "air-force"
_TIGHT = re.compile(r"[ \u00a0‑-]*")
# What ends the clause in which an accusation says of what
_CLAUSE = re.compile(r"[,.;:!?\n\"“”()]")
# What ends the stretch in which an agent belongs to an act
_STOP = re.compile(r"[.;:!?\n]")


@dataclass(frozen=True, slots=True)
class Charge:
    """One accusation: its agent's words, the names among them, and the sentence it stands in."""

    agent: Span
    act: Span
    names: tuple[str, ...]
    person: bool
    claim: Claim


def charges_in(document: Document, names: Names, claims: Sequence[Claim]) -> Iterator[Charge]:
    """Every accusation in the claims of a document, in the order of the text.

    A claim that the author cites in order to reject it accuses nobody.
    """
    seen: set[int] = set()
    known: dict[str, list[str]] = {}
    for low in dict.fromkeys(word.low for run in names.runs for word in run.words):
        akin = known.setdefault(low[:3], [])
        if len(akin) < ALIKE:
            akin.append(low)
    for claim in claims:
        if not claim.is_claim or claim.stance == "refuted" or claim.sentence in seen:
            continue
        seen.add(claim.sentence)
        tokens = within(names.tokens, claim.span)
        if not _is_title(tokens):
            inside = frozenset(_in_names(names, claim.span))
            yield from _Sentence(document.text, names, tokens, claim, inside, known).charges()


def _in_names(names: Names, span: Span) -> Iterator[int]:
    """Where the words of the names in a span begin."""
    first = bisect_left(names.runs, span.start, key=lambda run: run.words[-1].start)
    for at in range(first, len(names.runs)):
        if names.runs[at].words[0].start >= span.end:
            return
        yield from (word.start for word in names.runs[at].words)


def _is_title(tokens: Sequence[Word]) -> bool:
    """Whether a line has a capital on nearly every word, where capitals tell no names."""
    content = [word for word in tokens if word.low not in STOPS and word.text[0].isalpha()]
    return len(content) >= 4 and sum(word.capital for word in content) > 0.7 * len(content)


@cache
def _acts() -> frozenset[str]:
    """The verbs with an object in every form they take."""
    return frozenset(form for entry in entries("accusations", "act") for form in forms(entry))


@cache
def _triggers() -> frozenset[str]:
    """The words that an accusation can begin with."""
    found = lexicon("accusations")
    sections = ("deed", "alone", "behind", "accused", "accuse", "against")
    return _acts().union(*(found[section].by_first for section in sections))


def _is_unreal(word: Word) -> bool:
    return word.low in UNREAL or word.low.endswith("n't")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of one claim's sentence, looked through for acts and who did them."""

    text: str
    names: Names
    tokens: Sequence[Word]
    claim: Claim
    in_names: frozenset[int]
    """Where the words of names begin."""
    known: Mapping[str, Sequence[str]]
    """The words of all names in the text, by their first three letters."""

    def charges(self) -> Iterator[Charge]:
        """The accusations, in order of their acts."""
        found = lexicon("accusations")
        for i, word in enumerate(self.tokens):
            if word.low not in _triggers():
                continue
            if i and (word.capital or _is_unreal(self.tokens[i - 1])):
                continue
            if word.low in _acts():
                yield from self._of_act(i, i + 1)
            if end := found["deed"].match(self.tokens, i):
                yield from self._charge(self._owner(i), i, end)
                yield from self._charge(self._by(i, end), i, end)
            if end := found["behind"].match(self.tokens, i) or found["alone"].match(self.tokens, i):
                yield from self._charge(self._subject(i, passive=True), i, end)
            if end := self._accused(i):
                yield from self._charge(self._subject(i, passive=True, apart=True), i, end)
            elif end := found["accuse"].match(self.tokens, i) or found["against"].match(
                self.tokens, i
            ):
                yield from self._charge(self._behind(end), i, end)

    def _of_act(self, i: int, end: int) -> Iterator[Charge]:
        going = self.tokens[i].low.endswith("ing")
        if not going:
            yield from self._charge(self._by(i, end), i, end)
        # "Veska is bombing": without a form of "to be" the word is a noun more often than not.
        if self._has_object(end) and (not going or (i and self.tokens[i - 1].low in FORMS_OF_BE)):
            yield from self._charge(self._subject(i, passive=going), i, end)

    def _has_object(self, end: int) -> bool:
        if end >= len(self.tokens) or not self._tight(end):
            return False
        if self.tokens[end].low in OBJECTLESS | THEMSELVES:
            return False
        return not lexicon("accusations")["no_victim"].any(self.tokens[end : end + 5])

    def _tight(self, at: int) -> bool:
        """Whether nothing but a space parts the word at an index from the one before it."""
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start].removeprefix("'s")
        return _TIGHT.fullmatch(gap.removeprefix("’s")) is not None

    def _subject(self, i: int, passive: bool, apart: bool = False) -> tuple[int, int] | None:
        """The phrase right before a verb: "Veskan troops have" before "shelled".

        ``passive`` allows a form of "to be" between, ``apart`` a comma ("Roux, accused of").
        """
        j = i - 1
        while j >= 0 and self._tight(j + 1) and self._between(self.tokens[j].low, passive):
            j -= 1
        if j < 0 or _is_unreal(self.tokens[j]):
            return None
        relative = self.tokens[j].low in RELATIVE
        if relative:
            j -= 1
        if j < 0 or not (self._tight(j + 1) or ((relative or apart) and self._comma(j + 1))):
            return None
        start, times = j, lexicon("accusations")["time"]
        while start > 0 and j - start < LONGEST - 1 and self._tight(start):
            word = self.tokens[start - 1]
            if word.low in STOPS or word.possessive or word.low in times:
                break
            start -= 1
        before = start - 1
        if before >= 0 and self.tokens[before].low in ("a", "an"):
            # "A Veskan air strike" is Veska's; "a Democrat" is nobody in particular.
            if self.tokens[j].low not in lexicon("conflict")["armed"]:
                return None
            before -= 1
        if before >= 0 and self.tokens[before].low in ("the", "its", "their"):
            before -= 1
        governed = before >= 0 and self._near(before, start)
        if governed and self.tokens[before].low in GOVERNS:
            return None
        return self._named(start, j + 1)

    def _between(self, low: str, passive: bool) -> bool:
        return (low in BETWEEN and (passive or low not in FORMS_OF_BE)) or (
            low.endswith("ly") and len(low) > 4
        )

    def _comma(self, at: int) -> bool:
        return self.text[self.tokens[at - 1].end : self.tokens[at].start].strip() == ","

    def _near(self, one: int, other: int) -> bool:
        """Whether no sign stands between two words."""
        gap = self.text[self.tokens[one].end : self.tokens[other].start]
        return not any(sign in gap for sign in ',.;:!?"“”()\n')

    def _accused(self, i: int) -> int:
        """Past the words by which somebody is accused in the passive ("accused of", "was accused on
        Monday"), 0 where there are none."""
        found = lexicon("accusations")
        end = found["accused"].match(self.tokens, i)
        if end or not self.tokens[i].low.endswith("ed"):
            return end
        j = i - 1
        while j >= 0 and self._between(self.tokens[j].low, passive=True):
            if self.tokens[j].low in FORMS_OF_BE:
                return found["accuse"].match(self.tokens, i)
            j -= 1
        return 0

    def _is_told_of(self, i: int, by: int) -> bool:
        """Whether what somebody is accused of stands at an index, so that "by" brings in who
        accuses him: "Roux was accused of torture by the mayor"."""
        for k in range(i - 1, max(-1, i - TOLD), -1):
            if end := self._accused(k):
                told = self.tokens[end:by]
                gap = self.text[self.tokens[end - 1].end : self.tokens[by].start]
                listed = gap.rpartition(",")[2].split()
                one = "," not in gap or "and" in listed or "or" in listed
                return one and not any(word.low in NEXT_CLAUSE for word in told)
        return False

    def _by(self, i: int, end: int) -> tuple[int, int] | None:
        """The phrase behind the first "by" after an act, no other participle between the two.

        Behind "in" it must be an attack: "killed in Veskan air strikes", not "in Port Ellis".
        """
        fought = lexicon("accusations")["no_victim"]
        for k in range(end, min(len(self.tokens) - 1, end + 8)):
            if _STOP.search(self.text, self.tokens[k - 1].end, self.tokens[k].start):
                return None
            if self.tokens[k].low == "by":
                return None if self._is_told_of(i, k) else self._behind(k + 1)
            if self.tokens[k].low == "in" and not fought.any(self.tokens[max(0, k - 7) : k]):
                attack = self._behind(k + 1)
                if attack and self.tokens[attack[1] - 1].low in lexicon("conflict")["armed"]:
                    return attack
            if self.tokens[k].low.endswith("ed") and self.tokens[k].low not in _acts():
                return None
        return None

    def _behind(self, at: int) -> tuple[int, int] | None:
        """The phrase that begins at an index, its article left out: "Veskan troops"."""
        if at < len(self.tokens) and self.tokens[at].low in ("the", "its", "their"):
            at += 1
        end = at
        while end < len(self.tokens) and end - at < LONGEST and self._tight(end):
            if self.tokens[end].low in STOPS:
                break
            end += 1
            if self.tokens[end - 1].possessive:
                break
        whole = end
        while end > at and not (self.tokens[end - 1].capital or _is_body(self.tokens[end - 1])):
            end -= 1
        if end < whole and not _trails(self.tokens[end]):
            # "the Veskan programme" is no body.
            return None
        return self._named(at, end)

    def _owner(self, i: int) -> tuple[int, int] | None:
        """Whose deed it is: "Veska's" before "shelling", with two words between at the most."""
        for k in range(i - 1, max(-1, i - 4), -1):
            if self.tokens[k].possessive:
                start = k
                while start > 0 and self._tight(start) and self.tokens[start - 1].capital:
                    start -= 1
                return self._named(start, k + 1)
            if self.tokens[k].low in STOPS or not self._near(k, k + 1):
                return None
        return None

    def _named(self, start: int, end: int) -> tuple[int, int] | None:
        """The phrase without plain words at its head, where it names a body or a person."""
        while start < end and not self.tokens[start].capital:
            start += 1
        phrase = self.tokens[start:end]
        known = any(self._is_name(word) for word in phrase)
        if not phrase or not known or not (phrase[-1].capital or _is_body(phrase[-1])):
            return None
        if lexicon("accusations")["no_agent"].any(phrase) or phrase[0].text[0].isdigit():
            return None
        if lexicon("accusations")["time"].any(phrase):
            return None
        if len(phrase) == 1 and _is_people(phrase[0], self.names):
            return None
        return start, end

    def _is_name(self, word: Word) -> bool:
        """Whether a word is of a name: by itself, or "Veskan" at the head where "Veska" is one."""
        if word.start in self.in_names:
            return True
        akin = self.known.get(word.low[:3], ())
        if word.capital and any(same_stem(word.low, name) for name in akin):
            return True
        return word == self.tokens[0] and self._heads_a_body()

    def _heads_a_body(self) -> bool:
        """Whether a sentence begins "Veskan troops" and not "Rebel troops": a capital that every
        first word has is a name's where only a name can stand before such a noun."""
        if len(self.tokens) < 2 or not self._tight(1) or not _is_body(self.tokens[1]):
            return False
        first = self.tokens[0].low
        common = lexicon("accusations")["plain"]
        opener = first in STOPS or first in entries("sentence_openers")
        listed = first in common or opener or own_kind(first) is not None
        return not listed and not first.endswith(("ing", "ly", "ed", "s"))

    def _is_grave(self, agent: tuple[int, int], i: int, end: int) -> bool:
        """Whether something grave is what the accused is said to have done.

        Of a verb it stands behind it, in the same clause: "accused Roux of murder". Beside a noun
        ("a lawsuit against") anywhere in the sentence will do.
        """
        act = Span(self.tokens[i].start, self.tokens[end - 1].end)
        found = lexicon("accusations")
        if self.tokens[i].low in found["mild_noun"]:
            return any(not grave.overlap(act) for grave in self.claim.grave)
        if self.tokens[i].low not in found["mild"]:
            return True
        named = max(act.end, self.tokens[agent[1] - 1].end)
        stop = _CLAUSE.search(self.text, named, min(self.claim.span.end, named + CLAUSE))
        last = stop.start() if stop else named + CLAUSE
        return any(act.end <= grave.start < last for grave in self.claim.grave)

    def _charge(self, agent: tuple[int, int] | None, i: int, end: int) -> Iterator[Charge]:
        if agent is None or not self._is_grave(agent, i, end):
            return
        phrase = self.tokens[agent[0] : agent[1]]
        capitals = tuple(w.low for w in phrase if w.capital and w.low not in STOPS)
        own = tuple(low for low in capitals if low not in lexicon("accusations")["shared"])
        if own:
            yield Charge(
                Span(phrase[0].start, phrase[-1].end),
                Span(self.tokens[i].start, self.tokens[end - 1].end),
                own,
                _is_someone(phrase, self.names),
                self.claim,
            )


def _trails(word: Word) -> bool:
    return word.low.endswith("ly") or word.low in lexicon("accusations")["trailing"]


def _is_body(word: Word) -> bool:
    """Whether a plain noun names a body or its people: "troops", "ministry"."""
    armed, organ = lexicon("conflict")["armed"], lexicon("accusations")["speaks"]
    return word.low in armed or word.low in organ or word.low in ORGANS


# "Veskans", "Democrats"; not "Hamas", "Ross", "Isis"
_PLURAL = re.compile(r".{2,}[^aius]s")


def _is_people(word: Word, names: Names) -> bool:
    """Whether one word names a whole people or faith, which nobody can ask for its side."""
    plural = _PLURAL.fullmatch(word.low) and not word.possessive
    return bool(plural) and word.low not in names.persons


def _is_someone(phrase: Sequence[Word], names: Names) -> bool:
    """Whether the phrase names a person: his surname is known, or he is called by his full name."""
    last = phrase[-1]
    if not last.capital:
        return False
    if last.low in names.persons:
        return True
    runs = names.by_last.get(last.low, ())
    return any(is_person(run, names.places) for run in runs[:8])
