"""Word lists of the text readers: one entry a line, ``#`` comments, ``[section]`` headings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicons"


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Entries of ``lexicons/<name>.txt`` by section, in file order; "" holds what has no heading.

    Raises FileNotFoundError where there is no such list.
    """
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.strip()
        if entry.startswith("[") and entry.endswith("]"):
            heading = entry[1:-1]
            found.setdefault(heading, [])
        elif entry and not entry.startswith("#"):
            found[heading].append(entry)
    return {heading: tuple(entries) for heading, entries in found.items()}


def words(name: str, section: str = "") -> frozenset[str]:
    """The entries of one section as a set.

    Raises KeyError where the list has no such section.
    """
    return frozenset(sections(name)[section])
