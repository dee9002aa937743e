"""PTC, the Propaganda Techniques Corpus in its SemEval-2020 task 11 edition (CC BY 4.0).

Articles with character spans. Train has spans (SI) and their techniques (TC); the spans of dev
come from the template of the technique task, so that sentence labels made from them are derived.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Mark, Record, Split

PROPAGANDA = "propaganda"
TECHNIQUES = (
    "Appeal_to_Authority",
    "Appeal_to_fear-prejudice",
    "Bandwagon,Reductio_ad_hitlerum",
    "Black-and-White_Fallacy",
    "Causal_Oversimplification",
    "Doubt",
    "Exaggeration,Minimisation",
    "Flag-Waving",
    "Loaded_Language",
    "Name_Calling,Labeling",
    "Repetition",
    "Slogans",
    "Thought-terminating_Cliches",
    "Whataboutism,Straw_Men,Red_Herring",
)
NEAR_COPIES = frozenset({"832917532", "832913316", "788273361", "763280007"})
"""Dev articles that are near copies of articles in train or in other corpora."""

LINE = re.compile(r"[^\n]*\S[^\n]*")  # "The title of the article"; blank lines are no sentences


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article, which is PTC's sentence: half-open code points into the record.

    ``propaganda`` tells that a span touches it; ``boilerplate`` that the same line stands in a
    training article other than this one ("Share this on Facebook").
    """

    start: int
    end: int
    propaganda: bool
    boilerplate: bool


def read(root: Path, near_copies: bool = False) -> Iterator[Record]:
    """371 train and 71 dev articles; all 75 dev articles with ``near_copies``.

    Marks: "propaganda" for every span, and the technique's name for the spans of train.
    Raises CorpusError where spans or articles are not as many as published.
    """
    folder = corpus("ptc").folder(root) / "datasets"
    spans = _spans(folder / "train-task1-SI.labels", labelled=False)
    named = _spans(folder / "train-task2-TC.labels", labelled=True)
    template = _spans(folder / "dev-task-TC-template.out", labelled=False)
    expect("ptc", "spans in train", _total(spans), 5468)
    expect("ptc", "techniques in train", _total(named), 6129)
    expect("ptc", "spans in dev", _total(template), 1063)
    train = {name: (*spans.get(name, ()), *named.get(name, ())) for name in {*spans, *named}}
    train_records = list(_articles(folder / "train-articles", "train", train))
    dev_records = list(_articles(folder / "dev-articles", "dev", template))
    expect("ptc", "articles in train", len(train_records), 371)
    expect("ptc", "articles in dev", len(dev_records), 75)
    yield from train_records
    for record in dev_records:
        if near_copies or record.id.removeprefix("ptc:") not in NEAR_COPIES:
            yield record


def train_lines(records: Iterable[Record]) -> Counter[str]:
    """In how many training articles each line stands, spaces at its ends taken off."""
    counts: Counter[str] = Counter()
    for record in records:
        if record.split == "train":
            counts.update({found[0].strip() for found in LINE.finditer(record.text)})
    return counts


def sentences(record: Record, known: Mapping[str, int] | None = None) -> tuple[Line, ...]:
    """The record's non-empty lines; ``known`` is ``train_lines`` of the corpus.

    Without ``known`` no line counts as boilerplate.
    """
    own = 1 if record.split == "train" else 0
    spans = sorted((m.start, m.end) for m in record.marks if m.label == PROPAGANDA)
    lines = []
    for found in LINE.finditer(record.text):
        touched = any(start < found.end() and found.start() < end for start, end in spans)
        elsewhere = known is not None and known.get(found[0].strip(), 0) > own
        lines.append(Line(found.start(), found.end(), touched, elsewhere))
    return tuple(lines)


def _articles(
    folder: Path, split: Split, marks: Mapping[str, tuple[Mark, ...]]
) -> Iterator[Record]:
    for path in sorted(folder.glob("article*.txt")):
        name = path.stem.removeprefix("article")
        yield Record(
            corpus="ptc",
            id=f"ptc:{name}",
            unit="document",
            split=split,
            text=text_of(path),
            marks=tuple(sorted(marks.get(name, ()), key=lambda m: (m.start, m.end, m.label))),
        )


def _spans(path: Path, labelled: bool) -> dict[str, tuple[Mark, ...]]:
    """Marks by article: tab-separated article, (label,) start, end; "?" where not labelled."""
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for line in text_of(path).splitlines():
        name, *middle, start, end = line.split("\t")
        label = middle[0] if labelled else PROPAGANDA
        found[name].append(Mark(int(start), int(end), label))
    return {name: tuple(marks) for name, marks in found.items()}


def _total(spans: Mapping[str, tuple[Mark, ...]]) -> int:
    return sum(len(marks) for marks in spans.values())
