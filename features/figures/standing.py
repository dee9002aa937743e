"""Who vouches for a figure, and whether he has a stake in it.

By the annotation guidelines a figure is attributed where a source stands in its sentence or
clearly governs it; a form without an attributor ("it is estimated") is no source. A body that
passes on another's count gives the other's figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from features.evidence import EMPTY, Attribution, Document, Figure, Kind, Sourcing, Span
from features.figures.giving import PRONOUNS, Givers
from features.figures.polls import Polls, source_names
from features.figures.tokens import Token, phrase_at
from features.figures.words import phrases
from features.phrases import BETWEEN_CLAUSES


@dataclass(frozen=True, slots=True)
class Holder:
    """Who vouches for a figure: an index into ``Sourcing.attributions`` and what it says."""

    index: int
    source_id: str | None
    stake: bool | None
    kind: Kind


class Standing:
    """Answers, for the figures of one document, who vouches for each and how it was counted."""

    def __init__(self, document: Document, sourcing: Sourcing, tokens: list[Token]) -> None:
        self._document = document
        self._sourcing = sourcing
        self._sources = {source.id: source for source in sourcing.sources}
        self._by_sentence = _by_sentence(document, sourcing)
        self._denials = sorted(sourcing.denials)
        self._disputing = {
            document.sentence_at(d.start)
            for d in sourcing.denials
            if _names_the_figure(document.text, d)
        }
        self._polls = Polls(document, sourcing)
        self._shares = frozenset(
            i
            for i, a in enumerate(sourcing.attributions)
            if a.source is not None and _RESPONDENTS.match(a.source.of(document.text))
        )
        places = (sourcing.attributions[i].source for i in self._shares)
        self._respondents = {document.sentence_at(p.start) for p in places if p is not None}
        self._first_by = self._first_attributions()
        self._givers = Givers(document, sourcing)
        self._openings = _sentences_opening(document, tokens)

    def holder(self, figure: Figure) -> Holder | None:
        """The source that vouches for the figure, None where nobody does."""
        sentence = self._document.sentence_at(figure.start)
        own = self._in_sentence(sentence, figure) or self._given(sentence, figure)
        if own is None and sentence in self._openings:
            own = self._governing(sentence, figure)
        return own or self._polled(sentence, figure)

    def _given(self, sentence: int, figure: Figure) -> Holder | None:
        """ "The harbour office put the toll at nine"."""
        source = self._givers.of(figure)
        if source == "it":
            return self._governing(sentence, figure)
        return self._origin(self._first_by[source][1]) if source in self._first_by else None

    def _first_attributions(self) -> dict[str, tuple[bool, int]]:
        """By source the first attribution that vouches, those of no earlier round before others."""
        first: dict[str, tuple[bool, int]] = {}
        for index, a in enumerate(self._sourcing.attributions):
            if a.source_id is not None and _vouches(a):
                earlier = self._polls.earlier(self._document.sentence_at(a.content.start))
                first[a.source_id] = min(first.get(a.source_id, (True, index)), (earlier, index))
        return first

    def _polled(self, sentence: int, figure: Figure) -> Holder | None:
        """ "73% of voters in the poll": a share is the poll's that its sentence speaks of."""
        if not is_polled(figure) or not self._is_of_a_poll(sentence):
            return None
        spoken_of = self._polls.spoken_of(sentence)
        by_poll = [self._first_by[i] for i in spoken_of if i in self._first_by]
        return self._origin(min(by_poll)[1]) if by_poll else None

    def _is_of_a_poll(self, sentence: int) -> bool:
        """Whether the sentence speaks of a poll, or of what a share of those polled said."""
        return self._polls.asked_in(sentence) or (
            bool(self._polls) and sentence in self._respondents
        )

    def _in_sentence(self, sentence: int, figure: Span) -> Holder | None:
        ranked = sorted(
            (not a.content.overlap(figure), len(a.content), index)
            for index in self._by_sentence.get(sentence, ())
            if _vouches(a := self._sourcing.attributions[index])
            and index not in self._shares
            and not (a.source is not None and a.source.overlap(figure))
            and (a.content.overlap(figure) or self._beside(a, sentence, figure))
        )
        return self._origin(ranked[0][2]) if ranked else None

    def _beside(self, attribution: Attribution, sentence: int, figure: Span) -> bool:
        """Whether the attribution speaks in this sentence, though its content was cut short:
        "40 died, they fled, the mayor said", "the mayor said so, putting the toll at 40"; not "40
        have died since the mayor said so"."""
        place = attribution.cue or attribution.source
        whole = self._document.sentences[sentence]
        if place is None or not whole.contains(place):
            return False
        if place.start > figure.start:
            if attribution.content.start < place.start:
                return True
            # "In one clip with a number of captives, one says: ...": the scene is the writer's
            if attribution.direct:
                return False
            speaker = attribution.source or place
            text = self._document.text
            # "40 were shot, while the mayor said ...": the clause before is nobody's
            end = min(speaker.start, place.start)
            if BETWEEN_CLAUSES.search(text, max(figure.end, end - _AT_END), end):
                return False
            return not _SINCE.search(text, max(figure.end, speaker.start - _CLOSE), speaker.start)
        start = max(place.end, figure.start - _AT_END)
        return _GIVES.search(self._document.text, start, figure.start) is not None

    def _governing(self, sentence: int, figure: Span) -> Holder | None:
        """ "Of those, 12 were children" after an attributed sentence of the same paragraph."""
        document = self._document
        if sentence == 0:
            return None
        before = document.sentences[sentence - 1]
        if document.paragraph_at(before.start) != document.paragraph_at(figure.start):
            return None
        indices = [
            i
            for i in self._by_sentence.get(sentence - 1, ())
            if _vouches(self._sourcing.attributions[i])
        ]
        return self._origin(indices[-1]) if indices else None

    def _origin(self, index: int) -> Holder:
        """The first hand of a chain: a body that passes on a count gives the other's figure.

        An origin of which no stake is told takes none off the body that passes it on.
        """
        attribution = self._sourcing.attributions[index]
        first = self._sources.get(next(iter(attribution.chain), None) or "")
        told = (attribution.source_id, attribution.channel)
        if first is not None and first.stake is True and first.id not in told:
            return Holder(index, first.id, first.stake, first.kind)
        return Holder(index, attribution.source_id, attribution.stake, attribution.kind)

    def apart(self, one: Holder, other: Holder) -> bool:
        """Whether neither source fed the other: other hands, another kind, no name in common.

        Of one kind the two may be one: "a monitor" is the body that is named further down.
        """
        if one.kind == other.kind:
            return False
        hands = [self._hands(one), self._hands(other)]
        if hands[0] & hands[1]:
            return False
        names = [self._name(one), self._name(other)]
        return not names[0] & names[1]

    def may_be_one(self, one: Holder, other: Holder) -> bool:
        """Whether two mentions may name one body: one id, one name, or monitors of which one has
        no name of its own ("a monitoring group", "the Observatory")."""
        if one.source_id == other.source_id or self._called(one) == self._called(other):
            return True
        if {self._called(one), self._called(other)} & PRONOUNS:
            return True
        names = [self._name(one), self._name(other)]
        monitors = all(self._is_monitor(holder) for holder in (one, other))
        return monitors and (not all(names) or bool(names[0] & names[1]))

    def _is_monitor(self, holder: Holder) -> bool:
        """Whether the source counts as a monitor, or is called one, whatever the text says of its
        side."""
        called = self._called(holder)
        return holder.kind == "ngo_monitor" or "monitor" in called or "observatory" in called

    def _hands(self, holder: Holder) -> frozenset[str | None]:
        attribution = self._sourcing.attributions[holder.index]
        channel = attribution.channel or holder.source_id
        return frozenset((holder.source_id, channel, *attribution.chain))

    def is_called(self, holder: Holder) -> bool:
        """Whether the text calls the source by something that tells it from others: not "he", "a
        monitor", which may be a body named elsewhere."""
        first = self._called(holder).partition(" ")[0]
        return bool(first) and first not in _ANYBODY

    def _called(self, holder: Holder) -> str:
        source = self._sources.get(holder.source_id or "")
        return source.name.lower() if source is not None else ""

    def _name(self, holder: Holder) -> frozenset[str]:
        return source_names(self._sources.get(holder.source_id or ""))

    def denied(self, figure: Span) -> bool:
        """Whether words that dispute or reject bear on the figure, here or in the next sentence."""
        sentence = self._document.sentence_at(figure.start)
        if {sentence, sentence + 1} & self._disputing:
            return True
        last = bisect_right(self._denials, figure.start, key=lambda d: d.end) - 1
        if last < 0 or self._denials[last].end < figure.start - _CLOSE:
            return False
        between = self._document.text[self._denials[last].end : figure.start]
        same = self._document.sentence_at(self._denials[last].start) == sentence
        return same and _CLAIM.match(between) is not None


_ANYBODY = frozenset({"a", "an", "another", "he", "it", "one", "she", "some", "they", "this"})
# "since it declared", "in which they praised"
_SINCE = re.compile(r"\b(?:since|after|before|until|when|in which|where|because|although) $")
# "said on Friday, raising its count of the dead to"
_GIVES = re.compile(
    r"\b(?:putting|placing|raising|revising|updating) (?:the|its|their) [^.;:]{0,60}$"
)
# "75 percent", "some 73% of the voters", "nine-in-ten Muslims": those who answered vouch for their
# view, not for how many they are
_RESPONDENTS = re.compile(
    r"(?:\w+ ){0,3}?(?:[0-9][0-9.,]*\s?(?:%|per ?cent\b)|[\w-]+ per ?cent\b"
    r"|\w+[ -](?:in|out of)[ -](?:every )?(?:\d+|three|four|five|six|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
# "denied that 40 had died", "rejected claims that 40 had died", "falsely says 40 died"
_CLAIM = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:that|claims?|claimed|claiming|says?|said|saying|reports?|reported"
    r"|accounts?|rumou?rs?|stories)\b[^,;]*$"
)
_AT_END = 120
"""Code points before an end in which a pattern that closes there can begin: a sentence may be as
long as its text, and is asked once for each pair of a source and a figure."""
_CLOSE = 60
# "disputed that figure", "the toll was rejected"
_COUNT = re.compile(
    r"\b(?:the|that|this|those|these|both|his|her|its|their)\s+(?:\w+\s+)?"
    r"(?:figures?|numbers?|tolls?|counts?|estimates?|tally|tallies|totals?)\b",
    re.IGNORECASE,
)
_BESIDE = 30


def _names_the_figure(text: str, denial: Span) -> bool:
    start = max(0, denial.start - _BESIDE)
    return _COUNT.search(text, start, denial.end + _BESIDE) is not None


def stake_in(figure: Figure, holder: Holder) -> bool | None:
    """The stake of the holder in this figure: who counts losses by office, and in whom the text
    shows no stake, has none in the count."""
    if holder.stake is None and figure.casualty and holder.kind in _COUNT_LOSSES:
        return False
    return holder.stake


_COUNT_LOSSES: frozenset[Kind] = frozenset(
    {"intergovernmental_org", "ngo_monitor", "government_agency"}
)


def is_share(figure: Figure) -> bool:
    """Whether the figure is a share: what a sample gives, unlike "five states"."""
    if figure.unit == "%" or figure.out_of is not None:
        return True
    return figure.value is not None and 0 < figure.value < 1


def is_polled(figure: Figure) -> bool:
    """Whether the figure is a share or a lead in points, as a poll gives them."""
    return is_share(figure) or figure.unit in ("pp", "point")


def _vouches(attribution: Attribution) -> bool:
    if attribution.kind in EMPTY:
        return False
    return attribution.source_id is not None or attribution.source is not None


def _by_sentence(document: Document, sourcing: Sourcing) -> dict[int, list[int]]:
    """Indices of the attributions whose content or cue touches each sentence."""
    found: dict[int, list[int]] = {}
    for index, attribution in enumerate(sourcing.attributions):
        spans = (attribution.content, attribution.cue, attribution.source)
        touched = {s for span in spans if span is not None for s in document.sentences_in(span)}
        for sentence in touched:
            found.setdefault(sentence, []).append(index)
    return found


def _sentences_opening(document: Document, tokens: list[Token]) -> frozenset[int]:
    """Sentences whose first words go on counting what the sentence before counted."""
    table = phrases("governing")
    firsts = (bisect_left(tokens, s.start, key=lambda t: t.start) for s in document.sentences)
    return frozenset(index for index, first in enumerate(firsts) if phrase_at(tokens, first, table))
