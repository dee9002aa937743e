"""Does a quotation with a speaker take the charge off the author, and a scare quote leave it?

300 biased sentences of BABE are wrapped as somebody's words in several ways; 100 get scare quotes
around a loaded word. Those that the encoder never saw come first (about 74 and 47 of them). The
author's charge is the sum of the scores of the loaded words that are not in a quoted voice (his
own, and his wording of others).

``python -m experiments.framing.wrap [--show]`` reads with the shipped encoder and real sourcing.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.corpora import read
from features.document import read as read_text_of
from features.encoder import Encoder
from features.evidence import Framing, Span, Voices
from features.phrases import phrases, words_of
from features.reading import read_document
from training.bundle import load
from training.corpora import part

Read = Callable[[str], "Heard"]

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
    text: str = ""
    attributed: str = ""


def charge(framing: Framing) -> float:
    """The sum of the scores of loaded words that are charged to the author."""
    return sum(word.score for word in framing.loaded if word.voice != "quoted")


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A text read: whose words it holds, what is loaded, and who is said to speak."""

    voices: Voices
    framing: Framing
    speakers: str


def reader(encoder: Encoder) -> Read:
    """From a text to what is heard in it."""

    def read_text(text: str) -> Heard:
        found = read_document(read_text_of(text), encoder)
        speakers = "; ".join(
            f"{a.source and a.source.of(text)} | {a.cue and a.cue.of(text)}"
            for a in found.sourcing.attributions
        )
        return Heard(found.voices, found.framing, speakers)

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
    """Biased sentences of BABE that charge their author, those first that the encoder never saw.

    ``plain`` leaves out those in which somebody speaks, where marks would be his quotation.
    """
    records = [r for r in read("babe") if r.labels["biased"] and not _MARKS.search(r.text)]
    random.Random(7).shuffle(records)
    records.sort(key=lambda record: part(record.group) != 0)
    found: list[tuple[str, float, Span]] = []
    for record in records:
        if len(found) == count:
            break
        if plain and any(word.lower in phrases("voice_verbs") for word in words_of(record.text)):
            continue
        framing = read_text(record.text).framing
        words = [w for w in framing.loaded if len(w.of(record.text).split()) <= 3]
        if words and charge(framing) > 0:
            found.append((record.text, charge(framing), Span(words[0].start, words[0].end)))
    return found


def wrap_trials(read_text: Read, count: int = 300) -> list[Trial]:
    """The sentences in one of the wrappings after the other until there are enough trials."""
    names = list(WRAPPINGS)
    found = sentences(count, read_text, plain=False)
    trials = []
    for i in range(count):
        text, before, _ = found[i % len(found)]
        # a second round takes another wrapping for the same sentence
        name = names[(i + i // len(found)) % len(names)]
        after = read_text(wrapped(text, WRAPPINGS[name]))
        trials.append(Trial(name, before, charge(after.framing), text, after.speakers))
    return trials


def scare_trials(read_text: Read, count: int = 100) -> list[Trial]:
    """Each sentence with scare quotes around its first loaded stretch."""
    marks = (("\u201c", "\u201d"), ('"', '"'), ("\u2018", "\u2019"), ("'", "'"))
    trials = []
    for i, (text, before, word) in enumerate(sentences(count, read_text, plain=True)):
        pair = marks[i % len(marks)]
        changed = scare_quoted(text, word, pair)
        after = read_text(changed)
        trials.append(Trial(" ".join(pair), before, charge(after.framing), changed, after.speakers))
    return trials


def share(trials: Sequence[Trial], right: Callable[[Trial], bool], name: str, show: bool) -> None:
    """Print how many trials are right, and the wrong ones by wrapping."""
    wrong = [trial for trial in trials if not right(trial)]
    rate = 1 - len(wrong) / max(1, len(trials))
    by = dict(Counter(trial.wrapping for trial in wrong))
    print(f"{name}: {rate:.3f} of {len(trials)}; wrong by wrapping {by}")
    for trial in wrong if show else ():
        print(f"   {trial.before:.2f} {trial.after:.2f} [{trial.wrapping}] {trial.text}")
        print(f"        {trial.attributed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the trials that fail")
    options = parser.parse_args()
    read_text = reader(load().encoder)
    falls = "charge falls to a fifth"
    share(wrap_trials(read_text), lambda t: t.after <= 0.2 * t.before, falls, options.show)
    within = "controls within a tenth"
    share(
        scare_trials(read_text),
        lambda t: abs(t.after - t.before) <= 0.1 * t.before,
        within,
        options.show,
    )


if __name__ == "__main__":
    main()
