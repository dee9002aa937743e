"""Can the risk of a claim be trusted? Calibration, intervals and abstention, folds over outlets.

    python -m experiments.risk.calibration --work FOLDER [--plots FOLDER] [--again]

Reads the annotated claims of train, extra and more (never gold dev) as the bundle reads them, which
ships or stands under ``--bundle``; keeps the readings as arrays under FOLDER; prints Markdown. A
bundle is read once; ``--again`` reads anew, as after a change of features. The mirror comes from
ASSAY_MIRROR.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from numpy.typing import NDArray

import data
from data.readers.gold import ANNOTATIONS, GOLD, GoldDocument, gold_ids, read_gold
from features.document import UnreadableText, read
from features.encoder import Encoder
from features.unlike import MOST_PIECES, pieces_a_word
from training.bundle import SHIPPED, Model, load
from training.calibration import brier, centred_interval, ece, ece_excess, fit_logistic, reliability
from training.corpora import records
from training.evaluation import auc, kappa, resamples
from training.predicted import FITTED, levels, read_gold_document, rows
from training.risk import RiskModel, choose_penalty, fit, group_folds

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Strings = NDArray[np.str_]

FOLDS = 10
SEEDS = 5
LEAST = 40
"""Claims below which a slice is not reported alone."""
REPLICATE = 0.755
"""How often an exact 90 % interval about one estimate holds another of the same size:
P(|z| < 1.645 / sqrt 2)."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Annotated claims as arrays [n]: concept rows, levels of pass A and B (-1 where there is no
    B), what they belong to, kind and voice as annotated and as read, and the sentence's vector.
    ``words`` are of the sentence, ``article`` of the whole text."""

    X: Floats
    y: Ints
    second: Ints
    documents: Strings
    outlets: Strings
    splits: Strings
    corpora: Strings
    kinds: Strings
    voices: Strings
    read_kinds: Strings
    read_voices: Strings
    words: Ints
    article: Ints
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.y)

    def take(self, index: NDArray[np.generic]) -> Claims:
        return Claims(*(getattr(self, f.name)[index] for f in fields(self)))


def folder_of(split: str) -> Path:
    return GOLD if split == "train" else ANNOTATIONS / split


def annotated(split: str) -> list[GoldDocument]:
    """The documents of a fitted split that no encoder saw."""
    folder = folder_of(split)
    unseen = gold_ids(folder=folder, unseen=split != "train")
    return [d for d in read_gold(split, None, folder) if d.doc_id in unseen]  # type: ignore[arg-type]


def read_claims(encoder: Encoder) -> Claims:
    """Every annotated claim of the fitted splits as the encoder's readings show it."""
    found = [read_gold_document(d, encoder) for split in FITTED for d in annotated(split)]
    X, documents = rows(found)
    each = [(r, i) for r in found for i in range(len(r.given))]
    return Claims(
        X=X,
        y=levels(found, "A"),
        second=np.array([r.levels["B"][i] if "B" in r.levels else -1 for r, i in each], np.int64),
        documents=documents,
        outlets=np.array([r.document.outlet.casefold() for r, _ in each]),
        splits=np.array([r.document.split for r, _ in each]),
        corpora=np.array([r.document.doc_id.partition(":")[0] for r, _ in each]),
        kinds=np.array([r.given[i].source_kind for r, i in each]),
        voices=np.array([r.given[i].voice for r, i in each]),
        read_kinds=np.array([r.claims[i].kind for r, i in each]),
        read_voices=np.array([r.claims[i].voice for r, i in each]),
        words=np.array(
            [len(r.document.text[slice(*r.given[i].sentence)].split()) for r, i in each], np.int64
        ),
        article=np.array([len(r.document.text.split()) for r, _ in each], np.int64),
        vectors=np.stack([r.reading.encoding.sentences[r.claims[i].sentence] for r, i in each]),
    )


def claims_of(model: Model, work: Path, again: bool = False) -> Claims:
    """The claims as a bundle reads them, kept under ``work`` by the bundle's hash."""
    path = work / f"claims-{model.sha256[:12]}.npz"
    if again or not path.exists():
        work.mkdir(parents=True, exist_ok=True)
        claims = read_claims(model.encoder)
        np.savez_compressed(path, **{f.name: getattr(claims, f.name) for f in fields(claims)})
    with np.load(path, allow_pickle=False) as kept:
        return Claims(**{f.name: kept[f.name] for f in fields(Claims)})


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What models that saw none of a claim's outlet say of it: P [n, 3], interval [n, 2], the
    lowest and highest level of the middle 90 % of refits [n, 2], and the shares of levels among
    the claims that its model was fitted to [n, 3]."""

    p: Floats
    interval: Floats
    range: Ints
    shares: Floats

    def above(self, level: int) -> Floats:
        """P of at least ``level`` (1 medium, 2 high)."""
        return np.asarray(self.p[:, level:].sum(axis=1))


def held_out(claims: Claims, penalty: float | None = None, seed: int = 0, refits: int = 50) -> Held:
    """Folds over outlets, each judged by a model fitted to the others as the bundle's is; with a
    ``penalty`` given, none is chosen."""
    n = len(claims)
    p, shares = np.zeros((n, 3)), np.zeros((n, 3))
    interval, span = np.zeros((n, 2)), np.zeros((n, 2), np.int64)
    fold = group_folds(claims.outlets, FOLDS, seed)
    for k in range(FOLDS):
        test, rest = fold == k, fold != k
        model = fit(
            claims.X[rest], claims.y[rest], claims.documents[rest],
            penalty=penalty, refits=refits, seed=seed,
        )  # fmt: skip
        p[test] = model.probabilities(claims.X[test])
        shares[test] = np.bincount(claims.y[rest], minlength=3) / rest.sum()
        if refits:
            interval[test] = model.interval(claims.X[test])
            span[test] = level_range(model, claims.X[test])
    return Held(p, interval, span, shares)


def level_range(model: RiskModel, X: Floats) -> Ints:
    """The lowest and highest most probable level among the middle 90 % of refits, [n, 2]."""
    named = np.sort(model.refit_probabilities(X).argmax(axis=2), axis=0)
    cut = round(0.05 * len(named))
    return np.stack([named[cut], named[len(named) - 1 - cut]], axis=1)


def slices(claims: Claims) -> Iterator[tuple[str, Bools]]:
    """Named parts of the claims, those of fewer than ``LEAST`` claims joined by what they share."""
    yield "all", np.ones(len(claims), bool)
    yield from parts("split", claims.splits)
    written = claims.outlets == "written"
    yield from parts("text", np.where(written, "written by us", "found"))
    yield from parts("corpus", claims.corpora)
    yield from parts("outlet", claims.outlets)
    yield from parts("kind", claims.kinds)
    yield from parts("kind as read", claims.read_kinds)
    yield from parts("voice", claims.voices)
    yield from parts("voice as read", claims.read_voices)
    short, long = np.quantile(claims.words, [1 / 3, 2 / 3])
    third = np.digitize(claims.words, [short, long], right=True)
    names = np.array([f"to {short:.0f} words", f"to {long:.0f} words", f"above {long:.0f} words"])
    yield from parts("length", names[third])


def parts(of: str, names: Strings) -> Iterator[tuple[str, Bools]]:
    """A mask a name, largest first; the small ones together as "the others"."""
    found, counts = np.unique(names, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    for name in found[order][counts[order] >= LEAST]:
        yield f"{of}: {name}", names == name
    small = np.isin(names, found[counts < LEAST])
    if small.any():
        yield f"{of}: the others ({(counts < LEAST).sum()})", small


def calibration(claims: Claims, held: Held) -> None:
    for level, name in ((1, "at least medium"), (2, "high")):
        print(f"\n| P({name}) | n | documents | share | mean P | ECE | excess (90 %) |", end="")
        print(" Brier | of the share |")
        print("|---|---|---|---|---|---|---|---|---|")
        for part, mask in slices(claims):
            y, p = claims.y[mask] >= level, held.above(level)[mask]
            documents = claims.documents[mask]
            value, (low, high) = excess_of(y, p, documents)
            base = held.shares[mask][:, level:].sum(axis=1)
            print(
                f"| {part} | {len(y)} | {len(np.unique(documents))} | {y.mean():.3f} "
                f"| {p.mean():.3f} | {ece(y, p):.3f} | {value:+.3f} ({low:+.3f} to {high:+.3f}) "
                f"| {brier(y, p):.3f} | {brier(y, base):.3f} |"
            )


def excess_of(y: Bools, p: Floats, documents: Strings) -> tuple[float, tuple[float, float]]:
    """Excess calibration error with its interval over resampled documents."""
    value = ece_excess(y, p, draws=200)
    draws = [ece_excess(y[i], p[i], draws=20) for i in resamples(documents, 100)]
    return value, centred_interval(value, draws)


def slopes(claims: Claims, held: Held) -> None:
    """Cox's calibration slope (1958) on the log odds: above 1 the probabilities of a slice are too
    tame, below 1 too bold."""
    print("\n| | slope, at least medium (90 %) | slope, high (90 %) | n |\n|---|---|---|---|")
    for part, mask in slices(claims):
        if not part.startswith(("all", "split", "text")):
            continue
        cells = []
        for level in (1, 2):
            y, p = claims.y[mask] >= level, np.clip(held.above(level)[mask], 1e-6, 1 - 1e-6)
            odds = np.log(p / (1.0 - p))
            samples = resamples(claims.documents[mask], 200)
            drawn = [fit_logistic(odds[i], y[i]).slope for i in samples]
            low, high = np.quantile(drawn, [0.05, 0.95])
            cells.append(f"{fit_logistic(odds, y).slope:.2f} ({low:.2f} to {high:.2f})")
        print(f"| {part} | {' | '.join(cells)} | {mask.sum()} |")


def variants(claims: Claims) -> None:
    """The bar under several draws of folds and other penalties than the one chosen."""
    print("\n| penalty | excess, at least medium | excess, high | kappa | log loss |")
    print("|---|---|---|---|---|")
    for penalty in (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0):
        found = [held_out(claims, penalty, seed, refits=0) for seed in range(SEEDS)]
        cells = [
            [ece_excess(claims.y >= level, h.above(level), draws=200) for h in found]
            for level in (1, 2)
        ]
        cells.append([kappa(claims.y, h.p.argmax(1)) for h in found])
        cells.append([log_loss(claims.y, h.p) for h in found])
        told = " | ".join(f"{np.mean(c):.3f} ({min(c):.3f} to {max(c):.3f})" for c in cells)
        print(f"| {penalty} | {told} |")


def log_loss(y: Ints, p: Floats) -> float:
    return -float(np.log(np.maximum(p[np.arange(len(y)), y], 1e-6)).mean())


def coverage(claims: Claims, held: Held) -> None:
    low, high = held.interval.T
    inside = (held.range[:, 0] <= claims.y) & (claims.y <= held.range[:, 1])
    shown = (low <= claims.y / 2) & (claims.y / 2 <= high)
    sets = smallest_sets(held.p, 0.9)
    caught = sets[np.arange(len(claims)), claims.y]
    exact = held.p.argmax(1) == claims.y
    print(
        "\n| | n | mean width | level as 0, .5, 1 inside | level named by the refits "
        "| levels named | level most probable | in the smallest set of 90 % | levels in it |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for part, m in slices(claims):
        if part.startswith(("corpus", "outlet", "kind", "voice", "length")):
            continue
        named = (held.range[m, 1] - held.range[m, 0] + 1).mean()
        print(
            f"| {part} | {m.sum()} | {(high - low)[m].mean():.3f} | {shown[m].mean():.3f} "
            f"| {share(inside[m], claims.documents[m])} | {named:.2f} | {exact[m].mean():.3f} "
            f"| {share(caught[m], claims.documents[m])} | {sets[m].sum(1).mean():.2f} |"
        )


def share(hit: Bools, documents: Strings) -> str:
    """A share with its 90 % interval over resampled documents."""
    low, high = np.quantile([hit[i].mean() for i in resamples(documents, 300)], [0.05, 0.95])
    return f"{hit.mean():.3f} ({low:.3f} to {high:.3f})"


def smallest_sets(p: Floats, mass: float) -> Bools:
    """For each claim the fewest levels that together hold ``mass``, as a mask [n, 3]."""
    order = np.argsort(-p, axis=1, kind="stable")
    before = np.cumsum(np.take_along_axis(p, order, 1), axis=1) - np.take_along_axis(p, order, 1)
    chosen = np.zeros(p.shape, bool)
    np.put_along_axis(chosen, order, before < mass - 1e-9, 1)
    return chosen


def refitted(claims: Claims, draws: int = 3) -> None:
    """How often the interval of a model of one half of the annotated documents (or outlets) holds
    the score of a model of the other half, on claims of outlets that neither saw."""
    penalty = choose_penalty(claims.X, claims.y, claims.documents)
    print(
        f"\n| halves of | refits over | holds the other half's score (exact: {REPLICATE}) ", end=""
    )
    print("| width |\n|---|---|---|---|")
    units = {"documents": claims.documents, "outlets": claims.outlets}
    for split_by in units:
        for refit_by in units:
            found = [
                one_refit(claims, units[split_by], units[refit_by], penalty, seed)
                for seed in range(draws)
            ]
            inside, width = np.mean(found, axis=0)
            each = [held for held, _ in found]
            print(
                f"| {split_by} | {refit_by} | {inside:.3f} ({min(each):.3f} to {max(each):.3f}, "
                f"{draws} draws) | {width:.3f} |"
            )


def one_refit(
    claims: Claims, units: Strings, groups: Strings, penalty: float, seed: int
) -> tuple[float, float]:
    """Share of held-out claims covered, and the mean width, for one way of halving."""
    inside, width = np.zeros(len(claims), bool), np.zeros(len(claims))
    fold = group_folds(claims.outlets, FOLDS, seed)
    for k in range(FOLDS):
        rest, test = np.flatnonzero(fold != k), fold == k
        half = group_folds(units[rest], 2, seed + 100 * k)
        first, second = (
            fit(claims.X[i], claims.y[i], groups[i], penalty=penalty, refits=refits, seed=seed)
            for refits, i in ((50, rest[half == 0]), (0, rest[half == 1]))
        )
        low, high = first.interval(claims.X[test]).T
        other = second.score(claims.X[test])
        inside[test], width[test] = (low <= other) & (other <= high), high - low
    return float(inside.mean()), float(width.mean())


# Abstention


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts of one kind: the vectors of their sentences [s, D], the text of each [s], and the word
    pieces a word of each text [t]."""

    vectors: NDArray[np.float32]
    owner: Ints
    pieces: Floats

    def means(self, each: Floats) -> Floats:
        """The mean over each text of a value a sentence, [t]."""
        return np.asarray(np.bincount(self.owner, each) / np.bincount(self.owner))

    def mean_vectors(self) -> Floats:
        """The mean vector of each text, [t, D]."""
        sums = np.zeros((len(self.pieces), self.vectors.shape[1]))
        np.add.at(sums, self.owner, self.vectors)
        return np.asarray(sums / np.bincount(self.owner)[:, None])


ROOM = 4000
"""Code points read of a text."""
PER = 40
"""Texts taken from a corpus."""
NEWS = ("fakes", "webis", "hyperpartisan", "fakenewsamt", "markkula")
MODULES = (
    "argparse", "ast", "asyncio", "bisect", "calendar", "cmd", "codecs", "collections", "csv",
    "datetime", "decimal", "difflib", "email.message", "fractions", "functools", "heapq",
    "imaplib", "inspect", "json", "logging", "mailbox", "optparse", "os", "pathlib", "pdb",
    "pickletools", "platform", "random", "re", "shlex", "shutil", "smtplib", "ssl", "statistics",
    "string", "subprocess", "tarfile", "tempfile", "textwrap", "threading", "tokenize", "trace",
    "typing", "unittest", "urllib.parse", "urllib.request", "uuid", "warnings", "zipfile",
)  # fmt: skip


def kinds_of_text() -> dict[str, list[str]]:
    """Texts by kind: what the encoder was trained on, what has to be rated (news of other outlets,
    the same ill typed, our posts and articles), and what is no news. The last are on every
    machine, so nothing is fetched for them."""
    rng = np.random.default_rng(0)
    known = [r for r in records() if r.split == "train" and r.corpus in ("ptc", "polnear")]
    trained = [known[i].text for i in rng.permutation(len(known))[: 4 * PER]]
    apart = {doc_id for split in FITTED for doc_id in gold_ids(folder=folder_of(split))}
    fresh = {}
    for name in NEWS:
        found = [r.text for r in data.read(name) if r.id not in apart and len(r.text) > 600]
        fresh[f"news: {name}"] = [found[i] for i in rng.permutation(len(found))[:PER]]
    webis = fresh["news: webis"]
    own = [d for d in annotated("extra") if d.doc_id.startswith("written")]
    licences = [
        path.read_text("utf-8", "replace")[500:]
        for path in sorted(Path("/usr/share/common-licenses").glob("*"))
        if not path.is_symlink()
    ]
    modules = [import_module(name) for name in MODULES]
    sources = [inspect.getsource(module) for module in modules]
    posts = [r.text for r in data.read("unlp2025") if len(r.text) > 300]
    return {
        "fitted": trained[: 2 * PER],
        "held": trained[2 * PER :],
        **fresh,
        "news: webis, ill typed": [ill_typed(t) for t in webis],
        "our articles": [d.text for d in own if "post" not in d.outlet and "post_" not in d.doc_id],
        "our posts": [d.text for d in own if "post" in d.outlet or "post_" in d.doc_id],
        "other: words of news in random order": [
            " ".join(rng.permutation(t[:ROOM].split())) for t in webis
        ],
        "other: manuals of Python": [m.__doc__ for m in modules if len(m.__doc__ or "") > 300],
        "other: Python": [t[len(t) // 2 :] for t in sources],
        "other: licences": licences,
        "other: posts in Ukrainian or Russian": posts[:PER],
    }  # fmt: skip


def ill_typed(text: str, every: int = 5) -> str:
    """The text with two letters swapped in every fifth word that has four."""
    words = text.split(" ")
    for i in range(0, len(words), every):
        if len(words[i]) >= 4:
            words[i] = words[i][0] + words[i][2] + words[i][1] + words[i][3:]
    return " ".join(words)


def texts_of(model: Model, work: Path, again: bool = False) -> dict[str, Texts]:
    """:func:`kinds_of_text` as vectors, kept under ``work`` by the bundle's hash."""
    path = work / f"texts-{model.sha256[:12]}.npz"
    if again or not path.exists():
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, texts in kinds_of_text().items():
            read_texts = list(encoded(texts, model.encoder))
            vectors = [v for v, _ in read_texts]
            arrays[f"{name}|vectors"] = np.concatenate(vectors).astype(np.float16)
            arrays[f"{name}|owner"] = np.repeat(np.arange(len(vectors)), list(map(len, vectors)))
            arrays[f"{name}|pieces"] = np.array([pieces for _, pieces in read_texts])
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    with np.load(path, allow_pickle=False) as kept:
        names = dict.fromkeys(key.partition("|")[0] for key in kept)
        return {
            name: Texts(
                kept[f"{name}|vectors"].astype(np.float32),
                kept[f"{name}|owner"],
                kept[f"{name}|pieces"],
            )
            for name in names
        }


def encoded(texts: Iterable[str], encoder: Encoder) -> Iterator[tuple[NDArray[np.float32], float]]:
    """Of each readable text the vectors of its sentences, and its word pieces a word."""
    for text in texts:
        try:
            document = read(text[:ROOM])
        except UnreadableText:
            continue
        found = encoder.encode(document)
        kept = found.sentences[np.linalg.norm(found.sentences, axis=1) > 0]
        if len(kept):
            yield kept, pieces_a_word(document, found)


Strangeness = Callable[[NDArray[np.float32]], Floats]
"""How unlike the training data each sentence vector is, [n]; higher is stranger."""


def strangeness(fitted: NDArray[np.float32]) -> dict[str, Strangeness]:
    """Candidates, each small enough for a bundle (k vectors of 384 at a byte a number)."""
    found: dict[str, Strangeness] = {}
    for k in (1, 8, 32):
        found[f"nearest of {k}"] = nearest(centroids(fitted, k))
    mean, (_, spread, axes) = fitted.mean(0), np.linalg.svd(fitted - fitted.mean(0), False)
    for k in (8, 32):
        found[f"outside {k} axes"] = outside(mean, axes[:k])
        scale = spread[:k] / np.sqrt(len(fitted))
        found[f"Mahalanobis on {k} axes"] = mahalanobis(mean, axes[:k], scale)
    return found


def centroids(vectors: NDArray[np.float32], k: int, steps: int = 20) -> NDArray[np.float32]:
    """Unit centroids [k, D] of unit vectors (spherical k-means, Dhillon and Modha 2001)."""
    found = vectors[np.random.default_rng(0).permutation(len(vectors))[:k]]
    for _ in range(steps):
        of = (vectors @ found.T).argmax(1)
        sums = np.stack([vectors[of == j].sum(0) for j in range(k)])
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        found = np.where(norms > 0, sums / np.maximum(norms, 1e-9), found).astype(np.float32)
    return found


def nearest(centres: NDArray[np.float32]) -> Strangeness:
    return lambda v: np.asarray(1.0 - (v @ centres.T).max(axis=1), np.float64)


def outside(mean: NDArray[np.float32], axes: NDArray[np.float32]) -> Strangeness:
    def measure(v: NDArray[np.float32]) -> Floats:
        away = v - mean
        left: Floats = np.linalg.norm(away - (away @ axes.T) @ axes, axis=1).astype(np.float64)
        return left

    return measure


def mahalanobis(
    mean: NDArray[np.float32], axes: NDArray[np.float32], scale: NDArray[np.float32]
) -> Strangeness:
    return lambda v: np.asarray(np.linalg.norm((v - mean) @ axes.T / scale, axis=1), np.float64)


def unlike(texts: Mapping[str, Texts], ways: Mapping[str, Strangeness]) -> None:
    """What each measure flags at the 99th percentile of training articles that it was not fitted
    to, and how well it ranks texts of other kinds above those that have to be rated."""
    kinds = [name for name in texts if name not in ("fitted", "held")]
    print(f"\n| measure, mean of a text | AUC | {' | '.join(kinds)} |")
    print(f"|---|---|{'---|' * len(kinds)}")
    print(f"| (texts) | | {' | '.join(str(len(texts[k].pieces)) for k in kinds)} |")
    values = {
        name: {kind: found.means(way(found.vectors)) for kind, found in texts.items()}
        for name, way in ways.items()
    }
    values["word pieces a word"] = {kind: found.pieces for kind, found in texts.items()}
    values["told from the other kinds beside it"] = exposed(texts)
    for name, of in values.items():
        cut = float(np.quantile(of["held"], 0.99))
        if name == "word pieces a word":
            name, cut = f"{name}, above {MOST_PIECES}", MOST_PIECES
        rated = np.concatenate([of[k] for k in kinds if not k.startswith("other")])
        other = np.concatenate([of[k] for k in kinds if k.startswith("other")])
        flag = np.r_[np.zeros(len(rated), bool), np.ones(len(other), bool)]
        cells = " | ".join(f"{(of[k] > cut).mean():.2f}" for k in kinds)
        print(f"| {name} | {auc(flag, np.r_[rated, other]):.3f} | {cells} |")


def exposed(texts: Mapping[str, Texts]) -> dict[str, Floats]:
    """Log odds of being no news by a logistic regression on mean vectors, told training articles
    from the kinds beside the one it judges (outlier exposure, Hendrycks et al. 2019)."""
    from sklearn.linear_model import LogisticRegression

    X = {kind: found.mean_vectors() for kind, found in texts.items()}
    others = [k for k in texts if k.startswith("other") and "random" not in k]
    result = {}
    for kind in texts:
        shown = np.concatenate([X[k] for k in others if k != kind])
        rows = np.concatenate([X["fitted"], shown])
        y = np.r_[np.zeros(len(X["fitted"])), np.ones(len(shown))]
        found = LogisticRegression(class_weight="balanced", max_iter=1000).fit(rows, y)
        result[kind] = np.asarray(found.decision_function(X[kind]), np.float64)
    return result


KEPT = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def rejecting(claims: Claims, held: Held, ways: Mapping[str, Strangeness]) -> None:
    """Accuracy, kappa and squared error on the claims kept when the least trusted are rejected."""
    error = (held.p.argmax(1) - claims.y).astype(np.float64) ** 2
    print("\n| rejected first | figure | " + " | ".join(f"{k:.0%} kept" for k in KEPT), end="")
    print(" | area under squared error, less chance's (90 %) |")
    print("|---|---|" + "---|" * (len(KEPT) + 1))
    for name, doubt in doubts(claims, held, ways).items():
        kept = [np.argsort(doubt, kind="stable")[: round(k * len(claims))] for k in KEPT]
        told = {
            "accuracy": [float((error[i] == 0).mean()) for i in kept],
            "kappa": [kappa(claims.y[i], held.p[i].argmax(1)) for i in kept],
            "squared error": [float(error[i].mean()) for i in kept],
        }
        value = area(error, doubt) - error.mean()
        draws = [
            area(error[i], doubt[i]) - error[i].mean() for i in resamples(claims.documents, 200)
        ]
        low, high = np.quantile(draws, [0.05, 0.95])
        last = f"{value:+.3f} ({low:+.3f} to {high:+.3f})"
        for figure, cells in told.items():
            end = last if figure == "squared error" else ""
            print(f"| {name} | {figure} | {' | '.join(f'{c:.3f}' for c in cells)} | {end} |")


def doubts(claims: Claims, held: Held, ways: Mapping[str, Strangeness]) -> dict[str, Floats]:
    """Reasons to reject a claim, each as a number [n] that is higher the less it is trusted."""
    _, of = np.unique(claims.documents, return_inverse=True)
    found = {
        "confidence (1 - greatest P)": 1.0 - held.p.max(axis=1),
        "width of the interval": held.interval[:, 1] - held.interval[:, 0],
        "shortness of the sentence": -claims.words.astype(np.float64),
        "shortness of the text": -claims.article.astype(np.float64),
    }
    for name, way in ways.items():
        each = way(claims.vectors)
        found[f"{name}, sentence"] = each
        found[f"{name}, document"] = (np.bincount(of, each) / np.bincount(of))[of]
    return found


def area(error: Floats, doubt: Floats) -> float:
    """Mean error over all coverages when the most doubtful are rejected first (Geifman and
    El-Yaniv 2017)."""
    ordered = error[np.argsort(doubt, kind="stable")]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1)).mean())


def languages() -> None:
    """Texts taken for another language: of posts in Ukrainian or Russian, and of English news."""
    print("\n| texts | words | n | taken for another language |")
    print("|---|---|---|---|")
    posts = [r.text for r in data.read("unlp2025")][::4]
    english = [r.text for name in NEWS for r in data.read(name)][::8]
    for name, texts in (("Ukrainian, Russian posts", posts), ("English news", english)):
        for least, most in ((1, 9), (10, 29), (30, 10**6)):
            some = [t for t in texts if least <= len(t.split()) <= most][:400]
            flagged = [f for t in some if (f := is_foreign(t)) is not None]
            if flagged:
                ends = f"{least} to {most}" if most < 10**6 else f"from {least}"
                print(f"| {name} | {ends} | {len(flagged)} | {np.mean(flagged):.3f} |")


def is_foreign(text: str) -> bool | None:
    try:
        return "language_unsupported" in read(text[:ROOM]).warnings
    except UnreadableText:
        return None


# Pictures


def reliability_figure(claims: Claims, held: Held) -> Figure:
    """Reliability of both probabilities: all claims, and each split apart."""
    splits = ["all", *FITTED]
    figure = Figure(figsize=(11, 5.6), layout="constrained")
    axes = figure.subplots(2, len(splits), sharex=True, sharey=True)
    for row, (level, name) in enumerate(((1, "at least medium"), (2, "high"))):
        for column, split in enumerate(splits):
            mask = np.ones(len(claims), bool) if split == "all" else claims.splits == split
            y, p = claims.y[mask] >= level, held.above(level)[mask]
            bins = reliability(y, p)
            spread = [1.645 * np.sqrt(b.share * (1 - b.share) / b.n) for b in bins]
            ax = axes[row, column]
            ax.plot([0, 1], [0, 1], color="0.7", linewidth=1)
            ax.errorbar(
                [b.score for b in bins], [b.share for b in bins], spread, marker="o", markersize=4,
                linewidth=1,
            )  # fmt: skip
            excess = ece_excess(y, p, draws=200)
            ax.set_title(f"{split}: n {len(y)}, excess {excess:+.3f}", fontsize=9)
            ax.set(xlim=(0, 1), ylim=(0, 1))
        axes[row, 0].set_ylabel(f"share {name}")
    figure.supxlabel("mean probability, folds over outlets", fontsize=10)
    return figure


def rejection_figure(claims: Claims, held: Held, ways: Mapping[str, Strangeness]) -> Figure:
    """Squared error, accuracy and kappa against the share of claims that are rated."""
    figure = Figure(figsize=(11, 3.8), layout="constrained")
    guess = held.p.argmax(1)
    figures: tuple[tuple[str, Callable[[Ints, Ints], float]], ...] = (
        ("squared error of the level", lambda y, q: float(((y - q) ** 2).mean())),
        ("accuracy", lambda y, q: float((y == q).mean())),
        ("quadratic kappa", kappa),
    )
    for ax, (name, score) in zip(figure.subplots(1, 3), figures, strict=True):
        for reason, doubt in doubts(claims, held, ways).items():
            order = np.argsort(doubt, kind="stable")
            kept = np.linspace(0.3, 1.0, 29)
            cut = [order[: round(k * len(claims))] for k in kept]
            ax.plot(kept, [score(claims.y[i], guess[i]) for i in cut], label=reason, linewidth=1)
        ax.axhline(score(claims.y, guess), color="0.7", linewidth=1)
        ax.set(xlabel="share of claims rated", title=name)
    ax.legend(fontsize=6)
    return figure


def draw(figure: Figure, path: Path) -> None:
    """The picture as SVG, the same bytes for the same figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with rc_context({"svg.hashsalt": path.stem, "svg.fonttype": "none"}):
        figure.savefig(path, metadata={"Date": None})


def arguments(given: Sequence[str], about: str) -> argparse.Namespace:
    """Options that this experiment and the learning curve share."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the readings")
    parser.add_argument("--bundle", type=Path, default=SHIPPED, help="the model to read with")
    parser.add_argument("--plots", type=Path, help="folder for pictures; else the work folder")
    parser.add_argument("--again", action="store_true", help="read anew")
    return parser.parse_args(given)


def main() -> None:
    given = arguments(sys.argv[1:], __doc__ or "")
    model = load(given.bundle)
    claims = claims_of(model, given.work, given.again)
    held = held_out(claims)
    print(f"Bundle {model.sha256[:12]}, {len(claims)} claims, {len(set(claims.outlets))} outlets")
    for split in FITTED:
        mask = claims.splits == split
        print(f"kappa {split}: {kappa(claims.y[mask], held.p[mask].argmax(1)):.3f}")
    calibration(claims, held)
    slopes(claims, held)
    variants(claims)
    coverage(claims, held)
    refitted(claims)
    texts = texts_of(model, given.work, given.again)
    ways = strangeness(texts["fitted"].vectors)
    unlike(texts, ways)
    few = {name: ways[name] for name in ("nearest of 8", "outside 32 axes")}
    rejecting(claims, held, few)
    languages()
    plots = given.plots or given.work
    draw(reliability_figure(claims, held), plots / "calibration.svg")
    draw(rejection_figure(claims, held, few), plots / "abstention.svg")


if __name__ == "__main__":
    main()
