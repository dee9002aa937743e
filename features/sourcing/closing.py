"""Sources at the end of a sentence whose comma was lost, and papers that speak for themselves.

"Shells hit the market aid agencies said on Thursday." is common where a corpus lost its commas; a
tagger that learnt on whole ones reads its beginning as the speaker. Each rule here wants the whole
sentence to have the form, so that it may overrule what was tagged in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.kinds import own_kind, read_phrase
from features.sourcing.link import Link
from features.sourcing.names import DAYS as WEEKDAYS
from features.sourcing.names import STOPS, Names
from features.sourcing.words import Word, lexicon, within

# "said", "told Lesk Radio", "has told state television", "added"
SAID = (
    r"(?P<cue>(?:has |have |had |also |later |then )?(?:said|says|say|added|adds|reported|warned"
    r"|claimed|stated|announced|continued|explained|noted|stressed|concluded|confirmed"
    r"|declared|argued|insisted|acknowledged|alleged|complained|predicted|recalled"
    r"|told (?:reporters|journalists|us|him|her|them|state television|(?:the )?[A-Z][\w’'.-]*"
    r"(?: [A-Z][\w’'.-]*){0,3}(?: (?:reporter|correspondent|journalist))?)))"
)
# "in a statement on Thursday", "heading into a dinner"
TAIL = (
    r"(?P<tail>(?: (?:on|in|at|to|during|from|by|via|through|after|late|early|earlier|last|this"
    r"|heading|without|citing|speaking|yesterday|overnight|today|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"[^.\n\"“”;:]{0,110})?)"
)
# "two people familiar with the sale "
VEILED = re.compile(
    r"\s(?P<source>(?:an?|one|two|three|four|five|several|multiple|some|many)(?: [\w-]+){0,2}?"
    r" (?:sources?|officials?|people|persons?|insiders?|aides?|diplomats?|executives?) "
    r"(?:(?:with|who (?:has|have)) (?:\w+ )?knowledge of|familiar with|close to|briefed on"
    r"|(?:directly )?involved in) [^,.;:\n\"“”]{3,50}?) $"
)
CLOSING = re.compile(r" " + SAID + TAIL + r"[.]?\s*$")
# "contradicts what the mayor said on Monday": an object, and no speaker of the sentence
ASKED = re.compile(r"\b(?:what|whatever|how|why|than)\s$")
# "Shells hit the market ARA quoted a source at the ministry as saying."
QUOTED = re.compile(
    r"\s(?P<outlet>(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}) (?:has |also )?(?:quoted|cited)"
    r" (?P<source>[^,.;:\n\"“”]{3,80}?) (?P<cue>as saying)"
    r"(?: (?:on|in|late|early) [^.\n]{2,40})?[.]?\s*$"
)
# "... was shut said Officer Ana Roux to ARA News.": the verb stands before its subject
INVERTED = re.compile(
    r"[^\s,;:] (?P<cue>said|added|explained)"
    r" (?P<source>(?:(?:the |an? )?[A-Z]|(?:the|an?) (?!same\b)[a-z])[^.,;:\"“”\n]{3,90}?)"
    r"(?: (?:(?:to|in|on|during|who|whose|speaking|contacted|reached|interviewed) [^.\n]{2,80}"
    r"|(?:adding|noting|stressing|explaining|pointing out) that [^.\n]{2,140}))?"
    r"[.]?\s*$"
)
# "Guests eat well, says captured gunner"
CREDITED = re.compile(
    r", (?P<cue>[Ss]ays?|said) (?P<source>(?:the |an? )?[a-z][\w’' -]{2,50}?)"
    r"(?: (?:to|in|on|at) [^.\n]{2,40})?[.]?\s*$"
)
# "Guests eat better than in Lesk, says Ana Roux": the comma parts her from the name before it;
# "..., warns the Lesk Dock Union, a body of 400 crews."
NAMED = re.compile(
    r", (?P<cue>[Ss]ays|said|[Ww]rites|[Aa]rgues|[Ww]arns)"
    r" (?P<source>(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4}?)"
    r"(?:, (?:the|an?) [^.\n\"“”]{3,70})?[.]?\s*$"
)
# "The bridge was late, as Roux has since acknowledged."
AS_SAID = re.compile(
    r", as (?!(?:has|have|had|is|was|are|were|been|far|soon|long|much|well|it|first|above"
    r"|previously|earlier|already|widely|often|originally|initially)\b)"
    r"(?P<source>[^,.;:\"“”\n]{2,50}?) (?P<cue>(?:has |have |had )?(?:\w+ )?"
    r"(?:acknowledged|noted|notes|said|says|reported|reports|explained|explains|argued|argues"
    r"|pointed out|points out|admitted|admits|concluded|warned|claimed|claims|puts? it))"
    r"(?: [^,.;:\"“”\n]{1,40})?[.]?\s*$"
)
# "They fled by night, the Lesk Post reports."
REPORTS = re.compile(
    r", (?P<source>(?:[Tt]he )?[A-Z][^,.;:\n\"“”]{1,45}?) (?P<cue>reports|writes|wrote)[.]?\s*$"
)
REPORTING = (" reports", " writes", " wrote")
FINITE = frozenset(
    {
        *("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could"),
        *("may", "might", "must", "should", "did", "does", "do", "be", "been"),
    }
)
PRONOUNS = frozenset({"he", "she", "they", "it"})
DAYS = WEEKDAYS | {"today"}
JOINING = frozenset({"of", "for", "in", "on", "at"})
ARTICLES = frozenset({"the", "a", "an"})
SHORTEST = 5
"""Words of a clause that somebody says."""


def closing_in(document: Document, names: Names, sentence: Span) -> Iterator[Link]:
    """'... aid agencies said on Thursday.' and '... said Officer X to Y.', commas lost or not."""
    words = within(names.tokens, sentence)
    if len(words) < SHORTEST + 2:
        return
    near = max(sentence.start, sentence.end - 220)
    held = document.text.find("as saying", near, sentence.end) >= 0
    if held and (quoted := QUOTED.search(document.text, near, sentence.end)):
        yield from _quoted(document, words, sentence, quoted)
        return
    match = CLOSING.search(document.text, near, sentence.end)
    if match is not None and not _clause(within(names.tokens, Span(*match.span("tail")))):
        veiled = VEILED.search(document.text, near, match.start("cue"))
        source = Span(*veiled.span("source")) if veiled else None
        source = source or _speaker(document, names, words, match.start("cue"))
        if source is not None and not ASKED.search(document.text, near, source.start):
            yield from _said(document, words, sentence, source, Span(*match.span("cue")))
            return
    match = AS_SAID.search(document.text, near, sentence.end)
    if match is None and sentence.of(document.text).rstrip(" .").endswith(REPORTING):
        match = REPORTS.search(document.text, near, sentence.end)
    if match is not None:
        content = Span(sentence.start, match.start())
        if len(within(words, content)) >= SHORTEST and not marked(document, content):
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            yield Link(source, cue, (content,), "closing")
        return
    match = NAMED.search(document.text, near, sentence.end)
    if match is not None:
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        yield from _said(document, words, sentence, source, cue, LONG)
        return
    match = INVERTED.search(document.text, near, sentence.end)
    match = match or CREDITED.search(document.text, near, sentence.end)
    if match is None:
        return
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    named = within(names.tokens, source)
    before = within(names.tokens, Span(sentence.start, cue.start))
    subject = (
        before
        and before[-1].low not in DAYS
        and (before[-1].capital or before[-1].low in PRONOUNS or _speaks(before[-1]))
        and not (_ends_in_a_place(before) and _is_name_alone(named))
    )
    plain = [word for word in named if not word.capital]  # a name holds no verb: "Free State"
    if named and not subject and not _clause(plain) and _known(document, names, named):
        person = named[-1].low in names.persons
        yield from _said(document, words, sentence, source, cue, LONG if person else 0)


LONG = 8
"""Words that a person's name is set behind with "said": they hold a verb, known or not."""


def _quoted(
    document: Document, words: Sequence[Word], sentence: Span, match: re.Match[str]
) -> Iterator[Link]:
    """What an outlet quotes somebody as saying, as his word."""
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    outlet = Span(*match.span("outlet"))
    content = Span(sentence.start, match.start())
    told = within(words, content)
    if (
        len(told) >= SHORTEST
        and _clause(told)
        and not marked(document, Span(content.start, outlet.end))
    ):
        yield Link(source, cue, (content,), "closing")


def _ends_in_a_place(before: Sequence[Word]) -> bool:
    """Whether a whole clause ends in a name behind "of" or "in": "were hit in the town of Varn"."""
    at = len(before) - 1
    while at and before[at].capital:
        at -= 1
    return before[at].low in JOINING and _clause(before[:at])


def _is_name_alone(named: Sequence[Word]) -> bool:
    """Whether a phrase is a name with its office and nothing that could be a verb."""
    capitals = sum(word.capital for word in named)
    plain = (w for w in named if not w.capital and w.low not in JOINING | ARTICLES)
    return capitals > 1 and all(_speaks(word) for word in plain)


def _said(
    document: Document,
    words: Sequence[Word],
    sentence: Span,
    source: Span,
    cue: Span,
    long: int = 0,
) -> Iterator[Link]:
    end = min(source.start, cue.start)
    while end > sentence.start and document.text[end - 1] in " ,;-–—":
        end -= 1
    content = Span(sentence.start, end)
    told = within(words, content)
    marks = marked(document, content)
    clause = _clause(told) or 0 < long <= len(told)
    if len(told) >= SHORTEST and clause and not marks:
        yield Link(source, cue, (content,), "closing")


def marked(document: Document, span: Span) -> bool:
    """Whether a quotation touches a stretch."""
    at = bisect_left(document.quotations, span.end, key=lambda quotation: quotation.start)
    return any(q.overlap(span) for q in document.quotations[max(0, at - 2) : at])


def _clause(words: Sequence[Word]) -> bool:
    """Whether a finite verb stands among the words."""
    return (
        any(w.low in FINITE or (w.low.endswith("ed") and not w.capital) for w in words)
        or any(w.low in lexicon("cues")["say"] or w.low in PAST for w in words)
        or any(w.low.endswith("s") and own_kind(w.low) is None and w.low in VERBS for w in words)
    )


PAST = frozenset(
    {
        *("struck", "fell", "took", "came", "went", "fled", "broke", "began", "became", "brought"),
        *(
            "gave",
            "got",
            "held",
            "kept",
            "knew",
            "left",
            "lost",
            "made",
            "met",
            "paid",
            "ran",
            "saw",
        ),
        *("sent", "stood", "threw", "told", "won", "caught", "drove", "flew", "fought", "rose"),
        *("sank", "shook", "shot", "sold", "stole", "blew", "tore", "withdrew", "burnt"),
    }
)
"""Pasts that do not end in "-ed" and stand for no noun of news."""
VERBS = frozenset({"continues", "seeks", "remains", "shows", "takes", "makes", "seems", "looks"})


def _speaks(word: Word) -> bool:
    return own_kind(word.low) is not None or any(
        word.low in lexicon("source_roles")[part] for part in ("spokesman", "voice", "title")
    )


def _known(document: Document, names: Names, named: Sequence[Word]) -> bool:
    person = any(w.low in names.persons for w in named)
    told_of = named[0].low == "the" and named[-1].low in NAMED_BEFORE
    return person or told_of or read_phrase(document.text, named).kind is not None


NAMED_BEFORE = frozenset(
    {"group", "organisation", "organization", "body", "network", "movement", "statement", "source"}
)
"""Nouns for whom the text has named before: "said the Lesk-based group"."""


# "Roux (R-Lesk) ", "the Lesk Dock Union (LDU), ": what stands in brackets behind a name
ASIDE = re.compile(r"\s?\([^()\n]{1,32}\),? ?$")


def _speaker(document: Document, names: Names, words: Sequence[Word], verb: int) -> Span | None:
    """The noun phrase right before a closing verb, back to what can no longer belong to it."""
    aside = ASIDE.search(document.text, max(0, verb - 40), verb)
    verb = aside.start() if aside else verb
    before = [w for w in words if w.end <= verb]
    if not before or document.text[before[-1].end : verb].strip(" ,"):
        return None
    at = len(before) - 1
    last = before[at]
    if last.low in PRONOUNS:
        return Span(last.start, last.end)
    compound = at > 0 and _compound(before[at - 1 : at + 1])  # "Harbour Rights monitoring group"
    if not (last.capital and last.low not in STOPS) and not _speaks(last) and not compound:
        start = _apart(document, before)
        return None if start is None else Span(before[start].start, last.end)
    if full := names.persons.get(last.low):
        while at and before[at - 1].low in full:
            at -= 1
        if at == len(before) - 1 and len(full) > 1 and not _titled(before, at):
            return Span(last.start, last.end)
    if at and _compound(before[at - 1 : at + 1]):
        at -= 1
    while at and not re.search(
        r"[^\s\-.'’&/]", document.text[before[at - 1].end : before[at].start]
    ):
        word = before[at - 1]
        if word.low in ("the", "a", "an"):
            # "regional director for the Middle East" begins before its article.
            if at < 3 or before[at - 2].low not in JOINING or not _speaks(before[at - 3]):
                return Span(word.start, last.end)
            at -= 2
            continue
        joins = (
            word.low in JOINING and at > 1 and (before[at - 2].capital or _speaks(before[at - 2]))
        )
        if (
            joins
            or (word.capital and word.low not in STOPS)
            or _speaks(word)
            or (
                at > 1
                and before[at - 2].capital
                and before[at - 2].low not in STOPS
                and (_speaks(before[at]))
            )
        ):
            at -= 1
        elif (start := _article(document, before, at)) is not None:
            return Span(before[start].start, last.end)
        else:
            break
    return Span(before[at].start, last.end)


GOVERNS = frozenset(
    {
        *("of", "for", "in", "on", "at", "from", "to", "by", "with", "near", "into", "over", "and"),
        *("or", "than", "as", "who", "which", "that", "after", "before", "under", "against"),
    }
)


def _apart(document: Document, before: Sequence[Word]) -> int | None:
    """Index of the article of plain words that stand for a speaker behind a whole clause: "forty
    lie under the rubble the group" of "... the group added."; not "those in the building"."""
    start = _article(document, before, len(before) - 1)
    if start is None or start < SHORTEST:
        return None
    word = before[start - 1]
    if word.low in JOINING and _speaks(before[start - 2]):  # "sources on the ground"
        return start - 2
    return None if word.low in GOVERNS or word.low.endswith("ed") else start


def _compound(pair: Sequence[Word]) -> bool:
    """Whether two words are one noun of the lists: "aid agencies", "war monitor"."""
    return any(phrases.match(pair, 0) == 2 for phrases in lexicon("source_nouns").values())


def _titled(before: Sequence[Word], at: int) -> bool:
    return bool(at) and _speaks(before[at - 1])


def _article(document: Document, before: Sequence[Word], at: int) -> int | None:
    """Index of "the" in "the local health officials", where only plain words stand between."""
    for start in range(at - 1, max(-1, at - 3), -1):
        if before[start].low in ("the", "a", "an"):
            return start
        plain = before[start].low not in STOPS and before[start].low not in FINITE
        if not plain or "," in document.text[before[start].end : before[start + 1].start]:
            return None
    return None
