"""Attributions by a verb of speech: "X said", '"...," said X', "X said ..., adding ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import (
    AUXILIARY,
    BREAKERS,
    FORMS_OF_BE,
    SUBJECTS,
    Sentence,
    stretch,
    subject_before,
    subject_behind,
    trim,
)
from features.sourcing.names import DAYS, STOPS
from features.sourcing.words import Word, single_words, within

# ", said", '" said', "” said"
CLOSED = re.compile(r"[,.!?…][\"”’'»]?\s*$|[\"”»]\s*$")
# 'says: "We', 'said, "We'
OPENS = re.compile(r"\s*[:,]?\s*[\"“«]|\s*:")
# "on Sunday", "in a statement": what follows '..., he said' without being said
CIRCUMSTANCE = re.compile(
    rf"\s*(?:{'|'.join(sorted(DAYS))}|on|in|at|during|after|before|when|while|as|to|by|last|this"
    r"|late|early|from|with|here|later|earlier|yesterday|today)\b",
    re.IGNORECASE,
)


def by_verbs(document: Document, sentence: Sentence) -> list[Link]:
    """Attributions by a verb; a participle takes the source of the verb before it."""
    found: list[Link] = []
    cues = [(i, end) for i, end in _cues(document, sentence)]
    for n, (at, end) in enumerate(cues):
        limit = cues[n + 1][0] if n + 1 < len(cues) else len(sentence.words)
        link = _by_verb(document, sentence, at, end, limit, found)
        if link is not None:
            found.append(link)
    return found


def _cues(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    say, frame = single_words("cues", "say"), single_words("cues", "frame")
    content = [word for word in sentence.words if word.low not in STOPS]
    shouting = sum(word.capital for word in content) > 0.8 * len(content)
    for i, word in enumerate(sentence.words):
        if not (word.low in say or word.low in frame) or (not i and word.low != "asked"):
            continue
        if sentence.quoted(word.start):
            continue
        if word.low in frame and not _introduces(document, sentence, i):
            continue
        if sentence.words[i - 1].low in ("to", "the", "a", "is", "was", "are", "were", "be"):
            continue
        if word.capital and not shouting:
            continue
        start = i
        while start > 1 and sentence.words[start - 1].low in AUXILIARY:
            start -= 1
        # "they were not told": nobody is quoted.
        if not any(w.low in FORMS_OF_BE for w in sentence.words[start:i]):
            yield start, i + 1


def _introduces(document: Document, sentence: Sentence, at: int) -> bool:
    """Whether "that" or a quotation follows, or a quotation has just closed."""
    word = sentence.words[at]
    if at + 1 < len(sentence.words) and sentence.words[at + 1].low == "that":
        return True
    follows = document.text[word.end : word.end + 4]
    before = document.text[max(0, word.start - 30) : word.start]
    return bool(re.match(r"\s*[:,]?\s*[\"“«]", follows)) or bool(re.search(r"[\"”»]", before))


def _by_verb(
    document: Document,
    sentence: Sentence,
    at: int,
    end: int,
    limit: int,
    earlier: Sequence[Link],
) -> Link | None:
    text, tokens = document.text, sentence.words
    cue = Span(tokens[at].start, tokens[end - 1].end)
    lead = text[sentence.span.start : cue.start]
    participle = tokens[end - 1].low.endswith("ing")
    opens = OPENS.match(text, cue.end) is not None
    if CLOSED.search(lead) and not participle and not opens:
        source = subject_behind(document, sentence, end)
        if source is not None and not _may_invert(sentence, lead, source):
            source = None
        if source is None:
            appositive = subject_before(document, sentence, at)
            if appositive is not None and lead.rstrip().endswith(","):
                return _around(document, sentence, appositive, cue, limit, earlier)
        if source is None:
            return None
        before = trim(text, stretch(_left_edge(sentence, earlier), cue.start))
        after = trim(text, stretch(source.end, sentence.span.end))
        pieces = [p for p in (before, _quoted_part(sentence, after)) if p and len(p) > 3]
        return Link(source, cue, tuple(pieces), "verb") if pieces else None
    loose = participle and (not at or lead.rstrip()[-1:] in ",;" or tokens[at - 1].low in BREAKERS)
    if loose:
        subject = (
            earlier[-1].source if earlier else subject_before(document, sentence, at, main=True)
        )
    else:
        subject = subject_before(document, sentence, at)
    if subject is None:
        return None
    return _around(document, sentence, subject, cue, limit, earlier)


def _may_invert(sentence: Sentence, lead: str, source: Span) -> bool:
    """Whether what follows the verb can be its subject: '..., said the mayor' and not
    'The mayor, who was ill, said the roads were shut'."""
    told = within(sentence.words, Span(source.start, sentence.span.end))
    if lead.rstrip()[-1:] in '"”»':
        return True
    verbs = any(word.low in AUXILIARY for word in within(sentence.words, source))
    pronoun = bool(told) and told[0].low in SUBJECTS and len(told) > 1
    first = lead.split(",")[0].split()
    return not verbs and not pronoun and (lead.count(",") == 1 or len(first) >= 8)


def _around(
    document: Document,
    sentence: Sentence,
    subject: Span,
    cue: Span,
    limit: int,
    earlier: Sequence[Link],
) -> Link | None:
    text, tokens = document.text, sentence.words
    stop = sentence.span.end
    if limit < len(tokens):
        stop = max(cue.end, tokens[limit].start)
        opened = re.search(r",\s[^,\"“”]{0,40}$", text[cue.end : stop])
        stop = cue.end + opened.start() if opened else stop
    after = trim(text, stretch(cue.end, stop))
    before = trim(text, stretch(_left_edge(sentence, earlier), min(subject.start, cue.start)))
    told = within(tokens, after)
    closed = CLOSED.search(text[sentence.span.start : subject.start]) is not None
    long = len(within(tokens, before)) >= 4 and subject.of(text).casefold() != "who"
    ends = len(told) < 3 or CIRCUMSTANCE.match(text, cue.end) is not None
    marked = re.search(r"[\"”»]\s*$", text[sentence.span.start : subject.start]) is not None
    spoken_before = closed and long and (ends or marked) and not OPENS.match(text, cue.end)
    if spoken_before:
        quoted = _quoted_part(sentence, after)
        return Link(subject, cue, tuple(p for p in (before, quoted) if p), "verb")
    after = _without_hearer(document, cue, after, told)
    if len(within(tokens, after)) >= 2:
        return Link(subject, cue, (after,), "verb")
    return Link(subject, cue, (before,), "verb") if closed and len(before) > 8 else None


def _without_hearer(document: Document, cue: Span, after: Span, told: Sequence[Word]) -> Span:
    """ "told reporters that X" says X: the hearer is left out."""
    if not cue.of(document.text).casefold().endswith(("told", "tells", "telling")):
        that = next((w for w in told[:6] if w.low == "that"), None)
        return Span(that.end + 1, after.end) if that and that.end < after.end else after
    for i, word in enumerate(told[:9]):
        between = document.text[told[i - 1].end : word.start] if i else ""
        if word.low == "that" or (i and re.search(r"[,:\"“]", between)):
            return Span(
                word.start if word.low != "that" else min(word.end + 1, after.end), after.end
            )
    return Span(told[1].start, after.end) if len(told) > 2 else after


def _left_edge(sentence: Sentence, earlier: Sequence[Link]) -> int:
    return max([sentence.span.start, *(link.whole.end for link in earlier)])


def _quoted_part(sentence: Sentence, stretch: Span) -> Span | None:
    """What stands in quotation marks of a stretch behind '..., he said'."""
    inside = [
        q for q in sentence.quotations if q.start >= stretch.start - 1 and q.start < stretch.end
    ]
    if not inside:
        return None
    return Span(inside[0].start, min(inside[-1].end, sentence.span.end))
