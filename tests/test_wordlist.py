"""Word lists: sections, comments, and that every list of the text readers says where it is from."""

from __future__ import annotations

from pathlib import Path

import pytest

import features
from features.wordlist import sections, words

LISTS = (
    "abbreviations",
    "boilerplate",
    "captions",
    "elisions",
    "sentence_openers",
    "speech_verbs",
)


def test_sections_keep_the_order_of_the_file_and_drop_comments() -> None:
    found = sections("abbreviations")
    assert found["before_name"][0] == "adm"
    assert not any(entry.startswith("#") for entries in found.values() for entry in entries)


def test_an_unknown_list_or_section_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        sections("no_such_list")
    with pytest.raises(KeyError):
        words("abbreviations", "no_such_section")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_tells_its_content_origin_and_licence(name: str) -> None:
    folder = Path(features.__file__).parent / "lexicons"
    head = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:3]
    assert [line.split(":")[0] for line in head] == ["# what", "# origin", "# licence"]


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_stands_twice_in_a_section(name: str) -> None:
    for entries in sections(name).values():
        assert len(entries) == len(set(entries))
