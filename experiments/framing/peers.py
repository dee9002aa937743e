"""Writes what VADER makes of sentences, as JSON: run it in an environment of its own.

python peers.py SENTENCES.json OUT.json     (with vaderSentiment)

Hutto and Gilbert 2014. A sentence is emotional for VADER where its compound score is at least .05
from zero, the threshold that its authors give.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(given: Path, out: Path) -> None:
    """Compound scores, -1 to 1, of a list of sentences."""
    from vaderSentiment.vaderSentiment import (  # type: ignore[import-not-found]
        SentimentIntensityAnalyzer,
    )

    analyser = SentimentIntensityAnalyzer()
    sentences: list[str] = json.loads(given.read_text(encoding="utf-8"))
    found = {text: float(analyser.polarity_scores(text)["compound"]) for text in sentences}
    out.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
