"""No word is so long that the review page scrolls sideways, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import service
from service import pages
from service.pages import SAMPLE
from training.bundle import Model

STYLE = (Path(service.__file__).parent / "static" / "assay.css").read_text("utf-8")
LONG, LONGER = "a" * 400, "abcdefghi" * 70
ADDRESS = "https://example.org/" + "seg-ment/" * 31
TEXTS = {
    "the sample": SAMPLE.read_text("utf-8"),
    "a word": f"The mayor said on Monday that {LONG} were sold. It is thought that 700 were lost.",
    "an address": f"The ministry said at {ADDRESS} that 36 were killed. Of 4,000 see {ADDRESS}.",
    "sources and figures": f"The {LONGER} thugs killed 36 {LONGER}. “{LONGER}”, said the spokesman"
    f" {LONGER}. About 700 {LONGER} died, the Ministry of {LONGER} said.",
    "a headline": f"{LONGER}\n\nPORT ELLIS — The mayor said that 40 {LONG} died.",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [390, 800, 1280])
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_stands_out_of_the_page(
    name: str, width: int, browser: Browser, model: Model
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    try:
        page.set_content(pages.render(TEXTS[name], model.assess(TEXTS[name]).to_dict()))
        page.add_style_tag(content=STYLE)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("document.documentElement.clientWidth")
    finally:
        page.close()
