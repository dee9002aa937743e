"""One JSON shape for every error: ``{"error": {"code", "message", "detail"}}``.

``message`` says what was given, what was wanted and what to do, and never repeats what was sent:
an error must not put an article into somebody's log.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from features.document import Unreadable, UnreadableText

logger = logging.getLogger("assay")

MOST_BYTES: Final = 1_000_000
"""The longest request that is read: 200,000 code points are at most 800,000 bytes of UTF-8."""
# the status that each code has over HTTP
UNREADABLE: Final[dict[Unreadable, HTTPStatus]] = {
    "empty": HTTPStatus.BAD_REQUEST,
    "html": HTTPStatus.BAD_REQUEST,
    "url": HTTPStatus.BAD_REQUEST,
    "not_text": HTTPStatus.BAD_REQUEST,
    "too_long": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
_BY_STATUS: Final = {
    404: ("not_found", "There is nothing at this address; GET /docs.json lists what there is."),
    405: ("method_not_allowed", "This address does not answer to this method."),
    429: ("busy", "All places are taken; try again shortly."),
    500: ("internal", "Something failed on this side; nothing of the request was kept."),
    504: ("timeout", "The text took longer than this server allows; send less, or try again."),
}


class Refused(Exception):
    """A request that is answered with an error of the one shape."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        detail: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = int(status)
        self.code = code
        self.message = message
        self.detail = detail
        self.headers = dict(headers or {})

    def shape(self) -> dict[str, dict[str, Any]]:
        """This error in the one shape."""
        error = {"code": self.code, "message": self.message, "detail": self.detail}
        return {"error": error}

    def body(self) -> bytes:
        """The JSON of this error, in UTF-8."""
        return json.dumps(self.shape(), ensure_ascii=False).encode()

    def response(self) -> Response:
        """This error as an answer."""
        return Response(self.body(), self.status, self.headers, "application/json")


def refusal(error: Exception) -> Refused:
    """What a failed call is answered with: the text cannot be read, or something failed here."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, UnreadableText):
        return unreadable(error)
    log_failure(error)
    return for_status(500)


def log_failure(error: BaseException) -> None:
    """Log the kind of a failure and where it happened; its message may hold a text."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in reversed(frames))
    logger.error("%s at %s", type(error).__name__, where)


def too_large(most: int) -> Refused:
    """The refusal for a request of more bytes than are read."""
    message = f"The body is larger than {most:,} bytes; send less text."
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", message)


def unreadable(error: UnreadableText) -> Refused:
    """The refusal for a text that cannot be read; of several, ``detail`` names the one."""
    detail = None
    if error.index is not None:
        place = f"texts[{error.index}]"
        detail = [{"field": place, "message": str(error).removeprefix(f"{place}: ")}]
    return Refused(UNREADABLE[error.code], error.code, str(error), detail)


def for_status(status: int) -> Refused:
    """The refusal for an error that the framework made."""
    code, message = _BY_STATUS.get(status) or _general(status)
    return Refused(status, code, message)


def is_shaped(body: bytes) -> bool:
    """Whether an error's body already has the one shape."""
    try:
        error = json.loads(body)["error"]
        return isinstance(error, dict) and error.keys() >= {"code", "message", "detail"}
    except (ValueError, TypeError, KeyError):
        return False


def _general(status: int) -> tuple[str, str]:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Error"
    return phrase.lower().replace(" ", "_"), f"{phrase}."
