"""Names that a text gives to somebody it spoke of by a noun: "The man, who gave his name as Ana
Roux", "another prisoner, identified as Marek"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from features.evidence import Document, Span
from features.sourcing.body import MEN, WOMEN
from features.sourcing.mentions import HE, SHE, Mention
from features.sourcing.names import Names
from features.sourcing.words import lexicon, within

# "a witness named Ahmad", "a medic called Rumen", "who gave his name as Sergeant Ana Stepan"
GIVEN = re.compile(
    r"\b(?:named|called|identified as|calls (?:him|her)self"
    r"|(?:gave|gives) (?:his|her|their) (?:\w+ )?names? as)"
    r"(?: only)?(?: as)? (?P<name>[^\W\d_]+(?: [A-Z][\w'’-]+){0,3})"
)
# What stands between a noun and the name given to it: "one of them, who"
TO_NAME = re.compile(r"(?: of (?:them|the \w+))?,? ?(?:who )?")
# "The man, who", "He", "The younger prisoner was": whom the text means before the name it gives;
# "he called Roux" calls another
MEANT = re.compile(
    r"\b(?P<noun>[Hh]e|[Ss]he|[Tt]he (?:[a-z-]+ ){0,2}?(?P<head>[a-z-]+))"
    r",?(?: (?:who|was|is|later|has|also))* $"
)
PASSIVE = re.compile(r",|\b(?:was|is)\b")
LEAD = 60
"""Code points before the words that give a name in which stands to whom."""


@dataclass(frozen=True, slots=True)
class Given:
    """A name that is given: ``at`` is where the words that give it begin, ``head`` the noun or
    pronoun of whom the text means, or None where only a source right before it can be meant."""

    at: int
    name: Mention
    head: str | None
    gender: str | None
    bare: bool
    """Whether a lone "called" gives it, which may as well tell whom somebody called what."""


def given_in(document: Document, names: Names) -> Iterator[Given]:
    """Every name of a person that is given in a text, in its order."""
    for found in GIVEN.finditer(document.text):
        if not found["name"][0].isupper():
            continue
        start = found.start("name")
        at = bisect_left(names.runs, start, key=lambda run: run.span.end)
        run = names.runs[at] if at < len(names.runs) else None
        if run is None or run.span.start > start or not run.name:
            continue
        span = Span(start, run.span.end)
        mention = Mention(span, tuple(within(names.tokens, span)), "name", run.name, True, None)
        lead = max(document.sentence_of(start).start, found.start() - LEAD)
        meant = MEANT.search(document.text, lead, found.start())
        bare = found[0].startswith(("named", "called"))
        bare = bare and not PASSIVE.search(
            document.text, max(lead, found.start() - 5), found.start()
        )
        meant = None if bare else meant
        low = (meant["head"] or meant["noun"]).casefold() if meant else None
        gender = "f" if low in SHE | WOMEN else "m" if low in HE | MEN else None
        yield Given(found.start(), mention, low, gender, bare)


OF_PEOPLE = HE | SHE | MEN | WOMEN


def is_of_people(head: str) -> bool:
    """Whether "the" and a noun can mean somebody of whom the text told no more than another noun:
    "the man" for "a prisoner"."""
    held = lexicon("custody")
    return head in OF_PEOPLE or any(
        head in held[section] for section in ("holdable", "trade", "captive")
    )


def given_names(document: Document, span: Span) -> Iterator[str]:
    """The last name, folded, that the words of a source or those right behind them give to a plain
    noun; nothing where they give none."""
    sentence = document.sentence_of(span.start)
    reach = max(span.end, min(sentence.end, span.end + 60))
    found = GIVEN.search(document.text, span.start, reach)
    if found is None or not TO_NAME.fullmatch(
        document.text, min(span.end, found.start()), found.start()
    ):
        return
    if found["name"][0].isupper():
        yield found["name"].split()[-1].casefold()
