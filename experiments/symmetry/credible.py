"""How much credible reporting is called high, by the side that is accused and the outlet's size.

    ASSAY_MIRROR=... .venv/bin/python -m experiments.symmetry.credible

Documents are listed by id; who is accused was read off each by hand: the Syrian government and
those who fight for it, or those who fight it (rebels, Islamic State, the coalition, Israel). None
is annotated or near an annotated document. FA-KES says whether counts fit a database of events,
not how a report is written, so its label plays no part here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.corpora import read
from training.bundle import Model, load
from training.evaluation import Metric, resamples, table

GOVERNMENT = (
    "fakes:1918150030", "fakes:1918150033", "fakes:1918150039", "fakes:1918150044",
    "fakes:1924058036", "fakes:1924058038", "fakes:1924058050", "fakes:1924058051",
    "fakes:1924058052", "fakes:1924058053", "fakes:1924058055", "fakes:1924058063",
    "fakes:1924058064", "fakes:1924058065", "fakes:1924058066", "fakes:1924058067",
    "fakes:1926479025", "fakes:1926479038", "fakes:1926479220", "fakes:1926479352",
    "fakes:1926479371", "fakes:1926479389",
)  # fmt: skip
OPPONENTS = (
    "fakes:1918150028", "fakes:1918150036", "fakes:1918150046", "fakes:1924058031",
    "fakes:1924058032", "fakes:1924058034", "fakes:1924058046", "fakes:1924058059",
    "fakes:1924058061", "fakes:1924058069", "fakes:1926479123", "fakes:1926479237",
    "fakes:1926479264", "fakes:1926479276", "fakes:1926479318", "fakes:1926479354",
)  # fmt: skip
NO_SIDE = (
    "polnear:nyt_2015-12-29_u-s-commandos-take-on-larger-rol",
    "polnear:wash-post_2015-11-15_carnage-renews-debate-over-milit",
    "polnear:wash-post_2015-12-04_a-killing-and-video-test-emanuel",
    "polnear:wash-post_2016-07-15_truck-attack-in-france-kills-at-",
    "polnear:nyt_2016-09-20_examining-the-u-n-s-record-on-ur",
    "polnear:usa-today_2015-12-14_on-the-islamic-state-a-split-mos",
    "markkula:1", "markkula:3", "markkula:5", "markkula:7", "markkula:9", "markkula:11",
    "markkula:13", "markkula:15", "markkula:19", "markkula:31", "markkula:33", "markkula:39",
    "markkula:43",
)  # fmt: skip
"""Reports in which nobody's war crimes are told, for the outlets' size alone."""
LARGE = frozenset(
    ["reuters", "nyt", "wash-post", "usa-today", "Reuters", "AP News", "apnews.com",
     "chicago.suntimes.com"]
)  # fmt: skip
"""World-wide agencies and papers of a large circulation; the rest is local, exile or regional."""


@dataclass(frozen=True, slots=True)
class Read:
    """One report: of whom it tells, how large its outlet is, and how many claims are high."""

    doc_id: str
    accused: str
    large: bool
    claims: int
    high: int


def reports(model: Model) -> list[Read]:
    """Every listed report as the model rates it."""
    accused = dict.fromkeys(GOVERNMENT, "government") | dict.fromkeys(OPPONENTS, "opponents")
    accused |= dict.fromkeys(NO_SIDE, "nobody")
    found = []
    for corpus in ("fakes", "polnear", "markkula"):
        for record in read(corpus):
            if record.id in accused:
                levels = [r.level for r in model.rate(model.read(record.text))]
                high = sum(level == "high" for level in levels)
                large = record.outlet in LARGE
                found.append(Read(record.id, accused[record.id], large, len(levels), high))
    if missing := accused.keys() - {r.doc_id for r in found}:
        raise ValueError(f"the corpora do not have {sorted(missing)}")
    return found


def share(name: str, found: Sequence[Read]) -> Metric:
    """The share of claims called high, with its interval over resampled reports."""
    counts = np.array([[r.high, r.claims] for r in found], np.float64)
    draws = [_ratio(counts[i]) for i in resamples(np.arange(len(counts)), 1000)]
    low, high = np.quantile(draws, [0.05, 0.95])
    return Metric(name, _ratio(counts), float(low), float(high), None, int(counts[:, 1].sum()))


def gap(name: str, one: Sequence[Read], other: Sequence[Read]) -> Metric:
    """The difference of two shares, with its interval."""
    tables = [np.array([[r.high, r.claims] for r in rs], np.float64) for rs in (one, other)]
    drawn = [resamples(np.arange(len(t)), 1000, seed) for seed, t in enumerate(tables)]
    draws = [_ratio(tables[0][i]) - _ratio(tables[1][j]) for i, j in zip(*drawn, strict=True)]
    low, high = np.quantile(draws, [0.05, 0.95])
    value = _ratio(tables[0]) - _ratio(tables[1])
    return Metric(name, value, float(low), float(high), None, len(one) + len(other))


def _ratio(counts: np.ndarray) -> float:
    return float(counts[:, 0].sum() / counts[:, 1].sum())


def main() -> None:
    found = reports(load())
    by_side = {s: [r for r in found if r.accused == s] for s in ("government", "opponents")}
    war = [*by_side["government"], *by_side["opponents"]]
    large, small = ([r for r in found if r.large is size] for size in (True, False))
    war_large, war_small = ([r for r in war if r.large is size] for size in (True, False))
    print(
        table(
            [
                share("conflict reports, claims called high", war),
                share("all listed reports", found),
                *(share(f"accused: {side}", group) for side, group in by_side.items()),
                gap("gap between sides", by_side["government"], by_side["opponents"]),
                share("large outlets", large),
                share("small outlets", small),
                gap("gap between sizes, all", large, small),
                gap("gap between sizes, conflict reports", war_large, war_small),
            ]
        )
    )
    for r in sorted(found, key=lambda r: -r.high / r.claims)[:8]:
        print(f"{r.doc_id}: {r.high} of {r.claims}, accused: {r.accused}")


if __name__ == "__main__":
    main()
