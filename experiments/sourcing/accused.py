"""Who is accused and never heard, for reading: every accusation found in articles of PolNeAR train.

``python -m experiments.sourcing.accused --articles 180`` prints each with its sentence and, where
there is one, the words taken for an answer. Nobody has annotated the right of reply, so a reader
judges: is it an accusation of somebody named, and does the text really not let him be heard?
"""

from __future__ import annotations

import argparse
import random

import data
from data.fetch import root
from features.reading import Reading
from features.sourcing.accused import Accused
from features.sourcing.balance import balance_of
from training.bundle import load


def main() -> None:
    """Print the accusations of a fixed draw of articles, and how many are unheard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=180)
    wanted = parser.parse_args().articles
    records = [record for record in data.read("polnear", root()) if record.split == "train"]
    random.Random(4).shuffle(records)
    model = load()
    count = unheard = 0
    for record in records[:wanted]:
        reading = model.read(record.text)
        sourcing = reading.sourcing
        found = balance_of(
            reading.document, reading.claims, sourcing.attributions, sourcing.sources
        ).accused
        count += len(found)
        unheard += sum(accused.heard is None for accused in found)
        for accused in found:
            print(f"{record.id}\n  {told(reading, accused)}")
    print(f"{wanted} articles, {count} accused, {unheard} not heard")


def told(reading: Reading, accused: Accused) -> str:
    """One accusation in a line."""
    document = reading.document
    sentence = document.sentences[document.sentence_at(accused.act.start)].of(document.text)
    heard = accused.heard.of(document.text) if accused.heard else "NOT HEARD"
    return (
        f"{accused.name} | {accused.act.of(document.text)} | {heard} | {' '.join(sentence.split())}"
    )


if __name__ == "__main__":
    main()
