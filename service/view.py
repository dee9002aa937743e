"""What the review page shows of an assessment: words and numbers, masked and in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from service import wording
from service.findings import (
    change_words,
    checks,
    conditions,
    figure_caveats,
    figure_holder,
    ranked,
    sourced,
    steps,
    voucher,
)
from service.marks import LAYERS, LEGEND, Piece, marks, pieces
from service.masking import Masking, masked, masking

_BAR: Final = 100.0
REFERRED: Final = 24
"""Claims that a row of the sourcing table leads to; of more, it tells how many."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text as the page shows it."""

    text: str
    layer: str
    note: str
    target: str
    masked: bool
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of segments in one claim's sentence, or outside all claims (``claim`` 0)."""

    claim: int
    first: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A risk on a scale of 0 to 100, with its interval; ``known`` False where Assay abstains."""

    known: bool
    score: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One step on the way from base to score, in hundredths of the chart's width."""

    words: str
    effect: float
    owner: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The way from base to score; ``base`` is None where the assessment does not tell it."""

    base: float | None
    total: float | None
    zero: float
    bars: tuple[Bar, ...]


def view(text: str, assessment: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the template shows: words and numbers, masked and in order."""
    hidden = masking(assessment)
    risk = assessment.get("risk") or {}
    numbers = {str(c.get("id")): n for n, c in ranked(assessment)}
    model = assessment.get("model") or {}
    return {
        "verdict": wording.article_verdict(assessment),
        "level": _level(risk),
        "scale": _scale(risk),
        "author": None if risk.get("abstained") else risk.get("author"),
        "tally": wording.tally(assessment.get("claims") or ()),
        "warnings": [
            wording.said(wording.WARNINGS, str(c)) for c in assessment.get("warnings", ())
        ],
        "reasons": _reasons(assessment),
        "conditions": [
            (held.words, wording.OWNERS.get(held.owner or "", ""), held.effect * 100)
            for held in conditions(assessment, hidden)
        ],
        "counterfactuals": _counterfactuals(assessment, numbers, hidden),
        "paragraphs": paragraphs(text, assessment, hidden),
        "legend": [(layer, LEGEND[layer]) for layer in LAYERS],
        "claims": list(_claims(text, assessment, hidden)),
        "figures": list(_figures(assessment, hidden, numbers)),
        "sources": list(_sources(assessment, hidden, numbers)),
        "balance": list(_balance(text, assessment, hidden)),
        "outlet": wording.outlet(assessment.get("outlet")),
        "headline": list(_headline(assessment, hidden, numbers)),
        "absent": [wording.said(wording.ABSENT, str(c)) for c in assessment.get("absent") or ()],
        "protected": len(hidden.labels),
        "version": model.get("version", "?"),
        "identity": assessment.get("id", ""),
    }


def paragraphs(
    text: str, assessment: Mapping[str, Any], hidden: Masking
) -> tuple[tuple[Sentence, ...], ...]:
    """The text as paragraphs of sentences of segments; together they are the whole text."""
    order = ranked(assessment)
    numbers = {str(c.get("id")): n for n, c in order}
    cut = pieces(
        text,
        marks(assessment, hidden),
        (c for _, c in order),
        hidden.spans(text, assessment),
    )
    seen: set[int] = set()
    out: list[tuple[Sentence, ...]] = []
    for paragraph in _split(cut):
        sentences: list[Sentence] = []
        for claim, segments in _sentences(paragraph, numbers):
            sentences.append(Sentence(claim, claim not in seen, segments))
            seen.add(claim)
        out.append(tuple(sentences))
    return tuple(out)


def chart(finding: Mapping[str, Any], hidden: Masking) -> Chart | None:
    """A finding's contributions as steps, the weightiest first; None without any."""
    found = steps(finding, hidden)
    if not found:
        return None
    given = finding.get("base")
    base = float(given) if given is not None else None
    starts = list(accumulate((step.effect for step in found), initial=base or 0.0))
    low, high = min(0.0, *starts), max(0.0, *starts)
    unit = _BAR / ((high - low) or 1.0)
    bars = tuple(
        Bar(
            words=step.words,
            effect=step.effect,
            owner=wording.named(wording.OWNERS, step.owner) if step.owner else "",
            left=round((min(start, start + step.effect) - low) * unit, 2),
            width=round(max(abs(step.effect) * unit, 0.6), 2),
        )
        for step, start in zip(found, starts, strict=False)
    )
    return Chart(base, starts[-1] if base is not None else None, round(-low * unit, 2), bars)


def _split(cut: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces by paragraph: a blank line inside unmarked text parts two."""
    paragraph: list[Piece] = []
    for piece in cut:
        if piece.masked:
            paragraph.append(piece)
            continue
        parts = piece.text.replace("\r\n", "\n").split("\n\n")
        for i, part in enumerate(parts):
            if i and paragraph:
                yield paragraph
                paragraph = []
            closes = piece.closes if i == len(parts) - 1 else ()
            if part or closes:
                paragraph.append(Piece(piece.start, part, piece.marks, piece.claims, False, closes))
    if paragraph:
        yield paragraph


def _sentences(
    paragraph: Sequence[Piece], numbers: Mapping[str, int]
) -> Iterator[tuple[int, tuple[Segment, ...]]]:
    """Segments gathered by the claim in whose sentence they stand (0 for none)."""
    claim, gathered = 0, list[Segment]()
    for piece in paragraph:
        here = numbers[piece.claims[0]] if piece.claims else 0
        if gathered and here != claim:
            yield claim, tuple(gathered)
            gathered = []
        claim = here
        gathered.append(_segment(piece, numbers))
    if gathered:
        yield claim, tuple(gathered)


def _segment(piece: Piece, numbers: Mapping[str, int]) -> Segment:
    closes = tuple(sorted(numbers[c] for c in piece.closes))
    if not piece.marks:
        return Segment(piece.text, "", "", "", piece.masked, closes)
    first = piece.marks[0]
    note = ". ".join(dict.fromkeys(m.note for m in piece.marks))
    target = first.target
    if target.startswith("claim-"):
        target = f"c{numbers.get(target.removeprefix('claim-'), 0)}"
    return Segment(piece.text, first.layer, note, target, piece.masked, closes)


def _claims(text: str, assessment: Mapping[str, Any], hidden: Masking) -> Iterator[dict[str, Any]]:
    masks = hidden.spans(text, assessment)
    settle = checks(assessment, hidden)
    anchors = _anchors(assessment)
    for number, claim in ranked(assessment):
        words = masked(text, masks, int(claim["start"]), int(claim["end"]))
        level = _level(claim.get("risk") or {})
        yield _claim(number, claim, assessment, hidden) | {
            "text": words,
            "anchor": anchors[number],
            "settle": settle.get(str(claim.get("id")), []) if level in {"medium", "high"} else [],
        }


def _anchors(assessment: Mapping[str, Any]) -> dict[int, int]:
    """For each claim's number that of the claim at whose sentence the text has its anchor: two
    claims of one sentence lead back to the same place."""
    first: dict[int, int] = {}
    return {n: first.setdefault(int(c["start"]), n) for n, c in ranked(assessment)}


def _claim(
    number: int, claim: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking
) -> dict[str, Any]:
    risk = claim.get("risk") or {}
    return {
        "number": number,
        "verdict": wording.claim_verdict(claim),
        "level": _level(risk),
        "scale": _scale(risk),
        "author": None if risk.get("abstained") else risk.get("author"),
        "part": wording.spoken(str(claim.get("part") or "body")),
        "stance": wording.spoken(str(claim.get("stance") or "")),
        "voucher": voucher(claim, assessment, hidden),
        "reasons": _reasons(claim),
        "chart": chart(claim, hidden),
        "counterfactuals": _counterfactuals(claim, {}, hidden),
        "loaded": [
            (hidden.words(str(w.get("text"))), wording.named(wording.VOICES, str(w.get("voice"))))
            for w in claim.get("loaded") or ()
        ],
        "hedges": [
            (
                hidden.words(str(h.get("text"))),
                hidden.words(str((h.get("scope") or {}).get("text") or "")),
            )
            for h in claim.get("hedges") or ()
        ],
        "caveats": [hidden.words(str(c.get("text"))) for c in claim.get("caveats") or ()],
        "techniques": [
            (
                hidden.words(str(t.get("text"))),
                wording.technique(str(t.get("technique"))),
                str(t.get("definition")),
                f"{float(t.get('score') or 0):.0%}",
            )
            for t in claim.get("techniques") or ()
        ],
    }


def _figures(
    assessment: Mapping[str, Any], hidden: Masking, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for i, figure in enumerate(assessment.get("figures") or (), start=1):
        yield {
            "number": i,
            "amount": wording.amount(figure),
            "counts": hidden.words(str(figure.get("counts") or "")),
            "holder": figure_holder(figure, assessment, hidden),
            "status": str(figure.get("status")),
            "standing": wording.named(wording.STATUSES, str(figure.get("status"))),
            "caveats": figure_caveats(figure),
            "claim": numbers.get(str(figure.get("claim"))),
        }


def _sources(
    assessment: Mapping[str, Any], hidden: Masking, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for source in assessment.get("sources") or ():
        yield {
            "id": source.get("id"),
            "name": hidden.name(source),
            "protected": bool(source.get("protected")),
            "kind": wording.named(wording.KINDS, str(source.get("kind"))),
            "named": bool(source.get("named")),
            "stake": wording.stake(source.get("stake")),
            "custody": _custody(source, assessment, hidden),
            "claims": [numbers[str(c)] for c in source.get("claims") or () if str(c) in numbers],
        }


def _balance(text: str, assessment: Mapping[str, Any], hidden: Masking) -> Iterator[dict[str, Any]]:
    """How the text is sourced; each claim that counts leads to its sentence in the text."""
    anchors = _anchors(assessment)
    for row in sourced(text, assessment, hidden):
        refs = [(n, anchors[n], words) for n, words in row.claims]
        yield {
            "words": row.words,
            "counted": row.counted,
            "share": None if row.share is None else float(row.share) * 100,
            "refs": refs[:REFERRED],
            "further": max(0, len(refs) - REFERRED),
            "silent": [(name, n, anchors[n]) for n, name in row.silent],
        }


def _custody(source: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    """How a speaker is held and by whom."""
    held = source.get("custody")
    words = wording.custody(held)
    if held:
        for other in assessment.get("sources") or ():
            if other.get("id") == held.get("custodian"):
                return f"held by {hidden.name(other)}{words.removeprefix('held')}"
    return words


def _headline(
    assessment: Mapping[str, Any], hidden: Masking, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for finding in assessment.get("headline") or ():
        yield {
            "words": hidden.words(str((finding.get("span") or {}).get("text") or "")),
            "lost": wording.said(wording.DROPPED, str(finding.get("dropped"))),
            "claim": numbers.get(str(finding.get("claim"))),
        }


def _reasons(finding: Mapping[str, Any]) -> list[str]:
    return [wording.said(wording.REASONS, str(code)) for code in finding.get("reasons") or ()]


def _counterfactuals(
    finding: Mapping[str, Any], numbers: Mapping[str, int], hidden: Masking
) -> list[tuple[str, float]]:
    return [
        (change_words(c, numbers, hidden), float(c["score"]) * 100)
        for c in finding.get("counterfactuals") or ()
    ]


def _level(risk: Mapping[str, Any]) -> str:
    return "none" if risk.get("abstained") else str(risk.get("level") or "none")


def _scale(risk: Mapping[str, Any]) -> Scale:
    if _level(risk) == "none" or risk.get("score") is None:
        return Scale(False)
    score = float(risk["score"]) * 100
    low, high = risk.get("interval") or (risk["score"], risk["score"])
    return Scale(True, score, float(low) * 100, float(high) * 100)
