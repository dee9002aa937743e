"""Who says so, how would they know, and what do they gain."""

from __future__ import annotations

from features.sourcing.assemble import Ground, find_sourcing, ground_of, sourcing_from
from features.sourcing.attribution import Link, attributions_from
from features.sourcing.forms import links_by_form

__all__ = [
    "Ground",
    "Link",
    "attributions_from",
    "find_sourcing",
    "ground_of",
    "links_by_form",
    "sourcing_from",
]
