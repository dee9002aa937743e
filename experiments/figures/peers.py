"""Writes what other extractors find in NewsQuant, as JSON: run it in an environment of its own.

python peers.py MIRROR OUT.json     (with recognizers-text-number, emoji==1.7.0, quantulum3)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main(mirror: Path, out: Path) -> None:
    """Runs every system that can be imported; a sentence it fails on counts as nothing found."""
    where = "satya77/CQE_Evaluation/*/data/formatted_test_set/NewsQuant.json"
    texts = [r["text"] for r in json.loads(next(mirror.glob(where)).read_text(encoding="utf-8"))]
    found = {}
    for name, load in (("recognizers-text-number", _recognizers), ("quantulum3", _quantulum)):
        try:
            system = load()
        except Exception as error:
            print(f"{name} left out: {error}")
            continue
        found[name] = {text: _tried(system, text) for text in texts}
    out.write_text(json.dumps(found), encoding="utf-8")


def _tried(system: Callable[[str], list[list[float]]], text: str) -> list[list[float]]:
    try:
        return system(text)
    except Exception:
        return []


def _recognizers() -> Callable[[str], list[list[float]]]:
    from recognizers_number import Culture, recognize_number  # type: ignore[import-not-found]

    def system(text: str) -> list[list[float]]:
        rows: list[Any] = recognize_number(text, Culture.English)
        return [[float(row.resolution["value"])] for row in rows]

    return system


def _quantulum() -> Callable[[str], list[list[float]]]:
    import quantulum3.classifier as classifier  # type: ignore[import-not-found]
    from quantulum3 import parser

    classifier.USE_CLF = False

    def system(text: str) -> list[list[float]]:
        return [[float(row.value)] for row in parser.parse(text)]

    return system


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
