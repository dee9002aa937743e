"""The bundle: complete, hashed, refused when changed; the model behind it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

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


def test_an_article_has_a_text_or_a_headline_and_a_body() -> None:
    with pytest.raises(ValueError, match="either"):
        Article(text="a", body="b").whole()
    with pytest.raises(ValueError, match="either"):
        Article().whole()


def test_outlet_and_url_change_nothing_but_the_id(model: Model) -> None:
    plain = model.assess(Article(text=NEWS)).to_dict()
    signed = model.assess(Article(text=NEWS, outlet="The Harbour Post", url="https://a.example"))
    other = signed.to_dict()
    assert plain["id"] != other["id"]
    assert {k: v for k, v in plain.items() if k != "id"} == {
        k: v for k, v in other.items() if k != "id"
    }


def test_each_text_gives_exactly_one_claim_in_order(model: Model) -> None:
    texts = ["Everybody knows who blew up the bridge.", "Hm?", "I saw two men go into the water."]
    found = model.assess_claims(texts)
    assert [f["claim"] for f in found] == [True, False, True]
    assert [f["text"] for f in found] == texts
    assert found[0]["risk"]["score"] > found[2]["risk"]["score"]


def test_many_are_assessed_as_each_alone(model: Model) -> None:
    together = [a.to_json() for a in model.assess_many([NEWS, "It rained in Calder on Monday."])]
    assert together[0] == model.assess(NEWS).to_json()
