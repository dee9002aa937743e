"""An article's address in a list of outlets: whom it matches, whom not, and what is told of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from data.readers import statemedia
from training.bundle import Article, BundleError, Model
from training.bundle import load as load_model
from training.outlets import Outlets, OutletsError, finding, host_of, installed, load, write

LISTING = {
    "title": "A list",
    "owner": "An institute",
    "date": "spring 2031",
    "licence": "MIT",
    "address": "https://lists.example/a",
    "outlets": [
        {"host": "tidings.example", "name": "Tidings", "company": "Tidings Ltd",
         "country": "Ledria", "control": "state-controlled"},
        {"host": "tidings.example", "name": "Tidings Radio", "company": "Tidings Ltd",
         "country": "Ledria", "control": None},
        {"host": "sea.tidings.example", "name": "Sea Tidings", "company": "Harbour Board",
         "country": "Ledria", "control": "independent, state-funded"},
        {"host": "radio.gov.example", "name": "Radio", "company": "Radio",
         "country": "Ledria", "control": "independent public"},
    ],
}  # fmt: skip


@pytest.fixture
def outlets(tmp_path: Path) -> Outlets:
    return load(write(LISTING, tmp_path / "deep" / "outlets.json"))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://tidings.example/2031/story.html?x=1#y", "tidings.example"),
        ("HTTP://WWW.Tidings.Example:8080/", "tidings.example"),
        ("tidings.example", "tidings.example"),
        ("tidings.example./story", "tidings.example"),
        ("https://m.tidings.example/story", "tidings.example"),
        ("https://a.b.tidings.example/story", "tidings.example"),
        ("https://sea.tidings.example/story", "sea.tidings.example"),
        ("https://de.sea.tidings.example/story", "sea.tidings.example"),
        ("https://reader@tidings.example/story", "tidings.example"),
        ("//tidings.example/story", "tidings.example"),
    ],
)
def test_a_host_matches_itself_or_its_nearest_listed_parent(
    outlets: Outlets, url: str, domain: str
) -> None:
    found = finding(url, outlets)
    assert found is not None
    assert (found["listed"], found["domain"]) == (True, domain)


@pytest.mark.parametrize(
    "url",
    [
        "https://tidings.example.evil.test/",
        "https://nottidings.example/",
        "https://tidings-example.test/",
        "https://tidings.example@evil.test/",
        "https://evil.test/tidings.example",
        "https://evil.test/?u=https://tidings.example/",
        "https://evil.test#tidings.example",
        "https://archive.test/web/2031/https://tidings.example/story",
        "https://gov.example/",
        "https://other.gov.example/",
        "https://example/",
    ],
)
def test_no_other_host_matches(outlets: Outlets, url: str) -> None:
    found = finding(url, outlets)
    assert found is not None
    assert (found["listed"] or False, found["domain"], found["entries"]) == (False, None, [])


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "no address", "https://", "ftp://tidings.example/", "mailto:desk@tidings.example",
        "javascript://tidings.example/%0a", "https://evil.test\\@tidings.example/",
        "https://tidings.example\\.evil.test/", "https://evil.test\t@tidings.example/",
        "https://127.0.0.1/", "https://[::1]/", "https://[::1", "https://tidings..example/",
        "https://" + "a" * 300 + ".example/", "https://ⅷ\u0000.example/", "https://-/", "localhost",
    ],
)  # fmt: skip
def test_an_address_whose_host_is_unclear_is_not_looked_up(outlets: Outlets, url: str) -> None:
    assert host_of(url) is None
    found = finding(url, outlets)
    assert found is not None
    assert (found["host"], found["listed"]) == (None, None)


def test_a_host_in_other_letters_is_compared_as_browsers_send_it() -> None:
    assert host_of("https://www.bücher.example/neu") == "xn--bcher-kva.example"
    assert host_of("https://tıdings.example/") != "tidings.example"


def test_every_outlet_of_a_host_is_told_with_the_list_its_date_and_licence(
    outlets: Outlets,
) -> None:
    found = finding("https://tidings.example/story", outlets)
    assert found is not None
    assert [(e["name"], e["control"]) for e in found["entries"]] == [
        ("Tidings", "state-controlled"),
        ("Tidings Radio", None),
    ]
    told = {k: v for k, v in LISTING.items() if k != "outlets"}
    assert found["list"] == told


def test_without_a_list_nothing_is_said_of_the_outlet() -> None:
    found = finding("https://tidings.example/story", None)
    assert found is not None
    assert (found["host"], found["listed"], found["list"]) == ("tidings.example", None, None)
    assert finding(None, None) is None


def test_the_list_is_the_file_that_is_named_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_OUTLETS", str(tmp_path / "outlets.json"))
    assert installed() is None
    write(LISTING, tmp_path / "outlets.json")
    found = installed()
    assert found is not None
    assert found.title == "A list"


@pytest.mark.parametrize("words", ["", "{}", "[]", '{"outlets": [1]}', json.dumps({"title": "A"})])
def test_a_file_of_another_shape_says_what_to_do(tmp_path: Path, words: str) -> None:
    (tmp_path / "outlets.json").write_text(words, "utf-8")
    with pytest.raises(OutletsError, match=r"outlets\.json.*assay data fetch statemedia"):
        load(tmp_path / "outlets.json")


def test_the_state_media_matrix_can_be_laid_down_and_read(mirror: Path, tmp_path: Path) -> None:
    outlets = load(write(statemedia.listing(mirror), tmp_path / "outlets.json"))
    assert set(outlets.by_host) == set(statemedia.by_domain(mirror))
    assert all(host.count(".") >= 1 for host in outlets.by_host)
    assert outlets.licence == "MIT"
    assert outlets.date
    kinds = {outlet.control for found in outlets.by_host.values() for outlet in found}
    assert kinds <= {*statemedia.CONTROL.values(), None}


def test_an_address_is_told_and_moves_nothing(model: Model, outlets: Outlets) -> None:
    text = "Clinic struck\n\nVeskan troops shelled the clinic on Monday, killing nine, she said."
    plain = model.assess(text).to_dict()
    listing = replace(model, outlets=outlets)
    listed = listing.assess(Article(text, url="https://tidings.example/a")).to_dict()
    other = listing.assess(Article(text, url="https://other.test/a")).to_dict()
    assert plain["outlet"] is None
    assert [listed["outlet"]["listed"], other["outlet"]["listed"]] == [True, False]
    for found in (listed, other):
        assert {k: v for k, v in found.items() if k not in ("id", "outlet")} == {
            k: v for k, v in plain.items() if k not in ("id", "outlet")
        }


def test_another_list_is_another_question(model: Model, outlets: Outlets) -> None:
    article = Article("The mayor sold the bridge on Monday.", url="https://tidings.example/a")
    ids = [replace(model, outlets=given).assess(article).data["id"] for given in (None, outlets)]
    assert ids[0] != ids[1]


def test_a_model_loads_with_the_list_that_is_installed_and_refuses_a_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_OUTLETS", str(write(LISTING, tmp_path / "outlets.json")))
    found = load_model().outlets
    assert found is not None
    assert found.title == "A list"
    (tmp_path / "outlets.json").write_text("{}", "utf-8")
    with pytest.raises(BundleError, match=r"outlets\.json is no list of outlets"):
        load_model()
