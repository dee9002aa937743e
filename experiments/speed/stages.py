"""Where the time of one article goes: the least processor milliseconds of each stage.

    python -m experiments.speed.stages [--rounds 30]

Processor time, the encoder on one thread: holds on a busy machine too, where wall time does not.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, Final
from unittest.mock import patch

from experiments.speed.run import article, comment
from features import reading
from features.encoder import Encoder
from training import bundle
from training.bundle import Model, load

STAGES: Final[tuple[tuple[str, Any, str], ...]] = (
    ("document", bundle, "read"),
    ("text alone", reading, "by_text_alone"),
    ("encoder", Encoder, "begin"),
    ("sourcing", reading, "find_sourcing"),
    ("voices", reading, "find_voices"),
    ("figures", reading, "find_figures"),
    ("techniques", reading, "techniques"),
    ("framing", reading, "find_framing"),
    ("claims", reading, "find_claims"),
    ("risk and assessment", bundle, "assess"),
)
"""What a stage is called, and the function that is it, where it is called from."""


def processor(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives and the processor milliseconds that it takes."""
    start = time.process_time()
    return call(), 1000 * (time.process_time() - start)


@contextmanager
def clocked(spent: dict[str, float]) -> Iterator[None]:
    """Adds to ``spent`` what each stage takes."""

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            found, used = processor(lambda: whole(function(*given, **named)))
            spent[stage] += used
            return found

        return call

    with ExitStack() as stack:
        for stage, owner, name in STAGES:
            stack.enter_context(patch.object(owner, name, timed(stage, getattr(owner, name))))
        yield


def whole(found: Any) -> Any:
    """A result with what it puts off done: an iterator's items, what the encoder has begun."""
    if isinstance(found, Iterator):
        return iter(list(found))
    if callable(found):
        done = found()
        return lambda: done
    return found


def stages(model: Model, text: str, rounds: int) -> dict[str, float]:
    """The least milliseconds of each stage, and of all of them in one call."""
    rows = [once(model, text) for _ in range(rounds)]
    return {stage: min(row[stage] for row in rows) for stage in rows[0]}


def once(model: Model, text: str) -> dict[str, float]:
    """The milliseconds of each stage in one call, and of all of them."""
    spent: dict[str, float] = defaultdict(float)
    with clocked(spent):
        found, used = processor(lambda: model.assess(text))
    _, written = processor(lambda: found.to_json("brief"))
    return {**spent, "JSON": written, "all": used + written}


def main() -> None:
    """Print a table for the article and for the comment."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=30)
    rounds = options.parse_args().rounds
    model = load()
    encoder = model.encoder
    model = replace(model, encoder=Encoder(encoder.run, encoder.tokenizer, encoder.readings))
    texts = {"article": article(), "comment": comment()}
    for text in texts.values():
        model.assess(text)
    gc.freeze()
    found = {name: stages(model, text, rounds) for name, text in texts.items()}
    print(f"| | {' | '.join(found)} |\n|---|---|---|")
    for stage in found["article"]:
        print(f"| {stage} | {' | '.join(f'{v.get(stage, 0.0):.1f}' for v in found.values())} |")


if __name__ == "__main__":
    main()
