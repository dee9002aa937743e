"""Loaded words and voices on gold and BABE: what the lexicon and the rules reach without a tagger.

Prints every figure of README.md beside it. ``python -m experiments.framing.run [--dev]``.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.corpora import read
from data.readers.gold import GoldClaim, GoldDocument, read_gold
from data.schema import Record
from features.document import read as read_document
from features.evidence import Attribution, Document, Kind, Loaded, Sourcing, Span, Voices
from features.framing.insinuations import find_insinuations
from features.framing.loaded import Reading, lexicon_spans, loaded_from
from features.phrases import words_of
from features.voice import find_voices

EMPTY = Sourcing((), (), (), (), (), ())
NOBODY = Voices((), ())


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of spans or words."""

    right: int
    given: int
    hit: int
    wanted: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.hit / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({self.given} given, {self.wanted} gold)"
        )


def document(text: str, sentences: Sequence[Span]) -> Document:
    """The document as it is read, with the gold's sentences in place of its own.

    Gold offsets are of the text as given; where reading and text differ in length it raises.
    """
    found = read_document(text)
    if len(found.text) != len(text):
        raise ValueError("this experiment wants texts whose reading keeps all offsets")
    return replace(found, sentences=tuple(sentences))


def alone(text: str) -> Document:
    """A text as one sentence, its offsets its own."""
    whole = (Span(0, len(text)),)
    return Document(text, text, None, (), whole, whole, (), "en")


def gold_sourcing(gold: GoldDocument, read_as: Document, annotator: str) -> Sourcing:
    """The gold records' attributions; the content is the longest stretch beside source and cue."""
    return Sourcing(
        (),
        tuple(_attribution(claim, read_as) for claim in _reported(gold.claims[annotator])),
        (),
        (),
        (),
        (),
    )


def _reported(claims: Iterable[GoldClaim]) -> list[GoldClaim]:
    return [claim for claim in claims if claim.claim and claim.voice != "author"]


def _attribution(claim: GoldClaim, read_as: Document) -> Attribution:
    sentence = Span(*claim.sentence)
    cuts = [Span(*span) for span in (claim.source, claim.cue) if span]
    inside = sorted(cut for cut in cuts if sentence.contains(cut))
    edges = [sentence.start, *(edge for cut in inside for edge in (cut.start, cut.end))]
    edges.append(sentence.end)
    pieces = [Span(a, max(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    marked = any(q.overlap(sentence) for q in read_as.quotations)
    kind: Kind = claim.source_kind  # type: ignore[assignment]
    return Attribution(
        content=max(pieces, key=len),
        source=Span(*claim.source) if claim.source else None,
        cue=Span(*claim.cue) if claim.cue else None,
        source_id=f"s{claim.source[0]}" if claim.source else None,
        kind=kind,
        named=claim.named,
        anonymity=None,
        stake=claim.stake,
        custody=None,
        depth=claim.depth,
        direct=claim.voice == "quoted" and not marked,
    )


def overlap_score(pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]]) -> Score:
    """A span given is right where it touches a gold one, a gold one hit where one touches it."""
    right = given = hit = wanted = 0
    for found, gold in pairs:
        given += len(found)
        wanted += len(gold)
        right += sum(any(f.overlap(g) for g in gold) for f in found)
        hit += sum(any(f.overlap(g) for f in found) for g in gold)
    return Score(right, given, hit, wanted)


def loaded_on_gold(split: str, least: int, show: bool = False) -> None:
    """Loaded words of the lexicon against gold, and the voice of those that were found."""
    pairs: list[tuple[list[Loaded], list[Span]]] = []
    voices: Counter[tuple[str, str]] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for gold in read_gold("dev" if split == "dev" else "train"):
        doc = document(gold.text, [Span(*s) for s in gold.sentences])
        claims = [claim for claim in gold.claims["A"] if claim.claim]
        spoken = find_voices(doc, gold_sourcing(gold, doc, "A"))
        reading = Reading(doc)
        found = loaded_from(doc, lexicon_spans(reading, least), spoken, reading)
        inside = [Span(*claim.sentence) for claim in claims]
        found = tuple(f for f in found if any(s.contains(f) for s in inside))
        wanted = {Span(*word.span): word.voice for claim in claims for word in claim.loaded}
        pairs.append((list(found), sorted(wanted)))
        for f in found:
            for w, voice in wanted.items():
                if f.overlap(w):
                    voices[f.voice, voice] += 1
        false.update(f.of(doc.text).lower() for f in found if not any(map(f.overlap, wanted)))
        missed.update(
            w.of(doc.text).lower() for w in wanted if not any(w.overlap(f) for f in found)
        )
    right = sum(n for (mine, theirs), n in voices.items() if mine == theirs)
    print(f"gold {split}, lexicon >= {least}: overlap {overlap_score(pairs)}")
    labels = [([f for f in found if f.category == "side_label"], gold) for found, gold in pairs]
    print(f"  baseline, labels of one side alone: {overlap_score(labels)}")
    print(f"  voice right of found {right / max(1, voices.total()):.3f} {dict(voices)}")
    if show:
        print("  false:", dict(false.most_common(150)))
        print("  missed:", dict(missed.most_common(150)))


def voices_on_gold(split: str, show: bool = False) -> None:
    """Voice of every gold loaded word, given gold sourcing and given none."""
    for name, given in (("gold sourcing", True), ("no sourcing", False)):
        table: Counter[tuple[str, str]] = Counter()
        for gold in read_gold("dev" if split == "dev" else "train"):
            doc = document(gold.text, [Span(*s) for s in gold.sentences])
            spoken = find_voices(doc, gold_sourcing(gold, doc, "A") if given else EMPTY)
            for claim in gold.claims["A"]:
                for word in claim.loaded:
                    voice = spoken.at(Span(*word.span))
                    table[voice, word.voice] += 1
                    if show and given and voice != word.voice:
                        print("  ", voice, "gold", word.voice, gold.text[slice(*word.span)])
        right = sum(n for (mine, theirs), n in table.items() if mine == theirs)
        quoted = sum(n for (a, b), n in table.items() if (a == "quoted") == (b == "quoted"))
        total = max(1, table.total())
        print(
            f"gold {split}, voice of gold loaded words, {name}: {right / total:.3f}, "
            f"quoted or not {quoted / total:.3f} {dict(table)}"
        )


def words_on_babe(records: Sequence[Record], least: int) -> None:
    """Word F1 of the lexicon on BABE's biased words."""
    right = given = wanted = 0
    for record in records:
        doc = alone(record.text)
        reading = Reading(doc)
        found = loaded_from(doc, lexicon_spans(reading, least), NOBODY, reading)
        words = words_of(record.text)
        mine = {i for f in found for i in reading.inside(f)}
        theirs = {
            i
            for i, w in enumerate(words)
            if any(m.start < w.end and w.start < m.end for m in record.marks)
        }
        right, given, wanted = right + len(mine & theirs), given + len(mine), wanted + len(theirs)
    print(f"BABE words, lexicon >= {least}: {Score(right, given, right, wanted)}")


def speed() -> None:
    """Milliseconds of processor time of voices and framing for a text of 450 words."""
    gold = max(read_gold("train"), key=lambda g: -abs(len(g.text.split()) - 450))
    doc = document(gold.text, [Span(*s) for s in gold.sentences])
    sourcing = gold_sourcing(gold, doc, "A")
    reading = Reading(doc)
    loaded_from(doc, lexicon_spans(reading), NOBODY, reading)
    times: list[tuple[float, float]] = []
    for _ in range(30):
        t0 = time.process_time()
        spoken = find_voices(doc, sourcing)
        t1 = time.process_time()
        reading = Reading(doc)
        loaded_from(doc, lexicon_spans(reading), spoken, reading)
        find_insinuations(doc, spoken)
        times.append((t1 - t0, time.process_time() - t1))
    voice, framing = (sorted(column)[15] * 1000 for column in zip(*times, strict=True))
    print(f"{len(gold.text.split())} words: voices {voice:.2f} ms, framing {framing:.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="measure gold dev too")
    parser.add_argument("--show", action="store_true", help="print errors on train")
    options = parser.parse_args()
    for least in (2, 3):
        loaded_on_gold("train", least, options.show and least == 2)
    voices_on_gold("train", options.show)
    if options.dev:
        loaded_on_gold("dev", 2)
        loaded_on_gold("dev", 3)
        voices_on_gold("dev")
    records = read("babe")
    for least in (2, 3):
        words_on_babe(records, least)
    speed()


if __name__ == "__main__":
    main()
