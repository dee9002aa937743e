"""``docs/assessment.md`` is what is really returned: every object, every field, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from features.concepts import CONCEPTS
from training.bundle import Article, Model
from training.outlets import Outlet, Outlets

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "assessment.md"
TEXTS = (
    ROOT / "data" / "samples" / "article.txt",
    ROOT / "data" / "samples" / "post.txt",
)
CUSTODY = (
    "Captured pilot praises his hosts\n\n"
    "In a video published by the Ledrian Security Service, which is holding him, the captured "
    "pilot Dav Ostrel said: “We were deceived by our officers. Lay down your arms.”"
)
ACCUSED = (
    "Clinic struck at Dorane\n\nVeskan troops shelled the clinic at Dorane on Monday, killing nine "
    "nurses, the mayor said. Veska denied the strike."
)
RUSSIAN = "Министерство сообщило, что мост был разрушен ночью. Пострадавших нет, сказал мэр."
OUTLETS = Outlets(
    "A list", "An institute", "spring 2031", "MIT", "https://lists.example/a",
    {"tidings.example": (Outlet("Tidings", "Tidings Ltd", "Ledria", "state-controlled"),)},
)  # fmt: skip
SPAN = ["start", "end", "text"]
RARE = {"claims[].techniques[]", "headline[]", "claims[].factive[]", "counterfactuals[]"}
"""Objects that the samples need not hold."""

Json = dict[str, Any]


@cache
def documented() -> dict[str, list[str]]:
    """Fields by path, as the headings and the first column of each table say."""
    found: dict[str, list[str]] = {}
    paths: list[str] = []
    for line in DOCUMENT.read_text("utf-8").splitlines():
        if line.startswith("### "):
            paths = re.findall(r"`([^`]+)`", line)
            found |= {path: [] for path in paths}
        elif line.startswith("## "):
            paths = []
        elif line.startswith("| `"):
            for path in paths:
                found[path] += re.findall(r"`(\w+)`", line.split("|")[1])
    return found


def objects(value: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every object in a JSON value with its path: ``claims[].attribution``."""
    if isinstance(value, dict):
        yield path, value
        for name, part in value.items():
            yield from objects(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part, f"{path}[]")


@pytest.fixture(scope="module")
def assessments(model: Model) -> list[Json]:
    texts = [path.read_text("utf-8") for path in TEXTS]
    listed = replace(model, outlets=OUTLETS).assess(Article(ACCUSED, url="https://tidings.example"))
    return [
        *(model.assess(text).to_dict("full") for text in (*texts, CUSTODY, RUSSIAN)),
        listed.to_dict("full"),
    ]


def test_every_object_has_the_fields_that_are_documented(assessments: list[Json]) -> None:
    for assessment in assessments:
        for path, found in objects(assessment):
            known = documented().get(path or "assessment")
            if found == {}:
                continue
            assert list(found) == (SPAN if known is None else known), path


def test_every_documented_object_is_met(assessments: list[Json]) -> None:
    met = {path or "assessment" for a in assessments for path, _ in objects(a)}
    missing = set(documented()) - met - RARE
    assert not missing, missing


def test_brief_leaves_out_what_the_document_says(model: Model) -> None:
    found = model.assess(TEXTS[0].read_text("utf-8"))
    full, brief = (found.to_dict(explain)["claims"][0] for explain in ("full", "brief"))
    lines = DOCUMENT.read_text("utf-8").splitlines()
    marked = {line.split("`")[1] for line in lines if "only with `explain=full`" in line}
    assert set(full) - set(brief) == marked


def test_claims_sent_alone_are_claims_with_two_fields_more(model: Model) -> None:
    claim, nothing = model.assess_claims(["The mayor sold the bridge.", "Why?"])
    assert list(claim) == ["claim", *documented()["claims[]"], "sources"]
    assert list(nothing) == ["claim", *SPAN]


def test_the_table_of_concepts_is_that_of_the_code() -> None:
    arrows = {"up": "↑", "down": "↓", "free": "free"}
    words = DOCUMENT.read_text("utf-8")
    rows = [
        f"| `{c.name}` | {arrows[c.direction]} | {c.owner} | {c.group} | {c.text} |"
        for c in CONCEPTS
    ]
    assert "\n".join(rows) in words


def test_spans_slice_exactly(assessments: list[Json]) -> None:
    for assessment in assessments:
        for _, found in objects(assessment):
            if set(SPAN) <= set(found):
                assert assessment["text"][found["start"] : found["end"]] == found["text"]


GAPS = (
    "It rejected 12 budgets. Close 2 doors! The ministry said on Monday that 36 dockers were "
    "killed."
)


def test_ids_run_without_gaps_and_a_figure_outside_of_claims_has_none(model: Model) -> None:
    found = model.assess(GAPS).to_dict()
    assert [claim["id"] for claim in found["claims"]] == ["c1", "c2"]
    assert [(f["text"], f["claim"]) for f in found["figures"]] == [
        ("12", "c1"),
        ("2", None),
        ("36", "c2"),
    ]


def test_a_content_ends_with_its_words(model: Model) -> None:
    text = (
        "Water board warns of shortage\n\nThe water board said on Thursday that reservoirs stood "
        "at 31 percent, down from 58 percent a year ago.\n\n"
        "\u201cWe are short,\u201d it said. \n\nIt rained."
    )
    contents = [a["content"]["text"] for a in model.assess(text).to_dict()["attributions"]]
    assert contents
    assert [content.strip() for content in contents] == contents
