"""The word lists of the figures stage, read once from ``features/lexicons/figures_*.txt``."""

from __future__ import annotations

from functools import cache

from features import wordlist

Phrase = tuple[str, ...]


@cache
def table(name: str) -> dict[str, str]:
    """Entry to value ("" where the list gives none) of ``figures_<name>.txt``."""
    rows = (line.partition(" = ") for line in wordlist.sections(f"figures_{name}")[""])
    return {entry.strip(): value.strip() for entry, _, value in rows}


@cache
def group(section: str) -> frozenset[str]:
    """A small class of words: a section of ``figures_grammar.txt``."""
    return wordlist.words("figures_grammar", section)


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``figures_<name>.txt``."""
    return frozenset(table(name))


@cache
def phrases(name: str) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """First word to (phrase as words, value), longest phrase first."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for entry, value in table(name).items():
        parts = tuple(entry.split())
        found.setdefault(parts[0], []).append((parts, value))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


@cache
def numbers(name: str) -> dict[str, float]:
    """Entry to number of ``figures_<name>.txt``."""
    return {entry: float(value) for entry, value in table(name).items()}


@cache
def intervals(name: str) -> dict[str, tuple[float, float]]:
    """Entry to a pair of numbers of ``figures_<name>.txt``."""
    pairs: dict[str, tuple[float, float]] = {}
    for entry, value in table(name).items():
        low, high = value.split()
        pairs[entry] = (float(low), float(high))
    return pairs


@cache
def pairs(name: str) -> dict[str, tuple[str, str]]:
    """Entry to its first word of value and the rest."""
    found: dict[str, tuple[str, str]] = {}
    for entry, value in table(name).items():
        first, _, rest = value.partition(" ")
        found[entry] = (first, rest)
    return found
