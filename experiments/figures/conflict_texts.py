"""Of short texts in which two holders give different figures for one thing, how many are paired;
and of texts whose figures are of different things, how many wrongly.

    python -m experiments.figures.conflict_texts

``conflict_texts.tsv`` has four lists of invented events: per text its list, and the two values that
are at odds, none where nothing is. Each was written after the rules had been mended from the one
before it, so that only its first run (README) judges them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from experiments.figures.verified import wilson
from features.document import read
from features.encoder import Encoder
from features.figures import find_figures
from features.sourcing import find_sourcing
from features.sourcing.writer import is_post
from training.bundle import load

TEXTS = Path(__file__).with_name("conflict_texts.tsv")


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the two values at odds in it; no values where nothing is."""

    of_list: str
    values: frozenset[float]
    text: str


def main() -> None:
    """Prints recall and false alarms, list by list, with 90 % intervals."""
    encoder = load().encoder
    texts = told()
    for of_list in dict.fromkeys(t.of_list for t in texts):
        chosen = [t for t in texts if t.of_list == of_list]
        hits = [t.values in paired(encoder, t.text) for t in chosen if t.values]
        alarms = [bool(paired(encoder, t.text)) for t in chosen if not t.values]
        print(f"list {of_list}: recall {_share(hits)}; false alarms {_share(alarms)}")


def told(path: Path = TEXTS) -> list[Told]:
    """The texts, in the order of the file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Told(of_list, frozenset(float(v) for v in (one, other) if v), json.loads(text))
        for of_list, one, other, text in rows
    ]


def paired(encoder: Encoder, text: str) -> set[frozenset[float]]:
    """The pairs of values that the product sets side by side as at odds."""
    document = read(text)
    sourcing = find_sourcing(document, encoder.encode(document), (), is_post(document))
    figures = find_figures(document, sourcing)
    pairs = ((f.value, figures[j].value) for f in figures for j in f.conflicts_with)
    return {frozenset((a, b)) for a, b in pairs if a is not None and b is not None}


def _share(outcomes: list[bool]) -> str:
    low, high = wilson(sum(outcomes), len(outcomes))
    return f"{sum(outcomes)} of {len(outcomes)} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    main()
