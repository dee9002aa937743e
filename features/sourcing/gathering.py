"""Which links a document holds: those that the tagger found, and what the rules add to them.

A rule speaks where the tagger is silent or saw one half, and only where it was counted to be right;
what closes a sentence, a paper that vouches and a source inside another's words come on top.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from features.evidence import Document, Encoding, Span
from features.sourcing.agentless import agentless_in
from features.sourcing.attribution import (
    SCRAP,
    Link,
    attributions_from,
    nested,
    quotation_over,
)
from features.sourcing.clauses import sentences_of
from features.sourcing.closing import closing_in, marked
from features.sourcing.deeds import is_deed
from features.sourcing.extents import to_whole_clauses
from features.sourcing.forms import links_by_form
from features.sourcing.inheritance import with_accounts
from features.sourcing.introduced import with_introduced
from features.sourcing.names import MANY, Names
from features.sourcing.papers import papers_in, polls_in
from features.sourcing.relative import with_antecedents
from features.sourcing.running import with_run_on
from features.sourcing.vouching import (
    UNNAMED,
    is_heading,
    is_label,
    takes_lives,
    vouches,
    without_expletive,
)
from features.sourcing.words import within
from features.tagging import spans


@dataclass(frozen=True, slots=True)
class Forms:
    """What the rules alone find, by the text and the names in it."""

    links: tuple[Link, ...]
    """Empty forms, then the others."""
    closing: tuple[tuple[Link, ...], ...]
    """What closes each sentence."""
    papers: tuple[Link, ...]
    """What polls, films and records vouch for."""


def forms_in(document: Document, names: Names) -> Forms:
    """What the rules find before any tag is known."""
    sentences = tuple(sentences_of(document, names.tokens))
    empty = agentless_in(document, sentences)
    return Forms(
        (*empty, *links_by_form(document, names.tokens, sentences, empty)),
        _closing_each(document, names),
        tuple(link for s in document.sentences for link in papers_in(document, names, s)),
    )


def _closing_each(document: Document, names: Names) -> tuple[tuple[Link, ...], ...]:
    return tuple(tuple(closing_in(document, names, s)) for s in document.sentences)


def gathered(
    document: Document, names: Names, encoding: Encoding, forms: Forms | None = None
) -> Sequence[Link]:
    """The links of a document in the order of the text: those that the encoder tagged, mended, and
    beside them the forms that taggers trained on news miss."""
    forms = forms or forms_in(document, names)
    links = attributions_from(
        document,
        tagged(document, encoding, "source"),
        [cue for cue in tagged(document, encoding, "cue") if not takes_lives(document.text, cue)],
        tagged(document, encoding, "content"),
    )
    mended = [without_expletive(names.tokens, link) for link in links]
    mended = with_antecedents(document, names, mended)
    mended = [_with_what_is_said(document, names, link) for link in mended]
    vouched = [
        link
        for link in mended
        if vouches(document, names.tokens, link) and not (link.source is None and _is_scrap(link))
    ]
    closed = with_closing(document, names, to_whole_clauses(document, vouched), forms.closing)
    half = sorted(link.cue for link in mended if link.source is None and link.cue is not None)
    spoken = with_forms(document, names, closed, half, forms.links)
    # What vouches was asked already whether it is a deed; what was mended since is asked again.
    asked = {id(link) for link in vouched}
    spoken = [
        link
        for link in spoken
        if not is_heading(document, names, link)
        and (id(link) in asked or not is_deed(document, link))
    ]
    formed = with_papers(spoken, forms.papers)
    governed = with_accounts(document, formed, polls_in(document, names, formed))
    introduced = with_run_on(document, with_introduced(document, names, governed))
    return with_relayed(document, parted(document, introduced))


DOUBT = 0.7
"""Weight of "outside" in decoding sources, cues and contents. A tagger's own threshold is best for
its spans alone; linking drops what fits nothing, so that more may be let in. On the unseen tenth of
PolNeAR train F1 .738 to .744, right source .641 to .663, precision .760 to .746."""


def tagged(document: Document, encoding: Encoding, task: str) -> list[Span]:
    """The spans of "source", "cue" or "content" that are linked."""
    return [Span(found.start, found.end) for found in spans(document, encoding, task, DOUBT)]


def _is_scrap(link: Link) -> bool:
    """Whether an empty form was given no more than a word: "He reportedly"."""
    return sum(len(piece) for piece in link.contents) < SCRAP


def with_closing(
    document: Document,
    names: Names,
    tagged: Sequence[Link],
    closing: Sequence[Sequence[Link]] | None = None,
) -> list[Link]:
    """The tagged links with what closes a sentence in their place: where its speaker stands at
    the end, who was tagged at its beginning says nothing. ``closing`` is that of each sentence,
    where it is known."""
    closing = _closing_each(document, names) if closing is None else closing
    spoken = {document.sentence_at(link.cue.start): link for link in tagged if link.cue is not None}
    found = [
        link
        for sentence, links in zip(document.sentences, closing, strict=True)
        for link in links
        if not _agrees(spoken.get(document.sentence_at(sentence.start)), link)
    ]
    contents = sorted(link.content for link in found)
    return [link for link in tagged if not _claimed(contents, link)] + found


def with_papers(links: Sequence[Link], papers: Sequence[Link]) -> tuple[Link, ...]:
    """The links and the polls, films and records that vouch for sentences nobody else does."""
    claimed = sorted(piece for link in links for piece in link.contents)
    found = [link for link in papers if not _claimed(claimed, link)]
    return nested(sorted([*links, *found], key=lambda link: (link.content, link.cue or Span(0, 0))))


def _agrees(tagged: Link | None, found: Link) -> bool:
    """Whether the tagger saw the same speaker, and most of what he says."""
    if tagged is None or tagged.source is None or found.source is None:
        return False
    told = sum(piece.overlap(found.content) for piece in tagged.contents)
    return tagged.source.overlap(found.source) > 0 and 2 * told >= len(found.content)


TAGGED = frozenset({"verb"})
"""Rules that are right one time in ten where the tagger saw nothing, quotations apart."""


PRONOUN = 4
"""Code points of the longest pronoun that stands for what was said: "this", "them"."""


BEHIND = frozenset({"source", "sources", "report", "reports"})
"""What heads a list or a page, yet vouches behind a headline: "40 Killed in Lesk: Report"."""


def with_forms(
    document: Document,
    names: Names,
    tagged: Sequence[Link],
    half: Sequence[Span] = (),
    forms: Sequence[Link] | None = None,
) -> Sequence[Link]:
    """The tagged links and, beside them, what the rules find where the tagger found nothing, or
    (``half``) a verb of speech and no speaker."""
    forms = forms_in(document, names).links if forms is None else forms
    # Of "denied it" a tagger takes "it" for what is said; the whole sentence is.
    answers = sorted(link.cue for link in forms if link.form == "denied" and link.cue is not None)
    tagged = [
        link
        for link in tagged
        if link.cue is None or len(link.content) > PRONOUN or not _meets(answers, link.cue)
    ]
    kept = list(tagged)
    seen: set[Span | None] = set()
    claimed = sorted(piece for link in tagged for piece in link.contents)
    # "Forty are feared dead the group added.": who closes a sentence says its empty form too.
    voiced = sorted(piece for link in tagged if link.source is not None for piece in link.contents)
    cues = sorted(link.cue for link in tagged if link.cue is not None)
    for link in forms:
        if link.form == "inherited" or (link.form == "agentless" and link.cue in seen):
            continue
        seen.add(link.cue)
        if link.source is not None and is_label(within(names.tokens, link.source)):
            behind = link.source.start >= link.content.end
            if not behind or link.source.of(document.text).casefold() not in BEHIND:
                continue
        if link.cue is not None and (_meets(cues, link.cue) or _meets(claimed, link.cue)):
            continue
        sure = link.form not in TAGGED or is_direct(document, link) or _opens(document, link)
        if not sure and link.cue is not None and _meets(half, link.cue):
            link = _in_clause(document, link)
            sure = _plain(document, link)
        if sure and not _claimed(voiced if link.form == "final" else claimed, link):
            kept.append(link)
    return nested(sorted(kept, key=lambda link: (link.content, link.cue or Span(0, 0))))


# "; ", ", while ": what follows is a clause of its own
NEXT_CLAUSE = re.compile(r"(?:;|,\s(?:and|but|while|whereas|although|though))\s+")
# "and that an inmate warned": still of the first
STILL = re.compile(r"(?:that|when|if|as|after|before|once|because|since|what|which|who|then)\b")
SAYS = re.compile(r"(?:has |have |had |also )?(?:said|says|say)")
# "found that", "has concluded that": as sure as "said", where "that" follows; not "two states that"
OPENS = re.compile(
    r"(?:has |have |had |also )?(?:said|says|say|found|finds|concluded|concludes|showed|shown"
    r"|reported|announced|announces|confirmed|confirms|warned|warns|claimed|stated|revealed|reveals"
    r"|estimated|noted|added|adds|argued|argues)"
)


def _opens(document: Document, link: Link) -> bool:
    """Whether a sentence begins with its speaker and goes on with what he says: "The mayor said
    the bridge was shut"; of all rules on verbs this one is as good as a tag."""
    if link.source is None or link.cue is None or link.content.start < link.cue.end:
        return False
    sentence = document.sentence_of(link.source.start)
    near = link.source.start == sentence.start and link.cue.start - link.source.end <= 3
    says = OPENS.fullmatch(link.cue.of(document.text)) is not None
    return near and says and _plain(document, link) and len(link.content) > 25


# "a recording in which a mechanic tells"
PURPORTED = re.compile(r"\s(?:purportedly|reportedly|allegedly|supposedly|apparently)\b")
IN_WHICH = re.compile(r"\b(?:in|on) which ")


def _in_clause(document: Document, link: Link) -> Link:
    """The link with the subject of its own clause: "a mechanic" of "a tape in which a mechanic"."""
    if link.source is None:
        return link
    found = [m.end() for m in IN_WHICH.finditer(document.text, link.source.start, link.source.end)]
    if not found:
        return link
    # What is purported of him is the author's word and not what he is.
    purported = PURPORTED.search(document.text, found[-1], link.source.end)
    return replace(
        link, source=Span(found[-1], purported.start() if purported else link.source.end)
    )


def _plain(document: Document, link: Link) -> bool:
    """Whether somebody says something, or that something is so: no "what the prisoners say"."""
    if link.cue is None or link.source is None:
        return False
    that = document.text[max(link.cue.end, link.content.start - 6) : link.content.start].split()
    says = SAYS.fullmatch(link.cue.of(document.text)) is not None
    if not says and that[-1:] != ["that"]:
        return False
    before = document.text[max(0, link.source.start - 6) : link.source.start].casefold().split()
    asked = {"what", "how", "why"}.intersection(before[-1:])
    named = link.source.of(document.text)
    return not asked and named not in ("who", "which", "that") and not UNNAMED.search(named)


# "mayor's spokesman Nils Merk said the lights", "“several doctors” told her": a source at the head
# of what another reports
_WHEN = (
    r"(?:(?:(?:[Ll]ast|[Ee]arlier|[Ll]ater|[Tt]his) (?:week|month|year|on)|[Oo]n (?:\w+day|\w+ \d+)"
    r"|[Ii]n (?:\w+ )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|\d{4})),? )?"
)
RELAYED = re.compile(
    r"(?:that )?[\"“.]{0,2}"
    + _WHEN
    + r"(?P<source>(?!(?:it|we|I|there|who|this|that|what|which) )[A-Za-z@][^,.;:\"“”\n]{1,70}?"
    r"(?:(?:, [^,.;:\"“”\n]{2,50}){1,3},)?)"
    r"[\"”]? (?P<cue>(?:(?:had|has|have|also|later) ){0,2}"
    r"(?:said|says|say|claimed|announced|confirmed|denied|warned|stated|slams|slammed"
    r"|told (?:(?:an?|the|its|his|her|their) )?(?:[\w’'-]+ ){0,3}?[\w’'-]+(?= that\b)"
    r"|told (?:it|them|her|him|us|reporters|police|(?:an?|the) \w+)"
    r"|(?:reported|revealed|testified) that|(?:admit|confess|acknowledge|complain)(?:t?ed|s) that"
    r"|(?:admit|confess)(?:t?ed|s) to|complain(?:ed|s) of"
    r"|(?:stated|said|announced) in \w+(?: \w+){1,3},))(?: that)? (?=\S)"
)


def _with_own_subjects(document: Document, links: Sequence[Link]) -> list[Link]:
    """The links, each verb with its own subject: of "the paper reported that a captain told the
    court that" a tagger parts what the paper said before "told", which it gives to the paper."""
    found = list(links)
    latest: dict[Span, int] = {}
    for at, link in enumerate(links):
        if link.cue is None or link.source is None:
            continue
        before = latest.get(link.source)
        latest[link.source] = at
        if before is None or not found[before].content.end <= link.cue.start:
            continue
        outer = found[before]
        match = RELAYED.match(document.text, outer.content.start, link.content.end)
        if match is None or not link.cue.overlap(Span(*match.span("cue"))):
            continue
        # All that stands between is a name and what he is: no "and said", no "which it said".
        if NO_SPEAKER.search(match["source"]):
            continue
        called = match.start("source") + len(match["source"].partition(",")[0])
        ends = match.end("source")
        if outer.content.end not in (called, called + 1, ends - 1, ends):
            continue
        found[at] = replace(link, source=Span(*match.span("source")), form="relayed")
        whole = Span(outer.content.start, link.content.end)
        found[before] = replace(outer, contents=(whole,))
    return found


# "the pilot had not admitted", "nobody said", "residents had been warned", "shut the bridge and
# said", "the downing of the plane which it said": no other speaks in it
NO_SPEAKER = re.compile(
    r"^(?:no|few|nobody|neither|none|anyone|anybody|if|whether|hardly|no-one)\b"
    r"|\s(?:not|never|longer|ever|must|now|should|would|could|can|cannot|will|may|might|and|or|but"
    r"|is|are|was|were|be|been|being|did|does|do|to|it|he|she|they|I|we|you)$",
    re.IGNORECASE,
)


BRIEF = 6
"""Code points of the shortest clause that a speaker has to himself: "it fell"."""


def parted(document: Document, links: Sequence[Link]) -> list[Link]:
    """The links, each cut where a clause that another speaks begins: "According to the mayor, the
    bridge is shut; the police said it is open." """
    cues = sorted(link.cue for link in links if link.cue is not None)
    found: list[Link] = []
    for link in links:
        other = None if link.source is None else _other(document, cues, link)
        found += (link,) if other is None else other
    return found


def _other(document: Document, cues: Sequence[Span], link: Link) -> tuple[Link, Link] | None:
    """What a link says up to a clause of another speaker inside of it, and that clause."""
    content = link.content
    for joined in NEXT_CLAUSE.finditer(document.text, content.start + BRIEF, content.end):
        match = RELAYED.match(document.text, joined.end(), content.end)
        if match is None or marked(document, Span(content.start, match.end())):
            continue
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        if _meets(cues, cue) or content.end - match.end() < BRIEF:
            continue
        if STILL.match(document.text, joined.end()):
            continue
        first = tuple(
            Span(piece.start, min(piece.end, joined.start()))
            for piece in link.contents
            if piece.start < joined.start()
        )
        return replace(link, contents=first), Link(source, cue, (Span(match.end(), content.end),))
    return None


# "she had letters from two tenants to say that"
HEARD_FROM = re.compile(
    r"(?:calls?|letters?|messages?|word|heard|learned|accounts?) from "
    r"(?P<source>[^,.;:\"“”\n]{3,50}?)"
    r" (?P<cue>to tell|to say|telling|saying|who (?:said|told))(?: (?:him|her|them|us|me))? that "
)


# "calls for peace saying that people die": what somebody wishes for, and then says
AND_SAYS = re.compile(
    r",? (?P<cue>saying|adding|claiming|arguing|insisting|warning|alleging)(?: that)? (?=\S)"
)


def _with_what_is_said(document: Document, names: Names, link: Link) -> Link:
    """Of who wishes or does a thing and says another, what he says: "calls for peace saying ..."
    vouches for nothing before "saying"."""
    said = AND_SAYS.search(document.text, link.content.start, link.content.end)
    if said is None or link.source is None or vouches(document, names.tokens, link):
        return link
    rest = Span(said.end(), link.content.end)
    if len(rest) <= BRIEF:
        return link
    return replace(link, cue=Span(*said.span("cue")), contents=(rest,))


# "a clip shows a sailor admitting that": who speaks in what is shown
FILMED = re.compile(
    r"(?P<source>(?:an?|another|one|two|three|several|some|\d{1,3}) (?:[\w’'-]+ ){0,4}?[\w’'-]+)"
    r"(?: in tears)?,? (?:who (?:is|was|are|were) )?(?:\w+ly )?"
    r"(?P<cue>saying|telling|admitting|confessing|claiming|complaining|describing|recounting"
    r"|explaining|insisting|denouncing|accusing|condemning|thanking|praising|warning|urging"
    r"|begging|pleading|apologi[sz]ing)\b[,:]?(?: (?:that|for)\b)? "
)
SHOWING = frozenset({"show", "shows", "showed", "showing", "features", "featuring", "depicts"})


def with_relayed(document: Document, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and, inside of what each says, the source that it relays."""
    links = _with_own_subjects(document, links)
    cues = sorted(link.cue for link in links if link.cue is not None)
    found = list(links)
    for at, link in enumerate(links):
        # A tagger may part what is said right where the inner verb ends.
        content = link.contents[0] if _holds_cue(link) else link.content
        silent = link.cue is None and link.form != "signed"
        if silent or (_quotes(document, content) and not _is_of_a_crowd(document, link)):
            continue
        match = RELAYED.match(document.text, content.start, content.end)
        match = match or HEARD_FROM.search(document.text, content.start, content.end)
        if match is None and link.cue is not None and link.cue.of(document.text) in SHOWING:
            match = FILMED.match(document.text, content.start, content.end)
        if match is None or _meets(cues, Span(*match.span("cue"))):
            continue
        if NO_SPEAKER.search(match["source"]):
            continue
        if takes_lives(document.text, Span(*match.span("cue"))):
            continue
        said = Span(match.end(), content.end)
        if len(said) > 20:
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            found.append(Link(source, cue, (said,), "relayed"))
            if len(link.contents) > 1 and not _holds_cue(link):
                found[at] = replace(link, contents=(content,))
    return nested(sorted(found, key=lambda link: (link.content, link.cue or Span(0, 0))))


def _is_of_a_crowd(document: Document, link: Link) -> bool:
    """Whether many without a name quote, "critics" or "some residents": what somebody in it said
    is not their own."""
    said = [] if link.source is None else link.source.of(document.text).casefold().split()
    return bool(said) and len(said) <= 2 and said[-1] in MANY


def _holds_cue(link: Link) -> bool:
    return link.cue is not None and link.content.contains(link.cue)


def _quotes(document: Document, content: Span) -> bool:
    """Whether a content opens with marks; what is quoted in them is found as speech of its own."""
    at = bisect_left(document.quotations, content.start, key=lambda q: q.start)
    return at < len(document.quotations) and document.quotations[at].start == content.start


def _claimed(claimed: Sequence[Span], link: Link) -> bool:
    size = sum(len(piece) for piece in link.contents)
    shared = sum(
        piece.overlap(other) for piece in link.contents for other in _around(claimed, piece)
    )
    return shared * 3 >= size


def _meets(spans: Sequence[Span], span: Span) -> bool:
    return any(span.overlap(other) for other in _around(spans, span))


def _around(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The sorted spans that can touch one, and a few before it."""
    last = bisect_left(spans, span.end, key=lambda other: other.start)
    first = bisect_left(spans, span.start, key=lambda other: other.start)
    return spans[max(0, first - 8) : last]


def is_direct(document: Document, link: Link) -> bool:
    """Whether all that a link attributes is speech given word for word."""
    return all(quotation_over(document, piece) is not None for piece in link.contents)
