"""Sentences of news with a number in them, drawn by a seed: are just the right figures found?

    ASSAY_MIRROR=… python -m experiments.figures.sentences

``sentences.tsv`` has three draws of sixty from documents outside gold, ten a corpus, by offsets,
each with the figures that a reader took from it (the fields of ``awkward.tsv``). A draw was read
before the rules were mended from it: the first before any, the third after all of them.
"""

from __future__ import annotations

import json
from pathlib import Path

from data.corpora import read as read_corpus
from experiments.figures.awkward import Awkward, found, is_exact, matches
from experiments.figures.verified import wilson

SENTENCES = Path(__file__).with_name("sentences.tsv")
# The product refuses a bare address; no sentence is one when something stands before it.
_BEFORE = "It was said.\n\n"


def main() -> None:
    """Prints, draw by draw, the share read exactly and the F1 of the figures."""
    drawn = sentences()
    for draw in dict.fromkeys(sentence.kind for sentence in drawn):
        chosen = [sentence for sentence in drawn if sentence.kind == draw]
        right = sum(is_exact(sentence, found) for sentence in chosen)
        low, high = wilson(right, len(chosen))
        hits = sum(matches(found(s.text), s.figures) for s in chosen)
        total = sum(len(found(s.text)) + len(s.figures) for s in chosen)
        print(
            f"draw {draw}: exact {right / len(chosen):.2f} [{low:.2f}, {high:.2f}] "
            f"({right} of {len(chosen)}), figures F1 {2 * hits / total:.2f}"
        )


def sentences(path: Path = SENTENCES) -> list[Awkward]:
    """The sentences with the figures wanted, in the order of the file; ``kind`` is the draw."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    texts = {
        record.id: record.text
        for corpus in sorted({row[1].partition(":")[0] for row in rows})
        for record in read_corpus(corpus)
    }
    return [
        Awkward(
            draw,
            _BEFORE + texts[document][int(start) : int(end)].strip(),
            tuple((v, h, b, u, o) for v, h, b, u, o in json.loads(figures)),
        )
        for draw, document, start, end, figures in rows
    ]


if __name__ == "__main__":
    main()
