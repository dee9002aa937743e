"""Biased words of BABE on the articles held apart from the encoder.

    python -m experiments.framing.babe

The part is held apart by article, not by outlet: every outlet in it is in the training part too.
Words are ours (hyphens part them), so figures of other tokenisations compare only roughly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from data.corpora import read
from data.schema import Record
from experiments.framing.run import NOBODY, alone
from features.evidence import Encoding, Span
from features.framing import BLEND, Blend, Reading, blended, lexicon_spans, loaded_from
from features.phrases import words_of
from training.bundle import load
from training.corpora import part
from training.evaluation import f1

BARE = Blend(0.0, 1.0, 1.0, {1: 0.0, 2: 0.0, 3: 0.0}, threshold=0.0, listed=0.0)
Find = Callable[[Reading, Encoding], list[Span]]


def counts(
    record: Record, reading: Reading, encoding: Encoding, find: Find
) -> tuple[int, int, int]:
    """Words found and marked, found, and marked."""
    mine = {i for span in find(reading, encoding) for i in reading.inside(span)}
    theirs = {
        i
        for i, w in enumerate(words_of(record.text))
        if any(m.start < w.end and w.start < m.end for m in record.marks)
    }
    return len(mine & theirs), len(mine), len(theirs)


def tagger(reading: Reading, encoding: Encoding) -> list[Span]:
    """The words that BABE's tagger marks, nothing else asked."""
    return list(blended(reading, encoding, ("biased_word",), BARE))


def shipped(reading: Reading, encoding: Encoding) -> list[Span]:
    """The loaded words of the product: three taggers, lexicon and exclusions."""
    proposed = blended(reading, encoding, ("biased_word", "loaded_language", "propaganda"))
    return list(loaded_from(reading.document, proposed, NOBODY, reading))


def with_lexicon(reading: Reading, encoding: Encoding) -> list[Span]:
    """BABE's tagger with the bonuses of the lexicon, from even odds on."""
    kept = replace(BARE, lexicon={1: 0.4, 2: 1.1, 3: 1.2}, threshold=0.3, listed=0.3)
    return list(blended(reading, encoding, ("biased_word",), kept))


def lexicon(least: int) -> Find:
    """The lexicon alone from an intensity on."""

    def find(reading: Reading, encoding: Encoding) -> list[Span]:
        return list(loaded_from(reading.document, lexicon_spans(reading, least), NOBODY, reading))

    return find


def interval(rows: list[tuple[str, tuple[int, int, int]]]) -> tuple[float, float]:
    """A 90 % interval by bootstrap over articles."""
    groups = sorted({group for group, _ in rows})
    by = {g: np.sum([c for group, c in rows if group == g], axis=0) for g in groups}
    rng = np.random.default_rng(1)
    scores = []
    for _ in range(300):
        right, given, wanted = np.sum([by[groups[i]] for i in _draw(rng, len(groups))], axis=0)
        scores.append(f1(right, given, right, wanted))
    return float(np.quantile(scores, 0.05)), float(np.quantile(scores, 0.95))


def _draw(rng: np.random.Generator, n: int) -> Iterator[int]:
    yield from rng.integers(0, n, n).tolist()


def main() -> None:
    records = read("babe")
    held = [r for r in records if part(r.group) == 0]
    seen = {r.outlet for r in records if part(r.group)}
    new = sum(r.outlet not in seen for r in held)
    print(f"{len(held)} of {len(records)} sentences, of outlets unseen in training: {new}")
    encoder = load().encoder
    found = []
    for record in held:
        document = alone(record.text)
        found.append((record, Reading(document), encoder.encode(document)))
    finders: dict[str, Find] = {
        "BABE's tagger": tagger,
        "BABE's tagger and lexicon": with_lexicon,
        "loaded words as shipped": shipped,
        "lexicon >= 2": lexicon(2),
        "lexicon >= 3": lexicon(3),
    }
    for name, find in finders.items():
        rows = [(r.group, counts(r, reading, e, find)) for r, reading, e in found]
        right, given, wanted = np.sum([c for _, c in rows], axis=0)
        low, high = interval(rows)
        print(
            f"{name}: P {right / given:.3f} R {right / wanted:.3f} "
            f"F1 {f1(right, given, right, wanted):.3f} ({low:.3f} to {high:.3f}), {wanted} wanted"
        )
    print(f"parameters: {BLEND}")


if __name__ == "__main__":
    main()
