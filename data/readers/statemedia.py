"""State Media Matrix: outlets that a state controls, and how (Alliance for Securing Democracy).

Seeded from the State Media Monitor. It is a list of outlets, for evaluation by slice and for a
deployment's own table; nothing in it decides a concept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from data.catalogue import corpus
from data.readers.checks import expect, text_of

CONTROL = {
    "SC": "state-controlled",
    "CaPu": "captured public or state-managed",
    "CaPr": "captured private",
    "ISFM": "independent, state-funded and state-managed",
    "ISF": "independent, state-funded",
    "ISM": "independent, state-managed",
    "IP": "independent public",
}
"""The State Media Monitor's typology by its code."""


@dataclass(frozen=True, slots=True)
class StateOutlet:
    """One outlet; ``control`` is a value of CONTROL, None where the matrix gives no code."""

    name: str
    company: str
    country: str
    domain: str | None
    control: str | None


def read(root: Path) -> Iterator[StateOutlet]:
    """1,157 outlets. Raises CorpusError where rows are missing."""
    path = corpus("statemedia").folder(root) / "State_Media_Matrix.csv"
    rows = list(csv.DictReader(text_of(path, "utf-8-sig").splitlines(keepends=True)))
    expect("statemedia", "outlets", len(rows), 1157)
    return map(_outlet, rows)


def by_domain(root: Path) -> dict[str, StateOutlet]:
    """The outlets that have an address, by its host without "www."; the first of several."""
    found: dict[str, StateOutlet] = {}
    for outlet in read(root):
        if outlet.domain:
            found.setdefault(outlet.domain, outlet)
    return found


def _outlet(row: dict[str, str]) -> StateOutlet:
    return StateOutlet(
        name=row["Main assets"].strip(),
        company=row["Media company"].strip(),
        country=row["Country"].strip(),
        domain=_domain(row["URL"].strip()),
        control=CONTROL.get(row["Typology"].strip().rstrip("?")),
    )


def _domain(url: str) -> str | None:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
