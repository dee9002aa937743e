"""Whom pronouns, "one" and "another" stand for: who spoke last, who was named since, the group that
somebody was picked from."""

from __future__ import annotations

import re
from bisect import bisect_left

from features.evidence import Span
from features.sourcing.attribution import Link
from features.sourcing.kinds import own_kind
from features.sourcing.mentions import IT, PERSONS, SELF, SHE, THEY, YOU, Mention, mention_of
from features.sourcing.names import STOPS, Names, is_person
from features.sourcing.nouns import Bodies
from features.sourcing.words import within

# "On Saturday, ", "Two days later, ": what may stand before the subject
OPENING = re.compile(
    r"(?:(?:On|In|At|By|After|Before|During|Earlier|Later|Last|Two|Three|For|But|And)\b[^,]{0,40}|\w+),"
    r" (?:[a-z]+ )?"
)
REACH = 12
"""Sentences that a pronoun looks back over."""


def pronoun(bodies: Bodies, mention: Mention, link: Link) -> int | None:
    """Index of the body that a pronoun stands for; None where it is the author or the reader."""
    low = mention.words[0].low
    if low in SELF:
        return _speaker(bodies, link)
    if low in YOU:
        return None
    if low in ("who", "which", "that", "whose", "whom"):
        return _relative(bodies, mention)
    if low in IT:
        return _latest(bodies, mention, person=False)
    if low in THEY:
        return _latest_plural(bodies, mention)
    return _he(bodies, mention, "f" if low in SHE else "m")


def one(bodies: Bodies, mention: Mention) -> int:
    """Someone new out of the last group named: "one", "another"."""
    singular = mention.words[0].low in ("one", "another")
    noun = bodies.group_before(mention.span.start)
    return bodies.new(mention, singular, group=noun, plural=not singular)


def _speaker(bodies: Bodies, link: Link) -> int | None:
    """ "I" is whoever speaks the quotation that holds it; outside of one, the author."""
    if link.inside is None:
        return None
    for at, body in enumerate(bodies.found):
        if link.inside in body.links:
            return at
    return None


def _he(bodies: Bodies, mention: Mention, gender: str) -> int:
    start = mention.span.start
    here = bodies.document.sentence_at(start)
    for at in bodies.recent():
        body = bodies.found[at]
        if not body.person or body.gender not in (None, gender):
            continue
        if here - bodies.document.sentence_at(body.last) > REACH:
            break
        newer = _subject_since(bodies, body.last, start)
        if newer is not None:
            return _introduced(bodies, newer, gender)
        body.gender = gender
        return at
    newer = _subject_since(bodies, -1, start) or _named_before(bodies, start)
    if newer is not None:
        return _introduced(bodies, newer, gender)
    return bodies.new(mention, True)


def _subject_since(bodies: Bodies, since: int, start: int) -> Span | None:
    """A person who is named first thing in a sentence between two places."""
    first = bisect_left(bodies.names.runs, since + 1, key=lambda run: run.span.start)
    last = bisect_left(bodies.names.runs, start, key=lambda run: run.span.start)
    for run in reversed(bodies.names.runs[max(first, last - 12) : last]):
        known = is_person(run, bodies.names.places) or (
            len(run.name) == 1 and run.name[0] in bodies.names.persons
        )
        sentence = bodies.document.sentence_of(run.span.start)
        lead = bodies.document.text[sentence.start : run.span.start]
        if known and (len(lead) < 12 or OPENING.fullmatch(lead)):
            return run.span
    return None


def _named_before(bodies: Bodies, start: int) -> Span | None:
    """The only person named before where nobody spoke yet and no sentence began with a name: "The
    storm took the roof of Ana Roux. Nobody had helped Roux. She said"."""
    last = bisect_left(bodies.names.runs, start, key=lambda run: run.span.start)
    near = bodies.names.runs[max(0, last - 12) : last]
    known = [run for run in near if is_person(run, bodies.names.places)]
    if (
        len({run.name[-1] for run in known}) == 1
        and len(bodies.names.by_last[known[0].name[-1]]) > 1
    ):
        return known[-1].span
    return None


def _introduced(bodies: Bodies, span: Span, gender: str) -> int:
    mention = mention_of(bodies.document, bodies.names, span)
    at = bodies.person(mention)
    bodies.found[at].mentions.append(mention)
    bodies.found[at].gender = gender
    return at


def _relative(bodies: Bodies, mention: Mention) -> int | None:
    """The noun or name that "who" stands behind."""
    sentence = bodies.document.sentence_of(mention.span.start)
    before = within(
        bodies.names.tokens,
        Span(max(sentence.start, mention.span.start - 160), mention.span.start),
    )
    human = mention.words[0].low in PERSONS
    for i in range(len(before) - 1, -1, -1):
        word = before[i]
        if word.capital and word.low not in STOPS and word.low not in bodies.names.places:
            found = mention_of(bodies.document, bodies.names, _name_around(bodies.names, word))
            if found.person or not human:
                return bodies.noun(found)
        kind = own_kind(word.low)
        if kind is not None and (not human or kind not in ("document_or_recording",)):
            start = i
            while start > 0 and before[start - 1].low in ("a", "an", "the", "one", "another"):
                start -= 1
            found = mention_of(bodies.document, bodies.names, Span(before[start].start, word.end))
            return bodies.noun(found)
    return _latest(bodies, mention, person=human)


def _latest(bodies: Bodies, mention: Mention, person: bool) -> int:
    several: int | None = None
    for at in bodies.recent():
        body = bodies.found[at]
        if body.person != person or mention.span.start - body.last >= 2500:
            continue
        if person or not body.plural:
            return at
        # "It" is a body before it is "residents".
        several = at if several is None else several
    return bodies.new(mention, person) if several is None else several


def _latest_plural(bodies: Bodies, mention: Mention) -> int:
    start = mention.span.start
    noun = bodies.group_before(start)
    for at in bodies.recent():
        body = bodies.found[at]
        if start - body.last > 2500:
            break
        if body.group is not None and not body.plural:
            # "They" after "one" and "another" are the group these were picked from.
            return bodies.new(mention, False, group=body.group, plural=True)
        both = (
            any(word.low == "and" for word in body.mentions[-1].words) if body.mentions else False
        )
        if body.plural or both or not body.person:
            return at
    return bodies.new(mention, False, group=noun, plural=True)


def _name_around(names: Names, word: Span) -> Span:
    at = bisect_left(names.runs, word.end, key=lambda run: run.span.end)
    if at < len(names.runs) and names.runs[at].span.contains(Span(word.start, word.end)):
        return names.runs[at].span
    return Span(word.start, word.end)
