"""Does any article of the corpora break the reading, as it stands or with its marks mangled?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.robustness.articles rules [--start N]
    ASSAY_MIRROR=... .venv/bin/python -m experiments.robustness.articles model [--start N]

``rules`` reads every document of every corpus by the sourcing rules alone, ``model`` every 16th
by the whole of the bundle; both read each a second time with its quotation marks mangled at random
(seeded by the document). A slice ends after ``--seconds`` of CPU and says where the next begins.
Every exception is printed with its document; any other failing is a span outside the text or an
attribution to a source that the reading does not have.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.corpora import READERS, read
from data.schema import Record
from features.document import UnreadableText
from features.document import read as read_document
from features.sourcing import links_by_form, sourcing_from
from features.sourcing.words import words
from training.bundle import load

MARKS = "\"'“”‘’«»„`"
EVERY = 16
"""One document in so many goes through the whole model: some 550 of 8,766."""

Read = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """What a run over some of the documents gave."""

    read: int
    unreadable: int
    failed: int
    next: int | None


def documents() -> list[Record]:
    """Every record of the corpora that is a document, in the order of corpora and files."""
    return [r for name in READERS for r in read(name) if r.unit == "document"]


def mangled(text: str, rng: random.Random) -> str:
    """The text with every second quotation mark lost, doubled or made another, and some strewn."""

    def changed(sign: str) -> str:
        if sign in MARKS and rng.random() < 0.5:
            return rng.choice(["", sign * 2, rng.choice(MARKS)])
        return sign + rng.choice(MARKS) if sign == " " and rng.random() < 0.01 else sign

    return "".join(changed(sign) for sign in text)


def by_rules(text: str) -> None:
    """Read by rules alone; raises AssertionError where a finding does not hold together."""
    document = read_document(text)
    tokens = words(document.text)
    sourcing = sourcing_from(document, links_by_form(document, tokens))
    known = {source.id for source in sourcing.sources} | {None}
    for a in sourcing.attributions:
        spans = [s for s in (a.content, a.source, a.cue, a.justification) if s is not None]
        assert all(0 <= s.start < s.end <= len(document.text) for s in spans), "span outside"
        assert {a.source_id, a.channel, *a.chain} <= known, "unknown source"


def by_model() -> Read:
    """Read by the whole of the bundle, through to its JSON."""
    model = load()

    def assess(text: str) -> None:
        model.assess(text).to_json()

    return assess


def run(found: list[Record], start: int, seconds: float, reads: Read) -> Slice:
    """Both readings of each document from ``start`` on, until the time is spent."""
    unreadable = failed = 0
    begun = time.process_time()
    for at in range(start, len(found)):
        if time.process_time() - begun > seconds:
            return Slice(at - start, unreadable, failed, at)
        for text in _texts(found[at]):
            try:
                reads(text)
            except UnreadableText:
                unreadable += 1
            except Exception:
                failed += 1
                print(f"\n{found[at].id}\n{traceback.format_exc()}")
        _progress(at + 1, len(found))
    return Slice(len(found) - start, unreadable, failed, None)


def _texts(record: Record) -> Iterator[str]:
    yield record.text
    yield mangled(record.text, random.Random(record.id))


def _progress(done: int, of: int) -> None:
    if done % 20 == 0 or done == of:
        bar = "#" * (40 * done // of)
        print(f"\r[{bar:<40}] {done}/{of}", end="", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("how", choices=("rules", "model"))
    parser.add_argument("--start", type=int, default=0, help="the document to begin with")
    parser.add_argument("--seconds", type=float, default=110, help="CPU seconds of this slice")
    given = parser.parse_args()
    found = documents()
    reads: Read = by_rules
    if given.how == "model":
        found, reads = found[::EVERY], by_model()
    result = run(found, given.start, given.seconds, reads)
    print(f"\n{result.read} documents, each twice: {result.failed} failed, ", end="")
    print(f"{result.unreadable} not readable as text (a clear error)")
    if result.next is not None:
        print(f"next: --start {result.next}")


if __name__ == "__main__":
    main()
