"""Claims: what each sentence says, who vouches for it, and every finding that bears on it.

A claim's span is its sentence; a sentence in which two sources say different things holds two
claims with the same span. The claim carries its findings, so that concepts are computed from them
and from nothing else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

import numpy as np

from features.concepts import grave_words
from features.evidence import (
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
from features.phrases import BETWEEN_CLAUSES
from features.rejection import refutations
from features.sourcing.custody import is_wish
from features.stance import stance, with_targets

T = TypeVar("T")

SILENT: frozenset[Role] = frozenset({"dateline", "byline", "credit", "boilerplate"})
"""Parts in which nothing is claimed."""

NEAR = 3
"""Sentences before and after a claim's own that tell what matter it belongs to."""

COVERED = 0.4
"""Share of a sentence that an attribution's content must cover to be the sentence's own."""
FEW_WORDS, MOST = 8, 0.6
"""Code points of content, and the share of the sentence with source and cue, that are all of it."""
SHORT_SPEECH = 8
"""Code points of speech in marks that a sentence begins with."""
LEAD = 300
"""Code points of a clause of circumstance at most."""
WHOLE = 0.85
"""Share of a clause with source, cue and content that they fill where it holds nothing else."""
OWN_PART = 25
"""Code points that a second attribution must cover alone to be a claim beside the first."""

JOIN = 30
"""Code points before a report in which the words that join it to a clause end."""
OCCASION = 60
"""Code points at most between who speaks and what he says that tell when and to whom."""

# "Why?", "What do you think?"
_QUESTION = re.compile(r"\?['\"’”»)]*\s*$")
# A word of at least two letters: "said", "don't"
_WORD = re.compile(r"[^\W\d_]{2,}")


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
    way; the assessment leaves these out. ``said`` is what :func:`said_in` gives, where it is known.
    """
    claims: list[Claim] = []
    said = said or said_in(document)
    found = _by_sentence(document, sourcing, voices, figures, framing)
    grave = [_outside(said.grave[i], found[i].named()) for i in range(len(found))]
    around = shares_around([bool(words) for words in grave])
    for index, sentence in enumerate(document.sentences):
        heads = {name: float(values[index]) for name, values in encoding.heads.items()}
        speaking = speakers(sentence, found[index].attributions, document.text)
        own = not speaking or asserts_too(document.text, sentence, found[index].attributions)
        look = worth(encoding, sentence, found[index].named())
        for attribution in (*speaking, *((None,) if own else ())):
            name = f"c{len(claims) + 1}"
            here = _Here(index, found[index], said.rejections[index], grave[index], around[index])
            claims.append(_claim(name, document, here, attribution, voices, heads, look))
    targeted = with_targets(document, claims)
    linked = _linked(document, targeted, figures, said.likeness)
    top = dropped(document, linked, figures, said.likeness)
    lost = {
        finding.claim: tuple(f.dropped for f in top if f.claim == finding.claim) for finding in top
    }
    return tuple(
        replace(claim, dropped=lost[claim.id]) if claim.id in lost else claim for claim in linked
    )


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


def _outside(words: Iterable[Span], named: Sequence[Span]) -> tuple[Span, ...]:
    """The words that stand in no source and no cue."""
    return tuple(word for word in words if not any(word.overlap(span) for span in named))


def speakers(
    sentence: Span, attributions: Iterable[Attribution], text: str | None = None
) -> list[Attribution]:
    """The attributions that carry a sentence, the one with most of it first.

    What one source says in several pieces counts together. Of two that say the same stretch the
    origin stands for it: the one whom the other relays. Empty where the sentence is the author's
    own.
    """
    inside = [(a.content.overlap(sentence), a) for a in attributions if a.content.overlap(sentence)]
    inside.sort(key=lambda pair: (-pair[0], pair[1].content.start))
    if len(inside) > 1 and (origin := _origin(sentence, inside[0][1], inside[1:])):
        inside.insert(0, origin)
    chosen: list[tuple[int, Attribution]] = []
    for shared, attribution in inside:
        if not chosen and _carries(sentence, _of_one_source(attribution, inside)):
            chosen.append((shared, attribution))
            continue
        apart = all(
            other.content.overlap(attribution.content) < 0.5 * shared for _, other in chosen
        )
        if chosen and apart and shared >= OWN_PART and _differs(attribution, chosen):
            chosen.append((shared, attribution))
    if not chosen and _is_shared_out(sentence, inside):
        chosen = inside
    if not chosen and text is not None:
        chosen = [pair for pair in inside if _behind_adjunct(text, sentence, pair[1])][:1]
    return [attribution for _, attribution in chosen]


def _is_shared_out(sentence: Span, inside: Sequence[tuple[int, Attribution]]) -> bool:
    """Whether several speakers leave nothing of a sentence to the author: "The bridge is safe, the
    mayor said; the union said it was not."."""
    if len({a.source_id for _, a in inside} - {None}) < 2:
        return False
    spans = [s for _, a in inside for s in (a.source, a.cue, a.content) if s is not None]
    return _covered(sentence, spans) >= MOST * len(sentence)


# "When he left, ", "Leaving the tower on Friday, ": when and how somebody said it
_ADJUNCT = re.compile(
    r"\W*(?:(?:when|after|before|as|while|since|once|on|in|at|during|by|earlier|later|last|asked"
    r"|pressed|instead|despite|with|from)\b|\w{2,}ing\s)[^.;:\n]*,\s*$",
    re.IGNORECASE,
)


def _behind_adjunct(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether nothing but the words of attribution and a clause of circumstance is left of a
    sentence: "When he left, he conceded that it rained."."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not sentence.start < source.start < cue.start:
        return False
    if source.start - sentence.start > LEAD:
        return False
    content = attribution.content
    if not cue.end <= content.start or content.overlap(sentence) < SHORT_SPEECH:
        return False
    rest = _covered(sentence, [source, cue, content])
    whole = rest >= WHOLE * (sentence.end - source.start)
    return whole and _ADJUNCT.match(text, sentence.start, source.start) is not None


def _of_one_source(
    attribution: Attribution, inside: Sequence[tuple[int, Attribution]]
) -> list[Attribution]:
    """All that the source of an attribution says in its sentence; an empty form stands alone."""
    if attribution.source_id is None:
        return [attribution]
    return [other for _, other in inside if other.source_id == attribution.source_id]


def _carries(sentence: Span, said: Sequence[Attribution]) -> bool:
    """Whether what one source says holds a sentence: a good part of it, a clause of it, all that
    the words of attribution leave ("Nine people died, said the coroner.") or what it begins with
    ("Orsk denied any part in it on Friday")."""
    shared = _covered(sentence, [a.content for a in said])
    if shared >= COVERED * len(sentence):
        return True
    named = [s for a in said for s in (a.source, a.cue) if s is not None and s.overlap(sentence)]
    if not named or shared < FEW_WORDS:
        return False
    rest = _covered(sentence, [*named, *(a.content for a in said)])
    opens = min(s.start for s in named) <= sentence.start + 2
    if shared >= OWN_PART or rest >= MOST * len(sentence) or opens:
        return True
    begins = min(a.content.start for a in said) - sentence.start
    return shared >= SHORT_SPEECH and said[0].direct and 0 <= begins <= 2


def _covered(sentence: Span, spans: Iterable[Span]) -> int:
    """Code points of a sentence that lie in any of the spans."""
    total, end = 0, sentence.start
    for span in sorted(Span(s.start, s.end) for s in spans):
        start = max(span.start, end)
        stop = min(span.end, sentence.end)
        if stop > start:
            total += stop - start
            end = stop
    return total


# "When the siren went, and", "Speaking in Orsk;"
_SUBORDINATE = re.compile(
    r"\W*(?:if|when|after|before|as|since|although|though|while|because|unless|until|speaking"
    r"|citing|quoting|according|referring|responding|reacting|writing|addressing|asked|pressed)\b",
    re.IGNORECASE,
)
FEW_OWN = 5
"""Words without which a stretch before a report is no clause of its own."""
# "nobody claimed it but": the comma was lost
_BUT = re.compile(r"\sbut\s+$")
# ", which", "although", "a day after": what follows is a clause inside of the one before
_INNER = re.compile(
    r"(?:,?\s(?:which|whom|where|(?:even )?though|although)|,\s(?:who|while|whereas))\s+$",
    re.IGNORECASE,
)
# "a day after", "as": when or why the author's own clause came about, however short it is
_BESIDE = re.compile(
    r"\w,?\s(?:(?:even )?as|when|after|before|because|since|until|despite)\s+$", re.IGNORECASE
)
# "an attack " before "the ministry says killed ten", "the voters " before "who say so"
_EMBEDS = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|some|any|many|by|with|of|over|to) "
    r"(?:[\w’'-]+ ){1,3})$"
)
# "In a statement", "Two days later": no clause yet
_LEADS = re.compile(
    r"\W*(?:in|at|on|with|during|from|by|under|for|amid|among|through|despite|without|to|date|tags"
    r"|posted|published|updated|\d+|earlier|later|last|\w+ing|\w+day)\b",
    re.IGNORECASE,
)
# "after claiming", "while urging", "left the talks, saying": a report in passing
_PASSING = re.compile(
    r"(?:\b(?:after|before|while|despite|by|without|besides|for|in addition to|up?on),?"
    r"|[^\s,]{2},)\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
_DOING = re.compile(r"(?:\w+ly )?\w+ing\b")
# "While the mayor admitted it", "With the firm announcing a sale", "Days after she warned of it":
# what opens a longer sentence
_OPENS = re.compile(
    r"\W*(?:(?:And|But|So|Yet),? )?"
    r"(?:(?:just|only|shortly|soon|long|even|right"
    r"|(?:[\w-]+ ){0,3}(?:minute|hour|day|week|month|year)s?) )?"
    r"(?:if|when(?:ever)?|after|before|as|since|(?:even )?though"
    r"|although|while|because|unless|until|with|despite)\s",
    re.IGNORECASE,
)
# "..., yet he smiles", "; she went": what is the author's own behind a report
_BEHIND = re.compile(r"\s*(?:[,;–—-]+\s*(?:but|yet|so|although|though)\b|;)", re.IGNORECASE)
# "— Ana Roux (@ana) May 4, 2031" and, behind it, the article that the post is set in
_SIGNED = re.compile(r"(?<=\))\s+(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.? \d{1,4}(?:, \d{4})?\s+(?=[A-Z])")
# "the envoys who", " which": somebody of whom the author tells more than what he says
_WHO = re.compile(r",?\s+(?:who|which)\s")


def asserts_too(text: str, sentence: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether the author asserts a clause himself before he reports another in the same sentence: a
    claim would else be gone as soon as its own attribution is deleted."""
    spans = [s for a in attributions for s in (a.content, a.source, a.cue) if s is not None]
    starts = [max(s.start, sentence.start) for s in spans if s.overlap(sentence)]
    if not starts:
        return False
    if _asserts_behind(text, sentence, max(s.end for s in spans if s.overlap(sentence))):
        return True
    if all(_in_passing(text, sentence, a) for a in attributions):
        return True
    if _SUBORDINATE.match(text, sentence.start):
        return len(attributions) == 1 and _runs_on(text, sentence, attributions[0])
    if all(_is_told_of(text, sentence, a) for a in attributions):
        return True
    first = min(starts)
    near = max(sentence.start, first - JOIN)
    joined = BETWEEN_CLAUSES.search(text, near, first)
    if joined := joined or _BUT.search(text, near, first):
        return len(_WORD.findall(text, sentence.start, joined.start())) >= FEW_OWN
    outer = Span(sentence.start, first)
    told = _covered(sentence, [a.content for a in attributions])
    if len(_WORD.findall(text, outer.start, first)) < FEW_OWN:
        return False
    if _BESIDE.search(text, near, first) and not _OPENS.match(text, outer.start):
        return True
    embedded = _EMBEDS.search(text, outer.start, outer.end) and not _LEADS.match(text, outer.start)
    return len(outer) >= told and bool(embedded or _subordinates(text, outer, attributions))


def _in_passing(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether a report hangs on a clause of its speaker's doing: "He left after claiming that"."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not source.end <= cue.start < sentence.end:
        return False
    if not _DOING.match(text, cue.start, cue.end):
        return False
    passing = _PASSING.search(text, max(source.end, cue.start - JOIN), cue.start)
    if passing is None:
        return False
    comma = passing.group().rstrip().endswith(",")
    if comma and attribution.direct:
        return False
    # A main clause of the speaker's doing stands between him and what he says.
    start = source.end if comma else sentence.start
    return len(_WORD.findall(text, start, passing.start())) >= FEW_OWN


# "When he says ", "While the mayor may claim ": who speaks in the clause that opens a sentence
_WHEN = re.compile(r"\W*(?:if|when(?:ever)?|although|though|while|because|unless|until)\s$", re.I)
# ", that is a lie", ", the road is shut": the main clause behind it
_MAIN = re.compile(r",\s(?!(?:and|or|but|nor|which|who|that|including|not)\b)(?:[\w’'-]+\s){3,}")


# "claim that", "latest demand that": a thing of which the author tells more than what it says
_NOUN = re.compile(
    r"(?:(?!(?:an?|the|in|on|at|by)\s)[\w’'-]+ ){0,2}(?:accusation|admission|allegation"
    r"|argument|assertion|belief|boast|charge|claim|complaint|conclusion|demand|denial|forecast"
    r"|hint|pledge|prediction|promise|proposal|statement|suggestion|theory|threat|view|warning)s?"
    r"(?: that| by| from)",
    re.IGNORECASE,
)


def _is_told_of(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether what is reported is a thing inside the author's clause: "She sidestepped a question
    about the mayor's claim that"."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not sentence.start + 8 <= source.start < cue.start:
        return False
    if _NOUN.fullmatch(text, cue.start, cue.end) is None or _LEADS.match(text, sentence.start):
        return False
    return len(_WORD.findall(text, sentence.start, cue.start)) > FEW_OWN


def _runs_on(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether what is said in the clause that opens a sentence was taken for all of it: "When he
    says that it is shut, he is wrong" has a main clause, whose it may be."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or not source.end <= cue.start < content.start:
        return False
    if attribution.direct or content.end < sentence.end - 2:
        return False
    opens = _WHEN.fullmatch(text, sentence.start, source.start)
    return opens is not None and _MAIN.search(text, content.start, sentence.end) is not None


def _asserts_behind(text: str, sentence: Span, end: int) -> bool:
    """Whether a clause of the author's own stands behind all that is reported in a sentence:
    "While she admitted it, that changes nothing", "He blames the mill, yet he owns it"."""
    signed = _SIGNED.match(text, end, sentence.end)
    if len(_WORD.findall(text, signed.end() if signed else end, sentence.end)) < FEW_OWN:
        return False
    if signed or _BEHIND.match(text, end, sentence.end):
        return True
    opens = _OPENS.match(text, sentence.start, sentence.end) is not None
    return opens and (text[end - 1] == "," or text[end : end + 3].lstrip("\"”'’ ").startswith(","))


def _subordinates(text: str, outer: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether what is reported behind a stretch hangs on it: "..., which the ministry said", "by
    rebels who believed"."""
    if _INNER.search(text, max(outer.start, outer.end - JOIN), outer.end):
        return True
    for attribution in attributions:
        if attribution.source is None or attribution.source.start != outer.end:
            continue
        if attribution.source.of(text).casefold() in ("who", "which"):
            return True
        cue = attribution.cue
        if cue is not None and _WHO.match(text, attribution.source.end, cue.start):
            return True
    return False


RELAYED = 0.35
"""Share of a sentence that the words of a relayed source must fill to be what it claims."""


def _origin(
    sentence: Span, outer: Attribution, others: Sequence[tuple[int, Attribution]]
) -> tuple[int, Attribution] | None:
    """Whom the widest attribution relays: "Fox reported that X said" is X's word, at depth 2."""
    for shared, inner in others:
        other = outer.depth > 0 and inner.source_id not in (None, outer.source_id)
        here = inner.source is not None and outer.content.contains(inner.source)
        spoken = inner.cue is not None and outer.content.contains(inner.cue)
        relayed = inner.depth == 2 or (inner.depth == 1 and spoken)
        if other and here and relayed and shared >= RELAYED * len(sentence):
            return shared, replace(inner, depth=2)
    return None


def _differs(attribution: Attribution, chosen: Sequence[tuple[int, Attribution]]) -> bool:
    return all(attribution.source_id != other.source_id for _, other in chosen)


@dataclass(slots=True, eq=False)
class _Found:
    """What stands on one sentence: ``figures`` by index, and the ``caveats`` that cover it."""

    attributions: list[Attribution]
    hedges: list[Hedge]
    caveats: list[Caveat]
    factive: list[Span]
    denials: list[Span]
    figures: list[int]
    loaded: list[Loaded]
    techniques: list[Technique]
    insinuations: list[Span]
    scare_quotes: list[Span]

    def named(self) -> list[Span]:
        """Every source and cue: where two speak, one's words may not hang on the other's name."""
        return [span for attribution in self.attributions for span in outside(attribution)]


def _by_sentence(
    document: Document,
    sourcing: Sourcing,
    voices: Voices,
    figures: Sequence[Figure],
    framing: Framing,
) -> list[_Found]:
    """The findings of every sentence: each is placed once, so that time stays linear."""
    found = [_Found([], [], [], [], [], [], [], [], [], []) for _ in document.sentences]
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
    matter around it is."""

    index: int
    found: _Found
    rejected: Sequence[Span]
    grave: tuple[Span, ...]
    around: float


def _claim(
    name: str,
    document: Document,
    here: _Here,
    attribution: Attribution | None,
    voices: Voices,
    heads: dict[str, float],
    look: float | None,
) -> Claim:
    sentence, found = document.sentences[here.index], here.found
    role = document.role_of(sentence)
    return Claim(
        id=name,
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
        is_claim=is_claim(document, sentence, role, bool(found.insinuations)),
        grave=here.grave,
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
    first, last = np.searchsorted(encoding.offsets[:, 0], (within.start, within.end)).tolist()
    pieces = encoding.worth[first:last]
    if without:
        starts, ends = encoding.offsets[first:last].T
        counted = np.ones(last - first, bool)
        for span in without:
            counted &= (ends <= span.start) | (starts >= span.end)
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
    if role in SILENT or len(_WORD.findall(words)) < 3:
        return False
    return insinuates or not _QUESTION.search(words)


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
