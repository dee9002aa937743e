"""The BentoML service: assessments over HTTP, the review page, health and metrics.

One worker, asynchronous endpoints, and a bounded pool with one encoder thread a core. BentoML
keeps what every request touched for as long as its timeout lasts, so that is short, and what the
start has built is taken out of the garbage collector's sight (``reference/stack.md``, section 2).
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

os.environ.setdefault("BENTOML_DO_NOT_TRACK", "True")
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # `bentoml serve` sets it for its workers
    _metrics = tempfile.TemporaryDirectory(prefix="assay-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = _metrics.name

import bentoml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from service import pages
from service.edge import Edge
from service.errors import refusal
from service.pool import PATIENCE, PLACES_A_CORE, Lanes, cores
from service.schemas import AssessRequest, ClaimsRequest
from training.bundle import Article, Model, load, shown, to_json

if TYPE_CHECKING:
    import socket

SECONDS = float(os.environ.get("ASSAY_TIMEOUT", "20"))
TURN = 1e-4
"""Seconds after which a thread that computes in Python gives way, 5 ms by default: between two
windows the encoder's threads need the interpreter for a moment, while the rules run beside them."""


@cache
def load_model() -> Model:
    """The model in ``ASSAY_BUNDLE``, else the one that ships with Assay; loaded once."""
    return load()


async def _assess_page(text: str, url: str | None) -> dict[str, Any]:
    """What the review page shows for a text; nothing of it is kept."""
    assay = bentoml.get_current_service()
    try:
        found: dict[str, Any] = await assay.pool.run(
            len(text), lambda: assay.model.assess(Article(text, url=url)).to_dict()
        )
    except Exception as error:
        raise refusal(error) from None
    return found


async def _model(_: Request) -> Response:
    """What is served: version, hashes, what it was trained on, licence, what is not built."""
    return JSONResponse(bentoml.get_current_service().model.info())


async def _docs(_: Request) -> Response:
    """The OpenAPI description of everything under /v1/."""
    from service.openapi import described

    return JSONResponse(described(Assay.openapi_spec.asdict()))


class Service:
    """Risk of misinformation and propaganda in news, claim by claim, with the reasons."""

    def __init__(self) -> None:
        self.model = load_model()
        threads = cores()
        self.pool = Lanes(threads, PLACES_A_CORE * threads, SECONDS)

    @bentoml.on_startup  # type: ignore[untyped-decorator]
    async def settle(self) -> None:
        """Run one text, then take what stays for good out of garbage collection, which ``assay
        serve`` has switched off for the start, and let threads take turns sooner."""
        await self.pool.run(0, self.model.assess, "A spokesman said that two people were hurt.")
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        gc.enable()
        sys.setswitchinterval(TURN)

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    def close(self) -> None:
        """Let running calls end."""
        self.pool.close()

    @bentoml.api(route="/v1/assess")  # type: ignore[untyped-decorator]
    async def assess(self, request: AssessRequest, /) -> Any:
        """Assess an article or a post: risk, claims, figures, sources, reasons, with spans."""
        article = request.article()
        return await self._answer(
            sum(len(text or "") for text in (article.text, article.headline, article.body)),
            lambda: self.model.assess(article).to_json(explain=request.explain),
        )

    @bentoml.api(route="/v1/claims")  # type: ignore[untyped-decorator]
    async def claims(self, request: ClaimsRequest, /) -> Any:
        """Assess texts of one claim each; exactly one result a text, in order."""
        return await self._answer(
            sum(map(len, request.texts)),
            lambda: to_json(
                {"claims": shown(self.model.assess_claims(request.texts), request.explain)}
            ),
        )

    async def _answer(self, length: int, call: Callable[[], str | bytes]) -> Response:
        """The JSON that ``call`` writes of ``length`` code points, byte for byte, or an error of
        the one shape."""
        try:
            return Response(await self.pool.run(length, call), media_type="application/json")
        except Exception as error:
            return refusal(error).response()


Assay: Any = bentoml.service(
    name="assay",
    workers=1,
    traffic={"timeout": SECONDS * (1 + PATIENCE) + 5},
    metrics={"enabled": True},
    logging={"access": {"enabled": True, "request_content_length": True}},
)(Service)
Assay.add_asgi_middleware(Edge)
Assay.mount_asgi_app(
    Starlette(
        routes=[
            Route("/v1/model", _model, methods=["GET"]),
            Route("/docs.json", _docs, methods=["GET"]),
            Mount("/review", routes=pages.routes(_assess_page)),
        ]
    ),
    path="/",
    name="pages",
)


def run(listening: socket.socket) -> None:
    """Serve on a socket until stopped, in this process: half the memory of a supervised worker.

    ``bentoml serve service.app:Assay`` serves the same application with a supervisor.
    """
    import uvicorn

    context = bentoml.server_context
    context.service_name = context.bento_name = Assay.name  # what the metrics are labelled with
    config = uvicorn.Config(
        Assay.to_asgi(), loop="uvloop", http="httptools", log_config=None, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listening])
