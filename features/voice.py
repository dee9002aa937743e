"""Whose words each stretch of a document is: quoted, reported, or the author's own.

Quotation marks are not enough: by BASIL (Fan et al. 2019) most loaded words in marks without a
speaker are the author's scare quotes. So marks count as quoted where somebody speaks them: a
source that the sourcing stage found, or a speech cue beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from features.concepts import is_hidden, is_unjudged
from features.evidence import (
    Attribution,
    Document,
    Quotation,
    Quote,
    QuoteType,
    Sourcing,
    Span,
    Voice,
    Voices,
)
from features.phrases import entries, lower_words, phrases, words_of
from features.unmarked import (
    Unmarked,
    closing_reports,
    governed,
    is_described,
    is_direct,
    is_unsaid,
    unmarked_in,
)

SHORT = 4
"""Most words that a scare quote has; a longer stretch in marks is speech."""
_REACH = 160
"""Code points around a quotation in which a cue may stand, inside its sentence."""
_FAR = 400
"""Code points at the end of the paragraph before in which somebody may be heard to speak."""
_BREAK = re.compile(r"[.!?]['\"\u2019\u201d\u00bb)\]]*\s|\n")
_SENTENCE_END = re.compile(r"[.!?\u2026,;\u2014-]\W*$")
# a name and a colon before a quotation: 'Mara Venn, mayor: "..."'
_COLON = re.compile(r":\s*$")
# 'so-called "X"' and 'the word "X"'
_SO_CALLED = re.compile(r"\bso[ -]called\s*$", re.IGNORECASE)
# "Roux's "herd of mules" remark", "the mayor's "swamp" comments"
_REMARK = re.compile(
    r"\s(?:\w+\s)?(?:remarks?|comments?|speech|speeches|statements?|quips?|jokes?|tweets?|jibes?|"
    r"taunts?|insults?|slurs?|gaffes?|quotes?|rants?|tirades?|outbursts?|outcry|boasts?|claims?|"
    r"accusations?|allegations?|chants?|threats?|warnings?|pledges?|vows?|promises?)\b"
)
_OWNED = re.compile(r"(?:\w['\u2019]s?|\b(?:his|her|their))(?:\s\w+){0,2}\s$", re.IGNORECASE)
_LAST_WORDS = re.compile(r"([^\W_]+)(?:\s+(?:as|is|was|are|the|a|an|called|of))?\s*[,:(]?\s*$")
# between two quotations that one verb governs: '"cruel" and "vain"', '"cruel," "vain"'
_COORDINATED = re.compile(r"[\s,;]*(?:(?:and|or|but|nor)\b(?:\s+\w+){0,3}\s*)?")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks a quotation; ``source_id`` is None where somebody does whom nobody named."""

    source_id: str | None


class _Heard(NamedTuple):
    """A quotation, whether somebody speaks it, and whether it looks like a title or a name."""

    quote: Quote
    spoken: bool
    name: bool


def find_voices(document: Document, sourcing: Sourcing, known: Unmarked | None = None) -> Voices:
    """Quotations with speaker and type, and the stretches that are not the author's.

    Quoted: words in marks with a speaker, and direct speech without marks. Reported: what an
    attribution's content says outside marks, and what else is told as another's words
    (:mod:`features.unmarked`). A scare quote, a title, a name, a word spoken of and
    a long quotation that nobody speaks stay with the author; the last is "direct" without a
    source. Time is linear in the text but for attributions nested in one another. ``known`` is what
    :func:`features.unmarked.unmarked_in` gives, where it is known.
    """
    alone = known or unmarked_in(document)
    attributions = sorted(sourcing.attributions, key=lambda a: (a.content.start, -a.content.end))
    found = list(_echoed(document, list(_quotes(document, attributions))))
    spoken = [Span(h.quote.start, h.quote.end) for h in found if h.spoken]
    cues = sorted(a.cue.start for a in attributions if a.cue)
    said = [
        a
        for a in attributions
        if _speaks(document, a) and not is_unsaid(document, a) and not is_described(document, a)
    ]
    direct = [a for a in said if not _is_marked(document, a) and is_direct(document, a)]
    unmarked = (governed(document, a, cues) for a in direct)
    closed = list(closing_reports(document, cues, alone.closing))
    heard = (span for span, voice in closed if voice == "quoted")
    quoted = _merged([*spoken, *unmarked, *heard, *alone.shown])
    told = (piece for a in said for piece in _around(governed(document, a, cues), a))
    reported = _merged([*told, *(span for span, _ in closed), *alone.named])
    return Voices(tuple(h.quote for h in found), tuple(_stretches(quoted, reported)))


def without_faceless(voices: Voices, sourcing: Sourcing) -> Voices:
    """The voices as a hint is charged: what "critics" or "experts" say whom nobody can ask, or what
    is "reportedly" so, the author has chosen to say, and it is his; so is his own wording of an
    outlet or an institute that nothing lets a reader judge (decision 17)."""
    nobody = (a for a in sourcing.attributions if is_hidden(a) and not is_unjudged(a))
    faceless = _merged(a.content for a in nobody)
    unjudged = _merged(a.content for a in sourcing.attributions if is_unjudged(a))
    if not faceless and not unjudged:
        return voices
    never, reworded = (
        Voices((), tuple((content, "quoted") for content in contents))
        for contents in (faceless, unjudged)
    )
    kept = [
        (s, voice)
        for s, voice in voices.stretches
        if never.at(s) == "author" and (voice == "quoted" or reworded.at(s) == "author")
    ]
    return replace(voices, stretches=tuple(kept))


def _is_wordless(document: Document, attribution: Attribution) -> bool:
    """Whether the source shows or counts and does not speak, or is none: what a video shows, a
    survey counts or "reportedly" tells is in the author's words. A study or a letter speaks."""
    source = attribution.source
    if attribution.kind == "document_or_recording":
        return source is not None and _cued(source.of(document.text), "voice_shown")
    empty = attribution.kind == "unattributed" and source is None
    return empty or attribution.kind == "poll_or_dataset"


def _speaks(document: Document, attribution: Attribution) -> bool:
    """Whether somebody else speaks: at depth 0 the writer of a post vouches for himself, and what
    is shown, known or wanted is not said."""
    cue = attribution.cue
    if attribution.depth == 0 or attribution.direct:
        return attribution.depth > 0
    verb = cue.of(document.text) if cue is not None else ""
    unspoken = _cued(verb, "voice_unspoken") and not _cued(verb, "voice_verbs")
    return not unspoken and not _is_wordless(document, attribution)


def _around(told: Span, attribution: Attribution) -> Iterator[Span]:
    """What is told without the attribution's own source and cue ("..., the mayor said, ...")."""
    named = [s for s in (attribution.source, attribution.cue) if s and told.contains(s)]
    if not named:
        yield told
        return
    yield Span(told.start, min(s.start for s in named))
    yield Span(max(s.end for s in named), told.end)


def _is_marked(document: Document, attribution: Attribution) -> bool:
    """Whether marks stand in the content, so that they tell what of it is word for word."""
    i = bisect_right(document.quotations, attribution.content.start, key=lambda q: q.end)
    quotations = document.quotations
    return i < len(quotations) and quotations[i].start < attribution.content.end


def _quotes(document: Document, attributions: Sequence[Attribution]) -> Iterator[_Heard]:
    """Quotations with their type, titles and names among them."""
    covering = _Covering(document, attributions)
    judge = _Judge(document, attributions)
    last: tuple[int, _Speaker | None] = (-1, None)
    for group in _groups(document.quotations):
        # every one is asked, since the sweep over the attributions moves with the asking
        speakers = [covering.of(quotation) for quotation in group]
        speaker = next((s for s in speakers if s is not None), None) or judge.speaker(group)
        if speaker is None and 0 <= last[0] <= group[0].start:
            between = document.text[last[0] : min(group[0].start, last[0] + _REACH)]
            speaker = last[1] if _COORDINATED.fullmatch(between) else None
        last = (group[-1].end, speaker)
        for quotation in group:
            kind = _type(document, quotation, speaker, len(group) > 1)
            source_id = speaker.source_id if speaker else None
            quote = Quote(quotation.start, quotation.end, source_id, kind)
            name = speaker is None and judge.is_name(quotation)
            yield _Heard(quote, speaker is not None, name)


def _echoed(document: Document, found: Sequence[_Heard]) -> Iterator[_Heard]:
    """The quotations but names, with those short ones spoken that repeat what somebody is quoted
    with.

    A headline marks a word of its body's speaker, and its capitals make no title of it; in the
    body one word is as often a sneer.
    """
    text = document.text
    short = {
        h.quote: tuple(word.lower for word in words_of(h.quote.of(text)))
        for h in found
        if h.quote.type == "scare"
    }
    sizes = {len(words) for words in short.values()}
    said = _phrases_said(text, (h.quote for h in found if h.spoken), sizes) if short else {}
    for heard in found:
        quote, words = heard.quote, short.get(heard.quote, ())
        top = words in said and document.role_at(quote.start) == "headline"
        if top or (words in said and len(words) > 1 and not heard.name):
            yield _Heard(replace(quote, source_id=said[words], type="partial"), True, False)
        elif not heard.name:
            yield heard


def _phrases_said(
    text: str, quotes: Iterable[Quote], sizes: Iterable[int]
) -> dict[tuple[str, ...], str | None]:
    """Every run of so many words inside the quotations, with who says it first."""
    said: dict[tuple[str, ...], str | None] = {}
    for quote in quotes:
        words = [word.lower for word in words_of(quote.of(text))]
        for size in sizes:
            for i in range(len(words) - size + 1 if size else 0):
                said.setdefault(tuple(words[i : i + size]), quote.source_id)
    return said


def _groups(quotations: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Quotations that continue one another over paragraphs, together."""
    group: list[Quotation] = []
    for quotation in quotations:
        if group and not quotation.continues:
            yield group
            group = []
        group.append(quotation)
    if group:
        yield group


def _type(
    document: Document, quotation: Quotation, speaker: _Speaker | None, continued: bool
) -> QuoteType:
    inner = quotation.inner.of(document.text)
    count = _count(inner)
    if speaker is None and count <= SHORT and not continued:
        return "scare"
    opens = inner.lstrip("\u2026. [('\"\u2018\u201c")[:1].isupper()
    ends = _SENTENCE_END.search(inner[-8:]) is not None
    full = opens and (count > 6 or (count > 2 and ends))
    return "direct" if continued or full else "partial"


def _count(text: str, most: int = 12) -> int:
    """Number of words, counted up to about ``most``."""
    return len(words_of(text[: most * 16]))


class _Covering:
    """Finds the attribution whose content a quotation stands in; asked from left to right."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self._document = document
        self._coming = attributions
        self._next = 0
        self._open: list[Attribution] = []

    def of(self, quotation: Quotation) -> _Speaker | None:
        inner = quotation.inner
        while (
            self._next < len(self._coming)
            and self._coming[self._next].content.start < quotation.end
        ):
            self._open.append(self._coming[self._next])
            self._next += 1
        self._open = [a for a in self._open if a.content.end > quotation.start]
        fitting = [
            a
            for a in self._open
            if 2 * a.content.overlap(inner) >= min(len(inner), len(a.content)) > 0
            and (a.source is not None or a.source_id is not None or a.cue is not None)
        ]
        if _count(inner.of(self._document.text)) <= SHORT:
            # few words in marks are as often the author's sneer: speech has to be heard beside them
            fitting = [a for a in fitting if self._is_speech(a, quotation)]
        if not fitting:
            return None
        known = [a for a in fitting if a.source_id is not None] or fitting
        return _Speaker(min(known, key=lambda a: len(a.content)).source_id)

    def _is_speech(self, attribution: Attribution, quotation: Quotation) -> bool:
        """Whether an attribution is of speech: by its cue, or without one by its source and a stop
        inside the marks or a colon beside them."""
        cue = attribution.cue
        if cue is None:
            text = self._document.text
            before = text[max(0, quotation.start - 2) : quotation.start]
            ended = text[quotation.inner.end - 1 : quotation.inner.end] in tuple(",.!?")
            beside = ":" in before + text[quotation.end : quotation.end + 1]
            return attribution.direct and attribution.source is not None and (ended or beside)
        return _cued(cue.of(self._document.text))


class _Judge:
    """Decides on quotations that no attribution covers, from the words beside them."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self._document = document
        cues = [a for a in attributions if a.cue is not None]
        self._cues = sorted(((a.cue.start, a) for a in cues if a.cue), key=lambda pair: pair[0])

    def speaker(self, group: Sequence[Quotation]) -> _Speaker | None:
        first, last = group[0], group[-1]
        short = _count(first.inner.of(self._document.text)) <= SHORT and len(group) == 1
        before, after = self._before(first), self._after(last)
        if short:
            governed = not _SO_CALLED.search(before) and (
                _governs(before)
                or _COLON.search(before) is not None
                or (_closed(first, self._document) and _answers(after))
                or (_OWNED.search(before) and _REMARK.match(after))
            )
            return _Speaker(self._nearest(first)) if governed else None
        if self.is_name(first) and not (_cued(before) or _cued(after)):
            return None
        if _cued(before) or _cued(after) or _COLON.search(before) or self._in_speech(first):
            return _Speaker(self._nearest(first))
        return None

    def is_name(self, quotation: Quotation) -> bool:
        """Whether a quotation is a title, a name, or a word spoken of and not used."""
        inner = quotation.inner.of(self._document.text)
        before = self._before(quotation)
        if _is_nickname(inner, before, self._after(quotation)):
            return True
        found = _LAST_WORDS.search(before)
        if found and found.group(1).lower() in _naming() and not _SO_CALLED.search(before):
            return True
        return _is_title(inner)

    def _before(self, quotation: Quotation) -> str:
        """The text of the sentence before a quotation, at most ``_REACH`` of it."""
        start = max(0, quotation.start - _REACH)
        text = self._document.text[start : quotation.start]
        ends = [m.end() for m in _BREAK.finditer(text)]
        return text[ends[-1] :] if ends else text

    def _after(self, quotation: Quotation) -> str:
        """The text after a quotation up to the end of its sentence, at most ``_REACH`` of it."""
        text = self._document.text[quotation.end : quotation.end + _REACH]
        end = _BREAK.search(text)
        return text[: end.start()] if end else text

    def _in_speech(self, quotation: Quotation) -> bool:
        """Whether somebody speaks in the paragraph or the one before.

        Without an attribution's cue, a speech verb in the paragraph before does for a quotation
        that is its own paragraph.
        """
        paragraphs = self._document.paragraphs
        if not paragraphs:
            return False
        here = self._document.paragraph_at(quotation.start)
        before = paragraphs[max(0, here - 1)]
        i = bisect_left(self._cues, before.start, key=lambda pair: pair[0])
        if i < len(self._cues) and self._cues[i][0] < paragraphs[here].end:
            return True
        alone = 10 * len(quotation) >= 9 * len(paragraphs[here])
        text = self._document.text[max(before.start, before.end - _FAR) : before.end]
        return alone and here > 0 and _cued(text, "voice_verbs")

    def _nearest(self, quotation: Quotation) -> str | None:
        """The source of the nearest cue in the same sentence, if there is one."""
        document = self._document
        sentence = document.sentence_of(quotation.start)
        i = bisect_left(self._cues, quotation.start, key=lambda pair: pair[0])
        near = [self._cues[j] for j in (i - 1, i) if 0 <= j < len(self._cues)]
        inside = [
            (abs(at - quotation.start), a) for at, a in near if sentence.start <= at < sentence.end
        ]
        return min(inside, key=lambda pair: pair[0])[1].source_id if inside else None


def _cued(text: str, cues: str = "voice_cues") -> bool:
    """Whether a word of speech stands in the text."""
    listed = phrases(cues)
    return any(word in listed for word in lower_words(text))


def _governs(before: str) -> bool:
    """Whether a speech word stands close enough before a short quotation to govern it."""
    return _cued(" ".join(before.split()[-8:]), "voice_verbs")


def _closed(quotation: Quotation, document: Document) -> bool:
    """Whether the quotation ends as speech does before its speaker: '"It is over," she said'."""
    tail = document.text[quotation.inner.end - 1 : quotation.inner.end]
    following = document.text[quotation.end : quotation.end + 1]
    return tail in (",", "!", "?") or following == ","


def _answers(after: str) -> bool:
    """Whether a speech word follows within a few words."""
    return _cued(" ".join(after.split()[:6]), "voice_verbs")


def _is_nickname(inner: str, before: str, after: str) -> bool:
    """Whether a word in marks stands inside a person's name: 'Ilan "Sparrow" Dorne'."""
    previous, following = before.split()[-1:], after.split()[:1]
    return (
        bool(previous and following)
        and previous[0][:1].isupper()
        and following[0][:1].isupper()
        and inner[:1].isupper()
        and len(inner.split()) <= 3
        and not before.rstrip().endswith((",", ":", ";", "\u2014"))
    )


def _is_title(inner: str) -> bool:
    """Whether two words or more are capitalised as in a title: "The Long Winter"."""
    words = [word for word in inner.split() if word[:1].isalpha()]
    longer = [word for word in words if len(word) > 3]
    return (
        len(words) >= 2
        and words[0][:1].isupper()
        and len(longer) >= 1
        and all(word[:1].isupper() for word in longer)
        and not all(word.isupper() for word in words)
    )


@cache
def _naming() -> frozenset[str]:
    return frozenset(entries("voice_names"))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted, with what overlaps made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span):
            merged.append(span)
    return merged


def _stretches(quoted: Sequence[Span], reported: Sequence[Span]) -> Iterator[tuple[Span, Voice]]:
    """Quoted spans, and what of the reported ones lies outside them, in order."""
    found: list[tuple[Span, Voice]] = [(span, "quoted") for span in quoted]
    for span in reported:
        start = span.start
        i = bisect_right(quoted, span.start, key=lambda q: q.end)
        while i < len(quoted) and quoted[i].start < span.end:
            if quoted[i].start > start:
                found.append((Span(start, quoted[i].start), "reported"))
            start = max(start, quoted[i].end)
            i += 1
        if start < span.end:
            found.append((Span(start, span.end), "reported"))
    yield from sorted(found, key=lambda pair: pair[0])
