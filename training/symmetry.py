"""Does risk change when the sides of a conflict or contest change places?

Texts with sides as slots (our own articles and posts, their invented sides cut out, and short
texts written for this) are filled from real conflicts and contests, one way and the other round:
names, adjectives, peoples, institutions, outlets, misspellings and pronouns change together. What
a reader may rely on is the same in both, so every difference of score is bias of the model's own.
Names are examples here and decide nothing; claims in the texts are invented, whoever fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from features.concepts import NAMES, measure
from features.document import read
from features.encoder import Encoder
from features.evidence import Claim
from features.reading import Reading, read_document
from training.contests import CONTESTS, FROM_ARTICLES, Contest, Matter, Side
from training.evaluation import Metric, resamples
from training.rating import by_rule, rate_claims
from training.risk import RiskModel

Read = Callable[[str], Reading]
Floats = NDArray[np.float64]

DATA = Path(__file__).resolve().parent.parent / "data"
"""Where our own articles lie; see :data:`training.contests.FROM_ARTICLES`."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots: ``{a.name}`` for one side, ``{b.name}`` for the other."""

    name: str
    matter: Matter
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One template filled from one contest, and the same with the sides changed."""

    template: Template
    contest: Contest

    @property
    def text(self) -> str:
        """The contest's left side as the first."""
        return _filled(self.template, self.contest.left, self.contest.right)

    @property
    def swapped(self) -> str:
        """The contest's right side as the first."""
        return _filled(self.template, self.contest.right, self.contest.left)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a swap did. ``concepts`` [n, 2, p] are the concept rows of the claims that both
    readings hold; ``scores`` [m, 2] are those claims' and, behind them, those of claims that only
    one reading holds (against 0); ``article`` [2] the article's scores; ``checked`` the sentences
    of the paired claims."""

    pair: Pair
    sentences: tuple[tuple[str, str], ...]
    concepts: Floats
    scores: Floats
    article: Floats


@cache
def templates() -> tuple[Template, ...]:
    """Every text with slots: those written for this, and our own articles with sides cut out."""
    written = (_written(path) for path in sorted((DATA / "samples" / "swaps").glob("*.txt")))
    own = (
        Template(Path(file).stem, matter, slotted((DATA / file).read_text("utf-8").strip(), slots))
        for file, matter, slots in FROM_ARTICLES
    )
    return (*written, *own)


def _written(path: Path) -> Template:
    """ "war_butchers.txt" is a text named "butchers" for any war."""
    matter, _, name = path.stem.partition("_")
    if matter not in get_args(Matter):
        raise ValueError(f"{path.name} begins with no matter; wanted {get_args(Matter)}")
    return Template(name, cast(Matter, matter), path.read_text("utf-8").strip())


def slotted(text: str, slots: Mapping[str, str]) -> str:
    """``text`` with whole words replaced by slots. Raises ``ValueError`` where one never occurs."""
    if missing := [words for words in slots if words not in text]:
        raise ValueError(f"no {missing} in the text that begins {text[:40]!r}")
    # "Merran Ministry" before "Merran": the longest first
    known = "|".join(re.escape(w) for w in sorted(slots, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: "{" + slots[found[0]] + "}", text)


def pairs(contests: int | None = None) -> tuple[Pair, ...]:
    """Every template with every contest of its matter, or with ``contests`` of them in turn."""
    found = []
    for number, template in enumerate(templates()):
        fitting = [c for c in CONTESTS if c.matter == template.matter]
        count = len(fitting) if contests is None else min(contests, len(fitting))
        found += [
            Pair(template, fitting[(number * count + i) % len(fitting)]) for i in range(count)
        ]
    return tuple(found)


def changed(pair: Pair, read_text: Read, risk: RiskModel) -> Change:
    """Read a pair both ways and lay its claims side by side, by sentence and order in it."""
    here, there = read_text(pair.text), read_text(pair.swapped)
    first, second = _keyed(here), _keyed(there)
    shared = [key for key in first if key in second]
    lone = [(first[k], here) for k in first if k not in second]
    lone += [(second[k], there) for k in second if k not in first]
    concepts = np.array(
        [[_row(first[k], here), _row(second[k], there)] for k in shared], np.float64
    ).reshape(-1, 2, len(NAMES))
    paired = np.stack([risk.score(concepts[:, i]) for i in (0, 1)], axis=1)
    alone = [[risk.score(np.array([_row(c, r)]))[0], 0.0] for c, r in lone]
    return Change(
        pair=pair,
        sentences=tuple((_words(first[k], here), _words(second[k], there)) for k in shared),
        concepts=concepts,
        scores=np.concatenate([paired, np.array(alone, np.float64).reshape(-1, 2)]),
        article=np.array([article_score(r, risk) for r in (here, there)]),
    )


def article_score(reading: Reading, risk: RiskModel) -> float:
    """The article's score by the guidelines' rule over its claims."""
    return by_rule(rate_claims(reading, risk)).score


def reader(encoder: Encoder) -> Read:
    """The way from a text to its findings; whether it is a post, the text shows."""
    return lambda text: read_document(read(text), encoder)


def swap_metrics(changes: Sequence[Change], times: int = 300) -> list[Metric]:
    """Mean and 95th percentile of the absolute change of claim score, and mean change of article
    score, each with its interval over resampled texts."""
    moved = np.concatenate([_moved(c) for c in changes])
    groups = np.concatenate([[c.pair.template.name] * len(_moved(c)) for c in changes])
    article = np.array([abs(c.article[0] - c.article[1]) for c in changes])
    texts = np.array([c.pair.template.name for c in changes])
    return [
        _metric("swap mean change", moved, groups, _mean, times),
        _metric("swap p95 change", moved, groups, _p95, times),
        _metric("swap of article score, average change", article, texts, _mean, times),
    ]


def moved_by(changes: Sequence[Change], risk: RiskModel) -> dict[str, tuple[float, float]]:
    """By concept: the mean absolute change of its value, and of its effect on the latent risk."""
    rows = np.concatenate([c.concepts for c in changes])
    effects = [
        np.stack([np.interp(rows[:, i, j], risk.knots, shape) for i in (0, 1)], axis=1)
        for j, shape in enumerate(risk.shapes)
    ]
    return {
        name: (
            float(np.abs(rows[:, 0, j] - rows[:, 1, j]).mean()),
            float(np.abs(effects[j][:, 0] - effects[j][:, 1]).mean()),
        )
        for j, name in enumerate(NAMES)
    }


def by_contest(changes: Sequence[Change]) -> Iterator[tuple[str, float, float, float]]:
    """By contest: its name, the mean signed change (left side first, minus right side first), the
    mean absolute change and its 95th percentile."""
    ordered = sorted(changes, key=lambda c: c.pair.contest.name)
    for name, group in groupby(ordered, key=lambda c: c.pair.contest.name):
        scores = np.concatenate([c.scores for c in group])
        change = scores[:, 0] - scores[:, 1]
        yield name, float(change.mean()), float(np.abs(change).mean()), _p95(np.abs(change))


def _filled(template: Template, a: Side, b: Side) -> str:
    return template.text.format(a=a, b=b)


def _keyed(reading: Reading) -> dict[tuple[int, int], Claim]:
    """The claims by sentence and by order in it."""
    counts: dict[int, int] = {}
    found = {}
    for claim in reading.claims:
        if claim.is_claim:
            order = counts.get(claim.sentence, 0)
            counts[claim.sentence] = order + 1
            found[claim.sentence, order] = claim
    return found


def _row(claim: Claim, reading: Reading) -> list[float]:
    values = measure(claim, reading.figures)
    return [values[name] for name in NAMES]


def _words(claim: Claim, reading: Reading) -> str:
    return claim.span.of(reading.document.text)


def _moved(change: Change) -> Floats:
    return np.abs(change.scores[:, 0] - change.scores[:, 1])


def _mean(values: Floats) -> float:
    return float(values.mean())


def _p95(values: Floats) -> float:
    return float(np.quantile(values, 0.95))


def _metric(
    name: str,
    values: Floats,
    groups: NDArray[np.str_],
    statistic: Callable[[Floats], float],
    times: int,
) -> Metric:
    draws = [statistic(values[i]) for i in resamples(groups, times)]
    low, high = np.quantile(draws, [0.05, 0.95])
    return Metric(name, statistic(values), float(low), float(high), None, len(values))
