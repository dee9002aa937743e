"""Readers: every corpus has its published counts, and offsets hold the words they should."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import data
from data.catalogue import CorpusError, corpora, corpus
from data.corpora import READERS
from data.readers import checkedclaims, markkula, newsquant, ptc, statemedia
from data.readers.checks import expect
from data.readers.gold import ANNOTATIONS, GOLD, GoldSplit, gold_ids, read_gold
from data.schema import Mark, Record

SPLITS: tuple[GoldSplit, ...] = ("train", "dev")


def labelled(records: list[Record], label: str) -> list[Mark]:
    return [mark for record in records for mark in record.marks if mark.label == label]


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_corpus_has_its_count_and_ids_of_its_own(name: str, mirror: Path) -> None:
    if name == "unlp2025":
        pytest.importorskip("pyarrow")
    records = data.read(name, mirror)
    assert len(records) == corpus(name).count
    assert len({record.id for record in records}) == len(records)
    assert all(record.id.startswith(f"{name}:") for record in records)


def test_every_corpus_is_read_or_is_a_list() -> None:
    lists = {name for name, entry in corpora().items() if entry.use == "list"}
    assert set(READERS) == set(corpora()) - lists


def test_a_missing_corpus_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"ASSAY_MIRROR.*assay data fetch ptc"):
        data.read("ptc", tmp_path)


def test_a_list_is_no_corpus_of_records(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"data\.readers\.statemedia"):
        data.read("statemedia", tmp_path)


def test_another_count_than_the_published_one_is_an_error() -> None:
    with pytest.raises(CorpusError, match="1,291 sentences where 1,292 are published"):
        expect("subj", "sentences", 1291, 1292)


def test_ptc_lines_are_the_derived_sentences(mirror: Path) -> None:
    records = list(ptc.read(mirror, near_copies=True))
    lines = {
        split: [line for r in records if r.split == split for line in ptc.sentences(r)]
        for split in ("train", "dev")
    }
    assert [len(lines[split]) for split in ("train", "dev")] == [16_673, 3_177]
    assert [sum(s.propaganda for s in lines[split]) for split in ("train", "dev")] == [4_753, 791]


def test_ptc_dev_has_boilerplate_of_train(mirror: Path) -> None:
    records = data.read("ptc", mirror)
    known = ptc.train_lines(records)
    dev = [s for r in records if r.split == "dev" for s in ptc.sentences(r, known)]
    assert [len(dev), sum(s.boilerplate for s in dev)] == [3_042, 469]
    assert sum(s.boilerplate and s.propaganda for s in dev) == 4


def test_ptc_techniques_stand_where_a_span_stands(mirror: Path) -> None:
    records = data.read("ptc", mirror)
    assert {record.id for record in records}.isdisjoint(f"ptc:{n}" for n in ptc.NEAR_COPIES)
    named = Counter(m.label for r in records for m in r.marks if m.label != ptc.PROPAGANDA)
    assert set(named) == set(ptc.TECHNIQUES)
    for record in records:
        covered = {
            at for m in record.marks if m.label == ptc.PROPAGANDA for at in range(m.start, m.end)
        }
        assert all({m.start, m.end - 1} <= covered for m in record.marks)


def invented(name: str, split: Any, text: str, *marks: Mark) -> Record:
    return Record("ptc", f"ptc:{name}", "document", split, text, marks=marks)


def test_a_line_of_another_training_article_is_boilerplate() -> None:
    first = invented("1", "train", "A title\n\nShare this \nOnce\n")
    second = invented("2", "train", "Another\nShare this\n", Mark(0, 3, ptc.PROPAGANDA))
    dev = invented("3", "dev", "Once\nNew")
    known = ptc.train_lines([first, second, dev])
    assert [s.boilerplate for s in ptc.sentences(first, known)] == [False, True, False]
    assert [s.boilerplate for s in ptc.sentences(dev, known)] == [True, False]
    assert [s.propaganda for s in ptc.sentences(second)] == [True, False]


def test_a_span_that_ends_with_the_line_break_touches_one_line() -> None:
    record = invented("1", "train", "One\nTwo\n", Mark(0, 4, ptc.PROPAGANDA))
    assert [s.propaganda for s in ptc.sentences(record)] == [True, False]


def test_babe_marks_are_the_listed_words(mirror: Path) -> None:
    records = data.read("babe", mirror)
    path = corpus("babe").folder(mirror) / "data" / "final_labels_SG2.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for record in records:
        row = rows[int(record.id.removeprefix("babe:"))]
        listed = {w.strip().casefold() for w in ast.literal_eval(row["biased_words"])}
        assert {record.text[m.start : m.end].casefold() for m in record.marks} <= listed
    assert len(labelled(records, "biased_word")) > 3_800


def test_babe_sentences_of_an_article_share_a_group(mirror: Path) -> None:
    records = data.read("babe", mirror)
    assert len({record.group for record in records}) < 2_150
    assert {record.outlet for record in records} >= {"Reuters", "Breitbart", "Alternet"}


def test_polnear_attributions_have_a_content_and_mostly_a_source(mirror: Path) -> None:
    records = data.read("polnear", mirror)
    assert Counter(record.split for record in records) == {"train": 840, "dev": 84}
    assert len({record.outlet for record in records}) == 7
    total = sum(record.labels["attributions"] for record in records)
    without = sum(record.labels["without_source"] for record in records)
    assert 21_000 < total < 23_000
    assert 0.05 < without / total < 0.08
    for record in records:
        groups: dict[str | None, set[str]] = {}
        for mark in record.marks:
            groups.setdefault(mark.group, set()).add(mark.label)
            assert record.text[mark.start : mark.end].strip() == record.text[mark.start : mark.end]
        assert len(groups) == record.labels["attributions"]
        assert all("content" in labels for labels in groups.values())


def test_every_positive_of_checkthat_is_in_claimbuster(mirror: Path) -> None:
    records = data.read("checkthat2024", mirror)
    alone = [record for record in records if not record.labels["in_claimbuster"]]
    assert len(alone) == 325
    assert not any(record.labels["check_worthy"] for record in alone)


def test_fakenewsamt_groups_are_pairs(mirror: Path) -> None:
    records = data.read("fakenewsamt", mirror)
    pairs = Counter(record.group for record in records)
    assert set(pairs.values()) == {2}
    assert sum(record.labels["fake"] for record in records) == 240


def test_markkula_statements_are_mostly_found(mirror: Path) -> None:
    records = data.read("markkula", mirror)
    statements = [s for record in records for s in record.labels["statements"]]
    assert sum(s["start"] is None for s in statements) == 8
    assert {s["kind"] for s in statements} == set(markkula.KINDS.values())
    assert all("Headline:" not in record.text for record in records)


def test_words_are_found_whatever_their_quotation_marks() -> None:
    text = "She said: “It’s over —\nfor now.” Then she left."
    assert markkula.locate(text, '"It\'s over — for now."') == (11, 30)
    assert markkula.locate(text, "She said … Then she left") == (0, len(text) - 1)
    assert markkula.locate(text, "He said") == (None, None)


def test_newsquant_places_hold_a_numeral(mirror: Path) -> None:
    records = data.read("newsquant", mirror)
    quantities = [q for record in records for q in record.labels["quantities"]]
    assert len(quantities) == 904
    assert sum(q["start"] is not None for q in quantities) == 826
    assert {q["bound"] for q in quantities} == {"exact", "approx", "lower", "upper", "range"}


@pytest.mark.parametrize(
    ("value", "values"),
    [("6.0", [6.0]), ("3.0 - 4.0", [3.0, 4.0]), ("0.0-80.0", [0.0, 80.0]), ("-1.3", [-1.3])],
)
def test_a_range_has_two_values(value: str, values: list[float]) -> None:
    assert newsquant.values_of(value) == values


def test_fakes_quotes_are_straight(mirror: Path) -> None:
    records = data.read("fakes", mirror)
    assert not any(set(record.text) & set("\x91\x92\x93\x94") for record in records)
    assert all("\n\n" in record.text for record in records)


def test_a_tweet_repeats_a_checked_claim(mirror: Path) -> None:
    claims = {record.id for record in data.read("checkedclaims", mirror)}
    assert {record.labels["claim"] for record in checkedclaims.tweets(mirror)} <= claims


def test_state_media_have_a_kind_of_control_by_domain(mirror: Path) -> None:
    found = statemedia.by_domain(mirror)
    assert len(found) > 900
    assert not any(domain.startswith("www.") for domain in found)
    assert {outlet.control for outlet in found.values()} <= {*statemedia.CONTROL.values(), None}


def test_gold_has_the_documents_and_claims_of_its_agreement_table(mirror: Path) -> None:
    train, dev = (read_gold(split, mirror) for split in SPLITS)
    assert [len(train), len(dev)] == [48, 12]
    claims = [claim for document in train for claim in document.claims["A"] if claim.claim]
    assert Counter(c.risk for c in claims) == {"low": 278, "medium": 225, "high": 97}
    assert Counter(d.article["A"].risk for d in train) == {"low": 9, "medium": 17, "high": 22}
    assert all(set(document.claims) == {"A", "B"} == set(document.article) for document in dev)
    assert sum(len(document.sentences) for document in dev) == 169


def test_gold_spans_lie_in_their_sentence_and_cut_no_word(mirror: Path) -> None:
    for document in (*read_gold("train", mirror), *read_gold("dev", mirror)):
        text = document.text
        for claim in (c for claims in document.claims.values() for c in claims):
            inner = [
                *claim.hedges,
                *(f.span for f in claim.figures),
                *(w.span for w in claim.loaded),
            ]
            low, high = claim.sentence
            assert all(low <= start < end <= high for start, end in inner)
            for start, end in (*inner, *filter(None, (claim.source, claim.cue))):
                assert text[start:end].strip() == text[start:end]
                assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


def test_gold_codes_are_those_of_the_guidelines(mirror: Path) -> None:
    claims = [
        claim
        for split in SPLITS
        for document in read_gold(split, mirror)
        for annotated in document.claims.values()
        for claim in annotated
    ]
    assert {c.stance for c in claims} == {"asserted", "reported", "disputed", "refuted"}
    assert {c.depth for c in claims} == {0, 1, 2}
    assert all(c.anonymity is None for c in claims if c.named)
    assert all(not c.reasons and not c.figures for c in claims if not c.claim)


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for inner in value.values() for word in strings(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_annotations_hold_no_text_of_any_document() -> None:
    for path in sorted(GOLD.iterdir()):
        raw = path.read_text(encoding="utf-8")
        parsed = json.loads(raw) if path.suffix == ".json" else map(json.loads, raw.splitlines())
        found = {word for record in parsed for word in strings(record)}
        assert not any(" " in word for word in found), path.name


def test_gold_ids_need_no_corpus() -> None:
    assert len(gold_ids("dev")) == 12
    assert gold_ids("dev").isdisjoint(gold_ids("train"))
    assert gold_ids() == gold_ids("dev") | gold_ids("train")


def annotation_set(folder: Path, text: str, sha256: str) -> Path:
    (folder / "one.txt").write_text(text, encoding="utf-8")
    listed = {
        "doc_id": "extra:1", "split": "train", "outlet": "none", "file": "one.txt",
        "sha256": sha256, "sentences": [[0, 9]],
    }  # fmt: skip
    (folder / "documents.json").write_text(json.dumps([listed]), encoding="utf-8")
    records = [
        {"doc_id": "extra:1", "sentence": [0, 9], "claim": False},
        {"doc_id": "extra:1", "article_risk": "low", "reasons": []},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "train.C.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_a_further_annotation_set_brings_its_own_texts(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"extra:1 is not the one annotated"):
        read_gold("train", folder=annotation_set(tmp_path, "Read more", "0" * 64))
    sha256 = hashlib.sha256(b"Read more").hexdigest()
    folder = annotation_set(tmp_path, "Read more", sha256)
    (document,) = read_gold("train", folder=folder)
    assert document.text == "Read more"
    assert document.article["C"].risk == "low"
    assert not document.claims["C"][0].claim


def test_the_samples_are_ours_and_long_enough() -> None:
    samples = ANNOTATIONS.parent / "samples"
    article = (samples / "article.txt").read_text(encoding="utf-8")
    assert 300 <= len(article.split()) <= 420
    assert "purportedly from" in article
    assert 40 <= len((samples / "post.txt").read_text(encoding="utf-8").split()) <= 90
