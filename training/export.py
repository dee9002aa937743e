"""The trained transformer as one ONNX file, int8, with nothing in it but the vectors."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from features.encoder import Run
from training.encoder import Network

OPSET = 17


class _Vectors(nn.Module):
    """Ids [1, T] to vectors [1, T, D]: one unpadded window, so every piece is attended to."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.body = network.body

    def forward(self, ids: Tensor) -> Tensor:
        out = self.body(input_ids=ids, attention_mask=torch.ones_like(ids))
        return out.last_hidden_state  # type: ignore[no-any-return]


def export(network: Network, path: Path, quantised: bool = True) -> None:
    """Write the network's transformer to ``path`` as ONNX; heads and taggers are not in it.

    int8 is dynamic and per channel (a file of 23 MB instead of 90). Word embeddings are quantised
    too. What it costs is measured on every head by ``training.pipeline``.
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
            dynamo=False,
        )
        if quantised:
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QInt8)


def torch_run(network: Network) -> Run:
    """The network itself behind the interface that serving reads ONNX through (float32)."""
    network = network.cpu().float().eval()

    def run(ids: NDArray[np.int64]) -> NDArray[np.float32]:
        batch = torch.from_numpy(np.asarray(ids, np.int64))[None]
        with torch.inference_mode():
            vectors = network.vectors(batch, torch.ones_like(batch))[0]
        return np.asarray(vectors.numpy(), np.float32)

    return run
