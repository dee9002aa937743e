"""Markkula Center: articles with every sourced statement, the kind of its source and its name.

Ground truth of a benchmark of language models on sourcing (Markkula Center for Applied Ethics,
2025). Its spelling of the kinds varies and is made one here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect, text_of
from data.schema import Mark, Record

KINDS = {
    "named person": "named_person",
    "named individual": "named_person",
    "named organization": "named_organization",
    "document": "document",
    "unnamed group of people": "unnamed_group",
    "unnamed person": "unnamed_person",
    "unnamed individual": "unnamed_person",
}
RULE = "=" * 50
HEADER = re.compile(r"^\ufeff?([A-Z][A-Za-z]+): ?(.*)$", re.MULTILINE)  # "Publisher: AP News"
NUMBER = re.compile(r"\d+")  # "31-SV-GT-vermont_bill-rev2.csv" and "31-vermont_bill.txt"
PIECE = re.compile(r"[^…\[\]]+")  # statements leave words out with "…" and add some in brackets
STRAIGHT = str.maketrans("“”‘’ʼ\xa0", "\"\"''' ")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sourced statement; ``start`` and ``end`` are None where its words were not found."""

    start: int | None
    end: int | None
    kind: str
    name: str
    title: str
    justification: str


def read(root: Path) -> Iterator[Record]:
    """22 articles; a mark a statement with the kind as its label.

    ``labels["statements"]`` are all statements as dicts (see Statement), "headline", "date",
    "url". Raises CorpusError where articles or statements are missing.
    """
    folder = corpus("markkula").folder(root)
    articles = _numbered(folder / "extracted_articles_boilerplate", "*.txt")
    truths = _numbered(folder / "benchmarking" / "GT data" / "20250904", "*.csv")
    if articles.keys() != truths.keys():
        raise CorpusError(
            "markkula: articles and ground truth differ; `assay data verify markkula`"
        )
    records = [_record(n, articles[n], truths[n]) for n in sorted(articles)]
    expect("markkula", "articles", len(records), 22)
    expect("markkula", "statements", sum(len(r.labels["statements"]) for r in records), 350)
    yield from records


def _numbered(folder: Path, pattern: str) -> dict[int, Path]:
    matches = ((NUMBER.match(path.name), path) for path in folder.glob(pattern))
    return {int(found[0]): path for found, path in matches if found}


def _record(number: int, article: Path, truth: Path) -> Record:
    head, text = _parts(text_of(article))
    statements = [_statement(row, text) for row in _rows(truth)]
    return Record(
        corpus="markkula",
        id=f"markkula:{number}",
        unit="document",
        split="test",
        text=text,
        outlet=head.get("Publisher") or urlsplit(head.get("URL", "")).hostname,
        labels={
            "statements": [asdict(statement) for statement in statements],
            "headline": head.get("Headline") or head.get("Title", ""),
            "date": head.get("Date", ""),
            "url": head.get("URL", ""),
        },
        marks=tuple(
            Mark(s.start, s.end, s.kind, str(i))
            for i, s in enumerate(statements)
            if s.start is not None and s.end is not None
        ),
    )


def _parts(raw: str) -> tuple[dict[str, str], str]:
    """Header fields and article: the header ends at a blank line, or lies between two rules."""
    if raw.startswith(RULE):
        _, header, text = raw.split(RULE, 2)
    else:
        header, _, text = raw.partition("\n\n")
    return dict(HEADER.findall(header)), text.strip()


def _rows(path: Path) -> list[dict[str, str]]:
    """Cells by the first two words of their column; a column on anonymity is not in all files."""
    header, *rows = csv.reader(text_of(path, "utf-8-sig").splitlines(keepends=True))
    columns = [" ".join(cell.casefold().split()[:2]) for cell in header]
    found = [dict(zip(columns, map(str.strip, row), strict=False)) for row in rows]
    return [row for row in found if row.get("sourced statements")]


def _statement(row: dict[str, str], text: str) -> Statement:
    start, end = locate(text, _repaired(row["sourced statements"]))
    return Statement(
        start=start,
        end=end,
        kind=KINDS[row["type of"].casefold().replace("unamed", "unnamed")],
        name=row.get("name of", ""),
        title=row.get("title of", ""),
        justification=row.get("source justification", ""),
    )


def locate(text: str, words: str) -> tuple[int, int] | tuple[None, None]:
    """Where ``words`` stand, whatever the kind of quotation mark or space; (None, None) if not.

    Words left out ("…") are bridged: the span goes from the first piece to the last.
    """
    pieces = [piece.strip(" .,\"'") for piece in PIECE.findall(_folded(words))]
    start, end = None, 0
    folded = _folded(text)
    for piece in filter(None, pieces):
        spaced = r"\s+".join(map(re.escape, piece.split()))
        found = re.compile(spaced).search(folded, end)
        if found is None:
            return None, None
        start = found.start() if start is None else start
        end = found.end()
    return (None, None) if start is None else (start, end)


def _folded(text: str) -> str:
    """Straight quotation marks and plain spaces; as long as the text."""
    return text.translate(STRAIGHT)


def _repaired(words: str) -> str:
    """UTF-8 that was once read as Mac Roman, as in one of the files: "child‚Äôs"."""
    try:
        return words.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return words
