"""Who is accused of grave wrongdoing in a text, and whether he is heard in it.

Editorial codes want those who are accused to be asked, and what they answer, or that they did not,
to stand in the text (Ofcom Broadcasting Code 7.11; BBC Editorial Guidelines 6, right of reply).
Accused is a *named* body or person that the text makes the agent of a grave act ("Veska shelled
the school", "killed by Veskan troops", "accused Ana Roux of fraud"), whoever says so, the author
included. Heard is he to whom the text attributes anything, by himself or by his own side, and of
whom it says that he denied, answered or would not comment. Speech in the accuser's custody is not
his own side's. What is doubtful counts as heard: a false "never heard" does more harm.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from features.evidence import Attribution, Claim, Document, Source, Span
from features.sourcing.charges import Charge, charges_in
from features.sourcing.names import STOPS, Names
from features.sourcing.stake import same_stem
from features.sourcing.words import Phrases, Word, lexicon, within

MOST = 64
"""Accused that are told apart in one text, so that time stays linear."""
REACH = 4
"""Sentences after an accusation in which "he denied it" answers it."""
SPEAKERS = frozenset(
    {
        "party_to_conflict",
        "government_agency",
        "public_figure",
        "company",
        "intergovernmental_org",
        "ngo_monitor",
        "document_or_recording",
    }
)
"""Kinds of source that may speak for a body of their name; a Veskan witness is not Veska."""
PASSING_ON = frozenset({"media_outlet", "social_media", "document_or_recording"})
"""Hands through which one is still heard himself; an accuser who quotes him is none."""

# What parts a reply from the names before it
_STOP = re.compile(r"[.;:!?\n]")


@dataclass(frozen=True, slots=True)
class Accused:
    """One body or person that the text accuses.

    ``at`` is where it is first named as the agent, ``act`` the words of that accusation,
    ``claim`` the claim they stand in, ``heard`` the words that show that it is heard, or None.
    """

    name: str
    at: Span
    act: Span
    claim: str
    heard: Span | None


def accused_in(
    document: Document,
    names: Names,
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[Accused, ...]:
    """Everybody accused in the claims of a document, in the order of the text."""
    groups: list[list[Charge]] = []
    for charge in charges_in(document, names, claims):
        known = next((group for group in groups if _same(group[0], charge)), None)
        if known is not None:
            known.append(charge)
        elif len(groups) < MOST:
            groups.append([charge])
    voices = list(_voices(document, names, attributions, sources)) if groups else []
    replies = list(_replies(document, names)) if groups else []
    return tuple(
        Accused(
            name=group[0].agent.of(document.text),
            at=group[0].agent,
            act=group[0].act,
            claim=group[0].claim.id,
            heard=_heard(group, voices, replies),
        )
        for group in groups
    )


def _same(one: Charge, other: Charge) -> bool:
    """Whether two accusations are of one person, or of one body under its longer or short name."""
    if one.person or other.person:
        return one.names[-1] == other.names[-1]
    short, long = sorted((one.names, other.names), key=len)
    return all(any(same_stem(a, b) for b in long) for a in short)


@dataclass(frozen=True, slots=True)
class _Voice:
    """A source that is heard, or a reply: where, and the names in its own words."""

    at: Span
    sentence: int
    names: frozenset[str]
    speaks: bool
    """Whether it may speak for a side; a witness speaks for himself alone."""


def _voices(
    document: Document,
    names: Names,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> Iterator[_Voice]:
    """Every source to whom something is attributed, outside of anybody's custody."""
    by_id = {source.id: source for source in sources}
    seen: set[str] = set()
    for a in attributions:
        source = by_id.get(a.source_id or "")
        if source is None or source.id in seen or a.custody is not None:
            continue
        channel = by_id.get(a.channel or "")
        if a.depth >= 2 and channel is not None and channel.kind not in PASSING_ON:
            continue
        seen.add(source.id)
        mentions = [word for span in source.mentions[:MOST] for word in within(names.tokens, span)]
        at = a.source or a.cue or a.content
        yield _Voice(
            at,
            document.sentence_at(at.start),
            _names_of(mentions),
            source.kind in SPEAKERS
            or (source.kind == "media_outlet" and source.stake is True)
            or lexicon("accusations")["speaks"].any(mentions),
        )


def _names_of(phrase: Iterable[Word]) -> frozenset[str]:
    shared = lexicon("accusations")["shared"]
    return frozenset(
        w.low for w in phrase if w.capital and w.low not in STOPS and w.low not in shared
    )


def _replies(document: Document, names: Names) -> Iterator[_Voice]:
    """Every "denied" and "did not respond", with the names that stand as its subject."""
    found = lexicon("accusations")
    for section in ("reply", "comment"):
        for start, end in found[section].find(names.tokens):
            if section == "reply" and _denies_a_thing(found["not_denial"], names.tokens, end):
                continue
            at = names.tokens[start].start
            sentence = document.sentence_at(at)
            begin = max(document.sentences[sentence].start, at - 80)
            before = within(names.tokens, Span(begin, at))
            passive = names.tokens[start].low in ("accused", "asked", "contacted", "approached")
            yield _Voice(
                Span(at, names.tokens[end - 1].end),
                sentence,
                frozenset() if passive else _subject_names(document.text, before, at),
                True,
            )


def _subject_names(text: str, before: Sequence[Word], at: int) -> frozenset[str]:
    """Names in the words before a reply, back to the last sign that parts clauses."""
    clause = [w for w in before if not _STOP.search(text, w.end, at)][-10:]
    return _names_of(clause)


def _denies_a_thing(things: Phrases, tokens: Sequence[Word], end: int) -> bool:
    """ "Denied bail" answers nothing."""
    behind = next((i for i in range(end, min(end + 3, len(tokens))) if things.match(tokens, i)), 0)
    return bool(behind)


def _heard(
    group: Sequence[Charge], voices: Sequence[_Voice], replies: Sequence[_Voice]
) -> Span | None:
    """The first words that show that the accused is heard: his side's own, or a reply."""
    side = _Side(
        tuple(dict.fromkeys(name for charge in group for name in charge.names)),
        group[0].names[-1] if group[0].person else None,
    )
    for voice in voices:
        if side.holds(voice.names) and (voice.speaks or side.surname):
            return voice.at
    at = sorted({charge.claim.sentence for charge in group})
    for reply in replies:
        near = bisect_left(at, reply.sentence - REACH)
        soon = near < len(at) and at[near] <= reply.sentence
        if side.holds(reply.names) if reply.names else soon:
            return reply.at
    return None


@dataclass(frozen=True, slots=True)
class _Side:
    """Whose voice is looked for: the names of a body, or of a person the surname."""

    names: tuple[str, ...]
    surname: str | None

    def holds(self, others: frozenset[str]) -> bool:
        """Whether any of the names is of this side: the surname, or a stem that both share."""
        if self.surname is not None:
            return self.surname in others
        return any(a[:3] == b[:3] and same_stem(a, b) for a in self.names for b in others)
