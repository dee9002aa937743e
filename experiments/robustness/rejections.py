"""What is cited in order to be rejected, in texts that hold few words of rejection.

    python -m experiments.robustness.rejections

520 claims, each in four small texts written for this by two writers who saw neither rules nor
lists: the author asserts it, passes it on, doubts it, or rejects it, most often by what is the case
and not by a word like "hoax". Prints what stance is read, and how often the rejected claim's score
lies below the asserted one's, with a 90 % interval over claims; a coin says .5. No rule is written
from these texts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from features.evidence import Span
from training.bundle import Model, load

FOLDER = Path(__file__).parent / "rejections"
STANCES = ("asserted", "reported", "disputed", "refuted")


def groups(folder: Path = FOLDER) -> Iterator[dict[str, tuple[str, Span]]]:
    """For each claim, by stance, a text and the sentence in it that carries the claim."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            given = json.loads(line)
            yield {stance: placed(*given[stance]) for stance in STANCES}


def placed(before: str, sentence: str, after: str) -> tuple[str, Span]:
    """The three parts as one text, and where the sentence stands in it."""
    start = len(before) + 1 if before else 0
    text = " ".join(part for part in (before, sentence, after) if part)
    return text, Span(start, start + len(sentence))


def read(text: str, sentence: Span, model: Model) -> tuple[str, float]:
    """The stance and the score of the claim that shares most with a sentence of a text."""
    reading = model.read(text)
    rated = max(
        model.rate(reading),
        key=lambda r: reading.document.original_span(r.claim.span).overlap(sentence),
    )
    return rated.claim.stance, rated.score


def main() -> None:
    model = load()
    found = [{s: read(*text, model) for s, text in group.items()} for group in groups()]
    print(
        "| written | " + " | ".join(f"read as {s}" for s in STANCES) + " |\n|---|---|---|---|---|"
    )
    for stance in STANCES:
        counts = Counter(group[stance][0] for group in found)
        print(f"| {stance} | " + " | ".join(str(counts[s]) for s in STANCES) + " |")
    for other in ("asserted", "reported"):
        below = np.array([g["refuted"][1] < g[other][1] for g in found])
        draws = np.random.default_rng(0).choice(below, (1000, len(below))).mean(axis=1)
        low, high = np.quantile(draws, [0.05, 0.95])
        print(
            f"\nrefuted below {other}: {below.mean():.3f} ({low:.3f} to {high:.3f}), {len(below)}"
        )


if __name__ == "__main__":
    main()
