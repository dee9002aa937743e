"""How many awkward strings of numbers are read exactly: eight lists, each written before the rules
were read or mended for it.

    python -m experiments.figures.awkward

A list has a row a string: its kind, the text, and per claim figure value, upper value, bound, unit
and denominator. ``awkward.tsv``: ninety were written; thirty of them, drawn by a seed, were worked
from, and these sixty only counted. ``awkward_second.tsv`` and the next six: the rules were mended
from them after the first run, so that only that run (README) judges the rules.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.figures.verified import wilson
from features.document import read
from features.evidence import Sourcing
from features.figures import find_figures

HERE = Path(__file__).parent
_LATER = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
LISTS = (
    HERE / "awkward.tsv",
    *(HERE / f"awkward_{n}.tsv" for n in _LATER),
)

Fields = tuple[float | None, float | None, str, str | None, float | None]
"""Value, upper value of a range, bound, unit, denominator."""
Reader = Callable[[str], list[Fields]]


@dataclass(frozen=True, slots=True)
class Awkward:
    """One string with the figures that a reader takes from it."""

    kind: str
    text: str
    figures: tuple[Fields, ...]


def main() -> None:
    """Prints the share read exactly with its 90 % interval, by kind, beside two baselines."""
    for path in LISTS:
        print(path.name)
        _print_shares(awkward_strings(path))


def _print_shares(strings: list[Awkward]) -> None:
    for name, reader in (("assay", found), ("digit runs", digit_runs), ("nothing", lambda _: [])):
        right = [is_exact(string, reader) for string in strings]
        low, high = wilson(sum(right), len(right))
        share = sum(right) / len(right)
        print(f"{name:12} exact {share:.2f} [{low:.2f}, {high:.2f}] ({sum(right)} of {len(right)})")
        if reader is found:
            for kind in dict.fromkeys(string.kind for string in strings):
                of_kind = [r for r, s in zip(right, strings, strict=True) if s.kind == kind]
                print(f"  {kind:12} {sum(of_kind)} of {len(of_kind)}")


def awkward_strings(path: Path = LISTS[0]) -> list[Awkward]:
    """The strings, in the order of the file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Awkward(kind, text, tuple((v, h, b, u, o) for v, h, b, u, o in json.loads(figures)))
        for kind, text, figures in rows
    ]


def found(text: str) -> list[Fields]:
    """The claim figures that the product finds."""
    figures = find_figures(read(text), Sourcing((), (), (), (), (), ()))
    return [(f.value, f.high, f.bound, f.unit, f.out_of) for f in figures]


def digit_runs(text: str) -> list[Fields]:
    """The trivial baseline: each run of digits is an exact count."""
    runs = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    return [(float(run.replace(",", "")), None, "exact", None, None) for run in runs]


def is_exact(string: Awkward, reader: Reader) -> bool:
    """Whether the reader finds just the figures wanted, every field the same."""
    got = reader(string.text)
    return len(got) == len(string.figures) and all(
        _same(g, w) for g, w in zip(got, string.figures, strict=True)
    )


def matches(got: Sequence[Fields], wanted: Sequence[Fields]) -> int:
    """How many of the figures wanted are found, every field the same."""
    left = list(got)
    for fields in wanted:
        hit = next((g for g in left if _same(g, fields)), None)
        if hit is not None:
            left.remove(hit)
    return len(got) - len(left)


def _same(got: Sequence[object], wanted: Sequence[object]) -> bool:
    return all(
        math.isclose(g, w, rel_tol=1e-6)
        if isinstance(g, float | int) and isinstance(w, float | int)
        else g == w
        for g, w in zip(got, wanted, strict=True)
    )


if __name__ == "__main__":
    main()
