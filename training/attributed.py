"""Annotated claims as records that teach the encoder who says what.

PolNeAR marks every attribution of 840 texts on one election. The sets of ``SETS`` mark, in 680
documents on wars, elections and daily affairs, the source of each sentence's main claim; its cue
and its content follow from where the source stands and from the list of cues. What does not follow
is marked as untold, and teaches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from data.catalogue import corpus
from data.readers.gold import (
    ANNOTATIONS,
    GoldClaim,
    GoldDocument,
    GoldSplit,
    Offsets,
    gold_ids,
    read_gold,
)
from data.schema import Mark, Record
from features.wordlist import words

CORPUS = "claims"
"""The corpus that these records are of, beside those of the catalogue."""
SETS: tuple[GoldSplit, ...] = ("wide", "further")
"""Sets that no risk model is fitted to or judged on."""
TAUGHT_AT_HOME = frozenset({"polnear", "ptc"})
"""Corpora whose texts the encoder reads anyway, under labels of their own."""
TASKS = ("source", "cue", "content")
UNTOLD = "untold "
"""Before the name of a task: nothing is told about these words."""

_CUES = ("say", "think", "show", "factive", "deny", "accuse", "urge", "count", "hold", "frame")
_QUOTES = '"“”«»'
_GAP = 25
"""Words that may stand between a source and its verb after a comma ("Ann Roe, who ..., said")."""
_NEAR = 4
"""The same without a comma ("Roe later also said"); words of an addressee ("told the agency")."""
_LEAST = 3
"""Fewer words than this before a source or behind a cue are a time or a link, not what is said."""
_AUX = r"(?:(?:has|have|had|is|are|was|were|also|later|did|does|do|would|will)\s+)*"
_ACCORDING = re.compile(r"(?:according\s+to|as\s+per|told\s+by)\s*(?:the\s+)?$", re.I)
_WORD = re.compile(r"[\w’']+")


def homes(only_open: bool = False) -> tuple[str, ...]:
    """The corpora whose texts are read: not those that teach the encoder by labels of their own;
    ``only_open`` leaves out those that are not open."""
    ids = frozenset().union(*(gold_ids(folder=ANNOTATIONS / name) for name in SETS))
    found = {_home(doc_id) for doc_id in ids} - TAUGHT_AT_HOME
    return tuple(sorted(n for n in found if not only_open or corpus(n).standing == "open"))


def records(root: Path | None = None, only_open: bool = False) -> list[Record]:
    """The annotated documents of :func:`homes`, each up to its last annotated sentence; ``root``
    is the folder of the corpora."""
    kept = homes(only_open)
    found = (d for name in SETS for d in read_gold(name, root, ANNOTATIONS / name))
    return [record(d) for d in found if _home(d.doc_id) in kept]


def _home(doc_id: str) -> str:
    return doc_id.split(":")[0]


def record(document: GoldDocument) -> Record:
    """One document with marks of sources, cues and contents, and of what is untold."""
    claims = sorted(document.claims["A"], key=lambda c: c.sentence)
    marks: list[Mark] = []
    for sentence, group in groupby(claims, key=lambda c: c.sentence):
        marks += _taught(document.text, sentence, list(group))
    return Record(
        corpus=CORPUS,
        id=document.doc_id,
        unit="document",
        split="train",
        text=document.text[: max((c.sentence[1] for c in claims), default=1)],
        outlet=document.outlet,
        marks=tuple(_run_on(marks)),
    )


def _taught(text: str, sentence: Offsets, claims: Sequence[GoldClaim]) -> Iterator[Mark]:
    """The marks of one sentence."""
    begin, end = sentence
    untold: set[str] = set()
    for claim in claims:
        source = claim.source
        if not claim.claim or (source is None and claim.depth > 0):
            untold.update(TASKS)
        elif source is None:
            untold.update(TASKS if any(mark in text[begin:end] for mark in _QUOTES) else ())
        elif source[1] <= begin or source[0] >= end:
            if text[begin] in _QUOTES and not any(m in text[begin + 1 : end - 2] for m in _QUOTES):
                yield Mark(begin, end, "content")
            else:
                untold.update(TASKS)
        elif _cuts_a_word(text, source):
            untold.update(TASKS)
        else:
            yield Mark(*source, "source")
            parts = _around(text[begin:end], source[0] - begin, source[1] - begin)
            untold.update(() if parts else ("cue", "content"))
            yield from (Mark(begin + a, begin + b, label) for label, (a, b) in parts or ())
    for task in sorted(untold):
        yield Mark(*sentence, UNTOLD + task)


def _around(sentence: str, start: int, end: int) -> list[tuple[str, Offsets]] | None:
    """Cue, content and untold words of a sentence whose source is ``[start, end)``; None where
    they cannot be told."""
    before, after = sentence[:start], sentence[end:]
    if found := _ACCORDING.search(before):
        cue = (found.start(), found.start() + len(found[0].rstrip()))
        said = _content(sentence, 0, found.start())
        if said is None and (comma := after.find(",")) >= 0:
            said = _content(sentence, end + comma + 1, len(sentence))
        return [("cue", cue), ("content", said)] if said else None
    found = re.search(rf"\b{_AUX}({_verbs()})\s*$", before, re.I)
    if found and _stands_behind(before[: found.start()], after):
        return _behind_what_is_said(sentence, found.start(), found.end(1), end)
    if after.lstrip().startswith(":"):
        colon = end + after.index(":")
        said = _content(sentence, colon + 1, len(sentence))
        return [("cue", (colon, colon + 1)), ("content", said)] if said else None
    found = re.search(rf"\b{_AUX}({_verbs()})\b", after, re.I)
    if found is None or not _reaches(after[: found.start()]):
        return None
    return _before_what_is_said(sentence, start, end, end + found.start(), end + found.end())


def _stands_behind(before: str, after: str) -> bool:
    """Whether a verb between these words and its source ends what is said ('"...," said X')."""
    if before.rstrip().endswith((",", "?", "!", *_QUOTES)):
        return True
    return len(_WORD.findall(after)) <= _NEAR < len(before.split())


def _behind_what_is_said(
    sentence: str, first: int, last: int, end: int
) -> list[tuple[str, Offsets]] | None:
    """Parts of '"...," said X, a farmer. "..."': the cue ``[first, last)`` stands before X, which
    ends at ``end``."""
    said = _content(sentence, 0, first)
    if said is None:
        return None
    parts = [("cue", (first, last)), ("content", said)]
    if end < len(sentence):
        parts.append((UNTOLD + "source", (end, len(sentence))))
    opened = re.search(rf"[,:]\s*(?=[{_QUOTES}])", sentence[end:])
    more = _content(sentence, end + opened.end(), len(sentence)) if opened else None
    return [*parts, ("content", more)] if more else parts


def _before_what_is_said(
    sentence: str, start: int, end: int, first: int, last: int
) -> list[tuple[str, Offsets]] | None:
    """Parts of "X said that ...", "..., X said" and "..., X said, ...": source, then the cue
    ``[first, last)``."""
    parts = [("cue", (first, last))]
    if first > end + 1:
        parts.append((UNTOLD + "source", (end, first)))
    behind = last
    if sentence[:last].lower().endswith(("told", "tells", "tell", "telling")):
        found = re.search(rf"\bthat\b|[,:.]|(?=[{_QUOTES}])", sentence[last:])
        if found is None or len(_WORD.findall(sentence[last : last + found.start()])) > _NEAR:
            return None
        behind = last + (found.start() if found[0] == "that" else found.end())
    stands = sentence[:start].rstrip()
    split = sentence[behind:].lstrip().startswith((",", "."))
    head = _content(sentence, 0, len(stands))
    tail = _content(sentence, behind, len(sentence))
    if tail is None:
        return [*parts, ("content", head)] if head else None
    ends = [tail]
    if head is not None and stands.endswith((",", *_QUOTES)):
        ends = [head, tail] if split else [head] if stands[-1] in _QUOTES else [tail]
    return [*parts, *(("content", said) for said in ends)]


def _content(sentence: str, start: int, end: int) -> Offsets | None:
    """``[start, end)`` without the marks around what is said; None where too few words are left."""
    while start < end and (sentence[start].isspace() or sentence[start] in ",:;.–—-"):
        start += 1
    while start < end and (sentence[end - 1].isspace() or sentence[end - 1] in ",:;.–—-"):
        end -= 1
    if len(_WORD.findall(sentence[start:end])) < _LEAST:
        return None
    return start, end


def _cuts_a_word(text: str, span: Offsets) -> bool:
    """Whether a span begins or ends inside a word: a slip of the annotator's search."""
    return any(text[max(0, at - 1) : at].isalnum() and text[at : at + 1].isalnum() for at in span)


def _reaches(gap: str) -> bool:
    """Whether a verb behind these words may be that of the source before them."""
    many = len(_WORD.findall(gap))
    return many <= _NEAR or (many <= _GAP and gap.lstrip().startswith((",", "(", "who", "whose")))


@cache
def _verbs() -> str:
    """The single words of the list of cues that may stand for a verb, as one pattern."""
    found = {w for section in _CUES for w in words("cues", section) if re.fullmatch(r"[a-z]+", w)}
    return "|".join(sorted(found, key=lambda w: (-len(w), w)))


def _run_on(marks: Sequence[Mark]) -> list[Mark]:
    """Contents that follow one another sentence by sentence as one, as PolNeAR marks them."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if last and last.label == mark.label == "content" and 0 <= mark.start - last.end <= 2:
            found[-1] = Mark(last.start, mark.end, "content")
        else:
            found.append(mark)
    return found
