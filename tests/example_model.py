"""A stand-in for the model that answers with the example, for tests of what stands around it.

It reads the text for real, so that refusals are those of ``features.document``; what it answers
is always the example assessment. Tests of the true answers use the ``model`` fixture.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from example_assessment import Json, example

from features.document import compose, read


@dataclass(frozen=True, slots=True)
class ExampleAssessment:
    """What ``training.bundle.Assessment`` offers, over a dictionary."""

    content: Json

    def to_dict(self, explain: str = "brief") -> Json:
        return self.content | ({"heads": {}} if explain == "full" else {})

    def to_json(self, explain: str = "brief") -> str:
        return json.dumps(self.to_dict(explain), ensure_ascii=False)


class ExampleModel:
    """Answers every readable text with the example; ``held`` keeps calls until it is set."""

    def __init__(self, content: Json | None = None) -> None:
        self.content = content or example()
        self.held: threading.Event | None = None
        self.error: Exception | None = None

    def assess(self, article: Any) -> ExampleAssessment:
        text = article if isinstance(article, str) else _text(article)
        if self.held is not None:
            self.held.wait(10)
        if self.error is not None:
            raise self.error
        read(text)
        return ExampleAssessment(self.content)

    def assess_claims(self, texts: Sequence[str]) -> list[Json]:
        claims = [self.assess(text).content["claims"][0] for text in texts]
        return [{"claim": True, "heads": {}, **claim} for claim in claims]

    def info(self) -> Json:
        return {"version": "0.1.0", "licence": "research", "not_built": ["store"]}


def _text(article: Any) -> str:
    return (
        str(article.text) if article.text is not None else compose(article.headline, article.body)
    )
