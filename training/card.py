"""The model card: what a bundle is, what it was made from and what it is worth, from its own run.

The shape is that of Mitchell et al. 2019 ("Model Cards for Model Reporting"). Figures, data and
recipe come from the manifest and the metrics; nothing is typed in by hand that a run could tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from data.catalogue import Corpus, corpora
from data.readers.gold import ANNOTATIONS
from training.evaluation import Metric

# "propaganda dev alone ECE excess", "risk dev quadratic kappa [in custody]"
NAME: Final = re.compile(
    r"(?P<subject>\w+) (?P<where>dev|fresh|apart|held|halves|out-of-fold|train|\w+ folds)"
    r"(?P<alone> alone)? (?P<figure>[^\[]+?)(?: \[(?P<slice>[^\]]+)\])?$"
)
WHERE: Final = {
    "dev": "development documents, never trained on",
    "fresh": "documents drawn at random, annotated for this alone; no rule was written from them",
    "apart": "88 more such documents, most from outlets that the risk model was fitted to",
    "held": "a tenth of the training corpora, held apart; thresholds and calibration were chosen "
    "on it, so these figures flatter",
    "halves": "the part held apart, calibrated anew on one half of its groups and judged on the "
    "other, both ways, over twenty halvings",
    "out-of-fold": "the documents that the risk model is fitted to, each by a model that saw none "
    "of its outlet",
    "train": "the documents that the risk model was fitted to: no measure of new text",
}
STANDING: Final = {
    "open": "its licence lets anyone use what is made of it",
    "non-commercial": "for research and non-commercial use",
    "unclear": "no licence is stated, so we grant no more than research use",
}

PURPOSE: Final = """\
Assay reads an English news article or a post and says, claim by claim, how much risk of
misinformation and propaganda it carries, and why: who vouches for a claim and what that source has
to gain, whether its figures stand on anything, and whose emotive words they are. A fine-tuned
MiniLM finds attributions and framing, rules and lists of words turn them into named concepts, and
an additive ordinal model turns the concepts into a risk; what is not a concept cannot move it.

### For
* ordering a queue of articles or claims for people to look at, with the reasons on the words
* showing a reader or a writer what a claim rests on, and what would settle it
* research into sourcing and framing

### Not for
* saying what is true or false: a low risk is not a fact check, and a high risk is no lie
* removing, hiding or demonetising anything by itself: it orders and explains, people decide
* sanctioning persons, asylum decisions, policing, or ranking outlets
* judging whoever is quoted: words inside quotation marks are not charged to the author, and a
  source's stake is read from the text, never from nationality, religion, language or place"""

KEPT_APART: Final = """\
No text of any corpus is in the bundle or in the repository; annotations are kept as offsets and
labels. Every document whose claims the risk model learns from or is judged on, and every near copy
of one, was kept out of the encoder's training."""

ANNOTATORS: Final = """\
The risk model learns from levels (low, medium, high) that **language models** gave to claims, one
sentence after the other, under written guidelines ("How claims are annotated", second edition).
They are not human labels and must never be called that. Models of one kind agree with each other
more than people do: the two passes reach a quadratic kappa of .93 on gold dev, while teams of
people reach a Fleiss kappa of .36 on "propaganda or not" in wartime posts (FIGNEWS 2024). A kappa
with these annotators says how well their reading of the guidelines is reproduced, and no more."""

FAILURES: Final = """\
* **Good style is not truth.** A lie told calmly with a named source looks like good reporting. On
  FA-KES, whose labels come from event data and not from style, the honest result is near chance:
  published systems reach .54 to .60 accuracy where always saying the commoner label gives .53.
* **War reports score high** whatever their label: eight in ten articles of FA-KES at .5 \
or more, and
  some 6 % of the claims of credible conflict reports are called high.
* **A cited source buys too much.** An institute nobody knows, or a foreign outlet that cites the
  local paper, brings a sixth to a quarter of high claims below medium (`experiments/robustness`).
* **Custody and denial.** Taking away the name of a speaker who is held, or of a side that denies,
  lowers risk: nobody is then seen to be held, and a denial reads as the author's own.
* **English only.** Text in another language is abstained on; mixed text is read as if it were
  English where most of it is.
* **Short text.** A single sentence or a headline says little about who vouches for it: expect wide
  intervals. What heads lose on a sentence read alone stands in the rows "sentences alone".
* **Attributions over several sentences** and pronouns that point far back are missed at times; a
  claim whose source is missed looks riskier than it is.
* **Stake and custody** are read from what the text shows. Where it does not show that a body is an
  organ of a side, or that a speaker is held, neither does Assay. Statements in custody are rare in
  the annotated text that was found; most were written for it.
* **War reporting and English-language politics** dominate the training data; other topics, satire,
  fiction, transcripts and legal text are untested.
* **Check-worthiness** was learned from speech in debates, propaganda from outlets picked for it:
  raw head probabilities mislead beside a war report and are shown only on demand.
* **The annotators' own blind spots** are learned with their labels; no reader of another background
  has been asked yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a metric's name says: whose figure, on what, in which slice."""

    subject: str
    where: str
    alone: bool
    figure: str
    slice: str | None


def card(manifest: Mapping[str, Any], metrics: Sequence[Metric]) -> str:
    """The model card of a run in Markdown.

    ``manifest`` is the bundle's (``training.pipeline.manifest_of``), ``metrics`` what was measured.
    Raises ``KeyError`` where the manifest lacks the version, the licence or the data.
    """
    sections = (
        f"# Assay {manifest['version']}\n\n{PURPOSE}",
        f"## Licence\n{licence(manifest)}",
        f"## Data\n{data(manifest)}",
        f"## Who annotated the claims\n{annotators(manifest, metrics)}",
        f"## What it is worth\n{worth(metrics)}",
        f"## Known failures\n{FAILURES}",
        f"## How to make it again\n{again(manifest)}",
    )
    return "\n\n".join(sections) + "\n"


def place(name: str) -> Place:
    """A metric's name taken apart; a name of no known form is a figure of its own."""
    found = NAME.match(name)
    if found is None:
        return Place("other", "", False, name, None)
    subject, where, alone, figure, slice_ = found.group(
        "subject", "where", "alone", "figure", "slice"
    )
    return Place(subject, where, alone is not None, figure, slice_)


def licence(manifest: Mapping[str, Any]) -> str:
    """What code and weights may be used for."""
    closed = [n for n, d in manifest["data"].items() if d["standing"] != "open"]
    words = f"Code: Apache-2.0. Weights: {manifest['licence']}"
    if not closed:
        return words
    return (
        f"{words}\n\nThe weights are for **research and non-commercial use** because of "
        f"{_listed(closed)}; `assay train --only open` trains without what is not open."
    )


def data(manifest: Mapping[str, Any]) -> str:
    """The corpora with their licences, and the standing that these give to the weights."""
    known = corpora()
    rows = ["| corpus | what | taught | licence | standing | sha256 |", "|---|---|---|---|---|---|"]
    for name, entry in manifest["data"].items():
        what, taught = _described(known.get(name))
        rows.append(
            f"| {name} | {what} | {taught} | {_cell(entry['licence'])} | {entry['standing']} | "
            f"`{entry['sha256'][:12]}` |"
        )
    present = dict.fromkeys(entry["standing"] for entry in manifest["data"].values())
    meanings = (f"*{s}*: {STANDING[s]}." for s in STANDING if s in present)
    base = manifest.get("base")
    grounds = "" if base is None else (
        f"\n\nThe encoder starts from {base['model']} (Apache-2.0, sha256 `{base['sha256'][:12]}`)."
    )  # fmt: skip
    return "\n".join(rows) + "\n\n" + " ".join(meanings) + grounds + f"\n\n{KEPT_APART}"


def annotators(manifest: Mapping[str, Any], metrics: Iterable[Metric]) -> str:
    """Who gave the labels that the risk model learns from, and what share of them is invented."""
    claims: Mapping[str, int] = manifest.get("claims", {})
    counted = ", ".join(f"{split} {n}" for split, n in claims.items())
    apart = [m.name for m in metrics if "written" in m.name]
    parts = [ANNOTATORS]
    if counted:
        parts.append(f"Annotated claims in use: {counted}.")
    if "extra" in claims:
        said = (
            f"They are reported apart: {', '.join(apart)}."
            if apart
            else "No figure below is for them alone: figures on gold dev hold none of them, "
            "out-of-fold figures of risk do and flatter for it."
        )
        parts.append(
            f"Of the {_extra_documents()} documents in `extra`, {_extra_documents(written=True)} "
            "were written by an annotator about invented people and states, to fill slices that "
            "found text lacks (custody, verified figures, posts). They are cleaner than found "
            f"text, and their annotator labelled its own writing. {said}"
        )
    return "\n\n".join(parts)


def worth(metrics: Sequence[Metric]) -> str:
    """Tables of what was measured, one a subject, with 90 % intervals and baselines by slice."""
    if not metrics:
        return "Nothing was measured in this run: do not use it."
    placed = [(place(m.name), m) for m in metrics]
    tables = []
    for subject in dict.fromkeys(p.subject for p, _ in placed):
        rows = [
            "| figure | on | slice | value | 90 % interval | baseline | n |",
            "|---|---|---|---|---|---|---|",
            *(_row(p, m) for p, m in placed if p.subject == subject),
        ]
        tables.append(f"### {subject.replace('_', ' ').capitalize()}\n" + "\n".join(rows))
    wheres = dict.fromkeys(p.where for p, _ in placed)
    legend = "\n".join(f"* *{w}*: {WHERE[w]}" for w in WHERE if w in wheres)
    return (
        "Intervals come from resampling whole documents. A baseline is the trivial answer by the "
        "same measure: the commoner label, always yes, or whole sentences marked.\n"
        + legend
        + "\n\n"
        + "\n\n".join(tables)
    )


def again(manifest: Mapping[str, Any]) -> str:
    """The commands that reproduce the bundle, and what pins it."""
    only = "" if _has_closed(manifest) else " --only open"
    recipe = manifest.get("recipe", {})
    told = ", ".join(f"{k} {v}" for k, v in recipe.items() if isinstance(v, int | float))
    pins = [
        f"* code at commit `{manifest.get('code', 'unknown')}`"
        + (" with changes that were not committed" if _dirty(manifest) else ""),
        *([f"* recipe of the encoder: {told}"] if told else []),
        *(
            f"* annotations `{name}`: sha256 `{sha256[:12]}`"
            for name, sha256 in manifest.get("annotations", {}).items()
        ),
        *([f"* MLflow run `{run}`"] if (run := manifest.get("mlflow_run_id")) else []),
    ]
    return (
        f"```\npip install -e '.[train]'\nassay data fetch\nassay train{only}\n"
        "assay evaluate --bundle PATH\n```\n"
        "Figures come out within .01; weights need not be equal bit for bit.\n\n" + "\n".join(pins)
    )


def _row(p: Place, m: Metric) -> str:
    on = f"{p.where}, sentences alone" if p.alone else p.where
    base = "" if m.baseline is None else f"{m.baseline:.3f}"
    return (
        f"| {_cell(p.figure)} | {on} | {_cell(p.slice or 'all')} | {m.value:.3f} | "
        f"{m.low:.3f} to {m.high:.3f} | {base} | {m.n} |"
    )


def _described(known: Corpus | None) -> tuple[str, str]:
    if known is None:
        return "", ""
    return _cell(f"{known.title} ({known.citation})"), _cell(known.purpose)


def _extra_documents(written: bool = False) -> int:
    listed = json.loads((ANNOTATIONS / "extra" / "documents.json").read_text("utf-8"))
    return sum(not written or bool(document.get("written")) for document in listed)


def _has_closed(manifest: Mapping[str, Any]) -> bool:
    return any(entry["standing"] != "open" for entry in manifest["data"].values())


def _dirty(manifest: Mapping[str, Any]) -> bool:
    return str(manifest.get("code", "")).endswith("+")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _cell(text: str) -> str:
    """Text that cannot break out of a table's cell."""
    return " ".join(text.replace("|", "\\|").split())


__all__ = ["card"]
