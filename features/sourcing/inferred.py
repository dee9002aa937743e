"""The kind of a source whose own words tell none: by its cues, its group, what it speaks of, and
what the text tells elsewhere that a name is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from features.evidence import Document, Kind, Span
from features.sourcing.body import Body, perhaps_person
from features.sourcing.described import described, has_party, without_deeds
from features.sourcing.kinds import (
    FORMER,
    MOST,
    PRINCIPALS,
    SOURCES,
    Reading,
    own_kind,
    read_phrase,
)
from features.sourcing.link import Link
from features.sourcing.mentions import LONE, Mention
from features.sourcing.names import CAUSES, DAYS, Names
from features.sourcing.stake import Sides
from features.sourcing.words import Word, lexicon, single_words, within

OUTLET_CUES = single_words("source_functions", "outlet_cue")
# "I saw", "we heard the blast"
PERCEIVES = re.compile(
    r"\b(?:I|[Ww]e|she|he) (?:\w+ )?(?:saw|heard|watched|witnessed|ran|was standing|were sleeping"
    r"|was inside|hid)\b|\b(?:I|[Ww]e) (?:was|were) (?:\w+ )?(?:there|on the|at the|in the"
    r"|near the)\b|\b(?:I|[Ww]e) (?:\w+ )?(?:counted|filmed|photographed|smelled|smelt|noticed?)\b"
    r"|\bI (?:looked (?:out|up|around|back)|woke up to|was (?:walking(?! away)|driving|sitting"
    r"|sleeping|cooking|hiding|asleep))\b"
)


def by_context(
    document: Document,
    names: Names,
    body: Body,
    links: Sequence[Link],
    sides: Sides,
    reading: Reading,
) -> Kind:
    """The kind where no noun tells it: from the group, the cue, the words spoken."""
    if reading.voice and (kind := _of_voice(document, names, body)):
        return kind
    if body.heads & AIDES and not body.name and sides.contest:
        # In a campaign an aide of nobody in particular is a candidate's.
        return "public_figure"
    if body.group is not None:
        return _of_group(body)
    head = next((own_kind(head) for head in sorted(body.heads) if own_kind(head)), None)
    if not body.name:
        if any(is_handle(document, mention) for mention in body.mentions):
            return "social_media"
        if body.heads & COLLECTIVES and head in (None, "anonymous"):
            # A body there is, though nothing tells which: no voice without one.
            return "party_to_conflict" if _is_armed(names, body) else "ngo_monitor"
        if head in (None, "anonymous") and body.person and _perceived(document, links):
            return "eyewitness"
        return head or ("unnamed_group" if body.plural else "anonymous")
    cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
    if any(_claims_deed(document, link) for link in links[:MOST]):
        return "party_to_conflict"
    if _is_firm(document, names, body):
        return "media_outlet" if cues & OUTLET_CUES else "company"
    if cues - WHEN and cues - WHEN <= REPORTING and _is_bare(names, body):
        return "media_outlet"
    if (ended := _by_last_word(document, body)) is not None:
        return ended
    if is_somebody(body):
        return _of_person(document, names, body, links, sides, reading)
    if body.person and head == "anonymous":
        # "A woman, who goes by the name Lio": a person still, and no body of that name.
        return head
    return _of_organisation(document, names, body, links, sides, reading)


# "claimed" "responsibility for", "the attack in"
DEED = re.compile(
    r"(?:full |the |its )*(?:responsibility|attack|bombing|blast|raid|assault|killing|shooting)\b"
)


def _claims_deed(document: Document, link: Link) -> bool:
    """Whether somebody says that he struck: "claimed responsibility for the attack"."""
    cue = link.cue.of(document.text).casefold() if link.cue else ""
    return "claim" in cue and DEED.match(document.text, link.content.start) is not None


REPORTING = frozenset({"reports", "reported", "according", "to", "as", "has", "first"})
"""The cues of a name that only ever reports: "Roux reports", "according to Roux"."""


def _is_bare(names: Names, body: Body) -> bool:
    """Whether it is a single name that is given to nobody in full and to no place."""
    known = any(mention.person or mention.form == "pronoun" for mention in body.mentions)
    return not known and any(perhaps_person(mention, names) for mention in body.mentions)


# "KLM 4", "Tern 11 News"
STATION = re.compile(r"(?:the )?[A-Z][A-Za-z]* ?\d{1,2}(?: [A-Z][a-z]+){0,2}", re.IGNORECASE)


FIRM_CUES = frozenset({"said", "says", "announced", "announces", "confirmed", "declined", "denied"})


def is_platform(document: Document, names: Names, body: Body, links: Sequence[Link]) -> bool:
    """Whether a platform itself speaks, as the firm behind it does: "Facebook said"."""
    told = [mention for mention in body.mentions if mention.form != "pronoun"]
    if not told or any(len(m.words) > 1 or not m.words[0].capital for m in told):
        return False
    cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
    return bool(cues & FIRM_CUES) and not any(is_handle(document, mention) for mention in told)


PARTS = frozenset(
    {"two-thirds", "three-quarters", "one-third", "majority", "plurality", "thirds", "quarters"}
)
ASKED = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|respondents|pollsters?)\b", re.IGNORECASE)


def by_number(document: Document, names: Names, body: Body, links: Sequence[Link]) -> Kind | None:
    """The kind of a station known by a number ("Tern 5 reported") and of a share of those whom a
    poll of the text asked ("two-thirds say"); nothing for any other."""
    words = [mention.span.of(document.text) for mention in body.mentions[:MOST]]
    if any(STATION.fullmatch(told) for told in words):
        cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
        if cues and (cues & OUTLET_CUES or cues - WHEN <= REPORTING):
            return "media_outlet"
        if is_told(document, names, body):
            return "media_outlet"
    if any(PARTS & {w.low for w in mention.words[:3]} for mention in body.mentions[:MOST]):
        return "poll_or_dataset" if ASKED.search(document.text) else None
    return None


WHEN = DAYS | single_words("source_functions", "time_told")
"""What a cue tells of the time: "reported on Monday"."""
PRESS_ENDS = single_words("source_functions", "press_end")
FIRM_ENDS = single_words("source_functions", "firm_end")


def _by_last_word(document: Document, body: Body) -> Kind | None:
    """The kind of a name that ends as those of papers and firms do: "the Tern Globe", "Tern
    Foods", "Tern & Sons"; nothing for a person of that name."""
    if any(mention.person or mention.form == "pronoun" for mention in body.mentions):
        return None
    spans = [mention.span for mention in body.mentions if mention.name]
    if any(" & " in span.of(document.text) for span in spans[:MOST]):
        return "company"
    if len(body.name) < 2:
        return None
    last = body.name[-1]
    return "media_outlet" if last in PRESS_ENDS else "company" if last in FIRM_ENDS else None


def _is_firm(document: Document, names: Names, body: Body) -> bool:
    """Whether a single name that nobody was introduced by is a firm's."""
    if len(body.name) != 1 or any(mention.person for mention in body.mentions):
        return False
    if body.name[0] in names.places or any(is_handle(document, m) for m in body.mentions):
        return False
    return body.name[0] in names.firms


COLLECTIVES = single_words("source_functions", "collective")


def _is_armed(names: Names, body: Body) -> bool:
    """Whether the text speaks of "the rebel group" where a source is "the group"."""
    armed = lexicon("conflict")["armed"]
    at = (i for i, word in enumerate(names.tokens) if i and word.low in body.heads)
    return any(names.tokens[i - 1].low in armed for i in at)


OFFICIALS = frozenset({"official", "officials", "diplomat", "diplomats"})
EMPLOYED = single_words("source_functions", "employed")
AIDES = single_words("source_functions", "aide")


def _of_voice(document: Document, names: Names, body: Body) -> Kind | None:
    """The kind of an unnamed voice at no body that the lists know: "Veskan officials" are of a
    state, "a Veskan source" may be anybody, however the adjective ends."""
    if body.heads & OFFICIALS and body.name:
        return "government_agency"
    if body.heads & SOURCES and body.name:
        return "unnamed_group" if body.heads & {"sources", "insiders"} else "anonymous"
    if body.heads & EMPLOYED and not body.person:
        return _of_staff(document, names, body)
    return None


def _of_staff(document: Document, names: Names, body: Body) -> Kind | None:
    """The kind of those who work for what a name names: "Lumo executives and lawyers"."""
    name = tuple(word for word in body.name if word not in EMPLOYED and word not in RANKED)
    if not name:
        return None
    if (told := _introduced_as(document, names, name)) is not None:
        return told
    if name[-1] in names.firms:
        return "company"
    known = any(word in names.persons or word in names.places for word in name)
    return None if known else "company"


RANKED = single_words("source_functions", "ranked")


def _of_group(body: Body) -> Kind:
    noun = body.group or ""
    kind = own_kind(noun.rstrip("s")) if not body.plural else own_kind(noun)
    if kind in (None, "unnamed_group") and not body.plural:
        return "anonymous"
    return kind or "unnamed_group"


def _of_person(
    document: Document,
    names: Names,
    body: Body,
    links: Sequence[Link],
    sides: Sides,
    reading: Reading,
) -> Kind:
    if has_party(document, names, body.name):
        return "public_figure"
    if reading.role and (_at_office(document, names, body) or _is_chief(document, names, body)):
        return "government_agency"
    if any(
        CAUSES & {w.low for w in phrase[1:]} and phrase[0].low in ("of", "from", "with")
        for phrase in described(document, names, body.name)
    ):
        return "ngo_monitor"
    if (client := _pleads_for(document, names, body, sides)) is not None:
        return client
    if _is_account(document, names, body):
        return "social_media"
    if _perceived(document, links):
        return "eyewitness"
    return "affected_person" if _is_plain(document, names, body) else "public_figure"


# "Roux's lawyer", "his attorney", "an attorney for Roux", "lawyer representing Ana Roux"
PLEADS = re.compile(
    r"(?:\b(?:(?P<owner>[A-Z][\w-]+)['’]s?|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z]+ )?"
    r"(?:lawyer|attorney|solicitor|barrister)\b)"
    r"|\b(?:lawyer|attorney|solicitor|barrister) (?:for|representing|of) (?:Mr\.? |Ms\.? |Mrs\.? )?"
    r"(?:[A-Z][\w-]+ )?(?P<client>[A-Z][\w-]+)"
)


def _pleads_for(document: Document, names: Names, body: Body, sides: Sides) -> Kind | None:
    """The kind of whom a lawyer speaks for: somebody who stands in a vote is a public figure,
    anybody else is party to a case; nothing for who is no person's lawyer."""
    spans = [m.span for m in body.mentions[:MOST] if m.person]
    beside = (
        Span(phrase[0].start, phrase[-1].end) for phrase in described(document, names, body.name)
    )
    for span in (*spans, *beside):
        pleads = PLEADS.search(document.text, span.start, span.end)
        if pleads is None:
            continue
        told = pleads["owner"] or pleads["client"]
        client = told.casefold() if told else None
        if client in sides.contest:
            return "public_figure"
        if client is None or client in names.persons:
            return "affected_person"
    return None


def _is_account(document: Document, names: Names, body: Body) -> bool:
    """Whether somebody is known by an account alone: "Ana Roux (@anaroux)" whom the text names
    nowhere else."""
    if not any(is_handle(document, mention) for mention in body.mentions):
        return False
    text = document.text
    runs = names.by_last.get(body.name[-1], ())[:MOST]
    return all(text[run.span.end : run.span.end + 4].lstrip(" (").startswith("@") for run in runs)


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
    told = list(described(document, names, body.name))
    beside = (_behind_name(m) for m in body.mentions if m.person)
    return any(callings.any(phrase) for phrase in told) or any(
        _is_from(phrase) for phrase in (*told, *beside) if phrase
    )


def _behind_name(mention: Mention) -> Sequence[Word]:
    """The words of a mention behind the name: "a vet from Lesk" of "Ana Roux a vet from Lesk"."""
    last = max((i for i, w in enumerate(mention.words) if w.low in mention.name), default=-1)
    return mention.words[last + 1 :]


def _is_from(phrase: Sequence[Word]) -> bool:
    """Whether all that is told of somebody is a calling and a place: "a vet from Lesk", "who lives
    in Lesk", "a 59-year-old"."""
    low = [word.low for word in phrase]
    if low[:1] == ["who"]:
        return low[1:2] == ["lives"]
    lone = low[:1] in (["a"], ["an"]) and len(low) > 3 and low[2] in ("from", "in", "of")
    return (
        low[0].endswith("-year-old")
        or "-year-old" in " ".join(low[1:3])
        or (lone and phrase[3].capital and not phrase[1].capital)
    )


def _perceived(document: Document, links: Sequence[Link]) -> bool:
    """Whether a source tells what it saw or heard itself."""
    return any(PERCEIVES.search(link.content.of(document.text)) for link in links[:6])


# "LCGB": who heads a body of capitals alone is taken for an official, as the body itself is
OFFICE = re.compile(r"\b[A-Z]{2,6}\b")


def _is_chief(document: Document, names: Names, body: Body) -> bool:
    """Whether "Chief" alone stands before a name, as it does before that of a head of police."""
    told = [[w.low for w in phrase] for phrase in described(document, names, body.name)]
    beside = (
        [w.low for w in m.words if w.low not in m.name] for m in body.mentions[:MOST] if m.person
    )
    return any(words in (["chief"], ["deputy", "chief"]) for words in (*told, *beside))


def _at_office(document: Document, names: Names, body: Body) -> bool:
    phrases = [m.words for m in body.mentions], described(document, names, body.name)
    if any(word.low in FORMER for mention in body.mentions[:MOST] for word in mention.words):
        return False
    return any(
        OFFICE.fullmatch(word.text)
        and word.low not in body.name
        and not _is_none_of_state(names, word)
        for group in phrases
        for phrase in group
        for word in phrase
    )


def _is_none_of_state(names: Names, short: Word) -> bool:
    """Whether an abbreviation stands for a name that is no office's."""
    full = names.acronyms.get(short.low)
    words = [Word(0, 0, word, word) for word in full or ()]
    return full is not None and read_phrase("", words).kind != "government_agency"


def is_handle(document: Document, mention: Mention) -> bool:
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
    if any(is_handle(document, mention) for mention in body.mentions):
        return "social_media"
    if _is_side(body, sides):
        return "party_to_conflict"
    if (told := _introduced_as(document, names, body.name)) is not None:
        return told
    if name in names.places or any(word in names.places for word in body.name):
        return "government_agency"
    cues = {w.low for link in links if link.cue for w in within(names.tokens, link.cue)}
    words = next((m.words for m in body.mentions if m.name), ())
    if len(words) == 1 and words[0].text.isupper() and (told := _in_full(names, words[0])):
        return told
    # "according to KLM", "told KLM"; of an office "the KLM" is said.
    cited = cues and cues <= REPORTING and len(words) == 1 and words[0].text.isupper()
    if cited or cues & OUTLET_CUES or is_told(document, names, body):
        return "media_outlet"
    short = [w for w in words if w.text.isupper() and 2 <= len(w.text) <= 6]
    if short and len(short) in (1, len(body.name) - 1):
        # Of annotated sources of capitals alone those with "the" are offices more often than not,
        # those without outlets in two documents of three.
        alone = len(words) == 1 and not _has_officers(names, words[0])
        return "media_outlet" if alone else "government_agency"
    if reading.role:
        # Who speaks for a name that is no office, place or side speaks for a firm.
        known = sides.conflict or any(names.persons.get(word) for word in body.name)
        return "government_agency" if known else "company"
    if CAUSES.intersection(body.name) or any(word.startswith("anti-") for word in body.name):
        return "ngo_monitor"
    if body.name[0] in WORLDWIDE:
        return "intergovernmental_org"
    if sides.conflict or (sides.armed and "group" in body.heads):
        return "party_to_conflict"
    return "public_figure" if len(body.name) <= 3 else "company"


READ = 512
"""Names of a text among which an abbreviation's full form is looked for."""


def _in_full(names: Names, short: Word) -> Kind | None:
    """The kind of the name in the text whose capitals an abbreviation is made of: "Department of
    Harbour Safety" for "DHS"."""
    for run in names.runs[:READ]:
        letters = "".join(word.text[0] for word in run.words if word.capital)
        if len(run.words) > 1 and len(short) > 1 and letters.endswith(short.text):
            told = read_phrase("", run.words).kind
            if told in ORGANS_TOLD:
                return told
    return None


OFFICERS = frozenset(
    {"official", "officials", "agents", "officers", "secretary", "administrator", "commissioner"}
)


def _has_officers(names: Names, short: Word) -> bool:
    """Whether the text gives an abbreviation an article or officials, as it does an office's: "the
    KLM said", "KLM officials", "a KLM agency"."""
    for run in names.by_last.get(short.low, ())[:MOST]:
        behind = within(names.tokens, Span(run.span.end, run.span.end + 3))
        kind = own_kind(behind[0].low) if behind else None
        if behind and behind[0].low in OFFICERS:
            return True
        if run.before in LONE and kind in (None, "government_agency"):
            return True
    return False


def _is_side(body: Body, sides: Sides) -> bool:
    """Whether a name is a side's: "Veska" where Veskan troops fight, and not one of its offices."""
    return sides.conflict and all(sides.basis((word,)) for word in body.name)


ORGANS_TOLD: frozenset[str] = PRINCIPALS - {
    *("expert", "document_or_recording", "poll_or_dataset", "social_media")
}
"""Kinds of body that a text introduces a name as."""
APART = re.compile(r"[,(—–]\s*$")


def _introduced_as(document: Document, names: Names, name: tuple[str, ...]) -> Kind | None:
    """What the text tells somewhere that a name is: "KLM, a monitoring group"."""
    for phrase in described(document, names, name):
        start, end = phrase[0].start, phrase[-1].end
        before = document.text[max(0, start - 3) : start]
        # "KLM officials" are none of what KLM is.
        ahead = document.text[end : end + 1 + len(name[0])].strip().casefold()
        if not APART.search(before) and ahead != name[0]:
            continue
        if (told := read_phrase(document.text, without_deeds(phrase)).kind) in ORGANS_TOLD:
            return told
    return None


WORLDWIDE = single_words("source_functions", "worldwide")


def is_somebody(body: Body) -> bool:
    """Whether a source is one person, and not one that only a common noun tells."""
    return body.person and any(m.person or m.form == "name" for m in body.mentions)


# "told KLM", "in an interview with Roux News"
TOLD_TO = re.compile(
    r"\b(?:told|tells|telling|(?:spoke|speaking|spoken) (?:to|with)|interview with)"
    r" (?:the |[\w’']+['’]s )?(?:(?:official|state|private) )?$"
)


def is_told(document: Document, names: Names, body: Body) -> bool:
    """Whether somebody speaks to this body in the text, as one does to an outlet."""
    runs = names.by_last.get(body.name[-1], ())[:MOST] if body.name else ()
    before = (document.text[max(0, run.span.start - 40) : run.span.start] for run in runs)
    return any(TOLD_TO.search(words) for words in before)
