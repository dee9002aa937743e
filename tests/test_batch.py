"""``assay batch``: a file of articles in, a row a record out, and a cut run that goes on."""

from __future__ import annotations

import fcntl
import gzip
import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from example_model import ExampleAssessment, ExampleModel
from example_service import application
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

import service
from service import app as served
from service import batch, cli, parquet
from service.cli import app
from service.errors import MOST_BYTES
from service.masking import masked_assessment
from service.pool import PLACES_A_CORE, in_order
from training.assessment import rounded
from training.bundle import Article, Model

SAMPLE = Path(service.__file__).parent.parent / "data" / "samples" / "posts.jsonl"
JSON = {"content-type": "application/json"}
BAD = {
    "invalid_json": b'{"text": "The mayor sold the bri',
    "invalid_request": b'{"id": "x", "text": 7}',
    "empty": b'{"id": "x", "text": " "}',
    "too_long": json.dumps({"id": "x", "text": "word " * 50_000}).encode(),
    "too_large": json.dumps({"id": "x", "text": "word " * 250_000}).encode(),
    "not_text": b'{"id": "x\\ud800", "text": "half of a pair: \\ud800"}',
    "not_utf8": '{"text": "Café"}'.encode("latin-1"),
    "not_built": b'{"text": "The mayor sold the bridge.", "store": true}',
    "url": b'{"text": "https://example.org/story"}',
}


def assay(*arguments: str | Path, given: bytes = b"") -> Result:
    """``assay batch`` run inside this process."""
    words = ["batch", *map(str, arguments)]
    return CliRunner().invoke(app, words, input=given, prog_name="assay")


def rows_of(run: Result, out: Path, failed: bool = False) -> list[dict[str, Any]]:
    assert run.exit_code == (3 if failed else 0), run.output
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def refusal(run: Result) -> str:
    assert run.exit_code == 2, run.output
    (line,) = run.stderr.splitlines()
    assert line.startswith("assay: ")
    return line


def lines(count: int) -> bytes:
    """Records of as many posts, with an id."""
    posts = ({"id": f"p{n}", "text": f"The mayor sold {n} bridges."} for n in range(1, count + 1))
    return b"".join(json.dumps(post).encode() + b"\n" for post in posts)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines(7))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


class Counting(ExampleModel):
    """The model that stands in, with what it was asked; it may break off at one."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.breaks_at: str | None = None

    def assess(self, article: Any) -> ExampleAssessment:
        text = article if isinstance(article, str) else article.whole()
        self.asked.append(text)
        if self.breaks_at and self.breaks_at in text:
            raise KeyboardInterrupt
        found = super().assess(article)
        return replace(found, content=found.content | {"id": text})


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Counting:
    model = Counting()
    monkeypatch.setattr(cli, "_model", lambda _: model)
    monkeypatch.setattr(served, "load_model", lambda: model)
    monkeypatch.setenv("ASSAY_THREADS", "1")
    return model


class TestTheRealModel:
    def test_an_answer_is_what_analyze_gives_byte_for_byte(self, model: Model, out: Path) -> None:
        assert assay(SAMPLE, out).exit_code == 0
        for line, record in zip(
            out.read_bytes().splitlines(), SAMPLE.read_bytes().splitlines(), strict=True
        ):
            given = json.loads(record)
            row = json.loads(line)
            assert list(row) == ["row", "id", "assessment"]
            assert row["id"] == given.pop("id")
            article = Article(**{**given, "parties": tuple(given.get("parties", ()))})
            told = model.assess(article).to_json("brief").encode()
            assert line.endswith(b'"assessment":' + told + b"}")
        record, line = (path.read_bytes().splitlines()[0] for path in (SAMPLE, out))
        text = json.loads(record)["text"].encode()
        alone = CliRunner().invoke(app, ["analyze", "-", "--json"], input=text)
        assert line.endswith(b'"assessment":' + alone.stdout_bytes + b"}")

    def test_parquet_has_the_same_answers_in_flat_columns(self, out: Path, tmp_path: Path) -> None:
        flat = tmp_path / "out.parquet"
        rows = rows_of(assay(SAMPLE, out), out)
        assert assay(SAMPLE, flat).exit_code == 0
        found = pq.read_table(flat).to_pylist()
        assert [row["id"] for row in found] == ["ferry", "losses", "bridge"]
        for row, line, other in zip(found, out.read_bytes().splitlines(), rows, strict=True):
            assert line.endswith(row["assessment"].encode() + b"}")
            assert row["score"] == other["assessment"]["risk"]["score"]
            assert row["level"] == other["assessment"]["risk"]["level"]
            assert row["n_claims"] == len(other["assessment"]["claims"])
            assert row["error"] is None
            assert row["masked"] is None
        assert not list(tmp_path.glob("*.part*"))

    def test_one_row_a_claim(self, out: Path, tmp_path: Path) -> None:
        whole = rows_of(assay(SAMPLE, out), out)
        claims = [(row["id"], claim) for row in whole for claim in row["assessment"]["claims"]]
        apart = tmp_path / "claims.jsonl"
        rows = rows_of(assay(SAMPLE, apart, "--claims"), apart)
        assert [(row["id"], row["claim"]) for row in rows] == claims
        flat = tmp_path / "claims.parquet"
        assert assay(SAMPLE, flat, "--claims").exit_code == 0
        found = pq.read_table(flat).to_pylist()
        assert [row["text"] for row in found] == [claim["text"] for _, claim in claims]
        assert [json.loads(row["claim"]) for row in found] == [claim for _, claim in claims]


@pytest.mark.usefixtures("stand_in")
class TestRecords:
    def test_order_is_kept_and_a_row_has_its_id_or_its_number(self, tmp_path: Path) -> None:
        source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(
            b'\xef\xbb\xbf{"id": 12345678901234567890, "text": "One."}\n\n'
            b'{"text": "Two."}\r\n{"id": null, "text": "Three."}\n{"id": "d", "text": "Four."}'
        )
        rows = rows_of(assay(source, out), out)
        assert [(row["row"], row["id"]) for row in rows] == [
            (1, 12345678901234567890), (3, 3), (4, 4), (5, "d"),
        ]  # fmt: skip

    @pytest.mark.parametrize("code", BAD)
    def test_a_bad_record_has_the_words_of_the_api_and_the_run_goes_on(
        self, code: str, source: Path, out: Path
    ) -> None:
        source.write_bytes(lines(1) + BAD[code] + b"\n" + lines(1))
        run = assay(source, out)
        before, bad, after = rows_of(run, out, failed=True)
        assert "assessment" in before
        assert "assessment" in after
        with TestClient(application()) as client:
            content = BAD[code].replace(b'"id": "x", ', b"")
            asked = client.post("/v1/assess", content=content, headers=JSON)
        assert bad["error"] == asked.json()["error"]
        assert bad["error"]["code"] == code
        told = " ".join(run.stderr.split())
        assert f"1 of them with an error; the first now: row 2: {bad['error']['message']}" in told

    def test_other_fields_of_a_dump_are_left_aside_and_told_once(
        self, source: Path, out: Path
    ) -> None:
        post = {"text": "The mayor sold it.", "likes": 7, "parites": ["Ledria"]}
        source.write_bytes(json.dumps(post).encode() + b"\n" + json.dumps(post).encode())
        run = assay(source, out)
        assert len(rows_of(run, out)) == 2
        assert run.stderr.count("likes, parites") == 1

    def test_a_packed_file_is_read(self, source: Path, tmp_path: Path, out: Path) -> None:
        packed = tmp_path / "in.jsonl.gz"
        packed.write_bytes(gzip.compress(lines(3)))
        assert [row["id"] for row in rows_of(assay(packed, out), out)] == ["p1", "p2", "p3"]
        packed.write_bytes(gzip.compress(lines(3))[:-12])
        assert "cut off" in refusal(assay(packed, out, "--overwrite"))

    def test_parquet_is_read_with_dates_and_lists(self, tmp_path: Path, out: Path) -> None:
        source = tmp_path / "in.parquet"
        posts = [
            {"id": 1, "text": "The mayor sold it.", "published": date(2031, 10, 14),
             "parties": ["Ledria"], "likes": 3.0},
            {"id": 2, "text": None, "published": None, "parties": None, "likes": None},
        ]  # fmt: skip
        pq.write_table(pa.Table.from_pylist(posts), source)
        run = assay(source, out)
        good, bad = rows_of(run, out, failed=True)
        assert good["id"] == 1
        assert "assessment" in good
        assert "send either text" in bad["error"]["message"]
        assert "likes" in run.stderr

    def test_parquet_without_a_text_is_refused(self, tmp_path: Path, out: Path) -> None:
        source = tmp_path / "in.parquet"
        pq.write_table(pa.table({"title": ["A head"]}), source)
        assert "title" in refusal(assay(source, out))
        source.write_bytes(lines(1))
        assert "is no Parquet file" in refusal(assay(source, out))

    def test_from_standard_input_to_standard_output(self) -> None:
        run = assay("-", "-", given=lines(2))
        assert run.exit_code == 0
        assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["p1", "p2"]
        assert "2 articles" in run.stderr

    def test_a_record_may_ask_for_more(self, source: Path, out: Path, stand_in: Counting) -> None:
        post = {"text": "The mayor sold it."}
        asks = {**post, "explain": "full"}
        source.write_bytes(json.dumps(post).encode() + b"\n" + json.dumps(asks).encode())
        brief, full = rows_of(assay(source, out, "--unmask", "a test"), out)
        told = stand_in.assess(post["text"])
        assert brief["assessment"] == rounded(told.to_dict("brief"))
        assert full["assessment"] == rounded(told.to_dict("full"))


class TestGoingOn:
    @pytest.fixture(params=["jsonl", "claims"])
    def options(self, request: pytest.FixtureRequest) -> list[str]:
        return ["--claims"] if request.param == "claims" else []

    @pytest.mark.parametrize("kept", ["nothing", "torn", "one", "one and torn", "five", "all"])
    def test_behind_the_last_whole_row(
        self, kept: str, options: list[str], source: Path, out: Path, stand_in: Counting
    ) -> None:
        assert assay(source, out, *options).exit_code == 0
        whole = out.read_bytes()
        ends = [end + 1 for end, byte in enumerate(whole) if byte == ord("\n")]
        cuts = {"nothing": 0, "torn": ends[0] // 2, "one": ends[0], "one and torn": ends[0] + 40,
                "five": ends[4], "all": len(whole)}  # fmt: skip
        out.write_bytes(whole[: cuts[kept]])
        stand_in.asked.clear()
        assert assay(source, out, *options).exit_code == 0
        assert out.read_bytes() == whole
        if not options:
            again = {"nothing": 7, "torn": 7, "one": 7, "one and torn": 7, "five": 3, "all": 1}
            assert len(stand_in.asked) == again[kept]

    def test_after_a_stop(self, source: Path, out: Path, stand_in: Counting) -> None:
        stand_in.breaks_at = "sold 4"
        stopped = assay(source, out)
        assert stopped.exit_code == 130
        assert "goes on" in stopped.stderr
        assert out.read_bytes().count(b"\n") == 3
        stand_in.breaks_at = None
        assert len(rows_of(assay(source, out), out)) == 7

    def test_of_parquet_through_the_lines_beside_it(
        self, source: Path, tmp_path: Path, stand_in: Counting
    ) -> None:
        flat = tmp_path / "out.parquet"
        stand_in.breaks_at = "sold 4"
        assert assay(source, flat).exit_code == 130
        assert not flat.exists()
        stand_in.breaks_at = None
        stand_in.asked.clear()
        assert assay(source, flat).exit_code == 0
        assert len(stand_in.asked) == 5
        assert pq.read_table(flat)["id"].to_pylist() == [f"p{n}" for n in range(1, 8)]
        assert "--overwrite" in refusal(assay(source, flat))
        assert assay(source, flat, "--overwrite").exit_code == 0

    def test_errors_of_an_earlier_run_count(
        self, source: Path, out: Path, stand_in: Counting
    ) -> None:
        source.write_bytes(BAD["empty"] + b"\n" + lines(2) + BAD["url"] + b"\n")
        whole = rows_of(assay(source, out), out, failed=True)
        run = assay(source, out)
        assert rows_of(run, out, failed=True) == whole
        assert "4 articles" in run.stderr
        assert "2 of them with an error" in run.stderr

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda given: given.replace(b"p7", b"q7"), 'has the id "p7"'),
            (lambda given: given.replace(b"sold 7", b"sold 8"), "comes out otherwise"),
            (lambda given: given[: given.index(b'{"id": "p5"')], "ends before row 7"),
            (lambda given: given.replace(b'{"id": "p7"', b'\n{"id": "p7"'), 'has the id "p7"'),
        ],
    )
    def test_another_input_is_refused_and_nothing_is_lost(
        self, change: Callable[[bytes], bytes], words: str, source: Path, out: Path,
        stand_in: Counting,
    ) -> None:  # fmt: skip
        assert assay(source, out).exit_code == 0
        whole = out.read_bytes()
        source.write_bytes(change(source.read_bytes()))
        assert words in refusal(assay(source, out))
        assert out.read_bytes() == whole
        assert assay(source, out, "--overwrite").exit_code == 0

    def test_another_kind_of_file_is_not_touched(
        self, source: Path, out: Path, stand_in: Counting
    ) -> None:
        out.write_bytes(b'{"my": "notes"}\n')
        assert "no row" in refusal(assay(source, out))
        assert out.read_bytes() == b'{"my": "notes"}\n'
        assert assay(source, out, "--overwrite").exit_code == 0
        assert "no row" in refusal(assay(source, out, "--claims"))

    def test_the_input_is_never_the_output(self, source: Path, stand_in: Counting) -> None:
        assert "input itself" in refusal(assay(source, source, "--overwrite"))
        assert source.read_bytes() == lines(7)


class TestProtectedPeople:
    @pytest.mark.parametrize("options", [[], ["--claims"], ["--explain", "full"]])
    def test_names_are_masked_and_with_a_reason_written(
        self, options: list[str], source: Path, out: Path, stand_in: Counting
    ) -> None:
        rows = rows_of(assay(source, out, *options), out)
        assert all(row["masked"] is True for row in rows)
        assert b"Relk" not in out.read_bytes()
        assert b"prisoner 1" in out.read_bytes()
        again = assay(source, out, *options, "--overwrite", "--unmask", "to tell his family")
        rows = rows_of(again, out)
        assert all(row["masked"] is False for row in rows)
        assert b"Relk" in out.read_bytes()
        assert b"prisoner 1" not in out.read_bytes()

    def test_a_row_is_the_masked_assessment(
        self, source: Path, out: Path, tmp_path: Path, stand_in: Counting
    ) -> None:
        (row, *_) = rows_of(assay(source, out), out)
        told = stand_in.assess("The mayor sold 1 bridges.").to_dict()
        assert row["assessment"] == rounded(masked_assessment(told))
        flat = tmp_path / "out.parquet"
        assert assay(source, flat, "--claims").exit_code == 0
        found = pq.read_table(flat).to_pylist()
        assert all(row["masked"] for row in found)
        assert not any("Relk" in row["text"] + row["claim"] for row in found)

    def test_the_reason_is_told_and_logged_in_one_line(
        self, source: Path, out: Path, stand_in: Counting, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "assay")
        run = assay(source, out, "--unmask", "a court\nasks for it")
        first, *_ = run.stderr.splitlines()
        assert first.startswith("assay: names of protected people are written")
        assert first.endswith(": a court asks for it")
        assert "a court asks for it" in caplog.text
        assert "unmask" not in assay(source, out, "--overwrite").stderr

    @pytest.mark.parametrize("reason", ["", " \n"])
    def test_names_are_not_written_without_a_reason(
        self, reason: str, source: Path, out: Path, stand_in: Counting
    ) -> None:
        assert "wants a reason" in refusal(assay(source, out, "--unmask", reason))
        assert not out.exists()

    @pytest.mark.parametrize("options", [[], ["--claims"]])
    @pytest.mark.parametrize(
        ("one", "other"), [([], ["--unmask", "why"]), (["--unmask", "why"], [])]
    )
    def test_a_run_goes_on_only_as_it_began(
        self, options: list[str], one: list[str], other: list[str], source: Path, out: Path,
        stand_in: Counting,
    ) -> None:  # fmt: skip
        assert assay(source, out, *options, *one).exit_code == 0
        kind = "claim" if options else "assessment"
        with out.open("a") as file:  # the last row tells of nobody
            file.write(json.dumps({"row": 8, "id": "p8", kind: None}, separators=(",", ":")) + "\n")
        whole = out.read_bytes()
        assert "--unmask is another" in refusal(assay(source, out, *options, *other))
        assert out.read_bytes() == whole


@pytest.mark.usefixtures("stand_in")
class TestTwoRunsAtOnce:
    @pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
    @pytest.mark.parametrize("options", [[], ["--overwrite"]])
    def test_the_second_is_refused_and_the_first_not_disturbed(
        self, name: str, options: list[str], source: Path
    ) -> None:
        out = source.with_name(name)
        lines_of = batch.Job(str(source), str(out)).lines
        with lines_of.open("wb") as first:
            fcntl.flock(first, fcntl.LOCK_EX)
            first.write(b'{"row":1,')
            first.flush()
            assert f"another run is writing {out}" in refusal(assay(source, out, *options))
            assert lines_of.read_bytes() == b'{"row":1,'
        assert assay(source, out, *options).exit_code == 0
        assert {path.name for path in source.parent.iterdir()} == {"in.jsonl", name}

    def test_a_file_that_the_first_took_away_is_not_written(
        self, source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fcntl, "flock", lambda *_: out.unlink())
        assert "another run is writing" in refusal(assay(source, out))
        assert not out.exists()

    def test_a_run_that_cannot_begin_leaves_no_file(self, source: Path, out: Path) -> None:
        assert "No such file" in refusal(assay(source.with_name("no.jsonl"), out))
        assert list(source.parent.iterdir()) == [source]
        out.touch()
        assert "No such file" in refusal(assay(source.with_name("no.jsonl"), out))
        assert out.exists()


@pytest.mark.usefixtures("stand_in")
class TestRefusals:
    @pytest.mark.parametrize(
        ("given", "wanted", "words"),
        [
            ("no.jsonl", "out.jsonl", "No such file"),
            ("in.csv", "out.jsonl", "in.csv: wanted is a name in"),
            ("in.jsonl", "out.jsonl.gz", "out.jsonl.gz: wanted is a name in"),
            ("in.jsonl", "no/out.jsonl", "No such file"),
        ],
    )
    def test_one_line(self, given: str, wanted: str, words: str, source: Path) -> None:
        assert words in refusal(assay(source.parent / given, source.parent / wanted))

    def test_parquet_without_pyarrow_says_how_to_get_it(
        self, source: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parquet, "is_there", lambda: False)
        assert "'.[parquet]'" in refusal(assay(source, source.with_name("out.parquet")))


def test_the_help_teaches_by_an_example() -> None:
    told = " ".join(assay("--help").stdout.split())
    assert "assay batch" in told.partition("Example:")[2]
    assert '{"headline": ..., "body": ...}' in told


def test_few_records_wait_and_the_threads_work_beside_each_other() -> None:
    taken: list[int] = []
    both = threading.Barrier(2, timeout=20)

    def numbers() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    def call(number: int) -> int:
        if number < 2:
            both.wait()
        return number

    answers = in_order(call, numbers(), 2)
    assert next(answers) == 0
    assert len(taken) <= 2 * PLACES_A_CORE + 1
    assert list(answers) == list(range(1, 200))


def test_a_line_without_an_end_takes_no_more_memory_than_a_request(
    source: Path, out: Path, stand_in: Counting
) -> None:
    source.write_bytes(b'{"text": "' + b"word " * MOST_BYTES + b'"}\n' + lines(1))
    bad, good = rows_of(assay(source, out), out, failed=True)
    assert bad["error"]["code"] == "too_large"
    assert good["id"] == "p1"
