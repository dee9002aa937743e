"""What a call costs the processor, measured so that a busy machine does not fail a test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def spent(call: Callable[[], object], times: int = 3) -> float:
    """The least processor time, in seconds, of several calls; none of it is spent on collecting
    garbage that other tests left."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        found = []
        for _ in range(times):
            begun = time.process_time()
            call()
            found.append(time.process_time() - begun)
    finally:
        if collecting:
            gc.enable()
    return min(found)
