"""Sourcing on PolNeAR, gold and Markkula: linking, rules against tags, kinds, stake, hedges.

Prints every figure of README.md beside it:
``python -m experiments.sourcing.run [--encoder FOLDER] [--split dev]``. FOLDER holds an
``encoder.onnx``, ``tokenizer.json`` and ``heads.safetensors``; without it the rules stand alone.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from data.corpora import read
from data.readers.gold import ANNOTATIONS, GoldClaim, GoldDocument, read_gold
from data.schema import Record
from features.document import read as read_document
from features.encoder import Encoder, Readings, onnx_run
from features.evidence import Attribution, Claim, Document, Sourcing, Span
from features.reading import read_document as read_all
from features.sourcing import Link, attributions_from, links_by_form, sourcing_from
from features.sourcing.gathering import tagged, with_forms
from features.sourcing.inheritance import with_inherited
from features.sourcing.mentions import mention_of
from features.sourcing.names import names_in
from features.sourcing.words import words
from training.corpora import part
from training.evaluation import Metric, measured, resamples, table

LABELS = ("source", "cue", "content")
Build = Callable[[Record, Document], Sequence[Link]]
Split = Literal["train", "dev", "extra"]


@dataclass(frozen=True, slots=True)
class Group:
    """One gold attribution of PolNeAR; empty tuples where it has no source or cue."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def groups(record: Record, document: Document) -> list[Group]:
    found: dict[str | None, dict[str, list[Span]]] = {}
    for mark in record.marks:
        span = folded(document, (mark.start, mark.end))
        found.setdefault(mark.group, {}).setdefault(mark.label, []).append(span)
    return [
        Group(*(tuple(sorted(marks.get(label, []))) for label in LABELS))
        for marks in found.values()
        if "content" in marks
    ]


def shared(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(a.overlap(b) for a in one for b in other)


def matched(gold: Sequence[Group], links: Sequence[Link]) -> list[Link | None]:
    """For each gold attribution the link whose content overlaps at least half both ways."""
    used: set[int] = set()
    found: list[Link | None] = []
    for group in gold:
        size = sum(map(len, group.content))
        best, most = None, 0
        for i, link in enumerate(links):
            common = shared(group.content, link.contents)
            halves = 2 * common >= size and 2 * common >= sum(map(len, link.contents))
            if i not in used and halves and common > most:
                best, most = i, common
        if best is not None:
            used.add(best)
        found.append(links[best] if best is not None else None)
    return found


COLUMNS = ("gold", "hit", "given", "source", "direct", "direct_hit", "indirect", "indirect_hit")


def counts(record: Record, build: Build) -> NDArray[np.float64]:
    """The counts of one article, in the order of COLUMNS."""
    document = read_document(record.text)
    links, gold = build(record, document), groups(record, document)
    tally: Counter[str] = Counter(given=len(links), gold=len(gold))
    for group, link in zip(gold, matched(gold, links), strict=True):
        hull = Span(group.content[0].start, group.content[-1].end)
        inside = sum(q.overlap(hull) for q in document.quotations)
        marked = any(sign in hull.of(document.text) for sign in '"“”')
        size = sum(map(len, group.content))
        kind = "direct" if marked and inside >= 0.8 * size else "mixed" if marked else "indirect"
        tally[kind] += 1
        if link is not None:
            tally["hit"] += 1
            tally[f"{kind}_hit"] += 1
            right = link.source is not None and shared(group.source, [link.source]) > 0
            tally["source"] += right or (not group.source and link.source is None)
    return np.array([tally[name] for name in COLUMNS], dtype=np.float64)


def polnear(records: Sequence[Record], build: Build, name: str) -> list[Metric]:
    rows = np.stack([counts(record, build) for record in records])
    figures: dict[str, Callable[[NDArray[np.float64]], float]] = {
        "F1": lambda c: 2 * c[1] / (c[0] + c[2]),
        "precision": lambda c: c[1] / max(c[2], 1),
        "recall": lambda c: c[1] / c[0],
        "right source of all gold": lambda c: c[3] / c[0],
        "direct recall": lambda c: c[5] / max(c[4], 1),
        "indirect recall": lambda c: c[7] / max(c[6], 1),
    }
    found = []
    for label, score in figures.items():
        draws = [score(rows[i].sum(0)) for i in resamples(np.arange(len(rows)), 500)]
        low, high = np.quantile(draws, [0.05, 0.95])
        total = rows.sum(0)
        found.append(
            Metric(f"{name}: {label}", score(total), float(low), float(high), None, int(total[0]))
        )
    return found


def from_gold_spans(record: Record, document: Document) -> Sequence[Link]:
    marks = [
        [folded(document, (m.start, m.end)) for m in record.marks if m.label == x] for x in LABELS
    ]
    return attributions_from(document, *marks)


def from_rules(record: Record, document: Document) -> Sequence[Link]:
    return links_by_form(document, words(document.text))


def from_tags(encoder: Encoder, forms: bool) -> Build:
    def build(record: Record, document: Document) -> Sequence[Link]:
        encoding = encoder.encode(document)
        links = attributions_from(document, *(tagged(document, encoding, x) for x in LABELS))
        if not forms:
            return links
        return with_inherited(document, with_forms(document, names_in(document), links))

    return build


FIELDS = ("kind", "named", "stake", "depth", "anonymity", "custody")
Pair = tuple[GoldClaim, Attribution | None, str]
Reading = tuple[GoldClaim, Claim | None, str]


def values(claim: GoldClaim) -> tuple[str, ...]:
    """The annotated fields, in the order of FIELDS."""
    given = (claim.source_kind, claim.named, claim.stake, claim.depth, claim.anonymity)
    return tuple(map(str, (*given, claim.custody)))


def predicted(found: Attribution | None) -> tuple[str, ...]:
    if found is None:
        return ("author_voice", "False", "None", "0", "None", "False")
    given = (found.kind, found.named, found.stake, found.depth, found.anonymity)
    return tuple(map(str, (*given, found.custody is not None)))


def folded(document: Document, offsets: tuple[int, int]) -> Span:
    """Offsets of the text as given, in the document's reading."""
    if document.offsets is None:
        return Span(*offsets)
    start, end = np.searchsorted(document.offsets, offsets)
    return Span(int(start), int(end))


def gold_links(document: Document, claims: Sequence[GoldClaim]) -> list[tuple[GoldClaim, Link]]:
    """Links as annotated: source and cue, and for a content the rest of the sentence."""
    found = []
    for claim in claims:
        if not claim.claim or claim.source_kind == "author_voice":
            continue
        sentence = folded(document, claim.sentence)
        source = folded(document, claim.source) if claim.source else None
        cue = folded(document, claim.cue) if claim.cue else None
        inside = sorted(s for s in (source, cue) if s is not None and sentence.contains(s))
        starts = [sentence.start, *(s.end for s in inside)]
        ends = [*(s.start for s in inside), sentence.end]
        pieces = [Span(a, b) for a, b in zip(starts, ends, strict=True) if b - a > 2]
        if pieces:
            found.append((claim, Link(source, cue, tuple(pieces))))
    return found


def with_gold_links(gold: GoldDocument, annotator: str) -> tuple[Document, Sourcing, list[Pair]]:
    document = read_document(gold.text)
    linked = gold_links(document, gold.claims[annotator])
    sourcing = sourcing_from(document, [link for _, link in linked])
    by_link = {(a.source, a.cue, a.content): a for a in sourcing.attributions}
    pairs = [
        (
            claim,
            by_link.get((link.source, link.cue, link.content.trimmed(document.text))),
            gold.doc_id,
        )
        for claim, link in linked
    ]
    return document, sourcing, pairs


def whole_way(gold: GoldDocument, annotator: str, encoder: Encoder) -> list[Reading]:
    """Each annotated claim with the claim that is read in its sentence."""
    document = read_document(gold.text)
    claims = read_all(document, encoder).claims
    found = []
    for claim in (c for c in gold.claims[annotator] if c.claim):
        sentence = folded(document, claim.sentence)
        best = max(claims, key=lambda c: c.span.overlap(sentence), default=None)
        right = best is not None and best.span.overlap(sentence) > 0
        found.append((claim, best if right else None, gold.doc_id))
    return found


def attributed(read: Sequence[Reading]) -> list[Pair]:
    return [(gold, claim.attribution if claim else None, doc) for gold, claim, doc in read]


def macro_f1(gold: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    """Mean F1 over the labels that occur in ``gold``."""
    scores = []
    for label in sorted(set(gold.tolist())):
        hit = float(((gold == label) & (guess == label)).sum())
        scores.append(2 * hit / float((gold == label).sum() + (guess == label).sum()))
    return float(np.mean(scores))


def stance(read: Sequence[Reading], name: str) -> Metric:
    gold = [claim.stance for claim, _, _ in read]
    guess = [claim.stance if claim else "asserted" for _, claim, _ in read]
    documents = [doc for _, _, doc in read]
    majority = [Counter(gold).most_common(1)[0][0]] * len(gold)
    named = f"{name}: stance macro-F1"
    return measured(named, macro_f1, gold, guess, documents, majority, times=300)


def nominal_kappa(gold: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    agree = float((gold == guess).mean())
    levels = set(gold.tolist()) | set(guess.tolist())
    chance = sum(float((gold == x).mean()) * float((guess == x).mean()) for x in levels)
    return (agree - chance) / (1 - chance) if chance < 1 else 1.0


def accuracy(gold: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    return float((gold == guess).mean())


def fields(pairs: Sequence[Pair], name: str) -> list[Metric]:
    gold = np.array([values(claim) for claim, _, _ in pairs])
    guess = np.array([predicted(found) for _, found, _ in pairs])
    documents = np.array([doc for _, _, doc in pairs])
    found = []
    for i, field in enumerate(FIELDS):
        common = Counter(gold[:, i].tolist()).most_common(1)[0][0]
        majority = np.full(len(gold), common)
        scores = [("accuracy", accuracy)] if field == "kind" else [("kappa", nominal_kappa)]
        for label, score in scores:
            found.append(
                measured(
                    f"{name}: {field} {label}",
                    score,
                    gold[:, i],
                    guess[:, i],
                    documents,
                    majority,
                    times=300,
                )
            )
    return found


def hedges(documents: Sequence[GoldDocument], annotator: str, name: str) -> Metric:
    rows = []
    for gold in documents:
        document, sourcing, _ = with_gold_links(gold, annotator)
        claims = [c for c in gold.claims[annotator] if c.claim]
        wanted = sorted({folded(document, h) for c in claims for h in c.hedges})
        sentences = [folded(document, c.sentence) for c in claims]
        given = [h for h in sourcing.hedges if any(s.overlap(h) for s in sentences)]
        hits = sum(any(h.overlap(w) for h in given) for w in wanted)
        rows.append((hits, len(given), len(wanted)))
    table_ = np.array(rows, dtype=np.float64)

    def f1(counts_: NDArray[np.float64]) -> float:
        return float(2 * counts_[0] / max(counts_[1] + counts_[2], 1))

    draws = [f1(table_[i].sum(0)) for i in resamples(np.arange(len(table_)), 500)]
    low, high = np.quantile(draws, [0.05, 0.95])
    total = table_.sum(0)
    return Metric(f"{name}: hedges F1", f1(total), float(low), float(high), 0.0, int(total[2]))


def markkula(records: Sequence[Record]) -> list[Metric]:
    """The six kinds of Markkula from our eighteen, given the statement and its source's words."""
    gold, guess, articles = [], [], []
    for record in records:
        document = read_document(record.text)
        given = [(s, _named_near(record.text, s)) for s in record.labels["statements"]]
        links = [(s, Link(at, None, (Span(s["start"], s["end"]),))) for s, at in given if at]
        sourcing = sourcing_from(document, [link for _, link in links])
        names = names_in(document)
        by_link = {(a.source, a.content): a for a in sourcing.attributions}
        for statement, link in links:
            found = by_link.get((link.source, link.content))
            person = link.source is not None and mention_of(document, names, link.source).person
            gold.append(statement["kind"])
            guess.append(_six(found, person))
            articles.append(record.id)
    common = Counter(gold).most_common(1)[0][0]
    majority = [common] * len(gold)
    name = "Markkula: kind accuracy, of statements whose source stands in the article"
    return [measured(name, accuracy, gold, guess, articles, majority, times=300)]


def _named_near(text: str, statement: dict[str, Any]) -> Span | None:
    """The words of the source that stand nearest to a statement, or None."""
    name, start = statement["name"].strip(), statement["start"]
    if start is None or len(name) < 3:
        return None
    places = [m.start() for m in re.finditer(re.escape(name), text, re.IGNORECASE)]
    best = min(places, key=lambda at: abs(at - start), default=None)
    return None if best is None else Span(best, best + len(name))


def _six(found: Attribution | None, person: bool) -> str:
    if found is None:
        return "none"
    if found.kind in ("document_or_recording", "poll_or_dataset"):
        return "document"
    if found.kind == "unnamed_group":
        return "unnamed_group"
    if found.kind == "anonymous":
        return "unnamed_person"
    return "named_person" if person else "named_organization"


def load_encoder(folder: Path) -> Encoder:
    readings = Readings.from_arrays(load_file(folder / "heads.safetensors"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return Encoder(onnx_run(folder / "encoder.onnx"), tokenizer, readings)


def of_polnear(articles: Sequence[Record], encoder: Encoder | None) -> list[Metric]:
    metrics = polnear(articles, from_gold_spans, "PolNeAR, gold spans")
    metrics += polnear(articles, from_rules, "PolNeAR, rules alone")
    if encoder is not None:
        metrics += polnear(articles, from_tags(encoder, False), "PolNeAR, tags")
        metrics += polnear(articles, from_tags(encoder, True), "PolNeAR, tags and forms")
    return metrics


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, help="folder with encoder, tokenizer and heads")
    parser.add_argument("--split", choices=("train", "dev", "extra"), default="dev")
    given = parser.parse_args()
    split: Split = given.split
    encoder = load_encoder(given.encoder) if given.encoder else None
    # Of PolNeAR train only what the encoder was not trained on.
    articles = [
        r for r in read("polnear") if r.split == split and (split == "dev" or not part(r.group))
    ]
    metrics = of_polnear(articles, encoder) if articles else []
    if split == "dev":
        metrics += markkula(list(read("markkula")))
    documents = (
        read_gold(split, folder=ANNOTATIONS / "extra") if split == "extra" else read_gold(split)
    )
    for annotator in sorted(documents[0].claims):
        name = f"gold {split}.{annotator}"
        pairs = [p for gold in documents for p in with_gold_links(gold, annotator)[2]]
        metrics += fields(pairs, f"{name}, gold spans")
        metrics.append(hedges(documents, annotator, name))
        if encoder is not None:
            told = [p for gold in documents for p in whole_way(gold, annotator, encoder)]
            metrics += fields(attributed(told), f"{name}, whole way")
            metrics.append(stance(told, f"{name}, whole way"))
    print(table(metrics))


if __name__ == "__main__":
    main()
