"""The trained transformer as one ONNX file, int8, with nothing in it but the vectors.

The graph is written for one unpadded window at a time: no mask, no branches for shapes that never
come, eight nodes a layer. That takes a quarter less time than the model's own export, in which a
mask of ones is computed, looked at for gaps and added in every layer.
"""

from __future__ import annotations

import math
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from features.encoder import Run
from training.encoder import Network

OPSET = 17
RUNTIME = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


class _Attention(torch.autograd.Function):
    """Attention of every piece to every piece, [1, T, D] each: ONNX Runtime's own operator."""

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        found = g.op(f"{RUNTIME}::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return found.setType(query.type())

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        _, pieces, width = query.shape
        q, k, v = (
            x.view(pieces, heads, width // heads).transpose(0, 1) for x in (query, key, value)
        )
        weights = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(width // heads), dim=-1)
        return (weights @ v).transpose(0, 1).reshape(1, pieces, width)


class _Sum(torch.autograd.Function):
    """A sum that stays one: ONNX Runtime puts an Add and the norm behind it together into an
    operator that takes five times as long as the two of them."""

    @staticmethod
    def symbolic(g: Any, a: Any, b: Any) -> Any:
        return g.op("Sum", a, b)

    @staticmethod
    def forward(_: Any, a: Tensor, b: Tensor) -> Tensor:
        return a + b


_attend: Any = _Attention.apply
_add: Any = _Sum.apply


class _Vectors(nn.Module):
    """Ids [1, T] to vectors [1, T, D]: BERT (Devlin et al. 2019) over one unpadded window, every
    piece of the first token type and attended to."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.body: Any = network.body

    def forward(self, ids: Tensor) -> Tensor:
        embeddings = self.body.embeddings
        places = embeddings.position_embeddings(torch.arange(ids.shape[1])[None])
        words = embeddings.word_embeddings(ids) + embeddings.token_type_embeddings.weight[0]
        x: Tensor = embeddings.LayerNorm(words + places)
        for layer in self.body.encoder.layer:
            own, out = layer.attention.self, layer.attention.output
            heads = self.body.config.num_attention_heads
            heard = _attend(own.query(x), own.key(x), own.value(x), heads)
            x = out.LayerNorm(_add(out.dense(heard), x))
            inner = layer.intermediate.intermediate_act_fn(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(_add(layer.output.dense(inner), x))
        return x


def export(network: Network, path: Path, quantised: bool = True) -> None:
    """Write the network's transformer to ``path`` as ONNX; heads and taggers are not in it.

    int8 is dynamic and per channel (a file of 23 MB instead of 90), with unsigned weights: sums of
    products with signed ones overflow on processors without VNNI, and the same window has other
    vectors there. Word embeddings are quantised too. What it costs is measured on every head by
    ``training.pipeline``.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    network = network.cpu().float().eval()
    ids = torch.randint(1000, 2000, (1, 17))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            _Vectors(network),
            (ids,),
            str(plain if quantised else path),
            input_names=["ids"],
            output_names=["vectors"],
            dynamic_axes={"ids": {1: "pieces"}, "vectors": {1: "pieces"}},
            opset_version=OPSET,
            custom_opsets={RUNTIME: 1},
            dynamo=False,
        )
        if quantised:
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QUInt8)


def torch_run(network: Network) -> Run:
    """The network itself behind the interface that serving reads ONNX through (float32)."""
    network = network.cpu().float().eval()

    def run(ids: NDArray[np.int64]) -> NDArray[np.float32]:
        batch = torch.from_numpy(np.asarray(ids, np.int64))[None]
        with torch.inference_mode():
            vectors = network.vectors(batch, torch.ones_like(batch))[0]
        return np.asarray(vectors.numpy(), np.float32)

    return run
