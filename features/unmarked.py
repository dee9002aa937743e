"""Other people's words where no quotation marks show them.

Some papers print speech without marks, copies lose them, a report clause closes its sentence
("..., the army said"), a verb of naming carries its object's label ("called it a farce"), and a
post that is shown ends with its writer's name. What is told here is whose the wording is
(``features.voice``); who vouches for it stays the sourcing stage's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from features.evidence import Attribution, Document, Span
from features.phrases import lower_words, phrases, small_words, words_of

# "we", "our", "I'm", "my": in a report in other words the first person becomes the third
_FIRST = re.compile(
    r"\b(?:I|[Ii]['\u2019](?:m|ve|d|ll)|[Ww]e|[Ww]e['\u2019](?:re|ve|d|ll)|[Oo]ur|ours|"
    r"[Mm]y|mine|me|us)\b(?!\.)"
)
# "he told me", "told us": the author himself is spoken to, so the first person is his
_TO_AUTHOR = re.compile(r"\b(?:me|us)\b[\s,:]*$|\b(?:to|with) (?:me|us)\b", re.IGNORECASE)
# "that the mill", "whether it": a clause that is told and not spoken
_TOLD = re.compile(r"\s*(?:that|whether|if|how|why|when|what)\b", re.IGNORECASE)
_THAT = re.compile(r"\bthat\W*$", re.IGNORECASE)
# "did not mention", "was supposed to report": the words are those that somebody did not say
_NOT = re.compile(
    r"(?:n['\u2019]t|\b(?:not|never|nobody|none|no one|without|refus(?:es?|ed|ing) to|"
    r"declin(?:es?|ed|ing) to|fail(?:s|ed|ing)? to|supposed to|(?:would|['\u2019]d) rather))"
    r"(?:\s+\w{1,12}){0,2}\s*$",
    re.IGNORECASE,
)
# "tweeted", "posted several videos showing": what follows is an object and no clause
_PUTS_OUT = re.compile(
    r"\b(?:(?:re)?tweet(?:s|ed|ing)?|post(?:s|ed|ing)?|shar(?:es?|ed|ing)|publish(?:es|ed|ing)?|"
    r"releas(?:es?|ed|ing)|issu(?:es?|ed|ing)|circulat(?:es?|ed|ing)|air(?:s|ed|ing)?|showing|"
    r"produc(?:es?|ed|ing)|unveil(?:s|ed|ing)?|deliver(?:s|ed|ing)?)$",
    re.IGNORECASE,
)
# "a chart of", "several videos"
_OBJECT = re.compile(
    r"\s*(?:an?|the|this|these|his|her|their|its|another|some|several|many|more|two|three)\b",
    re.IGNORECASE,
)
# "describes", "also highlighted": what follows, but for a clause or a label, is what was spoken of
_SPEAKS_OF = re.compile(
    r"\b(?:describ(?:es?|ed|ing)|recount(?:s|ed|ing)?|recall(?:s|ed|ing)?|relat(?:es?|ed|ing)|"
    r"detail(?:s|ed|ing)?|highlight(?:s|ed|ing)?|outlin(?:es?|ed|ing)|document(?:s|ed|ing)?|"
    r"chronicl(?:es?|ed|ing)|discuss(?:es|ed|ing)?|mention(?:s|ed|ing)?|list(?:s|ed|ing)?|"
    r"bring(?:s|ing)? up|brought up|cit(?:es?|ed|ing)|rais(?:es?|ed|ing)|address(?:es|ed|ing)?|"
    r"defend(?:s|ed|ing)?|question(?:s|ed|ing)?)$",
    re.IGNORECASE,
)
# "that", "how the", "him as", "being beaten": a clause, a label
_CLAUSE = re.compile(
    r"\s*(?:that|how|what|why|when|where|whether|if|being|having|seeing|as)\b|"
    r"\s*(?:[\w'\u2019-]+\s+){1,8}?as\b",
    re.IGNORECASE,
)
# "some of the insensitive things | Dorne said"
_THINGS = re.compile(
    r"\b(?:things?|words?|lies?|comments?|remarks?|stuff|something|nothing|anything|everything|"
    r"nonsense|claims?|statements?)\s*$",
    re.IGNORECASE,
)
# "was asked twice about", "raised doubts about", "wrote about": a topic and no words
_TOPIC = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)?|doubts?)\b[^.!?\n]{0,30}\babout\s*$|"
    r"\b(?:wr(?:ites?|ote|itten|iting)|sp(?:eaks?|oke|oken|eaking)|talk(?:s|ed|ing)?)\s+"
    r"(?:\w+ly\s+)?about\s*$",
    re.IGNORECASE,
)
# "said | something nice about"
_SOMETHING = re.compile(
    r"\s*(?:some|any|no|every)thing\s+(?:[\w'\u2019-]+\s+){0,3}about\b", re.IGNORECASE
)
# "made no mention of"
_NONE = re.compile(r"\bno\b", re.IGNORECASE)
# what may stand after a report clause that closes its sentence: "on Monday.", "in a statement."
_TAIL = re.compile(
    r"\s*(?:(?:reporters|journalists|parliament|lawmakers|viewers)\b\s*)?"
    r"(?:(?:on|in|at|to|after|during|by|through|via|heading|late|early|earlier|yesterday|today)\b"
    r"[^.!?;\n]{0,90}|\w+day\b[^.!?;\n]{0,40})?[.\s]*$",
    re.IGNORECASE,
)
# where the subject of a closing report clause may begin: "the Turkish army", "Mara Venn", "he"
_BEGINS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Ss]ome|"
    r"[Tt]wo|[Ss]everal|[A-Z][\w'\u2019.-]*)\s"
)
_PRONOUN = re.compile(r"(?:he|she|they|it)\s*$", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w'\u2019.-]*\s+){1,6}$")
_PHRASE = re.compile(
    r"(?:the|an?|his|her|their|its|one|some|two|several)\s+(?:[\w'\u2019-]+\s+){1,12}$",
    re.IGNORECASE,
)
# "of the", "in the", "The Turkish": the phrase begins further left
_GOES_ON = re.compile(r"\b(?:of|for|in|on|at|by|with|from|and|or|the|an?|[A-Z][\w'\u2019.-]*)\s*$")
# "what the army said", "than the mayor said": no report
_BOUND = re.compile(
    r"\b(?:that|what|which|who|whom|as|than|if|when|where|how|to)\s*$", re.IGNORECASE
)
_FEW_WORDS = r"(?:(?!(?:but|who|which|that|because|to|they|we|he|she)\s)[\w'\u2019-]+\s+){1,8}?"
# "called him a", "called the mayor's plan a", "described the vote as", "dismissed it as"
_NAMES = re.compile(
    r"\b(?:call(?:ed|s|ing)|brand(?:ed|s|ing)|label(?:led|ed|s|ling|ing)|dub(?:bed|s|bing))\s+"
    r"(?!(?:on|for|off|to|upon|in|out|back|up|by|at|when|after)\b)"
    r"(?=(?:him|her|it|them|this|us|me)\s+\w|"
    rf"{_FEW_WORDS}(?:an?|the)\s+\w)|"
    r"\b(?:describ(?:ed|es|ing)|characteri[sz](?:ed|es|ing)|denounc(?:ed|es|ing)|"
    r"mock(?:ed|s|ing)|dismiss(?:ed|es|ing)|condemn(?:ed|s|ing)|derid(?:ed|es|ing)|"
    r"decr(?:ied|ies|ying)|depict(?:ed|s|ing)|portray(?:ed|s|ing)|hail(?:ed|s|ing)|"
    r"defend(?:ed|s|ing)|prais(?:ed|es|ing)|paint(?:ed|s|ing)|present(?:ed|s|ing)|"
    r"cast(?:s|ing)?|fram(?:ed|es|ing)|bill(?:ed|s|ing)|tout(?:ed|s|ing)|slam(?:med|s|ming)|"
    r"blast(?:ed|s|ing)|lambast(?:ed|es|ing)|ridicul(?:ed|es|ing)|pillor(?:ied|ies|ying)|"
    r"criticis(?:ed|es|ing)|criticiz(?:ed|es|ing)|"
    r"regard(?:ed|s|ing)?|view(?:ed|s|ing)?|vilif(?:ied|ies|ying)|castigat(?:ed|es|ing)|"
    r"demoni[sz](?:ed|es|ing)|laud(?:ed|s|ing))\s+"
    rf"{_FEW_WORDS}as\b|"
    # "what the guild considers a bad law"
    r"\bwhat\s+(?:(?!been\s)[\w'\u2019.-]+\s+){1,6}?(?:call(?:ed|s)?|consider(?:ed|s)?|deem(?:ed|s)?|"
    r"term(?:ed|s)?|describ(?:ed?|es)|label(?:led|ed|s)?|dub(?:bed|s)?|regard(?:ed|s)?\s+as|"
    r"view(?:ed|s)?\s+as|(?:see|saw|sees)\s+as)(?=\s)"
)
# "was called", "to call", "so called": nobody who calls is shown
_NOBODY = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|to|so|often|commonly|also)|-)\s*$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?:]\S{0,4}\s|[\"\u201c\u201d\n]")
_MARK = re.compile('["\u201c\u201d\u00ab\u00bb]')
# ": " between a verb of speech and what is said, also "said on Monday: "
_COLON = re.compile(r"[^.!?\n]{0,40}:[ \t]*$")
_CLAUSE_END = re.compile(r"[.;!?\n]|,\s+(?:who|which|where|when|after|before|while|but)\b")
# "writes: ", "said" and a line break: what is said begins there and may be long
_OPENED = re.compile(r":|\n")
# "- Mara Venn (@maravenn) May 2, 2021" closes a post that is shown
_SIGNED = re.compile(
    r"\s[\u2014\u2013-]{1,2}\s*[^\n\u2014]{1,60}?\(@\w{1,20}\)"
    r"(?:,?\s{0,2}[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?"
)
# "in a statement sent to us:", "the daily reports:" at the end of a paragraph; not "we told you:"
_INTRODUCES = re.compile(
    r"\b(?<!\bwe )(?<!\bI )(?:statement|e-?mail|letter|post|tweet|message|says?|said|stated?|"
    r"states|writes?|wrote|tells?|told|repl(?:ied|ies)|respond(?:ed|s)|explain(?:ed|s)|add(?:ed|s)|reads|"
    r"report(?:ed|s)|not(?:ed|es)|continue[ds]|had to say|followed up|according to)\b"
    r"[^.!?:\n]{0,90}:\s*$",
    re.IGNORECASE,
)
# "... sacked by barbarians": a paragraph that begins where somebody's words were cut
_EXCERPT = re.compile(r"(?:\u2026|\.{3}|\[(?:\u2026|\.{3})\])\s*\w")
# "the daily reports:"
_OUTLET = re.compile(r"\breport(?:ed|s)\b[^.!?:\n]{0,90}:\s*$", re.IGNORECASE)
# "she published this tweet an hour later: " before the words of a post that is signed
_SHOWS = re.compile(
    r"\b(?:tweet(?:s|ed|ing)?|twitter|facebook|instagram|post(?:s|ed|ing)?|message|statement|"
    r"wrote|reads?|below|here|watch)\b[^.!?:\n]{0,140}:\s+",
    re.IGNORECASE,
)
_REACH = 160
"""Code points that the pattern for a subject or a clause may look at."""
_NEAR = 40
"""Code points before a cue in which it may be negated."""
_FAR = 600
"""Code points that a report clause may reach back over in a sentence beyond what is known of it."""
_POST = 300
"""Code points that a shown post has at most; where more stands before it, its start is unknown."""
_MANY = 4
"""Words that a closing report clause must at least report."""


def is_unsaid(document: Document, attribution: Attribution) -> bool:
    """Whether the content is what the source rejects or did not say: the wording is the author's.

    "Debunks that ridiculous notion", "didn't mention what the despot did".
    """
    cue = attribution.cue
    if cue is None:
        return False
    words = [word.lower for word in words_of(cue.of(document.text))]
    if any(word in phrases("voice_rejecting") for word in words):
        return True
    before = document.text[max(0, cue.start - _NEAR) : cue.start]
    verb = cue.of(document.text)
    modal = verb[: verb.rfind(" ") + 1]
    return bool(_NOT.search(before) or _NOT.search(modal) or _NONE.search(verb))


def is_described(document: Document, attribution: Attribution) -> bool:
    """Whether the content names what the source said, put out or asked about and does not tell it:
    the wording is the author's. "Tweeted a chart of absurd figures", "the vile things Dorne
    said"."""
    cue, content = attribution.cue, attribution.content
    if cue is None or attribution.direct or not len(content):
        return False
    text = document.text
    if cue.end <= content.start:
        if _TOPIC.search(text, cue.start, min(content.start, cue.end + _NEAR)):
            return True
        if _SOMETHING.match(text, content.start, content.end):
            return True
        put_out = _PUTS_OUT.search(text, cue.start, cue.end)
        beside = not text[cue.end : content.start].strip()
        spoken_of = _SPEAKS_OF.search(text, cue.start, cue.end)
        if spoken_of and beside and not _CLAUSE.match(text, content.start, content.end):
            return True
        return bool(put_out and beside and _OBJECT.match(text, content.start, content.end))
    return _THINGS.search(text, max(content.start, content.end - 40), content.end) is not None


def is_direct(document: Document, attribution: Attribution) -> bool:
    """Whether content outside marks is speech given word for word.

    The first person gives it away where the source speaks before or after it ("We warn against
    it, the staff said"), and so does a small word with a capital behind the cue ("said We go") or
    any capital behind a verb of speech with a colon ("replied: Read the paper").
    """
    text, content = document.text, attribution.content
    if attribution.direct:
        return True
    words = content.of(text)
    if not len(content) or _TOLD.match(words) or _addresses_author(text, attribution):
        return False
    cue = attribution.cue
    if cue is None:
        return False
    spoken = _FIRST.search(words) is not None
    if content.end <= cue.start:
        return spoken
    between = text[cue.end : content.start] if cue.end <= content.start else "that"
    if _THAT.search(between):
        return False
    opening = next(iter(words_of(words[:40])), None)
    verb = cue.of(text)
    # "Surgeon warns: Drinking kills": a headline's colon opens its own wording
    in_headline = document.role_at(cue.start) == "headline"
    colon = not in_headline and _COLON.match(verb[-1:] + between) and _is_said(verb)
    capital = (
        opening is not None
        and words[opening.start].isupper()
        and (colon or (opening.lower in small_words() and opening.lower != "i"))
    )
    return capital or (spoken and _is_report(cue.of(text)) and any(m in between for m in ":,"))


def _addresses_author(text: str, attribution: Attribution) -> bool:
    """Whether the first person may be the author: he is the source, or is spoken to."""
    source, cue = attribution.source, attribution.cue
    if source is not None and source.of(text).lower() in ("i", "we"):
        return True
    if cue is None:
        return False
    return bool(
        _TO_AUTHOR.search(cue.of(text)) or _TO_AUTHOR.match(text[cue.end : cue.end + 6].lstrip())
    )


def governed(document: Document, attribution: Attribution, cues: Sequence[int]) -> Span:
    """The content in its paragraph, grown back to its sentence's start where a report clause
    closes that sentence.

    ``cues`` are the starts of all cues, sorted: another one before the content keeps its share.
    """
    content, cue = _in_paragraph(document, attribution), attribution.cue
    if cue is None or content.end > cue.start:
        return content
    sentence = document.sentence_of(cue.start)
    if not sentence.start < content.start < min(sentence.end, sentence.start + _FAR):
        return content
    end = max(cue.end, attribution.source.end if attribution.source else 0)
    if not _is_report(cue.of(document.text)) or not _TAIL.match(document.text, end, sentence.end):
        return content
    i = bisect_left(cues, sentence.start)
    if i < len(cues) and cues[i] < content.start:
        return content
    if _STOP.search(document.text, sentence.start, content.start):
        return content
    return Span(sentence.start, content.end)


def _is_report(cue: str) -> bool:
    """Whether a cue is a verb that closes or opens reported speech; "according to" is none."""
    return any(word.lower in phrases("voice_reporting") for word in words_of(cue))


def _is_said(cue: str) -> bool:
    """Whether a cue holds a verb whose object is its subject's own wording."""
    return any(word.lower in phrases("voice_verbs") for word in words_of(cue))


def _beside_cue(document: Document, attribution: Attribution) -> Span:
    """The content without its own source and cue, and in the cue's sentence: a report does not
    reach over a full stop, but where a colon or a line break opens what is said."""
    content, cue, text = attribution.content, attribution.cue, document.text
    if cue is None or attribution.direct:
        return content
    sentence = document.sentence_of(cue.start)
    if content.start < sentence.start < content.end:
        content = Span(sentence.start, content.end)
    opens = min(content.start + 1, cue.end + _REACH)
    goes_on = _OPENED.search(text, cue.end - 1, max(cue.end, opens)) or _runs_on(
        text, sentence.end, content.end
    )
    if content.start < sentence.end < content.end and not goes_on:
        content = Span(content.start, sentence.end)
    if not content.contains(cue):
        return content
    source = attribution.source
    named = source if source is not None and content.contains(source) else cue
    before = Span(content.start, min(named.start, cue.start))
    after = Span(max(named.end, cue.end), content.end)
    if before.of(text).rstrip().endswith(",") and after.of(text).lstrip().startswith(","):
        return content
    return max(before, after, key=len)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether the text after a break goes on with the sentence before it."""
    first = text[start : min(end, start + _NEAR)].lstrip()[:1]
    return first in ("\u2026", ".") or first.islower()


def _in_paragraph(document: Document, attribution: Attribution) -> Span:
    """What of the content stands in the cue's paragraph: a report does not outlast it, but where
    the next one begins in the middle of a sentence."""
    content, cue = _beside_cue(document, attribution), attribution.cue
    if cue is None or not document.paragraphs:
        return content
    paragraph = document.paragraph_of(cue.start)
    if not paragraph.overlap(content) or _runs_on(document.text, paragraph.end, content.end):
        return content
    return Span(max(content.start, paragraph.start), min(content.end, paragraph.end))


@dataclass(frozen=True, slots=True)
class Unmarked:
    """What is another's words by the text alone, no quotation mark around it."""

    closing: tuple[tuple[Span, bool], ...]
    """What sentences say up to the report clause that closes them, and whether it is spoken."""
    shown: tuple[Span, ...]
    named: tuple[Span, ...]


def unmarked_in(document: Document) -> Unmarked:
    """What the text shows to be another's words before any source is known."""
    return Unmarked(
        tuple(_closing(document)),
        (*shown_posts(document), *introduced(document)),
        tuple(namings(document)),
    )


def closing_reports(
    document: Document, cues: Sequence[int], closing: Sequence[tuple[Span, bool]] | None = None
) -> Iterator[tuple[Span, Literal["reported", "quoted"]]]:
    """What sentences without marks say up to the report clause that closes them, and how.

    "Nine men were hurt in the raid the army said" is told; "We warn against such steps the
    army said" is spoken. ``cues`` as in :func:`governed`: where one is known, what is told has been
    found already. ``closing`` is that of :class:`Unmarked`, where it is known.
    """
    for told, spoken in _closing(document) if closing is None else closing:
        sentence = document.sentence_of(told.start)
        known = bisect_left(cues, sentence.start) < bisect_left(cues, sentence.end)
        if spoken or not known:
            yield told, "quoted" if spoken else "reported"


def _closing(document: Document) -> Iterator[tuple[Span, bool]]:
    verbs, text = phrases("voice_reporting"), document.text
    for sentence in document.sentences:
        start = max(sentence.start, sentence.end - _REACH)
        tail = text[start : sentence.end]
        # Few sentences end in such a verb: the rest needs no offsets.
        if not any(word in verbs for word in lower_words(tail)):
            continue
        for word in reversed(words_of(tail)):
            if word.lower in verbs and _TAIL.match(text, start + word.end, sentence.end):
                told = _before_subject(text, sentence, start + word.start)
                if told and not _MARK.search(text, told.start, told.end):
                    yield told, _FIRST.search(text, told.start, told.end) is not None
                break


def _before_subject(text: str, sentence: Span, verb: int) -> Span | None:
    """The sentence up to the subject of its closing verb, or None where there is no clause."""
    start = max(sentence.start, verb - _REACH)
    for begins in reversed(list(_BEGINS.finditer(text, start, verb))):
        at = begins.start()
        if not any(form.match(text, at, verb) for form in (_PRONOUN, _NAME, _PHRASE)):
            continue
        before = text[max(sentence.start, at - 24) : at]
        if _BOUND.search(before):
            return None
        if not _GOES_ON.search(before):
            told = Span(sentence.start, at)
            return told if len(words_of(told.of(text))) >= _MANY else None
    return None


def namings(document: Document) -> Iterator[Span]:
    """What somebody calls something: from the verb of naming to the end of its clause."""
    text = document.text
    for found in _NAMES.finditer(text):
        if _NOBODY.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        end = _CLAUSE_END.search(text, found.end(), found.end() + _REACH)
        yield Span(found.end(), end.start() if end else min(len(text), found.end() + _REACH))


def shown_posts(document: Document) -> Iterator[Span]:
    """Posts that the text shows, without the line that signs them.

    A post begins with its paragraph, or after the colon that introduces it; where the paragraph
    holds more before it, what is sure to be its writer's is its last sentence.
    """
    at = 0
    for found in _SIGNED.finditer(document.text):
        paragraph = document.paragraph_of(found.start()).start if document.paragraphs else 0
        start = max(at, paragraph)
        near = max(start, found.start() - _POST)
        colons = list(_SHOWS.finditer(document.text, near, found.start()))
        start = colons[-1].end() if colons else start
        if found.start() > start + _POST and document.sentences:
            last = document.sentence_of(found.start() - 1).start
            start = max(start, last)
        if start < found.start() <= start + _POST:
            yield Span(start, found.start())
        at = found.end()


def introduced(document: Document) -> Iterator[Span]:
    """Paragraphs of prose without marks that a colon and a word of speech before them introduce,
    and excerpts: those that open with an ellipsis after an unfinished one. What an outlet reports
    may hold marks of its own."""
    for before, paragraph in pairwise(document.paragraphs):
        tail = document.text[max(before.start, before.end - _REACH) : before.end].rstrip()
        words = paragraph.of(document.text).rstrip()
        last = tail[tail.rfind(" ") + 1 :].lower()
        excerpt = _EXCERPT.match(words) and (tail.endswith((":", ",")) or last in small_words())
        told = (
            tail.endswith(":")
            and _INTRODUCES.search(tail)
            and words.endswith((".", "!", "?"))
            and not (_MARK.match if _OUTLET.search(tail) else _MARK.search)(words)
        )
        if excerpt or told:
            yield Span(paragraph.start, paragraph.start + len(words))
