"""Whose words claims and found loaded words are, against the annotators, with real sourcing.

    python -m experiments.framing.voices [--dev]

The baseline calls every claim and every word the author's.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from experiments.framing.codes import given
from features.evidence import Span
from training.bundle import load
from training.predicted import ReadGold, read_gold_document

Pairs = Sequence[tuple[str, str]]


def of_claims(found: Sequence[ReadGold]) -> Pairs:
    """Voice found and voice annotated of every annotated claim."""
    return [
        (claim.voice, gold.voice)
        for read in found
        for claim, gold in zip(read.claims, read.given, strict=True)
    ]


def of_words(found: Sequence[ReadGold]) -> Pairs:
    """The same of every loaded word found that overlaps an annotated one."""
    pairs: list[tuple[str, str]] = []
    for read in found:
        gold = {Span(*w.span): w.voice for claim in read.given for w in claim.loaded}
        for word in read.reading.framing.loaded:
            there = read.reading.document.original_span(Span(word.start, word.end))
            pairs += [(word.voice, voice) for span, voice in gold.items() if span.overlap(there)]
    return pairs


def told(name: str, pairs: Pairs) -> None:
    """Print the share that is right, quoted or not, and the baseline."""
    count = max(1, len(pairs))
    right = sum(a == b for a, b in pairs) / count
    quoted = sum((a == "quoted") == (b == "quoted") for a, b in pairs) / count
    author = sum(b == "author" for _, b in pairs) / count
    wrong = Counter(f"{a} for {b}" for a, b in pairs if a != b)
    print(
        f"{name}: {right:.3f} right, {quoted:.3f} quoted or not, always the author {author:.3f} "
        f"(n {len(pairs)}) {dict(wrong)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Voices against the annotators.")
    parser.add_argument("--dev", action="store_true", help="measure gold dev too")
    options = parser.parse_args()
    encoder = load().encoder
    for split in ("train", "extra", "more", *(["dev"] if options.dev else [])):
        found = [read_gold_document(document, encoder) for document in given(split)]
        told(f"{split}, claims", of_claims(found))
        told(f"{split}, loaded words found", of_words(found))


if __name__ == "__main__":
    main()
