"""At second hand: whose words came to the author through somebody else, so that depth is 2.

The guidelines of ``data/annotations/gold`` count two hands where a source relays another: an outlet
another's source, a release a prisoner, the police who was questioned. A wire service told by a
source is one hand, and so is who puts out a film of his own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import islice

from features.evidence import Attribution, Document, Source, Span
from features.sourcing.attribution import Link
from features.sourcing.channel import SHOWN, WITNESSES
from features.sourcing.words import lexicon, words

# "quoted local activists", "citing an unnamed source", "quoted by the office, Ana Roux", "the
# reports that aid workers"
CITED = re.compile(
    r"\b(?:quot(?:ed|ing|es)|cit(?:ed|ing|es))\s+(?:(?:\w+\s+){0,2}|by [^,.;:\n]{1,40}, )$"
    r"|\b(?:reports|rumou?rs|hearsay) that (?:\w+\s+){0,1}$"
)
_HEARD = (
    r"(?:(?:[\w’'-]+ ){0,4}?(?:news|information|statements?|interviews?|reports?|accounts?|sources?"
    r"|officials?|witnesses|residents|medics|doctors|activists|locals|police|spokes\w+|papers?|newspapers?|media|agency"
    r"|ministry|broadcaster|outlets?)\b"
    # a name, but no "citing Article 5"
    r"|(?:the |an? )?(?!Article|Section|Chapter|Title|Rule)[A-Z][\w’'-]+"
    r"(?! Amendment| Act\b| Law\b))"
)
# "Citing news from its partners in the town, the fund said"
CITING = re.compile(r"(?:Citing|Quoting|Relaying) " + _HEARD)
# "the agency reported on Friday, citing local officials"
CITES = re.compile(r"(?: [^.;:,\n\"“”]{0,40})?,? (?:citing|quoting) " + _HEARD)
# "quotes Roux describing", "quoted the mayor as saying"
QUOTES = re.compile(r"\b(?:quotes|quoted|quoting)\b")
QUOTED_AS = re.compile(r"[^.;:\n\"“”]{3,80}? (?:as (?:saying|telling|having)|saying|describing)\b")
# "obtained by", "a video that the Post has seen": another's hand lies between; who posts or
# releases a film or a paper of his own only publishes it
OBTAINED = re.compile(
    r"\b(?:obtain\w*|acquired?|acquires|seen|reviewed|viewed|leaked|intercepted|shared with"
    r"|(?:given|handed|passed|provided|shown|sent) to)\b"
)


def is_published(document: Document, link: Link, source: Source | None) -> bool:
    """Whether a document or film came by nobody's hands but those that put it out."""
    if source is None or link.source is None or source.kind != "document_or_recording":
        return False
    sentence = document.sentence_of(link.source.start)
    shown = SHOWN.search(document.text, link.source.start, sentence.end)
    obtained = OBTAINED.search(document.text, sentence.start, sentence.end)
    return shown is None and obtained is None


# "The Lesk Post reports: ", "As written by Ana Roux for QNN: ", "Via Lesk News: ": whose report the
# words behind the colon are taken from
LED = re.compile(
    r"[“\"”. ]*(?:(?:(?:As|Via|From|Per) (?:the )?)?"
    r"(?!(?:He|She|It|They|We|I|You|One|Another|This|That)\b)"
    r"[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4}(?:, which [^.:\n]{1,40})?,? (?:(?:also|has|first) )?"
    r"(?:reports?|reported|has more|writes|wrote|notes|noted|explains)(?: \w+)?"
    r"|As [Ww]ritten [Bb]y [^:\n]{3,50}|(?:According to|Via|From) (?:the )?[A-Z][^.:\n]{2,60}):\s+"
)


def _is_led_to(document: Document, source: Span, start: int) -> bool:
    """Whether the sentence of a source, or the line before it, names whose report it is from."""
    led = LED.match(document.text, start, source.end)
    if led is None and document.text[max(0, start - 4) : start].rstrip().endswith(":"):
        before = document.sentence_of(max(0, start - 1))
        if before.start < start:
            led = LED.fullmatch(document.text, before.start, start)
    return led is not None and led.end() <= source.start


# "reportedly claimed": somebody unnamed says that he said so
REPORTEDLY = re.compile(r"\b(?:reportedly|allegedly|purportedly)\b", re.IGNORECASE)
# "told police", "had told the investigators": who hears it passes it on
TO_POLICE = re.compile(
    r"(?:(?:also|had|has|have|later|then|first|initially|reportedly) ){0,2}"
    r"(?:told|telling|(?:confessed|admitted|complained|reported it) to)"
    r" (?:the |local |city |state |county )?(?:police|officers|detectives|investigators|prosecutors"
    r"|deputies)\b"
)
# "in a statement sent out by the sheriff's office", "in a letter released by her lawyer"
BY_OTHERS = re.compile(
    r"\b[Ii]n (?:an?|the|his|her|their) (?:[\w-]+ ){0,2}(?:statement|letter|note|message|diary)"
    r" (?:that was |which was )?(?:sent out|released|issued|published|put out|posted|read out"
    r"|distributed|handed out|passed on|smuggled out) by (?!(?:him|her|them)sel)"
)


# "Roux said, according to the Post", "she said via lesk.example", "said in a statement quoted by
# agencies", "Roux said; the Post reported": words that came by another's hand
HANDED = re.compile(
    r"(?: in (?:an?|the) (?:\w+ )?(?:statement|interview|letter|speech))?"
    r"(?:,? (?:according to|via|(?:as )?(?:quoted|cited|carried) by) (?!h(?:is|er)\b|their\b)"
    r"|[,;] (?:the )?[A-Z][\w’'-]*(?: [\w’'-]+){0,3} report(?:s|ed)\b)"
)
# "Roux said it fell, according to the Post.", "She told the town so, the Post reported."
BEHIND = re.compile(
    r"(?:,? according to (?:the |an? |[A-Z]|court |police |media )[^,;:\n]{3,80}"
    r"|[,;] (?:the )?[A-Z][\w’'-]*(?: [\w’'-]+){0,3} report(?:s|ed))[.\s]*$"
)
# "Roux said", "they told": somebody speaks in what another passes on
SAYS_IN = re.compile(
    r"\b(?:he|she|they|who|[A-Z][\w’'-]+) (?:(?:had|has|also|later) )?"
    r"(?:said|says|told|tells|claimed|alleges|alleged|admitted|testified|wrote|insisted|denied)"
    r"\b(?! an? )"
)
REACH = 60
"""Code points behind a cue in which the one by whom the words came is named."""
# "Roux said" before the one by whom it came
SPOKE = re.compile(r"\b(?:said|says|added|adds|told \w+|warned|claimed)[,;]? $")


def _is_handed_on(document: Document, link: Link) -> bool:
    """Whether what somebody said came by another, whichever of the two is the link's source."""
    if link.cue is None or link.source is None:
        return False
    text, cue = document.text, link.cue
    if SPOKE.search(text, max(0, cue.start - 12), cue.start):
        return HANDED.match(text, cue.start - 1) is not None
    end = document.sentence_of(cue.start).end
    if _is_last(text, cue, end):
        start = document.sentence_of(link.content.start).start
        return SAYS_IN.search(text, start, cue.start) is not None
    if not lexicon("cues")["say"].any(words(cue.of(text))):
        return False
    if link.source.end <= cue.start and BEHIND.search(text, cue.end, end):
        return True
    handed = HANDED.search(text, cue.start, cue.end + REACH)
    return handed is not None and handed.start() <= cue.end


def _is_last(text: str, cue: Span, end: int) -> bool:
    """Whether a cue is the "according to" that ends its sentence."""
    return cue.of(text) == "according to" and BEHIND.match(text, cue.start - 1, end) is not None


def is_cited(document: Document, link: Link) -> bool:
    """Whether another's words bring the source in: "the Post quoted activists as saying", "the
    militants reportedly claimed", "she told police"."""
    if link.source is None:
        return False
    text = document.text
    sentence = document.sentence_of(link.source.start)
    before = text[max(sentence.start, link.source.start - 60) : link.source.start]
    if CITED.search(before) or _is_handed_on(document, link):
        return True
    if _is_led_to(document, link.source, sentence.start):
        return True
    if CITING.match(text, sentence.start) and link.source.start - sentence.start < 120:
        return True
    behind = {link.source.end, max(link.source.end, link.cue.end if link.cue else 0)}
    if any(CITES.match(text, at, sentence.end) for at in behind):
        return True
    return link.cue is not None and _passes_by(text, link.cue)


def is_given_out(document: Document, link: Link, source: Source | None) -> bool:
    """Whether others put out what a witness says ("in a letter released by her lawyer"); an
    official's words are given out by his own house."""
    if link.source is None or source is None or source.kind not in WITNESSES:
        return False
    sentence = document.sentence_of(link.source.start)
    return BY_OTHERS.search(document.text, sentence.start, sentence.end) is not None


def _passes_by(text: str, cue: Span) -> bool:
    """Whether a cue tells that the words went through somebody else."""
    said = cue.of(text)
    if REPORTEDLY.search(said) and len(said.split()) > 1:
        return True
    if QUOTES.search(said) and QUOTED_AS.match(text, cue.end):
        return True
    return TO_POLICE.match(text, cue.start, cue.end + 30) is not None


OWN_WORDS = 0.5
"""Share of what somebody says that another's words in it must fill to be what he passes on."""


def with_relayed_words(
    document: Document, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions, at depth 2 where most of the content is what another said: "the mayor
    wrote that doctors had told her ..." is the doctors' word through the mayor, whichever of the
    two is taken for the source."""
    order = sorted(attributions, key=lambda a: (a.content.start, -len(a.content)))
    relays: set[int] = set()
    for at, outer in enumerate(order):
        for inner in order[at + 1 : at + 6]:
            if inner.content.start >= outer.content.end:
                break
            if _passes_on(document, outer, inner):
                relays.add(id(outer))
    return tuple(replace(a, depth=2) if id(a) in relays else a for a in attributions)


# "asked whether", "refused to say": what he does not vouch for he does not pass on
ASKS = re.compile(r"\b(?:ask\w*|question\w*|refus\w*|declin\w*|den(?:y|ie)\w*|n['’]t|not|never)\b")
HEAD = 30
"""Code points before the one whose words are passed on: "that on Monday"."""


def _passes_on(document: Document, outer: Attribution, inner: Attribution) -> bool:
    if None in (outer.source_id, inner.source_id) or outer.source_id == inner.source_id:
        return False
    if outer.depth != 1 or outer.kind == "document_or_recording" or inner.source is None:
        return False
    if inner.source.start - outer.content.start > HEAD or inner.depth != 2:
        return False
    if not outer.content.contains(inner.source) or inner.cue is None:
        return False
    if outer.cue is not None and ASKS.search(outer.cue.of(document.text)):
        return False
    if not lexicon("cues")["say"].any(words(inner.cue.of(document.text))):
        return False
    spans = [inner.source, inner.content, inner.cue]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return min(end, outer.content.end) - start >= OWN_WORDS * len(outer.content)


# "told the Lesk Herald", "tells Lesk Radio": to whom somebody speaks
TOLD = re.compile(
    r"\b(?:told|tells|telling) (?P<the>the )?[“\"]?"
    r"(?P<outlet>[A-Z][\w&’'-]*(?: (?:[A-Z0-9][\w&’'-]*|and|&|of)){0,5})"
)
PRINTED = re.compile(
    r"(?:Times|Post|Herald|Chronicle|Star|Tribune|Journal|Gazette|Courier|Observer|Dispatch|Globe"
    r"|Telegraph|Mail|Sun|Mirror|Examiner|Inquirer|Register|Weekly|Magazine|Bee|Record|Echo)\b"
)
AIRED = re.compile(r"(?:News|Radio|TV|Television|Network|Channel|Press)\b")
HEADED = 250
"""Code points at the head of a text in which the outlet that prints it is named."""


def with_told_outlets(
    document: Document, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions, at depth 2 where somebody spoke to another outlet than the one that
    prints the text: a paper that the head does not name, or one of two outlets and not the one
    that the text names most."""
    told: dict[int, str] = {}
    for found in islice(TOLD.finditer(document.text), MOST):
        # "told the Lesk Sun" is no Mara Sun
        printed = PRINTED.search(found["outlet"]) if found["the"] else None
        key = printed or AIRED.search(found["outlet"])
        if key is not None:
            told[found.start()] = found["outlet"][: key.end()]
    if not told:
        return tuple(attributions)
    many = {name: document.text.count(name) for name in told.values()}
    own = {name for name in many if name in document.text[:HEADED]}
    if not own and len(many) > 1:
        own = {max(many, key=lambda name: many[name])}
    others = {
        at
        for at, name in told.items()
        if name not in own and (len(many) > 1 or PRINTED.search(name))
    }
    return tuple(
        replace(a, depth=2) if a.depth == 1 and a.cue and _begins(others, a.cue) else a
        for a in attributions
    )


def _begins(places: Set[int], cue: Span) -> bool:
    """Whether one of some places lies in a cue."""
    return any(at in places for at in range(cue.start, min(cue.end, cue.start + STEP)))


STEP = 40
"""Code points at the head of a cue in which its verb begins: "has also told"."""
MOST = 64
"""Verbs of telling that are read, so that time stays linear."""
