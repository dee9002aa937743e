"""Speech in captivity: who is held, by whom, who shows him, and whom his words serve.

A man on his captor's camera is not free to have opinions (Geneva Convention III, 13 and 17). What
counts is in the text: words of captivity on the speaker or on the group he was picked from, words
that tell the holder or the publisher, and what he says. After release there is no custody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from features.evidence import Document, Span
from features.sourcing.described import described
from features.sourcing.groups import HOLDABLE
from features.sourcing.kinds import MOST
from features.sourcing.linking import Body
from features.sourcing.mentions import head_zone
from features.sourcing.names import ORGANS, STOPS, Names
from features.sourcing.scene import WRITTEN, Captivity, beside, shown_at, speaks_in
from features.sourcing.words import Word, lexicon, within
from features.wordlist import sections

SERVING = frozenset(
    word
    for word in HOLDABLE.by_first
    if word.endswith(("s", "men", "women", "crew")) and word not in lexicon("custody")["trade"]
)
"""Many who can be held and have no civil calling: "sailors"."""


@cache
def _wishing() -> re.Pattern[str]:
    """ "I just want", "we're sorry", "she was ashamed", "let us go", "please"."""
    wish, feeling = (
        "|".join(re.escape(w).replace("'", "['\u2019]") for w in sections("custody")[name])
        for name in ("wish", "feeling")
    )
    turns = (
        r"(?: (?:all|just|only|really|so|very|also|never|not|no longer|do(?:es)?|did|had|has|have"
        r"|don['\u2019]t|didn['\u2019]t))*"
    )
    return re.compile(
        rf"\b(?:(?:i|we|he|she|they)(?:['\u2019](?:d|ve))?{turns} (?:{wish})"
        rf"|(?:(?:i|we|he|she|they) (?:am|is|are|was|were|had been|have been|feel|felt)"
        rf"|i['\u2019]m|(?:we|they)['\u2019]re|s?he['\u2019]s){turns} (?:{feeling})"
        r"|let (?:me|us) (?:go|come|live)|please|forgive (?:me|us))\b",
        re.IGNORECASE,
    )


def is_wish(content: str) -> bool:
    """Whether somebody says in it what he wants or feels: "I want to go home", "we are sorry"."""
    return _wishing().search(content) is not None


@dataclass(frozen=True, slots=True)
class Captives:
    """Who is held in this text: nouns ("soldiers") and names, and the last release of each."""

    nouns: frozenset[str]
    names: frozenset[str]
    first: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Footage put out by somebody: "posted on social media by the Security Service"."""

    at: Span
    by: Span


def captives_in(document: Document, names: Names) -> Captives:
    """Nouns and names that words of captivity stand with, those released left out."""
    found = lexicon("custody")
    nouns: set[str] = set()
    held: set[str] = set()
    first = len(document.text)
    for start, end in found["captive"].find(names.tokens):
        if _freed(document, names.tokens, start, end):
            continue
        first = min(first, names.tokens[start].start)
        for word in _held(document, names.tokens, start, end):
            if word.low in HOLDABLE:
                nouns |= _numbers(word.low)
            elif word.capital and word.low not in STOPS:
                held.add(word.low)
    return Captives(frozenset(nouns), frozenset(held), first)


def _held(document: Document, tokens: Sequence[Word], start: int, end: int) -> Iterator[Word]:
    yield from (w for w in tokens[start:end] if w.low in HOLDABLE)
    for i in range(end, min(len(tokens), end + 3)):
        if re.search(r"[,.;:\n]", document.text[tokens[i - 1].end : tokens[i].start]):
            break
        if tokens[i].low in HOLDABLE:
            yield tokens[i]
            break
        if tokens[i].low in STOPS:
            break
    if tokens[start].low in ("prisoner", "detainee", "hostage", "captive", "inmate") and end < len(
        tokens
    ):
        yield from (w for w in tokens[end : end + 3] if w.capital and w.low not in STOPS)


def _freed(document: Document, tokens: Sequence[Word], start: int, end: int) -> bool:
    release = lexicon("custody")["release"]
    near = tokens[max(0, start - 2) : end + 3]
    sentence = document.sentence_of(tokens[start].start)
    inside = [w for w in near if sentence.contains(w)]
    return release.any([w for w in inside if w.start >= sentence.start])


def _numbers(noun: str) -> set[str]:
    plural = {"man": "men", "men": "man", "woman": "women", "women": "woman"}
    if noun in plural:
        return {noun, plural[noun]}
    return {noun, noun[:-1] if noun.endswith("s") else noun + "s"}


def is_held(
    body: Body, captives: Captives, captivity: Captivity, names: Names, document: Document
) -> bool:
    """Whether this speaker is in somebody's hands as he speaks."""
    if not (captives.nouns or captives.names or captivity.scenes or captivity.taken):
        return False
    own = [word for mention in body.mentions for word in mention.words]
    if _let_go(own) or _released(body, names, document):
        return False
    if _is_organ(body, document):
        return False
    if body.name and body.person and body.name[-1] in captivity.taken:
        return True
    spans = [m.span for m in body.mentions if m.form not in ("pronoun", "one")]
    if any(beside(document, span) for span in spans):
        return True
    phrases = list(described(document, names, body.name)) if body.name else []
    written = body.heads & WRITTEN
    several = bool(body.heads & SERVING) and bool(spans) and shown_at(document, min(spans).start)
    if (body.person or body.group or written or several) and speaks_in(
        document, captivity, spans, phrases
    ):
        return True
    if any(_is_captive(head_zone(document.text, m.words)) for m in body.mentions):
        return True
    if body.name and captives.names.intersection(body.name[-1:]):
        return True
    if body.name:
        return any(_is_captive(phrase) for phrase in phrases)
    start = min((m.span.start for m in body.mentions), default=0)
    if start < captives.first:
        return False
    group = {body.group} if body.group else set()
    heads = {head for head in body.heads | group if head is not None}
    nouns = captives.nouns - {"people", "officers", "officer"}
    return bool(heads & nouns) or any(
        len(head) > 5 and sorted(head) == sorted(noun) for head in heads for noun in nouns
    )


def _is_organ(body: Body, document: Document) -> bool:
    """Whether a body is an office, which nobody holds: "According to the Ministry of Wells, the
    captured pilot said"; "hostages of the Valley Front" are people."""
    if not body.name or body.person or any(head in HOLDABLE for head in body.heads):
        return False
    return ORGANS.any(head_zone(document.text, body.mentions[0].words))


AGENT = ("er", "or", "ist", "ate", "yer", "ers", "ors", "ists", "ates", "group", "groups")


def _is_captive(phrase: Sequence[Word]) -> bool:
    """Whether "an inmate of the fort" stands beside a name; "freed hostage" does not count."""
    found = lexicon("custody")
    start, end = next(found["captive"].find(phrase), (-1, -1))
    if start < 0 or found["release"].any(phrase):
        return False
    if phrase[start].low == "holding" or _met(phrase, start):
        # "whose officers are holding the crew" are the keepers.
        return False
    # "hostage negotiator Ana Roux" is not a hostage.
    following = phrase[end] if end < len(phrase) else None
    if following is None or following.capital or following.low in STOPS:
        return True
    return following.low in HOLDABLE or not following.low.endswith(AGENT)


HELD_PEOPLE = frozenset(
    noun + ending
    for noun in ("prisoner", "hostage", "detainee", "inmate", "captive", "pow", "internee")
    for ending in ("", "s")
)


def _met(phrase: Sequence[Word], at: int) -> bool:
    """Whether held people are whom somebody met: "who examined 61 prisoners"; not "who was"."""
    if phrase[at].low not in HELD_PEOPLE or phrase[0].low != "who" or at < 2:
        return False
    return phrase[1].low not in ("is", "was", "are", "were", "became", "remains")


def _let_go(own: Sequence[Word]) -> bool:
    """Whether a mention tells of release; a film is released, its prisoner is not."""
    found = lexicon("custody")
    return any(
        not any(w.low in found["footage"] for w in own[max(0, start - 3) : start])
        and not (end < len(own) and own[end].low in ("by", "on", "a", "the"))
        for start, end in found["release"].find(own)
    )


def _released(body: Body, names: Names, document: Document) -> bool:
    if not body.name:
        return False
    release = lexicon("custody")["release"]
    for run in names.by_last.get(body.name[-1], ())[:MOST]:
        after = within(names.tokens, Span(run.span.end, run.span.end + 60))
        sentence = document.sentence_of(run.span.start)
        behind = [w for w in after if w.end <= sentence.end][:6]
        if run.span.start >= sentence.start and release.any(behind) and _let_go(behind):
            return True
    return False


MEDIUM = r"(?:channel|website|web page|page|site|account|feed|station|network|programme|radio)"
# "put on the channel of the Coast Guard", "posted on the ministry's website"
ON_CHANNEL = re.compile(
    rf"(?: (?:up|out))?(?: on| to)? (?:(?:the|a|an|its|official|[A-Z]\w+) ){{0,3}}{MEDIUM} "
    r"(?:of|run by|belonging to) "
    r"(?P<of>(?:the )?[A-Z][\w'’-]*(?: (?:of |for )?[A-Z][\w'’-]*){0,5})"
    rf"|(?: on| to) (?P<whose>(?:the )?[\w-]+(?: [A-Z][\w-]*){{0,5}})['’]s? "
    rf"(?:[\w-]+ ){{0,2}}{MEDIUM}\b"
)
# "posted on social media by the Security Service"
BY = re.compile(r"\bby\s+")


def handovers_in(document: Document, names: Names) -> tuple[Handover, ...]:
    """Who put out which footage, from "posted by X", "X posted a video", "X acquired"."""
    found = lexicon("custody")
    tokens = names.tokens
    handovers = []
    for start, end in found["publish"].find(tokens):
        sentence = document.sentence_of(tokens[start].start)
        inside = within(tokens, sentence)
        if not found["footage"].any(inside):
            continue
        cue = Span(tokens[start].start, tokens[end - 1].end)
        by = _publisher(document, tokens, sentence, start, end)
        if by is not None:
            handovers.append(Handover(cue, by))
    return tuple(handovers)


def _publisher(
    document: Document, tokens: Sequence[Word], sentence: Span, start: int, end: int
) -> Span | None:
    text = document.text
    stop = re.compile(r"[,.;:\n\"“”]|\s(?:show\w*|which|that|on|in|after|and)\s")
    passive = start and tokens[start - 1].low in ("been", "was", "were", "being", "is", "are")
    noun = start and tokens[start - 1].low in lexicon("custody")["footage"]
    channel = ON_CHANNEL.match(text, tokens[end - 1].end, sentence.end)
    if channel:
        return _tight(text, *channel.span("of" if channel["of"] else "whose"))
    after = BY.search(text, tokens[end - 1].end, min(sentence.end, tokens[end - 1].end + 60))
    if after and not re.search(r"[.;:]", text[tokens[end - 1].end : after.start()]):
        ended = stop.search(text, after.end(), sentence.end)
        return _tight(text, after.end(), ended.start() if ended else sentence.end)
    if passive or noun:
        return None
    return _doer(document, tokens, sentence, start)


def _doer(document: Document, tokens: Sequence[Word], sentence: Span, at: int) -> Span | None:
    """The noun phrase before an active verb: "the Harbour Post acquired a recording"."""
    start = at
    while start > 0 and tokens[start - 1].start >= sentence.start and at - start < 7:
        between = document.text[tokens[start - 1].end : tokens[start].start]
        if re.search(r"[,;:\"“”\n]", between) or tokens[start - 1].low in (
            "as",
            "that",
            "and",
            "when",
            "while",
            "after",
            "but",
            "which",
            "who",
            "has",
            "have",
            "had",
            "in",
        ):
            if tokens[start - 1].low in ("has", "have", "had"):
                start -= 1
                at = start
                continue
            break
        start -= 1
    return _tight(document.text, tokens[start].start, tokens[at - 1].end) if start < at else None


def _tight(text: str, start: int, end: int) -> Span | None:
    span = Span(start, max(start, end)).trimmed(text)
    return span if 0 < len(span) < 90 else None


# "is holding the crew", "captured two sailors": whom they hold stands behind
HOLDS = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|been|still) ){0,3}"
    r"(?:holds?|holding|held|captured|seized|detained|detains|interned|took)"
    r"(?: captive| prisoner)? "
    r"(?P<whom>(?:the|its|their|his|a|an|two|three|four|five|six|several|some|about|more than"
    r"|at least|dozens of|\d[\d,]*|all)\b(?: [\w-]+){1,4})"
)
# "the Coast Guard, whose officers", "the Front, which"
WHO_HOLDS = re.compile(r",? (?:which|who|that|whose [\w-]+(?: [\w-]+)?)$")


def holder_in(document: Document, names: Names) -> Span | None:
    """Who holds them, where the text says so: "captured by X", "in the custody of X", "X, whose
    officers are holding the crew"."""
    tokens = names.tokens
    for _, end in lexicon("custody")["holder"].find(tokens):
        if end < len(tokens):
            sentence = document.sentence_of(tokens[end].start)
            ended = re.compile(r"[,.;:\n\"“”]|\s(?:in|on|near|last|during|and|who|when|after|at)\s")
            stop = ended.search(document.text, tokens[end].start, sentence.end)
            return _tight(document.text, tokens[end].start, stop.start() if stop else sentence.end)
    found = (_keeper(document, names, match) for match in HOLDS.finditer(document.text))
    return next((span for span in found if span is not None), None)


def _keeper(document: Document, names: Names, match: re.Match[str]) -> Span | None:
    """The name that a verb of holding has for its subject, where those who can be held are its
    object: of "X, whose officers are holding the crew" X."""
    whom = within(names.tokens, Span(*match.span("whom")))
    if not any(word.low in HOLDABLE for word in whom):
        return None
    sentence = document.sentence_of(match.start())
    lead = document.text[sentence.start : match.start()].rstrip()
    relative = WHO_HOLDS.search(lead)
    end = sentence.start + (relative.start() if relative else len(lead))
    at = bisect_left(names.runs, end, key=lambda run: run.span.end)
    run = names.runs[at] if at < len(names.runs) else None
    return run.span if run is not None and run.span.end == end else None


def serves(names: Names, contents: Sequence[Span], captivity: Captivity) -> bool | None:
    """Whether what is said serves the holder (true), speaks of ill-treatment (false), or neither.

    Praise of the holder, charges against the own side, a call to surrender and a confession
    serve; "they don't beat us" is praise. What tells neither way is judged by who listens: what
    the holder shows he shows to his use, what is said behind his back is not said for him.
    """
    found = lexicon("custody")
    mode = captivity.mode_at(contents[0].start) if contents else None
    praise = False
    for content in contents:
        tokens = within(names.tokens, content)
        if mode != "private" and found["own_side"].any(tokens):
            praise = True
            continue
        for start, _ in found["suffers"].find(tokens):
            before = tokens[max(0, start - 3) : start]
            if not any(word.low in found["negation"] for word in before):
                return False
            praise = True
        praise = praise or found["serves"].any(tokens)
    if praise:
        return True
    return {"shown": True, "private": False}.get(mode or "closed")


def is_protected(body: Body, held: bool, names: Names, document: Document) -> bool:
    """Whether names of this source must be masked: held people, minors, victims of sexual crime."""
    if held:
        return True
    found = lexicon("custody")
    own = [word for mention in body.mentions for word in mention.words]
    if (found["minor"].any(own) and body.person) or found["captive"].any(own):
        return True
    return any(_young(document, m.span) or _harmed(names, m.span) for m in body.mentions)


# "Ana Roux, 9," "the 12-year-old"
AGE = re.compile(r",\s(\d{1,2})(?=[,.])|\b(\d{1,2})-year-old")


def _young(document: Document, span: Span) -> bool:
    near = document.text[max(0, span.start - 14) : span.end + 6]
    return any(int(m[1] or m[2]) < 18 for m in AGE.finditer(near))


def _harmed(names: Names, span: Span) -> bool:
    sexual = lexicon("custody")["sexual"]
    near = within(names.tokens, Span(span.start, span.end + 60))
    victims = {"victim", "victims", "survivor", "survivors", "girl", "woman", "women", "girls"}
    return sexual.any(near) and any(w.low in victims for w in within(names.tokens, span))


def nearest(handovers: Sequence[Handover], at: int) -> Handover | None:
    """The last handover before a place in the text, else the first after it."""
    i = bisect_left(handovers, at, key=lambda handover: handover.at.start)
    if not handovers:
        return None
    return handovers[i - 1] if i else handovers[0]
