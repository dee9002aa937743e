"""From links to the sourcing of a document: sources with kind, stake and custody, attributions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from features.evidence import (
    Attribution,
    Custody,
    Document,
    Encoding,
    Source,
    Sourcing,
    Span,
)
from features.sourcing import custody as held
from features.sourcing import hedges
from features.sourcing.attribution import Link, attributions_from, nested, quotation_over
from features.sourcing.closing import closing_in
from features.sourcing.forms import agentless_in, links_by_form
from features.sourcing.inheritance import with_accounts, with_inherited
from features.sourcing.justification import justification_of
from features.sourcing.kinds import MOST
from features.sourcing.linking import Body, bodies_of
from features.sourcing.mentions import Names, names_in
from features.sourcing.papers import papers_in, polls_in
from features.sourcing.profile import Profile, profile_of
from features.sourcing.relative import with_antecedents
from features.sourcing.scene import Captivity, captivity_in
from features.sourcing.stake import Sides, Stake, accused_in, sides_of
from features.sourcing.vouching import is_label, vouches, without_expletive
from features.sourcing.words import within
from features.sourcing.writer import with_writer
from features.tagging import spans


def find_sourcing(
    document: Document,
    encoding: Encoding,
    parties: Sequence[str] = (),
    post: bool = False,
) -> Sourcing:
    """Who vouches for what in a document, with hedges, caveats, factive cues and denials.

    Where the encoder tags sources, cues and contents these are linked; the rules then add only
    the forms that taggers trained on news miss. ``parties`` are names of sides that the caller
    knows. In a ``post`` the writer is a source himself. Never raises on any document.
    """
    names = names_in(document)
    if "content" in encoding.tags:
        tagged = attributions_from(
            document,
            _tagged(document, encoding, "source"),
            _tagged(document, encoding, "cue"),
            _tagged(document, encoding, "content"),
        )
        mended = [without_expletive(names.tokens, link) for link in tagged]
        mended = with_antecedents(document, names, mended)
        vouched = [link for link in mended if vouches(document, names.tokens, link)]
        closed = with_closing(document, names, vouched)
        half = sorted(link.cue for link in mended if link.source is None and link.cue is not None)
        formed = with_papers(document, names, with_forms(document, names, closed, half))
        governed = with_accounts(document, formed, polls_in(document, names, formed))
        links = with_relayed(document, governed)
    else:
        links = links_by_form(document, names.tokens)
    return sourcing_from(document, links, parties, post, names)


def with_closing(document: Document, names: Names, tagged: Sequence[Link]) -> list[Link]:
    """The tagged links with what closes a sentence in their place: where its speaker stands at
    the end, who was tagged at its beginning says nothing."""
    spoken = {
        document.sentence_at(link.cue.start): link.source for link in tagged if link.cue is not None
    }
    found = [
        link
        for sentence in document.sentences
        for link in closing_in(document, names, sentence)
        if not _agrees(spoken.get(document.sentence_at(sentence.start)), link.source)
    ]
    contents = sorted(link.content for link in found)
    return [link for link in tagged if not _claimed(contents, link)] + found


def with_papers(document: Document, names: Names, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and the polls, films and records that vouch for sentences nobody else does."""
    claimed = sorted(piece for link in links for piece in link.contents)
    found = [
        link
        for sentence in document.sentences
        for link in papers_in(document, names, sentence)
        if not _claimed(claimed, link)
    ]
    return nested(sorted([*links, *found], key=lambda link: (link.content, link.cue or Span(0, 0))))


def _agrees(tagged: Span | None, found: Span | None) -> bool:
    return tagged is not None and found is not None and tagged.overlap(found) > 0


TAGGED = frozenset({"verb"})
"""Rules that are right one time in ten where the tagger saw nothing, quotations apart."""


def with_forms(
    document: Document, names: Names, tagged: Sequence[Link], half: Sequence[Span] = ()
) -> tuple[Link, ...]:
    """The tagged links and, beside them, what the rules find where the tagger found nothing, or
    (``half``) a verb of speech and no speaker."""
    kept = list(tagged)
    seen: set[Span | None] = set()
    claimed = sorted(piece for link in tagged for piece in link.contents)
    cues = sorted(link.cue for link in tagged if link.cue is not None)
    for link in (*agentless_in(document, names.tokens), *links_by_form(document, names.tokens)):
        if link.form == "inherited" or (link.form == "agentless" and link.cue in seen):
            continue
        seen.add(link.cue)
        if link.source is not None and is_label(within(names.tokens, link.source)):
            continue
        if link.cue is not None and (_meets(cues, link.cue) or _meets(claimed, link.cue)):
            continue
        sure = link.form not in TAGGED or _direct(document, link) or _opens(document, link)
        if not sure and link.cue is not None and _meets(half, link.cue):
            link = _in_clause(document, link)
            sure = _plain(document, link)
        if sure and not _claimed(claimed, link):
            kept.append(link)
    return nested(sorted(kept, key=lambda link: (link.content, link.cue or Span(0, 0))))


SAYS = re.compile(r"(?:has |have |had |also )?(?:said|says|say)")


def _opens(document: Document, link: Link) -> bool:
    """Whether a sentence begins with its speaker and goes on with what he says: "The mayor said
    the bridge was shut"; of all rules on verbs this one is as good as a tag."""
    if link.source is None or link.cue is None or link.content.start < link.cue.end:
        return False
    sentence = document.sentences[document.sentence_at(link.source.start)]
    near = link.source.start == sentence.start and link.cue.start - link.source.end <= 3
    says = SAYS.fullmatch(link.cue.of(document.text)) is not None
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
    return not asked and link.source.of(document.text) not in ("who", "which", "that")


# "mayor's spokesman Nils Merk said the lights": a source at the head of what another reports
RELAYED = re.compile(
    r"(?:that )?[\"“]?(?P<source>(?!(?:he|she|they|it|we|I|there|who|this) )[A-Za-z]"
    r"[^,.;:\"“”\n]{3,70}?) (?P<cue>(?:had |has |have )?"
    r"(?:said|says|say|told (?:it|them|reporters|police|the \w+)|claimed|announced|confirmed|denied"
    r"|warned))(?: that)? (?=\S)"
)
# "he has received calls from other inmates to tell him that"
HEARD_FROM = re.compile(
    r"(?:calls?|letters?|messages?|word|heard|learned|accounts?) from "
    r"(?P<source>[^,.;:\"“”\n]{3,50}?)"
    r" (?P<cue>to tell|to say|telling|saying|who (?:said|told))(?: (?:him|her|them|us|me))? that "
)


def with_relayed(document: Document, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links and, inside of what each says, the source that it relays."""
    cues = sorted(link.cue for link in links if link.cue is not None)
    found = list(links)
    for link in links:
        content = link.contents[0]
        if link.source is None or link.cue is None or _quotes(document, content):
            continue
        match = RELAYED.match(document.text, content.start, content.end)
        match = match or HEARD_FROM.search(document.text, content.start, content.end)
        if match is None or _meets(cues, Span(*match.span("cue"))):
            continue
        said = Span(match.end(), content.end)
        if len(said) > 20:
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            found.append(Link(source, cue, (said,), "relayed"))
    return nested(sorted(found, key=lambda link: (link.content, link.cue or Span(0, 0))))


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


@dataclass(frozen=True, slots=True)
class Scene:
    """What the whole text tells before any one source is judged."""

    document: Document
    names: Names
    sides: Sides
    accused: dict[str, str]
    captives: held.Captives
    captivity: Captivity
    handovers: tuple[held.Handover, ...]


def _tagged(document: Document, encoding: Encoding, task: str) -> list[Span]:
    return [Span(found.start, found.end) for found in spans(document, encoding, task)]


def sourcing_from(
    document: Document,
    links: Sequence[Link],
    parties: Sequence[str] = (),
    post: bool = False,
    names: Names | None = None,
) -> Sourcing:
    """The sourcing of a document whose links are known."""
    names = names or names_in(document)
    links = nested(with_inherited(document, links))
    scene = Scene(
        document,
        names,
        sides_of(document, names, parties),
        accused_in(document, names),
        held.captives_in(document, names),
        captivity_in(document, names),
        held.handovers_in(document, names),
    )
    holder = held.holder_in(document, names)
    extra = [handover.by for handover in scene.handovers]
    bodies, of, others = bodies_of(document, names, links, [*extra, *([holder] if holder else [])])
    publishers = dict(zip(extra, others, strict=False))
    custodian = others[len(extra)] if holder else None
    profiles = [_profile(scene, body, links) for body in bodies]
    custodies = [
        _custody(scene, body, profile, links, publishers, custodian, profiles)
        for body, profile in zip(bodies, profiles, strict=True)
    ]
    sources = tuple(
        _source(scene, at, body, profiles[at], custodies[at]) for at, body in enumerate(bodies)
    )
    found = tuple(_attributions(scene, links, of, bodies, sources, publishers))
    attributions = with_party_channels(found, sources)
    if post:
        sources, attributions = with_writer(document, sources, attributions)
    tokens = names.tokens
    used = {a.source_id for a in attributions} | {a.channel for a in attributions}
    used |= {c.publisher for c in custodies if c} | {c.custodian for c in custodies if c}
    return Sourcing(
        sources=tuple(source for source in sources if source.id in used),
        attributions=attributions,
        hedges=hedges.hedges_in(document, tokens, links),
        caveats=hedges.caveats_in(document, tokens, links),
        factive=hedges.factive_in(tokens, links),
        denials=hedges.denials_in(tokens),
    )


def _profile(scene: Scene, body: Body, links: Sequence[Link]) -> Profile:
    own = [links[i] for i in body.links]
    found = profile_of(scene.document, scene.names, body, own, scene.sides, scene.accused)
    if held.is_held(body, scene.captives, scene.captivity, scene.names, scene.document):
        named = found.named and any(mention.person for mention in body.mentions)
        return replace(
            found,
            kind="prisoner_under_custody",
            held=True,
            stake=Stake(None, None),
            named=named,
            anonymity=None if named else found.anonymity or "unidentified",
        )
    return found


def _identity(at: int) -> str:
    return f"s{at + 1}"


def _custody(
    scene: Scene,
    body: Body,
    profile: Profile,
    links: Sequence[Link],
    publishers: dict[Span, int | None],
    custodian: int | None,
    profiles: Sequence[Profile],
) -> Custody | None:
    if not profile.held:
        return None
    start = min((m.span.start for m in body.mentions), default=0)
    handover = held.nearest(scene.handovers, start)
    publisher = publishers.get(handover.by) if handover else None
    if custodian is None and publisher is not None:
        # A body of a side that shows the held is taken for their holder; an outlet is not.
        organ = profiles[publisher].kind in ("party_to_conflict", "government_agency")
        custodian = publisher if organ else None
    contents = [piece for i in body.links for piece in links[i].contents]
    return Custody(
        None if custodian is None else _identity(custodian),
        None if publisher is None else _identity(publisher),
        held.serves(scene.document, scene.names, contents, scene.captivity),
    )


def _source(scene: Scene, at: int, body: Body, profile: Profile, custody: Custody | None) -> Source:
    mentions = tuple(sorted({mention.span for mention in body.mentions}))
    return Source(
        id=_identity(at),
        name=profile.name,
        kind=profile.kind,
        named=profile.named,
        anonymity=profile.anonymity,
        stake=profile.stake.value,
        stake_basis=profile.stake.basis,
        custody=custody,
        protected=held.is_protected(body, profile.held, scene.names, scene.document),
        mentions=mentions,
    )


def _attributions(
    scene: Scene,
    links: Sequence[Link],
    of: Sequence[int | None],
    bodies: Sequence[Body],
    sources: Sequence[Source],
    publishers: dict[Span, int | None],
) -> Iterator[Attribution]:
    for i, link in enumerate(links):
        at = of[i]
        if at is None and link.source is not None:
            # "I" and "you" outside a quotation are the author and his reader.
            continue
        source = sources[at] if at is not None else None
        channel = _channel(scene, link, links, of, source, sources, publishers)
        relayed = channel is not None and (source is None or source.custody is None)
        relayed = relayed or _cited(scene.document, link)
        custody = source.custody if source else None
        if custody and source:
            serves = held.serves(scene.document, scene.names, link.contents, scene.captivity)
            custody = replace(custody, serves_custodian=serves)
        found = Attribution(
            content=link.content,
            source=link.source,
            cue=link.cue,
            source_id=source.id if source else None,
            kind=source.kind if source else "unattributed",
            named=source.named if source else False,
            anonymity=source.anonymity if source else None,
            stake=source.stake if source else None,
            custody=custody,
            depth=2 if relayed else 1,
            direct=_direct(scene.document, link),
            channel=channel,
            chain=tuple(x for x in (source.id if source else None, channel) if x is not None),
            justification=_justification(scene.document, link, bodies[at])
            if at is not None
            else None,
        )
        for n, content in enumerate(_stretches(scene.document, link)):
            yield replace(found, content=content, cue=None if n else link.cue)


def _justification(document: Document, link: Link, body: Body) -> Span | None:
    mentions = [mention.span for mention in body.mentions[:MOST]]
    return justification_of(document, mentions, link.contents)


BETWEEN = 60
"""Code points between two pieces of speech, source and cue left out, that are the author's own."""


def _stretches(document: Document, link: Link) -> Iterator[Span]:
    """The content from its first piece to its last, parted where the author says something of his
    own between: '"X," she said. The hall was empty. "Y."'"""
    start, end = link.contents[0].start, link.contents[0].end
    for piece in link.contents[1:]:
        gap = Span(end, max(end, piece.start))
        own = sum(gap.overlap(s) for s in (link.source, link.cue) if s is not None)
        apart = document.sentence_at(max(start, end - 1)) != document.sentence_at(piece.start)
        if apart and len(gap) - own > BETWEEN:
            yield Span(start, end)
            start = piece.start
        end = max(end, piece.end)
    yield Span(start, end)


def _direct(document: Document, link: Link) -> bool:
    return all(quotation_over(document, piece) is not None for piece in link.contents)


def _channel(
    scene: Scene,
    link: Link,
    links: Sequence[Link],
    of: Sequence[int | None],
    source: Source | None,
    sources: Sequence[Source],
    publishers: dict[Span, int | None],
) -> str | None:
    """Who handed the words over: a relaying source, a publisher of footage, an obtainer."""
    if source is not None and source.custody is not None:
        return source.custody.publisher
    if link.inside is not None:
        outer = of[link.inside]
        if outer is not None and source is not None and sources[outer].id != source.id:
            return sources[outer].id
        if outer is not None and source is None:
            return sources[outer].id
    if source is None or link.source is None:
        return None
    if not source.named or source.kind in HANDED_OVER:
        here = scene.document.sentence_at(link.source.start)
        for handover in scene.handovers:
            if scene.document.sentence_at(handover.at.start) == here:
                at = publishers.get(handover.by)
                if at is not None and sources[at].id != source.id:
                    return sources[at].id
    return source.id if _shown_in(scene.document, link) else None


HANDED_OVER: frozenset[str] = frozenset({"document_or_recording", "eyewitness", "affected_person"})
"""Named sources whose words another may hand over; an official speaks for himself."""
WITNESSES: frozenset[str] = frozenset(
    {"eyewitness", "affected_person", "anonymous", "unnamed_group", "prisoner_under_custody"}
)
ORGANS_OF_SIDES: frozenset[str] = frozenset(
    {"party_to_conflict", "government_agency", "media_outlet", "social_media"}
)


def with_party_channels(
    attributions: Sequence[Attribution], sources: Sequence[Source]
) -> tuple[Attribution, ...]:
    """The attributions, with a witness whose words all came by one hand marked where that hand is
    an organ of a side, of whichever side.

    Who is introduced in a release goes on speaking in it: "he said" has the channel of his first
    words, unless another hand brought some of them.
    """
    known = {source.id: source for source in sources}
    first: dict[str, str | None] = {}
    hands: dict[str, set[str]] = {}
    for a in attributions:
        if a.source_id is not None:
            first.setdefault(a.source_id, a.channel)
            brought = hands.setdefault(a.source_id, set())
            if a.channel is not None and a.channel != a.source_id:
                brought.add(a.channel)
    return tuple(_by_party(a, known, first, hands) for a in attributions)


def _by_party(
    a: Attribution,
    known: dict[str, Source],
    first: dict[str, str | None],
    hands: dict[str, set[str]],
) -> Attribution:
    channel = first.get(a.source_id or "")
    if a.kind not in WITNESSES or channel is None or hands[a.source_id or ""] != {channel}:
        return a
    hand = known[channel]
    organ = hand.kind in ORGANS_OF_SIDES and hand.stake is True
    if a.channel == channel:
        return replace(a, party_channel=organ)
    chain = tuple(x for x in (a.source_id, channel) if x is not None)
    depth = a.depth if a.custody is not None else 2
    return replace(a, channel=channel, chain=chain, depth=depth, party_channel=organ)


# "says in the ad", "records obtained by the Post"
SHOWN = re.compile(
    r"\bin (?:the|an?|his|her|their)(?: \w+){0,2} (?:ad|advert\w*|commercial|documentary|film)\b"
    r"|\b(?:obtained|seen|reviewed|acquired|leaked|released|published) (?:by|to) "
)


def _shown_in(document: Document, link: Link) -> bool:
    """Whether the words came by way of something: an advertisement, records handed to an outlet."""
    spans = [span for span in (link.source, link.cue) if span is not None]
    reach = Span(spans[0].start, min(len(document.text), max(s.end for s in spans) + 30))
    sentence = document.sentences[document.sentence_at(reach.start)]
    return SHOWN.search(document.text, reach.start, min(reach.end, sentence.end)) is not None


# "quoted local activists", "citing an unnamed source"
CITED = re.compile(r"\b(?:quot(?:ed|ing|es)|cit(?:ed|ing|es))\s+(?:\w+\s+){0,2}$")


def _cited(document: Document, link: Link) -> bool:
    """Whether another's words bring the source in: "the Post quoted activists as saying"."""
    if link.source is None:
        return False
    sentence = document.sentences[document.sentence_at(link.source.start)]
    before = document.text[max(sentence.start, link.source.start - 60) : link.source.start]
    return CITED.search(before) is not None
