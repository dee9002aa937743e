"""Do annotators' labels change when the sides change places?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.symmetry.labels [--list]

Compares blind labels of thirty swapped texts (``data/annotations/swapped``) with annotator A's of
the originals, claim by claim: agreement beside that of A and B on unswapped text, the mean move of
risk by who is accused and who speaks, and stakes that flip. Levels are 0 low, 1 medium, 2 high; all
intervals are 90 % ones over resampled documents. Both annotators are language models of one kind.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.annotations.agreement import cohen, paired
from data.annotations.sides import SwappedDocument, read_swapped
from data.readers.gold import GoldClaim, GoldDocument
from training.evaluation import Metric, kappa, resamples, table

PLACE = {"low": 0, "medium": 1, "high": 2}
TIMES = 2000
ABOVE_SIDES = ("ngo_monitor", "intergovernmental_org")
FEWEST = 3

Statistic = Callable[[Sequence["Pair"]], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim by two annotators; ``first`` is A's of the original text."""

    document: SwappedDocument
    first: GoldClaim
    second: GoldClaim

    @property
    def move(self) -> int:
        """Levels of risk by which the second label lies above the first."""
        return PLACE[self.second.risk] - PLACE[self.first.risk]


def blind(document: SwappedDocument) -> list[Pair]:
    """A's claims of the original beside the blind ones of the swapped text."""
    place = dict(zip(document.sentences, document.original.sentences, strict=False))
    moved = tuple(replace(c, sentence=place[c.sentence]) for c in document.claims)
    return _pairs(document, moved)


def unswapped(document: SwappedDocument) -> list[Pair]:
    """A's claims beside B's of the same sentences; none where B has not annotated."""
    return _pairs(document, document.original.claims.get("B", ()))


def _pairs(document: SwappedDocument, second: tuple[GoldClaim, ...]) -> list[Pair]:
    original = document.original
    both = GoldDocument(
        doc_id=original.doc_id,
        split=original.split,
        outlet=original.outlet,
        text=original.text,
        sentences=original.sentences[: len(document.sentences)],
        claims={"A": original.claims["A"], "B": second},
        article={},
    )
    return [Pair(document, a, b) for a, b in paired([both]).both]


def agreement(pairs: Sequence[Pair]) -> float:
    """Quadratic kappa of risk, in [-1, 1]."""
    return kappa([PLACE[p.first.risk] for p in pairs], [PLACE[p.second.risk] for p in pairs])


def stake_agreement(pairs: Sequence[Pair]) -> float:
    """Kappa of stake (true, false, cannot be told), in [-1, 1]."""
    return cohen([(p.first.stake, p.second.stake) for p in pairs])


def mean_move(pairs: Sequence[Pair]) -> float:
    """Mean signed difference of risk in levels, the second label less the first; nan of none."""
    return float(np.mean([p.move for p in pairs])) if pairs else float("nan")


def mean_distance(pairs: Sequence[Pair]) -> float:
    """Mean absolute difference of risk, in levels."""
    return float(np.mean([abs(p.move) for p in pairs])) if pairs else float("nan")


def flipped(pairs: Sequence[Pair]) -> float:
    """Share of claims whose stake differs."""
    return float(np.mean([p.first.stake != p.second.stake for p in pairs]))


def staked_move(pairs: Sequence[Pair]) -> float:
    """Share of claims with a stake by the second label less the share by the first."""
    return float(np.mean([(p.second.stake is True) - (p.first.stake is True) for p in pairs]))


def lean(role: str, camp: str, other: str) -> Statistic:
    """Levels by which a label lies higher with ``camp`` in the role ("accused" or "speaks").

    Half the difference of mean moves: a text that had ``other`` there has ``camp`` after the swap,
    and the other way round, so how strict each annotator is falls out.
    """

    def statistic(pairs: Sequence[Pair]) -> float:
        gained = [p for p in pairs if getattr(p.document, role) == other]
        lost = [p for p in pairs if getattr(p.document, role) == camp]
        return (mean_move(gained) - mean_move(lost)) / 2

    return statistic


def estimated(name: str, statistic: Statistic, pairs: Sequence[Pair]) -> Metric:
    """``statistic`` with its interval over resampled documents."""
    groups: NDArray[np.str_] = np.array([p.document.original.doc_id for p in pairs])
    draws = [statistic([pairs[i] for i in rows]) for rows in resamples(groups, TIMES)]
    low, high = np.nanquantile(draws, [0.05, 0.95])
    return Metric(name, statistic(pairs), float(low), float(high), None, len(pairs))


def agreements(documents: Sequence[SwappedDocument]) -> list[Metric]:
    """How far labels agree over the swap, and without one where there are two passes."""
    after = [p for d in documents for p in blind(d)]
    twice = [d for d in documents if "B" in d.original.claims]
    same = [p for d in twice for p in blind(d)]
    ceiling = [p for d in twice for p in unswapped(d)]
    found = []
    for name, pairs in (
        ("A and blind, all", after),
        ("A and blind, gold train", [p for p in after if p.document not in twice]),
        ("A and blind, extra", same),
        ("ceiling: A and B, the same extra texts unswapped", ceiling),
    ):
        found.append(estimated(f"{name}: quadratic kappa of risk", agreement, pairs))
        found.append(estimated(f"{name}: mean difference of levels", mean_distance, pairs))
        found.append(estimated(f"{name}: kappa of stake", stake_agreement, pairs))
        found.append(estimated(f"{name}: stakes that differ", flipped, pairs))
    return found


def moves(pairs: Sequence[Pair]) -> list[Metric]:
    """Signed moves of risk and stake by the camp accused and the camp that speaks.

    Groups of fewer than ``FEWEST`` texts are left out: resampling says nothing of them.
    """
    found = [estimated("all: move of risk", mean_move, pairs)]
    for role in ("accused", "speaks"):
        camps = sorted(
            {
                (p.document.contest, camp)
                for p in pairs
                if p.document.contest != "invented" and (camp := getattr(p.document, role))
            }
        )
        for contest, camp in camps:
            chosen = [p for p in pairs if _is(p.document, contest, role, camp)]
            texts = len({p.document.original.doc_id for p in chosen})
            if texts < FEWEST:
                continue
            name = f"{contest}, {camp} {role} in the original ({texts} texts)"
            found.append(estimated(f"{name}: move of risk", mean_move, chosen))
            found.append(estimated(f"{name}: move of stakes held", staked_move, chosen))
    invented = [p for p in pairs if p.document.contest == "invented"]
    found.append(estimated("invented sides, as a control: move of risk", mean_move, invented))
    return found


def _is(document: SwappedDocument, contest: str, role: str, camp: str) -> bool:
    return (document.contest, getattr(document, role)) == (contest, camp)


def leans(pairs: Sequence[Pair]) -> list[Metric]:
    """The asymmetry itself: levels gained by putting one camp in the other's place.

    Once more without monitors and bodies of many states: the swap does not touch them, so where
    their level moves, two annotators differ, and not two sides.
    """
    found = []
    for contest, camp, other in (
        ("syria", "government", "opponents"),
        ("parties", "republicans", "democrats"),
    ):
        for role in ("accused", "speaks"):
            name = f"{contest}: {camp} rather than {other} {role}"
            chosen = [p for c in (camp, other) for p in pairs if _is(p.document, contest, role, c)]
            found.append(estimated(name, lean(role, camp, other), chosen))
            sided = [p for p in chosen if p.first.source_kind not in ABOVE_SIDES]
            found.append(estimated(f"{name}, monitors left out", lean(role, camp, other), sided))
    return found


def articles(documents: Sequence[SwappedDocument]) -> str:
    """Levels of texts swapped whole, A's of the original against the blind ones."""
    levels = [
        (PLACE[d.original.article["A"].risk], PLACE[d.article.risk]) for d in documents if d.whole
    ]
    first, second = zip(*levels, strict=True)
    same = sum(a == b for a, b in levels)
    move = sum(b - a for a, b in levels) / len(levels)
    return (
        f"article level (texts swapped whole): {same} of {len(levels)} equal, "
        f"quadratic kappa {kappa(first, second):.2f}, mean move {move:+.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="every claim whose risk or stake moved")
    parser.add_argument(
        "--labels", default="swapped.jsonl", help="the blind pass: swapped.C.jsonl is another's"
    )
    given = parser.parse_args()
    documents = read_swapped(labels=given.labels)
    pairs = [p for d in documents for p in blind(d)]
    print(f"{len(documents)} texts, {len(pairs)} claims of both\n")
    print(table(agreements(documents)), table(moves(pairs)), table(leans(pairs)), sep="\n\n")
    risks: Counter[tuple[str, str]] = Counter((p.first.risk, p.second.risk) for p in pairs)
    rows = " / ".join(" ".join(str(risks[x, y]) for y in PLACE) for x in PLACE)
    print(f"\nrisk, rows A, columns blind (low medium high): {rows}\n{articles(documents)}")
    stakes = Counter((p.first.stake, p.second.stake) for p in pairs)
    changed = {f"{a} > {b}": n for (a, b), n in stakes.most_common() if a != b}
    print(f"stakes that differ: {changed}")
    if given.list:
        for p in pairs:
            if p.move or p.first.stake != p.second.stake:
                print(
                    f"{p.document.original.doc_id} {p.first.sentence}: {p.first.risk} > "
                    f"{p.second.risk}, stake {p.first.stake} > {p.second.stake}; "
                    f"{p.first.source_kind} > {p.second.source_kind}; "
                    f"{','.join(p.first.reasons)} > {','.join(p.second.reasons)}"
                )


if __name__ == "__main__":
    main()
