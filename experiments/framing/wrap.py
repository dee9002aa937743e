"""Does a quotation with a speaker take the charge off the author, and a scare quote leave it?

300 sentences of BABE are wrapped as somebody's words in several ways; 100 sentences get scare
quotes around a loaded word. The author's charge is the sum of the scores of the loaded words that
are not in a quoted voice (his own, and his wording of others).

``python -m experiments.framing.wrap`` reads with the lexicon's proposals, without sourcing and
with its rules; :func:`reader` takes an encoder's ``encode`` where one stands.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from data.corpora import read
from experiments.framing.run import EMPTY
from features.document import read as read_document
from features.evidence import Document, Encoding, Framing, Span, Voices
from features.framing import find_framing
from features.phrases import phrases, words_of
from features.sourcing import find_sourcing
from features.voice import find_voices

Read = Callable[[str], tuple[Voices, Framing]]

WRAPPINGS: dict[str, str] = {
    "said after": "\u201c{comma},\u201d said Mara Venn, a spokeswoman for the district council.",
    "said before": "Ilan Dorne, who chairs the committee, said: \u201c{full}\u201d",
    "told": '"{comma}," Dorne told reporters on Monday.',
    "according to": 'According to Mara Venn, a teacher from Calder, "{full}"',
    "colon": "Mara Venn, mayor of Calder: \u201c{full}\u201d",
    "wrote": "\u201c{full}\u201d she wrote in a letter to members.",
    "statement": 'In a statement released late on Friday, the union said, "{lower}"',
    "guillemets": "\u00ab{comma}\u00bb, Dorne added.",
    "paragraphs": (
        "\u201c{full}\n\n\u201cThat is what I have seen here for ten years,\u201d said Mara Venn."
    ),
    "paragraph alone": (
        "Ilan Dorne has run the harbour office for ten years, and he said the work was done.\n\n"
        "\u201c{full}\u201d"
    ),
}

_MARKS = re.compile("[\"\u201c\u201d\u2018\u2019\u00ab\u00bb]|(?<!\\w)'|'(?!\\w)")


@dataclass(frozen=True, slots=True)
class Trial:
    """One sentence before and after."""

    wrapping: str
    before: float
    after: float


def charge(framing: Framing) -> float:
    """The sum of the scores of loaded words that are charged to the author."""
    return sum(word.score for word in framing.loaded if word.voice != "quoted")


NOTHING = Encoding(
    np.zeros((0, 2), np.int32),
    np.zeros((0, 384), np.float32),
    {},
    np.zeros((0, 384), np.float32),
    {},
)


def reader(encode: Callable[[Document], Encoding], sourced: bool = True) -> Read:
    """From a text to its voices and framing, with or without the sourcing stage."""

    def read_text(text: str) -> tuple[Voices, Framing]:
        document = read_document(text)
        encoding = encode(document)
        sourcing = find_sourcing(document, encoding) if sourced else EMPTY
        voices = find_voices(document, sourcing)
        return voices, find_framing(document, encoding, voices)

    return read_text


def wrapped(sentence: str, pattern: str) -> str:
    """The sentence as somebody's words; marks inside become single ones."""
    full = _MARKS.sub("\u2019", sentence).strip()
    ended = full if full[-1:] in ".!?" else full + "."
    return pattern.format(full=ended, comma=ended[:-1], lower=ended[:1].lower() + ended[1:])


def scare_quoted(sentence: str, word: Span, marks: tuple[str, str]) -> str:
    """The sentence with marks put around one stretch of it."""
    return sentence[: word.start] + marks[0] + word.of(sentence) + marks[1] + sentence[word.end :]


def sentences(count: int, read_text: Read, plain: bool) -> list[tuple[str, float, Span]]:
    """Biased sentences of BABE that charge their author, in a fixed random order.

    ``plain`` leaves out those in which somebody speaks, where marks would be his quotation.
    """
    records = [r for r in read("babe") if r.labels["biased"] and not _MARKS.search(r.text)]
    random.Random(7).shuffle(records)
    found: list[tuple[str, float, Span]] = []
    for record in records:
        if len(found) == count:
            break
        if plain and any(word.lower in phrases("voice_verbs") for word in words_of(record.text)):
            continue
        _, framing = read_text(record.text)
        words = [w for w in framing.loaded if len(w.of(record.text).split()) <= 3]
        if words and charge(framing) > 0:
            found.append((record.text, charge(framing), Span(words[0].start, words[0].end)))
    return found


def wrap_trials(read_text: Read, count: int = 300) -> list[Trial]:
    """Each sentence in one of the wrappings, in turn."""
    names = list(WRAPPINGS)
    return [
        Trial(name, before, charge(read_text(wrapped(text, WRAPPINGS[name]))[1]))
        for i, (text, before, _) in enumerate(sentences(count, read_text, plain=False))
        for name in [names[i % len(names)]]
    ]


def scare_trials(read_text: Read, count: int = 100) -> list[Trial]:
    """Each sentence with scare quotes around its first loaded stretch."""
    marks = (("\u201c", "\u201d"), ('"', '"'), ("\u2018", "\u2019"), ("'", "'"))
    return [
        Trial(" ".join(pair), before, charge(read_text(scare_quoted(text, word, pair))[1]))
        for i, (text, before, word) in enumerate(sentences(count, read_text, plain=True))
        for pair in [marks[i % len(marks)]]
    ]


def share(trials: Sequence[Trial], right: Callable[[Trial], bool], name: str) -> None:
    """Print how many trials are right, and the wrong ones by wrapping."""
    wrong = Counter(trial.wrapping for trial in trials if not right(trial))
    rate = 1 - wrong.total() / max(1, len(trials))
    print(f"{name}: {rate:.3f} of {len(trials)}; wrong by wrapping {dict(wrong)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    for name, sourced in (("rules alone", False), ("with sourcing", True)):
        read_text = reader(lambda _: NOTHING, sourced)
        print(name)
        share(wrap_trials(read_text), lambda t: t.after <= 0.2 * t.before, "falls to a fifth")
        share(
            scare_trials(read_text),
            lambda t: abs(t.after - t.before) <= 0.1 * t.before,
            "controls within a tenth",
        )


if __name__ == "__main__":
    main()
