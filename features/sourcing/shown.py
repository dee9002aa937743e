"""The name under which a source is shown: its fullest mention, without what is told beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.body import Body
from features.sourcing.kinds import MOST
from features.sourcing.mentions import LONE, PREPOSITIONS, Mention
from features.sourcing.names import DAYS, STOPS, Names, Run, is_person

LONGEST = 80
"""Code points of a mention beyond which it describes more than it names."""

# ", whose son", " who lives", " (a baker)", " – a baker": what is told beside a name
ASIDE = re.compile(r"\s*(?:[,;:(—–]|\s-+\s|\s(?:who|whom|whose|which|that)\b)", re.IGNORECASE)
# "61% of", "the ministry on Monday": what names nobody at the end of a phrase
LOOSE = re.compile(
    rf"(?:[\s,;:]+(?:of|in|on|by|at|for|from|with|to|and|or|{'|'.join(sorted(DAYS))}))*[\s,;:]*$",
    re.IGNORECASE,
)
# " staffer" behind "a Dennis Hale": a noun that the name only tells more of
GOES_ON = re.compile(rf" (?!(?:{'|'.join(sorted(STOPS | PREPOSITIONS))})\b)[a-z]")
# " and ", ", ", ", and ": what stands between two that speak together
JOINED = re.compile(r",? and |, ")
# "Roux" in "Roux, Brin and Stane": the last of several is told by an "and"
LAST = re.compile(r",? and ")


def shown(document: Document, names: Names, body: Body, spoken: Sequence[Mention]) -> str:
    """The fullest of the mentions that hold a name; where none does, the fullest noun, and a
    pronoun only where there is nothing else.

    A person's full name may stand where he says nothing; what the text calls him there counts.
    """
    called = [m for m in spoken if m.name] or spoken or body.mentions
    mentions = [_named_in(document, names, mention) for mention in called]
    spans = [*mentions, *_elsewhere(names, body)]
    return max((span.of(document.text) for span in spans), key=_fullness(body), default="")


def _fullness(body: Body) -> Callable[[str], tuple[bool, int, bool, int, bool]]:
    """How full a name is: of the words by which the source is known, then of any."""

    def measured(text: str) -> tuple[bool, int, bool, int, bool]:
        low = [word.strip(".,'’").casefold() for word in text.replace("’s", "").split()]
        bare = low[:1] != [] and low[0] not in LONE
        plain = sum(word not in LONE for word in low)
        known = sum(word in low for word in body.name)
        return not text.isupper(), known, len(text) <= LONGEST, plain, bare

    return measured


def _elsewhere(names: Names, body: Body) -> Iterator[Span]:
    """Where a person of a first and a last name is called by both."""
    if not body.person or len(body.name) < 2:
        return
    for run in names.by_last.get(body.name[-1], ())[:MOST]:
        if run.name == body.name and is_person(run, names.places):
            yield run.span


def _named_in(document: Document, names: Names, mention: Mention) -> Span:
    """The words of a mention up to what is told beside the name or noun."""
    text, span = document.text, mention.span
    run = _run_of(names, mention) if mention.person else None
    some = mention.form == "indefinite" or not LONE.isdisjoint(mention.low[:1])
    alone = run is not None and not (some and GOES_ON.match(text, run.span.end, span.end))
    end = _past_those_beside(text, names, run, span.end) if run and alone else _cut(text, span)
    if text[end : end + 1] == "." and end < span.end:  # "Mara Elm Jr."
        end += 1
    loose = LOOSE.search(text, span.start, end)
    return Span(span.start, loose.start() if loose and loose.start() > span.start else end)


def _cut(text: str, span: Span) -> int:
    found = ASIDE.search(text, span.start + 1, span.end)
    return found.start() if found else span.end


def _run_of(names: Names, mention: Mention) -> Run | None:
    """The run of the name that a mention of a person holds."""
    runs = names.by_last.get(mention.name[-1], ()) if mention.name else ()
    return next((run for run in runs if mention.span.contains(run.span)), None)


def _past_those_beside(text: str, names: Names, run: Run, limit: int) -> int:
    """Where the names of those end who speak together: "Ana Roux, Jan Brin and Petra Stane"."""
    end, sure = run.span.end, run.span.end
    while joined := JOINED.match(text, end, limit):
        at = bisect_left(names.runs, joined.end(), key=lambda run: run.span.start)
        if at == len(names.runs) or names.runs[at].span.start > joined.end():
            return sure
        end = min(names.runs[at].span.end, limit)
        if LAST.fullmatch(joined.group()):
            sure = end
    return sure
