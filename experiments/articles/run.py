"""Does an article framing head on Assay's readings agree with labels of hyperpartisanship?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.articles.run --work runs/articles

Reads 3,363 articles with the bundle (ASSAY_BUNDLE, else the one that ships), about six minutes of
processor time, kept in the work folder by bundle and code; then prints every table of README.md,
as long again. ``--seconds 110`` stops reading after so long: run again until all is read.

Convergent checks, not targets: nothing that ships is fitted on these labels.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.folds import By, folds
from data.schema import Record
from experiments.articles.corpora import articles
from experiments.articles.heads import (
    AT_HALF,
    SCORES,
    Floats,
    Ints,
    Predict,
    Score,
    Table,
    auc_within,
    fitted,
    judged,
    majority,
    out_of_fold,
    outlet_majority,
    portal_folds,
)
from experiments.articles.readings import Measured, matrix, names_of, read_all
from training.bundle import load
from training.evaluation import Metric, auc, resamples, table

FOLDS = 10
CUTS = 3
"""Cuts into folds, by seed; a figure is their mean."""
PARTITIONS = 6
"""Of the 36 ways to cut the Webis portals, so many, evenly apart."""
FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles of a corpus or several that have been read."""

    records: tuple[Record, ...]
    found: tuple[Measured, ...]

    def of(self, corpus: str) -> Articles:
        """Those of one corpus."""
        pairs = [p for p in zip(self.records, self.found, strict=True) if p[0].corpus == corpus]
        return Articles(tuple(r for r, _ in pairs), tuple(m for _, m in pairs))

    def rated(self) -> Articles:
        """Those in which Assay does not abstain."""
        pairs = zip(self.records, self.found, strict=True)
        kept = [p for p in pairs if p[1].score is not None]
        return Articles(tuple(r for r, _ in kept), tuple(m for _, m in kept))

    def table(self, X: Floats) -> Table:
        """Features with these articles' labels."""
        return Table(X, self.records)

    @property
    def words(self) -> Floats:
        """Natural logarithms of the counts of words [n]."""
        return np.log([len(r.text.split()) for r in self.records])

    @property
    def scores(self) -> Floats:
        """The article risk scores [n]; zero where Assay abstains."""
        return np.array([m.score or 0.0 for m in self.found])


def inputs(given: Articles, names: Sequence[str]) -> dict[str, Floats]:
    """What a head may read, by name."""
    readings = matrix(given.found, names)
    vectors = np.array([m.vector for m in given.found])
    length = given.words[:, None]
    return {
        "length alone": length,
        "article risk score alone": given.scores[:, None],
        "four sentence heads, mean and q0.9": readings[:, _simple(names)],
        "mean vector alone": vectors,
        "readings": readings,
        "readings and mean vector": np.hstack([readings, vectors]),
        "readings, mean vector, length": np.hstack([readings, vectors, length]),
    }


def _simple(names: Sequence[str]) -> list[int]:
    heads = ("propaganda", "biased", "subjective", "check_worthy")
    return [names.index(f"{head}.{what}") for head in heads for what in ("mean", "q0.9")]


def cuts(records: Sequence[Record], by: By, k: int = FOLDS) -> list[Ints]:
    """Several cuts of articles into folds."""
    kinds = len({r.outlet if by == "outlet" else r.group for r in records})
    return [np.array(folds(records, min(k, kinds), seed, by)) for seed in range(CUTS)]


def rows(
    name: str,
    given: Table,
    cut: Sequence[Ints],
    groups: NDArray[np.str_],
    predict: Predict = fitted,
    scores: Mapping[str, Score] = SCORES,
) -> Iterator[Metric]:
    """One model's figures over every cut."""
    runs = [out_of_fold(given, fold, predict) for fold in cut]
    for what, score in scores.items():
        chosen = [above if what == "AUC" else p for p, above in runs]
        yield judged(f"{name}: {what}", score, given.y, chosen, groups)


def heads(
    given: Articles, names: Sequence[str], cut: Sequence[Ints], groups: NDArray[np.str_]
) -> Iterator[Metric]:
    """Majority, then a head on each kind of input."""
    every = inputs(given, names)
    yield from rows("majority", given.table(every["length alone"]), cut, groups, majority, AT_HALF)
    for name, X in every.items():
        yield from rows(name, given.table(X), cut, groups)


def show(title: str, metrics: Iterable[Metric]) -> None:
    print(f"\n## {title}\n\n{table(metrics)}", flush=True)


def convergent(name: str, given: Articles, by: By) -> Iterator[Metric]:
    """AUC of the article risk score against the label, plain and among articles alike in length."""
    rated = given.rated()
    y, groups = rated.table(rated.words[:, None]).y, _groups(rated.records, by)
    edges = np.quantile(rated.words, np.arange(1, FIFTHS) / FIFTHS)
    fifth = np.searchsorted(edges, rated.words)
    yield judged(f"{name}: AUC of the score", auc, y, [rated.scores], groups)
    yield judged(f"{name}: AUC of length", auc, y, [rated.words], groups)
    low, high = _interval_within(y, rated.scores, fifth, groups)
    value = auc_within(y, rated.scores, fifth)
    yield Metric(
        f"{name}: AUC of the score within fifths of length", value, low, high, None, len(y)
    )


def _interval_within(
    y: NDArray[np.bool_], scores: Floats, fifth: Ints, groups: NDArray[np.str_]
) -> tuple[float, float]:
    draws = [auc_within(y[i], scores[i], fifth[i]) for i in resamples(groups, 500)]
    low, high = np.nanquantile(draws, [0.05, 0.95])
    return float(low), float(high)


def _groups(records: Sequence[Record], by: By) -> NDArray[np.str_]:
    return np.array([r.outlet if by == "outlet" else r.group for r in records])


def levels(given: Articles) -> str:
    """How often each side of the label reaches a score of one half."""
    y = given.table(given.words[:, None]).y
    high = given.scores >= 0.5
    return (
        f"score of .5 or more: {high[y].mean():.3f} of positives, {high[~y].mean():.3f} of others"
    )


def both(given: Articles, names: Sequence[str]) -> Iterator[Metric]:
    """One head for both corpora of partisanship, folds over publishers of both, judged on each."""
    records = given.records
    corpus = np.array([r.corpus for r in records])
    outlets = _groups(records, "outlet")
    cut = cuts(records, "outlet")[:1]
    for name, X in inputs(given, names).items():
        if name == "article risk score alone":
            continue
        one = given.table(X)
        runs = [out_of_fold(one, fold) for fold in cut]
        for own in ("hyperpartisan", "webis"):
            chosen = corpus == own
            for what in ("accuracy", "AUC"):
                part = [(above if what == "AUC" else p)[chosen] for p, above in runs]
                yield judged(
                    f"{name}, on {own}: {what}", SCORES[what], one.y[chosen], part, outlets[chosen]
                )


def transfer(given: Articles, names: Sequence[str]) -> Iterator[Metric]:
    """Fitted on one corpus, judged on publishers of the other that the first does not have."""
    corpus = np.array([r.corpus for r in given.records])
    for name in ("length alone", "readings", "mean vector alone", "readings and mean vector"):
        whole = given.table(inputs(given, names)[name])
        for own, other in (("webis", "hyperpartisan"), ("hyperpartisan", "webis")):
            train = whole.rows(corpus == own)
            known = np.isin(whole.outlets, train.outlets) | np.isin(whole.groups, train.groups)
            test = whole.rows((corpus == other) & ~known)
            p = fitted(train, test)
            for what in ("accuracy", "AUC"):
                title = f"{name}, {own} to {other}: {what}"
                yield judged(title, SCORES[what], test.y, [p], test.outlets)


def webis_cuts(records: Sequence[Record]) -> list[Ints]:
    """Three folds with one portal of each orientation in each."""
    found = portal_folds(
        [r.outlet or "" for r in records], [str(r.labels["orientation"]) for r in records]
    )
    return found[:: len(found) // PARTITIONS]


def by_outlet(given: Articles, names: Sequence[str]) -> Iterator[Metric]:
    """FA-KES over outlets that were not seen, and over near copies with the outlets known."""
    outlets, groups = _groups(given.records, "outlet"), _groups(given.records, "group")
    every = inputs(given, names)
    blank = given.table(every["length alone"])
    folded: tuple[tuple[By, NDArray[np.str_]], ...] = (("outlet", outlets), ("group", groups))
    for by, own in folded:
        cut = cuts(given.records, by)
        kind = "outlets" if by == "outlet" else "near copies"
        models = [("majority", blank, majority)]
        if by == "group":
            models.append(("outlet majority", blank, outlet_majority))
        models += [(name, given.table(X), fitted) for name, X in every.items()]
        for name, one, predict in models:
            asked = SCORES if predict is fitted else AT_HALF  # a share has no order inside a fold
            yield from rows(f"folds by {kind}, {name}", one, cut, own, predict, asked)


def pairs_won(given: Articles) -> Metric:
    """Share of FakeNewsAMT's pairs in which the fake has the higher score, ties half."""
    by_pair: dict[str, dict[bool, float]] = {}
    rated = given.rated()
    for record, score in zip(rated.records, rated.scores, strict=True):
        by_pair.setdefault(record.group, {})[record.labels["judged"]] = float(score)
    differences = np.array([p[True] - p[False] for p in by_pair.values() if len(p) == 2])
    won = (np.sign(differences) + 1.0) / 2.0
    name = "FakeNewsAMT: pairs in which the fake scores higher"
    return judged(
        name, lambda _, p: float(p.mean()), won > 0.5, [won], np.arange(len(won)).astype(str)
    )


def on_scores(read: Articles, names: Sequence[str]) -> None:
    """The article risk score against every label."""
    hyper, webis = read.of("hyperpartisan"), read.of("webis")
    fakes, amt = read.of("fakes"), read.of("fakenewsamt")
    checks = [
        *convergent("hyperpartisan", hyper, "outlet"),
        *convergent("Webis, hyperpartisan", webis, "outlet"),
        *convergent("FA-KES, fake", fakes, "outlet"),
        *convergent("FakeNewsAMT, fake", amt, "group"),
        pairs_won(amt),
    ]
    show("The article risk score as it ships, against each label", checks)
    for name, one in (("hyperpartisan", hyper), ("Webis", webis), ("FA-KES", fakes), ("AMT", amt)):
        print(f"* {name}: {levels(one)}")


def on_hyperpartisan(read: Articles, names: Sequence[str]) -> None:
    """Folds over domains."""
    given = read.of("hyperpartisan")
    cut, outlets = cuts(given.records, "outlet"), _groups(given.records, "outlet")
    show("Hyperpartisan by-article, ten folds over domains", heads(given, names, cut, outlets))


def on_webis(read: Articles, names: Sequence[str]) -> None:
    """Folds over portals."""
    given = read.of("webis")
    cut, portals = webis_cuts(given.records), _groups(given.records, "outlet")
    show("BuzzFeed-Webis, three folds over portals", heads(given, names, cut, portals))


def on_both(read: Articles, names: Sequence[str]) -> None:
    """One head for both corpora of partisanship, and from one to the other."""
    hyper, webis = read.of("hyperpartisan"), read.of("webis")
    given = Articles(hyper.records + webis.records, hyper.found + webis.found)
    show("From one to the other", transfer(given, names))
    show("One head for both, ten folds over the publishers of both", both(given, names))


def on_fakes(read: Articles, names: Sequence[str]) -> None:
    """FA-KES, over outlets and over near copies."""
    show("FA-KES, ten folds", by_outlet(read.of("fakes"), names))


def on_pairs(read: Articles, names: Sequence[str]) -> None:
    """FakeNewsAMT, over pairs."""
    given = read.of("fakenewsamt")
    cut, pairs = cuts(given.records, "group"), _groups(given.records, "group")
    show("FakeNewsAMT, ten folds over pairs", heads(given, names, cut, pairs))


PARTS: dict[str, Callable[[Articles, Sequence[str]], None]] = {
    "scores": on_scores,
    "hyperpartisan": on_hyperpartisan,
    "webis": on_webis,
    "both": on_both,
    "fakes": on_fakes,
    "pairs": on_pairs,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of reading")
    parser.add_argument("--part", choices=PARTS, action="append", help="some tables alone")
    options = parser.parse_args()
    model = load()
    print(f"bundle {model.sha256}", flush=True)
    records, out = articles()
    found = read_all(records, model, options.work, options.seconds)
    if missing := sum(r.id not in found for r in records):
        print(f"{missing} of {len(records)} articles are still to be read; run again")
        return
    read = Articles(tuple(records), tuple(found[r.id] for r in records))
    names = names_of(read.found)
    unrated = sum(m.score is None for m in read.found)
    print(f"{len(records)} articles, {len(names)} readings each, {unrated} abstained; left out:")
    for (corpus, reason), n in sorted(out.items()):
        print(f"* {corpus}: {n} {reason}")
    for part in options.part or PARTS:
        PARTS[part](read, names)


if __name__ == "__main__":
    main()
