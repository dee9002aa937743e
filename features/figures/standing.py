"""What a figure stands on: its source, whether that has a stake, whether a count is explained.

Definitions follow the annotation guidelines: ``attributed`` where a source stands in the sentence
or clearly governs it (a form without an attributor, "it is estimated", is no source); ``verified``
where a counter without a stake states a method, or a second channel not fed by the first gives
the same figure.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from features.evidence import Attribution, Document, Figure, Kind, Source, Sourcing, Span
from features.figures.tokens import Token, phrase_at, tokenise
from features.figures.words import phrases

_EMPTY: frozenset[Kind] = frozenset({"unattributed", "author_voice"})
# Who may count for others: a poll's or a paper's method is its own business until stated.
_COUNTERS: frozenset[Kind] = frozenset(
    {
        "intergovernmental_org",
        "ngo_monitor",
        "expert",
        "poll_or_dataset",
        "document_or_recording",
        "government_agency",
    }
)


_LONG_WORD = 7


@dataclass(frozen=True, slots=True)
class Holder:
    """Who vouches for a figure: an index into ``Sourcing.attributions`` and what it says."""

    index: int
    source_id: str | None
    stake: bool | None
    kind: Kind


class Standing:
    """Answers, for the figures of one document, who vouches for each and how it was counted."""

    def __init__(self, document: Document, sourcing: Sourcing) -> None:
        self._document = document
        self._sourcing = sourcing
        self._sources = {source.id: source for source in sourcing.sources}
        self._by_sentence = _by_sentence(document, sourcing)
        self._denied = {document.sentence_at(d.start) for d in sourcing.denials}
        tokens = tokenise(document.text)
        self._methods = _sentences_with(document, tokens, "methods")
        self._openings = _sentences_opening(document, tokens)
        self._said = self._words_beside_methods()
        self._methodical = self._sources_with_a_method()

    def holder(self, figure: Span) -> Holder | None:
        """The source that vouches for the figure, None where nobody does."""
        sentence = self._document.sentence_at(figure.start)
        own = self._in_sentence(sentence, figure)
        if own is None and sentence in self._openings:
            own = self._governing(sentence, figure)
        return own

    def _in_sentence(self, sentence: int, figure: Span) -> Holder | None:
        ranked = sorted(
            (not a.content.overlap(figure), len(a.content), index)
            for index in self._by_sentence.get(sentence, ())
            if _vouches(a := self._sourcing.attributions[index])
            and not (a.source is not None and a.source.overlap(figure))
            and (a.content.overlap(figure) or self._beside(a, sentence, figure))
        )
        return self._origin(ranked[0][2]) if ranked else None

    def _beside(self, attribution: Attribution, sentence: int, figure: Span) -> bool:
        """Whether the attribution speaks in this sentence, though its content was cut short."""
        place = attribution.cue or attribution.source
        whole = self._document.sentences[sentence]
        return place is not None and whole.contains(place) and place.start > figure.start

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
        """The first hand of a chain: a body that passes on a count gives the other's figure."""
        attribution = self._sourcing.attributions[index]
        first = self._sources.get(attribution.chain[0]) if attribution.chain else None
        if first is not None and first.id not in (attribution.source_id, attribution.channel):
            return Holder(index, first.id, first.stake, first.kind)
        return Holder(index, attribution.source_id, attribution.stake, attribution.kind)

    def explained(self, figure: Span, holder: Holder | None) -> bool:
        """Whether a counter without a stake says how it counted, here or elsewhere."""
        if holder is None or holder.stake is not False or holder.kind not in _COUNTERS:
            return False
        if self._document.sentence_at(figure.start) in self._methods:
            return True
        return holder.source_id is not None and holder.source_id in self._methodical

    def _sources_with_a_method(self) -> frozenset[str]:
        """Sources of which some sentence that names them states a method."""
        found: set[str] = set()
        for source in self._sourcing.sources:
            places = {self._document.sentence_at(m.start) for m in source.mentions}
            if places & self._methods or self._names_a_method(source):
                found.add(source.id)
        return frozenset(found)

    def _names_a_method(self, source: Source) -> bool:
        """Whether a sentence with a method names the source by a word of its name."""
        return any(w.lower() in self._said for w in source.name.split() if len(w) >= _LONG_WORD)

    def _words_beside_methods(self) -> frozenset[str]:
        """The words of the sentences that state a method."""
        spans = [self._document.sentences[i] for i in self._methods]
        return frozenset(t.low for s in spans for t in tokenise(s.of(self._document.text)))

    def source(self, source_id: str | None) -> Source | None:
        """The source with that id."""
        return self._sources.get(source_id) if source_id is not None else None

    def channel(self, holder: Holder) -> str | None:
        """The hand that passed the figure to the author."""
        attribution = self._sourcing.attributions[holder.index]
        return attribution.channel or holder.source_id

    def denied(self, figure: Span) -> bool:
        """Whether the sentence disputes or rejects what it says."""
        return self._document.sentence_at(figure.start) in self._denied


def _vouches(attribution: Attribution) -> bool:
    if attribution.kind in _EMPTY:
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


def _sentences_with(document: Document, tokens: list[Token], name: str) -> frozenset[int]:
    """Sentences that hold a phrase of a list."""
    found: set[int] = set()
    table = phrases(name)
    for i, token in enumerate(tokens):
        if token.low in table and phrase_at(tokens, i, table):
            found.add(document.sentence_at(token.start))
    return frozenset(found)


def _sentences_opening(document: Document, tokens: list[Token]) -> frozenset[int]:
    """Sentences whose first words go on counting what the sentence before counted."""
    table = phrases("governing")
    firsts = (bisect_left(tokens, s.start, key=lambda t: t.start) for s in document.sentences)
    return frozenset(index for index, first in enumerate(firsts) if phrase_at(tokens, first, table))


def verify(
    figures: tuple[Figure, ...],
    holders: tuple[Holder | None, ...],
    standing: Standing,
    things: tuple[str, ...],
) -> tuple[Figure, ...]:
    """The figures with ``verified`` set; ``things`` says for each what it counts."""
    explained = [standing.explained(f, h) for f, h in zip(figures, holders, strict=True)]
    groups: dict[tuple[str, float], list[int]] = {}
    for index, (figure, thing) in enumerate(zip(figures, things, strict=True)):
        if figure.value is not None and thing:
            groups.setdefault((thing, figure.value), []).append(index)
    for indices in groups.values():
        if any(explained[i] for i in indices) or _two_channels(indices, holders, standing):
            for i in indices:
                explained[i] = explained[i] or holders[i] is not None
    return tuple(replace(f, verified=e) for f, e in zip(figures, explained, strict=True))


def _two_channels(
    indices: list[int], holders: tuple[Holder | None, ...], standing: Standing
) -> bool:
    """Whether two channels, neither fed by the other, give the figure, one without a stake."""
    known = [h for i in indices if (h := holders[i]) is not None and h.source_id is not None]
    channels = {(h.source_id, standing.channel(h)) for h in known}
    apart = any(a[0] != b[0] and a[1] != b[1] for a in channels for b in channels)
    return apart and any(h.stake is False for h in known)
