"""What one source is: kind, name, anonymity and stake, from all its mentions together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from features.evidence import Anonymity, Document, Kind, Span
from features.sourcing.attribution import Link
from features.sourcing.kinds import (
    BODIES,
    MOST,
    PERSON_KINDS,
    Reading,
    anonymity_of,
    described,
    has_party,
    own_kind,
    read_phrase,
    without_deeds,
)
from features.sourcing.linking import Body
from features.sourcing.mentions import CAUSES, STOPS, TITLES, Mention, Names, Run
from features.sourcing.stake import Evidence, Sides, Stake, stake_of
from features.sourcing.words import Word, lexicon, single_words, within

DENYING = single_words("source_functions", "denying")
OUTLET_CUES = single_words("source_functions", "outlet_cue")
# "I saw", "we heard the blast"
PERCEIVES = re.compile(
    r"\b(?:I|[Ww]e|she|he) (?:\w+ )?(?:saw|heard|watched|witnessed|ran|was standing|were sleeping"
    r"|was inside|hid)\b|\b(?:I|[Ww]e) (?:was|were) (?:\w+ )?(?:there|on the|at the|in the"
    r"|near the)\b|\b(?:I|[Ww]e) (?:\w+ )?(?:counted|filmed|photographed|smelled|smelt|noticed)\b"
)
# "the death toll has climbed to 264", "40 homes were damaged", "31 people were hurt"
COUNTED = re.compile(
    r"\b(?:death toll|\d[\d,]*\b[^.;:!?]{0,40}\b(?:killed|dead|died|deaths|drowned|injured|hurt"
    r"|wounded|missing|damaged|destroyed|displaced|infected))\b"
)
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
    kind = reading.kind or _by_context(document, names, body, links, sides, reading)
    named = _is_named(document, body, spoken, kind, reading)
    if kind == "public_figure" and reading.kind is None and reading.role and sides.conflict:
        # Who speaks for an unknown body in a war is taken for a voice of a side.
        kind = "party_to_conflict"
    kind = _settled(kind, named, body, sides)
    spans = [mention.span for mention in body.mentions]
    anonymity = None if named or kind == "unattributed" else anonymity_of(document, spans)
    tokens = tuple(_evidence_words(document, names, body, spoken))
    low = tuple(word.low for word in tokens if word.low not in STOPS)
    cues = frozenset(
        word.low
        for link in links
        if link.cue is not None
        for word in within(names.tokens, link.cue)
    )
    evidence = Evidence(
        kind,
        named,
        low,
        tokens,
        cues,
        bool(cues & DENYING),
        next((accused[word] for word in body.name if word in accused), None),
        _counts(document, body, kind, links),
        body.name if _is_person(body) else (),
    )
    return Profile(
        _display(document, body, spoken), kind, named, anonymity, stake_of(evidence, sides)
    )


def _counts(document: Document, body: Body, kind: Kind, links: Sequence[Link]) -> bool:
    """Whether a monitor or an office of a state tells how many were hit."""
    office = kind == "government_agency" and not _is_person(body)
    if not office and kind != "ngo_monitor":
        return False
    return any(COUNTED.search(link.content.of(document.text)) for link in links[:MOST])


def _settled(kind: Kind, named: bool, body: Body, sides: Sides) -> Kind:
    """The kind by what the whole text allows: no side without a conflict, no unnamed expert."""
    if kind == "party_to_conflict" and not sides.armed:
        civil = body.heads & {"opposition", "coalition", "front", "resistance"}
        return "public_figure" if civil else "government_agency"
    if kind == "expert" and not named:
        return "unnamed_group" if body.plural else "anonymous"
    return kind


def _display(document: Document, body: Body, spoken: Sequence[Mention]) -> str:
    named = [m for m in spoken if m.name]
    best = max(
        named or spoken or body.mentions, key=lambda m: (len(m.name), -len(m.span)), default=None
    )
    return best.span.of(document.text) if best else ""


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
        if found.kind is not None and told:
            return Reading(found.kind, found.voice or best.voice, found.role or best.role)
        if found.voice or found.role:
            best = found
    if _is_person(body):
        for phrase in described(document, names, body.name):
            found = read_phrase(document.text, without_deeds(phrase))
            if found.kind in PERSON_KINDS:
                return Reading(found.kind, False, found.role or best.role)
            best = found if found.role and not best.role else best
    return best


NEAR = 3000
"""Code points before "the ministry" in which its full name is looked for."""


def _in_full(names: Names, body: Body, spoken: Sequence[Mention]) -> Run | None:
    """The name that "the ministry" was given before, where nobody is quoted under it."""
    if body.name or not spoken or spoken[0].form != "definite" or len(spoken[0].words) > 2:
        return None
    head, start = spoken[0].head or "", spoken[0].span.start
    if head not in lexicon("source_roles")["institution"] or head in TITLES:
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


def _by_context(
    document: Document,
    names: Names,
    body: Body,
    links: Sequence[Link],
    sides: Sides,
    reading: Reading,
) -> Kind:
    """The kind where no noun tells it: from the group, the cue, the words spoken."""
    if reading.voice and (kind := _of_voice(names, body)):
        return kind
    if body.group is not None:
        return _of_group(body)
    head = next((own_kind(head) for head in sorted(body.heads) if own_kind(head)), None)
    if not body.name:
        if body.heads & COLLECTIVES and head in (None, "anonymous"):
            # A body there is, though nothing tells which: no voice without one.
            return "party_to_conflict" if _is_armed(names, body) else "ngo_monitor"
        if head in (None, "anonymous") and body.person and _perceived(document, links):
            return "eyewitness"
        return head or ("unnamed_group" if body.plural else "anonymous")
    if _is_firm(document, names, body):
        cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
        return "media_outlet" if cues & OUTLET_CUES else "company"
    if _is_person(body):
        return _of_person(document, names, body, links, reading)
    return _of_organisation(document, names, body, links, sides, reading)


def _is_firm(document: Document, names: Names, body: Body) -> bool:
    """Whether a single name that nobody was introduced by is a firm's."""
    if len(body.name) != 1 or any(mention.person for mention in body.mentions):
        return False
    if body.name[0] in names.places or any(_is_handle(document, m) for m in body.mentions):
        return False
    return body.name[0] in names.firms


COLLECTIVES = single_words("source_functions", "collective")


def _is_armed(names: Names, body: Body) -> bool:
    """Whether the text speaks of "the rebel group" where a source is "the group"."""
    armed = lexicon("conflict")["armed"]
    at = (i for i, word in enumerate(names.tokens) if i and word.low in body.heads)
    return any(names.tokens[i - 1].low in armed for i in at)


OFFICIALS = frozenset({"official", "officials", "diplomat", "diplomats"})
SOURCES = frozenset({"source", "sources", "insider", "insiders"})


def _of_voice(names: Names, body: Body) -> Kind | None:
    """The kind of an unnamed voice at no body that the lists know: "Veskan officials" are of a
    state, "a Veskan source" may be anybody, however the adjective ends."""
    if body.heads & OFFICIALS and body.name:
        return "government_agency"
    if body.heads & SOURCES and body.name:
        return "unnamed_group" if body.heads & {"sources", "insiders"} else "anonymous"
    return None


def _of_group(body: Body) -> Kind:
    noun = body.group or ""
    kind = own_kind(noun.rstrip("s")) if not body.plural else own_kind(noun)
    if kind in (None, "unnamed_group") and not body.plural:
        return "anonymous"
    return kind or "unnamed_group"


def _of_person(
    document: Document, names: Names, body: Body, links: Sequence[Link], reading: Reading
) -> Kind:
    if has_party(document, names, body.name):
        return "public_figure"
    if reading.role and _at_office(document, names, body):
        return "government_agency"
    if any(_is_handle(document, mention) for mention in body.mentions):
        return "social_media"
    if _perceived(document, links):
        return "eyewitness"
    return "affected_person" if _is_plain(document, names, body) else "public_figure"


# ", 29, of Lesk", "the 62-year-old": an age is given of those whom the reader does not know
AGED = re.compile(r"\s*[,(] ?(?:aged )?[1-9]\d[,)](?! \d)")
YEARS = re.compile(r"\b[1-9]\d-year-old\b[^.;:,]*$")


def _is_plain(document: Document, names: Names, body: Body) -> bool:
    """Whether somebody named is introduced by an age or a plain calling: "Ana Roux, 29, a cook"."""
    callings = lexicon("source_roles")["calling"]
    runs = names.by_last.get(body.name[-1], ())[:MOST]
    for run in runs:
        if AGED.match(document.text, run.span.end):
            return True
        if YEARS.search(document.text[max(0, run.span.start - 40) : run.span.start]):
            return True
    return any(callings.any(phrase) for phrase in described(document, names, body.name))


def _perceived(document: Document, links: Sequence[Link]) -> bool:
    """Whether a source tells what it saw or heard itself."""
    return any(PERCEIVES.search(link.content.of(document.text)) for link in links[:6])


# "FBI": who heads a body of capitals alone is taken for an official, as the body itself is
OFFICE = re.compile(r"\b[A-Z]{2,6}\b")


def _at_office(document: Document, names: Names, body: Body) -> bool:
    phrases = [m.words for m in body.mentions], described(document, names, body.name)
    return any(
        OFFICE.fullmatch(word.text) and word.low not in body.name
        for group in phrases
        for phrase in group
        for word in phrase
    )


def _is_handle(document: Document, mention: Mention) -> bool:
    """Whether it is the name of an account: "@anaroux", "Ana Roux (@anaroux)"."""
    start, end = max(0, mention.span.start - 1), mention.span.end
    return re.search(r"(?:^|[\s(.])@\w", document.text[start:end]) is not None


def _of_organisation(
    document: Document,
    names: Names,
    body: Body,
    links: Sequence[Link],
    sides: Sides,
    reading: Reading,
) -> Kind:
    name = " ".join(body.name)
    if any(_is_handle(document, mention) for mention in body.mentions):
        return "social_media"
    if sides.conflict and all(sides.basis((word,)) for word in body.name):
        # "Veska" where Veskan troops fight is a side, not one of its offices.
        return "party_to_conflict"
    if (told := _introduced_as(document, names, body)) is not None:
        return told
    if name in names.places or any(word in names.places for word in body.name):
        return "government_agency"
    cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
    if cues & OUTLET_CUES:
        return "media_outlet"
    words = next((m.words for m in body.mentions if m.name), ())
    short = [w for w in words if w.text.isupper() and 2 <= len(w.text) <= 6]
    if (short and len(short) in (1, len(body.name) - 1)) or reading.role:
        return "government_agency"
    if CAUSES.intersection(body.name):
        return "ngo_monitor"
    if body.name[0] in WORLDWIDE:
        return "intergovernmental_org"
    if sides.conflict:
        return "party_to_conflict"
    return "public_figure" if len(body.name) <= 3 else "company"


ORGANS_TOLD: frozenset[str] = BODIES - {
    *("expert", "document_or_recording", "poll_or_dataset", "social_media")
}
"""Kinds of body that a text introduces a name as."""
APART = re.compile(r"[,(—–]\s*$")


def _introduced_as(document: Document, names: Names, body: Body) -> Kind | None:
    """What the text tells somewhere that a name is: "KLM, a monitoring group"."""
    for phrase in described(document, names, body.name):
        start, end = phrase[0].start, phrase[-1].end
        before = document.text[max(0, start - 3) : start]
        # "KLM officials" are none of what KLM is.
        ahead = document.text[end : end + 1 + len(body.name[0])].strip().casefold()
        if not APART.search(before) and ahead != body.name[0]:
            continue
        if (told := read_phrase(document.text, without_deeds(phrase)).kind) in ORGANS_TOLD:
            return told
    return None


WORLDWIDE = single_words("source_functions", "worldwide")
RAW = single_words("source_functions", "raw")


def _is_person(body: Body) -> bool:
    return body.person and any(m.person or m.form == "name" for m in body.mentions)


def _is_named(
    document: Document, body: Body, spoken: Sequence[Mention], kind: Kind, reading: Reading
) -> bool:
    if kind in UNNAMED_KINDS or not spoken:
        return False
    known = any(mention.person for mention in body.mentions)
    person = _is_person(body) and (known or not reading.voice)
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
    named = any(_has_name(document, mention) for mention in spoken)
    if reading.voice:
        return False
    if kind == "media_outlet":
        return named and not any(m.form == "indefinite" for m in spoken)
    if reading.role and spoken[0].form == "indefinite":
        return named
    if all(m.form == "indefinite" for m in spoken):
        return named and kind in ("poll_or_dataset", "document_or_recording")
    return named


INTRODUCED: frozenset[str] = frozenset({"ngo_monitor", "company", "intergovernmental_org"})
"""Bodies that "the" speaks of only where the text has named one: "the group", "the company"."""
OFFICIAL: frozenset[str] = frozenset(
    {"government_agency", "party_to_conflict", "intergovernmental_org"}
)
# "a witness named Ahmad", "a medic called Rumen", "who gave his name as Sergeant Ana Stepan"
GIVEN = re.compile(
    r"\b(?:named|called|identified as|(?:gave|gives) (?:his|her|their) (?:\w+ )?names? as)"
    r"(?: only)?(?: as)? (?P<name>[^\W\d_]+(?: [A-Z][\w'’-]+){0,3})"
)


# What stands between a noun and the name given to it: "one of them, who"
TO_NAME = re.compile(r"(?: of (?:them|the \w+))?,? ?(?:who )?")


def given_names(document: Document, span: Span) -> Iterator[str]:
    """The last name, folded, that the words of a source or those right behind them give to a plain
    noun; nothing where they give none."""
    sentence = document.sentences[document.sentence_at(span.start)]
    reach = max(span.end, min(sentence.end, span.end + 60))
    found = GIVEN.search(document.text, span.start, reach)
    if found is None or not TO_NAME.fullmatch(
        document.text, min(span.end, found.start()), found.start()
    ):
        return
    if found["name"][0].isupper():
        yield found["name"].split()[-1].casefold()


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


def _is_institution(mention: Mention) -> bool:
    """Whether it is a body or an office of which there is one: "the ministry", "police"."""
    institution = lexicon("source_roles")["institution"]
    if mention.form not in ("definite", "bare") or mention.person:
        return False
    ends = [end for _, end in institution.find(mention.words)]
    heads = [w.low for w in mention.words[: ends[-1]]] if ends else []
    return bool(ends) and heads[-1].split("-")[-1] in (mention.head or "")


def _has_name(document: Document, mention: Mention) -> bool:
    """Whether a capital other than the sentence's first stands in the mention."""
    starts = {document.sentences[document.sentence_at(mention.span.start)].start}
    for word in mention.words:
        shouted = word.text.isupper() and len(word.text) > 1
        if not word.capital or (word.low in STOPS and not shouted):
            continue
        if word.start not in starts:
            return True
        if own_kind(word.low) is None and word.low not in lexicon("source_roles")["voice"]:
            return True
    return False


def _evidence_words(
    document: Document, names: Names, body: Body, spoken: Sequence[Mention]
) -> Iterator[Word]:
    for mention in spoken[:6]:
        yield from mention.words
    if (full := _in_full(names, body, spoken)) is not None:
        yield from full.words
    if body.name and any(m.name for m in spoken if m.form in ("name", "definite", "bare")):
        for phrase in list(described(document, names, body.name))[:4]:
            yield from phrase


__all__ = ["Profile", "Span", "profile_of"]
