"""Own sentence splitter against pysbd, on the sentences of the annotated documents.

    pip install pysbd==0.3.4
    python -m experiments.sentences.run

A hit is the same last character that is not white space; time is of splitting alone. Needs the
corpora (ASSAY_MIRROR).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from data.readers.gold import GoldDocument, GoldSplit, read_gold
from features.document import read
from features.evidence import Document, Span
from features.sentences import split

Splitter = Callable[[str, Span], Iterable[int]]
SPLITS: tuple[GoldSplit, ...] = ("train", "dev")


def own(text: str, paragraph: Span) -> Iterable[int]:
    """Ends by ``features.sentences``."""
    return [s.end for s in split(text, paragraph)]


def by_pysbd() -> Splitter:
    """Ends by pysbd; raises ImportError where it is not installed."""
    import pysbd  # type: ignore[import-not-found, import-untyped, unused-ignore]

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)

    def ends(text: str, paragraph: Span) -> Iterable[int]:
        found = segmenter.segment(paragraph.of(text))
        return [paragraph.start + s.start + len(s.sent.rstrip()) for s in found if s.sent.strip()]

    return ends


def ends_of(documents: list[Document], splitter: Splitter) -> tuple[list[set[int]], float]:
    """Ends of every document, in offsets of the text as given, and the seconds it took."""
    found: list[set[int]] = []
    began = time.perf_counter()
    for document in documents:
        found.append({e for p in document.paragraphs for e in splitter(document.text, p)})
    took = time.perf_counter() - began
    mapped = [
        {document.original_span(Span(end - 1, end)).end for end in ends}
        for document, ends in zip(documents, found, strict=True)
    ]
    return mapped, took


def f1(gold: list[GoldDocument], found: list[set[int]]) -> float:
    """F1 of sentence ends over all documents."""
    wanted = [{end for _, end in document.sentences} for document in gold]
    hits = sum(len(w & f) for w, f in zip(wanted, found, strict=True))
    return 2 * hits / (sum(map(len, wanted)) + sum(map(len, found)))


def main() -> None:
    """Print one line a splitter and split."""
    splitters: dict[str, Splitter] = {"own": own}
    try:
        splitters["pysbd"] = by_pysbd()
    except ImportError:
        print("pysbd is not installed; only our own splitter is measured")
    for which in SPLITS:
        gold = read_gold(which)
        documents = [read(document.text) for document in gold]
        for name, splitter in splitters.items():
            found, took = ends_of(documents, splitter)
            print(f"{which:6} {name:6} F1 {f1(gold, found):.3f}  {1000 * took:.1f} ms")


if __name__ == "__main__":
    main()
