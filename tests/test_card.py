"""The model card says what the run says, and what an honest card must."""

from __future__ import annotations

import pytest
from example_bundle import METRICS, manifest

from training.card import card, place
from training.evaluation import Metric


def flat(text: str) -> str:
    return " ".join(text.split())


def section(text: str, title: str) -> str:
    return flat(text.partition(f"## {title}\n")[2].partition("\n## ")[0])


def test_every_metric_stands_in_a_table_with_its_interval_and_baseline() -> None:
    worth = card(manifest(), METRICS)
    assert "| F1 | dev | all | 0.610 | 0.580 to 0.640 | 0.400 | 3177 |" in worth
    for m in METRICS:
        assert f"{m.value:.3f} | {m.low:.3f} to {m.high:.3f}" in worth


def test_a_slice_has_its_own_column() -> None:
    sliced = Metric("risk dev quadratic kappa [in custody]", 0.4, 0.1, 0.7, 0.0, 7)
    told = card(manifest(), [*METRICS, sliced])
    assert "| quadratic kappa | dev | in custody | 0.400 | 0.100 to 0.700 | 0.000 | 7 |" in told


def test_sentences_alone_are_told_from_sentences_in_context() -> None:
    assert place("propaganda dev alone F1").alone
    assert not place("propaganda dev F1").alone
    assert place("biased_word held piece F1").where == "held"


def test_a_name_of_no_known_form_is_kept_whole() -> None:
    found = place("swap mean change of risk")
    assert (found.subject, found.figure) == ("other", "swap mean change of risk")


def test_every_corpus_stands_with_its_licence_and_standing() -> None:
    told = section(card(manifest(), METRICS), "Data")
    assert "| ptc |" in told
    assert "CC BY-NC | non-commercial |" in told
    assert "*non-commercial*: for research and non-commercial use." in told
    assert "*unclear*" not in told


def test_weights_of_closed_corpora_are_for_research_and_the_corpora_are_named() -> None:
    told = section(card(manifest(), METRICS), "Licence")
    assert "**research and non-commercial use** because of babe;" in told


def test_weights_of_open_corpora_alone_carry_no_such_sentence() -> None:
    known = manifest()
    del known["data"]["babe"]
    known["licence"] = "Trained on open corpora only."
    told = card(known, METRICS)
    assert "non-commercial" not in section(told, "Licence")
    assert "assay train --only open" in section(told, "How to make it again")


def test_the_annotators_are_language_models_and_written_texts_are_told_apart() -> None:
    told = section(card(manifest(), METRICS), "Who annotated the claims")
    assert "language models" in told
    assert "not human labels" in told
    assert "Of the 43 documents in `extra`, 25 were written" in told
    assert "No figure below is for them alone" in told
    written = Metric("risk out-of-fold quadratic kappa [written]", 0.8, 0.7, 0.9, 0.0, 174)
    apart = section(card(manifest(), [written]), "Who annotated the claims")
    assert "reported apart: risk out-of-fold quadratic kappa [written]" in apart


@pytest.mark.parametrize(
    "words",
    [
        "saying what is true or false", "ranking outlets", "asylum", "FA-KES", "near chance",
        "English only", "removing, hiding",
    ],
)  # fmt: skip
def test_uses_that_are_none_and_failures_are_named(words: str) -> None:
    assert words in flat(card(manifest(), METRICS))


def test_a_run_without_figures_says_so() -> None:
    assert "Nothing was measured" in card(manifest(), [])


def test_uncommitted_code_is_admitted() -> None:
    assert "not committed" in card(manifest(), METRICS)


def test_a_licence_cannot_break_the_table() -> None:
    known = manifest()
    known["data"]["ptc"]["licence"] = "one | two\nthree"
    assert "one \\| two three" in card(known, METRICS)
