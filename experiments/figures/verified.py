"""Of the figures called verified, how many are: verdicts by hand, by document and offsets.

    python -m experiments.figures.verified            # precision of each draw, needs no corpus
    ASSAY_MIRROR=… python -m experiments.figures.verified --again    # which are still found so

``verified.tsv`` has a row a figure: draw, document, offsets in the document's text, and 1 where
the text shows a method stated by a counter without a stake, or a second channel not fed by the
first. A draw was read once; the rules were mended after it, so that only the last counts.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.corpora import read as read_corpus
from features.document import read
from features.evidence import Span
from features.figures import find_figures
from features.sourcing import find_sourcing
from features.sourcing.writer import is_post
from training.bundle import load

VERDICTS = Path(__file__).with_name("verified.tsv")
_90_PERCENT = 1.645


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure that was called verified, read in its document."""

    draw: str
    document: str
    span: Span
    right: bool


def main() -> None:
    """Prints precision with its 90 % Wilson interval, draw by draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true")
    given = parser.parse_args()
    verdicts = verdicts_read()
    for draw in dict.fromkeys(v.draw for v in verdicts):
        chosen = [v for v in verdicts if v.draw == draw]
        print(f"{draw:8} {_precision(chosen)}, {len({v.document for v in chosen})} documents")
        for corpus in sorted({_corpus(v) for v in chosen}):
            print(f"  {corpus:14} {_precision([v for v in chosen if _corpus(v) == corpus])}")
        if given.again:
            still = _still_verified(chosen)
            print(f"  still verified {len(still)} of {len(chosen)}: {_precision(still)}")


def verdicts_read(path: Path = VERDICTS) -> list[Verdict]:
    """The verdicts, in the order of the file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Verdict(draw, document, Span(int(start), int(end)), right == "1")
        for draw, document, start, end, right in rows
    ]


def _precision(verdicts: list[Verdict]) -> str:
    right, n = sum(v.right for v in verdicts), len(verdicts)
    low, high = wilson(right, n)
    return f"precision {right / max(1, n):.2f} [{low:.2f}, {high:.2f}] ({right} of {n})"


def wilson(right: int, n: int) -> tuple[float, float]:
    """90 % interval of a share (Wilson 1927); 0 to 1 where nothing was drawn."""
    if n == 0:
        return 0.0, 1.0
    z, p = _90_PERCENT, right / n
    middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def _corpus(verdict: Verdict) -> str:
    return verdict.document.partition(":")[0]


def _still_verified(verdicts: list[Verdict]) -> list[Verdict]:
    """Those that the code and the shipped model still call verified."""
    texts = dict(_texts({v.document for v in verdicts}))
    encoder = load().encoder
    found: dict[str, list[Span]] = {}
    for name, text in texts.items():
        document = read(text)
        sourcing = find_sourcing(document, encoder.encode(document), (), is_post(document))
        figures = find_figures(document, sourcing)
        found[name] = [document.original_span(f) for f in figures if f.verified]
    return [v for v in verdicts if any(v.span.overlap(s) for s in found[v.document])]


def _texts(wanted: set[str]) -> Iterable[tuple[str, str]]:
    for corpus in sorted({name.partition(":")[0] for name in wanted}):
        yield from ((r.id, r.text) for r in read_corpus(corpus) if r.id in wanted)


if __name__ == "__main__":
    main()
