"""A bounded pool of threads for the model: one encoder call a core, a short queue, then "busy";
and, for a file of articles, a queue of the same length that is filled as answers are taken.

ONNX Runtime lets go of the interpreter lock while it computes, so threads fill the cores; more
threads than cores only make every request slower. (Measured in DESIGN: one window a call, one
thread a call, one call a core.) Long texts have places of their own, so that comments are answered
while books are read (``docs/decisions/0026-a-lane-for-long-texts.md``).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

from service.errors import Refused
from training.bundle import available

S = TypeVar("S")
T = TypeVar("T")

PLACES_A_CORE: Final = 8
"""How many calls may wait for each core before the next has to."""
PATIENCE: Final = 0.5
"""Share of a call's time that it may wait for a place."""


def cores() -> int:
    """How many calls run at once: ``ASSAY_THREADS``, else the cores this process may use."""
    wanted = os.environ.get("ASSAY_THREADS")
    return max(1, int(wanted)) if wanted else available()


LONG: Final = 20_000
"""Code points above which a text is long: two seconds of a core and more."""


class Lanes:
    """Two pools: ``threads`` places for texts of up to ``LONG`` code points, half as many for
    longer ones, so that no number of long texts can hold up a short one."""

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self.short = Pool(threads, waiting, seconds)
        self.long = Pool(max(1, threads // 2), waiting, seconds)

    async def run(self, length: int, call: Callable[..., T], *args: Any) -> T:
        """The result of ``call(*args)``, which reads ``length`` code points (:meth:`Pool.run`)."""
        return await (self.long if length > LONG else self.short).run(call, *args)

    def close(self) -> None:
        """Let running calls end, start no more."""
        self.short.close()
        self.long.close()


class Pool:
    """Runs calls in ``threads`` threads; at most ``waiting`` more wait, the next are refused."""

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self.waiting = waiting
        self.seconds = seconds
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="assay")
        self._places = asyncio.Semaphore(threads)
        self._queue = 0

    async def run(self, call: Callable[..., T], *args: Any) -> T:
        """The result of ``call(*args)``.

        Raises ``Refused``: 429 ``busy`` with ``Retry-After`` where the queue is full or no place
        came free in half of ``seconds``, 504 ``timeout`` for a call that began and did not end in
        ``seconds``. A call that nobody waits for any more keeps its place until it ends, so that a
        slow text cannot crowd the cores.
        """
        if self._places.locked() and self._queue >= self.waiting:
            raise _busy()
        self._queue += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self.seconds * PATIENCE)
        except TimeoutError:
            raise _busy() from None
        finally:
            self._queue -= 1
        try:
            return await asyncio.wait_for(self._begin(call, *args), self.seconds)
        except TimeoutError:
            raise Refused(
                504, "timeout", f"No answer within {self.seconds:g} seconds; send a shorter text."
            ) from None

    def _begin(self, call: Callable[..., T], *args: Any) -> asyncio.Future[T]:
        """Starts the call in a place that has been taken, and frees the place when it ends."""
        loop = asyncio.get_running_loop()
        future = self._executor.submit(call, *args)

        def free(_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is gone: the server has stopped
                loop.call_soon_threadsafe(self._places.release)

        future.add_done_callback(free)
        return asyncio.wrap_future(future)

    def close(self) -> None:
        """Let running calls end, start no more."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _busy() -> Refused:
    return Refused(
        429, "busy", "All places are taken; try again shortly.", None, {"Retry-After": "1"}
    )


def in_order(call: Callable[[S], T], items: Iterable[S], threads: int) -> Iterator[T]:
    """The results of ``call`` of each item, in their order, made in ``threads`` threads; an item
    is taken only when one of the places is free, so that endless items take bounded memory."""
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(threads, thread_name_prefix="assay") as executor:
        try:
            for item in items:
                if len(waiting) == threads * PLACES_A_CORE:
                    yield waiting.popleft().result()
                waiting.append(executor.submit(call, item))
            while waiting:
                yield waiting.popleft().result()
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
