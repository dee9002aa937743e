"""Forms without an attributor: "It is estimated that ...", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import (
    AUXILIARY,
    FORMS_OF_BE,
    LONGEST,
    Sentence,
    stretch,
    trim,
)
from features.sourcing.words import Word, single_words


def agentless_in(document: Document, sentences: Iterable[Sentence]) -> tuple[Link, ...]:
    """Forms without an attributor alone: "It is estimated that ...", "reportedly"."""
    return tuple(
        link for s in sentences for link in agentless(document, s) if len(s.words) <= LONGEST
    )


def agentless(document: Document, sentence: Sentence) -> Iterator[Link]:
    """The forms without an attributor of one sentence."""
    adverbs, passives = single_words("cues", "adverb"), single_words("cues", "passive")
    tokens = sentence.words
    if verdict := VERDICT.match(document.text, sentence.span.start, sentence.span.end):
        rest = Span(verdict.end(), sentence.span.end)
        if len(rest) > SHORTEST:
            yield Link(None, Span(*verdict.span("cue")), (rest,), "agentless")
    for i, word in enumerate(tokens):
        adverb = word.low in adverbs
        if not (adverb or word.low in passives) or sentence.quoted(word.start):
            continue
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if adverb:
            # "purportedly from the town" hides who vouches for the town alone.
            before = tokens[i - 1].low if i else ""
            opens = word.capital and following in DETERMINERS
            whole = before not in DETERMINERS and not of_a_part(document.text, word)
            if (opens or following not in MODIFYING) and whole:
                yield from _link(document, sentence, None, Span(word.start, word.end), "adverb")
        elif word.low == "supposed" and not _is_reported(tokens, i):
            # "the person who is supposed to lead": a duty and no report.
            continue
        elif addressed(tokens, i + 1):
            # "was known to the police", "was reported to them": who heard is told, not who says.
            continue
        elif i and tokens[i - 1].low == "be":
            # "who may well be expected to pay": a guess.
            continue
        elif i and _elided(document, word, tokens[i - 1], following):
            yield from _link(document, sentence, None, Span(word.start, word.end), "agentless")
        elif i and tokens[i - 1].low in FORMS_OF_BE:
            start = i - 1
            while start and tokens[start - 1].low in AUXILIARY:
                start -= 1
            it = start > 0 and tokens[start - 1].low == "it"
            if (it and following != "by") or following == "to" or following in FATE:
                cue = Span(tokens[start - it].start, word.end)
                yield from _link(document, sentence, None, cue, "agentless")


def addressed(tokens: Sequence[Word], at: int) -> bool:
    """Whether the "to" at ``at`` goes before a noun or a pronoun and no verb."""
    to, noun = tokens[at : at + 1], tokens[at + 1 : at + 2]
    if not (to and noun) or to[0].low != "to":
        return False
    return noun[0].low in DETERMINERS or noun[0].low in HEARERS


def _is_reported(tokens: Sequence[Word], at: int) -> bool:
    """Whether "supposed" tells what is said to have been; what "was supposed to" be was not."""
    have = [word.low for word in tokens[at + 1 : at + 3]] == ["to", "have"]
    return have and (not at or tokens[at - 1].low not in ("was", "were"))


# "apparently", "supposedly": the author's own guess or jibe
GUESSED = frozenset({"apparently", "supposedly"})
# "who was allegedly shot", "for allegedly lying": a word on a part of the author's sentence
OF_A_PART = re.compile(
    r"\b(?:who|which|that|for|of|by|with|after|from)(?: (?:was|were|is|are|has|had|have))?\s$",
    re.IGNORECASE,
)
# "a letter allegedly written by"
REDUCED = re.compile(r"\s+\w+(?:ed|en|wn|nt) by\b")
# "was allegedly", "and allegedly": what stands before the adverb of a main verb
VERBAL = re.compile(r"\b(?:is|was|are|were|has|had|have|been|and|also|then|he|she|they|it)\s$")


def of_a_part(text: str, word: Span) -> bool:
    """Whether an adverb tells the author's own guess, or covers a part of his sentence alone."""
    if word.of(text).casefold() in GUESSED:
        return True
    before = max(0, word.start - 20)
    if OF_A_PART.search(text, before, word.start):
        return True
    reduced = REDUCED.match(text, word.end) is not None
    return reduced and VERBAL.search(text, before, word.start) is None


# "MYTH: ", "Not real: ": what follows is told in order to be judged
VERDICT = re.compile(
    r"[\s\"“]{0,2}(?P<cue>(?:not (?:real|true)|myth|claim|false|fiction|hoax|rumou?r|fake))\s?:\s",
    re.IGNORECASE,
)
SHORTEST = 20
"""Code points of what a verdict is given on."""
MODIFYING = frozenset({"from", "in", "by", "of", "at", "near", "for", "the", "a", "an"})
HEARERS = single_words("source_functions", "hearer")
DETERMINERS = frozenset({"the", "a", "an", "this", "these", "those", "his", "her", "its", "their"})
"""What stands before "the allegedly moderate factions": a word on the factions alone."""
FATE = frozenset({"dead", "killed", "missing", "trapped", "wounded", "injured", "drowned", "lost"})
"""What follows the participle of "forty are feared dead"."""


def _elided(document: Document, word: Word, before: Word, after: str) -> bool:
    """Whether a headline leaves out the verb: "Council expected to refuse", "Forty feared dead"."""
    headline = document.role_at(word.start) == "headline"
    return headline and before.low not in AUXILIARY and (after == "to" or after in FATE)


def _link(
    document: Document, sentence: Sentence, source: Span | None, cue: Span, form: str
) -> Iterator[Link]:
    """A cue whose content is the rest of its sentence, what follows it first."""
    after = trim(document.text, stretch(cue.end, sentence.span.end))
    before = trim(document.text, stretch(sentence.span.start, cue.start))
    if form == "agentless" and len(after) > 12 and len(before) < 12:
        yield Link(source, cue, (after,), form)
        return
    pieces = tuple(piece for piece in (before, after) if len(piece) > 3)
    if pieces:
        yield Link(source, cue, pieces, form)
