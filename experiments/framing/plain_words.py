"""Plain words of news English, counted: what a misspelt word may have been meant to be.

    python -m experiments.framing.plain_words > features/lexicons/framing_plain_words.txt

Words in small letters of the news articles of PolNeAR's train part, in many documents, that the
lexicon of loaded words does not hold. Counts alone are taken; no text and no one's list is copied.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter

import data
from features.framing.loaded import lexicon

LETTERS = 6
"""Letters from which on a slip of the typist is seen through."""
DOCUMENTS = 6
"""Documents that must hold a word."""
_WORD = re.compile(rf"(?<![\w'\u2019-])[a-z]{{{LETTERS},}}(?![\w'\u2019-])")

HEADER = """\
# Plain words of news: a slip of the typist that was meant to be one is not loaded (slips.py).
# Origin: counted for Assay by experiments/framing/plain_words.py in PolNeAR's train part; words of
# six letters or more in at least {documents} of {all} articles, less those of the loaded lexicon.
# Licence: Apache-2.0. PolNeAR states none (data/catalogue/polnear.json): single words are taken, by
# count, and no text. Exact forms, blank-separated."""


def main() -> None:
    held: Counter[str] = Counter()
    records = [record for record in data.read("polnear") if record.split == "train"]
    for record in records:
        held.update(set(_WORD.findall(record.text)))
    loaded = lexicon()
    plain = sorted(word for word, n in held.items() if n >= DOCUMENTS and word not in loaded)
    print(HEADER.format(documents=DOCUMENTS, all=len(records)))
    print(textwrap.fill(" ".join(plain), 130))


if __name__ == "__main__":
    main()
