r"""Prints the figures measures: NewsQuant, gold claim figures and their standing, with intervals.

    ASSAY_MIRROR=… python -m experiments.figures.run [--split dev|train] [--peers FILE]

``--peers`` takes the JSON that ``experiments/figures/peers.py`` wrote in an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from data.readers.gold import GoldDocument, read_gold
from experiments.figures import newsquant
from experiments.figures.newsquant import Counts, Quantity, Sentence
from experiments.figures.standing_gold import (
    Matched,
    Read,
    f1,
    interval,
    kappa,
    match,
    rarer_f1,
    whole_way,
    with_gold_sourcing,
)
from features.evidence import Figure
from training.bundle import load

System = Callable[[str], list[Quantity]]


def main() -> None:
    """Reads the corpora below ASSAY_MIRROR and prints one table after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--peers", type=Path)
    given = parser.parse_args()
    mirror = Path(os.environ["ASSAY_MIRROR"])
    sentences = newsquant.read(mirror)
    _newsquant("assay", sentences, newsquant.predicted)
    _newsquant("every run of digits", sentences, _digits)
    if given.peers:
        for name, found in json.loads(given.peers.read_text(encoding="utf-8")).items():
            _newsquant(name, sentences, _listed(found))
    documents = read_gold(given.split, mirror)
    print("\nattributions as annotated:")
    _gold(documents, given.split, with_gold_sourcing)
    print("\nthe whole way, attributions as the shipped model finds them:")
    _gold(documents, given.split, whole_way(load().encoder))


def _digits(text: str) -> list[Quantity]:
    """The trivial baseline: each run of digits is an amount, exact."""
    runs = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    return [Quantity((float(run.replace(",", "")),), "=") for run in runs]


def _listed(found: dict[str, list[list[float]]]) -> System:
    return lambda text: [Quantity(tuple(values), "=") for values in found.get(text, [])]


def _newsquant(name: str, sentences: list[Sentence], system: System) -> None:
    for label, chosen in (
        ("all", sentences),
        ("looked at", [s for s in sentences if s.seen]),
        ("not looked at", [s for s in sentences if not s.seen]),
    ):
        rows = [newsquant.score(s, system) for s in chosen]
        low, high = _spread(rows, lambda c: c.f1)
        total = sum(rows, Counts())
        print(
            f"NewsQuant {name:22} {label:14} value F1 {total.f1:.3f} [{low:.3f}, {high:.3f}]  "
            f"P {total.hits / max(1, total.predicted):.3f} R {total.hits / total.gold:.3f}  "
            f"bounds given value: exact/approx/lower/upper {total.bound_accuracy:.3f}, "
            f"with up/down {total.change_accuracy:.3f}, always exact {total.always_exact:.3f}"
        )


def _spread(
    rows: list[Counts], measure: Callable[[Counts], float], draws: int = 300
) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    values = [
        measure(sum((rows[i] for i in rng.integers(0, len(rows), len(rows))), Counts()))
        for _ in range(draws)
    ]
    low, high = np.quantile(values, [0.05, 0.95])
    return float(low), float(high)


def _gold(documents: list[GoldDocument], split: str, read: Read) -> None:
    means = []
    for annotator in sorted(documents[0].claims):
        matches = [match(d, annotator, read) for d in documents]
        trivial = [match(d, annotator, _every_number) for d in documents]
        means.append(f1(matches))
        low, high = interval(matches, f1)
        print(
            f"\ngold {split}.{annotator}: claim figures F1 {f1(matches):.3f} "
            f"[{low:.3f}, {high:.3f}], every digit run {f1(trivial):.3f}"
        )
        for field in ("attributed", "casualty", "verified"):
            _flag(matches, field)
        _stake(matches)
    print(f"\ngold {split}: claim figures F1, mean over annotators {np.mean(means):.3f}")


def _every_number(gold: GoldDocument, annotator: str) -> tuple[Figure, ...]:
    text = gold.text
    return tuple(
        Figure(m.start(), m.end(), value=float(m.group().replace(",", "")))
        for m in re.finditer(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    )


def _flag(matches: list[Matched], field: str) -> None:
    def measure(drawn: list[Matched]) -> float:
        return rarer_f1(_pairs(drawn, field))

    pairs = _pairs(matches, field)
    low, high = interval(matches, measure)
    trivial = rarer_f1([(True, gold) for _, gold in pairs])
    print(
        f"  {field:10} F1 of the rarer class {rarer_f1(pairs):.3f} [{low:.3f}, {high:.3f}], "
        f"always true {trivial:.3f}; accuracy {np.mean([a == b for a, b in pairs]):.3f}; "
        f"found true {sum(a for a, _ in pairs)}, gold true {sum(b for _, b in pairs)}"
    )


def _pairs(matches: list[Matched], field: str) -> list[tuple[bool, bool]]:
    return [(getattr(a, field), getattr(b, field)) for m in matches for a, b in m.pairs]


def _stake(matches: list[Matched]) -> None:
    def measure(drawn: list[Matched]) -> float:
        return kappa([(a.stake, b.stake) for m in drawn for a, b in m.pairs])

    low, high = interval(matches, measure)
    print(f"  stake      kappa {measure(matches):.3f} [{low:.3f}, {high:.3f}], always null 0.000")


if __name__ == "__main__":
    main()
