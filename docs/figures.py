"""Writes the figures of the shipped model into the README: ``python docs/figures.py``.

They come from ``service/bundle/manifest.json`` and stand between two comments; nothing else of the
README is touched. The model card, ``service/bundle/card.md``, holds all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = ROOT / "README.md"
MANIFEST: Final = ROOT / "service" / "bundle" / "manifest.json"
BEGIN: Final = "<!-- figures: written by `make figures` -->"
END: Final = "<!-- end of figures -->"
SHOWN: Final = {
    "risk dev quadratic kappa": "risk of a claim, agreement with the annotators (quadratic kappa)",
    "risk fresh quadratic kappa": "the same on documents drawn at random for this alone",
    "risk apart quadratic kappa": "the same on 88 more such documents, two quick passes",
    "risk out-of-fold quadratic kappa": "the same where it learns, by models without the outlet",
    "risk out-of-fold ECE excess (at least medium)": "its calibration error beyond chance",
    "article dev quadratic kappa": "risk of an article, agreement (quadratic kappa)",
    "article fresh quadratic kappa": "the same on documents drawn at random for this alone",
    "article out-of-fold quadratic kappa": "the same where it learns, by models without the outlet",
    "content dev span F1": "attributed content found on PolNeAR, half overlap (F1)",
    "source dev span F1": "sources found on PolNeAR, half overlap (F1)",
    "propaganda dev F1": "sentence with propaganda on PTC, labels derived (F1)",
    "propaganda dev AUC": "the same, ranking (AUC)",
    "propaganda dev SI F1 as served": "propaganda spans on PTC, partial overlap (F1)",
    "biased held macro-F1": "biased sentence on BABE (macro-F1)",
    "subjective dev macro-F1": "subjective sentence on SUBJ (macro-F1)",
    "check_worthy held F1": "check-worthy sentence on ClaimBuster (F1)",
}
"""Metrics of the manifest that the README shows, in its words; one that is missing is left out."""


def main() -> None:
    """Write the block and say so."""
    README.write_text(with_figures(README.read_text("utf-8"), block()), "utf-8")
    print(f"Wrote the figures of {MANIFEST.relative_to(ROOT)} to README.md")


def block() -> str:
    """The table of the shipped model's figures, in Markdown."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    return table(manifest["version"], manifest["metrics"])


def table(version: str, metrics: Sequence[Mapping[str, Any]]) -> str:
    """Figures of one model with interval, trivial baseline and number of cases."""
    known = {metric["name"]: metric for metric in metrics}
    head = f"| Assay {version} | figure | 90 % interval | trivial | cases |"
    rows = [row(words, known[name]) for name, words in SHOWN.items() if name in known]
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def row(words: str, metric: Mapping[str, Any]) -> str:
    """One line of the table."""
    low, high = metric["interval"]
    trivial = "" if metric["baseline"] is None else number(metric["baseline"])
    cells = (
        words,
        number(metric["value"]),
        f"{number(low)} to {number(high)}",
        trivial,
        f"{metric['n']:,}",
    )
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """Two digits after a point without a zero before it: .72, -.05."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{round(value, 2) + 0.0:.2f}")


def with_figures(readme: str, figures: str) -> str:
    """The README with ``figures`` between the two comments.

    Raises ValueError where a comment is missing.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md lacks {BEGIN if not begin else END}")
    return f"{before}{begin}\n{figures}\n{end}{after}"


if __name__ == "__main__":
    main()
