"""The review page: escaped, masked, without scripts, and the same text as was sent."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import pytest
from example_assessment import TEXT, abstained, example
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from features.document import UnreadableText, read
from service import pages
from service.errors import unreadable
from service.findings import ranked
from service.masking import masking
from service.view import chart, paragraphs


async def assess(text: str, url: str | None) -> Mapping[str, Any]:
    try:
        read(text)
    except UnreadableText as error:
        raise unreadable(error) from None
    return example() if text == TEXT else {"risk": {"score": 0.2, "level": "low"}}


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[Mount("/review", routes=pages.routes(assess))]))


@pytest.fixture(scope="module")
def page() -> str:
    return pages.render(TEXT, example())


def words(page: str) -> str:
    """What a page says to the eye: without tags and without what only a screen reader gets."""
    seen = re.sub(r'<span class="aside">.*?</span>', "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", seen))


def test_the_empty_page_is_a_form(client: TestClient) -> None:
    answer = client.get("/review/")
    assert answer.status_code == 200
    assert '<form method="post" action="/review/"' in answer.text


def test_the_sample_is_filled_in_without_javascript(client: TestClient) -> None:
    assert "Gunboat crew disown" in client.get("/review/?sample").text


def test_a_pasted_article_is_answered_with_its_assessment(client: TestClient) -> None:
    answer = client.post("/review/", data={"text": TEXT.replace("\n", "\r\n")})
    assert answer.status_code == 200
    assert "Nothing under it as written" in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no text yet"), ("  \n ", "no text yet"), ("<html><body><p>Hi</p></body></html>", "")],
)
def test_bad_input_shows_the_form_again_with_the_error(
    client: TestClient, text: str, said: str
) -> None:
    answer = client.post("/review/", data={"text": text})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert said in answer.text


def test_bad_input_keeps_the_text_that_was_pasted(client: TestClient) -> None:
    pasted = "<html><body><p>My long article & more</p></body></html>"
    answer = client.post("/review/", data={"text": pasted})
    area = answer.text.split("<textarea")[1].split(">\n", 1)[1].split("</textarea>")[0]
    assert html.unescape(area) == pasted


def test_a_form_in_latin_1_is_refused_politely(client: TestClient) -> None:
    answer = client.post(
        "/review/",
        content=b"text=caf%E9",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_nothing_of_a_text_is_markup(client: TestClient) -> None:
    text = 'A mayor said <script>alert("1")</script> & {{ 7 * 7 }} "quoted" <img src=x onerror=y>.'
    page = client.post("/review/", data={"text": text}).text
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "49" not in page
    assert text in words(page)


def test_nothing_that_an_assessment_says_is_markup() -> None:
    assessment = example()
    attack = "<b onclick=x>"
    assessment["sources"][0]["name"] = attack
    assessment["claims"][0]["contributions"][0]["text"] = attack
    assessment["figures"][0]["counts"] = attack
    assessment["next_checks"][0]["text"] = attack
    assessment["reasons"] = [attack]
    assert "<b " not in pages.render(TEXT, assessment)


def test_the_policy_allows_no_script_and_no_inline_style(client: TestClient) -> None:
    for answer in (client.get("/review/"), client.post("/review/", data={"text": TEXT})):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policy
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", answer.text)
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_the_page_loads_only_what_it_serves(client: TestClient, page: str) -> None:
    for address in set(re.findall(r'(?:href|src)="(/review/static/[^"]+)"', page)):
        assert client.get(address).status_code == 200
    assert not re.search(r'(?:src|href)="https?:', page)


def test_the_text_on_the_page_is_the_text_that_was_sent() -> None:
    assessment = example()
    for source in assessment["sources"]:
        source["protected"] = False
    found = paragraphs(TEXT, assessment, masking(assessment))
    seen = ["".join(s.text for one in p for s in one.segments) for p in found]
    assert "\n\n".join(seen) == TEXT


def test_a_prisoner_is_named_nowhere_on_the_page(page: str) -> None:
    assert "Relk" not in page
    assert "Tomas" not in page
    assert "prisoner 1" in words(page)


def test_a_prisoner_is_shown_as_held_by_the_side_that_published_him(page: str) -> None:
    assert "held by Varenian Security Directorate, and it serves the holder" in words(page)


def test_loaded_words_carry_whose_words_they_are(page: str) -> None:
    author = re.search(r'<mark class="loaded-author[^>]*><a[^>]*>slaughter', page)
    quoted = re.search(r'<mark class="loaded-quoted[^>]*><a[^>]*>a crude fake', page)
    assert author
    assert quoted


def test_a_mark_is_a_link_with_its_note_and_so_within_reach_of_the_keyboard(page: str) -> None:
    body = page.split('class="article"')[1].split("</section>")[0]
    for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", body, flags=re.DOTALL):
        assert mark.startswith('<a href="#')
        assert 'title="' in mark


def test_every_link_on_the_page_leads_somewhere_on_it(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_claims_stand_the_riskiest_first_and_lead_back_to_their_sentences(page: str) -> None:
    order = re.findall(r'<li class="claim \w+" id="c(\d+)"', page)
    assert order == [str(number) for number, _ in ranked(example())]
    assert all(f'id="s{number}"' in page for number in order)


def test_two_claims_of_one_sentence_lead_back_to_the_same_place() -> None:
    assessment = example()
    assessment["claims"].append(assessment["claims"][3] | {"id": "twin"})
    page = pages.render(TEXT, assessment)
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert page.count('href="#s4"') > 2


def test_figures_and_sources_stand_in_tables(page: str) -> None:
    seen = " ".join(words(page).split())
    assert "at least 4,000" in seen
    assert "nobody unsourced" in seen
    assert "Intergovernmental Refugee Office" in seen
    assert "no stake shown" in seen


def test_the_way_from_base_to_score_adds_up() -> None:
    claim = example()["claims"][0]
    claim["base"] = -0.4
    drawn = chart(claim, masking({}))
    assert drawn is not None
    assert drawn.total is not None
    assert drawn.total == pytest.approx(-0.4 + sum(c["effect"] for c in claim["contributions"]))
    assert all(0 <= bar.left <= 100 and bar.left + bar.width <= 100.7 for bar in drawn.bars)


def test_an_abstention_is_shown_as_one_and_never_as_a_score() -> None:
    page = pages.render(TEXT, abstained())
    assert "Assay abstains" in page
    assert "An abstention is not a low risk." in page
    assert "of 100" not in page
    assert 'class="verdict none"' in page


def test_the_page_says_what_it_is_not_for(page: str) -> None:
    seen = " ".join(words(page).split())
    for words_ in ("does not say what is true", "asylum", "policing", "non-commercial"):
        assert words_ in seen


def test_heads_stand_nowhere_on_the_page() -> None:
    assessment = example()
    assessment["claims"][0]["heads"] = {"propaganda": 0.8765}
    page = pages.render(TEXT, assessment)
    assert "0.8765" not in page
    assert "88" not in words(page).split("Assess")[0]


def test_an_assessment_with_nothing_in_it_is_still_a_page() -> None:
    assert "Assay abstains" in pages.render("One.", {})


def test_how_the_article_is_sourced_is_told_in_words_and_leads_to_the_words(page: str) -> None:
    section = page.partition('id="balance"')[2].partition("</section>")[0]
    seen = " ".join(words(section).split())
    assert "3 of 9 claims" in seen
    assert "1 of the 6 with a source" in seen
    assert "no claim has a source" in seen
    assert "the channel used most: Varenian Security Directorate" in seen
    assert "Not heard: Oskan command" in seen
    number = next(n for n, c in ranked(example()) if c["id"] == "c4")
    assert re.search(rf'href="#s{number}" title="It is estimated that"', section)


def test_a_protected_name_is_masked_among_the_words_that_count(page: str) -> None:
    section = page.partition('id="balance"')[2].partition("</section>")[0]
    assert "Relk" not in section


def test_the_list_of_outlets_is_told_with_its_owner_date_and_licence(page: str) -> None:
    section = " ".join(words(page.partition('class="outlet"')[2].partition("</p>")[0]).split())
    for part in ("m.tidings.example", "An institute", "spring 2031", "licence MIT", "not scored"):
        assert part in section


def test_an_address_is_passed_on_and_stays_in_the_form_when_refused() -> None:
    asked: list[str | None] = []

    async def noting(text: str, url: str | None) -> Mapping[str, Any]:
        asked.append(url)
        return await assess(text, url)

    client = TestClient(Starlette(routes=[Mount("/review", routes=pages.routes(noting))]))
    client.post("/review/", data={"text": TEXT, "url": " https://tidings.example/a "})
    client.post("/review/", data={"text": TEXT, "url": ""})
    assert asked == ["https://tidings.example/a", None]
    refused = client.post("/review/", data={"text": " ", "url": 'x"><script>'})
    assert refused.status_code == 400
    assert "<script>" not in refused.text
    assert "x&#34;&gt;&lt;script&gt;" in refused.text


def test_a_technique_is_told_as_a_guess_with_what_it_means() -> None:
    found = example()
    definition = "Puts a label on its target that readers hate or love."
    named = {"text": "thugs", "technique": "Name_Calling,Labeling", "score": 0.41}
    found["claims"][0]["techniques"] = [named | {"definition": definition}]
    seen = " ".join(words(pages.render(TEXT, found)).split())
    assert f"May be name calling or labeling (41%): “thugs” {definition}" in seen
