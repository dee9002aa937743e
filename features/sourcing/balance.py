"""How a whole article is sourced: shares of its claims, each with what it counts.

One function a share, over claims that are found already; none of them reaches a concept. A share
keeps its numerator and its denominator as claims with the words that show them, so that a reader
can check the count on the page. Where nothing can be counted the value is None, not zero.

The shares follow the study of sourcing in journalism: who is let speak, and named, and how many
independent of each other (Sigal, Reporters and Officials, 1973; Gans, Deciding What's News, 1979),
the sourced statement with name, title and justification (Markkula Center's source-diversity work),
and attribution as a sign of credibility (Zhang et al., A Structured Response to Misinformation,
2018; W3C Credible Web). What is bad in a share is for the reader to say: a short wire report with
one source may be right, and a fabrication may quote ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from features.evidence import EMPTY, Attribution, Claim, Document, Source, Span
from features.sourcing.accused import Accused, accused_in
from features.sourcing.names import Names, names_in

Measure = Literal[
    "attributed",
    "agentless",
    "named",
    "independent",
    "one_channel",
    "interested",
    "in_custody",
    "second_hand",
    "justified",
    "right_of_reply",
]


@dataclass(frozen=True, slots=True, order=True)
class Counted(Span):
    """One thing that is counted: a claim by its id, and the words of it to show."""

    claim: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many. Everything in ``numerator`` is in ``denominator`` too, by its claim.

    In the denominator a claim's span is its sentence; in the numerator it is the words that make
    it count, where these stand in the sentence. ``source_id`` is the channel of ``one_channel``.
    """

    measure: Measure
    numerator: tuple[Counted, ...]
    denominator: tuple[Counted, ...]
    source_id: str | None = None

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None where there is nothing to count."""
        if not self.denominator:
            return None
        return len(self.numerator) / len(self.denominator)


@dataclass(frozen=True, slots=True)
class Balance:
    """Every share of one text, in the order of ``Measure``, and who is accused in it."""

    shares: tuple[Share, ...]
    accused: tuple[Accused, ...]


def balance_of(
    document: Document,
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    names: Names | None = None,
) -> Balance:
    """How a text is sourced, from its claims, attributions and sources (and names, if known)."""
    found = [claim for claim in claims if claim.is_claim]
    accused = accused_in(document, names or names_in(document), found, attributions, sources)
    staked = frozenset(source.id for source in sources if source.stake is True)
    return Balance(
        shares=(
            attributed(found),
            agentless(found),
            named(found),
            independent(found, staked),
            one_channel(found),
            interested(found, staked),
            in_custody(found),
            second_hand(found),
            justified(found),
            right_of_reply(accused),
        ),
        accused=accused,
    )


def attributed(claims: Iterable[Claim]) -> Share:
    """Claims that some source vouches for / all claims.

    The rate of sourced statements of the Markkula Center's ground truth; "attribution rate" in
    studies of sourcing. The writer of a post is no source of his own in this count.
    """
    claims = list(claims)
    return _share("attributed", claims, _has_source, _source_words)


def agentless(claims: Iterable[Claim]) -> Share:
    """Claims under a form without a source ("it is estimated", "reportedly") / all claims.

    The passive that deletes its agent (Fowler et al., Language and Control, 1979): it looks like
    an attribution, and nobody stands behind it.
    """
    return _share("agentless", list(claims), _is_agentless, _agentless_words)


def named(claims: Iterable[Claim]) -> Share:
    """Claims whose source is named here or elsewhere in the text / attributed claims.

    Named against unnamed sources: Sigal 1973; Wulfemeyer 1985 on anonymous attribution.
    """
    return _share("named", _sourced(claims), _is_named, _source_words)


def independent(claims: Iterable[Claim], staked: frozenset[str]) -> Share:
    """Claims whose source has no stake and is not passed on by one that has / attributed claims.

    By the stake tests of the annotation guidelines: a stake that cannot be told (null) is not
    independence. Independence as what makes two sources two: Gans 1979.
    """
    return _share(
        "independent", _sourced(claims), lambda c: _is_independent(c, staked), _source_words
    )


def one_channel(claims: Iterable[Claim]) -> Share:
    """Claims that came through the busiest hand / all claims.

    The hand is who gave the words to the author: the publisher of the footage, the outlet that had
    the recording, else the source. Several prisoners in one release are one channel. Single-source
    dependence: Gans 1979; the article rule of the guidelines asks for half.
    """
    claims = list(claims)
    count: dict[str, int] = {}
    for claim in claims:
        if hand := _hand(claim):
            count[hand] = count.get(hand, 0) + 1
    most = max(count, key=lambda hand: count[hand], default=None)
    share = _share("one_channel", claims, lambda c: most is not None and _hand(c) == most)
    return Share(share.measure, share.numerator, share.denominator, most)


def interested(claims: Iterable[Claim], staked: frozenset[str]) -> Share:
    """Claims spoken or handed over by a body with a stake / attributed claims.

    A stake is what the text shows by the guidelines' tests: an organ, fighter, ally or host of a
    side, one who is accused or cleared by the claim, one who sells or campaigns on it.
    """
    return _share(
        "interested", _sourced(claims), lambda c: _is_interested(c, staked), _source_words
    )


def in_custody(claims: Iterable[Claim]) -> Share:
    """Claims by people who are held by somebody with an interest / attributed claims.

    Geneva Convention III, articles 13 and 17, on prisoners shown to the public.
    """
    return _share("in_custody", _sourced(claims), _is_held, _source_words)


def second_hand(claims: Iterable[Claim]) -> Share:
    """Claims that a source relays from another (depth 2) / attributed claims.

    A sourced claim is at depth 1 or 2, so the mean depth is one more than this share.
    """
    return _share("second_hand", _sourced(claims), _is_relayed, _source_words)


def justified(claims: Iterable[Claim]) -> Share:
    """Claims of which the text says how the source would know / attributed claims.

    The justification of a source in the Markkula Center's scheme ("who was at the scene", "which
    keeps a register"); the reader's question is "how would he know?".
    """
    return _share("justified", _sourced(claims), _justification, _justification)


def right_of_reply(accused: Iterable[Accused]) -> Share:
    """Accused bodies and persons that are heard / all that are accused of grave wrongdoing.

    Ofcom Broadcasting Code 7.11 and BBC Editorial Guidelines 6; see ``features.sourcing.accused``.
    """
    accused = list(accused)
    return Share(
        "right_of_reply",
        tuple(_accused(a) for a in accused if a.heard is not None),
        tuple(_accused(a) for a in accused),
    )


def _accused(accused: Accused) -> Counted:
    return Counted(accused.at.start, accused.at.end, accused.claim)


def _share(
    measure: Measure,
    claims: Sequence[Claim],
    counts: Callable[[Claim], object],
    words: Callable[[Claim], Span | None] = lambda claim: None,
) -> Share:
    return Share(
        measure,
        tuple(_shown(claim, words(claim)) for claim in claims if counts(claim)),
        tuple(_shown(claim, None) for claim in claims),
    )


def _shown(claim: Claim, words: Span | None) -> Counted:
    span = words if words is not None and claim.span.contains(words) else claim.span
    return Counted(span.start, span.end, claim.id)


def _sourced(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if _has_source(claim)]


def _has_source(claim: Claim) -> bool:
    a = claim.attribution
    return a is not None and a.depth > 0 and claim.kind not in EMPTY


def _source_words(claim: Claim) -> Span | None:
    a = claim.attribution
    return (a.source or a.cue) if a else None


def _is_agentless(claim: Claim) -> bool:
    return not _has_source(claim) and (
        claim.kind == "unattributed" or any(hedge.agentless for hedge in claim.hedges)
    )


def _agentless_words(claim: Claim) -> Span | None:
    a = claim.attribution
    forms = [hedge for hedge in claim.hedges if hedge.agentless]
    return a.cue if a and a.cue else forms[0] if forms else None


def _is_named(claim: Claim) -> bool:
    return claim.attribution is not None and claim.attribution.named


def _is_independent(claim: Claim, staked: frozenset[str]) -> bool:
    a = claim.attribution
    if a is None or a.stake is not False or a.custody is not None:
        return False
    return a.channel not in staked and not a.party_channel


def _is_interested(claim: Claim, staked: frozenset[str]) -> bool:
    a = claim.attribution
    if a is None:
        return False
    holder = a.custody.custodian if a.custody else None
    return a.stake is True or a.party_channel or a.channel in staked or holder in staked


def _is_held(claim: Claim) -> bool:
    return claim.attribution is not None and claim.attribution.custody is not None


def _is_relayed(claim: Claim) -> bool:
    return claim.attribution is not None and claim.attribution.depth >= 2


def _justification(claim: Claim) -> Span | None:
    return claim.attribution.justification if claim.attribution else None


def _hand(claim: Claim) -> str | None:
    """Who gave the words to the author; of one who is held, his publisher, else his holder."""
    a = claim.attribution
    if a is None or not _has_source(claim):
        return None
    if a.custody is not None:
        return a.channel or a.custody.publisher or a.custody.custodian or a.source_id
    return a.channel or a.source_id
