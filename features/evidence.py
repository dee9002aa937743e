"""The types that flow from text to assessment: spans, findings, claims.

Everything here is a frozen value. A finding carries the span it stands on, so that a page can
show it and a number can be computed from it; a number that is not computed from findings does
not exist. Offsets are half-open code points into ``Document.text``, the folded reading of the
input; ``Document.original_span`` maps them to the text as it was given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Role = Literal[
    "dateline",
    "headline",
    "caption",
    "credit",
    "byline",
    "lede",
    "body",
    "quote_block",
    "boilerplate",
]
Voice = Literal["author", "reported", "quoted"]
Stance = Literal["asserted", "reported", "disputed", "refuted"]
Level = Literal["low", "medium", "high"]
Owner = Literal["author", "source"]
Anonymity = Literal["granted_with_reason", "granted", "unidentified"]
QuoteType = Literal["direct", "partial", "scare"]
Bound = Literal["exact", "lower", "upper", "approx", "range", "vague"]
FigureStatus = Literal["verified", "attributed", "unsourced", "disputed"]
Kind = Literal[
    "party_to_conflict",
    "government_agency",
    "intergovernmental_org",
    "ngo_monitor",
    "expert",
    "eyewitness",
    "affected_person",
    "prisoner_under_custody",
    "public_figure",
    "company",
    "anonymous",
    "unnamed_group",
    "media_outlet",
    "social_media",
    "document_or_recording",
    "poll_or_dataset",
    "unattributed",
    "author_voice",
]

SILENT: frozenset[Role] = frozenset({"dateline", "byline", "credit", "boilerplate"})
"""Parts in which nothing is claimed."""
EMPTY: frozenset[Kind] = frozenset({"author_voice", "unattributed"})
"""Kinds of source that are none."""
FACELESS: frozenset[Kind] = frozenset({"unnamed_group", "anonymous"})
"""Kinds behind whom nobody stands: "critics say" takes no charge off the author who quotes them."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets ``[start, end)`` into a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) wants 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> Span:
        """The span without the white space at its ends; empty, at its start, where it holds
        nothing else."""
        words = text[self.start : self.end]
        end = self.start + len(words.rstrip())
        return Span(min(end, self.end - len(words.lstrip())), end)

    def overlap(self, other: Span) -> int:
        """Number of code points the two spans share."""
        # what the least and the greatest of two are is told without a call: it is asked often
        start = self.start if self.start >= other.start else other.start
        end = self.end if self.end <= other.end else other.end
        return end - start if end > start else 0

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Part(Span):
    """A stretch of the document with one role; parts do not overlap."""

    role: Role = "body"


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """Paired quotation marks, the marks included; ``inner`` is what stands between them.

    A quotation of several paragraphs is one per paragraph: ``continues`` tells that this one
    opens again a quotation that the paragraph before left open.
    """

    inner: Span = field(default_factory=lambda: Span(0, 0))
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text that has been read: parts, paragraphs, sentences, quotation marks.

    ``text`` is the reading (Unicode folded for the eye of the machine: look-alike letters,
    zero-width characters, line ends); ``offsets[i]`` is the index in ``original`` of the
    reading's i-th code point, or ``offsets`` is None where reading and original are the same.
    """

    original: str
    text: str
    offsets: tuple[int, ...] | None
    parts: tuple[Part, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    language: str | None = None
    warnings: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where the sentences begin: asked for more than a thousand times a page."""
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _paragraphs: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where the paragraphs begin."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.start for s in self.sentences))
        object.__setattr__(self, "_ends", tuple(s.end for s in self.sentences))
        object.__setattr__(self, "_paragraphs", tuple(p.start for p in self.paragraphs))

    def original_span(self, span: Span) -> Span:
        """The span in the text as given that a span of the reading stands for."""
        if self.offsets is None:
            return Span(span.start, span.end)
        if span.start == span.end:
            at = self.offsets[span.start] if span.start < len(self.offsets) else len(self.original)
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds ``position``, else of the last one before it (or 0)."""
        return (bisect_right(self._starts, position) or 1) - 1

    def sentence_of(self, position: int) -> Span:
        """The sentence that holds ``position``, else the last one before it (or the first)."""
        return self.sentences[(bisect_right(self._starts, position) or 1) - 1]

    def sentences_in(self, span: Span) -> range:
        """Indices of the sentences that share a code point with ``span``."""
        first = bisect_right(self._ends, span.start)
        return range(first, bisect_left(self._starts, span.end))

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph that holds ``position``, else of the last one before it (or 0)."""
        return (bisect_right(self._paragraphs, position) or 1) - 1

    def paragraph_of(self, position: int) -> Span:
        """The paragraph that holds ``position``, else the last one before it (or the first)."""
        return self.paragraphs[(bisect_right(self._paragraphs, position) or 1) - 1]

    def role_at(self, position: int) -> Role:
        """Role of the part that holds ``position``; ``body`` outside every part."""
        i = bisect_right(self.parts, position, key=lambda p: p.start) - 1
        return self.parts[i].role if i >= 0 and position < self.parts[i].end else "body"

    def role_of(self, span: Span) -> Role:
        """Role of the part that holds most of ``span``; ``body`` where none holds any of it.

        A lede begins with its dateline in the same sentence, so ``role_at`` its start misleads.
        """
        first = bisect_right(self.parts, span.start, key=lambda p: p.end)
        last = bisect_left(self.parts, span.end, key=lambda p: p.start)
        held = self.parts[first:last]
        return max(held, key=span.overlap).role if held else "body"


@dataclass(frozen=True, slots=True, eq=False)
class Pieced:
    """Word spans [W, 2] and, per word, the indices of its first piece and one past its last."""

    offsets: NDArray[np.int32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """What one pass of the encoder says of a document.

    ``offsets`` is [T, 2], the code-point span of each word piece in ``Document.text``;
    ``tokens`` [T, D] their vectors; ``tags[task]`` [T, L] probabilities over the task's labels
    (see ``features.encoder.TAGS``); ``sentences`` [S, D] unit vectors in the order of
    ``Document.sentences``; ``heads[name]`` [S] calibrated probabilities; ``worth`` [T] the log odds
    of being worth checking that each piece adds to ``worth_base``, whatever stands around it;
    ``words`` are the pieces joined to words, where that was done while the windows were read.
    """

    offsets: NDArray[np.int32]
    tokens: NDArray[np.float32]
    tags: dict[str, NDArray[np.float32]]
    sentences: NDArray[np.float32]
    heads: dict[str, NDArray[np.float32]]
    worth: NDArray[np.float32] | None = None
    worth_base: float = 0.0
    words: Pieced | None = None
    _starts: list[int] = field(init=False, repr=False)
    """Where the pieces begin: asked for a hundred times a page, and a list is quicker to ask."""
    _ends: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts, ends = self.offsets.T.tolist()
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_ends", ends)

    def beginning_in(self, span: Span) -> range:
        """Indices of the pieces that begin inside ``span``."""
        first = bisect_left(self._starts, span.start)
        return range(first, bisect_left(self._starts, span.end, first))

    def touching(self, span: Span) -> range:
        """Indices of the pieces that share a code point with ``span``."""
        first = bisect_right(self._ends, span.start)
        return range(first, max(first, bisect_left(self._starts, span.end)))


@dataclass(frozen=True, slots=True)
class Custody:
    """Somebody with an interest holds the speaker while he speaks. Ids are of sources."""

    custodian: str | None
    publisher: str | None
    serves_custodian: bool | None


@dataclass(frozen=True, slots=True)
class Source:
    """One body or person who vouches for something, with every mention in the text."""

    id: str
    name: str
    kind: Kind
    named: bool
    anonymity: Anonymity | None
    stake: bool | None
    stake_basis: str | None
    custody: Custody | None
    protected: bool
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (or an empty form: ``source_id`` None) vouches for ``content``.

    ``depth`` 1: the author reports the source; 2: a source relays another. ``channel`` is the
    source that handed the words over, ``chain`` all hands from the origin to the author, as many as
    the depth; None is a hand that the text does not name.
    ``direct`` tells that the content is speech given word for word. ``party_channel``: every word
    of this source came to the author by way of one organ of a side, which says something of the
    channel and not of the source.
    """

    content: Span
    source: Span | None
    cue: Span | None
    source_id: str | None
    kind: Kind
    named: bool
    anonymity: Anonymity | None
    stake: bool | None
    custody: Custody | None
    depth: int
    direct: bool
    channel: str | None = None
    chain: tuple[str | None, ...] = ()
    justification: Span | None = None
    party_channel: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Hedge(Span):
    """Words that weaken a claim or hide who vouches for it, with what they cover."""

    scope: Span | None = None
    agentless: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Caveat(Span):
    """Says openly what is not known; ``covers`` are indices of sentences."""

    covers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Everything the sourcing stage found. Indices are of ``Document.sentences``."""

    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    hedges: tuple[Hedge, ...]
    caveats: tuple[Caveat, ...]
    factive: tuple[Span, ...]
    denials: tuple[Span, ...]
    """Words that dispute or reject ("denied", "debunked", "falsely")."""


@dataclass(frozen=True, slots=True, order=True)
class Quote(Span):
    """A quotation with its speaker; a scare quote has none and belongs to the author."""

    source_id: str | None = None
    type: QuoteType = "direct"


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose words each stretch is: disjoint, sorted, everything unlisted is the author's."""

    quotes: tuple[Quote, ...]
    stretches: tuple[tuple[Span, Voice], ...]

    def at(self, span: Span) -> Voice:
        """The voice that holds most of ``span``."""
        shares: dict[Voice, int] = {"author": len(span)}
        first = bisect_right(self.stretches, span.start, key=lambda pair: pair[0].end)
        for i in range(first, len(self.stretches)):
            stretch, voice = self.stretches[i]
            if stretch.start >= span.end:
                break
            if shared := stretch.overlap(span):
                shares[voice] = shares.get(voice, 0) + shared
                shares["author"] -= shared
        return max(shares, key=lambda voice: shares[voice])


@dataclass(frozen=True, slots=True, order=True)
class Figure(Span):
    """A claim figure: a count, ratio, sum or share that somebody could check.

    ``value`` is the number (the lower one of a range, with ``high`` the upper), None where
    vague; ``out_of`` the denominator of "18 out of 150"; ``missing`` what a reader would ask for.
    ``attribution`` is an index into ``Sourcing.attributions``.
    """

    value: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit: str | None = None
    counts: str | None = None
    out_of: float | None = None
    as_of: str | None = None
    place: str | None = None
    source_id: str | None = None
    attribution: int | None = None
    status: FigureStatus = "unsourced"
    attributed: bool = False
    stake: bool | None = None
    verified: bool = False
    casualty: bool = False
    round: bool = False
    merged: bool = False
    modifier: Literal["minimiser", "maximiser"] | None = None
    missing: tuple[str, ...] = ()
    conflicts_with: tuple[int, ...] = ()
    """Indices into the document's figures."""
    losses: tuple[str, ...] = ()
    """What became of those counted ("dead", "wounded"), where it is told."""
    scale: Span | None = None
    """A unit whose usual size the figure does not fit ("a brigade" of 150)."""


@dataclass(frozen=True, slots=True, order=True)
class Loaded(Span):
    """A word with an emotive, judging or dehumanising load."""

    voice: Voice = "author"
    category: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, order=True)
class Technique(Span):
    """A propaganda technique (one of the 14 of PTC) on the words that carry it."""

    technique: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Framing:
    """Everything the framing stage found."""

    loaded: tuple[Loaded, ...]
    techniques: tuple[Technique, ...]
    insinuations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence's claim by one source, with the findings that bear on it.

    ``attribution`` is an index into ``Sourcing.attributions``, or None in the author's voice.
    """

    id: str
    sentence: int
    span: Span
    role: Role
    stance: Stance
    voice: Voice
    kind: Kind
    attribution: Attribution | None
    independent_sources: int
    hedges: tuple[Hedge, ...]
    caveats: tuple[Caveat, ...]
    factive: tuple[Span, ...]
    same_as: tuple[str, ...]
    figures: tuple[int, ...]
    """Indices into the document's figures."""
    loaded: tuple[Loaded, ...]
    techniques: tuple[Technique, ...]
    insinuations: tuple[Span, ...]
    heads: dict[str, float]
    is_claim: bool = True
    grave: tuple[Span, ...] = ()
    """Words that make the content grave (``features.concepts.grave_words``)."""
    worth: float | None = None
    """How much the content's words, without source and cue, look worth checking, in [0, 1]; None
    where no model of words has read them."""
    around: float = 0.0
    """Share of the sentences within three before and after its own, itself among them, that hold
    grave words: how grave the matter is that it belongs to."""
    wish: bool = False
    """Whether a speaker who is held says what he wants or feels, and nothing that could be
    checked."""
    scare_quotes: tuple[Span, ...] = ()
    dropped: tuple[str, ...] = ()
    """What a headline or lede leaves out of the body's claim: "source", "hedge", "support"."""
