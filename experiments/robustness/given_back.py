"""Which capitals does a text get back, and which levels change?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.robustness.given_back

Words inside sentences of the ``wide`` documents, which nothing is counted in, as written and as
``features.capitals`` writes them from small letters; then the quadratic kappa of predicted levels
on gold train and more (fitted) and on every fourth of ``wide``: plain, in small letters, in
capitals, and in small letters as far as sentences are annotated, which leaves the end of some.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from data.readers.gold import ANNOTATIONS, GoldDocument, read_gold
from experiments.robustness.disguise import disguised
from experiments.robustness.run import rated_levels, without_marks
from experiments.robustness.small_letters import is_loud, starts
from features.capitals import TOKEN, restored
from training.bundle import Model, load
from training.evaluation import kappa
from training.predicted import levels, read_gold_document, rows


def main() -> None:
    wide = sorted(read_gold("wide", None, ANNOTATIONS / "wide"), key=lambda d: d.doc_id)
    _words(wide)
    model = load()
    gold = [*read_gold("train"), *read_gold("more", folder=ANNOTATIONS / "more")]
    for name, documents in (("gold train, more", gold), ("wide, every fourth", wide[::4])):
        _levels(name, [without_marks(d) for d in documents], model)


def _words(documents: list[GoldDocument]) -> None:
    written = given = both = 0
    for document in documents:
        text = document.text
        read = restored(_lower(text))
        at = 0
        for line in text.splitlines(keepends=True):
            found = list(TOKEN.finditer(line))
            if not is_loud(found):
                for before, word in pairwise(found):
                    if not starts(line[before.end() : word.start()]):
                        large, again = word[0][0].isupper(), read[at + word.start()].isupper()
                        written, given, both = (
                            written + large,
                            given + again,
                            both + (large & again),
                        )
            at += len(line)
    print(f"{len(documents)} documents, {written} words inside sentences with a capital")
    print(f"given back {both / written:.3f}; of those given had one {both / given:.3f}")


def _levels(name: str, documents: list[GoldDocument], model: Model) -> None:
    found = [read_gold_document(d, model.encoder) for d in documents]
    truth, plain = levels(found, "A"), model.risk.level(rows(found)[0])
    print(f"{name}: {len(plain)} claims, kappa plain {kappa(truth, plain):.3f}")
    ways: dict[str, Callable[[GoldDocument], GoldDocument]] = {
        "small letters": lambda d: disguised(d, _lower, None),
        "capitals": lambda d: disguised(d, _upper, None),
        "small letters but for the end": _but_for_the_end,
    }
    for way, change in ways.items():
        guess = rated_levels([change(d) for d in documents], model)
        stay = float(np.mean(guess == plain))
        print(f"  {way}: {kappa(truth, guess):.3f}, levels that stay {stay:.3f}")


def _but_for_the_end(document: GoldDocument) -> GoldDocument:
    dressed = disguised(document, _lower, None)
    end = max(end for _, end in document.sentences)
    return replace(dressed, text=dressed.text[:end] + document.text[end:])


def _lower(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _upper(text: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


if __name__ == "__main__":
    main()
