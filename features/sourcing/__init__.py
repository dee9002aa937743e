"""Who says so, how would they know, and what do they gain."""

from __future__ import annotations

from features.sourcing.assemble import find_sourcing, sourcing_from
from features.sourcing.attribution import Link, attributions_from
from features.sourcing.forms import links_by_form

__all__ = ["Link", "attributions_from", "find_sourcing", "links_by_form", "sourcing_from"]
