"""What both faces say of a finding: in order, masked, in words; neither terminal nor page.

They take an assessment of DESIGN's shape, and know no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from features.concepts import CONCEPTS
from service import wording
from service.marks import holder_of
from service.masking import Masking, masked

STEPS: Final = 6
LEAST, TOLD = 0.005, 0.05
"""The least effect of all the rest together, and of one contribution, that is told."""
PRESENT: Final = 0.05
"""The least value of a concept that is told."""
IN_PART: Final = 0.25
"""From where on a condition of the article rule is worth telling."""
_LOWERING: Final = {c.name for c in CONCEPTS if c.direction == "down"}
_ORDER: Final = {"high": 0, "medium": 1, "low": 2}


def ranked(assessment: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """Claims with their number in the text, the riskiest first; abstentions stand last."""
    numbered = list(enumerate(assessment.get("claims") or (), start=1))
    numbered = [(n, c) for n, c in numbered if c.get("claim", True) is not False]

    def key(item: tuple[int, Mapping[str, Any]]) -> tuple[int, float, int]:
        number, claim = item
        risk = claim.get("risk") or {}
        level = _ORDER.get(str(risk.get("level")), 3)
        return level, -float(risk.get("score") or 0.0), number

    return sorted(numbered, key=key)


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from base to score; ``owner`` is None for many small ones together.

    Of an article: a condition, ``effect`` being how far it holds.
    """

    words: str
    effect: float
    owner: str | None


def steps(finding: Mapping[str, Any], hidden: Masking, most: int = STEPS) -> list[Step]:
    """What moves a finding's risk: what raises it, what lowers it, and the rest as one step.

    Effects are against the average claim, so what is not there moves the risk as well. A line for
    each of those would drown what is there; together they are one line, and nothing is lost.
    """
    given = [(float(c.get("effect") or 0.0), c) for c in finding.get("contributions") or ()]
    given.sort(key=lambda item: -abs(item[0]))
    told = [(effect, c) for effect, c in given if _is_told(effect, c)][:most]
    found = [
        Step(contribution_words(c, hidden), effect, str(c.get("owner") or "source"))
        for effect, c in sorted(told, key=lambda item: item[0] < 0)
    ]
    rest = sum(effect for effect, _ in given) - sum(effect for effect, _ in told)
    if abs(rest) >= LEAST:
        words = "What is not there, or less than usual" if rest < 0 else "Smaller things"
        found.append(Step(words, rest, None))
    return found


def _is_told(effect: float, contribution: Mapping[str, Any]) -> bool:
    """Whether a contribution is of something that stands in the text."""
    value = contribution.get("value")
    if abs(effect) < TOLD or (value is not None and float(value) < PRESENT):
        return False
    return effect > 0 or str(contribution.get("concept")) in _LOWERING


def contribution_words(contribution: Mapping[str, Any], hidden: Masking) -> str:
    """What a contribution says, masked, with a capital."""
    name = str(contribution.get("concept"))
    words = hidden.words(str(contribution.get("text") or wording.spoken(name)))
    return words[:1].upper() + words[1:]


def conditions(assessment: Mapping[str, Any], hidden: Masking) -> list[Step]:
    """The conditions of the article rule that hold at least in part, each with how far, 0 to 1.

    They are not added up: any one of them is enough.
    """
    found = [
        Step(contribution_words(c, hidden), min(1.0, float(c.get("effect") or 0.0)), c.get("owner"))
        for c in assessment.get("contributions") or ()
    ]
    return [condition for condition in found if condition.effect >= IN_PART]


def change_words(change: Mapping[str, Any], numbers: Mapping[str, int], hidden: Masking) -> str:
    """A counterfactual in words; a claim is called by the number it has on the page."""
    words = str(change.get("change"))
    identity, _, rest = words.partition(" ")
    if identity in numbers:
        words = f"if claim {numbers[identity]} stood {rest}"
    return hidden.words(words)


def checks(assessment: Mapping[str, Any], hidden: Masking) -> dict[str, list[str]]:
    """What would settle each claim, by the claim's id."""
    found: dict[str, list[str]] = {}
    for check in assessment.get("next_checks") or ():
        words = wording.sentence(hidden.words(str(check["text"])))
        found.setdefault(str(check.get("claim")), []).append(words)
    return found


@dataclass(frozen=True, slots=True)
class Sourced:
    """One measure of how a text is sourced: in words, how many of how many, and where.

    ``claims`` are the claims that count, by their number, with the words that show it; for the
    right of reply these are the accused, ``silent`` those of them who are not heard, each with the
    number of the claim that accuses him.
    """

    words: str
    counted: str
    share: float | None
    claims: tuple[tuple[int, str], ...]
    silent: tuple[tuple[int, str], ...] = ()


def sourced(text: str, assessment: Mapping[str, Any], hidden: Masking) -> list[Sourced]:
    """How the text is sourced, a row a measure, masked; empty where Assay abstains."""
    numbers = {str(c.get("id")): n for n, c in ranked(assessment)}
    masks = hidden.spans(text, assessment)
    silent = tuple(
        (numbers[str(accused.get("claim"))], hidden.words(str(accused.get("text"))))
        for accused in assessment.get("accused") or ()
        if accused.get("heard") is None and str(accused.get("claim")) in numbers
    )
    rows = []
    for row in assessment.get("balance") or ():
        measure, shown = str(row.get("measure")), row.get("numerator") or ()
        words = wording.named(wording.MEASURES, measure)
        if measure == "one_channel" and (hand := _source_name(row, assessment, hidden)):
            words = f"{words}: {hand}"
        rows.append(
            Sourced(
                words=words,
                counted=wording.share(measure, len(shown), len(row.get("denominator") or ())),
                share=row.get("value"),
                claims=tuple(
                    (numbers[str(c.get("claim"))], masked(text, masks, c["start"], c["end"]))
                    for c in shown
                    if str(c.get("claim")) in numbers
                ),
                silent=silent if measure == "right_of_reply" else (),
            )
        )
    return rows


def _source_name(row: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    for source in assessment.get("sources") or ():
        if source.get("id") == row.get("source_id"):
            return hidden.name(source)
    return ""


def voucher(claim: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    """Who vouches for a claim and what he has to gain, in one masked line."""
    found = claim.get("attribution") or {}
    kind = str(found.get("kind") or "author_voice")
    if kind == "unattributed":
        cue = (found.get("cue") or {}).get("text")
        return f"nobody (“{cue}” names no one)" if cue else "nobody"
    words = [wording.named(wording.KINDS, kind)]
    if held := wording.custody(found.get("custody")):
        words = [held] if kind == "prisoner_under_custody" else [*words, held]
    elif kind != "author_voice":
        words.append(wording.stake(found.get("stake")))
    if via := _via(found, assessment, hidden):
        words.append(via)
    name = _name_of(found, assessment, hidden)
    return f"{name} ({', '.join(words)})" if name else ", ".join(words)


def _name_of(found: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    for source in assessment.get("sources") or ():
        if source.get("id") == found.get("source_id"):
            return hidden.name(source)
    return hidden.words(str((found.get("source") or {}).get("text") or ""))


def _via(found: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    channel = found.get("channel")
    if channel is None or channel == found.get("source_id"):
        return ""
    for source in assessment.get("sources") or ():
        if source.get("id") == channel:
            return f"by way of {hidden.name(source)}"
    return ""


def figure_holder(figure: Mapping[str, Any], assessment: Mapping[str, Any], hidden: Masking) -> str:
    """Who holds a figure, his kind and stake, masked; "nobody" where no one does."""
    name = holder_of(figure, assessment, hidden)
    if not name:
        return "nobody"
    for source in assessment.get("sources") or ():
        if source.get("id") == figure.get("source_id"):
            kind = wording.named(wording.KINDS, str(source.get("kind")))
            return f"{name} ({kind}, {wording.stake(source.get('stake'))})"
    return name


def figure_caveats(figure: Mapping[str, Any]) -> list[str]:
    """What a reader should know of a figure before he repeats it."""
    missing = [wording.named(wording.MISSING, str(code)) for code in figure.get("missing") or ()]
    words = [f"not said: {', '.join(missing)}"] if missing else []
    if figure.get("merged"):
        words.append("lumps several things together")
    if figure.get("round"):
        words.append("round")
    if modifier := figure.get("modifier"):
        words.append("made to look small" if modifier == "minimiser" else "made to look big")
    if unit := figure.get("misfit"):
        words.append(f"does not fit “{unit['text']}”")
    if others := figure.get("conflicts_with"):
        words.append("differs from " + ", ".join(f"no. {int(i) + 1}" for i in others))
    return words
