"""Who gives a figure by a verb that sourcing takes for no attribution: "the harbour office put the
toll at nine", "the union counted 63".

Only a source that the document attributes something to elsewhere is taken: what a stranger
"counted" may be his money.
"""

from __future__ import annotations

import re

from features.evidence import Document, Source, Sourcing, Span
from features.figures.words import group, words

_TOLLS = "|".join(sorted(group("tolls")))
# "put the toll at", "gave a slightly lower toll of", "estimated the crowd at", "put it at"
_PUTS = re.compile(
    rf"\b(?:put|puts|putting|gave|gives|given|set|sets|placed|places|estimated|estimates)\s+"
    rf"(?:it|them|(?:an?|the|its|his|her|their)\s+(?:[\w-]+\s+){{0,3}}?(?:{_TOLLS})\b[^.;:]{{0,60}}?)"
    r"\s*(?:of|at|as)\s+(?:[^.;:,]{0,40}\band\s+)?$",
    re.IGNORECASE,
)
# "counted 63 miners", "has documented 200 cases"
_COUNTS = re.compile(
    r"\b(?:counted|tallied|documented|recorded|registered|logged)\s+$", re.IGNORECASE
)
_REACH = 140
# What may stand between a subject and its verb: "which earlier", "has", ", however,"
_BETWEEN = frozenset(
    {"which", "who", "that", "earlier", "has", "have", "had", "however", "also", "later", "since"}
    | {"itself", "themselves", "meanwhile", "now", "then", "still", "already", "but", "and"}
)
PRONOUNS = frozenset({"it", "they", "he", "she"})
_NEAREST = 90


class Givers:
    """The sources of one document, by the words of their names."""

    def __init__(self, document: Document, sourcing: Sourcing) -> None:
        self._document = document
        self._words: dict[str, set[str]] = {}
        for source in sourcing.sources:
            for word in _heads(source):
                self._words.setdefault(word, set()).add(source.id)

    def of(self, figure: Span) -> str | None:
        """The id of the source that gives the figure by such a verb, None where none does.

        "it" as a subject gives "it": whoever spoke before.
        """
        text = self._document.text
        sentence = self._document.sentence_of(figure.start)
        begin = max(sentence.start, figure.start - _REACH)
        verb = _PUTS.search(text, begin, figure.start) or _COUNTS.search(text, begin, figure.start)
        return self._subject(Span(sentence.start, verb.start())) if verb is not None else None

    def _subject(self, before: Span) -> str | None:
        said = re.findall(r"[\w'’-]+|[^\w\s]", before.of(self._document.text)[-_NEAREST:])
        while said and said[-1].lower() in _BETWEEN | {","}:
            said.pop()
        if not said:
            return None
        if said[-1].lower() in PRONOUNS:
            return "it"
        named = {w.lower() for w in said if w[:1].isupper() and w.lower() not in words("functions")}
        known = self._named(named) if named else self._words.get(said[-1].lower(), set())
        return next(iter(known)) if len(known) == 1 else None

    def _named(self, named: set[str]) -> set[str]:
        """The sources that share most words with the names before the verb."""
        shared: dict[str, int] = {}
        for word in named:
            for source in self._words.get(word, ()):
                shared[source] = shared.get(source, 0) + 1
        most = max(shared.values(), default=0)
        if 2 * most < len(named):
            return set()
        return {source for source, count in shared.items() if count == most}


def _heads(source: Source) -> set[str]:
    """The words that may stand for a source: "observatory" for "the Velm Observatory"."""
    name = [w.lower() for w in re.findall(r"[\w'’-]{3,}", source.name)]
    return {w for w in name if w not in words("functions")}
