"""From loose source, cue and content spans to who says what.

The tagger marks spans; which source goes with which cue and which content is decided here, by
order, distance, sentence and quotation. The groups of PolNeAR (Newell et al. 2018) are the
measure: given its spans without their groups, how many of the groups come back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from features.evidence import Document, Span
from features.phrases import BETWEEN_CLAUSES
from features.sourcing.closing import CLOSING, marked
from features.sourcing.extents import (
    PREPOSED,
    count_within,
    is_quoted,
    mended,
    quotation_over,
    to_closing_marks,
    to_the_end,
)
from features.sourcing.link import Link, nested
from features.sourcing.signatures import signatures
from features.sourcing.words import lexicon, words

SCRAP = 20
"""Code points; a content without a cue that is shorter and not quoted is a slip of the tagger."""
LOST = 8
"""Code points between a content and the "X said." behind it, more than a comma and a space."""


def attributions_from(
    document: Document,
    sources: Sequence[Span],
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> tuple[Link, ...]:
    """Groups of source, cue and content, in the order of their contents.

    Each cue takes the contents that stand next to it and the source nearest to it. A content
    without a cue joins the one it continues, else takes a source before it. A cue without
    content, or a source without both, is dropped.
    """
    cues, contents = _unbroken(document.text, _plain(cues), _plain(contents))
    sources = _whole(document.text, _of_one_line(document.text, _plain(sources), cues))
    contents = _behind_cues(cues, _before_sources(sources, contents))
    sources, cues, contents = _with_speakers(document, sources, cues, contents)
    contents = mended(document, _unlike(document, sources, cues, contents))
    signed = signatures(document, sources, cues, contents)
    pieces = _owned_contents(document, cues, [c for c in contents if c not in signed])
    links: list[Link] = []
    for at, cue in enumerate(cues):
        owned = pieces[at]
        source = _whole_phrase(document.text, _source_of(document, cue, owned, sources, cues), cue)
        if source is not None and (not owned or owned[-1].end < source.start - LOST):
            owned = _lead(document, source, cue, cues, contents) or owned
        if owned:
            links.append(Link(source, cue, tuple(owned)))
    cued = sorted(links, key=lambda link: link.content.end)
    taken = frozenset(link.source for link in links)
    loose = [_without_cue(document, piece, sources, cued, taken) for piece in pieces[len(cues)]]
    links += [link for link in loose if link.source is not None]
    links += [Link(source, None, (piece,), "signed") for piece, source in signed.items()]
    links = to_closing_marks(document, links)
    links = [to_the_end(document, cues, sources, link) for link in links]
    links = [_to_the_beginning(document, cues, link) for link in links]
    return nested(sorted(links, key=lambda link: (link.content, link.cue or Span(0, 0))))


def _plain(spans: Sequence[Span]) -> list[Span]:
    # Spans with a score do not compare with those without.
    return sorted({Span(span.start, span.end) for span in spans})


# "has " before "accused rebels of": a tagger may mark no more of a verb than its beginning
HAS = frozenset({"has", "have", "had", "Has", "Have"})
VERB = re.compile(r" (?:\w+ )?\w+(?:ed|id|ew|ote) ")


def _unbroken(
    text: str, cues: Sequence[Span], contents: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """The cues and contents, a cue that is no more than "has" with its verb, and "According to"
    that was taken for what is said as the cue it is."""
    starts = {content.start for content in contents}
    whole = []
    for cue in cues:
        verb = VERB.match(text, cue.end) if cue.of(text) in HAS else None
        parts = verb is not None and verb.end() in starts
        whole.append(Span(cue.start, verb.end() - 1) if verb is not None and parts else cue)
    led = {c for c in contents if len(c) <= LED and PREPOSED.fullmatch(c.of(text))}
    if led:
        whole = sorted({*whole, *led})
    return whole, [c for c in contents if c not in led]


LED = 14
"""Code points of "According to" at most."""
# "records obtained by", "the spokesman for": what follows is of the same phrase
UNFINISHED = re.compile(r"\b(?:by|of|for|from|at|in|with|the|an?|and)$")
# "the Lesk Observatory for " before "Human Rights"
NAME_OF = re.compile(r"\b[Tt]he (?:[A-Z][\w’'-]* ){1,4}(?:for|of) $")
NAME = 80
"""Code points before the end of a body's name in which its beginning is sought."""


def _of_one_line(text: str, sources: Sequence[Span], cues: Sequence[Span]) -> list[Span]:
    """The sources, one that runs over from a heading into who speaks below it cut to its end."""
    spoken = {cue.start for cue in cues}
    return [
        Span(text.rindex("\n", source.start, source.end) + 1, source.end)
        if "\n" in source.of(text).rstrip() and spoken & {source.end, source.end + 1}
        else source
        for source in sources
    ]


def _whole(text: str, sources: Sequence[Span]) -> list[Span]:
    """The sources, with one that breaks off before its last noun joined to what stands next, and
    the end of a body's name joined to its beginning."""
    found: list[Span] = []
    for source in sources:
        begun = NAME_OF.search(text, max(0, source.start - NAME), source.start)
        if begun and text[source.start].isupper():
            source = Span(begun.start(), source.end)
        if (
            found
            and 0 <= source.start - found[-1].end <= 1
            and UNFINISHED.search(found[-1].of(text))
        ):
            found[-1] = Span(found[-1].start, source.end)
        else:
            found.append(source)
    return found


def _before_sources(sources: Sequence[Span], contents: Sequence[Span]) -> list[Span]:
    """The contents, one that runs into a speaker's name cut before it."""
    found = []
    for content in contents:
        at = bisect_left(sources, content.end, key=lambda source: source.start) - 1
        name = sources[at] if at >= 0 else content
        runs_in = content.start < name.start < content.end <= name.end
        found.append(Span(content.start, name.start) if runs_in else content)
    return found


def _behind_cues(cues: Sequence[Span], contents: Sequence[Span]) -> list[Span]:
    """The contents, one that begins amid a cue ("claimed responsibility for") cut behind it."""
    found = []
    for content in contents:
        at = bisect_left(cues, content.start, key=lambda cue: cue.start) - 1
        inside = at >= 0 and content.start < cues[at].end < content.end
        found.append(Span(cues[at].end, content.end) if inside else content)
    return found


# ' the group known as the Blue Caps', with ' said' behind: a speaker after a closing mark
SPEAKER = re.compile(
    r"[,\s]*(?P<source>(?:[Tt]he\s|[Aa]n?\s|[A-Z])[^.;:!?\"“”\n]{2,80}?)"
    r"(?:\s(?P<cue>said|says|added|adds))?\s*$"
)


def _with_speakers(
    document: Document, sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span]
) -> tuple[list[Span], list[Span], list[Span]]:
    """The spans, where a tagger took speech and speaker both for what is said: '"It fell" the group
    known as the Blue Caps said.'"""
    found: list[list[Span]] = [list(sources), list(cues), []]
    for content in contents:
        speech = _speech_in(document, content)
        named = SPEAKER.match(document.text, speech.end, content.end) if speech else None
        closes = any(cue.start - content.end <= 2 for cue in _next(cues, content.end))
        known = speech and any(s.start < content.end for s in _next(sources, speech.end))
        if speech is None or named is None or known or not (named["cue"] or closes):
            found[2].append(content)
            continue
        found[0].append(Span(*named.span("source")))
        found[1] += [Span(*named.span("cue"))] if named["cue"] else []
        found[2].append(speech)
    return sorted(found[0]), sorted(found[1]), found[2]


def _speech_in(document: Document, content: Span) -> Span | None:
    """The quotation that a content begins with and runs out of."""
    at = bisect_right(document.quotations, content.start + 2, key=lambda q: q.start) - 1
    quotation = document.quotations[at] if at >= 0 else None
    if quotation is None or quotation.start < content.start - 2 or len(quotation) < SCRAP:
        return None
    return Span(content.start, quotation.end) if quotation.end < content.end - 2 else None


# "told Justice" of "told Justice Department counsel Roux the files were lost"
TELLS = re.compile(r"\b(?:told|tells|telling)$")


def _unlike(
    document: Document, sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span]
) -> list[Span]:
    """The contents without those that are a speaker, marked as both, right before his verb, or a
    piece of the name of who is told."""
    speaking = [s for s in sources for cue in _next(cues, s.end) if 0 <= cue.start - s.end <= 1]
    told = {cue.end + 1 for cue in cues if TELLS.search(document.text, cue.start, cue.end)}
    heard = {
        c
        for c, following in pairwise(contents)
        if len(c) < SCRAP
        and c.start in told
        and following.start - c.end < HEARER
        and _one_sentence(document, c, following)
    }
    return [
        c
        for c in contents
        if c not in heard and not any(_same(c, s) for s in _next(speaking, c.start))
    ]


HEARER = 60
"""Code points that the rest of a hearer's name fills at most."""


def _next(spans: Sequence[Span], start: int) -> Sequence[Span]:
    """The first of the sorted spans that does not begin before ``start``, if there is one."""
    at = bisect_left(spans, start, key=lambda span: span.start)
    return spans[at : at + 1]


def _same(one: Span, other: Span) -> bool:
    return one.start == other.start and abs(one.end - other.end) <= 1


def _owned_contents(
    document: Document, cues: Sequence[Span], contents: Sequence[Span]
) -> list[list[Span]]:
    """For each cue the contents that are its own; the last list holds those without a cue."""
    owned: list[list[Span]] = [[] for _ in range(len(cues) + 1)]
    starts = [cue.start for cue in cues]
    costs = {
        (at, piece): cost
        for piece in contents
        for at in _near(starts, piece)
        if (cost := _distance(document, cues[at], piece, cues, contents)) is not None
    }
    free = set(contents)
    # Cheapest pair first: a cue next to its content settles both before a distant one asks.
    for (at, piece), _ in sorted(costs.items(), key=lambda item: (item[1], item[0])):
        if piece in free and (not owned[at] or _amid(document, cues, at, owned[at], piece)):
            owned[at].append(piece)
            free.discard(piece)
    for piece in sorted(free):
        if len(piece) < SCRAP and not is_quoted(document, piece):
            continue
        at = _continued(document, starts, owned, piece)
        owned[at].append(piece)
    return [sorted(pieces) for pieces in owned]


def _near(starts: Sequence[int], piece: Span) -> range:
    """Indices of the cues around a piece, four to each side."""
    left = bisect_right(starts, piece.start)
    right = bisect_right(starts, piece.end)
    return range(max(0, left - 4), min(len(starts), right + 4))


def _distance(
    document: Document,
    cue: Span,
    piece: Span,
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> float | None:
    """How far a cue is from a content in characters; None where they cannot belong together."""
    if piece.contains(cue):
        return None
    after = piece.start >= cue.end
    gap = piece.start - cue.end if after else cue.start - piece.end
    if gap < 0:
        return None
    edge = piece.start if after else max(piece.start, piece.end - 1)
    if not after and _behind_its_sentence(document, cue, edge):
        return None
    gap += 200 * (not after and cue.of(document.text).rstrip().endswith(":"))
    if document.sentence_at(cue.start) != document.sentence_at(edge):
        gap += 60 + 80 * (document.paragraph_at(cue.start) != document.paragraph_at(piece.start))
        if gap > 400:
            return None
        if not (_introduced(document, cue, piece) if after else is_quoted(document, piece)):
            return None
    between = Span(cue.end, piece.start) if after else Span(piece.end, cue.start)
    gap += 40 * count_within(cues, between) + 25 * count_within(contents, between)
    # A cue governs what follows it; what stands before needs the comma of '..., he said'.
    return gap + (0 if after else 12)


# "The ministry said:\n\n", "said on Tuesday,\n"; not "Officials warn: plague spreads\n\nThe"
LEADING = re.compile(r":\s*(?:\n|[\"“«(]?$)|,\s*\n\s*$")


def _behind_its_sentence(document: Document, cue: Span, edge: int) -> bool:
    """Whether a cue stands too far behind what ends at ``edge`` to govern it: in another paragraph,
    or as the "according to" that another sentence begins with."""
    if document.paragraph_at(cue.start) != document.paragraph_at(edge):
        return True
    at = document.sentence_at(cue.start)
    opens = cue.start - document.sentences[at].start <= 2
    leads = PREPOSED.match(document.text, cue.start) is not None
    return opens and leads and document.sentence_at(edge) != at


def _introduced(document: Document, cue: Span, piece: Span) -> bool:
    """Whether what stands in a later sentence can belong to a cue: it is quoted, or a colon or the
    end of a line leads to it."""
    if is_quoted(document, piece):
        return True
    return LEADING.search(document.text, cue.start, piece.start) is not None


def _amid(
    document: Document, cues: Sequence[Span], at: int, owned: Sequence[Span], piece: Span
) -> bool:
    """Whether a second piece stands on the other side of the cue, close, or goes straight on."""
    cue = cues[at]
    if _interrupted(document, cues, at, piece):
        return False
    first, last = min(owned).start, max(owned).end
    if piece.end <= cue.start < first or last <= cue.start < piece.start:
        if piece.end <= cue.start and _behind_its_sentence(document, cue, max(0, piece.end - 1)):
            return False
        gap = max(piece.start - cue.end, cue.start - piece.end)
        return gap < 120 and is_quoted(document, piece) == is_quoted(document, owned[0])
    gap = piece.start - last if piece.start >= last else first - piece.end
    if piece.start >= last and _parted(document, Span(last, piece.start), cue.start):
        return False
    # What goes straight on into another sentence goes on as it began, in marks or without.
    if piece.start >= last and _leaves_headline(document, Span(first, last), piece):
        return False
    alike = is_quoted(document, piece) == is_quoted(document, owned[0])
    return 0 <= gap < 25 and (alike or _one_sentence(document, Span(first, last), piece))


def _leaves_headline(document: Document, one: Span, piece: Span) -> bool:
    """Whether a headline ends between two pieces, or a caption or paragraph without marks that no
    colon leads to: what it says ends with it."""
    if document.paragraph_at(one.start) == document.paragraph_at(piece.start):
        return False
    if document.role_at(one.start) == "headline":
        return True
    if is_quoted(document, one) or is_quoted(document, piece):
        return False
    led = any(
        document.text[max(0, s.start - 3) : s.start].rstrip()[-1:] == ":" for s in (one, piece)
    )
    opened = document.text[one.start] in MARKS
    return not led and not opened and document.text[piece.start].isupper()


MARKS = "\"'“‘«"
"""A quotation that nobody closed runs on over paragraphs."""

# "\n\nAna Roux, baker", "— Ana Roux\n": a line of its own, or what ends one, with letters
NAME_LINE = re.compile(r"[^\W\d_][^\n]*\n|\n[^\n]*[^\W\d_]")


def _parted(document: Document, between: Span, cue: int) -> bool:
    """Whether a line stands between two pieces of speech and no cue of theirs: it names who spoke
    the first or speaks the second."""
    if between.start <= cue < between.end or "\n" not in between.of(document.text):
        return False
    return NAME_LINE.search(document.text, between.start, between.end) is not None


def _interrupted(document: Document, cues: Sequence[Span], at: int, piece: Span) -> bool:
    """Whether somebody else takes the word in a sentence between a cue and a later piece."""
    starts = [cue.start for cue in cues[max(0, at - 1) : at + 4]]
    first = at - max(0, at - 1)
    for other in range(first + 1, len(starts)):
        later = document.sentence_at(starts[other]) > document.sentence_at(starts[first])
        before = starts[other] < piece.start and document.sentence_at(
            starts[other]
        ) < document.sentence_at(piece.start)
        if later and before and _speaks_up(document, starts, other):
            return True
    return False


def _one_sentence(document: Document, one: Span, other: Span) -> bool:
    before, after = sorted((one, other))
    return document.sentence_at(max(before.start, before.end - 1)) == document.sentence_at(
        after.start
    )


def _continued(
    document: Document, starts: Sequence[int], owned: Sequence[list[Span]], piece: Span
) -> int:
    """Index of the cue whose speech ``piece`` goes on with, else the last index."""
    near = _near(starts, piece)
    quoted = is_quoted(document, piece)
    if quoted:
        at = _last_quoted(document, starts, owned, piece)
        if at is not None:
            return at
    reach = 40 if quoted else 12
    for at in near:
        if any(
            0 <= piece.start - other.end < reach
            and not (
                not quoted
                and _leaves_headline(document, Span(min(owned[at]).start, other.end), piece)
            )
            and not _parted(document, Span(other.end, piece.start), starts[at])
            for other in owned[at]
        ):
            return at
    return len(owned) - 1


def _last_quoted(
    document: Document, starts: Sequence[int], owned: Sequence[list[Span]], piece: Span
) -> int | None:
    """Index of the cue that was last quoted in the paragraph of a bare quotation.

    Of PolNeAR train's bare quotations behind a cue in their paragraph 95 % are its speaker's,
    whatever he says without marks between; what another says in a sentence of its own parts them.
    """
    paragraph = document.paragraph_at(piece.start)
    for at in reversed(_near(starts, piece)):
        if starts[at] >= piece.start:
            continue
        before = [other for other in owned[at] if other.end <= piece.start]
        if document.paragraph_at(starts[at]) != paragraph:
            return None
        if any(is_quoted(document, other) for other in before):
            return at
        if before and _speaks_up(document, starts, at):
            return None
    return None


def _speaks_up(document: Document, starts: Sequence[int], at: int) -> bool:
    """Whether a cue is the first of its sentence and a verb of speech: somebody takes the word."""
    own = document.sentence_of(starts[at])
    return (at == 0 or starts[at - 1] < own.start) and _says(document.text, starts[at])


# "in a statement on Friday", "late on Monday": what may stand behind "X said" at a sentence's end
CLOSES = re.compile(
    r"(?: (?:without|in|on|to|during|from|by|via|through|heading|late|early)\b[^.;:\n]*)?\W*$"
)


def _lead(
    document: Document,
    source: Span,
    cue: Span,
    cues: Sequence[Span],
    contents: Sequence[Span],
) -> list[Span]:
    """The sentence before "X said." where the tagger saw speaker and verb but not what is said."""
    sentence = document.sentence_of(cue.start)
    if not 0 <= cue.start - source.end <= 2 or not sentence.contains(source):
        return []
    closes = CLOSES.match(document.text, cue.end, sentence.end)
    closes = closes or CLOSING.match(document.text, source.end, sentence.end)
    if not closes or not _says(document.text, cue.start):
        return []
    end = source.start
    while end > sentence.start and document.text[end - 1] in " ,;-–—":
        end -= 1
    lead = Span(sentence.start, end)
    inside = [c for c in contents if lead.overlap(c)]
    begun = not inside or (
        inside[0].start <= lead.start + 1 and not is_quoted(document, inside[-1])
    )
    free = not count_within(cues, lead) and begun
    return [lead] if free and len(words(lead.of(document.text))) >= 4 else []


def _to_the_beginning(document: Document, cues: Sequence[Span], link: Link) -> Link:
    """The link with all of the sentence before "X said." where the tagger saw the end of what is
    said alone: "... on Monday leaving 27 dead a monitor said." """
    content, source = link.contents[0], link.source
    if source is None or link.cue is None or len(link.contents) > 1 or content.end > source.start:
        return link
    sentence = document.sentence_of(link.cue.start)
    near = source.start - content.end <= 2 and 0 <= link.cue.start - source.end <= 2
    closes = near and CLOSING.match(document.text, source.end, sentence.end)
    lead = Span(sentence.start, max(sentence.start, content.start))
    if not closes or is_quoted(document, content) or count_within(cues, lead):
        return link
    if len(lead) <= 2 or marked(document, lead):
        return link
    # "Nobody claimed the attack, but it bore marks of rebels, police said.": the author's beginning
    if BETWEEN_CLAUSES.search(document.text, lead.start, lead.end):
        return link
    return replace(link, contents=(Span(sentence.start, content.end),))


def _says(text: str, cue: int) -> bool:
    return any(word.low in lexicon("cues")["say"] for word in words(text[cue : cue + 30])[:2])


def _source_of(
    document: Document,
    cue: Span,
    contents: Sequence[Span],
    sources: Sequence[Span],
    cues: Sequence[Span],
) -> Span | None:
    at = bisect_right(sources, cue.start, key=lambda source: source.start)
    near = sources[max(0, at - 6) : at + 6]
    costs = [
        (cost, source)
        for source in near
        if (cost := _source_distance(document, cue, contents, source, cues)) is not None
    ]
    return min(costs)[1] if costs else None


# "the 30" of "the 30-second film", "the home" of "the home's residents", "The" of "The lawsuit"
CUT_SHORT = re.compile(
    r"(?<=\w)[-'’]\w|(?<=\b[Tt]he)\s|(?<=\b[Aa])\s|(?<=\b[Aa]n)\s|(?<=\b[Mm]ultiple)\s"
    r"|(?<=\b[Ss]everal)\s"
)
# " second advertisement " up to "quotes"; not ", which they read, "
REST = re.compile(r"[^,.;:()\"“”\n—–]{1,60}")


def _whole_phrase(text: str, source: Span | None, cue: Span) -> Span | None:
    """The source to the end of its phrase where the tagger let go of it amid a word or right
    behind its article."""
    if source is None or source.end >= cue.start or not CUT_SHORT.match(text, source.end):
        return source
    rest = REST.match(text, source.end, cue.start)
    if rest is None or (rest.end() < cue.start and text[rest.end()] not in "—–,"):
        return source
    return Span(source.start, rest.end()).trimmed(text)


def _source_distance(
    document: Document, cue: Span, contents: Sequence[Span], source: Span, cues: Sequence[Span]
) -> float | None:
    touches = source.contains(cue) or cue.contains(source)
    if not touches and document.sentence_at(source.start) != document.sentence_at(cue.start):
        return None
    if any(piece.contains(source) and not piece.contains(cue) for piece in contents):
        return None
    if touches:
        return 0.0
    after = source.start >= cue.end
    gap = source.start - cue.end if after else cue.start - source.end
    if gap < 0:
        return None
    between = Span(cue.end, source.start) if after else Span(source.end, cue.start)
    gap += 15 * count_within(cues, between) + sum(20 for p in contents if between.contains(p))
    return gap + (18 if after and not _inverted(document.text, cue) else 0)


def _inverted(text: str, cue: Span) -> bool:
    """Whether the cue is one that its source follows: "according to", or '," said'."""
    words = cue.of(text).casefold()
    if words.endswith((" to", "per", "by", "citing")):
        return True
    before = text[max(0, cue.start - 3) : cue.start].strip()
    return bool(before) and before[-1] in ",”\"’'»"


def _without_cue(
    document: Document,
    piece: Span,
    sources: Sequence[Span],
    cued: Sequence[Link],
    taken: frozenset[Span | None],
) -> Link:
    """A content with no cue: 'Monitor: 17 killed', or speech that goes on from a speaker before.

    ``cued`` are the links with a cue by the end of their content.
    """
    at = bisect_right(sources, piece.start, key=lambda source: source.start)
    here = document.sentence_at(piece.start)
    near = [
        source
        for source in sources[max(0, at - 6) : at + 6]
        if document.sentence_at(source.start) == here and not piece.contains(source)
    ]
    fresh = [source for source in near if source not in taken] or near
    if fresh:
        return Link(min(fresh, key=lambda source: _gap(source, piece)), None, (piece,))
    last = bisect_right(cued, piece.start, key=lambda link: link.content.end)
    if last and is_quoted(document, piece) and piece.start - cued[last - 1].whole.end < 400:
        return Link(cued[last - 1].source, None, (piece,), form="inherited")
    return Link(None, None, (piece,))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


__all__ = ["Link", "attributions_from", "nested", "quotation_over"]
