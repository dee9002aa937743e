"""Insinuations: guilt put to the reader without being said (cf. PTC's Doubt technique)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from features.evidence import Document, Span, Voices

_GRAVE = (
    r"(?:l(?:ie|ied|ying)|hid(?:e|es|ing|den)?|conceal\w*|cover(?:ed|ing)?[ -]up|silenc\w+|"
    r"deceiv\w+|misle(?:d|ad\w*)|betray\w*|cheat\w*|steal\w*|stole|censor\w*|suppress\w*|"
    r"delet\w+|destroy\w*|bur(?:y|ied|ying)|shield\w*|protect\w*|collu\w+|sabotag\w+|"
    r"abandon\w*|murder\w*|plot\w*|poison\w*|refus\w+|ignor\w+|fail\w*|afraid|scared|"
    r"allow(?:ed|ing)?|pretend\w*|kept|keep\w*|stay(?:ed|ing)? (?:silent|quiet))"
)

# "Why did they lie?", "How long will the council hide it?", "Who ordered the cover-up?"
_WHY = re.compile(
    r"\b(?:why|how come|how long|how many more|how could|since when|when will|"
    r"who (?:else|really))\b"
    r"[^.!?]{0,90}?\b" + _GRAVE + r"\b",
    re.IGNORECASE,
)
# "Why won't the mayor say where the money went?", "Why hasn't anyone been charged?"
_WHY_NOT = re.compile(
    r"\b(?:why|how come)\b[^.!?]{0,60}?"
    r"(?:\b(?:is|was|are|do|does|did|has|have|will|ca|wo|could|would)"
    r"n['\u2019]?t\b|\bno(?:body| one)\b)",
    re.IGNORECASE,
)
# "What are they hiding?", "What is the mayor not telling us?", "What does he have to hide?"
_HIDING = re.compile(
    r"\bwhat (?:is|are|was|were|else is|else are|do|does|did|exactly)\b[^.!?]{0,60}?"
    r"\b(?:hid(?:e|ing)|cover(?:ing)? up|afraid of|not (?:telling|saying)|"
    r"really (?:up to|after|want)|up to)\b",
    re.IGNORECASE,
)
# "Coincidence?", "A mere coincidence?", "Just an accident?", "Really?", "Cui bono?"
_CURT = re.compile(
    r"^\W*(?:(?:just |mere |pure )?(?:an? )?(?:just |mere |pure )?(?:coincidence|accident)|really|"
    r"seriously|who benefits|who profits|cui bono|sound familiar|convenient)\W*\?",
    re.IGNORECASE,
)
# "Is it a coincidence that ...?", "Could it be that ...?", "Are we to believe that ...?"
_LEADING = re.compile(
    r"\b(?:is (?:it|this|that) (?:just |really |merely |any )?(?:an? )?(?:mere )?"
    r"(?:coincidence|accident|wonder|surprise)|could it be|can it be|is it possible that|"
    r"(?:are|were) we (?:really )?(?:supposed |expected )?to (?:believe|accept)|"
    r"does anyone (?:really |seriously |still )?(?:believe|think)|who (?:benefits|profits|gains|"
    r"stands to gain|is behind|are they protecting|is pulling)|is (?:there|this) (?:a|another) "
    r"cover[ -]up|(?:is|are|was|were) \w+(?: \w+){0,3} (?:secretly|really just)|"
    r"is(?:n['\u2019]t| n['\u2019]t)? it (?:odd|strange|curious|funny|suspicious|convenient))\b",
    re.IGNORECASE,
)
# "raises troubling questions", "no coincidence that", "makes you wonder", "do the math"
_SAID = re.compile(
    r"\b(?:rais(?:e|es|ed|ing) (?:\w+ ){0,2}(?:questions|suspicions|eyebrows|doubts)|"
    r"beg(?:s|ged)? the question|"
    r"(?:serious |troubling |many |more )?questions (?:remain|linger|swirl|abound|mount)|"
    r"(?:is|was|are) (?:surely |clearly |hardly |certainly )?"
    r"(?:no|not a|hardly a|not an|hardly an) (?:mere )?(?:coincidence|accident)|"
    r"(?:one|you|i) (?:ha(?:s|ve) to|must|can(?:not|['\u2019]t) help but|might well) "
    r"(?:\w+ )?wonder|"
    r"mak(?:e|es|ing) (?:you|one|us|me|people) wonder|(?:leaves|leaving) (?:\w+ ){1,3}wondering|"
    r"(?:draw|come to) your own conclusions?|you do the math|do the math|connect the dots|"
    r"where there['\u2019]?s smoke|no smoke without|read between the lines|let that sink in|"
    r"(?:they|the \w+|who) (?:do|does)(?: not|n['\u2019]t) want (?:you|us|the public|people) to "
    r"(?:know|see|hear|find out)|(?:something|anything) to hide|nothing to hide|"
    r"(?:curiously|strangely|suspiciously|conspicuously|oddly|mysteriously|deafeningly) "
    r"(?:silent|quiet|absent|missing|vanished|disappeared|vague)|silence (?:is|was) deafening|"
    r"deafening silence|(?:timing|pattern) (?:is|was|seems|looks) (?:\w+ )?"
    r"(?:suspicious|curious|interesting|telling|odd|strange|convenient)|"
    r"too (?:convenient|neat|good) to be (?:true|chance|a coincidence)|"
    r"(?:has|have) (?:still |yet to |never |not )+explain(?:ed)? why|"
    r"(?:many|some|people|critics|skeptics|sceptics) (?:are|have been) (?:now )?"
    r"(?:asking|wondering) (?:why|if|whether|who|what)|(?:smells|reeks|stinks) of|"
    r"something (?:is|smells) (?:fishy|rotten)|"
    r"what (?:really|actually) happened|just asking questions)\b",
    re.IGNORECASE,
)


def find_insinuations(document: Document, voices: Voices) -> tuple[Span, ...]:
    """Questions that presuppose a grave claim, and phrases that hint at guilt, in order.

    A question is returned whole, a phrase as its words. What stands in a quoted voice is the
    speaker's and is left out; the author's wording of a source is charged to the author.
    """
    found = sorted({*_questions(document), *_hints(document)})
    return tuple(_disjoint(span for span in found if voices.at(span) != "quoted"))


def _questions(document: Document) -> Iterator[Span]:
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if "?" in text and any(
            pattern.search(text) for pattern in (_CURT, _HIDING, _WHY, _WHY_NOT, _LEADING)
        ):
            lead = len(text) - len(text.lstrip())
            yield Span(sentence.start + lead, sentence.start + max(lead, len(text.rstrip())))


def _hints(document: Document) -> Iterator[Span]:
    for match in _SAID.finditer(document.text):
        yield Span(match.start(), match.end())


def _disjoint(spans: Iterator[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
