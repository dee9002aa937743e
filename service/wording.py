"""What a person reads for each code of an assessment.

The verdicts are DESIGN's: they speak of what stands under a claim, never of its truth and never
of anybody's character. A code without an entry here is shown as its own words, so that a newer
model never breaks an older page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from features.evidence import EMPTY

VERDICTS: Final = {
    "high": "nothing under it as written",
    "medium": "rests on an interested or incomplete source",
    "low": "well supported",
}
HELD: Final = {
    "high": "nothing free under it: the speaker is held",
    "medium": "rests on a speaker who is held",
}
NEEDS_LITTLE: Final = "needs little support"
"""Instead of "well supported" where a claim of low risk has little under it: an opinion, say, or
the public record, by the author alone or by a source of :data:`WEAK` (decision 21)."""
WEAK: Final = frozenset(
    {"staked_source", "anonymous_source", "second_hand", "party_channel", "custody",
     "unverified_figure"}
)  # fmt: skip
"""Reasons for which a claim, whatever its risk, is not well supported."""
ABSTAINED: Final = "Assay abstains"

REASONS: Final = {
    "no_source": "Nobody is named who vouches for it.",
    "staked_source": "The source has something to gain from it.",
    "anonymous_source": "The source is not named.",
    "custody": "The speaker is held by those whom the statement serves.",
    "second_hand": "It reaches the reader through several hands, or unauthenticated.",
    "single_channel": "Everything comes through one channel.",
    "party_channel": "It was handed over by a side in the matter.",
    "unverified_figure": "Its figure has no stated method and no second source.",
    "vague_figure": "Its figure is too vague to check.",
    "round_figure": "Its figure is round.",
    "missing_context": "Something a reader needs to judge it is missing.",
    "loaded_author": "The author's own words colour it.",
    "loaded_quote": "Emotive words stand in a quotation; they are the speaker's.",
    "dehumanising": "It speaks of people as less than people.",
    "insinuation": "A suspicion is put as if it were a fact.",
    "factive_cue": "The verb presents it as true (admit, reveal, expose).",
    "overreach": "The headline or opening goes further than the text below.",
    "hedged": "It is hedged; a hedge names nobody.",
    "caveat": "The text says openly what is not known.",
    "independent_source": "A source without a stake vouches for it.",
    "verified": "A method or a second, separate source is stated.",
    "witness": "A free witness speaks of what he saw.",
    "refuted": "It is cited in order to reject it.",
    "opinion": "It is put as an opinion.",
}

KINDS: Final = {
    "party_to_conflict": "side in the conflict",
    "government_agency": "government body",
    "intergovernmental_org": "intergovernmental body",
    "ngo_monitor": "monitor or relief organisation",
    "expert": "expert",
    "eyewitness": "eyewitness",
    "affected_person": "person affected",
    "prisoner_under_custody": "prisoner, speaking in custody",
    "public_figure": "public figure",
    "company": "company",
    "anonymous": "anonymous voice",
    "unnamed_group": "unnamed group",
    "media_outlet": "another outlet",
    "social_media": "social media",
    "document_or_recording": "document or recording",
    "poll_or_dataset": "survey or register",
    "unattributed": "nobody: an attribution without an attributor",
    "author_voice": "the author",
}

STATUSES: Final = {
    "verified": "counted, and the method is stated",
    "attributed": "on that word alone",
    "unsourced": "unsourced",
    "disputed": "in dispute",
}

MISSING: Final = {
    "as_of": "as of when",
    "as-of": "as of when",
    "time": "when",
    "period": "over what time",
    "place": "where",
    "method": "how it was counted",
    "unit": "the unit",
    "denominator": "out of how many",
    "estimator": "who estimated it",
    "counter": "who counted",
    "source": "a source",
    "breakdown": "what is lumped together",
}

ABSENT: Final = {
    "right_of_reply": "Those accused are not heard.",
    "caveat_on_custody": "No word of caution where people speak who are held and not free to.",
    "estimator": "Dead, wounded or missing are counted without anybody who counted them.",
    "independent_source": "Of no source the text shows that it has no stake in the matter.",
    "second_source": "No second, separate source.",
    "verification": "No word on whether anything was checked.",
}

MEASURES: Final = {
    "attributed": "Some source vouches for it",
    "agentless": "A form that hides who vouches (“it is estimated”)",
    "named": "The source is named",
    "independent": "The text shows that the source gains nothing by it",
    "one_channel": "Came through the channel used most",
    "interested": "Said or passed on by somebody with something to gain",
    "in_custody": "The speaker is held",
    "second_hand": "Passed on by one source from another",
    "justified": "The text says how the source would know",
    "right_of_reply": "Those accused of grave wrongdoing who are heard",
}
"""How a text is sourced, a row each; an unknown measure is shown as its own words."""
OF_SOURCED: Final = {
    "named", "independent", "interested", "in_custody", "second_hand", "justified"
}  # fmt: skip
"""Measures that count among the claims with a source."""

DROPPED: Final = {
    "source": "stands on top without the source that the text gives further down.",
    "hedge": "stands on top without the hedge that the text gives further down.",
    "support": "stands on top, and the text below does not carry it.",
}

WARNINGS: Final = {
    "language_unsupported": "The text is not in English, and Assay was built on English.",
    "unlike_training": "The text is no prose of the kind that Assay learned from.",
    "short_text": "The text is short: read the result with care.",
    "unbalanced_quotes": "A quotation mark is left open: who says what is less sure.",
    "folded_characters": "The text holds look-alike or invisible characters; they were read as"
    " the letters they pass for.",
    "capitals_restored": "The text tells nothing by its capitals; names were guessed from the"
    " words that news writes small.",
    "abstained": "Nothing is rated here.",
}

VOICES: Final = {
    "author": "the author's word",
    "quoted": "the speaker's word",
    "reported": "the author's word for what another said",
}

BOUNDS: Final = {"lower": "at least", "upper": "at most", "approx": "about"}

OWNERS: Final = {"author": "the author's doing", "source": "the source's standing"}

PURPOSE: Final = (
    "Assay does not say what is true. It says what stands under a claim as it is written, orders a"
    " queue for people to read, and explains why."
)
NOT_FOR: Final = (
    "It removes nothing by itself, and it is not for sanctioning persons, for asylum, for policing"
    " or for ranking outlets."
)
LICENCE: Final = (
    "Code: Apache-2.0. Weights: for research and non-commercial use, since some of the training"
    " sets are."
)
PROTECTED: Final = (
    "Prisoners, hostages, detainees, minors and victims of sexual violence are shown without their"
    " names (Geneva Conventions III 13, IV 27)."
)


def spoken(code: str) -> str:
    """A code as words: ``"unsourced_figure"`` gives ``"unsourced figure"``."""
    return code.replace("_", " ").replace("-", " ").strip()


def said(words: Mapping[str, str], code: str) -> str:
    """The sentence for ``code``, else the code itself as a sentence."""
    return words.get(code) or f"{spoken(code).capitalize()}."


def named(words: Mapping[str, str], code: str) -> str:
    """The words for ``code`` inside a line, else the code itself as words."""
    return words.get(code) or spoken(code)


def sentence(words: str) -> str:
    """The words with a capital and a full stop: ``"ask who"`` gives ``"Ask who."``."""
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def verdict(risk: Mapping[str, Any]) -> str:
    """The verdict in words; an abstention is said as one."""
    level = risk.get("level")
    if risk.get("abstained") or level is None:
        return ABSTAINED
    return named(VERDICTS, str(level))


def claim_verdict(claim: Mapping[str, Any]) -> str:
    """The verdict on a claim; of a speaker who is held, it says so."""
    risk = claim.get("risk") or {}
    held = (claim.get("attribution") or {}).get("custody")
    if held and risk.get("level") in HELD and held.get("serves_custodian") is not False:
        return HELD[str(risk["level"])]
    return NEEDS_LITTLE if needs_little(claim) else verdict(risk)


def article_verdict(assessment: Mapping[str, Any]) -> str:
    """The verdict on a whole text; of one that is well supported half of the claims are, and one
    under which nothing stands has such a claim."""
    risk = assessment.get("risk") or {}
    claims = assessment.get("claims") or ()
    verdicts = [claim_verdict(claim) for claim in claims]
    if risk.get("level") == "low" and 2 * verdicts.count(VERDICTS["low"]) < len(verdicts):
        return NEEDS_LITTLE
    if risk.get("level") == "high" and claims and not any(map(_is_high, claims)):
        return VERDICTS["medium"]
    return verdict(risk)


def _is_high(claim: Mapping[str, Any]) -> bool:
    return (claim.get("risk") or {}).get("level") == "high"


def needs_little(claim: Mapping[str, Any]) -> bool:
    """Whether a claim of low risk has nobody's word under it, or a weak one."""
    kind = (claim.get("attribution") or {}).get("kind")
    weak = kind in EMPTY or not WEAK.isdisjoint(claim.get("reasons") or ())
    return (claim.get("risk") or {}).get("level") == "low" and weak


def stake(value: bool | None) -> str:
    """What is known of a source's stake, in words."""
    if value is None:
        return "stake unknown"
    return "has a stake" if value else "no stake shown"


def custody(value: Mapping[str, Any] | None) -> str:
    """What custody does to a statement, in words; empty where nobody is held."""
    if not value:
        return ""
    serves = value.get("serves_custodian")
    if serves is None:
        return "held while speaking"
    return "held, and it serves the holder" if serves else "held, and it goes against the holder"


def number(value: Any) -> str:
    """A number for reading: ``2000.0`` gives ``"2,000"``, ``0.5`` gives ``"0.5"``."""
    if value is None:
        return ""
    amount = float(value)
    return f"{amount:,.0f}" if amount.is_integer() else f"{amount:,.4g}"


def amount(figure: Mapping[str, Any]) -> str:
    """What a figure says: ``"11 of 140"``, ``"at least 4,000"``; in its own words where these begin
    with one, since "two thirds" is not 0.6667, nor "more than 4,000" the same as "at least 4,000".
    """
    value, own = figure.get("value"), str(figure.get("text") or "")
    if value is None or own[:1].isalpha():
        return own or "vague"
    words = number(value)
    if figure.get("high") is not None:
        words += f" to {number(figure['high'])}"
    if figure.get("of") is not None:
        words += f" of {number(figure['of'])}"
    if unit := figure.get("unit"):
        words += f" {unit}{'s' if unit == 'point' and float(value) != 1.0 else ''}"
    bound = BOUNDS.get(str(figure.get("bound")), "")
    return f"{bound} {words}".strip()


def share(measure: str, n: int, of: int) -> str:
    """How many of how many: ``"2 of the 18 with a source"``, ``"none of 23 claims"``."""
    some = str(n) if n else "none"
    if measure == "right_of_reply":
        return (
            f"{some} of {of} accused" if of else "no grave accusation of anybody by name was found"
        )
    if measure in OF_SOURCED:
        return f"{some} of the {of} with a source" if of else "no claim has a source"
    return f"{some} of {of} claim{'' if of == 1 else 's'}" if of else "no claims"


def outlet(found: Mapping[str, Any] | None) -> str:
    """What a list of outlets says of an article's address, with the list, its date and licence.

    Empty where no address was given.
    """
    if found is None:
        return ""
    host, listing = found.get("host"), found.get("list")
    if host is None:
        return "The address names no site that could be looked up."
    if listing is None:
        return f"{host} was not looked up: no list is installed (assay data fetch statemedia)."
    of = ", ".join(str(listing[k]) for k in ("owner", "date") if listing.get(k))
    cited = f"{listing.get('title')} ({of}; licence {listing.get('licence')})"
    if not found.get("listed"):
        return f"{host} is not in the {cited}. That says nothing of its independence."
    entries = list(found.get("entries") or ())
    told = "; ".join(dict.fromkeys(_outlet_entry(entry) for entry in entries[:3]))
    more = f"; and {len(entries) - 3} more" if len(entries) > 3 else ""
    under = "" if found.get("domain") == host else f" under {found.get('domain')}"
    return f"{host} is in the {cited}{under}: {told}{more}. This is told and not scored."


def _outlet_entry(entry: Mapping[str, Any]) -> str:
    control = entry.get("control") or "no kind of control is given"
    return f"{entry.get('name')}, {entry.get('country')}, {control}"


def tally(claims: Any) -> str:
    """How many claims stand on what, in one line; empty without claims."""
    counts = {"high": 0, "medium": 0, "low": 0, "little": 0}
    for claim in claims:
        level = "little" if needs_little(claim) else (claim.get("risk") or {}).get("level")
        if level in counts:
            counts[level] += 1
    total = sum(counts.values())
    if not total:
        return ""
    told = [f"{n} {_TALLIED[level][n > 1]}" for level, n in counts.items() if n]
    return f"Of {total} claim{'s' if total > 1 else ''}, {', '.join(told)}."


_TALLIED: Final = {
    "high": ("has nothing under it as written", "have nothing under them as written"),
    "medium": (
        "rests on an interested or incomplete source",
        "rest on an interested or incomplete source",
    ),
    "low": ("is well supported", "are well supported"),
    "little": ("needs little support", "need little support"),
}


def technique(code: str) -> str:
    """PTC's label of a technique in words: "name calling or labeling"."""
    words = code.replace("_", " ").replace("fear-prejudice", "fear, prejudice").lower()
    parts = [part.strip() for part in words.split(",")]
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
