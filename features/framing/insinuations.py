"""Insinuations: guilt or a motive put to the reader without anyone vouching for it.

Questions that presuppose guilt, hints, motives imputed, silence read as guilt, irony, oddities
paraded as evidence (cf. PTC's Doubt technique), and the forms of ``features.framing.innuendo``.
Forms decide, and the sentence heads only where a form is plain English too: heads, techniques
and sentence vectors alone were right one time in three (``experiments/framing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from features.evidence import Document, Span, Voices
from features.framing.innuendo import COMMA, SOFT, SURE
from features.phrases import entries, phrases, small_letters

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
    r"does any(?:one|body)\b[^.!?]{0,60}? (?:really|seriously|honestly) (?:believe|think|expect)|"
    r"does anyone (?:still )?(?:believe|think)|who (?:benefits|profits|gains|"
    r"stands to gain|is behind|are they protecting|is pulling)|is (?:there|this) (?:a|another) "
    r"cover[ -]up|(?:is|are|was|were) \w+(?: \w+){0,3} (?:secretly|really just)|"
    r"is(?:n['\u2019]t| n['\u2019]t)? it (?:odd|strange|curious|funny|suspicious|convenient))\b",
    re.IGNORECASE,
)
# "raises troubling questions", "no coincidence that", "makes you wonder", "do the math"
_SAID = re.compile(
    r"\b(?:rais(?:e|es|ed|ing) (?:\w+ )?(?:troubling|disturbing|uncomfortable|awkward|"
    r"obvious) (?:questions|suspicions|doubts)|"
    r"beg(?:s|ged)? the question|"
    r"(?:serious |troubling |many |more )?questions (?:remain|linger|swirl|abound|mount)|"
    r"(?:is|was|are) (?:surely |clearly |hardly |certainly )?"
    r"(?:no|not a|hardly a|not an|hardly an) (?:mere )?(?:coincidence|accident)|"
    r"(?:one|you|i) (?:ha(?:s|ve) to|must|can(?:not|['\u2019]t) help but|might well) "
    r"(?:\w+ )?wonder|"
    r"mak(?:e|es|ing) (?:you|one|us|me|people) wonder|one wonders (?!at\b)|"
    r"(?:leaves|leaving) (?:\w+ ){1,3}wondering|"
    r"(?:draw|come to) your own conclusions?|you do the math|do the math|connect the dots|"
    r"where there['\u2019]?s smoke|no smoke without|read between the lines|let that sink in|"
    r"(?:they|the \w+|who) (?:do|does)(?: not|n['\u2019]t) want (?:you|us|the public|people) to "
    r"(?:know|see|hear|find out)|(?:something|anything) to hide|nothing to hide|"
    r"(?:curiously|strangely|suspiciously|conspicuously|oddly|mysteriously|deafeningly) "
    r"(?:silent|quiet|absent|missing|vanished|disappeared|vague)|silence (?:is|was) deafening|"
    r"deafening silence|(?:timing|pattern) (?:is|was|seems|looks) (?:\w+ )?"
    r"(?:suspicious|curious|interesting|telling|odd|strange|convenient|dubious)|"
    r"too (?:convenient|neat) to be (?:true|chance|a coincidence)|"
    r"timing (?:could|can)(?:n['\u2019]t| not| hardly) (?:be|have been) (?:\w+ly )?(?:more|better)|"
    r"(?:has|have) (?:still |yet to |never |not )+explain(?:ed)? why|"
    r"(?:many|some|people|critics|skeptics|sceptics) (?:are|have been) (?:now )?"
    r"(?:asking|wondering) (?:why|who|what)|(?:smells|reeks|stinks) of|"
    r"something (?:is|smells) (?:fishy|rotten)|"
    r"what (?:really|actually) happened|just asking questions)\b",
)

# "in order to smear", "designed to mislead", "went out of its way to disparage"
_TOWARDS = (
    r"\b(?:in (?:an |yet another |another )?(?:order|attempt|effort|bid) to|so as to|"
    r"(?:designed|meant|intended|calculated|trying|tried|tries|try|attempting|attempts?|attempted|"
    r"efforts?|campaigns?|pretext|excuse|hoping|hopes|seeking|seeks|eager|desperate|determined|"
    r"plots?|plotting|scheming|conspir\w{1,4}|us(?:e|es|ed|ing) \w{1,20}) to|"
    r"(?:go|goes|going|gone|went|gone above and beyond) (?:\w{1,12} ){0,4}to|"
    r"(?:bent|intent) on|(?:aim|goal|purpose|point)(?: \w{1,20}){0,4} (?:is|was) to|"
    r"on purpose to)"
    r" (?:just |simply |only |further |merely )?"
)
# "to stoke", "to smear": verbs that hardly have another subject than a schemer
_BARE = r"\bto (?:smear|discredit|dupe|stoke|whip up|demoni[sz]e|vilify|gaslight)\b"
# "fits the narrative", "pushing its radical agenda", "doesn't fit into the narrative"
_NARRATIVE = (
    r"\b(?:fit|fits|fitting|suit\w{0,3}|push\w{0,3}|peddl\w{1,3}|advanc\w{1,3}|serv(?:e|es|ing)|"
    r"further(?:s|ing)|driv(?:e|es|ing)(?! the agenda\b)) (?:in |into |in with |with )?"
    r"(?:the|their|its|his|her|a|an|this) (?:[\w-]{1,20} ){0,2}"
    r"(?:narratives?|agendas?|hoax|myth)\b|"
    r"\bofficial (?:narrative|fairy tale)\b"
)
# "the media ignored", "the Post buried", "no one has mentioned", "went unreported", "gets a pass"
_SILENCE = (
    r"\b(?:(?:media|press|outlets?|newspapers?|networks?|headlines|journalists|reporters|editors)\b"
    r"[^.!?;]{0,30}\b(?:ignor(?:e|es|ed|ing)|bur(?:y|ied|ies|ying)|omit\w{0,4}|left out|"
    r"leav\w{1,3} out|look\w{0,3} the other way|refus(?:e|es|ed|ing) to (?:report|cover|mention)|"
    r"won['\u2019]t (?:report|cover|mention|tell|show|say)|never (?:report|mention|cover)\w{0,3}|"
    r"fail\w{0,3} to (?:report|mention|cover))|"
    r"(?:gone|went|goes) (?:largely |mostly |almost |completely )?"
    r"(?:unreported|unmentioned|unpunished)|media (?:blackout|boycott|silence)|"
    r"(?:solid |total |complete )(?:boycott|blackout|silence) (?:on|about|over)|"
    r"(?:practically |almost |virtually )?(?:no one|nobody) (?:\w{1,10} ){0,2}"
    r"(?:noticed|talked about|talks about|talking about|mentions|mentioned|dares?|dared)|"
    r"(?:get|gets|got|getting|given|gave|gives) a (?:free )?pass\b|"
    r"(?:was|were|been|being) (?:subsequently |quietly |deliberately )?"
    r"(?:suppressed|hushed up|scrubbed|memory[- ]holed|swept under))\b"
)
# "conveniently left out", "deliberately ignored", ", unsurprisingly,", "predictably silent"
_ADVERB = (
    r"\b(?:conveniently|deliberately|intentionally|purposely|purposefully|suspiciously|"
    r"mysteriously|curiously|predictably|tellingly|oddly|strangely) (?:enough\b|"
    r"(?:left|leav\w{1,3}|omit\w{0,4}|ignor\w{1,3}|forg[eo]t\w{0,5}|hid\w{0,4}|remov\w{1,3}|"
    r"delet\w{1,3}|drop\w{0,4}|fail\w{0,3}|absent|missing|vanish\w{0,3}|disappear\w{0,3}|"
    r"timed|quiet|silent|misle\w{1,6}|lie[ds]?)\b)|"
    r"\b(?:and|but|however), predictably,"
)
# "So much for tolerance.", "Except when it is theirs.", "Because of course it does not."
_OPENER = re.compile(
    r"^\W{0,3}(?:so much for|except(?:, of course,?)? when|evidently,|because of course|"
    r"but of course\b|surprise, surprise|funny how|hm{2,8}\b|not to mention the fact|"
    r"what about \w{1,20}(?: \w{1,20}){0,3}['\u2019]s?\b|go figure|predictably,|"
    r"(?:un|not )surprisingly,|somehow,? (?:the|this|no|none|i don['\u2019]t)|"
    r"gee,|this is the same (?-i:[A-Z])\w)",
    re.IGNORECASE,
)
# "they would rather", "wouldn't be the first time", "the real reason", "no wonder"
_IRONY = (
    r"\b(?:the only way (?:it|he|she|they|you) knows? how|they(?:['\u2019]d| would) rather|"
    r"would never (?:admit|tell you|report|publish)|"
    r"would(?:n['\u2019]t| not) be the first time|if it (?:walks|looks|quacks) like|"
    r"the very (?:thing|people|ones) (?:they|he|she|who|that|it) \w|under the guise of|"
    r"the real (?:reason|agenda|motive)|(?:their|its|his|her) (?:real|true|hidden|secret) "
    r"(?:reason|motives?|agenda|goal|purpose|aim)|hates? the (?:fact|idea) that|"
    r"(?:just|only|merely) saying what (?:\w{1,12} ){0,4}(?:think|want|believe)|"
    r"honorary members? of|(?:no|small|little) wonder\b(?! if)|is it any wonder|i wonder why|"
    r"one (?:can|could) only (?:guess|wonder|imagine)|stands? to (?:gain|profit) from|"
    r"but then again,? (?:the|they|he|she|it)\b|as usual with (?:the|these|those)|"
    r"(?:hoping|hopes?|hoped|pray\w{0,3}) (?:that )?(?:no one|nobody|you|we) "
    r"(?:will|would|won['\u2019]t|wouldn['\u2019]t) notice)\b"
)
# "something odd about", "do you see it?", "not consistent with", "you be the judge"
_ODD = (
    r"\b(?:something (?:very |really |quite )?(?:odd|strange|fishy|off|weird|suspicious) "
    r"(?:about|with|is|was|going|here)|(?:do|did|can) you see (?:it|that)\?|"
    r"(?:so|very|quite|highly|just as|even more) (?:odd|bizarre|fishy|suspicious|strange|curious) "
    r"(?:that|was|is|for|how)\b|(?:has|have|had) (?:baffled|puzzled) (?:many|everyone)|"
    r"which (?:is|are|was|were) (?:not consistent|inconsistent) with|you be the judge|"
    r"(?:judge|decide) for yourself|what they (?:do not|don['\u2019]t|won['\u2019]t) "
    r"(?:want|tell)|appears? to (?:confirm|prove) what|"
    r"may have (?:\w{1,12} )?(?:orchestrated|staged|covered up|known (?:all along|in advance))|"
    r"(?:(?:\w{1,12} )?new|more|even more) proof (?:that|of)|"
    r"(?:was|were|is|are) (?:quite )?(?:clearly|obviously|plainly|undoubtedly) "
    r"(?:illegal|guilty|lying|rigged|staged|a lie|a cover))"
)

_OPENING = 120
"""Code points at the head of a sentence in which irony may open it."""


@cache
def _imputing() -> re.Pattern[str]:
    """All that imputes a motive or hints at guilt, in text in lower case: one pattern, asked at
    the start of each word alone, takes a third of the time of one search a form."""
    forms = (_schemes(), _NARRATIVE, _SILENCE, _ADVERB, _IRONY, _ODD, *SURE)
    return re.compile(r"\b(?=[a-z])(?:" + "|".join(f"(?:{form})" for form in forms) + ")")


def _schemes() -> str:
    """What is done towards a scheme: "trying to discredit", "to stoke"."""
    stems = (re.escape(e).replace(r"\*", r"\w{0,8}").replace(r"\ ", " ") for e in _verbs())
    return _TOWARDS + "(?:" + "|".join(stems) + r")\b|" + _BARE


def _verbs() -> Iterator[str]:
    return entries("framing_schemes")


Heads = Mapping[str, NDArray[np.float32]]
"""Probabilities of the document's sentences by head."""

JUDGING = ("propaganda", "biased", "subjective")
"""Heads that tell whether a sentence is put as a judgement."""
JUDGED = 0.7
"""Their mean log-odds from which a soft form insinuates (``experiments.framing.insinuation``)."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What may insinuate, before it is known whose words it is."""

    imputed: tuple[Span, ...]
    """Motives imputed, silence read as guilt, irony and oddities: an accusation where it is not
    the author's."""
    said: tuple[Span, ...]
    """Phrases that hint at guilt whoever reports them."""


def hints_in(document: Document) -> Hints:
    """The forms that hint, by the text alone."""
    lower = small_letters(document.text)
    return Hints(tuple(_imputed(document, lower)), tuple(_hints(lower)))


def find_insinuations(
    document: Document, voices: Voices, heads: Heads | None = None, hints: Hints | None = None
) -> tuple[Span, ...]:
    """Questions that presuppose a grave claim, and phrases that hint at guilt or motive, in order.

    A question is returned whole, a phrase as its words. What stands in a quoted voice is the
    speaker's and is left out. The author's wording of a source is charged to the author, but a
    motive that a source imputes is the source's accusation and no insinuation. Without ``heads``
    the soft forms are left out; ``hints`` are those of the document, where they are known.
    """
    found = hints or hints_in(document)
    imputed = (
        *found.imputed,
        *_excused(document, voices),
        *_soft(document, heads or {}),
    )
    own = [s for s in imputed if voices.at(s) == "author"]
    said = [s for s in found.said if voices.at(s) != "quoted"]
    asked = _questions(document, voices)
    longest_first = sorted({*own, *said, *asked}, key=lambda span: (span.start, -span.end))
    return tuple(_disjoint(iter(longest_first)))


def _questions(document: Document, voices: Voices) -> Iterator[Span]:
    """Sentences with a question that presupposes, where its own words are in no quoted voice."""
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if "?" not in text:
            continue
        found = (form.search(text) for form in (_CURT, _HIDING, _WHY, _WHY_NOT, _LEADING))
        at = sentence.start
        own = (m for m in found if m and voices.at(Span(at + m.start(), at + m.end())) != "quoted")
        if next(own, None):
            lead = len(text) - len(text.lstrip())
            yield Span(at + lead, at + max(lead, len(text.rstrip())))


def _hints(lower: str) -> Iterator[Span]:
    for match in _SAID.finditer(lower):
        yield Span(match.start(), match.end())


def _imputed(document: Document, lower: str) -> Iterator[Span]:
    for form in (_imputing(), COMMA):
        for match in form.finditer(lower):
            yield Span(match.start(), match.end())
    for sentence in document.sentences:
        opening = document.text[sentence.start : min(sentence.end, sentence.start + _OPENING)]
        if opened := _OPENER.match(opening):
            yield Span(sentence.start + opened.start(), sentence.start + opened.end())


def _excused(document: Document, voices: Voices) -> Iterator[Span]:
    """An innocent account in the author's scare quotes: released by "mistake"."""
    for quote in voices.quotes:
        inner = quote.of(document.text).strip("\"'\u2018\u2019\u201c\u201d\u00ab\u00bb .,")
        if quote.type == "scare" and inner.lower() in phrases("framing_excuses"):
            yield Span(quote.start, quote.end)


def _soft(document: Document, heads: Heads) -> Iterator[Span]:
    if any(name not in heads for name in JUDGING):
        return
    odds = [np.log(p / (1 - p)) for p in (np.clip(heads[n], 1e-3, 1 - 1e-3) for n in JUDGING)]
    for i in np.flatnonzero(np.mean(odds, axis=0) > JUDGED).tolist():
        sentence = document.sentences[i]
        text = small_letters(sentence.of(document.text))
        for form in SOFT:
            if match := form.search(text):
                yield Span(sentence.start + match.start(), sentence.start + match.end())


def _disjoint(spans: Iterator[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
