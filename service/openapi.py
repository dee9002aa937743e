"""BentoML's OpenAPI description, with what it cannot know: our GET route and our errors."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from service.schemas import REQUESTS

Schema = dict[str, Any]

_ERRORS: Final = {
    "400": "The request or its text cannot be read; `code` says why.",
    "413": "Too much text.",
    "415": "Not JSON.",
    "429": "All places are taken; `Retry-After` says when to come back.",
    "500": "Something failed on this side.",
    "504": "No answer in time.",
}
_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "detail"],
            "properties": {
                "code": {"type": "string", "examples": ["invalid_request"]},
                "message": {"type": "string"},
                "detail": {"description": "Field errors, or null."},
            },
        }
    },
}
_RISK: Final = {
    "type": "object",
    "properties": {
        "score": {"type": ["number", "null"]},
        "level": {"enum": ["low", "medium", "high", None]},
        "interval": {"type": ["array", "null"], "items": {"type": "number"}},
        "abstained": {"type": "boolean"},
        "author": {"type": ["number", "null"]},
    },
}
_ASSESSMENT: Final = {
    "type": "object",
    "description": "Offsets are code points into the text. Fields are added, never renamed.",
    "properties": {
        "id": {"type": "string"},
        "model": {"type": "object"},
        "language": {"type": ["string", "null"]},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "risk": {"$ref": "#/components/schemas/Risk"},
        "claims": {"type": "array", "items": {"$ref": "#/components/schemas/Claim"}},
        "sources": {"type": "array", "items": {"type": "object"}},
        "figures": {"type": "array", "items": {"type": "object"}},
    },
}
_CLAIM: Final = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "text": {"type": "string"},
        "risk": {"$ref": "#/components/schemas/Risk"},
        "reasons": {"type": "array", "items": {"type": "string"}},
        "contributions": {"type": "array", "items": {"type": "object"}},
    },
}
_CLAIM_ALONE: Final = {
    "type": "object",
    "description": "The claim of one text with its own sources: all fields of Claim, `claim` true.",
    "required": ["claim", "start", "end", "text"],
    "allOf": [{"$ref": "#/components/schemas/Claim"}],
    "properties": {
        "claim": {"const": True},
        "sources": {"type": "array", "items": {"type": "object"}},
    },
}
_NO_CLAIM: Final = {
    "type": "object",
    "description": "A text that claims nothing: no other fields.",
    "required": ["claim", "start", "end", "text"],
    "properties": {
        "claim": {"const": False},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "text": {"type": "string"},
    },
}
_ANSWERS: Final[dict[str, Schema]] = {
    "/v1/assess": {"$ref": "#/components/schemas/Assessment"},
    "/v1/claims": {
        "type": "object",
        "properties": {
            "claims": {
                "type": "array",
                "items": {
                    "oneOf": [
                        {"$ref": "#/components/schemas/ClaimAlone"},
                        {"$ref": "#/components/schemas/NoClaim"},
                    ]
                },
            }
        },
    },
}
_REF: Final = "#/components/schemas/{model}"


def described(bentoml_spec: Schema) -> Schema:
    """The description that ``GET /docs.json`` answers."""
    spec = deepcopy(bentoml_spec)
    spec["openapi"] = "3.1.0"
    spec["info"] = {
        "title": "Assay",
        "description": "Risk of misinformation and propaganda in news, claim by claim.",
        "version": "v1",
        "license": {"name": "Apache-2.0"},
    }
    schemas: Schema = {
        "Error": _ERROR,
        "Risk": _RISK,
        "Claim": _CLAIM,
        "ClaimAlone": _CLAIM_ALONE,
        "NoClaim": _NO_CLAIM,
        "Assessment": _ASSESSMENT,
    }
    paths = spec["paths"]
    for path, request in REQUESTS.items():
        schemas[request.__name__] = request.model_json_schema(ref_template=_REF)
        paths[path]["post"]["requestBody"] = {"required": True} | _content(request.__name__)
        paths[path]["post"]["responses"] = _responses(_ANSWERS[path])
    spec["components"] = {"schemas": schemas}
    paths["/v1/model"] = {
        "get": {
            "description": "What is served: version, hashes, training data, what is not built.",
            "operationId": "assay__model",
            "responses": {"200": _json("The model.", {"type": "object"})},
        }
    }
    return spec


def _responses(schema: Schema) -> Schema:
    error = {"$ref": "#/components/schemas/Error"}
    return {"200": _json("The answer.", schema)} | {
        status: _json(words, error) for status, words in _ERRORS.items()
    }


def _json(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _content(model: str) -> Schema:
    return {"content": {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}}
