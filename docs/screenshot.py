"""Draws the pictures of the README: ``python docs/screenshot.py`` (needs Chromium).

``docs/review.png`` is the review page at 1280 pixels, ``docs/review-phone.png`` at 390, and
``docs/report.svg`` the terminal report, all of the sample article with the shipped model.
"""

from __future__ import annotations

import io
import shutil
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from starlette.applications import Starlette
from starlette.routing import Mount

from service import pages
from service.report import show
from training.bundle import load

HERE: Final = Path(__file__).parent
SIZES: Final = {"review.png": (1280, 1500), "review-phone.png": (390, 1700)}


def main() -> None:
    """Write the three pictures and say so."""
    text = pages.SAMPLE.read_text(encoding="utf-8").strip()
    assessment = load().assess(text).to_dict(explain="brief")
    draw_report(text, assessment, HERE / "report.svg")
    draw_pages(assessment, HERE)
    print(f"Wrote {', '.join(['report.svg', *SIZES])} to {HERE}")


def draw_report(text: str, assessment: Mapping[str, Any], to: Path) -> None:
    """The terminal report as an SVG."""
    console = Console(record=True, width=102, file=io.StringIO(), force_terminal=True)
    show(text, assessment, console, most=4)
    console.save_svg(str(to), title="assay analyze article.txt")


def draw_pages(assessment: Mapping[str, Any], folder: Path) -> None:
    """The review page in headless Chromium, at every size."""

    async def assess(_: str, __: str | None) -> Mapping[str, Any]:
        return assessment

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    routes = [Mount("/review", routes=pages.routes(assess))]
    config = uvicorn.Config(Starlette(routes=routes), log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            for name, (width, height) in SIZES.items():
                _shoot(browser, listening.getsockname()[1], width, height, folder / name)
            browser.close()
    finally:
        server.should_exit = True
        thread.join()


def _shoot(browser: Browser, port: int, width: int, height: int, to: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(f"http://127.0.0.1:{port}/review/?sample")
    page.get_by_role("button", name="Assess").click()
    page.locator(".verdict").wait_for()
    page.screenshot(path=to)
    page.close()


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("docs/screenshot.py: needs Chromium; apt-get install chromium")


if __name__ == "__main__":
    main()
