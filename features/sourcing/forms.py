"""Attributions by their form alone: the safety net where no tagger speaks.

Seven rules, each separable by ``Link.form``: "agentless" ("It is estimated that"), "adverb"
("reportedly"), "according" ("according to X"), "verb" ("X said", '"...," said X'), "colon"
("X: ..."), "count" ("the agency counted 36 boats") and "signed" (a quotation with a name behind).
The tagger covers most of them; with tags they speak only where no content was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from features.evidence import Document, Quotation, Span
from features.sourcing.attribution import Link, nested
from features.sourcing.inheritance import with_inherited
from features.sourcing.kinds import own_kind, read_phrase
from features.sourcing.mentions import PREPOSITIONS, STOPS
from features.sourcing.signed import signed_in
from features.sourcing.words import Word, lexicon, single_words, within

LONGEST = 400
"""Words; a longer sentence is a list or noise, and time grows with its square."""
BE = frozenset({"is", "was", "are", "were", "been", "being", "be", "has", "have", "had"})
PASSIVE = frozenset({"is", "was", "are", "were", "been", "being", "be"})
AUXILIARY = BE | frozenset(
    {
        "also",
        "later",
        "then",
        "further",
        "repeatedly",
        "previously",
        "earlier",
        "not",
        "would",
        "did",
        "told",
        "himself",
        "herself",
        "now",
        "publicly",
        "recently",
        "simply",
        "again",
        "yesterday",
        "reportedly",
        "even",
        "still",
        "already",
    }
)
SUBJECTS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "one",
        "another",
        "who",
        "some",
        "others",
        "many",
        "which",
        "you",
        "both",
        "most",
        "several",
        "few",
    }
)
BREAKERS = frozenset(
    {
        "that",
        "while",
        "when",
        "as",
        "if",
        "because",
        "although",
        "though",
        "but",
        "where",
        "since",
        "after",
        "before",
        "until",
        "than",
        "whether",
        "how",
        "what",
        "why",
        "so",
        "with",
        "adding",
        "saying",
        "and",
        "or",
    }
)
# ", said", '" said', "” said"
CLOSED = re.compile(r"[,.!?…][\"”’'»]?\s*$|[\"”»]\s*$")
# 'says: "We', 'said, "We'
OPENS = re.compile(r"\s*[:,]?\s*[\"“«]|\s*:")
# "on Sunday", "in a statement": what follows '..., he said' without being said
CIRCUMSTANCE = re.compile(
    r"\s*(?:on|in|at|during|after|before|when|while|as|to|by|last|this|late|early|from|with|here"
    r"|later|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)\b",
    re.IGNORECASE,
)
# "Monitor: 17 killed", "He adds: "
COLON = re.compile(r"^\s*:")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and the quotations that touch it."""

    span: Span
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, at: int) -> bool:
        """Whether a place lies inside quotation marks."""
        return any(q.start <= at < q.end for q in self.quotations)


def links_by_form(document: Document, tokens: Sequence[Word]) -> tuple[Link, ...]:
    """All attributions that the rules find, nested ones told, in the order of the text."""
    found: list[Link] = list(signed_in(document, tokens))
    for sentence in _sentences(document, tokens):
        if len(sentence.words) > LONGEST:
            continue
        here = [*_according(document, sentence), *_verbs(document, sentence)]
        here += [
            link
            for link in _agentless(document, sentence)
            if not any(_within(link.cue, other) for other in here)
        ]
        here += _unspoken(document, sentence, here)
        here += _last_words(document, sentence, here)
        here += _counted(document, sentence, here)
        found += here
    return nested(
        sorted(
            with_inherited(document, found), key=lambda link: (link.content, link.cue or Span(0, 0))
        )
    )


COUNTERS = frozenset(
    {
        "intergovernmental_org",
        "ngo_monitor",
        "government_agency",
        "poll_or_dataset",
        "document_or_recording",
        "company",
        "expert",
    }
)
"""Kinds of body that count: a sergeant who "recorded 12 hits" on a drum is none."""
# "36 boats", "some 40", "more than 874,000 people"
NUMBER_NEXT = re.compile(
    r"\s+(?:(?:about|at|least|more|than|some|nearly|over|almost|only|just|up|to|another|a|total|of"
    r"|as|many)\s+){0,4}(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens"
    r"|scores|hundreds|thousands|millions|half)",
    re.IGNORECASE,
)


# "The crisis staff has spoken of 61 dead", "The monitor had initially given a toll of 34"
TOLLED = re.compile(
    r"(?P<source>(?:The |An? )?[A-Z]?[^.,;:\"“”\n]{3,70}?) (?P<cue>(?:(?:has|have|had) )?"
    r"(?:(?:initially|now|earlier|since|so far) )?(?:spoken of|spoke of|speaks? of"
    r"|(?:gave|given|gives?) (?:a |the |its )?(?:death )?(?:toll|number|figure)s? of"
    r"|(?:puts?) (?:the|its) [^.,;:\n]{3,40}? at|(?:ran|made) [^.,;:\n]{3,40}? and arrived at"
    r"|arrived at))(?=\s+(?:about |some |at least |more than |only |just )?\d)"
)


def _tolled(document: Document, sentence: Sentence) -> Iterator[Link]:
    """'The crisis staff has spoken of 61 dead': a body that names a number."""
    match = TOLLED.match(document.text, sentence.span.start, sentence.span.end)
    if match is None or sentence.quoted(match.start("cue")):
        return
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    kind = read_phrase(document.text, within(sentence.words, source)).kind
    if kind is not None:
        yield Link(source, cue, (Span(sentence.span.start, sentence.span.end),), "count")


def _counted(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'The refugee office counted 212,000 people', 'The duty roster lists nine nurses': a body
    vouches for its own count, a document for what stands in it."""
    if here:
        return
    tolled = list(_tolled(document, sentence))
    if tolled:
        yield from tolled
        return
    count, hold = single_words("cues", "count"), single_words("cues", "hold")
    for i, word in enumerate(sentence.words):
        counts = word.low in count
        held = counts or word.low in hold
        passive = i > 0 and sentence.words[i - 1].low in PASSIVE
        if not held or passive or sentence.quoted(word.start):
            continue
        source = _subject(document, sentence, i)
        following = sentence.words[i + 1].low if i + 1 < len(sentence.words) else ""
        # "a radio show in 1993" is no verb.
        if not counts and following in PREPOSITIONS:
            continue
        if source is None or not _vouches_for(document, sentence, word, source, counts):
            continue
        content = _trim(document.text, _stretch(word.end, sentence.span.end))
        if len(content) > 3:
            yield Link(source, Span(word.start, word.end), (content,), "count")
            return


def _vouches_for(
    document: Document, sentence: Sentence, word: Word, source: Span, counts: bool
) -> bool:
    """Whether the subject of a verb is a body that counts before a number, or a document that
    shows or lists something."""
    named = within(sentence.words, source)
    head = _head_kind(named)
    if head in PAPERS:
        return True
    known = any(own_kind(w.low) in COUNTERS for w in named if w.low not in STOPS)
    known = known or read_phrase(document.text, named).kind in COUNTERS
    return (
        counts
        and _counts(document, word.end, sentence.span.end)
        and (known or sum(w.capital for w in named[-2:]) == 2)
    )


# "recorded burns on 14 of them"
NUMBER_NEAR = re.compile(r"(?: (?!(?:that|and|when|as|by)\b)[\w’'-]+){0,3}(?= )")


def _counts(document: Document, start: int, end: int) -> bool:
    """Whether a number follows a verb, next to it or behind what was counted."""
    near = NUMBER_NEAR.match(document.text, start, end)
    places = {start} | (
        {m.end() for m in re.finditer(r"[\w’'-]+", near.group())} if near else set()
    )
    offsets = {start} | {start + at for at in places if at != start}
    return any(NUMBER_NEXT.match(document.text, at, end) is not None for at in offsets)


PAPERS = frozenset({"document_or_recording", "poll_or_dataset"})


def _head_kind(named: Sequence[Word]) -> str | None:
    """The kind of the last noun before a preposition: "burial registers" of five parishes."""
    end = next((i for i, w in enumerate(named) if i and w.low in PREPOSITIONS), len(named))
    alone = own_kind(named[end - 1].low) if end else None
    return alone or read_phrase("", named[max(0, end - 2) : end]).kind


def _within(cue: Span | None, link: Link) -> bool:
    """Whether a form stands in what somebody says: then he vouches for it."""
    return cue is not None and any(piece.contains(cue) for piece in link.contents)


def _sentences(document: Document, tokens: Sequence[Word]) -> Iterator[Sentence]:
    starts = [quotation.start for quotation in document.quotations]
    for span in document.sentences:
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_left(starts, span.end)
        touching = tuple(q for q in document.quotations[first:last] if q.overlap(span))
        yield Sentence(span, tuple(within(tokens, span)), touching)


def agentless_in(document: Document, tokens: Sequence[Word]) -> tuple[Link, ...]:
    """Forms without an attributor alone: "It is estimated that ...", "reportedly"."""
    return tuple(
        link
        for s in _sentences(document, tokens)
        for link in _agentless(document, s)
        if len(s.words) <= LONGEST
    )


def _agentless(document: Document, sentence: Sentence) -> Iterator[Link]:
    adverbs, passives = single_words("cues", "adverb"), single_words("cues", "passive")
    tokens = sentence.words
    for i, word in enumerate(tokens):
        adverb = word.low in adverbs
        if not (adverb or word.low in passives) or sentence.quoted(word.start):
            continue
        if adverb:
            following = tokens[i + 1].low if i + 1 < len(tokens) else ""
            if following in ("from", "in", "by", "of", "at", "near", "for", "the", "a", "an"):
                # "purportedly from the town" hides who vouches for the town alone.
                continue
            yield from _link(document, sentence, None, Span(word.start, word.end), "adverb")
        elif i and tokens[i - 1].low in BE:
            end = tokens[i + 1].low if i + 1 < len(tokens) else ""
            start = i - 1
            while start and tokens[start - 1].low in AUXILIARY:
                start -= 1
            it = start > 0 and tokens[start - 1].low == "it"
            perfect = tokens[i - 1].low in ("has", "have", "had")
            if not perfect and ((it and end != "by") or end == "to"):
                cue = Span(tokens[start - it].start, word.end)
                yield from _link(document, sentence, None, cue, "agentless")


def _link(
    document: Document, sentence: Sentence, source: Span | None, cue: Span, form: str
) -> Iterator[Link]:
    """A cue whose content is the rest of its sentence, what follows it first."""
    after = _trim(document.text, _stretch(cue.end, sentence.span.end))
    before = _trim(document.text, _stretch(sentence.span.start, cue.start))
    if form == "agentless" and len(after) > 12 and len(before) < 12:
        yield Link(source, cue, (after,), form)
        return
    pieces = tuple(piece for piece in (before, after) if len(piece) > 3)
    if pieces:
        yield Link(source, cue, pieces, form)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.-–—"):
        end -= 1
    return Span(start, end)


def _stretch(start: int, end: int) -> Span:
    return Span(start, max(start, end))


def _according(document: Document, sentence: Sentence) -> Iterator[Link]:
    tokens = sentence.words
    for i, word in enumerate(tokens):
        pair = word.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to"
        per = word.low == "per" and i + 1 < len(tokens) and tokens[i + 1].capital
        if not (pair or per):
            continue
        cue = Span(word.start, tokens[i + 1].end if pair else word.end)
        stop = _phrase_end(document.text, sentence, cue.end)
        source = _trim(document.text, _stretch(cue.end, stop))
        if not len(source):
            continue
        before = _trim(document.text, _stretch(sentence.span.start, cue.start))
        after = _trim(document.text, _stretch(source.end, sentence.span.end))
        content = before if len(before) >= len(after) or len(before) > 30 else after
        if len(content) > 3:
            yield Link(source, cue, (content,), "according")


# "according to the ministry, which": what ends a noun phrase
ENDS = re.compile(r"[,;:!?\n\"“”]|\.(?=\s|$)|\s(?:which|who|that said|and said)\s")


def _phrase_end(text: str, sentence: Sentence, start: int) -> int:
    match = ENDS.search(text, start, sentence.span.end)
    return match.start() if match else sentence.span.end


def _verbs(document: Document, sentence: Sentence) -> list[Link]:
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
        if not any(w.low in PASSIVE for w in sentence.words[start:i]):
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
        source = _inverted_source(document, sentence, end)
        if source is not None and not _may_invert(sentence, lead, source):
            source = None
        if source is None:
            appositive = _subject(document, sentence, at)
            if appositive is not None and lead.rstrip().endswith(","):
                return _around(document, sentence, appositive, cue, limit, earlier)
        if source is None:
            return None
        before = _trim(text, _stretch(_left_edge(sentence, earlier), cue.start))
        after = _trim(text, _stretch(source.end, sentence.span.end))
        pieces = [p for p in (before, _quoted_part(sentence, after)) if p and len(p) > 3]
        return Link(source, cue, tuple(pieces), "verb") if pieces else None
    loose = participle and (not at or lead.rstrip()[-1:] in ",;" or tokens[at - 1].low in BREAKERS)
    if loose:
        subject = earlier[-1].source if earlier else _subject(document, sentence, at, main=True)
    else:
        subject = _subject(document, sentence, at)
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
    after = _trim(text, _stretch(cue.end, stop))
    before = _trim(text, _stretch(_left_edge(sentence, earlier), min(subject.start, cue.start)))
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


def _subject(document: Document, sentence: Sentence, at: int, main: bool = False) -> Span | None:
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
    if re.search(r"[;:\"“”\n]", gap):
        return None
    start = at - 1
    while start > 0 and at - start < 26:
        between = text[tokens[start - 1].end : tokens[start].start]
        word = tokens[start - 1]
        if re.search(r"[;:!?\"“”\n—]|\.\s", between) and not _initial(tokens[start - 1], between):
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


def _inverted_source(document: Document, sentence: Sentence, end: int) -> Span | None:
    """The noun phrase behind the verb in '"...," said X, a baker.'"""
    tokens = sentence.words
    if end >= len(tokens) or not (
        tokens[end].capital or tokens[end].low in STOPS or tokens[end].low.isalpha()
    ):
        return None
    if tokens[end].low in ("that", "in", "on", "at", "during", "by", "with", "it", "when", "to"):
        return None
    stop = _phrase_end(document.text, sentence, tokens[end].start)
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
    span = _trim(document.text, _stretch(tokens[end].start, cut))
    return span if len(span) else None


# "... the general staff said." where the comma before the source was lost, "17 killed: monitor"
FINAL = re.compile(
    r"(?P<source>\b(?:[Tt]he(?: [a-z][\w-]*| [A-Z][\w-]*){1,4}|he|she|it|they|one|another"
    r"|(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+)) "
    r"(?P<cue>(?:has |have |had |also )?(?:said|says|say|added|adds|reported|reports|warned|warns"
    r"|claimed|claims|stated|announced|continued|explained|noted|stressed|concluded))"
    r"(?: (?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
    r"(?: (?:without|in|on|to|during|from|by|via|through|heading) [^.\n]{0,60})?[.\s]*$"
)
# "17 killed: rights group", with its outlet "17 killed: rights group Lesk Post Staff."
TRAILING = re.compile(
    r"\s*(?::|\s[^\w\s]?[-–—_])\s*(?P<source>[A-Za-z][\w' -]{2,40}?)"
    r"(?<=[a-z])(?P<outlet>(?:\s[A-Z][\w.]+){0,3})\s*[.]?\s*(?:\|[^|\n]*)?$"
    r"|\s*(?::|\s[^\w\s]?[-–—_])\s*(?P<named>[A-Za-z][\w' -]{1,40}?)\s*[.]?\s*(?:\|[^|\n]*)?$"
)
# "Symptoms fit nerve agent use WHO": an abbreviation behind a clause
SHOUTED = re.compile(r"[a-z]{3,},?\s(?P<source>[A-Z]{2,6})\s*[.]?\s*(?:\|[^|\n]*)?$")


# "..., 911 Call Shows", "..., Police Say": the end of a headline
CREDITED = re.compile(
    r",\s(?P<source>(?:[A-Z\d][\w.'’-]*\s){0,4}[A-Z\d][\w.'’-]*)\s(?P<cue>Says?|Shows?|Finds?|Found"
    r"|Reveals?|Reports?|Warns?|Claims?|Suggests?|Confirms?|says?|shows?|finds?|reveals?|warns?)"
    r"\s*(?:\|[^|\n]*)?$"
)


# "Strike kills 18 in Lesk monitor": the dash was lost
BARE = re.compile(
    r"[a-z]\s(?P<source>(?:war )?(?:monitor|watchdog|police|ministry|officials))\s*(?:\|[^|\n]*)?$"
)


def _last_words(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'X the general staff said.' and the headline's '17 killed: monitor'."""
    if any(link.form in ("verb", "according") for link in here):
        return
    tail = Span(max(sentence.span.start, sentence.span.end - 120), sentence.span.end)
    match = FINAL.search(document.text, tail.start, tail.end)
    if match and not sentence.quoted(match.start()):
        content = _trim(document.text, _stretch(sentence.span.start, match.start("source")))
        if len(within(sentence.words, content)) >= 4:
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            yield Link(source, cue, (content,), "final")
            return
    first = document.sentence_at(sentence.span.start) <= 2
    if document.role_at(sentence.span.start) != "headline" and not first:
        return
    credited = CREDITED.search(document.text, tail.start, tail.end)
    if credited and not sentence.quoted(credited.start("source")):
        content = _trim(document.text, _stretch(sentence.span.start, credited.start()))
        if len(within(sentence.words, content)) >= 3:
            yield Link(
                Span(*credited.span("source")), Span(*credited.span("cue")), (content,), "final"
            )
            return
    trailing = TRAILING.search(document.text, tail.start, tail.end)
    trailing = trailing or BARE.search(document.text, tail.start, tail.end)
    trailing = trailing or SHOUTED.search(document.text, tail.start, tail.end)
    if trailing is None:
        return
    part = "named" if trailing.groupdict().get("named") else "source"
    source = Span(*trailing.span(part))
    named = within(sentence.words, source)
    content = _trim(document.text, _stretch(sentence.span.start, trailing.start(part)))
    told = read_phrase(document.text, named).kind is not None
    known = 0 < len(named) <= 4 and (own_kind(named[-1].low) is not None or told)
    if known and len(within(sentence.words, content)) >= 3:
        yield Link(source, None, (content,), "colon")


def _unspoken(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'X: content' at the head of a sentence, where no verb was found."""
    if here or len(sentence.words) < 4:
        return
    first = 0
    for i in range(1, len(sentence.words)):
        if i - first > 6:
            return
        gap = document.text[sentence.words[i - 1].end : sentence.words[i].start]
        if COLON.match(gap):
            # "24 August 2016 16:58 Monitor: 17 killed"
            if sentence.words[i].text[:1].isdigit() and sentence.words[i - 1].text.isdigit():
                first = i + 1
                continue
            source = Span(sentence.words[first].start, sentence.words[i - 1].end)
            content = _trim(document.text, _stretch(sentence.words[i].start, sentence.span.end))
            opened = re.search(r"[\"“]", gap)
            if len(within(sentence.words, content)) >= 3 and (opened or sentence.words[0].capital):
                yield Link(source, None, (content,), "colon")
            return
        if re.search(r"[,.;\"“]", gap):
            return
