"""Words that news writes small, counted: what is no name in a text that has no capitals.

    python -m experiments.robustness.small_letters > features/lexicons/small_letters.txt

Counted inside sentences, so that their heads say nothing, in articles that no annotation or
development set holds. Counts alone are taken; no text and no one's list is copied.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import data
from data.readers.gold import ANNOTATIONS, gold_ids
from data.schema import Record
from features.capitals import ENDINGS

CORPORA = ("polnear", "ptc", "webis", "hyperpartisan")
DOCUMENTS = 2
"""Documents that must write a word small."""
LOUD = 0.5
"""Share of words with a capital from which on a line is a headline and says nothing."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HEADS = '.!?:;“"«‘—–'

HEADER = """\
# Words that news writes small inside a sentence; others of a text without capitals are names.
# Origin: counted for Assay by experiments/robustness/small_letters.py in {documents} articles of
# {corpora}, none of them annotated or held for development.
# Licence: Apache-2.0. Not all of these corpora are open: words are taken, by count, and no text.
# In at least {least} articles, and no fewer than write it with a capital. Blank-separated; regular
# endings left out (features/capitals.py)."""


def main() -> None:
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    documents = 0
    for record in _articles():
        documents += 1
        found = list(_inside(record.text))
        small.update({word for word in found if word.islower()})
        large.update({word.casefold() for word in found if word[0].isupper()})
    plain = {w for w, n in small.items() if n >= DOCUMENTS and n >= large[w] and len(w) > 1}
    kept: set[str] = set()
    for word in sorted(plain, key=len):  # a stem that is left out finds no ending
        if not _is_formed(word, kept):
            kept.add(word)
    print(HEADER.format(documents=documents, corpora=", ".join(CORPORA), least=DOCUMENTS))
    print(textwrap.fill(" ".join(sorted(kept)), 130, break_on_hyphens=False))


def _articles() -> Iterator[Record]:
    sets = [folder for folder in ANNOTATIONS.iterdir() if (folder / "documents.json").exists()]
    annotated = frozenset().union(*(gold_ids(folder=folder) for folder in sets))
    for name in CORPORA:
        for record in data.read(name):
            if record.id not in annotated and record.split != "dev":
                yield record


def _inside(text: str) -> Iterator[str]:
    """Words that stand inside a sentence, without possessive endings and hyphened words."""
    for line in text.splitlines():
        words = list(_WORD.finditer(line))
        if sum(word[0][0].isupper() for word in words) > LOUD * len(words):
            continue
        for before, word in pairwise(words):
            gap = line[before.end() : word.start()].strip()
            if (not gap or gap[-1] not in _HEADS) and word[0].isalpha():
                yield word[0]


def _is_formed(word: str, kept: set[str]) -> bool:
    return any(word.endswith(e) and word[: -len(e)] in kept for e in ENDINGS)


if __name__ == "__main__":
    main()
