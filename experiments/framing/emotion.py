"""Whose emotion a sentence carries: Assay and VADER on the same sentences.

    python -m experiments.framing.emotion --write SENTENCES.json
    VENV/bin/python experiments/framing/peers.py SENTENCES.json VADER.json
    python -m experiments.framing.emotion --vader VADER.json [--show]

First the sentences of ``emotion.txt``, whose answers are known; then BABE sentences wrapped as a
speaker's words (``experiments.framing.wrap``): the author's charge ought to fall to a fifth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from experiments.framing.wrap import (
    WRAPPINGS,
    Read,
    charge,
    reader,
    sentences,
    wrapped,
)
from training.bundle import load

HERE = Path(__file__).parent
EMOTIONAL = 0.05
"""VADER's own threshold of its compound score."""
COUNT = 100


def groups() -> dict[str, list[str]]:
    """The sentences of ``emotion.txt`` by kind."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "emotion.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return found


def pairs(read_text: Read) -> list[tuple[str, str]]:
    """BABE sentences with the same as somebody's words."""
    found = sentences(COUNT, read_text, plain=False)
    names = list(WRAPPINGS)
    return [
        (text, wrapped(text, WRAPPINGS[names[i % len(names)]]))
        for i, (text, _, _) in enumerate(found)
    ]


def by_kind(read_text: Read, vader: Mapping[str, float], show: bool) -> None:
    """Print the share of each kind that either system holds to be emotional."""
    print(
        "| kind: the author's emotion? | n | Assay says yes | VADER says yes |\n|---|---|---|---|"
    )
    for name, lines in groups().items():
        ours = [charge(read_text(line).framing) > 0 for line in lines]
        theirs = [abs(vader[line]) >= EMOTIONAL for line in lines]
        print(f"| {name} | {len(lines)} | {share(ours)} | {share(theirs)} |")
        for line, mine, its in zip(lines, ours, theirs, strict=True) if show else ():
            print(f"    Assay {mine:d} VADER {its:d} {vader[line]:+.2f} {line}")


def by_wrapping(read_text: Read, vader: Mapping[str, float]) -> None:
    """Print how often the charge falls to a fifth or less when somebody else says it."""
    found = [(a, b) for a, b in pairs(read_text) if abs(vader[a]) >= EMOTIONAL]
    ours, theirs = [], []
    for before, after in found:
        ours.append(charge(read_text(after).framing) <= 0.2 * charge(read_text(before).framing))
        theirs.append(abs(vader[after]) <= 0.2 * abs(vader[before]))
    print(
        f"{len(found)} BABE sentences that both hold to be emotional, as a speaker's words: charge "
        f"falls to a fifth: Assay {share(ours)}, VADER {share(theirs)}"
    )


def share(found: Sequence[bool]) -> str:
    return f"{sum(found) / max(1, len(found)):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Whose emotion it is: Assay and VADER.")
    parser.add_argument("--write", type=Path, help="write the sentences for VADER and stop")
    parser.add_argument("--vader", type=Path, help="what VADER made of them")
    parser.add_argument("--show", action="store_true", help="print every sentence")
    options = parser.parse_args()
    read_text = reader(load().encoder)
    if options.write:
        texts = [line for lines in groups().values() for line in lines]
        texts += [text for pair in pairs(read_text) for text in pair]
        options.write.write_text(json.dumps(texts), encoding="utf-8")
    if options.vader:
        vader: dict[str, float] = json.loads(options.vader.read_text(encoding="utf-8"))
        by_kind(read_text, vader, options.show)
        by_wrapping(read_text, vader)


if __name__ == "__main__":
    main()
