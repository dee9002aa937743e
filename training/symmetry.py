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
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from features.concepts import NAMES, measure
from features.document import read
from features.encoder import Encoder
from features.evidence import Claim
from features.reading import Reading, read_document
from training.article import rate, rated
from training.evaluation import Metric, resamples
from training.predicted import LEVELS
from training.risk import RiskModel
from training.swap_texts import FROM_ARTICLES, TEXTS

Matter = Literal["war", "vote", "faith", "gender"]
Read = Callable[[str], Reading]
Floats = NDArray[np.float64]

DATA = Path(__file__).resolve().parent.parent / "data"
"""Where our own articles lie; see :data:`training.swap_texts.FROM_ARTICLES`."""


@dataclass(frozen=True, slots=True)
class Side:
    """The words for one side, by slot.

    ``name`` stands as a noun ("Russia", "the RSF", "the Democrats"), ``adjective`` before one,
    ``people`` for many, ``place`` for its seat, ``chief`` and ``officer`` are persons, ``body``
    its institution, ``outlet`` a paper near it, ``slip`` the adjective misspelled. ``he``, ``him``,
    ``his`` are the officer's pronouns.
    """

    name: str
    adjective: str
    people: str
    place: str
    chief: str
    officer: str
    body: str
    outlet: str
    slip: str
    house: str = "school"
    he: str = "he"
    him: str = "him"
    his: str = "his"
    surname: str = ""

    @property
    def Name(self) -> str:  # noqa: N802
        """The name at the head of a sentence."""
        return self.name[0].upper() + self.name[1:]

    @property
    def own(self) -> str:
        """The name's possessive."""
        return self.name + ("’" if self.name.endswith("s") else "’s")

    @property
    def Own(self) -> str:  # noqa: N802
        """The possessive at the head of a sentence."""
        return self.own[0].upper() + self.own[1:]

    @property
    def Adjective(self) -> str:  # noqa: N802
        """The adjective at the head of a sentence."""
        return self.adjective[0].upper() + self.adjective[1:]

    @property
    def People(self) -> str:  # noqa: N802
        """The people at the head of a sentence."""
        return self.people[0].upper() + self.people[1:]

    @property
    def head(self) -> str:
        """The chief's surname."""
        return self.surname or self.chief.split()[-1]

    @property
    def last(self) -> str:
        """The officer's surname."""
        return self.officer.split()[-1]

    @property
    def He(self) -> str:  # noqa: N802
        """The officer's pronoun at the head of a sentence."""
        return self.he.capitalize()


@dataclass(frozen=True, slots=True)
class Contest:
    """Two sides and what they contend in."""

    name: str
    matter: Matter
    left: Side
    right: Side


CONTESTS: tuple[Contest, ...] = (
    Contest(
        "Russia and Ukraine", "war",
        Side("Russia", "Russian", "Russians", "Moscow", "Vladimir Putin", "Sergei Volkov",
             "Russian defence ministry", "Izvestia", "Rusian"),
        Side("Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Volodymyr Zelensky",
             "Oleksandr Koval", "Ukrainian defence ministry", "Ukrainska Pravda", "Ukranian"),
    ),
    Contest(
        "Israel and the Palestinians", "war",
        Side("Israel", "Israeli", "Israelis", "Jerusalem", "Benjamin Netanyahu", "Amir Levi",
             "Israeli defence ministry", "Haaretz", "Isreali"),
        Side("Hamas", "Palestinian", "Palestinians", "Gaza", "Yahya Sinwar", "Mahmoud Nasser",
             "Palestinian interior ministry", "Al-Quds", "Palestinan"),
    ),
    Contest(
        "India and Pakistan", "war",
        Side("India", "Indian", "Indians", "New Delhi", "Narendra Modi", "Rajesh Sharma",
             "Indian defence ministry", "The Hindu", "Indain"),
        Side("Pakistan", "Pakistani", "Pakistanis", "Islamabad", "Shehbaz Sharif", "Imran Malik",
             "Pakistani defence ministry", "Dawn", "Pakistany"),
    ),
    Contest(
        "Armenia and Azerbaijan", "war",
        Side("Armenia", "Armenian", "Armenians", "Yerevan", "Nikol Pashinyan", "Aram Petrosyan",
             "Armenian defence ministry", "Armenpress", "Armenain"),
        Side("Azerbaijan", "Azerbaijani", "Azerbaijanis", "Baku", "Ilham Aliyev",
             "Rashad Mammadov", "Azerbaijani defence ministry", "Azertac", "Azerbajani"),
    ),
    Contest(
        "Sudan's army and the RSF", "war",
        Side("the army", "army", "army troops", "Port Sudan", "Abdel Fattah al-Burhan",
             "Osman Bakri", "army-backed health ministry", "Sudan Tribune", "armmy",
             surname="Burhan"),
        Side("the RSF", "RSF", "RSF troops", "Nyala", "Mohamed Hamdan Dagalo", "Musa Adam",
             "RSF-backed health ministry", "Darfur 24", "RFS", surname="Dagalo"),
    ),
    Contest(
        "Ethiopia and Tigray", "war",
        Side("Ethiopia", "Ethiopian", "Ethiopians", "Addis Ababa", "Abiy Ahmed",
             "Bekele Tadesse", "Ethiopian defence ministry", "Addis Standard", "Ethopian"),
        Side("Tigray", "Tigrayan", "Tigrayans", "Mekelle", "Debretsion Gebremichael",
             "Hagos Kidane", "Tigrayan interior bureau", "Dimtsi Weyane", "Tigryan"),
    ),
    Contest(
        "the two Koreas", "war",
        Side("South Korea", "South Korean", "South Koreans", "Seoul", "Lee Jae Myung",
             "Park Min Ho", "South Korean defence ministry", "Yonhap", "South Korian",
             surname="Lee"),
        Side("North Korea", "North Korean", "North Koreans", "Pyongyang", "Kim Jong Un",
             "Ri Chol Su", "North Korean defence ministry", "Rodong Sinmun", "North Korian",
             surname="Kim"),
    ),
    Contest(
        "China and Taiwan", "war",
        Side("China", "Chinese", "Chinese", "Beijing", "Xi Jinping", "Wang Jun",
             "Chinese defence ministry", "Global Times", "Chineese", surname="Xi"),
        Side("Taiwan", "Taiwanese", "Taiwanese", "Taipei", "Lai Ching-te", "Chen Wei",
             "Taiwanese defence ministry", "Taipei Times", "Taiwaneese", surname="Lai"),
    ),
    Contest(
        "Iran and the United States", "war",
        Side("Iran", "Iranian", "Iranians", "Tehran", "Ali Khamenei", "Reza Karimi",
             "Iranian defence ministry", "Kayhan", "Irannian"),
        Side("America", "American", "Americans", "Washington", "Donald Trump", "John Miller",
             "American defence department", "The Washington Post", "Amercian"),
    ),
    Contest(
        "Yemen's Houthis and Saudi Arabia", "war",
        Side("the Houthis", "Houthi", "Houthis", "Sanaa", "Abdul Malik al-Houthi",
             "Yahya Saleh", "Houthi-run health ministry", "Al-Masirah", "Huthi",
             surname="al-Houthi"),
        Side("Saudi Arabia", "Saudi", "Saudis", "Riyadh", "Mohammed bin Salman", "Fahd Otaibi",
             "Saudi-backed health ministry", "Asharq Al-Awsat", "Suadi", surname="Salman"),
    ),
    Contest(
        "Syria's government and its opposition", "war",
        Side("the government", "government", "loyalists", "Damascus", "Bashar al-Assad",
             "Hassan Haddad", "government health directorate", "Al-Watan", "goverment",
             surname="Assad"),
        Side("the opposition", "opposition", "rebels", "Idlib", "Ahmad Jarba", "Khaled Darwish",
             "opposition health directorate", "Enab Baladi", "oposition"),
    ),
    Contest(
        "Turkey and the Kurds", "war",
        Side("Turkey", "Turkish", "Turks", "Ankara", "Recep Tayyip Erdogan", "Mehmet Yilmaz",
             "Turkish defence ministry", "Sabah", "Turkisch"),
        Side("the PKK", "Kurdish", "Kurds", "Qandil", "Abdullah Ocalan", "Azad Demir",
             "Kurdish self-administration", "Firat News", "Kurdisch"),
    ),
    Contest(
        "Congo and Rwanda", "war",
        Side("Congo", "Congolese", "Congolese", "Kinshasa", "Felix Tshisekedi", "Patrick Ilunga",
             "Congolese defence ministry", "Le Potentiel", "Congolise"),
        Side("Rwanda", "Rwandan", "Rwandans", "Kigali", "Paul Kagame", "Eric Habimana",
             "Rwandan defence ministry", "The New Times", "Rwandian"),
    ),
    Contest(
        "Serbia and Kosovo", "war",
        Side("Serbia", "Serbian", "Serbs", "Belgrade", "Aleksandar Vucic", "Nikola Petrovic",
             "Serbian interior ministry", "Politika", "Serbain"),
        Side("Kosovo", "Kosovar", "Kosovars", "Pristina", "Albin Kurti", "Arben Krasniqi",
             "Kosovar interior ministry", "Koha Ditore", "Kosovarian"),
    ),
    Contest(
        "Democrats and Republicans", "vote",
        Side("the Democrats", "Democratic", "Democrats", "Chicago", "Kamala Harris",
             "Emily Carter", "Democratic National Committee", "HuffPost", "Democrat",
             he="she", him="her", his="her"),
        Side("the Republicans", "Republican", "Republicans", "Dallas", "Donald Trump",
             "Ashley Turner", "Republican National Committee", "Breitbart", "Republician",
             he="she", him="her", his="her"),
    ),
    Contest(
        "Labour and the Conservatives", "vote",
        Side("the Labour Party", "Labour", "Labour voters", "Manchester", "Keir Starmer",
             "Tom Bradley", "Labour Party headquarters", "The Mirror", "Labor"),
        Side("the Conservative Party", "Conservative", "Conservative voters", "Surrey",
             "Kemi Badenoch", "Simon Clarke", "Conservative Party headquarters",
             "The Telegraph", "Conservitive"),
    ),
    Contest(
        "India's BJP and Congress", "vote",
        Side("the BJP", "BJP", "BJP supporters", "Gujarat", "Narendra Modi", "Anil Verma",
             "BJP election office", "Republic TV", "BPJ"),
        Side("Congress", "Congress", "Congress supporters", "Kerala", "Rahul Gandhi",
             "Sunil Nair", "Congress election office", "National Herald", "Congres"),
    ),
    Contest(
        "Brazil's left and right", "vote",
        Side("the Workers’ Party", "left-wing", "Lula voters", "Recife", "Lula da Silva",
             "Joana Prado", "Workers’ Party office", "Brasil 247", "leftwing",
             he="she", him="her", his="her", surname="Lula"),
        Side("the Liberal Party", "right-wing", "Bolsonaro voters", "Curitiba", "Jair Bolsonaro",
             "Marta Souza", "Liberal Party office", "Jovem Pan", "rightwing",
             he="she", him="her", his="her"),
    ),
    Contest(
        "Poland's PO and PiS", "vote",
        Side("Civic Platform", "liberal", "Tusk voters", "Poznan", "Donald Tusk", "Piotr Lis",
             "Civic Platform office", "Gazeta Wyborcza", "libral"),
        Side("Law and Justice", "conservative", "Kaczynski voters", "Lublin",
             "Jaroslaw Kaczynski", "Adam Wrona", "Law and Justice office", "Gazeta Polska",
             "conservitive"),
    ),
    Contest(
        "Muslims and Christians", "faith",
        Side("the Muslims", "Muslim", "Muslims", "the old town", "Imam Yusuf Rahman",
             "Ahmed Said", "Muslim council", "The Crescent", "Muslem", house="mosque"),
        Side("the Christians", "Christian", "Christians", "the river quarter",
             "Pastor John Matthews", "Peter Daniels", "Christian council", "The Herald",
             "Christan", house="church"),
    ),
    Contest(
        "Hindus and Muslims", "faith",
        Side("the Hindus", "Hindu", "Hindus", "the temple quarter", "Pandit Ravi Joshi",
             "Arun Mishra", "Hindu council", "The Lotus", "Hindoo", house="temple"),
        Side("the Muslims", "Muslim", "Muslims", "the market quarter", "Imam Tariq Qureshi",
             "Salim Khan", "Muslim council", "The Crescent", "Muslem", house="mosque"),
    ),
    Contest(
        "Jews and Muslims", "faith",
        Side("the Jews", "Jewish", "Jews", "the eastern district", "Rabbi David Cohen",
             "Daniel Stern", "Jewish council", "The Chronicle", "Jewsh", house="synagogue"),
        Side("the Muslims", "Muslim", "Muslims", "the western district", "Imam Omar Haddad",
             "Karim Aziz", "Muslim council", "The Crescent", "Muslem", house="mosque"),
    ),
    Contest(
        "Catholics and Protestants", "faith",
        Side("the Catholics", "Catholic", "Catholics", "the Falls Road", "Father Sean Doyle",
             "Liam Murphy", "Catholic council", "The Irish News", "Catholick", house="chapel"),
        Side("the Protestants", "Protestant", "Protestants", "the Shankill Road",
             "Reverend Ian Wright", "William Scott", "Protestant council", "The News Letter",
             "Protestent", house="church hall"),
    ),
    Contest(
        "Sunnis and Shias", "faith",
        Side("the Sunnis", "Sunni", "Sunnis", "the northern suburb", "Sheikh Abdul Rahim",
             "Omar Duleimi", "Sunni council", "Al-Nahar", "Suni", house="mosque"),
        Side("the Shias", "Shia", "Shias", "the southern suburb", "Sheikh Ali Hussein",
             "Haider Jaafari", "Shia council", "Al-Bayan", "Shi", house="shrine"),
    ),
    Contest(
        "women and men", "gender",
        Side("the women", "female", "women", "the north hall", "Maria Lopez", "Anna Kovacs",
             "women’s association", "Women Today", "femal", he="she", him="her", his="her"),
        Side("the men", "male", "men", "the south hall", "Mario Lopez", "Anton Kovacs",
             "men’s association", "Men Today", "mael"),
    ),
    Contest(
        "girls and boys", "gender",
        Side("the girls", "female", "schoolgirls", "the girls’ wing", "Emma Brown",
             "Sophie Clark", "girls’ league", "Girls Weekly", "femal",
             he="she", him="her", his="her"),
        Side("the boys", "male", "schoolboys", "the boys’ wing", "Jack Brown", "Harry Clark",
             "boys’ league", "Boys Weekly", "mael"),
    ),
)  # fmt: skip
"""Real conflicts and contests; the order in which a pair is named means nothing."""


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
    written = tuple(Template(name, matter, text.strip()) for name, matter, text in TEXTS)
    return written + tuple(
        Template(Path(file).stem, matter, slotted((DATA / file).read_text("utf-8").strip(), slots))
        for file, matter, slots in FROM_ARTICLES
    )


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
    claims = [c for c in reading.claims if c.is_claim]
    X = np.array([_row(c, reading) for c in claims]).reshape(-1, len(NAMES))
    found = []
    for claim, row, p in zip(claims, X, risk.probabilities(X), strict=True):
        level, high = LEVELS[int(p.argmax())], float(p[2])
        found.append(rated(claim, level, float(p[1]) + high, high, risk.author_share(row)))  # type: ignore[arg-type]
    return rate(found).score


def reader(encoder: Encoder) -> Read:
    """The way from a text to its findings, a text of few words as a post."""

    def read_text(text: str) -> Reading:
        document = read(text)
        return read_document(document, encoder, post=len(text.split()) < POST and "\n" not in text)

    return read_text


POST = 60
"""A text of fewer words in one paragraph is read as a post."""


def swap_metrics(changes: Sequence[Change], times: int = 300) -> list[Metric]:
    """Mean and 95th percentile of the absolute change of claim score, and mean change of article
    score, each with its interval over resampled texts."""
    moved = np.concatenate([_moved(c) for c in changes])
    groups = np.concatenate([[c.pair.template.name] * len(_moved(c)) for c in changes])
    article = np.array([abs(c.article[0] - c.article[1]) for c in changes])
    texts = np.array([c.pair.template.name for c in changes])
    return [
        _metric("swap mean change of claim risk", moved, groups, _mean, times),
        _metric("swap p95 of change of claim risk", moved, groups, _p95, times),
        _metric("swapped sides: change of article risk, average", article, texts, _mean, times),
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
