"""State Media Matrix: outlets with a tie to a state, and how (Alliance for Securing Democracy).

Seeded from the State Media Monitor. It is a list of outlets, for evaluation by slice, for a
deployment's own table and for the finding on an article's address; nothing in it decides a
concept. "State-affiliated" covers editorially independent public media too: its own README warns
that these must not be put beside media that a state directs, so the kind of control is always told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
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


def listing(root: Path) -> dict[str, Any]:
    """The list as ``training.outlets`` reads it: what it is, and every outlet with an address.

    ``date`` are words, since the list states no date of its own (see the catalogue). Raises
    CorpusError where rows are missing.
    """
    entry = corpus("statemedia")
    return {
        "title": entry.title,
        "owner": entry.owner,
        "date": entry.date,
        "licence": entry.licence,
        "address": f"https://github.com/{entry.owner}/{entry.repository}/tree/{entry.commit}",
        "outlets": [
            {
                "host": outlet.domain,
                "name": outlet.name,
                "company": outlet.company,
                "country": outlet.country,
                "control": outlet.control,
            }
            for outlet in read(root)
            if outlet.domain
        ],
    }


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
