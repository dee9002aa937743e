"""A source while its mentions are collected, and whether a mention can be it: names and their
short forms, nouns, typing errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from features.evidence import Document
from features.sourcing.kinds import own_kind
from features.sourcing.mentions import HE, SHE, Mention, head_zone
from features.sourcing.names import STOPS, Names
from features.sourcing.words import lexicon, single_words

SPEAKS_FOR = frozenset({"statement", "bulletin", "website", "communique", "communiqué"})
MEN = single_words("source_functions", "man")
WOMEN = single_words("source_functions", "woman")


@dataclass(slots=True)
class Body:
    """A source while its mentions are collected. ``group`` is the noun of the group that "one"
    was picked from; ``links`` index the attributions it vouches for; ``owner`` is whom an office or
    a lawyer speaks for."""

    person: bool
    name: tuple[str, ...] = ()
    heads: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    group: str | None = None
    plural: bool = False
    gender: str | None = None
    last: int = 0
    owner: Body | None = None


def may_be(body: Body, head: str) -> bool:
    """Whether "the group", "the newspaper" can be this body: their nouns do not speak against."""
    own = own_kind(head) if head not in SPEAKS_FOR else None
    kinds = {own_kind(word) for word in (*body.name, *body.heads)} - {None}
    return own is None or not kinds or own in kinds


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, in lower case, can be one person's: "Roux" and "Ana Roux"."""
    if not one or not other:
        return False
    short, long = sorted((tuple(one), tuple(other)), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    # "Abdel Karrim" for "Rami Abdel Karrim".
    return long[-len(short) :] == short or (one[-1] == other[-1] and one[0][0] == other[0][0])


def same_body(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, in lower case, can be one body's, of which one may be cut short."""
    if tuple(one) == tuple(other):
        return True
    short, long = sorted((set(one) - STOPS, set(other) - STOPS), key=len)
    if not short or not all(any(_alike(a, b) for b in long) for a in short):
        return False
    # "the Observatory" for its full name; not "Aldova" for "Aldova Health Ministry".
    return len(short) >= 2 or own_kind(next(iter(short))) is not None


def _alike(one: str, other: str) -> bool:
    """Equal but for one letter left out of a long word: a typing error."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 6 or len(long) - len(short) != 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :]


def same_noun(plural: str, head: str) -> bool:
    """Whether a noun is the singular of a plural, two letters changed places or not."""
    return plural in (head, head + "s") or (
        len(head) > 5 and head[0] == plural[0] and sorted(head + "s") == sorted(plural)
    )


def short_names(body: Body) -> Iterator[tuple[str, ...]]:
    """The names of one word that a body was given: its abbreviations."""
    for mention in body.mentions:
        if len(mention.name) == 1:
            yield mention.name


def is_voice(mention: Mention) -> bool:
    """Whether it is somebody who speaks for a body ("a spokesman")."""
    voices = lexicon("source_roles")["voice"]
    return mention.head is not None and mention.head in voices


def is_of(mention: Mention) -> bool:
    """Whether a name in it is that of a body somebody belongs to and not his own: "a prisoner of
    the Roux Directorate". Who speaks for the body or holds an office in it is not so apart."""
    head, roles = mention.head or "", lexicon("source_roles")
    low = mention.low
    if mention.person or not mention.name or not {head, mention.name[0]} <= {*low}:
        return False
    if low.index(mention.name[0]) <= low.index(head):
        return False
    if is_voice(mention) or head in roles["spokesman"]:
        return False
    # "Rebels of the Northern Front" are the front.
    held = lexicon("custody")
    one = not head.endswith("s") and (head in held["holdable"] or own_kind(head) in PRIVATE)
    return one or head in held["captive"]


PRIVATE: frozenset[str] = frozenset({"expert", "eyewitness", "affected_person", "anonymous"})
"""Kinds of nouns for one person who speaks for nobody else."""


def own_name(mention: Mention) -> tuple[str, ...]:
    """The name that a mention gives to whom it means; nothing where it is of another body."""
    return () if is_of(mention) else mention.name


def is_thing(mention: Mention) -> bool:
    """Whether it is something a body made ("a report by the agency") and not the body."""
    return own_kind(mention.head or "") in ("document_or_recording", "poll_or_dataset")


def begins(body: Body, test: Callable[[Mention], bool]) -> bool:
    """Whether a test holds of the first mention of a body; one that is only another's patron
    ("her lawyer") has none."""
    return bool(body.mentions) and test(body.mentions[0])


def perhaps_person(mention: Mention, names: Names) -> bool:
    """A single plain name that nothing else explains is taken for a person."""
    if mention.low[:1] == ("the",) or len(mention.name) != 1:
        return False
    word = next((w for w in mention.words if w.low == mention.name[0]), None)
    plain = word is not None and not word.text.isupper() and not any(map(str.isdigit, word.text))
    return plain and mention.name[0] not in names.places and own_kind(mention.name[0]) is None


def plain(mention: Mention) -> tuple[str, ...]:
    """The words of a mention without its article."""
    return tuple(word for word in mention.low if word not in ("the", "a", "an"))


def shares_a_word(body: Body, modified: Sequence[str]) -> bool:
    """Whether one of the words was said of a body before."""
    said = {word for mention in body.mentions for word in mention.low}
    return bool(said.intersection(modified))


def gender_of(document: Document, mention: Mention) -> str | None:
    """ "f", "m" or None, by pronouns and nouns at the head of a mention."""
    low = {word.low for word in head_zone(document.text, mention.words)}
    if low & (WOMEN | SHE):
        return "f"
    return "m" if low & (MEN | HE) else None
