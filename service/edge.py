"""The outermost layer that is ours: limits, one error shape, headers, and nothing in the logs.

BentoML answers errors in several shapes and logs the input of what it could not validate. So a
body is read, counted and validated here, before BentoML sees it, and an error that BentoML or
Starlette makes is put into the one shape on its way out.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import pages
from service.errors import (
    MOST_BYTES,
    Refused,
    for_status,
    is_shaped,
    log_failure,
    too_large,
)
from service.schemas import REQUESTS, parsed

# a form in percent-encoding takes up to nine bytes for what is three in UTF-8
MOST_FORM_BYTES: Final = 2_000_000
# a client is read to its end, so that it can hear the refusal; not for ever
_MOST_DRAINED: Final = 32_000_000
_JSON: Final = ("application/json", "")
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Edge:
    """ASGI middleware around everything that the service answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == "/":
            # BentoML's own page there loads scripts from the web
            await RedirectResponse("/review/")(scope, receive, send)
            return
        answer = _Answer(send, private=scope["path"].startswith(("/v1/", "/review")))
        try:
            if scope["method"] in {"POST", "PUT", "PATCH"}:
                body = await _checked(scope, receive)
                if body is None:  # the client has gone
                    return
                receive = _again(body)
            await self.app(scope, receive, answer)
        except Refused as refused:
            is_form = scope["path"].startswith("/review")
            response = pages.refusal(refused) if is_form else refused.response()
            await response(scope, receive, answer)
        except Exception as error:
            log_failure(error)
            if answer.started:
                raise
            await for_status(500).response()(scope, receive, answer)


async def _checked(scope: Scope, receive: Receive) -> bytes | None:
    """The body, within the limit and, where a route says what it takes, valid."""
    form = scope["path"].startswith("/review")
    body = await _read(scope, receive, MOST_FORM_BYTES if form else MOST_BYTES)
    request = REQUESTS.get(scope["path"])
    if body is None or request is None or scope["method"] != "POST":
        return body
    kind = _header(scope, b"content-type").split(";")[0].strip().lower()
    if kind not in _JSON:
        raise Refused(415, "not_json", "Send JSON, and say so: content-type: application/json.")
    body = body.removeprefix(b"\xef\xbb\xbf")
    parsed(request, body)
    return body


async def _read(scope: Scope, receive: Receive, most: int) -> bytes | None:
    """The body by the bytes that arrive, whatever Content-Length says; None: client gone."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= most:
            chunks.append(chunk)
        if size > _MOST_DRAINED or not message.get("more_body", False):
            break
    if size > most:
        raise too_large(most)
    return b"".join(chunks)


def _again(body: bytes) -> Receive:
    """A ``receive`` that gives a body which has been read already."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    return receive


def _header(scope: Scope, name: bytes) -> str:
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""


class _Answer:
    """A ``send`` that holds an error back until it has the one shape."""

    def __init__(self, send: Send, private: bool) -> None:
        self.started = False
        self._send = send
        self._private = private
        self._held: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._add_headers(message)
            if message["status"] >= 400 and not _is_page(message):
                self._held = message
                return
            self.started = True
        elif self._held is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._release()
            return
        await self._send(message)

    async def _release(self) -> None:
        held = self._held
        assert held is not None
        if not is_shaped(self._body):
            self._body = for_status(held["status"]).body()
        kept = [h for h in held["headers"] if h[0] not in {b"content-type", b"content-length"}]
        kept += [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(self._body)).encode()),
        ]
        self.started = True
        await self._send({**held, "headers": kept})
        await self._send({"type": "http.response.body", "body": self._body})

    def _add_headers(self, message: Message) -> None:
        headers = list(message.get("headers", ()))
        headers += _HEADERS
        if self._private and not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-store"))
        message["headers"] = headers


def _is_page(message: Message) -> bool:
    """Whether an error is a page for a person: those keep their own shape."""
    return any(
        name == b"content-type" and value.startswith(b"text/html")
        for name, value in message.get("headers", ())
    )
