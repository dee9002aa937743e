"""One article in numbers, from Assay's readings: nothing that grows with its length alone.

Every number is a mean, a share, a quantile or a rate, so that length is no feature (it alone gives
AUC .717 on the hyperpartisan articles). Readings are kept in the work folder by bundle and code.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

import features
from data.schema import Record
from features.evidence import FigureStatus, Kind, Span, Stance, Voice
from features.framing import TECHNIQUES
from features.reading import Reading
from training.assessment import assess
from training.bundle import Model

Floats = NDArray[np.float64]
QUANTILES = (0.1, 0.5, 0.9)
CHARGED = 0.5
"""Probability from which a sentence counts as what its head says."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An article's readings by name, the unit mean of its sentence vectors, and its risk score,
    None where Assay abstains."""

    id: str
    values: dict[str, float]
    vector: list[float]
    score: float | None


def measure(article: Record, model: Model) -> Measured:
    """Reads and assesses one article."""
    reading = model.read(article.text)
    told = assess(reading, model.risk, dict(model.identity), {}).data
    values: dict[str, float] = {}
    for part in (_heads, _tags, _wording, _voices, _sourcing):
        values |= part(reading)
    values |= _assessed(told)
    mean = reading.encoding.sentences.mean(axis=0)
    unit = mean / (float(np.linalg.norm(mean)) or 1.0)
    rounded = {name: round(float(value), 6) for name, value in values.items()}
    return Measured(article.id, rounded, np.round(unit, 5).tolist(), told["risk"]["score"])


def _heads(reading: Reading) -> dict[str, float]:
    """Mean, quantiles and share of charged sentences of each head; in the author's voice; on top
    (headline and lede)."""
    document = reading.document
    roles = [document.role_of(s) for s in document.sentences]
    told = np.array([role != "boilerplate" for role in roles])
    own = told & np.array([reading.voices.at(s) == "author" for s in document.sentences])
    top = told & np.array([role in ("headline", "lede") for role in roles])
    values: dict[str, float] = {}
    for name, all_sentences in reading.encoding.heads.items():
        p = all_sentences[told] if told.any() else all_sentences
        values[f"{name}.mean"] = float(p.mean())
        for q in QUANTILES:
            values[f"{name}.q{q}"] = float(np.quantile(p, q))
        values[f"{name}.share"] = float((p >= CHARGED).mean())
        for where, rows in (("author", own), ("top", top)):
            chosen = all_sentences[rows] if rows.any() else p
            values[f"{name}.{where}"] = float(chosen.mean())
    return values


def _tags(reading: Reading) -> dict[str, float]:
    """Share of the word pieces that each tagger takes to be inside."""
    return {
        f"tag.{task}": float(1.0 - p[:, 0].mean()) if len(p) else 0.0
        for task, p in reading.encoding.tags.items()
    }


def _wording(reading: Reading) -> dict[str, float]:
    """Loaded words by voice, techniques and insinuations in 100 words."""
    hundred = max(1, len(reading.document.text.split())) / 100.0
    loaded = Counter(word.voice for word in reading.framing.loaded)
    used = Counter(t.technique for t in reading.framing.techniques)
    values = {f"loaded.{voice}": loaded[voice] / hundred for voice in get_args(Voice)}
    values |= {f"technique.{name}": used[name] / hundred for name in TECHNIQUES}
    scare = sum(quote.type == "scare" for quote in reading.voices.quotes)
    return values | {
        "techniques": used.total() / hundred,
        "insinuations": len(reading.framing.insinuations) / hundred,
        "scare_quotes": scare / hundred,
    }


def _voices(reading: Reading) -> dict[str, float]:
    """Share of the characters that are quoted, reported and the author's own."""
    lengths: Counter[str] = Counter()
    for stretch, voice in reading.voices.stretches:
        lengths[voice] += len(stretch)
    whole = max(1, len(reading.document.text))
    shares = {voice: lengths[voice] / whole for voice in ("quoted", "reported")}
    return {f"voice.{v}": s for v, s in shares.items()} | {
        "voice.author": 1.0 - sum(shares.values())
    }


def _sourcing(reading: Reading) -> dict[str, float]:
    """Who vouches: shares of the claims, and figures by standing a claim."""
    claims = [c for c in reading.claims if c.is_claim]
    n = max(1, len(claims))
    held = [c.attribution for c in claims if c.attribution]
    kinds = Counter(c.kind for c in claims)
    stances = Counter(c.stance for c in claims)
    status = Counter(f.status for f in reading.figures)
    sentences = max(1, len(reading.document.sentences))
    values = {f"kind.{k}": kinds[k] / n for k in get_args(Kind)}
    values |= {f"stance.{s}": stances[s] / n for s in get_args(Stance)}
    values |= {f"figure.{s}": status[s] / n for s in get_args(FigureStatus)}
    return values | {
        "claims": len(claims) / sentences,
        "attributed": len(held) / n,
        "named": sum(a.named for a in held) / n,
        "stake": sum(a.stake is True for a in held) / n,
        "direct": sum(a.direct for a in held) / n,
        "independent": sum(min(c.independent_sources, 3) for c in claims) / n,
        "hedged": _share_with(reading.sourcing.hedges, reading),
        "factive": _share_with(reading.sourcing.factive, reading),
        "denied": _share_with(reading.sourcing.denials, reading),
        "caveats": _share_with(reading.sourcing.caveats, reading),
        "dropped": sum(bool(c.dropped) for c in claims) / n,
    }


def _share_with(spans: Sequence[Span], reading: Reading) -> float:
    """Share of the sentences in which one of the spans begins."""
    held = {reading.document.sentence_at(span.start) for span in spans}
    return len(held) / max(1, len(reading.document.sentences))


def _assessed(told: dict[str, Any]) -> dict[str, float]:
    """Mean concepts and scores of the claims, and the article's risk; zeros where abstained."""
    values = {f"concept.{name}": value for name, value in told["concepts"].items()}
    values |= {f"scores.{name}": value for name, value in (told["scores"] or {}).items()}
    return values | {name: told["risk"][name] or 0.0 for name in ("score", "author")}


def read_all(
    articles: Sequence[Record], model: Model, work: Path, seconds: float
) -> dict[str, Measured]:
    """The readings of all articles, by id, kept in ``work`` by bundle and code and read once.

    Stops after ``seconds`` with those it has; run again to go on.
    """
    work.mkdir(parents=True, exist_ok=True)
    path = work / f"readings-{model.sha256[:12]}-{fingerprint()[:12]}.jsonl"
    found = {m.id: m for m in _kept(path)}
    begin, fresh = time.monotonic(), 0
    missing = [a for a in articles if a.id not in found]
    with path.open("a", encoding="utf-8") as file:
        for article in missing:
            if time.monotonic() - begin > seconds:
                break
            one = measure(article, model)
            found[one.id] = one
            file.write(
                json.dumps([one.id, one.score, one.values, one.vector], separators=(",", ":"))
                + "\n"
            )
            fresh += 1
            if fresh % 200 == 0:
                print(
                    f"read {fresh} of {len(missing)}, {time.monotonic() - begin:.0f} s", flush=True
                )
    return found


def fingerprint() -> str:
    """The sha256 of the code and word lists that a reading and its rating hang on."""
    root = Path(features.__file__).parent
    paths = [*root.rglob("*.py"), *root.rglob("*.txt"), *(root.parent / "training").glob("*.py")]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _kept(path: Path) -> Iterator[Measured]:
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        name, score, values, vector = json.loads(line)
        yield Measured(name, values, vector, score)


def names_of(found: Sequence[Measured]) -> list[str]:
    """Names of the readings, in a fixed order; one that an article lacks counts as zero."""
    return sorted({name for one in found for name in one.values})


def matrix(found: Sequence[Measured], names: Sequence[str]) -> Floats:
    """Readings [n, names]."""
    return np.array([[one.values.get(name, 0.0) for name in names] for one in found], np.float64)
