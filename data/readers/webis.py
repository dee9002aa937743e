"""BuzzFeed-Webis 2016: articles of nine portals in one week of the US election campaign.

Potthast et al. 2018. The portal leaks both labels: use folds by portal only. 63 articles are
exact duplicates of others: ``data.duplicates`` finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from data.catalogue import corpus
from data.readers.checks import expect
from data.schema import Record


def read(root: Path) -> Iterator[Record]:
    """1,627 articles: title, blank line, text. ``labels``: "orientation", "veracity", "url".

    Raises CorpusError where articles are missing.
    """
    paths = sorted((corpus("webis").folder(root) / "articles").glob("*.xml"))
    expect("webis", "articles", len(paths), 1627)
    return map(_record, paths)


def _record(path: Path) -> Record:
    article = ElementTree.parse(path).getroot()
    given = {tag: article.findtext(tag) or "" for tag in ("title", "mainText", "portal")}
    return Record(
        corpus="webis",
        id=f"webis:{path.stem}",
        unit="document",
        split="train",
        text=f"{given['title']}\n\n{given['mainText']}",
        outlet=given["portal"],
        labels={
            "orientation": article.findtext("orientation") or "",
            "veracity": article.findtext("veracity") or "",
            "url": article.findtext("uri") or "",
        },
    )
