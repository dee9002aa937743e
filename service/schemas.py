"""What may be sent over HTTP. Pydantic stands at this edge only; inside, dataclasses flow."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from features.document import LANGUAGE_TAG
from service.errors import Refused
from training.bundle import Article, Explain

Short = Annotated[str, Field(max_length=2000)]
MOST_TEXTS = 1000

_NOT_BUILT = "store: nothing is stored by this version; leave it out or send false"


def _tag(language: str) -> str:
    if language and not LANGUAGE_TAG.fullmatch(language):
        raise ValueError("wanted is a language tag, such as en or pt-BR; or leave it out")
    return language


# "2026", "2026-11": ISO 8601 without a day
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def _date(published: str) -> str:
    if published and not _YEAR_OR_MONTH.fullmatch(published):
        try:
            datetime.fromisoformat(published)
        except ValueError:
            raise ValueError(
                "wanted is a date in ISO 8601, such as 2026-11-22 or 2026-11-22T09:30:00Z; or "
                "leave it out"
            ) from None
    return published


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    explain: Explain = Field("brief", description="`full` adds raw heads and techniques.")
    store: bool = Field(False, description="Not built yet: true is refused.")


class AssessRequest(_Request):
    """An article or a post: `text`, or `headline` and `body`."""

    text: str | None = Field(None, description="The article or post as plain text.")
    headline: str | None = Field(None, description="With `body`, instead of `text`.")
    body: str | None = Field(None, description="With `headline`, instead of `text`.")
    url: Short | None = Field(
        None,
        description="Where it stood: looked up in a list of outlets. Never fetched, never scored.",
    )
    outlet: Short | None = Field(None, description="Who published it. Never scored.")
    published: Annotated[Short, AfterValidator(_date)] | None = Field(
        None, description="When, as ISO 8601, such as 2026-11-22."
    )
    language: Annotated[Short, AfterValidator(_tag)] | None = Field(
        None, description="Such as en or pt-BR, where known: believed, and only English is rated."
    )
    parties: Annotated[list[Short], Field(max_length=100)] | None = Field(
        None, description="Names of the sides, from which a source's stake may follow."
    )

    @model_validator(mode="after")
    def _one_text(self) -> AssessRequest:
        apart = self.headline is not None and self.body is not None
        either = self.headline is not None or self.body is not None
        if (self.text is not None) == either or either != apart:
            raise ValueError("send either text, or headline and body")
        return self

    def article(self) -> Article:
        """The article, with what is known about it."""
        return Article(
            headline=self.headline,
            body=self.body,
            text=self.text,
            url=self.url,
            outlet=self.outlet,
            published=self.published,
            language=self.language,
            parties=tuple(self.parties or ()),
        )


class ClaimsRequest(_Request):
    """Texts of one claim each; the answer holds exactly one result a text, in order."""

    texts: list[str] = Field(min_length=1, max_length=MOST_TEXTS)


REQUESTS: Final[dict[str, type[AssessRequest | ClaimsRequest]]] = {
    "/v1/assess": AssessRequest,
    "/v1/claims": ClaimsRequest,
}
"""What each path that rates takes."""

Model = TypeVar("Model", bound=_Request)


def parsed(model: type[Model], body: bytes) -> Model:
    """The request in a JSON body.

    Raises ``Refused`` (400): ``not_utf8``, ``invalid_json``, ``not_text`` (a lone surrogate),
    ``invalid_request`` with one entry a field in ``detail``, or ``not_built``.
    """
    _utf8(body)
    try:
        request = model.model_validate_json(body)
    except ValidationError as error:
        raise _refused(error) from None
    if request.store:
        raise Refused(400, "not_built", _NOT_BUILT)
    return request


def _utf8(body: bytes) -> None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            400,
            "not_utf8",
            f"The body is not UTF-8: byte 0x{body[error.start]:02x} at position {error.start}."
            " Send JSON in UTF-8 (a Latin-1 file: iconv -f latin1 -t utf-8).",
        ) from None


def _refused(error: ValidationError) -> Refused:
    """Says which field and why, without the value that was sent."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] != "json_invalid":
        detail = [{"field": _path(e["loc"]), "message": _message(e["msg"])} for e in found]
        fields = ", ".join(dict.fromkeys(d["field"] for d in detail if d["field"]))
        named = f" ({fields}); see detail." if fields else f": {detail[0]['message']}."
        return Refused(400, "invalid_request", f"The request does not fit{named}", detail)
    reason = found[0]["msg"]
    if "hex escape" in reason:  # "lone leading surrogate in", "unexpected end of hex escape"
        return Refused(
            400,
            "not_text",
            "The JSON holds half of a surrogate pair (\\ud800 to \\udfff); send both.",
        )
    return Refused(400, "invalid_json", f"{reason}. Send one JSON object.")


def _path(location: tuple[Any, ...]) -> str:
    """``("texts", 3)`` as ``"texts[3]"``; a field's name that was sent is cut short."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{str(step)[:60]}"
    return path.lstrip(".")


def _message(words: str) -> str:
    return words.removeprefix("Value error, ")
