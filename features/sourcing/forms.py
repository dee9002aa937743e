"""Attributions by their form alone: the safety net where no tagger speaks.

Rules, each separable by ``Link.form``: "agentless" ("It is estimated that") and "adverb"
("reportedly") of ``agentless``, "according" ("according to X"), "verb" ("X said", '"...," said X')
of ``verbs``, "colon" ("X: ...") and "final" ("... the staff said.") of ``credits``, "count" ("the
agency counted 36 boats") of ``counting`` and "signed" (a quotation with a name behind) of
``signed``. The tagger covers most of them; with tags they speak only where no content was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.agentless import agentless_in
from features.sourcing.attribution import Link, nested
from features.sourcing.clauses import LONGEST, Sentence, phrase_end, sentences_of, stretch, trim
from features.sourcing.counting import counted, denied
from features.sourcing.credits import last_words, unspoken
from features.sourcing.inheritance import with_inherited
from features.sourcing.kinds import own_kind
from features.sourcing.nominal import nominal
from features.sourcing.signed import signed_in
from features.sourcing.verbs import by_verbs
from features.sourcing.words import Word, within


def links_by_form(
    document: Document,
    tokens: Sequence[Word],
    sentences: Sequence[Sentence] | None = None,
    empty: Sequence[Link] | None = None,
) -> tuple[Link, ...]:
    """All attributions that the rules find, nested ones told, in the order of the text.

    ``sentences`` are those of the document (``sentences_of``) and ``empty`` the attributions
    without an attributor (``agentless_in``), where they are known.
    """
    found: list[Link] = list(signed_in(document, tokens))
    hollow: dict[int, list[Link]] = {}
    sentences = tuple(sentences_of(document, tokens)) if sentences is None else sentences
    for link in agentless_in(document, sentences) if empty is None else empty:
        if link.cue is not None:
            hollow.setdefault(document.sentence_at(link.cue.start), []).append(link)
    for at, sentence in enumerate(sentences):
        if len(sentence.words) > LONGEST:
            continue
        here = [*according(document, sentence), *by_verbs(document, sentence)]
        here += [
            link
            for link in hollow.get(at, ())
            if not any(_within(link.cue, other) for other in here)
        ]
        here += [
            link
            for link in nominal(document, sentence)
            if not any(_within(link.cue, o) for o in here)
        ]
        here += unspoken(document, sentence, here)
        here += last_words(document, sentence, here)
        here += counted(document, sentence, here)
        here += denied(document, sentence, here)
        found += here
    return nested(
        sorted(
            with_inherited(document, found), key=lambda link: (link.content, link.cue or Span(0, 0))
        )
    )


def _within(cue: Span | None, link: Link) -> bool:
    """Whether a form stands in what somebody says: then he vouches for it."""
    return cue is not None and any(piece.contains(cue) for piece in link.contents)


def according(document: Document, sentence: Sentence) -> Iterator[Link]:
    tokens = sentence.words
    for i, word in enumerate(tokens):
        pair = word.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to"
        per = word.low == "per" and i + 1 < len(tokens) and tokens[i + 1].capital
        by = AS_TOLD.match(document.text, word.start) if word.low == "as" else None
        if not (pair or per or by):
            continue
        cue = Span(word.start, by.end() if by else tokens[i + 1].end if pair else word.end)
        stop = phrase_end(document.text, sentence, cue.end)
        source = trim(document.text, stretch(cue.end, stop))
        if not len(source):
            continue
        if pair and not i:
            source = _before_clause(sentence, source)
        before = trim(document.text, stretch(sentence.span.start, cue.start))
        after = trim(document.text, stretch(source.end, sentence.span.end))
        content = before if len(before) >= len(after) or len(before) > 30 else after
        if len(content) > 3:
            yield Link(source, cue, (content,), "according")


# "as pointed out by Roux"
AS_TOLD = re.compile(
    r"[Aa]s (?:first )?(?:reported|noted|pointed out|described|argued|stated|told|explained"
    r"|revealed|documented|outlined|observed) (?:by|in)\b"
)
LEAST = 4
"""Words of a clause behind a source whose comma was lost."""


def _before_clause(sentence: Sentence, source: Span) -> Span:
    """The source of "According to" that opens a sentence, cut where what it says begins if the
    comma was lost: "According to Ana Roux women and children were hurt"."""
    named = within(sentence.words, source)
    if len(named) < len(sentence.words) - 2:
        return source
    at = 1 if named and named[0].low in ("the", "a", "an") else 0
    while at < len(named) and named[at].capital:
        at += 1
    known = at + 1 < len(named) and own_kind(named[at].low) is not None
    if known and named[at + 1].low not in ("and", "or"):
        at += 1
    if not at or named[at - 1].low in ("the", "a", "an") or len(named) - at < LEAST:
        return source
    return Span(source.start, named[at - 1].end)


__all__ = ["links_by_form"]
