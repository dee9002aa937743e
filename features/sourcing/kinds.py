"""Kind of a source: which of the eighteen of ``gold/GUIDELINES.md`` its words say it is.

A phrase is read as a reader reads it: the head noun decides, a role ("spokesman", "source") takes
the kind of the body it belongs to, and what stands beside a name elsewhere in the text ("Ana Roux,
a hydrologist") describes it wherever the name returns. Names themselves decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from features.evidence import Anonymity, Document, Kind, Span
from features.sourcing.mentions import PREPOSITIONS, QUANTITIES, STOPS, Names, Run
from features.sourcing.words import Phrases, Word, lexicon, single_words, within

Match = Kind | Literal["role", "voice"]

MOST = 24
"""Occurrences of a name that are looked at for what describes it."""

BODIES: frozenset[str] = frozenset(
    {
        "intergovernmental_org",
        "ngo_monitor",
        "party_to_conflict",
        "government_agency",
        "company",
        "media_outlet",
        "expert",
        "public_figure",
        "poll_or_dataset",
        "document_or_recording",
        "social_media",
    }
)
STAFF = single_words("source_functions", "staff")
"""Who speaks of his body's work: "researchers at the institute"."""
FORMER = single_words("source_functions", "former")
OFFICES = single_words("source_functions", "office")
"""Offices that many a body has, and what they are of: "president", "city"."""
PERSON_KINDS: frozenset[str] = frozenset(
    {
        "expert",
        "eyewitness",
        "affected_person",
        "public_figure",
        "government_agency",
        "party_to_conflict",
        "company",
        "media_outlet",
        "ngo_monitor",
        "intergovernmental_org",
    }
)
# "asked not to be named", "on condition of anonymity"
GRANTED = re.compile(
    r"\b(?:anonym\w+|not to be (?:named|identified)|declined to be (?:named|identified)"
    r"|without being named|name (?:was )?withheld|not authori[sz]ed to|real name)\b",
    re.IGNORECASE,
)
# "for fear of reprisals"
REASON = re.compile(
    r"\b(?:fear\w*|safety|security reasons|repris\w+|retaliat\w+|not authori[sz]ed|because"
    r"|sensitiv\w+|legal reasons|law)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says of its kind. ``voice``: an unnamed voice at a body; ``plain``: the head
    noun itself decided, not a body behind a role."""

    kind: Kind | None
    voice: bool = False
    role: bool = False


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], Match], ...]]:
    """Phrases by first word, longest first; on a tie the kind that stands first in the file."""
    nouns, roles = lexicon("source_nouns"), lexicon("source_roles")
    order: list[tuple[str, Phrases]] = [(kind, nouns[kind]) for kind in nouns]
    table: dict[str, list[tuple[tuple[str, ...], Match]]] = {}
    sections = [("voice", roles["voice"]), ("role", roles["spokesman"]), *order]
    seen: set[tuple[str, ...]] = set()
    for kind, phrases in sections:
        for first, entries in phrases.by_first.items():
            for entry in entries:
                if entry not in seen:
                    seen.add(entry)
                    table.setdefault(first, []).append((entry, cast(Match, kind)))
    return {
        first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in table.items()
    }


@cache
def _own() -> Phrases:
    nouns = lexicon("source_nouns")
    merged: dict[str, tuple[tuple[str, ...], ...]] = {}
    for section in nouns.values():
        for first, entries in section.by_first.items():
            merged[first] = merged.get(first, ()) + entries
    return Phrases(merged)


def own_kind(noun: str) -> Kind | None:
    """The kind that a noun alone has, roles included ("officials" are an unnamed group)."""
    return _kinds().get(mended(noun))


BODY_KINDS: frozenset[str] = frozenset(
    {
        *("document_or_recording", "poll_or_dataset", "social_media", "company", "media_outlet"),
        *("intergovernmental_org", "ngo_monitor", "unattributed"),
    }
)


def names_a_person(noun: str) -> bool:
    """Whether a noun that a source has for its head is of one person: "minister", "a voice"; not
    "ministry", "monitor", "report"."""
    roles = lexicon("source_roles")
    if own_kind(noun) in BODY_KINDS or (noun in roles["group_word"] and noun not in roles["title"]):
        return noun in HUMAN
    return noun not in roles["institution"] or noun in roles["title"]


HUMAN = single_words("source_functions", "human")
"""People whose nouns stand among those of bodies: "reporter", "employer"."""


@cache
def _kinds() -> dict[str, Kind]:
    """The kinds of single nouns; of two, the one that comes first in the lexicon."""
    found: dict[str, Kind] = {}
    for kind, phrases in lexicon("source_nouns").items():
        for noun in phrases.by_first:
            if noun in phrases:
                found.setdefault(noun, cast(Kind, kind))
    return found


SHORTEST = 7
"""Letters of a noun from which on a slip of the typist is seen through."""


def mended(word: str) -> str:
    """The noun of the lists that a word is but for a letter left out or two changed places:
    "soldier" for "solider"; the word itself where it is known or is like none."""
    return _slips().get(word, word)


@cache
def _slips() -> dict[str, str]:
    known = {word for first in _table() for phrase, _ in _table()[first] for word in phrase}
    found: dict[str, str] = {}
    for noun in sorted(word for word in known if len(word) >= SHORTEST and word.isalpha()):
        # The first letter is right in most slips; a lost last one is another form of the word.
        for i in range(1, len(noun) - 1):
            found.setdefault(noun[:i] + noun[i + 1 :], noun)
            found.setdefault(noun[:i] + noun[i + 1] + noun[i] + noun[i + 2 :], noun)
    other = known | single_words("source_functions", "no_slip")
    return {slip: noun for slip, noun in found.items() if slip not in other}


# "hydrologist", "hydrologists"
OLOGIST = re.compile(r"[a-z]{3,}ologists?$|[a-z]{3,}ographers?$")


# "nine-in-ten" farmers
SHARE = re.compile(r"[a-z\d]+-(?:in|out-of)-[a-z\d]+")
SURVEYED = single_words("source_functions", "surveyed")


def _matches(tokens: Sequence[Word]) -> Iterator[tuple[int, int, Match]]:
    table = _table()
    i = 0
    while i < len(tokens):
        for phrase, kind in table.get(mended(tokens[i].low), ()):
            end = i + len(phrase)
            if tuple(mended(w.low) for w in tokens[i:end]) == phrase and _spelled(
                tokens[i], phrase, kind
            ):
                if not _in_a_name(tokens, i, end, kind):
                    yield i, end, kind
                i = end
                break
        else:
            if OLOGIST.fullmatch(tokens[i].low):
                yield i, i + 1, "expert"
            elif SHARE.fullmatch(tokens[i].low):
                yield i, i + 1, "poll_or_dataset"
            i += 1


def _in_a_name(tokens: Sequence[Word], at: int, end: int, kind: Match) -> bool:
    """Whether a noun for many people is the last word of a name ("the United States"), or one for
    a paper the first name of somebody ("Bill Roux")."""
    if not tokens[at].capital:
        return False
    if kind == "document_or_recording" and end - at == 1:
        first = tokens[at].low in lexicon("source_roles")["first_name"]
        return first and (end == len(tokens) or tokens[end].capital)
    if kind == "media_outlet" and end - at == 1 and end < len(tokens) and tokens[end].capital:
        # "Independent Schools Office"; "The Independent" ends in it.
        return tokens[at].low in lexicon("source_roles")["name_end"]
    if kind != "unnamed_group" or not at:
        return False
    before = tokens[at - 1]
    return before.capital and before.low not in STOPS and before.low not in QUANTITIES


def _spelled(word: Word, phrase: tuple[str, ...], kind: Match) -> bool:
    """An abbreviation counts in capitals only: "WHO", not "who"."""
    short = kind == "intergovernmental_org" and len(phrase) == 1 and len(phrase[0]) <= 6
    return not short or word.text.isupper() or len(word) == 0


REPORTS = single_words("source_functions", "report")
"""What a body does itself ("the audit by the ministry" is the ministry's word); "a report" is a
paper."""
MAKERS = frozenset({"government_agency", "ngo_monitor", "intergovernmental_org"})
PAPERS = frozenset({"poll_or_dataset", "document_or_recording"})
"""Kinds of thing: a "policy director" speaks for none of them."""


def read_phrase(text: str, tokens: Sequence[Word]) -> Reading:
    """The kind of the first part of the phrase, up to a comma, that says one."""
    best = Reading(None)
    for zone in _zones(text, tokens):
        found = _read_zone(zone)
        if found.kind is not None:
            return Reading(found.kind, found.voice or best.voice, found.role or best.role)
        if found.voice or found.role:
            best = found
    return best


def _zones(text: str, tokens: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for i in range(1, len(tokens)):
        between = text[tokens[i - 1].end : tokens[i].start]
        if any(sign in between for sign in ",;:\n—–"):
            yield tokens[start:i]
            start = i
    if tokens[start:]:
        yield tokens[start:]


def _read_zone(tokens: Sequence[Word]) -> Reading:
    matches = list(_matches(tokens))
    if not matches:
        return Reading(None)
    turn = next(
        (i for i, w in enumerate(tokens) if _turns(w.low, i, matches)),
        len(tokens),
    )
    heads = [m for m in matches if m[0] < turn]
    rest = [m for m in matches if m[0] >= turn]
    former = any(w.low in FORMER for w in tokens[:turn])
    at, _, kind = heads[-1]
    if any(m[2] == "intergovernmental_org" for m in heads) and kind not in OWN_HEAD:
        return Reading("intergovernmental_org", kind == "voice", kind == "role")
    if any(tokens[start].low in SURVEYED for start, _, _ in rest):
        return Reading("poll_or_dataset")
    if kind == "voice" and own_kind(tokens[at].low) == "media_outlet":
        # A "White House correspondent" is no voice of the White House.
        return Reading("media_outlet", True)
    if kind in ("role", "voice"):
        body = next((m[2] for m in reversed(heads[:-1]) if m[2] in BODIES - PAPERS), None)
        body = body or next((m[2] for m in rest if m[2] in BODIES), None)
        body = body or next((m[2] for m in rest if m[2] not in ("role", "voice")), None)
        if body is None:
            alone = own_kind(tokens[at].low)
            body = None if alone in ("anonymous", "unnamed_group") else alone
        return Reading(cast("Kind | None", body), kind == "voice", kind == "role")
    if tokens[at].low in REPORTS and [w.low for w in tokens[turn : turn + 1]] == ["by"]:
        # Who passes on what another found gives the other's word: the origin is the source.
        maker = next((m[2] for m in rest if m[2] in MAKERS), None)
        if maker is not None and turn == at + 1:
            return Reading(cast(Kind, maker))
    if former:
        return Reading(_after_office(cast(Kind, kind)))
    if _ends_in_voice(tokens, heads[-1]):
        return Reading(cast(Kind, kind), voice=True)
    if kind == "unnamed_group" and tokens[at].low in STAFF and rest:
        body = next((m[2] for m in rest if m[2] in BODIES), None)
        if body and turn < len(tokens) and tokens[turn].low in ("at", "from", "with", "for"):
            return Reading(cast(Kind, body))
    if tokens[at].low in OFFICES:
        other = next((m[2] for m in (*rest, *heads[:-1][::-1]) if m[2] in BODIES), None)
        if other in ("company", "ngo_monitor", "intergovernmental_org", "expert", "media_outlet"):
            return Reading(cast(Kind, other))
    return Reading(cast(Kind, kind))


VOICES = frozenset({"official", "officials", "source", "sources"})


OWN_HEAD: frozenset[str] = frozenset({"party_to_conflict", "poll_or_dataset"})
"""Heads that a body before them does not make its own: "peacekeepers' commander", "agency data"."""


def _ends_in_voice(tokens: Sequence[Word], match: tuple[int, int, Match]) -> bool:
    """Whether a phrase of the lists names voices at a body: "police officials"."""
    start, end, _ = match
    return end - start > 1 and tokens[end - 1].low in VOICES


def _turns(low: str, at: int, matches: Sequence[tuple[int, int, Match]]) -> bool:
    """Whether the head of a phrase ends here: a preposition, or the "and" of two sources."""
    if matches[0][0] >= at:
        return False
    return low in PREPOSITIONS or (low == "and" and not any(a < at < b for a, b, _ in matches))


def _after_office(kind: Kind) -> Kind:
    return (
        "public_figure"
        if kind in ("government_agency", "public_figure")
        else ("expert" if kind == "party_to_conflict" else kind)
    )


# "who runs", "who has long been", "who was elected"
IS_WHAT = re.compile(
    r"who(?: (?:has|had|have|also|then|later|now|once|long|still|previously|currently|formerly))*"
    r" (?:(?:is|was|are|were|been|became|remains) (?!\w+ed\b(?! as)|held\b|shot\b|hit\b|at\b|in\b"
    r"|on\b)|(?:is |was |been )?(?:elected|appointed)|serv(?:es|ed|ing)|works?|worked|runs?|ran"
    r"|leads?|led|heads?|headed|chairs?|chaired|directs?|directed|manages?|managed|teach(?:es)?"
    r"|taught|owns?|owned|commands?|commanded|represents?|represented|stud(?:y|ies|ied)"
    r"|research(?:es|ed)|speciali[sz]es|founded|co-founded|coordinates?|coordinated)"
)


def without_deeds(tokens: Sequence[Word]) -> Sequence[Word]:
    """A description up to a "who" that tells what somebody did or met, not what he is: "who spoke
    with the minister"; "who runs the clinic" stays."""
    clauses = (i for i, w in enumerate(tokens) if w.low == "who" and not w.text.isupper())
    at = next(clauses, len(tokens))
    if IS_WHAT.match(" ".join(word.low for word in tokens[at : at + 6])):
        return tokens
    return tokens[:at]


def described(document: Document, names: Names, name: Sequence[str]) -> Iterator[Sequence[Word]]:
    """What stands beside a person's name anywhere: titles before it, an apposition after it."""
    for run in names.by_last.get(name[-1], ())[:MOST]:
        if run.name and run.name[-1] == name[-1] and not _are_kin(run.name, name):
            yield from _beside(document, names, run)


def _are_kin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one surname are two people's: "Ana Roux", "Jan Roux"."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    return len(short) > 1 and short[0][0] != long[0][0] and long[-len(short) :] != short


def _beside(document: Document, names: Names, run: Run) -> Iterator[Sequence[Word]]:
    text = document.text
    sentence = document.sentences[document.sentence_at(run.span.start)]
    if run.span.end > sentence.end:
        return
    before = within(
        names.tokens,
        Span(min(run.span.start, max(sentence.start, run.span.start - 70)), run.span.start),
    )
    # The apposition stands first: it is fuller than the title. "Roux's mother" describes another.
    after = () if run.words[-1].possessive else _apposition(names, text, run, sentence)
    if after:
        yield after
    introduced = _introduced(document, names, Span(sentence.start, run.span.start))
    if introduced:
        yield introduced
        return
    lead = list(before)
    for i in range(len(lead) - 1, -1, -1):
        end = lead[i + 1].start if i + 1 < len(lead) else run.span.start
        gap = text[lead[i].end : end]
        parted = re.search(r"[^\s\-.]", gap[2:] if gap[:1] in ("'", "’") else gap)
        if parted or (lead[i].low in STOPS and lead[i].low not in IN_TITLES):
            lead = lead[i + 1 :]
            break
    title = [*lead, *run.words[: run.title]][-7:]
    # "head of the school Ana Roux" ends in what she is, "radio show Roux" in another thing.
    if title and (run.title or _ends_title(title)):
        yield title


# "a gunner who gives his name as", "a driver calling himself", "a medic identified as"
GIVES = re.compile(
    r",?\s(?:who\s)?(?:(?:gives?|gave|has given|giving) (?:his|her|their) (?:\w+ )?names?"
    r"(?: only)? as"
    r"|(?:is |was )?(?:identified|introduced|named|known)(?: only)?(?: as)?|called"
    r"|calls? (?:him|her|them)sel(?:f|ves)|calling (?:him|her|them)sel(?:f|ves)"
    r"|identif(?:ies|ied|ying) (?:him|her|them)sel(?:f|ves) as)\s[\"“‘']?$"
)


def _introduced(document: Document, names: Names, lead: Span) -> Sequence[Word]:
    """What somebody is of whom the text says how he is called, right before the name."""
    start = max(lead.start, lead.end - 120)
    given = GIVES.search(document.text, start, lead.end)
    if given is None:
        return ()
    told = within(names.tokens, Span(max(lead.start, given.start() - 60), given.start()))
    first = next((i for i in range(len(told) - 1, -1, -1) if told[i].low in ONE_OF), 0)
    # "The judge called Roux" to the bench.
    sure = " " in given.group().strip() or (told and _ends_title(told))
    return told[first:] if sure else ()


ONE_OF = frozenset({"a", "an", "the", "one", "another"})


ACCUSES = single_words("cues", "accuse")


def _ends_title(title: Sequence[Word]) -> bool:
    """Whether the last word before a name tells what he is: "clerk", "director", "hostage"."""
    last = title[-1].low
    if last in ACCUSES:
        return False
    known = lexicon("source_roles")["title"], lexicon("custody")["captive"]
    if any(last in phrases for phrases in known) or last in FELLOWS:
        return True
    if last in lexicon("custody")["holdable"]:
        return True
    return any(end == len(title) for _, end, _ in _matches(title))


FELLOWS = single_words("source_functions", "fellow")
IN_TITLES = frozenset(
    {"her", "his", "their", "of", "for", "the", "at", "to", "in", "on", "a", "an"}
)
"""Function words inside a title: "head of the clinic at Lesk", "adviser to the mayor"."""


# ", a hydrologist at", ", who runs the clinic", " (D-Calif.)", ", spokesman for"
APPOSED = re.compile(r"\s*(?:,|—|–|\()\s*(?=\S)")


def _apposition(names: Names, text: str, run: Run, sentence: Span) -> Sequence[Word]:
    opened = APPOSED.match(text, run.span.end, sentence.end)
    if opened is None:
        if re.match(r"\s*(?:from|of|at) (?:the )?[A-Z]", text[run.span.end : run.span.end + 12]):
            ended = re.compile(r"[,;.)—–\"“”]").search(text, run.span.end, sentence.end)
            return within(
                names.tokens, Span(run.span.end, ended.start() if ended else sentence.end)
            )[:9]
        limit = max(run.span.end, min(sentence.end, run.span.end + 60))
        direct = within(names.tokens, Span(run.span.end, limit))
        if not direct or text[run.span.end : direct[0].start].strip():
            return ()
        # "Rami Roux head of the monitor", "Rami Roux a former clerk,": a cut comma.
        if direct[0].low in ("a", "an"):
            closed = "," in text[run.span.end : limit]
            return direct[:8] if closed and any(_matches(direct[1:4])) else ()
        told = next(_matches(direct[:3]), (1, 0, "role"))
        behind = direct[told[1]].low if told[0] == 0 and told[1] < len(direct) else ""
        # "KLM customers" tells nothing of what KLM is.
        return direct[:8] if behind in ("of", "for", "at") else ()
    end = re.compile(r"[,;.)—–\"“”]").search(text, opened.end(), sentence.end)
    stop = end.start() if end else sentence.end
    inside = within(names.tokens, Span(opened.end(), stop))
    if re.match(r"[RDI]-[A-Z]", text[opened.end() : opened.end() + 3]):
        return ()
    if not inside or not _describes(inside):
        return ()
    return inside[:14]


def _describes(inside: Sequence[Word]) -> bool:
    """Whether words behind a comma describe the name: "a hydrologist", "who runs", "head of"."""
    if inside[0].low in ("a", "an", "the", "who", "whose", "from", "of", "at", "one", "another"):
        return True
    if inside[0].low in FORMER:
        return True
    return (any(end <= 4 for _, end, _ in _matches(inside[:4])) and not inside[0].capital) or any(
        start == 0 for start, _, _ in _matches(inside[:3])
    )


# "(D-Calif.)", ", R-Texas"
PARTY = re.compile(r"\s*[,(]\s*[A-Z]{1,4}-[A-Z][a-z]")


def has_party(document: Document, names: Names, name: Sequence[str]) -> bool:
    """Whether a party and a seat stand behind the name: "(D-Calif.)"."""
    return any(
        PARTY.match(document.text, run.span.end) is not None
        for run in names.by_last.get(name[-1], ())
    )


def anonymity_of(document: Document, mentions: Sequence[Span]) -> Anonymity:
    """How an unnamed source came to be unnamed, by what its sentences say."""
    for span in mentions:
        sentence = document.sentences[document.sentence_at(span.start)].of(document.text)
        if GRANTED.search(sentence):
            return "granted_with_reason" if REASON.search(sentence) else "granted"
    return "unidentified"


KINDS: tuple[Kind, ...] = get_args(Kind)
