"""Who says so, how would they know, and what do they gain."""

from __future__ import annotations

from features.sourcing.assemble import find_sourcing, sourcing_from
from features.sourcing.attribution import Link, attributions_from
from features.sourcing.forms import links_by_form
from features.sourcing.gathering import forms_in

__all__ = [
    "Link",
    "attributions_from",
    "find_sourcing",
    "forms_in",
    "links_by_form",
    "sourcing_from",
]
