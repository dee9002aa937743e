"""How would he know? The words that tell why a source is in a position to say it.

The fifth field of the Markkula Center's scheme for sourced statements (name, title, kind,
statement, justification). A title alone is no justification here: counted is what the text says of
presence ("who was at the scene"), of the senses ("I saw"), of a record or a method ("which keeps a
register", "after reviewing the files"), or of access ("briefed on the talks").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from features.evidence import Document, Span

LONGEST = 70
"""Code points of a justification that are shown."""

# "a baker" of "Mira Halden, a baker who was there"; "61" of "Ilse Marrant, 61, a net mender"
_APPOSITION = r"(?:,? (?:aged )?\d{1,3},?)?(?:,? (?:an?|the|one of the) [^,.;:\n\"“”]{2,60}?,?)?"
# "who was at the scene", "who saw", "who lives above the quay", "which keeps a register"
_CLAUSE = (
    r"(?:who|which|that|whose (?:team|staff|office|group|researchers|volunteers|observers)) "
    r"(?:(?:has|have|had) )?(?:(?:also|closely|long|directly|personally) )?"
    r"(?:(?:was|were|is|are|been) (?:at|in|on|there|inside|near|nearby|present|standing|working"
    r"|aboard|among)\b"
    r"|(?:saw|seen|witness(?:ed)?|heard|watched|survived|visited|treated|examined|inspected"
    r"|interviewed|investigated|analy[sz]ed|studied|studies|reviewed|researched|researches)\b"
    r"|(?:lives?|lived|works?|worked) (?:above|across|at|behind|beside|close|in|inside|near|next"
    r"|on|opposite|there|nearby)\b"
    r"|(?:keeps?|kept|maintains?|runs?|compiles?|publishes) (?:an?|the|its|their) (?:[\w-]+ )?"
    r"(?:register|count|tally|record|list|log|database|archive|census|network)"
    r"|(?:tracks|tracked|monitors|monitored|counts|documents|documented|records|maps|surveys"
    r"|measures)\b|has (?:staff|observers|teams|monitors|people) (?:at|in|on)\b"
    r"|(?:relies|rely|relied|draws?|drew) on an?\b)"
)
# "based on interviews", "after reviewing the files", "briefed on the talks", "familiar with"
_PHRASE = (
    r"(?:relying on an? |drawing on an? |through (?:a|its|their) network\b"
    r"|(?:based on|citing|using|from) (?:(?:its|their|his|her|the) )?(?:own )?(?:[\w-]+ ){0,2}?"
    r"(?:interviews|images|imagery|records|documents|figures|data|registers?|counts?|files|network"
    r"|testimon(?:y|ies)|photographs|samples)\b"
    r"|after (?:reviewing|examining|inspecting|visiting|interviewing|seeing|analy[sz]ing"
    r"|counting)\b"
    r"|(?:(?:was|were) )?(?:briefed on|familiar with|present at|with (?:direct |first-hand "
    r"|firsthand |detailed )?knowledge of|with access to|involved in)\b)"
)
# what follows the words that name a source, at once or behind an apposition
BEHIND = re.compile(rf"{_APPOSITION},? (?P<how>(?:{_CLAUSE}|{_PHRASE})[^,.;:\n\"“”]*)")
# the same inside the words that name it: "a baker who was at the scene"
WITHIN = re.compile(rf"\b(?P<how>(?:{_CLAUSE}|{_PHRASE})[^,.;:\n\"“”]*)")
# "I saw", "we counted", "I was there", "I could hear": his own senses, in his own words
FIRST_HAND = re.compile(
    r"\b(?P<how>(?:I|[Ww]e) (?:(?:just|even|personally|actually|first) )?(?:saw|heard|watched"
    r"|witnessed|counted|filmed|photographed|could (?:see|hear)|was (?:there|in the|at the"
    r"|inside|standing|sitting|sleeping|asleep)|were (?:there|in the|at the|inside|standing|sitting"
    r"|sleeping|asleep))\b[^,.;:\n\"“”]*)"
)
# "he saw", "had seen", "they heard": the same in the author's wording, at the head of the content
REPORTED = re.compile(
    r"\W*(?:that )?(?P<how>(?:he|she|they) (?:had )?(?:(?:just|also|personally) )?(?:saw|seen|heard"
    r"|watched|witnessed|counted|filmed)\b[^,.;:\n\"“”]*)"
)


def justification_of(
    document: Document, mentions: Iterable[Span], contents: Sequence[Span] = ()
) -> Span | None:
    """Why the source would know, from the words about it or its own; None where nothing is said.

    ``mentions`` are the places that name the source, ``contents`` what it says: the senses are
    read in these, and only where they are its own ("I saw").
    """
    for mention in mentions:
        sentence = document.sentence_of(mention.start)
        found = WITHIN.search(document.text, mention.start, mention.end)
        if found := found or BEHIND.match(document.text, mention.end, sentence.end):
            return _shown(document.text, found)
    for content in contents:
        found = FIRST_HAND.search(document.text, content.start, content.end)
        if found := found or REPORTED.match(document.text, content.start, content.end):
            return _shown(document.text, found)
    return None


def _shown(text: str, match: re.Match[str]) -> Span:
    """The words that tell how, at a length for reading."""
    start, end = match.span("how")
    if end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    return Span(start, start + len(text[start:end].rstrip()))
