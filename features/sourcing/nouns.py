"""The bodies met so far in a text, and which of them a name or a noun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from features.evidence import Document
from features.sourcing.body import (
    SPEAKS_FOR,
    Body,
    begins,
    is_of,
    is_thing,
    is_voice,
    may_be,
    own_name,
    perhaps_person,
    plain,
    same_body,
    same_noun,
    same_person,
    shares_a_word,
    short_names,
)
from features.sourcing.groups import Group
from features.sourcing.kinds import BODY_KINDS, MOST, names_a_person, own_kind
from features.sourcing.mentions import Mention, head_zone, mention_of
from features.sourcing.names import PARTISANS, STOPS, TITLES, Names, Run, is_person
from features.sourcing.words import lexicon

GROUPS = lexicon("source_roles")["group_word"]
MORE = frozenset({"those", "these", "both", "two", "three", "several", "many", "most"})
"""First words of many: "those over sixty", "two on the bus"."""
AGENCIES = frozenset({"agency", "newspaper", "broadcaster", "channel", "station", "tv", "outlet"})
"""Bodies whose word "the report" is."""
NAMED_GROUPS = frozenset({"ngo_monitor", "intergovernmental_org", "company", "media_outlet"})


@dataclass(slots=True)
class Bodies:
    """The sources met so far, in the order of the text."""

    document: Document
    names: Names
    groups: tuple[Group, ...]
    found: list[Body] = field(default_factory=list)

    def new(self, mention: Mention, person: bool, **given: object) -> int:
        """Index of a body that was not met before; ``given`` are its group and number."""
        body = Body(person, own_name(mention), last=mention.span.start)
        body.group = str(given["group"]) if given.get("group") else None
        body.plural = bool(given.get("plural"))
        self.found.append(body)
        return len(self.found) - 1

    def person(self, mention: Mention) -> int:
        """Index of the person of a name."""
        for at in self.recent():
            body = self.found[at]
            if body.person and body.name and same_person(body.name, mention.name):
                return at
        return self.new(mention, True)

    def _named(self, mention: Mention) -> int:
        full = self.names.acronyms.get(mention.name[0]) if len(mention.name) == 1 else None
        voice = is_voice(mention)
        for at in self.recent():
            body = self.found[at]
            if body.person and body.name == mention.name and perhaps_person(mention, self.names):
                # "Roux", whom the text never calls by his full name, each time he speaks.
                return at
            if body.person or not body.name or begins(body, is_voice) != voice:
                continue
            if begins(body, is_thing) != is_thing(mention):
                continue
            if same_body(body.name, mention.name) or (full and same_body(body.name, full)):
                return at
            if any(self.names.acronyms.get(n[0]) == mention.name for n in short_names(body)):
                return at
        partisan = (mention.head or "") in PARTISANS
        return self.new(mention, partisan or perhaps_person(mention, self.names))

    def _definite(self, mention: Mention) -> int:
        head = mention.head or ""
        for at in self.recent():
            body = self.found[at]
            if head not in body.heads and begins(body, is_thing) and not is_thing(mention):
                # "The ministry" is not "a film by the ministry".
                continue
            if (whose := self._whose(body, head)) is not None:
                return whose
            if head in body.heads or head in body.name or (body.group and head == body.group):
                modified = [w for w in mention.low if w not in STOPS and w != head]
                if not modified or body.name[:1] != () or shares_a_word(body, modified):
                    return at
        if (told := self._one_of_those(mention, head)) is not None:
            return told
        holder = self._office(mention, head)
        if holder is not None:
            return holder
        if (maker := self._maker(mention, head)) is not None:
            return maker
        if head in GROUPS or head in SPEAKS_FOR or own_kind(head) in NAMED_GROUPS:
            named = head in lexicon("source_roles")["part_of_state"]
            own = [w for w in mention.low if w not in STOPS and w != head] if named else []
            for at in self.recent():
                body = self.found[at]
                near = mention.span.start - body.last < 2500 and not body.person
                # "The health office" is no office of before that was not one of health.
                told = not (own or mention.name) or shares_a_word(body, [*own, *mention.name])
                thing = begins(body, is_thing) and not is_thing(mention)
                if near and body.name and told and may_be(body, head) and not thing:
                    return at
            if not own and (introduced := self._body_before(mention, head)) is not None:
                return introduced
        person = own_kind(head) is not None and names_a_person(head)
        person = person or head.endswith("-year-old")
        plural = bool(MORE.intersection(mention.low[:2]))
        return self.new(mention, person and not (plural or head.endswith("s")), plural=plural)

    def _whose(self, body: Body, head: str) -> int | None:
        """The body whose somebody is, met there first: of "a prisoner of the Roux Directorate" the
        directorate."""
        for mention in body.mentions[:MOST]:
            if head in mention.name and is_of(mention):
                inside = self._runs_in(mention)
                run = next((run for run in inside if head in run.name), None)
                return self.noun(mention_of(self.document, self.names, run.span)) if run else None
        return None

    def _runs_in(self, mention: Mention) -> Iterator[Run]:
        first = bisect_left(self.names.runs, mention.span.start, key=lambda run: run.span.end)
        for run in self.names.runs[first:]:
            if run.span.start >= mention.span.end:
                return
            yield run

    def _maker(self, mention: Mention, head: str) -> int | None:
        """Who made "the statement": who was last said to have made one; "the report": the agency
        that reported before."""
        if head not in SPEAKS_FOR and head != "report":
            return None
        for at in self.recent():
            body = self.found[at]
            if mention.span.start - body.last > 2500 or not body.name:
                continue
            if head == "report":
                return at if body.heads & AGENCIES and not body.person else None
            sentence = self.document.sentence_of(body.last)
            if head in sentence.of(self.document.text) and not begins(body, is_thing):
                return at
        return None

    def _one_of_those(self, mention: Mention, head: str) -> int | None:
        """ "The source" for the "military sources" who spoke before, and the other way round."""
        if not is_voice(mention) or len(mention.words) != 2:
            return None
        for at in self.recent():
            heads = self.found[at].heads
            near = mention.span.start - self.found[at].last < 2500
            if near and any(same_noun(head, h) or same_noun(h, head) for h in heads):
                return at
        return None

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
                    return self.noun(found)
        return None

    def _office(self, mention: Mention, head: str) -> int | None:
        """ "The president" for the one whose name was given with the office before."""
        last = bisect_left(self.names.runs, mention.span.start, key=lambda run: run.span.start)
        for run in reversed(self.names.runs[:last]):
            titled = run.title and any(word.low == head for word in run.words[: run.title])
            if titled or (run.before == head and is_person(run, self.names.places)):
                return self.person(mention_of(self.document, self.names, run.span))
        return None

    def _common(self, mention: Mention) -> int:
        if mention.form == "bare" or mention.name:
            for at in self.recent():
                if any(plain(m) == plain(mention) for m in self.found[at].mentions):
                    return at
        if (told := self._voices_before(mention)) is not None:
            return told
        plural = (mention.head or "").endswith("s") or mention.head in ("people", "men", "women")
        plural = plural or bool(MORE.intersection(mention.low[:1]))
        group = self._group_of(mention)
        # "State news agency SANA": its last word alone would be a person's name.
        zone = head_zone(self.document.text, mention.words)
        titled = any(word.low in TITLES for word in zone)
        named = bool(mention.name) and not titled
        body = named and any(own_kind(word.low) in BODY_KINDS for word in zone)
        person = names_a_person(mention.head or "") and not plural and not body
        return self.new(mention, person, plural=plural, group=group)

    def _voices_before(self, mention: Mention) -> int | None:
        """ "Officials" for the "harbour officials" who spoke before."""
        if mention.form != "bare" or len(mention.words) != 1 or not is_voice(mention):
            return None
        for at in self.recent():
            body = self.found[at]
            if mention.head in body.heads and mention.span.start - body.last < 2500:
                return at
        return None

    def _group_of(self, mention: Mention) -> str | None:
        """The noun of "one soldier" or "a soldier", where the text spoke of soldiers before."""
        head = mention.head
        if head and any(same_noun(g.noun, head) for g in self.groups):
            return head
        return None

    def group_before(self, start: int) -> str | None:
        """The group that "one" or "they" belongs to: named in the sentence, else the one that
        speakers were last picked from, else the last one named."""
        at = bisect_left(self.groups, start, key=lambda group: group.start)
        near = self.groups[at - 1] if at else None
        sentence = self.document.sentence_of(start)
        if near is not None and near.start >= sentence.start:
            return near.noun
        for body in sorted(self.found, key=lambda body: -body.last):
            if body.group is not None and 0 <= start - body.last < 1500:
                return body.group
        return near.noun if near is not None and start - near.start < 2500 else None

    def standing_for(self, mention: Mention) -> int:
        """Index of the body that a name or a noun stands for, a new one if need be."""
        if mention.person:
            return self.person(mention)
        if mention.form == "name":
            return self._named(mention)
        if mention.form == "definite":
            return self._definite(mention)
        return self._common(mention)

    def noun(self, mention: Mention) -> int:
        """Index of the body of a name or noun that need not vouch for anything; it is kept as a
        mention."""
        at = self.standing_for(mention)
        self.found[at].mentions.append(mention)
        if mention.head:
            self.found[at].heads.add(mention.head)
        return at

    def recent(self) -> list[int]:
        """Indices of the forty bodies that were last met, the latest first."""
        order = sorted(range(len(self.found)), key=lambda at: -self.found[at].last)
        return order[:40]
