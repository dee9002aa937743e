"""Multi-task training of the encoder: one MiniLM under every tagger and sentence head.

Each step takes one batch of windows of one corpus and adds up the losses of the tasks that the
corpus teaches. Corpora are drawn by size to the power ``alpha``, so that no large one drowns a
small one. Half of a document's windows are cut to single sentences and half of the single
sentences are set side by side in windows, so that readings hold alone and in context.

Runs on CUDA where there is one, else on the CPU; under bfloat16 autocast where that is fast (on a
CPU with AVX-512 five times faster than float32, on one without it twenty times slower).
Checkpoints every epoch and resumes from them.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from features.encoder import BIO, HEADS, LONGEST, TAGS, TECHNIQUES, Linear, Readings, windows
from training.examples import MISSING, Example

CLS, SEP = 101, 102
"""[CLS] and [SEP] in BERT's uncased vocabulary."""
IGNORE = -100
MARKS = (1010, 1000, 1523, 1524, 1077, 1090)
"""Commas and double quotation marks of every shape in the same vocabulary."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. ``weights`` scale the losses and ``leave_out`` names those to train without:
    "head.biased", "tag.source", "techniques"."""

    epochs: int = 4
    rate: float = 1e-4
    batch: int = 32
    alpha: float = 0.75
    warmup: float = 0.1
    decay: float = 0.01
    layer_decay: float = 0.9
    dropout: float = 0.1
    average: float = 0.0
    """Decay of the exponential moving average of the weights per step; 0 keeps the last weights."""
    frozen_embeddings: bool = True
    """Keep the word embeddings: half of the weights, two thirds of the optimiser's time."""
    single: float = 0.5
    """Share of document windows cut to single sentences, and of single sentences joined."""
    unmarked: float = 0.0
    """Share of windows read without commas and quotation marks, as agencies' copies often are."""
    positive: float = 1.0
    """Weight of the positive class in the propaganda taggers."""
    seed: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piecewise:
    """A window ready for a batch: ids with specials; per piece its sentence or -1; labels."""

    ids: NDArray[np.int32]
    sentence: NDArray[np.int32]
    heads: dict[str, NDArray[np.int8]]
    tags: dict[str, NDArray[np.int8]]
    spans: NDArray[np.int32]


class Network(nn.Module):
    """The transformer and the linear readings of ``features.encoder.Readings``, trainable."""

    def __init__(self, body: nn.Module, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.body = body
        self.scale = math.sqrt(width)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({t: nn.Linear(width, len(labels)) for t, labels in TAGS.items()})
        self.heads = nn.ModuleDict({h: nn.Linear(width, 1) for h in HEADS})
        self.techniques = nn.Linear(2 * width, len(TECHNIQUES))

    def vectors(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Piece vectors [B, T, D]."""
        out = self.body(input_ids=ids, attention_mask=mask)
        return out.last_hidden_state  # type: ignore[no-any-return]

    def readings(self) -> Readings:
        """The linear maps as plain arrays; heads read unit vectors, so the scale is folded in."""

        def linear(layer: nn.Module, scale: float = 1.0) -> Linear:
            assert isinstance(layer, nn.Linear)
            weight = layer.weight.detach().float().cpu().numpy() * scale
            return Linear(weight.astype(np.float32), layer.bias.detach().float().cpu().numpy())

        return Readings(
            tags={t: linear(layer) for t, layer in self.tags.items()},
            heads={h: linear(layer, self.scale) for h, layer in self.heads.items()},
            techniques=linear(self.techniques),
        )


def cut(example: Example, rng: np.random.Generator, single: float) -> Iterator[Piecewise]:
    """The windows of a document, each cut to its single sentences with probability ``single``."""
    owner = np.repeat(np.arange(len(example.lengths)), example.lengths)
    for window in windows(example.lengths):
        begin = window.start + window.context
        if rng.random() < single:
            for sentence in np.unique(owner[begin : window.end]):
                inside = np.flatnonzero(owner == sentence)
                start, end = max(inside[0], begin), min(inside[-1] + 1, window.end)
                yield piecewise(example, owner, start, start, end)
        else:
            yield piecewise(example, owner, window.start, begin, window.end)


def piecewise(
    example: Example, owner: NDArray[np.int64], start: int, begin: int, end: int
) -> Piecewise:
    """Pieces [start, end) of an example as one window, of which [begin, end) carry labels."""
    n = end - start + 2
    ids = np.full(n, CLS, np.int32)
    ids[1:-1], ids[-1] = example.ids[start:end], SEP
    present = np.unique(owner[begin:end])
    sentence = np.full(n, -1, np.int32)
    sentence[1 + begin - start : -1] = np.searchsorted(present, owner[begin:end])
    tags = {}
    for task, labels in example.tags.items():
        row = np.full(n, MISSING, np.int8)
        row[1 + begin - start : -1] = labels[begin:end]
        tags[task] = row
    spans = example.spans
    kept = spans[(spans[:, 0] >= begin) & (spans[:, 1] <= end)] if len(spans) else spans
    moved = kept + np.array([1 - start, 1 - start, 0]) if len(kept) else kept
    heads = {h: labels[present] for h, labels in example.heads.items()}
    return Piecewise(ids, sentence, heads, tags, moved.astype(np.int32))


def without_marks(window: Piecewise) -> Piecewise:
    """The window without its commas and double quotation marks, each label on its own piece; the
    window itself where a sentence would be left without a piece."""
    kept = ~np.isin(window.ids, MARKS)
    if kept.all() or not np.isin(window.sentence, window.sentence[kept]).all():
        return window
    before: NDArray[np.int64] = np.cumsum(kept) - kept
    tags = {
        t: (_begun_later(labels, kept) if TAGS[t] == BIO else labels)[kept]
        for t, labels in window.tags.items()
    }
    first, last, technique = window.spans.T
    moved = np.stack([before[first], before[last], technique], axis=1).astype(np.int32)
    spans = moved[moved[:, 1] > moved[:, 0]]
    return Piecewise(window.ids[kept], window.sentence[kept], window.heads, tags, spans)


def _begun_later(labels: NDArray[np.int8], kept: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Labels (O 0, B 1, I 2) in which no span begins with a piece that is not kept."""
    found = labels.copy()
    for i in np.flatnonzero(~kept).tolist():
        if found[i] == 1 and found[i + 1] == 2:
            found[i + 1] = 1
    return found


def join(found: Sequence[Piecewise]) -> Piecewise:
    """Single sentences set side by side in one window."""
    ids = np.concatenate([[CLS], *(w.ids[1:-1] for w in found), [SEP]]).astype(np.int32)
    counts = np.cumsum([0, *(int(w.sentence.max()) + 1 for w in found)])
    sentence = np.concatenate(
        [[-1], *(w.sentence[1:-1] + c for w, c in zip(found, counts, strict=False)), [-1]]
    ).astype(np.int32)
    tags = {
        t: np.concatenate([[MISSING], *(w.tags[t][1:-1] for w in found), [MISSING]]).astype(np.int8)
        for t in found[0].tags
    }
    heads = {h: np.concatenate([w.heads[h] for w in found]) for h in found[0].heads}
    return Piecewise(ids, sentence, heads, tags, found[0].spans[:0])


def epoch_windows(
    found: Sequence[Example], rng: np.random.Generator, single: float, unmarked: float = 0.0
) -> list[Piecewise]:
    """One corpus's windows for one epoch, in random order; ``single`` and ``unmarked`` as in
    :class:`Recipe`."""
    documents = [
        w
        for e in found
        if len(e.lengths) > 1
        for w in cut(e, rng, single if e.heads else single / 2)
    ]
    alone = [w for e in found if len(e.lengths) == 1 for w in cut(e, rng, 1.0)]
    order = rng.permutation(len(alone))
    joined: list[Piecewise] = []
    i = 0
    while i < len(order):
        take = int(rng.integers(2, 5)) if rng.random() < single / 2 else 1
        group = [alone[j] for j in order[i : i + take]]
        fits = sum(len(w.ids) for w in group) <= 128
        joined += [join(group)] if fits and len(group) > 1 else group
        i += take
    both = documents + joined
    mixed = [both[i] for i in rng.permutation(len(both))]
    bare = rng.random(len(mixed)) < unmarked
    return [without_marks(w) if b else w for w, b in zip(mixed, bare, strict=True)]


def batches(
    corpora: dict[str, list[Example]], recipe: Recipe, rng: np.random.Generator
) -> list[list[Piecewise]]:
    """One epoch: batches of one corpus each, drawn by size to the power ``alpha``."""
    pools = {
        name: epoch_windows(found, rng, recipe.single, recipe.unmarked)
        for name, found in sorted(corpora.items())
    }
    sizes = {name: len(pool) for name, pool in pools.items()}
    total = sum(sizes.values()) / recipe.batch
    shares = {name: n**recipe.alpha for name, n in sizes.items()}
    mixed: list[list[Piecewise]] = []
    for name, pool in pools.items():
        wanted = max(1, round(total * shares[name] / sum(shares.values())))
        most = max(1, math.ceil(2.5 * len(pool) / recipe.batch))
        flat = [pool[i % len(pool)] for i in range(min(wanted, most) * recipe.batch)]
        for start in range(0, len(flat), 16 * recipe.batch):
            # Windows of like length together: less padding, and still a random batch in its place.
            chunk = sorted(flat[start : start + 16 * recipe.batch], key=lambda w: len(w.ids))
            mixed += [chunk[i : i + recipe.batch] for i in range(0, len(chunk), recipe.batch)]
    return [mixed[i] for i in rng.permutation(len(mixed))]


@dataclass(slots=True)
class Batch:
    """Tensors of one step."""

    ids: Tensor
    mask: Tensor
    owner: Tensor
    count: int
    heads: dict[str, Tensor]
    tags: dict[str, Tensor]
    spans: Tensor
    span_owner: Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""

        def move(t: Tensor) -> Tensor:
            return t.to(device, non_blocking=True)

        return Batch(
            move(self.ids),
            move(self.mask),
            move(self.owner),
            self.count,
            {k: move(v) for k, v in self.heads.items()},
            {k: move(v) for k, v in self.tags.items()},
            move(self.spans),
            move(self.span_owner),
        )


def collate(found: Sequence[Piecewise]) -> Batch:
    """Windows padded to one length (a multiple of 8)."""
    longest = -(-max(len(w.ids) for w in found) // 8) * 8
    shape = (len(found), longest)
    ids, owner = np.zeros(shape, np.int64), np.full(shape, -1, np.int64)
    mask = np.zeros(shape, np.int64)
    names = {t for w in found for t in w.tags}
    tags = {t: np.full(shape, IGNORE, np.int64) for t in names}
    spans, span_owner, count = [], [], 0
    for i, w in enumerate(found):
        n = len(w.ids)
        ids[i, :n], mask[i, :n] = w.ids, 1
        owner[i, :n] = np.where(w.sentence >= 0, w.sentence + count, -1)
        for t, labels in w.tags.items():
            tags[t][i, :n] = np.where(labels == MISSING, IGNORE, labels)
        for first, last, technique in w.spans:
            spans.append((i, first, last, technique))
            span_owner.append(owner[i, first])
        count += int(w.sentence.max()) + 1
    heads = {
        h: torch.from_numpy(np.concatenate([w.heads[h] for w in found]).astype(np.float32))
        for h in found[0].heads
    }
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(mask),
        torch.from_numpy(owner),
        count,
        heads,
        {t: torch.from_numpy(v) for t, v in tags.items()},
        torch.tensor(spans, dtype=torch.int64).reshape(-1, 4),
        torch.tensor(span_owner, dtype=torch.int64),
    )


def sentence_means(vectors: Tensor, owner: Tensor, count: int) -> Tensor:
    """Mean vector of each sentence's pieces, [count, D]."""
    flat, index = vectors.reshape(-1, vectors.shape[-1]), owner.reshape(-1)
    kept = index >= 0
    flat, index = flat[kept].float(), index[kept]
    sums = torch.zeros(count, flat.shape[-1], device=flat.device).index_add_(0, index, flat)
    sizes = torch.zeros(count, device=flat.device).index_add_(
        0, index, torch.ones_like(index, dtype=torch.float32)
    )
    return sums / sizes.clamp(min=1)[:, None]


def losses(network: Network, batch: Batch, recipe: Recipe) -> dict[str, Tensor]:
    """The loss of each task that the batch teaches."""
    vectors = network.vectors(batch.ids, batch.mask)
    means = sentence_means(vectors, batch.owner, batch.count)
    unit = F.normalize(means, dim=-1) * network.scale
    found: dict[str, Tensor] = {}
    for head, labels in batch.heads.items():
        if f"head.{head}" in recipe.leave_out:
            continue
        logits = network.heads[head](network.dropout(unit))[:, 0].float()
        found[f"head.{head}"] = F.binary_cross_entropy_with_logits(logits, labels)
    dropped = network.dropout(vectors)
    for task, labels in batch.tags.items():
        if f"tag.{task}" in recipe.leave_out:
            continue
        logits = network.tags[task](dropped).float()
        weight = None
        if len(TAGS[task]) == 2:
            weight = torch.tensor([1.0, recipe.positive], device=logits.device)
        found[f"tag.{task}"] = F.cross_entropy(
            logits.reshape(-1, logits.shape[-1]), labels.reshape(-1), weight, ignore_index=IGNORE
        )
    if len(batch.spans) and "techniques" not in recipe.leave_out:
        at = torch.arange(vectors.shape[1], device=vectors.device)[None]
        row, first, last, technique = batch.spans.T
        inside = ((at >= first[:, None]) & (at < last[:, None])).float()
        pooled = torch.einsum("st,std->sd", inside, vectors[row].float()) / inside.sum(
            1, keepdim=True
        )
        pair = torch.cat([pooled, means[batch.span_owner]], dim=-1)
        logits = network.techniques(network.dropout(pair)).float()
        found["techniques"] = F.cross_entropy(logits, technique)
    return found


def parameter_groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Lower layers learn more slowly (layer-wise decay); biases and norms are not decayed."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        depth = 7
        if name.startswith("body.embeddings"):
            depth = 0
        elif ".layer." in name:
            depth = int(name.split(".layer.")[1].split(".")[0]) + 1
        rate = recipe.rate * recipe.layer_decay ** (7 - depth)
        if depth == 7:
            rate *= 5
        decay = 0.0 if parameter.ndim < 2 else recipe.decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()]


def autocast(device: torch.device) -> torch.autocast:
    """Bfloat16 where the device multiplies in it, else nothing."""
    fast = device.type != "cpu" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=fast)


def train(
    network: Network,
    corpora: dict[str, list[Example]],
    recipe: Recipe,
    device: torch.device,
    report: Callable[[int, int, dict[str, float]], None] | None = None,
    after_epoch: Callable[[int, Network], bool] | None = None,
    checkpoint: Path | None = None,
) -> Network:
    """Train ``network`` in place and return it (its averaged weights where asked for).

    ``report(step, steps, losses)`` is called every 20 steps; ``after_epoch(epoch, network)``
    may return True to stop early. With ``checkpoint``, state is written there after every epoch
    and a run that finds one goes on from it.
    """
    torch.manual_seed(recipe.seed)
    network.to(device).train()
    if recipe.frozen_embeddings:
        network.get_submodule("body.embeddings").requires_grad_(False)
    optimizer = torch.optim.AdamW(parameter_groups(network, recipe), betas=(0.9, 0.98), fused=True)
    base = [group["lr"] for group in optimizer.param_groups]
    first = 0
    average = copy.deepcopy(network) if recipe.average else None
    state: dict[str, Any] | None = None
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        if average is not None:
            average.load_state_dict(state["average"])
        first = int(state["epoch"]) + 1
        torch.set_rng_state(state["rng"].cpu())
    per_epoch = len(batches(corpora, recipe, np.random.default_rng(recipe.seed)))
    steps = per_epoch * recipe.epochs
    step = first * per_epoch
    sums: dict[str, list[float]] = {}
    for epoch in range(first, recipe.epochs):
        rng = np.random.default_rng((recipe.seed, epoch))
        for found in batches(corpora, recipe, rng)[:per_epoch]:
            share = min(1.0, step / max(1, recipe.warmup * steps))
            share *= max(0.0, 1 - max(0.0, step / steps - recipe.warmup) / (1 - recipe.warmup))
            for group, rate in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = rate * max(share, 0.01)
            batch = collate(found).to(device)
            with autocast(device):
                task_losses = losses(network, batch, recipe)
            if task_losses:
                total = sum(
                    (recipe.weights.get(t, 1.0) * loss for t, loss in task_losses.items()),
                    torch.zeros((), device=device),
                )
                optimizer.zero_grad(set_to_none=True)
                total.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
            step += 1
            if average is not None:
                keep = min(recipe.average, step / (step + 10))
                with torch.no_grad():
                    torch._foreach_lerp_(
                        list(average.parameters()), list(network.parameters()), 1 - keep
                    )
            if report is not None and (step % 20 == 0 or step == steps):
                for t, loss in task_losses.items():
                    sums.setdefault(t, []).append(float(loss.detach()))
                report(step, steps, {t: float(np.mean(v[-20:])) for t, v in sums.items()})
        if checkpoint is not None:
            kept = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch,
                "rng": torch.get_rng_state(),
            }
            if average is not None:
                kept["average"] = average.state_dict()
            torch.save(kept, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
        if after_epoch is not None and after_epoch(epoch, average or network):
            break
    return (average or network).eval()


def read(
    network: Network, found: Sequence[Example], device: torch.device, alone: bool = False
) -> list[dict[str, NDArray[np.float32]]]:
    """Raw readings of examples by the network: per example ``tag.*`` [T, L] logits, ``head.*``
    [S] logits and ``techniques`` [marks, 14] logits. ``alone`` reads each sentence by itself."""
    network.to(device).eval()
    results: list[dict[str, NDArray[np.float32]]] = []
    with torch.inference_mode():
        for example in found:
            owner = np.repeat(np.arange(len(example.lengths)), example.lengths)
            rows: list[Tensor] = []
            if alone:
                ends = np.cumsum(example.lengths)
                cuts = [
                    (int(e - n), 0, int(e)) for e, n in zip(ends, example.lengths, strict=True) if n
                ]
                cuts = [(s, 0, min(e, s + LONGEST - 2)) for s, _, e in cuts]
            else:
                cuts = [(w.start, w.context, w.end) for w in windows(example.lengths)]
            covered = []
            for at in range(0, len(cuts), 64):
                group = cuts[at : at + 64]
                parts = [piecewise(example, owner, s, s + c, e) for s, c, e in group]
                batch = collate(parts).to(device)
                with autocast(device):
                    vectors = network.vectors(batch.ids, batch.mask).float()
                for i, (s, c, e) in enumerate(group):
                    rows.append(vectors[i, 1 + c : 1 + e - s])
                    covered.append(np.arange(s + c, e))
            if not rows:
                results.append({})
                continue
            tokens = torch.zeros(len(example.ids), rows[0].shape[-1], device=device)
            tokens[torch.from_numpy(np.concatenate(covered)).to(device)] = torch.cat(rows)
            means = sentence_means(
                tokens[None], torch.from_numpy(owner).to(device)[None], len(example.lengths)
            )
            unit = F.normalize(means, dim=-1) * network.scale
            out = {f"tag.{t}": layer(tokens) for t, layer in network.tags.items()}
            out |= {f"head.{h}": layer(unit)[:, 0] for h, layer in network.heads.items()}
            if len(example.spans):
                pairs = [
                    torch.cat([tokens[a:b].mean(0), means[owner[a]]])
                    for a, b, _ in example.spans.tolist()
                ]
                out["techniques"] = network.techniques(torch.stack(pairs))
            results.append({k: v.float().cpu().numpy() for k, v in out.items()})
    return results
