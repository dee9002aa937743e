"""Edits of a text whose effect on risk is known beforehand, generated, and whether it comes.

Every edit is made in the text, which is read again from the first letter: what the risk model
promises of findings (see ``features.concepts``) is tested here together with the reading. People
and places are invented. Sentences stand in a short report, since a sentence is read with what is
around it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from features.concepts import NAMES, measure
from features.document import read
from features.encoder import Encoder
from features.reading import Reading, read_document
from training.evaluation import Metric, resamples
from training.risk import RiskModel

Wanted = Literal["not lower", "lower", "lower or equal"]
Read = Callable[[str], Reading]
NOISE: Final = 0.01
"""A change of score up to this is none: the encoder reads every word in the light of the others."""

PLACES: Final = (
    "Arlen", "Port Sel", "Vorne", "Kassim", "Tereb", "Old Mirrow", "Dalgaz", "Ruvenna", "Sith Bay",
    "Quell", "Marabad", "Novi Lesk",
)  # fmt: skip
COUNTED: Final = (
    "{n} people were killed when shells hit the market in {place}",
    "more than {n} soldiers surrendered near {place} in one week",
    "{n} families were driven from {place} at gunpoint",
    "the hospital in {place} received {n} wounded overnight",
    "{n} patients died in {place} after the vaccine was given",
    "{n} ballots were burnt behind the town hall of {place}",
    "{n} prisoners were shot in a quarry outside {place}",
    "the army lost {n} men in the assault on {place}",
    "{n} tonnes of poisoned grain were sold in {place}",
    "police detained {n} demonstrators in {place}",
    "{n} children in {place} fell ill from the water",
    "at least {n} miners are missing after the blast in {place}",
)
GRAVE: Final = (
    "the commander ordered his men to fire on the school in {place}",
    "the mayor of {place} was paid to look away while the depot burned",
    "the dam above {place} was blown up by its own guards",
    "votes were switched by the machines in {place}",
    "the clinic in {place} was used to store rockets",
    "prisoners in {place} were beaten with cables",
    "the vaccine given in {place} makes people infertile",
    "the massacre in {place} was staged with actors",
)
NAMED: Final = (
    "the defence ministry", "General Oran Teld", "a spokesman for the rebels", "the mayor",
    "the UN human rights office", "the Lesk Monitoring Group", "residents", "an official",
    "Dr Mina Sorel, a surgeon at the clinic", "the interior minister", "the election commission",
    "the newspaper Northern Star", "a police source", "witnesses", "the company",
    "President Ilan Brask", "an aid worker who asked not to be named", "the army command",
)  # fmt: skip
"""Sources of every kind, some with a stake, some without."""
FRAMES: Final = (
    "According to {source}, {content}.",
    "{Source} said that {content}.",
    "{Source} said {content}.",
    "{Content}, {source} said on Monday.",
    "{Content}, according to {source}.",
    "“{Content},” said {source}.",
    "{Source} told reporters that {content}.",
    "{Source} claimed that {content}.",
    "{Source} announced that {content}.",
    "{Content}, {source} reported.",
)
ASSERTED: Final = "{Content}."
EMPTY: Final = (
    "It is estimated that {content}.",
    "Reportedly, {content}.",
    "It is believed that {content}.",
    "{Content}, it is said.",
)
FREE: Final = (
    "According to the UN refugee agency, {content}.",
    "{Content}, according to the UN refugee agency.",
    "The UN refugee agency said that {content}.",
)
REFUTED: Final = (
    "It is not true that {content}.",
    "The claim that {content} is false.",
    "A false story that {content} has been shared thousands of times.",
    "The rumour that {content} has been debunked.",
    "Claims that {content} are untrue, the register shows.",
    "Reports that {content} turned out to be a hoax.",
    "Posts falsely claim that {content}.",
    "There is no evidence that {content}, our review of the records found.",
    "The story that {content} was made up, its author has admitted.",
    "A widely shared post wrongly says that {content}.",
    "Contrary to what was shared online, it did not happen that {content}.",
    "The assertion that {content} does not hold up.",
    "Viral posts say that {content}, but nothing of the kind took place.",
    "We found nothing to support the story that {content}.",
    "An old hoax that {content} is doing the rounds again.",
    "The photograph said to prove that {content} shows something else entirely.",
    "Nobody has produced any proof that {content}, and the claim contradicts the records.",
    "{Content}, a debunked rumour says.",
    "That {content} is pure invention.",
    "The ministry's assertion that {content} has been proven wrong by the court file.",
)
"""Wordings that the rules of stance (``features.stance``) were written beside, and ten that were
kept for measuring until they had been looked at: a score on them tells that the rules do what they
were written for, and nothing of other wordings."""
UNSEEN: Final = (
    # verdicts of fact-checkers
    "FALSE: {Content}.",
    "We rate as entirely fabricated the statement that {content}.",
    "Our verdict on the chain message that {content}: fiction from start to finish.",
    # agencies and ordinary articles
    "At the rally the candidate repeated the baseless claim that {content}.",
    "Speaking in the capital, the senator incorrectly told supporters that {content}.",
    "Nor is it correct, as state television claimed, that {content}.",
    # officials' corrections
    "The regional authority withdrew its bulletin, which had erroneously stated that {content}.",
    "A faulty alert led many residents to believe, mistakenly, that {content}.",
    "The inspector general corrected the record: the account that {content} rested on a forgery.",
    # headlines
    "Debunked: the myth that {content}.",
    "Why the viral story that {content} is nonsense.",
    "Hoax alert: {Content}.",
    # posts
    "Nope, the screenshot saying that {content} is a fake.",
    "Please stop sharing the lie that {content}.",
    "PSA: whoever tells you that {content} is talking rubbish.",
    # corrections and retractions of the paper itself
    "An earlier version of this article stated in error that {content}.",
    "This newspaper has retracted its report that {content} and apologises to its readers.",
    "Correction: owing to an editing mistake, our report of Friday said that {content}.",
    # findings of courts
    "The appeal court found no basis in fact for the allegation that {content}.",
    "A jury ordered the broadcaster to pay damages for its libellous report that {content}.",
    "The tribunal concluded that the witnesses had lied when they testified that {content}.",
    # data that show otherwise
    "Data published later contradict the report that {content}.",
    "Records obtained by this newspaper cannot be squared with the story that {content}.",
    "Many people believe that {content}, but the data tell a different story.",
    # experts
    "Independent experts who studied the material dismissed as impossible the idea that {content}.",
    "{Content}: an account that independent researchers have thoroughly discredited.",
    "There is no truth to the suggestion that {content}, a panel of outside scholars concluded.",
    # pictures with a wrong caption
    "A clip shared as proof that {content} was in fact filmed in another country years earlier.",
    "The picture circulating with the caption “{Content}” is a still from a feature film.",
    "A video purporting to show that {content} was created with artificial intelligence.",
)
"""Wordings for measuring alone, three of each kind: no rule may be written from them, and who
writes rules does not read them."""
BEFORE: Final = (
    "The market opens at seven and closes at noon.",
    "Rain fell over the valley for most of the week.",
    "The road to the coast runs past the old mill.",
    "Buses ran again on Tuesday after a two-day strike.",
)
AFTER: Final = (
    "The council will meet on Thursday.",
    "Shops in the centre were open in the afternoon.",
    "A ferry leaves for the islands every evening.",
    "The library has moved to the station building.",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A report before and after an edit of its middle sentence, and what risk should do."""

    kind: str
    before: str
    after: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Outcome:
    """An edit and the score of its sentence before and after."""

    edit: Edit
    before: float
    after: float

    @property
    def kept(self) -> bool:
        """Whether risk did what it should."""
        if self.edit.wanted == "lower":
            return self.after < self.before - NOISE
        if self.edit.wanted == "not lower":
            return self.after >= self.before - NOISE
        return self.after <= self.before + NOISE


@dataclass(frozen=True, slots=True)
class Triple:
    """One content asserted, reported and refuted, each in the same report."""

    asserted: str
    reported: str
    refuted: str


def edits(count: int, seed: int = 0) -> tuple[Edit, ...]:
    """``count`` edits: half delete an attribution, the rest add a free source to a figure that has
    none, or an empty form."""
    rng = random.Random(seed)
    return tuple(_edit(rng, number) for number in range(count))


def triples(count: int, seed: int = 1, refuting: Sequence[str] = UNSEEN) -> tuple[Triple, ...]:
    """``count`` contents in three stances, in reports that are alike otherwise; ``refuting`` are
    the wordings that refute, in turn."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        content, around = _content(rng), _around(rng)
        source = rng.choice(NAMED)
        found.append(
            Triple(
                around(_said(ASSERTED, content)),
                around(_said(rng.choice(FRAMES), content, source)),
                around(_said(refuting[number % len(refuting)], content)),
            )
        )
    return tuple(found)


def outcome(edit: Edit, read_text: Read, risk: RiskModel) -> Outcome:
    """The edit's two texts read and its sentence rated."""
    before, after = (middle_score(read_text(text), risk) for text in (edit.before, edit.after))
    return Outcome(edit, before, after)


def middle_score(reading: Reading, risk: RiskModel) -> float:
    """The highest score of what the second sentence claims; 0 where it claims nothing."""
    X = [
        [values[name] for name in NAMES]
        for claim in reading.claims
        if claim.is_claim and claim.sentence == 1
        for values in [measure(claim, reading.figures)]
    ]
    return float(risk.score(np.array(X)).max()) if X else 0.0


def reader(encoder: Encoder) -> Read:
    """The way from a text to its findings, as a report and never as a post."""
    return lambda text: read_document(read(text), encoder, post=False)


def edit_metrics(outcomes: Sequence[Outcome], times: int = 300) -> list[Metric]:
    """Share of deletions that lower risk, and of the other edits that do not do what they should,
    with intervals over resampled edits."""
    deleted = [not o.kept for o in outcomes if o.edit.kind == "deletion"]
    freed = [o.kept for o in outcomes if o.edit.kind == "free source"]
    empty = [not o.kept for o in outcomes if o.edit.kind == "empty form"]
    return [
        share("deletion lowers risk (share)", deleted, times),
        share("free source lowers risk of a figure (share)", freed, times),
        share("empty form lowers risk (share)", empty, times),
    ]


def stance_metrics(scores: NDArray[np.float64], times: int = 300) -> list[Metric]:
    """``scores`` [n, 3] of triples: share of refuted below asserted, of reported not above it."""
    below = (scores[:, 2] < scores[:, 0]).tolist()
    return [
        share("refuted below asserted (share)", below, times),
        share(
            "reported not above asserted (share)",
            (scores[:, 1] <= scores[:, 0] + NOISE).tolist(), times,
        ),
    ]  # fmt: skip


def stance_scores(found: Sequence[Triple], read_text: Read, risk: RiskModel) -> NDArray[np.float64]:
    """Scores [n, 3] of asserted, reported and refuted."""
    return np.array(
        [
            [middle_score(read_text(text), risk) for text in (t.asserted, t.reported, t.refuted)]
            for t in found
        ]
    )


def share(name: str, holds: Sequence[bool], times: int = 300) -> Metric:
    """The share of cases in which something holds, with its interval over resampled cases."""
    values = np.asarray(holds, np.float64)
    draws = [values[i].mean() for i in resamples(np.arange(len(values)), times)]
    low, high = np.quantile(draws, [0.05, 0.95])
    return Metric(name, float(values.mean()), float(low), float(high), None, len(values))


def capital(words: str) -> str:
    """``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]


def _edit(rng: random.Random, number: int) -> Edit:
    around = _around(rng)
    if number % 2 == 0:
        content = _content(rng)
        attributed = _said(rng.choice(FRAMES), content, rng.choice(NAMED))
        bare = _said(ASSERTED, content)
        return Edit("deletion", around(attributed), around(bare), "not lower")
    content = _filled(rng, rng.choice(COUNTED))
    bare = around(_said(ASSERTED, content))
    if number % 4 == 1:
        return Edit("free source", bare, around(_said(rng.choice(FREE), content)), "lower")
    return Edit("empty form", bare, around(_said(rng.choice(EMPTY), content)), "not lower")


def _content(rng: random.Random) -> str:
    return _filled(rng, rng.choice((*COUNTED, *GRAVE)))


def _filled(rng: random.Random, pattern: str) -> str:
    return pattern.format(n=rng.randrange(11, 900), place=rng.choice(PLACES))


def _said(frame: str, content: str, source: str = "") -> str:
    return frame.format(
        content=content, Content=capital(content), source=source, Source=capital(source)
    )


def _around(rng: random.Random) -> Callable[[str], str]:
    first, last = rng.choice(BEFORE), rng.choice(AFTER)
    return lambda sentence: f"{first} {sentence} {last}"
