"""Polls, films and records that vouch for a sentence: "in a poll", "can be seen in the video".

A paper is a source by the guidelines, but no verb of speech stands with it, so that a tagger that
learnt speech passes it over. Only the head noun decides whether something is a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.closing import marked
from features.sourcing.kinds import PAPERS, read_phrase
from features.sourcing.names import Names
from features.sourcing.words import Word, within

FILM = r"(?:videos?|footage|clips?|films?|recordings?|tapes?|photographs?|photos?|images?)"
# "leads by 4 points in a Harbour Post poll published on Thursday"; not "ahead in the polls"
POLLED = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|by) (?P<source>(?:an?|the|its|their|[A-Z][\w/’'-]+)"
    r" (?:(?!(?:in|of|to|and|that|for|from|by|on|at|with|after|before) )[\w/’'.-]+ ){0,7}?"
    r"(?:poll|survey)|(?:two|three|four|five|six|several|recent|other)"
    r" (?:(?!(?:in|of|to|and|that|for) )[\w/’'.-]+ ){0,3}?(?:polls|surveys))\b"
    r"(?! (?:booth|station|worker|watcher|number|rating)s?)"
)
# "Flashes can be seen in numerous videos", "the man is seen on the footage"
SEEN = re.compile(
    r"\b(?P<cue>(?:can|could|may)(?: also)? be (?:seen|heard)|(?:is|are|was|were) (?:seen|heard))"
    r"\b[^.;\n\"“”]{0,50}? (?:in|on|into) (?P<source>(?:an?|the|numerous|several|many|two|three"
    r"|this|these) (?:[\w’'“”\"-]+ ){0,6}?" + FILM + r")\b"
)
# "a disturbing video showing the murder", "Footage was found in which he punched"
FILMED = re.compile(
    r"(?P<source>\b(?:[Aa]n?|[Tt]he|[Tt]his|[Aa]nother|[Nn]ew|[Oo]ther|[Ss]everal|[Tt]wo)"
    r" (?:[\w’'-]+ ){0,3}?" + FILM + r"|\b[Ff]ootage(?: of [^,.;:\n\"“”]{3,50}?)?"
    r"|\b(?:[Vv]ideos?|[Pp]hotos|[Pp]hotographs|[Ii]mages|[Pp]ictures|[Cc]lips)(?= showing ))"
    r"(?: (?:was|were) (?:found|released|posted|published))?"
    r" (?P<cue>showing|in which|that shows?|which shows?|which showed|that showed) "
)
# "In the following call, the woman", "In the video, a man"
SHOWN_IN = re.compile(
    r"(?P<cue>[IO]n) (?P<source>(?:the|this|that|an?|another) (?:[\w’'-]+ ){0,3}?(?:"
    + FILM
    + r"|call))(?: below| above)?, "
)
# "The survey was conducted in May and 1,001 adults participated"
METHOD = re.compile(
    r"(?P<source>[Tt]he (?:[\w/’'-]+ ){0,3}?(?:poll|survey))(?=,? (?:was|had|has|also|reached|asked"
    r"|questioned|covered|included)\b)"
)
# "..., records obtained by the Post showed."
TOLD_BY = re.compile(
    r",? (?P<source>(?:the )?(?:[\w’'-]+ ){0,2}?[\w’'-]+ (?:obtained|released|published|seen|filed"
    r"|reviewed) by [^,.;:\n]{3,50}?|(?:the |an? )?(?:[\w’'-]+ ){1,3}?)"
    r"(?P<cue>shows?|showed|reveals?|revealed|indicates?|indicated|suggests?|suggested)[.]?\s*$"
)
TELLING = tuple(
    stem + ending
    for stem in ("show", "reveal", "indicate", "suggest")
    for ending in (("", "s", "d") if stem.endswith("e") else ("", "s", "ed"))
)
"""How a sentence with ``TOLD_BY`` ends."""
# "An agency journalist at the scene saw"
SAW = re.compile(
    r"(?P<source>\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]everal) (?:[\w/’'-]+ ){0,3}?"
    r"(?:journalists?|reporters?|correspondents?|photographers?)"
    r"(?: (?:in|at|on|near|with|from|for) [^,.;:\n\"“”]{2,50}?)?)"
    r" (?P<cue>(?:also )?(?:saw|has seen|had seen|heard|witnessed|counted|could see|could hear)) "
)
FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (SHOWN_IN, ()),
    (METHOD, ()),
    (SEEN, ("seen", "heard")),
    (FILMED, ("show", "in which")),
    (POLLED, ("poll", "survey")),
    (SAW, ("journalist", "reporter", "correspondent", "photographer")),
)
"""Each form with strings of which it holds one: few sentences do, and the rest costs no search."""


def papers_in(document: Document, names: Names, sentence: Span) -> Iterator[Link]:
    """What a poll, a film or a record vouches for in a sentence."""
    text = document.text
    said = sentence.of(text)
    for form, held in FORMS:
        if held and not any(needle in said for needle in held):
            continue
        opens = form in (SHOWN_IN, METHOD)
        match = (form.match if opens else form.search)(text, sentence.start, sentence.end)
        if match is None or marked(
            document, Span(match.start("source"), match.start("source") + 1)
        ):
            continue
        source = Span(*match.span("source"))
        if form is not SAW and not is_paper(document, within(names.tokens, source)):
            continue
        if form in (SHOWN_IN, FILMED, SAW):
            yield Link(
                source, Span(*match.span("cue")), (Span(match.end(), sentence.end),), "paper"
            )
        else:
            cue = Span(*match.span("cue")) if match.groupdict().get("cue") else None
            yield Link(source, cue, (sentence,), "paper")
        return
    near = max(sentence.start, sentence.end - 130)
    told = said.rstrip().removesuffix(".").endswith(TELLING)
    match = TOLD_BY.search(text, near, sentence.end) if told else None
    if match is None:
        return
    source, cue = Span(match.start("source"), match.end("source")), Span(*match.span("cue"))
    lead = Span(sentence.start, max(sentence.start, match.start()))
    comma = text[match.start()] == ","
    if comma and len(lead) > 25 and is_paper(document, within(names.tokens, source)):
        yield Link(source.trimmed(text), cue, (lead,), "paper")


# What names a poll holds one of these or a share of those asked
POLL = re.compile(
    r"poll|survey|data|vote|tall|ranking|score|cent\b|%|census|regist|statistic|figure|index|count"
    r"|respondent|questionnaire|\d|\bin\b|\bof\b|half|third|quarter|major|most",
    re.IGNORECASE,
)


def polls_in(document: Document, names: Names, links: Sequence[Link]) -> frozenset[Span]:
    """The sources that are polls or surveys."""
    return frozenset(
        link.source
        for link in links
        if link.source is not None
        and POLL.search(document.text, link.source.start, link.source.end)
        and read_phrase(document.text, within(names.tokens, link.source)).kind == "poll_or_dataset"
    )


def is_paper(document: Document, words: Sequence[Word]) -> bool:
    """Whether words name a poll, a film or a record."""
    return read_phrase(document.text, words).kind in PAPERS
