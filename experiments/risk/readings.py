"""The annotated claims as a bundle reads them, and what models that saw none of a claim's outlet
say of it; with the options and pictures that the commands of this folder share.

The claims are those of train, extra and more, never of gold dev.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from numpy.typing import NDArray

from data.readers.gold import ANNOTATIONS, GOLD, GoldDocument, gold_ids, read_gold
from features.encoder import Encoder
from training.bundle import SHIPPED, Model, load
from training.predicted import FITTED, GOLD_COUNTS, levels, read_gold_document, rows
from training.risk import RiskModel, fit, group_folds, levelled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Strings = NDArray[np.str_]

FOLDS = 10
LEAST = 40
"""Claims below which a slice is not reported alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Annotated claims as arrays [n]: concept rows, levels of pass A, what they belong to, kind
    and voice as annotated and as read, and the sentence's vector. ``words`` are of the sentence,
    ``article`` of the whole text."""

    X: Floats
    y: Ints
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
            amounts=np.where(claims.splits[rest] == "train", GOLD_COUNTS, 1.0),
        )  # fmt: skip
        p[test] = model.probabilities(claims.X[test])
        shares[test] = np.bincount(claims.y[rest], minlength=3) / rest.sum()
        if refits:
            interval[test] = model.interval(claims.X[test])
            span[test] = level_range(model, claims.X[test])
    return Held(p, interval, span, shares)


def level_range(model: RiskModel, X: Floats) -> Ints:
    """The lowest and highest level by score among the middle 90 % of refits, [n, 2]."""
    named = np.sort(levelled(model.refit_probabilities(X)), axis=0)
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


def log_loss(y: Ints, p: Floats) -> float:
    return -float(np.log(np.maximum(p[np.arange(len(y)), y], 1e-6)).mean())


def arguments(given: Sequence[str], about: str) -> argparse.Namespace:
    """Options of calibration, abstention and the learning curve."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the readings")
    parser.add_argument("--bundle", type=Path, default=SHIPPED, help="the model to read with")
    parser.add_argument("--plots", type=Path, help="folder for pictures; else the work folder")
    parser.add_argument("--again", action="store_true", help="read anew")
    return parser.parse_args(given)


def opened(given: Sequence[str], about: str) -> tuple[argparse.Namespace, Claims, Model]:
    """The options, the claims as the bundle reads them, and the bundle; says which these are."""
    options = arguments(given, about)
    model = load(options.bundle)
    claims = claims_of(model, options.work, options.again)
    documents, outlets = len(set(claims.documents)), len(set(claims.outlets))
    counts = f"{len(claims)} claims, {documents} documents, {outlets} outlets"
    print(f"Bundle {model.sha256[:12]}, {counts}")
    return options, claims, model


def draw(figure: Figure, path: Path) -> None:
    """The picture as SVG, the same bytes for the same figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with rc_context({"svg.hashsalt": path.stem, "svg.fonttype": "none"}):
        figure.savefig(path, metadata={"Date": None})
