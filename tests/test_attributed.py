"""Annotated claims as records that teach the encoder who says what."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.readers.gold import ANNOTATIONS, GoldClaim, GoldDocument, gold_ids
from features.evidence import Span
from training import attributed, corpora
from training.attributed import UNTOLD
from training.bundle import Model
from training.examples import MISSING, to_example


def claim(text: str, source: str | None, within: str | None = None) -> GoldClaim:
    """A claim of the sentence ``within`` (else the whole text) by the words ``source``."""
    begin = text.index(within or text)
    at = None if source is None else (text.index(source), text.index(source) + len(source))
    kind = "author_voice" if source is None else "public_figure"
    sentence = (begin, begin + len(within or text))
    return GoldClaim(sentence, True, source_kind=kind, source=at, depth=int(source is not None))


def marks(text: str, *claims: GoldClaim) -> list[tuple[str, str]]:
    """Labels and words of the marks of a document that holds these claims."""
    spans = tuple(c.sentence for c in claims)
    found = attributed.record(GoldDocument("x:1", "wide", "x", text, spans, {"A": claims}, {}))
    return [(m.label, text[m.start : m.end]) for m in found.marks]


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        ("Ann Roe said that the quay is shut.", "Ann Roe", "said", ["that the quay is shut"]),
        ("The quay is shut, Ann Roe said.", "Ann Roe", "said", ["The quay is shut"]),
        ("The mill is now shut Roe told Lesk News.", "Roe", "told", ["The mill is now shut"]),
        ("“The quay is shut,” said Ann Roe, a miller.", "Ann Roe", "said", ["“The quay is shut,”"]),
        ("The quay is shut, according to Roe.", "Roe", "according to", ["The quay is shut"]),
        ("According to Roe, the quay is shut.", "Roe", "According to", ["the quay is shut"]),
        ("Roe: The quay will be shut", "Roe", ":", ["The quay will be shut"]),
        ("Roe told Lesk News that the quay is shut.", "Roe", "told", ["that the quay is shut"]),
        (
            "The quay is shut, Ann Roe said, and the mill will close.",
            "Ann Roe",
            "said",
            ["The quay is shut", "and the mill will close"],
        ),
        ("Ann Roe, who runs the mill, has denied that.", "Ann Roe", None, []),
        ("Ann Roe walked home with two of her men.", "Ann Roe", None, []),
    ],
)  # fmt: skip
def test_cue_and_content_follow_from_the_source(
    text: str, source: str, cue: str | None, contents: list[str]
) -> None:
    found = marks(text, claim(text, source))
    assert ("source", source) in found
    assert [words for label, words in found if label == "content"] == contents
    assert [words for label, words in found if label == "cue"] == ([cue] if cue else [])
    assert ((UNTOLD + "content", text) in found) == (cue is None)


def test_the_authors_sentence_has_no_marks_and_one_with_a_quotation_is_untold() -> None:
    assert not marks("The quay is shut.", claim("The quay is shut.", None))
    quoting = "The mayor shut “the quay” today."
    assert [label for label, _ in marks(quoting, claim(quoting, None))] == [
        UNTOLD + task for task in sorted(attributed.TASKS)
    ]


def test_a_quotation_that_goes_on_is_one_content() -> None:
    first, second = "“The quay is shut,” said Roe.", "“Nobody told the dockers.”"
    third = "“Go home.”"
    text = f"{first} {second} {third}"
    said = claim(text, "Roe", first)
    later = [claim(text, "Roe", within) for within in (second, third)]
    contents = [words for label, words in marks(text, said, *later) if label == "content"]
    assert contents == ["“The quay is shut,”", f"{second} {third}"]


def test_a_source_that_cuts_a_word_is_a_slip() -> None:
    text = "They said the quay is shut."
    assert not [label for label, _ in marks(text, claim(text, "he")) if label == "source"]


def test_untold_words_teach_nothing(model: Model) -> None:
    text = "Ann Roe walked home with two of her men."
    spans = ((0, len(text)),)
    found = attributed.record(
        GoldDocument("x:1", "wide", "x", text, spans, {"A": (claim(text, "Ann Roe"),)}, {})
    )
    example = to_example(found, [Span(0, len(text))], model.encoder.tokenizer)
    assert (example.tags["content"] == MISSING).all()
    assert set(example.tags["source"].tolist()) == {0, 1}


def test_nothing_that_is_fitted_to_or_judged_on_is_taught(mirror: Path) -> None:
    taught = {r.id for r in attributed.records(mirror)}
    judged = gold_ids()
    for name in corpora.UNSEEN:
        judged |= gold_ids(folder=ANNOTATIONS / name, unseen=True)
    assert len(taught) > 500
    assert not taught & judged
    assert set(attributed.homes(only_open=True)) < set(attributed.homes())
