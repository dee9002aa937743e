"""Are plain words loaded once they are misspelt, and how often does plain news charge its author?

    python -m experiments.framing.slips [--news]

One plain word of a sentence gets one slip (two letters changed places, one left out, one typed
twice). The sentences are of gold train, the extra set and the third one without PolNeAR, in which
the plain words were counted. ``--news`` counts charged words and insinuations in unannotated news.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from unittest.mock import patch

import data
from data.readers.gold import ANNOTATIONS, gold_ids, read_gold
from features.document import read
from features.encoder import Encoder
from features.evidence import Span
from features.framing.loaded import lexicon
from features.reading import read_document
from training.bundle import load

_PLAIN = re.compile(r"\b[a-z]{6,}\b")


def slipped(word: str, draw: random.Random) -> str:
    """The word with one slip inside it."""
    i = draw.randrange(1, len(word) - 2)
    kind = draw.random()
    if kind < 0.5:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return word[:i] + word[i + 1 :] if kind < 0.8 else word[:i] + word[i] + word[i:]


def pairs(draw: random.Random) -> Iterator[tuple[str, Span, str]]:
    """Sentences with the place of a plain word and what a slip makes of it."""
    extra = read_gold("extra", folder=ANNOTATIONS / "extra")
    more = read_gold("more", folder=ANNOTATIONS / "more")
    for gold in (*read_gold("train"), *extra, *more):
        document = read(gold.text)
        for sentence in document.sentences[2:6]:
            text = sentence.of(document.text).replace("\n", " ")
            plain = [m for m in _PLAIN.finditer(text) if m.group() not in lexicon()]
            if gold.doc_id.startswith("polnear:") or not plain or not 60 < len(text) < 300:
                continue
            chosen = draw.choice(plain)
            wrong = slipped(chosen.group(), draw)
            if wrong != chosen.group():
                yield text, Span(*chosen.span()), wrong


def is_loaded(encoder: Encoder, text: str, place: Span) -> bool:
    """Whether a loaded word is found there."""
    found = read_document(read(text), encoder).framing.loaded
    return any(word.overlap(place) for word in found)


def count_slips(encoder: Encoder) -> None:
    """Print how many plain words are loaded, spelt well and misspelt, with and without the rule."""
    well = without = now = total = 0
    for text, place, wrong in pairs(random.Random(5)):
        misspelt = text[: place.start] + wrong + text[place.end :]
        there = Span(place.start, place.start + len(wrong))
        total += 1
        well += is_loaded(encoder, text, place)
        now += is_loaded(encoder, misspelt, there)
        with patch("features.framing.blend.is_slip", return_value=False):
            without += is_loaded(encoder, misspelt, there)
    print(f"{total} plain words: loaded {well} spelt well, {without} misspelt, {now} with the rule")


def count_news(corpus: str, count: int, encoder: Encoder) -> None:
    """Print charged words (not quoted, no side's label) and insinuations of unannotated news."""
    folders = (ANNOTATIONS / "gold", ANNOTATIONS / "extra", ANNOTATIONS / "more")
    gold = frozenset().union(*(gold_ids(folder=folder) for folder in folders))
    records = [r for r in data.read(corpus) if r.split == "train" and r.id not in gold]
    random.Random(12).shuffle(records)
    sentences = charged = hints = 0
    for record in records[:count]:
        reading = read_document(read(record.text), encoder)
        sentences += len(reading.document.sentences)
        hints += len(reading.framing.insinuations)
        words = (w for w in reading.framing.loaded if w.voice != "quoted")
        charged += sum(word.category != "side_label" for word in words)
    print(f"{corpus}: {charged} charged words and {hints} insinuations in {sentences} sentences")


def main() -> None:
    parser = argparse.ArgumentParser(description="Misspelt plain words, and plain news.")
    parser.add_argument("--news", action="store_true", help="count in unannotated news")
    options = parser.parse_args()
    encoder = load().encoder
    if options.news:
        count_news("fakes", 60, encoder)
        count_news("polnear", 50, encoder)
    else:
        count_slips(encoder)


if __name__ == "__main__":
    main()
