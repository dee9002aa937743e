"""At which likeness do two sentences of one text make the same claim?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.sourcing.same

Prints precision, recall and F1 of ``same_as`` by threshold on two sets: pairs of corpora by offsets
(``same_pairs.tsv``, drawn by band of likeness and weighted back to how often they occur) and all
pairs within articles of our own (``same_written.txt``). Sentences whose figures differ are never
the same, as in ``features.claims``. The baseline calls every pair of the set the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from data.corpora import read
from features.document import read as read_document
from features.evidence import Document, Sourcing
from features.figures import find_figures
from features.likeness import Likeness, named
from training.evaluation import resamples

HERE = Path(__file__).parent
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
EMPTY = Sourcing((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences of a text: how alike they are, whether they claim the same, their weight."""

    text: str
    both: float
    either: float
    figures_agree: bool
    names_differ: bool
    same: bool
    weight: float


class Text:
    """A document with what tells whether two of its sentences say the same."""

    def __init__(self, name: str, document: Document) -> None:
        self.name, self.document = name, document
        self.likeness = Likeness(document)
        self.names = [named(s.of(document.text)) for s in document.sentences]
        figures = find_figures(document, EMPTY)
        self.values = [
            {f.value for f in figures if f.overlap(s)} - {None} for s in document.sentences
        ]

    def pair(self, one: int, other: int, same: bool, weight: float = 1.0) -> Pair:
        shares = (self.likeness.carried(one, other), self.likeness.carried(other, one))
        a, b = self.values[one], self.values[other]
        agree = not (a and b) or bool(a & b)
        (own, said), (others, heard) = self.names[one], self.names[other]
        differ = bool(own - heard) and bool(others - said)
        return Pair(self.name, min(shares), max(shares), agree, differ, same, weight)


def from_corpora() -> Iterator[Pair]:
    """The pairs of ``same_pairs.tsv``."""
    lines = (HERE / "same_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))
    corpora = sorted({row["doc_id"].split(":")[0] for row in rows})
    wanted = {row["doc_id"] for row in rows}
    texts = {
        record.id: Text(record.id, read_document(record.text))
        for name in corpora
        for record in read(name)
        if record.id in wanted
    }
    for row in rows:
        text = texts[row["doc_id"]]
        at = [
            text.document.sentence_at(_middle(int(row[a]), int(row[b])))
            for a, b in (("start", "end"), ("other_start", "other_end"))
        ]
        yield text.pair(at[0], at[1], row["same"] == "1", float(row["weight"]))


def _middle(start: int, end: int) -> int:
    return (start + end) // 2


def from_written() -> Iterator[Pair]:
    """All pairs within each article of ``same_written.txt``."""
    lines = (HERE / "same_written.txt").read_text(encoding="utf-8").splitlines()
    content = "\n".join(line for line in lines if not line.startswith("#"))
    for n, article in enumerate(content.strip().split("\n\n")):
        letters = [line[1] if line.startswith("[") else "" for line in article.splitlines()]
        plain = [line.split("] ", 1)[-1] for line in article.splitlines()]
        text = Text(f"written {n + 1}", read_document("\n\n".join(plain)))
        starts = np.cumsum([0, *(len(line) + 2 for line in plain)])
        at = [text.document.sentence_at(int(start) + 3) for start in starts[:-1]]
        for i, j in combinations(range(len(plain)), 2):
            yield text.pair(at[i], at[j], letters[i] == letters[j] != "")


Rule = Callable[[Pair, float], bool]


def by_both(pair: Pair, least: float) -> bool:
    return pair.figures_agree and pair.both >= least


def by_either(pair: Pair, least: float) -> bool:
    return pair.figures_agree and pair.either >= least


def proposed(pair: Pair, least: float) -> bool:
    """One carries ``least`` of the other, both a fifth of each other, and neither names what the
    other does not while the other does so too."""
    return by_either(pair, least) and pair.both >= 0.2 and not pair.names_differ


def scores(pairs: list[Pair], rule: Rule, least: float) -> tuple[float, float, float]:
    """Weighted precision, recall and F1 of calling pairs the same."""
    hit = sum(p.weight for p in pairs if rule(p, least) and p.same)
    given = sum(p.weight for p in pairs if rule(p, least))
    wanted = sum(p.weight for p in pairs if p.same)
    precision = hit / given if given else 1.0
    recall = hit / wanted if wanted else 1.0
    return precision, recall, 2 * hit / (given + wanted) if given + wanted else 1.0


def interval(pairs: list[Pair], rule: Rule, least: float) -> tuple[float, float]:
    """90 % interval of F1, resampled by text."""
    groups = np.array([p.text for p in pairs])
    draws = [scores([pairs[i] for i in at], rule, least)[2] for at in resamples(groups, 300)]
    low, high = np.quantile(draws, [0.05, 0.95])
    return float(low), float(high)


def show(name: str, pairs: list[Pair], rule: Rule) -> None:
    same = sum(p.same for p in pairs)
    base = scores(pairs, lambda pair, least: True, 0.0)[2]
    print(f"\n{name}: {len(pairs)} pairs, {same} the same; F1 of calling all the same {base:.2f}")
    print("| least | precision | recall | F1 |\n|---|---|---|---|")
    for least in THRESHOLDS:
        precision, recall, f1 = scores(pairs, rule, least)
        low, high = interval(pairs, rule, least)
        print(f"| {least} | {precision:.2f} | {recall:.2f} | {f1:.2f} ({low:.2f} to {high:.2f}) |")


def main() -> None:
    corpora, written = list(from_corpora()), list(from_written())
    show("corpora, share of both", corpora, by_both)
    show("written, share of both", written, by_both)
    show("corpora, share of either", corpora, by_either)
    show("written, share of either", written, by_either)
    show("corpora, proposed", corpora, proposed)
    show("written, proposed", written, proposed)


if __name__ == "__main__":
    main()
