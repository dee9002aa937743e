"""Scenes of captivity: who speaks where people are held, and who listens to him there.

A camp that reporters are shown round, a film put out by the captors, a call from a jail's
telephone, a letter smuggled out: each opens a scene, and whoever is introduced in it as one of the
men ("a third man", "a driver who gave his name as Piet") speaks in custody. What opens the scene
also tells who listens: before the holder's camera or officer a man is *shown*, over a smuggled
letter or behind the guard's back he is *private*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from features.evidence import Document, Span
from features.sourcing.kinds import own_kind
from features.sourcing.names import STOPS, Names, is_person
from features.sourcing.words import Word, lexicon, within

Mode = Literal["shown", "private", "open", "closed"]

# "speaking from the rebels' custody", "writing from a prison cell"
FROM_CUSTODY = (
    r"(?:speaking|writing|talking|calling) from (?:(?:his|her|their|the|an?|[\w-]+['’]s?) ){0,2}"
    r"(?:prison |jail )?(?:cell|prison|jail|custody|captivity|detention)"
)
# "captured", "who were taken near Lesk", "is awaiting trial", "held in the same barracks"
BESIDE = re.compile(
    r"\b(?:captured|captive|abducted|kidnapped|imprisoned|jailed|interned|incarcerated"
    r"|held (?:by|in|at|since|for|near|captive|hostage|there|without)|being held"
    r"|(?:is|are|was|were|been|still|remains?|currently) (?:held|in custody|in detention)"
    r"|in (?:[\w']+ )?(?:custody|captivity|detention)|awaiting (?:trial|sentenc\w+|deportation)"
    r"|on (?:remand|death row)|behind bars|serving (?:a|an|his|her|\w+ years|life|time)\b"
    r"|from (?:his|her|their|the|a) (?:\w+ )?(?:cell|jail|prison|dungeon)"
    rf"|{FROM_CUSTODY}"
    r"|(?:jail|prison|camp)['’]s (?:\w+ )?(?:tele)?phone"
    r"|(?:taken|seized|snatched) (?:prisoner|captive|hostage|alive|near|by|at|from|off|outside"
    r"|during)|(?:was|were|been) (?:taken|seized|snatched) (?:in|on|with))\b"
)
# "the Guard, which holds him,": a text about the held, beside who is their holder
HOLDS = re.compile(
    r"\b(?:who|which) (?:(?:is|are) holding|holds?) (?:him|her|them)(?: captive| prisoner)?[,.;]"
)
# "smuggled out of Harran prison", "at Corvale County jail": a text about the held
INSIDE = re.compile(
    r"\b(?:in|inside|out of|at|from) (?:the )?(?:[A-Z][\w'’-]* ){0,3}"
    r"(?:prison|jail|gaol|penitentiary|prison camp|detention (?:centre|center|camp))\b"
)
# "were taken near Lesk", "was captured last week": what happened to the names before
TAKEN = re.compile(
    r"\b(?:was|were|is|are|has been|have been|had been|being)(?: still| also| both| all)? "
    r"(?:captured|abducted|kidnapped|imprisoned|jailed|detained|interned|taken (?:prisoner|captive"
    r"|hostage|alive|near|by|from|outside|at|during)|seized (?:near|by|at|from|outside|during)"
    r"|(?:being )?held (?:by|in|at|since|for|near|captive|hostage)|awaiting trial)\b"
)
# What stands between a name and its verb where the verb is another's
OTHERS = re.compile(
    r"\b(?:his|her|their|whose|my|our|sa(?:id|ys|y|ying)|told|tells|that|after|when|as|before"
    r"|because|if|where|while)\b|[;:\"“”.!?]\s"
)
# "captured the pilot Radu Stane"
TOOK = re.compile(r"\b(?:captured|abducted|kidnapped|detained|seized|jailed|imprisoned)\b")

PLACE = (
    r"(?:camp|prison|jail|gaol|cell|cells|cellblock|brig|stockade|colony|dungeon|barracks|fort"
    r"|detention (?:centre|center|facility|camp|site)|penitentiary|compound|holding (?:centre|pen))"
)
# "inside the camp at", "allowed reporters into a prison", "a visit to the colony"
VISIT = re.compile(
    r"\b(?:inside|into|visit(?:ed|ing|s)?(?: to)?|tour(?:ed|s)?(?: of)?|shown (?:round|around)"
    r"|taken (?:to|round|around)) (?:(?:the|a|an|one|its|their|this|that) )?(?:[\w'’-]+ ){0,3}"
    + PLACE
    + rf"\b|\b{FROM_CUSTODY}\b"
)
# "on camera", "paraded on television", "told an interrogator", "a film released by the Ministry"
SHOWN = re.compile(
    r"\b(?:on (?:camera|film|video|tape)"
    r"|in (?:the|a|his|her|their) (?:\w+ )?(?:broadcast|video|film|footage|tape|confession)"
    r"|parad(?:ed|ing)|interrogat(?:or|ors|ion|ed)"
    r"|in the presence of (?:\w+ ){0,3}(?:guards?|officers?|officials?|soldiers?)"
    r"|(?:officer|guard|official|minder)s? (?:stood|sat|stands|sits|watched|listened|looked on)"
    r"|(?:film|video|footage|clips?|tape|recording|interview|statement|confession|broadcast"
    r"|message)s?(?: \w+){0,6} (?:posted|published|released|shared|aired|broadcast|uploaded"
    r"|issued|distributed|sent out|put out|shown|circulated|made public)"
    r"|(?:posted|published|released|aired|broadcast|uploaded|issued|distributed|put out|showed"
    r"|shows|shown) (?:\w+ ){0,4}"
    r"(?:film|video|footage|clips?|tape|recording|interview|confession)s?"
    r"|quoted by the (?:\w+ ){0,3}(?:office|ministry|army|service|department|camp|jail|prison))\b"
)
# "from her cell", "smuggled out", "in private", "when the guard went out", "lowered his voice"
PRIVATE = re.compile(
    r"\b(?:smuggl\w+|in private|privately|out of earshot|whisper\w*|lowered (?:his|her|their) voice"
    r"|(?:guard|officer|minder|official)s? (?:\w+ )?(?:went|was|had gone|left|stepped|walked"
    r"|turned) (?:out|away|gone|the room|outside|aside)"
    r"|in (?:the|a|his|her|their) (?:\w+ )?(?:letter|note|diary)"
    r"|through (?:his|her|their|a|the) (?:lawyer|attorney"
    r"|window|priest|sister|mother|wife|relatives?)|(?:letters?|notes?|diary) (?:\w+ ){0,3}(?:from"
    r" (?:the |a |his |her )?" + PLACE + r"|written (?:in|on|from))|from (?:his|her|their) cells?"
    r"|(?:jail|prison|camp)['’]s (?:\w+ )?(?:tele)?phone|(?:tele)?phone(?:d)? (?:call )?from "
    r"(?:the |a |inside (?:the |a )?)?(?:\w+ )?" + PLACE + r"|told (?:his|her|their) (?:lawyer"
    r"|attorney|family|mother|wife|husband|sister))\b"
)
# "Meanwhile, the agency", "It comes as": the text turns to something else
CLOSES = re.compile(
    r"\s*(?:Meanwhile|Elsewhere|Separately|It comes (?:as|after)|This comes (?:as|after)"
    r"|In (?:a separate|another|other) (?:development|news|incident|case))\b"
)
# "acquired a voice recording of"
OTHER_WAY = re.compile(r"\b(?:obtained|acquired|intercepted|overheard|leaked)\b")
# "Maria Roux told this newspaper": the captive's kin talk to the press, he to a camera
FREELY = re.compile(r"\s*,?\s*(?:told|tells|has told) (?:this|the|our|your|us|me|reporters)\b")
# "A third man", "another", "one of them"
ONE_OF = re.compile(
    r"^(?:an?|the) (?:second|third|fourth|fifth|sixth|older|younger|other) \w+|^(?:another|one)\b",
    re.IGNORECASE,
)
# "Major Dorin Keld"; "a major donor" and "a private donor" bear no rank
RANKED = re.compile(r"(?:Major|Private) [A-Z]")
FELLOW = re.compile(
    r"\b(?:colleague|comrade|fellow|cellmate|crewmate|shipmate|bunkmate|companion)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene opens at ``start``; ``mode`` tells who listens there."""

    start: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class Captivity:
    """Scenes in the order of the text, names that the text says were taken, and the indices of the
    sentences in which a word of captivity stands. ``civil``: not soldiers alone are held, or a
    visitor is let in to them, so that a civil calling may be a captive's."""

    scenes: tuple[Scene, ...]
    taken: frozenset[str]
    marked: frozenset[int]
    civil: bool = False

    def mode_at(self, position: int) -> Mode | None:
        """Who listens at a place in the text; None before any scene has opened."""
        at = bisect_right(self.scenes, position, key=lambda scene: scene.start) - 1
        return self.scenes[at].mode if at >= 0 else None


def captivity_in(document: Document, names: Names) -> Captivity:
    """The scenes of captivity of a text; none where no word of captivity stands in it."""
    captive = lexicon("custody")["captive"]
    marked = {
        document.sentence_at(names.tokens[start].start) for start, _ in captive.find(names.tokens)
    }
    # in small letters: minding no case, a pattern of many words takes three times as long
    low = [sentence.of(document.text).lower() for sentence in document.sentences]
    marked |= {at for at, words in enumerate(low) if BESIDE.search(words)}
    for told in (INSIDE, HOLDS):
        marked |= {document.sentence_at(m.start()) for m in told.finditer(document.text)}
    if not marked:
        return Captivity((), frozenset(), frozenset())
    scenes = tuple(_scenes(document, low, marked))
    visited = any(scene.mode in ("open", "private") for scene in scenes)
    trade = lexicon("custody")["trade"]
    civil = visited or any(word.low in CIVIL for word in names.tokens)
    civil = civil or any(
        word.low in trade
        for match in TAKEN.finditer(document.text)
        for word in within(names.tokens, Span(max(0, match.start() - 60), match.start()))
    )
    return Captivity(scenes, frozenset(_taken(document, names)), frozenset(marked), civil)


CIVIL = frozenset(
    {
        *("hostage", "hostages", "inmate", "inmates", "detainee", "detainees", "captives"),
        *("kidnapped", "abducted", "captors", "ransom"),
    }
)
WRITTEN = frozenset({"letter", "letters", "note", "notes", "diary"})


def _scenes(document: Document, low: Sequence[str], marked: set[int]) -> Iterator[Scene]:
    opened = False
    for at, sentence in enumerate(document.sentences):
        near = bool(marked.intersection(range(at - 1, at + 2)))
        if opened and CLOSES.match(document.text, sentence.start) and at not in marked:
            opened = False
            yield Scene(sentence.start, "closed")
            continue
        mode = _mode(low[at]) if near or opened else None
        if mode is None:
            continue
        opened = True
        yield Scene(sentence.start, mode)


def _elsewhere(document: Document, first: Span) -> bool:
    """Whether a speaker came by another way: "the Post obtained a recording of a woman"."""
    sentence = document.sentence_of(first.start)
    return OTHER_WAY.search(document.text, sentence.start, first.start) is not None


def shown_at(document: Document, position: int) -> bool:
    """Whether the sentence at a place shows people on somebody's camera or before his officer."""
    sentence = document.sentence_of(position)
    return _mode(sentence.of(document.text).lower()) == "shown"


def _mode(sentence: str) -> Mode | None:
    """Who listens in a sentence, given in small letters."""
    if PRIVATE.search(sentence):
        return "private"
    if SHOWN.search(sentence):
        return "shown"
    return "open" if VISIT.search(sentence) else None


def _taken(document: Document, names: Names) -> Iterator[str]:
    release = lexicon("custody")["release"]
    runs = names.runs
    for match in (*TAKEN.finditer(document.text), *TOOK.finditer(document.text)):
        sentence = document.sentence_of(match.start())
        first = bisect_right(runs, match.start() - 160, key=lambda run: run.span.start)
        last = bisect_right(runs, match.end() + 60, key=lambda run: run.span.start)
        passive = " " in match.group()
        if release.any(
            within(
                names.tokens,
                Span(match.end(), max(match.end(), min(sentence.end, match.end() + 120))),
            )
        ):
            continue
        for run in runs[first:last]:
            span = run.span
            if not sentence.contains(span) or not is_person(run, names.places):
                continue
            before = span.end <= match.start()
            gap = document.text[span.end : match.start()] if before else ""
            after = document.text[match.end() : span.start] if not before else ""
            object_of = re.fullmatch(r"(?: [a-z-]+){0,3} ", after) is not None
            if (before and not OTHERS.search(gap)) if passive else (not before and object_of):
                yield run.name[-1]


# "Captured " before "Veskan sailors", "the detained " before "envoy": part of the phrase that a
# tagger cut; "troops captured sailors" tells a deed
HELD_BEFORE = re.compile(
    r"(?:(?:^|[\n.:;(“\"])\s*|\b(?:the|an?|some|several|two|three|four|five|more|those|these|\d+)\s)"
    r"(?:captured|captive|detained|imprisoned|jailed|interned|kidnapped|abducted)\s$",
    re.IGNORECASE,
)


# "From his cell, ", "Speaking from the rebels' custody, the mayor": where he speaks
FROM_INSIDE = re.compile(
    rf"(?P<where>{FROM_CUSTODY}|from (?:his|her|their) (?:prison |jail )?cell),? "
    r"(?:the |an? )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
VISITED = re.compile(r"(?!from ).*(?:cell|prison|jail)$", re.IGNORECASE)
"""Where wardens and lawyers speak from too."""


def beside(document: Document, span: Span) -> bool:
    """Whether words of captivity stand in a mention or in what is set beside it."""
    free = lexicon("custody")["free"]
    text = document.text
    if HELD_BEFORE.search(text, max(0, span.start - 30), span.start):
        said = re.findall(r"[a-z]+", span.of(text).lower())
        # "the captured " before "town residents" or "mill's owner" tells of the town and the mill
        people = len(said) == 1 or span.of(text)[:1].isupper()
        owned = "'" in span.of(text) or "’" in span.of(text)
        return people and not owned and not any(word in free for word in said)
    sentence = document.sentence_of(span.start)
    if inside := FROM_INSIDE.match(text, sentence.start, span.start):
        own = _words(document, _before_who(document, span))
        return not VISITED.match(inside["where"]) or not any(word in free for word in own)
    reach = span.end
    if re.match(r",| who\b", text[span.end : span.end + 4]):
        ended = re.compile(r"[;:\"“”.]").search(text, span.end, sentence.end)
        reach = min(ended.start() if ended else sentence.end, span.end + 120)
    told = text[span.start : max(span.end, reach)].lower()
    match = BESIDE.search(told)
    if match is None:
        return False
    between = told[: match.start()].casefold()
    return not any(word in free for word in re.findall(r"[a-z]+", between))


def speaks_in(
    document: Document,
    captivity: Captivity,
    mentions: Sequence[Span],
    described: Sequence[Sequence[Word]],
) -> bool:
    """Whether a speaker is introduced in a scene as one of those held: by a noun for people who
    can be held, as one more of them, as a fellow of one; nobody with an office or as a relative."""
    if not captivity.scenes or not mentions:
        return False
    first = min(mentions)
    if captivity.mode_at(first.start) in (None, "closed") or _elsewhere(document, first):
        return False
    if captivity.mode_at(first.start) == "private" and WRITTEN.intersection(
        _words(document, _before_who(document, first))
    ):
        return True
    found = lexicon("custody")
    own = [w for span in mentions for w in _words(document, _before_who(document, span))]
    beside_it = [w for phrase in described for w in _brief(phrase)]
    low = {*own, *beside_it}
    if any(word in found["free"] for word in low):
        return False
    brief = {w for span in mentions for w in _words(document, _before_who(document, span))}
    shown = first.of(document.text)
    fellow = FELLOW.search(shown) or FELLOW.search(" ".join(beside_it))
    called = any(w in found["trade"] for w in (*brief, *beside_it))
    plain = not any(own_kind(w) for w in low - set(found["trade"].by_first))
    if fellow or (plain and ONE_OF.match(shown)):
        return True
    if plain and not called and _on_stage(document, captivity, first):
        return True
    if any(w in found["holdable"] and w not in found["trade"] for w in low) or RANKED.match(shown):
        return True
    return captivity.civil and (called or any(w in found["trade"] for w in low))


# "Ana Roux, who", "a man whose"
WHO = re.compile(r",|\bwho(?:se|m)?\b|\bwhich\b")


def _brief(phrase: Sequence[Word]) -> Iterator[str]:
    """The first words of a description up to a "who": whom he met is not what he is."""
    for word in phrase[:10]:
        if word.low in ("who", "whose", "which"):
            return
        yield word.low


def _before_who(document: Document, span: Span) -> Span:
    match = WHO.search(document.text, span.start + 1, span.end)
    return Span(span.start, match.start()) if match else span


def _on_stage(document: Document, captivity: Captivity, first: Span) -> bool:
    """Whether a speaker is introduced in a sentence or paragraph that opens a scene or tells of
    captivity, in a text that is about the held."""
    if len(captivity.marked) < 2 or FREELY.match(document.text, first.end):
        return False
    paragraph = document.paragraph_of(first.start)
    here = document.sentence_at(first.start)
    near = range(max(0, here - 2), here + 1)
    opened = any(paragraph.start <= s.start <= first.start for s in captivity.scenes)
    return opened or bool(captivity.marked.intersection(near))


def _words(document: Document, span: Span) -> list[str]:
    return [w for w in re.findall(r"[a-z]+", span.of(document.text).casefold()) if w not in STOPS]


__all__ = ["Captivity", "Mode", "Scene", "beside", "captivity_in", "shown_at", "speaks_in"]
