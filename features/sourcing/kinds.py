"""Kind of a source: which of the eighteen of ``gold/GUIDELINES.md`` its words say it is.

A phrase is read as a reader reads it: the head noun decides, a role ("spokesman", "source") takes
the kind of the body it belongs to. What stands beside a name elsewhere is found in ``described``;
what no noun tells is left to ``inferred``. Names themselves decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from features.evidence import Anonymity, Document, Kind, Span
from features.sourcing.mentions import PREPOSITIONS
from features.sourcing.names import CAUSES, QUANTITIES, STOPS
from features.sourcing.words import Phrases, Word, lexicon, single_words

Match = Kind | Literal["role", "voice"]

MOST = 24
"""Occurrences of a name that are looked at for what describes it."""

PRINCIPALS: frozenset[str] = frozenset(
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
"""Kinds of those of whom somebody is the spokesman, the head or a member."""
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
    # A corpus that lost its apostrophes writes "the armys chief".
    found = {f"{noun}s": noun for noun in known if noun.endswith("y") and noun[-2:-1] not in "aeou"}
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
OUT_OF = re.compile(r"[a-z\d]+-(?:in|out-of)-[a-z\d]+")
SURVEYED = single_words("source_functions", "surveyed")


def matches_in(tokens: Sequence[Word]) -> Iterator[tuple[int, int, Match]]:
    """Index ranges of the nouns of the lists among some words, each with the kind it tells."""
    table = _table()
    i = 0
    while i < len(tokens):
        for phrase, kind in table.get(_noun(tokens[i]), ()):
            end = i + len(phrase)
            if tuple(_noun(w) for w in tokens[i:end]) == phrase and _spelled(
                tokens[i], phrase, kind
            ):
                if not _in_a_name(tokens, i, end, kind):
                    yield i, end, kind
                i = end
                break
        else:
            if OLOGIST.fullmatch(tokens[i].low):
                yield i, i + 1, "expert"
            elif OUT_OF.fullmatch(tokens[i].low):
                yield i, i + 1, "poll_or_dataset"
            i += 1


# "KLMs chief": an abbreviation whose apostrophe was lost
OF_ACRONYM = re.compile(r"[A-Z]{2,}s")


def _noun(word: Word) -> str:
    """A word as the lists know it, slips and lost apostrophes mended, "ex-" taken off."""
    if word.text.endswith("s") and OF_ACRONYM.fullmatch(word.text):
        return word.low[:-1]
    return mended(word.low[3:] if word.low.startswith("ex-") else word.low)


def _in_a_name(tokens: Sequence[Word], at: int, end: int, kind: Match) -> bool:
    """Whether a noun for many people is the last word of a name ("the United States"), or one for
    a paper the first name of somebody ("Bill Roux")."""
    if kind == "media_outlet" and end - at == 1 and _modifies(tokens, at):
        return True
    if not tokens[at].capital:
        return False
    if kind == "document_or_recording" and end - at == 1:
        first = tokens[at].low in lexicon("source_roles")["first_name"]
        return first and (end == len(tokens) or tokens[end].capital)
    if kind != "unnamed_group":
        return False
    if (
        tokens[end : end + 1]
        and tokens[end].low in CAUSES
        and all(word.capital for word in tokens[end : end + 2])
    ):
        # "Mothers Against Mines"
        return True
    if not at:
        return False
    # "United States", "Conference of Mayors"
    before = tokens[at - 2] if at > 1 and tokens[at - 1].low == "of" else tokens[at - 1]
    return before.capital and before.low not in STOPS and before.low not in QUANTITIES


def _modifies(tokens: Sequence[Word], at: int) -> bool:
    """Whether a noun that names an outlet at the end of its name alone stands before another:
    "Independent Schools Office", "independent tests"; not "the Independent", "a network's"."""
    roles = lexicon("source_roles")
    if tokens[at].low not in roles["name_end"] or tokens[at].possessive:
        return False
    plain = tokens[at + 1 : at + 2]
    if not plain or plain[0].low in STOPS:
        return False
    return plain[0].capital or tokens[at].low not in roles["group_word"]


def _spelled(word: Word, phrase: tuple[str, ...], kind: Match) -> bool:
    """An abbreviation counts in capitals only: "WHO", not "who"."""
    short = kind in SHORTENED and len(phrase) == 1 and len(phrase[0]) <= 6
    short = short and (kind == "intergovernmental_org" or phrase[0] in ACRONYMS)
    shouted = word.text.isupper() or OF_ACRONYM.fullmatch(word.text) is not None
    # "Unicef", "Nato": many papers write a long one as a name.
    shouted = shouted or (kind == "intergovernmental_org" and word.capital and len(word) >= 4)
    return not short or shouted or len(word) == 0


SHORTENED = frozenset({"intergovernmental_org", "company"})
ACRONYMS = single_words("source_functions", "acronym")
"""Abbreviations of leagues: "nba"."""


def is_abbreviation(word: Word) -> bool:
    """Whether a word in capitals is the abbreviation of a body that the lists know: "UN"."""
    short = word.text.isupper() and 2 <= len(word) <= 6
    return short and (
        word.low in ACRONYMS or word.low in lexicon("source_nouns")["intergovernmental_org"]
    )


REPORTS = single_words("source_functions", "report")
"""What a body does itself ("the audit by the ministry" is the ministry's word); "a report" is a
paper."""
ARTICLES = frozenset(
    {"article", "articles", "report", "reports", "review", "op-ed", "investigation", "analysis"}
)
"""What an outlet prints is its word: "a Post article"."""
MAKERS = frozenset({"government_agency", "ngo_monitor", "intergovernmental_org"})
POSTERS = MAKERS | {"party_to_conflict", "company"}
"""Bodies whose post is their own word."""
PAPERS = frozenset({"poll_or_dataset", "document_or_recording"})
"""Kinds of thing: a "policy director" speaks for none of them."""


# "61% of whom", "Six in 10 voters", "one out of five"
SHARES = re.compile(
    r"\d[\d.]* ?(?:%|per cent\b|percent\b)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d)(?: in | out of )"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)


ABOUT = single_words("source_functions", "about")
"""What stands before a share or a count: "just", "nearly", "more than"."""
# "a majority, 53%"
OF_ALL = re.compile(
    r"(?:majority|plurality|minority|half|thirds?|quarters?)\W{1,3}\d[\d.]* ?(?:%|per ?cent\b)"
)


def _is_share(text: str, tokens: Sequence[Word]) -> bool:
    """Whether a phrase begins with a share of those asked: "just 18%", "about 6 in 10"."""
    first = next((word for word in tokens[:4] if word.low not in ABOUT), tokens[0])
    start = first.start
    return SHARES.match(text, start) is not None or OF_ALL.match(text, start) is not None


def read_phrase(text: str, tokens: Sequence[Word]) -> Reading:
    """The kind of the first part of the phrase, up to a comma, that says one."""
    best = Reading(None)
    if tokens and _is_share(text, tokens):
        return Reading("poll_or_dataset")
    tokens = _without_occasion(tokens)
    for zone in _zones(text, tokens):
        found = _read_zone(zone)
        if found.kind is not None:
            return Reading(found.kind, found.voice or best.voice, found.role or best.role)
        if found.voice or found.role:
            best = found
    return best


OWNED = frozenset({"a", "an", "its", "his", "her", "their"})
OCCASIONS = frozenset(
    {"statement", "interview", "post", "tweet", "letter", "memo", "email", "report", "video"}
)


def _without_occasion(tokens: Sequence[Word]) -> Sequence[Word]:
    """The words up to where something was said: "the group" of "the group in a statement"."""
    for i in range(1, len(tokens) - 2):
        if tokens[i].low != "in" or tokens[i + 1].low not in OWNED:
            continue
        if any(word.low in OCCASIONS for word in tokens[i + 2 : i + 5]):
            return tokens[:i]
    return tokens


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
    matches = list(matches_in(tokens))
    if not matches:
        return Reading(None)
    if tokens[0].low in CITES and matches[-1][0] > matches[0][0]:
        # "Citing news from its partners the agency" is the agency.
        return _read_zone(tokens[matches[-1][0] :])
    if tokens[0].low == "who":
        # "Who teaches law at the university" is no paper.
        matches = [m for m in matches if m[2] not in PAPERS] or matches
    turn = next(
        (i for i, w in enumerate(tokens) if _turns(w.low, i, matches)),
        len(tokens),
    )
    heads = [m for m in matches if m[0] < turn]
    if len(heads) > 1 and tokens[heads[-1][0]].low in LEARNED:
        # "Prime Minister Dr Roux" speaks as the first.
        heads.pop()
    # "Head of the KLM clinics Dr Ana Roux" is of no "Dr".
    rest = [m for m in matches if m[0] >= turn and tokens[m[0]].low not in LEARNED]
    former = _is_past(tokens[:turn])
    at, end, kind = heads[-1]
    if kind == "media_outlet" and end < turn and tokens[end].low in STARS:
        # "A television star" is of no television.
        return Reading(None)
    if kind == "government_agency" and GROUPS.intersection(w.low for w in tokens[end:turn][:2]):
        # "The Veska State group" is no state.
        return Reading(None)
    if any(m[2] == "intergovernmental_org" for m in heads) and kind not in OWN_HEAD:
        return Reading("intergovernmental_org", kind == "voice", kind == "role")
    if any(tokens[start].low in SURVEYED for start, _, _ in rest):
        return Reading("poll_or_dataset")
    if kind == "voice" and own_kind(tokens[at].low) == "media_outlet":
        # A "White House correspondent" is no voice of the White House.
        return Reading("media_outlet", True)
    if kind in ("role", "voice"):
        bodies = PRINCIPALS - PAPERS
        body = next((m[2] for m in reversed(heads[:-1]) if m[2] in bodies), None)
        body = body or next((m[2] for m in _behind(tokens, rest) if m[2] in bodies), None)
        body = body or next((m[2] for m in rest if m[2] not in PAPERS | {"role", "voice"}), None)
        if body is None or (body == "media_outlet" and tokens[at].low in SOURCES):
            # "General Secretary" is no general.
            alone = own_kind(tokens[at].low) if end == at + 1 else None
            body = None if alone in ("anonymous", "unnamed_group") else alone
        if former and body is not None:
            body = _after_office(cast(Kind, body), tokens[:turn])
        elif body == "social_media" and (kind == "role" or tokens[at].low in VOICES):
            # Who speaks for a platform speaks for the firm behind it.
            body = "company"
        return Reading(cast("Kind | None", body), kind == "voice", kind == "role")
    if kind == "social_media" and tokens[turn : turn + 1] and tokens[turn].low in ("from", "by"):
        # "A tweet from the department" is the department's word.
        poster = next((m[2] for m in rest if m[2] in POSTERS), None)
        if poster is not None:
            return Reading(cast(Kind, poster))
    if tokens[at].low in REPORTS and [w.low for w in tokens[turn : turn + 1]] == ["by"]:
        # Who passes on what another found gives the other's word: the origin is the source.
        maker = next((m[2] for m in rest if m[2] in MAKERS), None)
        if maker is not None and turn == at + 1:
            return Reading(cast(Kind, maker))
    if kind in PAPERS and _is_issued(tokens, at, turn):
        maker = next((m[2] for m in rest if m[2] in POSTERS | {"public_figure"}), None)
        if maker is not None:
            return Reading(cast(Kind, maker))
    if tokens[at].low in ARTICLES and len(heads) > 1 and heads[-2][2] == "poll_or_dataset":
        return Reading("poll_or_dataset")
    if tokens[at].low in ARTICLES:
        printed = heads if turn > at + 1 else matches
        if any(m[2] == "media_outlet" for m in printed):
            return Reading("media_outlet")
    if former:
        return Reading(_after_office(cast(Kind, kind), tokens[:turn]))
    if _ends_in_voice(tokens, heads[-1]):
        return Reading(cast(Kind, kind), voice=True)
    if kind == "unnamed_group" and tokens[at].low in STAFF and rest:
        body = next((m[2] for m in rest if m[2] in PRINCIPALS), None)
        if body and turn < len(tokens) and tokens[turn].low in ("at", "from", "with", "for"):
            return Reading(cast(Kind, body))
    if tokens[at].low == "president" and _of_no_state(tokens, at):
        return Reading("public_figure")
    if kind != "expert" and (tokens[at].low in OFFICES or tokens[end - 1].low == "president"):
        behind = _behind(tokens, rest)
        other = next((m[2] for m in (*behind, *heads[:-1][::-1]) if m[2] in PRINCIPALS), None)
        if other in OF_OTHERS or (behind and other == "public_figure"):
            return Reading(cast(Kind, other))
    return Reading(cast(Kind, kind))


# "who was mayor", "who had long been the governor": an office that somebody no longer has
WAS = re.compile(
    r"who (?:was|were|had|previously|formerly|served)\b"
    r"(?! (?:\w+ )?(?:elected|appointed|named|sworn|nominated|chosen|picked|tapped)\b)"
)


def _is_past(zone: Sequence[Word]) -> bool:
    """Whether words tell what somebody was: "the former mayor", "ex-mayor", "who was mayor"."""
    if any(w.low in FORMER or w.low.startswith("ex-") for w in zone):
        return True
    return zone[0].low == "who" and WAS.match(" ".join(w.low for w in zone[:5])) is not None


CITES = frozenset({"citing", "quoting"})
STARS = frozenset({"star", "stars", "personality", "personalities", "mogul", "magnate"})


CIVIC = single_words("source_functions", "civic")
"""Bodies that people join: "community", "club"; the last word of a name before its "of"."""


def _of_no_state(tokens: Sequence[Word], at: int) -> bool:
    """Whether a president is of something with a long or abbreviated name, and not "the": "KLM
    President Roux", "president of Mothers Against Mines", "of the Tern Community of Lesk"."""
    if at and tokens[at - 1].text.isupper() and len(tokens[at - 1]) > 2:
        return True
    if [w.low for w in tokens[at + 1 : at + 3]] == ["of", "the"] and len(tokens) > at + 3:
        named = tokens[at + 3 : at + 9]
        last = next((i for i, w in enumerate(named) if not w.capital), len(named))
        if last > 1 and named[last - 1].low in CIVIC:
            return True
    behind = tokens[at + 1 : at + 5]
    if len(behind) < 2 or behind[0].low != "of" or not behind[1].capital:
        return False
    cause = len(behind) > 3 and all(w.capital or w.low in CAUSES for w in behind[1:])
    return cause or (behind[1].text.isupper() and len(behind[1]) > 2)


def _behind(
    tokens: Sequence[Word], rest: Sequence[tuple[int, int, Match]]
) -> list[tuple[int, int, Match]]:
    """The nouns behind "of", "for" or "at", the one that ends its phrase first: the union of "head
    of the state firefighters union"."""
    if not rest:
        return []
    end = next(
        (i for i in range(rest[0][0], len(tokens)) if tokens[i].low in PREPOSITIONS | {"and"}),
        len(tokens),
    )
    first = [m for m in rest if m[0] < end]
    return [*first[::-1], *rest[len(first) :]]


LEARNED = frozenset({"dr", "professor"})
GROUPS = frozenset({"group", "groups", "movement"})
OF_OTHERS: frozenset[str] = frozenset(
    {
        *("company", "ngo_monitor", "intergovernmental_org", "expert", "media_outlet"),
        "party_to_conflict",
    }
)
"""Bodies whose president or council is no state's."""
VOICES = frozenset({"official", "officials", "source", "sources"})
SOURCES = frozenset({"source", "sources", "insider", "insiders"})
"""Who speaks to an outlet and is not of it: "the Post's sources"."""


OWN_HEAD: frozenset[str] = frozenset({"party_to_conflict", "poll_or_dataset"})
"""Heads that a body before them does not make its own: "peacekeepers' commander", "agency data"."""


def _ends_in_voice(tokens: Sequence[Word], match: tuple[int, int, Match]) -> bool:
    """Whether a phrase of the lists names voices at a body: "police officials"."""
    start, end, _ = match
    return end - start > 1 and tokens[end - 1].low in VOICES


ISSUED = frozenset({"issued", "released", "provided", "compiled", "collected", "supplied"})
COUNTED = single_words("source_functions", "tally")


def _is_issued(tokens: Sequence[Word], at: int, turn: int) -> bool:
    """Whether a report or figures are told to be put out by somebody: "figures compiled by"."""
    if tokens[at].low not in COUNTED or [w.low for w in tokens[turn : turn + 1]] != ["by"]:
        return False
    return any(word.low in ISSUED for word in tokens[at + 1 : turn])


def _turns(low: str, at: int, matches: Sequence[tuple[int, int, Match]]) -> bool:
    """Whether the head of a phrase ends here: a preposition, or the "and" of two sources."""
    if matches[0][0] >= at:
        return False
    return low in PREPOSITIONS or (low == "and" and not any(a < at < b for a, b, _ in matches))


def _after_office(kind: Kind, post: Sequence[Word]) -> Kind:
    """What somebody is who left a post: one who served a firm speaks of what he met there."""
    if kind == "company":
        return "affected_person" if any(word.low in SERVED for word in post) else kind
    return (
        "public_figure"
        if kind in ("government_agency", "public_figure")
        else ("expert" if kind == "party_to_conflict" else kind)
    )


SERVED = single_words("source_functions", "served")
"""Who works for a firm and does not lead it: "employee", "cashier"."""


def anonymity_of(document: Document, mentions: Sequence[Span]) -> Anonymity:
    """How an unnamed source came to be unnamed, by what its sentences say."""
    for span in mentions:
        sentence = document.sentence_of(span.start).of(document.text)
        if GRANTED.search(sentence):
            return "granted_with_reason" if REASON.search(sentence) else "granted"
    return "unidentified"


KINDS: tuple[Kind, ...] = get_args(Kind)
