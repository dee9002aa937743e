"""Hyperpartisan by-article (SemEval-2019 task 4): news articles labelled by readers.

Kiesel et al. 2019. The number of words alone gives AUC .717: report a length-only baseline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from data.catalogue import CorpusError, corpus
from data.readers.checks import expect
from data.schema import Record

SPACES = re.compile(r"[ \t\n]+")


def read(root: Path) -> Iterator[Record]:
    """645 articles, 238 hyperpartisan: title, blank line, paragraphs, tags taken off.

    ``outlet`` is the host of the address. ``labels``: "hyperpartisan", "published", "url".
    Raises CorpusError where the counts are not the published ones.
    """
    folder = corpus("hyperpartisan").folder(root)
    truth = {e.get("id", ""): e for e in _articles(folder, "ground-truth-training-byarticle")}
    records = [_record(e, truth) for e in _articles(folder, "articles-training-byarticle")]
    expect("hyperpartisan", "articles", len(records), 645)
    expect("hyperpartisan", "positives", sum(r.labels["hyperpartisan"] for r in records), 238)
    yield from records


def _articles(folder: Path, name: str) -> list[ElementTree.Element]:
    path = folder / f"{name}-20181122.xml"
    if not path.is_file():
        raise CorpusError(f"{path} is missing; run `assay data verify hyperpartisan`")
    return list(ElementTree.parse(path).getroot())


def _record(article: ElementTree.Element, truth: dict[str, ElementTree.Element]) -> Record:
    name = article.get("id", "")
    url = truth[name].get("url", "")
    paragraphs = [article.text or ""]
    for child in article:
        paragraphs += ["".join(child.itertext()), child.tail or ""]
    body = [SPACES.sub(" ", paragraph).strip() for paragraph in paragraphs]
    return Record(
        corpus="hyperpartisan",
        id=f"hyperpartisan:{name}",
        unit="document",
        split="train",
        text="\n\n".join(filter(None, [article.get("title", "").strip(), *body])),
        outlet=(urlsplit(url).hostname or "").removeprefix("www.") or None,
        labels={
            "hyperpartisan": truth[name].get("hyperpartisan") == "true",
            "published": article.get("published-at", ""),
            "url": url,
        },
    )
