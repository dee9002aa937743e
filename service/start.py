"""What the start of ``assay serve`` leaves out (``experiments/speed``)."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, Final

_CLIENT: Final = "aiohttp"
"""BentoML imports it for services that call each other."""
_COMMAND_LINE: Final = "httpx._main"
"""httpx imports its own command line, with a highlighter, and does without it where it cannot."""


class Later(ModuleType):
    """A module that is read when the first thing in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        assert self.__spec__ is not None
        assert self.__spec__.loader is not None
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def lighten() -> None:
    """Put off what serving never needs, and garbage collection until the service has settled: what
    the start builds is there to stay. To be called before BentoML is imported."""
    gc.disable()
    put_off(_CLIENT)
    sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type]


def put_off(name: str) -> None:
    """Import a module of the top level only when something in it is asked for."""
    spec = find_spec(name)
    if name not in sys.modules and spec is not None:
        module = module_from_spec(spec)
        module.__class__ = Later
        sys.modules[name] = module
