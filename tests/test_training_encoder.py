"""Multi-task training on a tiny transformer: batches, losses, resuming, reading, exporting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel

from features.encoder import HEADS, TAGS, onnx_run
from training import encoder
from training.bundle import SHIPPED
from training.encoder import Network, Recipe
from training.examples import MISSING, Example, load, save
from training.export import export, torch_run

WIDTH = 32
RECIPE = Recipe(epochs=2, rate=1e-3, batch=4, average=0.9, dropout=0.0)


def network() -> Network:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return Network(BertModel(config, add_pooling_layer=False), width=WIDTH)


def sentence(i: int, corpus: str = "babe") -> Example:
    """A sentence that is biased where it holds piece 2000, which is also its biased word."""
    rng = np.random.default_rng(i)
    ids = rng.integers(3000, 9000, 12).astype(np.int32)
    biased = i % 2
    if biased:
        ids[5] = 2000
    words = np.zeros(12, np.int8)
    words[5] = biased
    offsets = np.stack([np.arange(12) * 2, np.arange(12) * 2 + 1], axis=1).astype(np.int32)
    return Example(
        corpus, f"{corpus}:{i}", f"{corpus}:{i}", ids, offsets, [12],
        {"biased": np.array([biased], np.int8)}, {"biased_word": words}, np.zeros((0, 3), np.int32),
    )  # fmt: skip


def document(i: int) -> Example:
    """Two sentences with a source in the first."""
    one = sentence(i, "polnear")
    tags = np.zeros(24, np.int8)
    tags[:2] = (1, 2)
    return Example(
        "polnear", one.id, one.group, np.tile(one.ids, 2), np.tile(one.offsets, (2, 1)), [12, 12],
        {}, {"source": tags}, np.zeros((0, 3), np.int32),
    )  # fmt: skip


CORPORA = {"babe": [sentence(i) for i in range(24)], "polnear": [document(i) for i in range(6)]}
CPU = torch.device("cpu")


def test_a_batch_keeps_every_label_on_its_piece() -> None:
    rng = np.random.default_rng(0)
    found = encoder.epoch_windows(CORPORA["babe"], rng, single=0.5)
    assert sum(int(w.sentence.max()) + 1 for w in found) == 24
    batch = encoder.collate(found)
    marked = batch.ids[batch.tags["biased_word"] == 1]
    assert (marked == 2000).all()
    assert len(marked) == 12
    assert batch.count == 24


def test_a_context_sentence_carries_no_label() -> None:
    example = document(0)
    owner = np.repeat([0, 1], 12)
    window = encoder.piecewise(example, owner, 0, 12, 24)
    assert (window.sentence[1:13] == -1).all()
    assert (window.tags["source"][1:13] == MISSING).all()
    assert (window.sentence[13:-1] == 0).all()


def test_a_window_without_marks_keeps_every_other_label_on_its_piece() -> None:
    ids = np.array([101, 1000, 7000, 7001, 1010, 1000, 7002, 7003, 102], np.int32)
    tags = {
        "content": np.array([MISSING, 1, 2, 2, 0, 0, 0, 0, MISSING], np.int8),
        "source": np.array([MISSING, 0, 0, 0, 0, 0, 1, 2, MISSING], np.int8),
        "biased_word": np.array([MISSING, 1, 0, 1, 0, 0, 0, 0, MISSING], np.int8),
    }
    spans = np.array([[1, 4, 3], [4, 6, 2], [6, 8, 1]], np.int32)
    sentence = np.array([-1, 0, 0, 0, 0, 0, 1, 1, -1], np.int32)
    window = encoder.without_marks(encoder.Piecewise(ids, sentence, {}, tags, spans))
    assert window.ids.tolist() == [101, 7000, 7001, 7002, 7003, 102]
    assert window.sentence.tolist() == [-1, 0, 0, 1, 1, -1]
    assert window.tags["content"].tolist() == [MISSING, 1, 2, 0, 0, MISSING]
    assert window.tags["source"].tolist() == [MISSING, 0, 0, 1, 2, MISSING]
    assert window.tags["biased_word"].tolist() == [MISSING, 0, 1, 0, 0, MISSING]
    assert window.spans.tolist() == [[1, 3, 3], [3, 5, 1]]


def test_a_sentence_of_nothing_but_marks_keeps_them() -> None:
    ids, sentence = np.array([101, 1000, 7000, 102], np.int32), np.array([-1, 0, 1, -1], np.int32)
    window = encoder.Piecewise(ids, sentence, {}, {}, np.zeros((0, 3), np.int32))
    assert encoder.without_marks(window) is window


def test_no_corpus_drowns_another() -> None:
    many = {"babe": CORPORA["babe"] * 40, "polnear": CORPORA["polnear"]}
    mixed = encoder.batches(many, Recipe(batch=4, alpha=0.5), np.random.default_rng(0))
    small = sum("source" in batch[0].tags for batch in mixed)
    assert small / len(mixed) > 6 / (24 * 40 + 6) * 2


def test_training_learns_what_the_labels_say() -> None:
    recipe = Recipe(epochs=20, rate=1e-3, batch=8, dropout=0.0, frozen_embeddings=False)
    trained = encoder.train(network(), CORPORA, recipe, CPU)
    out = encoder.read(trained, CORPORA["babe"], CPU)
    guess = [float(r["head.biased"][0]) > 0 for r in out]
    right = np.mean(
        [g == bool(e.heads["biased"][0]) for g, e in zip(guess, CORPORA["babe"], strict=True)]
    )
    assert right > 0.9


def weights(trained: Network) -> NDArray[np.float32]:
    return torch.cat([p.detach().flatten() for p in trained.parameters()]).numpy()


def test_the_same_seed_gives_the_same_weights() -> None:
    one, other = (encoder.train(network(), CORPORA, RECIPE, CPU) for _ in range(2))
    np.testing.assert_array_equal(weights(one), weights(other))


def test_a_run_that_was_cut_off_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    whole = encoder.train(network(), CORPORA, RECIPE, CPU)

    def stop(epoch: int, now: Network) -> bool:
        return epoch == 0

    kept = tmp_path / "state.pt"
    encoder.train(network(), CORPORA, RECIPE, CPU, after_epoch=stop, checkpoint=kept)
    resumed = encoder.train(network(), CORPORA, RECIPE, CPU, checkpoint=kept)
    np.testing.assert_allclose(weights(whole), weights(resumed), atol=1e-6)


def test_progress_ends_at_the_last_step() -> None:
    seen: list[tuple[int, int]] = []
    encoder.train(network(), CORPORA, RECIPE, CPU, lambda i, n, _: seen.append((i, n)))
    assert seen[-1][0] == seen[-1][1]


def test_a_task_left_out_is_not_taught() -> None:
    recipe = Recipe(leave_out=("head.biased", "tag.biased_word"))
    batch = encoder.collate(encoder.epoch_windows(CORPORA["babe"], np.random.default_rng(0), 0.0))
    assert encoder.losses(network(), batch, recipe) == {}


def test_reading_alone_and_in_context_gives_every_sentence() -> None:
    for alone in (False, True):
        (out,) = encoder.read(network(), [document(0)], CPU, alone=alone)
        assert {f"tag.{t}" for t in TAGS} | {f"head.{h}" for h in HEADS} <= out.keys()
        assert out["head.biased"].shape == (2,)
        assert out["tag.source"].shape == (24, 3)


@pytest.mark.filterwarnings("ignore")
def test_the_export_gives_the_vectors_of_the_network(tmp_path: Path) -> None:
    net = network().eval()
    export(net, tmp_path / "plain.onnx", quantised=False)
    ids = np.array([101, 2000, 3000, 4000, 102], np.int64)
    one, other = torch_run(net)(ids), onnx_run(tmp_path / "plain.onnx")(ids)
    cosine = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    assert cosine.min() > 0.9999


@pytest.mark.filterwarnings("ignore")
def test_the_int8_export_gives_the_vectors_of_the_network_nearly_and_always_the_same(
    tmp_path: Path,
) -> None:
    net = network().eval()
    export(net, tmp_path / "int8.onnx")
    ids = np.array([101, *range(2000, 2400, 2), 102], np.int64)
    run = onnx_run(tmp_path / "int8.onnx")
    one, other = torch_run(net)(ids), run(ids)
    cosine = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    assert cosine.min() > 0.99
    np.testing.assert_array_equal(run(ids), other)


@pytest.mark.filterwarnings("ignore")
def test_the_int8_export_has_neither_a_mask_nor_a_sum_that_the_runtime_would_slow_down(
    tmp_path: Path,
) -> None:
    export(network().eval(), tmp_path / "int8.onnx")
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "as_run.onnx")
    options.log_severity_level = 3
    onnxruntime.InferenceSession(tmp_path / "int8.onnx", options, ["CPUExecutionProvider"])
    found = {node.op_type for node in onnx.load(tmp_path / "as_run.onnx").graph.node}
    assert not found & {"Where", "IsNaN", "Softmax", "SkipLayerNormalization"}
    assert {"MultiHeadAttention", "Sum", "LayerNormalization"} <= found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("shipped", [True, False])
def test_weights_are_unsigned_so_that_sums_overflow_on_no_processor(
    tmp_path: Path, shipped: bool
) -> None:
    path = SHIPPED / "encoder.onnx" if shipped else tmp_path / "int8.onnx"
    if not shipped:
        export(network().eval(), path)
    graph = onnx.load(path).graph
    factors = {node.input[1] for node in graph.node if node.op_type == "MatMulInteger"}
    types = [t.data_type for t in graph.initializer if t.name in factors]
    assert len(types) == len(factors) > 0
    assert set(types) == {onnx.TensorProto.UINT8}


def test_examples_survive_their_file(tmp_path: Path) -> None:
    found = [*CORPORA["babe"][:3], *CORPORA["polnear"][:2]]
    save(found, tmp_path / "examples.npz")
    for before, after in zip(found, load(tmp_path / "examples.npz"), strict=True):
        assert (before.id, before.lengths) == (after.id, after.lengths)
        np.testing.assert_array_equal(before.ids, after.ids)
        assert before.tags.keys() == after.tags.keys()
        assert before.heads.keys() == after.heads.keys()
