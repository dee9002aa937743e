"""How well the served model reads what the annotators annotated, field by field.

    python -m experiments.reading.run [--split SPLIT] [--errors FIELD]

Rules may be written from ``train``, ``extra``, ``more`` and ``wide``; ``dev``, ``fresh`` and
``apart`` are only ever measured, and show no errors.

Every annotated claim is set beside the claim that answers it (``training.predicted``). Prints one
row a field against each annotator, and with ``--errors`` the claims whose field was read wrongly.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from data.readers.gold import ANNOTATIONS, GOLD, GoldClaim, GoldSplit, gold_ids, read_gold
from features.evidence import Claim, Span
from training.bundle import Model, load
from training.evaluation import kappa, macro_f1
from training.measure import article_level, with_both_annotators
from training.predicted import FITTED, JUDGED, ReadGold, read_gold_document
from training.rating import rate_claim
from training.risk import LEVELS

Value = str | int | bool | None
Field = tuple[Callable[[GoldClaim], Value], Callable[[Claim], Value]]

FIELDS: dict[str, Field] = {
    "kind": (lambda g: g.source_kind, lambda c: c.kind),
    "named": (lambda g: g.named, lambda c: bool(c.attribution and c.attribution.named)),
    "stake": (lambda g: g.stake, lambda c: c.attribution.stake if c.attribution else None),
    "attributed": (lambda g: g.source_kind != "author_voice", lambda c: c.kind != "author_voice"),
    "depth": (lambda g: g.depth, lambda c: c.attribution.depth if c.attribution else 0),
    "stance": (lambda g: g.stance, lambda c: c.stance),
    "voice": (lambda g: g.voice, lambda c: c.voice),
    "check_worthy": (lambda g: g.check_worthy, lambda c: c.heads["check_worthy"] >= 0.5),
    "custody": (lambda g: g.custody, lambda c: bool(c.attribution and c.attribution.custody)),
    "anonymity": (
        lambda g: g.anonymity,
        lambda c: c.attribution.anonymity if c.attribution else None,
    ),
    "hedged": (lambda g: bool(g.hedges), lambda c: bool(c.hedges)),
    "figures": (lambda g: len(g.figures), lambda c: len(c.figures)),
    "is_claim": (lambda g: g.claim, lambda c: c.is_claim),
    "insinuation": (lambda g: "insinuation" in g.reasons, lambda c: bool(c.insinuations)),
    "overreach": (lambda g: "overreach" in g.reasons, lambda c: bool(c.dropped)),
    "caveat": (lambda g: "caveat" in g.reasons, lambda c: bool(c.caveats)),
    "factive": (lambda g: "factive_cue" in g.reasons, lambda c: bool(c.factive)),
    "loaded_author": (
        lambda g: any(w.voice != "quoted" for w in g.loaded),
        lambda c: any(w.voice != "quoted" for w in c.loaded),
    ),
}


def read_split(split: GoldSplit, model: Model) -> list[ReadGold]:
    """Every document of a split, as the model reads it, that its encoder was not trained on."""
    folder = GOLD if split in ("train", "dev") else ANNOTATIONS / split
    unseen = gold_ids(split, folder, unseen=True)
    documents = [d for d in read_gold(split, None, folder) if d.doc_id in unseen]
    return [read_gold_document(d, model.encoder) for d in documents]


def positive_f1(gold: Sequence[Value], found: Sequence[Value]) -> tuple[float, int]:
    """F1 of the class True, and how many claims are of it."""
    hit = sum(g is True and f is True for g, f in zip(gold, found, strict=True))
    total = sum(g is True for g in gold) + sum(f is True for f in found)
    return (2 * hit / total if total else 0.0), sum(g is True for g in gold)


def agreement(gold: Sequence[Value], found: Sequence[Value]) -> tuple[float, float, float]:
    """Accuracy, kappa and macro-F1 of two lists of labels."""
    names = sorted({str(v) for v in (*gold, *found)})
    a, b = ([names.index(str(v)) for v in row] for row in (gold, found))
    exact = float(np.mean(np.array(a) == np.array(b)))
    return exact, kappa(a, b, len(names), quadratic=False), macro_f1(a, b, len(names))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", default="train", choices=[*FITTED, "wide", "further", *JUDGED])
    parser.add_argument("--errors", choices=[*FIELDS, "risk"])
    options = parser.parse_args()
    if options.errors and options.split in JUDGED:
        parser.error(f"{options.split} only measures: choose train, extra, more, wide or further")
    model = load()
    found = read_split(options.split, model)
    pairs = [(d, g, c) for d in found for g, c in zip(d.given, d.claims, strict=True)]
    if options.errors:
        show_errors(pairs, options.errors, model)
        return
    print(f"{len(pairs)} claims of {options.split}, annotator A\n")
    print("| field | accuracy | kappa | macro-F1 | majority |\n|---|---|---|---|---|")
    for name, (gold, ours) in FIELDS.items():
        left, right = [gold(g) for _, g, _ in pairs], [ours(c) for _, _, c in pairs]
        exact, chance, macro = agreement(left, right)
        most = Counter(left).most_common(1)[0][1] / len(left)
        print(f"| {name} | {exact:.3f} | {chance:.3f} | {macro:.3f} | {most:.3f} |")
    held = FIELDS["custody"]
    f1, count = positive_f1([held[0](g) for _, g, _ in pairs], [held[1](c) for _, _, c in pairs])
    print(f"\ncustody F1 {f1:.3f} on {count} claims")
    judged = [
        (g.serves_custodian, c.attribution.custody.serves_custodian)
        for _, g, c in pairs
        if g.custody and c.attribution and c.attribution.custody
    ]
    print(f"serves the custodian: {sum(a == b for a, b in judged)} of {len(judged)} found as told")
    show_loaded(found)
    if options.split in JUDGED:
        risk = with_both_annotators(options.split, found, model.risk)
        print(f"{risk.name} with A and B: {risk.value:.3f} ({risk.low:.3f} to {risk.high:.3f})")
        rated = [d for d in found if d.document.article]
        level = [article_level(d, model.risk) for d in rated]
        for name in ("A", "B") if rated else ():
            truth = [LEVELS.index(d.document.article[name].risk) for d in rated]
            print(f"articles with {name}: kappa {kappa(truth, level):.3f}, n {len(truth)}")


def show_loaded(found: Sequence[ReadGold]) -> None:
    """Print how many annotated loaded words are found by overlap, and in the right voice."""
    hits = right = missed = wrong = 0
    for d in found:
        document = d.reading.document
        sentences = [Span(*s) for s in d.document.sentences]
        words = {(document.original_span(w), w.voice) for c in d.reading.claims for w in c.loaded}
        ours = [(w, voice) for w, voice in words if any(w.overlap(s) for s in sentences)]
        given = {(Span(*w.span), w.voice) for g in d.given for w in g.loaded}
        for word, voice in given:
            voices = {v for w, v in ours if w.overlap(word)}
            hits, missed, right = (
                hits + bool(voices),
                missed + (not voices),
                right + (voice in voices),
            )
        wrong += sum(not any(w.overlap(g) for g, _ in given) for w, _ in ours)
    score = 2 * hits / max(1, 2 * hits + missed + wrong)
    print(
        f"loaded words: F1 {score:.3f}, voice right of those found {right / max(1, hits):.3f}, "
        f"n {hits + missed}"
    )


def show_errors(
    pairs: Sequence[tuple[ReadGold, GoldClaim, Claim]], field: str, model: Model
) -> None:
    """Print every claim whose field was read otherwise than annotated."""
    for document, g, c in pairs:
        text = document.document.text
        rating = rate_claim(c, document.reading.figures, model.risk)
        wanted, got = str(g.risk), str(rating.level)
        if field != "risk":
            annotated, found = FIELDS[field]
            wanted, got = str(annotated(g)), str(found(c))
        if wanted == got:
            continue
        a = c.attribution
        said = [s.of(document.reading.document.text) for s in (a.source, a.cue) if s] if a else None
        print(f"\n{document.document.doc_id} {Span(*g.sentence).of(text)}")
        print(
            f"    {field}: gold {wanted}, read {got} | gold {g.source_kind} stake {g.stake} "
            f"named {g.named} {g.reasons} | read {c.kind} "
            f"stake {a.stake if a else None} named {a.named if a else None} {said} "
            f"source {g.source and text[slice(*g.source)]} cue {g.cue and text[slice(*g.cue)]}"
        )
        if field == "risk":
            effects = [(x["concept"], round(x["effect"], 2)) for x in rating.contributions[:6]]
            print(f"    {rating.score:.2f} {effects}")


if __name__ == "__main__":
    main()
