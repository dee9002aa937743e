"""Figures: the counts, sums and shares in a text, and what each stands on.

``find_figures`` finds the claim figures of a document (``amounts``, ``claims``), reads what they
count (``casualty``, ``context``), who vouches for them (``standing``, ``polls``; the writer's own
stake: ``partisan``) and whether they were counted (``methods``, ``verified``), sets those for the
same thing side by side (``conflict``) and marks those too small for their unit (``formations``).

An amount is read from ``tokens`` by ``numerals`` (its digits and words, past what ``excluded``
knows for names and ``dates`` for dates), ``quantity`` (money and per cent on it), ``ranges``,
``ratios`` and ``vague``, then ``bounds``, ``units`` and ``counted`` for what stands round it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from features.evidence import Document, Figure, FigureStatus, Sourcing
from features.figures.amounts import Amount, amounts_among, find_amounts
from features.figures.casualty import Losses, losses
from features.figures.claims import Claims
from features.figures.conflict import conflicts, things_of, with_conflicts
from features.figures.context import Surroundings, is_round, missing
from features.figures.formations import misfit
from features.figures.methods import Methods
from features.figures.partisan import is_written_for_a_side
from features.figures.standing import Holder, Standing, stake_in
from features.figures.tokens import Token, tokenise
from features.figures.verified import verify
from features.figures.words import group

__all__ = ["Amount", "Counted", "counted_in", "find_amounts", "find_figures"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What figures need of a text alone: its tokens, every amount among them and what losses it
    counts, the words of time and place."""

    tokens: list[Token]
    amounts: tuple[Amount, ...]
    losses: Losses
    around: Surroundings


def counted_in(document: Document) -> Counted:
    """What a document counts, before it is known who says so."""
    tokens = tokenise(document.text)
    amounts = amounts_among(document.text, tokens)
    return Counted(tokens, amounts, losses(document, amounts), Surroundings(document))


def find_figures(
    document: Document, sourcing: Sourcing, found: Counted | None = None
) -> tuple[Figure, ...]:
    """The claim figures of a document in order, with value, bound, object and standing.

    Spans are code points of ``Document.text`` and include the bound ("more than 5,000"), not the
    noun. ``source_id`` and ``attribution`` refer to ``sourcing``, ``conflicts_with`` to the result.
    ``found`` is what :func:`counted_in` gives, where it is known.
    """
    found = found or counted_in(document)
    tokens, amounts = found.tokens, found.amounts
    counted, around = found.losses, found.around
    claims = Claims(document, sourcing, counted)
    kept = tuple(amount for amount in amounts if claims.hold(amount))
    figures = tuple(_figure(document, amount, counted, around) for amount in kept)
    standing = Standing(document, sourcing, tokens)
    holders = tuple(standing.holder(figure) for figure in figures)
    writer = True if figures and is_written_for_a_side(document, sourcing) else None
    held = tuple(_held(f, h, writer) for f, h in zip(figures, holders, strict=True))
    things = things_of(document, held, [counted.of(a) for a in kept])
    methods = Methods(document, sourcing, tokens)
    checked = verify(document, standing, methods, held, holders, things)
    set_out = with_conflicts(checked, conflicts(document, standing, checked, holders, things))
    return tuple(
        _judged(document, standing, set_out, f, counted.of(a))
        for f, a in zip(set_out, kept, strict=True)
    )


def _figure(document: Document, amount: Amount, counted: Losses, around: Surroundings) -> Figure:
    bare = Figure(
        amount.start,
        amount.end,
        value=amount.value,
        high=amount.high,
        bound=amount.bound,
        unit=amount.unit,
        counts=amount.counts,
        out_of=amount.out_of,
        as_of=around.as_of(amount),
        place=around.place(amount),
        casualty=bool(counted.of(amount)),
        losses=counted.of(amount),
        merged=amount.start in counted.merged,
        modifier=amount.modifier,
    )
    return replace(bare, round=is_round(bare), scale=misfit(document, bare))


def _held(figure: Figure, holder: Holder | None, writer: bool | None) -> Figure:
    """The figure with its source; without one it is the writer's, with the ``writer``'s stake."""
    if holder is None:
        return replace(figure, stake=writer)
    return replace(
        figure,
        source_id=holder.source_id,
        attribution=holder.index,
        attributed=True,
        stake=stake_in(figure, holder),
    )


def _judged(
    document: Document,
    standing: Standing,
    figures: tuple[Figure, ...],
    figure: Figure,
    lost: tuple[str, ...],
) -> Figure:
    """The figure with its status, what a reader would still ask for, and what it counts where only
    what became of them is told (``lost``)."""
    rivals = [figures[i] for i in figure.conflicts_with]
    disputed = any(rival.source_id != figure.source_id for rival in rivals)
    status: FigureStatus = "attributed" if figure.attributed else "unsourced"
    if disputed or standing.denied(figure):
        status = "disputed"
    elif figure.verified:
        status = "verified"
    return replace(
        figure,
        status=status,
        missing=missing(figure, document.text),
        counts=_named_by_loss(document, figure, lost),
    )


_COMPANY = frozenset({"other", "others"})
_BESIDE = 30
# "12,000 have been forced from their homes"
_VERB = re.compile(r"\s+(?:" + "|".join(sorted(group("auxiliaries"))) + r")\b")


def _named_by_loss(document: Document, figure: Figure, classes: tuple[str, ...]) -> str | None:
    """ "Blast kills 44": a reader of the figure alone wants to know that they are dead; of "44 were
    killed" and "44 others" that they are people; of "losses pass 44" nobody can say."""
    last = (figure.counts or "").lower().rpartition(" ")[2]
    if last in _COMPANY:
        return "people" if classes else None
    if figure.counts is None and classes and _VERB.match(document.text, figure.end):
        return "people"
    before = document.text[max(0, figure.start - _BESIDE) : figure.end].lower()
    if figure.counts is not None or not classes or "loss" in before or "casualt" in before:
        return figure.counts
    return " or ".join(classes)
