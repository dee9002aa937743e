"""How fast Assay answers over HTTP, in how much memory, and whether always the same.

    python -m experiments.speed.run [--rounds 200] [--no-peer]

Starts ``assay serve`` with what ``make run`` installs, asks it as a client would, one call after
the other, and then eight clients at once. The peer is what a moderation tool would otherwise run:
a BERT-base classifier for every sentence (its weights are drawn, not trained, which costs the same
time). Wall times hold for an idle machine; processor times of the server hold on a busy one too.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from training.bundle import available

ROOT: Final = Path(__file__).parent.parent.parent
SAMPLES: Final = ROOT / "data" / "samples"
SERVED: Final = ROOT / ".venv-serve" / "bin" / "python"
WORDS: Final = 450
CLIENTS: Final = 8
MORE: Final = """

Bakers in Port Ellis have gone back to barley. “We have flour for four days, not five,” said Jon \
Hale, who bakes for the hospital. The Ministry of Ports said two ferries with 310 tonnes of grain \
were waiting at the mole. According to the harbour master, neither has been given leave to enter, \
and nobody at the Admiralty would say who decides. A pilot who brought in the last ship said that \
he had seen no mines. It is believed that at least 40 of them were laid in the spring.
"""


def interpreter() -> str:
    """The Python that ``make run`` serves with, where it is there, else this one. pip has compiled
    the packages in the former; where nobody has, they are compiled anew at every start, for which
    it takes a second longer."""
    return str(SERVED) if SERVED.is_file() else sys.executable


def article() -> str:
    """Our sample article, made up to 450 words."""
    words = re.findall(r"\S+\s*", (SAMPLES / "article.txt").read_text("utf-8").rstrip() + MORE)
    return "".join(words[:WORDS]).rstrip()


def comment() -> str:
    """Our sample post."""
    return (SAMPLES / "post.txt").read_text("utf-8").strip()


def long_text(characters: int = 200_000) -> str:
    """Sentences of the sample's words, with ever other sources and figures."""
    pick = random.Random(0)
    words = article().split()
    made: list[str] = []
    size = 0
    while size < characters:
        who = "".join(pick.choices("aeiorst", k=6)).title()
        said = " ".join(pick.choices(words, k=14))
        made.append(f"{who} said that {pick.randrange(9999):,} {said}. ")
        size += len(made[-1])
    return "".join(made)[:characters]


@dataclass(frozen=True, slots=True)
class Server:
    """A running ``assay serve``."""

    port: int
    pid: int
    seconds: float
    """From the start of the process to the first answer of ``/readyz``."""

    def ask(self, text: str, connection: http.client.HTTPConnection | None = None) -> bytes:
        """The assessment of a text, as bytes; raises RuntimeError where it is refused."""
        line = connection or self.connection()
        body = json.dumps({"text": text}).encode()
        line.request("POST", "/v1/assess", body, {"content-type": "application/json"})
        answer = line.getresponse()
        found = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {found[:200]!r}")
        return found

    def connection(self) -> http.client.HTTPConnection:
        """A line to the server."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def processor(self) -> float:
        """Seconds of processor time that the server has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self, which: str) -> float:
        """Resident memory now (``VmRSS``) or at most so far (``VmHWM``)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"{which}:\s+(\d+) kB", status)
        return int(found.group(1)) / 1000 if found else float("nan")


@contextmanager
def serving() -> Iterator[Server]:
    """A server of our own, on a free port, stopped at the end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [interpreter(), "-m", "service.cli", "serve", "--port", "0"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"BENTOML_DO_NOT_TRACK": "True", "ASSAY_TIMEOUT": "100"},
    )  # fmt: skip
    assert process.stderr is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stderr.readline())
        if not found:
            raise RuntimeError("the server did not say where it listens")
        port = int(found.group(1))
        with ThreadPoolExecutor(1) as reader:
            reader.submit(process.stderr.read)  # the log; a full pipe would stop the server
            _wait(port)
            yield Server(port, process.pid, time.perf_counter() - start)
            process.terminate()
            process.wait(30)
    finally:
        if process.poll() is None:
            process.kill()


def _wait(port: int) -> None:
    for _ in range(3000):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/readyz")
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError("the server did not come up in a minute")


@dataclass(frozen=True, slots=True)
class Timed:
    """Times of many calls, in milliseconds; ``processor`` is the server's own, a call."""

    p50: float
    p95: float
    processor: float

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms, processor {self.processor:.1f} ms"


def timed(server: Server, text: str, rounds: int) -> Timed:
    """One client, one call after the other."""
    line = server.connection()
    for _ in range(3):
        server.ask(text, line)
    before, walls = server.processor(), []
    for _ in range(rounds):
        start = time.perf_counter()
        server.ask(text, line)
        walls.append(1000 * (time.perf_counter() - start))
    p50, p95 = np.quantile(walls, [0.5, 0.95])
    return Timed(float(p50), float(p95), 1000 * (server.processor() - before) / rounds)


def differing(server: Server, texts: Sequence[str], rounds: int) -> int:
    """How many answers to eight clients at once differ from the answer to one alone."""
    alone = [server.ask(text) for text in texts]

    def client(seed: int) -> int:
        pick, line = random.Random(seed), server.connection()
        order = [pick.randrange(len(texts)) for _ in range(rounds)]
        return sum(server.ask(texts[i], line) != alone[i] for i in order)

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(client, range(CLIENTS)))


def starting(command: Sequence[str]) -> tuple[float, float]:
    """Wall and processor seconds of a command, the less of three runs."""
    runs = []
    for _ in range(3):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        used = sum(after[2:4]) - sum(before[2:4])
        runs.append((time.perf_counter() - start, used))
    return min(runs)


def peer(sentences: Sequence[str]) -> Callable[[], None] | None:
    """A BERT-base classifier over each sentence; None without ``assay[train]``."""
    try:
        import torch
        from transformers import BertConfig, BertForSequenceClassification
    except ImportError:
        return None
    from tokenizers import Tokenizer

    from training.bundle import SHIPPED

    torch.set_num_threads(available())
    torch.manual_seed(0)
    model: Any = BertForSequenceClassification(BertConfig())
    model.eval()
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    ids = [torch.tensor([tokenizer.encode(s).ids[:512]]) for s in sentences]

    def classify() -> None:
        with torch.inference_mode():
            for piece in ids:
                model(piece)

    return classify


def peer_milliseconds(rounds: int = 5) -> float | None:
    """The peer's time for the article, the median of some runs."""
    from features.document import read

    document = read(article())
    classify = peer([s.of(document.text) for s in document.sentences])
    if classify is None:
        return None
    classify()
    walls = []
    for _ in range(rounds):
        start = time.perf_counter()
        classify()
        walls.append(1000 * (time.perf_counter() - start))
    return float(np.median(walls))


def main() -> None:
    """Print every figure beside its bar."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--no-peer", action="store_true")
    given = options.parse_args()
    cores = available()
    print(f"{cores} cores; load of the last minute before the run: {os.getloadavg()[0]:.1f}")
    print(f"served by {interpreter()}")
    wall, used = starting([interpreter(), "-m", "service.cli", "analyze", "data/samples/post.txt"])
    print(f"assay analyze of a post, start included: {wall:.2f} s, processor {used:.2f} s")
    with serving() as server:
        print(f"start of the server: {server.seconds:.2f} s, processor {server.processor():.2f} s")
        article_times, comment_times = (
            timed(server, text, given.rounds) for text in (article(), comment())
        )
        print(f"article of {len(article().split())} words: {article_times}")
        print(f"comment of {len(comment().split())} words: {comment_times}")
        texts = [article(), comment(), article()[:900], comment()[:120]]
        rounds = max(1, given.rounds // CLIENTS)
        wrong = differing(server, texts, rounds)
        print(f"{CLIENTS} clients at once: {wrong} of {CLIENTS * rounds} answers differ")
        print(f"memory: {server.megabytes('VmRSS'):.0f} MB")
        before, start = server.processor(), time.perf_counter()
        server.ask(long_text())
        wall, used = time.perf_counter() - start, server.processor() - before
        print(f"200,000 characters: {wall:.1f} s, processor {used:.1f} s")
        print(f"memory at most: {server.megabytes('VmHWM'):.0f} MB")
    if not given.no_peer and (found := peer_milliseconds()) is not None:
        print(f"peer, BERT-base a sentence on the same article: {found:.0f} ms")


if __name__ == "__main__":
    main()
