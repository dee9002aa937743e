"""Ways to disguise a text: what a reader still reads, and a machine may not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from data.readers.gold import GoldClaim, GoldDocument

Sentence = Callable[[str, random.Random], str]
"""From a sentence to the sentence in disguise."""

LOOKALIKES = dict(zip("aceopxyABEHKMOPTX", "асеорхуАВЕНКМОРТХ", strict=True))
ZERO_WIDTH = "\u200b\u200c\u2060"
# A word of letters alone
WORD = re.compile(r"[A-Za-z]{4,}")


def homoglyphs(text: str, rng: random.Random) -> str:
    """One letter of every third word as its Cyrillic look-alike."""

    def change(word: str) -> str:
        places = [i for i, letter in enumerate(word) if letter in LOOKALIKES]
        if not places or rng.random() > 0.33:
            return word
        at = rng.choice(places)
        return word[:at] + LOOKALIKES[word[at]] + word[at + 1 :]

    return WORD.sub(lambda found: change(found[0]), text)


def zero_width(text: str, rng: random.Random) -> str:
    """A character that is not seen inside every third word."""

    def change(word: str) -> str:
        if rng.random() > 0.33:
            return word
        at = rng.randrange(1, len(word))
        return word[:at] + rng.choice(ZERO_WIDTH) + word[at:]

    return WORD.sub(lambda found: change(found[0]), text)


def typing_errors(text: str, rng: random.Random) -> str:
    """Two inner letters of every tenth word change places."""

    def change(word: str) -> str:
        if len(word) < 5 or rng.random() > 0.1:
            return word
        at = rng.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return WORD.sub(lambda found: change(found[0]), text)


def lower(text: str, rng: random.Random) -> str:
    """All in small letters."""
    del rng
    return text.lower() if len(text.lower()) == len(text) else text


def upper(text: str, rng: random.Random) -> str:
    """All in capitals."""
    del rng
    return text.upper() if len(text.upper()) == len(text) else text


DISGUISES: dict[str, Sentence] = {
    "homoglyphs": homoglyphs,
    "zero-width characters": zero_width,
    "small letters": lower,
    "capitals": upper,
    "typing errors": typing_errors,
}
"""Of every sentence of a document."""


def _bare(text: str) -> str:
    """A sentence as it stands inside another: no full stop."""
    return text.strip().rstrip(".").strip()


def _small(text: str) -> str:
    """The same with a small first letter, unless it begins with a name in capitals or "I"."""
    words = text.split(" ", 1)
    keep = words[0].isupper() or not words[0][:1].isupper()
    return text if keep else text[0].lower() + text[1:]


LAUNDERINGS: dict[str, Callable[[str], str]] = {
    "quotation: critics say": lambda s: f"“{_bare(s)},” critics say.",
    "institute that is unknown": lambda s: (
        f"According to the Centre for Strategic Clarity, {_small(_bare(s))}."
    ),
    "reportedly": lambda s: f"Reportedly, {_small(_bare(s))}.",
    "pasted caveat": lambda s: (
        f"{_bare(s)}, though this could not be independently verified."
    ),
    "foreign outlet citing a domestic one": lambda s: (
        f"The Meridian Gazette, citing the local paper, reported that {_small(_bare(s))}."
    ),
    "it is understood": lambda s: f"It is understood that {_small(_bare(s))}.",
    "experts agree": lambda s: f"Experts agree that {_small(_bare(s))}.",
    "padding": lambda s: (
        f"The library opens at nine on weekdays. {s.strip()} Buses to the coast leave every hour."
    ),
}  # fmt: skip
"""Of the sentences under attack alone."""


def disguised(
    document: GoldDocument, change: Callable[[str], str], only: frozenset[tuple[int, int]] | None
) -> GoldDocument:
    """The document with its sentences changed (those in ``only``, else the whole text).

    A sentence that is padded holds its claim still: the annotation moves to the whole new stretch.
    Marks inside sentences are dropped, since they lie elsewhere now; levels stay.
    """
    pieces: list[str] = []
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    done = at = 0
    for start, end in sorted(document.sentences):
        between = document.text[done:start]
        between = change(between) if only is None else between
        sentence = document.text[start:end]
        if only is None or (start, end) in only:
            sentence = change(sentence)
        pieces += [between, sentence]
        moved[start, end] = (at + len(between), at + len(between) + len(sentence))
        at += len(between) + len(sentence)
        done = end
    rest = document.text[done:]
    pieces.append(change(rest) if only is None else rest)
    return replace(
        document,
        text="".join(pieces),
        sentences=tuple(moved[s] for s in document.sentences),
        claims={
            name: tuple(_at(claim, moved[claim.sentence]) for claim in claims)
            for name, claims in document.claims.items()
        },
    )


def _at(claim: GoldClaim, sentence: tuple[int, int]) -> GoldClaim:
    return replace(
        claim, sentence=sentence, source=None, cue=None, hedges=(), figures=(), loaded=()
    )
