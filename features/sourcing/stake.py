"""What a source has to gain: the stake tests of ``gold/GUIDELINES.md``, from the text alone.

(a) an organ, fighter, ally or host of a side, (b) accused by the claim or cleared by it, (c) sells
or campaigns on it. Who the sides are is read from the text: whose forces fight, who is attacked,
or what the request lists as ``parties``. No list of names decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from features.evidence import FACELESS, Document, Kind
from features.sourcing.contest import contestants_in
from features.sourcing.kinds import FORMER, own_kind
from features.sourcing.names import LOCATIVE, STOPS, Names
from features.sourcing.words import Phrases, Word, lexicon, single_words, words

SOURCED_BY_MANDATE: frozenset[str] = frozenset({"intergovernmental_org", "poll_or_dataset"})


ENDINGS = single_words("conflict", "ending") | {""}
"""What is left of a place name or its adjective behind the stem they share."""


ALIKE = 64
"""Sides with the same first letters that a name is compared with, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a conflict as stems of names, each with the words that showed it."""

    conflict: bool
    armed: bool
    stems: dict[str, str]
    parties: frozenset[str]
    contest: dict[str, str] = field(default_factory=dict)
    """The surnames of those who stand in a vote, each with the words that showed it."""
    scenes: frozenset[str] = frozenset()
    """The places where the text tells of fighting: their offices are of a side or its host."""
    akin: dict[str, tuple[str, ...]] = field(init=False)
    """The stems by their first four letters, of those with the same ones the first few."""

    def __post_init__(self) -> None:
        akin: dict[str, list[str]] = {}
        for stem in self.stems:
            near = akin.setdefault(stem[:4], [])
            if len(near) < ALIKE:
                near.append(stem)
        found = {start: tuple(near) for start, near in akin.items()}
        object.__setattr__(self, "akin", found)

    def basis(self, low: Sequence[str]) -> str | None:
        """The words that show that one of these names is a side, or None."""
        for word in low:
            if any(same_stem(word, party) for party in self.parties):
                return "parties"
        for word in low:
            for stem in self.akin.get(word[:4], ()):
                if same_stem(word, stem):
                    return self.stems[stem]
        return None


def same_stem(one: str, other: str) -> bool:
    """Whether two words are a name and its adjective: "veskan", "veska"."""
    if one == other:
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if shared < max(4, min(len(one), len(other)) - 3):
        return False
    return one[shared:] in ENDINGS and other[shared:] in ENDINGS


def sides_of(document: Document, names: Names, parties: Sequence[str]) -> Sides:
    """Who fights in this text. A name is a side where armed forces bear it or it attacks; where
    rebels are told of, the army that tells of them is a side as they are."""
    tokens = names.tokens
    found = lexicon("conflict")
    hits = sum(1 for _ in found["conflict"].find(tokens))
    # Two such words in a long text are in passing, and its air force an office like any.
    armed = (hits >= 2 and hits * 300 >= len(tokens)) or found["irregular"].any(tokens)
    conflict = hits >= 3 and hits * 150 >= len(tokens)
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for i, word in enumerate(tokens):
        if not _can_be_side(word):
            continue
        end = _bears_arms(document, tokens, i)
        if end:
            counts[word.low] += 1
            shown.setdefault(word.low, document.text[word.start : tokens[end - 1].end])
    for section in ("conflict", "struck"):
        for at, end in found[section].find(tokens):
            for word in _fought_in(document, tokens, end):
                counts[word.low] += 1
                shown.setdefault(word.low, document.text[tokens[at].start : word.end])
    named = frozenset(w.low for party in parties for w in words(party) if w.low not in STOPS)
    stems = {low: shown[low] for low in counts} if conflict else {}
    contest = contestants_in(document, names)
    scenes = frozenset(_scenes(document, tokens)) if conflict else frozenset()
    return Sides(conflict or bool(named), armed or bool(named), stems, named, contest, scenes)


def _scenes(document: Document, tokens: Sequence[Word]) -> Iterator[str]:
    """The places behind "in" and "near" in the sentences that tell of fighting."""
    fought = {
        document.sentence_at(tokens[at].start)
        for at, _ in lexicon("conflict")["conflict"].find(tokens)
    }
    for i in range(1, len(tokens)):
        placed = tokens[i - 1].low in SCENE and _can_be_side(tokens[i])
        if placed and document.sentence_at(tokens[i].start) in fought:
            yield tokens[i].low


SCENE = frozenset({"in", "near", "around", "outside", "inside"})


def _fought_in(document: Document, tokens: Sequence[Word], at: int) -> Iterator[Word]:
    """The place or people of "war in Veska", "the invasion of Veska"."""
    if at + 1 >= len(tokens) or tokens[at].low not in ("in", "on", "against", "of", "with"):
        return
    word = tokens[at + 1]
    if word.low == "the" and at + 2 < len(tokens):
        word = tokens[at + 2]
    gap = document.text[tokens[at].end : word.start]
    if _can_be_side(word) and not any(sign in gap for sign in ".,;:\n"):
        yield word


def _can_be_side(word: Word) -> bool:
    enough = len(word.low) > 2 or (len(word.low) == 2 and word.text.isupper())
    return word.capital and word.low not in STOPS and enough


_PARTING = frozenset(".,;:!?\n()—–")
LOCATED = frozenset({*LOCATIVE, "at", "of", "on", "to", "towards", "over"})
SAYING = single_words("cues", "say")


def _bears_arms(document: Document, tokens: Sequence[Word], at: int) -> int:
    """Index after "army" in "Veskan army" or after "attacked" in "Veska attacked", else 0."""
    found = lexicon("conflict")
    for end in range(at + 1, min(len(tokens), at + 4)):
        gap = document.text[tokens[end - 1].end : tokens[end].start]
        if not _PARTING.isdisjoint(gap) or " - " in gap:
            return 0
        if match := found["armed"].match(tokens, end):
            return match
        if end == at + 1 and (match := found["attack"].match(tokens, end)):
            # "A strike near Veska killed ten": Veska is where, not who.
            return 0 if at and tokens[at - 1].low in LOCATED else match
        if tokens[end].low in SAYING:
            # "Roux said the army": his words, not his army.
            return 0
        if tokens[end].low in STOPS and tokens[end].low not in ("of", "the"):
            return 0
    return 0


OFFICE_WORDS = frozenset(
    word
    for section in (
        lexicon("source_nouns")["government_agency"],
        lexicon("source_nouns")["party_to_conflict"],
        *lexicon("source_roles").values(),
    )
    for phrases in section.by_first.values()
    for phrase in phrases
    for word in phrase
)
"""Words of which the names of offices are made: "foreign" of "foreign minister"."""
COUNTERS = single_words("source_functions", "counter")


@dataclass(frozen=True, slots=True)
class Stake:
    """True, false or null by the guidelines' tests, with the words that show it."""

    value: bool | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a body when its stake is judged."""

    kind: Kind
    named: bool
    low: tuple[str, ...]
    """Its names and descriptions, folded, in the order of the text."""
    tokens: tuple[Word, ...]
    denies: bool
    accused: str | None
    counts: bool = False
    """Whether it counts victims or damage."""
    name: tuple[str, ...] = ()
    """The name of a person, folded; of a body none."""
    stage: str | None = None
    """The words that tell that somebody speaks where votes are asked for."""


UNHEARD: frozenset[str] = frozenset({"prisoner_under_custody", "unattributed"})
"""Kinds of source in whom no stake is looked for."""
UNKNOWN: frozenset[str] = frozenset(
    {
        *("public_figure", "affected_person", "unnamed_group", "anonymous", "social_media"),
        *("media_outlet", "document_or_recording"),
    }
)
"""Kinds of source of whom the kind tells no stake and the text may tell one."""


def stake_of(evidence: Evidence, sides: Sides) -> Stake:
    """The stake of one body by tests (a) to (c)."""
    kind, low = evidence.kind, set(evidence.low)
    if kind in UNHEARD:
        return Stake(None, None)
    if kind == "party_to_conflict":
        return Stake(True, sides.basis(evidence.low) or _shown(evidence) or "armed force")
    if kind == "document_or_recording" and _is_record(evidence, sides):
        return Stake(False, "record")
    if kind == "eyewitness":
        # A nurse or a caller is no witness by her calling.
        called = evidence.tokens and lexicon("source_functions")["called"].any(evidence.tokens)
        return Stake(None, None) if called else Stake(False, "witness")
    if kind in SOURCED_BY_MANDATE:
        return Stake(False, "mandate")
    if kind in UNKNOWN | {"ngo_monitor"} and (basis := _aligned(evidence)):
        return Stake(True, basis)
    if kind == "ngo_monitor":
        counts = evidence.counts or low & COUNTERS
        return Stake(False, "counts") if counts else Stake(None, None)
    if kind in ("media_outlet", "document_or_recording"):
        stake = _channel_stake(evidence, sides)
        if stake.value is not None:
            return stake
    if campaign := _campaigns(evidence, sides):
        return Stake(True, campaign)
    if kind == "company":
        return Stake(True, _shown(evidence) or "company")
    if kind == "government_agency":
        return _state_stake(evidence, sides)
    if kind in UNKNOWN and evidence.accused:
        return Stake(True, evidence.accused)
    if kind in UNKNOWN - FACELESS and evidence.denies:
        return Stake(True, "denial")
    return Stake(None, None)


# "opposition-aligned", "pro-Veskan", "anti-government", "rebel-linked"; not "rebel-held", a place
ALIGNED = re.compile(
    r"\w+-(?:aligned|backed|linked|allied)"
    r"|(?:state|government|rebel|regime|opposition|party|army|military)-(?:affiliated|funded|friendly"
    r"|owned|run|controlled)|[Rr]uling-party"
    r"|(?:[Pp]ro|[Aa]nti)-(?:government|regime|rebel|opposition|coup|junta|[A-Z]\w*)"
)
RULING = frozenset({"party", "coalition", "alliance", "bloc", "majority"})
WHOSE = frozenset(
    {"by", "from", "in", "of", "with", "between", "against", "voicing", "to", "their"}
)


def _aligned(evidence: Evidence) -> str | None:
    """The words that tell to which side a body belongs: "pro-Veskan media", "opposition groups"."""
    for at, word in enumerate(evidence.tokens):
        if ALIGNED.fullmatch(word.text) or word.low == "loyalist":
            return word.text
        behind = evidence.tokens[at + 1 : at + 2]
        if word.low in ("ruling", "governing") and behind and behind[0].low in RULING:
            return f"{word.text} {behind[0].text}"
        before = {one.low for one in evidence.tokens[max(0, at - 4) : at]}
        if word.low == "opposition" and not before & WHOSE:
            return word.text
    return None


def _shown(evidence: Evidence) -> str:
    """The words that first name the body, up to what is told beside them."""
    shown = list(evidence.tokens[:1])
    for word in evidence.tokens[1:8]:
        if not 0 < word.start - shown[-1].end <= len("'s "):
            break
        shown.append(word)
    while len(shown) > 1 and shown[-1].low in STOPS:
        shown.pop()
    return " ".join(word.text for word in shown)


ADS = single_words("source_functions", "ad")


def _campaigns(evidence: Evidence, sides: Sides) -> str | None:
    """The words that show that somebody stands in a vote, or speaks for one who does."""
    found = lexicon("conflict")
    if evidence.kind == "document_or_recording":
        return _first(found["campaign"], evidence.tokens)
    if evidence.kind in FACELESS:
        owned = any(w.possessive or w.low in OWNED_BY for w in evidence.tokens)
        staff = _first(lexicon("contest")["staff"], evidence.tokens)
        return staff if owned or sides.contest else None
    if evidence.kind != "public_figure":
        return None
    if any(
        word.low in FOLLOWERS and before.low in evidence.name
        for before, word in pairwise(evidence.tokens[:4])
    ):
        return None
    if shown := next((sides.contest[w] for w in evidence.name[-1:] if w in sides.contest), None):
        return shown
    if evidence.stage:
        return evidence.stage
    spoken = [w for w in evidence.tokens if w.low not in ADS]
    # "Roux's attorney", not "Attorney General" and other offices.
    serving = [w for w in spoken if not (w.capital and w.low in COUNSEL)]
    return _now(found["campaign"], spoken) or _now(found["advocate"], serving)


FOLLOWERS = frozenset({"supporter", "supporters", "voter", "voters", "fan", "fans", "backer"})
"""Who bears a candidate's name and is not he: "a Roux supporter"."""
OWNED_BY = frozenset({"his", "her", "their", "its", "of", "for"})
"""Words that tell whose advisers or supporters speak: "relief aides" are nobody's."""
COUNSEL = frozenset({"attorney", "attorneys", "counsel", "lawyer", "lawyers"})


def _first(phrases: Phrases, tokens: Sequence[Word]) -> str | None:
    """The words of the first of some phrases that occurs, or None."""
    start, end = next(phrases.find(tokens), (0, 0))
    return " ".join(word.text for word in tokens[start:end]) or None


PAST = frozenset({"former", "formerly", "ex", "previously"})
"""Words before an office that somebody held and holds no longer."""


NOW = frozenset({"and", "now"})


def _now(phrases: Phrases, tokens: Sequence[Word]) -> str | None:
    """The words of the first of some offices that is held still, or None."""
    for start, end in phrases.find(tokens):
        before = [word.low for word in tokens[max(0, start - 6) : start]]
        past = max((i for i, word in enumerate(before) if word in PAST), default=None)
        # "a former teacher and now director"
        if past is None or not NOW.isdisjoint(before[past:]):
            return " ".join(word.text for word in tokens[start:end])
    return None


def _is_record(evidence: Evidence, sides: Sides) -> bool:
    """Whether it is a record kept in the course of things ("burial registers") and of no side."""
    kept = lexicon("conflict")["record"].any(evidence.tokens)
    # "The army's own log" is kept by whom it would clear.
    kept = kept and not any(word.low == "own" for word in evidence.tokens)
    return kept and not sides.basis(evidence.low) and not evidence.accused


def _channel_stake(evidence: Evidence, sides: Sides) -> Stake:
    state = lexicon("source_roles")["state_media"]
    if state.any(evidence.tokens):
        return Stake(True, "state media")
    if evidence.kind == "media_outlet" and (basis := sides.basis(evidence.low)):
        return Stake(True, basis)
    # A paper that is one party's case: "the lawsuit claims".
    pleads = evidence.kind == "document_or_recording"
    if pleads and (paper := _first(lexicon("conflict")["pleading"], evidence.tokens)):
        return Stake(True, paper)
    return Stake(None, None)


LOCAL = frozenset({"mayor", "mayors", "councillor", "municipality", "municipal", "town"})
"""Whose office is a town's and no state's."""
INQUEST = frozenset({"coroner", "coroners", "pathologist", "pathologists", "examiner"})
"""Who rules on a death, in a war too."""


def _state_stake(evidence: Evidence, sides: Sides) -> Stake:
    found = lexicon("conflict")
    mandate = found["mandate"].any(evidence.tokens)
    if basis := sides.basis(evidence.low):
        return Stake(True, basis)
    if evidence.accused:
        return Stake(True, evidence.accused)
    if evidence.denies:
        return Stake(True, "denial")
    if sides.conflict:
        # A mayor is his town's, and a town that is shelled is no side.
        town = any(word.low in LOCAL for word in evidence.tokens)
        scenes = frozenset() if town else sides.scenes
        foreign = any(_is_foreign(word, evidence.name, scenes) for word in evidence.tokens)
        if any(word.low in INQUEST for word in evidence.tokens):
            return Stake(False, "mandate")
        return Stake(None if foreign else True, None if foreign else "state organ in the conflict")
    if mandate:
        return Stake(False, "mandate")
    if evidence.counts:
        # Who counts the victims of a disaster does what a state has offices for.
        return Stake(False, "counts")
    # Who opposes the government or has left it governs no longer.
    serving = not _aligned(evidence) or any(word.low in RULING for word in evidence.tokens)
    left = any(word.low in FORMER for word in evidence.tokens)
    if serving and not left and found["executive"].any(evidence.tokens):
        return Stake(True, "government of the day")
    return Stake(None, None)


def _is_foreign(word: Word, name: Sequence[str], scenes: Set[str]) -> bool:
    """Whether a word beside an office is the name of a state or a place, and not the man's or of
    where the fighting is."""
    if not word.capital or word.low in STOPS or word.low in name:
        return False
    if word.low in scenes:
        return False
    return own_kind(word.low) is None and word.low not in OFFICE_WORDS


FORCE = frozenset({"police", "officer", "officers", "deputy", "deputies", "troopers"})
"""Words of a force whose people the text tells to have shot or beaten somebody."""
_FORCE = r"(?:[Pp]olice|[Oo]fficers?|[Dd]eput(?:y|ies)|[Tt]roopers?)"
# "was shot dead by a county deputy", "police fatally shot him", "an officer-involved shooting"
USED_FORCE = re.compile(
    r"\b(?:(?:shot|killed|beaten|tasered|choked|wounded)\b(?: [\w-]+){0,3}? by (?:[\w-]+ ){0,4}?"
    + _FORCE
    + r"\b|"
    + _FORCE
    + r" (?:fatally )?(?:shot|killed|beat|shoots?|kills?)"
    r" (?:and|dead|an?|the|him|her|his|them|[A-Z])"
    r"|[Pp]olice(?:-involved)? (?:shooting|killing)s?\b|[Oo]fficer-involved)",
)
FORCE_HINTS = ("olice", "fficer", "eput", "rooper")
"""One of which stands in every text that the pattern finds anything in."""


def accused_in(document: Document, names: Names) -> dict[str, str]:
    """Names that the text tells are accused, sued or blamed, or to have failed or lied, or to sue
    another, with the words that tell it."""
    accusing = lexicon("cues")["accuse"]
    found: dict[str, str] = {}
    armed = any(word in document.text for word in FORCE_HINTS)
    if armed and (used := USED_FORCE.search(document.text)):
        # Who used force is cleared or blamed by what is said of it.
        found = dict.fromkeys(FORCE, used.group())
    before = (lexicon("cues")["fault"], lexicon("conflict")["sue"])
    for start, end in (at for phrases in before for at in phrases.find(names.tokens)):
        word = names.tokens[start - 1] if start else None
        if names.tokens[start].capital:  # "Ana Sue Roux"
            continue
        if word is not None and word.capital and word.low not in STOPS:
            gap = document.text[word.end : names.tokens[start].start]
            aside = "," in gap and _is_said_aside(names.tokens, start - 1)
            if not aside and not any(sign in gap for sign in '.;:!?\n"“”'):
                told = document.text[word.start : names.tokens[end - 1].end]
                found.setdefault(word.low, told)
    for start, end in accusing.find(names.tokens):
        cue = document.text[names.tokens[start].start : names.tokens[end - 1].end]
        for word in _object(document, names.tokens, end):
            found.setdefault(word.low, f"{cue} {word.text}")
    return found


ASIDE = frozenset({"to", "by", "of", "for", "in", "at", "from", "with", "on", "via"})


def _is_said_aside(tokens: Sequence[Word], at: int) -> bool:
    """Whether a name before a comma ends a phrase that is no subject: "according to Lesk News,"."""
    while at and tokens[at - 1].capital and tokens[at].start - tokens[at - 1].end == 1:
        at -= 1
    at -= at > 0 and tokens[at - 1].low == "the"
    return at > 0 and tokens[at - 1].low in ASIDE


def _object(document: Document, tokens: Sequence[Word], at: int) -> Iterator[Word]:
    for i in range(at, min(len(tokens), at + 5)):
        gap = document.text[tokens[i - 1].end : tokens[i].start]
        if any(sign in gap for sign in '.,;:!?\n"“”'):
            return
        if tokens[i].low in ("by", "of", "for", "over", "that", "because"):
            return
        if tokens[i].capital and tokens[i].low not in STOPS:
            yield tokens[i]
