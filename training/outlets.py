"""The address of an article, looked up in a list of outlets: a finding, never a number.

The list is fetched as data (``assay data fetch statemedia`` lays it down as one small file) and is
somebody else's judgement, so the finding tells whose, of when and under which licence. What is
found here never reaches a concept: it is put into the assessment beside the score, after it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

OUTLETS = "ASSAY_OUTLETS"
CACHE = Path("~/.cache/assay/outlets.json")

# A backslash, a space or a control character: browsers and parsers disagree on the host behind it.
_TRAP = re.compile(r"[\\\s\x00-\x1f\x7f]")
# "rt.com", "xn--80a.example": labels of letters, digits and hyphens, the last one no number
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}")

# "https://", "//": what may stand before the host
_SCHEME = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//|(?:mailto|data|javascript|urn|file):", re.IGNORECASE
)


class OutletsError(ValueError):
    """The list of outlets cannot be read."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet as the list has it; ``control`` is the list's own word for the tie to a state."""

    name: str
    company: str
    country: str
    control: str | None


@dataclass(frozen=True, slots=True)
class Outlets:
    """A list of outlets by host, and what a reader must know of the list to weigh it."""

    title: str
    owner: str
    date: str | None
    licence: str
    address: str
    by_host: Mapping[str, tuple[Outlet, ...]]

    def at(self, host: str) -> tuple[str | None, tuple[Outlet, ...]]:
        """The listed host that is this one or its nearest parent, with its outlets.

        "de.example.com" is found under "example.com"; "example.com.evil.test" and
        "notexample.com" are not. A listed host always has two labels or more (see ``load``), so
        that no top-level domain matches.
        """
        labels = host.split(".")
        for start in range(len(labels) - 1):
            domain = ".".join(labels[start:])
            if found := self.by_host.get(domain):
                return domain, found
        return None, ()


def path() -> Path:
    """Where the list lies: the file ASSAY_OUTLETS names, else one in the cache folder."""
    named = os.environ.get(OUTLETS)
    return Path(named) if named else CACHE.expanduser()


def installed() -> Outlets | None:
    """The list, or None where none is there. Raises OutletsError where it cannot be read."""
    return load(path()) if path().is_file() else None


def load(file: Path) -> Outlets:
    """The list in a file of the shape that ``data.readers.statemedia.listing`` has.

    Raises OutletsError naming the file where it is of another shape.
    """
    try:
        given = json.loads(file.read_text("utf-8"))
        by_host: dict[str, tuple[Outlet, ...]] = {}
        for row in given["outlets"]:
            host = host_of(row["host"])
            if host is not None:
                outlet = Outlet(row["name"], row["company"], row["country"], row["control"])
                by_host[host] = (*by_host.get(host, ()), outlet)
        return Outlets(
            title=given["title"],
            owner=given["owner"],
            date=given["date"],
            licence=given["licence"],
            address=given["address"],
            by_host=by_host,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutletsError(
            f"{file} is no list of outlets ({type(error).__name__}: {error}); run `assay data "
            f"fetch statemedia` again, or unset {OUTLETS}"
        ) from error


def write(listing: Mapping[str, Any], file: Path) -> Path:
    """Lays a listing down as one file, whole or not at all, and returns its path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(listing, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return part.replace(file)


def host_of(url: str) -> str | None:
    """The host of an http(s) address without "www.", lower case, in ASCII; None where unclear.

    A host without a scheme is taken ("example.com/story"); any other scheme, a number address, and
    an address that browsers and parsers would read differently are not.
    """
    url = url.strip()
    if _TRAP.search(url):
        return None
    try:
        parts = urlsplit(url if _SCHEME.match(url) else f"//{url}")
        host = (parts.hostname or "").rstrip(".")
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError:  # of a bad port or bracket, and of a name that IDNA has not
        return None
    host = host.removeprefix("www.")
    known = parts.scheme in ("", "http", "https") and _HOST.fullmatch(host)
    return host if known else None


def finding(url: str | None, outlets: Outlets | None) -> Json | None:
    """What the list says of an article's address; None where no address was given.

    ``listed`` is null where it cannot be said: no list is installed, or the address has no host.
    """
    if url is None:
        return None
    host = host_of(url)
    domain, found = outlets.at(host) if outlets and host else (None, ())
    return {
        "host": host,
        "listed": bool(found) if outlets and host else None,
        "domain": domain,
        "entries": [
            {"name": o.name, "company": o.company, "country": o.country, "control": o.control}
            for o in found
        ],
        "list": None
        if outlets is None
        else {
            "title": outlets.title,
            "owner": outlets.owner,
            "date": outlets.date,
            "licence": outlets.licence,
            "address": outlets.address,
        },
    }
