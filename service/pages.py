"""The review page: paste an article, read it with its findings on the words.

Server-rendered and escaped by Jinja2; no script, no cookie, nothing stored; usable by keyboard.
The page takes the text and an assessment of DESIGN's shape and knows no model.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from service import wording
from service.errors import Refused
from service.view import view

Assess = Callable[[str, str | None], Awaitable[Mapping[str, Any]]]
"""An assessment of a text that stood at an address, where one is known."""

LONGEST_URL: Final = 2000
_HERE: Final = Path(__file__).parent
# the one sample article, also that of `make run` and of the README
SAMPLE: Final = _HERE.parent / "data" / "samples" / "article.txt"
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Cache-Control": "no-store",
}


def routes(assess: Assess) -> list[BaseRoute]:
    """The routes under ``/review``; ``assess`` is asked for every text."""

    async def form(request: Request) -> Response:
        wanted = "sample" in request.query_params and SAMPLE.is_file()
        return _page(text=SAMPLE.read_text(encoding="utf-8").strip() if wanted else "")

    async def answer(request: Request) -> Response:
        text, url = "", ""
        try:
            text, url = _fields_of(await request.body())
            _wanted(text)
            assessment = await assess(text, url or None)
            # a long text takes a while to draw; meanwhile others are answered
            return await run_in_threadpool(lambda: _page(text=text, view=view(text, assessment)))
        except Refused as refused:
            return refusal(refused, text, url)

    return [
        Route("/", form, methods=["GET"]),
        Route("/", answer, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_HERE / "static"), name="static"),
    ]


def refusal(refused: Refused, text: str = "", url: str = "") -> Response:
    """The form again, with what was wrong with the text."""
    return _page(refused.status, text=text, url=url, error=wording.sentence(refused.message))


def render(text: str, assessment: Mapping[str, Any]) -> str:
    """The page for an assessed text, as HTML."""
    return _html(text=text, view=view(text, assessment))


def _fields_of(body: bytes) -> tuple[str, str]:
    """Article and address in a form's body; a browser's CRLF are the line ends that were typed."""
    try:
        fields = dict(
            parse_qsl(
                body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10
            )
        )
    except ValueError:
        raise Refused(
            400, "not_text", "The form did not hold readable text; paste it again as plain text."
        ) from None
    url = fields.get("url", "").strip()[:LONGEST_URL]
    return fields.get("text", "").replace("\r\n", "\n"), url


def _wanted(text: str) -> None:
    if not text.strip():
        raise Refused(
            400, "empty", "There is no text yet. Paste an article or a post, then assess."
        )


def _page(status: int = 200, **values: Any) -> Response:
    return HTMLResponse(_html(**values), status, headers=_HEADERS)


def _html(
    text: str = "", url: str = "", error: str = "", view: Mapping[str, Any] | None = None
) -> str:
    return _TEMPLATES.get_template("review.html").render(
        text=text, url=url, error=error, view=view, wording=wording
    )


_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
