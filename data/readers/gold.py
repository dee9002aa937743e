"""Claims annotated with their sources, figures, loaded words and risk.

The annotations are Assay's own: offsets and labels in ``data/annotations/<set>/``, without the
text, which comes from the corpora and must match by sha256. They were made by language models
under one set of guidelines; models of one kind agree more than people do, so they are never to
be called human.

A set is a folder with ``documents.json`` (id, split, outlet, sha256, sentences) and one
``<split>.<annotator>.jsonl`` a pass, a record a claim and one a document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from data.catalogue import CorpusError
from data.corpora import read
from data.readers.checks import text_of

ANNOTATIONS = Path(__file__).parent.parent / "annotations"
GOLD = ANNOTATIONS / "gold"

Offsets = tuple[int, int]
"""Half-open code points into the document's text."""
GoldRisk = Literal["low", "medium", "high"]
GoldVoice = Literal["author", "reported", "quoted"]
GoldSplit = Literal["train", "dev", "extra", "more", "wide", "further", "fresh", "apart"]


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A claim figure; ``value`` is None for a vague amount or a range."""

    span: Offsets
    value: float | None
    attributed: bool
    stake: bool | None
    verified: bool
    casualty: bool


@dataclass(frozen=True, slots=True)
class GoldLoaded:
    """A loaded word, and whose it is."""

    span: Offsets
    voice: GoldVoice


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One sentence's claim by one source; with ``claim`` False everything below it is empty."""

    sentence: Offsets
    claim: bool
    check_worthy: bool = False
    stance: str = "asserted"
    source_kind: str = "author_voice"
    source: Offsets | None = None
    cue: Offsets | None = None
    named: bool = False
    anonymity: str | None = None
    stake: bool | None = None
    custody: bool = False
    serves_custodian: bool | None = None
    depth: int = 0
    hedges: tuple[Offsets, ...] = ()
    voice: GoldVoice = "author"
    figures: tuple[GoldFigure, ...] = ()
    loaded: tuple[GoldLoaded, ...] = ()
    risk: GoldRisk = "low"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotator's level of the whole document, with reasons, strongest first."""

    risk: GoldRisk
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document. ``claims`` and ``article`` are by annotator ("A", "B")."""

    doc_id: str
    split: GoldSplit
    outlet: str
    text: str
    sentences: tuple[Offsets, ...]
    claims: Mapping[str, tuple[GoldClaim, ...]]
    article: Mapping[str, GoldArticle]


def read_gold(
    split: GoldSplit, root: Path | None = None, folder: Path = GOLD
) -> list[GoldDocument]:
    """The documents of one split with their annotations; ``root`` as in ``data.read``.

    ``folder`` is any annotation set of the same format. Raises CorpusError where a text does not
    have its sha256, or an annotation names a document or a sentence that the set does not have.
    """
    listed = [entry for entry in _listed(folder) if entry["split"] == split]
    texts = _texts(listed, root, folder)
    passes = {
        path.stem.removeprefix(f"{split}."): _by_document(path, texts)
        for path in sorted(folder.glob(f"{split}.*.jsonl"))
    }
    return [_document(entry, texts[entry["doc_id"]], passes) for entry in listed]


def gold_ids(
    split: GoldSplit | None = None, folder: Path = GOLD, unseen: bool = False
) -> frozenset[str]:
    """Ids of the annotated documents, which are ids of records; needs no corpus.

    ``unseen`` leaves out those on which the shipped encoder was trained before they were
    annotated ("seen_by_encoder"): nothing is fitted or judged on these.
    """
    return frozenset(
        entry["doc_id"]
        for entry in _listed(folder)
        if split in (None, entry["split"]) and not (unseen and entry.get("seen_by_encoder"))
    )


def _listed(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_of(folder / "documents.json"))
    return found


def _texts(listed: Iterable[dict[str, Any]], root: Path | None, folder: Path) -> dict[str, str]:
    """Text by document: a corpus's record, or a file beside the annotations under "file"."""
    wanted = {entry["doc_id"]: entry for entry in listed}
    from_corpora = [name for name, entry in wanted.items() if "file" not in entry]
    texts = {n: text_of(folder / e["file"]).strip() for n, e in wanted.items() if "file" in e}
    for name in sorted({doc_id.split(":")[0] for doc_id in from_corpora}):
        records = read(name, root)
        texts.update({r.id: r.text.strip() for r in records if r.id in wanted})
    for doc_id, entry in wanted.items():
        _check(doc_id, texts.get(doc_id), entry["sha256"], folder)
    return texts


def _check(doc_id: str, text: str | None, sha256: str, folder: Path) -> None:
    if text is None:
        raise CorpusError(f"{folder.name}: {doc_id} is annotated, but its corpus does not have it")
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise CorpusError(
            f"{folder.name}: the text of {doc_id} is not the one annotated (sha256 {sha256}); "
            f"run `assay data verify {doc_id.split(':')[0]}`"
        )


def _by_document(path: Path, texts: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {doc_id: [] for doc_id in texts}
    for line in text_of(path).splitlines():
        record = json.loads(line)
        if record["doc_id"] not in found:
            raise CorpusError(f"{path.name}: {record['doc_id']} is not in documents.json")
        found[record["doc_id"]].append(record)
    return found


def _document(
    entry: dict[str, Any], text: str, passes: Mapping[str, Mapping[str, list[dict[str, Any]]]]
) -> GoldDocument:
    sentences = tuple((start, end) for start, end in entry["sentences"])
    claims: dict[str, tuple[GoldClaim, ...]] = {}
    article: dict[str, GoldArticle] = {}
    for annotator, records in passes.items():
        given = records[entry["doc_id"]]
        rows = [record for record in given if "sentence" in record]
        if strays := [r["sentence"] for r in rows if tuple(r["sentence"]) not in sentences]:
            raise CorpusError(f"{entry['doc_id']}: {annotator} annotates {strays}: no sentences")
        claims[annotator] = tuple(_claim(record, text) for record in rows)
        for record in given:
            if "article_risk" in record:
                article[annotator] = GoldArticle(record["article_risk"], tuple(record["reasons"]))
    return GoldDocument(
        doc_id=entry["doc_id"],
        split=entry["split"],
        outlet=entry["outlet"],
        text=text,
        sentences=sentences,
        claims=claims,
        article=article,
    )


def _claim(given: dict[str, Any], text: str) -> GoldClaim:
    sentence = _offsets(given["sentence"], text)
    if not given["claim"]:
        return GoldClaim(sentence=sentence, claim=False)
    return GoldClaim(
        sentence=sentence,
        claim=True,
        check_worthy=given["check_worthy"],
        stance=given["stance"],
        source_kind=given["source_kind"],
        source=_offsets(given["source"], text) if given["source"] else None,
        cue=_offsets(given["cue"], text) if given["cue"] else None,
        named=given["named"],
        anonymity=given["anonymity"],
        stake=given["stake"],
        custody=given["custody"],
        serves_custodian=given["serves_custodian"],
        depth=given["depth"],
        hedges=tuple(
            span
            for span in (_offsets(hedge, text) for hedge in given["hedges"])
            # One hedge of train is the "may" of "mayor": a slip, left out.
            if not _cuts_a_word(span, text)
        ),
        voice=given["voice"],
        figures=tuple(_figure(figure, text) for figure in given["figures"]),
        loaded=tuple(
            GoldLoaded(_offsets(word["span"], text), word["voice"]) for word in given["loaded"]
        ),
        risk=given["risk"],
        reasons=tuple(given["reasons"]),
    )


def _figure(given: dict[str, Any], text: str) -> GoldFigure:
    value = given["value"]
    return GoldFigure(
        span=_offsets(given["span"], text),
        value=None if value is None else float(value),
        attributed=given["attributed"],
        stake=given["stake"],
        verified=given["verified"],
        casualty=given["casualty"],
    )


def _offsets(given: list[int], text: str) -> Offsets:
    start, end = given
    if not 0 <= start < end <= len(text):
        raise CorpusError(f"span [{start}, {end}) lies outside a text of {len(text)} code points")
    return start, end


def _cuts_a_word(span: Offsets, text: str) -> bool:
    return text[span[1] - 1].isalnum() and text[span[1] : span[1] + 1].isalnum()
