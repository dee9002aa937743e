"""Documents with their sides exchanged, and the blind labels of them.

``data/annotations/swapped/documents.json`` holds no text: a document of gold train or of the extra
set by its id, how many of its sentences are used, and the names that change places. The swapped
text is made here from the corpus's text. Both texts must have their sha256.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from data.catalogue import CorpusError
from data.readers.checks import text_of
from data.readers.gold import (
    ANNOTATIONS,
    GOLD,
    GoldArticle,
    GoldClaim,
    GoldDocument,
    GoldSplit,
    Offsets,
    read_gold,
)

SWAPPED = ANNOTATIONS / "swapped"
FOLDERS: Mapping[GoldSplit, Path] = {"train": GOLD, "extra": ANNOTATIONS / "extra"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the span it takes in the original, and the length of what replaces it."""

    span: Offsets
    length: int


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text whose sides have changed places, and the edits in their order."""

    text: str
    edits: tuple[Edit, ...]

    def moved(self, span: Offsets) -> Offsets:
        """Where ``span`` of the original lies here; a span that cuts a name grows around it."""
        start, end = span
        shift_start = shift_end = 0
        for edit in self.edits:
            change = edit.length - (edit.span[1] - edit.span[0])
            if edit.span[1] <= start:
                shift_start += change
            elif edit.span[0] < start:
                start = edit.span[0]
            if edit.span[0] < end:
                shift_end += change
                end = max(end, edit.span[1])
        return start + shift_start, end + shift_end


@dataclass(frozen=True, slots=True)
class SwappedDocument:
    """A document twice: as its corpus has it with its labels, and swapped with the blind ones.

    ``original`` is whole; ``sentences`` are those of the swapped text, in the original's order.
    ``whole`` is False where the swapped text is only an opening, so that article levels cannot be
    compared. ``accused`` and ``speaks`` are camps of the original (in the swapped text they are
    exchanged), read off the text before any label was; None where neither or both.
    """

    original: GoldDocument
    contest: str
    accused: str | None
    speaks: str | None
    text: str
    sentences: tuple[Offsets, ...]
    whole: bool
    claims: tuple[GoldClaim, ...]
    article: GoldArticle


Phrase = tuple[int, int, str]
"""A stretch of the original, [start, end), and our words in its place."""


def exchange(
    text: str,
    pairs: Iterable[tuple[str, str]],
    forward: Iterable[tuple[str, str]] = (),
    phrases: Iterable[Phrase] = (),
) -> Exchanged:
    """``text`` with the names of ``pairs`` changed both ways and those of ``forward`` one way, and
    ``phrases``, which are more than names and so are given by their place and not in words.

    All at once, the longest name first, at word boundaries; a final "s" (plural, or a genitive
    that lost its apostrophe) stays, and names written with a capital or in capitals are found and
    given so. Raises ValueError where one name is to become two.
    """
    table = _table([*pairs, *((b, a) for a, b in pairs), *forward])
    placed = {(start, end): words for start, end, words in phrases if end <= len(text)}
    names = sorted(table, key=len, reverse=True)
    if names:
        # "Merran" in "the Merran army", "Merrans" and "MERRAN", but not in "Merranite".
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?=[sS]?(?!\w))")
        edges = [0, *(edge for span in sorted(placed) for edge in span), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            found = pattern.finditer(text, start, end)
            placed |= {match.span(): table[match[0]] for match in found}
    made, at = "", 0
    for (start, end), words in sorted(placed.items()):
        made += text[at:start] + words
        at = end
    edits = tuple(Edit(span, len(words)) for span, words in sorted(placed.items()))
    return Exchanged(made + text[at:], edits)


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each name becomes, in its written forms; the form as given goes before derived ones."""
    given: dict[str, str] = {}
    for name, other in pairs:
        if given.setdefault(name, other) != other:
            raise ValueError(f"{name!r} is to become both {given[name]!r} and {other!r}")
    derived = {_capital(a): _capital(b) for a, b in given.items()}
    derived |= {a.upper(): b.upper() for a, b in given.items()}
    return derived | given


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def swapped_text(entry: Mapping[str, Any], original: GoldDocument) -> Exchanged:
    """The opening that ``entry`` names, swapped. Raises CorpusError on another sha256."""
    opening = original.text[: original.sentences[entry["sentences"] - 1][1]]
    phrases = [(start, end, words) for start, end, words in entry.get("phrases", ())]
    made = exchange(opening, entry["pairs"], entry["forward"], phrases)
    for name, text in (("sha256", original.text), ("swapped_sha256", made.text)):
        if hashlib.sha256(text.encode()).hexdigest() != entry[name]:
            raise CorpusError(f"{entry['doc_id']}: its text does not have the {name} {entry[name]}")
    return made


def read_swapped(
    root: Path | None = None, folder: Path = SWAPPED, labels: str = "swapped.jsonl"
) -> list[SwappedDocument]:
    """The swapped documents with labels of both; ``root`` as in ``data.read``, ``labels`` the file
    of one blind pass.

    Raises CorpusError where a text is another than the one annotated, or a label names a sentence
    that the swapped text does not have.
    """
    listed: list[dict[str, Any]] = json.loads(text_of(folder / "documents.json"))
    originals = {
        document.doc_id: document
        for split in sorted({cast(GoldSplit, entry["split"]) for entry in listed})
        for document in read_gold(split, root, FOLDERS[split])
    }
    records: dict[str, list[dict[str, Any]]] = {entry["doc_id"]: [] for entry in listed}
    for line in text_of(folder / labels).splitlines():
        record = json.loads(line)
        records[record["doc_id"]].append(record)
    return [_document(e, originals[e["doc_id"]], records[e["doc_id"]]) for e in listed]


def _document(
    entry: dict[str, Any], original: GoldDocument, records: list[dict[str, Any]]
) -> SwappedDocument:
    made = swapped_text(entry, original)
    sentences = tuple(made.moved(s) for s in original.sentences[: entry["sentences"]])
    claims = tuple(_claim(record) for record in records if "sentence" in record)
    if strays := [c.sentence for c in claims if c.sentence not in sentences]:
        raise CorpusError(f"{entry['doc_id']}: blind labels of {strays}: no sentences")
    (article,) = (r for r in records if "article_risk" in r)
    return SwappedDocument(
        original=original,
        contest=entry["contest"],
        accused=entry["accused"],
        speaks=entry["speaks"],
        text=made.text,
        sentences=sentences,
        whole=entry["sentences"] == len(original.sentences),
        claims=claims,
        article=GoldArticle(article["article_risk"], tuple(article["reasons"])),
    )


def _claim(given: dict[str, Any]) -> GoldClaim:
    """A blind record; fields that the blind pass did not label keep their defaults."""
    start, end = given["sentence"]
    if not given["claim"]:
        return GoldClaim(sentence=(start, end), claim=False)
    return GoldClaim(
        sentence=(start, end),
        claim=True,
        check_worthy=given["check_worthy"],
        stance=given["stance"],
        source_kind=given["source_kind"],
        named=given["named"],
        stake=given["stake"],
        custody=given["custody"],
        serves_custodian=given["serves_custodian"],
        risk=given["risk"],
        reasons=tuple(given["reasons"]),
    )
