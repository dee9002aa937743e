"""When should a claim or a text not be rated? Doubts against error, and texts that are no news.

    python -m experiments.risk.abstention --work FOLDER [--plots FOLDER] [--again]

On the claims of ``experiments.risk.calibration``, whose readings it shares, and on texts of other
kinds, whose vectors it keeps under FOLDER too. Prints Markdown.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

import data
from data.readers.gold import gold_ids
from experiments.risk.readings import (
    Claims,
    Floats,
    Held,
    Ints,
    annotated,
    draw,
    folder_of,
    held_out,
    opened,
)
from features.document import UnreadableText, read
from features.encoder import Encoder
from features.unlike import MOST_PIECES, pieces_a_word
from training.bundle import Model
from training.corpora import records
from training.evaluation import auc, kappa, resamples
from training.predicted import FITTED
from training.risk import levelled

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

Strangeness = Callable[[NDArray[np.float32]], Floats]
"""How unlike the training data each sentence vector is, [n]; higher is stranger."""

KEPT = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Shares of the claims that are rated."""


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


def rejecting(claims: Claims, held: Held, ways: Mapping[str, Strangeness]) -> None:
    """Accuracy, kappa and squared error on the claims kept when the least trusted are rejected."""
    error = (levelled(held.p) - claims.y).astype(np.float64) ** 2
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


def rejection_figure(claims: Claims, held: Held, ways: Mapping[str, Strangeness]) -> Figure:
    """Squared error, accuracy and kappa against the share of claims that are rated."""
    figure = Figure(figsize=(11, 3.8), layout="constrained")
    guess = levelled(held.p)
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


def main() -> None:
    given, claims, model = opened(sys.argv[1:], __doc__ or "")
    held = held_out(claims)
    texts = texts_of(model, given.work, given.again)
    ways = strangeness(texts["fitted"].vectors)
    unlike(texts, ways)
    few = {name: ways[name] for name in ("nearest of 8", "outside 32 axes")}
    rejecting(claims, held, few)
    languages()
    draw(rejection_figure(claims, held, few), (given.plots or given.work) / "abstention.svg")


if __name__ == "__main__":
    main()
