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
DATED: Final = (
    "{Source} said on Tuesday that {content}.",
    "{Source} told reporters on 3 March that {content}.",
    "{Content}, {source} said late on Friday.",
    "In a statement on Sunday, {source} announced that {content}.",
    "“{Content},” {source} said last week.",
)
"""Frames whose cue says when."""
DENIED: Final = (
    "{Source} denied that {content}.",
    "{Source} rejected claims that {content}.",
    "{Source} disputes that {content}.",
)
"""Frames of denial: without them the content is asserted, and may not be safer for it."""
TWO: Final = (
    "{Source} said that {content}, and {other} said that {more}.",
    "{Content}, {source} said, while {other} reported that {more}.",
    "According to {source}, {content}; {other} said that {more}.",
)
ONE: Final = (
    "{Content}, and {other} said that {more}.",
    "{Content}, while {other} reported that {more}.",
    "{Content}; {other} said that {more}.",
)
"""Two speakers in one sentence, and the same without the first of them."""
HELD: Final = (
    "“{Content},” said a captured soldier in a video that the army holding him released.",
    "In a video released by his captors, the prisoner said that {content}.",
    "A detainee told state television from his cell that {content}.",
)
"""Words of the held that may serve the holder: an exception, since they are worth less than
nothing."""
AT_LARGE: Final = "A soldier on leave, Ivo Marn, said that {content}."
REJECTED: Final = (
    "{Source} said it was not true that {content}.",
    "Reports that {content} are false, {source} said.",
    "{Source} said the claim that {content} was a lie.",
)
AUTHORS: Final = (
    "It is not true that {content}.",
    "Reports that {content} are false.",
    "The claim that {content} is a lie.",
)
"""What a side calls false, and the same without its name, where the author calls it so: the other
exception."""
SIDES: Final = ("the army", "the rebels", "the defence ministry", "the government's spokesman")
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
    "The claim: {content}. The facts: there is no evidence for this, and plenty against it.",
    "A message forwarded thousands of times has it that {content}. We checked. It is not so.",
    "Is there anything to the tale that {content}? No.",
    # agencies and ordinary articles
    "{Content}, the deputy told parliament. That is at odds with the established facts.",
    "Unrest broke out in two districts after false rumours spread online that {content}.",
    "The conspiracy theory that {content}, long since disproved, resurfaced in the campaign.",
    # officials' corrections
    (
        "“The story that {content} does not survive a look at our register,” the coroner's office "
        "said, making all its pages public."
    ),
    (
        "The directorate had announced that {content}; on Wednesday it admitted that the notice "
        "had been part of a drill and described nothing real."
    ),
    (
        "Initial statements by the police that {content} were wrong, the chief of the force "
        "acknowledged, and have been struck from the log."
    ),
    # headlines
    "Fake news site behind bogus report that {content}.",
    "Anatomy of a falsehood: who invented the tale that {content}?",
    "Fact check: No, it isn't the case that {content}.",
    # posts
    "{Content}?? Not true, folks. I went to the original document and it says the opposite.",
    "My uncle still thinks that {content}. Sorry, but he fell for a parody account.",
    "So “{content}” turns out to be something a troll farm cooked up.",
    # corrections and retractions of the paper itself
    "We wrote on Monday that {content}. That was wrong, and we are sorry for the mistake.",
    "The sentence saying that {content} has been taken off this page because it was inaccurate.",
    "A dispatch in Saturday's paper misreported events; it should not have said that {content}.",
    # findings of courts
    "The judge acquitted them all: the charge that {content} had been concocted by an informer.",
    "The columnist had written that {content}. The High Court held this untrue and defamatory.",
    (
        "In dismissing the petition, the court called its central contention, that {content}, "
        "“demonstrably untrue”."
    ),
    # data that show otherwise
    (
        "It has been reported that {content}. The registers, which we have read page by page, "
        "contain nothing of the sort."
    ),
    "Satellite images, phone data and shipping records all refute the notion that {content}.",
    "If it were true that {content}, the statistics would show it; they show the reverse.",
    # experts
    (
        "“People keep telling me that {content}, and they are mistaken,” said the researcher who "
        "led the survey on the spot."
    ),
    "Forensic analysts have ruled out that {content}.",
    (
        "{Content}, or so the book argues; historians with access to the archives have shown the "
        "thesis to be groundless."
    ),
    # pictures with a wrong caption
    (
        "The caption under the widely shared photo says {content}. A reverse image search leads "
        "to the same picture in a 2013 agency report from another country, and nothing of the "
        "kind happened here."
    ),
    (
        "A clip passed around on WhatsApp is meant to prove that {content}, but the full "
        "recording shows that two unrelated scenes were spliced together and that no such thing "
        "took place."
    ),
    (
        "A screenshot of what looks like a breaking-news alert states that {content}. The "
        "broadcaster never sent it out: its logo was pasted over an invented text, and the "
        "report is untrue."
    ),
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
    """``count`` edits: half delete an attribution (a fifth of these dated, a fifth one of two
    speakers in a sentence, a fifth a denial), the rest add a free source to a figure that has none,
    or an empty form. The two exceptions are apart (``exceptions``)."""
    rng = random.Random(seed)
    return tuple(_edit(rng, number) for number in range(count))


def exceptions(count: int) -> tuple[Edit, ...]:
    """``count`` deletions of the two kinds that may lower risk ("held words", "a side's denial"),
    and as many edits that tell whether they are exceptions for a reason: the held man's words are
    put into the mouth of one at large ("held or free"), which may not raise risk."""
    rng = random.Random(2)
    return tuple(_exception(rng, number) for number in range(count))


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


def exception_metrics(outcomes: Sequence[Outcome], times: int = 300) -> list[Metric]:
    """How often the two named exceptions lower risk, and how often a held man's words lie above
    those of one at large, where they should never lie below."""
    held, denied, free = (
        [o for o in outcomes if o.edit.kind == kind]
        for kind in ("held words", "a side's denial", "held or free")
    )
    return [
        share("exception: held words without the held lower risk (share)", _fallen(held), times),
        share("exception: a side's denial without it lowers risk (share)", _fallen(denied), times),
        share("held words not below those of one at large (share)", [o.kept for o in free], times),
    ]


def _fallen(outcomes: Sequence[Outcome]) -> list[bool]:
    return [o.after < o.before - NOISE for o in outcomes]


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
        attributed, bare = _deletion(rng, number // 2)
        return Edit("deletion", around(attributed), around(bare), "not lower")
    content = _filled(rng, rng.choice(COUNTED))
    bare = around(_said(ASSERTED, content))
    if number % 4 == 1:
        return Edit("free source", bare, around(_said(rng.choice(FREE), content)), "lower")
    return Edit("empty form", bare, around(_said(rng.choice(EMPTY), content)), "not lower")


def _deletion(rng: random.Random, number: int) -> tuple[str, str]:
    """A sentence with an attribution and without it: in turn plain, dated, plain, one of two
    speakers, and a denial."""
    content, source = _content(rng), rng.choice(NAMED)
    if number % 5 == 3:
        other, more, at = rng.choice(NAMED), _content(rng), rng.randrange(len(TWO))
        both = _said(TWO[at], content, source, other, more)
        return both, _said(ONE[at], content, source, other, more)
    frames = {1: DATED, 4: DENIED}.get(number % 5, FRAMES)
    return _said(rng.choice(frames), content, source), _said(ASSERTED, content)


def _exception(rng: random.Random, number: int) -> Edit:
    around, content = _around(rng), _content(rng)
    if number % 3 == 1:
        at = rng.randrange(len(REJECTED))
        denied = _said(REJECTED[at], content, rng.choice(SIDES))
        bare = _said(AUTHORS[at], content)
        return Edit("a side's denial", around(denied), around(bare), "lower or equal")
    held = around(_said(rng.choice(HELD), content))
    if number % 3 == 0:
        return Edit("held words", held, around(_said(ASSERTED, content)), "lower or equal")
    return Edit("held or free", held, around(_said(AT_LARGE, content)), "lower or equal")


def _content(rng: random.Random) -> str:
    return _filled(rng, rng.choice((*COUNTED, *GRAVE)))


def _filled(rng: random.Random, pattern: str) -> str:
    return pattern.format(n=rng.randrange(11, 900), place=rng.choice(PLACES))


def _said(frame: str, content: str, source: str = "", other: str = "", more: str = "") -> str:
    return frame.format(
        content=content,
        Content=capital(content),
        source=source,
        Source=capital(source),
        other=other,
        more=more,
    )


def _around(rng: random.Random) -> Callable[[str], str]:
    first, last = rng.choice(BEFORE), rng.choice(AFTER)
    return lambda sentence: f"{first} {sentence} {last}"
