"""Polls of one document: which of them a sentence speaks of, and whether of an earlier round."""

from __future__ import annotations

import re
from bisect import bisect_left

from features.evidence import Document, Source, Sourcing, Span
from features.figures.tokens import tokenise
from features.figures.words import group, words

# "in the poll", "of those surveyed"
_POLLED = re.compile(r"\b(?:" + "|".join(sorted(group("polled"))) + r")\b", re.IGNORECASE)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
# "a March poll", "on July 25", "last month", "in 2016", "previously"; "the Nov. 5 election" is none
_EARLIER = re.compile(
    rf"\b(?:{_MONTH}(?!\.? \d)|on {_MONTH}"
    r"|(?:[Ll]ast|[Pp]ast|[Pp]revious) (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|[Pp]reviously|[Ee]arlier|[Pp]revious|[Pp]rior|ago\b|(?:19|20)\d\d\b)"
)


class Polls:
    """The polls of a document, by the ids of their sources."""

    def __init__(self, document: Document, sourcing: Sourcing) -> None:
        self._document = document
        self._all = tuple(s for s in sourcing.sources if s.kind == "poll_or_dataset" and s.mentions)
        names = [n for s in self._all if (n := proper_words(s.name))]
        self._mentions = sorted((m.start, s.id) for s in self._all for m in s.mentions)
        self._named: dict[int, tuple[str, ...]] = {}
        self._single = all(one & other for one in names for other in names)

    def __bool__(self) -> bool:
        """Whether the document has a poll at all."""
        return bool(self._all)

    def named_in(self, sentence: int) -> tuple[str, ...]:
        """Ids of the polls that the sentence names; where there is one pollster, all its names."""
        if sentence not in self._named:
            self._named[sentence] = self._names(self._document.sentences[sentence])
        return self._named[sentence]

    def _names(self, sentence: Span) -> tuple[str, ...]:
        if self._single:
            return tuple(s.id for s in self._all)
        proper = proper_words(sentence.of(self._document.text))
        return tuple(s.id for s in self._all if proper_words(s.name) & proper)

    def sampled_in(self, sentence: int) -> tuple[str, ...]:
        """Ids of the polls whose sample the sentence states, with the other names of the pollster.

        "The poll" that no name tells apart is the one that the document speaks of first.
        """
        named = self.named_in(sentence)
        if named or not self.asked_in(sentence):
            return named
        first = self._all[0]
        name = proper_words(first.name)
        same = (s.id for s in self._all[1:] if proper_words(s.name) & name or _is_definite(s))
        return (first.id, *same)

    def spoken_of(self, sentence: int) -> tuple[str, ...]:
        """Ids of the polls that the sentence names, else of the one mentioned last before its
        end."""
        named = self.named_in(sentence)
        return named or self._last_before(self._document.sentences[sentence].end)

    def _last_before(self, end: int) -> tuple[str, ...]:
        at = bisect_left(self._mentions, (end, ""))
        return (self._mentions[at - 1][1],) if at else ()

    def asked_in(self, sentence: int) -> bool:
        """Whether the sentence speaks of a poll or of those polled."""
        return bool(self._all) and self._search(_POLLED, sentence)

    def earlier(self, sentence: int) -> bool:
        """Whether the sentence dates its figures, as it does those of an earlier round."""
        return self._search(_EARLIER, sentence)

    def _search(self, form: re.Pattern[str], sentence: int) -> bool:
        span = self._document.sentences[sentence]
        return form.search(self._document.text, span.start, span.end) is not None


def _is_definite(source: Source) -> bool:
    """ "the survey", "respondents": no other poll than the one spoken of."""
    opening = source.name.lower().partition(" ")[0]
    return not proper_words(source.name) and opening in ("the", "this", "that", "respondents")


def proper_words(name: str) -> frozenset[str]:
    """The capitalised words of a name, which tell it from others."""
    tokens = tokenise(name)
    common = words("functions") | group("days") | group("months")
    return frozenset(t.low for t in tokens if t.text[:1].isupper() and t.low not in common)


def source_names(source: Source | None) -> frozenset[str]:
    """The capitalised words of a source's name; none where there is no source."""
    return proper_words(source.name) if source is not None else frozenset()
