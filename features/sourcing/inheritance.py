"""Quoted sentences that inherit the source of the one before them, though nothing there attributes.

Outside quotation marks a sentence without an attribution is the author's: of the sentences of gold
train that follow an attributed one there, 78 are the author's and 15 go on with the source. Inside
marks it is 1 to 22.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from features.evidence import Document, Quotation, Span
from features.sourcing.attribution import quotation_over
from features.sourcing.link import Link, with_contents
from features.sourcing.writer import is_undressed

SHORTEST = 25
"""Code points; a shorter quotation without a cue is a name, a title or a scare quote."""


def with_inherited(document: Document, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with every quoted sentence that no content covers: joined to the link beside it
    in its paragraph ('"...," she said. "..."'), else as a link of its own."""
    spoken = sorted(
        (link for link in links if link.source is not None), key=lambda link: link.whole.start
    )
    starts = [link.whole.start for link in spoken]
    covered = sorted(piece for link in links for piece in link.contents)
    joined: dict[Link, list[Span]] = {}
    fresh: list[Link] = []
    before: Link | None = None
    for quotation in document.quotations:
        speaker = _speaker(document, spoken, starts, quotation, before)
        rest = _uncovered(document, covered, quotation)
        if speaker is not None and rest is not None:
            if _beside(document, speaker, rest):
                joined.setdefault(speaker, []).append(rest)
            elif len(rest) >= SHORTEST:
                fresh.append(Link(speaker.source, None, (rest,), "inherited"))
        before = speaker
    grown = [
        with_contents(link, tuple(sorted([*link.contents, *joined.get(link, ())])))
        for link in links
    ]
    return (*grown, *fresh)


def _beside(document: Document, link: Link, rest: Span) -> bool:
    """Whether nothing but the cue stands between a link and the quoted rest of what it says."""
    same = document.paragraph_at(link.whole.end - 1) == document.paragraph_at(rest.start)
    return same and 0 <= rest.start - link.whole.end < 60


def _uncovered(document: Document, covered: Sequence[Span], quotation: Quotation) -> Span | None:
    """From the first to the last whole sentence of a quotation that is free of any content."""
    at = bisect_left(covered, quotation.end, key=lambda span: span.start)
    near = covered[max(0, at - 12) : at]
    free = []
    for index in document.sentences_in(quotation):
        sentence = document.sentences[index]
        part = Span(max(sentence.start, quotation.start), min(sentence.end, quotation.end))
        whole = len(part) * 2 > len(sentence)
        if whole and len(part) > 8 and not any(s.overlap(part) * 3 >= len(part) for s in near):
            free.append(part)
    return Span(free[0].start, free[-1].end) if free else None


def _speaker(
    document: Document,
    spoken: Sequence[Link],
    starts: Sequence[int],
    quotation: Quotation,
    before: Link | None,
) -> Link | None:
    last = bisect_right(starts, quotation.end)
    near = reversed(spoken[max(0, last - 6) : last])
    inside = [link for link in near if any(p.overlap(quotation) for p in link.contents)]
    if inside:
        # Nobody has spoken before it: an article that was put in marks from end to end.
        whole = spoken[0].whole.start >= quotation.start
        amid = whole and all(_is_spoken_of(document, link, quotation) for link in inside)
        return None if amid else inside[0]
    if quotation.continues and before is not None:
        return before
    first = bisect_left(starts, quotation.start)
    if not first:
        return None
    link = spoken[first - 1]
    paragraph = document.paragraph_of(quotation.start)
    opens = quotation.start - paragraph.start <= 2
    away = document.paragraph_at(quotation.start) - document.paragraph_at(link.whole.end - 1)
    # Within a paragraph a bare quotation goes on from its speaker; one paragraph on, only a
    # quotation that the paragraph begins with does.
    return link if away == 0 or (away == 1 and opens) else None


def _is_spoken_of(document: Document, link: Link, quotation: Quotation) -> bool:
    """Whether a source stands amid a quotation, behind its first sentence: it is another who
    speaks of him. In the first a closing mark may be lost: '"It fell, he said, "and broke."'."""
    source = link.source
    if source is None or not quotation.inner.contains(source):
        return False
    return document.sentence_at(source.start) > document.sentence_at(quotation.inner.start)


# "rejected the rumours in a statement sent to us:": a text follows that is given word for word
LEADS = re.compile(
    r"\b(?:statement|e-?mail|letter|message|memo|release|note|said|says|wrote|writes|told|follows"
    r"|tweeted|tweets|posted|explained|explains|explaining)\b"
    r"[^.!?\n]{0,60}[:,]\s*$"
)
# "48 percent", "a 9 point lead"
POLL_SHARE = re.compile(
    r"\d\s?(?:%|per ?cent\b|(?:percentage )?points?\b)"
    r"|\b(?:\d+|one|two|three|four|six|seven|eight|nine) (?:in|out of) (?:\d+|three|four|five|ten)"
    r"\b"
)
# "when she won it by 10 points in 1988": a share of another time
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
GIVEN = 3
"""Sentences that a text without marks runs on for behind the colon that leads to it."""
BLOCK = 8
"""Sentences of one paragraph that is set off behind such a colon, where the first was tagged."""
POLLED = 4
"""Sentences behind a poll in which a share is taken for one of its figures."""


def with_accounts(
    document: Document, links: Sequence[Link], polls: frozenset[Span]
) -> tuple[Link, ...]:
    """The links with plain sentences that a source before them governs: what a colon at a
    paragraph's end leads to, and shares behind the poll they come from (``polls``: its mentions).

    Other plain sentences stay the author's; see the head of this module.
    """
    claimed = sorted(piece for link in links for piece in link.contents)
    by_sentence: dict[int, Link] = {}
    for link in links:
        if link.source is not None and link.inside is None:
            by_sentence[document.sentence_at(link.source.start)] = link
    found = [*_given(document, by_sentence, claimed), *_shares(document, links, claimed, polls)]
    found += _unopened(document, links, claimed)
    found += _unmarked(document, links)
    others = [link for link in links if link.source not in polls]
    taken = sorted([*claimed, *(link.content for link in found)])
    found += _counted_on(document, others, taken)
    return (*links, *found)


def _given(document: Document, by_sentence: dict[int, Link], claimed: Sequence[Span]) -> list[Link]:
    found: list[Link] = []
    for at, link in by_sentence.items():
        sentence = document.sentences[at]
        near = max(sentence.start, sentence.end - 120)
        if not LEADS.search(document.text, near, sentence.end):
            continue
        ends = document.paragraph_of(sentence.start).end
        if ends > sentence.end + 2:
            continue
        for following in _led_to(document, at, link):
            if touched(claimed, following):
                break
            found.append(Link(link.source, None, (following,), "inherited"))
    return found


def _led_to(document: Document, at: int, link: Link) -> Sequence[Span]:
    """The sentences that the one at ``at`` may lead to: where what is said begins in the next, the
    rest of that one's paragraph."""
    rest = document.sentences[at + 1 : at + 1 + BLOCK]
    if not rest or not link.content.overlap(rest[0]):
        return rest[:GIVEN]
    first = document.paragraph_at(rest[0].start)
    return [
        sentence
        for sentence in rest
        if sentence.start >= link.content.end and document.paragraph_at(sentence.start) == first
    ]


# ... '"We go," says Roux. If one lives, that is enough."': the second opening mark was lost
LOST_MARK = re.compile(r"[^\"“”«»]+[.!?,][\"”»]\s*")


def _unopened(document: Document, links: Sequence[Link], claimed: Sequence[Span]) -> Iterator[Link]:
    """Sentences that close a quotation nobody opened, behind one of the same paragraph."""
    quoted = {
        document.sentence_at(link.content.start): link
        for link in links
        if link.source is not None and quotation_over(document, link.contents[0]) is not None
    }
    for at, link in quoted.items():
        following = document.sentences[at + 1] if at + 1 < len(document.sentences) else None
        if following is None or not LOST_MARK.fullmatch(document.text, *_ends(following)):
            continue
        same = document.paragraph_at(following.start) == document.paragraph_at(link.content.start)
        if same and not touched(claimed, following):
            yield Link(link.source, None, (following,), "inherited")


# "We hope the team will be let in": whoever speaks so in a report is no reporter; not "the US"
FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|[Ii]['’]?(?:m|ve|ll))\b(?!\.)")
# "My cousin": one person, where "we" and "our" may be a body's
ALONE = re.compile(r"\b(?:I|[Mm]y|me|[Mm]yself)\b(?!\.)")
# "Reporting by", "we have contacted the ministry"
OFFICE = re.compile(
    r"\b[Rr]eporting by\b|\b[Ee]diting by\b|\b(?:contacted|reached out|asked for comment)\b"
)
APART = 6
"""Sentences between speech in the first person and more of it without marks or a cue."""


def _unmarked(document: Document, links: Sequence[Link]) -> Iterator[Link]:
    """Sentences in the first person of a report that lost all of its marks, which are those of who
    speaks so before a closing cue nearby: "We owe it to them the mayor said. Our doors are open."
    In a post "I" is its writer.
    """
    if document.quotations:
        return
    post = is_undressed(document)
    # "We hope": his own words name no other speaker.
    others = [
        link
        for link in links
        if link.source is not None and not FIRST.fullmatch(link.source.of(document.text))
    ]
    claimed = sorted(piece for link in others for piece in link.contents)
    spoken = {
        at: link
        for link in others
        if link.cue is not None and link.content.end <= link.cue.start
        for at in (document.sentence_at(link.content.start),)
        if FIRST.search(document.text, document.sentences[at].start, link.content.end)
    }
    known = sorted(spoken)
    for at, sentence in enumerate(document.sentences if known else ()):
        if not FIRST.search(document.text, *_ends(sentence)) or touched(claimed, sentence):
            continue
        if post and ALONE.search(document.text, *_ends(sentence)):
            continue
        after = bisect_left(known, at)
        near = [n for n in known[max(0, after - 1) : after + 1] if abs(n - at) <= APART]
        if near and not OFFICE.search(document.text, *_ends(sentence)):
            yield Link(spoken[near[0]].source, None, (sentence,), "inherited")


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _shares(
    document: Document, links: Sequence[Link], claimed: Sequence[Span], polls: frozenset[Span]
) -> list[Link]:
    found: list[Link] = []
    sources = sorted(link.source for link in links if link.source in polls and link.source)
    starts = [source.start for source in sources]
    for at, sentence in enumerate(document.sentences):
        last = bisect_left(starts, sentence.start)
        if not last:
            continue
        share = POLL_SHARE.search(document.text, sentence.start, sentence.end)
        if not share or YEAR.search(document.text, sentence.start, sentence.end):
            continue
        source = sources[last - 1]
        if at - document.sentence_at(source.start) <= POLLED and not touched(claimed, sentence):
            found.append(Link(source, None, (sentence,), "inherited"))
    return found


# "Another seven people were killed", "Many of the dead are children"
ADDED = re.compile(
    r"\W*(?:another\b[^.;:]{0,90}\b(?:killed|wounded|injured|hurt|martyred|missing|dead|die[ds]?"
    r"|displaced|detained|captured)\b"
    r"|(?:at least |about |some |around |more than )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many) "
    r"(?:[a-z-]+ )?others?\b"
    r"[^.;:]{0,60}\b(?:killed|wounded|injured|hurt|died|hit|struck|fell|landed|missing|detained)\b"
    r"|(?:most|many|some|several|half) of the (?:dead|wounded|casualties|injured|killed)\b"
    r"|the (?:rest|second|third|fourth|fifth) (?:\w+ )?(?:was|were|had|have|has|is|are|died|blew"
    r"|fled)\b)",
    re.IGNORECASE,
)
# "Five of them were children", "Dozens were also wounded", said behind people who were hurt
OF_THEM = re.compile(
    r"\W*(?:(?:at least )?\w+ of them\b|among (?:the (?:dead|wounded|injured|victims|casualties)"
    r"|them|those (?:killed|wounded|hurt))\b"
    r"|(?:the|its|their) (?:dead|wounded|injured|victims|casualties|toll) (?:also )?include[sd]?\b"
    r"|(?:this|it|the (?:\w+ )?(?:toll|figure|number|count|total)) (?:was|has been)"
    r" (?:later |since )?(?:updated|revised|raised) to\b(?![^.;]* by\b)"
    r"|(?:\w+ ){1,9}?(?:was|were) (?:also )?among (?:the (?:dead|wounded|injured|killed|victims"
    r"|casualties)|them|those (?:killed|wounded|hurt))\b"
    r"|(?:\w+ ){1,8}?(?:was|were) (?:one|two|three|some) of (?:the )?(?:\w+ )?(?:people |those )?"
    r"(?:killed|wounded|injured|dead)\b"
    r"|(?:\w+ ){1,5}(?:was|were) also (?:\w+ )?(?:wounded|injured|hurt|detained|captured)\b)",
    re.IGNORECASE,
)
OF_THEM_KEYS = (" of ", "mong ", "includ", "updated", "revised", "raised", " also ")
"""One of these stands in every such sentence."""
HURT = re.compile(
    r"\b(?:killed|kills|wounded|injured|hurt|dead|died|martyred|missing|captured|detained|arrested"
    r"|displaced|kidnapped|abducted|executed|toll|deaths?|casualties|raids?|bod(?:y|ies))\b"
)
# "But 43 percent", "However, 5%": the author sets something of his own against it
AGAINST = re.compile(
    r"\W*(?:but|however|yet|still|meanwhile|by contrast|in contrast)\b", re.IGNORECASE
)


COUNTED = 3
"""Sentences that count on from one another."""


def _counted_on(
    document: Document, links: Sequence[Link], claimed: Sequence[Span]
) -> Iterator[Link]:
    """Sentences that count on from the one before them, as its source's: more who were hurt, and
    within its paragraph a share."""
    by_end = {
        document.sentence_at(max(link.content.start, link.content.end - 1)): link
        for link in links
        if link.source is not None and link.inside is None
    }
    for at, link in by_end.items():
        for n, following in enumerate(document.sentences[at + 1 : at + 1 + COUNTED]):
            added = ADDED.match(document.text, *_ends(following)) or (
                _is_of_them(document, following)
                and HURT.search(document.text, *_ends(link.content))
            )
            if touched(claimed, following) or not (
                added or (n == 0 and _is_share(document, link, following))
            ):
                break
            yield Link(link.source, None, (following,), "inherited")


def _is_of_them(document: Document, following: Span) -> bool:
    """Whether a sentence tells more of those who were counted before it."""
    said = following.of(document.text)
    return any(key in said for key in OF_THEM_KEYS) and OF_THEM.match(said) is not None


def _is_share(document: Document, link: Link, following: Span) -> bool:
    """Whether the next sentence gives a share in the paragraph of a link."""
    same = document.paragraph_at(following.start) == document.paragraph_at(link.content.start)
    share = same and POLL_SHARE.search(document.text, *_ends(following)) is not None
    return share and not AGAINST.match(document.text, *_ends(following))


def touched(claimed: Sequence[Span], sentence: Span) -> bool:
    """Whether somebody else says a part of a sentence; ``claimed`` are sorted pieces."""
    last = bisect_left(claimed, sentence.end, key=lambda span: span.start)
    return any(span.overlap(sentence) for span in claimed[max(0, last - 12) : last])
