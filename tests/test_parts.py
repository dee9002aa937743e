"""Parts: what a page of news puts around its text, told from words and line breaks alone."""

from __future__ import annotations

import pytest

from features.document import read

LEDE = (
    "The river dam at Oakport gave way on Tuesday night and flooded four villages, "
    "the water board said."
)
BODY = (
    "Crews reached the first houses before dawn.\n\n"
    "The board said that it had warned the council in the spring, and that nobody had answered "
    "the letter. The council did not reply to questions about it."
)


def roles(text: str) -> list[tuple[str, str]]:
    document = read(text)
    return [(part.role, part.of(document.text)) for part in document.parts]


def role_of_line(line: str) -> list[tuple[str, str]]:
    """Parts of ``line`` where it stands between headline and body, without the others."""
    found = roles(f"Dam gives way near Oakport\n\n{line}\n\n{LEDE}\n\n{BODY}")
    return [part for part in found if part[1] in line]


def test_headline_lede_and_body_are_told_apart() -> None:
    found = roles(f"Dam gives way near Oakport\n\n{LEDE}\n\n{BODY}")
    assert [role for role, _ in found] == ["headline", "lede", "body", "body"]
    assert found[1][1] == LEDE


def test_a_date_glued_before_the_headline_is_a_dateline() -> None:
    for date in ("date 2031-03-02", "2 March 2031", "Tuesday 2 March 2031 17:27", "02.03.2031"):
        found = roles(f" {date} Dam gives way near Oakport\n\n{LEDE}\n\n{BODY}")
        assert found[:2] == [("dateline", date), ("headline", "Dam gives way near Oakport")]


def test_a_glued_date_and_its_headline_are_two_sentences() -> None:
    document = read(f"date 2031-03-02 Dam gives way near Oakport\n\n{LEDE}\n\n{BODY}")
    assert document.sentences[0].of(document.text) == "date 2031-03-02"
    assert document.sentences[1].of(document.text) == "Dam gives way near Oakport"


@pytest.mark.parametrize(
    "dateline",
    [
        "OAKPORT —",
        "OAKPORT, Norland (Wire) —",
        "NEW OAKPORT, March 2 (Wire) -",
        "Oakport (WN) –",
        "Oakport —",
        "2 March 2031",
    ],
)
def test_a_place_or_date_before_the_lede_is_a_dateline(dateline: str) -> None:
    found = roles(f"Dam gives way near Oakport\n\n{dateline} {LEDE}\n\n{BODY}")
    assert found[1] == ("dateline", dateline)
    assert found[2] == ("lede", LEDE)


def test_a_sentence_with_a_dateline_takes_the_role_of_its_words() -> None:
    document = read(f"Dam gives way near Oakport\n\nOAKPORT — {LEDE}\n\n{BODY}")
    assert document.role_at(document.sentences[1].start) == "dateline"
    assert document.role_of(document.sentences[1]) == "lede"


@pytest.mark.parametrize(
    "lede",
    [
        "2 March 2031 was the day on which the dam gave way and flooded four villages downstream.",
        "NATO — the alliance — said on Tuesday that it would send engineers to the river dam.",
        "Ann Roe (Green) said on Tuesday that the dam had been unsafe for as long as she knew it.",
        "By Monday, the water had reached four villages and the road to the coast, crews said.",
    ],
)
def test_what_only_looks_like_a_dateline_or_byline_is_the_lede(lede: str) -> None:
    assert roles(f"Dam gives way near Oakport\n\n{lede}\n\n{BODY}")[1] == ("lede", lede)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Roe",
        "By ANN ROE and Bo Lind-Grey",
        "By Ann Roe, water correspondent",
        "Words by Ann van der Roe",
        "(Reporting by Ann Roe; Editing by Bo Lind)",
        "— Ann T. Roe",
        "— Ann Roe (@annroe)",
    ],
)
def test_bylines(line: str) -> None:
    assert role_of_line(line) == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Picture: Ann Roe",
        "Photo by Ann Roe",
        "(Image credit: Wire)",
        "(Nick Doe/Courtesy of Ann Roe via Wire)",
        "Source: Lesk News",
        "Source Lesk News and agencies",
        "© Wire Pictures",
        "Ann Roe/Wire/Pool Images",
        "WIRE/Ann Roe",
    ],
)
def test_credits(line: str) -> None:
    assert role_of_line(line) == [("credit", line)]


def test_a_caption_and_its_credit_are_two_parts() -> None:
    caption = "The broken wall of the dam on Wednesday morning."
    assert role_of_line(f"{caption} Picture: Water Board") == [
        ("caption", caption),
        ("credit", "Picture: Water Board"),
    ]


def test_a_caption_is_told_by_its_first_words() -> None:
    line = "File photo of the dam in the year it was built."
    assert role_of_line(line) == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Published: 2 March 2031",
        "Last updated on March 2, 2031 at 10:15 GMT",
        "2031-03-02 | 3 March 2031",
    ],
)
def test_a_line_of_dates_is_a_dateline(line: str) -> None:
    assert role_of_line(line) == [("dateline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Five dams that leak",
        "Sign up for our newsletter",
        "Follow us on social media",
        "Share this article",
        "Advertisement",
        "© 2031 Oakport Echo. All rights reserved.",
        "Copyright 2031 Oakport Echo",
        "Story continues below",
        "Ann Roe and Bo Lind contributed to this report from Lesk.",
        "Please disable your ad blocker to go on reading.",
        "Leave your thoughts below!",
        "Share before they delete this!!!",
    ],
)
def test_furniture(line: str) -> None:
    assert [role for role, _ in role_of_line(line)] == ["boilerplate"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law was changed on Monday by a vote of the lower house.",
        "Share prices fell by a third when the news broke on Tuesday.",
        "Related families were housed in the school of the next village.",
        "Watch towers along the border were manned again on Tuesday.",
        '"Read more books," the mayor told the children of the flooded villages.',
    ],
)
def test_prose_that_begins_like_furniture_is_prose(sentence: str) -> None:
    found = roles(f"Dam gives way near Oakport\n\n{LEDE}\n\n{sentence}\n\n{BODY}")
    assert ("body", sentence) in found


def test_furniture_glued_to_prose_is_a_part_of_its_own() -> None:
    glued = f"{LEDE} Sign up for our newsletter. Crews came at once."
    found = roles(f"Dam gives way near Oakport\n\n{glued}\n\n{BODY}")
    assert ("boilerplate", "Sign up for our newsletter.") in found
    assert ("lede", LEDE) in found


def test_a_post_has_only_body() -> None:
    post = "I was at the dam tonight\n\nIt just went. Share this! The water took our car #oakport"
    assert {role for role, _ in roles(post)} == {"body"}


def test_a_single_sentence_has_only_body() -> None:
    assert roles(LEDE) == [("body", LEDE)]


def test_the_lede_of_one_long_paragraph_is_its_first_sentence() -> None:
    found = roles("Dam gives way near Oakport\n\n" + " ".join([LEDE, *["Crews came."] * 30]))
    assert found[1] == ("lede", LEDE)
    assert [role for role, _ in found] == ["headline", "lede", "body"]


def test_a_headline_said_again_is_not_the_lede() -> None:
    found = roles(f"Dam gives way near Oakport\n\nDam gives way near Oakport. {LEDE}\n\n{BODY}")
    assert found[1] == ("headline", "Dam gives way near Oakport.")
    assert found[2] == ("lede", LEDE)


def test_a_paragraph_that_is_all_quotation_is_a_quote_block() -> None:
    quote = "“We wrote to them in the spring. Nobody ever wrote back.”"
    found = roles(f"Dam gives way near Oakport\n\n{LEDE}\n\n{quote}\n\n{BODY}")
    assert ("quote_block", quote) in found


def test_swapping_the_names_of_the_sides_changes_no_role() -> None:
    text = (
        "NORBURG — Norland shells Sudland town\n\nNORBURG (NA) — Norland's army said on Tuesday "
        f"that it had struck Sudland.\n\nPicture: Norland Army\n\n{BODY}"
    )
    swapped = text.replace("Nor", "~").replace("Sud", "Nor").replace("~", "Sud")
    assert [r for r, _ in roles(text)] == [r for r, _ in roles(swapped)]
