"""Protected people are shown as "prisoner 1"; offsets and text stay, masking is display.

By source id: a source with ``protected`` true is masked at its mentions, and its name wherever it
stands, also inside the sentences that an assessment says about it. Pronouns stay: they identify
nobody, and a text without them cannot be read. (Geneva Conventions III 13, IV 27.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from features.sourcing.kinds import own_kind
from features.sourcing.names import DAYS, PARTICLES, STOPS, TITLES
from features.wordlist import sections
from features.wordlist import words as entries

# "she", "their", "who": words that point at a person and identify nobody
PRONOUNS: Final = {
    "he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs", "it", "its",
    "i", "we", "you", "me", "us", "my", "our", "your", "himself", "herself", "themselves",
    "who", "whom", "whose",
}  # fmt: skip
# "Tomas", "O'Brannagh-Vey": one part of a personal name as written
_NAME_PART: Final = re.compile(r"[^\W\d_][\w'’\-]+")
# titles and particles alone are not names: "Captain" in "Captain Relk" stays readable
_NOT_A_NAME: Final = {
    "the", "a", "an", "of", "from", "and", "mr", "mrs", "ms", "dr", "sir", "captain",
    "corporal", "sergeant", "lieutenant", "major", "colonel", "general", "private", "soldier",
    "prisoner", "prisoners", "detainee", "hostage", "officer", "commander", "one", "another",
    "man", "woman", "boy", "girl", "war", "van", "von", "der", "den", "bin", "ibn", "al", "el",
}  # fmt: skip
# "Mr.", "Sgt.": their full stop ends no sentence
_TITLE: Final = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|sgt|cpl|pvt|lt|capt|maj|col|gen)\.$", re.IGNORECASE
)
WORDS: Final = frozenset({"text", "name", "change", "counts", "as_of", "place", "stake_basis"})
"""Fields of an assessment that can hold words of the article; all others are codes and ids."""
LISTED: Final = frozenset({"model", "outlet"})
"""Fields of an assessment that come from elsewhere: the bundle, a list of outlets."""
DETAIL: Final = "[detail withheld]"
WITHHELD: Final = "[name withheld]"
"""What is shown for another who bears a protected name: "her mother, [name withheld]"."""
# "Greta ", "van " or "J. " right before a name; the stop of a longer word ends a sentence
_LEAD: Final = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_][\w'’-]*(?:(?<![\w'’-]{5})\.)?)[ \u00a0]$")
_LEADS: Final = 2
"""Names before a surname at the most: in a headline in capitals no more can be told."""
_LONGEST: Final = 40
"""Code points before a name in which the one before it begins."""
# ", 23," or ", a corporal from Lower Brenn," right after a name
_DETAIL: Final = re.compile(
    r",\s+(?P<detail>(?:aged\s+)?\d{1,3}|(?:an?|the|from|of|born|son|daughter|husband|wife|father"
    r"|mother|brother|sister)\b[^,.;:!?“”\"\n]{1,80})(?=[,.;])"
)
# "Oskan prisoners of war", "eleven men": an unnamed mention of more than one person
_SEVERAL: Final = re.compile(
    r"\b(?:men|women|children|people|troops|servicemen|(?:soldier|prisoner|detainee|hostage"
    r"|captive|victim|student|fighter|other|conscript|recruit|girl|boy|teenager)s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mask:
    """A half-open stretch of the text and the label that is shown in its place."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Masking:
    """What one assessment hides: ``labels`` by source id, and the names in any other string."""

    labels: Mapping[str, str]
    pattern: re.Pattern[str] | None
    by_name: Mapping[str, str]
    groups: frozenset[str] = frozenset()
    """Ids of unnamed groups: their label stands in tables, their mentions identify nobody."""

    surnames: frozenset[str] = frozenset()
    """Last names of the protected, folded: who else bears one is of their family."""

    def name(self, source: Mapping[str, Any]) -> str:
        """The name under which a source is shown."""
        name = str(source.get("name") or "").rstrip(" ,;:")
        return self.labels.get(str(source.get("id"))) or self.words(name)

    def words(self, string: str) -> str:
        """The string with every protected name in it replaced by its label."""
        if self.pattern is None:
            return string
        out, at = [], 0
        for mask in _disjoint(string, sorted(self._names(string), key=lambda m: m.start)):
            out += [string[at : mask.start], _cased(string, mask).label]
            at = mask.end
        return "".join([*out, string[at:]])

    def spans(self, text: str, assessment: Mapping[str, Any]) -> tuple[Mask, ...]:
        """Disjoint stretches of ``text`` to hide, in order."""
        found = [*self._mentions(text, assessment), *self._names(text)]
        masks = _disjoint(text, sorted(found, key=lambda m: (m.start, -m.end)))
        return tuple(_cased(text, mask) for mask in masks)

    def _mentions(self, text: str, assessment: Mapping[str, Any]) -> Iterator[Mask]:
        for source in assessment.get("sources") or ():
            identity = str(source.get("id"))
            label = self.labels.get(identity)
            if label is None or identity in self.groups:
                continue
            for mention in source.get("mentions") or ():
                start, end = int(mention["start"]), int(mention["end"])
                end = start + len(text[start:end].rstrip(" ,;:"))
                if start < end and text[start:end].casefold() not in PRONOUNS:
                    yield Mask(start, end, label)
                    yield from _detail(text, end)

    def _names(self, text: str) -> Iterator[Mask]:
        if self.pattern is not None:
            for match in self.pattern.finditer(text):
                yield self._run(text, match)
                yield from _detail(text, match.end())

    def _run(self, text: str, match: re.Match[str]) -> Mask:
        """A name with the given names before it, which are another's where the protected person
        has none like them: "Greta Holm" beside "Tania Holm"."""
        mask = Mask(match.start(), match.end(), self._label(match.group()))
        if match.group().casefold().split()[-1] not in self.surnames:
            return mask
        given = list(_given_before(text, match.start()))
        others = {word for _, word in given if len(word) > 1} - PARTICLES - self.by_name.keys()
        start = given[-1][0] if given else match.start()
        return replace(mask, start=start, label=WITHHELD if others else mask.label)

    def _label(self, name: str) -> str:
        # casefold and re.IGNORECASE disagree on a few letters; hiding too much is the safe side
        return self.by_name.get(name.casefold(), "protected person")


def masking(assessment: Mapping[str, Any]) -> Masking:
    """What to hide in an assessment; numbers follow the order of its sources."""
    labels: dict[str, str] = {}
    by_name: dict[str, str] = {}
    counts: dict[str, int] = {}
    groups: set[str] = set()
    for source in assessment.get("sources") or ():
        if not source.get("protected"):
            continue
        role = _role(source)
        counts[role] = counts.get(role, 0) + 1
        label = f"{role} {counts[role]}" if "(" not in role else f"{role} {counts[role]})"
        labels[str(source.get("id"))] = label
        if "(" in role:
            groups.add(str(source.get("id")))
        if source.get("named"):
            for name in _names(str(source.get("name") or "")):
                by_name.setdefault(name.casefold(), label)
            for name in _in_full(source):
                by_name.setdefault(name.casefold(), label)
    surnames = frozenset(
        str(source.get("name") or "").rstrip(" ,;:").casefold().rpartition(" ")[2]
        for source in assessment.get("sources") or ()
        if source.get("protected") and source.get("named")
    )
    return Masking(labels, _pattern(by_name), by_name, frozenset(groups), surnames)


def masked(text: str, masks: Sequence[Mask], start: int, end: int) -> str:
    """The words of ``text[start:end]`` as they are shown."""
    out, at = [], start
    for mask in masks[bisect_right(masks, start, key=lambda m: m.end) :]:
        if mask.start >= end:
            break
        out += [text[at : max(at, mask.start)], mask.label]
        at = mask.end
    return "".join([*out, text[at:end]])


def masked_assessment(assessment: Mapping[str, Any]) -> dict[str, Any]:
    """The assessment with every protected person's name and detail masked, its ``text`` too; equal
    to what was given where nobody in it is protected. Offsets stay those of the text as given.

    Raises ``KeyError`` where somebody is protected and the assessment has no ``text``.
    """
    hidden = masking(assessment)
    if not hidden.labels:
        return dict(assessment)
    text = str(assessment["text"])
    masks = hidden.spans(text, assessment)

    def shown(value: Any, key: str) -> Any:
        if isinstance(value, str):
            return hidden.words(value) if key in WORDS else value
        if isinstance(value, Mapping):
            return of(value)
        return [shown(v, key) for v in value] if isinstance(value, list | tuple) else value

    def of(value: Mapping[str, Any]) -> dict[str, Any]:
        found = {k: v if k in LISTED else shown(v, k) for k, v in value.items()}
        if value.keys() >= {"start", "end", "text"}:
            found["text"] = masked(text, masks, int(value["start"]), int(value["end"]))
        if "mentions" in value:
            found["name"] = hidden.name(value)
        return found

    return of(assessment) | {"text": masked(text, masks, 0, len(text))}


def _role(source: Mapping[str, Any]) -> str:
    held = source.get("kind") == "prisoner_under_custody" or source.get("custody")
    several = not source.get("named") and _is_several(str(source.get("name") or ""))
    if held:
        return "prisoners (group" if several else "prisoner"
    return "protected people (group" if several else "protected person"


def _is_several(name: str) -> bool:
    """Whether an unnamed mention is of more than one person: by its nouns, or as the plural of a
    calling that people can be held in ("Sailors"); "Andreas" is a name."""
    words = name.casefold().split()
    calling = bool(words) and words[-1].endswith("s") and own_kind(words[-1]) is not None
    return _SEVERAL.search(name) is not None or calling


def _names(name: str) -> Iterator[str]:
    """The whole name and each of its parts that is written as a name."""
    if len(name) > 1:
        yield name
    for part in _NAME_PART.findall(name):
        if part[0].isupper() and len(part) > 2 and part.casefold() not in _NOT_A_NAME:
            yield part


def _given_before(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The given names right before a surname, the nearest first: where each begins, and it folded.
    A title, a day and the first word of a sentence are none."""
    for _ in range(_LEADS):
        lead = _LEAD.search(text, max(0, start - _LONGEST), start)
        if lead is None:
            return
        word = lead["word"].rstrip(".")
        low = word.casefold()
        if not (word[0].isupper() or low in PARTICLES) or (len(low) > 1 and _is_no_given_name(low)):
            return
        if _begins(text, lead.start()) and low in _small():
            return
        start = lead.start()
        yield start, low


@cache
def _small() -> frozenset[str]:
    """Words that news writes small, and which have a capital only where a sentence begins."""
    return frozenset(word for line in sections("small_letters")[""] for word in line.split())


def _is_no_given_name(low: str) -> bool:
    listed = low in STOPS or low in DAYS or low in TITLES or low in _NOT_A_NAME - PARTICLES
    return listed or low in entries("sentence_openers") or low.endswith(("ly", "ing"))


def _in_full(source: Mapping[str, Any]) -> Iterator[str]:
    """The given names that a mention has before the surname: "Tomas" of "a sailor, Tomas Relk,"."""
    surname = str(source.get("name") or "").rstrip(" ,;:").rpartition(" ")[2]
    for mention in source.get("mentions") or ():
        words = str(mention.get("text") or "").rstrip(" ,;:")
        if surname and words.endswith(f" {surname}"):
            for start, _ in _given_before(words, len(words) - len(surname)):
                yield words[start:].split()[0]


def _detail(text: str, end: int) -> Iterator[Mask]:
    """Age, home, rank and kin that follow a masked name, one behind the other."""
    first = match = _DETAIL.match(text, end)
    while match is not None and first is not None:
        end = match.end("detail")
        match = _DETAIL.match(text, end)
    if first is not None:
        yield Mask(first.start("detail"), end, DETAIL)


def _pattern(names: Mapping[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _cased(text: str, mask: Mask) -> Mask:
    """The mask with a capital where it begins a sentence."""
    label = mask.label[0].upper() + mask.label[1:]
    return replace(mask, label=label) if _begins(text, mask.start) else mask


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[max(0, at - 12) : at].rstrip(" \t\"'“‘«(")
    return not before or (before[-1] in ".!?…\n\r" and not _TITLE.search(before))


def _disjoint(text: str, masks: list[Mask]) -> Iterator[Mask]:
    """Masks merged where they overlap, or where one name runs on ("Tomas" + "Relk")."""
    current: Mask | None = None
    for mask in masks:
        if current is None:
            current = mask
        elif mask.start < current.end or (
            mask.label == current.label and not text[current.end : mask.start].strip()
        ):
            current = Mask(current.start, max(current.end, mask.end), current.label)
        else:
            yield current
            current = mask
    if current is not None:
        yield current
