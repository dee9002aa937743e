"""A sentence as the rules read it, and the noun phrases before and behind its verbs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from features.evidence import Document, Quotation, Span
from features.sourcing.names import STOPS
from features.sourcing.words import Word, lexicon, within

LONGEST = 400
"""Words; a longer sentence is a list or noise, and time grows with its square."""
BE = frozenset({"is", "was", "are", "were", "been", "being", "be", "has", "have", "had"})
FORMS_OF_BE = frozenset({"is", "was", "are", "were", "been", "being", "be"})
AUXILIARY = BE | frozenset(
    {
        *("also", "later", "then", "further", "repeatedly", "previously", "earlier", "not"),
        *("would", "did", "told", "himself", "herself", "now", "publicly", "recently"),
        *("simply", "again", "yesterday", "reportedly", "even", "still", "already"),
    }
)
SUBJECTS = frozenset(
    {
        *("he", "she", "it", "they", "we", "i", "one", "another", "who", "some", "others"),
        *("many", "which", "you", "both", "most", "several", "few"),
    }
)
BREAKERS = frozenset(
    {
        *("that", "while", "when", "as", "if", "because", "although", "though", "but", "where"),
        *("since", "after", "before", "until", "than", "whether", "how", "what", "why", "so"),
        *("with", "adding", "saying", "and", "or"),
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and the quotations that touch it."""

    span: Span
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, at: int) -> bool:
        """Whether a place lies inside quotation marks."""
        return any(q.start <= at < q.end for q in self.quotations)


def sentences_of(document: Document, tokens: Sequence[Word]) -> Iterator[Sentence]:
    """The sentences of a document, each with its words and quotations."""
    starts = [quotation.start for quotation in document.quotations]
    for span in document.sentences:
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_left(starts, span.end)
        touching = tuple(q for q in document.quotations[first:last] if q.overlap(span))
        yield Sentence(span, tuple(within(tokens, span)), touching)


def trim(text: str, span: Span) -> Span:
    """The span without white space, commas, colons and dashes at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.-–—"):
        end -= 1
    return Span(start, end)


def stretch(start: int, end: int) -> Span:
    """From ``start`` to ``end``, empty where that lies before it."""
    return Span(start, max(start, end))


# "according to the ministry, which": what ends a noun phrase
ENDS = re.compile(r"[,;:!?\n\"“”]|\.(?=\s|$)|\s(?:which|who|that said|and said)\s")


def phrase_end(text: str, sentence: Sentence, start: int) -> int:
    """Where a noun phrase that begins at ``start`` ends at the latest."""
    match = ENDS.search(text, start, sentence.span.end)
    return match.start() if match else sentence.span.end


# "compared with the register by the auditor": a noun phrase begins at its last article
ARTICLE = re.compile(r"(?<!\bof )(?<!\bfor )(?<!\bin )(?<!\bfrom )(?<!\bat )\b(?:[Tt]he|[Aa]n?) ")


def last_phrase(text: str, match: re.Match[str]) -> Span:
    """The last noun phrase of a match's group "source"."""
    start, end = match.span("source")
    articles = [found.start() for found in ARTICLE.finditer(text, start, end)]
    return Span(articles[-1] if articles else start, end)


# what no noun phrase holds: before its verb, and between its words
CLOSES = re.compile(r"[;:\"“”\n]")
BREAKS = re.compile(r"[;:!?\"“”\n—]|\.\s")


def subject_before(
    document: Document, sentence: Sentence, at: int, main: bool = False
) -> Span | None:
    """The noun phrase before a verb; ``main`` the first one of the sentence."""
    text, tokens = document.text, sentence.words
    if main:
        end = next((i for i in range(1, min(at, 12)) if tokens[i].low in BE), 0)
        if not end and tokens[0].low in SUBJECTS:
            end = 1
        return Span(tokens[0].start, tokens[end - 1].end) if end else None
    if not at or at >= len(tokens):
        return None
    if tokens[at - 1].low in SUBJECTS:
        return Span(tokens[at - 1].start, tokens[at - 1].end)
    gap = text[tokens[at - 1].end : tokens[at].start]
    commas = 1 if "," in gap else 0
    if CLOSES.search(gap):
        return None
    start = at - 1
    while start > 0 and at - start < 26:
        between = text[tokens[start - 1].end : tokens[start].start]
        word = tokens[start - 1]
        if BREAKS.search(between) and not _initial(tokens[start - 1], between):
            break
        if "," in between:
            if not commas:
                break
            commas += 1
            if commas > 2:
                break
        if _is_cue(word, tokens[start]):
            break
        if word.low in BREAKERS and not (word.low == "and" and tokens[start].capital):
            break
        start -= 1
    while start < at and tokens[start].low in BREAKERS:
        start += 1
    end = tokens[at - 1].end
    end += text[end : end + 1] == ")"
    return Span(tokens[start].start, end) if start < at else None


def _is_cue(word: Word, following: Word) -> bool:
    """Whether a verb stands inside what would be a noun phrase: "shows a soldier admitting"."""
    cues = lexicon("cues")
    verb = not word.capital and (word.low in cues["say"] or word.low in cues["frame"])
    return verb and following.low in ("a", "an", "the", "for", "that") and word.low[-1] in "sd"


def _initial(word: Word, between: str) -> bool:
    return "." in between and len(word.text) <= 4 and '"' not in between


def subject_behind(document: Document, sentence: Sentence, end: int) -> Span | None:
    """The noun phrase behind the verb in '"...," said X, a baker.'"""
    tokens = sentence.words
    if end >= len(tokens) or not (
        tokens[end].capital or tokens[end].low in STOPS or tokens[end].low.isalpha()
    ):
        return None
    if tokens[end].low in ("that", "in", "on", "at", "during", "by", "with", "it", "when", "to"):
        return None
    stop = phrase_end(document.text, sentence, tokens[end].start)
    inner = within(tokens, Span(tokens[end].start, stop))
    cut = next(
        (
            w.start
            for w in inner[1:]
            if w.low in ("in", "on", "during", "at", "after", "as", "when", "while", "before")
            and not w.capital
        ),
        stop,
    )
    span = trim(document.text, stretch(tokens[end].start, cut))
    return span if len(span) else None
