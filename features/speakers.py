"""Who speaks in a sentence: which of its attributions carry it, and which say less than a claim.

An attribution carries a sentence where what it says is a good part of it, or all that the words of
attribution leave. Where none does, the sentence is its author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from features.concepts import is_faceless
from features.evidence import Attribution, Span

COVERED = 0.4
"""Share of a sentence that an attribution's content must cover to be the sentence's own."""
FEW_WORDS, MOST = 8, 0.6
"""Code points of content, and the share of the sentence with source and cue, that are all of it."""
SHORT_SPEECH = 8
"""Code points of speech in marks that a sentence begins with."""
LEAD = 300
"""Code points of a clause of circumstance at most."""
WHOLE = 0.85
"""Share of a clause with source, cue and content that they fill where it holds nothing else."""
OWN_PART = 25
"""Code points that a second attribution must cover alone to be a claim beside the first."""


def speakers(
    sentence: Span, attributions: Iterable[Attribution], text: str | None = None
) -> list[Attribution]:
    """The attributions that carry a sentence, the one with most of it first.

    What one source says in several pieces counts together. Of two that say the same stretch the
    origin stands for it: the one whom the other relays. Empty where the sentence is the author's
    own.
    """
    inside = [(a.content.overlap(sentence), a) for a in attributions if a.content.overlap(sentence)]
    inside.sort(key=lambda pair: (-pair[0], pair[1].content.start))
    if len(inside) > 1 and (origin := _origin(sentence, inside[0][1], inside[1:])):
        fills = _fills(inside[0][1], origin[1]) and _carries(sentence, [origin[1]])
        inside = [origin, *inside[fills:]]
    chosen: list[tuple[int, Attribution]] = []
    for shared, attribution in inside:
        if not chosen and _carries(sentence, _of_one_source(attribution, inside)):
            chosen.append((shared, attribution))
            continue
        apart = all(
            other.content.overlap(attribution.content) < 0.5 * shared for _, other in chosen
        )
        enough = shared >= (FEW_WORDS if _follows(attribution, chosen) else OWN_PART)
        if chosen and apart and enough and _differs(attribution, chosen):
            chosen.append((shared, attribution))
    if not chosen and _is_shared_out(sentence, inside):
        chosen = inside
    if not chosen and text is not None:
        chosen = [pair for pair in inside if _behind_adjunct(text, sentence, pair[1])][:1]
    return [attribution for _, attribution in chosen]


def _is_shared_out(sentence: Span, inside: Sequence[tuple[int, Attribution]]) -> bool:
    """Whether several speakers leave nothing of a sentence to the author: "The bridge is safe, the
    mayor said; the union said it was not."."""
    if len({a.source_id for _, a in inside} - {None}) < 2:
        return False
    spans = [s for _, a in inside for s in (a.source, a.cue, a.content) if s is not None]
    return covered(sentence, spans) >= MOST * len(sentence)


# "When he left, ", "Leaving the tower on Friday, ": when and how somebody said it
_ADJUNCT = re.compile(
    r"\W*(?:(?:when|after|before|as|while|since|once|on|in|at|during|by|earlier|later|last|asked"
    r"|pressed|instead|despite|with|from)\b|\w{2,}ing\s)[^.;:\n]*,\s*$",
    re.IGNORECASE,
)


def _behind_adjunct(text: str, sentence: Span, attribution: Attribution) -> bool:
    """Whether nothing but the words of attribution and a clause of circumstance is left of a
    sentence: "When he left, he conceded that it rained."."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not sentence.start < source.start < cue.start:
        return False
    if source.start - sentence.start > LEAD:
        return False
    content = attribution.content
    if not cue.end <= content.start or content.overlap(sentence) < SHORT_SPEECH:
        return False
    rest = covered(sentence, [source, cue, content])
    whole = rest >= WHOLE * (sentence.end - source.start)
    return whole and _ADJUNCT.match(text, sentence.start, source.start) is not None


def _of_one_source(
    attribution: Attribution, inside: Sequence[tuple[int, Attribution]]
) -> list[Attribution]:
    """All that the source of an attribution says in its sentence; an empty form stands alone."""
    if attribution.source_id is None:
        return [attribution]
    return [other for _, other in inside if other.source_id == attribution.source_id]


def _carries(sentence: Span, said: Sequence[Attribution]) -> bool:
    """Whether what one source says holds a sentence: a good part of it, a clause of it, all that
    the words of attribution leave ("Nine people died, said the coroner.") or what it begins with
    ("Orsk denied any part in it on Friday")."""
    shared = covered(sentence, [a.content for a in said])
    if shared >= COVERED * len(sentence):
        return True
    named = [s for a in said for s in (a.source, a.cue) if s is not None and s.overlap(sentence)]
    before = said[0].direct and min(a.content.start for a in said) < sentence.start
    if not named or (shared < FEW_WORDS and not before):  # 'I win," he said.': begun before
        return False
    rest = covered(sentence, [*named, *(a.content for a in said)])
    opens = min(s.start for s in named) <= sentence.start + 2
    if shared >= OWN_PART or rest >= MOST * len(sentence) or opens:
        return True
    if any(_is_passive(sentence, a) for a in said):
        return True
    begins = min(a.content.start for a in said) - sentence.start
    return shared >= SHORT_SPEECH and said[0].direct and begins <= 2


def _is_passive(sentence: Span, said: Attribution) -> bool:
    """Whether a sentence begins with what is said, and who says it stands behind the verb: "The
    fall of Arvo was announced by the army and celebrated in the streets"."""
    if said.source is None or said.cue is None or len(said.source) <= len("the"):
        return False
    begins = 0 <= said.content.start - sentence.start <= 2
    return (
        begins
        and 0 <= said.cue.start - said.content.end <= 1
        and 0 < said.source.start - said.cue.end <= 4
    )


def covered(sentence: Span, spans: Iterable[Span]) -> int:
    """Code points of a sentence that lie in any of the spans."""
    total, end = 0, sentence.start
    for span in sorted(Span(s.start, s.end) for s in spans):
        start = max(span.start, end)
        stop = min(span.end, sentence.end)
        if stop > start:
            total += stop - start
            end = stop
    return total


OF_THE_ORIGIN = 0.35
"""Share of a sentence that the words of a relayed source must fill to be what it claims."""
HEAD, LEAST, TAIL = 12, 20, 2
"""Code points before a relayed source, of its words, and behind them, that leave it all that is
said."""


def _origin(
    sentence: Span, outer: Attribution, others: Sequence[tuple[int, Attribution]]
) -> tuple[int, Attribution] | None:
    """Whom the widest attribution relays: "Fox reported that X said" is X's word, at depth 2."""
    for shared, inner in others:
        if outer.direct and inner.custody is None and is_faceless(outer):
            continue
        other = outer.depth > 0 and inner.source_id not in (None, outer.source_id)
        here = inner.source is not None and outer.content.contains(inner.source)
        spoken = inner.cue is not None and outer.content.contains(inner.cue)
        relayed = inner.depth == 2 or (inner.depth == 1 and spoken)
        enough = shared >= OF_THE_ORIGIN * len(sentence) or _fills(outer, inner)
        if other and here and relayed and enough:
            hands = inner.chain if inner.depth == 2 else (inner.source_id, outer.source_id)
            return shared, replace(inner, depth=2, chain=hands)
    return None


def _fills(outer: Attribution, inner: Attribution) -> bool:
    """Whether a relayed source and its words are all that somebody passes on; a call or a film is
    heard or seen itself."""
    if inner.source is None or outer.kind == "document_or_recording":
        return False
    if inner.source.start - outer.content.start > HEAD or len(inner.content) < LEAST:
        return False
    return inner.content.end >= outer.content.end - TAIL


def _follows(attribution: Attribution, chosen: Sequence[tuple[int, Attribution]]) -> bool:
    """Whether source, cue and content all stand behind what others say: ", and Roux said nine"."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None:
        return False
    begins = min(source.start, cue.start, attribution.content.start)
    return all(other.content.end <= begins for _, other in chosen)


def _differs(attribution: Attribution, chosen: Sequence[tuple[int, Attribution]]) -> bool:
    return all(attribution.source_id != other.source_id for _, other in chosen)
