"""Headline and lede against the body, on invented articles with a known answer.

    python -m experiments.framing.headlines [FILE] [--show]

A finding is right where the article lacks that on top; precision and recall count (article, what
is dropped) pairs, and an article is right where its set is. The baseline flags every headline that
carries no attribution.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from features.document import read
from features.encoder import Encoder
from features.reading import Reading, read_document
from training.bundle import load

CASES = Path(__file__).with_name("headlines.txt")


@dataclass(frozen=True, slots=True)
class Case:
    """An article, and what its top lacks of its body."""

    dropped: frozenset[str]
    text: str


def cases(path: Path) -> list[Case]:
    """The articles of a file."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        answer, _, text = block.partition("\n")
        found.append(Case(frozenset(answer.split()) - {"none"}, text.strip()))
    return found


def dropped(reading: Reading) -> frozenset[str]:
    """What the findings say is lacking on top."""
    return frozenset(d for claim in reading.claims for d in claim.dropped)


def bare(reading: Reading) -> frozenset[str]:
    """The baseline: a headline without an attribution lacks its source."""
    top = [c for c in reading.claims if c.role == "headline" and c.is_claim]
    return frozenset({"source"} if any(c.attribution is None for c in top) else set())


def table(name: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> None:
    """Print precision and recall of (found, wanted) pairs, with how many articles are right."""
    right = sum(len(found & wanted) for found, wanted in pairs)
    given = sum(len(found) for found, _ in pairs)
    due = sum(len(wanted) for _, wanted in pairs)
    flagged = sum(bool(found) for found, wanted in pairs if wanted)
    alarms = sum(bool(found) for found, wanted in pairs if not wanted)
    bad = sum(bool(wanted) for _, wanted in pairs)
    print(
        f"{name}: P {right / max(1, given):.2f} R {right / max(1, due):.2f} ({due} wanted); "
        f"flagged {flagged} of {bad}, false alarms {alarms} of {len(pairs) - bad} controls"
    )
    for kind in ("source", "hedge", "support"):
        hits = sum(kind in found and kind in wanted for found, wanted in pairs)
        print(
            f"  {kind}: {hits} of {sum(kind in w for _, w in pairs)}, "
            f"{sum(kind in f and kind not in w for f, w in pairs)} wrong"
        )


def judged(
    found: Sequence[Case], encoder: Encoder, finder: Callable[[Reading], frozenset[str]], show: bool
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Found and wanted for every article."""
    pairs = []
    for case in found:
        got = finder(read_document(read(case.text), encoder))
        if show and got != case.dropped:
            print("  ", sorted(got), "wanted", sorted(case.dropped), "|", case.text[:70])
        pairs.append((got, case.dropped))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description="What headlines lack of their body.")
    parser.add_argument("file", nargs="?", type=Path, default=CASES)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    encoder, found = load().encoder, cases(options.file)
    table("findings", judged(found, encoder, dropped, options.show))
    table("baseline, no attribution in the headline", judged(found, encoder, bare, False))


if __name__ == "__main__":
    main()
