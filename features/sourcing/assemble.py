"""From links to the sourcing of a document: sources with kind, stake and custody, attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from features.evidence import (
    Attribution,
    Caveat,
    Custody,
    Document,
    Encoding,
    Source,
    Sourcing,
    Span,
)
from features.sourcing import custody as held
from features.sourcing import hedges
from features.sourcing.attribution import Link, nested
from features.sourcing.channel import channel_of, with_party_channels
from features.sourcing.gathering import Forms, forms_in, gathered, is_direct
from features.sourcing.given import given_names
from features.sourcing.hands import Hand, hand_of, with_chains
from features.sourcing.inheritance import with_inherited
from features.sourcing.justification import justification_of
from features.sourcing.kinds import MOST
from features.sourcing.linking import Body, bodies_of
from features.sourcing.mentions import trimmed
from features.sourcing.names import Names, names_in
from features.sourcing.profile import Profile, profile_of
from features.sourcing.relays import (
    is_cited,
    is_given_out,
    is_published,
    with_relayed_words,
    with_told_outlets,
)
from features.sourcing.scene import Captivity, captivity_in
from features.sourcing.stake import Sides, Stake, accused_in, sides_of
from features.sourcing.writer import with_writer, within_sentences


def find_sourcing(
    document: Document,
    encoding: Encoding,
    parties: Sequence[str] = (),
    post: bool = False,
    ground: Ground | None = None,
) -> Sourcing:
    """Who vouches for what in a document, with hedges, caveats, factive cues and denials.

    Where the encoder tags sources, cues and contents these are linked; the rules then add only
    the forms that taggers trained on news miss. ``parties`` are names of sides that the caller
    knows. In a ``post`` the writer is a source himself; ``ground`` is what :func:`ground_of` gives,
    where it is known. Never raises on any document.
    """
    ground = ground or ground_of(document, parties)
    links = gathered(document, ground.names, encoding, ground.forms)
    return sourcing_from(document, links, parties, post, ground.scene)


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
    caveats: tuple[Caveat, ...]
    denials: tuple[Span, ...]
    holder: Span | None
    """Who holds those that are held."""


def scene_of(document: Document, names: Names, parties: Sequence[str] = ()) -> Scene:
    """The scene of a document; ``parties`` are names of sides that the caller knows."""
    captivity = captivity_in(document, names)
    return Scene(
        document,
        names,
        sides_of(document, names, parties),
        accused_in(document, names),
        held.captives_in(document, names),
        captivity,
        held.handovers_in(document, names),
        hedges.caveats_in(document, names.tokens),
        hedges.denials_in(names.tokens),
        held.holder_in(document, names) if captivity.marked else None,
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What the sourcing of a document needs of its text alone."""

    names: Names
    forms: Forms
    scene: Scene


def ground_of(document: Document, parties: Sequence[str] = ()) -> Ground:
    """What is found in a text before it is known who says what in it."""
    names = names_in(document)
    return Ground(names, forms_in(document, names), scene_of(document, names, parties))


def sourcing_from(
    document: Document,
    links: Sequence[Link],
    parties: Sequence[str] = (),
    post: bool = False,
    scene: Scene | None = None,
) -> Sourcing:
    """The sourcing of a document whose links are known."""
    scene = scene or scene_of(document, names_in(document), parties)
    names = scene.names
    links = [_with_trimmed_source(document, names, link) for link in links]
    links = nested(with_inherited(document, within_sentences(document, links)))
    holder = scene.holder
    extra = [handover.by for handover in scene.handovers]
    cited = [is_cited(document, link) for link in links]
    told = _hands(document, compress(links, cited))
    spans = [*extra, *([holder] if holder else []), *(hand.at for hand in told.values())]
    bodies, of, others = bodies_of(document, names, links, spans)
    publishers = dict(zip(extra, others, strict=False))
    custodian = others[len(extra)] if holder else None
    profiles = _profiles(scene, bodies, links)
    custodies = [
        _custody(scene, body, profile, links, publishers, custodian, profiles)
        for body, profile in zip(bodies, profiles, strict=True)
    ]
    sources = tuple(
        _source(scene, at, body, profiles[at], custodies[at]) for at, body in enumerate(bodies)
    )
    found = tuple(_attributions(scene, links, of, bodies, sources, publishers, cited))
    attributions = with_party_channels(
        with_relayed_words(document, with_told_outlets(document, found)), sources
    )
    passing = others[len(others) - len(told) :]
    hands = {
        cue: (None if at is None else _identity(at), hand.origin)
        for (cue, hand), at in zip(told.items(), passing, strict=True)
    }
    attributions = with_chains(attributions, hands)
    if post:
        sources, attributions = with_writer(document, sources, attributions)
    tokens = names.tokens
    used = {hand for a in attributions for hand in (a.source_id, a.channel, *a.chain)}
    used |= {c.publisher for c in custodies if c} | {c.custodian for c in custodies if c}
    return Sourcing(
        sources=tuple(source for source in sources if source.id in used),
        attributions=attributions,
        hedges=hedges.hedges_in(document, tokens, links, scene.caveats),
        caveats=hedges.with_footage(document, tokens, scene.caveats, attributions),
        factive=hedges.factive_in(tokens, links),
        denials=scene.denials,
    )


def _hands(document: Document, cited: Iterable[Link]) -> dict[Span, Hand]:
    """By the cue of what came at second hand, who beside its source had it in hand."""
    found = ((link, hand_of(document, link)) for link in cited)
    return {link.cue or link.content: hand for link, hand in found if hand is not None}


def _with_trimmed_source(document: Document, names: Names, link: Link) -> Link:
    if link.source is None:
        return link
    source = trimmed(document, names, link.source)
    return link if source is link.source else replace(link, source=source)


def _profiles(scene: Scene, bodies: Sequence[Body], links: Sequence[Link]) -> list[Profile]:
    """What each body is; the name that a captive gives is held wherever it speaks."""
    kept = [
        held.is_held(body, scene.captives, scene.captivity, scene.names, scene.document)
        for body in bodies
    ]
    names = {
        name
        for body, is_held in zip(bodies, kept, strict=True)
        if is_held
        for mention in body.mentions[:MOST]
        for name in given_names(scene.document, mention.span)
    }
    return [
        _profile(scene, body, links, is_held or (body.person and bool(names & {*body.name[-1:]})))
        for body, is_held in zip(bodies, kept, strict=True)
    ]


def _profile(scene: Scene, body: Body, links: Sequence[Link], is_held: bool) -> Profile:
    own = [links[i] for i in body.links]
    found = profile_of(scene.document, scene.names, body, own, scene.sides, scene.accused)
    if not is_held:
        return found
    given = any(any(given_names(scene.document, m.span)) for m in body.mentions[:MOST])
    named = given or (found.named and any(mention.person for mention in body.mentions))
    return replace(
        found,
        kind="prisoner_under_custody",
        held=True,
        stake=Stake(None, None),
        named=named,
        anonymity=None if named else found.anonymity or "unidentified",
    )


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
        held.serves(scene.names, contents, scene.captivity),
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
    cited: Sequence[bool],
) -> Iterator[Attribution]:
    hands = {by: None if at is None else sources[at].id for by, at in publishers.items()}
    for i, link in enumerate(links):
        at = of[i]
        if at is None and link.source is not None:
            # "I" and "you" outside a quotation are the author and his reader.
            continue
        source = sources[at] if at is not None else None
        outer = of[link.inside] if link.inside is not None else None
        channel = channel_of(
            scene.document,
            scene.handovers,
            link,
            source,
            None if outer is None else sources[outer].id,
            hands,
        )
        shown = source is not None and source.custody is not None and source.custody.publisher
        relayed = channel is not None and not shown
        relayed = relayed and not is_published(scene.document, link, source)
        relayed = relayed or cited[i] or is_given_out(scene.document, link, source)
        custody = source.custody if source else None
        if custody and source:
            serves = held.serves(scene.names, link.contents, scene.captivity)
            publisher = custody.publisher or channel
            custody = replace(custody, serves_custodian=serves, publisher=publisher)
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
            direct=is_direct(scene.document, link),
            channel=channel,
            justification=_justification(scene.document, link, bodies[at])
            if at is not None
            else None,
        )
        for n, content in enumerate(_stretches(scene.document, link)):
            yield replace(
                found,
                content=content.trimmed(scene.document.text),
                cue=None if n else link.cue,
            )


def _justification(document: Document, link: Link, body: Body) -> Span | None:
    mentions = [mention.span for mention in body.mentions[:MOST]]
    return justification_of(document, mentions, link.contents)


BETWEEN = 60
"""Code points between two pieces of speech, source and cue left out, that are the author's own."""
LEAD = 30
"""The same where the author begins a sentence with them."""


def _stretches(document: Document, link: Link) -> Iterator[Span]:
    """The content from its first piece to its last, parted where the author says something of his
    own between: '"X," she said. The hall was empty. "Y."'"""
    start, end = link.contents[0].start, link.contents[0].end
    for piece in link.contents[1:]:
        gap = Span(end, max(end, piece.start))
        own = sum(gap.overlap(s) for s in (link.source, link.cue) if s is not None)
        at = document.sentence_at(piece.start)
        apart = document.sentence_at(max(start, end - 1)) != at
        lead = Span(document.sentences[at].start, max(document.sentences[at].start, piece.start))
        said = any(s is not None and lead.overlap(s) for s in (link.source, link.cue))
        if apart and (len(gap) - own > BETWEEN or (len(lead) > LEAD and not said)):
            yield Span(start, end)
            start = piece.start
        end = max(end, piece.end)
    yield Span(start, end)
