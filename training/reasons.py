"""What is said of a claim and of a text: reason codes, what would settle it, what is missing.

Read off the findings alone; no score enters but the level, below which nothing needs settling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from features.concepts import MANY, given_elsewhere
from features.evidence import EMPTY, Attribution, Claim, Figure, Kind
from features.reading import Reading
from features.sourcing.accused import Accused
from features.sourcing.writer import WRITER
from training.rating import Rating

OWN_EXPERIENCE: frozenset[Kind] = frozenset({"eyewitness", "affected_person"})
"""Kinds of source who say what they saw or went through themselves."""


def reasons(claim: Claim, figures: Sequence[Figure]) -> list[str]:
    """Reason codes of the guidelines that hold of a claim, read off its findings."""
    a = claim.attribution
    own = [figures[i] for i in claim.figures]
    checkable = claim.heads.get("check_worthy", 0.5) >= 0.5 or bool(own)
    author_words = [w for w in claim.loaded if w.voice != "quoted"]
    holds = {
        "no_source": checkable and (a is None or claim.kind in EMPTY),
        "custody": _is_unfree(a),
        "staked_source": a is not None and a.stake is True,
        "anonymous_source": a is not None and not a.named and claim.kind not in EMPTY,
        "second_hand": a is not None and a.depth >= 2,
        "party_channel": a is not None and a.party_channel,
        "unverified_figure": any(not f.verified and f.stake is not False for f in own),
        "vague_figure": any(f.bound == "vague" for f in own),
        "round_figure": any(f.round for f in own),
        "missing_context": any(f.out_of is None and f.unit == "%" for f in own),
        "dehumanising": any(w.category == "dehumanising" for w in author_words),
        "loaded_author": bool(author_words),
        "loaded_quote": any(w.voice == "quoted" for w in claim.loaded),
        "insinuation": bool(claim.insinuations),
        "factive_cue": bool(claim.factive),
        "overreach": bool(claim.dropped),
        "hedged": bool(claim.hedges),
        "caveat": bool(claim.caveats),
        "independent_source": claim.independent_sources > 0,
        "verified": any(f.verified for f in own),
        "witness": claim.kind == "eyewitness",
        "refuted": claim.stance == "refuted",
        "opinion": not checkable and claim.heads.get("subjective", 0.0) >= 0.5,
    }
    return [code for code, true in holds.items() if true]


def next_checks(
    rating: Rating,
    reading: Reading,
    names: Mapping[str, str],
    accused: Sequence[Accused] = (),
) -> list[str]:
    """What would settle a claim of medium or high risk, in words a reviewer can act on.

    ``names`` are those of the sources, by id; ``accused`` is everybody accused in the text.
    """
    if rating.level == "low":
        return []
    claim, a = rating.claim, rating.claim.attribution
    who = _within_a_line(names.get(a.source_id or "", "")) if a else ""
    checks = []
    for i in claim.figures:
        figure = reading.figures[i]
        if figure.verified or figure.stake is False:
            continue
        if not figure.attributed:
            checks.append(_unsourced_check(figure, reading, names))
        elif figure.stake:
            words = figure.of(reading.document.text)
            checks.append(f"look for a figure beside “{words}” by somebody who gains nothing by it")
    if a is None or claim.kind in EMPTY:
        if not checks:
            checks.append("ask who says so and how they would know")
    elif _is_unfree(a):
        checks.append(
            "hear the speaker again once free, or through a monitor alone with them; until then, "
            "set it aside"
        )
    elif a.depth >= 2:
        checks.append(
            "find the original: who made it, where and when, and who has authenticated it"
        )
    elif a.stake is True and not checks:
        checks.append(f"look for a source beside {who or 'this one'} that gains nothing by it")
    elif claim.kind == "document_or_recording" and not checks:
        what = f"“{who}”" if who else "it"
        checks.append(f"find out who made {what}, where and when, and who has checked it")
    elif a.source_id == WRITER and not checks:
        checks.append("ask how the writer would know")
    elif not a.named and not checks:
        body = claim.kind in ("government_agency", "party_to_conflict", "company", "ngo_monitor")
        asked = "ask who speaks for" if body else "ask why no name is given for"
        checks.append(f"{asked} {who or 'the source'}, and how they would know")
    elif not checks and a.stake is None and claim.kind not in OWN_EXPERIENCE:
        checks.append(f"ask how {who or 'the source'} would know")
    if claim.insinuations:
        checks.append("ask what is being alleged, and on what evidence")
    checks += [
        f"ask {a.name}, accused here and not heard, for its side"
        for a in accused
        if a.claim == claim.id and a.heard is None
    ]
    return checks


def _is_unfree(attribution: Attribution | None) -> bool:
    """Whether the speaker is held, and the words are not against the holder."""
    custody = attribution.custody if attribution else None
    return custody is not None and custody.serves_custodian is not False


def _unsourced_check(figure: Figure, reading: Reading, names: Mapping[str, str]) -> str:
    """What would settle a figure that nobody vouches for where it stands."""
    text = reading.document.text
    words = figure.of(text)
    if figure.bound == "vague":
        return f"ask how many “{words}” means, and who counted"
    other = given_elsewhere(figure, reading.figures[:MANY])
    holder = names.get(other.source_id or "") if other else None
    if holder:
        by = _within_a_line(holder)
        return f"compare “{words}” with the figure by {by} elsewhere in the text"
    if figure.unit is not None:
        return f"ask where “{words}” comes from, how it was worked out and as of when"
    both = ", and how many of each" if figure.merged else ""
    return f"ask who counted “{words}”, how and as of when{both}"


def _within_a_line(name: str) -> str:
    """``"A number of clips"``, which opened its sentence, as ``"a number of clips"``."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in ("A", "An", "The") and rest else name


def absent(
    reading: Reading, ratings: Sequence[Rating], accused: Sequence[Accused] = ()
) -> list[str]:
    """Codes of what a reader misses in the whole text; ``accused`` is everybody accused in it."""
    claims = [r.claim for r in ratings]
    codes = []
    if any(not f.attributed and f.casualty for f in reading.figures):
        codes.append("estimator")
    held = [c for c in claims if c.attribution and c.attribution.custody]
    if held and not any(c.caveats for c in held):
        codes.append("caveat_on_custody")
    attributed = [c for c in claims if c.attribution and c.kind not in EMPTY]
    if len(attributed) >= 3 and not any(c.independent_sources for c in attributed):
        codes.append("independent_source")
    if any(a.heard is None for a in accused):
        codes.append("right_of_reply")
    return codes
