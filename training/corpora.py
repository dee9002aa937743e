"""What the encoder is trained on, what is held apart for calibration, and what it is judged on.

Nothing that the risk model is fitted to or judged on reaches the encoder: every gold document and
every near copy of one is dropped, so concepts of gold claims are always those of unseen documents.
A part of each corpus, by group, is held apart to calibrate heads and to choose thresholds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

import data
from data.catalogue import corpus
from data.duplicates import leaks
from data.readers.gold import ANNOTATIONS, GoldSplit, gold_ids
from data.schema import Record
from features.document import UnreadableText, read
from features.evidence import Span
from training.examples import Example, examples

CORPORA = ("ptc", "babe", "subj", "claimbuster", "polnear")
PARTS = 10
HELD = {"subj": 3}
"""Parts in ten held apart, else one: a tenth of SUBJ's 830 sentences is too few to calibrate on and
to choose a threshold by (three seeds: macro-F1 .68 to .76 at the same AUC)."""
SALT = 1
UNSEEN: tuple[GoldSplit, ...] = ("extra", "more", "wide", "further", "fresh", "apart")
"""Annotated sets beside gold, whose documents the encoder sees only where they say so."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """Examples to train on, those held apart from them, and development data."""

    train: list[Example]
    held: list[Example]
    dev: list[Example]


def part(group: str, parts: int = PARTS, salt: int = SALT) -> int:
    """The part of a group, the same on every machine and in every run."""
    digest = hashlib.sha256(f"{salt}:{group}".encode()).hexdigest()
    return int(digest, 16) % parts


def names(only_open: bool = False) -> tuple[str, ...]:
    """The corpora to learn from; ``only_open`` leaves out those of other standing."""
    return tuple(n for n in CORPORA if not only_open or corpus(n).standing == "open")


def records(root: Path | None = None, only_open: bool = False) -> list[Record]:
    """Every record to learn from or to be judged on: no gold document, no near copy of one, and
    no development document that is a near copy of a training document."""
    found = [record for name in names(only_open) for record in data.read(name, root)]
    gold = gold_ids()
    for name in UNSEEN:
        gold |= gold_ids(folder=ANNOTATIONS / name, unseen=True)
    kept = [r for r in found if r.id not in gold]
    train, dev = ([r for r in kept if r.split == split] for split in ("train", "dev"))
    copies = leaks(kept, gold_records(gold, root)).keys() | leaks(dev, train).keys()
    return [r for r in kept if r.id not in copies]


def gold_records(ids: Iterable[str], root: Path | None) -> list[Record]:
    """The records of gold documents, whatever corpus they come from."""
    wanted = set(ids)
    sources = {i.split(":")[0] for i in wanted} - {"written"}
    return [r for name in sorted(sources) for r in data.read(name, root) if r.id in wanted]


def segment(text: str) -> list[Span]:
    """Sentences as serving finds them, in offsets of the corpus's own text."""
    try:
        document = read(text)
    except UnreadableText:
        return [Span(0, len(text))]
    return [document.original_span(s) for s in document.sentences]


def sets(tokenizer: Tokenizer, root: Path | None = None, only_open: bool = False) -> Sets:
    """The corpora as examples; see :class:`Sets`."""
    found = records(root, only_open)
    train = examples([r for r in found if r.split == "train"], tokenizer, segment)
    apart = [part(e.group) < HELD.get(e.corpus, 1) for e in train]
    return Sets(
        train=[e for e, held in zip(train, apart, strict=True) if not held],
        held=[e for e, held in zip(train, apart, strict=True) if held],
        dev=examples([r for r in found if r.split == "dev"], tokenizer, segment),
    )
