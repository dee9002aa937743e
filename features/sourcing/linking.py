"""Which mentions are one body: names and their short forms, pronouns, "one", "the ministry".

Reads the links in the order of the text and keeps what a reader keeps in mind: who spoke last,
which persons and groups were named, what was introduced under which abbreviation.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.body import SPEAKS_FOR, Body, gender_of, own_name
from features.sourcing.given import TO_NAME, Given, given_in, is_of_people
from features.sourcing.groups import groups_in
from features.sourcing.kinds import own_kind, read_phrase
from features.sourcing.mentions import Mention, mention_of
from features.sourcing.names import Names
from features.sourcing.nouns import Bodies
from features.sourcing.pronouns import one, pronoun
from features.sourcing.words import single_words


def bodies_of(
    document: Document, names: Names, links: Sequence[Link], extra: Sequence[Span] = ()
) -> tuple[tuple[Body, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    """The bodies behind the links, for each link the index of its body (None: nobody), and the
    same for ``extra`` spans that name a body but attribute nothing."""
    bodies = Bodies(document, names, tuple(groups_in(document, names)))
    order = sorted(
        (i for i, link in enumerate(links) if link.source is not None),
        key=lambda i: (links[i].form == "inherited", _start(links[i])),
    )
    of: list[int | None] = [None] * len(links)
    seen: dict[Span, int | None] = {}
    given = deque(given_in(document, names))
    for i in order:
        while (
            given and links[i].form != "inherited" and given[0].name.span.start < _start(links[i])
        ):
            _call(bodies, given.popleft())
        source = links[i].source
        if source is None:
            continue
        if source in seen:
            of[i] = seen[source]
            at = of[i]
            if at is not None:
                bodies.found[at].links.append(i)
        else:
            of[i] = seen[source] = _body_of(bodies, i, source, links)
    for name in given:
        _call(bodies, name)
    others = tuple(bodies.noun(mention_of(document, names, span)) for span in extra)
    same = _announced(document, bodies.found)
    of = [same.get(at, at) if at is not None else None for at in of]
    others = tuple(same.get(at, at) for at in others)
    return tuple(bodies.found), tuple(of), others


def _body_of(bodies: Bodies, link: int, span: Span, links: Sequence[Link]) -> int | None:
    """Index of the body a source span stands for; None where it is the author or nobody."""
    mention = mention_of(bodies.document, bodies.names, span)
    at = _resolve(bodies, mention, links[link])
    if at is None:
        return None
    body = bodies.found[at]
    body.mentions.append(mention)
    body.links.append(link)
    body.last = max(body.last, span.start)
    if mention.head and mention.form not in ("pronoun", "one"):
        body.heads.add(mention.head)
    if len(own_name(mention)) > len(body.name):
        body.name = mention.name
    body.gender = body.gender or gender_of(bodies.document, mention)
    return at


def _call(bodies: Bodies, given: Given) -> None:
    """Put a name to whom the text gives it: to the source right before it, else to the last one
    without a name whom "he" or "the man" can mean."""
    at = _met(bodies, given)
    if at is None:
        return
    body = bodies.found[at]
    body.name, body.gender = given.name.name, body.gender or given.gender
    body.mentions.append(given.name)
    body.last = max(body.last, given.name.span.start)


SOON = 3
"""Sentences behind somebody's words in which he is given a name."""


def _met(bodies: Bodies, given: Given) -> int | None:
    document = bodies.document
    unnamed = []
    for at in bodies.recent():
        body = bodies.found[at]
        if not body.person or any(mention.person for mention in body.mentions):
            continue
        if not body.name and not any(is_of_people(h) or own_kind(h) for h in body.heads):
            # "A band called Roux" is nobody's name.
            continue
        spans = [m.span for m in body.mentions[-2:]]
        if any(m.overlap(given.name.span) or _is_right_before(document, m, given) for m in spans):
            return at
        unnamed.append(at)
    if given.head is None or not is_of_people(given.head):
        return None
    here = document.sentence_at(given.at)
    for at in unnamed:
        body = bodies.found[at]
        near = here - document.sentence_at(body.last) <= SOON
        if near and (None in (body.gender, given.gender) or body.gender == given.gender):
            return at
    return None


def _is_right_before(document: Document, span: Span, given: Given) -> bool:
    if given.bare and span.end <= given.at:
        return False
    return TO_NAME.fullmatch(document.text, min(span.end, given.at), given.at) is not None


def _resolve(bodies: Bodies, mention: Mention, link: Link) -> int | None:
    if mention.form == "pronoun":
        return pronoun(bodies, mention, link)
    if mention.form == "one":
        return one(bodies, mention)
    owner = _owner(bodies, mention, link)
    if owner is not None and mention.head in SPEAKS_FOR | OPINIONS:
        return owner
    at = None
    if owner is not None and mention.words[0].low in OWN and not mention.name:
        at = _same_voice(bodies, mention, bodies.found[owner])
    at = bodies.standing_for(mention) if at is None else at
    if owner not in (None, at) and owner is not None:
        bodies.found[at].owner = bodies.found[owner]
    return at


def _same_voice(bodies: Bodies, mention: Mention, owner: Body) -> int:
    """Index of "her lawyer", met before or not: no lawyer of another."""
    head = mention.head or ""
    for at in bodies.recent():
        body = bodies.found[at]
        if body.owner is owner and head in body.heads:
            return at
    return bodies.new(mention, not head.endswith("s"))


MOUTHPIECES = single_words("source_functions", "mouthpiece")
OPINIONS = single_words("source_functions", "opinion")
"""What is thought or said and is somebody's word: "her assessment"."""
OWN = frozenset({"his", "her", "its", "their"})


def _owner(bodies: Bodies, mention: Mention, link: Link) -> int | None:
    """Index of whom a voice or an office is of: "her lawyer", "Ana Roux's office"."""
    if mention.head not in MOUTHPIECES | SPEAKS_FOR | OPINIONS or len(mention.words) < 2:
        return None
    first = mention.words[0]
    if first.low in OWN:
        whose = Mention(Span(first.start, first.end), (first,), "pronoun", (), False, None)
        return pronoun(bodies, whose, link)
    if mention.person:
        return None
    words = mention.words
    owned = next((i for i, word in enumerate(words) if word.possessive), None)
    behind = next((i for i, word in enumerate(words) if word.low in ("for", "of", "to")), None)
    if owned is not None:
        span = Span(first.start, words[owned].end)
    elif behind is not None and behind + 1 < len(words):
        span = Span(words[behind + 1].start, words[-1].end)
    else:
        return None
    named = mention_of(bodies.document, bodies.names, span)
    return bodies.noun(named) if named.person else None


def _announced(document: Document, found: Sequence[Body]) -> dict[int, int]:
    """Bodies that a headline or lede names by a noun alone ("a monitor") and the text by name."""
    same: dict[int, int] = {}
    for at, body in enumerate(found):
        start = min((m.span.start for m in body.mentions), default=0)
        if body.name:
            continue
        monitors = any(
            read_phrase(document.text, m.words).kind == "ngo_monitor" for m in body.mentions
        )
        if document.sentence_at(start) > (12 if monitors else 3):
            continue
        heads = {head for head in body.heads if own_kind(head) is not None or monitors}
        # "A monitoring group" is one of no "armed groups" of before.
        picked = body.group is not None and (not monitors or body.plural)
        if picked or not heads:
            continue
        later = [
            i
            for i, other in enumerate(found)
            if other.name
            and not other.person
            and other.last > start
            and _bears(other, heads, monitors)
        ]
        if len(later) == 1 or (later and monitors):
            full = found[later[0]]
            full.mentions += body.mentions
            full.links += body.links
            full.heads |= body.heads
            same[at] = later[0]
    return same


def _bears(body: Body, heads: set[str], monitors: bool) -> bool:
    own = {own_kind(word) for word in body.name}
    return bool(heads & {*body.name, *body.heads}) or (monitors and "ngo_monitor" in own)


def _start(link: Link) -> int:
    return link.source.start if link.source else 0


__all__ = ["Body", "bodies_of"]
