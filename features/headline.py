"""Headline and lede against the body: what was lost on the way up.

A claim of the headline or lede is matched with the body claim that says the same, by the content
words they share; then the two are compared (Chesney et al. 2017 on incongruent headlines). A
source is missed where the headline is grave or counts something and its subject is not the source
("Dorne threatens to sue"), a hedge only where it covers what the headline says. A headline has no
support where it counts what nothing under it counts, where it tells of a grave or strong act of
which nothing below tells ("killed", "collapses"), or where its own emotive word is nowhere below. A
lede is the text's first telling: only its source and hedge are asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import Literal

from features.concepts import grave_words, is_hidden
from features.evidence import EMPTY, Bound, Claim, Document, Figure, Hedge, Span
from features.figures.amounts import Amount, find_amounts
from features.figures.core import AmountType
from features.likeness import Likeness, stem, stems
from features.phrases import Phrases, Word, phrases, small_words, words_of
from features.wordlist import sections

Dropped = Literal["source", "hedge", "support"]

TOP = frozenset({"headline", "lede"})
SAME = 0.45
"""Least share of its content words at which a body claim is taken to be the top one."""
STRONG = 0.7
"""Least score of a loaded word of the headline that has to stand below it too."""
PLAIN = frozenset({"side_label", "combative", "intensifier"})
"""Categories that need no support below: one side's labels are a matter of naming, and words of
fight or degree ("slams", "iconic") are the plain idiom of headlines."""
COUNTED: frozenset[AmountType] = frozenset({"count", "money", "percent", "ratio", "multiple"})
"""Types of amounts of which the text below has to tell."""
SUBJECT = 3
"""Words at the head of a headline that its subject may take."""
FEW = 4
"""Least content words of a lede that is set against the body: fewer stand in any sentence."""
MANY = 30
"""Counts below a headline up to which two or three of them are summed."""
ROUND = 100
"""Value from which a headline may round the body's."""
SURPLUS = 1.5
"""How far a value below may exceed one that the headline gives as its lower bound."""


CROWDS = {
    "dozens": (20, 200),
    "scores": (20, 300),
    "hundreds": (100, 3_000),
    "thousands": (1_000, 100_000),
    "millions": (1_000_000, 1_000_000_000),
    "billions": (1_000_000_000, 1_000_000_000_000),
}
"""What a number below must at least and at most be to carry a vague one of the headline."""


# "Can the bridge be saved?": a question claims nothing that a source could be missed for
_ASKS = re.compile(
    r"\W*(?:can|could|is|are|was|were|do|does|did|will|would|should|has|have)\b", re.IGNORECASE
)
# "Report: dam bursts", "Sources: talks fail"
_REPORT = re.compile(
    r"\W*(?:exclusive |new )?(?:reports?|sources?|officials|police|witnesses|study|survey|poll)"
    r"\s*:",
    re.IGNORECASE,
)
# "four laws the council should repeal": what is proposed has not happened
_PROPOSES = re.compile(r"\b(?:should|must|ought to)\b", re.IGNORECASE)
# "Dam bursts, killing 40: police", or without its mark "Dam bursts monitor": who told it, behind
# the news; those who also act and are acted on ("shot dead by police") need the mark
_TOLD = re.compile(
    r"(?:[:,\u2014\u2013-]\s*(?:activists|officials|police)"
    r"|(?<!\bby)(?<!\bto)(?<!\bof)(?<!\bon)[\s:,\u2014\u2013-](?:reports?|monitors?|NGOs?|sources?"
    r"|watchdog|study|survey|polls?))\W*$",
    re.IGNORECASE,
)
# "vows", "told", "threatened"; "state" and "claims" are as often nouns
_SAYS = re.compile(
    r"(?!(?:states|claims|calls|demands|answers|comments|promises|quotes|jokes|texts)$)"
    r"\w+(?:s|ed)|said|told|wrote"
)
# "Dorne on the dam: 'Enough'", "Miners 'will never leave the pit'", "Leave the pit - Mara Dorne"
_CITED = re.compile(
    r":\s*[\"'\u2018\u201c]|\w\s+[\"\u2018\u201c](?:[\w'\u2019,-]+\s+){3,}[\w'\u2019,-]+[\"\u2019\u201d]\W*$"
    r"|\s[\u2014\u2013-]\s+[A-Z][\w.]+\s[A-Z][\w.]+(?: to (?:[A-Z][\w.]+\s?){1,3})?$"
)
# "7 things that went wrong", "Here are nine reasons"
_LISTED = re.compile(
    r"\s+(?:[\w'\u2019-]+\s+){0,3}?(?:things?|reasons?|ways?|facts?|signs?|times|takeaways|"
    r"questions|lessons|tips|photos|pictures|moments|myths|steps|stories|examples|tweets|memes|jokes)\b",
    re.IGNORECASE,
)
# "into the all-time top 10"
_RANK = re.compile(r"\b(?:top|no\.?|number)\s+$", re.IGNORECASE)
# "scores killed", "scores of men": no test scores and no goals
_SCORES = re.compile(
    r"(?:^\W*scores\b|\bscores (?:of|more|killed|dead|injured|wounded|hurt|arrested|missing)\b)",
    re.IGNORECASE,
)
_BELOW = " below"


@cache
def _acts(carriers: bool) -> Phrases[frozenset[str]]:
    """Words that claim a grave or strong act, each with the acts it may claim; with ``carriers``
    also those that only carry one in the text below."""
    told: dict[str, set[str]] = {}
    for name, lines in sections("headline_acts").items():
        if carriers or not name.endswith(_BELOW):
            for entry in (e.strip() for line in lines for e in line.split(",")):
                told.setdefault(entry, set()).add(name.removesuffix(_BELOW))
    return Phrases((entry, frozenset(acts)) for entry, acts in told.items() if entry)


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """A headline or lede claim that goes further than the body.

    ``dropped``: the body's ``source`` or ``hedge`` is missing on top, or the body gives it no
    ``support``. ``span`` is the claim's; ``body`` the id of the body claim it was set against.
    """

    claim: str
    dropped: Dropped
    span: Span
    body: str | None = None


def dropped(
    document: Document,
    claims: Sequence[Claim],
    figures: Sequence[Figure] = (),
    likeness: Likeness | None = None,
) -> tuple[HeadlineFinding, ...]:
    """What headline and lede claims lack of what the body says of them, in order.

    ``figures`` are the document's and ``likeness`` its sentences', where they are known already:
    they save time and change nothing. Nothing is returned where the body holds no claim: there is
    nothing to set the top against.
    Time is the number of top claims times that of the body's.
    """
    top = [claim for claim in claims if claim.is_claim and claim.role in TOP]
    body = [claim for claim in claims if claim.is_claim and claim.role not in TOP]
    if not top or not body:
        return ()
    likeness = likeness or Likeness(document)
    beneath = [claim for claim in claims if claim.role != "headline"]
    below = _Below(document, beneath, figures, likeness)
    found: list[HeadlineFinding] = []
    for claim in top:
        if claim.role == "headline" and _goes_further(document, claim, below):
            span = Span(claim.span.start, claim.span.end)
            found.append(HeadlineFinding(claim.id, "support", span))
            continue
        shares = [likeness.carried(claim.sentence, other.sentence) for other in body]
        best = shares.index(max(shares))
        if shares[best] >= SAME:
            found.extend(_compared(document, claim, body[best]))
    return tuple(found)


def _compared(document: Document, claim: Claim, body: Claim) -> list[HeadlineFinding]:
    text, span = document.text, Span(claim.span.start, claim.span.end)
    top = span.of(text)
    if _ASKS.match(top) or (claim.role == "lede" and len(stems(top)) < FEW):
        return []
    found: list[HeadlineFinding] = []
    told = _has_teller(claim, body) or _is_told(top)
    if not told and body.kind not in EMPTY and _is_missed(text, claim, body):
        found.append(HeadlineFinding(claim.id, "source", span, body.id))
    own = (hedge for hedge in body.hedges if not _is_quoted(document, hedge))
    hedged = bool(claim.hedges) or _REPORT.match(top) or _TOLD.search(top)
    if not hedged and body.voice != "quoted" and any(_covers(text, hedge, top) for hedge in own):
        found.append(HeadlineFinding(claim.id, "hedge", span, body.id))
    return found


def _has_teller(claim: Claim, body: Claim) -> bool:
    """Whether somebody is named on top, or the body's own source as it is there ("residents"): for
    one who can be asked below, "experts" on top are no source."""
    if claim.attribution is None:
        return False
    return claim.kind == body.kind or not is_hidden(claim.attribution)


def _is_quoted(document: Document, span: Span) -> bool:
    """Whether a span stands in quotation marks: a title or somebody's own doubt."""
    i = bisect_right(document.quotations, span.start, key=lambda q: q.end)
    return i < len(document.quotations) and document.quotations[i].start < span.start


def _is_told(top: str) -> bool:
    """Whether a headline tells by itself who speaks, though no attribution was found in it."""
    verbs = phrases("voice_verbs")
    return bool(
        _TOLD.search(top)
        or _REPORT.match(top)
        or _CITED.search(top)
        or any(w.lower in verbs and _SAYS.fullmatch(w.lower) for w in words_of(top))
    )


def _is_missed(text: str, claim: Claim, body: Claim) -> bool:
    """Whether the body's source is missed on top: what is grave or counted wants one, and what a
    side tells of itself, unless the source acts there; votes and announcements are on record."""
    top = claim.span.of(text)
    if _is_own_source(text, top, body):
        return False
    counted = any(amount.type != "money" for amount in _counts(top))
    side = body.kind == "party_to_conflict"
    return side or counted or bool(grave_words(text, claim.span, ()))


def _is_own_source(text: str, top: str, body: Claim) -> bool:
    """Whether the body's source is named on top, as who acts: its last word opens the headline, or
    two of its words do. A side in a conflict that tells of its deeds is a source all the same."""
    source = body.attribution.source if body.attribution else None
    if source is None or body.kind == "party_to_conflict":
        return False
    named = [word.lower for word in words_of(source.of(text)) if word.lower not in small_words()]
    subject = stems(" ".join(top.split()[:SUBJECT]))
    return bool(named) and (
        stem(named[-1]) in subject or len({stem(word) for word in named} & subject) > 1
    )


def _covers(text: str, hedge: Hedge, top: str) -> bool:
    """Whether a hedge of the body weakens what the headline says: half of the headline stands in
    what it covers. A hedge without a scope is taken to."""
    if hedge.scope is None or not stems(hedge.scope.of(text)):
        return True
    said = stems(top)
    return 2 * len(stems(hedge.scope.of(text)) & said) >= len(said)


class _Below:
    """The text under the headline: what it counts, and the stems of its words."""

    def __init__(
        self,
        document: Document,
        claims: Sequence[Claim],
        figures: Sequence[Figure],
        likeness: Likeness,
    ) -> None:
        known = [figures[i] for claim in claims for i in claim.figures if i < len(figures)]
        self.known = {v for f in known for v in (f.value, f.high) if v is not None}
        self._lost: dict[str, list[float]] = {}
        for figure in known[:MANY]:
            for loss in figure.losses if figure.value is not None else ():
                self._lost.setdefault(loss, []).append(figure.value or 0.0)
        spans = dict.fromkeys((claim.span.start, claim.span.end) for claim in claims)
        self._text = "\n".join(document.text[start:end] for start, end in spans)
        self._stems = [likeness.stems[i] for i in dict.fromkeys(c.sentence for c in claims)]

    @cached_property
    def values(self) -> set[float]:
        return _values(self._text)

    @cached_property
    def sums(self) -> set[float]:
        """What two or three counts of one loss make together, or all of them."""
        lost = self._lost.values()
        groups = (c for counts in lost for n in (2, 3) for c in combinations(counts, n))
        return {sum(group) for group in (*lost, *groups)}

    @cached_property
    def _words(self) -> list[Word]:
        return words_of(self._text)

    @cached_property
    def acts(self) -> frozenset[str]:
        found = _acts(carriers=True).find(self._words)
        return frozenset(act for match in found for act in match.value)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word.lower for word in self._words)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset[str]().union(*self._stems)


def _goes_further(document: Document, claim: Claim, below: _Below) -> bool:
    """Whether a headline has a figure, an act or a strong word that the text below lacks."""
    text = claim.span.of(document.text)
    if _PROPOSES.search(text):
        return False
    if any(not _is_counted(amount, below) for amount in _counts(text)):
        return True
    words = words_of(text)
    crowds = (w.lower for w in words if w.lower != "scores" or _SCORES.search(text))
    if any(_is_crowd_of_its_own(word, below) for word in crowds):
        return True
    fixed = {i for m in phrases("framing_fixed_terms").find(words) for i in range(m.first, m.last)}
    acts = (match for match in _acts(carriers=False).find(words) if match.first not in fixed)
    if any(not match.value & below.acts for match in acts):
        return True
    hidden = claim.attribution is not None and is_hidden(claim.attribution)
    own = ("author", "reported") if hidden else ("author",)
    strong = [
        word
        for word in claim.loaded
        if word.voice in own and word.score >= STRONG and word.category not in PLAIN
    ]
    return any(_is_its_own(stems(word.of(document.text)), below) for word in strong)


def _is_its_own(word: frozenset[str], below: _Below) -> bool:
    """Whether most of a loaded stretch is nowhere below."""
    return 2 * len(word & below.stems) < len(word)


def _is_crowd_of_its_own(word: str, below: _Below) -> bool:
    """Whether a vague count ("hundreds") stands on no word and no number below."""
    if word not in CROWDS or word in below.words:
        return False
    least, most = CROWDS[word]
    return not any(least <= value <= most for value in below.known | below.values)


def _counts(text: str) -> list[Amount]:
    """What a headline counts, without times and measures, the length of its own list ("7 things
    that ...") and ranks ("top 10")."""
    return [
        a
        for a in find_amounts(text)
        if a.type in COUNTED
        and not a.bare
        and not _LISTED.match(text, a.end)
        and not _RANK.search(text, max(0, a.start - 8), a.start)
    ]


def _is_counted(amount: Amount, below: _Below) -> bool:
    """Whether the text below gives both ends of an amount, as far as a headline has to be exact."""
    values = [v for v in (amount.value, amount.high) if v is not None]
    if all(v in below.known for v in values):
        return True
    known = below.known | below.values
    if amount.type == "count" and all(v in below.sums for v in values):
        return True
    return all(v in known or any(_may_stand_for(v, amount.bound, w) for w in known) for v in values)


def _may_stand_for(value: float, bound: Bound, counted: float) -> bool:
    """Whether a headline's value may stand for a counted one: rounded to its own figures ("$6
    billion" for 6.3), or its bound ("more than 200" for 213)."""
    if bound == "lower" and value <= counted <= SURPLUS * value:
        return True
    if bound in ("approx", "upper") and value <= SURPLUS * counted and counted <= SURPLUS * value:
        return True
    return value >= ROUND and float(f"{counted:.{_figures(value) - 1}e}") == value


def _figures(value: float) -> int:
    """Number of figures of a value up to its last that is not zero."""
    return max(1, len(f"{value:.12g}".replace(".", "").split("e")[0].strip("0")))


def _values(text: str) -> set[float]:
    """The values counted in a text, both ends of a range; dates, times and ages count nothing."""
    amounts = find_amounts(text)
    return {v for amount in amounts for v in (amount.value, amount.high) if v is not None}
