"""CheckThat! 2020 task 2: claims that Snopes has checked, and tweets that repeat one of them.

Shaar et al. 2020.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect
from data.schema import Record, Split

TWEETS: dict[Split, int] = {"train": 800, "dev": 197}


def read(root: Path) -> Iterator[Record]:
    """10,375 checked claims; ``labels["title"]`` is the title of the check.

    Raises CorpusError where claims are missing.
    """
    rows = _rows(root, "verified_claims.docs.tsv")[1:]
    expect("checkedclaims", "claims", len(rows), 10375)
    for name, claim, title in rows:
        yield Record(
            corpus="checkedclaims",
            id=f"checkedclaims:{name}",
            unit="sentence",
            split="train",
            text=claim,
            labels={"title": title},
        )


def tweets(root: Path) -> Iterator[Record]:
    """800 train and 197 dev tweets; ``labels["claim"]`` is the id of the claim each repeats.

    Raises CorpusError where tweets are missing.
    """
    for split, size in TWEETS.items():
        matches = _rows(root, f"{split}/tweet-vclaim-pairs.qrels")
        claims = {tweet: claim for tweet, _, claim, _ in matches}
        rows = _rows(root, f"{split}/tweets.queries.tsv")[1:]
        expect("checkedclaims", f"tweets in {split}", len(rows), size)
        for name, tweet in rows:
            yield Record(
                corpus="checkedclaims",
                id=f"checkedclaims:{split}-tweet-{name}",
                unit="document",
                split=split,
                text=tweet,
                labels={"claim": f"checkedclaims:{claims[name]}"},
            )


def _rows(root: Path, member: str) -> list[list[str]]:
    path = corpus("checkedclaims").folder(root) / "data" / "v3.zip"
    if not path.is_file():
        raise CorpusError(f"{path} is missing; run `assay data verify checkedclaims`")
    with ZipFile(path) as archive, archive.open(f"v3.0/{member}") as file:
        return list(csv.reader(TextIOWrapper(file, "utf-8", newline=""), delimiter="\t"))
