"""Posts: the writer is the source of what he saw or lived through.

A post speaks in the first person and wears none of an article's dress: no headline, dateline,
byline or lede, few words. In it "I saw six bodies" is the word of a witness and never "a grave
claim without a source" (``data/annotations/gold``, "Kinds of source").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from features.concepts import grave_words
from features.evidence import Attribution, Document, Kind, Source, Span
from features.sourcing.link import Link
from features.sourcing.words import words

WRITER = "writer"
POST_WORDS = 160
"""A text of more words is read as an article."""
DRESS = frozenset({"headline", "dateline", "byline", "credit"})
NEAR = 2
"""Sentences; so close to the writer's own "I" a plain description is his too."""

# "I saw", "my son", "I'm", "from us": "our" alone may be a town's or a nation's
OWN = re.compile(r"\b(?:I(?!\.)|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s)\b")
SINGULAR = re.compile(r"\b(?:I(?!\.)|[Mm]y|[Mm]yself|[Ww]e|us)\b|\b[Oo]ur (?=[a-z])")
# "our roof", "our street"
OUR_OWN = re.compile(
    r"\b[Oo]ur (?:(?:own|whole|little) )?(?:house|home|flat|roof|street|road|block|building|yard"
    r"|village|town|farm|field|shop|school|class|ward|unit|car|boat|window|kids|children|son"
    r"|daughter|mother|father|dog|neighbou?rs?|neighbou?rhood|cellar|basement|kitchen|garden)\b"
)
# "I saw", "we have counted", "I can see", "I was on the bridge when", "saw two drones"
SAW = re.compile(
    r"\b(?:I|[Ww]e)(?:['’]ve|['’]m| have| had| can| could| just| was| were|['’]d)*(?: \w+){0,2} "
    r"(?:saw|see|seen|seeing|heard|hear|watched|watching|witnessed|counted|filmed|filming|smelled"
    r"|smell|felt|photographed|recorded|noticed|stood|was there|were there)\b"
    r"|\b(?:I|[Ww]e) (?:was|were) (?:\w+ ){0,2}(?:on|in|at|near|by|under|inside|outside|behind)\b"
    r"[^.!?]{0,60}\bwhen\b"
    r"|^(?:[Jj]ust )?(?:[Ss]aw|[Hh]eard|[Ww]atched|[Cc]ounted|[Ff]ilmed)\b"
)
# "No power since six.", "Day 3 in the queue.", "It was loud.", "Two drones tonight."
PLAIN = re.compile(
    r"(?:No|Not|Nobody|Nothing|Everything|Everyone|Still|Just|Now|Day|Only|It|Power|Water|Had|Been"
    r"|Got|Here|Tonight|Today|Yesterday|This|One|Two|Three|Four|Five|\d+)\b"
)
# ", but I can see the valley dark from my window"
TURN = re.compile(r"[,;–—]\s*(?:but|and|yet|though)\s+(?=(?:I|we|my)\b)")


def is_undressed(document: Document) -> bool:
    """Whether a text wears none of an article's dress: few words, no headline."""
    if any(part.role in DRESS for part in document.parts):
        return False
    text = document.text
    count = len(words(text)) if len(text) < 12 * POST_WORDS else POST_WORDS + 1
    return 0 < count <= POST_WORDS


def is_post(document: Document) -> bool:
    """Whether the writer of a text speaks for himself: undressed, "I" outside quotes."""
    if not is_undressed(document):
        return False
    quoted = document.quotations
    return any(
        not any(q.start <= match.start() < q.end for q in quoted)
        for match in SINGULAR.finditer(document.text)
    )


def within_sentences(document: Document, links: Sequence[Link]) -> Sequence[Link]:
    """The links, in an undressed text without quotation marks with what each says in one sentence:
    "The mayor said the water is safe. She is lying." is two people's word, and so is "It rained.
    Two died, according to the mayor." What is signed and not said runs on."""
    if document.quotations or not is_undressed(document):
        return links
    return [
        replace(
            link, contents=tuple(_in_sentence(document, piece, link.cue) for piece in link.contents)
        )
        if link.cue is not None
        else link
        for link in links
    ]


def _in_sentence(document: Document, piece: Span, cue: Span) -> Span:
    own = document.sentence_of(cue.start)
    if piece.start < own.start < piece.end <= cue.start:
        return Span(own.start, piece.end)
    sentence = document.sentence_of(piece.start)
    led = document.text[max(0, piece.start - 2) : piece.start].rstrip().endswith(":")
    if led or piece.end <= sentence.end:
        return piece
    said = Span(piece.start, sentence.end).of(document.text)
    return Span(piece.start, piece.start + len(said.rstrip(".!? ")))


def with_writer(
    document: Document,
    sources: tuple[Source, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """The writer beside the sources of a post, and what he vouches for himself, at depth 0."""
    attributions = tuple(_until_turn(document, a) for a in attributions)
    own = tuple(_own(document, attributions))
    if not own:
        return sources, attributions
    saw = any(a.kind == "eyewitness" for a in own)
    writer = Source(
        id=WRITER,
        name="the writer",
        kind="eyewitness" if saw else "affected_person",
        named=False,
        anonymity="unidentified",
        stake=False if saw else None,
        stake_basis="witness" if saw else None,
        custody=None,
        protected=False,
        mentions=(),
    )
    return (*sources, writer), tuple(sorted((*attributions, *own), key=lambda a: a.content))


def _until_turn(document: Document, attribution: Attribution) -> Attribution:
    """Another's words end where the writer turns to himself: ", but I can see"."""
    content = attribution.content
    turn = TURN.search(document.text, content.start + 1, content.end)
    if turn is None or attribution.direct:
        return attribution
    return replace(attribution, content=Span(content.start, turn.start()).trimmed(document.text))


def _own(document: Document, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    covered = [a.content for a in attributions]
    spans = [_free(document, sentence, covered) for sentence in document.sentences]
    speaks = [span is not None and _lived(span.of(document.text)) for span in spans]
    perceives = [span is not None and _perceived(span.of(document.text)) for span in spans]
    for at, span in enumerate(spans):
        if span is None:
            continue
        if speaks[at]:
            yield _said(span, "eyewitness" if perceives[at] else "affected_person")
        elif any(speaks[max(0, at - NEAR) : at + NEAR + 1]) and _goes_on(document, span):
            saw = any(perceives[max(0, at - NEAR) : at + NEAR + 1])
            yield _said(span, "eyewitness" if saw else "affected_person")


def _free(document: Document, sentence: Span, covered: Sequence[Span]) -> Span | None:
    """The sentence, or what stands behind the turn in it, where no one else says it."""
    shared = [content for content in covered if content.overlap(sentence)]
    if not shared:
        return sentence
    end = max(content.end for content in shared)
    turn = TURN.match(document.text, min(end, sentence.end), sentence.end)
    return Span(turn.end(), sentence.end) if turn else None


# "I mean", "we know", "my rankings": whoever judges has not lived through it
JUDGES = re.compile(
    r"\b(?:I|[Ww]e)(?: (?:do|would|still|really|just|also|can|could|must|should|will))*"
    r" (?:mean|think|know|guess|believe|bet|suppose|suspect|say|recommend|award|review|rank)\b"
    r"|\b[Mm]y (?:\w+ )?(?:rankings?|view|opinion|guess|take|list|picks?|point|argument|column"
    r"|colleagues?|thoughts?)\b"
)


def _lived(text: str) -> bool:
    rest = JUDGES.sub(" ", text)
    return OWN.search(rest) is not None or OUR_OWN.search(rest) is not None or _perceived(text)


def _perceived(text: str) -> bool:
    return SAW.search(text) is not None


def _goes_on(document: Document, span: Span) -> bool:
    """Whether a sentence without "I" still tells of what the writer lives through; a judgement
    ("The mayor is a fool") or a grave charge is not shown to be his own experience."""
    return bool(PLAIN.match(span.of(document.text))) and not grave_words(document.text, span)


def _said(span: Span, kind: Kind) -> Attribution:
    saw = kind == "eyewitness"
    return Attribution(
        content=span,
        source=None,
        cue=None,
        source_id=WRITER,
        kind=kind,
        named=False,
        anonymity="unidentified",
        stake=False if saw else None,
        custody=None,
        depth=0,
        direct=False,
    )
