"""Whole journeys on bad and odd input: from Python, from the command line, over HTTP.

What cannot be read is a clear error, what cannot be judged an honest abstention; nothing crashes,
every span slices exactly, and time grows no faster than the text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from example_service import application
from spent import spent
from starlette.testclient import TestClient
from typer.testing import CliRunner

from features.document import MAX_LENGTH, UnreadableText
from service import app as served
from service.cli import app
from training.bundle import Model

ARTICLE = (Path(__file__).parent.parent / "data" / "samples" / "article.txt").read_text("utf-8")
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
PAGE = "<!doctype html><html><body><p>The mayor spoke.</p><p>He left.</p></body></html>"

REFUSED = {
    "empty": ("", "empty"),
    "white space": (" \r\n\t\u00a0 ", "empty"),
    "two megabytes": ("word " * 400_000, "too_long"),
    "one character too many": ("x" * (MAX_LENGTH + 1), "too_long"),
    "binary": ("\x00\x01\x02PNG\x1a" * 50, "not_text"),
    "half a surrogate pair": ("The mayor \ud83d spoke to the council.", "not_text"),
    "a web page": (PAGE, "html"),
    "an address": ("https://example.org/news/story?id=4", "url"),
}
ABSTAINED = {
    "one word": "Bridge",
    "Russian": "Министерство сообщило, что мост разрушен. Погибли 14 человек, сказал мэр города.",
    "ten thousand quotation marks": "“" * 10_000,
    "punctuation": "?! … — ;;; ((( )))",
    "emoji": "😀🏽🚢👩‍🚒" * 20,
    "a question": "Who knows?",
}
RIGHT_TO_LEFT = (
    "משרד הנמלים מסר כי 36 סוורים נהרגו. \u202bThe ministry said 36 dockers were killed.\u202c "
    "“We saw the ships,” said Ilse Marrant."
)
ODD = {
    "as it is": ARTICLE,
    "line ends of Windows": ARTICLE.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + ARTICLE,
    "no final line end": ARTICLE.rstrip("\n"),
    "one line": " ".join(ARTICLE.split()),
    "a headline glued to its header": "NEWS" + ARTICLE.replace("\n\n", "\n"),
    "emoji in between": ARTICLE.replace(" said", " 😀🏽 said").replace("“", "“🚢"),
    "letters that are two code points": ARTICLE.replace("e", "e\u0301"),
    "characters without a width": ARTICLE.replace(" ", "\u200b "),
    "look-alike letters": ARTICLE.replace("a", "а"),
    "tabs and blanks": ARTICLE.replace(" ", " \t\u00a0 "),
    "right to left": RIGHT_TO_LEFT,
    "capitals": ARTICLE.upper(),
}
# a text of n characters in each of these shapes takes time in proportion to n
SHAPES: dict[str, Callable[[int], str]] = {
    "quotation marks": lambda n: '"' * n,
    "one letter a line": lambda n: "a\n" * (n // 2),
    "open brackets": lambda n: "(" * n,
    "one word": lambda n: "x" * n,
    "figures": lambda n: ("5,000 to 1,234.5 " * n)[:n],
    "sources": lambda n: article_of(n, names=True),
    "one source": lambda n: ("“We lost 40 men,” said Ilse Marrant. " * n)[:n],
    "an article": lambda n: article_of(n),
}


def article_of(length: int, names: bool = False) -> str:
    """An invented article of so many characters, with thirty sources or (``names``) ever new."""
    pick = random.Random(length)
    known = ["".join(pick.choices("aeiorst", k=5)).title() for _ in range(30)]
    words = ARTICLE.replace("\n", " ").split()
    text: list[str] = []
    size = 0
    while size < length:
        who = "".join(pick.choices("aeiorst", k=6)).title() if names else pick.choice(known)
        said = f"{who} said that {pick.randrange(9999):,} {' '.join(pick.choices(words, k=12))}. "
        text.append(said if pick.random() < 0.9 else said.rstrip() + "\n\n")
        size += len(text[-1])
    return "".join(text)[:length]


@pytest.fixture(scope="module")
def client(model: Model) -> Iterator[TestClient]:
    patch = pytest.MonkeyPatch()
    patch.setattr(served, "load_model", lambda: model)
    with TestClient(application(), raise_server_exceptions=False) as client:
        yield client
    patch.undo()


def over_http(client: TestClient, text: str) -> Any:
    return client.post("/v1/assess", content=json.dumps({"text": text}), headers=JSON)


def by_command(given: bytes) -> Any:
    return CliRunner().invoke(app, ["analyze", "-", "--json"], input=given, prog_name="assay")


def slices_exactly(text: str, value: Any) -> int:
    """How many spans a JSON value holds, each of which must be what it says."""
    if isinstance(value, list):
        return sum(slices_exactly(text, v) for v in value)
    if not isinstance(value, dict):
        return 0
    found = 0
    if {"start", "end", "text"} <= set(value):
        assert text[value["start"] : value["end"]] == value["text"]
        found = 1
    return found + sum(slices_exactly(text, v) for v in value.values())


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_everywhere(
    model: Model, client: TestClient, name: str
) -> None:
    text, code = REFUSED[name]
    with pytest.raises(UnreadableText) as refusal:
        model.assess(text)
    assert refusal.value.code == code
    answer = over_http(client, text)
    assert answer.status_code == (413 if code == "too_long" else 400)
    assert answer.json()["error"]["code"] in {code, "too_large"}
    run = by_command(text.encode("utf-8", "surrogatepass"))
    assert (run.exit_code, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    form = urlencode({"text": text.encode("utf-8", "surrogatepass")})
    page = client.post("/review/", content=form, headers=FORM)
    assert page.status_code in {400, 413}
    assert "Traceback" not in page.text


def test_latin_1_is_refused_everywhere_with_what_to_do(client: TestClient) -> None:
    latin = "A café was hit, said the mayor.".encode("latin-1")
    assert "iconv -f latin1" in by_command(latin).stderr
    answer = client.post("/v1/assess", content=b'{"text": "' + latin + b'"}', headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "not_utf8")


@pytest.mark.parametrize("name", ABSTAINED)
def test_what_cannot_be_judged_is_an_abstention_without_a_score(
    model: Model, client: TestClient, name: str
) -> None:
    text = ABSTAINED[name]
    found = model.assess(text).to_dict("brief")
    assert found["risk"] == {
        "score": None, "level": None, "interval": None, "abstained": True, "author": None,
    }  # fmt: skip
    assert "abstained" in found["warnings"]
    assert all(claim["risk"]["abstained"] for claim in found["claims"])
    assert not found["counterfactuals"]
    assert not found["next_checks"]
    slices_exactly(text, found)
    assert over_http(client, text).json()["risk"]["abstained"] is True
    page = client.post("/review/", data={"text": text})
    assert page.status_code == 200
    assert "Assay abstains" in page.text
    assert "of 100" not in page.text


def test_another_language_is_told_with_the_abstention(model: Model) -> None:
    assert "language_unsupported" in model.assess(ABSTAINED["Russian"]).data["warnings"]


@pytest.mark.parametrize("name", ODD)
def test_every_span_of_an_odd_text_slices_exactly(model: Model, name: str) -> None:
    found = model.assess(ODD[name])
    assert found.data["text"] == ODD[name]
    assert slices_exactly(ODD[name], found.data) > 5
    json.loads(found.to_json())


def test_line_ends_and_marks_of_order_do_not_change_the_risk(model: Model) -> None:
    scores = {
        name: model.assess(ODD[name]).data["risk"]["score"]
        for name in ("as it is", "line ends of Windows", "a byte order mark", "no final line end")
    }
    assert len({round(score, 4) for score in scores.values()}) == 1, scores


@pytest.mark.parametrize("name", [*REFUSED, *ABSTAINED, *ODD])
def test_a_claim_sent_alone_is_answered_or_refused(model: Model, name: str) -> None:
    if name in REFUSED:
        with pytest.raises(UnreadableText):
            model.assess_claims([REFUSED[name][0]])
        return
    text = (ABSTAINED | ODD)[name]
    (claim,) = model.assess_claims([text])
    assert slices_exactly(text, claim)


@pytest.mark.parametrize(
    ("stated", "abstained"), [("en", False), ("fr", True), ("", False), (None, False)]
)
def test_a_stated_language_decides_over_http(
    client: TestClient, stated: str | None, abstained: bool
) -> None:
    answer = client.post("/v1/assess", json={"text": ARTICLE, "language": stated})
    found = answer.json()
    assert found["language"] == (stated or "en")
    assert found["risk"]["abstained"] is abstained
    assert ("language_unsupported" in found["warnings"]) is abstained


def test_russian_is_rated_over_http_where_english_is_stated(client: TestClient) -> None:
    body = {"text": ABSTAINED["Russian"], "language": "en"}
    found = client.post("/v1/assess", json=body).json()
    assert "language_unsupported" not in found["warnings"]


def test_a_language_that_is_no_code_is_refused_by_name(client: TestClient) -> None:
    answer = client.post("/v1/assess", json={"text": ARTICLE, "language": "English, please"})
    assert answer.status_code == 400
    assert [d["field"] for d in answer.json()["error"]["detail"]] == ["language"]
    assert "please" not in answer.text


def test_an_empty_text_in_a_batch_is_answered_in_its_place(client: TestClient) -> None:
    texts = ["The mill burned down on Monday.", "", "Nobody knows who set it on fire."]
    answer = client.post("/v1/claims", json={"texts": texts})
    assert answer.status_code == 200
    claims = answer.json()["claims"]
    assert [c["text"] for c in claims] == texts
    assert claims[1] == {"claim": False, "start": 0, "end": 0, "text": ""}


def test_a_text_that_is_too_long_in_a_batch_is_named(client: TestClient) -> None:
    texts = ["", "The mill burned down on Monday.", "x" * (MAX_LENGTH + 1)]
    answer = client.post("/v1/claims", json={"texts": texts})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (413, "too_long")
    assert [d["field"] for d in error["detail"]] == ["texts[2]"]
    assert error["message"].startswith("texts[2]: the text has 200,001 characters")


def test_two_hundred_thousand_characters_are_answered(client: TestClient) -> None:
    text = article_of(MAX_LENGTH)
    answer = over_http(client, text)
    assert answer.status_code == 200
    found = answer.json()
    assert len(found["claims"]) > 1000
    assert slices_exactly(text, found) > 5000


@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_no_faster_than_the_text(model: Model, name: str) -> None:
    def seconds(length: int) -> float:
        text = SHAPES[name](length)
        return spent(lambda: model.assess(text).to_json(), times=2)

    short, long = seconds(2_500), seconds(15_000)
    # six times the text; something quadratic takes 36 times the time
    assert long < 14 * short + 0.1, (short, long)
