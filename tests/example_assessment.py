"""A hand-made assessment of an invented article, in the shape of DESIGN's "The assessment".

Pages and reports take a mapping of that shape and nothing else, so they are tested on this one:
it holds a named prisoner, a figure nobody vouches for, figures in conflict, marks that overlap
and an abstention on request. Every span is cut from the text and so slices exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEXT = """\
Captured Oskan soldiers beg for an end to the slaughter as losses pass 4,000

Footage of the prisoners was posted by the Varenian Security Directorate on Tuesday. Picture: Directorate channel

By Mira Castell

Oskan prisoners of war have appeared on camera in tears, saying that nobody told them they would be sent to fight in Varenia.

The clips were published by the Varenian Security Directorate, which is holding the men.

“They fed us and treated our wounded,” says Tomas Relk, a corporal from Lower Brenn, in one of the videos. “Our own commanders sent us to be butchered.”

It is estimated that more than 4,000 Oskan soldiers have been killed or captured since the border was crossed.

The Varenian Emergency Office said 1,150 civilians had died in the shelling. The figure could not be independently verified.

The Intergovernmental Refugee Office counted 212,000 people crossing into Halmark at its four registration points.

The ruthless Oskan command has reportedly begun to execute deserters.

The Brenn Courier obtained a recording of a woman, purportedly from the garrison town of Lower Brenn, who says “just 11 out of 140” young men of a local brigade came back.

Osk's defence ministry called the footage “a crude fake” and put its own losses at 312."""  # noqa: E501
Json = dict[str, Any]


def span(words: str, nth: int = 0, text: str = TEXT) -> Json:
    """The ``nth`` place where ``words`` stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def contribution(concept: str, value: float, effect: float, owner: str, text: str) -> Json:
    return {
        "concept": concept,
        "value": value,
        "effect": effect,
        "owner": owner,
        "text": text,
    }


def risk(score: float, level: str, low: float, high: float, author: float) -> Json:
    return {
        "score": score,
        "level": level,
        "interval": [low, high],
        "abstained": False,
        "author": author,
    }


def attribution(**fields: Any) -> Json:
    blank: Json = {
        "source": None,
        "source_id": None,
        "cue": None,
        "kind": "author_voice",
        "named": False,
        "anonymity": None,
        "stake": None,
        "custody": None,
        "depth": 0,
        "party_channel": False,
        "channel": None,
        "chain": [],
        "independent_sources": 0,
        "justification": None,
    }
    return blank | fields


def figure(words: str, **fields: Any) -> Json:
    blank: Json = {
        "value": None,
        "high": None,
        "bound": "exact",
        "unit": None,
        "counts": None,
        "of": None,
        "as_of": None,
        "place": None,
        "source_id": None,
        "status": "unsourced",
        "attributed": False,
        "stake": None,
        "verified": False,
        "casualty": False,
        "round": False,
        "merged": False,
        "modifier": None,
        "misfit": None,
        "missing": [],
    }
    return span(words) | blank | fields


def claim(identity: str, words: str, **fields: Any) -> Json:
    blank: Json = {
        "id": identity,
        "part": "body",
        "stance": "reported",
        "voice": "reported",
        "check_worthy": 0.8,
        "scores": {},
        "reasons": [],
        "concepts": {},
        "base": -0.6,
        "contributions": [],
        "counterfactuals": [],
        "attribution": attribution(),
        "hedges": [],
        "caveats": [],
        "factive": [],
        "same_as": [],
        "figures": [],
        "loaded": [],
    }
    return span(words) | blank | fields


def _figures() -> dict[str, Json]:
    return {
        "headline": figure(
            "4,000",
            value=4000.0,
            bound="lower",
            counts="losses",
            casualty=True,
            round=True,
            missing=["as_of", "method"],
        ),
        "estimate": figure(
            "more than 4,000",
            value=4000.0,
            bound="lower",
            counts="soldiers killed or captured",
            casualty=True,
            round=True,
            merged=True,
            missing=["estimator", "method", "as_of"],
        ),
        "civilians": figure(
            "1,150",
            value=1150.0,
            counts="civilians",
            source_id="s2",
            status="attributed",
            attributed=True,
            stake=True,
            casualty=True,
        ),
        "refugees": figure(
            "212,000",
            value=212000.0,
            counts="people",
            place="Halmark",
            source_id="s3",
            status="verified",
            attributed=True,
            stake=False,
            verified=True,
        ),
        "brigade": figure(
            "just 11 out of 140",
            value=11.0,
            of=140.0,
            counts="young men",
            source_id="s5",
            status="disputed",
            attributed=True,
            modifier="minimiser",
            casualty=True,
        ),
        "ministry": figure(
            "312",
            value=312.0,
            counts="losses",
            source_id="s6",
            status="attributed",
            attributed=True,
            stake=True,
            casualty=True,
        ),
    }


def _claims(figures: Mapping[str, Json]) -> list[Json]:
    held = {"custodian": "s1", "publisher": "s1", "serves_custodian": True}
    no_source = "A grave figure that nobody vouches for"
    return [
        claim(
            "c1",
            TEXT.split("\n")[0],
            part="headline",
            stance="asserted",
            voice="author",
            risk=risk(0.83, "high", 0.71, 0.91, 0.62),
            reasons=["no_source", "overreach", "loaded_author"],
            contributions=[
                contribution("unsupported", 0.94, 1.32, "author", no_source),
                contribution("overreach", 1.0, 0.71, "author", "“pass 4,000” is an estimate below"),
                contribution("loaded_author", 0.8, 0.44, "author", "“slaughter”, “beg”"),
                contribution("propaganda", 0.41, -0.12, "author", "Little of propaganda's manner"),
            ],
            counterfactuals=[{"change": "Name who counted the losses", "score": 0.52}],
            figures=[figures["headline"]],
            loaded=[
                span("slaughter") | {"voice": "author", "category": "emotive", "score": 0.86},
                span("beg") | {"voice": "author", "category": "emotive", "score": 0.66},
            ],
            same_as=["c4"],
        ),
        claim(
            "c2",
            "Oskan prisoners of war have appeared on camera in tears, saying that nobody told them"
            " they would be sent to fight in Varenia.",
            part="lede",
            risk=risk(0.74, "high", 0.6, 0.85, 0.1),
            reasons=["custody", "party_channel"],
            contributions=[
                contribution(
                    "unsupported", 0.9, 1.18, "source", "Said in custody, and it serves the holder"
                ),
                contribution("second_hand", 0.5, 0.31, "source", "Reaches us by the holder"),
            ],
            attribution=attribution(
                source=span("Oskan prisoners of war"),
                source_id="s7",
                cue=span("saying"),
                kind="prisoner_under_custody",
                custody=held,
                depth=1,
                channel="s1",
                chain=["s7", "s1"],
            ),
        ),
        claim(
            "c3",
            "“They fed us and treated our wounded,” says Tomas Relk, a corporal from Lower Brenn,"
            " in one of the videos.",
            voice="quoted",
            risk=risk(0.77, "high", 0.64, 0.87, 0.04),
            reasons=["custody", "party_channel", "single_channel"],
            contributions=[
                contribution(
                    "unsupported", 0.92, 1.21, "source", "Tomas Relk praises those who hold him"
                ),
                contribution("second_hand", 0.5, 0.31, "source", "Reaches us by the holder"),
            ],
            attribution=attribution(
                source=span("Tomas Relk"),
                source_id="s4",
                cue=span("says"),
                kind="prisoner_under_custody",
                named=True,
                custody=held,
                depth=1,
                channel="s1",
                chain=["s4", "s1"],
            ),
        ),
        claim(
            "c4",
            "It is estimated that more than 4,000 Oskan soldiers have been killed or captured since"
            " the border was crossed.",
            risk=risk(0.86, "high", 0.77, 0.92, 0.58),
            reasons=["no_source", "unverified_figure", "round_figure"],
            contributions=[
                contribution("unsupported", 0.97, 1.41, "author", no_source),
                contribution(
                    "figure_unsourced", 1.0, 0.63, "author", "Nobody is named as estimator"
                ),
            ],
            attribution=attribution(cue=span("It is estimated that"), kind="unattributed", depth=1),
            hedges=[span("estimated") | {"scope": span("more than 4,000")}],
            figures=[figures["estimate"]],
            counterfactuals=[{"change": "Name the estimator and the date", "score": 0.49}],
        ),
        claim(
            "c5",
            "The Varenian Emergency Office said 1,150 civilians had died in the shelling.",
            risk=risk(0.44, "medium", 0.31, 0.58, 0.05),
            reasons=["staked_source", "unverified_figure", "caveat"],
            contributions=[
                contribution("figure_staked", 1.0, 0.52, "source", "Counted by an organ of a side"),
                contribution("caveat", 1.0, -0.61, "author", "Says that it could not be verified"),
            ],
            attribution=attribution(
                source=span("The Varenian Emergency Office"),
                source_id="s2",
                cue=span("said"),
                kind="government_agency",
                named=True,
                stake=True,
                depth=1,
                channel="s2",
                chain=["s2"],
            ),
            caveats=[span("The figure could not be independently verified.") | {"covers": ["c5"]}],
            figures=[figures["civilians"]],
        ),
        claim(
            "c6",
            "The Intergovernmental Refugee Office counted 212,000 people crossing into Halmark at"
            " its four registration points.",
            risk=risk(0.09, "low", 0.04, 0.17, 0.0),
            reasons=["independent_source", "verified"],
            contributions=[
                contribution("figure_verified", 1.0, -1.05, "source", "Counted, and how is stated"),
            ],
            attribution=attribution(
                source=span("The Intergovernmental Refugee Office"),
                source_id="s3",
                cue=span("counted"),
                kind="intergovernmental_org",
                named=True,
                stake=False,
                depth=1,
                channel="s3",
                chain=["s3"],
                independent_sources=1,
            ),
            figures=[figures["refugees"]],
        ),
        claim(
            "c7",
            "The ruthless Oskan command has reportedly begun to execute deserters.",
            stance="asserted",
            voice="author",
            risk=risk(0.91, "high", 0.84, 0.95, 0.88),
            reasons=["no_source", "loaded_author", "hedged"],
            contributions=[
                contribution(
                    "unsupported", 0.98, 1.44, "author", "A grave charge without a source"
                ),
                contribution(
                    "loaded_author", 0.9, 0.58, "author", "“ruthless” is the author's word"
                ),
            ],
            attribution=attribution(cue=span("reportedly"), kind="unattributed"),
            hedges=[span("reportedly") | {"scope": span("begun to execute deserters")}],
            loaded=[span("ruthless") | {"voice": "author", "category": "judging", "score": 0.91}],
            counterfactuals=[{"change": "Without “ruthless”", "score": 0.85}],
        ),
        claim(
            "c8",
            "The Brenn Courier obtained a recording of a woman, purportedly from the garrison town"
            " of Lower Brenn, who says “just 11 out of 140” young men of a local brigade came"
            " back.",
            risk=risk(0.68, "high", 0.52, 0.8, 0.06),
            reasons=["second_hand", "unverified_figure", "anonymous_source"],
            contributions=[
                contribution(
                    "second_hand", 1.0, 0.83, "source", "Third-hand: a recording, a paper"
                ),
                contribution("figure_staked", 0.0, -0.08, "source", "No stake is shown"),
            ],
            attribution=attribution(
                source=span("a woman"),
                source_id="s5",
                cue=span("says", 1),
                kind="document_or_recording",
                anonymity="unidentified",
                depth=2,
                channel="s8",
                chain=["s5", "s8"],
            ),
            hedges=[span("purportedly") | {"scope": span("from the garrison town of Lower Brenn")}],
            figures=[figures["brigade"]],
        ),
        claim(
            "c9",
            "Osk's defence ministry called the footage “a crude fake” and put its own losses"
            " at 312.",
            risk=risk(0.47, "medium", 0.33, 0.61, 0.02),
            reasons=["staked_source", "unverified_figure", "loaded_quote"],
            contributions=[
                contribution("figure_staked", 1.0, 0.52, "source", "Counted by an organ of a side"),
            ],
            attribution=attribution(
                source=span("Osk's defence ministry"),
                source_id="s6",
                cue=span("called"),
                kind="government_agency",
                named=True,
                stake=True,
                depth=1,
                channel="s6",
                chain=["s6"],
            ),
            figures=[figures["ministry"]],
            loaded=[
                span("a crude fake") | {"voice": "quoted", "category": "judging", "score": 0.7}
            ],
        ),
    ]


def _source(identity: str, name: str, kind: str, mentions: list[Json], **fields: Any) -> Json:
    blank: Json = {
        "id": identity,
        "name": name,
        "kind": kind,
        "named": True,
        "stake": None,
        "custody": None,
        "protected": False,
        "mentions": mentions,
        "claims": [],
    }
    return blank | fields


def _sources() -> list[Json]:
    held = {"custodian": "s1", "publisher": "s1", "serves_custodian": True}
    return [
        _source(
            "s1",
            "Varenian Security Directorate",
            "party_to_conflict",
            [
                span("the Varenian Security Directorate"),
                span("the Varenian Security Directorate", 1),
            ],
            stake=True,
        ),
        _source(
            "s2",
            "Varenian Emergency Office",
            "government_agency",
            [span("The Varenian Emergency Office")],
            stake=True,
            claims=["c5"],
        ),
        _source(
            "s3",
            "Intergovernmental Refugee Office",
            "intergovernmental_org",
            [span("The Intergovernmental Refugee Office")],
            stake=False,
            claims=["c6"],
        ),
        _source(
            "s4",
            "Tomas Relk",
            "prisoner_under_custody",
            [span("Tomas Relk")],
            custody=held,
            protected=True,
            claims=["c3"],
        ),
        _source(
            "s5",
            "a woman",
            "document_or_recording",
            [span("a woman")],
            named=False,
            claims=["c8"],
        ),
        _source(
            "s6",
            "Osk's defence ministry",
            "government_agency",
            [span("Osk's defence ministry")],
            stake=True,
            claims=["c9"],
        ),
        _source(
            "s7",
            "Oskan prisoners of war",
            "prisoner_under_custody",
            [span("Oskan prisoners of war")],
            named=False,
            custody=held,
            protected=True,
            claims=["c2"],
        ),
        _source(
            "s8", "The Brenn Courier", "media_outlet", [span("The Brenn Courier")], claims=["c8"]
        ),
    ]


def _article_figures(figures: Mapping[str, Json]) -> list[Json]:
    homes = {
        "headline": ("c1", [5]),
        "estimate": ("c4", [5]),
        "civilians": ("c5", []),
        "refugees": ("c6", []),
        "brigade": ("c8", []),
        "ministry": ("c9", [0, 1]),
    }
    return [
        figures[name] | {"claim": home, "conflicts_with": others}
        for name, (home, others) in homes.items()
    ]


def example() -> Json:
    """A fresh assessment of the invented article; the caller may change it."""
    figures = _figures()
    return {
        "id": "a1f0c3d2e4b59687",
        "model": {"version": "0.1.0", "bundle_sha256": "0" * 64, "trained_on": ["gold", "ptc"]},
        "language": "en",
        "warnings": [],
        "risk": risk(0.79, "high", 0.69, 0.87, 0.41),
        "scores": {
            "sourcing": 0.81,
            "figures": 0.72,
            "framing_author": 0.55,
            "framing_quoted": 0.3,
        },
        "reasons": ["no_source", "custody", "loaded_author"],
        "concepts": {"headline_high": 1.0, "staked_share": 0.44, "author_high_share": 0.33},
        "contributions": [
            contribution(
                "headline_high", 1.0, 1.1, "author", "The headline has nothing under it as written"
            ),
            contribution(
                "staked_share", 0.44, 0.5, "source", "Four of nine claims come from sides"
            ),
            contribution("author_high_share", 0.33, 0.4, "author", "Three are high by the author"),
        ],
        "counterfactuals": [{"change": "A source for the headline's 4,000", "score": 0.61}],
        "text": TEXT,
        "parts": [
            {"role": "headline", **_bounds(span(TEXT.split("\n")[0]))},
            {"role": "byline", **_bounds(span("By Mira Castell"))},
        ],
        "claims": _claims(figures),
        "attributions": [],
        "sources": _sources(),
        "quotes": [
            span("“They fed us and treated our wounded,”") | {"source_id": "s4", "type": "direct"},
            span("“a crude fake”") | {"source_id": "s6", "type": "partial"},
        ],
        "figures": _article_figures(figures),
        "headline": [{"claim": "c1", "dropped": "source", "span": span("losses pass 4,000")}],
        "balance": _balance(),
        "accused": [
            span("Oskan command") | {"claim": "c7", "act": span("execute"), "heard": None},
            span("Oskan prisoners of war")
            | {"claim": "c2", "act": span("fight"), "heard": span("says Tomas Relk")},
        ],
        "absent": ["right_of_reply", "caveat_on_custody", "estimator"],
        "next_checks": [
            {"claim": "c4", "text": "Ask who estimated 4,000, as of when, captured or killed."},
            {"claim": "c3", "text": "Ask whether Tomas Relk spoke freely and out of hearing."},
            {"claim": "c8", "text": "Ask the Brenn Courier how it knows who is speaking."},
        ],
        "outlet": _outlet(),
    }


def share(measure: str, numerator: list[Json], of: int, source_id: str | None = None) -> Json:
    claims = [counted(f"c{i + 1}", c["text"]) for i, c in enumerate(_claims(_figures())[:of])]
    return {
        "measure": measure,
        "value": len(numerator) / of if of else None,
        "numerator": numerator,
        "denominator": claims,
        "source_id": source_id,
    }


def counted(claim: str, words: str) -> Json:
    return {"claim": claim, **_bounds(span(words))}


def _balance() -> list[Json]:
    held = [counted("c2", "Oskan prisoners of war"), counted("c3", "Tomas Relk")]
    return [
        share("attributed", [*held, counted("c5", "The Varenian Emergency Office")], 9),
        share("agentless", [counted("c4", "It is estimated that")], 9),
        share("one_channel", held, 9, "s1"),
        share("named", [counted("c3", "Tomas Relk")], 6),
        share("justified", [], 0),
        share("right_of_reply", [counted("c2", "Oskan prisoners of war")], 2),
    ]


def _outlet() -> Json:
    return {
        "host": "m.tidings.example",
        "listed": True,
        "domain": "tidings.example",
        "entries": [
            {
                "name": "Tidings",
                "company": "Tidings Ltd",
                "country": "Ledria",
                "control": "independent public",
            }
        ],
        "list": {
            "title": "A list of outlets",
            "owner": "An institute",
            "date": "spring 2031",
            "licence": "MIT",
            "address": "https://lists.example/a",
        },
    }


def abstained() -> Json:
    """The same article where the model declines to judge."""
    assessment = example()
    assessment["risk"] = {
        "score": 0.5,
        "level": None,
        "interval": [0.1, 0.9],
        "abstained": True,
        "author": None,
    }
    assessment["warnings"] = ["language_not_english"]
    assessment["claims"] = []
    assessment["balance"] = []
    assessment["accused"] = []
    return assessment


def _bounds(found: Json) -> Json:
    return {"start": found["start"], "end": found["end"]}
