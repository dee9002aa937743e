"""Plain sentences that run on from the source before them: a film told on, a post pasted in.

Few do. Of the sentences of our annotations that stand within three of an attributed one and name
nobody, one in twelve is the source's, and no score of tense, references, figures, shared matter,
paragraphs, kinds of source and the tagger's own doubt told them apart (``experiments/sourcing``).
What is left are forms that show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.closing import marked
from features.sourcing.extents import is_quoted
from features.sourcing.inheritance import touched
from features.sourcing.link import Link
from features.sourcing.words import single_words
from features.sourcing.writer import is_undressed

FILMS = single_words("source_functions", "film")
FILM_SHOWS = re.compile(
    r"\b(?:shows?|showed|showing|shown|sees?|seen|depict(?:s|ed|ing)?|captur(?:es|ed|ing)"
    r"|[Ii]n (?:the|this|that|another|which)\b|begins?|opens?|features?)\b"
)
# "He appeared to be conscious.", "That’s when", "At the gate they were stopped": what is seen next
TOLD_ON = re.compile(
    r"\W*(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ss]ome|[Oo]thers?|[Aa]nother|[Tt]hen|[Ss]uddenly"
    r"|[Aa]fterwards?|[Ss]econds later|[Mm]oments later|[Aa]t (?:one|that|the)|[Bb]ehind"
    r"|[Ii]n the (?:background|foreground)|[Gg]roups? of|[Tt]hat['’]?s when"
    r"|(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree) (?:\w+ )?(?:man|men|woman|women|boys?|girls?|driver"
    r"|gunm[ae]n|suspects?|officers?|soldiers?|fighters?|people|crowd|child|children|victims?))\b"
    r")"
    r"|.*?\b(?:(?:is|are|was|were|can be|could be) (?:also )?(?:seen|heard|visible)"
    r"|appear(?:s|ed)? to)\b"
)
PAPERS = single_words("source_functions", "study")
# "They were often sold", "Each student was given": those whom a report tells of
TOLD_OF = re.compile(
    r"\W*(?:They (?:\w+ly )?(?:were|are|had|have)|Each (?:\w+ )?\w+ was|In each \w+,|Participants"
    r"|Respondents|Those (?:surveyed|polled|questioned|interviewed))\b"
)
# what a film does not show: its history, its meaning, what is not there
UNSEEN = re.compile(
    r"\b(?:has|have|had been|will|would|didn['’]?t|did not|unclear|later|since|charged|arrested"
    r"|released|posted|published|police|I|you|said|says|told|because|today|yesterday|weeks?|months?"
    r"|(?<!-)years?(?!-))\b|[?!]"
)
LONG = 400
"""Code points at the head of a sentence that are read: no sentence costs more for its length."""
FRAMES = 3
"""Sentences in which a film is told on."""


def with_run_on(document: Document, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and the plain sentences that run on from them."""
    # "In Lesk, I urged them": in a report "I" is nobody else.
    others = (
        link
        for link in links
        if link.source is None or not SELF.fullmatch(link.source.of(document.text))
    )
    claimed = sorted(piece for link in others for piece in link.contents)
    found = [*_told_on(document, links, claimed), *_pasted(document, links, claimed)]
    once = {link.content: link for link in found}
    return (*links, *once.values())


def _ends(span: Span) -> tuple[int, int]:
    return span.start, min(span.end, span.start + LONG)


def _told_on(document: Document, links: Sequence[Link], claimed: Sequence[Span]) -> Iterator[Link]:
    """What a film shows next, and who a report tells of."""
    for link in links:
        if link.source is None or link.inside is not None:
            continue
        named = set(link.source.of(document.text).casefold().replace("-", " ").split())
        film = not named.isdisjoint(FILMS)
        if not film and named.isdisjoint(PAPERS):
            continue
        at = document.sentence_at(max(link.content.start, link.content.end - 1))
        lead = document.sentences[at]
        if film and not FILM_SHOWS.search(document.text, *_ends(lead)):
            continue
        goes_on, count = (TOLD_ON, FRAMES) if film else (TOLD_OF, 1)
        for following in document.sentences[at + 1 : at + 1 + count]:
            text = document.text[slice(*_ends(following))]
            unseen = film and UNSEEN.search(text) is not None
            if touched(claimed, following) or unseen or not goes_on.match(text):
                break
            yield Link(link.source, None, (following,), "inherited")


# "He writes: Criminals cross the line.", "to share this news: Hearing that": a person's own words
OWN_WORDS = re.compile(
    r"\b(?:writes|wrote|says|said|states|stated|tweeted|tweets|posted|posts|explains|explained"
    r"|adds|added|continues|continued|concludes|concluded|goes on|went on|argues|argued|asks|asked"
    r"|statement|letter|message|note|news|e-?mail|this|following|follows)\b[^.!?\n\"“”]{0,60}:\s$"
)
# "Here are a few snippets: ", "Check it out: ": a text is pasted in, and nobody is named
EXCERPT = re.compile(
    r"(?:Here(?: is|['’]s| are) [^.!?:\n\"“”]{0,60}?(?:snippets?|excerpts?|passages?|highlights?"
    r"|parts?|bits?|paragraphs?|quotes?|text|letter|statement|post|message|note|essay|he|she|they)"
    r"(?: (?:wrote|said|posted|had to say|says|writes|put it))?"
    r"|(?:Check|Read) (?:it|this|that) (?:out|below|here|yourself|for yourself)"
    r"|(?:An )?[Ee]xcerpts?|(?:A )?[Ss]nippets?|In part|It reads)"
    r"[^.!?:\n\"“”]{0,40}: (?=[A-Z])"
)
PASTES = ("Here", "Check ", "Read ", "Excerpt", "An ex", "Snippet", "A sn", "In part", "It reads")
"""How such a line begins: few sentences do, and the rest costs no search."""
# "a Morning Post article": what the text is of
PAGE = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er) (?:[A-Z][\w’'&.-]+ ){1,4}(?:article|column|op-ed|editorial"
    r"|essay|piece|story|post|letter|interview|blog)\b"
)
# "wrote about", "in a Facebook post": who is cited wrote, and may be pasted in
WROTE = re.compile(
    r"\b(?:wrote|writes|tweet(?:s|ed)?|post(?:s|ed)?|letters?|essay|op-ed|e-?mail(?:s|ed)?"
    r"|Facebook|Twitter|Instagram|blog)\b"
)
WRITTEN = (
    "wr",
    "tweet",
    "post",
    "letter",
    "essay",
    "op-ed",
    "mail",
    "book",
    "Twitter",
    "gram",
    "blog",
)
"""One of these stands wherever somebody wrote."""
# not "King Henry I", "World War I"
SELF = re.compile(r"(?<![\w.])(?<![\w’'] I)(?:I|I['’](?:m|ve|ll|d)|[Mm]y|[Mm]yself)\b(?!\.)")
PASTED = 12
"""Sentences that a pasted text in the first person runs on for at most."""
GAP = 2
"""Sentences of it without "I" in a row."""


AFTER = 1
"""Sentences behind a person's own words that are still his, where he does not say "I"."""
EXCERPTED = 2
"""The same behind a line that pastes a text in."""
NEAR = 2
"""Sentences between who wrote and what is pasted in."""


def _pasted(document: Document, links: Sequence[Link], claimed: Sequence[Span]) -> Iterator[Link]:
    """What is pasted in without marks behind who wrote it."""
    spoken = [
        (document.sentence_at(max(link.content.start, link.content.end - 1)), link)
        for link in links
        if link.source is not None and link.inside is None
    ]
    for source, first, least in (
        *_led(document, spoken),
        *_excerpts(document, spoken),
        *_own(document, spoken, claimed),
    ):
        for span in _block(document, claimed, first, least):
            yield Link(source, None, (span,), "inherited")


Pasted = tuple[Span, Span, int]
"""Who wrote, where the first sentence that is pasted in begins, and how many are his at least."""


def _led(document: Document, spoken: Sequence[tuple[int, Link]]) -> Iterator[Pasted]:
    """What goes on behind "He writes: Criminals cross the line." """
    for at, link in spoken:
        content = link.contents[-1]
        lead = document.sentences[at]
        if link.cue is None or content.start <= lead.start or at + 1 >= len(document.sentences):
            continue
        if document.text[content.start - 2 : content.start] != ": " or marked(
            document, link.content
        ):
            continue
        if OWN_WORDS.search(document.text, lead.start, content.start) and link.source:
            yield link.source, document.sentences[at + 1], AFTER


def _excerpts(document: Document, spoken: Sequence[tuple[int, Link]]) -> Iterator[Pasted]:
    """What a line of the author's pastes in: "Here are a few snippets: ..." """
    for at, sentence in enumerate(document.sentences):
        if not document.text.startswith(PASTES, sentence.start):
            continue
        match = EXCERPT.match(document.text, *_ends(sentence))
        if match is None:
            continue
        source = _writer_before(document, spoken, at)
        if source is not None:
            yield source, Span(match.end(), sentence.end), EXCERPTED + 1


def _writer_before(document: Document, spoken: Sequence[tuple[int, Link]], at: int) -> Span | None:
    """Who wrote in one of the two sentences before one, or the page named last before it."""
    near = [
        link.source
        for n, link in spoken
        if at - NEAR <= n < at and WROTE.search(document.text, *_ends(document.sentences[n]))
    ]
    if near:
        return near[-1]
    before = document.sentences[max(0, at - 5)].start
    pages = list(PAGE.finditer(document.text, before, document.sentences[at].start))
    return Span(*pages[-1].span()) if pages else None


def _own(
    document: Document, spoken: Sequence[tuple[int, Link]], claimed: Sequence[Span]
) -> Iterator[Pasted]:
    """Where somebody says "I" behind one who wrote, in a report whose author never did."""
    if is_undressed(document):
        return
    for n, link in spoken:
        if link.source is None:
            continue
        lead = document.sentence_of(link.source.start)
        said = document.text[slice(*_ends(lead))]
        if not any(key in said for key in WRITTEN) or marked(document, link.content):
            continue
        if WROTE.search(said) is None:
            continue
        for at in range(n + 1, min(n + 1 + NEAR, len(document.sentences))):
            if _is_own(document, claimed, document.sentences[at]):
                if not any(_is_own(document, claimed, s) for s in document.sentences[:at]):
                    yield link.source, document.sentences[at], 1
                return


def _is_own(document: Document, claimed: Sequence[Span], sentence: Span) -> bool:
    return (
        SELF.search(document.text, *_ends(sentence)) is not None
        and not touched(claimed, sentence)
        and not is_quoted(document, sentence)
    )


def _block(document: Document, claimed: Sequence[Span], first: Span, least: int) -> Iterator[Span]:
    """The sentences of a pasted text from its first on: ``least`` of its paragraph, and as long as
    somebody says "I"."""
    start = document.sentence_at(first.start)
    paragraph = document.paragraph_at(first.start)
    waiting: list[Span] = []
    for n, sentence in enumerate(document.sentences[start : start + PASTED]):
        span = first if n == 0 else sentence
        if touched(claimed, span) or document.role_of(span) == "boilerplate":
            return
        if SELF.search(document.text, *_ends(span)):
            yield from (*waiting, span)
            waiting = []
        elif n < least and document.paragraph_at(span.start) == paragraph:
            yield span
        elif len(waiting) == GAP:
            return
        else:
            waiting.append(span)
