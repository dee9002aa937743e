"""Who says how a figure was counted: a register, laboratory tests, a sample that was asked.

A method stands where a text states it ("relies on a network of sources", "surveyed 1,004
adults"), not where it denies it ("could not be verified"). A monitor's habit covers its figures in
the whole text, a poll's sample the shares that the poll found, any other method its sentence. A
register, an audit or a count by the holder himself ("burial records list 40", "the inspector
counted 38") covers what he gives, where the text shows no stake of his.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from features.evidence import Document, Figure, Kind, Source, Sourcing, Span
from features.figures.bounds import bounds_before
from features.figures.polls import Polls, proper_words
from features.figures.standing import Holder, is_polled, is_share
from features.figures.tokens import DASHES, Token, at, tokenise
from features.figures.words import Phrase, group, phrases, words

# Who may count for others; a witness counts what he sees.
_COUNTERS: frozenset[Kind] = frozenset(
    {
        "intergovernmental_org",
        "ngo_monitor",
        "expert",
        "eyewitness",
        "poll_or_dataset",
        "document_or_recording",
        "government_agency",
    }
)
# Of these a count of their own tells how they know, though nothing shows them free of a stake.
_LOOKED: frozenset[Kind] = frozenset(
    {"intergovernmental_org", "expert", "document_or_recording", "media_outlet"}
)
_MONITORS: frozenset[Kind] = frozenset({"intergovernmental_org", "ngo_monitor"})
_LONG_WORD = 7
# "margins of error of 2.1 and 5.6 points"
_ERROR = re.compile(r"\bmargins? of (?:sampling )?error\b|\bsampling error\b", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:" + "|".join(sorted(group("forecasts"))) + r")\b", re.IGNORECASE)
# "to build two tunnels", "supposed to pay 50 percent", "will move 40 families"
_PLAN = re.compile(
    r"\b(?:(?:supposed|plans?|planned|planning|meant|due|was|were|is|are) to|will|to"
    r" (?:build|help|move|buy|send|hire|cut|spend|raise))\b[^,;:]*$"
)
_PLAN_WITHIN = 60
_FORECAST_WITHIN = 600
_POLLS = frozenset({"poll", "polls", "survey", "surveys"})
# "the Valley-Arvo poll", "A Morning Call survey"
_POLL_NAMED = re.compile(r"((?:[A-Z][\w./’'-]*[ /])+)(?:[a-z]+ )?(?:polls?|surveys?)\b")
_DENIALS = group("denials")
# "could not be independently verified": how far before a method its denial stands
_DENIED_WITHIN = 5


@dataclass(frozen=True, slots=True)
class _Method:
    place: Span
    sentence: int
    kind: str
    """As in the list: "count" (of figures beside it), "own" (count of the speaker himself),
    "record" (a source that is a register or an audit), "habit" (of a body), "poll"."""


class Methods:
    """Answers, for the figures of one document, whether their holder says how he counted."""

    def __init__(self, document: Document, sourcing: Sourcing, tokens: list[Token]) -> None:
        self._document = document
        self._found = tuple(_methods(document, tokens))
        self._polls = Polls(document, sourcing)
        self._sourcing = sourcing
        self._names = {source.id: source.name for source in sourcing.sources}
        self._sentences = {m.sentence for m in self._found if m.kind != "record"}
        self._counted_by_hand = {m.sentence for m in self._found if m.kind == "own"}
        self._records = sorted(m.place for m in self._found if "record" in m.kind)
        sampled = {m.sentence for m in self._found if m.kind == "poll"}
        self._sampled = frozenset(i for s in sampled for i in self._polls.sampled_in(s))
        asking = [document.sentences[s].of(document.text) for s in sampled]
        called = [m.group(1) for text in asking for m in _POLL_NAMED.finditer(text)]
        names = [*called, *(self._names[i] for i in self._sampled)]
        self._names_sampled = frozenset(w for name in names for w in proper_words(name)) - _POLLS
        self._monitors = _sources_that_count(document, sourcing, self._found)

    def cover(self, figure: Figure, holder: Holder | None) -> bool:
        """Whether the holder, a counter without a stake, says how he came to the figure."""
        if holder is None or holder.stake is True:
            return False
        sentence = self._document.sentence_at(figure.start)
        if self._is_forecast(figure, holder, sentence):
            return False
        if self._knows(figure, holder, sentence):
            return True
        if holder.stake is None or holder.kind not in _COUNTERS:
            return False
        here = sentence in self._sentences
        if here and self._is_part(figure):
            return False
        if holder.kind != "poll_or_dataset":
            return here or (holder.source_id in self._monitors and not is_share(figure))
        if not is_polled(figure) or self._states_the_error(figure, sentence):
            return False
        if self._is_change(figure) or self._is_of_another_poll(figure, sentence):
            return False
        return here or (holder.source_id in self._sampled and not self._polls.earlier(sentence))

    def _is_of_another_poll(self, figure: Figure, sentence: int) -> bool:
        """ "the Valley-Arvo poll, which showed 26 percent": the poll that the sentence names last
        before the figure, where the sample that is stated is another's."""
        if not self._names_sampled:
            return False
        start = self._document.sentences[sentence].start
        found = _POLL_NAMED.finditer(self._document.text, start, figure.start)
        names = [name for m in found if (name := proper_words(m.group(1)))]
        return bool(names) and not names[-1] & self._names_sampled

    def _is_change(self, figure: Figure) -> bool:
        """ "fell from 71 percent to 55 percent": two polls, of which this one asked once."""
        opening = self._document.text[figure.start : figure.end][:5].lower()
        return figure.bound == "range" and opening == "from "

    def _is_forecast(self, figure: Figure, holder: Holder, sentence: int) -> bool:
        """ "predicts that 21 percent will be new voters", "was to pay 50 percent": nobody has
        counted what is to come."""
        first = self._document.sentences[sentence].start
        start = max(first, figure.start - _FORECAST_WITHIN)
        near = max(first, figure.start - _PLAN_WITHIN)
        text = self._document.text
        planned = holder.kind != "poll_or_dataset" and _PLAN.search(text, near, figure.start)
        return bool(planned or _FORECAST.search(text, start, figure.start))

    def _knows(self, figure: Figure, holder: Holder, sentence: int) -> bool:
        """Whether the holder is a register or an audit, or counted himself."""
        if self._sourcing.attributions[holder.index].party_channel:
            return False
        if self._reads_a_record(holder) and not self._is_part(figure):
            return True
        if sentence not in self._counted_by_hand:
            return False
        if holder.kind in _LOOKED or (holder.stake is False and holder.kind in _MONITORS):
            return True
        free = holder.stake is False or self._is_mandated(holder)
        return holder.kind == "government_agency" and free

    def _reads_a_record(self, holder: Holder) -> bool:
        source = self._sourcing.attributions[holder.index].source
        if source is None or holder.kind not in _COUNTERS or holder.kind == "poll_or_dataset":
            return False
        first = bisect_left(self._records, source.start, key=lambda place: place.start)
        if first == len(self._records) or self._records[first].end > source.end:
            return False
        # "the nurse, who keeps the register"; "the cash register"; the newspaper "Valley Register"
        before = self._document.text[source.start : self._records[first].start]
        return "," not in before and not _NO_RECORD & set(before.lower().split())

    def _is_mandated(self, holder: Holder) -> bool:
        """Whether the name says that counting is the body's task: "the inspector"."""
        name = self._names.get(holder.source_id or "", "").lower().split()
        return any(word.strip(",.;'’") in _MANDATED for word in name)

    def _is_part(self, figure: Figure) -> bool:
        """ "surveyed 1,204 adults": the figure stands in the words that state the method."""
        after = bisect_left(self._found, figure.end, key=lambda m: m.place.start)
        near = self._found[max(0, after - 3) : after]
        return any(m.place.overlap(figure) for m in near if m.kind != "own")

    def _states_the_error(self, figure: Figure, sentence: int) -> bool:
        """ "a margin of error of 4.9 percent": part of the method, nothing that it found."""
        whole = self._document.sentences[sentence]
        start = max(whole.start, figure.start - _BEFORE_ERROR)
        end = min(whole.end, figure.end + _BESIDE_ERROR)
        if figure.unit in ("pp", "point"):
            start, end = whole.start, whole.end
        return _ERROR.search(self._document.text, start, end) is not None


_MANDATED = group("mandated")
_NO_RECORD = frozenset({"who", "cash", "in"})
_BEFORE_ERROR, _BESIDE_ERROR = 120, 40


def _methods(document: Document, tokens: list[Token]) -> Iterator[_Method]:
    table = phrases("methods")
    counts = table.get("#", ())
    for i, token in enumerate(tokens):
        rows = table.get(token.low, ())
        for phrase, kind in (*rows, *counts) if _is_number(token) else rows:
            end = _end(tokens, i, phrase, _LEAST_ASKED if kind == "poll" else 1)
            named = kind == "record" and i > 0 and token.text[:1].isupper() and token.gap == " "
            if end is not None and not named and not _denied(tokens, i):
                place = Span(token.start, tokens[end - 1].end)
                yield _Method(place, document.sentence_at(token.start), kind)
                break


def _end(tokens: list[Token], i: int, phrase: Phrase, least: int) -> int | None:
    """Where the phrase that starts at token ``i`` ends; "#" stands for a number with its bound,
    of at least so many digits."""
    for word in phrase:
        if word == "#":
            i = bounds_before(tokens, i).end
            if not _is_number(at(tokens, i)) or len(at(tokens, i).text) < least:
                return None
            # "a poll of 18-to-34-year-olds" tells whom it asked, not how many
            if least > 1 and at(tokens, i + 1).text in DASHES:
                return None
        elif at(tokens, i).low != word:
            return None
        i += 1
    return i


# "surveyed 950 adults"; "polled below five percent" asked nobody
_LEAST_ASKED = 2


def _is_number(token: Token) -> bool:
    return token.sort == "number" or token.low in words("numerals")


def _denied(tokens: list[Token], i: int) -> bool:
    """ "could not be verified", "within the margin of error", which says nothing of its size."""
    return any(
        at(tokens, k).low in _DENIALS or at(tokens, k).low.endswith("n't")
        for k in range(max(0, i - _DENIED_WITHIN), i + 1)
    )


def _sources_that_count(
    document: Document, sourcing: Sourcing, methods: tuple[_Method, ...]
) -> frozenset[str]:
    """Monitors of which some sentence that names them states how they count."""
    places = {m.sentence for m in methods if m.kind == "habit"}
    spoken = [document.sentences[i] for i in places]
    said = frozenset(t.low for s in spoken for t in tokenise(s.of(document.text)))
    return frozenset(
        source.id
        for source in sourcing.sources
        if source.kind in _MONITORS
        and (
            places & {document.sentence_at(m.start) for m in source.mentions}
            or _named_in(source, said)
        )
    )


def _named_in(source: Source, said: frozenset[str]) -> bool:
    """Whether a long word of the name is said: "the observatory" for the Valley Observatory."""
    return any(w.lower() in said for w in source.name.split() if len(w) >= _LONG_WORD)
