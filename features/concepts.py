"""Concepts: a fixed list of named numbers per claim, the only input of the risk model.

What is not a concept cannot move the score. Two promises hold by construction, and the risk model
keeps them by the order it puts on its shapes (``Concept.below``):

* deleting an attribution never lowers risk, with two exceptions that the guidelines want: words of
  the held that serve the holder, and a side's denial, which without its name reads as the
  author's. ``needs_source`` reads the content alone; kind, stake, custody and depth only say how
  much of that need is met (``support``). A relay or a factive verb takes away part of what the
  source would have given, so it can never cost more than no source.
* swapping the sides of a conflict changes nothing: no name reaches a concept.

The ladder of support follows the annotation guidelines (kinds, stake, custody, anonymity) and the
older habit of rating source and item apart (the Admiralty code).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from features.evidence import EMPTY, FACELESS, Attribution, Claim, Figure, Kind, Loaded, Owner, Span
from features.phrases import small_letters
from features.wordlist import sections

Direction = Literal["up", "down", "free"]
Group = Literal["sourcing", "figures", "framing_author", "framing_quoted"]


SIGNS: dict[Direction, int] = {"up": 1, "down": -1, "free": 0}


@dataclass(frozen=True, slots=True)
class Concept:
    """One named number in [0, 1] and how it may move risk.

    ``direction`` tells whether risk may only rise or only fall with it. ``below`` names the concept
    whose shape is everywhere at least as steep. ``expected`` is the effect of going from 0 to 1, in
    units of the latent risk, that the guidelines lead one to expect: where labels are silent
    (nobody in custody, say) it stands, where they speak they overrule it.
    """

    name: str
    direction: Direction
    owner: Owner
    group: Group
    text: str
    expected: float = 0.0
    below: str | None = None

    def told(self, value: float, effect: float) -> str:
        """The reason in words for a concept of this ``value`` whose effect on the risk is against
        the mean text: what is not here moves the risk as well, and is told as such."""
        if value <= 0.0:
            return f"not here: {self.text}"
        against = effect * SIGNS[self.direction] < 0
        return f"less than usual: {self.text}" if against else self.text


CONCEPTS: tuple[Concept, ...] = (
    Concept(
        "no_source", "up", "author", "sourcing",
        "no source is named for a claim that needs one", 4.0,
    ),
    Concept(
        "unsupported", "up", "source", "sourcing",
        "the source has something to gain, is not named or cannot be judged", 4.0, "no_source",
    ),
    Concept(
        "second_hand", "up", "source", "sourcing",
        "the words came through other hands", 3.0, "unsupported",
    ),
    Concept(
        "factive", "up", "author", "sourcing",
        "the verb takes for a fact what a source says", 3.0, "second_hand",
    ),
    Concept(
        "coerced", "up", "source", "sourcing",
        "the speaker is held by those whom the words serve", 5.0,
    ),
    Concept(
        "caveat", "down", "author", "sourcing",
        "the text says openly what is not known", -1.5,
    ),
    Concept(
        "refuted", "down", "author", "sourcing",
        "the text cites the claim in order to reject it", -3.0,
    ),
    Concept(
        "hedged_in_scope", "down", "author", "sourcing",
        "the claim is put as uncertain",
    ),
    Concept(
        "figure_unsourced", "up", "author", "figures",
        "a figure that nobody vouches for", 3.0,
    ),
    Concept(
        "figure_staked", "up", "source", "figures",
        "a figure from a source that has something to gain or cannot be judged", 1.0,
        "figure_unsourced",
    ),
    Concept(
        "figure_verified", "down", "source", "figures",
        "a figure with a method or a second source", -1.0,
    ),
    Concept(
        "loaded_author", "up", "author", "framing_author",
        "loaded words of the author's own", 2.0,
    ),
    Concept(
        "dehumanising_author", "up", "author", "framing_author",
        "words of the author's own that deny people their humanity", 2.5,
    ),
    Concept(
        "insinuation", "up", "author", "framing_author",
        "an accusation is hinted at and not made", 2.5,
    ),
    Concept(
        "scare_quote", "up", "author", "framing_author",
        "the author's own quotation marks cast doubt", 0.5,
    ),
    Concept(
        "overreach", "up", "author", "framing_author",
        "the headline or lede goes further than the text below it", 1.5,
    ),
    Concept(
        "propaganda", "up", "author", "framing_author",
        "the wording is like that of propaganda", 0.5,
    ),
    Concept(
        "biased", "up", "author", "framing_author",
        "the wording is like that of biased reporting", 0.5,
    ),
    Concept(
        "subjective", "up", "author", "framing_author",
        "the sentence is put as a judgement",
    ),
)  # fmt: skip
"""The concepts in the order of the risk model's columns."""

NAMES: tuple[str, ...] = tuple(concept.name for concept in CONCEPTS)

# Rungs of support. None: nobody, or an empty form ("it is estimated"). Next to none: the held, and
# a voice that cannot be asked, since "critics" vouch for a grave matter no better than the author.
NOBODY = 0.0
COERCED = 0.01
UNNAMED = 0.02
STAKED = 0.1
UNKNOWN = 0.11
STANDING = 0.9
CORROBORATED = 1.0

RELAY = 0.75
"""What is left of a source's support after a named relay."""
LOST_RELAY = 0.35
"""What is left of it where a relay is unnamed, or a thing that nobody authenticated."""
FACTIVE = 0.8
"""What is left of it where the author's verb presupposes the claim."""

KNOWING_BY_OFFICE: frozenset[Kind] = frozenset({"intergovernmental_org", "government_agency"})
"""Kinds that know their matter by office: named and without a visible stake, they can be judged.
A monitor or a survey can be judged only where the text shows mandate or method (``stake`` False),
an expert or an institute only where it shows how they know: a learned name is soon invented.
"""
LEARNED: frozenset[Kind] = frozenset({"expert", "media_outlet", "ngo_monitor"})
"""Kinds that speak of others' affairs: a name of such a body is soon invented."""
WITNESSES: frozenset[Kind] = frozenset({"eyewitness"})
THINGS: frozenset[Kind] = frozenset({"document_or_recording", "social_media"})

PASSED_ON: tuple[str, ...] = (
    "no_source",
    "unsupported",
    "second_hand",
    "factive",
    "coerced",
    "figure_unsourced",
    "figure_staked",
    "propaganda",
    "biased",
    "subjective",
)
"""Concepts of a claim that the text passes on. One that it cites in order to reject needs nobody to
vouch for it, and the heads hear "false" and "hoax" in its words."""

SIDE_LABEL = "side_label"
DEHUMANISING = "dehumanising"
DECEIT = "deceit"
ABSOLUTIST = "absolutist"

DUE = 0.3
"""The need of a check-worthy claim that is neither grave nor counts anything."""
GRAVE_WORTH = 0.8
"""The least check-worthiness of a claim with grave words or people hurt and counted."""
MATTER = 0.4
"""What grave matter all around adds to the need, of what is missing to 1."""
COVERED = 0.5
"""What is left of the need where a free source gives a headline's figures further down."""
NEAR = 2 / 3
"""The least share that one of two counts of the dead is of the other where both may be of one deed:
tolls grow while a story is written."""
WISH = 0.5
"""What a feeling or a wish spoken in custody weighs beside a claim of fact (the guidelines call the
one medium, the other high)."""
LEAST_COVERED = 10
"""Counts below this are alike by chance: two killed here, two killed there."""

MANY = 400
"""Figures of a document among which another's is looked for: a list has thousands."""
FEW = 10
"""Counts below this are seen and not estimated."""
FEW_OF = 0.2
"""What such a count weighs where nobody was hurt."""

# "since 2011", "in the 1990s", "over the past decade", "the six-year war": not "on 3 March 2026"
_LONG_AGO = re.compile(
    r"^(?:since|between|from|during)\b.*\b(?:1[89]|20)\d\d"
    r"|^in (?:the |early |late |mid-)*(?:1[89]|20)\d\d"
    r"|\bdecades?\b|\bcentury\b|\byears\b|-years?[- ]",
    re.IGNORECASE,
)

NEUTRAL = 0.5
"""What a head is taken to say where it is absent."""


@cache
def _grave_pattern() -> re.Pattern[str]:
    words = sections("grave")[""]
    # "kill*" matches "killings", "responsible for" any blank between its words
    rests: dict[str, list[str]] = {}
    for word in words:
        rest = re.escape(word[1:].lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s")
        rests.setdefault(re.escape(word[0].lower()), []).append(rest)
    # by first letter: most words of a text are then refused by one look
    groups = (f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(r"\b(?:" + "|".join(groups) + r")\b")


def grave_words(text: str, within: Span, without: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Spans of the words inside ``within`` that make its content grave, in order.

    ``without`` is the attribution, source and cue: what stands there is not content, and the
    finding must not change when they are deleted.
    """
    found = _grave_pattern().finditer(small_letters(within.of(text)))
    spans = (Span(within.start + match.start(), within.start + match.end()) for match in found)
    return tuple(s for s in spans if not any(s.overlap(outside) for outside in without))


def source_support(claim: Claim) -> float:
    """How much the source itself is worth, in [0, 1], before relays and factive verbs."""
    attribution = claim.attribution
    if attribution is None or claim.kind in EMPTY:
        return NOBODY
    if claim.independent_sources >= 2:
        return CORROBORATED
    custody = attribution.custody
    if custody is not None and custody.serves_custodian is not False:
        return COERCED
    return max(_standing(claim.kind, attribution), STANDING if claim.independent_sources else 0.0)


def _standing(kind: Kind, attribution: Attribution) -> float:
    if kind in WITNESSES or attribution.custody is not None:
        return STANDING
    if attribution.stake is True:
        return min(STAKED, _naming(attribution))
    if not _can_be_asked(attribution):
        return UNNAMED if attribution.stake is None else UNKNOWN
    shown = kind == "expert" and attribution.justification is not None
    return STANDING if attribution.stake is False or kind in KNOWING_BY_OFFICE or shown else UNKNOWN


def _naming(attribution: Attribution) -> float:
    return STAKED if _can_be_asked(attribution) else UNNAMED


def _can_be_asked(attribution: Attribution) -> bool:
    return attribution.named or attribution.anonymity == "granted_with_reason"


def support(claim: Claim) -> float:
    """How far the whole attribution carries the claim, in [0, 1]."""
    return source_support(claim) * _relayed(claim) * _presupposed(claim)


def _relayed(claim: Claim) -> float:
    attribution = claim.attribution
    if attribution is None or attribution.depth < 2:
        return 1.0
    return RELAY if attribution.named and claim.kind not in THINGS else LOST_RELAY


def _presupposed(claim: Claim) -> float:
    return FACTIVE if claim.factive and claim.attribution is not None else 1.0


def needs_source(claim: Claim, figures: Sequence[Figure]) -> float:
    """How much the content, whoever says it, calls for a source, in [0, 1].

    Check-worthy (Hassan et al. 2017, ClaimBuster) times what hangs on it: people hurt and counted,
    grave words, any other figure; and more where the matter around it is grave, for a denial or
    an account of a war holds few grave words of its own (decision 13). Check-worthiness is read
    off the content's own words (``Claim.worth``): the encoder's head hears "said X" in a sentence
    too, so that a claim without its attribution seemed less worth checking, and deleting one could
    lower risk.
    """
    own = [figures[i] for i in claim.figures]
    counted = 1.0 if any(map(_is_fresh_toll, own)) else 0.3 if own else 0.0
    words = 0.5 * (1.0 - 0.5 ** len(claim.grave))
    stakes = max(words, counted)
    least = GRAVE_WORTH if claim.grave or counted == 1.0 else 0.0
    worth = claim.heads.get("check_worthy", NEUTRAL) if claim.worth is None else claim.worth
    need = max(worth, least) * (DUE + (1.0 - DUE) * stakes)
    need += (1.0 - need) * MATTER * claim.around
    return need * (COVERED if own and _is_covered_below(claim, own, figures) else 1.0)


def _is_covered_below(claim: Claim, own: Sequence[Figure], figures: Sequence[Figure]) -> bool:
    """Whether headline or lede gives only figures that a source without a stake gives further down:
    the guidelines then ask less of it, whoever is named beside it. Small counts agree by chance."""
    if claim.role not in ("headline", "lede"):
        return False
    free = [f for f in figures if f.stake is False and f.attributed]
    return all(any(_is_the_same_below(figure, f) for f in free) for figure in own)


def _is_the_same_below(figure: Figure, other: Figure) -> bool:
    return (
        _is_near(figure, other) and other.casualty == figure.casualty and other.start > figure.end
    )


def _is_near(figure: Figure, other: Figure) -> bool:
    """Whether a count may be the other's: the same, of one loss nearly the same, or "dozens" beside
    any count of that loss. The wounded say nothing of the dead."""
    if other.value is None or other.value < LEAST_COVERED:
        return False
    if figure.losses and other.losses and not set(figure.losses) & set(other.losses):
        return False
    if figure.value is None:
        return figure.casualty
    return figure.value >= LEAST_COVERED and (
        figure.value == other.value
        or (figure.casualty and NEAR <= figure.value / other.value <= 1.0 / NEAR)
    )


def measure(claim: Claim, figures: Sequence[Figure]) -> dict[str, float]:
    """The value of every concept, in the order of ``CONCEPTS``, each in [0, 1].

    ``figures`` are all figures of the document: a figure in the headline is judged by what stands
    under it further down.
    """
    need = needs_source(claim, figures)
    own = [figures[i] for i in claim.figures]
    figures = figures[:MANY]
    source = source_support(claim)
    relayed = source * _relayed(claim)
    quoted = _is_somebodys(claim)
    author = [
        w for w in claim.loaded if not (quoted and w.voice == "quoted") and _charges(w, claim)
    ]
    values = {
        "no_source": need * _has_nobody(claim),
        "unsupported": need * (1.0 - source) * (1.0 - _has_nobody(claim)),
        "second_hand": need * (source - relayed),
        "factive": need * relayed * (1.0 - _presupposed(claim)),
        "coerced": _is_coerced(claim) * (WISH if _is_mere_wish(claim) else 1.0),
        "caveat": float(bool(claim.caveats)),
        "refuted": float(claim.stance == "refuted"),
        "hedged_in_scope": float(
            any(_covers(claim, h.scope) for h in claim.hedges if not h.agentless)
        ),
        "figure_unsourced": max((_unsourced(f, figures) for f in own), default=0.0),
        "figure_staked": max((_staked(f, figures, claim.attribution) for f in own), default=0.0),
        "figure_verified": float(bool(own) and all(f.verified for f in own)),
        "loaded_author": _noisy_or(w for w in author if w.category != DEHUMANISING),
        "dehumanising_author": _noisy_or(w for w in author if w.category == DEHUMANISING),
        "insinuation": float(bool(claim.insinuations)),
        "scare_quote": float(bool(claim.scare_quotes)),
        "overreach": float(bool(claim.dropped)),
        "propaganda": _own_words(claim, "propaganda"),
        "biased": _own_words(claim, "biased"),
        "subjective": _own_words(claim, "subjective"),
    }
    if claim.stance == "refuted":
        values |= dict.fromkeys(PASSED_ON, 0.0)
    return {name: values[name] for name in NAMES}


def _charges(word: Loaded, claim: Claim) -> bool:
    """Whether a loaded word is held against the author: no side's label, not the cue itself
    ("claimed": without it risk may not be higher), nor the "hoax" that he calls what he rejects
    and what is marked beside it ("debunked")."""
    cue = claim.attribution.cue if claim.attribution else None
    if cue is not None and word.overlap(cue):
        return False
    rejects = claim.stance == "refuted" and word.category in (DECEIT, ABSOLUTIST, None)
    return word.category != SIDE_LABEL and not rejects


def _has_nobody(claim: Claim) -> float:
    return float(claim.attribution is None or claim.kind in EMPTY)


def _is_coerced(claim: Claim) -> float:
    custody = claim.attribution.custody if claim.attribution else None
    if custody is None or custody.serves_custodian is False:
        return 0.0
    return 1.0 if custody.serves_custodian else 0.5


def _is_mere_wish(claim: Claim) -> bool:
    return claim.wish and not claim.grave and not claim.figures


def _covers(claim: Claim, scope: Span | None) -> bool:
    return scope is not None and 2 * scope.overlap(claim.span) >= len(claim.span)


def _noisy_or(words: Iterable[Loaded]) -> float:
    left = 1.0
    for word in words:
        left *= 1.0 - 0.5 * min(1.0, max(0.0, word.score))
    return 1.0 - left


def _own_words(claim: Claim, head: str) -> float:
    """What a head says of a sentence that is the author's alone. Beside an attribution it hears the
    cue ("claimed") as much as the content, and without it risk may not be lower."""
    own = claim.attribution is None or claim.kind in EMPTY
    return claim.heads.get(head, NEUTRAL) if own else 0.0


def is_faceless(attribution: Attribution) -> bool:
    """Whether nobody can be asked who speaks: not named, not told apart, not relayed."""
    if attribution.kind not in FACELESS or attribution.depth >= 2 or attribution.named:
        return False
    return attribution.anonymity in (None, "unidentified")


def is_unjudged(attribution: Attribution) -> bool:
    """Whether a body speaks of others of which the text shows no mandate, method or stake."""
    told = attribution.justification is not None or attribution.custody is not None
    return attribution.kind in LEARNED and attribution.stake is None and not told


def is_hidden(attribution: Attribution) -> bool:
    """Whether nobody stands behind the words whom a reader could hold to them: an empty form, a
    faceless voice, a body that nothing lets him judge. Such words are their teller's."""
    empty = attribution.kind in EMPTY and attribution.depth > 0
    return empty or is_faceless(attribution) or is_unjudged(attribution)


def _is_somebodys(claim: Claim) -> bool:
    """Whether quoted words are anybody's but the author's."""
    return claim.attribution is None or not is_faceless(claim.attribution)


def _weight(figure: Figure, figures: Sequence[Figure]) -> float:
    """How much hangs on a figure: people hurt lately most, less where a free source gives it
    elsewhere."""
    weight = 1.0 if _is_fresh_toll(figure) else FEW_OF if _is_few(figure) else 0.4
    return weight if given_elsewhere(figure, figures) is None else 0.5 * weight


def _is_few(figure: Figure) -> bool:
    """Whether a count is so small that whoever gives it can point at each: three engineers."""
    counted = figure.unit is None and figure.out_of is None
    return counted and figure.value is not None and figure.value < FEW


def _is_fresh_toll(figure: Figure) -> bool:
    """Whether people hurt are counted, and not as background: the toll of a whole war, or of years
    ago, stands on the public record and is medium where nobody vouches for it (ruling 1)."""
    return figure.casualty and not _LONG_AGO.search(figure.as_of or "")


def given_elsewhere(figure: Figure, figures: Iterable[Figure]) -> Figure | None:
    """The same count where somebody without a stake, as far as the text shows, vouches for it."""
    return next(
        (
            other
            for other in figures
            if _is_near(figure, other) or (figure.value is not None and figure.value == other.value)
            if other.casualty == figure.casualty and other != figure
            if other.attributed and other.stake is not True
        ),
        None,
    )


def _unsourced(figure: Figure, figures: Sequence[Figure]) -> float:
    return 0.0 if figure.attributed or figure.verified else _weight(figure, figures)


def _staked(figure: Figure, figures: Sequence[Figure], attribution: Attribution | None) -> float:
    """What a figure weighs for want of a source without a stake: one that faceless "critics" give,
    or an institute that nothing lets a reader judge, weighs as much as a side's."""
    if not figure.attributed or figure.verified or figure.stake is False:
        return 0.0
    given = attribution is not None and figure.source_id in (None, attribution.source_id)
    hidden = attribution is not None and given and is_hidden(attribution)
    return _weight(figure, figures) * (1.0 if figure.stake or hidden else 0.5)
