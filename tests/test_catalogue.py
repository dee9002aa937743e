"""The catalogue, fetching from a server or a mirror, and what the README says of both."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import data.catalogue
import data.fetch
from data.catalogue import Corpus, CorpusError, CorpusFile, corpora, corpus, table
from data.fetch import FetchError, Progress, fetch, root, steps, verify

HERE = Path(data.catalogue.__file__).parent.parent
CONTENTS = {"texts/one.txt": b"one\r\n", "texts/two words' 84%.txt": b"two", "labels.csv": b"a;b\n"}


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A corpus of three invented files, the only one in the catalogue."""
    files = tuple(CorpusFile(p, hashlib.sha256(c).hexdigest()) for p, c in CONTENTS.items())
    entry = Corpus(
        name="tiny", title="Tiny", owner="nobody", repository="nothing", commit="0" * 40,
        licence="none stated", standing="unclear", citation="nobody", use="evaluation",
        purpose="tests", unit="texts", count=2, files=files,
    )  # fmt: skip
    monkeypatch.setattr(data.catalogue, "corpora", lambda: {"tiny": entry})
    monkeypatch.setattr(data.fetch, "WAIT", 0.0)
    monkeypatch.delenv("ASSAY_MIRROR", raising=False)
    return entry


def laid_out(folder: Path, entry: Corpus) -> Path:
    for file in entry.files:
        path = folder / entry.place(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENTS[file.path])
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, tiny: Corpus) -> Iterator[str]:
    folder = laid_out(tmp_path / "served", tiny)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def test_every_corpus_has_hashes_a_commit_and_a_standing() -> None:
    assert len(corpora()) >= 15
    for entry in corpora().values():
        assert re.fullmatch(r"[0-9a-f]{40}", entry.commit)
        assert entry.files
        assert all(re.fullmatch(r"[0-9a-f]{64}", file.sha256) for file in entry.files)
        assert len({file.path for file in entry.files}) == len(entry.files)
        assert entry.licence
        assert entry.citation


def test_an_unknown_corpus_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CorpusError, match=r"'ptk'.*babe.*polnear.*ptc"):
        corpus("ptk")


def test_a_licence_of_research_only_is_never_open() -> None:
    free = [entry for entry in corpora().values() if entry.standing == "open"]
    for entry in free:
        assert not re.search(r"\bNC\b|research|none stated$", entry.licence)
    assert free
    assert corpus("babe").standing == corpus("subj").standing == "non-commercial"


def test_an_address_is_quoted() -> None:
    entry = corpus("markkula")
    urls = [entry.url(file) for file in entry.files]
    assert all(" " not in url and "'" not in url for url in urls)
    assert any("GT%20data" in url for url in urls)


def test_the_readme_shows_the_table_of_the_catalogue() -> None:
    assert table() in (HERE / "README.md").read_text(encoding="utf-8")


def test_fetching_from_a_server_brings_every_file(server: str, tmp_path: Path) -> None:
    seen: list[Progress] = []
    place = fetch(["tiny"], into=tmp_path / "in", base=server, progress=seen.append)
    assert verify(["tiny"], place) == []
    assert [report.done for report in seen] == [1, 2, 3]
    assert {report.state for report in seen} == {"fetched"}


def test_a_file_that_is_there_is_kept_and_a_damaged_one_replaced(
    server: str, tmp_path: Path, tiny: Corpus
) -> None:
    place = laid_out(tmp_path / "in", tiny)
    (place / tiny.place(tiny.files[0])).write_bytes(b"damaged")
    (place / f"{tiny.place(tiny.files[1])}.part").write_bytes(b"broken off")
    states = {step.path: step.state for step in steps(["tiny"], place, base=server)}
    assert states == {
        tiny.files[0].path: "fetched",
        tiny.files[1].path: "kept",
        tiny.files[2].path: "kept",
    }
    assert verify(["tiny"], place) == []


def test_a_file_with_another_hash_never_gets_its_name(
    server: str, tmp_path: Path, tiny: Corpus
) -> None:
    (tmp_path / "served" / tiny.place(tiny.files[2])).write_bytes(b"not what is catalogued")
    with pytest.raises(FetchError, match=r"1 of 3 files.*labels\.csv.*sha256.*run the same again"):
        fetch(["tiny"], into=tmp_path / "in", base=server)
    assert [problem.what for problem in verify(["tiny"], tmp_path / "in")] == ["missing"]


def test_a_file_the_server_does_not_have_is_named(
    server: str, tmp_path: Path, tiny: Corpus
) -> None:
    (tmp_path / "served" / tiny.place(tiny.files[0])).unlink()
    with pytest.raises(FetchError, match=r"one\.txt.*404"):
        fetch(["tiny"], into=tmp_path / "in", base=server)


def test_a_mirror_is_used_instead_of_the_network(
    tmp_path: Path, tiny: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_MIRROR", str(laid_out(tmp_path / "mirror", tiny)))
    seen: list[Progress] = []
    place = fetch(["tiny"], tmp_path / "in", base="http://127.0.0.1:1", progress=seen.append)
    assert {report.state for report in seen} == {"copied"}
    assert verify(["tiny"], place) == []


def test_a_mirror_without_a_file_says_so(tmp_path: Path, tiny: Corpus) -> None:
    (tmp_path / "mirror").mkdir()
    with pytest.raises(FetchError, match=r"the mirror has no .*one\.txt"):
        fetch(["tiny"], tmp_path / "in", mirror=tmp_path / "mirror", jobs=1)


def test_verify_tells_missing_from_other(tmp_path: Path, tiny: Corpus) -> None:
    place = laid_out(tmp_path, tiny)
    (place / tiny.place(tiny.files[0])).unlink()
    (place / tiny.place(tiny.files[1])).write_bytes(b"other")
    missing, other = verify(["tiny"], place)
    assert missing.what == "missing"
    assert tiny.files[1].sha256 in other.what


def test_the_root_is_the_argument_then_the_mirror_then_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_MIRROR", "/somewhere")
    assert root(tmp_path) == tmp_path
    assert root() == Path("/somewhere")
    monkeypatch.delenv("ASSAY_MIRROR")
    assert root().parts[-2:] == ("assay", "corpora")


def test_the_mirror_holds_what_the_catalogue_lists(mirror: Path) -> None:
    assert verify(corpora(), mirror) == []
