"""Insinuation, overreach, dehumanising words and factive verbs against the annotators' codes.

    python -m experiments.framing.codes [--dev] [--show insinuation]

A code is right where the claim that answers an annotated one carries the finding. Codes are given
after the level and lean towards it (nobody notes a factive verb in a plain low), so precision is
to be read with care. A source that headline or lede drops is coded ``no_source`` as often as
``overreach``; the last row counts either as right. With ``--dev`` gold dev is measured too.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from data.readers.gold import ANNOTATIONS, GoldDocument, read_gold
from features.concepts import DEHUMANISING
from features.evidence import Claim
from training.bundle import load
from training.predicted import ReadGold, read_gold_document

FINDINGS: Mapping[str, Callable[[Claim], bool]] = {
    "insinuation": lambda claim: bool(claim.insinuations),
    "overreach": lambda claim: bool(claim.dropped),
    "dehumanising": lambda claim: any(w.category == DEHUMANISING for w in claim.loaded),
    "factive_cue": lambda claim: bool(claim.factive),
    "loaded_author": lambda claim: any(
        w.voice != "quoted" and w.category != "side_label" for w in claim.loaded
    ),
    "loaded_quote": lambda claim: any(w.voice == "quoted" for w in claim.loaded),
}


def given(split: str) -> list[GoldDocument]:
    """The documents of a split, but for those that the encoder was trained on."""
    if split == "more":
        return read_gold("more", folder=ANNOTATIONS / "more")
    if split == "extra":
        found = read_gold("extra", folder=ANNOTATIONS / "extra")
        return [g for g in found if not g.doc_id.startswith("polnear:")]
    return read_gold("dev" if split == "dev" else "train")


def table(split: str, found: Sequence[ReadGold], show: str | None) -> None:
    """Print precision and recall of every finding."""
    for code, has in FINDINGS.items():
        right = wrong = missed = 0
        for read in found:
            for claim, gold in zip(read.claims, read.given, strict=True):
                wanted, got = code in gold.reasons, has(claim)
                right, wrong = right + (wanted and got), wrong + (got and not wanted)
                missed += wanted and not got
                if code == show and wanted != got:
                    name = "missed" if wanted else "false"
                    print("  ", name, gold.risk, gold.reasons, claim.dropped, claim.role)
                    print("      ", claim.span.of(read.reading.document.text)[:160])
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        print(f"{split}, {code}: P {precision:.2f} R {recall:.2f} ({right + missed} wanted)")
    flagged = [g for r in found for c, g in zip(r.claims, r.given, strict=True) if c.dropped]
    either = sum(bool({"overreach", "no_source"} & set(gold.reasons)) for gold in flagged)
    print(f"{split}, overreach or no_source: {either} of {len(flagged)} flagged")


def main() -> None:
    parser = argparse.ArgumentParser(description="Findings against the annotators' reason codes.")
    parser.add_argument("--dev", action="store_true", help="measure gold dev too")
    parser.add_argument("--show", choices=list(FINDINGS), help="print what is wrong on train")
    options = parser.parse_args()
    encoder = load().encoder
    for split in ("train", "extra", "more", *(["dev"] if options.dev else [])):
        found = [read_gold_document(document, encoder) for document in given(split)]
        table(split, found, options.show if split != "dev" else None)


if __name__ == "__main__":
    main()
