"""One pass of a small transformer over a document, and every linear reading of its vectors.

The graph gives a vector for each word piece and nothing more. Tags (source, cue, content,
propaganda, loaded words), sentence heads and techniques are linear maps of these vectors, kept as
plain arrays, so that they can be refitted, inspected and hashed without touching the graph.

The model is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) trained further on all
tasks at once. Dynamic int8 quantisation scales over a whole call, so a vector would change with
whatever stands beside it in a batch: one call carries one unpadded window, on one thread.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from features.evidence import Document, Encoding, Pieced, Span
from features.veiled import veil

BIO = ("O", "B", "I")
IO = ("O", "I")
TAGS: dict[str, tuple[str, ...]] = {
    "source": BIO,
    "cue": BIO,
    "content": BIO,
    "propaganda": IO,
    "loaded_language": IO,
    "biased_word": IO,
}
"""Labels of each tagger: the first three from PolNeAR, then PTC spans, PTC loaded language and
name calling, and the biased words of BABE."""

HEADS = ("propaganda", "biased", "subjective", "check_worthy")
"""Sentence heads, from PTC, BABE, SUBJ (CheckThat!) and ClaimBuster."""

TAGGER_OF = {"propaganda": "propaganda", "biased": "biased_word"}
"""Heads that read, beside a sentence's vector, how sure their tagger is of its strongest pieces:
a few words can charge a sentence whose mean hardly moves (AUC .85 against .84 on PTC dev)."""
STRONGEST = 3
"""How many of a sentence's pieces count as its strongest."""

TECHNIQUES = (
    "Appeal_to_Authority",
    "Appeal_to_fear-prejudice",
    "Bandwagon,Reductio_ad_hitlerum",
    "Black-and-White_Fallacy",
    "Causal_Oversimplification",
    "Doubt",
    "Exaggeration,Minimisation",
    "Flag-Waving",
    "Loaded_Language",
    "Name_Calling,Labeling",
    "Repetition",
    "Slogans",
    "Thought-terminating_Cliches",
    "Whataboutism,Straw_Men,Red_Herring",
)
"""The 14 techniques of SemEval-2020 task 11 (Da San Martino et al. 2020), in its spelling."""

WINDOW = 128
"""Word pieces of a window of several sentences, [CLS] and [SEP] included."""
LONGEST = 256
"""Word pieces of a window that holds one long sentence; a longer sentence takes several."""

WORDLESS = 100
"""Code points of a stretch without words (of two letters or more) that are read: a rule across the
page is shorter."""
# "said", "don", not "a", "7"
_WORD = re.compile(r"[^\W\d_]{2,}")

PRODUCT = 200_000
"""Multiplications of one matrix product. BLAS takes a second thread from about 260,000 on, and that
thread then spins for milliseconds on a core which the encoder needs."""

HANDOVER = 1e-4
"""Seconds for which the caller lets go of the interpreter, so that the first windows begin: without
them a thread waits up to 5 ms for one that computes in Python."""

Run = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""From the piece ids [T] of one window, specials included, to their vectors [T, D]."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` of a document to encode together; the first ``context`` of them
    were read in the window before and are there only so that the rest has a left neighbour."""

    start: int
    end: int
    context: int


def windows(
    lengths: Sequence[int], window: int = WINDOW, longest: int = LONGEST
) -> Iterator[Window]:
    """Cut a document into windows of whole sentences with one sentence of overlap.

    ``lengths`` are the sentences' counts of word pieces. Every piece is read exactly once
    (outside ``context``), in order. A sentence too long for a window stands alone.
    """
    room, long_room = window - 2, longest - 2
    starts = [0, *np.cumsum(lengths, dtype=int).tolist()]
    i = 0
    while i < len(lengths):
        if lengths[i] > room:
            for start in range(starts[i], starts[i + 1], long_room):
                yield Window(start, min(start + long_room, starts[i + 1]), 0)
            i += 1
            continue
        context = lengths[i - 1] if i and lengths[i - 1] + lengths[i] <= room else 0
        begin, total, j = starts[i] - context, context, i
        while j < len(lengths) and total + lengths[j] <= room:
            total += lengths[j]
            j += 1
        if total > context:
            yield Window(begin, begin + total, context)
        i = j


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows scaled to length one; a row of zeros stays."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1), dtype=np.float32)


def sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logistic function, safe for large magnitudes."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)), dtype=np.float32)


def softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    exp = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A linear map, ``x @ weight.T + bias``: weight [L, D], bias [L]."""

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]

    def __call__(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """The readings of vectors ``x`` [..., D]: [..., L]."""
        rows = max(1, PRODUCT // self.weight.size)
        if x.ndim != 2 or len(x) <= rows:
            return np.asarray(x @ self.weight.T + self.bias, dtype=np.float32)
        return np.concatenate([self(x[i : i + rows]) for i in range(0, len(x), rows)])


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """The linear maps that read the encoder's vectors.

    ``tags[task]`` reads a piece [D] -> [L]; ``heads[name]`` reads a unit sentence vector [D] -> [1]
    and gives a calibrated logit (the calibration is folded into weight and bias), or, where it is
    one wider, that vector and :func:`strongest` of its tagger (``TAGGER_OF``);
    ``techniques`` reads the mean of a span's pieces beside the mean of its sentence, [2D] -> [14].
    ``worth`` reads which pieces there are and nothing else, [V] -> [1]: whether words are worth
    checking, whoever says them. The head of that task hears the attribution in a sentence; counts
    of the content's pieces cannot.
    """

    tags: Mapping[str, Linear]
    heads: Mapping[str, Linear]
    techniques: Linear
    worth: Linear | None = None

    def to_arrays(self) -> dict[str, NDArray[np.float32]]:
        """Flat names to arrays, as ``heads.safetensors`` keeps them."""
        named = {f"tag.{k}": v for k, v in self.tags.items()}
        named |= {f"head.{k}": v for k, v in self.heads.items()} | {"techniques": self.techniques}
        named |= {"worth": self.worth} if self.worth is not None else {}
        return {
            f"{name}.{part}": np.ascontiguousarray(array)
            for name, linear in named.items()
            for part, array in (("weight", linear.weight), ("bias", linear.bias))
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]]) -> Readings:
        """The inverse of :meth:`to_arrays`; raises ``KeyError`` where half of one is missing.

        A model of open corpora alone has fewer taggers and heads (``training.corpora.names``).
        """

        def linear(name: str) -> Linear:
            return Linear(arrays[f"{name}.weight"], arrays[f"{name}.bias"])

        def there(name: str) -> bool:
            return f"{name}.weight" in arrays

        return cls(
            tags={task: linear(f"tag.{task}") for task in TAGS if there(f"tag.{task}")},
            heads={head: linear(f"head.{head}") for head in HEADS if there(f"head.{head}")},
            techniques=linear("techniques"),
            worth=linear("worth") if there("worth") else None,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A document in word pieces: ``ids`` [T], ``offsets`` [T, 2] into its text, and for each
    sentence the count of its pieces, ``lengths`` [S]."""

    ids: NDArray[np.int64]
    offsets: NDArray[np.int32]
    lengths: list[int]


def to_pieces(text: str, sentences: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """A text's word pieces, sentence by sentence, without special pieces.

    Names are veiled (:mod:`features.veiled`): each run of them is one piece, whose offsets are the
    whole name's, so that no reading hangs on whose name it is. Of a stretch without words the first
    ``WORDLESS`` code points have pieces and the rest has none: forty thousand full stops would take
    as long as thirty pages.
    """
    veiled = veil(text, sentences)
    encoded = tokenizer.encode_batch([v.text for v in veiled], add_special_tokens=False)
    ids = [np.asarray(e.ids, np.int64) for e in encoded]
    offsets = [v.original(a, b) for e, v in zip(encoded, veiled, strict=True) for a, b in e.offsets]
    pieces = Pieces(
        np.concatenate([np.zeros(0, np.int64), *ids]),
        np.asarray(offsets, np.int32).reshape(-1, 2),
        [len(i) for i in ids],
    )
    unread = list(wordless(text))
    return _without(pieces, unread) if unread else pieces


def wordless(text: str) -> Iterator[Span]:
    """What lies beyond the first ``WORDLESS`` code points of each stretch without a word."""
    if max(map(len, _WORD.split(text))) <= WORDLESS:
        return
    end = 0
    for word in _WORD.finditer(text):
        if word.start() - end > WORDLESS:
            yield Span(end + WORDLESS, word.start())
        end = word.end()
    if len(text) - end > WORDLESS:
        yield Span(end + WORDLESS, len(text))


def _without(pieces: Pieces, unread: Sequence[Span]) -> Pieces:
    """The pieces that begin outside of the sorted, disjoint spans ``unread``."""
    starts = pieces.offsets[:, 0]
    at = np.searchsorted([span.start for span in unread], starts, side="right") - 1
    ends = np.array([span.end for span in unread])
    kept = (at < 0) | (starts >= ends[at])
    sentence = np.repeat(np.arange(len(pieces.lengths)), pieces.lengths)[kept]
    lengths = np.bincount(sentence, minlength=len(pieces.lengths)).tolist()
    return Pieces(pieces.ids[kept], pieces.offsets[kept], lengths)


class Encoder:
    """Reads documents: word pieces, vectors, tags, sentence vectors and heads, in one pass."""

    def __init__(
        self, run: Run, tokenizer: Tokenizer, readings: Readings, executor: Executor | None = None
    ) -> None:
        self.run = run
        self.tokenizer = tokenizer
        self.readings = readings
        self.executor = executor
        self._begin, self._end = (
            np.array([tokenizer.token_to_id(t)], np.int64) for t in ("[CLS]", "[SEP]")
        )

    def pieces(self, text: str, sentences: Sequence[Span]) -> Pieces:
        """The text's word pieces, sentence by sentence."""
        return to_pieces(text, sentences, self.tokenizer)

    def vectors(self, pieces: Pieces) -> NDArray[np.float32]:
        """The vector of each piece, [T, D], each read in its window."""
        return self._begun(pieces)()

    def _begun(self, pieces: Pieces) -> Callable[[], NDArray[np.float32]]:
        """Gives the executor every window at once; the result waits for what they make."""

        dimensions = self.readings.techniques.weight.shape[1] // 2
        found = np.empty((len(pieces.ids), dimensions), np.float32)

        def read(window: Window) -> None:
            ids = pieces.ids[window.start : window.end]
            vectors = self.run(np.concatenate((self._begin, ids, self._end)))
            found[window.start + window.context : window.end] = vectors[1 + window.context : -1]

        cut = windows(pieces.lengths)
        done = self.executor.map(read, cut) if self.executor else map(read, cut)
        if self.executor:
            time.sleep(HANDOVER)

        def gathered() -> NDArray[np.float32]:
            for _ in done:
                pass
            return found

        return gathered

    def encode(self, document: Document) -> Encoding:
        """Everything the encoder says of a document."""
        return self.begin(document)()

    def begin(self, document: Document) -> Callable[[], Encoding]:
        """Begins to read a document beside whatever the caller does meanwhile; the result waits,
        and is what :meth:`encode` gives. Without an executor all is done when it is called."""
        pieces = self.pieces(document.text, document.sentences)
        vectors = self._begun(pieces)
        words = joined(pieces.offsets, document.text)
        return lambda: self._encoding(pieces, words, vectors())

    def _encoding(self, pieces: Pieces, words: Pieced, tokens: NDArray[np.float32]) -> Encoding:
        sentences = sentence_vectors(tokens, pieces.lengths)
        worth = self.readings.worth
        logits = {task: read(tokens) for task, read in self.readings.tags.items()}
        heads = {}
        for name, read in self.readings.heads.items():
            rows = sentences
            if read.weight.shape[1] > sentences.shape[1]:
                rows = with_strongest(sentences, logits[TAGGER_OF[name]], pieces.lengths)
            heads[name] = sigmoid(read(rows)[:, 0])
        return Encoding(
            offsets=pieces.offsets,
            tokens=tokens,
            tags={task: softmax(found) for task, found in logits.items()},
            sentences=sentences,
            heads=heads,
            worth=worth.weight[0, pieces.ids] if worth is not None else None,
            worth_base=float(worth.bias[0]) if worth is not None else 0.0,
            words=words,
        )

    def techniques(self, encoding: Encoding, span: Span, sentence: Span) -> NDArray[np.float32]:
        """Probabilities [14] of the techniques for a span in its sentence (see TECHNIQUES)."""
        pair = [mean_between(encoding, part) for part in (span, sentence)]
        return softmax(self.readings.techniques(np.concatenate(pair)))


def sentence_vectors(tokens: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float32]:
    """The normalised mean of each sentence's own pieces, [S, D]; zeros where it has none."""
    bounds = [0, *np.cumsum(lengths, dtype=int).tolist()]
    means = np.zeros((len(lengths), tokens.shape[1]), np.float32)
    for i, (a, b) in enumerate(pairwise(bounds)):
        if b > a:
            np.add.reduce(tokens[a:b], axis=0, out=means[i])
    counts = np.maximum(np.asarray(lengths, np.float32), 1)
    return unit(np.asarray(means / counts[:, None], np.float32))


def with_strongest(
    sentences: NDArray[np.float32], logits: NDArray[np.float32], lengths: Sequence[int]
) -> NDArray[np.float32]:
    """Sentence vectors [S, D] with :func:`strongest` of a tagger's logits behind: [S, D + 1]."""
    return np.concatenate([sentences, strongest(logits, lengths)[:, None]], axis=1)


def strongest(logits: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float32]:
    """The mean log odds of being inside over each sentence's ``STRONGEST`` pieces, [S].

    ``logits`` [T, 2] are an outside-inside tagger's. Zero for a sentence without pieces.
    """
    odds = logits[:, 1] - logits[:, 0]
    found = np.zeros(len(lengths), np.float32)
    for i, (a, b) in enumerate(pairwise([0, *np.cumsum(lengths, dtype=int).tolist()])):
        if b > a:
            most = np.sort(odds[a:b])[-STRONGEST:]
            found[i] = np.add.reduce(most) / len(most)
    return found


def joined(offsets: NDArray[np.int32], text: str) -> Pieced:
    """Word pieces [T, 2] as words: pieces that touch and are both letters or digits are one."""
    if not len(offsets):
        empty = np.zeros(0, np.int64)
        return Pieced(np.zeros((0, 2), np.int32), empty, empty)
    alnum = np.array([text[a].isalnum() for a in offsets[:, 0].tolist()])
    touches = offsets[1:, 0] == offsets[:-1, 1]
    starts = np.concatenate(([True], ~(touches & alnum[1:] & alnum[:-1])))
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(offsets))
    return Pieced(np.stack([offsets[first, 0], offsets[last - 1, 1]], axis=1), first, last)


def mean_between(encoding: Encoding, span: Span) -> NDArray[np.float32]:
    """The mean vector [D] of the pieces inside a span; zeros where there is none."""
    inside = encoding.touching(span)
    if not inside:
        return np.zeros(encoding.tokens.shape[1], np.float32)
    found = encoding.tokens[inside.start : inside.stop]
    return np.asarray(found.mean(axis=0), dtype=np.float32)


def onnx_run(path: Path) -> Run:
    """The graph in an ONNX file as a :data:`Run`: one thread a call, deterministic.

    Calls may come from several threads at once; each call computes alone.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: NDArray[np.int64]) -> NDArray[np.float32]:
        vectors: Any = session.run(None, {"ids": ids[None]})[0]
        return np.asarray(vectors[0], dtype=np.float32)

    return run
