"""Which mentions are one body: names and their short forms, pronouns, "one", "the ministry".

Reads the links in the order of the text and keeps what a reader keeps in mind: who spoke last,
which persons and groups were named, what was introduced under which abbreviation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.kinds import own_kind
from features.sourcing.mentions import (
    HE,
    IT,
    ONES,
    PERSONS,
    SELF,
    SHE,
    STOPS,
    THEY,
    YOU,
    Mention,
    Names,
    head_zone,
    is_person,
    mention_of,
)
from features.sourcing.words import lexicon, within

REACH = 12
"""Sentences that a pronoun looks back over."""

GROUPS = lexicon("source_roles")["group_word"]
SPEAKS_FOR = frozenset({"statement", "bulletin", "website", "communique", "communiqué"})
THINGS = frozenset(
    {
        "document_or_recording",
        "poll_or_dataset",
        "social_media",
        "company",
        "media_outlet",
        "intergovernmental_org",
        "unattributed",
    }
)
NAMED_GROUPS = frozenset({"ngo_monitor", "intergovernmental_org", "company", "media_outlet"})
PLURAL_GROUPS = frozenset({"unnamed_group", "party_to_conflict", "affected_person", "eyewitness"})
HOLDABLE = lexicon("custody")["holdable"]
MEN = frozenset({"mr", "man", "father", "husband", "son", "brother", "sir", "boy", "grandfather"})
WOMEN = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "woman",
        "mother",
        "wife",
        "daughter",
        "sister",
        "girl",
        "widow",
        "actress",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "grandmother",
    }
)


@dataclass(slots=True)
class Body:
    """A source while its mentions are collected. ``group`` is the noun of the group that "one"
    was picked from; ``links`` index the attributions it vouches for."""

    person: bool
    name: tuple[str, ...] = ()
    heads: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    group: str | None = None
    plural: bool = False
    gender: str | None = None
    last: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A plural noun for people ("captured soldiers"), where it stands."""

    start: int
    noun: str
    phrase: Span


@dataclass(slots=True)
class Bodies:
    """The sources met so far, in the order of the text."""

    document: Document
    names: Names
    groups: tuple[Group, ...]
    found: list[Body] = field(default_factory=list)

    def of(self, link: int, span: Span, links: Sequence[Link]) -> int | None:
        """Index of the body a source span stands for; None where it is the author or nobody."""
        mention = mention_of(self.document, self.names, span)
        at = self._resolve(mention, links[link], links)
        if at is None:
            return None
        body = self.found[at]
        body.mentions.append(mention)
        body.links.append(link)
        body.last = max(body.last, span.start)
        if mention.head and mention.form not in ("pronoun", "one"):
            body.heads.add(mention.head)
        if mention.name and (len(mention.name) > len(body.name)):
            body.name = mention.name
        body.gender = body.gender or _gender(self.document, mention)
        return at

    def named(self, span: Span) -> int:
        """Index of the body that a span names, which need not vouch for anything."""
        return self._resolve_noun(mention_of(self.document, self.names, span))

    def _resolve(self, mention: Mention, link: Link, links: Sequence[Link]) -> int | None:
        if mention.form == "pronoun":
            return self._pronoun(mention, link, links)
        if mention.form == "one":
            return self._one(mention)
        if mention.person:
            return self._person(mention)
        if mention.form == "name":
            return self._named(mention)
        if mention.form == "definite":
            return self._definite(mention)
        return self._common(mention)

    def _new(self, mention: Mention, person: bool, **given: object) -> int:
        body = Body(person, mention.name, last=mention.span.start)
        body.group = str(given["group"]) if given.get("group") else None
        body.plural = bool(given.get("plural"))
        self.found.append(body)
        return len(self.found) - 1

    def _person(self, mention: Mention) -> int:
        for at in self._recent():
            body = self.found[at]
            if body.person and body.name and _same_person(body.name, mention.name):
                return at
        return self._new(mention, True)

    def _named(self, mention: Mention) -> int:
        full = self.names.acronyms.get(mention.name[0]) if len(mention.name) == 1 else None
        voice = _is_voice(mention)
        for at in self._recent():
            body = self.found[at]
            if body.person or not body.name or _is_voice(body.mentions[0]) != voice:
                continue
            if _is_thing(body.mentions[0]) != _is_thing(mention):
                continue
            if _same_body(body.name, mention.name) or (full and _same_body(body.name, full)):
                return at
            if any(self.names.acronyms.get(n[0]) == mention.name for n in _names(body)):
                return at
        return self._new(mention, _perhaps_person(mention, self.names))

    def _definite(self, mention: Mention) -> int:
        head = mention.head or ""
        for at in self._recent():
            body = self.found[at]
            if head in body.heads or head in body.name or (body.group and head == body.group):
                modified = [w for w in mention.low if w not in STOPS and w != head]
                if not modified or body.name[:1] != () or _overlap(body, modified):
                    return at
        holder = self._office(mention, head)
        if holder is not None:
            return holder
        if head in GROUPS or head in SPEAKS_FOR:
            for at in self._recent():
                body = self.found[at]
                near = mention.span.start - body.last < 2500
                if not body.person and body.name and near and _may_be(body, head):
                    return at
            if (introduced := self._body_before(mention, head)) is not None:
                return introduced
        return self._new(mention, own_kind(head) is not None and not head.endswith("s"))

    def _body_before(self, mention: Mention, head: str) -> int | None:
        """A body named before "the group" that vouched for nothing yet."""
        last = bisect_left(self.names.runs, mention.span.start, key=lambda run: run.span.start)
        for run in reversed(self.names.runs[max(0, last - 20) : last]):
            kinds = {own_kind(word.low) for word in run.words}
            if mention.span.start - run.span.start > 1500:
                break
            if kinds & NAMED_GROUPS and not is_person(run, self.names.places):
                found = mention_of(self.document, self.names, run.span)
                if own_kind(head) in (None, *kinds):
                    return self._resolve_noun(found)
        return None

    def _office(self, mention: Mention, head: str) -> int | None:
        """ "The president" for the one whose name was given with the office before."""
        last = bisect_left(self.names.runs, mention.span.start, key=lambda run: run.span.start)
        for run in reversed(self.names.runs[:last]):
            if run.title and any(word.low == head for word in run.words[: run.title]):
                return self._person(mention_of(self.document, self.names, run.span))
        return None

    def _common(self, mention: Mention) -> int:
        if mention.form == "bare" or mention.name:
            for at in self._recent():
                if any(_plain(m) == _plain(mention) for m in self.found[at].mentions):
                    return at
        plural = (mention.head or "").endswith("s") or mention.head in ("people", "men", "women")
        group = self._group_of(mention)
        thing = own_kind(mention.head or "") in THINGS
        return self._new(mention, not plural and not thing, plural=plural, group=group)

    def _group_of(self, mention: Mention) -> str | None:
        """The noun of "one soldier" or "a soldier", where the text spoke of soldiers before."""
        head = mention.head
        if head and any(_same_noun(g.noun, head) for g in self.groups):
            return head
        return None

    def _one(self, mention: Mention) -> int:
        """Someone new out of the last group named: "one", "another"."""
        singular = mention.words[0].low in ("one", "another")
        noun = self._group_before(mention.span.start)
        return self._new(mention, singular, group=noun, plural=not singular)

    def _group_before(self, start: int) -> str | None:
        """The group that "one" or "they" belongs to: named in the sentence, else the one that
        speakers were last picked from, else the last one named."""
        at = bisect_left(self.groups, start, key=lambda group: group.start)
        near = self.groups[at - 1] if at else None
        sentence = self.document.sentences[self.document.sentence_at(start)]
        if near is not None and near.start >= sentence.start:
            return near.noun
        for body in sorted(self.found, key=lambda body: -body.last):
            if body.group is not None and 0 <= start - body.last < 1500:
                return body.group
        return near.noun if near is not None and start - near.start < 2500 else None

    def _pronoun(self, mention: Mention, link: Link, links: Sequence[Link]) -> int | None:
        low = mention.words[0].low
        if low in SELF:
            return self._speaker(link, links)
        if low in YOU:
            return None
        if low in ("who", "which", "that", "whose", "whom"):
            return self._relative(mention)
        if low in IT:
            return self._latest(mention, person=False)
        if low in THEY:
            return self._latest_plural(mention)
        return self._he(mention, "f" if low in SHE else "m")

    def _speaker(self, link: Link, links: Sequence[Link]) -> int | None:
        """ "I" is whoever speaks the quotation that holds it; outside of one, the author."""
        if link.inside is None:
            return None
        for at, body in enumerate(self.found):
            if link.inside in body.links:
                return at
        return None

    def _he(self, mention: Mention, gender: str) -> int:
        start = mention.span.start
        here = self.document.sentence_at(start)
        for at in self._recent(start):
            body = self.found[at]
            if not body.person or body.gender not in (None, gender):
                continue
            if here - self.document.sentence_at(body.last) > REACH:
                break
            newer = self._subject_since(body.last, start)
            if newer is not None:
                return self._introduced(newer, gender)
            body.gender = gender
            return at
        newer = self._subject_since(0, start)
        if newer is not None:
            return self._introduced(newer, gender)
        return self._new(mention, True)

    def _subject_since(self, since: int, start: int) -> Span | None:
        """A person who is named first thing in a sentence between two places."""
        first = bisect_left(self.names.runs, since + 1, key=lambda run: run.span.start)
        last = bisect_left(self.names.runs, start, key=lambda run: run.span.start)
        for run in reversed(self.names.runs[max(first, last - 12) : last]):
            known = is_person(run, self.names.places) or (
                len(run.name) == 1 and run.name[0] in self.names.persons
            )
            sentence = self.document.sentences[self.document.sentence_at(run.span.start)]
            if known and run.span.start - sentence.start < 12:
                return run.span
        return None

    def _introduced(self, span: Span, gender: str) -> int:
        mention = mention_of(self.document, self.names, span)
        at = self._person(mention)
        self.found[at].mentions.append(mention)
        self.found[at].gender = gender
        return at

    def _relative(self, mention: Mention) -> int | None:
        """The noun or name that "who" stands behind."""
        sentence = self.document.sentences[self.document.sentence_at(mention.span.start)]
        before = within(
            self.names.tokens,
            Span(max(sentence.start, mention.span.start - 160), mention.span.start),
        )
        human = mention.words[0].low in PERSONS
        for i in range(len(before) - 1, -1, -1):
            word = before[i]
            if word.capital and word.low not in STOPS and word.low not in self.names.places:
                found = mention_of(self.document, self.names, _name_around(self.names, word))
                if found.person or not human:
                    return self._resolve_noun(found)
            kind = own_kind(word.low)
            if kind is not None and (not human or kind not in ("document_or_recording",)):
                start = i
                while start > 0 and before[start - 1].low in ("a", "an", "the", "one", "another"):
                    start -= 1
                found = mention_of(self.document, self.names, Span(before[start].start, word.end))
                return self._resolve_noun(found)
        return self._latest(mention, person=human)

    def _resolve_noun(self, mention: Mention) -> int:
        if mention.person:
            at = self._person(mention)
        elif mention.form == "name":
            at = self._named(mention)
        elif mention.form == "definite":
            at = self._definite(mention)
        else:
            at = self._common(mention)
        self.found[at].mentions.append(mention)
        if mention.head:
            self.found[at].heads.add(mention.head)
        return at

    def _latest(self, mention: Mention, person: bool) -> int:
        for at in self._recent(mention.span.start):
            body = self.found[at]
            if body.person == person and mention.span.start - body.last < 2500:
                return at
        return self._new(mention, person)

    def _latest_plural(self, mention: Mention) -> int:
        start = mention.span.start
        noun = self._group_before(start)
        for at in self._recent(start):
            body = self.found[at]
            if start - body.last > 2500:
                break
            if body.group is not None and not body.plural:
                # "They" after "one" and "another" are the group these were picked from.
                return self._new(mention, False, group=body.group, plural=True)
            if body.plural or not body.person:
                return at
        return self._new(mention, False, group=noun, plural=True)

    def _recent(self, before: int | None = None) -> list[int]:
        order = sorted(range(len(self.found)), key=lambda at: -self.found[at].last)
        return order[:40]


def bodies_of(
    document: Document, names: Names, links: Sequence[Link], extra: Sequence[Span] = ()
) -> tuple[tuple[Body, ...], tuple[int | None, ...], tuple[int | None, ...]]:
    """The bodies behind the links, for each link the index of its body (None: nobody), and the
    same for ``extra`` spans that name a body but attribute nothing."""
    bodies = Bodies(document, names, tuple(_groups(document, names)))
    order = sorted(
        (i for i, link in enumerate(links) if link.source is not None),
        key=lambda i: (links[i].form == "inherited", _start(links[i])),
    )
    of: list[int | None] = [None] * len(links)
    seen: dict[Span, int | None] = {}
    for i in order:
        source = links[i].source
        if source is None:
            continue
        if source in seen:
            of[i] = seen[source]
            at = of[i]
            if at is not None:
                bodies.found[at].links.append(i)
        else:
            of[i] = seen[source] = bodies.of(i, source, links)
    others = tuple(bodies.named(span) for span in extra)
    same = _announced(document, bodies.found)
    of = [same.get(at, at) if at is not None else None for at in of]
    others = tuple(same.get(at, at) for at in others)
    return tuple(bodies.found), tuple(of), others


def _announced(document: Document, found: Sequence[Body]) -> dict[int, int]:
    """Bodies that a headline or lede names by a noun alone ("a monitor") and the text by name."""
    same: dict[int, int] = {}
    for at, body in enumerate(found):
        start = min((m.span.start for m in body.mentions), default=0)
        heads = {head for head in body.heads if own_kind(head) is not None}
        if body.name or body.group or not heads or document.sentence_at(start) > 3:
            continue
        later = [
            i
            for i, other in enumerate(found)
            if other.name and not other.person and other.last > start and _bears(other, heads)
        ]
        if len(later) == 1:
            full = found[later[0]]
            full.mentions += body.mentions
            full.links += body.links
            full.heads |= body.heads
            same[at] = later[0]
    return same


def _bears(body: Body, heads: set[str]) -> bool:
    monitors = any(own_kind(head) == "ngo_monitor" for head in heads)
    own = {own_kind(word) for word in body.name}
    return bool(heads & {*body.name, *body.heads}) or (monitors and "ngo_monitor" in own)


def _start(link: Link) -> int:
    return link.source.start if link.source else 0


def _groups(document: Document, names: Names) -> Iterator[Group]:
    """Plural nouns for people: who "one" and "they" can be picked from."""
    tokens = names.tokens
    marks = document.quotations
    for i, word in enumerate(tokens):
        at = bisect_left(marks, word.start, key=lambda quotation: quotation.end)
        if at < len(marks) and marks[at].start < word.start:
            continue
        plural = (word.low.endswith("s") and len(word.low) > 4) or word.low in ("men", "women")
        if plural and (own_kind(word.low) in PLURAL_GROUPS or word.low in HOLDABLE):
            start = max(0, i - 2)
            yield Group(word.start, word.low, Span(tokens[start].start, word.end))


def _may_be(body: Body, head: str) -> bool:
    """Whether "the group", "the newspaper" can be this body: their nouns do not speak against."""
    own = own_kind(head) if head not in SPEAKS_FOR else None
    kinds = {own_kind(word) for word in (*body.name, *body.heads)} - {None}
    return own is None or not kinds or own in kinds


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return False
    if len(one) == 1 or len(other) == 1:
        short, long = sorted((tuple(one), tuple(other)), key=len)
        return short[0] in (long[0], long[-1])
    return one[-1] == other[-1] and one[0][0] == other[0][0]


def _same_body(one: Sequence[str], other: Sequence[str]) -> bool:
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


def _same_noun(plural: str, head: str) -> bool:
    """Whether a noun is the singular of a plural, two letters changed places or not."""
    return plural in (head, head + "s") or (
        len(head) > 5 and head[0] == plural[0] and sorted(head + "s") == sorted(plural)
    )


def _names(body: Body) -> Iterator[tuple[str, ...]]:
    for mention in body.mentions:
        if len(mention.name) == 1:
            yield mention.name


def _is_voice(mention: Mention) -> bool:
    voices = lexicon("source_roles")["voice"]
    return mention.head is not None and mention.head in voices


def _is_thing(mention: Mention) -> bool:
    """Whether it is something a body made ("a report by the agency") and not the body."""
    return own_kind(mention.head or "") in ("document_or_recording", "poll_or_dataset")


def _perhaps_person(mention: Mention, names: Names) -> bool:
    """A single plain name that nothing else explains is taken for a person."""
    if mention.low[:1] == ("the",) or len(mention.name) != 1:
        return False
    word = next((w for w in mention.words if w.low == mention.name[0]), None)
    plain = word is not None and not word.text.isupper() and not any(map(str.isdigit, word.text))
    return plain and mention.name[0] not in names.places and own_kind(mention.name[0]) is None


def _plain(mention: Mention) -> tuple[str, ...]:
    return tuple(word for word in mention.low if word not in ("the", "a", "an"))


def _overlap(body: Body, modified: Sequence[str]) -> bool:
    said = {word for mention in body.mentions for word in mention.low}
    return bool(said.intersection(modified))


def _gender(document: Document, mention: Mention) -> str | None:
    low = {word.low for word in head_zone(document.text, mention.words)}
    if low & (WOMEN | SHE):
        return "f"
    return "m" if low & (MEN | HE) else None


def _name_around(names: Names, word: Span) -> Span:
    at = bisect_left(names.runs, word.end, key=lambda run: run.span.end)
    if at < len(names.runs) and names.runs[at].span.contains(Span(word.start, word.end)):
        return names.runs[at].span
    return Span(word.start, word.end)


__all__ = ["ONES", "Bodies", "Body", "Group", "bodies_of"]
