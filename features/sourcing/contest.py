"""Who stands in a vote that a text tells of: test (c) of the stake, "campaigns on it".

A vote is a contest as a war is one, and who stands in it is a side. That is read from the text
alone: it is full of words of a vote, and somebody in it is called a candidate, or his campaign is
told of. Of the two persons that such a text names most, the other is then his rival, or the one
he speaks for. No list of names decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from features.evidence import Document
from features.sourcing.names import Names, Run
from features.sourcing.words import START, lexicon, single_words

LEAST = 5
"""Words of a vote that a text has at least where it tells of one."""
DENSE = 75
"""Words of text to one word of a vote at the most: a text that mentions a vote tells of another
matter."""
CONTEST = single_words("contest", "contest")
DEBATE = frozenset({"debate", "debates"})
RIVALS = 2
NEAR = 3
"""So many names, the most frequent first, among which one must be shown to stand."""


def contestants_in(document: Document, names: Names) -> dict[str, str]:
    """The surnames of those who stand, or speak for one who stands, each with the words that show
    that somebody does; none where the text tells of no vote."""
    hits = sum(word.low in CONTEST for word in names.tokens)
    dense = hits >= LEAST and hits * DENSE >= len(names.tokens)
    if hits < 1:
        return {}
    people = [(run.words[-1].low, run) for run in names.runs if run.words[-1].low in names.persons]
    asking = {last for last, run in people if _is_press(names, run)}
    able = (last for last, _ in people if last not in names.places and last not in asking)
    told = Counter(able).most_common(NEAR)
    unseen = {name for name, _ in told}
    stands: dict[str, str] = {}
    for last, run in people:
        if last in unseen and (shown := _stands(document, names, run)):
            stands[last] = shown
            unseen.remove(last)
    debated = any(word.low in DEBATE for word in names.tokens)
    if not stands and dense and debated and lexicon("contest")["stands"].any(names.tokens):
        # A debate of candidates, none of whom is called one by his name.
        return {name: "debate" for name, _ in told[:RIVALS]}
    if not dense or not stands:
        return stands
    basis = next(iter(stands.values()))
    rivals = dict.fromkeys([*stands, *(name for name, _ in told)])
    return {name: stands.get(name, basis) for name in list(rivals)[: max(RIVALS, len(stands))]}


PRESS = single_words("contest", "press")


def _is_press(names: Names, run: Run) -> bool:
    """Whether a name is that of somebody who asks or reports: "host Ana Roux", "Roux, the debate
    moderator"."""
    first = bisect_left(names.tokens, run.words[0].start, key=START)
    last = bisect_left(names.tokens, run.words[-1].start, key=START)
    told = [*names.tokens[max(0, first - 1) : first], *names.tokens[first:last]]
    behind = names.tokens[last + 1 : last + 5]
    if behind and behind[0].start - names.tokens[last].end == len(", "):
        told += behind
    return any(word.low in PRESS for word in told)


def _stands(document: Document, names: Names, run: Run) -> str | None:
    """The words that show that whoever bears a name stands: "nominee Ana Roux", "Roux's
    presidential campaign", "voted for Roux", "Roux, the Green candidate"."""
    tokens, found = names.tokens, lexicon("contest")
    first = bisect_left(tokens, run.words[run.title].start, key=START)
    last = bisect_left(tokens, run.words[-1].start, key=START)
    for start in range(max(0, first - 3), first):
        if first in (found["stands"].match(tokens, start), found["for"].match(tokens, start)):
            return document.text[tokens[start].start : run.span.end]
    apposed = document.text[run.span.end : run.span.end + 2] == ", "
    between = found["apposed"] if apposed else found["between"]
    for start in range(last + 1, min(last + 6, len(tokens))):
        if end := found["stands" if apposed else "owned"].match(tokens, start):
            return document.text[run.span.start : tokens[end - 1].end]
        if tokens[start].low not in between and not (apposed and tokens[start].capital):
            return None
    return None
