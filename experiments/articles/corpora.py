"""The articles that are judged: labels, outlets, near copies, and what is left out.

Left out are documents of Assay's annotated sets, near copies of texts that the encoder was trained
on, texts under ``FEWEST`` words, and all but one of each set of near copies in Webis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from data.corpora import read
from data.duplicates import clusters, leaks
from data.readers.gold import ANNOTATIONS, gold_ids
from data.schema import Record

JUDGED = ("hyperpartisan", "webis", "fakes", "fakenewsamt")
ANNOTATED = ("gold", "extra", "more", "fresh")
TRAINED_ON = ("ptc", "babe", "polnear", "subj")
FEWEST = 20
"""Words; 38 texts of Webis have fewer."""
SECOND_LEVEL = frozenset({"co", "com", "org"})
"""Labels of a host that stand between its name and its country ("express.co.uk")."""


def articles() -> tuple[list[Record], Counter[tuple[str, str]]]:
    """All articles that are judged, and how many were left out: (corpus, reason) to count.

    ``labels["judged"]`` is the binary label: hyperpartisan, or fake. ``outlet`` is one name for one
    publisher in both corpora of partisanship; ``group`` is shared by near copies, and by the two
    texts of a pair of FakeNewsAMT.
    """
    records = [record for name in JUDGED for record in read(name)]
    annotated = frozenset().union(*(gold_ids(folder=ANNOTATIONS / name) for name in ANNOTATED))
    partisan = [r for r in records if r.corpus in JUDGED[:2]]
    trained = leaks(partisan, [r for name in TRAINED_ON for r in read(name)])
    near = clusters([r for r in records if r.corpus != "fakenewsamt"])
    kept: list[Record] = []
    out: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for record in records:
        group = near.get(record.id, record.group)
        copied = seen if record.corpus == "webis" else ()
        if reason := _left_out(record, group, annotated, trained, copied):
            out[record.corpus, reason] += 1
            continue
        seen.add(group)
        kept.append(_judged(record, group))
    return kept, out


def _left_out(
    record: Record,
    group: str,
    annotated: Collection[str],
    trained: Collection[str],
    copied: Collection[str],
) -> str | None:
    if record.id in annotated:
        return "annotated"
    if record.id in trained:
        return "near copy of a training text"
    if len(record.text.split()) < FEWEST:
        return "short"
    return "near copy" if group in copied else None


def _judged(record: Record, group: str) -> Record:
    labels = record.labels
    match record.corpus:
        case "hyperpartisan":
            label = labels["hyperpartisan"]
        case "webis":
            label = labels["orientation"] != "mainstream"
        case "fakes":
            label = not labels["credible"]
        case _:
            label = labels["fake"]
    outlet = publisher(record.outlet) if record.outlet else record.group
    return replace(record, outlet=outlet, group=group, labels={**labels, "judged": bool(label)})


def publisher(name: str) -> str:
    """One name for a host and for a portal: "www.eaglerising.com" and "eagle-rising" are one."""
    labels = name.casefold().split(".")
    if len(labels) > 2 and labels[-2] in SECOND_LEVEL:
        labels = labels[:-1]
    own = labels[-2] if len(labels) > 1 else labels[0]
    return "".join(filter(str.isalnum, own))
