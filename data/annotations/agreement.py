"""Agreement of two passes of annotation, A against B.

Run from the repository's root, with the mirror in ASSAY_MIRROR::

    python -m data.annotations.agreement gold dev
    python -m data.annotations.agreement extra extra > data/annotations/extra/agreement.txt

The passes are of language models; models of one kind agree more than people do, so no figure
printed here is a measure of truth.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from data.readers.gold import GoldClaim, GoldDocument, GoldFigure, GoldSplit, read_gold

HERE = Path(__file__).parent
LEVELS = ("low", "medium", "high")
CONCEPTS = (
    *("source_kind", "stance", "stake", "check_worthy"),
    *("anonymity", "voice", "depth", "named"),
)

Ratings = Sequence[tuple[Hashable, Hashable]]
Pair = tuple[GoldClaim, GoldClaim]
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Paired:
    """Claims of A and B on the same sentences, and how many records found no partner."""

    both: tuple[Pair, ...]
    only_a: int
    only_b: int
    is_claim: tuple[tuple[bool, bool], ...]
    """One a sentence: whether A and B find a claim in it."""


def cohen(ratings: Ratings) -> float:
    """Cohen's kappa (1960) of nominal labels, in [-1, 1]; nan where all ratings are one label."""
    return _kappa(ratings, lambda a, b: float(a != b))


def quadratic(ratings: Ratings) -> float:
    """Cohen's kappa weighted by squared distance of levels (1968), in [-1, 1], or nan."""
    place = {level: i for i, level in enumerate(LEVELS)}
    return _kappa(ratings, lambda a, b: float((place[str(a)] - place[str(b)]) ** 2))


def _kappa(ratings: Ratings, cost: Callable[[Hashable, Hashable], float]) -> float:
    count = len(ratings)
    seen = sum(cost(a, b) for a, b in ratings) * count
    first, second = Counter(a for a, _ in ratings), Counter(b for _, b in ratings)
    chance = sum(n * m * cost(a, b) for a, n in first.items() for b, m in second.items())
    return 1 - seen / chance if chance else float("nan")


def exact(ratings: Ratings) -> float:
    """Share of equal labels, in [0, 1], or nan without ratings."""
    return sum(a == b for a, b in ratings) / len(ratings) if ratings else float("nan")


def macro_f1(ratings: Ratings) -> float:
    """Mean over the risk levels that occur of F1, B judged by A, in [0, 1]."""
    found = []
    for level in LEVELS:
        hits = sum(a == b == level for a, b in ratings)
        named = sum((a == level) + (b == level) for a, b in ratings)
        if named:
            found.append(2 * hits / named)
    return sum(found) / len(found) if found else float("nan")


def paired(documents: Iterable[GoldDocument]) -> Paired:
    """Records of the same sentence, by the same kind of source first, then in their order."""
    both: list[Pair] = []
    only_a = only_b = 0
    is_claim: list[tuple[bool, bool]] = []
    for document in documents:
        for sentence in document.sentences:
            a = [c for c in document.claims["A"] if c.sentence == sentence and c.claim]
            b = [c for c in document.claims["B"] if c.sentence == sentence and c.claim]
            is_claim.append((bool(a), bool(b)))
            matched = _matched(a, b)
            both += matched
            only_a += len(a) - len(matched)
            only_b += len(b) - len(matched)
    return Paired(tuple(both), only_a, only_b, tuple(is_claim))


def _matched(a: Sequence[GoldClaim], b: Sequence[GoldClaim]) -> list[Pair]:
    left, pairs = list(b), []
    for claim in sorted(a, key=lambda c: all(c.source_kind != d.source_kind for d in b)):
        if left:
            best = next((d for d in left if d.source_kind == claim.source_kind), left[0])
            left.remove(best)
            pairs.append((claim, best))
    return pairs


def span_f1(a: set[Span], b: set[Span]) -> float:
    """F1 of the same spans, in [0, 1], or nan where neither has any."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else float("nan")


def overlap_f1(a: set[Span], b: set[Span]) -> float:
    """F1 of spans that share a character, in [0, 1], or nan where neither has any."""
    if not a and not b:
        return float("nan")
    touched = sum(any(_touch(x, y) for y in b) for x in a)
    touched += sum(any(_touch(x, y) for x in a) for y in b)
    return touched / (len(a) + len(b))


def _touch(x: Span, y: Span) -> bool:
    return x[0] == y[0] and x[1] < y[2] and y[1] < x[2]


def _figures(documents: Iterable[GoldDocument], annotator: str) -> dict[Span, GoldFigure]:
    return {
        (d.doc_id, *figure.span): figure
        for d in documents
        for claim in d.claims[annotator]
        for figure in claim.figures
    }


def _loaded(documents: Iterable[GoldDocument], annotator: str) -> set[Span]:
    return {
        (d.doc_id, *word.span)
        for d in documents
        for claim in d.claims[annotator]
        for word in claim.loaded
    }


def report(name: str, documents: Sequence[GoldDocument]) -> str:
    """The agreement on one slice of documents, as lines of text."""
    pairs = paired(documents)
    sentences = sum(len(d.sentences) for d in documents)
    head = (
        f"{name}: {len(documents)} documents, {sentences} sentences, "
        f"{len(pairs.both)} claims of both, {pairs.only_a} of A alone, {pairs.only_b} of B alone; "
        f"claim or not kappa {cohen(pairs.is_claim):.2f}"
    )
    lines = [head, _risk_line(pairs.both), _custody_line(pairs.both), _concept_line(pairs.both)]
    return "\n  ".join([*lines, _span_line(documents), _article_line(documents)])


def _risk_line(both: Sequence[Pair]) -> str:
    risks = [(a.risk, b.risk) for a, b in both]
    table: Counter[tuple[str, str]] = Counter((a, b) for a, b in risks)
    rows = " / ".join(" ".join(str(table[x, y]) for y in LEVELS) for x in LEVELS)
    return (
        f"risk exact {exact(risks):.2f}, kappa {cohen(risks):.2f}, "
        f"quadratic {quadratic(risks):.2f}, macro-F1 {macro_f1(risks):.2f}; "
        f"confusion (A rows, B columns; {' '.join(LEVELS)}): {rows}"
    )


def _custody_line(both: Sequence[Pair]) -> str:
    held = [(a, b) for a, b in both if a.custody and b.custody]
    serves = [(a.serves_custodian, b.serves_custodian) for a, b in held]
    return (
        f"custody kappa {cohen([(a.custody, b.custody) for a, b in both]):.2f} "
        f"({len(held)} claims of both); whom it serves exact {exact(serves):.2f}, "
        f"risk in custody exact {exact([(a.risk, b.risk) for a, b in held]):.2f}"
    )


def _concept_line(both: Sequence[Pair]) -> str:
    kappas = {f: cohen([(getattr(a, f), getattr(b, f)) for a, b in both]) for f in CONCEPTS}
    return "kappa: " + ", ".join(f"{f.replace('_', ' ')} {k:.2f}" for f, k in kappas.items())


def _span_line(documents: Sequence[GoldDocument]) -> str:
    a, b = _figures(documents, "A"), _figures(documents, "B")
    common = [(a[span], b[span]) for span in sorted(a.keys() & b.keys())]
    kappas = [
        f"{field} {cohen([(getattr(x, field), getattr(y, field)) for x, y in common]):.2f}"
        for field in ("attributed", "stake", "verified", "casualty")
    ]
    words = _loaded(documents, "A"), _loaded(documents, "B")
    return (
        f"figures A {len(a)}, B {len(b)}, F1 {span_f1(set(a), set(b)):.2f} "
        f"(overlap {overlap_f1(set(a), set(b)):.2f}), kappa of their {', '.join(kappas)}; "
        f"loaded words A {len(words[0])}, B {len(words[1])}, overlap F1 {overlap_f1(*words):.2f}"
    )


def _article_line(documents: Sequence[GoldDocument]) -> str:
    levels = [(d.article["A"].risk, d.article["B"].risk) for d in documents if d.article]
    if not levels:
        return "article level not annotated"
    same = sum(a == b for a, b in levels)
    return f"article level {same} of {len(levels)} equal, quadratic kappa {quadratic(levels):.2f}"


def slices(documents: Sequence[GoldDocument]) -> dict[str, list[GoldDocument]]:
    """All documents, then found texts, written articles and written posts where there are any."""
    written = [d for d in documents if d.doc_id.startswith("written:")]
    posts = [d for d in written if d.doc_id.startswith("written:post_")]
    if not written:
        return {"all": list(documents)}
    return {
        "all": list(documents),
        "found in corpora": [d for d in documents if d not in written],
        "articles written by A": [d for d in written if d not in posts],
        "posts written by A": posts,
    }


def main(arguments: Sequence[str]) -> str:
    """The report on ``<set> <split>``, slice by slice."""
    name, split = arguments
    documents = read_gold(cast(GoldSplit, split), folder=HERE / name)
    title = (
        f"{name} {split}, pass A against pass B. Both are language models under one set of "
        "guidelines;\nteams of people agree less (Fleiss kappa .36 on a like task, FIGNEWS 2024).\n"
        "nan: no case, or one label only. Claims are paired within a sentence, first by kind of "
        "source."
    )
    return "\n\n".join([title, *(report(n, d) for n, d in slices(documents).items())])


if __name__ == "__main__":
    print(main(sys.argv[1:]))
