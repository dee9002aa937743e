"""The application in this process, made once: its metrics can be registered only once."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

# BentoML reads its limit when the service is made; a busy machine may need longer than a reader
os.environ.setdefault("ASSAY_TIMEOUT", "100")


@cache
def application() -> Any:
    """The ASGI application of the service."""
    from service import app

    return app.Assay.to_asgi()
