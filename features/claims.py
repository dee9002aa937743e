"""Claims: what each sentence says, who vouches for it, and every finding that bears on it.

A claim's span is its sentence; a sentence in which two sources say different things holds two
claims with the same span. The claim carries its findings, so that concepts are computed from them
and from nothing else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, count, islice
from typing import TypeVar

import numpy as np

from features.author_clause import WORD, asserts_too
from features.concepts import grave_words
from features.evidence import (
    SILENT,
    Attribution,
    Caveat,
    Claim,
    Document,
    Encoding,
    Figure,
    Framing,
    Hedge,
    Loaded,
    Role,
    Sourcing,
    Span,
    Technique,
    Voice,
    Voices,
)
from features.headline import dropped
from features.likeness import Likeness, names_differ
from features.rejection import refutations
from features.sourcing.custody import is_wish
from features.speakers import speakers
from features.stance import stance, with_targets

T = TypeVar("T")
S = TypeVar("S", bound=Span)

NEAR = 3
"""Sentences before and after a claim's own that tell what matter it belongs to."""

OCCASION = 60
"""Code points at most between who speaks and what he says that tell when and to whom."""

# "Why?", "What do you think?"
_QUESTION = re.compile(r"\?['\"’”»)]*\s*$")
# "The Harbour Post reports:": who speaks next, and nothing that he says
_LEAD_IN = re.compile(
    r"(?:[\w.'’&-]+ ){1,4}(?:reports?|reported|writes|wrote|notes|adds|added|says|said|explains):$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of each sentence tell, whoever says them."""

    rejections: tuple[Sequence[Span], ...]
    """Where they reject a claim that they cite (``features.rejection.refutations``)."""
    grave: tuple[tuple[Span, ...], ...]
    likeness: Likeness


def said_in(document: Document) -> Said:
    """What the sentences of a document tell before it is known who says them."""
    text, sentences = document.text, document.sentences
    return Said(
        tuple(refutations(text, sentence) for sentence in sentences),
        tuple(grave_words(text, sentence) for sentence in sentences),
        Likeness(document),
    )


def find_claims(
    document: Document,
    encoding: Encoding,
    sourcing: Sourcing,
    voices: Voices,
    figures: Sequence[Figure],
    framing: Framing,
    said: Said | None = None,
) -> tuple[Claim, ...]:
    """Every sentence's claims, in the order of the text.

    A sentence without a claim yields one with ``is_claim`` False, so that nothing is lost on the
    way; the assessment leaves these out, and they are numbered apart (n1, n2, …). ``said`` is what
    :func:`said_in` gives, where it is known.
    """
    claims: list[Claim] = []
    numbers = {True: count(1), False: count(1)}
    said = said or said_in(document)
    found = _by_sentence(document, sourcing, voices, figures, framing)
    grave = [_outside(said.grave[i], found[i].named()) for i in range(len(found))]
    around = shares_around([bool(words) for words in grave])
    for index, sentence in enumerate(document.sentences):
        heads = {name: float(values[index]) for name, values in encoding.heads.items()}
        speaking = speakers(sentence, found[index].attributions, document.text)
        own = not speaking or asserts_too(document.text, sentence, found[index].attributions)
        for attribution in (*speaking, *((None,) if own else ())):
            here = _Here(index, found[index], said.rejections[index], grave[index], around[index])
            if told := _told_by_others(attribution, speaking):
                here = here.beside(told, figures)
            look = worth(encoding, sentence, [*found[index].named(), *here.told])
            claims.append(_claim(numbers, document, here, attribution, voices, heads, look))
    targeted = with_targets(document, claims)
    linked = _linked(document, targeted, figures, said.likeness)
    top = dropped(document, linked, figures, said.likeness)
    lost = {
        finding.claim: tuple(f.dropped for f in top if f.claim == finding.claim) for finding in top
    }
    return tuple(
        replace(claim, dropped=lost[claim.id]) if claim.id in lost else claim for claim in linked
    )


def _told_by_others(attribution: Attribution | None, speaking: Sequence[Attribution]) -> list[Span]:
    """What others say in a sentence, apart from what an attribution, or the author, says in it."""
    others = (a.content for a in speaking if a is not attribution)
    return [s for s in others if attribution is None or not s.overlap(attribution.content)]


def with_matter(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each with how grave the matter around it is (``Claim.around``)."""
    order = {sentence: i for i, sentence in enumerate(dict.fromkeys(c.sentence for c in claims))}
    hit = {claim.sentence for claim in claims if claim.grave}
    around = shares_around([sentence in hit for sentence in order])
    return [replace(claim, around=around[order[claim.sentence]]) for claim in claims]


def shares_around(grave: Sequence[bool]) -> list[float]:
    """For each sentence the share of those near it that are grave, itself among them."""
    counts = [0, *accumulate(grave)]
    reach = ((max(0, i - NEAR), min(len(grave), i + NEAR + 1)) for i in range(len(grave)))
    return [(counts[last] - counts[first]) / (last - first) for first, last in reach]


def _outside(words: Iterable[S], spans: Sequence[Span]) -> list[S]:
    """The words that stand in none of the spans."""
    return [word for word in words if not any(word.overlap(span) for span in spans)]


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What stands on one sentence: ``figures`` by index, and the ``caveats`` that cover it."""

    attributions: list[Attribution] = field(default_factory=list)
    hedges: list[Hedge] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)
    factive: list[Span] = field(default_factory=list)
    denials: list[Span] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    loaded: list[Loaded] = field(default_factory=list)
    techniques: list[Technique] = field(default_factory=list)
    insinuations: list[Span] = field(default_factory=list)
    scare_quotes: list[Span] = field(default_factory=list)

    def named(self) -> list[Span]:
        """Every source and cue: where two speak, one's words may not hang on the other's name."""
        return [span for attribution in self.attributions for span in outside(attribution)]

    def beside(self, told: Sequence[Span], figures: Sequence[Figure]) -> _Found:
        """What stands outside of the contents ``told``; a caveat covers whole sentences."""
        return replace(
            self,
            hedges=_outside(self.hedges, told),
            factive=_outside(self.factive, told),
            figures=[i for i in self.figures if not any(figures[i].overlap(t) for t in told)],
            loaded=_outside(self.loaded, told),
            techniques=_outside(self.techniques, told),
            insinuations=_outside(self.insinuations, told),
            scare_quotes=_outside(self.scare_quotes, told),
        )


def _by_sentence(
    document: Document,
    sourcing: Sourcing,
    voices: Voices,
    figures: Sequence[Figure],
    framing: Framing,
) -> list[_Found]:
    """The findings of every sentence: each is placed once, so that time stays linear."""
    found = [_Found() for _ in document.sentences]
    for caveat in sourcing.caveats:
        for i in dict.fromkeys(caveat.covers):
            found[i].caveats.append(caveat)
    for i, attribution in _placed(document, ((a.content, a) for a in sourcing.attributions)):
        found[i].attributions.append(attribution)
    for i, figure in _placed(document, ((f, n) for n, f in enumerate(figures))):
        found[i].figures.append(figure)
    for i, hedge in _placed(document, ((h, h) for h in sourcing.hedges)):
        found[i].hedges.append(hedge)
    for i, verb in _placed(document, ((f, f) for f in sourcing.factive)):
        found[i].factive.append(verb)
    for i, denial in _placed(document, ((d, d) for d in sourcing.denials)):
        found[i].denials.append(denial)
    for i, word in _placed(document, ((w, w) for w in framing.loaded)):
        found[i].loaded.append(word)
    for i, technique in _placed(document, ((t, t) for t in framing.techniques)):
        found[i].techniques.append(technique)
    for i, hint in _placed(document, ((h, h) for h in framing.insinuations)):
        found[i].insinuations.append(hint)
    for i, quote in _placed(document, ((q, q) for q in voices.quotes if q.type == "scare")):
        found[i].scare_quotes.append(Span(quote.start, quote.end))
    return found


def _placed(document: Document, items: Iterable[tuple[Span, T]]) -> Iterator[tuple[int, T]]:
    """Each item with the index of every sentence that its span shares a code point with."""
    for span, item in items:
        if len(span):
            for i in document.sentences_in(span):
                yield i, item


@dataclass(frozen=True, slots=True, eq=False)
class _Here:
    """One sentence: its index, what stands on it, its rejections, its grave words, how grave the
    matter around it is, and the contents in it that others answer for."""

    index: int
    found: _Found
    rejected: Sequence[Span]
    grave: Sequence[Span]
    around: float
    told: Sequence[Span] = ()

    def beside(self, told: Sequence[Span], figures: Sequence[Figure]) -> _Here:
        """The sentence without the contents ``told``: nobody, the author neither, is charged with
        what another says beside him."""
        found = self.found.beside(told, figures)
        return replace(self, found=found, grave=_outside(self.grave, told), told=told)


def _claim(
    numbers: Mapping[bool, Iterator[int]],
    document: Document,
    here: _Here,
    attribution: Attribution | None,
    voices: Voices,
    heads: dict[str, float],
    look: float | None,
) -> Claim:
    sentence, found = document.sentences[here.index], here.found
    role = document.role_of(sentence)
    claims = is_claim(document, sentence, role, bool(found.insinuations))
    return Claim(
        id=f"{'c' if claims else 'n'}{next(numbers[claims])}",
        sentence=here.index,
        span=sentence,
        role=role,
        stance=stance(document, sentence, found.denials, attribution, here.rejected),
        voice=_voice(sentence, attribution, voices),
        kind=attribution.kind if attribution else "author_voice",
        attribution=attribution,
        independent_sources=int(attribution is not None and attribution.stake is False),
        hedges=tuple(found.hedges),
        caveats=tuple(found.caveats),
        factive=tuple(found.factive),
        same_as=(),
        figures=tuple(found.figures),
        loaded=tuple(found.loaded),
        techniques=tuple(found.techniques),
        insinuations=tuple(found.insinuations),
        heads=heads,
        is_claim=claims,
        grave=tuple(here.grave),
        around=here.around,
        worth=look,
        wish=attribution is not None
        and attribution.custody is not None
        and is_wish(_within(attribution.content, sentence).of(document.text)),
        scare_quotes=tuple(found.scare_quotes),
    )


def outside(attribution: Attribution | None) -> list[Span]:
    """What of an attributed sentence is not its content: source, cue, and what stands between them
    and the content, which tells when and to whom it was said ("told reporters on 3 March that")."""
    if attribution is None:
        return []
    named = [s for s in (attribution.source, attribution.cue) if s]
    end = max((s.end for s in named), default=attribution.content.start)
    between = Span(end, max(end, attribution.content.start))
    return [*named, between] if 0 < len(between) <= OCCASION else named


def worth(encoding: Encoding, within: Span, without: Sequence[Span]) -> float | None:
    """How much the pieces inside ``within`` look worth checking, in [0, 1], each by itself; those
    of ``without`` do not count, so that a claim reads alike with and without its attribution."""
    if encoding.worth is None:
        return None
    own = encoding.beginning_in(within)
    pieces = encoding.worth[own.start : own.stop]
    if without:
        counted = np.ones(len(own), bool)
        for span in without:
            touched = encoding.touching(span)
            counted[max(0, touched.start - own.start) : max(0, touched.stop - own.start)] = False
        pieces = pieces[counted]
    odds = encoding.worth_base + float(pieces.sum())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def _within(content: Span, sentence: Span) -> Span:
    """What of a content stands in the sentence; empty where nothing does."""
    start = max(sentence.start, content.start)
    return Span(start, max(start, min(sentence.end, content.end)))


def _voice(sentence: Span, attribution: Attribution | None, voices: Voices) -> Voice:
    """The voice of what the claim's source says of the sentence; a claim that comes from another
    is reported at least, though its wording be the author's own ("the footage shows")."""
    if attribution is None or not attribution.content.overlap(sentence):
        return voices.at(sentence)
    said = voices.at(_within(attribution.content, sentence))
    return "reported" if said == "author" and attribution.depth > 0 else said


def is_claim(document: Document, sentence: Span, role: Role, insinuates: bool) -> bool:
    """Whether a sentence claims anything: no dateline, byline or link, no plain question."""
    words = sentence.of(document.text)
    if role in SILENT or len(list(islice(WORD.finditer(words), 3))) < 3:
        return False
    return insinuates or not (_QUESTION.search(words) or _LEAD_IN.fullmatch(words))


def _linked(
    document: Document, claims: Sequence[Claim], figures: Sequence[Figure], likeness: Likeness
) -> list[Claim]:
    """Claims with ``same_as`` and the count of channels without a stake behind each."""
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    result = []
    for claim in claims:
        same = [
            other
            for sentence in likeness.same[claim.sentence]
            for other in by_sentence.get(sentence, ())
            if claim.is_claim and other.is_claim and _agree(claim, other, figures)
            if not names_differ(_said_in(document, claim), _said_in(document, other))
        ]
        channels = len({_channel(c) for c in (claim, *same)} - {None})
        alike = tuple(c.id for c in same)
        if alike or channels != claim.independent_sources:
            claim = replace(claim, same_as=alike, independent_sources=channels)
        result.append(claim)
    return result


def _said_in(document: Document, claim: Claim) -> str:
    """The words that a claim claims: who says so does not make it another claim."""
    said = claim.attribution.content if claim.attribution else claim.span
    if not said.overlap(claim.span):
        said = claim.span
    start, end = max(said.start, claim.span.start), min(said.end, claim.span.end)
    return document.text[start:end]


def _agree(one: Claim, other: Claim, figures: Sequence[Figure]) -> bool:
    """Two sentences that are alike but give different figures do not say the same."""
    values = [{figures[i].value for i in c.figures} - {None} for c in (one, other)]
    return not (values[0] and values[1]) or bool(values[0] & values[1])


def _channel(claim: Claim) -> str | None:
    """The channel without a stake through which a claim came, if there is one."""
    attribution = claim.attribution
    if attribution is None or attribution.stake is not False or attribution.custody:
        return None
    return attribution.channel or attribution.source_id
