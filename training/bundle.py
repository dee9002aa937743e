"""The bundle: the model as files and as an object.

A folder of ONNX, safetensors and JSON, each file's sha256 in ``manifest.json``. Nothing in it can
run code on loading; a file that does not fit its hash is refused. ``load()`` is how everybody who
serves or scores gets a model.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from features.document import UnreadableText, compose, read
from features.encoder import Encoder, Readings, onnx_run
from features.evidence import Document
from features.reading import Reading, one_sentence, read_document
from training.assessment import (
    NOT_BUILT,
    Assessment,
    Explain,
    assess,
    rate_claims,
    shown,
    to_json,
)
from training.outlets import Outlets, OutletsError, finding, installed
from training.risk import RiskModel

SHIPPED = Path(__file__).resolve().parent.parent / "service" / "bundle"
FILES = ("encoder.onnx", "tokenizer.json", "heads.safetensors", "risk.json", "card.md")
MANIFEST = "manifest.json"
MEGABYTES = 30
"""The most that a bundle may weigh."""
WORDLESS = ("empty", "url")
"""Codes of texts that are no mistake among the posts of a batch: they claim nothing."""


class BundleError(ValueError):
    """A bundle that is missing, incomplete, too large or tampered with."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known about it. ``outlet``, ``url`` and ``published`` are carried along
    and never reach a concept; ``parties`` names sides with a stake that the caller knows of. A
    stated ``language`` is believed (see ``features.document.read``)."""

    text: str | None = None
    headline: str | None = None
    body: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    parties: tuple[str, ...] = ()

    def whole(self) -> str:
        """The text, or headline, blank line and body. Raises ``ValueError`` where both are given
        or neither is."""
        if (self.text is None) == (self.headline is None and self.body is None):
            raise ValueError("an article has either a text, or a headline and a body")
        if self.text is not None:
            return self.text
        return compose(self.headline or "", self.body or "")


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Encoder, risk model and manifest: everything it takes to assess a text.

    ``outlets`` is no part of the bundle: the list that an article's address is looked up in, where
    one is installed. It is told beside the score and cannot move it.
    """

    encoder: Encoder
    risk: RiskModel
    manifest: Mapping[str, Any]
    sha256: str
    outlets: Outlets | None = None
    identity: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        identity = {
            "version": self.manifest["version"],
            "bundle_sha256": self.sha256,
            "trained_on": list(self.manifest["trained_on"]),
        }
        object.__setattr__(self, "identity", identity)

    def read(self, article: str | Article) -> Reading:
        """Every finding in a text, unrated. Raises ``UnreadableText`` for what is no article."""
        given = article if isinstance(article, Article) else Article(text=article)
        document = read(
            given.whole(), given.language, headline=bool((given.headline or "").strip())
        )
        return read_document(document, self.encoder, given.parties)

    def assess(self, article: str | Article) -> Assessment:
        """The assessment of one article or post. Raises ``UnreadableText`` for what is neither."""
        given = article if isinstance(article, Article) else Article(text=article)
        options = {k: v for k, v in asdict(given).items() if v and k not in ("text", "body")}
        if given.url and self.outlets:
            options["outlets"] = self.outlets.address
        outlet = finding(given.url or None, self.outlets)
        return assess(self.read(given), self.risk, dict(self.identity), options, outlet)

    def assess_many(self, articles: Iterable[str | Article]) -> Iterator[Assessment]:
        """Assessments in order, one at a time."""
        return (self.assess(article) for article in articles)

    def assess_claims(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """Exactly one claim per text, in order; ``"claim": False`` where a text claims nothing.

        The writer of a text is its source, as in a post. An empty text or a bare address among
        others claims nothing. Raises ``UnreadableText``, with the text's ``index`` in code and
        message, before any is rated: for the first that is too long, a page's source or no text,
        and where none of them holds any words.
        """
        return [
            _no_claim(text) if document is None else self._claim(document)
            for text, document in zip(texts, _read_each(texts), strict=True)
        ]

    def _claim(self, document: Document) -> dict[str, Any]:
        reading = read_document(one_sentence(document), self.encoder, post=True)
        found = assess(reading, self.risk, dict(self.identity), {"claims": True}).data
        if not found["claims"]:
            return _no_claim(document.original)
        best = max(found["claims"], key=lambda c: c["risk"]["score"] or 0.0)
        return {"claim": True, **_alone(best), "sources": _vouching(found["sources"], best["id"])}

    def rate(self, reading: Reading) -> list[Any]:
        """The ratings of a reading's claims (see ``training.assessment.rate_claims``)."""
        return list(rate_claims(reading, self.risk))

    def info(self) -> dict[str, Any]:
        """What ``GET /v1/model`` answers: the bundle's hash, the manifest, what is not built."""
        return {"bundle_sha256": self.sha256, **self.manifest, "not_built": list(NOT_BUILT)}


ALONE = "c1"
"""The id of a claim that is all there is in the answer to its text."""


def _alone(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The one claim of a text, which names no other."""
    caveats = [{**c, "covers": [ALONE] if c["covers"] else []} for c in claim["caveats"]]
    return {**claim, "id": ALONE, "caveats": caveats, "same_as": []}


def _vouching(sources: Sequence[Mapping[str, Any]], claim: str) -> list[dict[str, Any]]:
    """The sources of a text beside the one of its claims that is shown."""
    return [{**s, "claims": [ALONE] if claim in s["claims"] else []} for s in sources]


def _no_claim(text: str) -> dict[str, Any]:
    return {"claim": False, "start": 0, "end": len(text), "text": text}


def _read_each(texts: Sequence[str]) -> list[Document | None]:
    """The documents, None for a text without words; see ``Model.assess_claims`` for errors."""
    found: list[Document | None] = []
    wordless: UnreadableText | None = None
    for index, text in enumerate(texts):
        try:
            found.append(read(text))
        except UnreadableText as error:
            refusal = UnreadableText(error.code, str(error), index)
            if error.code not in WORDLESS:
                raise refusal from None
            wordless = wordless or refusal
            found.append(None)
    if wordless and all(document is None for document in found):
        raise wordless
    return found


def load(path: str | Path | None = None, executor: Executor | None = None) -> Model:
    """The model in the bundle at ``path``, else at ASSAY_BUNDLE, else the one that ships.

    ``executor`` runs the windows of one text side by side; without it one thread a core is kept.
    Beside it, the list of outlets at ASSAY_OUTLETS, else in the cache, where one is installed.
    Raises :class:`BundleError` where a file is missing or is not what the manifest says, or where
    the list cannot be read.
    """
    folder = Path(path or os.environ.get("ASSAY_BUNDLE") or SHIPPED)
    manifest, sha256 = verify(folder)
    encoder = Encoder(
        run=onnx_run(folder / "encoder.onnx"),
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        readings=Readings.from_arrays(load_file(folder / "heads.safetensors")),
        executor=executor or ThreadPoolExecutor(available(), "encoder"),
    )
    risk = RiskModel.from_json(json.loads((folder / "risk.json").read_text("utf-8")))
    try:
        outlets = installed()
    except OutletsError as error:
        raise BundleError(str(error)) from error
    return Model(encoder, risk, manifest, sha256, outlets)


def available() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def verify(folder: Path) -> tuple[dict[str, Any], str]:
    """The manifest and its sha256, once every file has been checked against it."""
    if not (folder / MANIFEST).is_file():
        raise BundleError(
            f"no bundle at {folder}: there is no {MANIFEST}; give a bundle's folder, or unset "
            "ASSAY_BUNDLE to use the one that ships"
        )
    raw = (folder / MANIFEST).read_bytes()
    try:
        manifest: dict[str, Any] = json.loads(raw)
        wanted: dict[str, str] = manifest["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{folder / MANIFEST} is no manifest: {error}") from error
    for name in FILES:
        if name not in wanted:
            raise BundleError(f"{folder / MANIFEST} lists no {name}")
        if not (folder / name).is_file():
            raise BundleError(f"{folder} lacks {name}; copy the whole bundle again")
        if (got := sha256_of(folder / name)) != wanted[name]:
            raise BundleError(
                f"{folder / name} was changed: its sha256 is {got[:12]}…, the manifest wants "
                f"{wanted[name][:12]}…; copy the bundle again"
            )
    return manifest, hashlib.sha256(raw).hexdigest()


def write(
    folder: Path,
    onnx: Path,
    tokenizer: Path,
    readings: Readings,
    risk: RiskModel,
    card: str,
    manifest: Mapping[str, Any],
) -> None:
    """Write a bundle; the manifest comes last, with the hash of every file.

    Raises :class:`BundleError` where it would weigh more than 30 MB.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "encoder.onnx").write_bytes(onnx.read_bytes())
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    save_file(readings.to_arrays(), folder / "heads.safetensors")
    (folder / "risk.json").write_text(to_json_lines(risk.to_json()), "utf-8")
    (folder / "card.md").write_text(card, "utf-8")
    size = sum((folder / name).stat().st_size for name in FILES)
    if size > MEGABYTES * 1_000_000:
        raise BundleError(f"the bundle weighs {size / 1e6:.1f} MB; {MEGABYTES} MB is the most")
    files = {name: sha256_of(folder / name) for name in FILES}
    text = json.dumps({**manifest, "files": files}, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")


def to_json_lines(value: Mapping[str, Any]) -> str:
    """JSON with one top-level key a line, so that a change can be read in a diff."""
    rows = (f"{json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def sha256_of(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = [
    "Article", "Assessment", "BundleError", "Explain", "Model", "load", "shown", "to_json",
    "verify", "write",
]  # fmt: skip
