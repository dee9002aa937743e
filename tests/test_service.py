"""The service over HTTP: the real application in this process, and once as a process of its own."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from example_assessment import TEXT
from example_model import ExampleModel
from example_service import application
from starlette.testclient import TestClient

from service import app as served
from service.errors import MOST_BYTES
from service.pool import LONG, Lanes, Pool
from service.schemas import AssessRequest
from training.bundle import Model

ARTICLE = {"text": TEXT}
JSON = {"content-type": "application/json"}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> ExampleModel:
    stand_in = ExampleModel()
    monkeypatch.setattr(served, "load_model", lambda: stand_in)
    return stand_in


@pytest.fixture
def client(stand_in: ExampleModel) -> Iterator[TestClient]:
    with TestClient(application(), raise_server_exceptions=False) as client:
        yield client


def error_of(answer: Any) -> dict[str, Any]:
    """The error of an answer, which must have the one shape and nothing beside it."""
    content = answer.json()
    assert list(content) == ["error"]
    assert list(content["error"]) == ["code", "message", "detail"]
    assert answer.headers["content-type"] == "application/json"
    error: dict[str, Any] = content["error"]
    return error


def test_an_article_is_answered_with_the_bytes_of_the_one_serialiser(
    client: TestClient, stand_in: ExampleModel
) -> None:
    answer = client.post("/v1/assess", json=ARTICLE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == stand_in.assess(TEXT).to_json().encode()


def test_headline_and_body_may_come_apart(client: TestClient) -> None:
    answer = client.post("/v1/assess", json={"headline": "A head", "body": "A body."})
    assert answer.status_code == 200


def test_every_option_is_taken(client: TestClient) -> None:
    options = {
        "url": "https://example.org/a",
        "outlet": "The Example",
        "published": "2026-11-22",
        "language": "en",
        "parties": ["Varenia", "Osk"],
        "explain": "full",
        "store": False,
    }
    answer = client.post("/v1/assess", json=ARTICLE | options)
    assert answer.status_code == 200
    assert "heads" in answer.json()


def test_heads_come_only_when_all_is_asked_for(client: TestClient) -> None:
    assert "heads" not in client.post("/v1/assess", json=ARTICLE).json()


def test_claims_are_answered_one_for_one(client: TestClient) -> None:
    answer = client.post("/v1/claims", json={"texts": ["A claim here.", "Another claim."]})
    assert answer.status_code == 200
    claims = answer.json()["claims"]
    assert len(claims) == 2
    assert all("heads" not in claim for claim in claims)


def test_heads_of_claims_come_when_all_is_asked_for(client: TestClient) -> None:
    answer = client.post("/v1/claims", json={"texts": ["A claim here."], "explain": "full"})
    assert "heads" in answer.json()["claims"][0]


def test_the_model_says_what_it_is(client: TestClient) -> None:
    answer = client.get("/v1/model")
    assert answer.status_code == 200
    assert answer.json()["licence"] == "research"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/livez", "/metrics"])
def test_health_and_metrics_answer(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_description_names_every_route_and_the_one_error(client: TestClient) -> None:
    spec = client.get("/docs.json").json()
    assert {"/v1/assess", "/v1/claims", "/v1/model"} <= set(spec["paths"])
    assert spec["components"]["schemas"]["AssessRequest"]["properties"]["headline"]
    refused = spec["paths"]["/v1/assess"]["post"]["responses"]["400"]
    assert refused["content"]["application/json"]["schema"]["$ref"].endswith("/Error")
    references = set(_references(spec))
    assert references <= {f"#/components/schemas/{n}" for n in spec["components"]["schemas"]}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


BAD_BODIES = {
    "not JSON": (b"{text:", 400, "invalid_json"),
    "nothing": (b"", 400, "invalid_json"),
    "a list": (b"[]", 400, "invalid_request"),
    "a number": (b"7", 400, "invalid_request"),
    "null": (b"null", 400, "invalid_request"),
    "no text": (b"{}", 400, "invalid_request"),
    "text of a wrong type": (b'{"text": 5}', 400, "invalid_request"),
    "text and body": (b'{"text": "a", "body": "b"}', 400, "invalid_request"),
    "headline alone": (b'{"headline": "a"}', 400, "invalid_request"),
    "an unknown field": (b'{"text": "A mayor spoke.", "txet": 1}', 400, "invalid_request"),
    "an unknown explain": (b'{"text": "A.", "explain": "all"}', 400, "invalid_request"),
    "parties of a wrong type": (b'{"text": "A.", "parties": "x"}', 400, "invalid_request"),
    "store": (b'{"text": "A mayor spoke.", "store": true}', 400, "not_built"),
    "Latin-1": ('{"text": "café"}'.encode("latin-1"), 400, "not_utf8"),
    "UTF-16": ('{"text": "café"}'.encode("utf-16"), 400, "not_utf8"),
    "binary": (bytes(range(256)), 400, "not_utf8"),
    "half a surrogate pair": (b'{"text": "a \\ud800 b"}', 400, "not_text"),
    "the other half": (b'{"text": "a \\udfff b"}', 400, "not_text"),
    "deep nesting": (b"[" * 100_000, 400, "invalid_json"),
    "empty text": (b'{"text": ""}', 400, "empty"),
    "white space": (b'{"text": " \\n\\t "}', 400, "empty"),
    "a web page": (b'{"text": "<html><body><p>Hello there.</p></body></html>"}', 400, "html"),
    "an address": (b'{"text": "https://example.org/story"}', 400, "url"),
    "too many characters": (
        json.dumps({"text": "word " * 40_001}).encode(),
        413,
        "too_long",
    ),
    "two megabytes": (json.dumps({"text": "word " * 400_000}).encode(), 413, "too_large"),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_bad_input_is_refused_with_the_one_error(client: TestClient, name: str) -> None:
    body, status, code = BAD_BODIES[name]
    answer = client.post("/v1/assess", content=body, headers=JSON)
    error = error_of(answer)
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{}", "invalid_request"),
        (b'{"texts": "one"}', "invalid_request"),
        (b'{"texts": []}', "invalid_request"),
        (b'{"texts": ["a", 3]}', "invalid_request"),
        (b'{"texts": ["\\ud800"]}', "not_text"),
        (b'{"texts": ["  "]}', "empty"),
    ],
)
def test_bad_claims_are_refused_with_the_one_error(
    client: TestClient, body: bytes, code: str
) -> None:
    assert error_of(client.post("/v1/claims", content=body, headers=JSON))["code"] == code


def test_a_field_that_does_not_fit_is_named_and_its_value_is_not_repeated(
    client: TestClient,
) -> None:
    answer = client.post("/v1/assess", json={"text": ["SECRET"], "explain": "SECRET"})
    assert {d["field"] for d in error_of(answer)["detail"]} == {"text", "explain"}
    assert "SECRET" not in answer.text


def test_a_body_in_chunks_is_counted_by_its_bytes(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(MOST_BYTES // 10_000):
            yield b"x" * 10_000
        yield b'"}'

    answer = client.post("/v1/assess", content=chunks(), headers=JSON)
    assert "content-length" not in answer.request.headers
    assert (answer.status_code, error_of(answer)["code"]) == (413, "too_large")


def test_something_else_than_json_is_told_so(client: TestClient) -> None:
    answer = client.post("/v1/assess", data={"text": "A mayor spoke."})
    assert (answer.status_code, error_of(answer)["code"]) == (415, "not_json")


def test_a_byte_order_mark_before_the_json_is_passed_over(client: TestClient) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(ARTICLE).encode()
    assert client.post("/v1/assess", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("POST", "/v1/nothing", 404),
        ("GET", "/v1/assess", 405),
        ("PUT", "/v1/assess", 405),
        ("DELETE", "/v1/claims", 405),
        ("POST", "/v1/model", 405),
        ("GET", "/review/static/nothing.css", 404),
        ("GET", "/review/static/../../app.py", 404),
        ("DELETE", "/review/", 405),
    ],
)
def test_a_wrong_address_or_method_has_the_one_error(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert error_of(answer)["code"] in {"not_found", "method_not_allowed"}


def test_a_failure_inside_is_the_one_error_and_keeps_the_text_out_of_the_log(
    client: TestClient, stand_in: ExampleModel, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.error = RuntimeError("cannot digest SECRET WORDS")
    with caplog.at_level(logging.DEBUG):
        answers = [
            client.post("/v1/assess", json={"text": "SECRET WORDS here."}),
            client.post("/review/", data={"text": "SECRET WORDS here."}),
        ]
    assert [a.status_code for a in answers] == [500, 500]
    assert error_of(answers[0])["code"] == "internal"
    assert "RuntimeError at example_model.py" in caplog.text
    assert "SECRET" not in caplog.text


@pytest.mark.parametrize("name", BAD_BODIES)
def test_bad_input_leaves_nothing_of_itself_in_the_log(
    client: TestClient, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.post("/v1/assess", content=BAD_BODIES[name][0], headers=JSON)
    assert "Traceback" not in caplog.text
    assert "mayor" not in caplog.text


def test_a_full_queue_answers_429_and_says_when_to_come_back(
    stand_in: ExampleModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "PLACES_A_CORE", 1)
    monkeypatch.setenv("ASSAY_THREADS", "1")
    with TestClient(application()) as client:
        stand_in.held = threading.Event()
        statuses: list[int] = []

        def call() -> None:
            statuses.append(client.post("/v1/assess", json=ARTICLE).status_code)

        threads = [threading.Thread(target=call) for _ in range(2)]
        for thread in threads:
            thread.start()
            time.sleep(0.2)
        refused = client.post("/v1/assess", json=ARTICLE)
        stand_in.held.set()
        for thread in threads:
            thread.join()
    assert (refused.status_code, error_of(refused)["code"]) == (429, "busy")
    assert int(refused.headers["retry-after"]) >= 1
    assert statuses == [200, 200]


def test_a_text_that_takes_too_long_is_answered_504(
    stand_in: ExampleModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "SECONDS", 0.3)
    with TestClient(application()) as client:
        stand_in.held = threading.Event()
        answer = client.post("/v1/assess", json=ARTICLE)
        stand_in.held.set()
    assert (answer.status_code, error_of(answer)["code"]) == (504, "timeout")


def test_a_call_that_never_began_is_told_to_come_back() -> None:
    import asyncio

    from service.errors import Refused

    async def scenario() -> None:
        pool = Pool(threads=1, waiting=8, seconds=0.2)
        gate = threading.Event()
        slow = asyncio.create_task(pool.run(gate.wait, 5))
        await asyncio.sleep(0.02)
        with pytest.raises(Refused, match="busy") as refused:
            await pool.run(lambda: 7)
        assert (refused.value.status, "Retry-After" in refused.value.headers) == (429, True)
        with pytest.raises(Refused, match="timeout"):
            await slow
        gate.set()
        pool.close()

    asyncio.run(scenario())


def test_a_short_text_is_answered_while_long_ones_hold_all_of_their_places() -> None:
    import asyncio

    async def scenario() -> None:
        lanes = Lanes(threads=1, waiting=8, seconds=5)
        gate = threading.Event()
        long = [asyncio.create_task(lanes.run(LONG + 1, gate.wait, 5)) for _ in range(4)]
        await asyncio.sleep(0.02)
        assert await lanes.run(LONG, lambda: 7) == 7
        gate.set()
        assert await asyncio.gather(*long) == [True] * 4
        lanes.close()

    asyncio.run(scenario())


def test_a_call_nobody_waits_for_keeps_its_place_until_it_ends() -> None:
    import asyncio

    from service.errors import Refused

    async def scenario() -> None:
        pool = Pool(threads=1, waiting=0, seconds=0.1)
        gate = threading.Event()
        with pytest.raises(Refused, match="timeout"):
            await pool.run(gate.wait, 5)
        with pytest.raises(Refused, match="busy"):
            await pool.run(gate.wait, 5)
        gate.set()
        await asyncio.sleep(0.1)
        assert await pool.run(lambda: 7) == 7
        pool.close()

    asyncio.run(scenario())


def test_the_review_page_is_served_with_its_policy(client: TestClient) -> None:
    answer = client.post("/review/", data={"text": TEXT})
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert client.get("/review/static/assay.css").status_code == 200
    assert client.get("/review").url.path == "/review/"


def test_the_review_page_shows_a_refusal_as_a_page(client: TestClient) -> None:
    answer = client.post("/review/", data={"text": "https://example.org/story"})
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in answer.text


def test_a_form_that_is_too_large_is_refused_as_a_page(client: TestClient) -> None:
    answer = client.post("/review/", data={"text": "word " * 400_000})
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
    assert "is larger than" in answer.text


def test_the_front_door_is_the_review_page_and_loads_nothing_from_the_web(
    client: TestClient,
) -> None:
    answer = client.get("/")
    assert answer.url.path == "/review/"
    assert "http" not in re.sub(r'href="/[^"]*"', "", answer.text)


def test_what_does_not_fit_as_a_whole_is_told_in_the_message(client: TestClient) -> None:
    error = error_of(client.post("/v1/assess", json={"headline": "A head"}))
    assert "send either text, or headline and body" in error["message"]


def test_answers_are_not_to_be_kept_or_sniffed(client: TestClient) -> None:
    answer = client.post("/v1/assess", json=ARTICLE)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_built_is_listed_and_stands_in_no_assessment(model: Model) -> None:
    found = model.assess(TEXT).to_dict("full")
    listed = model.info()["not_built"]
    assert "request.store" in listed
    for field, _, name in (path.rpartition(".") for path in listed):
        if field == "request":
            assert AssessRequest.model_fields[name].default is False
            continue
        holders = found["claims"] if field.startswith("claims[]") else [found]
        assert all(name not in holder[field.rpartition(".")[2]] for holder in holders)


@pytest.mark.parametrize("published", ["yesterday", "22.11.2026", "2026-13", "2026-11-31"])
def test_what_is_no_date_is_refused(client: TestClient, published: str) -> None:
    answer = client.post("/v1/assess", json={"text": "A mill burned.", "published": published})
    assert (answer.status_code, error_of(answer)["code"]) == (400, "invalid_request")
    assert "ISO 8601" in error_of(answer)["detail"][0]["message"]


@pytest.mark.parametrize("published", ["2026", "2026-11", "2026-11-22T09:30:00Z"])
def test_dates_of_any_length_are_taken(client: TestClient, published: str) -> None:
    sent = {"text": "A mill burned down.", "published": published}
    assert client.post("/v1/assess", json=sent).status_code == 200


def test_the_description_holds_answers_without_a_claim(client: TestClient) -> None:
    schemas = client.get("/docs.json").json()["components"]["schemas"]
    assert schemas["NoClaim"]["properties"]["claim"] == {"const": False}
    assert "null" in schemas["Risk"]["properties"]["interval"]["type"]
