"""The bundle: complete, hashed, refused when changed; the model behind it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from features.document import MAX_LENGTH, UnreadableText
from training.bundle import FILES, MEGABYTES, SHIPPED, Article, BundleError, Model, load, verify

NEWS = (
    "Ferry talks fail\n\n"
    "The harbour union said on Monday that 36 dockers were locked out. It is thought that upwards "
    "of 700 families are affected.\n\n“The owners lied to us,” said Mara Venn, who leads the union."
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "bundle"))


def test_the_shipped_bundle_is_whole_and_light() -> None:
    manifest, sha256 = verify(SHIPPED)
    assert len(sha256) == 64
    assert set(manifest["files"]) == set(FILES)
    assert sum((SHIPPED / name).stat().st_size for name in FILES) <= MEGABYTES * 1_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(BundleError, match=f"{name}.* was changed"):
        load(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(BundleError, match=name):
        verify(copy)


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no bundle at"):
        load(tmp_path)


def test_a_manifest_of_something_else_is_refused(copy: Path) -> None:
    (copy / "manifest.json").write_text(json.dumps({"hello": 1}), "utf-8")
    with pytest.raises(BundleError, match="no manifest"):
        load(copy)


def test_the_environment_may_name_another_bundle(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_BUNDLE", str(copy))
    assert load().sha256 == verify(copy)[1]


def test_nothing_in_a_bundle_is_a_pickle() -> None:
    assert {Path(name).suffix for name in FILES} <= {".onnx", ".json", ".safetensors", ".md"}


def test_headline_and_body_are_the_text_with_a_blank_line_between() -> None:
    assert Article(headline="Up", body="Down.").whole() == "Up\n\nDown."


def test_a_headline_that_is_sent_apart_is_one_however_short_the_text(model: Model) -> None:
    told = Article(headline="Losses climb past 700", body="Nobody knows who counted them.")
    assert [p.role for p in model.read(told).document.parts] == ["headline", "lede"]
    whole = model.read(told.whole())
    assert [p.role for p in whole.document.parts] == ["body", "body"]


def test_an_article_has_a_text_or_a_headline_and_a_body() -> None:
    with pytest.raises(ValueError, match="either"):
        Article(text="a", body="b").whole()
    with pytest.raises(ValueError, match="either"):
        Article().whole()


def test_outlet_and_url_change_nothing_but_the_id_and_what_is_told_of_the_outlet(
    model: Model,
) -> None:
    plain = model.assess(Article(text=NEWS)).to_dict()
    signed = model.assess(Article(text=NEWS, outlet="The Harbour Post", url="https://a.example"))
    other = signed.to_dict()
    assert plain["id"] != other["id"]
    told = ("id", "outlet")
    assert {k: v for k, v in plain.items() if k not in told} == {
        k: v for k, v in other.items() if k not in told
    }
    assert (plain["outlet"], other["outlet"]["host"]) == (None, "a.example")


def test_each_text_gives_exactly_one_claim_in_order(model: Model) -> None:
    texts = ["Everybody knows who blew up the bridge.", "Hm?", "I saw two men go into the water."]
    found = model.assess_claims(texts)
    assert [f["claim"] for f in found] == [True, False, True]
    assert [f["text"] for f in found] == texts
    assert found[0]["risk"]["score"] > found[2]["risk"]["score"]


def test_an_empty_text_among_many_keeps_its_place_and_claims_nothing(model: Model) -> None:
    texts = ["", "Everybody knows who blew up the bridge.", " \n", "https://example.org/story"]
    found = model.assess_claims(texts)
    assert [f["claim"] for f in found] == [False, True, False, False]
    assert [(f["start"], f["end"], f["text"]) for f in found] == [(0, len(t), t) for t in texts]
    assert found[1] == model.assess_claims(texts[1:2])[0]
    assert model.assess_claims([]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * (MAX_LENGTH + 1), "too_long"), ("A\x00b", "not_text"), ("<html><p>A.</p>", "html")],
)
def test_a_text_that_cannot_be_read_is_named_by_its_place(
    model: Model, text: str, code: str
) -> None:
    with pytest.raises(UnreadableText, match=r"^texts\[2\]: the ") as refusal:
        model.assess_claims(["", "The mill burned down.", text, text])
    assert (refusal.value.code, refusal.value.index) == (code, 2)


def test_texts_without_a_word_among_them_are_refused(model: Model) -> None:
    with pytest.raises(UnreadableText, match=r"^texts\[0\]") as refusal:
        model.assess_claims(["", "https://example.org/story"])
    assert refusal.value.code == "empty"


def test_a_stated_language_is_believed_and_another_than_english_is_not_rated(model: Model) -> None:
    found = model.assess(Article(text=NEWS, language="fr-CA")).data
    assert found["language"] == "fr"
    assert found["risk"]["abstained"]
    assert found["warnings"][-2:] == ["language_unsupported", "abstained"]
    assert all(claim["risk"]["level"] is None for claim in found["claims"])
    assert not model.assess(Article(text=NEWS)).data["risk"]["abstained"]


def test_a_text_that_is_taken_for_foreign_is_rated_where_english_is_stated(model: Model) -> None:
    text = (
        "“Die Stadt ergibt sich nicht, und die Brücke gehört uns allen, für immer,” the mayor "
        "wrote. 36 people were hurt."
    )
    assert model.assess(text).data["risk"]["abstained"], "the quotation outweighs the English"
    found = model.assess(Article(text=text, language="en")).data
    assert found["language"] == "en"
    assert not found["risk"]["abstained"]
    assert "language_unsupported" not in found["warnings"]


def test_many_are_assessed_as_each_alone(model: Model) -> None:
    together = [a.to_json() for a in model.assess_many([NEWS, "It rained in Calder on Monday."])]
    assert together[0] == model.assess(NEWS).to_json()


def test_a_claim_sent_alone_brings_the_sources_that_it_names(model: Model) -> None:
    texts = [
        "A prisoner of the Ordunian Security Directorate said in a video released by the "
        "directorate on Friday that his commanders had fled.",
        "Why was this kept quiet? The ministry said that 36 dockers were killed, but the union "
        "said that nobody was hurt. None of this could be independently verified.",
        "I saw six bodies on the quay.",
    ]
    for claim in model.assess_claims(texts):
        said = claim["attribution"]
        custody = said["custody"] or {}
        named = {said["source_id"], said["channel"], *said["chain"]}
        named |= {custody.get("custodian"), custody.get("publisher")}
        named |= {figure["source_id"] for figure in claim["figures"]}
        assert named - {None} <= {source["id"] for source in claim["sources"]}
        assert (claim["id"], claim["same_as"]) == ("c1", [])
        assert {i for caveat in claim["caveats"] for i in caveat["covers"]} <= {"c1"}
        assert {i for source in claim["sources"] for i in source["claims"]} <= {"c1"}


def test_the_writer_of_a_post_is_not_asked_why_no_name_is_given(model: Model) -> None:
    found = model.assess(
        "I was beaten every day in the cellar for 61 days. My sister and I were held there by the "
        "army. They shot my brother in front of us."
    ).to_dict()
    assert {c["attribution"]["source_id"] for c in found["claims"]} >= {"writer"}
    assert all(s["id"] != "writer" or not s["mentions"] for s in found["sources"])
    assert not [c for c in found["next_checks"] if "no name" in c["text"]]
