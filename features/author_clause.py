"""What an author asserts himself beside a report in the same sentence.

"Nobody claimed the attack, which the ministry said killed ten" holds a claim of the author's own;
it would be gone as soon as its own attribution is deleted if the report stood for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from features.evidence import Attribution, Span
from features.phrases import BETWEEN_CLAUSES
from features.speakers import covered

JOIN = 30
"""Code points before a report in which the words that join it to a clause end."""

FEW_OWN = 5
"""Words without which a stretch before a report is no clause of its own."""

# A word of at least two letters: "said", "don't"
WORD = re.compile(r"[^\W\d_]{2,}")
# "When the siren went, and", "Speaking in Orsk;"
_SUBORDINATE = re.compile(
    r"\W*(?:if|when|after|before|as|since|although|though|while|because|unless|until|speaking"
    r"|citing|quoting|according|referring|responding|reacting|writing|addressing|asked|pressed)\b",
    re.IGNORECASE,
)
# "nobody claimed it but": the comma was lost
_BUT = re.compile(r"\sbut\s+$")
# ", which", "although", "a day after": what follows is a clause inside of the one before
_INNER = re.compile(
    r"(?:,?\s(?:which|whom|where|(?:even )?though|although)|,\s(?:who|while|whereas))\s+$",
    re.IGNORECASE,
)
# "a day after", "as": when or why the author's own clause came about, however short it is
_BESIDE = re.compile(
    r"\w,?\s(?:(?:even )?as|when|after|before|because|since|until|despite)\s+$", re.IGNORECASE
)
# "an attack " before "the ministry says killed ten", "the voters " before "who say so"
_EMBEDS = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|some|any|many|by|with|of|over|to) "
    r"(?:[\w’'-]+ ){1,3})$"
)
# "In a statement", "Two days later": no clause yet
_LEADS = re.compile(
    r"\W*(?:in|at|on|with|during|from|by|under|for|amid|among|through|despite|without|to|date|tags"
    r"|posted|published|updated|\d+|earlier|later|last|\w+ing|\w+day)\b",
    re.IGNORECASE,
)
# "after claiming", "while urging", "left the talks, saying": a report in passing
_PASSING = re.compile(
    r"(?:\b(?:after|before|while|despite|by|without|besides|for|in addition to|up?on),?"
    r"|[^\s,]{2},)\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
_DOING = re.compile(r"(?:\w+ly )?\w+ing\b")
# "While the mayor admitted it", "With the firm announcing a sale", "Days after she warned of it":
# what opens a longer sentence
_OPENS = re.compile(
    r"\W*(?:(?:And|But|So|Yet),? )?"
    r"(?:(?:just|only|shortly|soon|long|even|right"
    r"|(?:[\w-]+ ){0,3}(?:minute|hour|day|week|month|year)s?) )?"
    r"(?:if|when(?:ever)?|after|before|as|since|(?:even )?though"
    r"|although|while|because|unless|until|with|despite)\s",
    re.IGNORECASE,
)
# "..., yet he smiles", "; she went": what is the author's own behind a report
_BEHIND = re.compile(r"\s*(?:[,;–—-]+\s*(?:but|yet|so|although|though)\b|;)", re.IGNORECASE)
# "— Ana Roux (@ana) May 4, 2031" and, behind it, the article that the post is set in
_SIGNED = re.compile(r"(?<=\))\s+(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.? \d{1,4}(?:, \d{4})?\s+(?=[A-Z])")
# "the envoys who", " which": somebody of whom the author tells more than what he says
_WHO = re.compile(r",?\s+(?:who|which)\s")


def asserts_too(text: str, sentence: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether the author asserts a clause himself before he reports another in the same sentence: a
    claim would else be gone as soon as its own attribution is deleted."""
    spans = [s for a in attributions for s in (a.content, a.source, a.cue) if s is not None]
    starts = [max(s.start, sentence.start) for s in spans if s.overlap(sentence)]
    if not starts:
        return False
    if _asserts_behind(text, sentence, max(s.end for s in spans if s.overlap(sentence))):
        return True
    if all(_in_passing(text, sentence, a) for a in attributions):
        return True
    if _SUBORDINATE.match(text, sentence.start):
        return len(attributions) == 1 and _runs_on(text, sentence, attributions[0])
    if all(_is_told_of(text, sentence, a) for a in attributions):
        return True
    first = min(starts)
    near = max(sentence.start, first - JOIN)
    joined = BETWEEN_CLAUSES.search(text, near, first)
    if joined := joined or _BUT.search(text, near, first):
        return len(WORD.findall(text, sentence.start, joined.start())) >= FEW_OWN
    outer = Span(sentence.start, first)
    told = covered(sentence, [a.content for a in attributions])
    if len(WORD.findall(text, outer.start, first)) < FEW_OWN:
        return False
    if _BESIDE.search(text, near, first) and not _OPENS.match(text, outer.start):
        return True
    embedded = _EMBEDS.search(text, outer.start, outer.end) and not _LEADS.match(text, outer.start)
    return len(outer) >= told and bool(embedded or _subordinates(text, outer, attributions))


def _in_passing(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether a report hangs on a clause of its speaker's doing: "He left after claiming that"."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not source.end <= cue.start < sentence.end:
        return False
    if not _DOING.match(text, cue.start, cue.end):
        return False
    passing = _PASSING.search(text, max(source.end, cue.start - JOIN), cue.start)
    if passing is None:
        return False
    comma = passing.group().rstrip().endswith(",")
    if comma and attribution.direct:
        return False
    # A main clause of the speaker's doing stands between him and what he says.
    start = source.end if comma else sentence.start
    return len(WORD.findall(text, start, passing.start())) >= FEW_OWN


# "When he says ", "While the mayor may claim ": who speaks in the clause that opens a sentence
_WHEN = re.compile(r"\W*(?:if|when(?:ever)?|although|though|while|because|unless|until)\s$", re.I)
# ", that is a lie", ", the road is shut": the main clause behind it
_MAIN = re.compile(r",\s(?!(?:and|or|but|nor|which|who|that|including|not)\b)(?:[\w’'-]+\s){3,}")


# "claim that", "latest demand that": a thing of which the author tells more than what it says
_NOUN = re.compile(
    r"(?:(?!(?:an?|the|in|on|at|by)\s)[\w’'-]+ ){0,2}(?:accusation|admission|allegation"
    r"|argument|assertion|belief|boast|charge|claim|complaint|conclusion|demand|denial|forecast"
    r"|hint|pledge|prediction|promise|proposal|statement|suggestion|theory|threat|view|warning)s?"
    r"(?: that| by| from)",
    re.IGNORECASE,
)


def _is_told_of(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether what is reported is a thing inside the author's clause: "She sidestepped a question
    about the mayor's claim that"."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or not sentence.start + 8 <= source.start < cue.start:
        return False
    if _NOUN.fullmatch(text, cue.start, cue.end) is None or _LEADS.match(text, sentence.start):
        return False
    return len(WORD.findall(text, sentence.start, cue.start)) > FEW_OWN


def _runs_on(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether what is said in the clause that opens a sentence was taken for all of it: "When he
    says that it is shut, he is wrong" has a main clause, whose it may be."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or not source.end <= cue.start < content.start:
        return False
    if attribution.direct or content.end < sentence.end - 2:
        return False
    opens = _WHEN.fullmatch(text, sentence.start, source.start)
    return opens is not None and _MAIN.search(text, content.start, sentence.end) is not None


def _asserts_behind(text: str, sentence: Span, end: int) -> bool:
    """Whether a clause of the author's own stands behind all that is reported in a sentence:
    "While she admitted it, that changes nothing", "He blames the mill, yet he owns it"."""
    signed = _SIGNED.match(text, end, sentence.end)
    if len(WORD.findall(text, signed.end() if signed else end, sentence.end)) < FEW_OWN:
        return False
    if signed or _BEHIND.match(text, end, sentence.end):
        return True
    opens = _OPENS.match(text, sentence.start, sentence.end) is not None
    return opens and (text[end - 1] == "," or text[end : end + 3].lstrip("\"”'’ ").startswith(","))


def _subordinates(text: str, outer: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether what is reported behind a stretch hangs on it: "..., which the ministry said", "by
    rebels who believed"."""
    if _INNER.search(text, max(outer.start, outer.end - JOIN), outer.end):
        return True
    for attribution in attributions:
        if attribution.source is None or attribution.source.start != outer.end:
            continue
        if attribution.source.of(text).casefold() in ("who", "which"):
            return True
        cue = attribution.cue
        if cue is not None and _WHO.match(text, attribution.source.end, cue.start):
            return True
    return False
