"""What one source is: kind, name, anonymity and stake, from all its mentions together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from features.evidence import Anonymity, Document, Kind, Span
from features.sourcing.attribution import Link
from features.sourcing.body import Body
from features.sourcing.custody import HELD_PEOPLE
from features.sourcing.described import described, without_deeds
from features.sourcing.given import given_names
from features.sourcing.groups import HOLDABLE
from features.sourcing.inferred import (
    COLLECTIVES,
    OUTLET_CUES,
    REPORTING,
    by_context,
    by_number,
    is_handle,
    is_platform,
    is_somebody,
    is_told,
)
from features.sourcing.kinds import (
    ARTICLES,
    MOST,
    PERSON_KINDS,
    Reading,
    anonymity_of,
    is_abbreviation,
    mended,
    own_kind,
    read_phrase,
)
from features.sourcing.mentions import Mention
from features.sourcing.names import LOCATIVE, STOPS, TITLES, Names, Run
from features.sourcing.shown import shown
from features.sourcing.stake import COUNSEL, FORCE, Evidence, Sides, Stake, stake_of
from features.sourcing.words import Word, lexicon, single_words, within

DENYING = single_words("source_functions", "denying")
# "the death toll has climbed to 264", "40 homes were damaged", "31 people were hurt"
COUNTED = re.compile(
    r"\b(?:death toll|\d[\d,]*\b[^.;:!?]{0,40}\b(?:killed|dead|died|deaths|drowned|injured|hurt"
    r"|wounded|missing|damaged|destroyed|displaced|infected))\b"
)
NUMBERED = frozenset({None, "unnamed_group", "anonymous", "social_media"})
UNNAMED_KINDS: frozenset[str] = frozenset({"unnamed_group", "anonymous", "unattributed"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One source judged. ``held``: it speaks in custody."""

    name: str
    kind: Kind
    named: bool
    anonymity: Anonymity | None
    stake: Stake
    held: bool = False


def profile_of(
    document: Document,
    names: Names,
    body: Body,
    links: Sequence[Link],
    sides: Sides,
    accused: dict[str, str],
) -> Profile:
    """The profile of a body from its mentions, what stands beside its name, and its cues."""
    spoken = [m for m in body.mentions if m.form not in ("pronoun", "one")]
    reading = _reading(document, names, body, spoken)
    if reading.kind == "government_agency" and _is_newswire(document, names, body, links):
        reading = replace(reading, kind="media_outlet")
    if reading.kind in NUMBERED and (told := by_number(document, names, body, links)):
        reading = Reading(told)
    elif reading.kind == "social_media" and is_platform(document, names, body, links):
        reading = Reading("company")
    kind = reading.kind or by_context(document, names, body, links, sides, reading)
    unknown = reading.kind is None or kind in UNNAMED_KINDS
    if body.owner is not None and unknown and not (body.person and body.name):
        lawyer = bool(body.heads & COUNSEL)
        kind = _kind_of_owner(document, names, body.owner, sides, lawyer)
    named = _is_named(document, names, body, spoken, kind, reading)
    if kind == "public_figure" and reading.kind is None and reading.role and sides.conflict:
        # Who speaks for an unknown body in a war is taken for a voice of a side; who directs one,
        # not: armies have commanders.
        kind = "ngo_monitor" if _is_directed(spoken) else "party_to_conflict"
    kind = _settled(kind, named, body, sides)
    spans = [mention.span for mention in body.mentions]
    anonymity = None if named or kind == "unattributed" else anonymity_of(document, spans)
    tokens = tuple(_evidence_words(document, names, body, spoken))
    low = tuple(low for word in tokens if word.low not in STOPS for low in _with_backer(word.low))
    evidence = Evidence(
        kind,
        named,
        low,
        tokens,
        _denies(names, links),
        _accused_of(kind, body, low, accused) or _clears_itself(names, kind, tokens, links),
        _counts(document, body, kind, links),
        body.name if is_somebody(body) else (),
        _stage_of(document, links) if kind == "public_figure" else None,
    )
    return Profile(
        shown(document, names, body, spoken), kind, named, anonymity, stake_of(evidence, sides)
    )


DEFENDING = frozenset({"defended", "defends"})


def _denies(names: Names, links: Sequence[Link]) -> bool:
    """Whether somebody denies something, or defends himself and nobody else by name."""
    for link in links:
        if link.cue is not None:
            denying = {word.low for word in within(names.tokens, link.cue)} & DENYING
            # "defended Jan Brin", but her own "raid on Lesk"
            first = next(iter(within(names.tokens, link.content)), None)
            another = first is not None and first.low in names.persons and not first.possessive
            if denying - DEFENDING or (denying and not another):
                return True
    return False


def _accused_of(kind: Kind, body: Body, low: Sequence[str], accused: dict[str, str]) -> str | None:
    """The words that accuse a body by its name, or the force that it is of."""
    names = [word for word in body.name if word not in FORCE]
    # A sheriff may speak of what another county's did.
    office = kind == "government_agency" and not is_somebody(body)
    force = [word for word in low if word in FORCE] if office else []
    return next((accused[word] for word in (*names, *force) if word in accused), None)


def _clears_itself(
    names: Names, kind: Kind, tokens: Sequence[Word], links: Sequence[Link]
) -> str | None:
    """The words by which a state tells how well those are kept whom it holds: a good account
    clears the holder. Whoever has to rule on prisons speaks by his mandate."""
    if kind != "government_agency" or lexicon("conflict")["mandate"].any(tokens):
        return None
    found = lexicon("custody")
    for link in links:
        said = [word for piece in link.contents for word in within(names.tokens, piece)]
        if not _own_captives(said):
            continue
        for start, end in found["well_kept"].find(said):
            if not any(word.low in found["negation"] for word in said[max(0, start - 3) : start]):
                return " ".join(word.low for word in said[start:end])
    return None


def _own_captives(said: Sequence[Word]) -> bool:
    """Whether people are spoken of who are held, and by nobody else: no "held by Orsk"."""
    people = [word.low for word in said if word.low != "captive"]  # "captive elephants"
    if not any(low in HELD_PEOPLE or low in HOLDABLE for low in people):
        return False
    ends = [end for _, end in lexicon("custody")["captive"].find(said)]
    ends += [i + 1 for i, word in enumerate(said) if word.low == "held"]
    return bool(ends) and not any(word.low == "by" for end in ends for word in said[end : end + 2])


def _is_newswire(document: Document, names: Names, body: Body, links: Sequence[Link]) -> bool:
    """Whether "the agency" is one that people speak to and that reports: "Roux Agency", "KLM"."""
    offices = {
        word.low
        for mention in body.mentions
        for word in mention.words
        if own_kind(word.low) == "government_agency"
    }
    told = {word for mention in body.mentions for word in mention.low}
    rest = set(body.name) - offices - {"official", "state-run"}
    if offices != {"agency"} or len(rest) > (2 if "official" in told else 1) or not rest:
        return False
    cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
    reports = bool(cues & OUTLET_CUES) or (bool(cues) and cues <= REPORTING)
    return reports or "official" in told or is_told(document, names, body)


def _kind_of_owner(
    document: Document, names: Names, owner: Body, sides: Sides, lawyer: bool
) -> Kind:
    """The kind of whom a body speaks for: "her lawyer" speaks as she would."""
    spoken = [m for m in owner.mentions if m.form not in ("pronoun", "one")]
    reading = _reading(document, names, owner, spoken)
    kind = reading.kind or by_context(document, names, owner, (), sides, reading)
    # Who has a lawyer and no office that the text tells is party to a case.
    stands = bool(owner.name) and owner.name[-1] in sides.contest
    return "affected_person" if lawyer and kind != reading.kind and not stands else kind


DIRECTS = frozenset({"director", "coordinator", "founder", "co-founder", "cofounder", "manager"})


def _is_directed(spoken: Sequence[Mention]) -> bool:
    """Whether somebody is called the director of what he speaks for."""
    return any(DIRECTS.intersection(mention.low) for mention in spoken[:MOST])


def _counts(document: Document, body: Body, kind: Kind, links: Sequence[Link]) -> bool:
    """Whether a monitor or an office of a state tells how many were hit."""
    office = kind == "government_agency" and not is_somebody(body)
    if not office and kind != "ngo_monitor":
        return False
    return any(COUNTED.search(link.content.of(document.text)) for link in links[:MOST])


# "at a campaign rally", "on the campaign trail", "during Monday's televised debate"
STAGE = re.compile(
    r"\b(?:at|in|during|on|from) (?:an?|the|his|her|their|[\w-]+['’]s|one of \w+) "
    r"(?:[\w-]+['’]?s? ){0,3}?"
    r"(?:(?:campaign|election) (?:rally|rallies|speech|stop|event|trail|appearance|video|ad)"
    r"|stump speech"
    r"|(?:campaign|election|presidential|primary|televised|TV|candidates['’]?) debates?)\b"
)


STAGED = 60
"""Code points between a verb of speech and the words that tell where it was spoken."""


def _stage_of(document: Document, links: Sequence[Link]) -> str | None:
    """The words that tell that somebody says something where votes are asked for, or None."""
    for link in links[:MOST]:
        if link.cue is None:
            continue
        start = max(document.sentence_of(link.cue.start).start, link.cue.start - STAGED)
        found = STAGE.search(document.text, start, link.cue.end + 2 * STAGED)
        if found is None or found.start() > link.cue.end + STAGED:
            continue
        between = document.text[
            min(found.start(), link.cue.end) : max(found.start(), link.cue.start)
        ]
        if not QUOTED.search(between):
            return found.group()
    return None


# Behind a mark somebody else's words begin or end, behind a stop another sentence
QUOTED = re.compile(r"[\"“”.!?\n]")


RANKS = single_words("source_functions", "rank_and_file")
"""Who serves in a force and leads none of it: "marine", "sailor"."""


def _settled(kind: Kind, named: bool, body: Body, sides: Sides) -> Kind:
    """The kind by what the whole text allows: no side without a conflict, no unnamed expert."""
    if kind == "party_to_conflict" and not sides.armed:
        said = {word for mention in body.mentions[:MOST] for word in mention.low}
        civil = said & {"opposition", "coalition", "front", "resistance"}
        if body.person and body.heads & RANKS:
            # "A marine" at home speaks for no army.
            return "affected_person" if named else "anonymous"
        return "public_figure" if civil else "government_agency"
    if kind == "expert" and not named:
        return "unnamed_group" if body.plural else "anonymous"
    return kind


def _reading(document: Document, names: Names, body: Body, spoken: Sequence[Mention]) -> Reading:
    """The first phrase that says a kind: the mentions themselves, then what describes the name."""
    best = Reading(None)
    if (full := _in_full(names, body, spoken)) is not None:
        found = read_phrase(document.text, full.words)
        if found.kind is not None:
            return found
    for phrase in _phrases(document, names, body, spoken):
        found = read_phrase(document.text, without_deeds(phrase) if body.person else phrase)
        # "The third man, Ana Roux," is nobody in particular no longer.
        told = not (body.person and body.name and found.kind in UNNAMED_KINDS)
        if not told and (each := _of_several(phrase)) is not None:
            return Reading(each)
        if found.kind is not None and told:
            return Reading(found.kind, found.voice or best.voice, found.role or best.role)
        if found.voice or found.role:
            best = found
    if is_somebody(body):
        for phrase in described(document, names, body.name):
            found = read_phrase(document.text, without_deeds(phrase))
            if found.kind in PERSON_KINDS:
                return Reading(found.kind, False, found.role or best.role)
            best = Reading(None, role=True) if found.role and not best.role else best
    return best


def _of_several(phrase: Sequence[Word]) -> Kind | None:
    """What each is of several named together: "economists Ana Roux and Jan Brin"."""
    for word in phrase:
        if word.low.endswith("s") and own_kind(word.low) == "unnamed_group":
            kind = own_kind(word.low[:-1])
            return kind if kind in PERSON_KINDS else None
    return None


NEAR = 3000
"""Code points before "the ministry" in which its full name is looked for."""


def _in_full(names: Names, body: Body, spoken: Sequence[Mention]) -> Run | None:
    """The name that "the ministry" was given before, where nobody is quoted under it."""
    if body.name or not spoken or spoken[0].form != "definite" or len(spoken[0].words) > 2:
        return None
    head, start = spoken[0].head or "", spoken[0].span.start
    known = head in lexicon("source_roles")["institution"] or head in COLLECTIVES
    if not known or head in TITLES:
        return None
    last = bisect_left(names.runs, start, key=lambda run: run.words[0].start)
    for run in reversed(names.runs[max(0, last - 40) : last]):
        if start - run.words[0].start > NEAR:
            return None
        if len(run.words) > 1 and any(word.low == head for word in run.words):
            return run
    return None


def _phrases(
    document: Document, names: Names, body: Body, spoken: Sequence[Mention]
) -> Iterator[Sequence[Word]]:
    order = sorted(spoken, key=lambda m: (-len(m.words), m.span.start))
    for mention in order:
        if document.sentence_at(mention.span.start) in names.shouting:
            # In a headline in capitals "Legal Expert" is no name.
            yield [replace(word, capital=False) for word in mention.words]
        elif mention.person:
            words = [w for w in mention.words if w.low not in mention.name and w.low not in STOPS]
            rest = [w for w in mention.words if w.low not in mention.name]
            if words:
                yield rest
        else:
            yield mention.words
    if body.name and not body.person and len(body.name) == 1:
        full = names.acronyms.get(body.name[0])
        if full:
            yield [Word(0, 0, word, word) for word in full]


RAW = single_words("source_functions", "raw")


def _is_named(
    document: Document,
    names: Names,
    body: Body,
    spoken: Sequence[Mention],
    kind: Kind,
    reading: Reading,
) -> bool:
    if kind in UNNAMED_KINDS or not spoken:
        return False
    known = any(mention.person for mention in body.mentions)
    person = is_somebody(body) and (known or not reading.voice)
    if kind == "social_media" and any(is_handle(document, m) for m in spoken):
        return True
    if person or any(any(given_names(document, m.span)) for m in spoken):
        return True
    if kind in OFFICIAL and not reading.voice and any(_is_institution(m) for m in spoken):
        return True
    if kind in INTRODUCED and not reading.voice and any(_is_body(m) for m in spoken):
        return True
    if kind == "expert" and any(_is_body(m) and _is_academy(m) for m in spoken):
        return True
    if kind == "document_or_recording" and all(m.form == "definite" for m in spoken):
        return not any(m.head in RAW for m in spoken)
    if reading.role and all(_is_for_person(names, mention) for mention in spoken):
        return False
    named = any(_has_name(document, mention) for mention in spoken)
    somebody = body.person and not is_somebody(body) and spoken[0].form == "indefinite"
    if reading.voice or (somebody and not reading.role and kind in PERSON_KINDS):
        return False
    if kind == "media_outlet":
        printed = any(m.head in ARTICLES for m in spoken)
        return named and (printed or not any(m.form == "indefinite" for m in spoken))
    if reading.role and spoken[0].form == "indefinite":
        # Who speaks for a body may be anybody: "a Tern spokesperson"; its statement is its own.
        return named and (spoken[0].head or "") not in SPOKESMEN
    if (
        kind in INTRODUCED
        and not body.person
        and any(APPOSED.search(m.span.of(document.text)) for m in spoken)
    ):
        return named
    if all(m.form == "indefinite" for m in spoken):
        return named and kind in ("poll_or_dataset", "document_or_recording")
    return named


# "another activist group, the Roux Committee", "a monitor called Wells Watch"
APPOSED = re.compile(r" (?:the|called|named|known as)(?: [A-Z][\w’'-]*){2,}")
INTRODUCED: frozenset[str] = frozenset({"ngo_monitor", "company", "intergovernmental_org"})
"""Bodies that "the" speaks of only where the text has named one: "the group", "the company"."""
OFFICIAL: frozenset[str] = frozenset(
    {"government_agency", "party_to_conflict", "intergovernmental_org"}
)


SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "publicist"})


def _is_body(mention: Mention) -> bool:
    """Whether a noun alone stands for a body: "the company"; not "the company's driver"."""
    alone = mention.form == "definite" and not mention.name and mention.words[0].low == "the"
    return alone and not (mention.head or "").endswith("s")


def _is_academy(mention: Mention) -> bool:
    """Whether it is a place of learning or those at it: "the university", "the institute's team";
    not one scholar there."""
    academy = lexicon("source_roles")["academy"]
    heads = {mention.head or "", (mention.head or "").split("-")[-1]}
    return any(head in academy for head in heads) or (
        bool(heads & TEAMS) and academy.any(mention.words)
    )


TEAMS = frozenset({"team", "press"})


def _is_for_person(names: Names, mention: Mention) -> bool:
    """Whether somebody unnamed speaks for somebody named: "a spokesman for Roux"."""
    if mention.form != "indefinite" or mention.name:
        return False
    last = mention.words[-1].low
    return last in names.persons and any(word.low == "for" for word in mention.words)


def _is_institution(mention: Mention) -> bool:
    """Whether it is a body or an office of which there is one: "the ministry", "police"."""
    institution = lexicon("source_roles")["institution"]
    if mention.form not in ("definite", "bare") or mention.person:
        return False
    if mention.form == "bare" and len(mention.words) == 1 and mention.words[0].low in TITLES:
        # "President", where the name behind it is lost
        return False
    ends = [end for _, end in institution.find(mention.words)]
    heads = [w.low for w in mention.words[: ends[-1]]] if ends else []
    return bool(ends) and heads[-1].split("-")[-1] in (mention.head or "")


def _has_name(document: Document, mention: Mention) -> bool:
    """Whether a capital other than the sentence's first stands in the mention."""
    starts = {document.sentence_of(mention.span.start).start}
    for word in mention.words:
        shouted = word.text.isupper() and len(word.text) > 1
        if not word.capital or (word.low in STOPS and not shouted):
            continue
        if is_abbreviation(word):
            return True
        if word.start not in starts and own_kind(word.low) != "unnamed_group":
            return True
        if (
            own_kind(word.low.removeprefix("ex-")) is None
            and word.low not in lexicon("source_roles")["voice"]
        ):
            return True
    return False


# "Veska-backed", "army-run": whose a body is
BACKED = re.compile(
    r"(.{2,})-(?:linked|affiliated|aligned|allied|backed|run|owned|controlled|funded|led)"
)


def _with_backer(low: str) -> tuple[str, ...]:
    told = BACKED.fullmatch(low)
    return (low, told[1]) if told else (mended(low),)


WHERE = LOCATIVE - {"from"}


def _without_place(phrase: Sequence[Word]) -> Iterator[Word]:
    """The words of a mention but for where somebody is: a "reporter in Veska" is no more of Veska
    than any; "a minister in the Veskan cabinet" stays."""
    at = 0
    while at < len(phrase):
        yield phrase[at]
        at += 1
        if phrase[at - 1].low in WHERE:
            end = at
            while end < len(phrase) and (phrase[end].capital or phrase[end].low == "the"):
                end += 1
            if end == len(phrase) or phrase[end].low in STOPS:
                at = end


def _evidence_words(
    document: Document, names: Names, body: Body, spoken: Sequence[Mention]
) -> Iterator[Word]:
    for mention in spoken[:6]:
        yield from _without_place(mention.words)
    if (full := _in_full(names, body, spoken)) is not None:
        yield from full.words
    if body.name and any(m.name for m in spoken if m.form in ("name", "definite", "bare")):
        for phrase in list(described(document, names, body.name))[:4]:
            yield from phrase


__all__ = ["Profile", "Span", "profile_of"]
