"""What a model is worth on development data: every figure with an interval and a baseline.

Thresholds are those of the bundle, chosen on the part held apart from training, never on the data
reported here. Intervals resample whole documents; a set of single sentences is resampled by its
groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import data
from features.document import read as read_text
from features.encoder import TECHNIQUES, Encoder
from features.evidence import Span
from features.framing.techniques import stretches
from training import risk as glass_box
from training.behaviour import behaviour_metrics
from training.calibration import centred_interval, ece_excess, excess_of_halves
from training.corpora import Sets
from training.evaluation import (
    Metric,
    auc,
    kappa,
    macro_f1,
    mean_kappa,
    measured,
    resamples,
    si_f1,
    span_f1,
)
from training.examples import Example
from training.heads import (
    Vectors,
    found_spans,
    gold_spans,
    probabilities,
    read_rows,
    tag_score,
    vectorise,
)
from training.predicted import FITTED, JUDGED, ReadGold, amounts, annotated_part, levels, rows
from training.rating import by_rule, rate_claims
from training.risk import LEVELS, RiskModel, levelled

Thresholds = Mapping[str, float]
GRID = np.linspace(0.1, 0.9, 81)
BOOTSTRAP = 300
THRESHOLD_DRAWS = 30
OUTLET_FOLDS = 10


def everything(
    encoder: Encoder,
    sets: Sets,
    gold: Mapping[str, Sequence[ReadGold]],
    risk: RiskModel,
    root: Path | None = None,
) -> tuple[tuple[Metric, ...], dict[str, float]]:
    """All figures of a model (heads and taggers on development sets, risk on gold dev), and the
    thresholds of its heads, which were chosen on the part held apart. ``root`` is the folder of
    the corpora."""
    held = vectorise(encoder, sets.held)
    dev = vectorise(encoder, sets.dev)
    at = thresholds(encoder, held)
    metrics = (
        *head_metrics(encoder, held, dev, at),
        *tag_metrics(encoder, held, dev),
        *stretch_metrics(encoder, {e.id for e in sets.dev}, root),
        technique_metric(encoder, held),
        *risk_metrics(gold, risk),
        *article_metrics(gold, risk),
        *behaviour_metrics(encoder, risk),
    )
    return metrics, at


def thresholds(encoder: Encoder, held: Sequence[Vectors]) -> dict[str, float]:
    """For each head the threshold of the best F1 on data held apart from training.

    The mean over resampled groups: the best threshold of one sample of a hundred sentences is
    mostly chance, its mean over resamples far less (bagging, Breiman 1996).
    """
    found = {}
    for head, read in encoder.readings.heads.items():
        x, y = read_rows(held, head, False, encoder.readings)
        p = probabilities(read, x)
        draws = [np.arange(len(y)), *resamples(groups_of(held, head), THRESHOLD_DRAWS)]
        best = [GRID[int(np.argmax([binary_f1(y[i], p[i] >= t) for t in GRID]))] for i in draws]
        found[head] = float(np.mean(best))
    return found


def binary_f1(y: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    """F1 of the positive class; 0 where nothing is positive."""
    truth, said = np.asarray(y, bool), np.asarray(guess, bool)
    total = int(truth.sum() + said.sum())
    return 2.0 * int((truth & said).sum()) / total if total else 0.0


def two_class_macro(y: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    """Macro F1 over both classes."""
    return macro_f1(np.asarray(y, np.int64), np.asarray(guess, np.int64), 2)


def groups_of(found: Sequence[Vectors], head: str) -> NDArray[np.str_]:
    """The document or group of each sentence that a head is judged on."""
    return np.concatenate(
        [
            np.full(len(v.example.heads[head]), v.example.group)
            for v in found
            if head in v.example.heads
        ]
    )


def head_metrics(
    encoder: Encoder, held: Sequence[Vectors], dev: Sequence[Vectors], at: Thresholds
) -> list[Metric]:
    """Sentence heads: development sets where there are some, else the part held apart."""
    found: list[Metric] = []
    for head in encoder.readings.heads:
        judged = dev if any(head in v.example.heads for v in dev) else held
        where = "dev" if judged is dev else "held"
        groups = groups_of(judged, head)
        for alone in (False, True):
            x, y = read_rows(judged, head, alone, encoder.readings)
            p = probabilities(encoder.readings.heads[head], x)
            how = " alone" if alone else ""
            name = f"{head} {where}{how}"
            if alone and np.array_equal(x, read_rows(judged, head, False, encoder.readings)[0]):
                continue
            guess = p >= at[head]
            always = np.ones(len(y), bool)
            # on the part held apart calibration was fitted: it can be judged by halves alone
            trusted = interval_of if judged is dev else excess_of_halves
            halves = name if judged is dev else f"{head} halves{how}"
            found += [
                measured(f"{name} F1", binary_f1, y, guess, groups, always, BOOTSTRAP),
                measured(f"{name} macro-F1", two_class_macro, y, guess, groups, ~always, BOOTSTRAP),
                measured(f"{name} AUC", auc, y, p, groups, np.zeros(len(y)), BOOTSTRAP),
                Metric(f"{halves} ECE excess", *trusted(y, p, groups), None, len(y)),
            ]
    return found


def interval_of(
    y: NDArray[np.generic], p: NDArray[np.floating], groups: NDArray[np.str_]
) -> tuple[float, float, float]:
    """Excess calibration error with its interval over resampled groups."""
    value = ece_excess(y, p)
    draws = [ece_excess(y[i], p[i], draws=50) for i in resamples(groups, 50)]
    return value, *centred_interval(value, draws)


def tag_metrics(encoder: Encoder, held: Sequence[Vectors], dev: Sequence[Vectors]) -> list[Metric]:
    """Taggers: spans on development documents, words of BABE on the part held apart."""
    words = ("loaded_language", "biased_word")
    there = encoder.readings.tags
    found = [span_metric(encoder, dev, task) for task in there if task not in words]
    for task in (task for task in words if task in there):
        taught = [v for v in held if task in v.example.tags]
        read = encoder.readings.tags[task]
        value = tag_score(read, taught, task)
        draws = [
            tag_score(read, [taught[k] for k in i], task)
            for i in resamples(np.arange(len(taught)), 50)
        ]
        low, high = np.quantile(draws, [0.05, 0.95])
        everything_marked = tag_score(read, taught, task, bias=1e6)
        found.append(
            Metric(
                f"{task} held piece F1",
                value,
                float(low),
                float(high),
                everything_marked,
                len(taught),
            )
        )
    return found


def span_metric(encoder: Encoder, dev: Sequence[Vectors], task: str) -> Metric:
    """F1 of one span tagger over development documents; its baseline marks whole sentences."""
    taught = [v for v in dev if task in v.example.tags and len(v.tokens)]
    gold = [gold_spans(v.example, task) for v in taught]
    read = encoder.readings.tags[task]
    guess = [found_spans(read(v.tokens), v.example, 0.0) for v in taught]
    whole = [sentence_spans(v.example) for v in taught]
    score = si_f1 if task == "propaganda" else span_f1
    draws = [
        score([gold[k] for k in i], [guess[k] for k in i])
        for i in resamples(np.arange(len(taught)), BOOTSTRAP)
    ]
    low, high = np.quantile(draws, [0.05, 0.95])
    label = "SI F1" if task == "propaganda" else "span F1"
    return Metric(
        f"{task} dev {label}",
        score(gold, guess),
        float(low),
        float(high),
        score(gold, whole),
        len(taught),
    )


def stretch_metrics(encoder: Encoder, ids: Set[str], root: Path | None) -> list[Metric]:
    """SI F1 of the stretches of propaganda as they are served, near ones joined and cut to words
    that carry a meaning, on PTC's documents of these ids; none where the tagger is not there.
    The baseline marks whole sentences."""
    if "propaganda" not in encoder.readings.tags:
        return []
    records = [r for r in data.read("ptc", root) if r.id in ids]
    gold, guess, whole = [], [], []
    for record in records:
        document = read_text(record.text)
        found = stretches(document, encoder.encode(document))
        gold.append([Span(m.start, m.end) for m in record.marks if m.label == "propaganda"])
        guess.append([document.original_span(Span(s.start, s.end)) for s in found])
        whole.append([document.original_span(s) for s in document.sentences])
    draws = [
        si_f1([gold[k] for k in i], [guess[k] for k in i])
        for i in resamples(np.arange(len(records)), BOOTSTRAP)
    ]
    low, high = np.quantile(draws, [0.05, 0.95])
    name, n = "propaganda dev SI F1 as served", len(records)
    return [Metric(name, si_f1(gold, guess), float(low), float(high), si_f1(gold, whole), n)]


def sentence_spans(example: Example) -> list[Span]:
    """The sentences of an example as spans."""
    ends = np.cumsum(example.lengths)
    return [
        Span(int(example.offsets[b - n, 0]), int(example.offsets[b - 1, 1]))
        for b, n in zip(ends.tolist(), example.lengths, strict=True)
        if n
    ]


def technique_metric(encoder: Encoder, held: Sequence[Vectors]) -> Metric:
    """Micro-F1 (accuracy) of techniques on given spans of articles held apart."""
    truth, guess, groups = [], [], []
    for v in held:
        ends = np.cumsum(v.example.lengths)
        for first, last, technique in v.example.spans.tolist():
            s = int(np.searchsorted(ends, first, side="right"))
            begin = int(ends[s]) - v.example.lengths[s]
            pair = (v.tokens[first:last].mean(0), v.tokens[begin : int(ends[s])].mean(0))
            logits = encoder.readings.techniques(np.concatenate(pair))
            truth.append(technique)
            guess.append(int(logits.argmax()))
            groups.append(v.example.group)
    most = int(np.bincount(truth, minlength=len(TECHNIQUES)).argmax())
    return measured(
        "techniques held micro-F1", agreement, truth, guess, groups, [most] * len(truth), BOOTSTRAP
    )


def agreement(y: NDArray[np.generic], guess: NDArray[np.generic]) -> float:
    """Share of equal labels."""
    return float(np.mean(np.asarray(y) == np.asarray(guess)))


def risk_metrics(gold: Mapping[str, Sequence[ReadGold]], risk: RiskModel) -> list[Metric]:
    """Claim risk against both annotators where it was fitted to nothing, and out of fold on what it
    was fitted to."""
    return [
        *(with_both_annotators(split, gold[split], risk) for split in JUDGED if split in gold),
        *out_of_fold_metrics([d for split in FITTED for d in gold.get(split, ())]),
    ]


def with_both_annotators(split: str, found: Sequence[ReadGold], risk: RiskModel) -> Metric:
    """The mean quadratic kappa of claim risk with annotators A and B."""
    X, groups = rows(found)
    both = np.stack([levels(found, name) for name in ("A", "B")], axis=1)

    def mean(y: NDArray[np.generic], p: NDArray[np.generic]) -> float:
        return mean_kappa([y[:, 0], y[:, 1]], p)

    guess = risk.level(X)
    majority = np.full(len(guess), np.bincount(both[:, 0]).argmax())
    name = f"risk {split} quadratic kappa"
    return measured(name, mean, both, guess, groups, majority, BOOTSTRAP)


def out_of_fold_metrics(fitted: Sequence[ReadGold]) -> list[Metric]:
    """Claim and article risk on the documents that the model is fitted to, each by a model that saw
    nothing of its outlet; kappa also by annotated set, and for the texts written for it apart."""
    p, articles = by_other_outlets(fitted)
    groups = rows(fitted)[1]
    y, guess = levels(fitted, "A"), levelled(p)
    of = np.array(["written" if d.document.outlet == "written" else d.document.split
                   for d in fitted for _ in d.claims])  # fmt: skip
    name, kept = "risk out-of-fold quadratic kappa", np.ones(len(y), bool)
    found = []
    for label, part in ((name, kept), *((f"{name} [{k}]", of == k) for k in np.unique(of))):
        most = np.full(part.sum(), np.bincount(y[part]).argmax())
        found.append(
            measured(label, kappa, y[part], guess[part], groups[part], most, BOOTSTRAP)
        )  # fmt: skip
    excess = interval_of(y >= 1, p[:, 1] + p[:, 2], groups)
    found.append(
        Metric("risk out-of-fold ECE excess (at least medium)", *excess, None, len(y))
    )  # fmt: skip
    rated = [(d, level) for d, level in zip(fitted, articles, strict=True) if _has_level(d)]
    truth = np.array([LEVELS.index(d.document.article["A"].risk) for d, _ in rated])
    ids = [d.document.doc_id for d, _ in rated]
    most = np.full(len(truth), np.bincount(truth).argmax())
    levels_of = np.array([level for _, level in rated])
    return [
        *found,
        measured(
            "article out-of-fold quadratic kappa", kappa, truth, levels_of, ids, most, BOOTSTRAP
        ),
    ]


def by_other_outlets(
    fitted: Sequence[ReadGold], penalty: float | None = None
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """P of the three levels of every claim [n, 3], and the level of every document, each by a
    model that saw none of its outlet (ten folds); ``penalty`` as in ``training.risk.fit``."""
    X, groups = rows(fitted)
    y, counts = levels(fitted, "A"), amounts(fitted)
    outlets = np.array([d.document.outlet.casefold() for d in fitted])
    sizes = [len(d.claims) for d in fitted]
    fold = glass_box.group_folds(np.repeat(outlets, sizes), OUTLET_FOLDS)
    first = np.cumsum([0, *sizes])[:-1]
    p, articles = np.zeros((len(y), 3)), np.zeros(len(fitted), np.int64)
    for k in np.unique(fold):
        rest = fold != k
        model = glass_box.fit(
            X[rest], y[rest], groups[rest], penalty=penalty, refits=0, amounts=counts[rest]
        )
        p[~rest] = model.probabilities(X[~rest])
        for i in np.flatnonzero(fold[first] == k).tolist():
            articles[i] = article_level(fitted[i], model)
    return p, articles


def _has_level(document: ReadGold) -> bool:
    return "A" in document.document.article


def article_metrics(gold: Mapping[str, Sequence[ReadGold]], risk: RiskModel) -> list[Metric]:
    """The article rule over predicted claims against annotated levels; train is what the claim
    model was fitted to, so the others are reported apart."""
    found = []
    for split in (*JUDGED, "train"):
        if split not in gold:
            continue
        documents = [d for d in gold[split] if _has_level(d)]
        if not documents:
            continue
        truth = np.array([LEVELS.index(d.document.article["A"].risk) for d in documents])
        guess = np.array([article_level(d, risk) for d in documents])
        ids = [d.document.doc_id for d in documents]
        most = np.full(len(truth), np.bincount(truth).argmax())
        found.append(
            measured(f"article {split} quadratic kappa", kappa, truth, guess, ids, most, BOOTSTRAP)
        )
    return found


def article_level(document: ReadGold, risk: RiskModel) -> int:
    """The level of what was annotated of an article by the rule over its own claims."""
    return LEVELS.index(by_rule(rate_claims(annotated_part(document), risk)).level)
